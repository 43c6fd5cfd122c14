//! `time`: the full-time of RFC 3339 section 5.6.

use crate::calendar::full_time;

/// Whether the text is a time of day with `Z` or an offset. A leap second is allowed at 23:59:60 UTC.
///
/// ```
/// assert!(json_format::time(b"19:30:00.5+01:00"));
/// assert!(!json_format::time(b"19:30:00"));
/// ```
#[must_use]
pub fn time(text: &[u8]) -> bool {
    full_time(text).is_some()
}

#[cfg(test)]
mod tests {
    #[test]
    fn follows_rfc_3339() {
        for (text, valid) in [
            ("00:00:00Z", true),
            ("23:59:59z", true),
            ("19:30:00.123456789012345678901Z", true),
            ("19:30:00-23:59", true),
            ("23:59:60Z", true),
            ("00:29:60+00:30", true),
            ("22:59:60Z", false),
            ("23:59:61Z", false),
            ("24:00:00Z", false),
            ("19:60:00Z", false),
            ("19:30:00", false),
            ("19:30Z", false),
            ("19:30:00.Z", false),
            ("19:30:00+24:00", false),
            ("19:30:00+01", false),
            ("19:30:00+0100", false),
            ("", false),
        ] {
            assert_eq!(super::time(text.as_bytes()), valid, "{text}");
        }
    }
}
