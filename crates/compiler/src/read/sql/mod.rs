//! The migrations, in order → [`Database`]: what each statement does to the tables. A statement about a mirrored table
//! that is not understood is an error that names the file and the construct. One file for each kind of statement.

mod alter;
mod catalogue;
mod column;
mod constraint;
mod default;
mod expression;
mod generated;
mod literal;
mod names;
mod parse;
mod reader;
mod regex;
mod spelling;
mod statement;
mod table;
mod trigger;
mod type_statement;
mod types;

use crate::error::{Error, Result};
use crate::model::table::Database;
use names::identifier;
use parse::{position, start};
use reader::{Reader, not_supported, one_line};
pub use trigger::assignments as clock_columns;

/// Applies the migrations in the order given, and goes on after an error: what is understood, and all that is not.
#[must_use]
pub fn read_all(migrations: &[(String, String)]) -> (Database, Vec<Error>) {
    let mut reader = Reader::default();
    for (file, text) in migrations {
        reader.migration(file, text);
    }
    reader.finish()
}

/// Applies the migrations in the order given: (file name, text).
///
/// # Errors
/// What is not supported, with the file, the position, and the table or constraint.
pub fn read(migrations: &[(String, String)]) -> Result<Database> {
    let (database, errors) = read_all(migrations);
    errors.into_iter().next().map_or(Ok(database), Err)
}
