//! The cases of `fixtures/rows.jsonl` through the whole validator.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use event_wizard_validator::generated::{WIZARD_ACTIONS, WIZARD_SESSIONS};
use event_wizard_validator::validator::{Options, Stages, Validator};
use finding::Verdict;
use pg_row::{Operation, RowOptions};
use serde_json::Value;

fn judge(case: &Value) -> Verdict {
    let fixture = |name: &Value| {
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name.as_str().unwrap())).unwrap()
    };
    let row = fixture(&case["row"]);
    let options = &case["options"];
    let current = options.get("current").map(fixture);
    let table = if case["row"].as_str().unwrap().starts_with("actions/") { &WIZARD_ACTIONS } else { &WIZARD_SESSIONS };
    let operation = if options["operation"] == "update" { Operation::Update } else { Operation::Insert };
    let stages = match options["stages"].as_str() {
        None => Stages::Declared,
        Some("draft") => Stages::Draft,
        Some("complete") => Stages::Complete,
        Some("skip") => Stages::Skip,
        Some(other) => panic!("{other}"),
    };
    let options = Options { row: RowOptions { operation, ..RowOptions::default() }, stages };
    Validator::new().row(table, &row, current.as_deref(), &options).unwrap().verdict()
}

#[test]
fn every_case_gets_its_issues() {
    let cases = include_str!("fixtures/rows.jsonl");
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let verdict = judge(&case);
        let found: Vec<Value> = verdict.issues.iter().map(|issue| serde_json::to_value(issue).unwrap()).collect();
        let of = |key: &str| case[key].as_array().cloned().unwrap_or_default();
        let expected = [of("issues"), of("advice")].concat();
        let meets =
            |found: &Value, expected: &Value| expected.as_object().unwrap().iter().all(|(key, v)| found[key] == *v);
        let described = format!("{}\n expected {expected:#?}\n found {found:#?}", case["description"]);
        assert_eq!(found.len(), expected.len(), "{described}");
        for issue in &expected {
            assert!(found.iter().any(|f| meets(f, issue)), "{described}");
        }
        // The server's own error comes first.
        if let Some(first) = expected.iter().find(|issue| issue["source"] == "database") {
            assert!(meets(&found[0], first), "{described}");
        }
        assert_eq!(verdict.persistable(), expected.iter().all(|issue| issue["source"] != "database"));
    }
    assert!(cases.lines().count() >= 20);
}
