//! A schema that is ready to judge. Knows the dialects, and the steps from a schema's text to its nodes.

use finding::Issue;
use json_tape::{Doc, SyntaxError, Tape};
use jsonschema::Draft;
use serde::Deserialize;
use serde_json::Value;

use crate::issue::not_judged;
use crate::message::SchemaError;
use crate::node::Graph;
use crate::places::Places;
use crate::pointer::path;
use crate::text::{DEEPEST, MOST_BYTES, depth};
use crate::{judge, read, surrogates};

/// How a schema is read.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The dialect of a schema without `$schema`.
    pub draft: Draft,
    /// Whether an unknown format is an annotation, as JSON Schema says, and not an error.
    pub ignore_unknown_formats: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { draft: Draft::Draft202012, ignore_unknown_formats: false }
    }
}

/// A schema that is ready to judge.
#[derive(Debug)]
pub struct Schema {
    graph: Graph,
}

impl Schema {
    /// Prepares the schema in a JSON text.
    ///
    /// # Errors
    /// The first error in the schema, with its place.
    pub fn from_json(text: &str, given: Options) -> Result<Self, SchemaError> {
        let whole = |why: &str| SchemaError::new("$schema", Vec::new(), why.to_owned());
        if text.len() > MOST_BYTES {
            return Err(whole("it is too large"));
        }
        if depth(text) > DEEPEST {
            return Err(whole("it is nested too deeply"));
        }
        let text = surrogates::spelled(text.as_bytes());
        let mut reader = serde_json::Deserializer::from_slice(&text);
        // The depth has been checked against a limit already.
        reader.disable_recursion_limit();
        let root = Value::deserialize(&mut reader).map_err(|error| whole(&format!("it is no JSON: {error}")))?;
        Self::compile(&root, given)
    }

    /// Prepares the schema. Its texts, like those of the data, are spelled as in [`surrogates::spelled`].
    ///
    /// # Errors
    /// The first error in the schema, with its place.
    pub fn compile(root: &Value, given: Options) -> Result<Self, SchemaError> {
        let dialect = || path(root, "/$schema");
        let draft = match root.get("$schema") {
            None => given.draft,
            Some(Value::String(uri)) => Draft::from_schema_uri(uri),
            Some(_) => return Err(SchemaError::new("$schema", dialect(), "must be a URI".to_owned())),
        };
        let meta_schema = match draft {
            Draft::Draft4 => jsonschema::draft4::meta::validate,
            Draft::Draft6 => jsonschema::draft6::meta::validate,
            Draft::Draft7 => jsonschema::draft7::meta::validate,
            Draft::Draft201909 => jsonschema::draft201909::meta::validate,
            Draft::Draft202012 => jsonschema::draft202012::meta::validate,
            _ => {
                let why = "names none of the dialects known: draft-04, draft-06, draft-07, 2019-09, 2020-12";
                return Err(SchemaError::new("$schema", dialect(), why.to_owned()));
            }
        };
        // Draft 4 has no boolean schemas, but `/dynamic` accepts one as the whole schema in every dialect.
        if !root.is_boolean() {
            if !root.is_object() {
                let why = "must be a schema, which is an object or a boolean".to_owned();
                return Err(SchemaError::new("$schema", Vec::new(), why));
            }
            meta_schema(root).map_err(|error| SchemaError::of(&error, root))?;
        }
        let places = Places::find(root, draft)?;
        Ok(Self { graph: read::graph(root, places, given.ignore_unknown_formats)? })
    }

    /// What is wrong with the data in a JSON text: at most `most_issues` issues. `demanding` means as complete data,
    /// not as a draft. The tape may have been used before.
    ///
    /// # Errors
    /// Why the text is not JSON.
    pub fn judge_json(
        &self,
        text: &str,
        tape: &mut Tape,
        demanding: bool,
        most_issues: usize,
    ) -> Result<Vec<Issue>, SyntaxError> {
        if text.len() > MOST_BYTES {
            return Ok(vec![not_judged("size", MOST_BYTES as u64)]);
        }
        if depth(text) > DEEPEST {
            return Ok(vec![not_judged("depth", DEEPEST as u64)]);
        }
        match tape.parse(&surrogates::spelled(text.as_bytes())) {
            Ok(data) => Ok(self.judge(&data, demanding, most_issues)),
            Err(SyntaxError::TooLarge) => Ok(vec![not_judged("size", MOST_BYTES as u64)]),
            Err(error) => Err(error),
        }
    }

    /// What is wrong with the data: at most `most_issues` issues. `demanding` means as complete data, not as a draft.
    #[must_use]
    pub fn judge(&self, data: &Doc<'_>, demanding: bool, most_issues: usize) -> Vec<Issue> {
        judge::issues(&self.graph, data, demanding, most_issues)
    }
}
