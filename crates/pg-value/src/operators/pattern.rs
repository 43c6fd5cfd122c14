//! Regular expressions (PostgreSQL manual, 9.7.3), as automata that the compiler built.

use alloc::borrow::Cow;

use json_format::Automaton;

use crate::logic::{Outcome, Stop};

/// `~`
#[must_use]
pub fn matches(text: Option<Cow<'_, [u8]>>, regex: &Automaton) -> Option<bool> {
    text.map(|text| regex.is_match(&text))
}

/// `~` if the locale matters: `sure` matches what matches in every locale, `perhaps` what matches in some locale.
///
/// # Errors
/// Unknowable if only `perhaps` matches.
pub fn matches_perhaps(text: Option<Cow<'_, [u8]>>, sure: &Automaton, perhaps: &Automaton) -> Outcome {
    let Some(text) = text else { return Ok(None) };
    match (sure.is_match(&text), perhaps.is_match(&text)) {
        (true, _) => Ok(Some(true)),
        (false, true) => Err(Stop::Unknowable),
        (false, false) => Ok(Some(false)),
    }
}
