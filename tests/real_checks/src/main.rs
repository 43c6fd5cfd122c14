//! Usage: real-checks FILE --server URL [--server URL …] [--rows N] [--seed N]
//!
//! Each line of FILE is `{"source", "table", "columns": {name: type}, "check"}`. Makes a table for each, compiles it
//! with the project's compiler, and compares its verdict on inserted and updated rows with that of each server:
//! accepted or rejected, SQLSTATE, constraint. What the compiler refuses is listed by reason. Exits with 1 if anything
//! disagrees.

mod bench;
mod constants;
mod line;
mod pattern;
mod rows;
mod values;

use std::process::ExitCode;

const USAGE: &str = "usage: real-checks FILE --server URL [--server URL …] [--rows N] [--seed N]";

fn run() -> Result<bool, String> {
    let (mut file, mut urls, mut rows, mut seed) = (None, Vec::new(), 120, 1);
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        if !argument.starts_with("--") {
            file = Some(argument);
            continue;
        }
        let value = given.next().ok_or_else(|| format!("{argument} needs a value; {USAGE}"))?;
        let number = || value.parse::<u64>().map_err(|_| format!("`{value}` is no number; {USAGE}"));
        match argument.as_str() {
            "--server" => urls.push(value),
            "--rows" => rows = number()? as usize,
            "--seed" => seed = number()?,
            _ => return Err(format!("`{argument}`? {USAGE}")),
        }
    }
    let lines = line::read(file.ok_or(USAGE)?.as_ref())?;
    if urls.is_empty() {
        return Err(USAGE.into());
    }
    bench::run(&lines, &urls, rows, seed)
}

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("real-checks: {error}");
            println!("0 passed, 1 failed");
            ExitCode::FAILURE
        }
    }
}
