//! `drift [--json] <schemas-dir>`: compares the database that DATABASE_URL names. Knows the exit statuses: 0 no drift,
//! 1 drift, 2 comparison failed.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fmt::Write as _};

use event_wizard_compiler::read::folder;
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
    let (json, schemas) = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--json", schemas] => (true, (*schemas).to_owned()),
        [schemas] if *schemas != "--json" => (false, (*schemas).to_owned()),
        _ => return Err("usage: DATABASE_URL=… drift [--json] <schemas-dir>".into()),
    };
    let url = env::var("DATABASE_URL").ok().filter(|url| !url.is_empty()).ok_or("DATABASE_URL is not set")?;
    let source = folder::read(Path::new(&schemas))?;
    let mut client = Client::connect(&url, NoTls)?;
    let differences = drift::compare(&mut client, &source.database)?;
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
