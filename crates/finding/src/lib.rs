//! What can be wrong: `Finding` is what the judges push (Copy, no allocation of its own), `Issue`
//! is what a caller reads. Knows the tape (to recover paths) and no rule.

#![cfg_attr(not(test), no_std)]

extern crate alloc;

use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;

#[cfg(feature = "serde")]
use serde::{Serialize, Serializer, ser::SerializeMap};

use json_format::date_time;
use json_tape::Decimal;
use json_tape::Names;
use json_tape::json::{extend, push, write_string};
use json_tape::{At, Doc, DocId, JsonStr, Kind, Tape, Value};
use pg_value::SqlState;

/// Who says so. The layers never mix (see ARCHITECTURE.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(Serialize), serde(rename_all = "lowercase"))]
pub enum Source {
    /// PostgreSQL, or PostgREST before it, would reject the row.
    Database,
    /// The stage's JSON Schema is not met.
    Schema,
    /// The wizard's own consistency, which the database does not enforce.
    Rule,
    /// What may be meant so: it makes nothing invalid.
    Advice,
}

impl Source {
    /// As issues spell it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Database => "database",
            Self::Schema => "schema",
            Self::Rule => "rule",
            Self::Advice => "advice",
        }
    }
}

/// JSON Schema's types as bits, so that a list of them is one comparison.
pub mod types {
    pub const NULL: u8 = 1;
    pub const BOOLEAN: u8 = 2;
    pub const INTEGER: u8 = 4;
    pub const NUMBER: u8 = 8;
    pub const STRING: u8 = 16;
    pub const ARRAY: u8 = 32;
    pub const OBJECT: u8 = 64;
    pub const ANY: u8 = 127;
    /// The name of each bit.
    pub const NAMES: &json_tape::Names =
        json_tape::names!["null", "boolean", "integer", "number", "string", "array", "object"];
}

