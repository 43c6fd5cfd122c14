//! Judges every case by its compiled validator and by `crates/dynamic`. The last line is "N agree, N the same by dynamic".

// For what the compiler writes.
#![allow(dead_code, unused_mut, unused_variables)]

use event_wizard_dynamic::schema as dynamic;
use finding::Findings;
use json_judge::{Judge, Mode};
use json_tape::Tape;
use serde_json::json;

/// Title, data, whether they are valid, the compiled schema and its text.
type Case = (&'static str, &'static str, bool, &'static Schema, &'static str);

include!(concat!(env!("OUT_DIR"), "/cases.rs"));

fn main() {
    let (mut agree, mut same, mut tape) = (0, 0, Tape::new());
    for (title, data, valid, schema, text) in CASES {
        let parsed = serde_json::from_str(text).expect(title);
        let dynamic = dynamic::Schema::compile(&parsed, dynamic::Options::default());
        for mode in [Mode::Complete, Mode::Draft] {
            let mut findings = Findings::new();
            let doc = tape.parse(data.as_bytes()).expect(title);
            Judge::new(mode, &mut findings).schema(schema, doc.root());
            if mode == Mode::Complete && findings.is_empty() == *valid {
                agree += 1;
            } else if mode == Mode::Complete {
                let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
                println!("DISAGREE {title}: {data} should be {valid}, found {codes:?}");
            }
            // Valid complete data is a valid draft.
            if mode == Mode::Draft && *valid && !findings.is_empty() {
                let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
                println!("DRAFT {title}: {data} is valid, but not as a draft: {codes:?}");
                agree -= 1;
            }
            let mut compiled: Vec<_> = findings
                .issues(doc, None)
                .iter()
                .map(|issue| serde_json::to_value(issue).expect(title))
                .map(|issue| json!([issue["code"], issue["path"], issue["params"]]).to_string())
                .collect();
            compiled.sort();
            // If several ways through the schema find the same issue for one value, it counts once.
            compiled.dedup();
            let found = dynamic.as_ref().map(|dynamic| {
                let issues = dynamic.judge(&doc, mode == Mode::Complete, usize::MAX).into_iter();
                let mut issues: Vec<_> = issues
                    .map(|issue| serde_json::to_value(issue).expect(title))
                    .map(|issue| json!([issue["code"], issue["path"], issue["params"]]).to_string())
                    .collect();
                issues.sort();
                issues.dedup();
                issues
            });
            // If no alternative holds, `/dynamic` reports the issues of the one that was meant.
            let alternatives =
                compiled.iter().any(|issue| issue.starts_with("[\"anyOf\"") || issue.starts_with("[\"oneOf\""));
            if alternatives && found.as_ref().is_ok_and(|found| !found.is_empty()) {
                same += 1;
                continue;
            }
            if found.as_ref().is_ok_and(|found| *found == compiled) {
                same += 1;
            } else {
                println!("DYNAMIC {title}, {mode:?}: {data} by {text}\n    {compiled:?}\n    {found:?}");
            }
        }
    }
    println!("{agree} agree, {same} the same by dynamic");
    std::process::exit(i32::from(agree != CASES.len() || same != 2 * CASES.len()));
}
