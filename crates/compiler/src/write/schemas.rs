//! The stage schemas → their published form: one JSON file for each stage, and a module with all of them and the titles
//! of fields. Knows which keywords are only for authors.

use std::fmt::Write as _;

use serde_json::Value;

use crate::error::{Error, Result};
use crate::model::lifecycle::Lifecycle;
use crate::model::source::StageSource;

/// File names and their texts.
///
/// # Errors
/// If a stage's text is not JSON, which reading its schema has ruled out.
pub fn files(lifecycle: &Lifecycle, stages: &[StageSource]) -> Result<Vec<(String, String)>> {
    let mut module = String::from("// Made by event-wizard-compiler from schemas/. Do not edit.\n");
    let mut titles = String::new();
    let mut files = Vec::new();
    module.push_str("\n/** The stages' JSON Schemas (2020-12), without comments. */\nexport const schemas = {\n");
    for (stage, source) in lifecycle.stages.iter().zip(stages) {
        let json: Value =
            serde_json::from_str(&source.text).map_err(|error| Error::of_json(&error).in_file(&source.name))?;
        let published = published(&json);
        // Writing to a String cannot fail.
        let _ = writeln!(module, "  {}: {published},", stage.stage);
        let mut list = Vec::new();
        collect_titles(&json, "", &mut list);
        let list: serde_json::Map<String, Value> = list.into_iter().collect();
        let _ = writeln!(titles, "  {}: {},", stage.stage, Value::Object(list));
        files.push((format!("{}.json", source.name), format!("{published:#}\n")));
    }
    module.push_str(
        "};\n\n/** Each field's title by its path, in which `[]` stands for any item. */\nexport const titles = {\n",
    );
    module.push_str(&titles);
    module.push_str("};\n");
    files.push(("schemas.js".to_owned(), module));
    Ok(files)
}

/// An annotation of this project: the English label of each value of `enum`.
pub(crate) const ENUM_TITLES: &str = "x-enum-titles";

/// Keywords whose text is for maintainers of the schema, or goes elsewhere: a validator may refuse keywords that it
/// does not know.
const FOR_AUTHORS: [&str; 2] = ["$comment", ENUM_TITLES];

/// The schema without what is only for its maintainers.
pub(crate) fn published(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => Value::Object(
            members
                .iter()
                .filter(|(name, _)| !FOR_AUTHORS.contains(&name.as_str()))
                .map(|(n, v)| (n.clone(), published(v)))
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.iter().map(published).collect()),
        scalar => scalar.clone(),
    }
}

fn collect_titles(schema: &Value, prefix: &str, out: &mut Vec<(String, Value)>) {
    for (name, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        if let Some(title) = property.get("title") {
            out.push((path.clone(), title.clone()));
        }
        collect_titles(property, &path, out);
    }
    if let Some(items) = schema.get("items") {
        let path = format!("{prefix}[]");
        if let Some(title) = items.get("title") {
            out.push((path.clone(), title.clone()));
        }
        collect_titles(items, &path, out);
    }
}
