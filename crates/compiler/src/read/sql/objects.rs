//! Other named objects: indexes, views, sequences, schemas, policies, rules; and what is dropped. Knows how their
//! statements are written.

use super::alter::drop_behaviour;
use super::constraint::nulls_distinct;
use super::cursor::{Cursor, Name};
use super::kinds::Head;
use super::reader::{Done, Other, Reader, Target};
use super::relation::Rule;
use super::remark::Remark;
use super::search_path::PUBLIC;
use crate::error::{Error, Place};

const VIEW: &str = "it reads rows";

impl Reader {
    /// A view, a sequence or a foreign table: their names are not available for tables.
    pub(super) fn create_other(&mut self, whole: Cursor<'_>, head: &Head<'_>) -> Done {
        let mut rest = head.rest;
        let if_not_exists = rest.eat("if not exists");
        if rest.is("on") {
            return Ok(());
        }
        let name = rest.object()?;
        let schema = if head.temporary { "pg_temp".to_owned() } else { self.creation_schema(&name)? };
        if schema == PUBLIC {
            if self.has_table(&name.name) && !if_not_exists {
                let place = Place::Table(name.name);
                return Err(Error::invalid("it is a table already").in_place(place));
            }
            if !self.is_taken(&name.name) {
                self.others.insert(name.name, Other::Relation);
            }
        } else if head.temporary {
            self.temporary.insert(name.name);
        } else {
            self.elsewhere.insert((schema, name.name));
        }
        self.ignore(whole, VIEW);
        Ok(())
    }

    pub(super) fn create_index(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        let unique = whole.is("create unique");
        rest.eat("concurrently");
        let if_not_exists = rest.eat("if not exists");
        let name = if rest.is("on") { None } else { Some(rest.name()?) };
        rest.expect("on")?;
        rest.eat("only");
        let table = rest.object()?;
        let mirrored = self.mirrored(&table)?;
        if rest.eat("using") {
            rest.name()?;
        }
        let parts = rest.group()?.elements();
        let plain: Option<Vec<String>> = parts
            .into_iter()
            .map(|mut part| {
                let name = part.name().ok()?;
                part.is_empty().then_some(name)
            })
            .collect();
        if rest.eat("include") {
            rest.group()?;
        }
        nulls_distinct(&mut rest);
        let partial = {
            let mut tail = rest;
            tail.until(|cursor| cursor.is("where"));
            !tail.is_empty()
        };
        if let Some(name) = &name
            && self.is_taken(name)
            && table.schema.as_deref().is_none_or(|schema| schema == PUBLIC)
        {
            if if_not_exists {
                self.ignore(whole, "it exists already");
                return Ok(());
            }
            return Err(Error::invalid(format!("`{name}` exists already")).of(name));
        }
        match mirrored {
            Some(table) => {
                let note = unique.then(|| self.note(name.as_deref().unwrap_or_default(), "UNIQUE", whole.sql()));
                if let Some(note) = note {
                    self.table(&table)?.notes.push(note);
                } else {
                    self.ignore(whole, "it changes how fast an answer comes");
                }
                if let Some(name) = name {
                    let unique_columns = plain.filter(|_| unique && !partial);
                    self.others.insert(name, Other::Index { table: Some(table), unique_columns });
                }
            }
            None => {
                if let Some(name) = name.filter(|_| table.schema.as_deref().is_none_or(|schema| schema == PUBLIC)) {
                    self.others.insert(name, Other::Index { table: None, unique_columns: None });
                }
                self.ignore(whole, "it is not on a mirrored table");
            }
        }
        Ok(())
    }

    pub(super) fn drop_index(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        rest.eat("concurrently");
        rest.eat("if exists");
        for name in rest.objects()? {
            if name.schema.as_deref().is_some_and(|schema| schema != PUBLIC) {
                continue;
            }
            if let Some(Other::Index { table, .. }) = self.others.get(&name.name) {
                let table = table.clone();
                self.others.remove(&name.name);
                if let Some(table) = table {
                    self.table(&table)?.notes.retain(|note| note.kind != "UNIQUE" || note.name != name.name);
                }
            }
        }
        self.ignore(whole, "what an index enforces, only the server can");
        Ok(())
    }

