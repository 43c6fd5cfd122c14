//! Rows of a hand-written table: what each kind of default, trigger and request makes of a column, and the order in
//! which errors are found.

#![allow(clippy::unwrap_used)]

use finding::Findings;
use json_tape::{Tape, names};
use pg_row::{
    Check, Column, Default, Generated, GeneratedValue, Missing, Operation, Row, RowOptions, Table, Triggered, judge,
};
use pg_value::integer::Width;
use pg_value::logic::{self, Outcome};
use pg_value::operators::{array, integer};
use pg_value::{Datum, Type, input};

const fn column(ty: Type, input: input::Input, not_null: bool, default: Default) -> Column {
    Column { ty, input, not_null, default, on_insert: Triggered::Unchanged, on_update: Triggered::Unchanged }
}

fn is_known(row: &Row<'_>, column: usize) -> Outcome {
    Ok(Some(!row.is_null(column)?))
}

/// ```sql
/// CREATE TABLE seat (
///   id uuid NOT NULL DEFAULT gen_random_uuid(),
///   label text NOT NULL,
///   number integer DEFAULT 1,
///   changed_at timestamptz NOT NULL, -- set by a trigger BEFORE UPDATE
///   tags text[] DEFAULT '{a,b}',
///   note text DEFAULT current_setting('app.note', true)
/// )
/// ```
static SEAT: Table = Table {
    name: "seat",
    columns: &[
        column(Type::Uuid, input::uuid, true, Default::Server),
        column(Type::Text, input::text, true, Default::Null),
        column(Type::Integer, input::integer, false, Default::Literal("1")),
        Column {
            on_update: Triggered::Set,
            ..column(Type::Timestamptz(None), input::timestamptz, true, Default::Null)
        },
        column(Type::TextArray, input::text_array, false, Default::Literal("{a,b}")),
        column(Type::Text, input::text, false, Default::Unknowable),
    ],
    names: names!["id", "label", "number", "changed_at", "tags", "note"],
    alphabetical: &[3, 0, 1, 5, 2, 4],
    generated: &[],
    domains: &[],
    before_insert: &[],
    before_upsert: &[],
    before_update: &[],
    has_before_update_trigger: false,
    checks: &[
        Check { name: "changed_at_known", holds: |row| is_known(row, 3), columns: &[3], params: "" },
        Check { name: "id_known", holds: |row| is_known(row, 0), columns: &[0], params: "" },
        Check { name: "note_known", holds: |row| is_known(row, 5), columns: &[5], params: "" },
        Check {
            name: "number_positive",
            holds: |row| Ok(logic::gt(row.integer(2)?, Some(0))),
            columns: &[2],
            params: "",
        },
        Check {
            name: "two_tags",
            holds: |row| Ok(logic::eq(array::cardinality(row.text_array(4)?), Some(2))),
            columns: &[4],
            params: "",
        },
    ],
};

/// The code of each finding, with the column that it names.
fn found(body: &str, current: Option<&str>, options: RowOptions) -> Vec<String> {
    found_in(&SEAT, body, current, options)
}

fn found_in(table: &'static Table, body: &str, current: Option<&str>, options: RowOptions) -> Vec<String> {
    let (mut subject, mut stored, mut findings) = (Tape::new(), Tape::new(), Findings::new());
    let stored = current.map(|text| stored.parse(text.as_bytes()).unwrap().as_current());
    judge(table, subject.parse(body.as_bytes()), stored, &options, &mut findings, &mut Vec::new());
    let column = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
    findings.iter().map(|each| format!("{} {}", each.code, each.column.map(column).unwrap_or_default())).collect()
}

fn inserted(body: &str) -> Vec<String> {
    found(body, None, RowOptions::default())
}

fn updated(body: &str, current: Option<&str>) -> Vec<String> {
    found(body, current, RowOptions { operation: Operation::Update, ..RowOptions::default() })
}

const NONE: [&str; 0] = [];

