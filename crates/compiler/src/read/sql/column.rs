//! A column's definition: its type and its options.

use sqlparser::ast::Expr;
use sqlparser::tokenizer::Token;

use super::catalogue::Declared;
use super::constraint::{
    Pending, PendingKind, check_options, deferrable, index_parameters, nulls_distinct, references,
};
use super::cursor::Cursor;
use super::default::default;
use super::reader::{Done, Reader};
use super::types;
use crate::error::Error;
use crate::model::table::{Column, DefaultValue, Generated, Triggered};
use crate::model::types::Type;

/// Collations that every server has, under which texts are equal only if they are identical.
const COLLATIONS: [&str; 6] = ["default", "C", "POSIX", "ucs_basic", "C.utf8", "unicode"];

impl Reader {
    /// Adds a column; its constraints are created once all columns are known.
    pub(super) fn column<'a>(
        &mut self,
        table: &str,
        definition: Cursor<'a>,
        pending: &mut Vec<Pending<'a>>,
        computed: &mut Vec<(String, Expr)>,
    ) {
        let mut rest = definition;
        let name = match rest.name() {
            Ok(name) => name,
            Err(error) => return self.fail(error.at(definition.position())),
        };
        let origin = self.origin(definition.position());
        let Ok(relation) = self.table(table) else { return };
        let place = relation.place_of(&name);
        let done = if relation.has_column(&name) || relation.refused.contains(&name) {
            Err(Error::invalid("it exists already"))
        } else {
            relation.refused.insert(name.clone());
            let column = Column {
                name: name.clone(),
                ty: Type::Text.into(),
                domain: None,
                not_null: false,
                primary_key: false,
                default: DefaultValue::Null,
                default_sql: None,
                origin,
                generated: None,
                on_insert: Triggered::Unchanged,
                on_update: Triggered::Unchanged,
            };
            self.defined(table, column, rest, pending, computed)
        };
        self.take(done.map_err(|error| error.in_place(place).at(definition.position())));
    }

    fn defined<'a>(
        &mut self,
        table: &str,
        mut column: Column,
        mut rest: Cursor<'a>,
        pending: &mut Vec<Pending<'a>>,
        computed: &mut Vec<(String, Expr)>,
    ) -> Done {
        let data_type = rest.data_type()?;
        let Declared { ty, domain } = self.catalogue.resolve(&data_type)?;
        (column.ty, column.domain) = (ty, domain);
        let serial = types::is_serial(&data_type);
        if serial {
            column.not_null = true;
            column.default = DefaultValue::Server("nextval".to_owned());
        }
        let mut null = false;
        while !rest.is_empty() {
            let whole = rest;
            let name = if rest.eat("constraint") { Some(rest.name()?) } else { None };
            let mut add = |kind, rest: &Cursor<'a>, column: Option<&str>| {
                let length = whole.rest().len() - rest.rest().len();
                let whole = Cursor::new(whole.rest().get(..length).unwrap_or_default());
                pending.push(Pending { whole, name: name.clone(), kind, column: column.map(str::to_owned) });
            };
            let itself = Some(column.name.as_str());
            if rest.eat("not null") {
                rest.eat("no inherit");
                column.not_null = true;
                self.name_not_null(table, name);
            } else if rest.eat("null") {
                null = true;
            } else if rest.eat("default") {
                let value = rest.until(option_begins);
                let value = if value.is_empty() && rest.eat("null") {
                    Cursor::new(whole.rest().get(1..2).unwrap_or_default())
                } else {
                    value
                };
                let value = value.expression()?;
                if serial {
                    return Err(Error::invalid("it has a default already"));
                }
                column.default = default(table, &value, column.ty, &self.catalogue, &self.catalogue.functions)?;
                column.default_sql = Some(value.to_string());
            } else if rest.eat("check") {
                let condition = rest.group()?;
                check_options(&mut rest)?;
                add(PendingKind::Check(condition), &rest, None);
            } else if rest.eat("primary key") {
                index_parameters(&mut rest)?;
                // For the docs, which mention it with the column.
                add(PendingKind::PrimaryKey(vec![column.name.clone()]), &rest, itself);
                column.not_null = true;
            } else if rest.eat("unique") {
                nulls_distinct(&mut rest);
                index_parameters(&mut rest)?;
                add(PendingKind::Unique(vec![column.name.clone()]), &rest, itself);
            } else if rest.eat("references") {
                let to = references(&mut rest)?;
                deferrable(&mut rest);
                add(PendingKind::ForeignKey { columns: vec![column.name.clone()], to }, &rest, itself);
            } else if rest.eat("generated") {
                self.generated(&mut column, &mut rest, computed)?;
            } else if rest.eat("collate") {
                collation(&mut rest)?;
            } else if rest.eat("storage") || rest.eat("compression") {
                rest.name()?;
            } else {
                let before = rest.rest().len();
                deferrable(&mut rest);
                if rest.rest().len() == before {
                    return rest.end();
                }
            }
        }
        if null && column.not_null {
            return Err(Error::invalid("it is declared NULL and NOT NULL"));
        }
        if column.domain.is_some() && column.generated.is_some() {
            return Err(Error::unsupported("a generated column of a domain is not supported"));
        }
        let relation = self.table(table)?;
        relation.refused.remove(&column.name);
        relation.table.columns.push(column);
        Ok(())
    }

    fn generated(&mut self, column: &mut Column, rest: &mut Cursor<'_>, computed: &mut Vec<(String, Expr)>) -> Done {
        let always = rest.eat("always");
        if !always {
            rest.expect("by default")?;
        }
        rest.expect("as")?;
        if rest.eat("identity") {
            if rest.peek() == Some(&Token::LParen) {
                rest.group()?;
            }
            column.not_null = true;
            column.generated = Some(if always { Generated::AlwaysIdentity } else { Generated::DefaultIdentity });
            column.default = DefaultValue::Server("nextval".to_owned());
            return Ok(());
        }
        let expression = rest.group()?.expression()?;
        if !rest.eat("stored") {
            // Where versions differ: only PostgreSQL 18 has virtual columns.
            let what = "a generated column that is not STORED is not supported";
            return Err(Error::unsupported(what).of("VIRTUAL").at(rest.position()));
        }
        column.generated = Some(Generated::Expression { sql: expression.to_string(), value: None });
        computed.push((column.name.clone(), expression));
        Ok(())
    }
}

/// Whether a DEFAULT ends here: outside brackets its expression cannot contain any of these words (`b_expr` in
/// PostgreSQL's grammar).
fn option_begins(cursor: &Cursor<'_>) -> bool {
    const WORDS: [&str; 13] = [
        "constraint",
        "not",
        "null",
        "unique",
        "primary",
        "check",
        "default",
        "references",
        "collate",
        "generated",
        "deferrable",
        "initially",
        "storage",
    ];
    WORDS.iter().any(|word| cursor.is(word))
}

/// `COLLATE …`
pub fn collation(rest: &mut Cursor<'_>) -> Done {
    let position = rest.position();
    let name = rest.object()?.name;
    // Collations of ICU and of the operating system, as initdb creates them.
    let of_server =
        name.ends_with("-x-icu") || name.contains('_') && name.starts_with(|c: char| c.is_ascii_lowercase());
    if COLLATIONS.contains(&name.as_str()) || of_server {
        return Ok(());
    }
    let what = format!("the collation `{name}` is not known: texts that differ may be equal under it");
    Err(Error::unsupported(what).of(name).at(position))
}
