//! The schema of a draft: presence is not demanded. Knows which keywords ask for presence, and that
//! predicates keep their exact meaning.

use jsonschema::Draft;
use serde_json::{Value, json};

use crate::pointer::child;
use crate::references::References;

/// Keywords that only ask for presence.
const PRESENCE: [&str; 4] = ["required", "dependentRequired", "minItems", "minProperties"];

/// The schema of which a draft's data is judged by: the same, but that nothing has to be there yet. What
/// selects (`if`, `not`, `contains`) is left as it is; where it may refer to something else, it is read in
/// the unchanged document, so that a definition can be demanding there and lenient elsewhere.
#[must_use]
pub fn not_demanded(root: &Value, references: &References, draft: Draft) -> Value {
    let mut out = root.clone();
    // Deepest first, as what stands below a predicate is replaced with it.
    let mut places: Vec<_> = references.demanding_places().collect();
    places.sort_by_key(|place| std::cmp::Reverse(place.len()));
    for pointer in places {
        let Some(Value::Object(schema)) = out.pointer_mut(pointer) else { continue };
        for keyword in PRESENCE {
            schema.remove(keyword);
        }
        // Before 2019-09 the lists of `dependencies` were what `dependentRequired` is now.
        if let Some(Value::Object(dependencies)) = schema.get_mut("dependencies") {
            dependencies.retain(|_, demand| !demand.is_array());
        }
        if schema.contains_key("contains") {
            if matches!(draft, Draft::Draft201909 | Draft::Draft202012) {
                // `maxContains` still counts, and `unevaluatedItems` wants to know what was found.
                schema.insert("minContains".to_owned(), json!(0));
            } else {
                schema.remove("contains");
            }
        }
        if references.any() {
            for keyword in ["if", "not", "contains"] {
                if let Some(predicate) = schema.get_mut(keyword) {
                    *predicate = json!({ "$ref": references.exact(&child(pointer, keyword)) });
                }
            }
        }
    }
    out
}
