//! The string formats that stage schemas name, one file a format. Knows text, and nothing of JSON.
//! The functions here are those that generated validators call, named as the formats are.

pub mod date_time;
pub mod e164;
pub mod email;
pub mod iana_time_zone;
pub mod uri;
pub mod uuid;

/// RFC 3339's full-date.
#[must_use]
pub fn date(text: &str) -> bool {
    date_time::full_date(text.as_bytes()).is_some()
}

/// RFC 3339's date-time.
#[must_use]
pub fn date_time(text: &str) -> bool {
    date_time::instant(text.as_bytes()).is_some()
}

/// A telephone number of ITU-T E.164, with `+`.
#[must_use]
pub fn e164(text: &str) -> bool {
    e164::e164(text.as_bytes())
}

/// A mailbox of RFC 5321.
#[must_use]
pub fn email(text: &str) -> bool {
    email::email(text.as_bytes())
}

/// A name in the IANA time zone database.
#[must_use]
pub fn iana_time_zone(text: &str) -> bool {
    iana_time_zone::iana_time_zone(text.as_bytes())
}

/// RFC 3339's full-time.
#[must_use]
pub fn time(text: &str) -> bool {
    date_time::full_time(text.as_bytes()).is_some()
}

/// An absolute URI of RFC 3986.
#[must_use]
pub fn uri(text: &str) -> bool {
    uri::uri(text.as_bytes())
}

/// The text form of RFC 9562.
#[must_use]
pub fn uuid(text: &str) -> bool {
    uuid::uuid(text.as_bytes())
}
