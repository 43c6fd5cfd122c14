//! `url`, as `ajv-formats` defines it: an absolute URI that names a host.

/// An RFC 3986 URI with an authority whose host is not empty.
#[must_use]
pub fn is_url(text: &[u8]) -> bool {
    let Some(colon) = text.iter().position(|byte| *byte == b':') else { return false };
    let Some(rest) = text.get(colon + 1..).and_then(|rest| rest.strip_prefix(b"//")) else { return false };
    let authority = rest.split(|byte| b"/?#".contains(byte)).next().unwrap_or_default();
    let host = authority.rsplit(|byte| *byte == b'@').next().unwrap_or_default();
    !host.is_empty() && !host.starts_with(b":") && json_format::uri(text)
}

#[cfg(test)]
mod tests {
    use super::is_url;

    #[test]
    fn asks_for_a_host() {
        for text in ["https://example.org", "http://localhost:80/a?b#c", "ftp://a:b@example.org/", "http://[::1]/"] {
            assert!(is_url(text.as_bytes()), "{text}");
        }
        for text in
            ["", "example.org", "https:", "https://", "https:///a", "mailto:a@b.c", "http://:80/", "http://a b/"]
        {
            assert!(!is_url(text.as_bytes()), "{text}");
        }
    }
}
