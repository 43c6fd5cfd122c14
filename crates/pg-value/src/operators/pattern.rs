//! Regular expressions (PostgreSQL manual, 9.7.3), which the compiler made automata of.

use alloc::borrow::Cow;

use json_format::Automaton;

use crate::logic::{Outcome, Stop};

/// `~`
#[must_use]
pub fn matches(text: Option<Cow<'_, [u8]>>, regex: &Automaton) -> Option<bool> {
    text.map(|text| regex.is_match(&text))
}

/// `~` where the locale has a say: `sure` matches what matches in every locale, `perhaps` what matches in some.
///
/// # Errors
/// Unknowable if only the latter matches.
pub fn matches_perhaps(text: Option<Cow<'_, [u8]>>, sure: &Automaton, perhaps: &Automaton) -> Outcome {
    let Some(text) = text else { return Ok(None) };
    match (sure.is_match(&text), perhaps.is_match(&text)) {
        (true, _) => Ok(Some(true)),
        (false, true) => Err(Stop::Unknowable),
        (false, false) => Ok(Some(false)),
    }
}
