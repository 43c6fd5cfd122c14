//! What a form or a page of settings asks about the tables before it has a row: the constraints, the stages' columns and
//! the transitions of the status. Knows TypeScript's spelling, and judges nothing.

use serde_json::{Map, Value, json};

use crate::model::lifecycle::Lifecycle;
use crate::model::source::Source;
use crate::model::table::{Check, Key, KeyKind, ServerOnly, Table};

/// The text of `tables.ts`.
#[must_use]
pub fn write(source: &Source) -> String {
    let Lifecycle { stages, transitions, initial, finished, .. } = &source.lifecycle;
    let columns: Map<_, _> =
        stages.iter().map(|stage| (stage.stage.clone(), Value::from(stage.column.as_str()))).collect();
    let following: Map<_, _> =
        transitions.iter().map(|(from, next)| (from.clone(), Value::from(next.clone()))).collect();
    let tables: Map<_, _> =
        source.database.tables.iter().map(|table| (table.name.clone(), constraints(table))).collect();
    format!(
        "// Made by event-wizard-compiler from schemas/. Do not edit.

import type {{ TableConstraint }} from '../fields/table.js';

/** The column of the sessions that holds each stage's data. */
export const stageColumns = {} as const;

/** The statuses that may follow each status; staying is always allowed. */
export const transitions = {} as const;

/** The statuses in which a session may begin. */
export const initialStatuses = {} as const;

/** The statuses that require every stage to be complete. */
export const finishedStatuses = {} as const;

/** The constraints of each table. */
export const tableConstraints: Readonly<Record<{}, readonly TableConstraint[]>> = {};
",
        Value::Object(columns),
        Value::Object(following),
        Value::from(initial.clone()),
        Value::from(finished.clone()),
        tables.keys().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(" | "),
        Value::Object(tables)
    )
}

/// A table's constraints: NOT NULL and CHECKs, which the module judges, then what only the server can.
fn constraints(table: &Table) -> Value {
    let not_null = table.columns.iter().filter(|column| table.refuses_null(column));
    let not_null = not_null.map(|column| json!({ "kind": "not_null", "columns": [column.name], "enforced": true }));
    let mut named: Vec<&str> = Vec::new();
    let mut checks: Vec<Value> = Vec::new();
    // A trigger may refuse on insert and on update what goes by one name.
    for (kind, judged) in table
        .triggers()
        .map(|(_, judged)| ("trigger", judged))
        .chain(table.checks.iter().map(|judged| ("check", judged)))
    {
        if !named.contains(&judged.name.as_str()) {
            named.push(&judged.name);
            checks.push(check(kind, judged));
        }
    }
    not_null.chain(checks).chain(table.server_only.iter().map(server_only)).chain(table.keys.iter().map(key)).collect()
}

fn check(kind: &str, check: &Check) -> Value {
    let told = json!({ "kind": kind, "name": check.name, "columns": check.columns, "enforced": true });
    commented(told, check.comment.as_deref())
}

fn server_only(check: &ServerOnly) -> Value {
    let told = json!({ "kind": "check", "name": check.name, "columns": check.columns, "enforced": false, "reason": check.reason });
    commented(told, check.comment.as_deref())
}

fn key(key: &Key) -> Value {
    let Key { name, comment, columns, kind } = key;
    let told = match kind {
        KeyKind::Primary => json!({ "kind": "primary_key", "name": name, "columns": columns, "enforced": false }),
        KeyKind::Unique => json!({ "kind": "unique", "name": name, "columns": columns, "enforced": false }),
        KeyKind::References(table) => {
            json!({ "kind": "foreign_key", "name": name, "columns": columns, "references": table, "enforced": false })
        }
    };
    commented(told, comment.as_deref())
}

/// A constraint with its comment, if it has one.
fn commented(mut told: Value, comment: Option<&str>) -> Value {
    if let (Some(comment), Value::Object(members)) = (comment, &mut told) {
        members.insert("comment".to_owned(), Value::from(comment));
    }
    told
}
