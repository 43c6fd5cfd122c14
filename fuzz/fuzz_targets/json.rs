//! What is JSON, is JSON for the tape and for serde_json; strings have the same value for both.
#![no_main]

use event_wizard_validator::tape::Tape;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    // serde_json recurses; the tape does not, and its depth is tested elsewhere.
    if text.iter().filter(|byte| matches!(byte, b'[' | b'{')).count() > 200 {
        return;
    }
    let mut tape = Tape::new();
    let ours = tape.parse(text);
    let theirs = serde_json::from_slice::<serde_json::Value>(text);
    match (&ours, &theirs) {
        (Ok(doc), Ok(value)) => {
            if let (Some(ours), Some(theirs)) = (doc.root().as_str(), value.as_str()) {
                assert_eq!(ours.to_cow(), theirs);
                assert_eq!(ours.code_points(), theirs.chars().count());
            }
        }
        (Err(_), Err(_)) => {}
        // An escaped lone surrogate is JSON (RFC 8259 section 8.2), though no Rust string.
        (Ok(doc), Err(_)) => assert!(doc.lone_surrogate.is_some(), "{theirs:?}"),
        (Err(error), Ok(_)) => panic!("{error:?}"),
    }
});
