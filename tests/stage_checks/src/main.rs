//! Usage: stage-checks --server URL [--server URL …] [--documents N] [--seed N]
//!
//! Makes N documents of the stages, most of them with faults, and compares the verdicts of the SQL functions on every server
//! with the module's and with those of the `jsonschema` crate: complete, and as drafts. So are the documents of the fixtures;
//! texts at the edges of the formats; and a schema with the keywords that the stages do not use. Exit status 1 if anything
//! disagrees.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod oracle;
mod server;
mod texts;

use std::path::Path;
use std::process::ExitCode;

use event_wizard_compiler::model::lifecycle::Stage;
use event_wizard_compiler::read::{folder, json_schema};
use event_wizard_compiler::write::sql::stage::{StageFunction, stage_function};
use oracle::Crate;
use serde_json::{Value, json};
use server::Server;
use stage_documents::{Random, instance, mutate, write};

/// Documents that a server judges in one statement.
const BATCH: usize = 1_000;
/// Disagreements that are shown.
const SHOWN: usize = 10;

type Result<T> = std::result::Result<T, String>;

/// Compares and counts.
struct Comparison {
    servers: Vec<Server>,
    compared: usize,
    disagreements: usize,
}

impl Comparison {
    /// Compares the documents of one function: each text with what is expected of it, complete and as a draft.
    fn run(&mut self, what: &str, function: &StageFunction, documents: &[(String, [bool; 2])]) -> Result<()> {
        for server in &mut self.servers {
            server.create(function)?;
        }
        for batch in documents.chunks(BATCH) {
            let texts: Vec<String> = batch.iter().map(|(text, _)| text.clone()).collect();
            let name = &function.function.name;
            let answers: Vec<Result<Vec<_>>> = std::thread::scope(|scope| {
                let ask = |server: &mut Server| server.verdicts(name, &texts);
                let asked: Vec<_> = self.servers.iter_mut().map(|server| scope.spawn(move || ask(server))).collect();
                asked.into_iter().map(|thread| thread.join().unwrap()).collect()
            });
            for (server, answers) in self.servers.iter().zip(answers) {
                for ((text, expected), answer) in batch.iter().zip(answers?) {
                    if answer != expected.map(Some) {
                        self.disagreements += 1;
                        if self.disagreements <= SHOWN {
                            println!(
                                "{what}: PostgreSQL {} says {answer:?} (complete, draft), expected {expected:?}: {text}",
                                server.version
                            );
                        }
                    }
                }
            }
        }
        self.compared += documents.len();
        let count = |mode: usize| documents.iter().filter(|(_, verdicts)| verdicts[mode]).count();
        println!("{what}: {} documents, {} of them valid and {} valid drafts", documents.len(), count(0), count(1));
        Ok(())
    }

    /// Notes that the two judges in Rust disagree.
    fn dispute(&mut self, what: &str, text: &str, module: [bool; 2], authority: [bool; 2]) {
        self.disagreements += 1;
        if self.disagreements <= SHOWN {
            println!("{what}: the module says {module:?} (complete, draft), jsonschema {authority:?}: {text}");
        }
    }
}

