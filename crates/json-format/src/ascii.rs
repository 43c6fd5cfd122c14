//! Classes of ASCII characters, and how far a text consists of them. Every parser states the classes it accepts.

// Each printable character and each of C's white-space characters is in exactly one of these classes.

/// `0` to `9`.
pub const DIGIT: u16 = 1;
/// `a` to `f`, in either case.
const HEX_LETTER: u16 = 1 << 1;
/// `g` to `z`, in either case.
const OTHER_LETTER: u16 = 1 << 2;
/// The characters that C's `isspace` accepts.
pub const SPACE: u16 = 1 << 3;
/// `.`
pub const POINT: u16 = 1 << 4;
/// `-`
pub const MINUS: u16 = 1 << 5;
/// `+`
pub const PLUS: u16 = 1 << 6;
/// `:`
pub const COLON: u16 = 1 << 7;
/// `/`
pub const SLASH: u16 = 1 << 8;
/// `_`
pub const UNDERSCORE: u16 = 1 << 9;
/// `!$&'*=~`
pub const URI_AND_ATOM: u16 = 1 << 10;
/// `(),;`
pub const URI_ONLY: u16 = 1 << 11;
/// `#%^`, the grave accent, `{|}`
pub const ATOM_ONLY: u16 = 1 << 12;
/// `@`
pub const AT: u16 = 1 << 13;
/// `?`
pub const QUESTION: u16 = 1 << 14;
/// `"<>[\]`
pub const OTHER: u16 = 1 << 15;

/// A letter.
pub const LETTER: u16 = HEX_LETTER | OTHER_LETTER;
/// A hexadecimal digit, in either case.
pub const HEX: u16 = DIGIT | HEX_LETTER;

/// The class of each byte; 0 for bytes in no class.
static CLASSES: [u16; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        #[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
        let class = &mut classes[byte as usize];
        *class = match byte {
            b'0'..=b'9' => DIGIT,
            b'a'..=b'f' | b'A'..=b'F' => HEX_LETTER,
            b'g'..=b'z' | b'G'..=b'Z' => OTHER_LETTER,
            b' ' | b'\t'..=b'\r' => SPACE,
            b'.' => POINT,
            b'-' => MINUS,
            b'+' => PLUS,
            b':' => COLON,
            b'/' => SLASH,
            b'_' => UNDERSCORE,
            b'!' | b'$' | b'&' | b'\'' | b'*' | b'=' | b'~' => URI_AND_ATOM,
            b'(' | b')' | b',' | b';' => URI_ONLY,
            b'#' | b'%' | b'^' | b'`' | b'{' | b'|' | b'}' => ATOM_ONLY,
            b'@' => AT,
            b'?' => QUESTION,
            b'"' | b'<' | b'>' | b'[' | b'\\' | b']' => OTHER,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// What follows the longest run of characters of these classes at the text's start.
///
/// ```
/// use json_format::ascii::{DIGIT, POINT, behind};
///
/// assert_eq!(behind(b"1.50 EUR", DIGIT | POINT), b" EUR");
/// ```
#[must_use]
pub fn behind(mut text: &[u8], classes: u16) -> &[u8] {
    while let Some((&byte, rest)) = text.split_first()
        && CLASSES.get(usize::from(byte)).is_some_and(|class| classes & class != 0)
    {
        text = rest;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_character_is_in_the_class_that_the_standard_library_says() {
        for byte in 0..=u8::MAX {
            let text = [byte];
            let is = |classes| behind(&text, classes).is_empty();
            assert_eq!(is(DIGIT), byte.is_ascii_digit(), "{byte}");
            assert_eq!(is(HEX), byte.is_ascii_hexdigit(), "{byte}");
            assert_eq!(is(LETTER), byte.is_ascii_alphabetic(), "{byte}");
            assert_eq!(is(SPACE), byte == 11 || byte.is_ascii_whitespace(), "{byte}");
            assert_eq!(is(!(DIGIT | LETTER | SPACE)), byte.is_ascii_punctuation(), "{byte}");
        }
    }
}
