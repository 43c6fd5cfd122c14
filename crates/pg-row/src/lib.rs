//! A request body for a table → findings, in the order in which PostgREST and PostgreSQL would find
//! them. Knows statements (insert, update, bulk) and the static form of tables; what a value or an
//! operator means is [`pg_value`]'s to say.
//!
//! The order: PGRST102, PGRST204, the text as a whole, conversions in alphabetical order of the
//! columns, NOT NULL in table order, CHECKs by name. The first finding is the error that the server
//! would return; the others are what would come to light after mending it.

#![cfg_attr(not(test), no_std)]

extern crate alloc;

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::cmp::Ordering;

use finding::{Findings, Param, Reported};
use json_tape::Names;
use json_tape::normal_form;
use json_tape::{At, Doc, DocId, Kind, SyntaxError, Value};
use pg_value::input::Input;
use pg_value::logic::{Outcome, Stop};
use pg_value::operators::array::Array;
use pg_value::operators::jsonb::document_text;
use pg_value::{Date, Datum, Error, Numeric, SqlState, Timestamptz, Type, TypeName, jsonb};

/// Most columns of a table that is compiled in.
pub const MAX_COLUMNS: usize = 64;

/// A table.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    /// In table order.
    pub columns: &'static [Column],
    /// Their names, in the same order.
    pub names: &'static Names,
    /// Indices of `columns`, by name.
    pub alphabetical: &'static [u8],
    /// By name.
    pub checks: &'static [Check],
}

/// A column.
#[derive(Debug)]
pub struct Column {
    pub ty: Type,
    /// The type's input function.
    pub input: Input,
    pub not_null: bool,
    pub default: Default,
    /// A BEFORE INSERT trigger sets it, to a value that is not NULL.
    pub set_on_insert: bool,
    /// A BEFORE UPDATE trigger sets it, to a value that is not NULL.
    pub set_on_update: bool,
}

/// What a missing column gets.
#[derive(Debug)]
pub enum Default {
    /// No default, or NULL.
    Null,
    /// A text that the type's input function takes.
    Literal(&'static str),
    /// A document, of a jsonb column.
    Jsonb(Doc<'static>),
    /// Made by the server, never NULL.
    Server,
    /// Made by the server, perhaps NULL.
    Unknowable,
}

/// A CHECK constraint.
#[derive(Debug)]
pub struct Check {
    pub name: &'static str,
    /// Evaluates it; only false is a violation.
    pub holds: fn(&Row<'_>) -> Outcome,
    /// The columns that it refers to, in order of first mention.
    pub columns: &'static [u8],
    /// `expression` (its SQL), `columns`, and what can be said shorter (`minimum`, `allowedValues` …), as JSON
    /// members.
    pub params: &'static str,
}

/// Which statement the body is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Operation {
    /// Upsert too: NOT NULL and CHECKs fire before a conflict is handled.
    #[default]
    Insert,
    Update,
}

/// What the request says about keys that are missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    /// No `?columns=`: a missing column gets its default; rows of an array must have the same keys.
    #[default]
    Omitted,
    /// `?columns=` with all keys of all rows, as supabase-js sends for arrays: a key that only
    /// other rows have is NULL.
    Null,
    /// The same with `Prefer: missing=default`. The body goes through jsonb, so numbers are
    /// rewritten before they are converted (`5e1` is a good integer).
    Default,
}

/// What is to be judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowOptions {
    pub operation: Operation,
    pub missing: Missing,
}

/// In a cell: the body has no such key.
const ABSENT: u32 = u32::MAX;
/// In a cell: the body has no such key, and that means NULL.
const NULL: u32 = u32::MAX - 1;

/// Of a column about which nothing can be said.
const NOT_KNOWN: Error = Error { unknowable: true, ..Error::new(SqlState::InvalidTextRepresentation, TypeName::Jsonb) };

