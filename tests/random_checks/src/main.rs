//! Usage: random-checks --server URL [--server URL …] [--checks N] [--seed N]
//!
//! Makes random tables with N random CHECKs of the supported grammar, compiles them with the project's compiler, and
//! compares its verdict on random inserts, upserts and updates with the PostgreSQL servers': accepted or rejected,
//! SQLSTATE, constraint, column. Names made up for unnamed CHECKs must be the servers' too. The corpus runs first. Exit
//! status 1 if anything disagrees.

use std::process::ExitCode;

use random_checks::bench::Bench;

fn run() -> Result<bool, String> {
    let usage = "usage: random-checks --server URL [--server URL …] [--checks N] [--seed N]";
    let (mut urls, mut checks, mut seed) = (Vec::new(), 500, 1);
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        let value = given.next().ok_or_else(|| format!("{argument} needs a value; {usage}"))?;
        let number = || value.parse::<u64>().map_err(|_| format!("`{value}` is no number; {usage}"));
        match argument.as_str() {
            "--server" => urls.push(value),
            "--checks" => checks = number()?,
            "--seed" => seed = number()?,
            _ => return Err(format!("`{argument}`? {usage}")),
        }
    }
    if urls.is_empty() {
        return Err(usage.into());
    }
    Bench::new(&urls, seed)?.run(checks as usize)
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
