//! `ALTER TABLE`, action by action.

use super::catalogue::{Catalogue, Declared};
use super::column::collation;
use super::constraint::{self, Pending, deferrable, is_constraint, table_constraint};
use super::cursor::{Cursor, Name, exact};
use super::default::default;
use super::kinds::Head;
use super::literal;
use super::reader::{Done, Other, Reader, Target};
use super::relation::{Referenced, Rule};
use super::search_path::PUBLIC;
use super::table::in_order;
use crate::error::{Error, Place, Result};
use crate::model::expression::Scalar;
use crate::model::table::{DefaultValue, Generated};
use crate::model::types::{ColumnType, DomainId};

/// The numeric types: a CHECK keeps its meaning if a column changes from one of them to another.
const NUMBERS: [Scalar; 4] = [Scalar::SmallInt, Scalar::Integer, Scalar::BigInt, Scalar::Numeric];

/// Actions that do not affect what rows are allowed, by their first words.
const HARMLESS: [&str; 24] = [
    "enable row level security",
    "disable row level security",
    "force row level security",
    "no force row level security",
    "owner to",
    "replica identity",
    "validate constraint",
    "cluster on",
    "set without cluster",
    "set tablespace",
    "set logged",
    "set unlogged",
    "set access method",
    "set without oids",
    "enable rule",
    "disable rule",
    "enable replica rule",
    "enable always rule",
    "detach partition",
    "set (",
    "reset (",
    "set statistics",
    "set storage",
    "set compression",
];

impl Reader {
    pub(super) fn alter_table(&mut self, whole: Cursor<'_>, head: &Head<'_>) -> Done {
        let mut rest = head.rest;
        if rest.eat("all in tablespace") {
            self.ignore(whole, "where rows are stored is no rule about them");
            return Ok(());
        }
        let if_exists = rest.eat("if exists");
        let only = rest.eat("only");
        let name = rest.object()?;
        rest.symbol(&sqlparser::tokenizer::Token::Mul);
        let actions = rest.elements();
        if actions.iter().all(is_harmless) {
            self.ignore(whole, "it leaves what a row must be as it is");
            return Ok(());
        }
        let table = match self.target(&name)? {
            Target::Table(table) => table,
            Target::Other => return self.alter_other(whole, &name, rest),
            Target::Missing => {
                if !if_exists && name.schema.as_deref().is_none_or(|schema| schema == PUBLIC) {
                    self.outside.insert(name.name.clone());
                }
                if rest.eat("set schema") && rest.is(PUBLIC) {
                    self.refused.insert(name.name.clone());
                    let what = "no migration makes this table, so its columns are not known";
                    return Err(Error::unsupported(what).in_place(Place::Table(name.name)));
                }
                self.ignore(whole, "no migration makes this table");
                return Ok(());
            }
        };
        if only && self.table(&table)?.partitioned {
            let what = "ONLY, of a table with partitions, is not supported";
            return Err(Error::unsupported(what).of("ONLY").in_place(Place::Table(table)));
        }
        if self.rename(&table, rest)? || self.move_table(&table, rest)? {
            return Ok(());
        }
        // PostgreSQL executes the actions in an order of its own.
        let mut actions: Vec<(u8, Cursor<'_>)> = actions.into_iter().map(|action| (pass(&action), action)).collect();
        actions.sort_by_key(|(pass, _)| *pass);
        let mut pending = Vec::new();
        for (_, action) in actions {
            let done = self.action(&table, action, &mut pending);
            let place = Place::Table(table.clone());
            self.take(done.map_err(|error| error.in_place(place).at(action.position())));
        }
        self.constraints(&table, in_order(pending));
        Ok(())
    }

    fn action<'a>(&mut self, table: &str, action: Cursor<'a>, pending: &mut Vec<Pending<'a>>) -> Done {
        let mut rest = action;
        if rest.eat("add") {
            if is_constraint(&rest) {
                pending.push(table_constraint(rest)?);
                return Ok(());
            }
            rest.eat("column");
            let if_not_exists = rest.eat("if not exists");
            let mut copy = rest;
            let name = copy.name()?;
            let relation = self.table(table)?;
            if if_not_exists && (relation.has_column(&name) || relation.refused.contains(&name)) {
                return Ok(());
            }
            let mut computed = Vec::new();
            self.column(table, rest, pending, &mut computed);
            self.compute(table, computed);
            return Ok(());
        }
        if rest.eat("drop constraint") {
            let if_exists = rest.eat("if exists");
            let name = rest.name()?;
            let cascade = drop_behaviour(&mut rest)?;
            return self.drop_constraint(table, &name, if_exists, cascade);
        }
        if rest.eat("drop") {
            rest.eat("column");
            let if_exists = rest.eat("if exists");
            let name = rest.name()?;
            drop_behaviour(&mut rest)?;
            return self.drop_column(table, &name, if_exists);
        }
        if rest.eat("alter constraint") {
            rest.name()?;
            deferrable(&mut rest);
            return rest.end();
        }
        if rest.eat("alter") {
            rest.eat("column");
            let name = rest.name()?;
            let relation = self.table(table)?;
            if relation.refused.contains(&name) {
                return Ok(());
            }
            let place = relation.place_of(&name);
            relation.column(&name)?;
            return self.alter_column(table, &name, rest).map_err(|error| error.in_place(place));
        }
        if rest.is("enable") || rest.is("disable") {
            return self.switch_triggers(table, rest);
        }
        if rest.eat("attach partition") {
            let part = rest.object()?;
            return self.attach(table, &part);
        }
        if is_harmless(&action) {
            return Ok(());
        }
        Err(Error::unsupported(format!("`{}` is not supported", action.beginning())).of(action.sql()))
    }

