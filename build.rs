//! Compiles `schemas/` into Rust in `$OUT_DIR` (see `crates/compiler`).

use std::path::PathBuf;

use event_wizard_compiler::read::folder;
use event_wizard_compiler::write::rust;

fn main() -> Result<(), String> {
    println!("cargo::rerun-if-changed=schemas");
    let schemas = PathBuf::from(env("CARGO_MANIFEST_DIR")?).join("schemas");
    let out = PathBuf::from(env("OUT_DIR")?);
    let source = folder::read(&schemas)?;
    for (name, text) in [
        ("tables.rs", rust::row::write(&source.database.tables)?),
        ("lifecycle.rs", rust::lifecycle::write(&source.lifecycle)),
        ("stages.rs", rust::stage::write(&source)?),
    ] {
        std::fs::write(out.join(name), text).map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}

fn env(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|error| format!("{name}: {error}"))
}
