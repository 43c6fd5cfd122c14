//! Writing JSON text. Knows RFC 8259, but nothing about the content.

use alloc::vec::Vec;

/// Appends this UTF-8 as a JSON string (RFC 8259 section 7), escaped as PostgreSQL's `escape_json` does.
pub fn write_string(text: &[u8], out: &mut Vec<u8>) {
    /// What follows the backslash for each control character; `u` begins a numeric escape.
    const SHORT: &[u8; 32] = b"uuuuuuuubtnufruuuuuuuuuuuuuuuuuu";
    out.push(b'"');
    for &byte in text {
        let escape = match byte {
            b'"' | b'\\' => byte,
            _ => SHORT.get(usize::from(byte)).copied().unwrap_or(0),
        };
        if escape == 0 {
            out.push(byte);
            continue;
        }
        out.push(b'\\');
        out.push(escape);
        if escape == b'u' {
            let low = byte & 15;
            out.extend_from_slice(if byte < 0x10 { b"000" } else { b"001" });
            out.push(if low < 10 { b'0' + low } else { b'a' - 10 + low });
        }
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_read_back() {
        let text: String = (0..=0x7F_u8).map(char::from).chain("é€😀".chars()).collect();
        let mut out = Vec::new();
        write_string(text.as_bytes(), &mut out);
        let out = String::from_utf8(out).unwrap_or_default();
        assert_eq!(serde_json::from_str::<String>(&out).unwrap_or_default(), text);
        assert!(
            out.starts_with(r#""\u0000\u0001"#) && out.contains(r"\b\t\n\u000b\f\r\u000e") && out.contains(r"\u001f ")
        );
    }
}