/// A value in an issue's `params`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Param {
    Null,
    Boolean(bool),
    Integer(i64),
    Text(&'static str),
    /// A name's UTF-8.
    Name(&'static [u8]),
    /// JSON text that the compiler wrote.
    Json(&'static [u8]),
    /// A list of texts, such as the names of all stages.
    Names(&'static Names),
    /// The names of these [`types`]: a text, or a list of several.
    Types(u8),
    /// An offset from UTC in minutes, told as RFC 3339 writes it: `+05:30`.
    Offset(i64),
    /// The JSON value that stands there in the caller's own text.
    Source(At),
}

/// One thing wrong, compactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    pub source: Source,
    /// JSON Schema keyword, constraint name, PostgreSQL condition name, PGRST code or rule code.
    pub code: &'static str,
    /// The value in question, or the object that lacks `property`.
    pub at: At,
    /// Last key of the path, where the value is missing: UTF-8, as all names here.
    pub property: Option<&'static [u8]>,
    /// The params that the compiler knew: JSON members (`"minimum":0,"maximum":100`) or nothing.
    pub params: &'static str,
    /// Where its other params begin, in [`Findings`].
    others: usize,
    pub sqlstate: Option<SqlState>,
    pub constraint: Option<&'static str>,
    pub column: Option<&'static [u8]>,
}

/// Where judges report to.
#[derive(Debug)]
pub struct Findings {
    list: Vec<Finding>,
    params: Vec<(&'static str, Param)>,
    /// How many are told of. One more is kept, which says that there are more.
    most: usize,
}

/// A finding that was just reported, to be told more about; nothing if it was one too many.
#[derive(Debug)]
pub struct Reported<'f>(Option<&'f mut Findings>);

impl Reported<'_> {
    /// The finding, unless it was one too many.
    #[inline(never)]
    pub fn finding(&mut self) -> Option<&mut Finding> {
        self.0.as_mut()?.list.last_mut()
    }

    /// It is about a member that the object there lacks.
    #[inline(never)]
    #[must_use]
    pub fn missing(mut self, property: Option<&'static [u8]>) -> Self {
        if let Some(finding) = self.finding() {
            finding.property = property;
        }
        self
    }

    /// Adds a param.
    #[inline(never)]
    pub fn param(mut self, name: &'static str, value: Param) -> Self {
        if let Some(findings) = &mut self.0 {
            findings.params.push((name, value));
        }
        self
    }

    /// Adds a value of the caller's own.
    #[inline(never)]
    pub fn source(self, name: &'static str, value: Value<'_>) -> Self {
        self.param(name, Param::Source(value.at()))
    }

    /// Adds a number.
    #[inline(never)]
    pub fn integer(self, name: &'static str, value: i64) -> Self {
        self.param(name, Param::Integer(value))
    }
}

impl Default for Findings {
    fn default() -> Self {
        Self::new()
    }
}

impl Findings {
    /// Empty, of any number; allocates on the first push.
    #[must_use]
    pub const fn new() -> Self {
        Self { list: Vec::new(), params: Vec::new(), most: usize::MAX }
    }

    /// From now on tells of that many at most.
    pub const fn limit(&mut self, most: usize) {
        self.most = most;
    }

    /// Whether there are more than are told of. Nothing that is reported now is kept, so judges may stop: what they would
    /// find is of no account any more, neither to the caller nor to a keyword that asks whether a schema holds, since
    /// what has filled the list has answered that.
    #[must_use]
    #[inline]
    pub const fn is_full(&self) -> bool {
        self.list.len() > self.most
    }

    /// Those that are told of.
    fn told(&self) -> &[Finding] {
        self.list.get(..self.most).unwrap_or(&self.list)
    }

    #[cold]
    #[inline(never)]
    fn report(&mut self, source: Source, code: &'static str, at: At, sqlstate: Option<SqlState>) -> Reported<'_> {
        if self.is_full() {
            return Reported(None);
        }
        let others = self.params.len();
        let (property, params, constraint, column) = (None, "", None, None);
        self.list.push(Finding { source, code, at, property, params, others, sqlstate, constraint, column });
        Reported(Some(self))
    }

    /// Reports what the stage schemas refuse.
    #[cold]
    #[inline(never)]
    pub fn schema(&mut self, keyword: &'static str, at: Value<'_>) -> Reported<'_> {
        self.report(Source::Schema, keyword, at.at(), None)
    }

    /// Reports what PostgREST refuses.
    #[cold]
    #[inline(never)]
    pub fn postgrest(&mut self, code: &'static str, at: At) -> Reported<'_> {
        self.report(Source::Database, code, at, None)
    }

    /// Reports what the database refuses; `code` is the SQLSTATE's condition name until said otherwise.
    #[cold]
    #[inline(never)]
    pub fn database(&mut self, sqlstate: SqlState, at: At) -> Reported<'_> {
        self.report(Source::Database, sqlstate.condition(), at, Some(sqlstate))
    }

    /// Reports what the wizard's own rules do not allow, about a value or a member that it lacks.
    #[cold]
    #[inline(never)]
    pub fn rule(&mut self, code: &'static str, at: Value<'_>, property: Option<&'static [u8]>) -> Reported<'_> {
        self.report(Source::Rule, code, at.at(), None).missing(property)
    }

    /// Reports what may be meant so, about a value; nothing if there are as many findings as are told of, since advice is
    /// no sign that there are more.
    #[cold]
    #[inline(never)]
    pub fn advice(&mut self, code: &'static str, at: Value<'_>) -> Reported<'_> {
        if self.list.len() >= self.most {
            return Reported(None);
        }
        self.report(Source::Advice, code, at.at(), None)
    }

    /// How many are kept so far; with [`Findings::truncate`], a mark to return to.
    #[must_use]
    #[inline]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether nothing is wrong so far.
    #[must_use]
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Forgets all after the mark.
    pub fn truncate(&mut self, mark: usize) {
        if let Some(finding) = self.list.get(mark) {
            self.params.truncate(finding.others);
        }
        self.list.truncate(mark);
    }

    /// Forgets all, keeping the allocation.
    pub fn clear(&mut self) {
        self.list.clear();
        self.params.clear();
    }

    /// Those that are told of, in the order they were found.
    pub fn iter(&self) -> core::slice::Iter<'_, Finding> {
        self.told().iter()
    }

    /// The params that were added to a finding of these.
    #[must_use]
    pub fn params_of(&self, index: usize) -> &[(&'static str, Param)] {
        let begin = |index: usize| self.list.get(index).map_or(self.params.len(), |finding| finding.others);
        self.params.get(begin(index)..begin(index + 1)).unwrap_or_default()
    }

    /// Writes those that are told of as a JSON array of issues; `current` is the document of an update's stored row.
    pub fn write_json(&self, subject: &Doc<'_>, current: Option<&Doc<'_>>, out: &mut Vec<u8>) {
        let mut writer = Writer { subject, current, out: Json(out), passed: Passed::default() };
        writer.out.raw(b"[");
        for (index, finding) in self.iter().enumerate() {
            writer.finding(finding, self.params_of(index));
        }
        writer.out.close(b"]");
    }

    /// Those that are told of, readable; `current` is the document of an update's stored row.
    #[must_use]
    pub fn issues(&self, subject: Doc<'_>, current: Option<Doc<'_>>) -> Vec<Issue> {
        let mut passed = Passed::default();
        let issue = |(index, finding)| Issue::new(finding, self.params_of(index), subject, current, &mut passed);
        self.iter().enumerate().map(issue).collect()
    }
}

/// Longest text of the data that is repeated in params and paths, in code points; of a longer one this much, and `…`.
pub const LONGEST_TEXT: usize = 200;
/// Longest path, in segments; what stands deeper is told of by what it is in.
pub const LONGEST_PATH: usize = 200;

/// What is repeated of a text of the data, as UTF-8.
fn repeated(text: JsonStr<'_>) -> Cow<'_, [u8]> {
    match text.beginning(LONGEST_TEXT) {
        None => text.bytes(),
        Some(beginning) => {
            let mut cut = beginning.bytes().into_owned();
            extend(&mut cut, "…".as_bytes());
            Cow::Owned(cut)
        }
    }
}

/// Writes JSON text. A list's items and an object's members end with a comma each, which the closing bracket replaces.
#[derive(Debug)]
pub struct Json<'o>(pub &'o mut Vec<u8>);

impl Json<'_> {
    /// Adds what is JSON already.
    #[inline(never)]
    pub fn raw(&mut self, json: &[u8]) {
        extend(self.0, json);
    }

    /// Closes a list or an object, or several.
    #[inline(never)]
    pub fn close(&mut self, end: &[u8]) {
        if self.0.last() == Some(&b',') {
            self.0.pop();
        }
        self.raw(end);
    }

    /// Adds a string.
    pub fn text(&mut self, text: &[u8]) {
        write_string(text, self.0);
    }

    /// Adds a number.
    #[inline(never)]
    pub fn integer(&mut self, value: i64) {
        const LONGEST: usize = 20;
        let mut digits = [0; LONGEST];
        let (mut rest, mut unused) = (value.unsigned_abs(), LONGEST);
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + (rest % 10) as u8;
            rest /= 10;
            unused -= 1;
            if rest == 0 {
                break;
            }
        }
        if value < 0 {
            self.raw(b"-");
        }
        self.raw(digits.get(unused..).unwrap_or_default());
    }

    /// Adds a list of those names whose bit is set.
    #[inline(never)]
    pub fn names(&mut self, names: &'static Names, chosen: u64) {
        self.raw(b"[");
        for slot in 0..names.len() {
            if chosen.wrapping_shr(slot as u32) & 1 == 1 {
                self.text(names.bytes(slot));
                self.raw(b",");
            }
        }
        self.close(b"]");
    }

    /// Adds a scalar of the data; containers, long texts and numbers that no double holds are given as their (cut) source
    /// text.
    fn value(&mut self, value: Value<'_>) {
        let span = value.span();
        let text = match value.kind() {
            Kind::Null => return self.raw(b"null"),
            Kind::True | Kind::False => return self.raw(span),
            Kind::Number if span.len() <= 17 && Decimal::new(span).is_double() => return self.raw(span),
            _ => value.as_str().unwrap_or(JsonStr::plain(span)),
        };
        self.text(&repeated(text));
    }
}

