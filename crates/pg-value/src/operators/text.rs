//! Functions of text (PostgreSQL manual, 9.4 String Functions, 9.7 Pattern Matching).

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::SqlState;
use crate::logic::{Outcome, Stop};
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

/// An explicit cast to `varchar(n)`: cuts the text without an error.
#[must_use]
pub fn truncate(text: Text<'_>, code_points: usize) -> Text<'_> {
    text.map(|text| {
        let cut = begin_of(&text, code_points);
        varchar::truncate(text, cut)
    })
}

/// The part of a text between two offsets.
fn part(text: Cow<'_, [u8]>, begin: usize, end: usize) -> Cow<'_, [u8]> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(begin..end).unwrap_or_default()),
        Cow::Owned(mut text) => {
            text.truncate(end);
            text.drain(..begin.min(end));
            Cow::Owned(text)
        }
    }
}

/// The text's characters, each as its bytes.
fn characters(text: &[u8]) -> impl DoubleEndedIterator<Item = &[u8]> {
    let begins = |&(_, &byte): &(usize, &u8)| is_first(byte);
    text.iter().enumerate().filter(begins).map(|(at, &first)| {
        let length = match first {
            0..0x80 => 1,
            0x80..0xE0 => 2,
            0xE0..0xF0 => 3,
            0xF0.. => 4,
        };
        text.get(at..at + length).unwrap_or_default()
    })
}

/// The number of bytes in the leading characters that belong to `set`.
fn taken<'c>(characters: impl Iterator<Item = &'c [u8]>, set: &[u8]) -> usize {
    let is_taken = |character: &&[u8]| self::characters(set).any(|each| each == *character);
    characters.take_while(is_taken).map(<[u8]>::len).sum()
}

fn trim<'t>(text: Text<'t>, set: Text<'_>, begin: bool, end: bool) -> Text<'t> {
    let (text, set) = (text?, set?);
    let from = if begin { taken(characters(&text), &set) } else { 0 };
    let rest = text.get(from..).unwrap_or_default();
    let to = text.len() - if end { taken(characters(rest).rev(), &set) } else { 0 };
    Some(part(text, from, to))
}

/// `btrim`: without the characters of a set at either end.
#[must_use]
pub fn btrim<'t>(text: Text<'t>, set: Text<'_>) -> Text<'t> {
    trim(text, set, true, true)
}

/// `ltrim`: without them at the beginning.
#[must_use]
pub fn ltrim<'t>(text: Text<'t>, set: Text<'_>) -> Text<'t> {
    trim(text, set, true, false)
}

/// `rtrim`: without them at the end.
#[must_use]
pub fn rtrim<'t>(text: Text<'t>, set: Text<'_>) -> Text<'t> {
    trim(text, set, false, true)
}

/// The offset of the first occurrence of the part. In UTF-8 no character begins with a byte that continues another, so
/// bytes are compared.
fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() {
        return Some(0);
    }
    text.windows(part.len()).position(|window| window == part)
}

/// `strpos`, `position`: the number of the character at which the part first occurs, 0 if it does not occur.
#[must_use]
pub fn strpos(text: Text<'_>, part: Text<'_>) -> Option<i64> {
    let (text, part) = (text?, part?);
    match find(&text, &part) {
        Some(at) => Some(1 + characters(text.get(..at).unwrap_or_default()).count() as i64),
        None => Some(0),
    }
}

/// `starts_with`, `^@`
#[must_use]
pub fn starts_with(text: Text<'_>, part: Text<'_>) -> Option<bool> {
    Some(text?.starts_with(&part?))
}

/// The offset after this many characters; if negative, before this many last ones.
fn behind(text: &[u8], count: i64) -> usize {
    let all = || characters(text).count() as u64;
    let count = if count < 0 { all().saturating_sub(count.unsigned_abs()) } else { count.unsigned_abs() };
    usize::try_from(count).map_or(text.len(), |count| begin_of(text, count))
}

