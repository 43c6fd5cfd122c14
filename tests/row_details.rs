//! Parts of a row's verdict that a server's answer alone does not show: the columns that conversions name, what is
//! reported beside the first error, and limits too large for a line of the corpus.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use event_wizard_validator::generated::{WIZARD_ACTIONS, WIZARD_SESSIONS};
use event_wizard_validator::validator::{Options, Stages, Validator};
use finding::{Issue, PathSegment};
use pg_row::{Missing, Operation, RowOptions, Table};
use pg_value::jsonb::MAX_DEPTH;

fn issues(table: &'static Table, body: &str, current: Option<&str>, row: RowOptions) -> Vec<Issue> {
    let options = Options { row, stages: Stages::Skip };
    Validator::new().row(table, body.as_bytes(), current.map(str::as_bytes), &options).unwrap().issues()
}

fn inserted(body: &str) -> Vec<Issue> {
    issues(&WIZARD_SESSIONS, body, None, RowOptions::default())
}

fn codes(issues: &[Issue]) -> Vec<&str> {
    issues.iter().map(|issue| issue.sqlstate.unwrap_or(issue.code)).collect()
}

#[test]
fn a_conversion_names_its_column() {
    let issues = inserted(r#"{"session_id":"a","user_id":"x","status":null}"#);
    assert_eq!(codes(&issues), ["22P02", "23502"]);
    assert_eq!(issues[0].column, Some("user_id"));
}

#[test]
fn a_text_that_is_too_long_says_the_limit() {
    let issues = inserted(&format!(r#"{{"session_id":"{}"}}"#, "a".repeat(256)));
    assert_eq!(codes(&issues), ["22001"]);
    assert!(format!("{:?}", issues[0].params).contains("255"));
}

#[test]
fn of_unknown_columns_the_least_comes_first() {
    let issues = inserted(r#"{"session_id":"a","zz":1,"ab":2,"mm":3}"#);
    assert_eq!(codes(&issues), ["PGRST204", "PGRST204", "PGRST204"]);
    assert!(matches!(&issues[0].path[..], [PathSegment::Key(key)] if *key == "ab"));
}

#[test]
fn an_update_judges_only_what_is_sent() {
    let update = RowOptions { operation: Operation::Update, ..RowOptions::default() };
    let current = r#"{"session_id":null,"current_stage":"eventSetup"}"#;
    assert_eq!(codes(&issues(&WIZARD_SESSIONS, r#"{"status":"draft"}"#, Some(current), update)), [""; 0]);
    assert_eq!(codes(&issues(&WIZARD_SESSIONS, r#"{"session_id":null}"#, Some(current), update)), ["23502"]);
}

#[test]
fn rows_of_other_keys_are_refused_and_not_filled_with_null() {
    let body = r#"[{"session_id":"a","current_stage":"x"},{"session_id":"b"}]"#;
    // The name of the stage is judged; the second row, which has none, is not.
    assert_eq!(codes(&inserted(body)), ["PGRST102", "23514"]);
}

#[test]
fn a_lone_object_names_no_columns() {
    let body = r#"{"session_id":"\ud800"}"#;
    for missing in [Missing::Omitted, Missing::Null, Missing::Default] {
        let row = RowOptions { missing, ..RowOptions::default() };
        assert_eq!(codes(&issues(&WIZARD_SESSIONS, body, None, row))[0], "PGRST102");
    }
}

#[test]
fn nesting_has_a_limit() {
    let nested = |levels: u32| {
        let (open, close) = ("[".repeat(levels as usize), "]".repeat(levels as usize));
        issues(
            &WIZARD_ACTIONS,
            &format!(r#"{{"session_id":"a","action_name":"a","action_data":{open}{close}}}"#),
            None,
            RowOptions::default(),
        )
    };
    // The row itself is one level.
    assert_eq!(codes(&nested(MAX_DEPTH - 1)), [""; 0]);
    assert_eq!(codes(&nested(MAX_DEPTH))[0], "54001");
    // In a value of another type, the nesting of the body still counts.
    let body = format!(r#"{{"action_name":{}{}}}"#, "[".repeat(MAX_DEPTH as usize), "]".repeat(MAX_DEPTH as usize));
    assert_eq!(codes(&issues(&WIZARD_ACTIONS, &body, None, RowOptions::default()))[0], "54001");
}
