//! Sessions as real events produce them, and mistakes as people make them: `fixtures/events.jsonl`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use event_wizard_validator::generated::{LIFECYCLE, WIZARD_SESSIONS};
use event_wizard_validator::validator::{Options, Stages, Validator};
use finding::{Issue, Source};
use json_judge::Mode;
use pg_row::{Operation, RowOptions};
use serde_json::{Map, Value, json};

fn cases() -> impl Iterator<Item = Value> {
    include_str!("fixtures/events.jsonl").lines().map(|line| serde_json::from_str(line).unwrap())
}

fn column(stage: usize) -> String {
    LIFECYCLE.column(stage).to_owned()
}

/// The case's stages as columns.
fn stages(case: &Value) -> Map<String, Value> {
    let stages = LIFECYCLE.stages.iter().enumerate();
    stages.map(|(index, stage)| (column(index), case["stages"][stage].clone())).collect()
}

/// The session row that declares all of them complete.
fn session(case: &Value) -> Value {
    let mut row = stages(case);
    row.insert("session_id".to_owned(), json!("s"));
    row.insert("current_stage".to_owned(), json!("paymentSetup"));
    row.insert("status".to_owned(), json!("completed"));
    row.insert("completed_stages".to_owned(), LIFECYCLE.stages.iter().collect());
    row.insert("completion_percentage".to_owned(), json!(100));
    row.into()
}

fn judge(row: &Value, current: Option<&Value>, stages: Stages) -> Vec<Issue> {
    let operation = if current.is_some() { Operation::Update } else { Operation::Insert };
    let options = Options { row: RowOptions { operation, ..RowOptions::default() }, stages };
    let current = current.map(Value::to_string);
    let current = current.as_deref().map(str::as_bytes);
    Validator::new().row(&WIZARD_SESSIONS, row.to_string().as_bytes(), current, &options).unwrap().issues()
}

/// Code and path of the issues that are advice, or of those that are not.
fn places(issues: &[Issue], advice: bool) -> Value {
    let chosen = issues.iter().filter(|issue| (issue.source == Source::Advice) == advice);
    chosen.map(|issue| json!({ "code": issue.code, "path": issue.path })).collect()
}

fn list(case: &Value, key: &str) -> Value {
    case.get(key).cloned().unwrap_or(json!([]))
}

#[test]
fn sessions_are_judged_as_expected() {
    for case in cases() {
        let issues = judge(&session(&case), None, Stages::Declared);
        assert_eq!(places(&issues, false), list(&case, "issues"), "{}: {issues:#?}", case["why"]);
        assert_eq!(places(&issues, true), list(&case, "advice"), "{}", case["why"]);
        assert_eq!(case["expect"] == "valid", list(&case, "issues") == json!([]), "{}", case["why"]);
    }
    let of = |expect: &str| cases().filter(|case| case["expect"] == expect).count();
    assert!(of("valid") >= 20 && of("invalid") >= 10);
}

/// Each session is saved stage by stage, as in a wizard: what is valid at the end has been valid all along.
#[test]
fn valid_sessions_are_valid_at_each_step() {
    for case in cases().filter(|case| case["expect"] == "valid") {
        let mut stored = json!({ "session_id": "s", "current_stage": "organizerSetup", "completed_stages": [] });
        for (index, name) in LIFECYCLE.stages.iter().enumerate() {
            let column = column(index);
            let data = &case["stages"][name];
            let text = data.to_string();
            let alone = Validator::new().stage(index, text.as_bytes(), Mode::Complete).unwrap().issues();
            assert!(alone.is_empty(), "{}, {name}: {alone:?}", case["why"]);

            let done: Vec<_> = LIFECYCLE.stages.iter().take(index + 1).collect();
            let change = json!({
                &column: data, "current_stage": name, "completed_stages": done, "completion_percentage": 20 * (index + 1)
            });
            for stages in [Stages::Declared, Stages::Draft] {
                let issues = judge(&change, Some(&stored), stages);
                assert_eq!(places(&issues, false), json!([]), "{}, {name}", case["why"]);
            }
            stored.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        }
        let text = stored.to_string();
        let mut validator = Validator::new();
        let (completion, missing) = validator.completion(text.as_bytes()).unwrap();
        assert_eq!((completion.percentage, completion.next), (100, None), "{}", case["why"]);
        assert!(missing.is_clean());
    }
}

/// No message or param repeats the account of a session.
#[test]
fn secrets_are_not_repeated() {
    let mut seen = 0;
    for case in cases().filter(|case| case["stages"]["paymentSetup"].get("account_id").is_some()) {
        let account = case["stages"]["paymentSetup"]["account_id"].as_str().unwrap();
        let text = session(&case).to_string();
        let mut validator = Validator::new();
        let judged = validator.row(&WIZARD_SESSIONS, text.as_bytes(), None, &Options::default()).unwrap();
        let mut told = Vec::new();
        judged.write_json(&mut told);
        assert!(!String::from_utf8(told).unwrap().contains(account), "{}", case["why"]);
        seen += usize::from(list(&case, "issues").to_string().contains("account_id_secret"));
    }
    assert!(seen > 0, "no case has a secret");
}
