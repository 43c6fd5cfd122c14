//! How the number of steps grows with the text, counted rather than timed.

#![allow(clippy::panic, clippy::unwrap_used)]

use ecma_regex::Pattern;

fn steps(pattern: &Pattern, text: &str) -> u64 {
    let mut left = u64::MAX;
    assert_eq!(pattern.is_match(text, &mut left), Ok(false));
    u64::MAX - left
}

/// Doubling the text multiplies the steps by at most `factor`.
fn grows(source: &str, unit: &str, end: &str, length: usize, factor: f64) {
    let pattern = Pattern::new(source).unwrap();
    let short = steps(&pattern, &(unit.repeat(length) + end));
    let long = steps(&pattern, &(unit.repeat(2 * length) + end));
    let measured = long as f64 / short as f64;
    assert!(measured <= factor, "{source}: {short} steps, then {long}");
}

#[test]
fn linear_without_back_references() {
    for (source, unit, end) in [
        ("^(a+)+$", "a", "!"),
        ("^(a|a)*$", "a", "!"),
        ("^(a|aa)+$", "a", "!"),
        ("^(?:(?:a*)*)*$", "a", "!"),
        ("^(?:a?){50}a*$", "a", "!"),
        ("(x+x+)+y", "x", ""),
        ("^(([a-z])+.)+[A-Z]([a-z])+$", "a", ""),
        (r"^([\w.]+)+@([\w.]+)+$", "a.", "!"),
        ("(?=(a+)+$)b", "a", "!"),
        ("^(?!(a|a)*$)b", "a", "!"),
        ("(?:(?=a*b)a)*c", "a", "b"),
        ("(?:(?!a*c)(?<=(?:a|aa)*)a)*c", "a", "b"),
        ("(?=(?=(?=(?:a|a)*b)a*c)a*d)", "a", ""),
        ("((a{0,10}){0,10}){0,10}!", "a", ""),
        ("(?i:(é|É)*(?<=é*)!)", "éÉ", ""),
    ] {
        grows(source, unit, end, 2_000, 2.01);
    }
}

#[test]
fn polynomial_with_back_references() {
    for (source, unit, end, length, power) in [
        // The anchor leaves the group only one choice.
        (r"^(.)(.*)\1$", "a", "b", 2_000, 1),
        (r"^(?:(.)\1)*$", "a", "b", 2_000, 1),
        (r"^(?=(a*?))(?:(?=(a+))a)*\1\2b", "a", "", 100, 2),
        (r"(?:(?=(a*))\1)*b", "a", "", 100, 2),
        (r"(?<=\1(a|aa)+)b", "a", "", 100, 2),
        (r"(a*)*\1b", "a", "", 30, 3),
        (r"^(a+)+\1b", "a", "", 30, 3),
        (r"(.+)\1b", "a", "", 30, 3),
        (r"(a|aa)*(?:\1)*b", "a", "", 30, 3),
        (r"^(a*)(a*)\1\2b", "a", "", 20, 4),
    ] {
        grows(source, unit, end, length, 2.5_f64 * f64::from(1 << (power - 1)));
    }
}

#[test]
fn many_short_texts_share_a_budget() {
    let pattern = Pattern::new(r"(a*)*\1b").unwrap();
    let mut budget = 1_000_000;
    for n in 0..40 {
        let text = format!("{}!{n}", "a".repeat(24));
        assert_eq!(pattern.is_match(&text, &mut budget), Ok(false));
    }
    let mut left = budget;
    assert!(pattern.is_match(&"a".repeat(10_000), &mut left).is_err());
    assert_eq!(left, 0);
}

#[test]
fn a_long_text() {
    let text = "a1 ".repeat(350_000);
    for (source, expected) in [
        (r"^(?:[a-z]\d )*$", true),
        ("^[^]*!$", false),
        (r"^(?=[^]*\d)(?![^]*!)", true),
        (r"(?:(?=.*1)(?<=^|.* )a1 ?)*!", false),
        (r"(\d)!\1", false),
    ] {
        assert_eq!(Pattern::new(source).unwrap().is_match(&text, &mut 100_000_000), Ok(expected), "{source}");
    }
}

/// Patterns that would make large programs, and small programs that do much work.
#[test]
fn large_patterns_are_refused_or_read_quickly() {
    for source in [
        "((a{0,999}){0,999}){0,999}".to_owned(),
        "(?:(?:(?:(?:(?:){999}){999}){999}){999}){999}".to_owned(),
        format!("(?:a{}){{65535}}", "()".repeat(50_000)),
        format!("(?:a{}){{65535}}", "(?:|)".repeat(50_000)),
        format!("(?i:{})", r"\W".repeat(50_000)),
        format!("(?i:{})", (0..50_000).map(|n| format!(r"[\W\u{{{n:x}}}]")).collect::<String>()),
        format!("[{}]", r"\p{L}".repeat(50_000)),
        format!("{}a", "(?=".repeat(100)) + &")".repeat(100),
        format!("(?<n>a){}", r"\k<n>".repeat(20_000)),
        (0..20_000).map(|_| "(?<n>)|").collect::<String>() + r"\k<n>",
        "a{99999999999999999999}".to_owned(),
        "a|".repeat(100_000),
        "[".repeat(1_000_000),
        "(".repeat(1_000_000),
        "a".repeat(1_000_000),
    ] {
        if let Ok(pattern) = Pattern::new(&source) {
            let _ = pattern.is_match("aé", &mut 10_000_000);
        }
    }
}