    pub(super) fn alter_index(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        rest.eat("if exists");
        let name = rest.object()?;
        if rest.eat("rename to") {
            let to = rest.name()?;
            // The index may belong to a constraint, which is renamed with it.
            let owner = self.tables.iter_mut().flatten().find_map(|relation| {
                let constraints = relation.constraints.iter_mut();
                let mut of_index =
                    constraints.filter(|own| !own.rule.is_check() && !matches!(own.rule, Rule::ForeignKey(_)));
                of_index.find(|constraint| constraint.note.name == name.name)
            });
            if let Some(constraint) = owner {
                constraint.note.name.clone_from(&to);
                self.unname_constraint(&name.name);
                self.name_constraint(&to);
            } else {
                self.rename_other(&name, &to);
            }
        }
        self.ignore(whole, "what an index enforces, only the server can");
        Ok(())
    }

    /// Drops the indexes of a table or of one of its columns.
    pub(super) fn drop_indexes_of(&mut self, table: &str, column: Option<&str>) {
        let mut gone = Vec::new();
        self.others.retain(|name, other| {
            let goes = match other {
                Other::Index { table: Some(of), unique_columns } if of == table => match column {
                    None => true,
                    Some(column) => {
                        unique_columns.as_ref().is_some_and(|columns| columns.iter().any(|own| own == column))
                    }
                },
                Other::Partition(of) => of == table && column.is_none(),
                _ => false,
            };
            if goes {
                gone.push(name.clone());
            }
            !goes
        });
        if let Ok(relation) = self.table(table) {
            relation.notes.retain(|note| note.kind != "UNIQUE" || !gone.contains(&note.name));
        }
    }

    /// Renames a column in indexes.
    pub(super) fn rename_indexed(&mut self, table: &str, from: &str, to: &str) {
        for other in self.others.values_mut() {
            if let Other::Index { table: Some(of), unique_columns: Some(columns) } = other
                && of == table
            {
                columns.iter_mut().filter(|column| *column == from).for_each(|column| to.clone_into(column));
            }
        }
    }

    /// `ALTER VIEW`, `ALTER SEQUENCE`, `ALTER MATERIALIZED VIEW`.
    pub(super) fn alter_relation(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        rest.eat("if exists");
        if !rest.is("all in tablespace") {
            let name = rest.object()?;
            if rest.eat("rename to") {
                let to = rest.name()?;
                self.rename_other(&name, &to);
            } else if rest.eat("set schema") {
                let schema = rest.name()?;
                self.others.remove(&name.name);
                self.elsewhere.insert((schema, name.name));
            }
        }
        self.ignore(whole, VIEW);
        Ok(())
    }

    /// `DROP VIEW`, `DROP SEQUENCE` and the like.
    pub(super) fn drop_relation(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        rest.eat("if exists");
        let names = rest.objects()?;
        let cascade = drop_behaviour(&mut rest)?;
        if cascade && whole.is("drop sequence") {
            for relation in self.tables.iter_mut().flatten() {
                let place = relation.place();
                for column in &mut relation.table.columns {
                    let uses = |sql: &String| names.iter().any(|name| sql.contains(&name.name));
                    if column.default_sql.as_ref().is_some_and(uses) {
                        let what = format!("the default of `{}` goes with the sequence: drop it first", column.name);
                        return Err(Error::unsupported(what).of(&column.name).in_place(place));
                    }
                }
            }
        }
        for name in names {
            match name.schema {
                Some(schema) if schema != PUBLIC => {
                    self.elsewhere.remove(&(schema, name.name));
                }
                _ => {
                    self.others.remove(&name.name);
                }
            }
        }
        self.ignore(whole, VIEW);
        Ok(())
    }

    pub(super) fn drop_tables(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        let if_exists = rest.eat("if exists");
        let names = rest.objects()?;
        let cascade = drop_behaviour(&mut rest)?;
        for name in names {
            if name.schema.is_none() && self.temporary.remove(&name.name) {
                continue;
            }
            if self.refused.contains(&name.name) && name.schema.as_deref().is_none_or(|schema| schema == PUBLIC) {
                self.refused.remove(&name.name);
                self.forget_errors(&name.name);
                continue;
            }
            match self.target(&name)? {
                Target::Table(table) => {
                    if cascade {
                        self.drop_foreign_keys_to(&table);
                    }
                    self.drop_table(&table);
                }
                Target::Other => match name.schema {
                    Some(schema) if schema != PUBLIC => {
                        self.elsewhere.remove(&(schema, name.name));
                    }
                    _ => {
                        self.others.remove(&name.name);
                    }
                },
                Target::Missing => {
                    self.outside.remove(&name.name);
                    if !if_exists {
                        self.ignore(whole, "no migration makes this table");
                    }
                }
            }
        }
        Ok(())
    }

