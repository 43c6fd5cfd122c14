//! Runs the official JSON Schema Test Suite for every dialect, including optional parts and formats.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use event_wizard_dynamic::schema::{Options, Schema};
use json_tape::Tape;
use jsonschema::Draft;
use serde_json::Value;

/// Dialects, by their folder in the suite.
const DIALECTS: [(&str, Draft); 5] = [
    ("draft4", Draft::Draft4),
    ("draft6", Draft::Draft6),
    ("draft7", Draft::Draft7),
    ("draft2019-09", Draft::Draft201909),
    ("draft2020-12", Draft::Draft202012),
];

/// Optional files about things that this crate does not do.
const LEFT_OUT: [(&str, &str); 4] = [
    ("cross-draft.json", "other documents"),
    ("content.json", "from 2019-09 on these are annotations"),
    ("no-schema.json", "the dialect of a schema that names none is an option"),
    ("format-assertion.json", "formats are asserted whatever the vocabulary"),
];

#[test]
fn agrees_with_the_suites_of_all_dialects() {
    // The test program is in target/<profile>/deps.
    let target = std::env::current_exe().unwrap().ancestors().nth(3).unwrap().to_owned();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/setup/json-schema-suite");
    let output = Command::new(script).arg(target.join("json_schema_suite")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let suites = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    let (mut tests, mut wrong, mut left_out) = (0, Vec::new(), 0);
    for (name, draft) in DIALECTS {
        let mut files: Vec<_> = ["", "optional", "optional/format"]
            .iter()
            .flat_map(|folder| fs::read_dir(suites.join(name).join(folder)).into_iter().flatten())
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
            .collect();
        files.sort_unstable();
        for path in files {
            let file = path.strip_prefix(&suites).unwrap().display().to_string();
            if LEFT_OUT.iter().any(|(left_out, _)| file.contains("optional/") && file.ends_with(left_out))
                // In these files `format` is meant to be an annotation.
                || file.ends_with("/format.json") && !file.contains("optional/") && draft != Draft::Draft4
            {
                left_out += 1;
                continue;
            }
            let groups: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            for group in groups.as_array().unwrap() {
                let options = Options { draft, ignore_unknown_formats: true };
                let title = format!("{file}: {}", group["description"].as_str().unwrap());
                let schema = match Schema::compile(&group["schema"], options) {
                    Ok(schema) => schema,
                    // References to other documents, and custom dialects, are refused on purpose.
                    Err(error)
                        if ["another document", "none of the dialects"]
                            .iter()
                            .any(|why| error.message.contains(why)) =>
                    {
                        left_out += 1;
                        continue;
                    }
                    Err(error) => {
                        wrong.push(format!("{title}: {} at {:?}", error.message, error.path));
                        continue;
                    }
                };
                for test in group["tests"].as_array().unwrap() {
                    tests += 1;
                    let (text, mut tape) = (test["data"].to_string(), Tape::new());
                    let doc = tape.parse(text.as_bytes()).unwrap();
                    let issues = schema.judge(&doc, true, usize::MAX);
                    if issues.is_empty() != test["valid"] {
                        wrong.push(format!("{title}: {}: {text} {issues:?}", test["description"]));
                    }
                    // Valid complete data is a valid draft.
                    let draft = schema.judge(&doc, false, usize::MAX);
                    if issues.is_empty() && !draft.is_empty() {
                        wrong.push(format!("{title}: {text} is good when complete, and no good draft: {draft:?}"));
                    }
                }
            }
        }
    }
    println!("{tests} tests of all dialects judged, {left_out} files and groups left out");
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
