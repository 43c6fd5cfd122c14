//! The migrations, in order → [`Database`]: what each statement does to the tables. A statement that may change a
//! mirrored table and is not understood is an error that names the file and the construct. There is one file for each
//! kind of statement.

mod alter;
mod catalogue;
mod column;
mod constraint;
mod cursor;
mod data;
mod default;
mod definition;
mod do_block;
mod expression;
mod function;
mod generated;
mod guard;
mod kinds;
mod known;
mod literal;
mod names;
mod objects;
mod plpgsql;
mod reader;
mod regex;
mod relation;
mod remark;
mod script;
mod search_path;
mod sections;
mod spelling;
mod statement;
mod table;
mod transaction;
mod transition;
mod trigger;
mod type_statement;
mod types;

use std::thread;

use crate::error::{Error, Result};
use crate::model::known::Known;
use crate::model::table::Database;
use cursor::position;
use known::Statements;
use names::identifier;
use reader::Reader;
pub use trigger::assignments as clock_columns;

/// Enough for a thousand conditions in a row, which the parser nests.
const STACK: usize = 1 << 30;

/// Applies the migrations in the given order and continues after errors: returns what is understood, and all errors.
#[must_use]
pub fn read_all(migrations: &[(String, String)]) -> (Database, Vec<Error>) {
    read_all_with(migrations, &Known::default())
}

/// The same, where the migrations hold functions that the compiler wrote.
#[must_use]
pub fn read_all_with(migrations: &[(String, String)], known: &Known) -> (Database, Vec<Error>) {
    thread::scope(|scope| {
        let reading = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || all(migrations, known));
        match reading.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(read)) => read,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(_) => all(migrations, known),
        }
    })
}

fn all(migrations: &[(String, String)], known: &Known) -> (Database, Vec<Error>) {
    let mut reader = Reader::new(Statements::new(known));
    for (file, text) in migrations {
        reader.migration(file, text);
    }
    reader.finish()
}

/// Applies the migrations in the given order: (file name, text).
///
/// # Errors
/// What is not supported, with the file, the position, and the table or constraint.
pub fn read(migrations: &[(String, String)]) -> Result<Database> {
    read_with(migrations, &Known::default())
}

/// The same, where the migrations hold functions that the compiler wrote.
///
/// # Errors
/// As [`read`].
pub fn read_with(migrations: &[(String, String)], known: &Known) -> Result<Database> {
    let (database, errors) = read_all_with(migrations, known);
    errors.into_iter().next().map_or(Ok(database), Err)
}
