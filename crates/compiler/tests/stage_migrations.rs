//! The migrations of stages and transitions: those in `schemas/migrations` are what the schemas say, and a changed stage gets
//! new ones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::path::Path;

use event_wizard_compiler::model::lifecycle::{Lifecycle, Stage};
use event_wizard_compiler::model::source::StageSource;
use event_wizard_compiler::read::{folder, json_schema};
use event_wizard_compiler::write::sql::migrations::missing;
use event_wizard_compiler::write::sql::stage::stage_function;

fn wizard() -> (Lifecycle, Vec<StageSource>, Vec<(String, String)>) {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas");
    let (lifecycle, stages) = folder::wizard_stages(&schemas).unwrap();
    (lifecycle, stages, folder::migrations(&schemas.join("migrations"), "migrations").unwrap())
}

/// The same stages, with another text in the schema of one.
fn changed(stages: &[StageSource], name: &str, from: &str, to: &str) -> Vec<StageSource> {
    let change = |source: &StageSource| {
        if source.name != name {
            return source.clone();
        }
        let text = source.text.replace(from, to);
        assert_ne!(text, source.text);
        let schema = json_schema::read(name, &text).unwrap();
        StageSource { text, schema, ..source.clone() }
    };
    stages.iter().map(change).collect()
}

#[test]
fn the_migrations_have_what_the_schemas_say() {
    let (lifecycle, stages, migrations) = wizard();
    let missing = missing(&lifecycle, &stages, &migrations, Some("29990101000000")).unwrap();
    let names: Vec<_> = missing.into_iter().map(|(name, _)| name).collect();
    assert!(
        names.is_empty(),
        "a stage or the lifecycle has changed: run `make stage-migrations`, which writes {names:?}"
    );
}

#[test]
fn a_title_is_no_change_and_a_limit_is_one() {
    let (lifecycle, stages, migrations) = wizard();
    let untouched = changed(&stages, "event", "\"Event title\"", "\"Title of the event\"");
    assert_eq!(missing(&lifecycle, &untouched, &migrations, Some("29990101000000")).unwrap(), []);

    let changed = changed(&stages, "event", "\"maxLength\": 150", "\"maxLength\": 151");
    let error = missing(&lifecycle, &changed, &migrations, None).unwrap_err().to_string();
    assert_eq!(error, "a stage has changed: the new migrations need a stamp");
    let files = missing(&lifecycle, &changed, &migrations, Some("29990101000000")).unwrap();
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).filter(|name| name.starts_with("migr")).collect();
    assert_eq!(
        names,
        [
            "migrations/29990101000000_stage_functions.sql",
            "migrations/29990101000001_existing_stage_data.sql",
            "migrations/29990101000002_stage_checks.sql",
            "migrations/29990101000003_stage_checks_validated.sql",
            "migrations/29990101000004_old_stage_functions.sql",
        ]
    );
    let text = |wanted: &str| &files.iter().find(|(name, _)| name.ends_with(wanted)).unwrap().1;
    // Only the changed stage, and no format: they are there.
    assert_eq!(text("00_stage_functions.sql").matches("CREATE FUNCTION").count(), 1);
    let checks = text("02_stage_checks.sql");
    assert!(checks.contains("DROP CONSTRAINT event_data_valid,\n  ADD CONSTRAINT event_data_valid CHECK"), "{checks}");
    // A published session goes back by way of completed.
    assert!(
        text("01_existing_stage_data.sql").contains("SET status = 'completed'\nWHERE status = 'published' AND NOT (")
    );
    // With them, nothing is missing.
    let mut all = migrations;
    all.extend(files.into_iter().filter(|(name, _)| name.starts_with("migr")));
    assert_eq!(missing(&lifecycle, &changed, &all, None).unwrap(), []);
}

#[test]
fn a_changed_lifecycle_gets_a_new_trigger() {
    let (mut lifecycle, stages, migrations) = wizard();
    lifecycle.transitions[0].1.push("completed".to_owned());
    let files = missing(&lifecycle, &stages, &migrations, Some("29990101000000")).unwrap();
    assert_eq!(files[0].0, "migrations/29990101000000_status_transitions.sql");
    assert!(files[0].1.contains("WHEN 'draft' THEN NEW.status IN ('active', 'abandoned', 'completed')"));
    assert!(files[1].1.contains("WHEN 'draft' THEN NEW.status IN ('active', 'abandoned')\n"));
}

#[test]
fn what_cannot_be_written_is_an_error_with_its_place() {
    let stage = Stage { stage: "test".to_owned(), column: "test_data".to_owned(), schema: "test".to_owned() };
    for (schema, message) in [
        (r#"{ "type": "string" }"#, "#: a stage's data is an object: `type` must be `object`"),
        (r#"{ "type": "object", "not": {} }"#, "#: the keyword `not` is not written in SQL here"),
        (
            r#"{ "type": "object", "properties": { "a": { "type": "string", "pattern": "x" } } }"#,
            "#/properties/a: the keyword `pattern` is not written in SQL here",
        ),
        (
            r#"{ "type": "object", "properties": { "a": { "type": "string", "format": "uri" } } }"#,
            "#/properties/a: the format `uri` is not written in SQL",
        ),
        (
            r#"{ "type": "object", "properties": { "a": { "type": "array", "uniqueItems": true } } }"#,
            "#/properties/a: `uniqueItems` needs `maxItems` of at most 256",
        ),
        (
            r#"{ "type": "object", "then": {}, "allOf": [{ "properties": { "a": { "type": "array" } } }] }"#,
            "#/allOf/0/properties/a: the keyword `type` is not written in SQL here",
        ),
        (
            r#"{ "type": "object", "properties": { "a": { "type": ["object", "null"] } } }"#,
            "#/properties/a: an array or object is not written in SQL here",
        ),
        (
            r#"{ "type": "object", "properties": { "a\n": true } }"#,
            "has a control character, which is not written in SQL",
        ),
        (
            r#"{ "type": "object", "properties": { "A-b": { "type": "array" } } }"#,
            "#/properties/A-b: `A-b` cannot be part of a variable's name in SQL",
        ),
        (
            r#"{ "type": "object", "additionalProperties": { "type": "string" } }"#,
            "#/additionalProperties: `additionalProperties` with a schema is not written in SQL",
        ),
    ] {
        let read = json_schema::read("test.json", schema).unwrap();
        let error = stage_function(&stage, &read).expect_err(schema).to_string();
        let message =
            message.replace("the keyword `type` is not written in SQL here", "an array or object is not written");
        assert!(error.contains(&message), "{schema}: {error}");
    }
}
