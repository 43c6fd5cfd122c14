//! An automaton → a Rust constant. Knows Rust's spelling.

use crate::model::automaton::Automaton;

/// The constant, whose type is at this path.
pub fn write(automaton: &Automaton, path: &str) -> String {
    let Automaton { classes, class_count, transitions, start, matched_from } = automaton;
    format!(
        "{path} {{ classes: &{classes:?}, transitions: &{transitions:?}, class_count: {class_count}, start: {start}, \
         matched_from: {matched_from} }}"
    )
}
