//! `drift [--json] <schemas-dir>`: compares the database that DATABASE_URL names; `drift [--json] --migrations
//! <folder>` needs only SQL. Knows the exit statuses: 0 no drift, 1 drift, 2 comparison failed.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fmt::Write as _};

use event_wizard_compiler::read::{folder, paths, sql};
use postgres::{Client, NoTls};

fn main() -> ExitCode {
    match run() {
        Ok(false) => ExitCode::SUCCESS,
        Ok(true) => ExitCode::from(1),
        Err(error) => {
            // The postgres crate keeps the server's message in the error's source.
            let mut text = error.to_string();
            let mut cause = error.source();
            while let Some(inner) = cause {
                let _ = write!(text, ": {inner}");
                cause = inner.source();
            }
            eprintln!("drift: could not compare: {text}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<bool, Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let mut words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut flag = |name: &str| {
        let before = words.len();
        words.retain(|word| *word != name);
        words.len() < before
    };
    let (json, only_migrations) = (flag("--json"), flag("--migrations"));
    let [schemas] = words.as_slice() else {
        return Err("usage: DATABASE_URL=… drift [--json] <schemas-dir> | --migrations <folder>".into());
    };
    let url = env::var("DATABASE_URL").ok().filter(|url| !url.is_empty()).ok_or("DATABASE_URL is not set")?;
    let database = if only_migrations {
        sql::read(&paths::read(&[(*schemas).to_owned()])?)?
    } else {
        folder::read(Path::new(schemas))?.database
    };
    let mut client = Client::connect(&url, NoTls)?;
    let differences = drift::compare(&mut client, &database)?;
    if json {
        println!("{}", serde_json::to_string(&differences)?);
    } else {
        for difference in &differences {
            println!("{difference}");
        }
        println!("{} difference(s)", differences.len());
    }
    Ok(!differences.is_empty())
}
