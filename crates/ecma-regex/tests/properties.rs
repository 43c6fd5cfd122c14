//! Properties that every pattern has, checked with random ones.

#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

mod random;

use ecma_regex::{Exhausted, Pattern};
use random::{grammatical, number, seeded, ungrammatical};

const ENOUGH: u64 = 100_000_000;

/// Compares the pattern with another form of the same meaning, made by changing its source.
fn same(source: &str, change: impl Fn(&str) -> String, texts: &[Vec<u32>]) {
    let changed = change(source);
    let (pattern, other) = (Pattern::new(source).unwrap(), Pattern::new(&changed).unwrap());
    for text in texts {
        let (one, two) =
            (pattern.is_match_code_points(text, &mut { ENOUGH }), other.is_match_code_points(text, &mut { ENOUGH }));
        assert_eq!(one, two, "{source} and {changed} on {text:x?}");
        assert!(one.is_ok(), "{source} on {text:x?}");
    }
}

#[test]
fn both_ways_of_matching_agree() {
    let mut random = seeded();
    for _ in 0..number("PATTERNS", 300) {
        let case = grammatical(&mut random);
        let source = case.with_flags();
        // A back reference to a group after all others makes it a case for backtracking.
        let groups = 1 + source.matches('(').count() - source.matches("(?").count() + source.matches("(?<n>").count();
        if !source.contains(r"\(") && !source.contains("[(") {
            same(&source, |source| format!(r"(?:{source})(?:)()\{groups}"), &case.texts);
        }
        same(&source, |source| format!("^[^]*?(?:{source})[^]*$"), &case.texts);
        same(&source, |source| format!("^(?=[^]*?(?:{source}))"), &case.texts);
        same(&source, |source| format!("^(?!(?![^]*?(?:{source})))"), &case.texts);
        same(&source, |source| format!("(?:{source}){{1}}|[]"), &case.texts);
    }
}

#[test]
fn a_small_budget_gives_the_same_answer_or_none() {
    let mut random = seeded();
    for _ in 0..300 {
        let case = grammatical(&mut random);
        let pattern = Pattern::new(&case.with_flags()).unwrap();
        for text in &case.texts {
            let mut left = ENOUGH;
            let answer = pattern.is_match_code_points(text, &mut left);
            let needed = ENOUGH - left;
            assert_eq!(pattern.is_match_code_points(text, &mut { needed }), answer);
            for budget in [0, 1, needed / 2, needed.saturating_sub(1)] {
                let mut left = budget;
                if budget < needed {
                    assert_eq!(pattern.is_match_code_points(text, &mut left), Err(Exhausted));
                    assert_eq!(left, 0);
                }
            }
        }
    }
}

#[test]
fn no_text_is_too_bad_a_pattern() {
    let mut random = seeded();
    for _ in 0..20_000 {
        let case = ungrammatical(&mut random);
        if let Err(error) = Pattern::new(&case.source) {
            assert!(case.source.is_char_boundary(error.offset()), "{}: {error}", case.source);
        }
    }
}
