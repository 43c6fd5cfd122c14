//! `single-line-text` and `multi-line-text`: texts that show something, and that contain nothing invisible with
//! surprising effects. Knows Unicode, but no field names.

use core::str;

use crate::ascii::behind;

/// Text on one line: at least one character is visible, and there are no control characters, line separators or bidi
/// overrides.
///
/// ```
/// assert!(json_format::single_line_text(b"a b"));
/// assert!(!json_format::single_line_text(b"a\nb"));
/// ```
#[must_use]
pub fn single_line_text(text: &[u8]) -> bool {
    is_text(text, |byte| matches!(byte, b' '..=b'~'), |_| false)
}

/// The same with any number of lines: tabs and line breaks are allowed.
#[must_use]
pub fn multi_line_text(text: &[u8]) -> bool {
    is_text(
        text,
        |byte| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r'),
        |c| matches!(c, '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}'),
    )
}

/// `is_plain` says whether an ASCII byte is allowed anywhere in the text; `is_allowed` which characters are allowed
/// here though other texts refuse them.
fn is_text(text: &[u8], is_plain: impl Fn(u8) -> bool, is_allowed: impl Fn(char) -> bool) -> bool {
    // Most texts are ASCII, where a letter is soon found. The fold looks at all bytes, instead of stopping at the first
    // that is not plain, so that the compiler can process sixteen at a time.
    if text.iter().fold(true, |are_plain, &byte| are_plain & is_plain(byte)) {
        return text.iter().any(u8::is_ascii_graphic);
    }
    let Ok(text) = str::from_utf8(text) else { return false };
    // Beyond ASCII, what is refused begins with one of two bytes: without them, no character has to be decoded.
    let is_sound = |byte: u8| is_plain(byte) | !(byte.is_ascii() | (byte == 0xC2) | (byte == 0xE2));
    let are_sound = text.bytes().fold(true, |are_sound, byte| are_sound & is_sound(byte));
    let is_refused_at = |at| {
        let character = text.get(at..).and_then(|rest| rest.chars().next());
        character.is_some_and(|c| is_refused(c) && !is_allowed(c))
    };
    (are_sound || !text.bytes().enumerate().any(|(at, byte)| !is_sound(byte) && is_refused_at(at)))
        && text.chars().any(|c| !is_invisible(c))
}

/// Control characters (Unicode's category Cc), line and paragraph separators, and directional overrides, which show a
/// text in another order than it has (UAX #9, section 2.2).
fn is_refused(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202D}' | '\u{202E}')
}

/// White space, control characters, and what renderers leave out (Unicode's property `Default_Ignorable_Code_Point`):
/// zero-width characters, joiners, directional marks, variation selectors, Hangul fillers; and the Braille blank.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether a UTF-8 text has at most this many characters. Domain names are limited in octets of the ASCII form, which
/// has at least one for each character (RFC 5891 section 4.4).
#[must_use]
pub fn has_at_most(text: &[u8], most: usize) -> bool {
    // No text has more characters than bytes.
    text.len() <= most || text.iter().filter(|&byte| byte & 0xC0 != 0x80).count() <= most
}

/// What follows the longest run, at the text's start, of characters of these ASCII classes and visible characters
/// beyond ASCII.
#[must_use]
pub fn behind_visible(mut text: &[u8], classes: u16) -> &[u8] {
    loop {
        text = behind(text, classes);
        match first_beyond_ascii(text) {
            Some(c) if !is_invisible(c) => text = text.get(c.len_utf8()..).unwrap_or_default(),
            _ => return text,
        }
    }
}

/// The first character, unless it is ASCII.
fn first_beyond_ascii(text: &[u8]) -> Option<char> {
    let length = match text.first()? {
        0..0x80 => return None,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        0xF0.. => 4,
    };
    str::from_utf8(text.get(..length)?).ok()?.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks_for_something_visible() {
        for blank in [
            "",
            " ",
            "   ",
            "\u{a0}",
            "\u{3000}\u{2003}",
            "\u{200b}",
            "\u{200d}\u{feff}\u{2060}",
            "\u{3164}",
            "\u{2800} ",
            "\u{ad}",
            "\u{fe0f}",
            "\u{e0041}",
            "\u{200e}\u{200f}\u{2068}\u{2069}",
        ] {
            assert!(!single_line_text(blank.as_bytes()), "{blank:?}");
            assert!(!multi_line_text(blank.as_bytes()), "{blank:?}");
        }
        for visible in ["a", " a ", "é", "家", "👨‍👩‍👧", "\u{2068}שלום\u{2069}", "می‌خواهم", "¿", "\u{200f}ع", "x\u{a0}y"]
        {
            assert!(single_line_text(visible.as_bytes()), "{visible:?}");
            assert!(multi_line_text(visible.as_bytes()), "{visible:?}");
        }
    }

    #[test]
    fn refuses_what_changes_how_the_rest_is_read() {
        for (text, lines) in [
            ("a\nb", true),
            ("a\r\nb", true),
            ("a\tb", true),
            ("a\u{2028}b", true),
            ("a\u{2029}b", true),
            ("a\u{0}b", false),
            ("a\u{8}", false),
            ("\u{1b}[31m", false),
            ("a\u{7f}", false),
            ("a\u{85}", false),
            ("é\u{85}", false),
            ("é\u{9f}", false),
            ("a\u{202e}gpj.exe", false),
            ("a\u{202d}b", false),
        ] {
            assert!(!single_line_text(text.as_bytes()), "{text:?}");
            assert_eq!(multi_line_text(text.as_bytes()), lines, "{text:?}");
        }
        assert!(!single_line_text(b"a\xff"));
        assert!(!multi_line_text(b"\n\t\r\n"));
    }
}