/// One row of the body, as CHECKs see it.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    table: &'static Table,
    options: RowOptions,
    object: Value<'a>,
    /// The stored row behind an update.
    current: Option<Value<'a>>,
    /// For each column the index of its value on the tape.
    cells: [u32; MAX_COLUMNS],
    /// Bit i: column i is among the keys.
    sent: u64,
    /// There are keys that are no columns.
    unknown: bool,
}

/// Judges a body: a row object, or an array of them. On an update, CHECKs see `current` behind the
/// columns that are sent; a column in neither is not known, and what needs it is not judged.
pub fn judge(
    table: &'static Table,
    text: Result<Doc<'_>, SyntaxError>,
    current: Option<Doc<'_>>,
    options: &RowOptions,
    findings: &mut Findings,
) {
    let mut options = *options;
    let Ok(doc) = text else { return refuse_json(ROOT, options, findings) };
    let root = doc.root();
    // supabase-js names columns for arrays only, and only if a row has any.
    if root.kind() != Kind::Array || root.elements().all(|row| row.members().next().is_none()) {
        options.missing = Missing::Omitted;
    }
    // PostgREST's own JSON parser, in front of PostgreSQL's, is not asked if `?columns=` is given.
    if options.missing == Missing::Omitted
        && let Some(offset) = doc.lone_surrogate
    {
        refuse_json(string_at(&doc, offset), options, findings);
    }
    let current = current.as_ref().map(Doc::root);
    match root.kind() {
        Kind::Object => {
            let row = Row::new(table, root, current, options);
            if row.unknown {
                unknown_columns(table, root, findings);
            }
            too_deep(&doc, findings);
            escapes(&doc, options, findings);
            row.convert(findings);
            row.constraints(findings);
        }
        Kind::Array => rows(table, root, current, options, findings),
        // Anything else holds no row.
        _ => {}
    }
}

/// PGRST102: the text is no JSON.
pub fn invalid_json(findings: &mut Findings) {
    refuse_json(ROOT, RowOptions::default(), findings);
}

const ROOT: At = At { doc: DocId::Subject, node: 0 };

/// PGRST102, or 22P02 from PostgreSQL itself where PostgREST does not parse the body.
fn refuse_json(at: At, options: RowOptions, findings: &mut Findings) {
    match options.missing {
        Missing::Omitted => findings.postgrest("PGRST102", at),
        Missing::Null | Missing::Default => {
            findings.database(SqlState::InvalidTextRepresentation, at).param("type", Param::Text("json"))
        }
    };
}

#[cold]
#[inline(never)]
fn rows(
    table: &'static Table,
    root: Value<'_>,
    current: Option<Value<'_>>,
    options: RowOptions,
    findings: &mut Findings,
) {
    let Some(first) = root.elements().next() else { return };
    if options.missing == Missing::Omitted {
        let keys = keys_of(first);
        for row in root.elements().filter(|row| !same_keys(first, &keys, *row)) {
            findings.postgrest("PGRST102", row.at());
        }
    }
    let mut sent = 0u64;
    let mut unknown = false;
    for object in root.elements() {
        let row = Row::new(table, object, current, options);
        unknown |= row.unknown;
        sent |= row.sent;
    }
    if unknown {
        unknown_columns(table, root, findings);
    }
    // The rows are read and converted one by one, all of them before any constraint is looked at.
    let doc = root.doc();
    too_deep(doc, findings);
    let mut refused = refused_escape(doc, options);
    if options.missing == Missing::Default {
        refused = None;
        whole_jsonb(doc, options, findings);
    }
    for object in root.elements() {
        if findings.is_full() {
            return;
        }
        if refused.is_some_and(|offset| offset < object.place().end) {
            refused = None;
            escapes(doc, options, findings);
        }
        match object.kind() {
            Kind::Object => Row::new(table, object, current, options).convert(findings),
            _ => {
                findings.database(SqlState::InvalidParameterValue, object.at());
            }
        }
    }
    for object in root.elements().filter(|row| row.kind() == Kind::Object) {
        if findings.is_full() {
            return;
        }
        let mut row = Row::new(table, object, current, options);
        if options.missing == Missing::Null {
            row.nullify(sent);
        }
        row.constraints(findings);
    }
}

