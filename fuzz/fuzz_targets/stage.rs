//! Any text as any stage's data: there must be no panic, and a draft must have no issue that complete data lacks.
#![no_main]

use event_wizard_validator::generated::STAGES;
use event_wizard_validator::validator::Validator;
use json_judge::Mode;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&which, text)) = data.split_first() else { return };
    let stage = usize::from(which) % STAGES.len();
    let mut validator = Validator::new();
    let mut judged = |mode| validator.stage(stage, text, mode).map(|judgement| judgement.issues()).unwrap_or_default();
    let (draft, complete) = (judged(Mode::Draft), judged(Mode::Complete));
    assert!(draft.iter().all(|issue| complete.contains(issue)), "{draft:?} {complete:?}");
    let _ = validator.completion(text);
});
