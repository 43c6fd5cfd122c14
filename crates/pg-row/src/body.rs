//! What PostgreSQL refuses about the body as a whole, whatever its columns: nesting, escapes that no text can hold, and
//! with `missing=default` anything that jsonb cannot hold.

use finding::{Findings, Param};
use json_tape::{At, Doc, Kind, Value};
use pg_value::{SqlState, jsonb};

use crate::postgrest::{ROOT, refuse_json};
use crate::statement::{Missing, RowOptions};

/// PostgreSQL checks the nesting when it reads the text as `json`, before it looks at any value.
pub(crate) fn too_deep(doc: &Doc<'_>, findings: &mut Findings) {
    let limit = jsonb::MAX_DEPTH;
    if doc.depth > limit {
        findings.database(SqlState::StatementTooComplex, ROOT).param("limit", Param::Integer(i64::from(limit)));
    }
}

/// The offset of a lone surrogate, unless PostgREST has refused it already.
fn surrogate(doc: &Doc<'_>, options: RowOptions) -> Option<u32> {
    doc.lone_surrogate.filter(|_| options.missing != Missing::Omitted)
}

/// The offset of the first escape that [`escapes`] reports.
pub(crate) fn refused_escape(doc: &Doc<'_>, options: RowOptions) -> Option<u32> {
    doc.nul_escape.into_iter().chain(surrogate(doc, options)).min()
}

/// Reports escapes that no text can hold, in document order.
pub(crate) fn escapes(doc: &Doc<'_>, options: RowOptions, findings: &mut Findings) {
    if let Some(surrogate) = surrogate(doc, options)
        && doc.nul_escape.is_none_or(|nul| surrogate < nul)
    {
        refuse_json(string_at(doc, surrogate), options, findings);
    }
    if let Some(nul) = doc.nul_escape {
        findings.database(SqlState::UntranslatableCharacter, string_at(doc, nul));
    }
}

/// With `missing=default` the whole body becomes jsonb before any row of it is read, so what jsonb refuses comes first:
/// escapes, and numbers that `numeric` cannot hold.
pub(crate) fn whole_jsonb(doc: &Doc<'_>, options: RowOptions, findings: &mut Findings) {
    let number = if doc.long_number { values(doc).find(|value| jsonb::is_out_of_range(*value)) } else { None };
    let escape_first =
        number.is_none_or(|number| refused_escape(doc, options).is_some_and(|at| at < number.place().end));
    if escape_first {
        escapes(doc, options, findings);
    }
    if let Some(number) = number {
        findings
            .database(SqlState::NumericValueOutOfRange, number.at())
            .param("type", Param::Text("numeric"))
            .param("value", Param::Source(number.at()));
    }
    if !escape_first {
        escapes(doc, options, findings);
    }
}

/// The string or member name at this offset.
pub(crate) fn string_at(doc: &Doc<'_>, offset: u32) -> At {
    let spans = |value: &Value<'_>| value.kind() == Kind::String && value.place().contains(&offset);
    values(doc).find(spans).map_or(ROOT, Value::at)
}

/// Every value and member name, in document order.
fn values<'a>(doc: &'a Doc<'a>) -> impl Iterator<Item = Value<'a>> {
    (0..doc.root().end_index()).map(|index| doc.value(index))
}