/// Writes issues as JSON text.
struct Writer<'d, 'o> {
    subject: &'d Doc<'d>,
    current: Option<&'d Doc<'d>>,
    out: Json<'o>,
    passed: Passed,
}

impl<'d> Writer<'d, '_> {
    fn value(&self, at: At) -> Value<'d> {
        let doc = match at.doc {
            DocId::Subject => self.subject,
            DocId::Current => self.current.unwrap_or(self.subject),
        };
        doc.value(at.node)
    }

    fn finding(&mut self, finding: &Finding, others: &[(&'static str, Param)]) {
        self.field(b"{\"source\":", Some(finding.source.as_str().as_bytes()));
        self.field(b"\"code\":", Some(finding.code.as_bytes()));
        self.out.raw(b"\"path\":[");
        let at = self.value(finding.at);
        let out = &mut self.out;
        walk(at, &mut self.passed, &mut |step| {
            match step {
                Step::Key(name) => out.text(&repeated(name)),
                Step::Index(index) => out.integer(index.into()),
            }
            out.raw(b",");
        });
        self.field(b"", finding.property);
        self.out.close(b"],\"params\":{");
        self.params(finding, others);
        self.out.close(b"},");
        self.field(b"\"sqlstate\":", finding.sqlstate.map(|state| state.as_str().as_bytes()));
        self.field(b"\"constraint\":", finding.constraint.map(str::as_bytes));
        self.field(b"\"column\":", finding.column);
        self.out.close(b"},");
    }

    #[inline(never)]
    fn field(&mut self, name: &[u8], value: Option<&[u8]>) {
        if let Some(value) = value {
            self.out.raw(name);
            self.out.text(value);
            self.out.raw(b",");
        }
    }

    /// The members of `params`.
    fn params(&mut self, finding: &Finding, others: &[(&'static str, Param)]) {
        if !finding.params.is_empty() {
            self.out.raw(finding.params.as_bytes());
            self.out.raw(b",");
        }
        for &(name, param) in others {
            self.out.text(name.as_bytes());
            self.out.raw(b":");
            self.param(param);
            self.out.raw(b",");
        }
    }

    fn param(&mut self, param: Param) {
        match param {
            Param::Null => self.out.raw(b"null"),
            Param::Boolean(value) => self.out.raw(if value { b"true" } else { b"false" }),
            Param::Integer(value) => self.out.integer(value),
            Param::Text(value) => self.out.text(value.as_bytes()),
            Param::Name(value) => self.out.text(value),
            Param::Json(value) => self.out.raw(value),
            Param::Names(names) => self.out.names(names, u64::MAX),
            Param::Types(allowed) if allowed.is_power_of_two() => {
                self.out.text(types::NAMES.bytes(allowed.trailing_zeros() as usize));
            }
            Param::Types(allowed) => self.out.names(types::NAMES, allowed.into()),
            Param::Offset(minutes) => self.out.text(&date_time::offset_text(minutes)),
            Param::Source(at) => self.out.value(self.value(at)),
        }
    }
}

/// One step of a path, as it stands in the document.
enum Step<'a> {
    Key(JsonStr<'a>),
    Index(u32),
}

/// Of each container on the way to the finding before: an item, and how many stand before that. Of many findings in one
/// array each would count from its start; the next, which tends to be behind the last, goes on from there.
type Passed = Vec<(At, u32, u32)>;

/// Walks down from the root to the node, or to the object whose member name it is; linear in the siblings passed.
fn walk(value: Value<'_>, passed: &mut Passed, step: &mut dyn FnMut(Step<'_>)) {
    let (doc, node) = (value.doc(), value.index());
    let mut within = doc.root();
    for depth in 0..LONGEST_PATH {
        if within.index() >= node {
            return;
        }
        // A member's name stands before its value.
        let named = u32::from(within.kind() == Kind::Object);
        let container = within.at();
        let (mut at, mut index) = match passed.get(depth) {
            Some(&(passed, at, index)) if passed == container && at <= node => (at, index),
            _ => (container.node + 1, 0),
        };
        loop {
            within = doc.value(at + named);
            let end = within.end_index();
            if end > node || end <= at {
                break;
            }
            at = end;
            index += 1;
        }
        match passed.get_mut(depth) {
            Some(last) => *last = (container, at, index),
            None => push(passed, (container, at, index)),
        }
        if within.index() <= node {
            let name = doc.value(at);
            step(name.as_str().filter(|_| named == 1).map_or(Step::Index(index), Step::Key));
        }
    }
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(Serialize), serde(untagged))]
pub enum PathSegment {
    Key(String),
    Index(u32),
}

/// A value of an issue's `params`, owned.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(Serialize), serde(untagged))]
pub enum ParamValue {
    Null,
    Boolean(bool),
    Integer(i64),
    Number(f64),
    Text(String),
    List(Vec<ParamValue>),
    #[cfg_attr(feature = "serde", serde(serialize_with = "as_map"))]
    Object(Vec<(String, ParamValue)>),
}

#[cfg(feature = "serde")]
fn as_map<S: Serializer>(members: &[(String, ParamValue)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(members.len()))?;
    for (name, value) in members {
        map.serialize_entry(name, value)?;
    }
    map.end()
}

/// One thing wrong, as callers read it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(Serialize))]
pub struct Issue {
    pub source: Source,
    pub code: &'static str,
    pub path: Vec<PathSegment>,
    #[cfg_attr(feature = "serde", serde(serialize_with = "as_map"))]
    pub params: Vec<(String, ParamValue)>,
    /// Five characters (PostgreSQL manual, Appendix A).
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub sqlstate: Option<&'static str>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub constraint: Option<&'static str>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub column: Option<&'static str>,
}

impl Issue {
    /// Makes a finding readable; `others` are the params that were added to it, `current` is the document of an
    /// update's stored row.
    fn new(
        finding: &Finding,
        others: &[(&'static str, Param)],
        subject: Doc<'_>,
        current: Option<Doc<'_>>,
        passed: &mut Passed,
    ) -> Self {
        let mut json = Vec::from(*b"{");
        let mut writer =
            Writer { subject: &subject, current: current.as_ref(), out: Json(&mut json), passed: Passed::new() };
        writer.params(finding, others);
        writer.out.close(b"}");
        let mut path = Vec::new();
        walk(writer.value(finding.at), passed, &mut |step| {
            path.push(match step {
                Step::Key(name) => PathSegment::Key(String::from_utf8_lossy(&repeated(name)).into_owned()),
                Step::Index(index) => PathSegment::Index(index),
            });
        });
        path.extend(finding.property.map(|property| PathSegment::Key(text(property).to_owned())));
        let mut tape = Tape::new();
        let params = match tape.parse(&json) {
            Ok(params) => {
                params.root().members().map(|(name, v)| (name.to_cow().into_owned(), param_value(v))).collect()
            }
            Err(_) => Vec::new(),
        };
        Self {
            source: finding.source,
            code: finding.code,
            path,
            params,
            sqlstate: finding.sqlstate.map(SqlState::as_str),
            constraint: finding.constraint,
            column: finding.column.map(text),
        }
    }
}

/// A name as text.
fn text(name: &'static [u8]) -> &'static str {
    core::str::from_utf8(name).unwrap_or_default()
}

/// A JSON value, owned; as deep as what the compiler wrote.
fn param_value(value: Value<'_>) -> ParamValue {
    match value.kind() {
        Kind::Null => ParamValue::Null,
        Kind::True => ParamValue::Boolean(true),
        Kind::False => ParamValue::Boolean(false),
        Kind::Number => match value.raw().parse() {
            Ok(integer) => ParamValue::Integer(integer),
            Err(_) => ParamValue::Number(value.raw().parse().unwrap_or_default()),
        },
        Kind::String => ParamValue::Text(value.as_str().map(|text| text.to_cow().into_owned()).unwrap_or_default()),
        Kind::Array => ParamValue::List(value.elements().map(param_value).collect()),
        Kind::Object => {
            ParamValue::Object(value.members().map(|(name, v)| (name.to_cow().into_owned(), param_value(v))).collect())
        }
    }
}

/// The answer to "may this be saved, and is it sound?".
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(Serialize))]
pub struct Verdict {
    /// `database` issues first, in PostgreSQL's order: the first is the error the server would give.
    pub issues: Vec<Issue>,
    /// There are more issues than are told of here.
    pub truncated: bool,
}

impl Verdict {
    /// No issue at all.
    #[must_use]
    pub fn valid(&self) -> bool {
        self.issues.is_empty()
    }

    /// The database would accept it.
    #[must_use]
    pub fn persistable(&self) -> bool {
        self.issues.iter().all(|issue| issue.source != Source::Database)
    }

    /// The issue for the error that the server would give.
    #[must_use]
    pub fn database_error(&self) -> Option<&Issue> {
        self.issues.iter().find(|issue| issue.source == Source::Database)
    }
}