    /// Dropping a column also drops the constraints and indexes that refer to it (manual, ALTER TABLE).
    fn drop_column(&mut self, table: &str, name: &str, if_exists: bool) -> Done {
        let relation = self.table(table)?;
        if relation.refused.remove(name) {
            return Ok(());
        }
        if !relation.has_column(name) {
            return if if_exists { Ok(()) } else { relation.column(name).map(drop) };
        }
        let speaks = |generated: &Generated| match generated {
            Generated::Expression { sql, .. } => mentions(sql, name),
            Generated::AlwaysIdentity | Generated::DefaultIdentity => false,
        };
        if let Some(other) = relation.table.columns.iter().find(|column| column.generated.as_ref().is_some_and(speaks))
        {
            let what = format!("the generated column `{}` may be made of `{name}`", other.name);
            return Err(Error::unsupported(what).of(name));
        }
        relation.table.columns.retain(|column| column.name != name);
        let (gone, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut relation.constraints)
            .into_iter()
            .partition(|constraint| constraint.columns.iter().any(|column| column == name));
        relation.constraints = kept;
        relation.notes.retain(|note| note.kind != "GENERATED" || note.name != name);
        let was_key = gone.iter().any(|constraint| matches!(constraint.rule, Rule::PrimaryKey));
        if was_key {
            relation.table.columns.iter_mut().for_each(|column| column.primary_key = false);
        }
        for constraint in gone {
            self.unname_constraint(&constraint.note.name);
        }
        self.drop_indexes_of(table, Some(name));
        Ok(())
    }

    fn drop_constraint(&mut self, table: &str, name: &str, if_exists: bool, cascade: bool) -> Done {
        let relation = self.table(table)?;
        let Some(index) = relation.constraints.iter().position(|constraint| constraint.note.name == name) else {
            // Where versions differ: from PostgreSQL 18 on, NOT NULL constraints have names too.
            let made_up = relation.table.columns.iter().any(|column| column.not_null) && name.contains("not_null");
            if made_up || relation.not_null_names.contains(name) {
                let what = format!("whether `{name}` is a NOT NULL depends on the version of PostgreSQL");
                return Err(Error::unsupported(what).of(name));
            }
            let what = format!("there is no constraint `{name}`");
            return if if_exists || !relation.refused.is_empty() { Ok(()) } else { Err(Error::invalid(what).of(name)) };
        };
        let constraint = relation.constraints.remove(index);
        // NOT NULL remains.
        if matches!(constraint.rule, Rule::PrimaryKey) {
            relation.table.columns.iter_mut().for_each(|column| column.primary_key = false);
        }
        self.unname_constraint(name);
        if cascade && !constraint.rule.is_check() {
            self.drop_foreign_keys_to(table);
        }
        Ok(())
    }

