//! The cases of `fixtures/stages` through the compiled validators.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use event_wizard_validator::generated::{LIFECYCLE, STAGES};
use event_wizard_validator::validator::Validator;
use json_judge::Mode;
use serde_json::{Value, json};

const CASES: [&str; 5] = [
    include_str!("fixtures/stages/organizer.jsonl"),
    include_str!("fixtures/stages/event.jsonl"),
    include_str!("fixtures/stages/ticket.jsonl"),
    include_str!("fixtures/stages/venue.jsonl"),
    include_str!("fixtures/stages/payment.jsonl"),
];

/// Removes what need not be reported: for a value of the wrong type, or a text of the wrong length, one issue is
/// enough. Sorted.
fn telling(issues: Vec<Value>) -> Vec<String> {
    let hidden = |issue: &Value| {
        issues.iter().any(|other| {
            other["path"] == issue["path"]
                && match other["code"].as_str().unwrap() {
                    "type" => issue["code"] != "type",
                    "minLength" | "maxLength" => issue["code"] == "format",
                    _ => false,
                }
        })
    };
    let mut telling: Vec<_> = issues.iter().filter(|issue| !hidden(issue)).map(Value::to_string).collect();
    telling.sort();
    telling
}

#[test]
fn every_case_gets_its_issues() {
    let mut validator = Validator::new();
    let mut failures = Vec::new();
    let mut count = 0;
    for (index, cases) in CASES.iter().enumerate() {
        for line in cases.lines() {
            count += 1;
            let case: Value = serde_json::from_str(line).unwrap();
            // The data's own text, since the spelling of numbers counts.
            let data = line.split_once("\"data\":").unwrap().1;
            let mut values = serde_json::Deserializer::from_str(data).into_iter::<Value>();
            values.next().unwrap().unwrap();
            let text = &data[..values.byte_offset()];
            let mode = if case["mode"] == "draft" { Mode::Draft } else { Mode::Complete };
            let judgement = validator.stage(index, text.as_bytes(), mode).unwrap();
            let issues = judgement.issues();
            let found =
                issues.iter().map(|i| json!({ "code": i.code, "path": serde_json::to_value(&i.path).unwrap() }));
            let found = telling(found.collect());
            let expected = case["issues"].as_array().unwrap().iter();
            let expected = telling(expected.map(|i| json!({ "code": i["code"], "path": i["path"] })).collect());
            if found != expected {
                failures.push(format!(
                    "{} ({}): {}\n  expected {expected:?}\n  found    {found:?}",
                    STAGES[index].stage, case["mode"], case["description"]
                ));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {count} cases\n{}", failures.len(), failures.join("\n"));
    assert!(count > 100, "only {count} cases");
}

#[test]
fn stages_stand_in_lifecycle_order() {
    for (index, schema) in STAGES.iter().enumerate() {
        assert_eq!((schema.stage, schema.column), (LIFECYCLE.stages.get(index), LIFECYCLE.column(index)));
    }
}
