//! Writes what is made of `schemas/` besides the Rust: `event-wizard-compiler typescript|schemas|docs
//! <out-dir> [<schemas-dir>]`. Knows file names; the texts are the library's.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use event_wizard_compiler::Error;
use event_wizard_compiler::model::source::Source;
use event_wizard_compiler::read::folder;
use event_wizard_compiler::write::{docs, facts, schemas, typescript};

const USAGE: &str = "usage: event-wizard-compiler typescript|schemas|docs <out-dir> [<schemas-dir>]";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (what, out, schemas) = match arguments.as_slice() {
        [what, out] => (what.as_str(), out, "schemas"),
        [what, out, schemas] => (what.as_str(), out, schemas.as_str()),
        _ => return Err(USAGE.into()),
    };
    let source = folder::read(Path::new(schemas))?;
    let files = match what {
        "typescript" => [typescript_files(&source), facts::files(&source)?].concat(),
        "schemas" => schemas::files(&source.lifecycle, &source.stages)?,
        "docs" => docs_files(&source),
        _ => return Err(USAGE.into()),
    };
    fs::create_dir_all(out).map_err(|error| Error::of_file(Path::new(out), &error))?;
    for (name, text) in files {
        let path = Path::new(out).join(&name);
        fs::write(&path, text).map_err(|error| Error::of_file(&path, &error))?;
    }
    Ok(())
}

fn typescript_files(source: &Source) -> Vec<(String, String)> {
    let text = typescript::write(&source.lifecycle, &source.stages, &source.database.tables, &source.rules);
    vec![
        ("types.ts".to_owned(), text),
        ("columns.ts".to_owned(), typescript::columns(&source.database.tables)),
        ("rule_sentences.ts".to_owned(), typescript::rule_sentences(&source.rules)),
        ("conditions.ts".to_owned(), typescript::conditions()),
    ]
}

fn docs_files(source: &Source) -> Vec<(String, String)> {
    vec![
        ("database.md".to_owned(), docs::database(&source.database)),
        ("stages.md".to_owned(), docs::stages(&source.lifecycle, &source.stages)),
        ("issues.md".to_owned(), docs::issues(&source.database.tables, &source.stages, &source.rules)),
    ]
}