    /// Drops foreign keys together with the table they refer to.
    pub(super) fn drop_foreign_keys_to(&mut self, table: &str) {
        let mut gone = Vec::new();
        for relation in self.tables.iter_mut().flatten() {
            relation.constraints.retain(|constraint| {
                let refers = matches!(&constraint.rule, Rule::ForeignKey(Referenced::Mirrored(to)) if to == table);
                if refers {
                    gone.push(constraint.note.name.clone());
                }
                !refers
            });
        }
        for name in gone {
            self.unname_constraint(&name);
        }
    }

    fn alter_column(&mut self, table: &str, name: &str, mut rest: Cursor<'_>) -> Done {
        let column = self.table(table)?.column(name)?;
        if rest.eat("set not null") {
            column.not_null = true;
        } else if rest.eat("drop not null") {
            if column.primary_key {
                return Err(Error::invalid("it is in the primary key, so it cannot be NULL"));
            }
            if matches!(column.generated, Some(Generated::AlwaysIdentity | Generated::DefaultIdentity)) {
                return Err(Error::invalid("it is an identity column, so it cannot be NULL"));
            }
            column.not_null = false;
        } else if rest.eat("set default") {
            if column.generated.is_some() {
                return Err(Error::invalid("its values are generated, so it has no default"));
            }
            let ty = column.ty;
            let value = rest.expression()?;
            let read = default(table, &value, ty, &self.catalogue, &self.catalogue.functions)?;
            let column = self.table(table)?.column(name)?;
            column.default = read;
            column.default_sql = Some(value.to_string());
            return Ok(());
        } else if rest.eat("drop default") {
            if column.generated.is_some() {
                return Err(Error::invalid("its values are generated, so it has no default"));
            }
            column.default = DefaultValue::Null;
            column.default_sql = None;
        } else if rest.eat("set data type") || rest.eat("type") {
            return self.set_type(table, name, rest);
        } else if rest.eat("add generated") {
            let always = rest.eat("always");
            if !always {
                rest.expect("by default")?;
            }
            rest.expect("as identity")?;
            if !rest.is_empty() {
                rest.group()?;
            }
            column.generated = Some(if always { Generated::AlwaysIdentity } else { Generated::DefaultIdentity });
            column.default = DefaultValue::Server("nextval".to_owned());
            column.default_sql = None;
        } else if rest.eat("drop identity") {
            let if_exists = rest.eat("if exists");
            match column.generated {
                Some(Generated::AlwaysIdentity | Generated::DefaultIdentity) => {
                    column.generated = None;
                    column.default = DefaultValue::Null;
                }
                _ if if_exists => {}
                _ => return Err(Error::invalid("it is no identity column")),
            }
        } else if rest.eat("drop expression") {
            let if_exists = rest.eat("if exists");
            match column.generated {
                Some(Generated::Expression { .. }) => column.generated = None,
                _ if if_exists => {}
                _ => return Err(Error::invalid("it is no generated column")),
            }
        } else if rest.eat("set generated always") {
            column.generated = Some(Generated::AlwaysIdentity);
        } else if rest.eat("set generated by default") {
            column.generated = Some(Generated::DefaultIdentity);
        } else if is_harmless(&rest) || rest.eat("restart") || rest.is("set sequence name") {
            return Ok(());
        } else {
            return Err(Error::unsupported(format!("`ALTER COLUMN {name} {}` is not supported", rest.beginning())));
        }
        rest.end()
    }

    fn set_type(&mut self, table: &str, name: &str, mut rest: Cursor<'_>) -> Done {
        let Declared { ty, domain } = self.catalogue.resolve(&rest.data_type()?)?;
        if rest.eat("collate") {
            collation(&mut rest)?;
        }
        if !rest.is_empty() {
            // It converts existing rows; it does not matter for new ones.
            rest.expect("using")?;
        }
        let catalogue = std::mem::take(&mut self.catalogue);
        let done = self.set_type_of(table, name, (ty, domain), &catalogue);
        self.catalogue = catalogue;
        done
    }

