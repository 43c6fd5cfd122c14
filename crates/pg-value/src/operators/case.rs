//! `lower`, `upper`, `ILIKE` (PostgreSQL manual, 9.4 String Functions, 9.7 Pattern Matching), whose result depends on
//! the database's locale. For ASCII all locales agree, except the Turkish and Azerbaijani ones, where the lower case of
//! I is ı and the upper case of i is İ; so a CHECK is evaluated both ways. Anything beyond ASCII is unknowable.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::text;
use crate::logic::{Outcome, Stop};

type Text<'a> = Option<Cow<'a, [u8]>>;

/// Which letters I and i are converted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// To each other.
    Usual,
    /// To ı and İ.
    Turkish,
}

/// A condition, if it has the same value in both alphabets.
///
/// # Errors
/// The errors of the condition; unknowable if the values differ.
pub fn agreed(condition: impl Fn(Alphabet) -> Outcome) -> Outcome {
    let usual = condition(Alphabet::Usual);
    if usual == condition(Alphabet::Turkish) { usual } else { Err(Stop::Unknowable) }
}

/// Replaces I, or i, by `other` in Turkish, and applies `map` to everything else.
fn mapped(text: Text<'_>, alphabet: Alphabet, own: u8, other: char, map: fn(&u8) -> u8) -> Result<Text<'static>, Stop> {
    let Some(text) = text else { return Ok(None) };
    if !text.is_ascii() {
        return Err(Stop::Unknowable);
    }
    let mut bytes = Vec::with_capacity(text.len());
    for byte in text.iter() {
        if alphabet == Alphabet::Turkish && *byte == own {
            bytes.extend_from_slice(other.encode_utf8(&mut [0; 4]).as_bytes());
        } else {
            bytes.push(map(byte));
        }
    }
    Ok(Some(Cow::Owned(bytes)))
}

/// `lower`
///
/// # Errors
/// Unknowable beyond ASCII.
pub fn lower(text: Text<'_>, alphabet: Alphabet) -> Result<Text<'static>, Stop> {
    mapped(text, alphabet, b'I', 'ı', u8::to_ascii_lowercase)
}

/// `upper`
///
/// # Errors
/// Unknowable beyond ASCII.
pub fn upper(text: Text<'_>, alphabet: Alphabet) -> Result<Text<'static>, Stop> {
    mapped(text, alphabet, b'i', 'İ', u8::to_ascii_uppercase)
}

/// `ILIKE`: `LIKE` on texts in lower case.
///
/// # Errors
/// Unknowable beyond ASCII.
pub fn ilike(text: Text<'_>, pattern: Text<'_>, alphabet: Alphabet) -> Outcome {
    text::like_by(lower(text, alphabet)?, lower(pattern, alphabet)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &'static str) -> Text<'static> {
        Some(Cow::Borrowed(text.as_bytes()))
    }

    #[test]
    fn only_i_is_not_the_same_everywhere() {
        let lower_is = |value, expected| agreed(|alphabet| Ok(Some(lower(text(value), alphabet)? == text(expected))));
        assert_eq!(lower_is("AZ09_z", "az09_z"), Ok(Some(true)));
        assert_eq!(lower_is("I", "i"), Err(Stop::Unknowable));
        // True in neither alphabet.
        assert_eq!(lower_is("I", "I"), Ok(Some(false)));
        assert_eq!(lower_is("é", "é"), Err(Stop::Unknowable));
        let upper_is = |value, expected| agreed(|alphabet| Ok(Some(upper(text(value), alphabet)? == text(expected))));
        assert_eq!(upper_is("aZ09", "AZ09"), Ok(Some(true)));
        assert_eq!(upper_is("i", "I"), Err(Stop::Unknowable));
        assert_eq!(lower(None, Alphabet::Usual), Ok(None));
    }

    #[test]
    fn ilike_ignores_case() {
        let ilike = |value, pattern| agreed(|alphabet| ilike(text(value), text(pattern), alphabet));
        assert_eq!(ilike("AbC", "%bc"), Ok(Some(true)));
        assert_eq!(ilike("AbC", "b%"), Ok(Some(false)));
        assert_eq!(ilike("I", "i"), Err(Stop::Unknowable));
        // If both sides have the same letter, it does not matter.
        assert_eq!(ilike("xI", "_I"), Ok(Some(true)));
    }
}
