//! The compiler in the demo page: [`compile`] reads a CHECK that a visitor writes for `wizard_sessions`, and [`judge`] says
//! of a row what the database would, with that CHECK among its own. In a package a CHECK becomes Rust, which needs rustc;
//! here the compiler's typed expression is made into closures over the same functions of `pg-value` ([`evaluate`]).

mod evaluate;
mod judge;
#[cfg(target_arch = "wasm32")]
mod wasm;

use event_wizard_compiler::Error;
use event_wizard_compiler::read::sql;
use event_wizard_compiler::write::rust::check;
use serde_json::{Value, json};

pub use judge::{forget, judge};

/// The name of the visitor's CHECK.
pub const NAME: &str = "your_own_check";

/// The columns of the table, as SQL.
const COLUMNS: &str = include_str!(concat!(env!("OUT_DIR"), "/columns.sql"));

/// What stands before the visitor's text, on the line before it.
const BEFORE: &str = "ALTER TABLE wizard_sessions ADD CONSTRAINT your_own_check CHECK (\n";

/// What the compiler wrote from the project's schema.
mod generated {
    #[allow(clippy::all)]
    pub mod tables {
        include!(concat!(env!("OUT_DIR"), "/tables.rs"));
    }

    #[allow(clippy::all, dead_code)]
    mod stages {
        include!(concat!(env!("OUT_DIR"), "/stages.rs"));
    }
}

/// Reads a CHECK's expression, by which rows are judged from then on. Returns, as JSON, `{ "columns", "bounds", "rust" }`, or
/// `{ "error": { "kind", "message", "line", "column" } }`, with the position in the expression; nothing is changed then.
#[must_use]
pub fn compile(expression: &str) -> Value {
    let check = format!("{BEFORE}{expression}\n);");
    let files = [("columns.sql".to_owned(), COLUMNS.to_owned()), ("check.sql".to_owned(), check)];
    match sql::read(&files).and_then(|database| {
        let table = database.tables.first().ok_or_else(|| Error::invalid("there is no table"))?;
        // Whoever closes the bracket of the CHECK and writes other statements gets more than one, or none.
        let [check] = table.checks.as_slice() else {
            return Err(Error::invalid("this is not the expression of one CHECK"));
        };
        let rust = check::body(table, check)?;
        let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        judge::adopt(&check.expression, &names)?;
        let bounds: serde_json::Map<_, _> =
            check.bounds(&table.types).into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Ok(json!({ "columns": check.columns, "bounds": bounds, "rust": rust }))
    }) {
        Ok(explained) => explained,
        Err(error) => json!({ "error": told(&error) }),
    }
}

fn told(error: &Error) -> Value {
    let message = match &error.construct {
        Some(construct) if !error.message.contains(construct.as_str()) => format!("`{construct}`: {}", error.message),
        _ => error.message.clone(),
    };
    let line = error.position.map(|position| position.line.saturating_sub(1)).filter(|line| *line > 0);
    json!({
        "kind": format!("{:?}", error.kind).to_lowercase(),
        "message": message,
        "line": line,
        "column": line.and(error.position).map(|position| position.column),
    })
}

#[cfg(test)]
mod tests;
