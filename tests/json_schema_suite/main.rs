//! Runs the official JSON Schema Test Suite (draft 2020-12) against the compiler: every schema is compiled, the
//! validators are built into one program (`program/`), and that program judges every test. It also compares them with
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

    let program = target.join("json_schema_suite/cases.rs");
    fs::write(&program, format!("static CASES: &[Case] = &[\n{cases}];\n\n{}", writer.finish())).unwrap();
    // With the workspace's versions and features, what is built already serves here too.
    let output = Command::new(env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
        .args(["run", "--quiet", "--offline", "--locked", "--bin", "json-schema-suite", "--target-dir"])
        .arg(&target)
        .current_dir(root)
        .env("JSON_SCHEMA_SUITE", &program)
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{groups} schemas, {tests} tests, {} groups not supported\n{said}", refused.len());
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains(&format!("{tests} agree, {} the same by dynamic", 2 * tests)), "{said}");
}

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
