//! What JavaScript must know before the wasm module is loaded: names, the stages' schemas, and the labels of values.
//! Knows TypeScript's spelling, and judges nothing.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::error::{Error, Result};
use crate::model::lifecycle::Stage;
use crate::model::source::{Source, StageSource};
use crate::write::schemas::{ENUM_TITLES, published};

const HEAD: &str = "// Made by event-wizard-compiler from schemas/. Do not edit.\n";

/// A list with more texts than this, all of equal length, is written as one text: lists of codes, as in the wasm
/// module.
const LONG: usize = 100;

/// The beginning of the expression that reads such a text.
const CODES: &str = "/* @__PURE__ */ codes(";

/// File names and their texts.
///
/// # Errors
/// If a stage's text is not JSON, which reading its schema has ruled out.
pub fn files(source: &Source) -> Result<Vec<(String, String)>> {
    let mut files = of_stages(&source.lifecycle.stages, &source.stages)?;
    files.insert(0, ("facts.ts".to_owned(), facts(source)));
    Ok(files)
}

/// The files that need nothing but the stages.
///
/// # Errors
/// If a stage's text is not JSON, which reading its schema has ruled out.
pub fn of_stages(stages: &[Stage], sources: &[StageSource]) -> Result<Vec<(String, String)>> {
    let parse = |stage: &StageSource| {
        serde_json::from_str(&stage.text).map_err(|error| Error::of_json(&error).in_file(&stage.name))
    };
    let schemas: Vec<Value> = sources.iter().map(parse).collect::<Result<_>>()?;
    let mut files = vec![
        ("limits.ts".to_owned(), limits()),
        ("schemas.ts".to_owned(), stage_schemas(stages, &schemas)),
        ("value_titles.ts".to_owned(), value_titles(&schemas)),
    ];
    let currencies = schemas.iter().find_map(|schema| schema.pointer("/properties/currency/enum"));
    files.push(("currencies.ts".to_owned(), currency_list(currencies)));
    Ok(files)
}

fn facts(source: &Source) -> String {
    let lifecycle = &source.lifecycle;
    let list = |names: Vec<&str>| Value::from(names).to_string();
    let (imports, members, schemas) = stage_parts(&lifecycle.stages);
    let stages = list(lifecycle.stages.iter().map(|stage| stage.stage.as_str()).collect());
    let columns = list(lifecycle.stages.iter().map(|stage| stage.column.as_str()).collect());
    let statuses = list(lifecycle.transitions.iter().map(|(from, _)| from.as_str()).collect());
    let finished = list(lifecycle.finished.iter().map(String::as_str).collect());
    let version = Value::from(source.version.as_str());
    format!(
        "{HEAD}{imports}
/** The wizard's stages, in the order in which they are filled in. */
export const stages = {stages} as const;
/** A stage of the wizard, by name. */
export type Stage = (typeof stages)[number];

/** The status values of a session. */
export const statuses = {statuses} as const;
/** A session's status. */
export type Status = (typeof statuses)[number];

/** The status values of a session in which every stage is complete. */
export const finished: readonly string[] = {finished};

/** A hash of the migrations, stage schemas and lifecycle that are compiled in. */
export const schemaVersion: string = {version};

/** Each stage's complete data. */
export type StageData = {{
{members}
}};

/** The column that holds each stage's data, in the order of `stages`. */
export const stageColumns: readonly string[] = {columns};

/** The stages' JSON Schemas (2020-12), without comments, in the order of `stages`. */
export const schemas: readonly object[] = [{schemas}];
"
    )
}

/// Facts about stages: the imports, the members of `StageData`, and the names of the schemas.
#[must_use]
pub fn stage_parts(stages: &[Stage]) -> (String, String, String) {
    let data = |stage: &Stage| format!("{}Data", capital(&stage.schema));
    let each = |one: &dyn Fn(&Stage) -> String| stages.iter().map(one).collect::<Vec<_>>();
    let schemas = each(&schema_name).join(", ");
    let types = each(&data).join(", ");
    let members = each(&|stage| format!("  readonly {}: {};", stage.stage, data(stage))).join("\n");
    let imports = if stages.is_empty() {
        String::new()
    } else {
        format!("\nimport {{ {schemas} }} from './schemas.js';\nimport type {{ {types} }} from './types.js';\n")
    };
    (imports, members, schemas)
}

