//! Compiles `schemas/` into Rust in `$OUT_DIR` (see `build/`).

use std::path::Path;
use std::{env, fs};

use event_wizard_compiler::rust;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=schemas");
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("time_zones.rs"), rust::time_zones::write())?;
    Ok(())
}