    /// Drops a table and everything that belongs to it.
    pub(super) fn drop_table(&mut self, table: &str) {
        self.drop_indexes_of(table, None);
        self.forget_errors(table);
        let Some(relation) = self.remove_table(table) else { return };
        for constraint in relation.constraints {
            self.unname_constraint(&constraint.note.name);
        }
        let sequences: Vec<String> =
            relation.table.columns.iter().map(|column| format!("{table}_{}_seq", column.name)).collect();
        for name in sequences {
            if matches!(self.others.get(&name), Some(Other::Relation)) {
                self.others.remove(&name);
            }
        }
    }

    /// Drops the errors about a table, which do not matter once the table is gone.
    fn forget_errors(&mut self, table: &str) {
        self.errors.retain(|(_, error)| match error.place.as_deref() {
            Some(Place::Table(of) | Place::Column { table: of, .. } | Place::Check { table: of, .. }) => of != table,
            Some(Place::Pointer(_)) | None => true,
        });
    }

    pub(super) fn create_schema(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        rest.eat("if not exists");
        let name = if rest.is("authorization") { None } else { Some(rest.name()?) };
        if rest.eat("authorization") {
            let role = rest.name()?;
            self.schemas.insert(name.unwrap_or(role));
        } else if let Some(name) = name {
            self.schemas.insert(name);
        }
        if !rest.is_empty() {
            let what = "a schema that is made with something in it is not supported";
            return Err(Error::unsupported(what).of(rest.sql()).at(rest.position()));
        }
        self.ignore(whole, "a schema is empty at first");
        Ok(())
    }

    pub(super) fn drop_schema(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        rest.eat("if exists");
        let names = rest.names()?;
        let cascade = drop_behaviour(&mut rest)?;
        for schema in names {
            if schema == PUBLIC {
                if cascade {
                    return Err(Error::unsupported("everything goes with the schema `public`").of("public"));
                }
                continue;
            }
            let prefix = format!("{schema}.");
            for relation in self.tables.iter().flatten() {
                for column in &relation.table.columns {
                    let speaks = column.default_sql.as_ref().is_some_and(|sql| sql.contains(&prefix));
                    let types = &self.catalogue.types;
                    let typed = column.domain.map(|id| types.domain_name(id).to_owned());
                    let typed = typed.unwrap_or_else(|| types.name(column.ty));
                    if cascade && (speaks || typed.starts_with(&prefix)) {
                        let what = format!("a part of this column goes with the schema `{schema}`: take it away first");
                        return Err(Error::unsupported(what).of(&schema).in_place(relation.place_of(&column.name)));
                    }
                }
            }
            self.elsewhere.retain(|(own, _)| *own != schema);
            self.schemas.remove(&schema);
        }
        self.ignore(whole, "it is not the schema `public`");
        Ok(())
    }

    pub(super) fn alter_schema(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        let name = rest.name()?;
        if rest.eat("rename to") {
            let to = rest.name()?;
            if name == PUBLIC || to == PUBLIC {
                return Err(Error::unsupported("another name for the schema `public` is not supported").of("public"));
            }
            let moved: Vec<_> = self.elsewhere.iter().filter(|(own, _)| *own == name).cloned().collect();
            for (schema, table) in moved {
                self.elsewhere.remove(&(schema, table.clone()));
                self.elsewhere.insert((to.clone(), table));
            }
            if self.schemas.remove(&name) {
                self.schemas.insert(to);
            }
        }
        self.ignore(whole, "it is not the schema `public`");
        Ok(())
    }

    pub(super) fn create_policy(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        let name = rest.name()?;
        rest.expect("on")?;
        let table = rest.object()?;
        match self.mirrored(&table)? {
            Some(table) => {
                let note = self.note(&name, "POLICY", whole.sql());
                self.table(&table)?.notes.push(note);
            }
            None => self.ignore(whole, "it is not on a mirrored table"),
        }
        Ok(())
    }

    pub(super) fn drop_policy(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        rest.eat("if exists");
        let name = rest.name()?;
        rest.expect("on")?;
        let table = rest.object()?;
        match self.mirrored(&table)? {
            Some(table) => self.table(&table)?.notes.retain(|note| note.kind != "POLICY" || note.name != name),
            None => self.ignore(whole, "it is not on a mirrored table"),
        }
        Ok(())
    }

    /// A rule rewrites statements: nothing is known about a mirrored table that has one.
    pub(super) fn create_rule(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        let name = rest.name()?;
        rest.expect("as on")?;
        let event = rest.name()?;
        rest.expect("to")?;
        let table: Name = rest.object()?;
        if let Some(table) = self.mirrored(&table)?
            && matches!(event.as_str(), "insert" | "update")
        {
            let what = format!("the rule `{name}` rewrites what is sent to it, which is not supported");
            return Err(Error::unsupported(what).of(name).in_place(Place::Table(table)));
        }
        self.ignore(whole, "it rewrites no INSERT and no UPDATE of a mirrored table");
        Ok(())
    }

