//! What can be wrong: `Finding` is what the judges push (Copy, no allocation of its own), `Issue`
//! is what a caller reads. Knows the tape (to recover paths) and no rule.

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::pg::SqlState;
use crate::stage::number::Decimal;
use crate::tape::{At, Doc, DocId, Kind, Value};

/// Who says so. The layers never mix (see ARCHITECTURE.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// PostgreSQL, or PostgREST before it, would reject the row.
    Database,
    /// The stage's JSON Schema is not met.
    Schema,
    /// The wizard's own consistency: advice that the database does not enforce.
    Rule,
}

/// A value in an issue's `params`, as written in generated tables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Param {
    Null,
    Boolean(bool),
    Integer(i64),
    Number(f64),
    Text(&'static str),
    List(&'static [Param]),
    /// A list of texts, such as the names of all stages.
    Names(&'static [&'static str]),
    Object(&'static [(&'static str, Param)]),
    /// The JSON value that stands there in the caller's own text.
    Source(At),
}

/// An issue's `params`: a generated table, or up to three made on the spot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Params {
    Static(&'static [(&'static str, Param)]),
    Few([Option<(&'static str, Param)>; 3]),
}

impl Params {
    /// No params.
    pub const NONE: Self = Self::Static(&[]);

    fn iter(&self) -> impl Iterator<Item = (&'static str, Param)> + '_ {
        let (table, few) = match self {
            Self::Static(table) => (*table, [None; 3]),
            Self::Few(few) => (&[] as &[_], *few),
        };
        table.iter().copied().chain(few.into_iter().flatten())
    }
}

/// One thing wrong, compactly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding {
    pub source: Source,
    /// JSON Schema keyword, constraint name, PostgreSQL condition name, PGRST code or rule code.
    pub code: &'static str,
    /// The value in question, or the object that lacks `property`.
    pub at: At,
    /// Last key of the path, where the value is missing.
    pub property: Option<&'static str>,
    pub params: Params,
    pub sqlstate: Option<SqlState>,
    pub constraint: Option<&'static str>,
    pub column: Option<&'static str>,
}

impl Finding {
    /// A finding of the stage schemas.
    #[must_use]
    pub const fn schema(keyword: &'static str, at: At, params: Params) -> Self {
        Self {
            source: Source::Schema,
            code: keyword,
            at,
            property: None,
            params,
            sqlstate: None,
            constraint: None,
            column: None,
        }
    }

    /// A finding of the wizard's own rules.
    #[must_use]
    pub const fn rule(code: &'static str, at: At, params: Params) -> Self {
        Self { source: Source::Rule, code, at, property: None, params, sqlstate: None, constraint: None, column: None }
    }

    /// A finding of the database; `code` is the SQLSTATE's condition name until said otherwise.
    #[must_use]
    pub const fn database(sqlstate: SqlState, at: At, params: Params) -> Self {
        Self {
            source: Source::Database,
            code: sqlstate.condition(),
            at,
            property: None,
            params,
            sqlstate: Some(sqlstate),
            constraint: None,
            column: None,
        }
    }

    /// The same about a value that is missing from the object at `at`.
    #[must_use]
    pub const fn missing(mut self, property: &'static str) -> Self {
        self.property = Some(property);
        self
    }
}

/// Where judges report to.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    /// Empty; allocates on the first push.
    #[must_use]
    pub const fn new() -> Self {
        Self { list: Vec::new() }
    }

    /// Reports.
    #[cold]
    #[inline(never)]
    pub fn push(&mut self, finding: Finding) {
        self.list.push(finding);
    }

    /// How many so far; with [`Findings::truncate`], a mark to return to.
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
        self.list.truncate(mark);
    }

    /// Forgets all, keeping the allocation.
    pub fn clear(&mut self) {
        self.list.clear();
    }

    /// All, in the order they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.list.iter()
    }
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum PathSegment {
    Key(String),
    Index(u32),
}

/// A value of an issue's `params`, owned.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ParamValue {
    Null,
    Boolean(bool),
    Integer(i64),
    Number(f64),
    Text(String),
    List(Vec<ParamValue>),
    #[serde(serialize_with = "as_map")]
    Object(Vec<(String, ParamValue)>),
}