    fn set_type_of(
        &mut self,
        table: &str,
        name: &str,
        (ty, domain): (ColumnType, Option<DomainId>),
        catalogue: &Catalogue,
    ) -> Done {
        let relation = self.table(table)?;
        let column = relation.column(name)?;
        let (old, new) = (Scalar::from(column.ty), Scalar::from(ty));
        let generated = column.generated.clone();
        if let DefaultValue::Literal(text) = &column.default {
            literal::assignable(text, ty, &catalogue.types).map_err(|error| error.within("its default"))?;
        }
        (column.ty, column.domain) = (ty, domain);
        if old == new {
            return Ok(());
        }
        let fails = |what: String| Err(Error::unsupported(what).of(name));
        if relation
            .table
            .columns
            .iter()
            .any(|other| matches!(&other.generated, Some(Generated::Expression { sql, .. }) if mentions(sql, name)))
            || matches!(generated, Some(Generated::Expression { .. }))
        {
            return fails("a generated column keeps it from another kind of type".to_owned());
        }
        let columns = constraint::columns(relation);
        for own in &mut relation.constraints {
            let Rule::Check(condition) = &mut own.rule else { continue };
            if !own.columns.iter().any(|column| column == name) {
                continue;
            }
            let check = &own.note.name;
            if !(NUMBERS.contains(&old) && NUMBERS.contains(&new)) {
                let what = format!(
                    "its CHECK `{check}` would be read anew for another kind of type: drop the CHECK before and add it \
                     again after"
                );
                return fails(what);
            }
            condition.expression = constraint::resolve(table, &columns, &condition.sql, catalogue)
                .map_err(|error| error.within(&format!("its CHECK `{check}`, read anew")))?
                .expression;
        }
        Ok(())
    }

    /// `RENAME`, which must be the only action of its statement.
    fn rename(&mut self, table: &str, mut rest: Cursor<'_>) -> Result<bool> {
        if !rest.eat("rename") {
            return Ok(false);
        }
        let place = Place::Table(table.to_owned());
        let done = if rest.eat("to") {
            let to = rest.name()?;
            let catalogue = std::mem::take(&mut self.catalogue);
            let done = self.rename_table(table, &to, &catalogue);
            self.catalogue = catalogue;
            done
        } else if rest.eat("constraint") {
            let from = rest.name()?;
            rest.expect("to")?;
            let to = rest.name()?;
            self.rename_constraint(table, &from, to)
        } else {
            rest.eat("column");
            let from = rest.name()?;
            rest.expect("to")?;
            let to = rest.name()?;
            let catalogue = std::mem::take(&mut self.catalogue);
            let done = self.rename_column(table, &from, &to, &catalogue);
            self.catalogue = catalogue;
            done
        };
        done.map_err(|error| error.in_place(place).at(rest.position())).map(|()| true)
    }

    fn rename_constraint(&mut self, table: &str, from: &str, to: String) -> Done {
        let relation = self.table(table)?;
        if relation.constraints.iter().any(|constraint| constraint.note.name == to) {
            return Err(Error::invalid(format!("the constraint `{to}` exists already")).of(to));
        }
        match relation.constraints.iter_mut().find(|constraint| constraint.note.name == from) {
            Some(constraint) => constraint.note.name.clone_from(&to),
            None if relation.refused.is_empty() => {
                return Err(Error::invalid(format!("there is no constraint `{from}`")).of(from));
            }
            None => return Ok(()),
        }
        self.unname_constraint(from);
        self.name_constraint(&to);
        Ok(())
    }

    fn rename_column(&mut self, table: &str, from: &str, to: &str, catalogue: &Catalogue) -> Done {
        let relation = self.table(table)?;
        if relation.refused.remove(from) {
            relation.refused.insert(to.to_owned());
            return Ok(());
        }
        if relation.has_column(to) {
            return Err(Error::invalid(format!("the column `{to}` exists already")).of(to));
        }
        for column in &relation.table.columns {
            if matches!(&column.generated, Some(Generated::Expression { sql, .. }) if mentions(sql, from)) {
                let what = format!("the generated column `{}` may be made of `{from}`", column.name);
                return Err(Error::unsupported(what).of(from));
            }
        }
        to.clone_into(&mut relation.column(from)?.name);
        let columns = constraint::columns(relation);
        for own in &mut relation.constraints {
            let speaks = own.columns.iter().any(|column| column == from);
            own.columns.iter_mut().filter(|column| *column == from).for_each(|column| to.clone_into(column));
            if let Rule::Unread(unread) = &own.rule
                && mentions(&exact(&unread.tokens), from)
            {
                return Err(unread_follows(from, &own.note.name));
            }
            if let Rule::Check(condition) = &mut own.rule
                && speaks
            {
                let renamed = condition.renamed(from, to, |sql| constraint::resolve(table, &columns, sql, catalogue));
                **condition = renamed.ok_or_else(|| {
                    let check = &own.note.name;
                    Error::unsupported(format!("`{from}` cannot be followed in the CHECK `{check}`")).of(from)
                })?;
            }
        }
        self.rename_indexed(table, from, to);
        Ok(())
    }

