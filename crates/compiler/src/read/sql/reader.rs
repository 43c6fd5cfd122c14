//! What is known while the migrations are read: tables and other named objects. Knows how names are looked up, but no
//! statements.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::catalogue::Catalogue;
use super::cursor::{Cursor, Name};
use super::known::Statements;
use super::relation::{Note, Relation, Rule};
use super::script;
use super::search_path::{PUBLIC, SearchPath};
use super::transaction::{Fate, fates};
use super::trigger::Trigger;
use crate::error::{Error, Position, Result};
use crate::model::table::{Database, Ignored, NotMirrored, Origin};

/// The state.
#[derive(Debug, Default)]
pub struct Reader {
    /// The position of the statement being read.
    pub(super) here: Origin,
    /// Errors, each with the number of the statement that it was found in.
    pub(super) errors: Vec<(usize, Error)>,
    pub(super) ignored: Vec<Ignored>,
    /// Tables in order of creation; `None` once dropped.
    pub(super) tables: Vec<Option<Relation>>,
    pub(super) by_name: HashMap<String, usize>,
    /// Other objects in the schema `public` that share the tables' namespace.
    pub(super) others: HashMap<String, Other>,
    /// Tables and other relations in other schemas: schema and name.
    pub(super) elsewhere: HashSet<(String, String)>,
    /// Tables that were refused as a whole: statements about them need not be refused again.
    pub(super) refused: HashSet<String>,
    /// Tables that must exist according to other statements, though no migration creates them.
    pub(super) outside: HashSet<String>,
    pub(super) temporary: HashSet<String>,
    pub(super) schemas: HashSet<String>,
    /// How many constraints in the schema `public` have each name.
    pub(super) constraint_names: HashMap<String, usize>,
    /// The types that the migrations create.
    pub(super) catalogue: Catalogue,
    /// Triggers on tables that are not mirrored.
    pub(super) other_triggers: HashMap<String, Vec<Trigger>>,
    /// What the compiler writes itself.
    pub(super) known: Statements,
    pub(super) path: SearchPath,
    pub(super) in_transaction: bool,
    /// `PREPARE`: for each name, the functions that it calls.
    pub(super) prepared: HashMap<String, Vec<String>>,
    /// The number of statements so far.
    order: usize,
}

/// A relation that is not a table.
#[derive(Debug)]
pub enum Other {
    /// An index: its table, whether it is unique, and its columns.
    Index {
        /// The table's name; `None` if the table is not mirrored.
        table: Option<String>,
        /// The columns of a `UNIQUE` index, if it is over plain columns of all rows.
        unique_columns: Option<Vec<String>>,
    },
    /// A partition, with the name of its parent.
    Partition(String),
    /// A view, a sequence, a foreign table.
    Relation,
}

/// What the name of a table refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A mirrored table.
    Table(String),
    /// Something that is not mirrored.
    Other,
    /// Nothing that the migrations create.
    Missing,
}

/// Nothing, or an error.
pub type Done = Result<()>;

impl Reader {
    /// A reader of a database without tables.
    pub(super) fn new(known: Statements) -> Self {
        Self { known, ..Self::default() }
    }

    /// Reads one file, statement by statement: after an error in one, the next is still read.
    pub(super) fn migration(&mut self, file: &str, text: &str) {
        self.here = Origin { file: file.to_owned(), position: None };
        let found = script::statements(text);
        let cursors: Vec<_> =
            found.iter().map(|found| found.as_ref().ok().map(|statement| Cursor::new(&statement.tokens))).collect();
        let fates = fates(&cursors);
        for (found, fate) in found.iter().zip(fates) {
            match found {
                Ok(statement) => {
                    self.order += 1;
                    self.here.position = Some(statement.position);
                    let cursor = Cursor::new(&statement.tokens);
                    match fate {
                        Fate::Done => {
                            let done = self.statement(cursor);
                            self.take(done);
                        }
                        Fate::Undone => self.ignore(cursor, "it is rolled back"),
                        Fate::Unknown(error) => self.fail(error),
                    }
                }
                Err(error) => self.fail(error.clone()),
            }
        }
        self.in_transaction = false;
        self.temporary.clear();
        self.path.end_file();
    }

