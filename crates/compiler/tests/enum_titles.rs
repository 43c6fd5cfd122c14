//! `x-enum-titles`, which accompanies an `enum` and has a title for each of its values: anything else is a build error.
#![allow(clippy::unwrap_used)]

use event_wizard_compiler::read::json_schema;
use serde_json::{Value, json};

fn read(titles: &Value) -> Result<(), String> {
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Visit",
        "description": "A visit.",
        "type": "object",
        "properties": {
            "mode": {
                "title": "Mode",
                "description": "How people come.",
                "type": "string",
                "enum": ["on_foot", "by_boat"],
                "x-enum-titles": titles
            }
        }
    });
    json_schema::read("visit.json", &schema.to_string()).map(|_| ()).map_err(|error| error.to_string())
}

#[test]
fn every_value_has_a_title_and_nothing_else_has() {
    assert_eq!(read(&json!({ "on_foot": "On foot", "by_boat": "By boat" })), Ok(()));
    for (titles, said) in [
        (json!({ "on_foot": "On foot" }), "\"by_boat\" has no title"),
        (json!({ "on_foot": "On foot", "by_boat": "" }), "\"by_boat\" has no title"),
        (json!({ "on_foot": "On foot", "by_boat": 5 }), "\"by_boat\" has no title"),
        (json!({ "on_foot": "On foot", "by_boat": "By boat", "by_air": "By air" }), "`by_air` is no value"),
        (json!({}), "\"on_foot\" has no title"),
        (json!(["On foot", "By boat"]), "it is an object"),
    ] {
        let error = read(&titles).unwrap_err();
        assert!(error.contains(said) && error.contains("visit.json"), "{titles}: {error}");
        assert!(error.contains("/properties/mode/x-enum-titles"), "{titles}: {error}");
    }
}
