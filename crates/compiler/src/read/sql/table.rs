//! `CREATE TABLE`. Knows its clauses; columns and constraints have files of their own.

use sqlparser::tokenizer::Token;

use super::constraint::{Pending, is_constraint, table_constraint};
use super::cursor::{Cursor, Name};
use super::kinds::Head;
use super::reader::{Done, Other, Reader, Target};
use super::relation::{Constraint, Relation, Rule};
use super::search_path::PUBLIC;
use crate::error::{Error, Place};
use crate::model::table::{DefaultValue, Generated};

impl Reader {
    pub(super) fn create_table(&mut self, whole: Cursor<'_>, head: &Head<'_>) -> Done {
        let mut rest = head.rest;
        let if_not_exists = rest.eat("if not exists");
        let name = rest.object()?;
        if head.temporary || name.schema.as_deref() == Some("pg_temp") {
            self.temporary.insert(name.name);
            self.ignore(whole, "a temporary table is gone with its session");
            return Ok(());
        }
        let schema = self.creation_schema(&name)?;
        let name = name.name;
        if schema != PUBLIC {
            self.elsewhere.insert((schema, name));
            self.ignore(whole, "it is not in the schema `public`");
            return Ok(());
        }
        let place = || Place::Table(name.clone());
        if self.refused.contains(&name) {
            return Ok(());
        }
        if self.is_taken(&name) {
            if if_not_exists {
                self.ignore(whole, "it exists already");
                return Ok(());
            }
            return Err(Error::invalid("it exists already").in_place(place()));
        }
        if if_not_exists && self.outside.contains(&name) {
            self.refused.insert(name.clone());
            let what = "it was there before these migrations, so its columns are not known";
            return Err(Error::unsupported(what).in_place(place()));
        }
        let made = self.table_made(&name, rest);
        if made.is_err() && !self.has_table(&name) {
            self.refused.insert(name.clone());
        }
        made.map_err(|error| error.in_place(place()))
    }

    fn table_made(&mut self, name: &str, mut rest: Cursor<'_>) -> Done {
        if rest.eat("partition of") {
            return self.partition_of(name, rest);
        }
        let unsupported = |what: &str, construct: &str| Err(Error::unsupported(what).of(construct));
        if rest.eat("of") {
            return unsupported("a table of a composite type is not supported", "OF");
        }
        let elements = if rest.peek() == Some(&Token::LParen) { Some(rest.group()?) } else { None };
        let mut relation = Relation::new(name, self.here.clone());
        while !rest.is_empty() {
            if rest.eat("inherits") {
                let parents = rest.group()?;
                if !parents.is_empty() {
                    return unsupported("a table that inherits from another is not supported", "INHERITS");
                }
            } else if rest.eat("partition by") {
                let strategy = rest.name()?;
                let key = rest.group()?;
                relation.partitioned = true;
                let sql = format!("PARTITION BY {} ({})", strategy.to_uppercase(), key.sql());
                let note = self.note("", "PARTITION", sql);
                relation.notes.push(note);
            } else if rest.eat("with") {
                rest.group()?;
            } else if rest.eat("using") || rest.eat("tablespace") {
                rest.name()?;
            } else if rest.is("as") {
                return unsupported("a table made from a query is not supported", "AS");
            } else if !rest.eat("without oids") {
                return rest.end();
            }
        }
        let Some(elements) = elements else { return Err(rest.unexpected("`(`")) };
        self.add_table(relation);
        let (mut pending, mut computed) = (Vec::new(), Vec::new());
        for element in elements.elements() {
            if element.is("like") {
                let like = self.like(name, element);
                self.take(like.map_err(|error| error.in_place(Place::Table(name.to_owned())).at(element.position())));
            } else if is_constraint(&element) {
                match table_constraint(element) {
                    Ok(constraint) => pending.push(constraint),
                    Err(error) => {
                        self.fail(error.in_place(Place::Table(name.to_owned())).at(element.position()));
                    }
                }
            } else {
                self.column(name, element, &mut pending, &mut computed);
            }
        }
        self.compute(name, computed);
        self.constraints(name, in_order(pending));
        Ok(())
    }

