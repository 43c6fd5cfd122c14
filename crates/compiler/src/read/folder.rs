//! The folder `schemas/` → everything read and checked against each other. Knows file names.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::model::source::{Source, StageSource};
use crate::read::{history, json_schema, lifecycle, rules, sql};

/// Reads the folder.
///
/// # Errors
/// What is wrong, and in which file.
pub fn read(schemas: &Path) -> Result<Source> {
    let database = sql::read(&migrations(&schemas.join("migrations"), "schemas/migrations")?)?;
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
    Ok(Source { database, lifecycle, stages, version: version(schemas)?, rules })
}

/// Name and text of each migration, in the order in which they are applied. Names begin with what the folder is
/// called.
///
/// # Errors
/// What cannot be read.
pub fn migrations(folder: &Path, called: &str) -> Result<Vec<(String, String)>> {
    let files = history::files(folder)?;
    files.into_iter().map(|(name, path)| Ok((format!("{called}/{name}"), text(&path)?))).collect()
}

/// SHA-256 over every file that is compiled in, by path, cut to 16 hex digits.
fn version(schemas: &Path) -> Result<String> {
    let mut files = vec!["lifecycle.json".to_owned()];
    let migrations = history::files(&schemas.join("migrations"))?;
    files.extend(migrations.into_iter().map(|(name, _)| format!("migrations/{name}")));
    let stages = schemas.join("stages");
    for entry in std::fs::read_dir(&stages).map_err(|error| Error::of_file(&stages, &error))? {
        let name = entry.map_err(|error| Error::of_file(&stages, &error))?.file_name();
        files.push(format!("stages/{}", name.to_string_lossy()));
    }
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        let path = schemas.join(&file);
        let bytes = std::fs::read(&path).map_err(|error| Error::of_file(&path, &error))?;
        hash.update([file.as_bytes(), b"\0", &bytes, b"\0"].concat());
    }
    Ok(hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}

fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| Error::of_file(path, &error))
}