    /// `COMMENT ON CONSTRAINT` is the message for whoever violates it, and may leave a CHECK to the server.
    pub(super) fn comment(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        if !rest.eat("on constraint") {
            self.ignore(whole, "a comment says something to people");
            return Ok(());
        }
        let name = rest.name()?;
        rest.expect("on")?;
        let of_domain = rest.eat("domain");
        let object = rest.object()?;
        rest.expect("is")?;
        let text = if rest.eat("null") { None } else { Some(rest.text()?) };
        let place = |table: &str| Place::Check { table: table.to_owned(), name: Some(name.clone()) };
        let remark = match text.map(|text| Remark::read(&text)) {
            None => Remark::default(),
            Some(Ok(remark)) => remark,
            // The error about the mark is enough: what it is meant to leave to the server is none beside it.
            Some(Err(error)) => {
                self.fail(error.in_place(place(&object.name)));
                Remark { sentence: None, server_only: Some(String::new()) }
            }
        };
        if of_domain {
            return self.comment_on_domain(whole, &object, &name, remark);
        }
        match self.target(&object)? {
            Target::Table(table) => {
                self.comment_on_table(whole, &table, &name, remark).map_err(|e| e.in_place(place(&table)))
            }
            Target::Missing if remark.server_only.is_some() => {
                Err(Error::invalid("no migration makes this table").in_place(Place::Table(object.name.clone())))
            }
            Target::Missing | Target::Other => {
                self.ignore(whole, "a comment says something to people");
                Ok(())
            }
        }
    }

    fn comment_on_table(&mut self, whole: Cursor<'_>, table: &str, name: &str, remark: Remark) -> Done {
        let relation = self.table(table)?;
        let Some(constraint) = relation.constraints.iter_mut().find(|constraint| constraint.note.name == name) else {
            // What is wrong with the column has been reported, and its constraints were not read.
            if !relation.refused.is_empty() {
                return Ok(());
            }
            if !relation.not_null_names.contains(name) {
                return Err(Error::invalid("there is no such constraint"));
            }
            if remark.server_only.is_some() {
                return Err(Error::unsupported("a NOT NULL cannot be left to the server: only a CHECK can").of(name));
            }
            self.ignore(whole, "a comment says something to people");
            return Ok(());
        };
        if remark.server_only.is_some() && !constraint.rule.is_check() {
            let what =
                format!("{} is the server's without a mark: only a CHECK can be left to it", constraint.note.kind);
            return Err(Error::invalid(what).of(name));
        }
        (constraint.comment, constraint.server_only) = (remark.sentence, remark.server_only);
        Ok(())
    }

    fn comment_on_domain(&mut self, whole: Cursor<'_>, object: &Name, name: &str, remark: Remark) -> Done {
        let key = self.type_key(object);
        let place = Place::Check { table: key.clone(), name: Some(name.to_owned()) };
        if remark.server_only.is_some() {
            let what = "the CHECK of a domain cannot be left to the server: make it a CHECK of the columns";
            return Err(Error::unsupported(what).of(name).in_place(place));
        }
        // A domain that no migration makes, or one that could not be read.
        if !self.catalogue.has(&key) {
            self.ignore(whole, "a comment says something to people");
            return Ok(());
        }
        let domain = self.catalogue.domain(&key)?;
        match domain.checks.iter_mut().find(|check| check.name == name) {
            Some(check) => check.comment = remark.sentence,
            // Where versions differ: from PostgreSQL 17 on, a domain's NOT NULL has a name too, which is not kept here.
            None if domain.not_null => self.ignore(whole, "a comment says something to people"),
            None => return Err(Error::invalid("there is no such constraint").in_place(place)),
        }
        Ok(())
    }

    /// A function that is called after statements that change tables.
    pub(super) fn create_event_trigger(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        rest.until(|cursor| cursor.is("execute"));
        rest.expect("execute")?;
        rest.name()?;
        let function = rest.object()?;
        self.may_call(&[function.name])?;
        self.ignore(whole, "its function changes no table");
        Ok(())
    }

    pub(super) fn drop_extension(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        rest.eat("if exists");
        rest.names()?;
        if drop_behaviour(&mut rest)? && self.tables.iter().flatten().next().is_some() {
            return Err(Error::unsupported("what goes with an extension is not known").of("CASCADE"));
        }
        self.ignore(whole, "an extension's objects are its own");
        Ok(())
    }
}
