//! Compiles the wizard's schema into Rust in `$OUT_DIR`, and writes the columns of its table as SQL, which is what a CHECK
//! of the visitor's is read against.

use std::error::Error;
use std::path::PathBuf;

use event_wizard_compiler::read::folder;
use event_wizard_compiler::write::rust;

/// The table to which a visitor adds a CHECK.
const TABLE: &str = "wizard_sessions";

fn main() -> Result<(), Box<dyn Error>> {
    let schema = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("../../schemas");
    println!("cargo::rerun-if-changed={}", schema.display());
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let source = folder::read_any(&schema)?;
    let table = source.database.tables.iter().find(|table| table.name == TABLE).ok_or("the table is gone")?;
    let columns: Vec<_> =
        table.columns.iter().map(|column| format!("{} {}", column.name, table.type_name(column))).collect();
    std::fs::write(out.join("tables.rs"), rust::row::write(&source.database.tables)?)?;
    std::fs::write(out.join("stages.rs"), rust::stage::write_alone(&source.sources)?)?;
    std::fs::write(out.join("columns.sql"), format!("CREATE TABLE {TABLE} ({});", columns.join(", ")))?;
    Ok(())
}
