//! `uuid`: the text form of RFC 9562 section 4. Knows no versions or variants.

/// Whether the text is 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.
///
/// ```
/// assert!(json_format::uuid(b"2eb8aa08-aa98-11ea-b4aa-73b441d16380"));
/// assert!(!json_format::uuid(b"2eb8aa08"));
/// ```
#[must_use]
pub fn uuid(text: &[u8]) -> bool {
    text.len() == 36
        && (0..).zip(text).all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    #[test]
    fn follows_rfc_9562() {
        for (text, valid) in [
            ("2eb8aa08-aa98-11ea-b4aa-73b441d16380", true),
            ("2EB8AA08-AA98-11EA-B4AA-73B441D16380", true),
            ("00000000-0000-0000-0000-000000000000", true),
            ("2eb8aa08-aa98-11ea-b4aa-73b441d1638", false),
            ("2eb8aa08-aa98-11ea-b4aa-73b441d163800", false),
            ("2eb8aa08aa98-11ea-b4aa73b441d16380-aa", false),
            ("2eb8aa08aa9811eab4aa73b441d16380", false),
            ("2eb8-aa08-aa98-11ea-b4aa73b44-1d16380", false),
            ("2eb8aa08-aa98-11ea-b4aa-73b441d1638g", false),
            ("{2eb8aa08-aa98-11ea-b4aa-73b441d163}", false),
        ] {
            assert_eq!(super::uuid(text.as_bytes()), valid, "{text}");
        }
    }
}
