//! JSON strings (RFC 8259 section 7): their spelling and their value.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::Facts;
use crate::node::{ESCAPED, NON_ASCII};
use crate::parse::byte_at;

/// The bytes by which names are compared.
pub type Block = [u8; 16];

/// A JSON string as written, between its quotes.
#[derive(Clone, Copy, Debug)]
pub struct JsonStr<'a> {
    /// From the string's first byte to the end of the whole text.
    pub(crate) rest: &'a [u8],
    /// The string's own bytes.
    pub(crate) span: &'a [u8],
    pub(crate) flags: u8,
}

impl<'a> JsonStr<'a> {
    /// A string with exactly these bytes, which need no escapes.
    #[must_use]
    pub fn plain(bytes: &'a [u8]) -> Self {
        Self::within(bytes, bytes.len())
    }

    /// A string made of the first `length` bytes.
    #[must_use]
    pub fn within(rest: &'a [u8], length: usize) -> Self {
        Self { rest, span: rest.get(..length).unwrap_or_default(), flags: NON_ASCII }
    }

    /// The text from the string's first byte on, including what follows the string.
    #[must_use]
    #[inline]
    pub fn rest(self) -> &'a [u8] {
        self.rest
    }

    /// Whether the string is written with escapes, so that its span differs from its value.
    #[must_use]
    #[inline]
    pub fn is_escaped(self) -> bool {
        self.flags & ESCAPED != 0
    }

    /// Whether every byte of the span is ASCII (escapes may still stand for other characters).
    #[must_use]
    #[inline]
    pub fn is_ascii(self) -> bool {
        self.flags & NON_ASCII == 0
    }

    /// The bytes of the string, padded with zeros, as a little-endian number, if they fit into a block, have no
    /// escapes, and are not at the very end of the text.
    #[must_use]
    #[inline(always)]
    pub fn block(self) -> Option<u128> {
        let length = self.span.len();
        if length > size_of::<Block>() || self.is_escaped() {
            return None;
        }
        let bytes = u128::from_le_bytes(*self.rest.first_chunk()?);
        // In halves, because wasm has no 128-bit shifts.
        let mask = u128::from(first_bytes(length)) | u128::from(first_bytes(length.saturating_sub(8))) << 64;
        Some(bytes & mask)
    }

    /// The number of bytes between the quotes, escapes as written.
    #[must_use]
    #[inline]
    pub fn length(self) -> usize {
        self.span.len()
    }

    /// The first so many code points of the value, if it has more.
    #[must_use]
    pub fn beginning(self, code_points: usize) -> Option<Self> {
        if self.span.len() <= code_points {
            return None;
        }
        let mut at = 0;
        for _ in 0..code_points {
            if at >= self.span.len() {
                return None;
            }
            at = match byte_at(self.span, at) {
                // The parse has accepted this escape, so it is complete.
                b'\\' if self.is_escaped() => {
                    behind_escape(self.span, at, &mut Facts::default()).unwrap_or(self.span.len())
                }
                0..0xC0 => at + 1,
                0xC0..0xE0 => at + 2,
                0xE0..0xF0 => at + 3,
                0xF0.. => at + 4,
            };
        }
        let span = self.span.get(..at)?;
        if at == self.span.len() { None } else { Some(Self { span, ..self }) }
    }

    /// The rest of the string behind its first so many bytes, which must end with a whole character or escape.
    #[must_use]
    pub fn behind(self, bytes: usize) -> Self {
        let after = |text: &'a [u8]| text.get(bytes..).unwrap_or_default();
        Self { rest: after(self.rest), span: after(self.span), ..self }
    }

    /// The bytes between the quotes, escapes as written.
    #[must_use]
    #[inline]
    pub fn span(self) -> &'a [u8] {
        self.span
    }

    /// Compares values, not spellings.
    #[must_use]
    #[inline]
    pub fn eq_str(self, other: &str) -> bool {
        self.eq_bytes(other.as_bytes())
    }

    /// Compares values, not spellings; `other` is UTF-8.
    #[must_use]
    #[inline]
    pub fn eq_bytes(self, other: &[u8]) -> bool {
        if self.is_escaped() { *self.bytes() == *other } else { self.span == other }
    }

    /// Compares values, not spellings.
    #[must_use]
    pub fn eq_value(self, other: JsonStr<'_>) -> bool {
        if other.is_escaped() { self.eq_bytes(&other.bytes()) } else { self.eq_bytes(other.span()) }
    }

    /// Applies `of` to the value: like [`JsonStr::bytes`], but quicker.
    #[inline(always)]
    pub fn map<T>(self, of: impl Fn(&[u8]) -> T) -> T {
        if self.is_escaped() { of(&self.bytes()) } else { of(self.span) }
    }

    /// The value as UTF-8. Borrowed unless there are escapes; a lone surrogate becomes U+FFFD.
    #[must_use]
    pub fn bytes(self) -> Cow<'a, [u8]> {
        if self.is_escaped() { Cow::Owned(unescape(self.span())) } else { Cow::Borrowed(self.span()) }
    }

    /// The value: like [`JsonStr::bytes`], but checked to be UTF-8 once more.
    #[must_use]
    pub fn to_cow(self) -> Cow<'a, str> {
        match self.bytes() {
            Cow::Borrowed(bytes) => Cow::Borrowed(core::str::from_utf8(bytes).unwrap_or_default()),
            Cow::Owned(bytes) => Cow::Owned(String::from_utf8(bytes).unwrap_or_default()),
        }
    }

    /// The length of the value in code points (JSON Schema `maxLength`, PostgreSQL `char_length`).
    #[must_use]
    #[inline]
    pub fn code_points(self) -> usize {
        match self.flags {
            0 => self.span.len(),
            _ => self.counted(),
        }
    }

    #[cold]
    fn counted(self) -> usize {
        self.bytes().iter().filter(|&&b| (b as i8) >= -0x40).count()
    }
}

