//! What PostgREST itself refuses, before PostgreSQL sees anything: a body that is not JSON, rows with different keys,
//! and keys that are not columns.

use alloc::vec::Vec;
use core::cmp::Ordering;

use finding::{Findings, Param};
use json_tape::normal_form;
use json_tape::{At, Doc, DocId, Kind, Value};
use pg_value::SqlState;

use crate::body::string_at;
use crate::statement::{Missing, RowOptions};
use crate::table::Table;

/// The body as a whole.
pub(crate) const ROOT: At = At { doc: DocId::Subject, node: 0 };

/// Reports PGRST102, or 22P02 from PostgreSQL itself if PostgREST does not parse the body.
pub(crate) fn refuse_json(at: At, options: RowOptions, findings: &mut Findings) {
    match options.missing {
        Missing::Omitted => findings.postgrest("PGRST102", at),
        Missing::Null | Missing::Default => {
            findings.database(SqlState::InvalidTextRepresentation, at).param("type", Param::Text("json"))
        }
    };
}

/// PostgREST's own JSON parser, which runs before PostgreSQL's, does not accept a lone surrogate; it is not used if
/// `?columns=` is given.
pub(crate) fn lone_surrogate(doc: &Doc<'_>, options: RowOptions, findings: &mut Findings) {
    if options.missing == Missing::Omitted
        && let Some(offset) = doc.lone_surrogate
    {
        refuse_json(string_at(doc, offset), options, findings);
    }
}

/// Reports PGRST102 for rows whose keys differ from those of the first.
pub(crate) fn same_keys(root: Value<'_>, findings: &mut Findings) {
    let Some(first) = root.elements().next() else { return };
    let keys = keys_of(first);
    for row in root.elements().filter(|row| !has_keys(*row, first, &keys)) {
        findings.postgrest("PGRST102", row.at());
    }
}

/// A row's keys, sorted and without duplicates, as indices on the tape; empty for anything but an object.
fn keys_of(row: Value<'_>) -> Vec<u32> {
    if row.kind() == Kind::Object { normal_form::keys(row) } else { Vec::new() }
}

/// Whether `row` is an object with the same keys as the first row, whose sorted keys are `keys`.
fn has_keys(row: Value<'_>, first: Value<'_>, keys: &[u32]) -> bool {
    if row.kind() != Kind::Object {
        return false;
    }
    // Most rows list the same keys in the same order, and then nothing needs to be sorted.
    if first.kind() == Kind::Object {
        let (mut own, mut others) = (row.members(), first.members());
        loop {
            match (own.next(), others.next()) {
                (None, None) => return true,
                (Some((key, _)), Some((other, _))) if key.eq_value(other) => {}
                _ => break,
            }
        }
    }
    let doc = row.doc();
    let own = normal_form::keys(row);
    own.len() == keys.len() && own.iter().zip(keys).all(|(&a, &b)| doc.value(a).same_text(doc.value(b)) == Some(true))
}

/// Reports PGRST204 for each key that is not a column. PostgREST names the first by code point, which is also the order
/// of UTF-8 bytes; the others follow in document order.
pub(crate) fn unknown_columns(table: &'static Table, root: Value<'_>, findings: &mut Findings) {
    let doc = root.doc();
    let mut unknown = Vec::new();
    for row in core::iter::once(root).chain(root.elements()) {
        let members = row.members().filter(|(name, _)| table.names.position(*name).is_none());
        unknown.extend(members.map(|(_, value)| value));
    }
    let order = |a: Value<'_>, b: Value<'_>| {
        // A key precedes its value.
        normal_form::order_names(doc.value(a.index() - 1), doc.value(b.index() - 1), false)
    };
    let Some(mut least) = unknown.first().copied() else { return };
    for &value in &unknown {
        if order(value, least) == Ordering::Less {
            least = value;
        }
    }
    let others = unknown.into_iter().filter(|&value| order(value, least) != Ordering::Equal);
    for value in core::iter::once(least).chain(others) {
        if findings.is_full() {
            return;
        }
        unknown_column(table, value, findings);
    }
}

/// Reports PGRST204 for the value of a key that is not a column.
pub fn unknown_column(table: &'static Table, value: Value<'_>, findings: &mut Findings) {
    findings.postgrest("PGRST204", value.at()).param("table", Param::Text(table.name));
}
