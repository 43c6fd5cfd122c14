//! Any text as a pattern, and any text to search: there must be no panic, the budget must be respected, a larger budget
//! must not change the answer, and patterns with the same meaning in the `regex` crate must get its answer.
#![no_main]

use ecma_regex::Pattern;
use libfuzzer_sys::fuzz_target;

const BUDGET: u64 = 1_000_000;

fuzz_target!(|input: &str| {
    let (source, text) = input.split_once('\0').unwrap_or((input, "aab"));
    let Ok(pattern) = Pattern::new(source) else { return };
    let mut left = BUDGET;
    let answer = pattern.is_match(text, &mut left);
    assert!(left <= BUDGET);
    let Ok(answer) = answer else { return };
    // The steps taken are exactly what is needed: a smaller budget is not enough, and a larger one changes nothing.
    let mut enough = BUDGET - left;
    assert_eq!(pattern.is_match(text, &mut enough), Ok(answer), "{source:?} on {text:?}");
    let points: Vec<u32> = text.chars().map(u32::from).collect();
    assert_eq!(pattern.is_match_code_points(&points, &mut { BUDGET }), Ok(answer), "{source:?} on {text:?}");
    if means_the_same(source) && text.is_ascii() && !text.contains(['\n', '\r']) {
        let theirs = regex::Regex::new(source).expect("the crate accepts every such pattern that ECMA-262 accepts");
        assert_eq!(answer, theirs.is_match(text), "{source:?} on {text:?}");
    }
});

/// Whether the pattern consists of letters, dots, groups, repetitions, anchors and plain classes only.
fn means_the_same(source: &str) -> bool {
    let mut in_class = false;
    let mut last = ' ';
    for character in source.chars() {
        match character {
            // A class inside a class, an empty class, `[^]` and `(?` have different meanings in the two.
            '[' if in_class => return false,
            '[' => in_class = true,
            ']' if !in_class || matches!(last, '[' | '^') => return false,
            ']' => in_class = false,
            'a'..='z' | '0'..='9' => {}
            '^' if !in_class || last == '[' => {}
            '.' | '|' | '(' | ')' | '*' | '+' | '$' if !in_class => {}
            '?' if !in_class && last != '(' => {}
            _ => return false,
        }
        last = character;
    }
    !in_class
}
