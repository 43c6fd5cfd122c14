//! What triggers and CHECKs say about inserts, updates and upserts of a hand-written table, and what is recorded of its
//! documents.

#![allow(clippy::unwrap_used)]

use finding::Findings;
use json_tape::{Kind, Tape, names};
use pg_row::{Check, Column, Default, Documents, Missing, Operation, RowOptions, Table, Triggered, judge};
use pg_value::logic;
use pg_value::{Type, input};

const fn column(ty: Type, input: input::Input, not_null: bool, default: Default) -> Column {
    Column { ty, input, not_null, default, on_insert: Triggered::Unchanged, on_update: Triggered::Unchanged }
}

/// A door is made shut, and one that is locked cannot be opened. Its plan must be an object, which may be empty unless
/// the plan is complete.
static DOOR: Table = Table {
    name: "door",
    columns: &[
        column(Type::Text, input::text, true, Default::Null),
        column(Type::Text, input::text, false, Default::Literal("shut")),
        column(Type::Jsonb, input::jsonb, false, Default::Null),
        column(Type::Boolean, input::boolean, false, Default::Literal("false")),
    ],
    names: names!["name", "state", "plan", "planned"],
    alphabetical: &[0, 2, 3, 1],
    generated: &[],
    domains: &[],
    before_insert: &[Check {
        name: "made_shut",
        holds: |row| Ok(logic::eq(row.text(1)?, Some(b"shut".into()))),
        columns: &[1],
        params: "",
    }],
    before_upsert: &[Check {
        name: "made_shut",
        holds: |row| logic::or(Some(!row.is_null(0)?), || Ok(logic::eq(row.text(1)?, Some(b"shut".into())))),
        columns: &[0, 1],
        params: "",
    }],
    before_update: &[Check {
        name: "stays_locked",
        holds: |row| {
            let was_locked = logic::eq(row.old_text(1)?, Some(b"locked".into()));
            Ok(logic::not(logic::and(was_locked, || Ok(logic::eq(row.text(1)?, Some(b"open".into()))))?))
        },
        columns: &[1],
        params: "",
    }],
    has_before_update_trigger: true,
    checks: &[Check {
        name: "good_plan",
        holds: |row| {
            row.document(2, row.boolean(3)?, 1, |plan, complete| {
                plan.kind() == Kind::Object && !(complete && plan.members().next().is_none())
            })
        },
        columns: &[2, 3],
        params: r#""stage":"plan""#,
    }],
};

fn judged(operation: Operation, missing: Missing, body: &str, current: Option<&str>) -> (Vec<String>, Vec<Documents>) {
    let (mut subject, mut stored, mut findings, mut documents) =
        (Tape::new(), Tape::new(), Findings::new(), Vec::new());
    let stored = current.map(|text| stored.parse(text.as_bytes()).unwrap().as_current());
    let options = RowOptions { operation, missing };
    judge(&DOOR, subject.parse(body.as_bytes()), stored, &options, &mut findings, &mut documents);
    (findings.iter().map(|each| each.code.to_owned()).collect(), documents)
}