    /// Records an error; reading goes on.
    pub(super) fn fail(&mut self, error: Error) {
        let Origin { file, position } = &self.here;
        self.errors.push((self.order, error.at(*position).in_file(file)));
    }

    /// Records the error, if there is one; reading goes on.
    pub(super) fn take(&mut self, done: Done) {
        if let Err(error) = done {
            self.fail(error);
        }
    }

    /// Records errors that are found when all has been read.
    pub(super) fn fail_at_last(&mut self, errors: Vec<Error>) {
        self.errors.extend(errors.into_iter().map(|error| (self.order, error)));
    }

    /// Records a statement that changes no rule about a row.
    pub(super) fn ignore(&mut self, statement: Cursor<'_>, reason: &'static str) {
        let position = statement.position().or(self.here.position);
        let origin = Origin { file: self.here.file.clone(), position };
        self.ignored.push(Ignored { origin, sql: statement.beginning(), reason });
    }

    /// The origin of a part of the statement.
    pub(super) fn origin(&self, position: Option<Position>) -> Origin {
        Origin { file: self.here.file.clone(), position: position.or(self.here.position) }
    }

    /// Makes a note of a rule that only the server can enforce.
    pub(super) fn note(&mut self, name: &str, kind: &'static str, sql: String) -> Note {
        Note { order: self.order, name: name.to_owned(), origin: self.here.clone(), kind, sql, reason: None }
    }

    /// The table with this name.
    pub(super) fn table(&mut self, name: &str) -> Result<&mut Relation> {
        let index = self.by_name.get(name).copied();
        let table = index.and_then(|index| self.tables.get_mut(index)).and_then(Option::as_mut);
        table.ok_or_else(|| Error::invalid(format!("there is no table `{name}`")))
    }

