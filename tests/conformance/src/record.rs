//! Records the result of a run, with which the README's numbers are compared (`scripts/check-numbers.mjs`). Knows one
//! JSON file: an object with an entry for each kind of run.

use serde_json::{Map, Value, json};
use std::path::Path;

/// Writes the entry if the environment asks for it: `RECORD` is the file; `RECORD_COMMAND` and `RECORD_DATE` are
/// recorded with the run.
pub fn record(key: &str, mut entry: Map<String, Value>) -> Result<(), String> {
    let Ok(file) = std::env::var("RECORD") else { return Ok(()) };
    let path = Path::new(&file);
    let mut runs: Map<String, Value> = match std::fs::read_to_string(path) {
        Ok(text) => serde_json::from_str(&text).map_err(|error| format!("{file}: {error}"))?,
        Err(_) => Map::new(),
    };
    for (name, variable) in [("command", "RECORD_COMMAND"), ("date", "RECORD_DATE")] {
        entry.insert(name.into(), json!(std::env::var(variable).unwrap_or_default()));
    }
    runs.insert(key.into(), entry.into());
    let text = serde_json::to_string_pretty(&runs).map_err(|error| error.to_string())?;
    std::fs::write(path, text + "\n").map_err(|error| format!("{file}: {error}"))
}