/// `left`: the first so many characters; if negative, all but the last so many.
#[must_use]
pub fn left(text: Text<'_>, count: Option<i64>) -> Text<'_> {
    let (text, count) = (text?, count?);
    let end = behind(&text, count);
    Some(part(text, 0, end))
}

/// `right`: the last so many characters; if negative, all but the first so many.
#[must_use]
pub fn right(text: Text<'_>, count: Option<i64>) -> Text<'_> {
    let (text, count) = (text?, count?);
    let begin = if count == 0 { text.len() } else { behind(&text, count.wrapping_neg()) };
    let end = text.len();
    Some(part(text, begin, end))
}

/// `substr(text, from)`: from the character with this number on, which may lie before the text.
#[must_use]
pub fn substr_from(text: Text<'_>, from: Option<i64>) -> Text<'_> {
    let (text, from) = (text?, from?);
    let (begin, end) = (behind(&text, (from - 1).max(0)), text.len());
    Some(part(text, begin, end))
}

/// `substr(text, from, count)`: so many characters from this number on; those before the text count too.
///
/// # Errors
/// 22011 if the count is negative.
pub fn substr<'t>(text: Text<'t>, from: Option<i64>, count: Option<i64>) -> Result<Text<'t>, Stop> {
    let (Some(text), Some(from), Some(count)) = (text, from, count) else { return Ok(None) };
    if count < 0 {
        return Err(Stop::Error(SqlState::SubstringError));
    }
    let (begin, end) = (behind(&text, (from - 1).max(0)), behind(&text, (from - 1 + count).max(0)));
    Ok(Some(part(text, begin, end)))
}

/// `replace`: every occurrence of a part, from the left; an empty part occurs nowhere.
#[must_use]
pub fn replace<'t>(text: Text<'t>, from: Text<'_>, to: Text<'_>) -> Text<'t> {
    let (text, from, to) = (text?, from?, to?);
    if from.is_empty() || find(&text, &from).is_none() {
        return Some(text);
    }
    let mut rest: &[u8] = &text;
    let mut replaced = Vec::new();
    while let Some(at) = find(rest, &from) {
        replaced.extend_from_slice(rest.get(..at).unwrap_or_default());
        replaced.extend_from_slice(&to);
        rest = rest.get(at + from.len()..).unwrap_or_default();
    }
    replaced.extend_from_slice(rest);
    Some(Cow::Owned(replaced))
}

