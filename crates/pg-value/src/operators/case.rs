//! `lower`, `upper`, `ILIKE` (PostgreSQL manual, 9.4 String Functions, 9.7 Pattern Matching), whose outcome the locale of
//! the database decides. Of ASCII all locales say the same, but for those of Turkish and Azerbaijani, where the small
//! letter of I is ı and the capital of i is İ; so a CHECK is evaluated both ways. What lies beyond ASCII is unknowable.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::text;
use crate::logic::{Outcome, Stop};

type Text<'a> = Option<Cow<'a, [u8]>>;

/// Which letters belong to I and i.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// Each other.
    Usual,
    /// ı and İ.
    Turkish,
}

/// A condition that is the same in both.
///
/// # Errors
/// Those of the condition; unknowable if it is not the same.
pub fn agreed(condition: impl Fn(Alphabet) -> Outcome) -> Outcome {
    let usual = condition(Alphabet::Usual);
    if usual == condition(Alphabet::Turkish) { usual } else { Err(Stop::Unknowable) }
}

/// Writes I, or i, as `other` in Turkish, and all else as `map` does.
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

/// `ILIKE`: `LIKE` of what is in lower case.
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
        // In neither alphabet.
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
        // Of one letter on both sides it does not matter.
        assert_eq!(ilike("xI", "_I"), Ok(Some(true)));
    }
}
