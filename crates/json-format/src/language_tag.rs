//! `language-tag`: a well-formed BCP 47 tag (RFC 5646 section 2.1). Knows the form, but no languages.

/// Whether the text is a language of two or three letters, or of up to eight if it is registered as a whole, followed
/// by any number of subtags of one to eight letters and digits. Private tags (`x-…`) mean nothing to others, and
/// irregular ones are deprecated.
///
/// ```
/// assert!(json_format::language_tag(b"pt-BR"));
/// assert!(!json_format::language_tag(b"pt_BR"));
/// ```
#[must_use]
pub fn language_tag(text: &[u8]) -> bool {
    let mut subtags = text.split(|&byte| byte == b'-');
    let language = subtags.next().unwrap_or_default();
    matches!(language.len(), 2..=8)
        && language.iter().all(u8::is_ascii_alphabetic)
        && subtags.all(|subtag| matches!(subtag.len(), 1..=8) && subtag.iter().all(u8::is_ascii_alphanumeric))
        // A singleton begins an extension, so it must be followed by something.
        && !matches!(text, [.., b'-', _])
}

#[cfg(test)]
mod tests {
    #[test]
    fn follows_rfc_5646() {
        for (text, valid) in [
            ("en", true),
            ("pt-BR", true),
            ("zh-Hant-TW", true),
            ("sl-rozaj-biske", true),
            ("es-419", true),
            ("ast", true),
            ("de-u-co-phonebk", true),
            ("", false),
            ("e", false),
            ("-en", false),
            ("en-", false),
            ("en--GB", false),
            ("en_GB", false),
            ("de-u", false),
            ("portugueselang", false),
            ("en-abcdefghi", false),
            ("日本語", false),
            ("e1", false),
            ("x-private", false),
        ] {
            assert_eq!(super::language_tag(text.as_bytes()), valid, "{text}");
        }
    }
}
