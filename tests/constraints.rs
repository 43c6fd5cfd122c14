//! What the wizard says about violated constraints, on the cases of `fixtures/constraints.jsonl`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use event_wizard_validator::generated::WIZARD_SESSIONS;
use event_wizard_validator::validator::{Options, Stages, Validator};
use finding::Issue;
use pg_row::{Operation, RowOptions};
use serde_json::{Value, json};

/// What every CHECK says of itself.
const OF_THE_CHECK: [&str; 3] = ["expression", "columns", "comment"];

fn issues(body: &str, current: Option<&str>) -> Vec<Issue> {
    let operation = if current.is_some() { Operation::Update } else { Operation::Insert };
    let options = Options { row: RowOptions { operation, ..RowOptions::default() }, stages: Stages::Skip };
    let mut validator = Validator::new();
    validator.row(&WIZARD_SESSIONS, body.as_bytes(), current.map(str::as_bytes), &options).unwrap().issues()
}

/// The violated constraints, but for those about the stages' data, each with its place and what the wizard adds.
fn violated(body: &str, current: Option<&str>) -> Value {
    let of_columns = |issue: &Issue| issue.constraint.is_some() && !issue.code.ends_with("_data_valid");
    let told = issues(body, current).into_iter().filter(of_columns).map(|issue| {
        assert_eq!(issue.constraint, Some(issue.code), "{issue:?}");
        let issue = serde_json::to_value(issue).unwrap();
        let mut params = issue["params"].clone();
        OF_THE_CHECK.iter().for_each(|name| drop(params.as_object_mut().unwrap().remove(*name)));
        json!({ "code": issue["code"], "path": issue["path"], "params": params })
    });
    told.collect()
}

