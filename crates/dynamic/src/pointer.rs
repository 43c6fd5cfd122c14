//! JSON Pointers (RFC 6901) into schemas and data. Knows no keywords.

use finding::PathSegment;
use serde_json::Value;

/// The pointer's unescaped tokens.
pub fn tokens(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"))
}

/// The pointer extended by `token`.
#[must_use]
pub fn child(pointer: &str, token: &str) -> String {
    format!("{pointer}/{}", token.replace('~', "~0").replace('/', "~1"))
}

/// The pointer's steps in this document; only the document shows whether a number is an index or a key.
#[must_use]
pub fn path(root: &Value, pointer: &str) -> Vec<PathSegment> {
    let mut value = Some(root);
    tokens(pointer)
        .map(|token| match value {
            Some(Value::Array(items)) if token.parse::<u32>().is_ok() => {
                let index = token.parse().unwrap_or_default();
                value = items.get(index as usize);
                PathSegment::Index(index)
            }
            _ => {
                value = value.and_then(|value| value.get(&token));
                PathSegment::Key(token)
            }
        })
        .collect()
}

/// The decoded text of a percent-encoded URI fragment (RFC 3986, section 2.1).
#[must_use]
pub fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let decoded = (byte == b'%').then(|| after.get(..2)).flatten();
        let decoded = decoded.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(decoded.unwrap_or(byte));
        rest = if decoded.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The text, encoded for a URI fragment (RFC 3986, section 3.5).
#[must_use]
pub fn percent_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/$".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
