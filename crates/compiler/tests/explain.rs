//! `event-wizard-compiler explain`: what it prints, as text and as JSON, its exit statuses, and that its time is
//! linear.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::io::Write as _;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use serde_json::Value;

fn explain(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_event-wizard-compiler"))
        .arg("explain")
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn tells_all_that_it_understands_and_all_that_it_does_not() {
    let output = explain(&["tests/fixtures/explained"], "");
    assert_eq!(output.status.code(), Some(1));
    let printed = printed(&output);
    let expected = include_str!("fixtures/explained.txt");
    // UPDATE=1 rewrites the expected output, to be read before it is committed.
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/explained.txt"), printed).unwrap();
    } else {
        assert_eq!(printed, expected);
    }
}

#[test]
fn tells_the_same_as_json() {
    let output = explain(&["--json", "tests/fixtures/explained/migrations"], "");
    assert_eq!(output.status.code(), Some(1));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&told["version"], &told["ok"]), (&Value::from(1), &Value::from(false)));
    let table = &told["tables"][0];
    assert_eq!(table["name"], "crossing");
    let named =
        |list: &Value, name: &str| list.as_array().unwrap().iter().find(|each| each["name"] == name).unwrap().clone();
    let cars = named(&table["columns"], "cars");
    assert_eq!((&cars["type"], &cars["notNull"]), (&Value::from("smallint"), &Value::from(true)));
    assert_eq!((&cars["default"]["kind"], &cars["default"]["value"]), (&Value::from("constant"), &Value::from("0")));
    assert_eq!(named(&table["columns"], "id")["default"]["kind"], "server");
    let check = named(&table["checks"], "crossing_cars_check");
    assert_eq!(check["bounds"], serde_json::json!({ "minimum": 0, "maximum": 40 }));
    assert_eq!(check["columns"], serde_json::json!(["cars"]));
    assert!(check["rust"].as_str().unwrap().contains("CARS"));
    assert_eq!(named(&table["checks"], "known_kind")["bounds"]["allowedValues"], serde_json::json!(["day", "night"]));
    assert!(table["notMirrored"].as_array().unwrap().iter().any(|rule| rule["kind"] == "UNIQUE"));
    let errors = told["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 2);
    assert_eq!((&errors[0]["table"], &errors[0]["column"]), (&Value::from("fare"), &Value::from("price")));
    assert_eq!((&errors[0]["at"]["line"], &errors[0]["at"]["column"]), (&Value::from(3), &Value::from(3)));
    assert_eq!((&errors[1]["constraint"], &errors[1]["kind"]), (&Value::from("loud"), &Value::from("unsupported")));
    // Reading continues after an error.
    assert_eq!(named(&table["checks"], "crossing_note_check")["columns"], serde_json::json!(["note"]));
}

#[test]
fn the_exit_status_tells_errors_from_wrong_commands() {
    let good = explain(&["-"], "CREATE TABLE t (a integer);");
    assert_eq!(good.status.code(), Some(0), "{}", printed(&good));
    assert!(!printed(&good).contains('\u{1b}'), "a file is no terminal");
    assert_eq!(explain(&["-"], "CREATE TABLE t (a money);").status.code(), Some(1));
    assert_eq!(explain(&["tests/no_such_file.sql"], "").status.code(), Some(1));
    assert_eq!(explain(&["src"], "").status.code(), Some(1), "a folder without SQL is an error, not an empty database");
    assert_eq!(explain(&[], "").status.code(), Some(2));
    assert_eq!(explain(&["--jsn", "-"], "").status.code(), Some(2));
    assert_eq!(explain(&["--help"], "").status.code(), Some(0));
}

#[test]
fn its_time_is_linear_in_the_tables() {
    let sql = |tables: usize| -> String {
        let table = |n| format!("CREATE TABLE t{n} (a integer CHECK (a > {n}), b text NOT NULL UNIQUE);\n");
        (0..tables).map(table).collect()
    };
    let seconds = |tables: usize| {
        let input = sql(tables);
        let start = Instant::now();
        let output = explain(&["--json", "-"], &input);
        assert!(output.status.success());
        start.elapsed().as_secs_f64()
    };
    seconds(100);
    let (few, many) = (seconds(500), seconds(5_000));
    // Ten times as many tables; quadratic work would take a hundred times as long.
    assert!(many < 30.0 * few, "{few:.2} s for 500 tables, {many:.2} s for 5,000");
}