/// What a function makes of each text; a few threads share the work.
fn side_by_side<T: Send>(texts: &[String], judge: impl Fn(&str) -> T + Sync) -> Vec<T> {
    const THREADS: usize = 4;
    let judge = &judge;
    std::thread::scope(|scope| {
        let shares = texts.chunks(texts.len().div_ceil(THREADS).max(1));
        let threads: Vec<_> =
            shares.map(|share| scope.spawn(move || share.iter().map(|text| judge(text)).collect::<Vec<_>>())).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

/// A generated document as text.
fn document(schema: &Value, random: &mut Random) -> String {
    let mut value = instance(schema, random);
    for _ in 0..*random.pick(&[0, 0, 1, 1, 2, 4]) {
        mutate(&mut value, random);
    }
    let mut text = String::new();
    let odd = random.chance(50);
    write(&value, random, odd, &mut text);
    text
}

fn compare(urls: &[String], documents: u64, seed: u64) -> Result<Comparison> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |path: String| std::fs::read_to_string(root.join(&path)).map_err(|error| format!("{path}: {error}"));
    let servers = urls.iter().map(|url| Server::new(url)).collect::<Result<_>>()?;
    let mut comparison = Comparison { servers, compared: 0, disagreements: 0 };
    let (lifecycle, sources) = folder::wizard_stages(&root.join("schemas")).map_err(|error| error.to_string())?;
    let function = |stage: &Stage, text: &str, file: &str| {
        let schema = json_schema::read(file, text).map_err(|error| error.to_string())?;
        stage_function(stage, &schema).map_err(|error| error.to_string())
    };

    for (index, (stage, source)) in lifecycle.stages.iter().zip(&sources).enumerate() {
        let schema: Value = serde_json::from_str(&source.text).map_err(|error| error.to_string())?;
        let authority = Crate::new(&schema);
        let sql = function(stage, &source.text, &source.name)?;
        let mut texts = Vec::new();
        let cases = read(format!("tests/fixtures/stages/{}.jsonl", source.name))?;
        for line in cases.lines() {
            // The spelling of numbers is part of the case, so the line's own text counts.
            let data = line.split_once("\"data\":").map_or("", |(_, data)| data);
            let end = (0..=data.len()).rev().filter(|&end| data.is_char_boundary(end));
            texts
                .extend(end.filter_map(|end| data.get(..end)).find(|text| serde_json::from_str::<Value>(text).is_ok()));
        }
        let mut texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
        let fixtures = texts.len();
        for line in read("tests/fixtures/events.jsonl".to_owned())?.lines() {
            let event: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
            texts.extend(event["stages"].get(&stage.stage).map(Value::to_string));
        }
        let share = documents / lifecycle.stages.len() as u64;
        texts
            .extend((0..share).map(|number| document(&schema, &mut Random(seed ^ (index as u64) << 56 ^ number << 8))));
        let mut judged = Vec::new();
        // PostgreSQL has no such character.
        texts.retain(|text| !text.contains("\\u0000"));
        let verdicts = side_by_side(&texts, |text| Some((oracle::module(index, text)?, authority.verdicts(text)?)));
        for (text, verdicts) in texts.into_iter().zip(verdicts) {
            let Some((module, authority)) = verdicts else {
                return Err(format!("{}: not JSON: {text}", stage.stage));
            };
            if module != authority {
                comparison.dispute(&stage.stage, &text, module, authority);
            }
            judged.push((text, module));
        }
        assert!(fixtures > 100, "the fixtures of {} have been lost", source.name);
        comparison.run(&stage.stage, &sql, &judged)?;
    }

    let stage = |name: &str| Stage { stage: name.to_owned(), column: "test".to_owned(), schema: name.to_owned() };
    let text = read("tests/stage_checks/schemas/keywords.json".to_owned())?;
    let schema: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let authority = Crate::new(&schema);
    let judged = (0..documents / 10)
        .map(|number| {
            let text = document(&schema, &mut Random(seed ^ 9 << 56 ^ number << 8));
            let verdicts = authority.verdicts(&text).ok_or_else(|| format!("not JSON: {text}"))?;
            Ok((text, verdicts))
        })
        .collect::<Result<Vec<_>>>()?;
    comparison.run("other keywords", &function(&stage("keywords"), &text, "keywords.json")?, &judged)?;

    let known = texts::known(&root)?;
    for format in FORMATS {
        let has_format = json_format::by_name(format).ok_or("no such format")?;
        let schema = json!({ "type": "object", "properties": { "text": { "type": "string", "format": format } } });
        let sql = function(&stage(format), &schema.to_string(), format)?;
        // Half of them are changed from texts that have the format: there the edges are.
        let sound: Vec<String> = known.iter().filter(|text| has_format(text.as_bytes())).cloned().collect();
        let changed = (0..documents / 10).map(|number| {
            let texts = if number % 2 == 0 { &sound } else { &known };
            texts::changed(texts, &mut Random(seed ^ 10 << 56 ^ number << 8))
        });
        let judged: Vec<_> = known
            .iter()
            .cloned()
            .chain(changed)
            .map(|text| (json!({ "text": text }).to_string(), [has_format(text.as_bytes()); 2]))
            .collect();
        comparison.run(format, &sql, &judged)?;
    }
    Ok(comparison)
}

/// The formats that are written in SQL.
const FORMATS: [&str; 8] = [
    "date-time",
    "e164",
    "iana-time-zone",
    "idn-email",
    "language-tag",
    "multi-line-text",
    "single-line-text",
    "web-address",
];

fn run() -> Result<bool> {
    let usage = "usage: stage-checks --server URL [--server URL …] [--documents N] [--seed N]";
    let (mut urls, mut documents, mut seed) = (Vec::new(), 5_000, 1);
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        let value = given.next().ok_or_else(|| format!("{argument} needs a value; {usage}"))?;
        let number = || value.parse::<u64>().map_err(|_| format!("`{value}` is no number; {usage}"));
        match argument.as_str() {
            "--server" => urls.push(value),
            "--documents" => documents = number()?,
            "--seed" => seed = number()?,
            _ => return Err(format!("`{argument}`? {usage}")),
        }
    }
    if urls.is_empty() {
        return Err(usage.into());
    }
    let comparison = compare(&urls, documents, seed)?;
    let versions: Vec<&str> = comparison.servers.iter().map(|server| server.version.as_str()).collect();
    println!(
        "PostgreSQL {}: {} documents in both modes, {} disagreements (seed {seed})",
        versions.join(", "),
        comparison.compared,
        comparison.disagreements
    );
    println!("{} passed, {} failed", comparison.compared, comparison.disagreements);
    Ok(comparison.disagreements == 0)
}

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("stage-checks: {error}");
            println!("0 passed, 1 failed");
            ExitCode::FAILURE
        }
    }
}
