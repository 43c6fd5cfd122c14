//! `e164`: a telephone number in the international form of ITU-T E.164, with `+`. Knows no country's numbering plan.

/// Whether the text is `+` followed by 7 to 15 digits, of which the first (of the country code) is not 0. E.164 section
/// 6 gives no minimum length; the shortest numbers in use have seven digits, such as those of Niue and the Falkland
/// Islands.
///
/// ```
/// assert!(json_format::e164(b"+442079460123"));
/// assert!(!json_format::e164(b"020 7946 0123"));
/// ```
#[must_use]
pub fn e164(text: &[u8]) -> bool {
    let [b'+', b'1'..=b'9', rest @ ..] = text else { return false };
    (6..=14).contains(&rest.len()) && rest.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    #[test]
    fn follows_e164() {
        for (text, valid) in [
            ("+442079460123", true),
            ("+6834002", true),
            ("+683400", false),
            ("+44", false),
            ("+123456789012345", true),
            ("+1234567890123456", false),
            ("+1", false),
            ("+", false),
            ("", false),
            ("442079460123", false),
            ("+042079460123", false),
            ("+44 2079460123", false),
            ("+44-2079460123", false),
            ("+४४२०७९४६०१२३", false),
        ] {
            assert_eq!(super::e164(text.as_bytes()), valid, "{text}");
        }
    }
}
