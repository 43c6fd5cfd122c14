//! Functions of text (PostgreSQL manual, 9.4 String Functions, 9.7 Pattern Matching).

use alloc::borrow::Cow;

use crate::varchar::{self, begin_of, is_first};

/// UTF-8.
type Text<'a> = Option<Cow<'a, [u8]>>;

/// `char_length`, `length`: code points.
#[must_use]
pub fn char_length(text: Text<'_>) -> Option<i64> {
    text.and_then(|text| i64::try_from(text.iter().filter(|&&byte| is_first(byte)).count()).ok())
}

/// `octet_length`: bytes of UTF-8.
#[must_use]
pub fn octet_length(text: Text<'_>) -> Option<i64> {
    text.and_then(|text| i64::try_from(text.len()).ok())
}

/// An explicit cast to `varchar(n)`: cut without complaint.
#[must_use]
pub fn truncate(text: Text<'_>, code_points: usize) -> Text<'_> {
    text.map(|text| {
        let cut = begin_of(&text, code_points);
        varchar::truncate(text, cut)
    })
}

/// `LIKE`: `%` is any text, `_` any one character, `\` takes the next character as it is.
#[must_use]
pub fn like(text: Text<'_>, pattern: &str) -> Option<bool> {
    text.map(|text| matches_pattern(&text, pattern.as_bytes()))
}

/// Only the last `%` passed needs to be tried again, so this takes no recursion. Other characters than those of
/// the pattern's syntax are compared byte by byte.
fn matches_pattern(mut text: &[u8], mut pattern: &[u8]) -> bool {
    // Behind the last `%`: the text from which the pattern there was tried last.
    let mut retry: Option<(&[u8], &[u8])> = None;
    loop {
        let step = match pattern {
            [] if text.is_empty() => return true,
            [b'%', rest @ ..] => {
                retry = Some((text, rest));
                pattern = rest;
                continue;
            }
            // A `\` at the end takes nothing.
            [] | [b'\\'] => None,
            [b'_', rest @ ..] => behind_first(text).map(|behind| (behind, rest)),
            [b'\\', literal, rest @ ..] | [literal, rest @ ..] => match text {
                [first, behind @ ..] if first == literal => Some((behind, rest)),
                _ => None,
            },
        };
        if let Some(next) = step {
            (text, pattern) = next;
            continue;
        }
        let Some((from, after)) = retry else { return false };
        let Some(from) = behind_first(from) else { return false };
        retry = Some((from, after));
        (text, pattern) = (from, after);
    }
}

/// What follows the first character, if there is one.
fn behind_first(text: &[u8]) -> Option<&[u8]> {
    if text.is_empty() { None } else { text.get(begin_of(text, 1)..) }
}

#[cfg(test)]
mod tests {
    use super::matches_pattern;

    #[test]
    fn like_backtracks() {
        for (text, pattern, expected) in [
            ("", "", true),
            ("", "%", true),
            ("a", "", false),
            ("abc", "a%c", true),
            ("abcbd", "a%b_", true),
            ("aaab", "%a%b", true),
            ("ab", "a_b", false),
            ("a%b", "a\\%b", true),
            ("axb", "a\\%b", false),
            ("é", "_", true),
            ("éa", "%_a", true),
            ("é", "__", false),
            ("éè", "%è", true),
            ("a", "a\\", false),
            ("a\\", "a\\", false),
            ("mississippi", "m%iss%pi", true),
            ("mississippi", "m%iss%x", false),
        ] {
            assert_eq!(matches_pattern(text.as_bytes(), pattern.as_bytes()), expected, "{text:?} LIKE {pattern:?}");
        }
    }
}