/// `reverse`: by characters.
#[must_use]
pub fn reverse(text: Text<'_>) -> Text<'static> {
    text.map(|text| Cow::Owned(characters(&text).rev().flatten().copied().collect()))
}

/// `split_part`: the field with this number, counted from the end if negative; empty if there is none.
///
/// # Errors
/// 22023 for the field 0.
pub fn split_part<'t>(text: Text<'t>, delimiter: Text<'_>, field: Option<i64>) -> Result<Text<'t>, Stop> {
    let (Some(text), Some(delimiter), Some(field)) = (text, delimiter, field) else { return Ok(None) };
    if field == 0 {
        return Err(Stop::Error(SqlState::InvalidParameterValue));
    }
    let mut ends = Vec::new();
    let mut from = 0;
    if !text.is_empty() {
        while !delimiter.is_empty()
            && let Some(at) = find(text.get(from..).unwrap_or_default(), &delimiter)
        {
            ends.push((from, from + at));
            from += at + delimiter.len();
        }
        ends.push((from, text.len()));
    }
    let count = ends.len() as i64;
    let index = if field < 0 { count + field } else { field - 1 };
    let field = usize::try_from(index).ok().and_then(|index| ends.get(index)).copied();
    let (begin, end) = field.unwrap_or((0, 0));
    Ok(Some(part(text, begin, end)))
}

/// `||`
#[must_use]
pub fn concat<'t>(left: Text<'t>, right: Text<'_>) -> Text<'t> {
    let (mut left, right) = (left?.into_owned(), right?);
    left.extend_from_slice(&right);
    Some(Cow::Owned(left))
}

/// `LIKE`: `%` matches any text, `_` any one character, and `\` makes the next character literal.
#[must_use]
pub fn like(text: Text<'_>, pattern: &str) -> Option<bool> {
    text.map(|text| matches_pattern(&text, pattern.as_bytes()))
}

/// `LIKE` with a pattern that is not constant.
///
/// # Errors
/// Unknowable for a pattern that ends with its escape character: whether that is an error depends on how much of it is
/// read.
pub fn like_by(text: Text<'_>, pattern: Text<'_>) -> Outcome {
    let (Some(text), Some(pattern)) = (text, pattern) else { return Ok(None) };
    if pattern.iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1 {
        return Err(Stop::Unknowable);
    }
    Ok(Some(matches_pattern(&text, &pattern)))
}

/// Only the last `%` passed needs to be retried, so there is no recursion. Characters without a special meaning in the
/// pattern are compared byte by byte.
fn matches_pattern(mut text: &[u8], mut pattern: &[u8]) -> bool {
    // The text at which the rest of the pattern after the last `%` was last tried, and that rest.
    let mut retry: Option<(&[u8], &[u8])> = None;
    loop {
        let step = match pattern {
            [] if text.is_empty() => return true,
            [b'%', rest @ ..] => {
                retry = Some((text, rest));
                pattern = rest;
                continue;
            }
            // A `\` at the end matches nothing.
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
    use super::*;

    fn text(text: &'static str) -> Text<'static> {
        Some(Cow::Borrowed(text.as_bytes()))
    }

    #[test]
    fn trims_characters_of_a_set() {
        for (all, set, both, begin, end) in [
            ("  a b ", " ", "a b", "a b ", "  a b"),
            ("xyaxéxy", "xy", "axé", "axéxy", "xyaxé"),
            ("éè", "è", "é", "éè", "é"),
            ("éè", "èé", "", "", ""),
            ("a", "", "a", "a", "a"),
            ("\ta", " ", "\ta", "\ta", "\ta"),
        ] {
            let found = [btrim(text(all), text(set)), ltrim(text(all), text(set)), rtrim(text(all), text(set))];
            assert_eq!(found, [text(both), text(begin), text(end)], "{all:?} {set:?}");
        }
        assert_eq!(btrim(Some(Cow::Owned(b" ab ".to_vec())), text(" ")), text("ab"));
    }

    #[test]
    fn counts_characters_and_bytes() {
        for (all, characters, bytes) in [("", 0, 0), ("ab", 2, 2), ("aéb😀", 4, 8), ("👨‍👩‍👧", 5, 18)] {
            assert_eq!((char_length(text(all)), octet_length(text(all))), (Some(characters), Some(bytes)), "{all:?}");
        }
        assert_eq!((char_length(None), octet_length(None)), (None, None));
    }

    #[test]
    fn takes_parts_by_characters() {
        // PostgreSQL's answers for left, right, substr(…, n) of `aéb😀`.
        let all = "aéb😀";
        for (n, first, last, rest) in [
            (0, "", "", all),
            (1, "a", "😀", all),
            (2, "aé", "b😀", "éb😀"),
            (9, all, all, ""),
            (-1, "aéb", "éb😀", all),
            (-4, "", "", all),
            (i64::from(i32::MIN), "", "", all),
        ] {
            assert_eq!(left(text(all), Some(n)), text(first), "left {n}");
            assert_eq!(right(text(all), Some(n)), text(last), "right {n}");
            assert_eq!(substr_from(text(all), Some(n)), text(rest), "substr {n}");
        }
        for (from, count, expected) in [
            (1, 2, "aé"),
            (0, 2, "a"),
            (-3, 4, ""),
            (-3, 5, "a"),
            (2, i64::from(i32::MAX), "éb😀"),
            (4, 1, "😀"),
            (5, 1, ""),
        ] {
            assert_eq!(substr(text(all), Some(from), Some(count)), Ok(text(expected)), "{from} {count}");
        }
        assert_eq!(substr(text(all), Some(1), Some(-1)), Err(Stop::Error(SqlState::SubstringError)));
        assert_eq!([strpos(text(all), text("b")), strpos(text(all), text("x"))], [Some(3), Some(0)]);
        assert_eq!(strpos(text(""), text("")), Some(1));
        assert_eq!(reverse(text(all)), text("😀béa"));
    }

    #[test]
    fn replaces_and_splits() {
        assert_eq!(replace(text("aaa"), text("aa"), text("b")), text("ba"));
        assert_eq!(replace(text("aaa"), text(""), text("b")), text("aaa"));
        for (all, delimiter, field, expected) in [
            ("a@b@c", "@", 2, "b"),
            ("a@b@c", "@", -1, "c"),
            ("a@b@c", "@", 4, ""),
            ("a@b@c", "@", -4, ""),
            ("a", "@", 1, "a"),
            ("a", "@", -1, "a"),
            ("a", "", 1, "a"),
            ("", "@", 1, ""),
            ("@", "@", 2, ""),
        ] {
            assert_eq!(split_part(text(all), text(delimiter), Some(field)), Ok(text(expected)), "{all} {field}");
        }
        assert!(split_part(text("a"), text("@"), Some(0)).is_err());
    }

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