/// As what a refused plan was judged.
#[test]
fn says_as_what_a_document_was_judged() {
    for (body, expected) in [
        (r#"{"name":"a","plan":[]}"#, r#""params":{"stage":"plan","complete":false}"#),
        (r#"{"name":"a","plan":[],"planned":true}"#, r#""params":{"stage":"plan","complete":true}"#),
    ] {
        let (mut tape, mut findings, mut out) = (Tape::new(), Findings::new(), Vec::new());
        let doc = tape.parse(body.as_bytes()).unwrap();
        judge(&DOOR, Ok(doc), None, &RowOptions::default(), &mut findings, &mut Vec::new());
        findings.write_json(&doc, None, &mut out);
        let told = String::from_utf8(out).unwrap();
        assert!(told.contains(expected), "{told}");
    }
}

fn codes(operation: Operation, body: &str, current: Option<&str>) -> Vec<String> {
    judged(operation, Missing::Omitted, body, current).0
}

const NONE: [&str; 0] = [];

#[test]
fn triggers_come_before_constraints() {
    let bad = r#"{"state":"open","plan":[]}"#;
    assert_eq!(codes(Operation::Insert, bad, None), ["made_shut", "not_null_violation", "good_plan"]);
    let bad = r#"{"name":null,"state":"open","plan":[]}"#;
    let stored = r#"{"name":"a","state":"locked","planned":false}"#;
    assert_eq!(codes(Operation::Update, bad, Some(stored)), ["stays_locked", "not_null_violation", "good_plan"]);
}

#[test]
fn an_update_of_no_column_is_no_statement() {
    let wrong = Some(r#"{"name":null,"state":"locked","planned":true,"plan":[]}"#);
    for body in ["{}", "[]", "[{}]", "[{},{}]"] {
        assert_eq!(codes(Operation::Update, body, wrong), NONE, "{body}");
    }
    assert_eq!(codes(Operation::Update, r#"{"name":null}"#, wrong), ["not_null_violation", "good_plan"]);
    assert_eq!(codes(Operation::Insert, "{}", None), ["not_null_violation"]);
}

#[test]
fn a_trigger_is_silent_about_what_is_not_known() {
    assert_eq!(codes(Operation::Update, r#"{"state":"open"}"#, None), NONE);
    assert_eq!(codes(Operation::Update, r#"{"state":"open"}"#, Some("{}")), NONE);
    assert_eq!(codes(Operation::Update, r#"{"state":"open"}"#, Some(r#"{"state":null}"#)), NONE);
    assert_eq!(codes(Operation::Update, r#"{"name":"b"}"#, Some(r#"{"state":"locked"}"#)), NONE);
}

#[test]
fn an_upsert_is_an_insert_and_perhaps_an_update() {
    // The row may exist, so the trigger before INSERT may let it pass.
    assert_eq!(codes(Operation::Upsert, r#"{"name":"a","state":"open"}"#, None), NONE);
    let locked = r#"{"name":"a","state":"locked","plan":{},"planned":true}"#;
    assert_eq!(codes(Operation::Upsert, r#"{"name":"a","state":"open"}"#, Some(locked)), ["stays_locked", "good_plan"]);
    // The server looks at the row as a new one first; without its key, it cannot exist.
    assert_eq!(codes(Operation::Upsert, r#"{"state":"open"}"#, Some(locked)), ["made_shut", "not_null_violation"]);
    assert_eq!(codes(Operation::Upsert, r#"{"name":"a","plan":{"x":1}}"#, Some(locked)), NONE);
    assert_eq!(codes(Operation::Upsert, r#"[{"name":"a"},{"name":"b"}]"#, Some(locked)), ["good_plan", "good_plan"]);
}

#[test]
fn an_upsert_sets_each_column_that_it_names() {
    let stored = r#"{"name":"a","state":"locked","planned":true,"plan":{"x":1}}"#;
    let body = r#"[{"name":"a","plan":{}},{"name":"b"}]"#;
    let of = |missing| judged(Operation::Upsert, missing, body, Some(stored)).0;
    assert_eq!(of(Missing::Null), ["good_plan"], "the second row's plan becomes NULL");
    assert_eq!(of(Missing::Default), ["good_plan"], "the second row's plan becomes its default");
    let body = r#"[{"name":"a","state":"shut"},{"name":"b"}]"#;
    let open = r#"{"name":"a","state":"open","planned":false}"#;
    assert_eq!(judged(Operation::Upsert, Missing::Default, body, Some(open)).0, NONE);
    let body = r#"[{"name":"a","planned":false},{"name":"b"}]"#;
    let planned = r#"{"name":"b","state":"shut","planned":true,"plan":{}}"#;
    assert_eq!(judged(Operation::Upsert, Missing::Default, body, Some(planned)).0, NONE, "b is planned no longer");
}

#[test]
fn rows_without_keys_name_no_columns() {
    // With columns, the body would go through jsonb, which has no such number.
    for body in ["[{},{}]", "[{},1e999999]"] {
        let of = |missing| judged(Operation::Insert, missing, body, None).0;
        assert_eq!(of(Missing::Default), of(Missing::Omitted), "{body}");
    }
}

#[test]
fn remembers_which_documents_are_good() {
    let of = |body: &str, current: Option<&str>| {
        let operation = if current.is_some() { Operation::Update } else { Operation::Insert };
        let documents = judged(operation, Missing::Omitted, body, current).1;
        let told = |of: &Documents| [of.is_sound(1, false), of.is_sound(1, true), of.is_refused(1)];
        documents.iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(of(r#"{"plan":{}}"#, None), [[true, false, false]]);
    assert_eq!(of(r#"{"plan":{},"planned":true}"#, None), [[false, false, true]]);
    assert_eq!(of(r#"{"plan":{"x":1},"planned":true}"#, None), [[true, true, false]]);
    assert_eq!(of(r#"{"plan":{},"planned":null}"#, None), [[true, false, false]]);
    // NULL is not judged, and neither is what is not known.
    assert_eq!(of(r#"{"plan":null}"#, None), [[false, false, false]]);
    assert_eq!(of(r#"{"plan":{}}"#, Some("{}")), [[false, false, false]]);
    assert_eq!(of(r#"{"planned":true}"#, Some(r#"{"plan":{"x":1}}"#)), [[true, true, false]]);
    // One for each row, whatever it is.
    assert_eq!(of(r#"[{"plan":{}},5,{"plan":[]}]"#, None), [[true, false, false], [false; 3], [false, false, true]]);
    assert_eq!(of("5", None), [[false; 3]; 0]);
}

#[test]
fn where_an_update_fires_a_trigger_only_the_first_row_of_several_is_judged() {
    let (good, bad) = (r#"{"state":"shut"}"#, r#"{"state":"open"}"#);
    let locked = Some(r#"{"state":"locked"}"#);
    assert_eq!(codes(Operation::Update, &format!("[{bad},{good}]"), locked), ["stays_locked"]);
    assert_eq!(codes(Operation::Update, &format!("[{good},{bad}]"), locked), NONE);
    // All rows are converted before.
    assert_eq!(
        codes(Operation::Update, r#"[{"planned":true},{"planned":"x"}]"#, locked),
        ["invalid_text_representation"]
    );
}
