//! Functions of text (PostgreSQL manual, 9.4 String Functions, 9.7 Pattern Matching).

use alloc::borrow::Cow;

type Text<'a> = Option<Cow<'a, str>>;

/// `char_length`, `length`: code points.
#[must_use]
pub fn char_length(text: Text<'_>) -> Option<i64> {
    text.and_then(|text| i64::try_from(text.chars().count()).ok())
}

/// `octet_length`: bytes of UTF-8.
#[must_use]
pub fn octet_length(text: Text<'_>) -> Option<i64> {
    text.and_then(|text| i64::try_from(text.len()).ok())
}

/// An explicit cast to `varchar(n)`: cut without complaint.
#[must_use]
pub fn truncate(text: Text<'_>, code_points: usize) -> Text<'_> {
    text.map(|text| match text.char_indices().nth(code_points) {
        None => text,
        Some((cut, _)) => match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.get(..cut).unwrap_or(text)),
            Cow::Owned(mut text) => {
                text.truncate(cut);
                Cow::Owned(text)
            }
        },
    })
}

/// `LIKE`: `%` is any text, `_` any one character, `\` takes the next character as it is.
#[must_use]
pub fn like(text: Text<'_>, pattern: &str) -> Option<bool> {
    text.map(|text| matches_pattern(&text, pattern))
}

/// Only the last `%` passed needs to be tried again, so this takes no recursion.
fn matches_pattern(text: &str, pattern: &str) -> bool {
    let (mut text, mut pattern) = (text.chars(), pattern.chars());
    let mut retry = None;
    loop {
        let mut rest = pattern.clone();
        let matched = match rest.next() {
            None if text.as_str().is_empty() => return true,
            None => false,
            Some('%') => {
                retry = Some((text.clone(), rest.clone()));
                pattern = rest;
                continue;
            }
            Some('_') => text.next().is_some(),
            Some('\\') => rest.next().is_some_and(|escaped| text.next() == Some(escaped)),
            Some(literal) => text.next() == Some(literal),
        };
        if matched {
            pattern = rest;
            continue;
        }
        let Some((mut from, after)) = retry else { return false };
        if from.next().is_none() {
            return false;
        }
        retry = Some((from.clone(), after.clone()));
        (text, pattern) = (from, after);
    }
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
            ("mississippi", "m%iss%pi", true),
            ("mississippi", "m%iss%x", false),
        ] {
            assert_eq!(matches_pattern(text, pattern), expected, "{text:?} LIKE {pattern:?}");
        }
    }
}
