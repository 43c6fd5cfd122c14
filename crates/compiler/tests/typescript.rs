//! Compares the TypeScript and Markdown made from a small schema and table with what is expected. `UPDATE=1` rewrites
//! the expected files.
#![allow(clippy::unwrap_used, clippy::panic)]

use event_wizard_compiler::model::lifecycle::{Lifecycle, Stage};
use event_wizard_compiler::model::source::StageSource;
use event_wizard_compiler::model::table::{Column, Database, DefaultValue, NotMirrored, Origin, Table, Triggered};
use event_wizard_compiler::read::json_schema;
use event_wizard_compiler::write::{docs, schemas, typescript};
use pg_value::Type;
use std::path::Path;

const VISIT: &str = include_str!("fixtures/visit.json");

fn lifecycle() -> Lifecycle {
    Lifecycle {
        table: "visits".to_owned(),
        stages: vec![Stage { stage: "plan".to_owned(), column: "plan_data".to_owned(), schema: "visit".to_owned() }],
        current_stage_column: "stage".to_owned(),
        completed_stages_column: "done".to_owned(),
        completion_percentage_column: "percentage".to_owned(),
        status_column: "state".to_owned(),
        initial: vec!["booked".to_owned()],
        finished: vec!["over".to_owned()],
        transitions: vec![("booked".to_owned(), vec!["over".to_owned()]), ("over".to_owned(), Vec::new())],
    }
}

fn stages() -> Vec<StageSource> {
    let schema = json_schema::read("visit.json", VISIT).unwrap();
    vec![StageSource { name: "visit".to_owned(), text: VISIT.to_owned(), schema }]
}

fn database() -> Database {
    let column = |name: &str, ty: Type, not_null, default| Column {
        name: name.to_owned(),
        ty: ty.into(),
        domain: None,
        not_null,
        primary_key: name == "id",
        default,
        default_sql: None,
        origin: Origin::default(),
        generated: None,
        on_insert: Triggered::Unchanged,
        on_update: if name == "changed_at" { Triggered::Set } else { Triggered::Unchanged },
    };
    let literal = |text: &str| DefaultValue::Literal(text.to_owned());
    let server = |text: &str| DefaultValue::Server(text.to_owned());
    let visits = Table {
        name: "visits".to_owned(),
        origin: Origin::default(),
        columns: vec![
            column("id", Type::Uuid, true, server("gen_random_uuid()")),
            column("house", Type::Varchar(Some(40)), true, DefaultValue::Null),
            column("stage", Type::Text, true, literal("plan")),
            column("done", Type::TextArray, false, literal("{}")),
            column("plan_data", Type::Jsonb, false, literal("{}")),
            column("state", Type::Varchar(Some(20)), false, literal("booked")),
            column("price", Type::Numeric(Some((8, 2))), false, DefaultValue::Null),
            column("changed_at", Type::Timestamptz(None), false, server("now()")),
        ],
        ..Table::default()
    };
    let unique = NotMirrored {
        reason: None,
        origin: Origin { file: "1_visits.sql".to_owned(), position: None },
        table: Some("visits".to_owned()),
        kind: "UNIQUE",
        sql: "UNIQUE (house | id)".to_owned(),
    };
    Database { tables: vec![visits], not_mirrored: vec![unique], ..Database::default() }
}

#[track_caller]
fn expect(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    for (made, line) in text.lines().zip(expected.lines()) {
        assert_eq!(made, line, "{name}");
    }
    assert_eq!(text, expected, "{name}");
}

#[test]
fn types() {
    let (lifecycle, stages, database) = (lifecycle(), stages(), database());
    let stage = typescript::stage_types("visit", &stages.first().unwrap().schema);
    let rows = typescript::row_types(database.tables.first().unwrap(), &lifecycle);
    expect("visit.types.txt", &format!("{stage}{rows}"));
    let whole = typescript::write(&lifecycle, &stages, &database.tables, &[], &[]);
    assert!(whole.contains(&stage) && whole.contains(&rows));
    assert!(whole.contains("export type WizardStage = 'plan';") && whole.contains("= 'booked' | 'over';"));
}

#[test]
fn column_names() {
    let visits = database().tables;
    let twice: Vec<_> = visits.iter().chain(&visits).cloned().collect();
    assert_eq!(typescript::columns(&twice), typescript::columns(&visits));
    assert!(typescript::columns(&visits).contains("readonly string[] = [\"changed_at\",\"done\",\""));
}

#[test]
fn documentation() {
    expect("visit.database.md", &docs::database(&database()));
    expect("visit.stages.md", &docs::stages(&lifecycle(), &stages()));
}

#[test]
fn published_schemas() {
    for (name, text) in schemas::files(&lifecycle(), &stages()).unwrap() {
        assert!(!text.contains("$comment") && !text.contains("x-enum-titles"), "{name}");
        expect(&format!("published.{name}.txt"), &text);
    }
}
