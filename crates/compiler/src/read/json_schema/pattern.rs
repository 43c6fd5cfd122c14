//! `pattern` → a dense automaton over UTF-8 bytes, made at build time. Knows regular expressions as ECMA-262 defines
//! them (with the `u` flag, JSON Schema core section 6.4); what a finite automaton cannot do (lookaround, back
//! references) is an error.

use crate::error::{Error, Reason, Result};
use crate::model::schema::Pattern;
use crate::read::automaton;

/// Builds the automaton.
///
/// # Errors
/// Why the expression is not supported.
pub fn compile(text: &str) -> Result<Pattern> {
    let unsupported =
        |why: Reason| Error::unsupported(format!("the pattern `{text}` is not supported: {why}")).of(text);
    let automaton = translate(text).and_then(|translated| automaton::compile(&translated)).map_err(unsupported)?;
    Ok(Pattern { text: text.to_owned(), automaton })
}

/// Expresses the meaning in ECMA-262 in the regex crate's syntax: ASCII `\d` and `\w`, ECMA-262's white space and line
/// ends, no set operations in classes.
fn translate(text: &str) -> std::result::Result<String, Reason> {
    const SPACE: &str = r"\t\n\x0B\x0C\r \u{A0}\u{FEFF}\p{Zs}\u{2028}\u{2029}";
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    let mut in_class = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('d') => out.push_str("[0-9]"),
                Some('D') => out.push_str("[^0-9]"),
                Some('w') => out.push_str("[0-9A-Za-z_]"),
                Some('W') => out.push_str("[^0-9A-Za-z_]"),
                Some('s') => out.push_str(&format!("[{SPACE}]")),
                Some('S') => out.push_str(&format!("[^{SPACE}]")),
                Some('b') if in_class => out.push_str(r"\x08"),
                Some('b') => out.push_str(r"(?-u:\b)"),
                Some('B') if !in_class => return Err(r"`\B`".into()),
                Some('0') => out.push_str(r"\x00"),
                Some('A' | 'z' | 'Z' | 'a' | '<' | '>') => {
                    return Err("an escape that ECMA-262 does not have".into());
                }
                Some(other) => {
                    out.push('\\');
                    out.push(other);
                }
                None => return Err("it ends in a backslash".into()),
            },
            '[' if in_class => out.push_str(r"\["),
            '[' => {
                in_class = true;
                out.push('[');
                if chars.next_if_eq(&'^').is_some() {
                    out.push('^');
                }
                // An empty class matches nothing, and `[^]` anything; the regex crate has neither.
                if chars.peek() == Some(&']') {
                    return Err("an empty class".into());
                }
            }
            ']' if in_class => {
                in_class = false;
                out.push(']');
            }
            '&' | '~' if in_class => {
                out.push('\\');
                out.push(c);
            }
            '-' if in_class && chars.peek() == Some(&'-') => out.push_str(r"\-"),
            '.' if !in_class => out.push_str(r"[^\n\r\u{2028}\u{2029}]"),
            '(' if !in_class => {
                out.push('(');
                if chars.next_if_eq(&'?').is_some() {
                    out.push('?');
                    match chars.peek() {
                        Some(':' | '<') => {}
                        _ => return Err("a group that no finite automaton has".into()),
                    }
                }
            }
            _ => out.push(c),
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    fn is_match(pattern: &str, text: &str) -> bool {
        let p = compile(pattern).unwrap().automaton;
        let mut state = p.start;
        for byte in text.bytes() {
            if state >= p.matched_from {
                return true;
            }
            state = p.transitions
                [usize::from(state) * usize::from(p.class_count) + usize::from(p.classes[usize::from(byte)])];
        }
        state >= p.matched_from
            || p.transitions[usize::from(state) * usize::from(p.class_count) + usize::from(p.class_count) - 1]
                >= p.matched_from
    }

    #[test]
    fn matches_as_ecma_262() {
        for (pattern, text, expected) in [
            ("^a*$", "aaa", true),
            ("^a*$", "abc", false),
            ("a+", "xxaayy", true),
            ("", "", true),
            ("^$", "x", false),
            (r"^\d$", "\u{9ea}", false),
            (r"^\d+$", "0123", true),
            (r"^\W$", "\u{e9}", true),
            (r"^\s$", "\u{feff}", true),
            ("^.$", "\u{1f600}", true),
            ("^.$", "\u{2028}", false),
            ("^[^a]$", "\u{e9}", true),
            (r"\p{Lu}", "x\u{c9}", true),
            (r"^[a&&b]$", "&", true),
            ("a$", "a\n", false),
            (r"\bcat\b", "a cat!", true),
            ("^(?:ab|cd){2}$", "abcd", true),
        ] {
            assert_eq!(is_match(pattern, text), expected, "{pattern} {text:?}");
        }
    }

    #[test]
    fn refuses_what_no_automaton_can_do() {
        for pattern in [r"(a)\1", "(?=a)", "(?<!a)b", "(?i)a", r"\Aa", "(", "["] {
            assert!(compile(pattern).is_err(), "{pattern}");
        }
    }
}
