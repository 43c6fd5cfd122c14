//! The wizard's rules, transitions and completion on the cases of `fixtures/rules.jsonl`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use event_wizard_validator::generated::{LIFECYCLE, WIZARD_SESSIONS};
use event_wizard_validator::lifecycle::{Lifecycle, TransitionError};
use event_wizard_validator::session::Session;
use event_wizard_validator::validator::{Options, Validator};
use event_wizard_validator::{progress, rules};
use finding::{Findings, Issue, Source};
use json_tape::Tape;
use pg_row::{Operation, RowOptions};
use serde_json::{Value, json};

fn wizard() -> &'static Lifecycle {
    &LIFECYCLE
}

fn cases(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
}

/// The rules' issues on a session row, advice among them.
fn judge(row: &str, current: Option<&str>) -> Vec<Issue> {
    let operation = if current.is_some() { Operation::Update } else { Operation::Insert };
    let options = Options { row: RowOptions { operation, ..RowOptions::default() }, ..Options::default() };
    let mut validator = Validator::new();
    let judged = validator.row(&WIZARD_SESSIONS, row.as_bytes(), current.map(str::as_bytes), &options);
    judged.unwrap().issues().into_iter().filter(is_rule).collect()
}

/// Whether the issue comes from a rule; some cases declare stages completed without giving their data.
fn is_rule(issue: &Issue) -> bool {
    matches!(issue.source, Source::Rule | Source::Advice) && issue.code != rules::STAGE_HAS_DATA
}

/// Code and path, which are what the cases expect.
fn places(issues: &[Issue]) -> Value {
    issues.iter().map(|issue| json!({ "code": issue.code, "path": issue.path })).collect()
}

/// The row's text as written in the case: escapes and number spellings are part of some cases.
fn row_text(line: &str, case: &Value) -> String {
    if let Some(text) = case["text"].as_str() {
        return text.to_owned();
    }
    let rest = line.split_once("\"row\":").unwrap().1;
    let mut row = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
    row.next().unwrap().unwrap();
    rest[..row.byte_offset()].to_owned()
}