fn cases() -> Vec<Value> {
    include_str!("fixtures/constraints.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The row as it is sent: `text` if JSON cannot express it otherwise.
fn body(case: &Value) -> String {
    case["text"].as_str().map_or_else(|| case["row"].to_string(), str::to_owned)
}

#[test]
fn constraints_are_told_as_the_cases_expect() {
    let mut failures = Vec::new();
    for case in cases() {
        let found = violated(&body(&case), case.get("current").map(Value::to_string).as_deref());
        if found != case["issues"] {
            failures.push(format!("{}\n  expected {}\n  found    {found}", case["description"], case["issues"]));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// In an array the places are those of the row at fault, however many rows and findings precede it.
#[test]
fn each_row_of_an_array_is_told_of_itself() {
    let inserts: Vec<_> = cases().into_iter().filter(|case| case.get("current").is_none()).collect();
    let mut rows = Vec::new();
    let mut expected = Vec::new();
    for (index, case) in inserts.iter().enumerate() {
        let mut row: Value = serde_json::from_str(&body(case)).unwrap();
        // Rows of one body have the same keys.
        for (column, default) in [
            ("current_stage", json!("eventSetup")),
            ("completed_stages", json!([])),
            ("completion_percentage", json!(0)),
            ("status", json!("draft")),
        ] {
            row.as_object_mut().unwrap().entry(column).or_insert(default);
        }
        for issue in violated(&row.to_string(), None).as_array().unwrap() {
            let mut issue = issue.clone();
            issue["path"].as_array_mut().unwrap().insert(0, json!(index));
            expected.push(issue);
        }
        rows.push(row);
    }
    assert!(expected.len() > 10);
    assert_eq!(violated(&Value::from(rows).to_string(), None), Value::from(expected));
}

#[test]
fn every_constraint_that_is_told_has_a_case() {
    let told: Value = serde_json::from_str(include_str!("../schemas/constraints.json")).unwrap();
    let cases = cases();
    for entry in told.as_array().unwrap() {
        let name = &entry["constraint"];
        if name.as_str().unwrap().ends_with("_data_valid") {
            continue;
        }
        let issues = || cases.iter().flat_map(|case| case["issues"].as_array().unwrap());
        let all: Vec<_> = issues().filter(|issue| issue["code"] == *name).collect();
        assert!(!all.is_empty(), "no case shows {name}");
        for param in entry["params"].as_object().unwrap().keys() {
            let param = param.trim_end_matches('?');
            if param != "suggestion" {
                assert!(
                    all.iter().any(|issue| issue["params"].get(param).is_some()),
                    "no case shows {param} of {name}"
                );
            }
        }
    }
}

/// The issues as `code /path`, with `complete` where a stage's CHECK says how it judged.
fn told(row: &Value, current: Option<&Value>, options: &Options) -> Vec<String> {
    let (row, current) = (row.to_string(), current.map(Value::to_string));
    let mut validator = Validator::new();
    let judged = validator.row(&WIZARD_SESSIONS, row.as_bytes(), current.as_deref().map(str::as_bytes), options);
    let issues = judged.unwrap().issues();
    let one = |issue: &Issue| {
        let issue = serde_json::to_value(issue).unwrap();
        let path = issue["path"].as_array().unwrap().iter().map(|step| step.to_string().replace('"', ""));
        let path = path.collect::<Vec<_>>().join("/");
        let complete = issue["params"]["complete"].as_bool().map(|complete| format!(" complete: {complete}"));
        format!("{} {path}{}", issue["code"].as_str().unwrap(), complete.unwrap_or_default())
    };
    issues.iter().map(one).collect()
}

#[test]
fn what_a_stages_check_refuses_is_explained_whoever_asks() {
    let claims = json!({"session_id": "a", "completed_stages": ["organizerSetup", "venueSetup"], "completion_percentage": 40,
        "organizer_data": {"name": "a"}, "ticket_data": {"currency": "EURO"}, "payment_data": {"payout_currency": "EUR"}});
    for stages in [Stages::Declared, Stages::Draft, Stages::Skip] {
        let found = told(&claims, None, &Options { stages, ..Options::default() });
        let checks = [
            "organizer_data_valid organizer_data complete: true",
            "ticket_data_valid ticket_data complete: false",
            "venue_data_valid venue_data complete: true",
        ];
        assert_eq!(found.iter().take(3).collect::<Vec<_>>(), checks, "{stages:?}");
        for detail in ["required organizer_data/email", "enum ticket_data/currency", "stage_has_data venue_data"] {
            assert!(found.iter().any(|issue| issue == detail), "{stages:?}: no {detail} in {found:?}");
        }
    }
    let sound = json!({"session_id": "a", "ticket_data": {"currency": "EUR"}, "event_data": {"title": "a"}});
    assert_eq!(told(&sound, None, &Options::default()), [""; 0]);
    let complete = told(&sound, None, &Options { stages: Stages::Complete, ..Options::default() });
    assert!(complete.contains(&"required event_data/summary".to_owned()), "{complete:?}");
}

/// An upsert is judged as a new row first; only if that is sound, as an update of the stored row.
#[test]
fn an_upsert_is_told_of_the_form_that_fails() {
    let upsert = |row: Value, current: Value| {
        let row_options = RowOptions { operation: Operation::Upsert, ..RowOptions::default() };
        let options = Options { row: row_options, stages: Stages::Skip };
        let (row, current) = (row.to_string(), current.to_string());
        let mut validator = Validator::new();
        let judged = validator.row(&WIZARD_SESSIONS, row.as_bytes(), Some(current.as_bytes()), &options).unwrap();
        let issues = serde_json::to_value(judged.issues()).unwrap();
        let issues = issues.as_array().unwrap().iter();
        let params = |issue: &Value| [&issue["params"]["expected"], &issue["params"]["actual"]].map(Value::clone);
        issues.map(|issue| (issue["code"].clone(), params(issue))).collect::<Vec<_>>()
    };
    let agrees = |expected: i64, actual: i64| {
        vec![(json!("completion_percentage_agrees"), [expected, actual].map(|percentage| json!(percentage)))]
    };
    let stored = json!({"completed_stages": ["organizerSetup", "eventSetup"], "completion_percentage": 40});
    assert_eq!(upsert(json!({"session_id": "a", "completion_percentage": 40}), stored.clone()), agrees(0, 40));
    assert_eq!(upsert(json!({"session_id": "a", "completion_percentage": 0}), stored.clone()), agrees(40, 0));
    assert_eq!(upsert(json!({"session_id": "a", "completed_stages": []}), stored), agrees(0, 40));
    let published = json!({"status": "published"});
    let step = |row: Value| upsert(row, published.clone()).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
    assert_eq!(step(json!({"session_id": "a", "status": "active"})), ["status_transition"]);
    assert_eq!(step(json!({"session_id": "a", "status": "published"})), ["finished_when_all_completed"]);
}

/// What an upsert leaves as it is stored is told at the row that leaves it so, though that row has no value for it.
#[test]
fn what_no_row_sends_is_told_at_its_own_row() {
    let row = RowOptions { operation: Operation::Upsert, ..RowOptions::default() };
    let options = Options { row, stages: Stages::Skip };
    let current = br#"{"completed_stages":["eventSetup"],"completion_percentage":0}"#;
    let mut validator = Validator::new();
    let body = br#"[{"session_id":"a"},{"session_id":"b"}]"#;
    let issues = validator.row(&WIZARD_SESSIONS, body, Some(current), &options).unwrap().issues();
    let found: Vec<_> = issues
        .iter()
        .filter(|issue| issue.code == "completion_percentage_agrees")
        .map(|issue| json!(issue.path))
        .collect();
    assert_eq!(found, [0, 1].map(|row| json!([row, "completion_percentage"])));
}
