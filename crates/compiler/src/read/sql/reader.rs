//! What is known while the migrations are read: tables and what else has a name. Knows how names are looked up, and no
//! statement.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::catalogue::Catalogue;
use super::cursor::{Cursor, Name};
use super::function::Functions;
use super::relation::{Note, Relation};
use super::script;
use super::search_path::{PUBLIC, SearchPath};
use super::transaction::{Fate, fates};
use super::trigger::Trigger;
use crate::error::{Error, Position, Result};
use crate::model::table::{Database, Ignored, NotMirrored, Origin};

/// The state.
#[derive(Debug, Default)]
pub struct Reader {
    /// The statement that is being read.
    pub(super) here: Origin,
    pub(super) errors: Vec<Error>,
    pub(super) ignored: Vec<Ignored>,
    /// In the order of their creation; `None` once dropped.
    pub(super) tables: Vec<Option<Relation>>,
    pub(super) by_name: HashMap<String, usize>,
    /// Other things in the schema `public` that tables share their names with.
    pub(super) others: HashMap<String, Other>,
    /// Tables and their like in other schemas: schema and name.
    pub(super) elsewhere: HashSet<(String, String)>,
    /// Tables that were refused as a whole: what speaks of them need not be refused again.
    pub(super) refused: HashSet<String>,
    /// Tables that other statements prove to be there, though no migration makes them.
    pub(super) outside: HashSet<String>,
    pub(super) temporary: HashSet<String>,
    pub(super) schemas: HashSet<String>,
    /// How many constraints of the schema `public` have a name.
    pub(super) constraint_names: HashMap<String, usize>,
    /// The types that the migrations make.
    pub(super) catalogue: Catalogue,
    pub(super) functions: Functions,
    /// Triggers on tables that are not mirrored.
    pub(super) other_triggers: HashMap<String, Vec<Trigger>>,
    pub(super) path: SearchPath,
    pub(super) in_transaction: bool,
    /// `PREPARE`: by name, what calls what.
    pub(super) prepared: HashMap<String, Vec<String>>,
    /// Statements so far.
    order: usize,
}

/// What is no table.
#[derive(Debug)]
pub enum Other {
    /// An index: of which table, whether it is unique, over which columns.
    Index {
        /// The table's name; `None` if that is not mirrored.
        table: Option<String>,
        /// `UNIQUE`, over plain columns of all rows.
        unique_columns: Option<Vec<String>>,
    },
    /// A part of a partitioned table, by that one's name.
    Partition(String),
    /// A view, a sequence, a foreign table.
    Relation,
}

/// What a table's name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A mirrored table.
    Table(String),
    /// Something that is not mirrored.
    Other,
    /// Nothing that the migrations make.
    Missing,
}

/// Nothing, or why not.
pub type Done = Result<()>;

impl Reader {
    /// Reads one file, statement by statement: an error in one does not keep the next from being read.
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

    /// Keeps an error, and goes on.
    pub(super) fn fail(&mut self, error: Error) {
        let Origin { file, position } = &self.here;
        self.errors.push(error.at(*position).in_file(file));
    }

    /// Keeps what may be an error, and goes on.
    pub(super) fn take(&mut self, done: Done) {
        if let Err(error) = done {
            self.fail(error);
        }
    }

    /// Keeps a statement that changes no rule about a row.
    pub(super) fn ignore(&mut self, statement: Cursor<'_>, reason: &'static str) {
        let position = statement.position().or(self.here.position);
        let origin = Origin { file: self.here.file.clone(), position };
        self.ignored.push(Ignored { origin, sql: statement.beginning(), reason });
    }

    /// Of a part of the statement.
    pub(super) fn origin(&self, position: Option<Position>) -> Origin {
        Origin { file: self.here.file.clone(), position: position.or(self.here.position) }
    }

    /// A rule that only the server can enforce.
    pub(super) fn note(&mut self, name: &str, kind: &'static str, sql: String) -> Note {
        Note { order: self.order, name: name.to_owned(), origin: self.here.clone(), kind, sql }
    }

    /// The table of that name.
    pub(super) fn table(&mut self, name: &str) -> Result<&mut Relation> {
        let index = self.by_name.get(name).copied();
        let table = index.and_then(|index| self.tables.get_mut(index)).and_then(Option::as_mut);
        table.ok_or_else(|| Error::invalid(format!("there is no table `{name}`")))
    }

    /// Whether there is a mirrored table of that name.
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

    /// Whether the name of a relation is taken in the schema `public`.
    pub(super) fn is_taken(&self, name: &str) -> bool {
        self.has_table(name) || self.others.contains_key(name) || self.refused.contains(name)
    }

    /// What the name of a table means here.
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

    /// The mirrored table that is meant, if one is.
    pub(super) fn mirrored(&self, name: &Name) -> Result<Option<String>> {
        Ok(match self.target(name)? {
            Target::Table(table) => Some(table),
            Target::Other | Target::Missing => None,
        })
    }

    /// The schema in which something of that name is made.
    pub(super) fn creation_schema(&self, name: &Name) -> Result<String> {
        if let Some(schema) = &name.schema {
            return Ok(schema.clone());
        }
        let mut found: Vec<&str> = Vec::new();
        for reading in self.path.readings() {
            // A schema that does not exist is passed over, and one that no migration makes may exist.
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

    /// Takes note of a constraint's name.
    pub(super) fn name_constraint(&mut self, name: &str) {
        *self.constraint_names.entry(name.to_owned()).or_default() += 1;
    }

    /// A constraint's name is free again.
    pub(super) fn unname_constraint(&mut self, name: &str) {
        if let Some(count) = self.constraint_names.get_mut(name) {
            *count -= 1;
            if *count == 0 {
                self.constraint_names.remove(name);
            }
        }
    }

    /// The database, and every error in the order of the source.
    pub(super) fn finish(mut self) -> (Database, Vec<Error>) {
        self.resolve_triggers();
        let types = Arc::new(self.catalogue.types);
        let mut notes: Vec<(Note, String)> = Vec::new();
        let mut tables = Vec::new();
        for relation in self.tables.into_iter().flatten() {
            let name = &relation.table.name;
            let constraints = relation.constraints.iter().map(|constraint| &constraint.note);
            let triggers = relation.triggers.iter().filter(|trigger| !trigger.is_known).map(|trigger| &trigger.note);
            let all = constraints.chain(&relation.notes).chain(triggers).filter(|note| !note.kind.is_empty());
            notes.extend(all.map(|note| (note.clone(), name.clone())));
            let mut table = relation.finished();
            for column in &mut table.columns {
                // A domain's default is for whoever has none, whenever either was given.
                if column.default_sql.is_none()
                    && let Some((default, sql)) = column.domain.and_then(|id| types.default_of(id))
                {
                    (column.default, column.default_sql) = (default, Some(sql));
                }
            }
            table.types = Arc::clone(&types);
            tables.push(table);
        }
        notes.sort_by_key(|(note, _)| (note.order, note.origin.position));
        let not_mirrored = notes
            .into_iter()
            .map(|(Note { origin, kind, sql, .. }, table)| NotMirrored { origin, table: Some(table), kind, sql })
            .collect();
        (Database { tables, not_mirrored, ignored: self.ignored, types }, self.errors)
    }
}

fn ambiguous(name: &Name) -> Error {
    let what = format!("it depends on `search_path` which `{name}` is meant: write its schema before it");
    Error::unsupported(what).of(name)
}
