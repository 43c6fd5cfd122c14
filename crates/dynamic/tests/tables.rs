//! Tables of schemas and data with the issues expected for complete data and for drafts, each issue as its code and
//! pointer: `drafts.jsonl` covers what drafts may lack, in every dialect; `alternatives.jsonl` covers which alternative
//! of an `anyOf` or `oneOf` was meant.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use event_wizard_dynamic::pointer::child;
use event_wizard_dynamic::schema::{Options, Schema};
use finding::PathSegment;
use json_tape::Tape;
use serde_json::Value;

#[test]
fn a_draft_lacks_nothing_and_is_right_in_what_it_has() {
    judge(include_str!("drafts.jsonl"));
}

#[test]
fn the_issues_are_those_of_the_alternative_that_was_meant() {
    judge(include_str!("alternatives.jsonl"));
}

fn judge(table: &str) {
    let mut wrong = Vec::new();
    for line in table.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let about = &case["about"];
        let schema = Schema::compile(&case["schema"], Options::default());
        let schema = schema.unwrap_or_else(|error| panic!("{about}: {error:?}"));
        for (mode, demanding) in [("complete", true), ("draft", false)] {
            let issues = {
                let text = case["data"].to_string();
                schema.judge(&Tape::new().parse(text.as_bytes()).unwrap(), demanding, usize::MAX)
            };
            let pointer = |path: &[PathSegment]| {
                path.iter().fold(String::new(), |pointer, segment| match segment {
                    PathSegment::Index(index) => child(&pointer, &index.to_string()),
                    PathSegment::Key(key) => child(&pointer, key),
                })
            };
            let mut found: Vec<_> =
                issues.iter().map(|issue| format!("{} {}", issue.code, pointer(&issue.path))).collect();
            let mut expected: Vec<_> =
                case[mode].as_array().unwrap().iter().map(|issue| issue.as_str().unwrap().to_owned()).collect();
            found.sort();
            expected.sort();
            if found != expected {
                wrong.push(format!("{about}, {mode}: expected {expected:?}, found {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
