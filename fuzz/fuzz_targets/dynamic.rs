//! Any bytes as a schema and data for it: there must be no panic, data that is valid when complete must be a valid
//! draft, and the verdict must be that of the `jsonschema` crate.
#![no_main]

mod choices;

use std::borrow::Cow;

use choices::Choices;
use event_wizard_dynamic::issue::NOT_JUDGED;
use event_wizard_dynamic::schema::{Options, Schema};
use event_wizard_dynamic::surrogates;
use finding::PathSegment;
use json_tape::Tape;
use jsonschema::Draft;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

const DRAFTS: [Draft; 5] = [Draft::Draft202012, Draft::Draft7, Draft::Draft201909, Draft::Draft6, Draft::Draft4];

fuzz_target!(|bytes: &[u8]| {
    let Some((&how, rest)) = bytes.split_first() else { return };
    let draft = DRAFTS[usize::from(how & 7) % DRAFTS.len()];
    if how & 128 == 0 {
        let mut choices = Choices::new(rest, draft == Draft::Draft202012);
        let schema = choices.schema();
        let data: Vec<Value> = (0..3).map(|_| choices.value()).collect();
        // In 2019-09 the crate also lets `contains` evaluate items, for which the specification names only `items` and
        // `additionalItems` (core, section 9.3.1.3).
        let differs = draft == Draft::Draft201909 && schema.to_string().contains("unevaluatedItems");
        try_all(&schema, draft, &data, !differs);
    } else {
        // Two texts separated by a zero byte, for inputs that the choices cannot produce.
        let middle = rest.iter().position(|&byte| byte == 0).unwrap_or(rest.len());
        let (schema, data) = rest.split_at(middle);
        let read = |text: &[u8]| serde_json::from_slice(text);
        let (Ok(schema), Ok(data)) = (read(schema), read(data.get(1..).unwrap_or_default())) else { return };
        try_all(&schema, draft, &[data], false);
    }
});

/// `comparable` means that the schema has nothing (a format, an unusual pattern, a number beyond doubles) that the
/// crate is known to judge differently.
fn try_all(schema: &Value, draft: Draft, data: &[Value], comparable: bool) {
    let options = Options { draft, ignore_unknown_formats: true };
    let Ok(compiled) = Schema::compile(&spelled(schema), options) else { return };
    let oracle = match comparable {
        true => jsonschema::options().with_draft(draft).offline().build(schema).ok(),
        false => None,
    };
    let mut tape = Tape::new();
    for data in data {
        let judged = spelled(data);
        let text = judged.to_string();
        let Ok(doc) = tape.parse(text.as_bytes()) else { return };
        let [complete, draft] = [true, false].map(|demanding| compiled.judge(&doc, demanding, usize::MAX));
        for issue in complete.iter().chain(&draft) {
            assert!(leads(&issue.path, &judged), "{} leads nowhere: {schema} {data}", serde_json::json!(issue.path));
        }
        // Asking for fewer issues gives the first of the same issues.
        let few = compiled.judge(&doc, true, 2);
        assert!(few.len() >= complete.len().min(2) && few.is_empty() == complete.is_empty(), "{schema} {data}");
        // The budget was used up, so nothing is claimed about the data.
        if complete.iter().chain(&draft).any(|issue| issue.code == NOT_JUDGED) {
            continue;
        }
        assert!(!complete.is_empty() || draft.is_empty(), "valid, but not a valid draft: {schema} {data}");
        if let Some(oracle) = &oracle {
            let (ours, theirs) = (complete.is_empty(), oracle.is_valid(data));
            assert_eq!(ours, theirs, "ours, jsonschema's: {schema} {data}");
        }
    }
}

/// The value as the module spells it.
fn spelled(value: &Value) -> Value {
    match surrogates::spelled(value.to_string().as_bytes()) {
        Cow::Borrowed(_) => value.clone(),
        Cow::Owned(text) => serde_json::from_slice(&text).expect("it was JSON"),
    }
}

/// Whether the path leads to a value, or to where a missing one should be.
fn leads(path: &[PathSegment], data: &Value) -> bool {
    let step = |at: &Value, segment: &PathSegment| match segment {
        PathSegment::Key(key) => at.get(key).cloned(),
        PathSegment::Index(index) => at.get(*index as usize).cloned(),
    };
    let Some((last, parents)) = path.split_last() else { return true };
    let parent = parents.iter().try_fold(data.clone(), |at, segment| step(&at, segment));
    parent.is_some_and(|parent| match last {
        PathSegment::Key(_) => parent.is_object(),
        PathSegment::Index(_) => step(&parent, last).is_some(),
    })
}
