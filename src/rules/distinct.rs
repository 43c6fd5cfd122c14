//! Texts that people take to be the same. Knows no field names.

use alloc::vec::Vec;

use json_format::text::is_invisible;
use json_tape::Value;

/// The characters that distinguish one text from another: without blanks and invisible characters, and in lower case.
fn characters(text: &str) -> impl Iterator<Item = char> {
    // Most characters are ASCII, which needs few checks.
    text.chars()
        .filter(|&c| if c.is_ascii() { c.is_ascii_graphic() } else { !is_invisible(c) })
        .map(|c| if c.is_ascii() { c.to_ascii_lowercase() } else { lower(c) })
}

/// The lower-case form of a capital letter, for the scripts that have both and that names are written in: Latin, Greek,
/// Cyrillic, Armenian (Unicode's `Simple_Lowercase_Mapping`). The standard library's table for all scripts would be a
/// tenth of the wasm.
fn lower(c: char) -> char {
    let code = u32::from(c);
    let small = match c {
        'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' | '\u{FF21}'..='\u{FF3A}' => code + 32,
        'Ѐ'..='Џ' => code + 80,
        'Ա'..='Ֆ' => code + 48,
        'Ά' => code + 38,
        'Έ'..='Ί' => code + 37,
        'Ό' => code + 64,
        'Ύ' | 'Ώ' => code + 63,
        'Ÿ' => code - 121,
        'Ӏ' => code + 15,
        // This letter has another form at the end of a word.
        'ς' => code + 1,
        // In these ranges each capital letter has an even code, and its lower-case form follows it.
        '\u{100}'..='\u{12F}'
        | '\u{132}'..='\u{137}'
        | '\u{14A}'..='\u{177}'
        | '\u{218}'..='\u{21B}'
        | '\u{460}'..='\u{481}'
        | '\u{48A}'..='\u{4BF}'
        | '\u{4D0}'..='\u{52F}'
        | '\u{1E00}'..='\u{1E95}'
        | '\u{1EA0}'..='\u{1EFF}' => code | 1,
        // In these ranges capital letters have odd codes.
        '\u{139}'..='\u{148}' | '\u{179}'..='\u{17E}' | '\u{4C1}'..='\u{4CE}' => code + code % 2,
        _ => code,
    };
    char::from_u32(small).unwrap_or(c)
}

/// FNV-1a of the characters, so that different texts are told apart quickly.
fn hash(text: &str) -> u32 {
    characters(text).fold(0x811C_9DC5, |hash, c| (hash ^ u32::from(c)).wrapping_mul(0x0100_0193))
}

/// Calls `found` with each text that equals an earlier one, and with that earlier one.
pub(super) fn repeats<'a>(texts: &mut dyn Iterator<Item = Value<'a>>, found: &mut dyn FnMut(Value<'a>, Value<'a>)) {
    let mut earlier: Vec<(u32, Value<'a>)> = Vec::new();
    for value in texts {
        let Some(text) = value.as_str() else { continue };
        let text = text.to_cow();
        // Blank texts are left to the schema.
        if characters(&text).next().is_none() {
            continue;
        }
        let hash = hash(&text);
        let same = earlier.iter().find(|(other, value)| {
            *other == hash && value.as_str().is_some_and(|other| characters(&other.to_cow()).eq(characters(&text)))
        });
        match same {
            Some((_, same)) => found(value, *same),
            None => earlier.push((hash, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_are_those_of_unicode() {
        for block in [
            0x80..0x17F,
            0x218..0x21C,
            0x386..0x3CF,
            0x400..0x530,
            0x531..0x557,
            0x1E00..0x1E96,
            0x1EA0..0x1F00,
            0xFF00..0xFF60,
        ] {
            for c in block.filter_map(char::from_u32) {
                // `İ` has a lower-case form of two characters, and `ς` is already lower case.
                if !matches!(c, 'İ' | 'ς') {
                    assert!(c.to_lowercase().eq([lower(c)]), "{c} {:x}", u32::from(c));
                }
            }
        }
    }

    #[test]
    fn texts_differ_by_more_than_case_and_blanks() {
        let same = |a: &str, b: &str| characters(a).eq(characters(b));
        for (a, b) in [
            ("VIP", "vip"),
            ("VIP ", " vip"),
            ("Early  bird", "early\u{a0}bird"),
            ("CAFÉ", "café"),
            ("ДЕНЬ", "день"),
            ("ΖΏΝΗ", "ζώνη"),
            ("a\u{200b}b", "ab"),
            ("", "  "),
        ] {
            assert!(same(a, b) && hash(a) == hash(b), "{a} {b}");
        }
        for (a, b) in [("VIP", "VIP 2"), ("Cafe", "Café"), ("a-b", "ab"), ("大人", "子供")] {
            assert!(!same(a, b), "{a} {b}");
        }
    }
}
