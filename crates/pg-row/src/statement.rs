//! The statement a body is for, and the order in which PostgREST and PostgreSQL would find what is wrong with it.

use alloc::vec::Vec;

use finding::Findings;
use json_tape::{Doc, Kind, SyntaxError, Value};
use pg_value::SqlState;

use crate::body;
use crate::document::Documents;
use crate::generated;
use crate::postgrest;
use crate::row::{Members, Row, Statement};
use crate::table::Table;

/// Which statement the body is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Operation {
    /// `INSERT`.
    #[default]
    Insert,
    /// `INSERT … ON CONFLICT … DO UPDATE`. NOT NULL and CHECKs fire before a conflict is handled, so the row must be
    /// good as a new one; where the stored row is known, also as an update of that row.
    Upsert,
    /// `UPDATE`: columns that are not sent keep their stored values.
    Update,
}

/// How the request treats missing keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    /// No `?columns=`: a missing column gets its default; rows of an array must have the same keys.
    #[default]
    Omitted,
    /// `?columns=` with all keys of all rows, as supabase-js sends for arrays: a key that only other rows have is NULL.
    Null,
    /// The same with `Prefer: missing=default`. The body goes through jsonb, so numbers are rewritten before they are
    /// converted (`5e1` is a valid integer).
    Default,
}

/// What kind of request is to be judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowOptions {
    /// The statement that the body is for.
    pub operation: Operation,
    /// What becomes of missing keys.
    pub missing: Missing,
}

/// Judges a body: a row object, or an array of them. On an update, CHECKs use `current` for columns that are not sent;
/// a column in neither row is not known, and what depends on it is not judged.
///
/// `text` is the result of parsing the body. `documents` receives what CHECKs found about the documents of each row,
/// in the order of the rows.
pub fn judge(
    table: &'static Table,
    text: Result<Doc<'_>, SyntaxError>,
    current: Option<Doc<'_>>,
    options: &RowOptions,
    findings: &mut Findings,
    documents: &mut Vec<Documents>,
) {
    documents.clear();
    let mut options = *options;
    let Ok(doc) = text else { return postgrest::refuse_json(postgrest::ROOT, options, findings) };
    let root = doc.root();
    // supabase-js lists columns only for arrays, and only if some row has any.
    if root.kind() != Kind::Array || root.elements().all(|row| row.members().next().is_none()) {
        options.missing = Missing::Omitted;
    }
    postgrest::lone_surrogate(&doc, options, findings);
    // PostgREST answers an update of no column by itself, so whatever is stored stays, right or wrong.
    if options.operation == Operation::Update && names_no_column(root) {
        let rows = if root.kind() == Kind::Array { root.elements().count() } else { 1 };
        documents.resize_with(rows, Documents::default);
        return;
    }
    let stored = current.as_ref().map_or(Members::NONE, |doc| Members::of(table, doc.root()));
    let is_stored = current.is_some();
    let statement = Statement { table, options, stored, is_stored, named: Vec::new(), is_unfinished: false };
    match root.kind() {
        Kind::Object => documents.push(one(&statement, root, findings)),
        Kind::Array => many(statement, root, findings, documents),
        // Anything else contains no rows.
        _ => {}
    }
}

/// Whether the body is rows, and none has a member.
fn names_no_column(root: Value<'_>) -> bool {
    let is_empty = |row: Value<'_>| row.kind() == Kind::Object && row.members().next().is_none();
    if root.kind() == Kind::Array { root.elements().all(is_empty) } else { is_empty(root) }
}

/// Judges the beginning of a body that is a row, an object: says only what holds whichever columns follow. A condition
/// counts once every column that it names is there, which leaves out those on columns that are stored or have defaults.
/// Returns what CHECKs found about the documents.
pub fn judge_unfinished(
    table: &'static Table,
    doc: Doc<'_>,
    current: Option<Doc<'_>>,
    operation: Operation,
    findings: &mut Findings,
) -> Documents {
    let options = RowOptions { operation, missing: Missing::Omitted };
    postgrest::lone_surrogate(&doc, options, findings);
    let stored = current.as_ref().map_or(Members::NONE, |doc| Members::of(table, doc.root()));
    let is_stored = current.is_some();
    let statement = Statement { table, options, stored, is_stored, named: Vec::new(), is_unfinished: true };
    one(&statement, doc.root(), findings)
}

