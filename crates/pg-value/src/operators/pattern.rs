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

#[cfg(test)]
mod tests {
    use super::*;

    /// Matches any text, or none.
    const fn always(matches: bool) -> Automaton {
        let matched_from = if matches { 0 } else { 1 };
        Automaton { classes: &[0; 256], transitions: &[0, 0], class_count: 2, start: 0, matched_from }
    }

    #[test]
    fn what_only_some_locales_match_is_left_to_the_server() {
        let told = |sure, perhaps| matches_perhaps(Some(Cow::Borrowed(b"a")), &always(sure), &always(perhaps));
        assert_eq!(told(true, true), Ok(Some(true)));
        assert_eq!(told(false, true), Err(Stop::Unknowable));
        assert_eq!(told(false, false), Ok(Some(false)));
        assert_eq!(matches_perhaps(None, &always(false), &always(true)), Ok(None));
    }
}
