//! The five stage schemas, judged as if they were known only at run time: the same issues as the compiled
//! validators give, in both modes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};

use event_wizard_dynamic::schema::{Options, Schema};
use event_wizard_validator::generated::STAGES;
use event_wizard_validator::issue::{Findings, Issue};
use event_wizard_validator::stage::{Judge, Mode};
use event_wizard_validator::tape::Tape;
use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The stages' files, in the lifecycle's order.
fn stages() -> Vec<(String, Value)> {
    let lifecycle: Value = serde_json::from_str(&read("schemas/lifecycle.json")).unwrap();
    let name = |stage: &Value| stage["schema"].as_str().unwrap().to_owned();
    let names = lifecycle["stages"].as_array().unwrap().iter().map(name);
    names
        .map(|name| (name.clone(), serde_json::from_str(&read(&format!("schemas/stages/{name}.json"))).unwrap()))
        .collect()
}

fn compiled(stage: usize, data: &Value, mode: Mode) -> Vec<Value> {
    let text = data.to_string();
    let (mut tape, mut findings) = (Tape::new(), Findings::new());
    let doc = tape.parse(text.as_bytes()).unwrap();
    Judge::new(mode, &mut findings).stage(&STAGES[stage], doc.root());
    let issues = findings.iter().map(|finding| Issue::new(finding, doc, None));
    issues.map(|issue| json!({ "code": issue.code, "path": issue.path, "params": serde_json::to_value(&issue).unwrap()["params"] })).collect()
}

fn dynamic(schema: &Schema, data: &Value, mode: Mode) -> Vec<Value> {
    let issues = schema.judge(data, mode == Mode::Complete);
    issues.iter().map(|issue| serde_json::to_value(issue).unwrap()).collect()
}

fn sorted(mut issues: Vec<Value>) -> Vec<String> {
    let mut texts: Vec<String> = issues.iter_mut().map(|issue| issue.to_string()).collect();
    texts.sort();
    texts
}

#[test]
fn stage_fixtures_get_the_same_issues() {
    let mut cases = 0;
    for (index, (name, schema)) in stages().into_iter().enumerate() {
        let schema = Schema::compile(schema, Options::default()).unwrap();
        for line in read(&format!("tests/fixtures/stages/{name}.jsonl")).lines() {
            let case: Value = serde_json::from_str(line).unwrap();
            // Numbers that a double cannot hold never come from JavaScript.
            let data = &case["data"];
            for mode in [Mode::Draft, Mode::Complete] {
                let place = format!("{name}, {mode:?}: {}", case["description"]);
                assert_eq!(sorted(dynamic(&schema, data, mode)), sorted(compiled(index, data, mode)), "{place}");
                cases += 1;
            }
        }
    }
    println!("{cases} judgements agree");
    assert!(cases > 100);
}
