//! A schema, compiled by the `jsonschema` crate for both modes. Knows which dialects and formats there
//! are; judges nothing itself.

use std::cell::OnceCell;

use jsonschema::{Draft, ValidationOptions, Validator};
use serde_json::Value;

use crate::issue::{Issue, issues};
use crate::message::SchemaError;
use crate::pointer::{child, path};
use crate::references::{References, renamed};
use crate::{format, presence};

/// How a schema is read.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Of a schema without `$schema`.
    pub draft: Draft,
    /// Whether a format that nobody knows is an annotation, as JSON Schema has it, and not an error.
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
    root: Value,
    draft: Draft,
    references: References,
    complete: Validator,
    /// Made when it is first asked for.
    in_draft: OnceCell<Result<Validator, SchemaError>>,
}

type Check = fn(&[u8]) -> bool;
/// The formats that the stage validators know, by the functions that they use.
const FORMATS: [(&str, Check); 8] = [
    ("date", format::date),
    ("date-time", format::date_time),
    ("e164", format::e164),
    ("email", format::email),
    ("iana-time-zone", format::iana_time_zone),
    ("time", format::time),
    ("uri", format::uri),
    ("uuid", format::uuid),
];

fn options<'a>(draft: Draft) -> ValidationOptions<'a> {
    let options = jsonschema::options().with_draft(draft).offline().should_validate_formats(true);
    FORMATS
        .into_iter()
        .fold(options, |options, (name, check)| options.with_format(name, move |text: &str| check(text.as_bytes())))
}

impl Schema {
    /// Compiles it.
    ///
    /// # Errors
    /// The first thing that is wrong with it, with its place.
    pub fn compile(root: Value, given: Options) -> Result<Self, SchemaError> {
        let dialect = || path(&root, "/$schema");
        let draft = match root.get("$schema") {
            None => given.draft,
            Some(Value::String(uri)) => Draft::from_schema_uri(uri),
            Some(_) => return Err(SchemaError::new("$schema", dialect(), "must be a URI".to_owned())),
        };
        if !matches!(draft, Draft::Draft4 | Draft::Draft6 | Draft::Draft7 | Draft::Draft201909 | Draft::Draft202012) {
            let why = "names none of the dialects known: draft-04, draft-06, draft-07, 2019-09, 2020-12".to_owned();
            return Err(SchemaError::new("$schema", dialect(), why));
        }
        if !root.is_object() && !root.is_boolean() {
            let why = "must be a schema, which is an object or a boolean".to_owned();
            return Err(SchemaError::new("$schema", Vec::new(), why));
        }
        let references = References::resolve(&root, draft)?;
        let options = options(draft);
        if !given.ignore_unknown_formats {
            unknown_format(&root, &references, &options, draft)?;
        }
        let complete = options.build(&root).map_err(|error| SchemaError::of(&error, &root))?;
        Ok(Self { root, draft, references, complete, in_draft: OnceCell::new() })
    }

    /// What is wrong with the data; `demanding`: as complete data, not as a draft.
    ///
    /// # Errors
    /// If the schema of drafts cannot be compiled, which was never seen: what compiled with its demands does so
    /// without them.
    pub fn judge(&self, data: &Value, demanding: bool) -> Result<Vec<Issue>, SchemaError> {
        let validator = if demanding {
            &self.complete
        } else {
            self.in_draft.get_or_init(|| self.lenient()).as_ref().map_err(Clone::clone)?
        };
        if validator.is_valid(data) {
            return Ok(Vec::new());
        }
        Ok(issues(validator.iter_errors(data), data, &self.root, &self.references))
    }

    fn lenient(&self) -> Result<Validator, SchemaError> {
        let root = presence::not_demanded(&self.root, &self.references, self.draft);
        let options = options(self.draft);
        let refused = |error: &dyn std::fmt::Display| SchemaError::new("$schema", Vec::new(), error.to_string());
        if !self.references.any() {
            return options.build(&root).map_err(|error| refused(&error));
        }
        let exact = self.draft.create_resource(renamed(&self.root, &self.references, self.draft));
        let registry = jsonschema::Registry::new().add(self.references.exact_document(), exact);
        let registry = registry.and_then(referencing::RegistryBuilder::prepare).map_err(|error| refused(&error))?;
        options.with_registry(&registry).build(&root).map_err(|error| refused(&error))
    }
}

/// The first format that nobody knows.
fn unknown_format(
    root: &Value,
    references: &References,
    options: &ValidationOptions<'_>,
    draft: Draft,
) -> Result<(), SchemaError> {
    for pointer in references.places() {
        let Some(name) = root.pointer(pointer).and_then(|schema| schema.get("format")?.as_str()) else { continue };
        if !options.is_known_format(draft, name) {
            let own: Vec<_> = FORMATS.iter().map(|(name, _)| *name).collect();
            let why = format!(
                "“{name}” is no format known here; besides JSON Schema's own, these are: {}. \
                 With `unknownFormats: 'ignore'` it is an annotation",
                own.join(", ")
            );
            return Err(SchemaError::new("format", path(root, &child(pointer, "format")), why));
        }
    }
    Ok(())
}
