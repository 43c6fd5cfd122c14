//! Texts that a regular expression or a LIKE pattern may match. A guess is enough: both sides are asked, and a text
//! that matches nothing is a useful row too.

use std::iter::Peekable;
use std::str::Chars;

use conformance::random::Random;

/// How often a quantifier without an upper bound repeats at most.
const MOST: usize = 3;

/// A text modelled on a regular expression.
pub fn matching(random: &mut Random, pattern: &str) -> String {
    let mut out = String::new();
    alternatives(random, &mut pattern.chars().peekable(), &mut out);
    out
}

/// A text modelled on a LIKE pattern.
pub fn like(random: &mut Random, pattern: &str) -> String {
    let mut out = String::new();
    for c in pattern.chars() {
        match c {
            '%' => out.push_str(random.pick(&["", "x", "yé"])),
            '_' => out.push_str(random.pick(&["x", "é", "0"])),
            '\\' => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes one of the alternatives up to the end of the group.
fn alternatives(random: &mut Random, chars: &mut Peekable<Chars<'_>>, out: &mut String) {
    let mut all = vec![String::new()];
    while let Some(&c) = chars.peek() {
        match c {
            ')' => break,
            '|' => {
                chars.next();
                all.push(String::new());
            }
            _ => {
                if let Some(last) = all.last_mut() {
                    piece(random, chars, last);
                }
            }
        }
    }
    let at = random.below(all.len());
    out.push_str(&all.swap_remove(at));
}

/// Writes an atom with its quantifier.
fn piece(random: &mut Random, chars: &mut Peekable<Chars<'_>>, out: &mut String) {
    let copy = chars.clone();
    let first = atom(random, chars);
    let times = quantifier(random, chars);
    for time in 0..times {
        // The atom is read again, so that each repetition gets another text.
        let mut again = copy.clone();
        out.push_str(&if time == 0 { first.clone() } else { atom(random, &mut again) });
    }
}

fn quantifier(random: &mut Random, chars: &mut Peekable<Chars<'_>>) -> usize {
    let (low, high) = match chars.peek() {
        Some('*') => (0, MOST),
        Some('+') => (1, MOST),
        Some('?') => (0, 1),
        Some('{') => {
            chars.next();
            let mut text = String::new();
            while let Some(&c) = chars.peek() {
                if c == '}' {
                    break;
                }
                text.push(c);
                chars.next();
            }
            let (low, high) = text.split_once(',').unwrap_or((&text, &text));
            let low = low.trim().parse().unwrap_or(0_usize);
            (low, high.trim().parse().unwrap_or(low + MOST))
        }
        _ => return 1,
    };
    chars.next();
    if chars.peek() == Some(&'?') {
        chars.next();
    }
    let high = high.max(low).min(low + 12);
    low + random.below(high - low + 1)
}

fn atom(random: &mut Random, chars: &mut Peekable<Chars<'_>>) -> String {
    match chars.next() {
        Some('(') => {
            if chars.peek() == Some(&'?') {
                // `(?:`, `(?=` and the like.
                while chars.next_if(|c| matches!(c, '?' | ':' | '=' | '!' | '<')).is_some() {}
            }
            let mut inner = String::new();
            alternatives(random, chars, &mut inner);
            chars.next();
            inner
        }
        Some('[') => class(random, chars),
        Some('.') => random.pick(&["x", "7", "é", "."]).to_owned(),
        Some('^' | '$') | None => String::new(),
        Some('\\') => match chars.next() {
            Some('d') => random.pick(&["0", "5", "9"]).to_owned(),
            Some('w') => random.pick(&["a", "Z", "_", "0"]).to_owned(),
            Some('s') => " ".to_owned(),
            Some('D' | 'S' | 'W') => "-".to_owned(),
            Some(c) => c.to_string(),
            None => String::new(),
        },
        Some(c) => c.to_string(),
    }
}

/// Writes a character of a class; for a negated class, one that is usually outside it.
fn class(random: &mut Random, chars: &mut Peekable<Chars<'_>>) -> String {
    let negated = chars.next_if_eq(&'^').is_some();
    let mut members: Vec<(char, char)> = Vec::new();
    let mut is_first = true;
    while let Some(c) = chars.next() {
        if c == ']' && !is_first {
            break;
        }
        is_first = false;
        if c == '[' && chars.peek() == Some(&':') {
            let name: String = chars.by_ref().take_while(|c| *c != ']').collect();
            members.extend(if name.contains("digit") { vec![('0', '9')] } else { vec![('a', 'z'), ('A', 'Z')] });
            continue;
        }
        let low = match c {
            '\\' => match chars.next() {
                Some('d') => {
                    members.push(('0', '9'));
                    continue;
                }
                Some('w') => {
                    members.extend([('a', 'z'), ('0', '9')]);
                    continue;
                }
                Some('s') => ' ',
                Some(c) => c,
                None => break,
            },
            c => c,
        };
        let mut ahead = chars.clone();
        match (ahead.next(), ahead.next()) {
            (Some('-'), Some(high)) if high != ']' => {
                chars.next();
                chars.next();
                members.push((low, high));
            }
            _ => members.push((low, low)),
        }
    }
    if negated {
        let outside = ["x", "é", "~", " ", "5", "-"];
        return random.pick(&outside).to_owned();
    }
    if members.is_empty() {
        return String::new();
    }
    let (low, high) = *random.pick_from(&members);
    let span = (high as u32).saturating_sub(low as u32) as i64;
    let code = low as u32 + random.between(0, span) as u32;
    char::from_u32(code).unwrap_or(low).to_string()
}

#[cfg(test)]
mod tests {
    use super::matching;
    use conformance::random::Random;

    #[test]
    fn makes_texts_that_match() {
        let mut random = Random::of_case(1, 1);
        for _ in 0..50 {
            let text = matching(&mut random, "^(ab|[c-e]{2})\\d+$");
            let rest = text.strip_prefix("ab").or_else(|| text.get(2..)).unwrap();
            assert!(!rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()), "{text}");
        }
    }
}
