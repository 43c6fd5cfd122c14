//! `date`: the full-date of RFC 3339 section 5.6.

use crate::calendar::full_date;

/// Whether the text is a day of the calendar, written `YYYY-MM-DD`.
///
/// ```
/// assert!(json_format::date(b"2028-02-29"));
/// assert!(!json_format::date(b"2027-02-29"));
/// ```
#[must_use]
pub fn date(text: &[u8]) -> bool {
    full_date(text).is_some()
}

#[cfg(test)]
mod tests {
    #[test]
    fn follows_rfc_3339() {
        for (text, valid) in [
            ("2027-06-12", true),
            ("0000-01-01", true),
            ("9999-12-31", true),
            ("2000-02-29", true),
            ("1900-02-29", false),
            ("2027-04-31", false),
            ("2027-00-10", false),
            ("2027-13-10", false),
            ("2027-06-00", false),
            ("2027-6-12", false),
            ("27-06-12", false),
            ("2027/06/12", false),
            ("+027-06-12", false),
            ("2027-06-12 ", false),
            ("2027-06-12T00:00:00Z", false),
            ("", false),
        ] {
            assert_eq!(super::date(text.as_bytes()), valid, "{text}");
        }
    }
}