/// Reports PGRST102: the text is not JSON.
pub fn invalid_json(findings: &mut Findings) {
    postgrest::refuse_json(postgrest::ROOT, RowOptions::default(), findings);
}

/// Judges a body that is a row.
fn one<'a>(statement: &Statement<'a>, object: Value<'a>, findings: &mut Findings) -> Documents {
    let sent = Members::sent(statement.table, object);
    if sent.has_unknown {
        postgrest::unknown_columns(statement.table, object, findings);
    }
    generated::refuse_values(statement.table, object, findings);
    body::too_deep(object.doc(), findings);
    body::escapes(object.doc(), statement.options, findings);
    let row = Row::decode(statement, object, sent, &mut |row, refusal| refusal.report(row, findings));
    constraints(statement, &row, findings)
}

/// Judges a row whose values have been converted.
fn constraints<'a>(statement: &Statement<'a>, row: &Row<'a>, findings: &mut Findings) -> Documents {
    let mark = findings.len();
    row.constraints(statement.options.operation, findings);
    // The server stops at what it finds in the row as a new one.
    if statement.options.operation != Operation::Upsert || !statement.is_stored || findings.len() > mark {
        return row.documents();
    }
    // What follows may still make it stop there.
    if statement.is_unfinished {
        return row.documents();
    }
    let update = statement.on_conflict();
    let sent = Members::sent(statement.table, row.object);
    let row = Row::decode(&update, row.object, sent, &mut |_, _| {});
    row.constraints(Operation::Update, findings);
    row.documents()
}

/// Judges a body that is an array of rows.
fn many<'a>(mut statement: Statement<'a>, root: Value<'a>, findings: &mut Findings, documents: &mut Vec<Documents>) {
    let (table, options) = (statement.table, statement.options);
    if options.missing == Missing::Omitted {
        postgrest::same_keys(root, findings);
    }
    let mut has_unknown = false;
    statement.named = alloc::vec![false; table.columns.len()];
    for object in root.elements() {
        let sent = Members::sent(table, object);
        has_unknown |= sent.has_unknown;
        if options.missing != Missing::Omitted {
            for (column, named) in statement.named.iter_mut().enumerate() {
                *named |= sent.get(column).is_some();
            }
        }
    }
    if has_unknown {
        postgrest::unknown_columns(table, root, findings);
    }
    generated::refuse_values(table, root, findings);
    let doc = root.doc();
    body::too_deep(doc, findings);
    let mut refused = body::refused_escape(doc, options);
    if options.missing == Missing::Default {
        refused = None;
        body::whole_jsonb(doc, options, findings);
    }
    // The server reads and converts all rows before it checks any constraint, so they are decoded twice here: keeping
    // the cells of all rows would take several times the memory of the body.
    for object in root.elements() {
        if findings.is_full() {
            return;
        }
        if refused.is_some_and(|offset| offset < object.place().end) {
            refused = None;
            body::escapes(doc, options, findings);
        }
        if object.kind() == Kind::Object {
            let sent = Members::sent(table, object);
            Row::decode(&statement, object, sent, &mut |row, refusal| refusal.report(row, findings));
        } else {
            findings.database(SqlState::InvalidParameterValue, object.at());
        }
    }
    let mut is_updated = false;
    for object in root.elements() {
        if findings.is_full() {
            return;
        }
        if object.kind() != Kind::Object {
            documents.push(Documents::default());
            continue;
        }
        if is_updated && table.has_before_update_trigger {
            documents.push(Documents::default());
            continue;
        }
        let sent = Members::sent(table, object);
        let row = Row::decode(&statement, object, sent, &mut |_, _| {});
        documents.push(constraints(&statement, &row, findings));
        is_updated = options.operation == Operation::Update;
    }
}
