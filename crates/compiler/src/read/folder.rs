//! The folder `schemas/` → everything read and checked against each other. Knows file names.

use std::path::Path;

use crate::error::{Error, Result};
use crate::model::source::{Source, StageSource};
use crate::read::{json_schema, lifecycle, rules, sql};

/// Reads the folder.
///
/// # Errors
/// What is wrong, and in which file.
pub fn read(schemas: &Path) -> Result<Source> {
    let database = sql::read(&migrations(&schemas.join("migrations"))?)?;
    let (file, lifecycle_text) = ("schemas/lifecycle.json", text(&schemas.join("lifecycle.json"))?);
    let lifecycle = lifecycle::read(file, &lifecycle_text)?;
    lifecycle::check_columns(&lifecycle, &database.tables, file, &lifecycle_text)?;
    let stages = lifecycle
        .stages
        .iter()
        .map(|stage| {
            let text = text(&schemas.join("stages").join(format!("{}.json", stage.schema)))?;
            let schema = json_schema::read(&format!("schemas/stages/{}.json", stage.schema), &text)?;
            Ok(StageSource { name: stage.schema.clone(), text, schema })
        })
        .collect::<Result<_>>()?;
    let rules = rules::read("schemas/rules.json", &text(&schemas.join("rules.json"))?)?;
    Ok(Source { database, lifecycle, stages, rules })
}

/// Name and text of each migration, in the order in which they are applied: by name.
fn migrations(folder: &Path) -> Result<Vec<(String, String)>> {
    let entries = std::fs::read_dir(folder).map_err(|error| Error::of_file(folder, &error))?;
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(|error| Error::of_file(folder, &error))?.file_name();
        names.extend(name.into_string().ok().filter(|name| name.ends_with(".sql")));
    }
    names.sort();
    names.into_iter().map(|name| Ok((format!("schemas/migrations/{name}"), text(&folder.join(&name))?))).collect()
}

fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| Error::of_file(path, &error))
}