    fn rename_table(&mut self, table: &str, to: &str, catalogue: &Catalogue) -> Done {
        if self.is_taken(to) {
            return Err(Error::invalid(format!("`{to}` exists already")).of(to));
        }
        let relation = self.table(table)?;
        let columns = constraint::columns(relation);
        for own in &mut relation.constraints {
            let condition = match &mut own.rule {
                Rule::Check(condition) => condition,
                Rule::Unread(unread) if mentions(&exact(&unread.tokens), table) => {
                    return Err(unread_follows(table, &own.note.name));
                }
                _ => continue,
            };
            if mentions(&condition.sql.to_string(), table) {
                let renamed = condition.renamed(table, to, |sql| constraint::resolve(to, &columns, sql, catalogue));
                **condition = renamed.ok_or_else(|| {
                    let check = &own.note.name;
                    Error::unsupported(format!("`{table}` cannot be followed in the CHECK `{check}`")).of(table)
                })?;
            }
        }
        to.clone_into(&mut relation.table.name);
        if let Some(index) = self.by_name.remove(table) {
            self.by_name.insert(to.to_owned(), index);
        }
        for relation in self.tables.iter_mut().flatten() {
            for constraint in &mut relation.constraints {
                if let Rule::ForeignKey(Referenced::Mirrored(referred)) = &mut constraint.rule
                    && referred == table
                {
                    to.clone_into(referred);
                }
            }
        }
        for other in self.others.values_mut() {
            match other {
                Other::Index { table: Some(of), .. } | Other::Partition(of) if of == table => to.clone_into(of),
                _ => {}
            }
        }
        Ok(())
    }

    fn move_table(&mut self, table: &str, mut rest: Cursor<'_>) -> Result<bool> {
        if !rest.eat("set schema") {
            return Ok(false);
        }
        let schema = rest.name()?;
        rest.end()?;
        if schema != PUBLIC {
            self.drop_table(table);
            self.elsewhere.insert((schema, table.to_owned()));
        }
        Ok(true)
    }

    /// Alters a view, a sequence, an index, a partition, or something in another schema.
    fn alter_other(&mut self, whole: Cursor<'_>, name: &Name, mut rest: Cursor<'_>) -> Done {
        let public = name.schema.as_deref().is_none_or(|schema| schema == PUBLIC);
        if public && self.refused.contains(&name.name) {
            if rest.eat("rename to") {
                self.refused.remove(&name.name);
                self.refused.insert(rest.name()?);
            }
            return Ok(());
        }
        if public
            && let Some(Other::Partition(of)) = self.others.get(&name.name)
            && !rest.is("rename")
            && !rest.is("set schema")
        {
            let what = format!("it is a part of `{of}`, and a rule of its own would hold for rows that are sent there");
            return Err(Error::unsupported(what).in_place(Place::Table(name.name.clone())));
        }
        if rest.eat("rename to") {
            let to = rest.name()?;
            self.rename_other(name, &to);
        } else if rest.eat("set schema") {
            let schema = rest.name()?;
            if schema == PUBLIC && !public {
                self.refused.insert(name.name.clone());
                let what = "a table that comes from another schema is not supported";
                return Err(Error::unsupported(what).in_place(Place::Table(name.name.clone())));
            }
            self.others.remove(&name.name);
            self.elsewhere.insert((schema, name.name.clone()));
        }
        self.ignore(whole, "it is not mirrored");
        Ok(())
    }