/// A row's keys, once each and in order, as indices on the tape; of what is no object, none.
fn keys_of(row: Value<'_>) -> Vec<u32> {
    if row.kind() == Kind::Object { normal_form::keys(row) } else { Vec::new() }
}

/// Whether it is a row that has the keys of the first one, of which there is `keys` too.
fn same_keys(first: Value<'_>, keys: &[u32], row: Value<'_>) -> bool {
    if row.kind() != Kind::Object {
        return false;
    }
    // Most rows are written alike.
    let (mut others, mut alike) = (first.members(), first.kind() == Kind::Object);
    for (key, _) in row.members() {
        alike &= others.next().is_some_and(|(other, _)| key.eq_value(other));
    }
    if alike && others.next().is_none() {
        return true;
    }
    let doc = row.doc();
    let own = normal_form::keys(row);
    own.len() == keys.len() && own.iter().zip(keys).all(|(&a, &b)| doc.value(a).same_text(doc.value(b)) == Some(true))
}

/// PGRST204: first the one that comes first by code point, which is the order of UTF-8 bytes too.
#[cold]
#[inline(never)]
fn unknown_columns(table: &'static Table, root: Value<'_>, findings: &mut Findings) {
    let doc = root.doc();
    let mut unknown = Vec::new();
    let mut look = |row| {
        let note = &mut |value: Value<'_>| unknown.push(value.index());
        table.names.find(row, table.names.len(), &mut [0; MAX_COLUMNS], note);
    };
    look(root);
    root.elements().for_each(look);
    // A key stands before its value.
    let order = |a: u32, b: u32| normal_form::order_names(doc.value(a - 1), doc.value(b - 1), false);
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
        findings.postgrest("PGRST204", doc.value(value).at()).param("table", Param::Text(table.name));
    }
}

/// Nesting is measured when the text becomes a `json` value, before any of it is looked at.
fn too_deep(doc: &Doc<'_>, findings: &mut Findings) {
    let limit = jsonb::MAX_DEPTH;
    if doc.depth > limit {
        findings.database(SqlState::StatementTooComplex, ROOT).param("limit", Param::Integer(i64::from(limit)));
    }
}

/// A lone surrogate, where PostgREST has not refused it already.
fn surrogate(doc: &Doc<'_>, options: RowOptions) -> Option<u32> {
    doc.lone_surrogate.filter(|_| options.missing != Missing::Omitted)
}

/// Where the first escape stands that [`escapes`] reports.
fn refused_escape(doc: &Doc<'_>, options: RowOptions) -> Option<u32> {
    doc.nul_escape.into_iter().chain(surrogate(doc, options)).min()
}

/// Escapes that no text can hold, in the order of the document.
fn escapes(doc: &Doc<'_>, options: RowOptions, findings: &mut Findings) {
    if let Some(surrogate) = surrogate(doc, options)
        && doc.nul_escape.is_none_or(|nul| surrogate < nul)
    {
        refuse_json(string_at(doc, surrogate), options, findings);
    }
    if let Some(nul) = doc.nul_escape {
        findings.database(SqlState::UntranslatableCharacter, string_at(doc, nul));
    }
}

