//! Compiles the folder that `MIRROR_SCHEMA` names into Rust in `$OUT_DIR` (see `crates/compiler`).

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use event_wizard_compiler::read::folder;
use event_wizard_compiler::write::rust;

fn main() -> ExitCode {
    println!("cargo::rerun-if-env-changed=MIRROR_SCHEMA");
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Cargo shows what a build script writes to its standard error.
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let schema = match std::env::var_os("MIRROR_SCHEMA") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("../../schemas"),
    };
    println!("cargo::rerun-if-changed={}", schema.display());
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let source = folder::read_any(&schema)?;
    for (name, text) in [
        ("tables.rs", rust::row::write(&source.database.tables)?),
        ("stages.rs", rust::stage::write_alone(&source.sources)?),
    ] {
        let path = out.join(name);
        std::fs::write(&path, text).map_err(|error| event_wizard_compiler::Error::of_file(&path, &error))?;
    }
    Ok(())
}
