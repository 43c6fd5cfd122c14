//! Assertions about a position, decided by its two neighbours: ECMA-262, section 22.2.2.4.

use crate::class::{is_line_terminator, is_word};
use crate::parser::Assertion;
use crate::text::Text;

/// Whether the assertion holds.
pub fn holds<T: Text + ?Sized>(what: Assertion, text: &T, at: usize) -> bool {
    let before = || text.previous(at).map(|(c, _)| c);
    let after = || text.next(at).map(|(c, _)| c);
    match what {
        Assertion::Start => at == 0,
        Assertion::End => at == text.length(),
        Assertion::LineStart => before().is_none_or(is_line_terminator),
        Assertion::LineEnd => after().is_none_or(is_line_terminator),
        Assertion::WordBoundary { negative, ignore_case } => {
            let is_word = |c: Option<u32>| c.is_some_and(|c| is_word(c, ignore_case));
            (is_word(before()) != is_word(after())) != negative
        }
    }
}
