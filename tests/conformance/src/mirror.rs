//! The verdict of the module under test on a case, in the server's terms.

use crate::case::{Case, Missing, Operation};
use crate::server::Rejection;
use event_wizard_validator::generated::TABLES;
use event_wizard_validator::validator::{Options, Stages, Validator};
use finding::{ParamValue, PathSegment, Source};
use pg_row;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prediction {
    Accepted,
    Rejected(Refusal),
}

/// The first `database` issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// A PostgREST code takes the place of the SQLSTATE.
    pub error: Rejection,
    /// The raw text of the offending value, if there is one.
    pub value: Option<String>,
    /// The module says that only the server can judge the value.
    pub unknowable: bool,
}

/// The module, reused from case to case as by a caller.
#[derive(Default)]
pub struct Mirror {
    validator: Validator,
}

impl Mirror {
    pub fn predict(&mut self, case: &Case) -> Result<Prediction, String> {
        let table = TABLES.iter().find(|table| table.name == case.table);
        let table = table.ok_or_else(|| format!("the module has no table `{}`", case.table))?;
        let operation = match case.operation {
            Operation::Insert => pg_row::Operation::Insert,
            Operation::Update => pg_row::Operation::Update,
            Operation::Upsert => pg_row::Operation::Upsert,
        };
        let missing = match case.missing {
            Missing::Omitted => pg_row::Missing::Omitted,
            Missing::Null => pg_row::Missing::Null,
            Missing::Default => pg_row::Missing::Default,
        };
        let options = Options { row: pg_row::RowOptions { operation, missing }, stages: Stages::Skip };
        let current = case.current.as_ref().map(String::as_bytes);
        let judgement = self
            .validator
            .row(table, case.body.as_bytes(), current, &options)
            .map_err(|error| format!("the module cannot judge {case:?}: {error:?}"))?;
        let Some(at) = judgement.findings().position(|finding| finding.source == Source::Database) else {
            return Ok(Prediction::Accepted);
        };
        let issues = judgement.issues();
        let Some(issue) = issues.get(at) else { return Err("an issue is lost".into()) };
        Ok(Prediction::Rejected(Refusal {
            error: Rejection {
                sqlstate: issue.sqlstate.unwrap_or(issue.code).to_owned(),
                constraint: issue.constraint.map(str::to_owned),
                column: issue.column.map(str::to_owned),
                message: String::new(),
            },
            value: value_at(&case.body, &issue.path),
            unknowable: issue
                .params
                .iter()
                .any(|(name, value)| name == "unknowable" && *value == ParamValue::Boolean(true)),
        }))
    }
}

/// The raw text of the value at a path.
pub fn value_at(body: &str, path: &[PathSegment]) -> Option<String> {
    let mut text = body;
    for segment in path {
        text = match segment {
            PathSegment::Key(key) => serde_json::from_str::<BTreeMap<String, &RawValue>>(text).ok()?.get(key)?.get(),
            PathSegment::Index(index) => {
                let elements: Vec<&RawValue> = serde_json::from_str(text).ok()?;
                elements.get(usize::try_from(*index).ok()?)?.get()
            }
        };
    }
    Some(text.to_owned())
}
