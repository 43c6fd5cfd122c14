//! The explanation as JSON, in the form that `docs/compiler.md` describes. Members are only ever added, unless
//! `version` changes.

use serde_json::{Value, json};

use super::Explanation;
use crate::error::{Error, Kind, Place, Position};
use crate::model::table::{Check, Column, DefaultValue, Generated, Ignored, NotMirrored, Origin, Table, Triggered};
use crate::write::rust::check;

/// The version of the form.
const VERSION: u32 = 1;

/// The whole explanation.
#[must_use]
pub fn json(explanation: &Explanation) -> Value {
    let database = &explanation.database;
    json!({
        "version": VERSION,
        "ok": explanation.errors.is_empty(),
        "files": explanation.files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        "tables": database.tables.iter().map(|each| table(explanation, each)).collect::<Vec<_>>(),
        "notMirrored": explanation.elsewhere.iter().map(not_mirrored).collect::<Vec<_>>(),
        "ignored": database.ignored.iter().map(ignored).collect::<Vec<_>>(),
        "errors": explanation.errors.iter().map(error).collect::<Vec<_>>(),
        "warnings": explanation.warnings.iter().map(error).collect::<Vec<_>>(),
    })
}

fn table(explanation: &Explanation, table: &Table) -> Value {
    json!({
        "name": table.name,
        "at": at(&table.origin),
        "columns": table.columns.iter().map(|each| column(table, each)).collect::<Vec<_>>(),
        "checks": table.checks.iter().map(|each| of_check(table, each)).collect::<Vec<_>>(),
        "triggers": table.triggers().map(|(when, each)| {
            json!({ "before": when, "condition": of_check(table, each) })
        }).collect::<Vec<_>>(),
        "domainChecks": table.columns.iter().flat_map(|column| {
            table.domain_checks(column).map(|check| of_domain(column, check))
        }).collect::<Vec<_>>(),
        "notMirrored": explanation.not_mirrored(table).iter().map(not_mirrored).collect::<Vec<_>>(),
    })
}

fn column(table: &Table, column: &Column) -> Value {
    let default = match &column.default {
        DefaultValue::Null => Value::Null,
        DefaultValue::Literal(text) => json!({ "kind": "constant", "value": text, "sql": column.default_sql }),
        DefaultValue::Server(sql) => json!({ "kind": "server", "sql": sql }),
        DefaultValue::Unknowable(sql) => json!({ "kind": "unknowable", "sql": sql }),
    };
    let generated = match &column.generated {
        None => Value::Null,
        Some(Generated::AlwaysIdentity) => json!({ "kind": "identity always" }),
        Some(Generated::DefaultIdentity) => json!({ "kind": "identity by default" }),
        Some(Generated::Expression { sql, value }) => {
            json!({ "kind": "expression", "sql": sql, "computed": value.is_some() })
        }
    };
    json!({
        "name": column.name,
        "type": table.type_name(column),
        "notNull": column.not_null,
        "primaryKey": column.primary_key,
        "default": default,
        "generated": generated,
        "onInsert": triggered(column.on_insert),
        "onUpdate": triggered(column.on_update),
        "at": at(&column.origin),
    })
}

const fn triggered(by: Triggered) -> Option<&'static str> {
    match by {
        Triggered::Unchanged => None,
        Triggered::Set => Some("set"),
        Triggered::Unknowable => Some("unknowable"),
    }
}

fn of_check(table: &Table, check: &Check) -> Value {
    json!({
        "name": check.name,
        "sql": check.sql,
        "columns": check.columns,
        "bounds": check.bounds(&table.types).into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<serde_json::Map<_, _>>(),
        "comment": check.comment,
        "rust": check::body(table, check).ok(),
        "at": at(&check.origin),
    })
}

/// A CHECK of a column's domain.
fn of_domain(column: &Column, check: &Check) -> Value {
    json!({
        "name": check.name,
        "sql": check.sql,
        "column": column.name,
        "comment": check.comment,
        "at": at(&check.origin),
    })
}

fn not_mirrored(rule: &NotMirrored) -> Value {
    json!({
        "table": rule.table,
        "kind": rule.kind,
        "sql": rule.sql,
        "reason": rule.reason,
        "at": at(&rule.origin),
    })
}

fn ignored(statement: &Ignored) -> Value {
    json!({ "sql": statement.sql, "reason": statement.reason, "at": at(&statement.origin) })
}

fn at(origin: &Origin) -> Value {
    place(Some(&origin.file), origin.position)
}

fn place(file: Option<&String>, position: Option<Position>) -> Value {
    json!({ "file": file, "line": position.map(|p| p.line), "column": position.map(|p| p.column) })
}

fn error(error: &Error) -> Value {
    let kind = match error.kind {
        Kind::File => "file",
        Kind::Syntax => "syntax",
        Kind::Invalid => "invalid",
        Kind::Unsupported => "unsupported",
        Kind::Unworded => "unworded",
    };
    let (table, column, constraint) = match error.place.as_deref() {
        Some(Place::Table(table)) => (Some(table), None, None),
        Some(Place::Column { table, column }) => (Some(table), Some(column), None),
        Some(Place::Check { table, name }) => (Some(table), None, name.as_ref()),
        Some(Place::Pointer(_)) | None => (None, None, None),
    };
    json!({
        "kind": kind,
        "message": error.message,
        "table": table,
        "column": column,
        "constraint": constraint,
        "construct": error.construct,
        "at": place(error.file.as_ref(), error.position),
    })
}
