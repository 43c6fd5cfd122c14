//! A text is JSON for the tape if and only if it is for serde_json, and strings have the same value in both.
#![no_main]

use json_tape::Tape;
use libfuzzer_sys::fuzz_target;
use serde::de::IgnoredAny;

fuzz_target!(|text: &[u8]| {
    let mut tape = Tape::new();
    let ours = tape.parse(text);
    // serde_json does not limit the depth and the numbers of ignored values, and it accepts an escaped lone surrogate,
    // which is JSON (RFC 8259 section 8.2) though not a Rust string; but it does not check their encoding.
    let theirs = std::str::from_utf8(text).is_ok() && serde_json::from_slice::<IgnoredAny>(text).is_ok();
    match ours {
        Ok(doc) => {
            assert!(theirs, "not JSON for serde_json");
            if let Some(ours) = doc.root().as_str()
                && doc.lone_surrogate.is_none()
            {
                let theirs: String = serde_json::from_slice(text).expect("a string");
                assert_eq!(ours.to_cow(), theirs);
                assert_eq!(ours.code_points(), theirs.chars().count());
            }
        }
        Err(error) => assert!(!theirs, "{error:?}"),
    }
});
