//! Sets of characters as the content of a bracket expression of PostgreSQL's regular expressions. Knows code points only:
//! with `COLLATE "C"`, no locale has a say.

/// All characters beyond ASCII.
pub const BEYOND_ASCII: &str = r"\u0080-\U0010FFFF";

/// The characters that satisfy the predicate, as ranges. U+0000 is left out, which no `text` contains.
pub fn ranges(is_in: impl Fn(char) -> bool) -> String {
    let mut ranges: Vec<(char, char)> = Vec::new();
    let mut inside = false;
    for c in '\u{1}'..=char::MAX {
        let was_inside = inside;
        inside = is_in(c);
        match ranges.last_mut() {
            Some((_, last)) if inside && was_inside => *last = c,
            _ if inside => ranges.push((c, c)),
            _ => {}
        }
    }
    ranges.into_iter().map(|(first, last)| if first == last { escape(first) } else { range(first, last) }).collect()
}

fn range(first: char, last: char) -> String {
    format!("{}-{}", escape(first), escape(last))
}

fn escape(c: char) -> String {
    let c = u32::from(c);
    if c < 0x1_0000 { format!("\\u{c:04X}") } else { format!("\\U{c:08X}") }
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn joins_neighbours() {
        let is_in = |c: char| matches!(c, '\0'..='\u{1F}' | 'a' | 'c' | '\u{2028}' | '\u{2029}' | '\u{E0000}');
        assert_eq!(ranges(is_in), r"\u0001-\u001F\u0061\u0063\u2028-\u2029\U000E0000");
    }
}