#[test]
fn a_missing_column_gets_its_default() {
    // The id is made by the server, the number is 1, there are two tags, and the note is not known.
    let good = r#"{"label":"A","changed_at":"2026-01-01"}"#;
    assert_eq!(inserted(good), NONE);
    assert_eq!(
        inserted(r#"{"changed_at":null,"number":0,"tags":["x"],"note":null}"#),
        [
            "not_null_violation label",
            "not_null_violation changed_at",
            "changed_at_known changed_at",
            "note_known note",
            "number_positive number",
            "two_tags tags",
        ]
    );
}

#[test]
fn conversions_come_first_in_alphabetical_order_and_stop_the_checks_that_need_them() {
    assert_eq!(
        inserted(r#"{"tags":"{","number":"x","id":"y","label":null,"changed_at":"2026-01-01"}"#),
        [
            "invalid_text_representation id",
            "invalid_text_representation number",
            "invalid_text_representation tags",
            "not_null_violation label",
        ]
    );
}

#[test]
fn an_update_leaves_alone_what_is_not_sent() {
    assert_eq!(updated(r#"{"label":"A"}"#, None), NONE);
    // Stored NULLs do not count as written by this statement, but CHECKs see them.
    let stored = r#"{"id":null,"label":null,"number":0,"changed_at":null,"tags":["x"],"note":null}"#;
    assert_eq!(updated(r#"{"note":"n"}"#, Some(stored)), ["id_known id", "number_positive number", "two_tags tags"]);
    assert_eq!(
        updated(r#"{"label":null,"number":2,"tags":null}"#, Some(r#"{"number":0}"#)),
        ["not_null_violation label"]
    );
    // A stored value that its column's type would refuse is not an error now.
    assert_eq!(updated(r#"{"label":"A"}"#, Some(r#"{"number":"x"}"#)), NONE);
}

#[test]
fn what_a_trigger_sets_is_never_null_but_has_to_be_read() {
    assert_eq!(updated(r#"{"changed_at":null}"#, None), NONE);
    assert_eq!(updated(r#"{"changed_at":"x"}"#, None), ["invalid_datetime_format changed_at"]);
    assert_eq!(
        inserted(r#"{"label":"A","changed_at":null}"#),
        ["not_null_violation changed_at", "changed_at_known changed_at"]
    );
}

#[test]
fn a_key_that_only_other_rows_have_is_as_the_request_says() {
    let rows =
        r#"[{"label":"A","changed_at":"2026-01-01","id":null},{"label":"B","changed_at":"2026-01-01","number":5e1}]"#;
    let with = |missing| found(rows, None, RowOptions { missing, ..RowOptions::default() });
    let first = ["not_null_violation id", "id_known id"];
    assert_eq!(with(Missing::Default), first);
    let number = ["invalid_text_representation number"];
    assert_eq!(with(Missing::Null), [&number[..], &first, &first].concat());
    assert_eq!(with(Missing::Omitted), [&["PGRST102 "], &number[..], &first].concat());
}

#[test]
fn the_last_of_duplicate_keys_counts() {
    assert_eq!(inserted(r#"{"label":"A","changed_at":"2026-01-01","number":"x","number":1}"#), NONE);
    assert_eq!(
        inserted(r#"{"label":"A","changed_at":"2026-01-01","number":1,"number":0}"#),
        ["number_positive number"]
    );
}

#[test]
fn what_postgrest_refuses_comes_before_what_postgresql_refuses() {
    assert_eq!(
        inserted(r#"{"label":"\u0000","changed_at":"x","zz":1,"aa":"\ud800"}"#),
        ["PGRST102 ", "PGRST204 ", "PGRST204 ", "untranslatable_character ", "invalid_datetime_format changed_at"]
    );
    assert_eq!(found("{", None, RowOptions::default()), ["PGRST102 "]);
}

/// ```sql
/// CREATE TABLE parcel (
///   weight integer,
///   postage integer NOT NULL GENERATED ALWAYS AS (weight * 2) STORED,
///   number bigint GENERATED ALWAYS AS IDENTITY,
///   label text GENERATED ALWAYS AS (upper(sender)) STORED,
///   sender text NOT NULL
/// )
/// ```
static PARCEL: Table = Table {
    name: "parcel",
    columns: &[
        column(Type::Integer, input::integer, false, Default::Null),
        column(Type::Integer, input::integer, true, Default::Null),
        column(Type::BigInt, input::big_int, true, Default::Server),
        column(Type::Text, input::text, false, Default::Null),
        column(Type::Text, input::text, true, Default::Null),
    ],
    names: names!["weight", "postage", "number", "label", "sender"],
    alphabetical: &[3, 2, 1, 4, 0],
    generated: &[
        Generated {
            column: 1,
            value: GeneratedValue::Stored {
                columns: &[0],
                compute: |row| {
                    let value = integer::multiply(row.integer(0)?, Some(2), Width::Integer)?;
                    Ok(value.map_or(Datum::Null, Datum::Integer))
                },
            },
        },
        Generated { column: 2, value: GeneratedValue::Identity },
        Generated { column: 3, value: GeneratedValue::OnlyTheServerKnows },
    ],
    domains: &[],
    before_insert: &[],
    before_upsert: &[],
    before_update: &[],
    has_before_update_trigger: false,
    checks: &[
        Check { name: "label_known", holds: |row| is_known(row, 3), columns: &[3], params: "" },
        Check { name: "number_known", holds: |row| is_known(row, 2), columns: &[2], params: "" },
        Check {
            name: "postage_low",
            holds: |row| Ok(logic::lt(row.integer(1)?, Some(100))),
            columns: &[1],
            params: "",
        },
    ],
};

fn sent(body: &str) -> Vec<String> {
    found_in(&PARCEL, body, None, RowOptions::default())
}

fn patched(body: &str, current: Option<&str>) -> Vec<String> {
    found_in(&PARCEL, body, current, RowOptions { operation: Operation::Update, ..RowOptions::default() })
}

#[test]
fn a_value_for_a_generated_column_is_refused_before_the_body_is_read() {
    assert_eq!(
        sent(r#"{"number":null,"postage":"x","weight":"\u0000","zz":1}"#),
        [
            "PGRST204 ",
            // In table order, whatever the values.
            "generated_always postage",
            "generated_always number",
            "untranslatable_character ",
            // The other errors are the same as without those values.
            "invalid_text_representation weight",
            "not_null_violation sender",
        ]
    );
    assert_eq!(patched(r#"{"label":"A"}"#, None), ["generated_always label"]);
    let rows = r#"[{"weight":1,"sender":"A"},{"sender":"B","number":1}]"#;
    for missing in [Missing::Null, Missing::Default] {
        let options = RowOptions { missing, ..RowOptions::default() };
        assert_eq!(found_in(&PARCEL, rows, None, options)[0], "generated_always number");
    }
}

#[test]
fn a_generated_column_is_computed_before_not_null_and_checks() {
    assert_eq!(sent(r#"{"weight":49,"sender":"A"}"#), NONE);
    assert_eq!(sent(r#"{"weight":50,"sender":"A"}"#), ["postage_low postage"]);
    assert_eq!(sent(r#"{"sender":"A"}"#), ["not_null_violation postage"]);
    assert_eq!(sent(r#"{"weight":2000000000}"#), ["numeric_value_out_of_range postage", "not_null_violation sender"]);
    // For each row of an array in turn, once all are converted.
    assert_eq!(
        sent(r#"[{"weight":2000000000,"sender":null},{"weight":"x","sender":"B"}]"#),
        ["invalid_text_representation weight", "numeric_value_out_of_range postage", "not_null_violation sender",]
    );
}

#[test]
fn an_update_computes_a_generated_column_when_it_writes_what_it_is_made_of() {
    let stored = r#"{"weight":1,"postage":200,"number":1,"label":"A","sender":"a"}"#;
    // A stored value is used as it is, even if the expression would give another.
    assert_eq!(patched(r#"{"sender":"b"}"#, Some(stored)), ["postage_low postage"]);
    assert_eq!(patched(r#"{"sender":"b"}"#, Some(r#"{"weight":50}"#)), ["postage_low postage"]);
    assert_eq!(patched(r#"{"weight":2}"#, Some(stored)), NONE);
    assert_eq!(patched(r#"{"weight":50}"#, None), ["postage_low postage"]);
    assert_eq!(patched(r#"{"weight":null}"#, Some(stored)), ["not_null_violation postage"]);
    assert_eq!(patched(r#"{"sender":"b"}"#, Some(r#"{"weight":null}"#)), NONE);
    assert_eq!(patched(r#"{"weight":2000000000}"#, None), ["numeric_value_out_of_range postage"]);
    assert_eq!(patched(r#"{"sender":"b"}"#, Some(r#"{"weight":2000000000}"#)), NONE);
    assert_eq!(patched(r#"{"sender":"b"}"#, Some(r#"{"number":null}"#)), ["number_known number"]);
}

/// ```sql
/// CREATE TABLE post (
///   title text NOT NULL CHECK (title <> 'x'), -- a trigger BEFORE UPDATE may change it
///   slug text NOT NULL CHECK (slug <> 'x') -- a trigger BEFORE INSERT may change it
/// )
/// ```
static POST: Table = Table {
    name: "post",
    columns: &[
        Column { on_update: Triggered::Unknowable, ..column(Type::Text, input::text, true, Default::Null) },
        Column { on_insert: Triggered::Unknowable, ..column(Type::Text, input::text, true, Default::Null) },
    ],
    names: names!["title", "slug"],
    alphabetical: &[1, 0],
    generated: &[],
    domains: &[],
    before_insert: &[],
    before_upsert: &[],
    before_update: &[],
    has_before_update_trigger: false,
    checks: &[
        Check { name: "slug_check", holds: |row| is_not_x(row, 1), columns: &[1], params: "" },
        Check { name: "title_check", holds: |row| is_not_x(row, 0), columns: &[0], params: "" },
    ],
};

fn is_not_x(row: &Row<'_>, column: usize) -> Outcome {
    Ok(row.text(column)?.map(|text| *text != *b"x"))
}

#[test]
fn what_a_trigger_may_change_is_not_judged() {
    let insert = RowOptions::default();
    let update = RowOptions { operation: Operation::Update, ..insert };
    for (body, options, expected) in [
        (r#"{"title":"a"}"#, insert, &[][..]),
        (r#"{"title":"x","slug":"x"}"#, insert, &["title_check title"]),
        (r#"{"slug":null}"#, insert, &["not_null_violation title"]),
        (r#"{"slug":"x"}"#, update, &["slug_check slug"]),
        (r#"{"title":null,"slug":"a"}"#, update, &[]),
    ] {
        assert_eq!(found_in(&POST, body, Some(r#"{"title":"a","slug":"a"}"#), options), expected, "{body}");
    }
}
