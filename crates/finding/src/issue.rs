//! Issues for Rust callers: the owned counterpart of the JSON text that JavaScript reads.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use json_tape::{Doc, Kind, Tape, Value};
use pg_value::SqlState;
#[cfg(feature = "serde")]
use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::json::{Writer, repeated};
use crate::param::Param;
use crate::path::{Passed, Step, walk};
use crate::{Finding, Source};

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(Serialize), serde(untagged))]
pub enum PathSegment {
    /// A member's name.
    Key(String),
    /// An element's index.
    Index(u32),
}

/// A value of an issue's `params`, owned.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(Serialize), serde(untagged))]
pub enum ParamValue {
    /// JSON null.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// Any other number.
    Number(f64),
    /// A text.
    Text(String),
    /// An array.
    List(Vec<ParamValue>),
    /// An object's members, in order.
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
    /// Who objects.
    pub source: Source,
    /// JSON Schema keyword, constraint name, PostgreSQL condition name, PGRST code or rule code.
    pub code: &'static str,
    /// The path of the value, or the path it would have if it were not missing.
    pub path: Vec<PathSegment>,
    /// The values that a message mentions.
    #[cfg_attr(feature = "serde", serde(serialize_with = "as_map"))]
    pub params: Vec<(String, ParamValue)>,
    /// The SQLSTATE: five characters (PostgreSQL manual, Appendix A).
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub sqlstate: Option<&'static str>,
    /// The violated constraint.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub constraint: Option<&'static str>,
    /// The column concerned.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub column: Option<&'static str>,
}

impl Issue {
    /// Makes an issue of a finding; `added` are the params that were added to it, `current` is the document of an
    /// update's stored row.
    pub(crate) fn new(
        finding: &Finding,
        added: &[(&'static str, Param)],
        subject: Doc<'_>,
        current: Option<Doc<'_>>,
        passed: &mut Passed,
    ) -> Self {
        let mut json = Vec::from(*b"{");
        let mut writer = Writer::new(&subject, current.as_ref(), &mut json);
        writer.params(finding, added);
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

/// A name as `str`.
fn text(name: &'static [u8]) -> &'static str {
    core::str::from_utf8(name).unwrap_or_default()
}

/// A JSON value, owned. Recursive: the value was written by the compiler, so its depth is bounded.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Findings;

    #[test]
    fn says_what_the_json_says() {
        let mut tape = Tape::new();
        let doc = tape.parse(br#"{"a":["x",-1.5]}"#).unwrap();
        let array = doc.root().get("a").unwrap();
        let mut findings = Findings::new();
        let [text, number] = [0, 1].map(|place| array.elements().nth(place).unwrap());
        findings
            .rule("code", number, Some(b"missing"))
            .source("text", text)
            .source("number", number)
            .integer("integer", 7)
            .param("json", Param::Json(br#"{"list":[null,true]}"#));
        let issues = findings.issues(doc, None);
        let [issue] = issues.as_slice() else { panic!("{issues:?}") };
        assert_eq!((issue.source, issue.code, issue.sqlstate), (Source::Rule, "code", None));
        let key = |name: &str| PathSegment::Key(name.to_owned());
        assert_eq!(issue.path, [key("a"), PathSegment::Index(1), key("missing")]);
        let list = ParamValue::List(vec![ParamValue::Null, ParamValue::Boolean(true)]);
        let expected = [
            ("text", ParamValue::Text("x".to_owned())),
            ("number", ParamValue::Number(-1.5)),
            ("integer", ParamValue::Integer(7)),
            ("json", ParamValue::Object(vec![("list".to_owned(), list)])),
        ];
        assert_eq!(issue.params, expected.map(|(name, value)| (name.to_owned(), value)));
    }
}
