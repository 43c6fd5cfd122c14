//! Writes the names of time zones, which `src/format/iana_time_zone.rs` includes, into `$OUT_DIR`.

use std::path::PathBuf;

use event_wizard_compiler::rust;

fn main() -> Result<(), String> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = std::env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    let path = PathBuf::from(out).join("time_zones.rs");
    std::fs::write(&path, rust::time_zones::write()).map_err(|error| format!("{}: {error}", path.display()))
}
