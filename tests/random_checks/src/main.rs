//! Usage: random-checks --server URL [--checks N] [--seed N]
//!
//! Makes random tables with N random CHECKs of the supported grammar, compiles them with the project's compiler, and
//! compares its verdict on random rows with a PostgreSQL server's: accepted or rejected, SQLSTATE, constraint. Names
//! made up for unnamed CHECKs must be the server's too. The corpus runs first. Exit status 1 if anything disagrees.

use std::process::ExitCode;

use random_checks::bench::Bench;

fn run() -> Result<bool, String> {
    let usage = "usage: random-checks --server URL [--checks N] [--seed N]";
    let (mut url, mut checks, mut seed) = (None, 500, 1);
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        let value = given.next().ok_or_else(|| format!("{argument} needs a value; {usage}"))?;
        let number = || value.parse::<u64>().map_err(|_| format!("`{value}` is no number; {usage}"));
        match argument.as_str() {
            "--server" => url = Some(value),
            "--checks" => checks = number()?,
            "--seed" => seed = number()?,
            _ => return Err(format!("`{argument}`? {usage}")),
        }
    }
    Bench::new(&url.ok_or(usage)?, seed)?.run(checks as usize)
}

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("random-checks: {error}");
            println!("0 passed, 1 failed");
            ExitCode::FAILURE
        }
    }
}
