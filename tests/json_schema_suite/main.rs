//! Runs the official JSON Schema Test Suite (draft 2020-12) against the compiler: every schema is compiled, the
//! validators are built into one program, and that program judges every test. It also compares them with
//! `crates/dynamic`, which must give the same issues, in drafts too.
//!
//! The suite is fetched once into `target/` (`scripts/setup/json-schema-suite`). Schemas that the compiler refuses are
//! listed, with the reason, in `unsupported.jsonl`, and no others may be refused. `UPDATE=1` rewrites that list.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use event_wizard_compiler::Error;
use event_wizard_compiler::read::json_schema;
use event_wizard_compiler::write::rust::stage::Writer;
use serde_json::{Value, json};

/// Files whose groups are all about something that the compiler does not do.
const LEFT_OUT: [(&str, &str); 1] =
    [("format.json", "it expects `format` to be an annotation; here it asserts, as in optional/format")];

/// From the optional part: big numbers, regular expressions, and the formats that are supported.
const OPTIONAL: [&str; 10] = [
    "bignum",
    "float-overflow",
    "ecmascript-regex",
    "non-bmp-regex",
    "format/date-time",
    "format/date",
    "format/email",
    "format/time",
    "format/uri",
    "format/uuid",
];

#[test]
fn agrees_with_the_official_suite() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // The test program is in target/<profile>/deps.
    let target = env::current_exe().unwrap().ancestors().nth(3).unwrap().to_owned();
    let suite = fetch(root, &target.join("json_schema_suite"));

    let (mut writer, mut cases, mut refused) = (Writer::default(), String::new(), Vec::new());
    let (mut groups, mut tests) = (0, 0);
    for (name, path) in files(&suite) {
        let parsed: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        for group in parsed.as_array().unwrap() {
            let description = group["description"].as_str().unwrap();
            let schema = match json_schema::read(&name, &group["schema"].to_string()) {
                Ok(schema) => schema,
                Err(reason) => {
                    // Each schema is a separate text here, so lines and columns say nothing.
                    let reason = Error { position: None, ..reason }.to_string();
                    refused.push(json!({ "file": name, "group": description, "reason": reason }).to_string());
                    continue;
                }
            };
            groups += 1;
            let schema = writer.schema(&schema).unwrap();
            let text = group["schema"].to_string();
            for test in group["tests"].as_array().unwrap() {
                tests += 1;
                let title = format!("{name}: {description}: {}", test["description"].as_str().unwrap());
                let (data, valid) = (test["data"].to_string(), &test["valid"]);
                let _ = writeln!(cases, "    ({title:?}, {data:?}, {valid}, &{schema}, {text:?}),");
            }
        }
    }
    check_list(&root.join("tests/json_schema_suite/unsupported.jsonl"), &refused);

    let program = target.join("json_schema_suite/program");
    fs::create_dir_all(program.join("src")).unwrap();
    fs::copy(root.join("Cargo.lock"), program.join("Cargo.lock")).unwrap();
    let manifest = format!(
        "[package]\nname = \"json-schema-suite\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         event-wizard-dynamic = {{ path = {:?} }}\nfinding = {{ path = {:?}, features = [\"serde\"] }}\njson-format = {{ path = {:?} }}\n\
         json-judge = {{ path = {:?} }}\njson-tape = {{ path = {:?} }}\nserde_json = \"1\"\n\n[workspace]\n",
        root.join("crates/dynamic"),
        root.join("crates/finding"),
        root.join("crates/json-format"),
        root.join("crates/json-judge"),
        root.join("crates/json-tape"),
    );
    fs::write(program.join("Cargo.toml"), manifest).unwrap();
    write_if_new(
        &program.join("src/main.rs"),
        &format!("{PROGRAM}\nstatic CASES: &[Case] = &[\n{cases}];\n\n{}", writer.finish()),
    );
    let output = Command::new(env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
        .args(["run", "--quiet", "--offline", "--manifest-path"])
        .arg(program.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{groups} schemas, {tests} tests, {} groups not supported\n{said}", refused.len());
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains(&format!("{tests} agree, {} the same by dynamic", 2 * tests)), "{said}");
}

/// The program that runs the cases; the validators are appended.
const PROGRAM: &str = r#"// Made by tests/json_schema_suite. Do not edit.
#![allow(dead_code, unused_variables, unused_mut, clippy::all)]

use event_wizard_dynamic::schema as dynamic;
use finding::Findings;
use json_judge::{Judge, Mode};
use json_tape::Tape;
use serde_json::json;

type Case = (&'static str, &'static str, bool, &'static Schema, &'static str);

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
            let alternatives = compiled.iter().any(|issue| issue.starts_with("[\"anyOf\"") || issue.starts_with("[\"oneOf\""));
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
"#;

/// The suite for draft 2020-12.
fn fetch(root: &Path, folder: &Path) -> PathBuf {
    let output = Command::new(root.join("scripts/setup/json-schema-suite")).arg(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Path::new(String::from_utf8_lossy(&output.stdout).trim()).join("draft2020-12")
}

/// Name and path of each file.
fn files(suite: &Path) -> Vec<(String, PathBuf)> {
    let mut names: Vec<String> = fs::read_dir(suite)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter(|name| name.ends_with(".json") && !LEFT_OUT.iter().any(|(left_out, _)| left_out == name))
        .collect();
    names.sort_unstable();
    assert!(names.len() > 40, "the suite is incomplete");
    names.extend(OPTIONAL.map(|name| format!("optional/{name}.json")));
    names.into_iter().map(|name| (name.clone(), suite.join(&name))).collect()
}

fn check_list(path: &Path, refused: &[String]) {
    let text = refused.iter().map(|line| format!("{line}\n")).collect::<String>();
    if env::var_os("UPDATE").is_some() {
        fs::write(path, &text).unwrap();
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    for line in text.lines().filter(|line| !expected.lines().any(|e| e == *line)) {
        println!("refused, but not listed: {line}");
    }
    assert!(text == expected, "{} does not list what the compiler refuses; UPDATE=1 rewrites it", path.display());
}

/// Leaves an unchanged file untouched, so that cargo has nothing to do.
fn write_if_new(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text).unwrap();
    }
}
