//! What was read and what became of it, in words ([`text`]) and as JSON ([`json`]). Knows the model, but no SQL.

pub mod json;
pub mod text;

use std::collections::HashMap;

use crate::error::{Error, Place};
use crate::model::known::Known;
use crate::model::table::{Check, Database, NotMirrored, Origin, Table};
use crate::model::unworded::{self, Words};
use crate::read::sql;
use crate::write::rust::{check, row};

/// What the compiler made of a set of files.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// Name and text of each file, in the order in which they were applied.
    pub files: Vec<(String, String)>,
    /// What was understood.
    pub database: Database,
    /// All errors, in the order of the files.
    pub errors: Vec<Error>,
    /// Constraints whose message is their SQL, by table.
    pub warnings: Vec<Error>,
    /// What only the server can enforce, by table.
    rules: HashMap<String, Vec<NotMirrored>>,
    /// The same for rules that belong to no mirrored table.
    elsewhere: Vec<NotMirrored>,
}

impl Explanation {
    /// Reads the files, and tries to write the Rust for them.
    #[must_use]
    pub fn of(files: Vec<(String, String)>, known: &Known) -> Self {
        let (database, mut errors) = sql::read_all_with(&files, known);
        errors.extend(database.tables.iter().flat_map(unwritable));
        let places: HashMap<&str, usize> =
            files.iter().enumerate().map(|(at, (name, _))| (name.as_str(), at)).collect();
        let place = |error: &Error| error.file.as_deref().and_then(|file| places.get(file).copied());
        errors.sort_by_key(|error| (place(error), error.position));
        let warnings = unworded::constraints(&database, &Words::default());
        let mut rules: HashMap<String, Vec<NotMirrored>> =
            database.tables.iter().map(|table| (table.name.clone(), Vec::new())).collect();
        let mut elsewhere = Vec::new();
        for rule in &database.not_mirrored {
            rule.table.as_ref().and_then(|table| rules.get_mut(table)).unwrap_or(&mut elsewhere).push(rule.clone());
        }
        Self { files, database, errors, warnings, rules, elsewhere }
    }

    /// The rules of a table that only the server can enforce.
    fn not_mirrored(&self, table: &Table) -> &[NotMirrored] {
        self.rules.get(&table.name).map_or(&[], Vec::as_slice)
    }
}

/// Errors for what was read but cannot be written in Rust.
fn unwritable(table: &Table) -> Vec<Error> {
    let at = |error: Error, origin: &Origin| error.at(origin.position).in_file(&origin.file);
    let of_check = |check: &Check| {
        let place = Place::Check { table: table.name.clone(), name: Some(check.name.clone()) };
        check::body(table, check).err().map(|error| at(error.in_place(place).of(&check.sql), &check.origin))
    };
    let all = table.triggers().map(|(_, check)| check).chain(&table.checks);
    let errors: Vec<Error> = all.filter_map(of_check).collect();
    if errors.is_empty() {
        row::write(std::slice::from_ref(table)).err().into_iter().map(|error| at(error, &table.origin)).collect()
    } else {
        errors
    }
}
