//! The functions that JavaScript calls, behind the feature `exports`. Options arrive and outcomes leave as values, by
//! serde-wasm-bindgen.
//!
//! Schemas and data arrive as the JSON text that `JSON.stringify` wrote, and params leave as JSON text for
//! `JSON.parse`. As values they would lose what only JSON text preserves: serde-wasm-bindgen reads half a surrogate
//! pair as U+FFFD, `undefined` as `null`, a `Date` as `{}`, and follows an object that contains itself until the stack
//! overflows; and it writes no integers beyond 2^53, and no member named `__proto__`.

use std::cell::RefCell;

use finding::{Issue, ParamValue, PathSegment, Source};
use js_sys::JSON;
use json_tape::Tape;
use jsonschema::Draft;
use serde::{Deserialize, Serialize, Serializer};
use serde_wasm_bindgen::{Error, from_value, preserve, to_value};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::message::SchemaError;
use crate::schema::{Options, Schema};
use crate::surrogates::shown;

thread_local! {
    /// The schemas by number. The number of a released schema is reused.
    static SCHEMAS: RefCell<Vec<Option<Schema>>> = const { RefCell::new(Vec::new()) };
    /// Kept for its allocation.
    static TAPE: RefCell<Tape> = const { RefCell::new(Tape::new()) };
}

/// How a schema is read.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct CompileOptions {
    dialect: Dialect,
    unknown_formats: UnknownFormats,
}

/// The dialect of a schema that does not name one.
#[derive(Clone, Copy, Deserialize)]
enum Dialect {
    #[serde(rename = "draft-04")]
    Draft4,
    #[serde(rename = "draft-06")]
    Draft6,
    #[serde(rename = "draft-07")]
    Draft7,
    #[serde(rename = "draft-2019-09")]
    Draft201909,
    #[serde(rename = "draft-2020-12")]
    Draft202012,
}

/// How a `format` that is not known is treated: as an error, or as an annotation.
#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
enum UnknownFormats {
    Error,
    Ignore,
}

impl From<CompileOptions> for Options {
    fn from(given: CompileOptions) -> Self {
        let draft = match given.dialect {
            Dialect::Draft4 => Draft::Draft4,
            Dialect::Draft6 => Draft::Draft6,
            Dialect::Draft7 => Draft::Draft7,
            Dialect::Draft201909 => Draft::Draft201909,
            Dialect::Draft202012 => Draft::Draft202012,
        };
        Self { draft, ignore_unknown_formats: given.unknown_formats == UnknownFormats::Ignore }
    }
}

/// `{ schema: 3 }`, or `{ error: … }`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Compiled {
    Schema(usize),
    Error(SchemaError),
}

/// An issue as JavaScript reads it.
#[derive(Serialize)]
struct Told {
    source: Source,
    code: &'static str,
    path: Vec<PathSegment>,
    #[serde(serialize_with = "params_as_json")]
    params: Vec<(String, ParamValue)>,
}

impl From<Issue> for Told {
    fn from(Issue { source, code, path, params, .. }: Issue) -> Self {
        Self { source, code, path: path.into_iter().map(shown_segment).collect(), params }
    }
}

fn shown_segment(segment: PathSegment) -> PathSegment {
    match segment {
        PathSegment::Key(key) => PathSegment::Key(shown(&key).into_owned()),
        index @ PathSegment::Index(_) => index,
    }
}

fn params_as_json<S: Serializer>(params: &[(String, ParamValue)], serializer: S) -> Result<S::Ok, S::Error> {
    let text = serde_json::to_string(&ParamValue::Object(params.to_vec())).map_err(serde::ser::Error::custom)?;
    let value = JSON::parse(&shown(&text)).map_err(|_| serde::ser::Error::custom("no JSON"))?;
    preserve::serialize(&value, serializer)
}

/// Compiles the schema in a JSON text; returns its number, which [`release`] takes back, or what is wrong with it.
///
/// # Errors
/// The options are not valid.
#[wasm_bindgen]
pub fn compile(text: &str, options: JsValue) -> Result<JsValue, Error> {
    let options: CompileOptions = from_value(options)?;
    let compiled = match Schema::from_json(text, options.into()) {
        Ok(schema) => Compiled::Schema(keep(schema)),
        Err(SchemaError { code, path, message }) => Compiled::Error(SchemaError {
            code: shown(&code).into_owned(),
            path: path.into_iter().map(shown_segment).collect(),
            message: shown(&message).into_owned(),
        }),
    };
    to_value(&compiled)
}

/// Gives the schema a number.
fn keep(schema: Schema) -> usize {
    SCHEMAS.with_borrow_mut(|schemas| {
        let number = schemas.iter().position(Option::is_none).unwrap_or(schemas.len());
        match schemas.get_mut(number) {
            Some(free) => *free = Some(schema),
            None => schemas.push(Some(schema)),
        }
        number
    })
}

/// Judges the data in a JSON text, and returns at most `most_issues` issues. `complete` says that it is not a draft.
///
/// # Errors
/// There is no such schema, or the text is not JSON.
#[wasm_bindgen]
pub fn validate(schema: usize, complete: bool, text: &str, most_issues: usize) -> Result<JsValue, Error> {
    SCHEMAS.with_borrow(|schemas| {
        let Some(Some(schema)) = schemas.get(schema) else { return Err(Error::new("there is no such schema")) };
        let issues = TAPE.with_borrow_mut(|tape| schema.judge_json(text, tape, complete, most_issues));
        let issues = issues.map_err(|error| Error::new(format!("the data is no JSON: {error:?}")))?;
        let told: Vec<Told> = issues.into_iter().map(Told::from).collect();
        to_value(&told)
    })
}

/// Frees the schema, which is no longer needed.
#[wasm_bindgen]
pub fn release(schema: usize) {
    SCHEMAS.with_borrow_mut(|schemas| {
        if let Some(slot) = schemas.get_mut(schema) {
            *slot = None;
        }
    });
}
