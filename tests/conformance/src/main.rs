//! Usage: conformance --server URL | --pglite  [--rows N] [--seed N] [--package]
//!
//! Gives the corpus and N generated rows for each table (inserts and updates) to the module and to a server, and
//! reports where they disagree. With --package, N / 4 more inserts and upserts for each table are made from JavaScript
//! values by the real postgrest-js, and judged by the built npm package. Exits with 1 if they disagree outside the
//! listed families.

use conformance::case::{Operation, read_lines};
use conformance::catalogue::Table;
use conformance::generate::{Generator, Wizard, read_sessions};
use conformance::record::record;
use conformance::run::{Bench, Tally};
use conformance::server::Server;
use conformance::supabase::{GUARDED, Supabase};
use event_wizard_validator::generated::TABLES;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

struct Arguments {
    /// `None` means PGlite.
    url: Option<String>,
    rows: u64,
    seed: u64,
    package: bool,
}

fn arguments() -> Result<Arguments, String> {
    let usage = "usage: conformance (--server URL | --pglite) [--rows N] [--seed N] [--package]";
    let mut arguments = Arguments { url: None, rows: 10_000, seed: 1, package: false };
    let mut given = std::env::args().skip(1);
    let mut chosen = false;
    while let Some(argument) = given.next() {
        let mut value = || given.next().ok_or_else(|| format!("{argument} needs a value; {usage}"));
        let number = |text: String| text.parse().map_err(|_| format!("`{text}` is no number; {usage}"));
        match argument.as_str() {
            "--server" => (arguments.url, chosen) = (Some(value()?), true),
            "--pglite" => chosen = true,
            "--package" => arguments.package = true,
            "--rows" => arguments.rows = number(value()?)?,
            "--seed" => arguments.seed = number(value()?)?,
            other => return Err(format!("unknown argument `{other}`; {usage}")),
        }
    }
    if chosen { Ok(arguments) } else { Err(usage.into()) }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn main() -> ExitCode {
    // Deeply nested values are dropped and parsed recursively in code that is not under test.
    let worker = std::thread::Builder::new().stack_size(256 << 20).spawn(run);
    match worker.map_err(|error| error.to_string()).and_then(|w| w.join().map_err(|_| "the run panicked".to_owned())?) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("conformance: {error}");
            println!("0 passed, 1 failed");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<bool, String> {
    let arguments = arguments()?;
    let start = Instant::now();
    let mut server = match &arguments.url {
        Some(url) => Server::postgres(url, true)?,
        None => Server::pglite(&root())?,
    };
    let version = server.version()?;
    let mut tables = server.tables()?;
    // Others are written by the server alone.
    tables.retain(|table| TABLES.iter().any(|judged| judged.name == table.name));
    let sessions = read_sessions(&root().join("tests/fixtures/sessions"))?;
    let generator = Generator::new(tables.clone(), sessions, Wizard::read(&root())?);
    let mut bench = Bench::new(server, tables.clone())?;
    println!("{version}, seed {}", arguments.seed);

    let mut total = Tally::default();
    let (mut passed, mut failed) = (0, 0);
    let mut report = |name: &str, tally: Tally| {
        match tally.passed() {
            true => passed += 1,
            false => failed += 1,
        }
        println!(
            "  {name}: {} tried, {} agree ({} of them refused)",
            tally.tried, tally.agreed, tally.agreed_rejections
        );
        total.add(tally);
    };

    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    report("corpus", bench.cases(&read_lines(&corpus)?)?);
    let workers = Workers { url: arguments.url.as_deref(), tables: &tables };
    for table in &tables {
        let has_status = table.column("status").is_some();
        if has_status {
            report(&format!("{} transitions", table.name), bench.cases(&generator.transitions(table))?);
        }
        // Three inserts for each update; some of the updates are upserts.
        let updates = arguments.rows / 4;
        let upserts = if has_status { updates / 3 } else { 0 };
        let shares = [
            (Operation::Insert, arguments.rows - updates),
            (Operation::Update, updates - upserts),
            (Operation::Upsert, upserts),
        ];
        for (operation, rows) in shares.into_iter().filter(|(_, rows)| *rows > 0) {
            let tally = workers.run(&mut bench, rows, |bench, range| {
                bench.generated(&generator, table, operation, arguments.seed, range)
            })?;
            report(&format!("{} {}", table.name, operation.name()), tally);
        }
    }
    if arguments.package {
        let mut supabase = Supabase::start(&root())?;
        report("corpus by supabase-js", supabase.calls(&mut bench, &read_lines(&corpus.join("supabase"))?)?);
        // The guard judges the tables that a client writes.
        for table in tables.iter().filter(|table| GUARDED.contains(&table.name.as_str())) {
            let tally = workers.run(&mut bench, arguments.rows / 4, |bench, range| {
                Supabase::start(&root())?.generated(bench, &generator, table, arguments.seed, range)
            })?;
            report(&format!("{} by supabase-js", table.name), tally);
        }
    }

    let seconds = start.elapsed().as_secs_f64();
    let count =
        |prefix: &str| -> u64 { total.kinds.iter().filter(|(k, _)| k.starts_with(prefix)).map(|(_, n)| n).sum() };
    println!(
        "  {} rows tried, {} agreements, {} false accepts, {} other errors, {} false rejects, {} of listed families, {seconds:.1} s, {:.0} rows/s",
        total.tried,
        total.agreed,
        count("false accept"),
        count("other error"),
        count("false reject"),
        count("listed"),
        total.tried as f64 / seconds,
    );
    let states: Vec<String> = total.states.iter().map(|(state, n)| format!("{state} {n}")).collect();
    println!("  the server's errors: {}", states.join(", "));
    for (kind, number) in &total.kinds {
        println!("  {number:>8}  {kind}");
    }
    for line in total.counter_examples.values().flatten() {
        println!("{line}");
    }
    let entry = serde_json::json!({
        "server": version,
        "seed": arguments.seed,
        "tried": total.tried,
        "agreements": total.agreed,
        "false_accepts": count("false accept"),
        "other_errors": count("other error"),
        "false_rejects": count("false reject"),
        "listed": count("listed"),
        "kinds": total.kinds,
        "seconds": seconds.round(),
    });
    if let serde_json::Value::Object(entry) = entry {
        record(&format!("conformance, {version}"), entry)?;
    }
    println!("{passed} passed, {failed} failed");
    Ok(failed == 0)
}

/// A real server is asked through as many connections as there are cores, PGlite through one.
struct Workers<'a> {
    url: Option<&'a str>,
    tables: &'a [Table],
}

impl Workers<'_> {
    /// Distributes the cases `0..rows`.
    fn run<F>(&self, bench: &mut Bench, rows: u64, part: F) -> Result<Tally, String>
    where
        F: Fn(&mut Bench, Range<u64>) -> Result<Tally, String> + Sync,
    {
        let Some(url) = self.url else { return part(bench, 0..rows) };
        let workers = std::thread::available_parallelism().map_or(1, usize::from) as u64;
        let share = rows.div_ceil(workers);
        let part = &part;
        std::thread::scope(|scope| {
            let handles: Vec<_> = (0..workers)
                .map(|worker| {
                    let range = (worker * share).min(rows)..((worker + 1) * share).min(rows);
                    std::thread::Builder::new().stack_size(256 << 20).spawn_scoped(scope, move || {
                        let mut bench = Bench::new(Server::postgres(url, false)?, self.tables.to_vec())?;
                        part(&mut bench, range)
                    })
                })
                .collect();
            let mut total = Tally::default();
            for handle in handles {
                let handle = handle.map_err(|error| error.to_string())?;
                total.add(handle.join().map_err(|_| "a worker panicked".to_owned())??);
            }
            Ok(total)
        })
    }
}
