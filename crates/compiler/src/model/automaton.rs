//! A regular expression as an automaton. Knows nothing about the syntax of expressions.

/// A dense automaton over classes of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Automaton {
    /// The class of each byte.
    pub classes: Vec<u8>,
    /// The number of classes, including the last one, which is the end of the text.
    pub class_count: u16,
    /// For each state, the next state by class.
    pub transitions: Vec<u16>,
    /// The state before the first byte.
    pub start: u16,
    /// States from here on have matched.
    pub matched_from: u16,
}