    /// Whether there is a mirrored table with this name.
    pub(super) fn has_table(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    pub(super) fn add_table(&mut self, relation: Relation) {
        self.by_name.insert(relation.table.name.clone(), self.tables.len());
        self.tables.push(Some(relation));
    }

    pub(super) fn remove_table(&mut self, name: &str) -> Option<Relation> {
        let index = self.by_name.remove(name)?;
        self.tables.get_mut(index).and_then(Option::take)
    }

    /// Whether the name is taken by a relation in the schema `public`.
    pub(super) fn is_taken(&self, name: &str) -> bool {
        self.has_table(name) || self.others.contains_key(name) || self.refused.contains(name)
    }

    /// What the name of a table refers to here.
    pub(super) fn target(&self, name: &Name) -> Result<Target> {
        match name.schema.as_deref() {
            Some(schema) => Ok(self.target_in(schema, &name.name)),
            None => {
                if self.temporary.contains(&name.name) {
                    let shadows = self.has_table(&name.name);
                    return if shadows { Err(ambiguous(name)) } else { Ok(Target::Other) };
                }
                let mut found: Vec<Target> = Vec::new();
                for reading in self.path.readings() {
                    let targets = reading.iter().map(|schema| self.target_in(schema, &name.name));
                    let target = targets.into_iter().find(|target| *target != Target::Missing);
                    found.extend(target.filter(|target| !found.contains(target)));
                }
                match found.as_slice() {
                    [] => Ok(Target::Missing),
                    [one] => Ok(one.clone()),
                    _ => Err(ambiguous(name)),
                }
            }
        }
    }

    fn target_in(&self, schema: &str, name: &str) -> Target {
        if schema == PUBLIC {
            if self.has_table(name) {
                return Target::Table(name.to_owned());
            }
            if self.others.contains_key(name) || self.refused.contains(name) {
                return Target::Other;
            }
            return Target::Missing;
        }
        if self.elsewhere.contains(&(schema.to_owned(), name.to_owned())) { Target::Other } else { Target::Missing }
    }

    /// The mirrored table that the name refers to, if any.
    pub(super) fn mirrored(&self, name: &Name) -> Result<Option<String>> {
        Ok(match self.target(name)? {
            Target::Table(table) => Some(table),
            Target::Other | Target::Missing => None,
        })
    }

    /// The schema in which an object with this name is created.
    pub(super) fn creation_schema(&self, name: &Name) -> Result<String> {
        if let Some(schema) = &name.schema {
            return Ok(schema.clone());
        }
        let mut found: Vec<&str> = Vec::new();
        for reading in self.path.readings() {
            // A schema that does not exist is skipped, and one that no migration creates may exist.
            for schema in reading {
                if !found.contains(&schema.as_str()) {
                    found.push(schema);
                }
                if schema == PUBLIC || self.schemas.contains(schema) {
                    break;
                }
            }
        }
        match found.as_slice() {
            [one] => Ok((*one).to_owned()),
            [] => Err(Error::invalid(format!("`search_path` is empty: in which schema is `{name}` made?"))),
            _ => Err(ambiguous(name)),
        }
    }

    /// Records the name of a constraint.
    pub(super) fn name_constraint(&mut self, name: &str) {
        *self.constraint_names.entry(name.to_owned()).or_default() += 1;
    }

    /// Makes a constraint's name available again.
    pub(super) fn unname_constraint(&mut self, name: &str) {
        if let Some(count) = self.constraint_names.get_mut(name) {
            *count -= 1;
            if *count == 0 {
                self.constraint_names.remove(name);
            }
        }
    }

    /// Reports the CHECKs that could not be read and that no comment leaves to the server.
    fn refuse_unread(&mut self) {
        for relation in self.tables.iter().flatten() {
            for constraint in relation.constraints.iter().filter(|constraint| constraint.server_only.is_none()) {
                if let Rule::Unread(unread) = &constraint.rule {
                    self.errors.push((constraint.note.order, unread.error.clone()));
                }
            }
        }
    }

    /// The database, and all errors in source order.
    pub(super) fn finish(mut self) -> (Database, Vec<Error>) {
        self.resolve_calls();
        self.resolve_triggers();
        self.refuse_unread();
        let functions = self.judging_functions();
        let types = Arc::new(self.catalogue.types);
        let mut notes: Vec<(Note, String)> = Vec::new();
        let mut tables = Vec::new();
        for relation in self.tables.into_iter().flatten() {
            let name = &relation.table.name;
            let constraints = relation
                .constraints
                .iter()
                .map(|constraint| Note { reason: constraint.server_only.clone(), ..constraint.note.clone() });
            let triggers =
                relation.triggers.iter().filter(|trigger| !trigger.is_known).map(|trigger| trigger.note.clone());
            let all = constraints.chain(relation.notes.iter().cloned()).chain(triggers);
            notes.extend(all.filter(|note| !note.kind.is_empty()).map(|note| (note, name.clone())));
            let mut table = relation.finished();
            for column in &mut table.columns {
                // A domain's default applies to every column without one, whenever either was set.
                if column.default_sql.is_none()
                    && let Some((default, sql)) = column.domain.and_then(|id| types.default_of(id))
                {
                    (column.default, column.default_sql) = (default, Some(sql));
                }
            }
            table.types = Arc::clone(&types);
            tables.push(table);
        }
        self.errors.sort_by_key(|(order, _)| *order);
        let errors = self.errors.into_iter().map(|(_, error)| error).collect();
        notes.sort_by_key(|(note, _)| (note.order, note.origin.position));
        let mut not_mirrored: Vec<_> = notes
            .into_iter()
            .map(|(Note { origin, kind, sql, reason, .. }, table)| NotMirrored {
                origin,
                table: Some(table),
                kind,
                sql,
                reason,
            })
            .collect();
        let sql =
            |name: &str, sql: &str| format!("{name} CHECK ({})", sql.split_whitespace().collect::<Vec<_>>().join(" "));
        for table in &tables {
            let by_clock = table.checks.iter().filter(|check| check.reads_clock());
            not_mirrored.extend(by_clock.map(|check| NotMirrored {
                origin: check.origin.clone(),
                table: Some(table.name.clone()),
                kind: "CHECK",
                sql: sql(&check.name, &check.sql),
                reason: None,
            }));
            not_mirrored.extend(table.server_only.iter().map(|check| NotMirrored {
                origin: check.origin.clone(),
                table: Some(table.name.clone()),
                kind: "CHECK",
                sql: sql(&check.name, &check.sql),
                reason: Some(check.reason.clone()),
            }));
        }
        (Database { tables, not_mirrored, ignored: self.ignored, types, functions }, errors)
    }
}

fn ambiguous(name: &Name) -> Error {
    let what = format!("it depends on `search_path` which `{name}` is meant: write its schema before it");
    Error::unsupported(what).of(name)
}
