//! `pattern` → a dense automaton over UTF-8 bytes, made at build time. Knows regular expressions
//! as ECMA-262 writes them (with the `u` flag, JSON Schema core section 6.4); what a finite
//! automaton cannot do (look-around, back-references) is an error.

use std::collections::HashMap;

use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;
use regex_automata::{Anchored, MatchKind};

use crate::error::{Error, Result};
use crate::model::schema::Pattern;

/// Beyond this a pattern would weigh more than the rest of the module.
const MOST_STATES: usize = 2_000;

/// Makes the automaton.
///
/// # Errors
/// Why the expression cannot be carried out.
pub fn compile(text: &str) -> Result<Pattern> {
    let unsupported =
        |why: String| Error::unsupported(format!("the pattern `{text}` is not supported: {why}")).of(text);
    let translated = translate(text).map_err(unsupported)?;
    let dfa = dense::Builder::new()
        .configure(
            dense::Config::new()
                .match_kind(MatchKind::All)
                .start_kind(StartKind::Unanchored)
                .minimize(true)
                .dfa_size_limit(Some(8 << 20))
                .determinize_size_limit(Some(32 << 20)),
        )
        .build(&translated)
        .map_err(|error| unsupported(error.to_string()))?;
    let begin = dfa
        .start_state(&start::Config::new().anchored(Anchored::No))
        .map_err(|error| unsupported(error.to_string()))?;

    // Breadth first; a state that matches ends the search, so all of them are one.
    let mut numbers: HashMap<StateID, usize> = HashMap::from([(begin, 0)]);
    let mut queue = vec![begin];
    let mut rows: Vec<Vec<Option<usize>>> = Vec::new();
    while let Some(&state) = queue.get(rows.len()) {
        let mut row = Vec::with_capacity(257);
        for unit in 0..=256u16 {
            let next =
                u8::try_from(unit).map_or_else(|_| dfa.next_eoi_state(state), |byte| dfa.next_state(state, byte));
            if dfa.is_quit_state(next) {
                return Err(unsupported("it needs Unicode word boundaries".to_owned()));
            }
            row.push(if dfa.is_match_state(next) {
                None
            } else {
                let number = numbers.len();
                Some(*numbers.entry(next).or_insert_with(|| {
                    queue.push(next);
                    number
                }))
            });
        }
        rows.push(row);
        if rows.len() > MOST_STATES {
            return Err(unsupported(format!("it takes more than {MOST_STATES} states")));
        }
    }

    // Bytes whose columns are the same are one class; the end of the text is a class of its own.
    let mut columns: HashMap<Vec<Option<usize>>, u8> = HashMap::new();
    let mut representatives = Vec::new();
    let mut classes = Vec::with_capacity(256);
    for byte in 0..256usize {
        let column: Vec<_> = rows.iter().map(|row| row.get(byte).copied().flatten()).collect();
        let next = columns.len();
        let class = *columns.entry(column).or_insert_with(|| {
            representatives.push(byte);
            next as u8
        });
        classes.push(class);
    }
    representatives.push(256);
    let matched = rows.len() as u16;
    let transitions = rows
        .iter()
        .flat_map(|row| {
            representatives.iter().map(|&unit| row.get(unit).copied().flatten().map_or(matched, |n| n as u16))
        })
        .collect();
    Ok(Pattern {
        text: text.to_owned(),
        classes,
        class_count: representatives.len() as u16,
        transitions,
        start: if dfa.is_match_state(begin) { matched } else { 0 },
        matched_from: matched,
    })
}

/// ECMA-262's meaning in the regex crate's spelling: ASCII `\d` and `\w`, its own white space, its
/// own line ends, no set operations in classes.
fn translate(text: &str) -> std::result::Result<String, String> {
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
                Some('B') if !in_class => return Err(r"`\B`".to_owned()),
                Some('0') => out.push_str(r"\x00"),
                Some('A' | 'z' | 'Z' | 'a' | '<' | '>') => {
                    return Err("an escape that ECMA-262 does not have".to_owned());
                }
                Some(other) => {
                    out.push('\\');
                    out.push(other);
                }
                None => return Err("it ends in a backslash".to_owned()),
            },
            '[' if in_class => out.push_str(r"\["),
            '[' => {
                in_class = true;
                out.push('[');
                if chars.next_if_eq(&'^').is_some() {
                    out.push('^');
                }
                // An empty class matches nothing, `[^]` anything; the regex crate has neither.
                if chars.peek() == Some(&']') {
                    return Err("an empty class".to_owned());
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
                        _ => return Err("a group that no finite automaton has".to_owned()),
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
        let p = compile(pattern).unwrap();
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