    /// Renames something that is not mirrored.
    pub(super) fn rename_other(&mut self, name: &Name, to: &str) {
        if let Some(schema) = name.schema.as_ref().filter(|schema| *schema != PUBLIC) {
            if self.elsewhere.remove(&(schema.clone(), name.name.clone())) {
                self.elsewhere.insert((schema.clone(), to.to_owned()));
            }
        } else if let Some(other) = self.others.remove(&name.name) {
            if let Other::Index { table: Some(table), .. } = &other {
                let table = table.clone();
                if let Ok(relation) = self.table(&table) {
                    let notes =
                        relation.notes.iter_mut().filter(|note| note.kind == "UNIQUE" && note.name == name.name);
                    notes.for_each(|note| to.clone_into(&mut note.name));
                }
            }
            self.others.insert(to.to_owned(), other);
        }
    }

    /// Makes a table a partition of another: its rules must equal those of its parent, which PostgreSQL requires for
    /// CHECKs only in one direction.
    fn attach(&mut self, table: &str, part: &Name) -> Done {
        if !self.table(table)?.partitioned {
            return Err(Error::invalid("it has no partitions"));
        }
        let Target::Table(name) = self.target(part)? else {
            return self.register_partition(&part.name, &Name { schema: None, name: table.to_owned() });
        };
        let relation = self.table(&name)?;
        let conditions = |relation: &super::relation::Relation| {
            let of = |constraint: &super::relation::Constraint| match &constraint.rule {
                Rule::Check(condition) => Some((constraint.note.name.clone(), Ok(condition.expression.clone()))),
                Rule::Unread(unread) => Some((constraint.note.name.clone(), Err(exact(&unread.tokens)))),
                _ => None,
            };
            relation.constraints.iter().filter_map(of).collect::<Vec<_>>()
        };
        let not_null = |relation: &super::relation::Relation| {
            let columns = relation.table.columns.iter().filter(|column| column.not_null);
            let mut names: Vec<_> = columns.map(|column| column.name.clone()).collect();
            names.sort();
            names
        };
        let own = (conditions(relation), not_null(relation));
        let of = self.table(table)?;
        let theirs = (conditions(of), not_null(of));
        if own.1 != theirs.1 || own.0.iter().any(|condition| !theirs.0.contains(condition)) {
            let what = format!("the partition `{name}` has rules of its own, which is not supported");
            return Err(Error::unsupported(what).of(name));
        }
        self.drop_table(&name);
        self.register_partition(&name, &Name { schema: None, name: table.to_owned() })
    }
}

/// Whether the action does not affect what rows are allowed.
pub fn is_harmless(action: &Cursor<'_>) -> bool {
    HARMLESS.iter().any(|words| match words.strip_suffix(" (") {
        Some(word) => {
            let mut rest = *action;
            rest.eat(word) && rest.peek() == Some(&sqlparser::tokenizer::Token::LParen)
        }
        None => action.is(words),
    }) || {
        let mut rest = *action;
        let column = rest.eat("alter") && {
            rest.eat("column");
            rest.name().is_ok()
        };
        column && ["set statistics", "set storage", "set compression"].iter().any(|words| rest.is(words))
    }
}

/// An error for a new name in a CHECK that cannot be read: its SQL is compared with the server's, and would be wrong.
fn unread_follows(name: &str, check: &str) -> Error {
    let what =
        format!("`{name}` cannot be followed in the CHECK `{check}`: drop the CHECK before and add it again after");
    Error::unsupported(what).of(name)
}

/// Whether a text contains this word.
pub fn mentions(text: &str, name: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word.eq_ignore_ascii_case(name))
        || text.contains(&format!("\"{name}\""))
}

/// `CASCADE` or `RESTRICT`; returns whether it is `CASCADE`.
pub fn drop_behaviour(rest: &mut Cursor<'_>) -> Result<bool> {
    let cascade = rest.eat("cascade");
    rest.eat("restrict");
    rest.end().map(|()| cascade)
}

/// When PostgreSQL executes an action, wherever it is in the statement (`AlterTablePass`).
fn pass(action: &Cursor<'_>) -> u8 {
    let mut rest = *action;
    if rest.eat("drop") {
        return 0;
    }
    if rest.eat("add") {
        return if is_constraint(&rest) { 6 } else { 3 };
    }
    if rest.is("alter constraint") {
        return 6;
    }
    if rest.eat("alter") {
        rest.eat("column");
        let _ = rest.name();
        if rest.is("drop") {
            return 0;
        }
        if rest.is("type") || rest.is("set data type") {
            return 1;
        }
        if rest.is("set not null") {
            return 4;
        }
        return 6;
    }
    7
}
