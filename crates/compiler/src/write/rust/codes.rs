//! The rules → Rust constants for their codes. Knows Rust's spelling, but no rules.

use std::fmt::Write as _;

use crate::model::rules::Rule;

/// The text of a module: a constant for each code, `CODES` with all of them and what each asks for, and `ADVICE`.
#[must_use]
pub fn write(rules: &[Rule]) -> String {
    let mut out = String::from(
        "// Made from schemas/rules.json by event-wizard-compiler. Not to be edited.\n\n\
         /// The code of every rule, with what it asks for.\npub static CODES: &[(&str, &str)] = &[\n",
    );
    let constant = |rule: &Rule| rule.code.to_uppercase();
    // Writing to a String cannot fail.
    for rule in rules {
        let _ = writeln!(out, "    ({}, {:?}),", constant(rule), rule.asks);
    }
    let advice: Vec<_> = rules.iter().filter(|rule| rule.advice).map(constant).collect();
    let _ = writeln!(out, "];\n\n/// The rules that only give advice: the data may well be intended.");
    let _ = writeln!(out, "pub const ADVICE: &[&str] = &[{}];", advice.join(", "));
    for rule in rules {
        let params: Vec<_> = rule.params.iter().map(|param| format!("`{}`", param.name)).collect();
        let params = if params.is_empty() { "no params".to_owned() } else { format!("params {}", params.join(", ")) };
        let note = rule.note.as_ref().map(|note| format!("; {note}")).unwrap_or_default();
        let _ = writeln!(out, "\n/// At {}; {params}{note}.", rule.at);
        let _ = writeln!(out, "pub const {}: &str = {:?};", constant(rule), rule.code);
    }
    out
}
