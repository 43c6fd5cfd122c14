//! `data-url`, the format of react-jsonschema-form's file widget: RFC 2397 with base64, optionally with the file's
//! name.

/// `data:` [type `/` subtype] *(`;` parameter) `;base64,` data.
#[must_use]
pub fn is_data_url(text: &[u8]) -> bool {
    let Some(rest) = text.strip_prefix(b"data:") else { return false };
    let Some(comma) = rest.iter().position(|byte| *byte == b',') else { return false };
    let (head, data) = rest.split_at_checked(comma).unwrap_or_default();
    let mut parts = head.split(|byte| *byte == b';');
    let media_type = parts.next().unwrap_or_default();
    let parameters: Vec<_> = parts.collect();
    let Some((b"base64", parameters)) = parameters.split_last().map(|(last, rest)| (*last, rest)) else { return false };
    let named =
        parameters.iter().all(|parameter| parameter.iter().position(|byte| *byte == b'=').is_some_and(|at| at > 0));
    (media_type.is_empty() || is_media_type(media_type)) && named && is_base64(data.get(1..).unwrap_or_default())
}

/// RFC 2045, section 5.1: tokens on both sides of the slash.
fn is_media_type(text: &[u8]) -> bool {
    let mut parts = text.split(|byte| *byte == b'/');
    let token = |part: Option<&[u8]>| {
        part.is_some_and(|part| {
            !part.is_empty() && part.iter().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(byte))
        })
    };
    token(parts.next()) && token(parts.next()) && parts.next().is_none()
}

/// RFC 4648, section 4, with padding.
#[must_use]
pub fn is_base64(text: &[u8]) -> bool {
    let digits = text.strip_suffix(b"==").or_else(|| text.strip_suffix(b"=")).unwrap_or(text);
    text.len().is_multiple_of(4) && digits.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(byte))
}

#[cfg(test)]
mod tests {
    use super::is_data_url;

    #[test]
    fn is_what_a_file_widget_gives() {
        for text in [
            "data:text/plain;name=a.txt;base64,eA==",
            "data:text/plain;base64,",
            "data:;base64,eHg=",
            "data:image/svg+xml;charset=utf-8;base64,eHh4",
        ] {
            assert!(is_data_url(text.as_bytes()), "{text}");
        }
        for text in [
            "",
            "javascript:alert(1)",
            "data:text/plain,hello",
            "data:text/plain;base64",
            "data:text;base64,eA==",
            "data:text/plain;base64,e A=",
            "data:text/plain;=x;base64,eA==",
            "https://example.org/a;base64,eA==",
        ] {
            assert!(!is_data_url(text.as_bytes()), "{text}");
        }
    }
}
