//! Generated stage documents, valid and invalid, judged by the compiled validators and by the `jsonschema` crate: the
//! verdicts and places must be the same, and in drafts too, except for presence. `SEED=…` and `DOCUMENTS=…` (for each
//! stage) change the defaults; a failure prints its seed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::path::Path;

use event_wizard_validator::generated::STAGES;
use event_wizard_validator::validator::Validator;
use finding::Findings;
use json_judge::{Judge, Mode, Schema};
use json_tape::Tape;
use serde_json::Value;
use stage_documents::{Random, authority, instance, mutate, places, write};

const DOCUMENTS: u64 = 6_000; // for each stage
/// Keywords that demand presence, and are therefore not enforced in a draft.
const PRESENCE: [&str; 5] = ["required", "dependentRequired", "minItems", "minProperties", "contains"];

/// The code of each issue, and the pointer to the value that the oracle would name.
fn judged(schema: &'static Schema, text: &str, mode: Mode) -> Vec<(&'static str, String)> {
    let (mut tape, mut findings) = (Tape::new(), Findings::new());
    let doc = tape.parse(text.as_bytes()).unwrap();
    Judge::new(mode, &mut findings).schema(schema, doc.root());
    findings
        .iter()
        .zip(findings.issues(doc, None))
        .map(|(finding, issue)| {
            let mut path = match serde_json::to_value(issue.path).unwrap() {
                Value::Array(path) => path,
                _ => Vec::new(),
            };
            if finding.property.is_some() || finding.code == "additionalProperties" {
                path.pop();
            }
            let segment = |s: &Value| s.as_str().map_or_else(|| s.to_string(), str::to_owned);
            let pointer = path.iter().map(|s| format!("/{}", segment(s).replace('~', "~0").replace('/', "~1")));
            (finding.code, pointer.collect())
        })
        .collect()
}

#[test]
fn agrees_with_the_jsonschema_crate() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seed = number("SEED").unwrap_or(20_261_123);
    let documents = number("DOCUMENTS").unwrap_or(DOCUMENTS);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    let lifecycle: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("lifecycle.json")).unwrap()).unwrap();
    for (index, stage) in STAGES.iter().enumerate() {
        let name = lifecycle["stages"][index]["schema"].as_str().unwrap();
        let text = std::fs::read_to_string(folder.join(format!("stages/{name}.json"))).unwrap();
        let schema: Value = serde_json::from_str(&text).unwrap();
        let oracle = authority::validator(&schema);
        let mut valid = 0;
        for document in 0..documents {
            let mut random = Random(seed ^ (index as u64) << 56 ^ document << 8);
            let mut value = instance(&schema, &mut random);
            let faults = *random.pick(&[0, 0, 1, 1, 2, 4]);
            for _ in 0..faults {
                mutate(&mut value, &mut random);
            }
            let mut text = String::new();
            let odd = random.chance(50);
            write(&value, &mut random, odd, &mut text);

            let place = || format!("seed {seed}, {name} {document}: {text}");
            let parsed: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {}", place()));
            let complete = judged(stage.schema, &text, Mode::Complete);
            let expected: BTreeSet<String> =
                oracle.iter_errors(&parsed).map(|error| error.instance_path().to_string()).collect();
            let found: BTreeSet<String> = complete.iter().map(|(_, pointer)| pointer.clone()).collect();
            assert_eq!(found, expected, "{}", place());
            valid += u64::from(complete.is_empty());

            // If an object in a list may still get a member that distinguishes it from another, a draft may report
            // either.
            let may_differ = |(code, pointer): &(&str, String)| {
                let list = parsed.pointer(pointer).and_then(Value::as_array);
                *code == "uniqueItems" && list.unwrap().iter().any(|item| item.is_object() || item.is_array())
            };
            let held_back = |issue: &(&str, String)| PRESENCE.contains(&issue.0) || may_differ(issue);
            let mut draft = judged(stage.schema, &text, Mode::Draft);
            draft.retain(|issue| !may_differ(issue));
            let without_presence: Vec<_> = complete.into_iter().filter(|issue| !held_back(issue)).collect();
            assert_eq!(draft, without_presence, "draft, {}", place());
        }
        println!("{name}: {documents} documents agree, {valid} of them valid");
        assert!(
            valid * 50 > documents && valid < documents,
            "{name}: {valid} of {documents} valid is not a fair sample"
        );
    }
}

/// Removes one member of an object, or one element of an array, at any depth; false if there is none.
fn take_away(document: &mut Value, random: &mut Random) -> bool {
    let mut all = Vec::new();
    places(document, String::new(), &mut all);
    all.remove(0);
    if all.is_empty() {
        return false;
    }
    let place = random.pick(&all).clone();
    let (holder, name) = place.rsplit_once('/').unwrap();
    match document.pointer_mut(holder).unwrap() {
        Value::Object(members) => {
            members.remove(&name.replace("~1", "/").replace("~0", "~"));
        }
        Value::Array(items) => {
            items.remove(name.parse().unwrap());
        }
        _ => unreachable!(),
    }
    true
}

/// Valid complete data is a valid draft, and so is any part of it: neither schemas nor rules report about a draft what
/// something still to come could correct.
#[test]
fn what_is_left_of_valid_data_is_a_valid_draft() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: String| std::fs::read_to_string(folder.join(path)).unwrap();
    let lifecycle: Value = serde_json::from_str(&read("schemas/lifecycle.json".to_owned())).unwrap();
    let mut validator = Validator::new();
    for (index, stage) in STAGES.iter().enumerate() {
        let name = lifecycle["stages"][index]["schema"].as_str().unwrap();
        let schema: Value = serde_json::from_str(&read(format!("schemas/stages/{name}.json"))).unwrap();
        let cases = read(format!("tests/fixtures/stages/{name}.jsonl"));
        let cases = cases.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["data"].clone());
        let generated = (0..2_000).map(|document| instance(&schema, &mut Random(document << 8 | index as u64)));
        let (mut valid, mut drafts) = (0, 0);
        for (number, data) in cases.chain(generated).enumerate() {
            if !validator.stage(index, data.to_string().as_bytes(), Mode::Complete).unwrap().is_clean() {
                continue;
            }
            valid += 1;
            for seed in 0..4 {
                let (mut random, mut left) = (Random((number as u64) << 8 | seed), data.clone());
                loop {
                    drafts += 1;
                    let text = left.to_string();
                    let issues = validator.stage(index, text.as_bytes(), Mode::Draft).unwrap().issues();
                    assert!(issues.is_empty(), "{}: {text}\nleft of {data}\n{issues:?}", stage.stage);
                    if !take_away(&mut left, &mut random) {
                        break;
                    }
                }
            }
        }
        println!("{name}: {valid} valid documents, {drafts} drafts left of them");
        assert!(valid > 100, "{name}: {valid} valid documents are not a fair sample");
    }
}
