//! Any text as a body for either table, sent in every way: there must be no panic, and the outcome must be JSON.
#![no_main]

use event_wizard_validator::generated::TABLES;
use event_wizard_validator::validator::{Options, Stages, Validator};
use libfuzzer_sys::fuzz_target;
use pg_row::{Missing, Operation, RowOptions};
use serde::de::IgnoredAny;

fuzz_target!(|data: &[u8]| {
    let Some((&how, text)) = data.split_first() else { return };
    let options = Options {
        row: RowOptions {
            operation: if how & 1 == 0 { Operation::Insert } else { Operation::Update },
            missing: [Missing::Omitted, Missing::Null, Missing::Default][usize::from(how >> 1 & 3) % 3],
        },
        stages: [Stages::Declared, Stages::Draft, Stages::Complete, Stages::Skip][usize::from(how >> 3 & 3)],
    };
    let table = TABLES[usize::from(how >> 5 & 1)];
    let middle = text.iter().position(|&byte| byte == 0);
    let (text, current) = match middle {
        Some(at) if how & 1 == 1 => (&text[..at], Some(&text[at + 1..])),
        _ => (text, None),
    };
    let mut validator = Validator::new();
    if let Ok(judgement) = validator.row(table, text, current, &options) {
        let mut json = Vec::new();
        judgement.write_json(&mut json);
        let issues: Vec<IgnoredAny> = serde_json::from_slice(&json).expect("the outcome is JSON");
        assert_eq!(issues.len(), judgement.issues().len());
        assert_eq!(issues.is_empty(), judgement.is_clean());
    }
    // Nothing that was passed in may affect the next call.
    let good = br#"{"session_id":"a"}"#;
    assert!(validator.row(TABLES[0], good, None, &Options::default()).is_ok_and(|judgement| judgement.is_clean()));
});