/// The limits that the module's crates define and the package needs too.
fn limits() -> String {
    format!(
        "{HEAD}
/** How many levels of arrays and objects the database accepts. */
export const MOST_DEPTH = {};

/** How much of a text from the data is repeated in messages, params and paths, in code points. */
export const LONGEST_TEXT = {};
",
        pg_value::jsonb::MAX_DEPTH,
        finding::LONGEST_TEXT
    )
}

/// Each stage's JSON Schema as a separate export.
fn stage_schemas(stages: &[Stage], schemas: &[Value]) -> String {
    let mut out = String::new();
    for (stage, schema) in stages.iter().zip(schemas) {
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "\n/** The JSON Schema (2020-12) of the stage `{}`, without comments. */\nexport const {}: JsonSchema = {};\n",
            stage.stage,
            schema_name(stage),
            expression(&published(schema))
        );
    }
    let imported = if out.contains(CODES) { "codes, type JsonSchema" } else { "type JsonSchema" };
    format!("{HEAD}\nimport {{ {imported} }} from '../json/schema.js';\n{out}")
}

/// The labels of each field's values, by the field's title.
fn value_titles(schemas: &[Value]) -> String {
    let mut titles = Map::new();
    schemas.iter().for_each(|schema| collect(schema, &mut titles));
    format!(
        "{HEAD}
/** The English labels of a field's values, by the field's title: `{{ Attendance: {{ offline: 'In person' }} }}`. */
export const valueTitles: Readonly<Record<string, Readonly<Record<string, string>>>> = {};
",
        Value::Object(titles)
    )
}

fn collect(value: &Value, titles: &mut Map<String, Value>) {
    match value {
        Value::Object(members) => {
            if let (Some(Value::Object(own)), Some(title)) =
                (members.get(ENUM_TITLES), members.get("title").and_then(Value::as_str))
            {
                let known = titles.entry(title).or_insert_with(|| Value::Object(Map::new()));
                if let Value::Object(known) = known {
                    known.extend(own.clone());
                }
            }
            members.values().for_each(|value| collect(value, titles));
        }
        Value::Array(items) => items.iter().for_each(|value| collect(value, titles)),
        _ => {}
    }
}

/// The currencies in which tickets can be sold, for messages, which then need no schema.
fn currency_list(currencies: Option<&Value>) -> String {
    let list = currencies.map_or_else(|| "[]".to_owned(), expression);
    let import = if list.contains(CODES) { "\nimport { codes } from '../json/schema.js';\n" } else { "" };
    format!(
        "{HEAD}{import}
/** The currencies of the ticket stage (ISO 4217). */
export const currencies: readonly string[] = {list};
"
    )
}

fn schema_name(stage: &Stage) -> String {
    format!("{}Schema", stage.schema)
}

fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A JSON value as a TypeScript expression.
fn expression(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members =
                members.iter().map(|(name, value)| format!("{}:{}", Value::from(name.as_str()), expression(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => {
            codes(items).unwrap_or_else(|| format!("[{}]", items.iter().map(expression).collect::<Vec<_>>().join(",")))
        }
        scalar => scalar.to_string(),
    }
}

/// Many texts of equal length, concatenated.
fn codes(items: &[Value]) -> Option<String> {
    let texts: Vec<&str> = items.iter().map(Value::as_str).collect::<Option<_>>()?;
    let length = texts.first()?.encode_utf16().count();
    let alike = texts.iter().all(|text| text.encode_utf16().count() == length);
    (texts.len() > LONG && alike).then(|| format!("{CODES}{}, {length})", Value::from(texts.concat())))
}
