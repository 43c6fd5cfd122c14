//! The string formats that stage schemas name, one file a format. Knows UTF-8 text, and nothing of JSON.
//! The functions here are those that generated validators call, named as the formats are.

#![cfg_attr(not(test), no_std)]

extern crate alloc;

pub mod ascii;
pub mod calendar;
pub mod date_time;
pub mod e164;
pub mod email;
pub mod iana_time_zone;
pub mod language_tag;
pub mod text;
pub mod uri;
pub mod uuid;
pub mod web_address;

/// RFC 3339's full-date.
#[must_use]
pub fn date(text: &[u8]) -> bool {
    calendar::full_date(text).is_some()
}

/// RFC 3339's date-time.
#[must_use]
pub fn date_time(text: &[u8]) -> bool {
    date_time::instant(text).is_some()
}

/// A telephone number of ITU-T E.164, with `+`.
#[must_use]
pub fn e164(text: &[u8]) -> bool {
    e164::e164(text)
}

/// A mailbox of RFC 5321.
#[must_use]
pub fn email(text: &[u8]) -> bool {
    email::email(text)
}

/// A mailbox of RFC 6531.
#[must_use]
pub fn idn_email(text: &[u8]) -> bool {
    email::idn_email(text)
}

/// A name in the IANA time zone database, in any case.
#[must_use]
pub fn iana_time_zone(text: &[u8]) -> bool {
    iana_time_zone::iana_time_zone(text)
}

/// A well-formed tag of BCP 47.
#[must_use]
pub fn language_tag(text: &[u8]) -> bool {
    language_tag::language_tag(text)
}

/// Visible text on any number of lines.
#[must_use]
pub fn multi_line_text(text: &[u8]) -> bool {
    text::multi_line_text(text)
}

/// Visible text on one line.
#[must_use]
pub fn single_line_text(text: &[u8]) -> bool {
    text::single_line_text(text)
}

/// RFC 3339's full-time.
#[must_use]
pub fn time(text: &[u8]) -> bool {
    calendar::full_time(text).is_some()
}

/// An absolute URI of RFC 3986.
#[must_use]
pub fn uri(text: &[u8]) -> bool {
    uri::uri(text)
}

/// The text form of RFC 9562.
#[must_use]
pub fn uuid(text: &[u8]) -> bool {
    uuid::uuid(text)
}

/// An address that people can open in a browser.
#[must_use]
pub fn web_address(text: &[u8]) -> bool {
    web_address::web_address(text)
}

/// Whether the text is one of the codes of that length that stand side by side in order: halves until one is left.
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
