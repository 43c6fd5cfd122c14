//! What a stage's data is judged by: the module's compiled schemas, and the `jsonschema` crate, for which a draft is judged
//! by a schema of its own. Knows no server.

use event_wizard_validator::generated::STAGES;
use finding::Findings;
use json_judge::{Judge, Mode};
use json_tape::Tape;
use jsonschema::Validator;
use serde_json::Value;

use stage_documents::authority;

/// Whether the module finds nothing in a document: in complete mode, and as a draft.
pub fn module(stage: usize, text: &str) -> Option<[bool; 2]> {
    let schema = STAGES.get(stage)?.schema;
    let mut verdicts = [false; 2];
    for (verdict, mode) in verdicts.iter_mut().zip([Mode::Complete, Mode::Draft]) {
        let (mut tape, mut findings) = (Tape::new(), Findings::new());
        let doc = tape.parse(text.as_bytes()).ok()?;
        Judge::new(mode, &mut findings).schema(schema, doc.root());
        *verdict = findings.is_empty();
    }
    Some(verdicts)
}

/// The crate's validators of a schema, for complete data and for drafts.
pub struct Crate {
    complete: Validator,
    draft: Validator,
}

impl Crate {
    /// The validators of a schema.
    pub fn new(schema: &Value) -> Self {
        let mut draft = schema.clone();
        without_presence(&mut draft);
        Self { complete: authority::validator(schema), draft: authority::validator(&draft) }
    }

    /// Whether a document is valid: complete, and as a draft.
    pub fn verdicts(&self, text: &str) -> Option<[bool; 2]> {
        let document: Value = serde_json::from_str(text).ok()?;
        Some([self.complete.is_valid(&document), self.draft.is_valid(&document)])
    }
}

/// Makes a schema one for drafts: nothing need be present, and objects in a list may still become different. A condition
/// (`if`) stays as it is, because it selects and does not demand.
fn without_presence(schema: &mut Value) {
    let Some(keywords) = schema.as_object_mut() else { return };
    for keyword in ["required", "dependentRequired", "minItems", "minProperties"] {
        keywords.remove(keyword);
    }
    if keywords.get("items").is_some_and(|items| items["type"] == "object") {
        keywords.remove("uniqueItems");
    }
    for (keyword, value) in keywords {
        match keyword.as_str() {
            "properties" => {
                value.as_object_mut().into_iter().flatten().for_each(|(_, schema)| without_presence(schema))
            }
            "allOf" => value.as_array_mut().into_iter().flatten().for_each(without_presence),
            "items" | "then" | "else" | "additionalProperties" => without_presence(value),
            _ => {}
        }
    }
}
