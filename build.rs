//! Compiles `schemas/` into Rust in `$OUT_DIR` (see `crates/compiler`).

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use event_wizard_compiler::read::folder;
use event_wizard_compiler::write::rust;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=schemas");
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
    let schemas = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("schemas");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let source = folder::read(&schemas)?;
    for (name, text) in rust::files(&source)? {
        let path = out.join(name);
        std::fs::write(&path, text).map_err(|error| event_wizard_compiler::Error::of_file(&path, &error))?;
    }
    Ok(())
}
