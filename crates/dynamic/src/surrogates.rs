//! Unpaired surrogates, which JavaScript strings may contain, and JSON strings as escapes, but Rust strings may not.
//! From the arrival of a JSON text until its outcome is returned, each is spelled as two characters: U+10FFFF, a
//! noncharacter (Unicode, section 23.7), and a second one that represents the surrogate. U+10FFFF itself is doubled. So
//! texts are equal if and only if their spellings are. Knows no schemas.

use std::borrow::Cow;
use std::str::Chars;

use json_tape::hex_digit;

/// The first character of a spelling.
const MARK: char = '\u{10FFFF}';
const MARK_POINT: u32 = MARK as u32;
const MARK_BYTES: &[u8] = b"\xF4\x8F\xBF\xBF";

const FIRST: u32 = 0xD800;
const LAST: u32 = 0xDFFF;
/// The distance from a surrogate down to the second character of its spelling. With it, both ends of a class range stay
/// in order, so that the meta-schema's `format: regex` does not refuse `[a-\ud800]` or `[\udfff-\ue000]`.
const DOWN: u32 = 0x800;

/// The JSON text with its lone surrogates spelled.
#[must_use]
pub fn spelled(json: &[u8]) -> Cow<'_, [u8]> {
    let rest = |at: usize| json.get(at..).unwrap_or_default();
    let (mut out, mut copied, mut at) = (Vec::new(), 0, 0);
    while let Some(plain) = rest(at).iter().position(|byte| matches!(byte, b'\\' | 0xF4)) {
        at += plain;
        let (length, point) = match (escaped_unit(rest(at)), escaped_unit(rest(at + 6))) {
            (Some(high @ FIRST..0xDC00), Some(low @ 0xDC00..=LAST)) => {
                (12, 0x1_0000 + ((high - FIRST) << 10) + (low - 0xDC00))
            }
            (Some(unit), _) => (6, unit),
            _ if rest(at).starts_with(MARK_BYTES) => (4, MARK_POINT),
            _ if rest(at).starts_with(b"\\") => (2, 0),
            _ => (1, 0),
        };
        let behind = match point {
            FIRST..=LAST => char::from_u32(point - DOWN),
            MARK_POINT => Some(MARK),
            _ => None,
        };
        if let Some(behind) = behind {
            out.extend_from_slice(json.get(copied..at).unwrap_or_default());
            out.extend_from_slice(MARK_BYTES);
            out.extend_from_slice(behind.encode_utf8(&mut [0; 4]).as_bytes());
            copied = at + length;
        }
        at += length;
    }
    if copied == 0 {
        return Cow::Borrowed(json);
    }
    out.extend_from_slice(rest(copied));
    Cow::Owned(out)
}

/// The number in the escape `\uXXXX` with which the text begins.
fn escaped_unit(text: &[u8]) -> Option<u32> {
    let digits = text.strip_prefix(b"\\u")?.get(..4)?;
    digits.iter().try_fold(0, |unit, digit| Some(unit * 16 + hex_digit(*digit)?))
}

/// The code points of the text that was spelled.
struct CodePoints<'a>(Chars<'a>);

impl Iterator for CodePoints<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let c = self.0.next()?;
        let mut ahead = self.0.clone();
        let point = match (c, ahead.next()) {
            (MARK, Some(MARK)) => MARK_POINT,
            (MARK, Some(c @ '\u{D000}'..='\u{D7FF}')) => u32::from(c) + DOWN,
            _ => return Some(c.into()),
        };
        self.0 = ahead;
        Some(point)
    }
}

/// The code points, if they differ from the characters.
#[must_use]
pub fn code_points(text: &str) -> Option<Vec<u32>> {
    text.contains(MARK).then(|| CodePoints(text.chars()).collect())
}

/// The first code points, if there are more.
#[must_use]
pub fn beginning(text: &str, count: usize) -> Option<&str> {
    let mut points = CodePoints(text.chars());
    for _ in 0..count {
        points.next()?;
    }
    let behind = points.0.as_str();
    if behind.is_empty() { None } else { text.strip_suffix(behind) }
}

/// The text with U+FFFD in place of each lone surrogate.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    written(text, |_, out| out.push(char::REPLACEMENT_CHARACTER))
}

/// The regular expression, with `\u{d800}` for a surrogate that stands for itself.
#[must_use]
pub fn in_pattern(source: &str) -> Cow<'_, str> {
    written(source, |surrogate, out| {
        // After a backslash it also stands for itself.
        let backslashes = out.len() - out.trim_end_matches('\\').len();
        if backslashes % 2 == 1 {
            out.pop();
        }
        out.push_str(&format!("\\u{{{surrogate:x}}}"));
    })
}

fn written(text: &str, write_surrogate: impl Fn(u32, &mut String)) -> Cow<'_, str> {
    let Some(points) = code_points(text) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    for point in points {
        match char::from_u32(point) {
            Some(c) => out.push(c),
            None => write_surrogate(point, &mut out),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn spells_what_no_text_has() {
        for (json, points) in [
            (r#""plain \\ud800 \" é""#, None),
            (r#""\\ud83d\\ude00""#, None),
            (r#""\ud83d\ude00 \u0041""#, None),
            (r#""\ud83d""#, Some(vec![0xD83D])),
            (r#""\uDFFF\ud800\\\udfff""#, Some(vec![0xDFFF, 0xD800, 0x5C, 0xDFFF])),
            (r#""a\ud800\ud83d\ude00\ude00b""#, Some(vec![0x61, 0xD800, 0x1_F600, 0xDE00, 0x62])),
            ("\"\u{10FFFF}\"", Some(vec![0x10_FFFF])),
            ("\"\\ud800\u{10FFFF}\\udbff\\udfff\u{D000}\"", Some(vec![0xD800, 0x10_FFFF, 0x10_FFFF, 0xD000])),
            ("\"\u{10FFFE}\u{1F600}\"", None),
        ] {
            let text = spelled(json.as_bytes());
            assert_eq!(points.is_none(), matches!(text, Cow::Borrowed(_)), "{json}");
            let text: String = serde_json::from_slice(&text).unwrap();
            assert_eq!(code_points(&text), points, "{json}");
            for count in 0..points.as_ref().map_or(0, Vec::len) {
                let begins = beginning(&text, count).unwrap();
                assert_eq!(CodePoints(begins.chars()).count(), count, "{json}");
            }
        }
    }

    #[test]
    fn writes_them_in_patterns() {
        let of = |json: &str| {
            let text: String = serde_json::from_slice(&spelled(json.as_bytes())).unwrap();
            in_pattern(&text).into_owned()
        };
        assert_eq!(of(r#""[\ud800-\udfff]+""#), r"[\u{d800}-\u{dfff}]+");
        assert_eq!(of(r#""\\ud83d\ude00""#), r"\ud83d\u{de00}");
        assert_eq!(of(r#""\\\ud83d|\\\\\ud83d""#), r"\u{d83d}|\\\u{d83d}");
        assert_eq!(of(r#""\udbff\udfff""#), "\u{10FFFF}");
    }
}