/// With `missing=default` the whole body becomes jsonb before a row of it is read, so that what jsonb
/// refuses comes first: escapes, and numbers that `numeric` cannot hold.
#[cold]
fn whole_jsonb(doc: &Doc<'_>, options: RowOptions, findings: &mut Findings) {
    let nodes = if doc.long_number { doc.root().end_index() } else { 0 };
    let number = (0..nodes).map(|index| doc.value(index)).find(|value| jsonb::is_out_of_range(*value));
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

/// The string or member name that spans the offset.
#[cold]
fn string_at(doc: &Doc<'_>, offset: u32) -> At {
    let spans = |value: &Value<'_>| value.kind() == Kind::String && value.place().contains(&offset);
    (0..doc.root().end_index()).map(|index| doc.value(index)).find(spans).map_or(ROOT, Value::at)
}

impl<'a> Row<'a> {
    fn new(table: &'static Table, object: Value<'a>, current: Option<Value<'a>>, options: RowOptions) -> Self {
        let cells = [ABSENT; MAX_COLUMNS];
        let mut row = Self { table, options, object, current, cells, sent: 0, unknown: false };
        row.sent = table.names.find(object, table.names.len(), &mut row.cells, &mut |_| row.unknown = true);
        row
    }

    /// Makes columns that only other rows have NULL.
    fn nullify(&mut self, sent: u64) {
        for (index, cell) in self.cells.iter_mut().enumerate() {
            if *cell == ABSENT && sent >> index & 1 == 1 {
                *cell = NULL;
            }
        }
    }

    #[inline(never)]
    fn cell(&self, column: usize) -> u32 {
        self.cells.get(column).copied().unwrap_or(ABSENT)
    }

    /// The value in the body.
    fn value(&self, column: usize) -> Option<Value<'a>> {
        let cell = self.cell(column);
        (cell < NULL).then(|| self.object.doc().value(cell))
    }

    fn decode(&self, column: &Column, value: Value<'a>) -> Result<Datum<'a>, Error> {
        // What jsonb makes of a number or a document is what the input function reads.
        if self.options.missing == Missing::Default
            && matches!(value.kind(), Kind::Number | Kind::Array | Kind::Object)
            && !matches!(column.ty, Type::Jsonb | Type::TextArray)
        {
            return (column.input)(Cow::Owned(document_text(value)), column.ty);
        }
        column.ty.decode_by(column.input, value)
    }

    /// Converts every value that is sent, in alphabetical order of the columns.
    fn convert(&self, findings: &mut Findings) {
        for index in self.table.alphabetical {
            let column = usize::from(*index);
            let (Some(value), Some(column)) = (self.value(column), self.table.columns.get(column)) else { continue };
            if let Err(error) = self.decode(column, value) {
                let reported = self.report(core::slice::from_ref(index), error.sqlstate, None, findings);
                refusal(reported, error, value);
            }
        }
    }

    /// NOT NULL in table order, then CHECKs by name.
    fn constraints(&self, findings: &mut Findings) {
        for (index, column) in (0u8..).zip(self.table.columns) {
            if column.not_null && self.is_known_null(index.into(), column) {
                self.report(&[index], SqlState::NotNullViolation, None, findings);
            }
        }
        for check in self.table.checks {
            let sqlstate = match (check.holds)(self) {
                Ok(Some(true) | None) | Err(Stop::Unknowable) => continue,
                Ok(Some(false)) => SqlState::CheckViolation,
                Err(Stop::Error(sqlstate)) => sqlstate,
            };
            self.report(check.columns, sqlstate, Some(check), findings);
        }
    }

    /// Reports at the first of these columns that is sent, or at the row.
    #[cold]
    #[inline(never)]
    fn report<'f>(
        &self,
        columns: &[u8],
        sqlstate: SqlState,
        check: Option<&'static Check>,
        findings: &'f mut Findings,
    ) -> Reported<'f> {
        let sent = columns.iter().find_map(|&index| self.value(index.into()));
        let mut reported = findings.database(sqlstate, sent.unwrap_or(self.object).at());
        if let Some(finding) = reported.finding() {
            if let [only] = columns {
                finding.column = Some(self.table.names.bytes(usize::from(*only)));
                finding.property = if sent.is_none() { finding.column } else { None };
            }
            if let Some(check) = check {
                finding.params = check.params;
                if sqlstate == SqlState::CheckViolation {
                    finding.code = check.name;
                    finding.constraint = Some(check.name);
                }
            }
        }
        reported
    }

    /// NULL will be written, for all that can be known; of an update, only what is sent counts.
    fn is_known_null(&self, index: usize, column: &Column) -> bool {
        match self.cell(index) {
            _ if self.is_set(column) => false,
            ABSENT => self.options.operation == Operation::Insert && matches!(column.default, Default::Null),
            NULL => true,
            cell => self.object.doc().value(cell).is_null(),
        }
    }

    /// Whether a trigger sets the column.
    fn is_set(&self, column: &Column) -> bool {
        match self.options.operation {
            Operation::Insert => column.set_on_insert,
            Operation::Update => column.set_on_update,
        }
    }

    /// The value that CHECKs see.
    ///
    /// # Errors
    /// Nothing can be said about it: it is not known, or could not be converted, which has been reported.
    #[inline(never)]
    fn datum(&self, index: usize) -> Result<Datum<'a>, Error> {
        let column = self.table.columns.get(index).ok_or(NOT_KNOWN)?;
        if self.is_set(column) {
            return Ok(Datum::Unknown);
        }
        let value = match (self.cell(index), self.options.operation) {
            (NULL, _) => return Ok(Datum::Null),
            (ABSENT, Operation::Insert) => return column.default.datum(column),
            (ABSENT, Operation::Update) => {
                self.current.and_then(|row| row.get_bytes(self.table.names.bytes(index))).ok_or(NOT_KNOWN)?
            }
            (cell, _) => self.object.doc().value(cell),
        };
        self.decode(column, value)
    }

    /// `IS NULL` of a column.
    ///
    /// # Errors
    /// Unknowable; so it is for all methods below.
    pub fn is_null(&self, column: usize) -> Result<bool, Stop> {
        match self.datum(column) {
            Ok(datum) => Ok(matches!(datum, Datum::Null)),
            Err(_) => Err(Stop::Unknowable),
        }
    }
}