/// A mask for the first so many bytes of a little-endian word.
#[inline]
const fn first_bytes(count: usize) -> u64 {
    if count < 8 { !(u64::MAX << (8 * count)) } else { u64::MAX }
}

#[cold]
fn unescape(text: &[u8]) -> Vec<u8> {
    // No escape is shorter than the character it stands for.
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.iter();
    loop {
        let rest = bytes.as_slice();
        let (plain, _) = rest.split_at(rest.iter().position(|&byte| byte == b'\\').unwrap_or(rest.len()));
        out.extend_from_slice(plain);
        // Skip the run, and the backslash that follows it.
        if bytes.nth(plain.len()).is_none() {
            return out;
        }
        let plain = match bytes.next() {
            Some(b'b') => 8,
            Some(b'f') => 0xC,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'u') => {
                let mut unit = take_unit(&mut bytes);
                // The second half of a surrogate pair, if it follows.
                if let (0xD800..=0xDBFF, [b'\\', b'u', rest @ ..]) = (unit, bytes.as_slice()) {
                    let mut after = rest.iter();
                    if let low @ 0xDC00..=0xDFFF = take_unit(&mut after) {
                        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                        bytes = after;
                    }
                }
                if matches!(unit, 0xD800..=0xDFFF) {
                    unit = char::REPLACEMENT_CHARACTER.into();
                }
                push_utf8(unit, &mut out);
                continue;
            }
            Some(&byte) => byte,
            None => return out,
        };
        out.push(plain);
    }
}

/// Takes four hexadecimal digits and returns the number they spell.
fn take_unit(bytes: &mut core::slice::Iter<'_, u8>) -> u32 {
    let unit = hex4(bytes.as_slice(), 0).unwrap_or_default();
    *bytes = bytes.as_slice().get(4..).unwrap_or_default().iter();
    unit
}

/// Appends the UTF-8 (RFC 3629 section 3) of a code point.
fn push_utf8(point: u32, out: &mut Vec<u8>) {
    let (lead, mut shift) = match point {
        0..0x80 => (0, 0),
        0x80..0x800 => (0xC0, 6),
        0x800..0x10000 => (0xE0, 12),
        _ => (0xF0, 18),
    };
    out.push(lead | (point >> shift) as u8);
    while shift > 0 {
        shift -= 6;
        out.push(0x80 | (point >> shift & 0x3F) as u8);
    }
}

/// Reads the escape whose `\` is at `at`: returns where it ends, or where it goes wrong.
#[cold]
pub(crate) fn behind_escape(text: &[u8], at: usize, facts: &mut Facts) -> Result<usize, usize> {
    match byte_at(text, at + 1) {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Ok(at + 2),
        b'u' => {
            let behind = at + 6;
            match hex4(text, at + 2)? {
                0 => {
                    facts.nul_escape.get_or_insert(at as u32);
                }
                0xD800..=0xDBFF => {
                    if byte_at(text, behind) == b'\\' && byte_at(text, behind + 1) == b'u' {
                        if matches!(hex4(text, behind + 2)?, 0xDC00..=0xDFFF) {
                            return Ok(behind + 6);
                        }
                    } else if behind + usize::from(byte_at(text, behind) == b'\\') >= text.len() {
                        // Its partner may follow.
                        return Err(text.len());
                    }
                    facts.lone_surrogate.get_or_insert(at as u32);
                }
                0xDC00..=0xDFFF => {
                    facts.lone_surrogate.get_or_insert(at as u32);
                }
                _ => {}
            }
            Ok(behind)
        }
        _ => Err(at + 1),
    }
}

/// Reads four hexadecimal digits, or returns where one is missing.
fn hex4(text: &[u8], at: usize) -> Result<u32, usize> {
    let mut unit = 0;
    for at in at..at + 4 {
        unit = unit * 16 + hex_digit(byte_at(text, at)).ok_or(at)?;
    }
    Ok(unit)
}

/// The value of a hexadecimal digit.
#[must_use]
pub fn hex_digit(byte: u8) -> Option<u32> {
    let letter = byte | 0x20;
    match byte {
        b'0'..=b'9' => Some((byte - b'0').into()),
        _ if matches!(letter, b'a'..=b'f') => Some((letter - b'a' + 10).into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tape;

    #[test]
    fn begins_with_so_many_code_points() {
        for (text, beginning) in [
            ("ab", None),
            ("abc", Some("ab")),
            ("éa😀", Some("éa")),
            ("é😀", None),
            ("😀a!", Some("😀a")),
            ("\\n\\\"!", Some("\n\"")),
            ("\\ud83d\\ude00\\u00e9!", Some("😀é")),
            ("\\ud83d\\ude00\\u00e9", None),
            ("\\ud83da!", Some("\u{fffd}a")),
        ] {
            let json = format!("\"{text}\"");
            let mut tape = Tape::new();
            let doc = tape.parse(json.as_bytes()).unwrap();
            let cut = doc.root().as_str().unwrap().beginning(2).map(JsonStr::to_cow);
            assert_eq!(cut.as_deref(), beginning, "{text}");
        }
    }
}