fn as_map<S: Serializer>(members: &[(String, ParamValue)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(members.len()))?;
    for (name, value) in members {
        map.serialize_entry(name, value)?;
    }
    map.end()
}

/// One thing wrong, as callers read it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Issue {
    pub source: Source,
    pub code: &'static str,
    pub path: Vec<PathSegment>,
    #[serde(serialize_with = "as_map")]
    pub params: Vec<(String, ParamValue)>,
    /// Five characters (PostgreSQL manual, Appendix A).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sqlstate: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constraint: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<&'static str>,
}

impl Issue {
    /// Makes the issue readable; `current` is the document of an update's stored row.
    #[must_use]
    pub fn new(finding: &Finding, subject: Doc<'_>, current: Option<Doc<'_>>) -> Self {
        let doc_of = |at: At| match at.doc {
            DocId::Subject => &subject,
            DocId::Current => current.as_ref().unwrap_or(&subject),
        };
        let mut path = path_to(doc_of(finding.at), finding.at.node);
        if let Some(property) = finding.property {
            path.push(PathSegment::Key(property.to_owned()));
        }
        let own = |param| param_value(param, &|at| doc_of(at).value(at.node));
        Self {
            source: finding.source,
            code: finding.code,
            path,
            params: finding.params.iter().map(|(name, param)| (name.to_owned(), own(param))).collect(),
            sqlstate: finding.sqlstate.map(SqlState::as_str),
            constraint: finding.constraint,
            column: finding.column,
        }
    }
}

/// Walks down from the root to the node; linear in the siblings passed.
fn path_to(doc: &Doc<'_>, node: u32) -> Vec<PathSegment> {
    let mut path = Vec::new();
    let mut value = doc.root();
    while value.index() != node {
        let inside = |child: &Value<'_>| child.index() <= node && node < child.end_index();
        let step = match value.kind() {
            Kind::Array => (0..)
                .zip(value.elements())
                .find(|(_, child)| inside(child))
                .map(|(i, child)| (PathSegment::Index(i), child)),
            Kind::Object => value
                .members()
                .find(|(_, child)| inside(child))
                .map(|(name, child)| (PathSegment::Key(name.to_cow().into_owned()), child)),
            _ => None,
        };
        let Some((segment, child)) = step else { break };
        path.push(segment);
        value = child;
    }
    path
}

fn param_value<'a>(param: Param, find: &dyn Fn(At) -> Value<'a>) -> ParamValue {
    match param {
        Param::Null => ParamValue::Null,
        Param::Boolean(value) => ParamValue::Boolean(value),
        Param::Integer(value) => ParamValue::Integer(value),
        Param::Number(value) => ParamValue::Number(value),
        Param::Text(value) => ParamValue::Text(value.to_owned()),
        Param::List(values) => ParamValue::List(values.iter().map(|&v| param_value(v, find)).collect()),
        Param::Names(names) => ParamValue::List(names.iter().map(|&n| ParamValue::Text(n.to_owned())).collect()),
        Param::Object(members) => {
            ParamValue::Object(members.iter().map(|&(name, v)| (name.to_owned(), param_value(v, find))).collect())
        }
        Param::Source(at) => source_value(find(at)),
    }
}

/// A caller's own scalar; containers and over-long text are given as their (cut) source text.
fn source_value(value: Value<'_>) -> ParamValue {
    const LONGEST: usize = 200; // code points
    match value.kind() {
        Kind::Null => ParamValue::Null,
        Kind::True => ParamValue::Boolean(true),
        Kind::False => ParamValue::Boolean(false),
        Kind::Number if value.span().len() <= 17 => Decimal::new(value.span())
            .as_f64()
            .map_or_else(|| ParamValue::Text(value.raw().to_owned()), ParamValue::Number),
        Kind::String => {
            ParamValue::Text(value.as_str().map(|s| s.to_cow().chars().take(LONGEST).collect()).unwrap_or_default())
        }
        _ => ParamValue::Text(value.raw().chars().take(LONGEST).collect()),
    }
}

/// The answer to "may this be saved, and is it sound?".
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Verdict {
    /// `database` issues first, in PostgreSQL's order: the first is the error the server would give.
    pub issues: Vec<Issue>,
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
