//! How large and how deeply nested a JSON text may be. Knows nothing about its content.

/// The maximum size of a text in bytes. Its tape takes 8 to 16 times as much, which leaves room in a memory of 4 GB.
pub const MOST_BYTES: usize = 64 << 20;
/// The maximum depth of arrays and objects: what recursive schema readers can certainly hold on the stack.
pub const DEEPEST: usize = 512;

/// How deeply arrays and objects are nested in the text.
#[must_use]
pub fn depth(text: &str) -> usize {
    let (mut depth, mut deepest, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::depth;

    #[test]
    fn brackets_in_strings_are_no_levels() {
        for (text, levels) in [
            ("1", 0),
            ("[]", 1),
            (r#"[{"a":[]},[]]"#, 3),
            (r#"["[[{{"]"#, 1),
            (r#"["\"[",[]]"#, 2),
            (r#"["\\",[[]]]"#, 3),
        ] {
            assert_eq!(depth(text), levels, "{text}");
        }
    }
}
