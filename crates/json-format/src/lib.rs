//! The string formats that schemas name: one file each, with a function that says whether a UTF-8 text has the format.
//! Also what formats share: classes of ASCII characters and the calendar. Knows nothing about JSON.
//!
//! ```
//! let is_date = json_format::by_name("date").ok_or("no such format")?;
//! assert!(is_date(b"2027-06-12"));
//! assert!(!is_date(b"2027-02-29"));
//! # Ok::<(), &str>(())
//! ```

#![cfg_attr(not(test), no_std)]

pub mod ascii;
pub mod automaton;
pub mod calendar;
pub mod date;
pub mod date_time;
pub mod e164;
pub mod email;
pub mod iana_time_zone;
pub mod language_tag;
pub mod text;
pub mod time;
pub mod uri;
pub mod uuid;
pub mod web_address;

pub use automaton::Automaton;
pub use date::date;
pub use date_time::date_time;
pub use e164::e164;
pub use email::{email, idn_email};
pub use iana_time_zone::iana_time_zone;
pub use language_tag::language_tag;
pub use text::{multi_line_text, single_line_text};
pub use time::time;
pub use uri::uri;
pub use uuid::uuid;
pub use web_address::web_address;

/// Says whether a text, in UTF-8, has a format.
pub type Format = fn(&[u8]) -> bool;

/// All formats under the names that schemas use, in alphabetical order. Using this list links all of them.
pub const FORMATS: [(&str, Format); 13] = [
    ("date", date),
    ("date-time", date_time),
    ("e164", e164),
    ("email", email),
    ("iana-time-zone", iana_time_zone),
    ("idn-email", idn_email),
    ("language-tag", language_tag),
    ("multi-line-text", multi_line_text),
    ("single-line-text", single_line_text),
    ("time", time),
    ("uri", uri),
    ("uuid", uuid),
    ("web-address", web_address),
];

/// The format with this name.
#[must_use]
pub fn by_name(name: &str) -> Option<Format> {
    FORMATS.iter().find(|(known, _)| *known == name).map(|&(_, format)| format)
}

/// Whether the text is one of the codes in a sorted list, given as codes of equal length, concatenated. A binary
/// search.
#[must_use]
pub fn is_code(text: &[u8], length: usize, sorted: &[u8]) -> bool {
    if text.len() != length || length == 0 {
        return false;
    }
    let mut codes = sorted;
    while !codes.is_empty() {
        let middle = codes.len() / length / 2 * length;
        let (before, rest) = codes.split_at_checked(middle).unwrap_or_default();
        let (code, after) = rest.split_at_checked(length).unwrap_or_default();
        match text.iter().cmp(code) {
            core::cmp::Ordering::Equal => return true,
            core::cmp::Ordering::Less => codes = before,
            core::cmp::Ordering::Greater => codes = after,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_is_found_by_its_name() {
        assert!(FORMATS.is_sorted_by_key(|(name, _)| *name));
        for (name, example) in [
            ("date", "2027-06-12"),
            ("date-time", "2027-06-12T19:30:00Z"),
            ("e164", "+442079460123"),
            ("email", "a@example.org"),
            ("iana-time-zone", "Europe/London"),
            ("idn-email", "jörg@müller.de"),
            ("language-tag", "pt-BR"),
            ("multi-line-text", "a\nb"),
            ("single-line-text", "a b"),
            ("time", "19:30:00Z"),
            ("uri", "urn:a:b"),
            ("uuid", "2eb8aa08-aa98-11ea-b4aa-73b441d16380"),
            ("web-address", "https://example.org"),
        ] {
            let format = by_name(name).unwrap();
            assert!(format(example.as_bytes()) && !format(b""), "{name}");
        }
        assert!(by_name("hostname").is_none());
    }

    #[test]
    fn finds_codes_that_stand_side_by_side() {
        for code in ["AED", "EUR", "USD"] {
            assert!(is_code(code.as_bytes(), 3, b"AEDEURUSD"), "{code}");
        }
        for text in ["", "AE", "DEU", "EURU", "ZZZ", "AAA"] {
            assert!(!is_code(text.as_bytes(), 3, b"AEDEURUSD"), "{text}");
        }
        assert!(!is_code(b"", 0, b""));
    }
}