    /// `LIKE other INCLUDING …`: copies its columns with their types and NOT NULL, and what is included.
    fn like(&mut self, table: &str, mut element: Cursor<'_>) -> Done {
        element.expect("like")?;
        let name = element.object()?;
        let Target::Table(source) = self.target(&name)? else {
            if self.refused.contains(&name.name) {
                self.refused.insert(table.to_owned());
                self.remove_table(table);
                return Ok(());
            }
            let what = format!("`{name}` is no table of these migrations, so its columns are not known");
            return Err(Error::unsupported(what).of(name));
        };
        let (mut defaults, mut constraints, mut generated, mut identity, mut indexes, mut comments) =
            (false, false, false, false, false, false);
        while !element.is_empty() {
            let including = element.eat("including");
            if !including {
                element.expect("excluding")?;
            }
            let option = element.name()?;
            let all = option == "all";
            for (name, flag) in [
                ("defaults", &mut defaults),
                ("constraints", &mut constraints),
                ("generated", &mut generated),
                ("identity", &mut identity),
                ("indexes", &mut indexes),
                ("comments", &mut comments),
            ] {
                if all || option == name {
                    *flag = including;
                }
            }
        }
        let source = self.table(&source)?;
        let mut columns = source.table.columns.clone();
        let refused = source.refused.clone();
        let conditions: Vec<_> =
            source.constraints.iter().filter(|constraint| constraint.rule.is_check()).cloned().collect();
        let keys: Vec<_> = source
            .constraints
            .iter()
            .filter(|constraint| constraint.note.kind == "UNIQUE")
            .map(|constraint| (constraint.columns.clone(), constraint.rule.clone(), constraint.note.sql.clone()))
            .collect();
        for column in &mut columns {
            column.origin = self.origin(element.position());
            column.primary_key = false;
            let kept = match column.generated {
                Some(Generated::Expression { .. }) => generated,
                Some(Generated::AlwaysIdentity | Generated::DefaultIdentity) => identity,
                None => defaults,
            };
            if !kept {
                column.generated = None;
                column.default = DefaultValue::Null;
                column.default_sql = None;
            }
        }
        let relation = self.table(table)?;
        if let Some(twice) = columns.iter().find(|column| relation.has_column(&column.name)) {
            return Err(Error::invalid(format!("the column `{}` exists already", twice.name)));
        }
        relation.table.columns.extend(columns);
        relation.refused.extend(refused);
        if constraints {
            for mut constraint in conditions {
                if !comments {
                    (constraint.comment, constraint.server_only) = (None, None);
                }
                let mut note = self.note(&constraint.note.name, "", String::new());
                note.origin = self.origin(element.position());
                self.add_constraint(table, Constraint { note, ..constraint })?;
            }
        }
        if indexes {
            for (columns, rule, sql) in keys {
                self.server(
                    table,
                    None,
                    columns,
                    if matches!(rule, Rule::PrimaryKey) { ("pkey", "UNIQUE") } else { ("key", "UNIQUE") },
                    rule,
                    (sql, None),
                )?;
            }
        }
        Ok(())
    }

    /// A partition has the columns and rules of its parent, and rows are sent to the parent.
    fn partition_of(&mut self, name: &str, mut rest: Cursor<'_>) -> Done {
        let parent = rest.object()?;
        if rest.peek() == Some(&Token::LParen) {
            let inside = rest.group()?;
            return Err(Error::unsupported("a partition with rules of its own is not supported")
                .of(inside.sql())
                .at(inside.position()));
        }
        self.register_partition(name, &parent)
    }

    pub(super) fn register_partition(&mut self, name: &str, parent: &Name) -> Done {
        let parent = match self.target(parent)? {
            Target::Table(parent) => parent,
            // A partition of a partition.
            _ => match self.others.get(&parent.name) {
                Some(Other::Partition(top)) => top.clone(),
                _ => parent.name.clone(),
            },
        };
        self.others.insert(name.to_owned(), Other::Partition(parent));
        let here = self.here.clone();
        self.ignored.push(crate::model::table::Ignored {
            origin: here,
            sql: format!("partition {name}"),
            reason: "rows are sent to the table that it is a part of",
        });
        Ok(())
    }
}

/// Sorts them into the order in which PostgreSQL creates them: CHECKs, then indexes, then foreign keys.
pub fn in_order(mut pending: Vec<Pending<'_>>) -> Vec<Pending<'_>> {
    use super::constraint::PendingKind as Kind;
    pending.sort_by_key(|pending| match pending.kind {
        Kind::Check(_) | Kind::NotNull(_) => 0,
        Kind::PrimaryKey(_) | Kind::Unique(_) | Kind::Exclude(_) | Kind::UsingIndex { .. } => 1,
        Kind::ForeignKey { .. } => 2,
    });
    pending
}
