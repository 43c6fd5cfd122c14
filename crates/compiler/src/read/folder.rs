//! The folder `schemas/` → everything read and checked against each other. Knows file names.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::model::known::Known;
use crate::model::lifecycle::{Lifecycle, Stage};
use crate::model::source::{Mirrored, Source, StageSource};
use crate::read::{constraints, history, json_schema, lifecycle, paths, rules, sql};
use crate::write::sql::known::known;

const LIFECYCLE: &str = "schemas/lifecycle.json";

/// Reads the folder.
///
/// # Errors
/// What is wrong, and in which file.
pub fn read(schemas: &Path) -> Result<Source> {
    let (lifecycle, stages) = wizard_stages(schemas)?;
    let migrations = migrations(&schemas.join("migrations"), "schemas/migrations")?;
    let database = sql::read_with(&migrations, &known(&lifecycle, &stages))?;
    lifecycle::check_columns(&lifecycle, &database.tables, LIFECYCLE, &text(&schemas.join("lifecycle.json"))?)?;
    let rules = rules::read("schemas/rules.json", &text(&schemas.join("rules.json"))?)?;
    let file = "schemas/constraints.json";
    let constraints = constraints::read(file, &text(&schemas.join("constraints.json"))?, &database.tables)?;
    Ok(Source { database, lifecycle, stages, version: version(schemas)?, rules, constraints })
}

/// The wizard's lifecycle and the schema of each of its stages, in lifecycle order, without the migrations.
///
/// # Errors
/// What is wrong, and in which file.
pub fn wizard_stages(schemas: &Path) -> Result<(Lifecycle, Vec<StageSource>)> {
    let lifecycle = lifecycle::read(LIFECYCLE, &text(&schemas.join("lifecycle.json"))?)?;
    let stages = lifecycle
        .stages
        .iter()
        .map(|stage| {
            let text = text(&schemas.join("stages").join(format!("{}.json", stage.schema)))?;
            let schema = json_schema::read(&format!("schemas/stages/{}.json", stage.schema), &text)?;
            Ok(StageSource { name: stage.schema.clone(), text, schema })
        })
        .collect::<Result<_>>()?;
    Ok((lifecycle, stages))
}

/// Reads a folder of tables that is not the wizard's: migrations, and a schema for each stage if there is a folder
/// `stages`. `lifecycle.json`, if it exists, gives the names and the order of the stages; its columns and status values
/// are not used here. Neither are `rules.json` and `constraints.json`, which belong to the wizard's code.
///
/// # Errors
/// What is wrong, and in which file.
pub fn read_any(folder: &Path) -> Result<Mirrored> {
    let migrations = paths::read(&[folder.display().to_string()])?;
    let database = sql::read_with(&migrations, &known_beside(folder)?)?;
    let stages = stages(folder)?;
    let mut hash = Sha256::new();
    for (file, text) in &migrations {
        hash.update([file.strip_prefix(&folder.display().to_string()).unwrap_or(file).as_bytes(), b"\0"].concat());
        hash.update([text.as_bytes(), b"\0"].concat());
    }
    let mut sources = Vec::new();
    for stage in &stages {
        let path = folder.join("stages").join(format!("{}.json", stage.schema));
        let text = text(&path)?;
        hash.update([stage.stage.as_bytes(), b"\0", text.as_bytes(), b"\0"].concat());
        let schema = json_schema::read(&path.display().to_string(), &text)?;
        sources.push(StageSource { name: stage.schema.clone(), text, schema });
    }
    Ok(Mirrored { database, stages, sources, version: digest(hash) })
}

/// What the compiler would write for the stages of this folder or, if it is a folder of migrations alone, of the one
/// around it; nothing without a lifecycle.
///
/// # Errors
/// What is wrong, and in which file.
pub fn known_beside(folder: &Path) -> Result<Known> {
    let around = folder.parent().filter(|_| folder.ends_with("migrations"));
    let mut folders = std::iter::once(folder).chain(around);
    match folders.find(|folder| folder.join("lifecycle.json").is_file() && folder.join("stages").is_dir()) {
        Some(schemas) => wizard_stages(schemas).map(|(lifecycle, stages)| known(&lifecycle, &stages)),
        None => Ok(Known::default()),
    }
}

/// The stages of a folder, according to the lifecycle, or else by the names of their files.
fn stages(folder: &Path) -> Result<Vec<Stage>> {
    let schemas = folder.join("stages");
    if !schemas.is_dir() {
        return Ok(Vec::new());
    }
    let file = folder.join("lifecycle.json");
    if file.is_file() {
        return Ok(lifecycle::read(&file.display().to_string(), &text(&file)?)?.stages);
    }
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&schemas).map_err(|error| Error::of_file(&schemas, &error))? {
        let name = entry.map_err(|error| Error::of_file(&schemas, &error))?.file_name();
        names.extend(name.to_string_lossy().strip_suffix(".json").map(str::to_owned));
    }
    names.sort();
    let stage = |name: String| Stage { stage: name.clone(), column: String::new(), schema: name };
    Ok(names.into_iter().map(stage).collect())
}

/// Name and text of each migration, in the order in which they are applied. Each name begins with `called`, the name of
/// the folder.
///
/// # Errors
/// Files that cannot be read.
pub fn migrations(folder: &Path, called: &str) -> Result<Vec<(String, String)>> {
    let files = history::files(folder)?;
    files.into_iter().map(|(name, path)| Ok((format!("{called}/{name}"), text(&path)?))).collect()
}

/// SHA-256 over all files that are compiled in, ordered by path, cut to 16 hex digits.
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
    Ok(digest(hash))
}

/// The hash, cut to 16 hex digits.
fn digest(hash: Sha256) -> String {
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| Error::of_file(path, &error))
}
