//! Compiles `migrations/`, or the folder that FIXTURE_SCHEMA names, in the same way as the real crate compiles its own.

use event_wizard_compiler::read::sql;
use event_wizard_compiler::write::rust;

fn main() {
    let folder = std::env::var("FIXTURE_SCHEMA").unwrap_or("migrations".into());
    println!("cargo::rerun-if-changed={folder}\ncargo::rerun-if-env-changed=FIXTURE_SCHEMA");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| (path.display().to_string(), std::fs::read_to_string(path).unwrap());
    let migrations: Vec<_> = files.iter().map(read).collect();
    let text = sql::read(&migrations).and_then(|database| rust::row::write(&database.tables));
    match text {
        Ok(text) => {
            std::fs::write(std::path::Path::new(&std::env::var("OUT_DIR").unwrap()).join("tables.rs"), text).unwrap()
        }
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(1);
        }
    }
}
