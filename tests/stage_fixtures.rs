//! The cases of `fixtures/stages` against the authorities: the `jsonschema` crate for schema issues, and the rules
//! themselves for rule issues. The compiled validators are tested in stages.rs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use event_wizard_validator::rules;
use event_wizard_validator::validator::Validator;
use finding::Source;
use json_judge::Mode;
use serde_json::{Value, json};
use stage_documents::authority;

struct Stage {
    index: usize,
    name: &'static str,
    schema: &'static str,
    cases: &'static str,
}

macro_rules! stage {
    ($index:expr, $name:literal) => {
        Stage {
            index: $index,
            name: $name,
            schema: include_str!(concat!("../schemas/stages/", $name, ".json")),
            cases: include_str!(concat!("fixtures/stages/", $name, ".jsonl")),
        }
    };
}

static STAGES: [Stage; 5] = [
    stage!(rules::ORGANIZER, "organizer"),
    stage!(rules::EVENT, "event"),
    stage!(rules::TICKET, "ticket"),
    stage!(rules::VENUE, "venue"),
    stage!(rules::PAYMENT, "payment"),
];

impl Stage {
    /// Each case with its own line, since the spelling of numbers counts.
    fn cases(&self) -> impl Iterator<Item = (Value, &'static str)> {
        self.cases.lines().map(|line| {
            let case: Value = serde_json::from_str(line).unwrap();
            let data = line.split_once("\"data\":").unwrap().1;
            let mut values = serde_json::Deserializer::from_str(data).into_iter::<Value>();
            values.next().unwrap().unwrap();
            (case, &data[..values.byte_offset()])
        })
    }
}

fn is_rule(issue: &Value) -> bool {
    rules::CODES.iter().any(|(code, _)| issue["code"] == *code)
}

/// A character alone and within a text is treated as Unicode's own tables say.
#[test]
fn characters_are_those_of_unicode() {
    type Format = (fn(&[u8]) -> bool, fn(&str) -> bool);
    let formats: [(&str, Format); 4] = [
        ("single-line-text", (json_format::single_line_text, authority::is_single_line_text)),
        ("multi-line-text", (json_format::multi_line_text, authority::is_multi_line_text)),
        ("web-address", (json_format::web_address, authority::is_web_address)),
        ("idn-email", (json_format::idn_email, authority::is_idn_email)),
    ];
    // Without most ideographs, which are all alike.
    let blocks = [
        '\0'..='\u{33FF}',
        '\u{A000}'..='\u{ABFF}',
        '\u{D7A0}'..='\u{11FFF}',
        '\u{1BC00}'..='\u{1D2FF}',
        '\u{DFF00}'..='\u{E10FF}',
    ];
    for c in blocks.into_iter().flatten() {
        for text in [
            format!("{c}"),
            format!("a{c}"),
            format!("https://{c}.jp"),
            format!("https://a.jp/{c}"),
            format!("{c}@a.jp"),
            format!("a@{c}.jp"),
        ] {
            for (name, (ours, theirs)) in formats {
                assert_eq!(ours(text.as_bytes()), theirs(&text), "{name}: {text:?}");
            }
        }
    }
}

#[test]
fn schema_issues_are_those_of_the_jsonschema_crate() {
    for stage in &STAGES {
        let schema: Value = serde_json::from_str(stage.schema).unwrap();
        let authority = authority::validator(&schema);
        for (case, _) in stage.cases().filter(|(case, _)| case["mode"] == "complete") {
            let expected = !case["issues"].as_array().unwrap().iter().any(|issue| !is_rule(issue));
            assert_eq!(authority.is_valid(&case["data"]), expected, "{}: {}", stage.name, case["description"]);
        }
    }
}

#[test]
fn rule_issues_are_those_of_the_rules() {
    for stage in &STAGES {
        for (case, text) in stage.cases() {
            let mut validator = Validator::new();
            let mode = if case["mode"] == "draft" { Mode::Draft } else { Mode::Complete };
            let issues = validator.stage(stage.index, text.as_bytes(), mode).unwrap().issues().into_iter();
            let found: Vec<_> = issues
                .filter(|issue| issue.source == Source::Rule)
                .map(|issue| json!({ "code": issue.code, "path": issue.path }))
                .collect();
            let expected: Vec<_> =
                case["issues"].as_array().unwrap().iter().filter(|issue| is_rule(issue)).cloned().collect();
            assert_eq!(found, expected, "{}: {}", stage.name, case["description"]);
        }
    }
}

#[test]
fn every_stage_has_good_and_bad_cases_in_both_modes() {
    for stage in &STAGES {
        for mode in ["draft", "complete"] {
            for good in [true, false] {
                let cases = stage
                    .cases()
                    .filter(|(case, _)| case["mode"] == mode && case["issues"].as_array().unwrap().is_empty() == good);
                assert!(cases.count() > 0, "{} has no such case: {mode}, good: {good}", stage.name);
            }
        }
        let mut descriptions: Vec<_> = stage.cases().map(|(case, _)| case["description"].to_string()).collect();
        let count = descriptions.len();
        descriptions.sort();
        descriptions.dedup();
        assert_eq!(descriptions.len(), count, "{} describes two cases alike", stage.name);
    }
}
