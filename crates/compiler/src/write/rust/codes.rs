//! The rules, and the constraints that the wizard says more about → Rust constants for their codes. Knows Rust's
//! spelling, but no rules.

use std::fmt::Write as _;

use crate::model::codes::Param;
use crate::model::constraints::Told;
use crate::model::rules::Rule;

/// The text of a module: a constant for each code; `CODES` with those of the rules, and what each asks for; `ADVICE`.
#[must_use]
pub fn write(rules: &[Rule], constraints: &[Told]) -> String {
    let mut out = String::from(
        "// Made from schemas/rules.json and constraints.json by event-wizard-compiler. Not to be edited.\n\n\
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
        one(&mut out, &rule.code, &rule.at, &rule.params, rule.note.as_deref());
    }
    for told in constraints {
        one(&mut out, &told.constraint, &told.at, &told.params, told.note.as_deref());
    }
    out
}

/// The constant of one code.
fn one(out: &mut String, code: &str, at: &str, params: &[Param], note: Option<&str>) {
    let params: Vec<_> = params.iter().map(|param| format!("`{}`", param.name)).collect();
    let params = if params.is_empty() { "no params".to_owned() } else { format!("params {}", params.join(", ")) };
    let note = note.map(|note| format!("; {note}")).unwrap_or_default();
    let _ = writeln!(out, "\n/// At {at}; {params}{note}.\npub const {}: &str = {code:?};", code.to_uppercase());
}