#[test]
fn rules_find_what_the_cases_expect() {
    let text = include_str!("fixtures/rules.jsonl");
    let mut failures = Vec::new();
    for (case, line) in cases(text).iter().zip(text.lines()) {
        let current = case.get("current").map(Value::to_string);
        let issues = judge(&row_text(line, case), current.as_deref());
        let found = places(&issues);
        if found != case["issues"] {
            failures.push(format!("{}\n  expected {}\n  found    {found}", case["description"], case["issues"]));
        }
        for issue in issues {
            assert_eq!(issue.source == Source::Advice, rules::ADVICE.contains(&issue.code), "{}", issue.code);
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_rule_is_seen_both_silent_and_speaking() {
    let cases = cases(include_str!("fixtures/rules.jsonl"));
    let speaking = |code: &str| cases.iter().any(|case| case["issues"].to_string().contains(&format!("\"{code}\"")));
    // Reported by the validator, which knows what is claimed complete, and by `completion`.
    let elsewhere = [rules::STAGE_HAS_DATA, event_wizard_validator::lifecycle::KNOWN_STATUS];
    for (code, _) in rules::CODES.iter().filter(|(code, _)| !elsewhere.contains(code)) {
        assert!(speaking(code), "no case shows {code}");
    }
}

#[test]
fn places_of_the_stages_are_the_lifecycles() {
    for (index, stage) in [
        (rules::ORGANIZER, "organizerSetup"),
        (rules::EVENT, "eventSetup"),
        (rules::TICKET, "ticketSetup"),
        (rules::VENUE, "venueSetup"),
        (rules::PAYMENT, "paymentSetup"),
    ] {
        assert_eq!(wizard().stages.get(index), stage);
    }
}

#[test]
fn issues_carry_the_params_that_their_messages_need() {
    let row = r#"{"event_data":{"capacity":5},"ticket_data":{"tiers":[{"name":"Café","quantity":6,"min_per_order":7,"max_per_order":3}]}}"#;
    let issues = serde_json::to_value(judge(row, None)).unwrap();
    let params: Vec<_> =
        issues.as_array().unwrap().iter().map(|i| (i["code"].as_str().unwrap(), &i["params"])).collect();
    assert_eq!(
        params,
        [
            ("minimum_within_maximum_per_order", &json!({"tier": "Café", "minimum": 7, "maximum": 3})),
            ("minimum_per_order_within_quantity", &json!({"tier": "Café", "minimum": 7, "quantity": 6})),
            ("quantity_within_capacity", &json!({"tier": "Café", "quantity": 6, "capacity": 5})),
        ]
    );
    let row = r#"{"event_data":{"time_zone":"asia/kolkata","doors_at":"2027-06-12T19:30:00+23:59",
        "starts_at":"2027-06-12T19:30:00-03:30","ends_at":"2127-06-12T19:30:00Z"},
        "ticket_data":{"currency":"KWD","tiers":[{"name":"A","price_minor":5},{"name":"a","price_minor":100000000}]},
        "payment_data":{"provider":"stripe","account_id":"sk_live_0123456789abcdef"}}"#;
    let issues = serde_json::to_value(judge(row, None)).unwrap();
    let params: Vec<_> =
        issues.as_array().unwrap().iter().map(|i| (i["code"].as_str().unwrap(), &i["params"])).collect();
    let start = "2027-06-12T19:30:00-03:30";
    assert_eq!(
        params,
        [
            ("event_duration", &json!({"starts_at": start, "years": 5})),
            ("offset_in_range", &json!({"minimum": "-12:00", "maximum": "+14:00"})),
            ("offset_of_time_zone", &json!({"time_zone": "asia/kolkata", "offset": "-03:30", "expected": "+05:30"})),
            ("time_in_range", &json!({"earliest": 1970, "latest": 2099})),
            ("tier_name_once", &json!({"name": "A"})),
            ("account_id_secret", &json!({})),
            ("stripe_three_decimal_currency", &json!({"tier": "A", "currency": "KWD"})),
            ("stripe_maximum_charge", &json!({"tier": "a", "currency": "KWD", "limit": 99_999_999})),
        ]
    );
}

#[test]
fn a_hostile_list_of_tiers_is_judged_at_once() {
    let tiers = vec![r#"{"name":"a","quantity":1}"#; 200_000].join(",");
    let start = std::time::Instant::now();
    let issues = judge(&format!(r#"{{"ticket_data":{{"tiers":[{tiers}]}}}}"#), None);
    assert_eq!(issues.len(), 62, "only the objects that are kept are compared with each other");
    assert!(start.elapsed().as_secs() < 5, "took {:?}", start.elapsed());
}

/// The value at an issue's path.
fn value_at<'v>(root: &'v Value, issue: &Issue) -> &'v Value {
    let path = serde_json::to_value(&issue.path).unwrap();
    path.as_array().unwrap().iter().fold(root, |value, step| match step.as_u64() {
        Some(index) => &value[index as usize],
        None => &value[step.as_str().unwrap()],
    })
}

#[test]
fn paths_into_long_arrays_lead_to_their_values() {
    let mut numbers = 0u64..;
    let row = |length| {
        let tags: Vec<_> = numbers.by_ref().take(length).collect();
        json!({"session_id": "a", "organizer_data": {"name": numbers.next()}, "event_data": {"tags": tags}})
    };
    let body: Value = (0..90).map(row).collect();
    let mut validator = Validator::new();
    let text = body.to_string();
    let issues = validator.row(&WIZARD_SESSIONS, text.as_bytes(), None, &Options::default()).unwrap().issues();
    let mut found: Vec<_> = issues.iter().filter_map(|issue| value_at(&body, issue).as_u64()).collect();
    found.sort_unstable();
    assert!(found.into_iter().eq(0..numbers.start), "every number is at the path of exactly one issue");
}

#[test]
fn paths_in_the_row_and_in_the_stored_row_are_kept_apart() {
    let tiers: Vec<_> =
        (0..45).map(|i| json!({"name": i.to_string(), "sales_end_at": "2030-01-02T00:00:00Z"})).collect();
    // Both arrays are at the same index of their tapes.
    let current = json!({"event_data": {"title": "a"}, "ticket_data": {"tiers": tiers}});
    let row = json!({"event_data": {
        "starts_at": "2029-12-31T00:00:00Z", "ends_at": "2030-01-01T00:00:00Z", "tags": (0..45).collect::<Vec<_>>()
    }});
    let mut validator = Validator::new();
    let options =
        Options { row: RowOptions { operation: Operation::Update, ..RowOptions::default() }, ..Options::default() };
    let (row, current) = (row.to_string(), current.to_string());
    let judged = validator.row(&WIZARD_SESSIONS, row.as_bytes(), Some(current.as_bytes()), &options).unwrap();
    let places_of = |code: &str, list: [&str; 2]| {
        let issues = judged.issues().into_iter().filter(|issue| issue.code == code);
        let indexes = issues.map(|issue| {
            let path = serde_json::to_value(&issue.path).unwrap();
            assert_eq!((path[0].as_str(), path[1].as_str()), (Some(list[0]), Some(list[1])));
            path[2].as_u64().unwrap()
        });
        indexes.collect::<Vec<_>>()
    };
    let each: Vec<u64> = (0..45).collect();
    assert_eq!(places_of("type", ["event_data", "tags"]), each);
    assert_eq!(places_of("sales_end_by_event_end", ["ticket_data", "tiers"]), each);
}

fn transition(from: &str, to: &str) -> Result<(), TransitionError> {
    let (change, mut tape) = (json!([from, to]).to_string(), Tape::new());
    let change = tape.parse(change.as_bytes()).unwrap();
    let statuses: Vec<_> = change.root().elements().collect();
    wizard().transition(statuses[0], statuses[1])
}

#[test]
fn the_wizards_transitions() {
    let statuses = wizard().statuses;
    let allowed: Vec<String> = statuses
        .iter()
        .flat_map(|from| statuses.iter().map(move |to| (from, to)))
        .filter(|(from, to)| from != to && transition(from, to).is_ok())
        .map(|(from, to)| format!("{from} {to}"))
        .collect();
    assert_eq!(
        allowed,
        [
            "draft active",
            "draft abandoned",
            "active completed",
            "active abandoned",
            "completed active",
            "completed published",
            "completed abandoned",
            "published completed",
            "abandoned active",
        ]
    );
    assert!(statuses.iter().all(|status| transition(status, status).is_ok()));
    assert_eq!(transition("draft", "open"), Err(TransitionError::UnknownTo));
}

/// Completion with a stand-in for the schemas: data passes if it has a member `ok`.
fn completion(row: &str) -> (progress::Completion, Vec<Issue>) {
    let mut tape = Tape::new();
    let doc = tape.parse(row.as_bytes()).unwrap();
    let mut findings = Findings::new();
    let session = Session::new(wizard(), doc.root(), None);
    let completion = progress::completion(wizard(), &session, &mut findings, |_, data, findings| {
        if data.get("ok").is_none() {
            rules::stage_data_missing(data, b"ok", findings);
        }
    });
    (completion, findings.issues(doc, None))
}

#[test]
fn completion_counts_the_stages_that_pass() {
    let (nothing, missing) = completion("{}");
    assert_eq!((nothing.percentage, nothing.next_stage(wizard())), (0, Some("organizerSetup")));
    assert_eq!(missing.len(), 5);
    assert_eq!(places(&missing)[3], json!({"code": "stage_has_data", "path": ["venue_data"]}));

    let (some, missing) = completion(
        r#"{"organizer_data":{"ok":1},"event_data":null,"ticket_data":{"ok":1},"venue_data":{},"payment_data":{}}"#,
    );
    assert_eq!((some.percentage, some.next_stage(wizard())), (40, Some("eventSetup")));
    assert_eq!(some.completed_stages(wizard()).collect::<Vec<_>>(), ["organizerSetup", "ticketSetup"]);
    assert_eq!(
        places(&missing),
        json!([
            {"code": "stage_has_data", "path": ["event_data"]},
            {"code": "stage_has_data", "path": ["venue_data", "ok"]},
            {"code": "stage_has_data", "path": ["payment_data", "ok"]},
        ])
    );

    let all: String = (0..5).map(|stage| format!(r#""{}":{{"ok":1}},"#, wizard().column(stage))).collect();
    let (all, missing) = completion(&format!("{{{}}}", all.trim_end_matches(',')));
    assert_eq!((all.percentage, all.next, missing.len()), (100, None, 0));
}

#[test]
fn percentage_is_100_only_when_all_are_completed() {
    for (completed, stages, expected) in
        [(0, 5, 0), (1, 5, 20), (5, 5, 100), (2, 3, 66), (7, 8, 87), (8, 8, 100), (0, 0, 0)]
    {
        assert_eq!(progress::percentage(completed, stages), expected, "{completed} of {stages}");
    }
}

#[test]
fn completion_of_real_sessions() {
    for (row, percentage, next) in [
        (include_str!("fixtures/sessions/complete.json"), 100, None),
        (include_str!("fixtures/sessions/draft.json"), 20, Some("eventSetup")),
        (include_str!("fixtures/sessions/empty.json"), 0, Some("organizerSetup")),
        (include_str!("fixtures/sessions/claimed_too_early.json"), 60, Some("venueSetup")),
    ] {
        let mut validator = Validator::new();
        let (completion, missing) = validator.completion(row.as_bytes()).unwrap();
        assert_eq!((completion.percentage, completion.next_stage(&LIFECYCLE)), (percentage, next));
        assert_eq!(missing.is_clean(), percentage == 100);
    }
}
