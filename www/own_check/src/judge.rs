//! Rows of `wizard_sessions`, judged by the project's own CHECKs and the one that was adopted last.

use std::cell::{Cell, RefCell};

use event_wizard_compiler::Result;
use event_wizard_compiler::model::expression::Expression;
use finding::Findings;
use json_tape::Tape;
use pg_row::{Check, Operation, Row, RowOptions, Table};
use pg_value::logic::{Outcome, Stop};
use serde_json::{Value, json};

use crate::NAME;
use crate::evaluate::{Condition, condition};
use crate::generated::tables::TABLES;

thread_local! {
    /// The table with the CHECK. The ones before stay in memory, so the page takes a new instance for each.
    static TABLE: Cell<Option<&'static Table>> = const { Cell::new(None) };
    static CONDITION: RefCell<Option<Condition>> = const { RefCell::new(None) };
    /// Whether the CHECK could not be evaluated for the row that was judged last.
    static IS_UNKNOWABLE: Cell<bool> = const { Cell::new(false) };
}

/// The wizard's table.
fn plain() -> Option<&'static Table> {
    TABLES.iter().copied().find(|table| table.name == "wizard_sessions")
}

fn holds(row: &Row<'_>) -> Outcome {
    let outcome = CONDITION.with_borrow(|condition| condition.as_ref().map_or(Ok(None), |condition| condition(row)));
    IS_UNKNOWABLE.set(outcome == Err(Stop::Unknowable));
    outcome
}

/// Judges by this CHECK, too; `names` are the table's columns.
///
/// # Errors
/// What the compiler writes in Rust but this crate does not evaluate.
pub fn adopt(expression: &Expression, names: &[&str]) -> Result<()> {
    let compiled = condition(expression, names)?;
    let columns: Vec<u16> = expression
        .columns()
        .iter()
        .filter_map(|name| names.iter().position(|other| other == name).and_then(|at| u16::try_from(at).ok()))
        .collect();
    let Some(table) = plain() else { return Ok(()) };
    let check = Check { name: NAME, holds, columns: columns.leak(), params: "" };
    let mut checks: Vec<Check> = table.checks.iter().map(copied).collect();
    let at = checks.partition_point(|other| other.name < NAME);
    checks.insert(at, check);
    TABLE.set(Some(Box::leak(Box::new(Table { checks: checks.leak(), ..*table }))));
    CONDITION.set(Some(compiled));
    Ok(())
}

const fn copied(check: &Check) -> Check {
    Check { name: check.name, holds: check.holds, columns: check.columns, params: check.params }
}

/// Judges by the project's CHECKs alone.
pub fn forget() {
    TABLE.set(None);
    CONDITION.set(None);
}

/// What the database would answer, as JSON: `null` if it accepts the row, or `{ "code", "constraint", "column" }`; and whether
/// that is not certain, since the CHECK or a value depends on what only the server knows.
#[must_use]
pub fn judge(text: &str, current: Option<&str>) -> Value {
    let Some(table) = TABLE.get().or_else(plain) else { return Value::Null };
    IS_UNKNOWABLE.set(false);
    let operation = if current.is_some() { Operation::Update } else { Operation::Insert };
    let options = RowOptions { operation, ..RowOptions::default() };
    let (mut tape, mut stored, mut findings) = (Tape::new(), Tape::new(), Findings::new());
    let current = current.and_then(|current| stored.parse(current.as_bytes()).ok()).map(json_tape::Doc::as_current);
    pg_row::judge(table, tape.parse(text.as_bytes()), current, &options, &mut findings, &mut Vec::new());
    let first = findings.iter().next();
    let is_date = first.is_some() && findings.params_of(0).iter().any(|(name, _)| *name == "unknowable");
    let error = first.map(|finding| {
        json!({
            "code": finding.sqlstate.map_or(finding.code, |state| state.as_str()),
            "constraint": finding.constraint,
            "column": finding.column.map(String::from_utf8_lossy),
        })
    });
    json!({ "error": error, "unknowable": IS_UNKNOWABLE.get() || is_date })
}