impl Default {
    fn datum(&'static self, column: &Column) -> Result<Datum<'static>, Error> {
        match self {
            Self::Null => Ok(Datum::Null),
            Self::Literal(text) => (column.input)(Cow::Borrowed(text.as_bytes()), column.ty),
            Self::Jsonb(doc) => Ok(Datum::Jsonb(doc.root())),
            Self::Server => Ok(Datum::Unknown),
            Self::Unknowable => Err(NOT_KNOWN),
        }
    }
}

macro_rules! readers {
    ($($name:ident: $variant:ident => $type:ty, $make:expr, $doc:literal;)*) => {
        impl<'a> Row<'a> {$(
            #[doc = $doc]
            ///
            /// # Errors
            /// Unknowable.
            pub fn $name(&self, column: usize) -> Result<Option<$type>, Stop> {
                match self.datum(column) {
                    Ok(Datum::Null) => Ok(None),
                    Ok(Datum::$variant(value)) => Ok(Some($make(value))),
                    _ => Err(Stop::Unknowable),
                }
            }
        )*}
    };
}

readers! {
    boolean: Boolean => bool, core::convert::identity, "A boolean column's value.";
    integer: Integer => i64, core::convert::identity, "A smallint, integer or bigint column's value.";
    numeric: Numeric => Numeric<'a>, core::convert::identity, "A numeric column's value.";
    text: Text => Cow<'a, [u8]>, core::convert::identity, "A text or varchar column's value.";
    uuid: Uuid => [u8; 16], core::convert::identity, "A uuid column's value.";
    date: Date => Date, core::convert::identity, "A date column's value.";
    timestamptz: Timestamptz => Timestamptz, core::convert::identity, "A timestamptz column's value.";
    text_array: TextArray => Array<'a>, Array::Value, "A text[] column's value.";
    jsonb: Jsonb => Value<'a>, core::convert::identity, "A jsonb column's value.";
}

/// Says what the input function refused, and by which limit.
#[cold]
#[inline(never)]
fn refusal(reported: Reported<'_>, error: Error, value: Value<'_>) {
    let reported = reported.param("type", Param::Text(error.type_name.as_str())).source("value", value);
    match error.limit {
        0 if error.unknowable => reported.param("unknowable", Param::Boolean(true)),
        0 => reported,
        limit => reported.integer("limit", limit.into()),
    };
}
