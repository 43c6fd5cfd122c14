//! A schema that has nothing to do with wizards, compiled by cargo in the same way as the crate's own: its rows get
//! PostgreSQL's verdict; and when a CHECK is edited in the SQL, and nothing else, the verdict changes. `cases.jsonl`
//! contains PostgreSQL 15's answers.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The migrations that the program of `fixture_schema/` is built with.
struct Fixture {
    folder: PathBuf,
}

fn wide_column(index: usize) -> String {
    if index.is_multiple_of(2) { format!("c{index}") } else { format!("the_number_of_column_{index}") }
}

impl Fixture {
    fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixture_schema");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for file in fs::read_dir(root.join("tests/fixture_schema/migrations")).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), folder.join(file.file_name())).unwrap();
        }
        // Every construct of the grammar once more, on columns of every type: whatever the compiler accepts must
        // compile as Rust.
        let checks = include_str!("sql_compiler/accepted.jsonl").lines().map(|line| {
            let case: Value = serde_json::from_str(line).unwrap();
            format!("ALTER TABLE t ADD CHECK ({});\n", case["check"].as_str().unwrap())
        });
        let sql = format!("{}{}", include_str!("sql_compiler/every_type.sql"), checks.collect::<String>());
        fs::write(folder.join("20250103000000_constructs.sql"), sql).unwrap();
        // As many columns as PostgreSQL allows, half of them with names that do not fit into a block.
        let columns: Vec<_> = (0..1_600).map(|index| format!("{} integer", wide_column(index))).collect();
        let sql = format!("CREATE TABLE wide ({}, CHECK (c1598 < the_number_of_column_1599));\n", columns.join(", "));
        fs::write(folder.join("20250104000000_wide.sql"), sql).unwrap();
        Self { folder }
    }

    fn edit(&self, from: &str, to: &str) {
        let path = self.folder.join("20250101000000_library.sql");
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{from}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    /// Builds the fixture and runs it on lines of input.
    fn run(&self, input: &str) -> Output {
        let mut child = Command::new(env!("CARGO"))
            .args(["run", "--offline", "--locked", "--quiet", "--bin", "fixture-schema"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            // The target folder of this very build, so that only the fixture itself needs to be built.
            .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap())
            .env("FIXTURE_SCHEMA", &self.folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // If the build fails, nothing reads the input.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        child.wait_with_output().unwrap()
    }

    /// The findings of each line.
    fn judge(&self, input: &str) -> Vec<String> {
        let output = self.run(input);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
    }
}

#[test]
fn the_verdict_follows_the_sql() {
    let fixture = Fixture::new();
    let cases: Vec<Value> =
        include_str!("fixture_schema/cases.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(cases.len() > 200);
    let current = |case: &Value| case.get("current").map(Value::to_string).unwrap_or_default();
    let line = |case: &Value| {
        let text = |key: &str| case[key].as_str().unwrap().to_owned();
        format!("{}\t{}\t{}\t{}\n", text("table"), text("operation"), case["row"], current(case))
    };
    let found = fixture.judge(&cases.iter().map(line).collect::<String>());
    assert_eq!(found.len(), cases.len());
    let mut wrong = Vec::new();
    for (case, found) in cases.iter().zip(&found) {
        // The first finding is the server's error.
        let first = found.split(' ').next().unwrap_or_default();
        let expected = match (case["sqlstate"].as_str(), case["constraint"].as_str()) {
            (None, _) => String::new(),
            (Some(sqlstate), Some(constraint)) => format!("{sqlstate}:{constraint}"),
            (Some(sqlstate), None) => format!("{sqlstate}:"),
        };
        let agrees = if expected.ends_with(':') { first.starts_with(&expected) } else { first == expected };
        if !agrees {
            wrong.push(format!("{}: expected `{expected}`, found `{found}`", case["description"]));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));

    let members: Vec<_> = (0..1_600).rev().map(|index| format!("\"{}\":{index}", wide_column(index))).collect();
    let all = format!("{{{}}}", members.join(","));
    let turned = all.replace(":1599,", ":1598,");
    let bad = "{\"the_number_of_column_1599\":\"x\",\"c1598\":9999999999}";
    let lines = [all.as_str(), &turned, bad].map(|row| format!("wide\tinsert\t{row}\t\n")).concat();
    let conversions = "22003:numeric_value_out_of_range 22P02:invalid_text_representation";
    assert_eq!(fixture.judge(&lines), ["", "23514:wide_check", conversions]);

    // A single edit, in the SQL only.
    let row = "{\"id\":\"11111111-2222-4333-8444-555555555555\",\"title\":\"Emma\",\"copies\":25}";
    let row = format!("book\tinsert\t{row}\t\n");
    assert_eq!(fixture.judge(&row), ["23514:copies_range"]);
    fixture.edit("copies BETWEEN 1 AND 20", "copies BETWEEN 1 AND 30");
    assert_eq!(fixture.judge(&row), [""]);
    fixture.edit("copies BETWEEN 1 AND 30", "copies BETWEEN 26 AND 30");
    assert_eq!(fixture.judge(&row), ["23514:copies_range"]);

    // What cannot be compiled stops the build, with an error that says where and what.
    fixture.edit("copies BETWEEN 26 AND 30", "sqrt(copies) < 5");
    let output = fixture.run(&row);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success());
    for part in ["20250101000000_library.sql", "`copies_range`", "`sqrt(copies)` is not supported in a CHECK"] {
        assert!(message.contains(part), "{part} is not in:\n{message}");
    }
}
