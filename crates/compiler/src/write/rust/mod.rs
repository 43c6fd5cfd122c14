//! The typed form → the Rust text that the runtime includes. Knows Rust's spelling and the runtime's public types.

mod automaton;
pub mod check;
pub mod codes;
pub mod lifecycle;
pub mod row;
pub mod stage;
mod types;

use crate::error::Result;
use crate::model::source::Source;

/// The files that the package's Rust includes: their names and texts.
///
/// # Errors
///
/// If something that was read cannot be written in Rust.
pub fn files(source: &Source) -> Result<Vec<(String, String)>> {
    Ok(vec![
        ("tables.rs".to_owned(), row::write(&source.database.tables)?),
        ("codes.rs".to_owned(), codes::write(&source.rules, &source.constraints)),
        ("lifecycle.rs".to_owned(), lifecycle::write(&source.lifecycle)),
        ("stages.rs".to_owned(), stage::write(source)?),
    ])
}
