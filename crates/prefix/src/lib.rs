//! The exports of the wasm of `/prefix`, which judges texts while they are being written: one function for each question,
//! as in `src/wasm.rs`. Knows JavaScript, and nothing of rows, stages or rules.
//!
//! It is a module of its own, since it would make that of the default entry larger by 5.5 KB (compressed).
//!
//! On any other target the crate is empty.

#![cfg(target_arch = "wasm32")]
#![no_std]

extern crate alloc;

use alloc::string::String;

use boundary::Boundary;
pub use boundary::{Answer, Mode, Operation};
use event_wizard_validator::prefix::{Prefix, Prefixes};
use event_wizard_validator::validator::{self, Options, Validator};
use finding::Json;
use json_tape::Tape;
use judgement::CallError;
use pg_row::{Missing, RowOptions};
use wasm_bindgen::prelude::wasm_bindgen;

/// How a row's stages are judged: [`validator::Stages`].
#[wasm_bindgen]
#[derive(Clone, Copy, Debug)]
pub enum Stages {
    /// Stages named in `completed_stages` as complete, the others as drafts.
    Declared,
    /// All as drafts.
    Draft,
    /// All as complete.
    Complete,
    /// Not at all.
    Skip,
}

impl From<Stages> for validator::Stages {
    fn from(stages: Stages) -> Self {
        match stages {
            Stages::Declared => Self::Declared,
            Stages::Draft => Self::Draft,
            Stages::Complete => Self::Complete,
            Stages::Skip => Self::Skip,
        }
    }
}

/// The texts, and the judge of those that have ended.
struct Judges {
    prefixes: Prefixes,
    validator: Validator,
}

static BOUNDARY: Boundary<Judges> = Boundary::new(Judges { prefixes: Prefixes::new(), validator: Validator::new() });

/// Makes room for this many bytes of text and returns the buffer's address, or 0 if there is no memory for them. The
/// buffer's contents are kept, but its address may change.
#[wasm_bindgen]
#[must_use]
pub fn input(bytes: usize) -> usize {
    BOUNDARY.input(bytes)
}

/// Begins the data of the stage at this index in the lifecycle. `id` is the caller's name for the text; an older one of
/// this name is forgotten.
#[wasm_bindgen(js_name = beginStage)]
#[must_use]
pub fn begin_stage(id: u32, stage: usize, mode: Mode) -> Answer {
    BOUNDARY.answer(0, |judges, _, _, _| {
        judges.prefixes.begin(id, Prefix::stage(stage, mode.into())?);
        Ok(Answer::Clean)
    })
}

/// Begins a session's row. The first `current_bytes` of the buffer are the stored row, if there is one.
#[wasm_bindgen(js_name = beginSession)]
#[must_use]
pub fn begin_session(id: u32, operation: Operation, stages: Stages, current_bytes: usize) -> Answer {
    let row = RowOptions { operation: operation.into(), missing: Missing::Omitted };
    let options = Options { row, stages: stages.into() };
    BOUNDARY.answer(current_bytes, |judges, current, _, _| {
        let current = if current.is_empty() { None } else { Some(current) };
        judges.prefixes.begin(id, Prefix::session(options, current)?);
        Ok(Answer::Clean)
    })
}

/// Appends the first `bytes` of the buffer to the text with this name, and judges what can be judged now.
/// [`Answer::Clean`] if there is no such text (any more); otherwise the outcome is `{"open": […] or null, "complete": …}`
/// with, if they may have changed, `"issues": […], "truncated": …`. `most` is the maximum number of issues.
#[wasm_bindgen]
#[must_use]
pub fn push(id: u32, bytes: usize, most: usize) -> Answer {
    BOUNDARY.answer(bytes, |Judges { prefixes, validator }, piece, _, outcome| {
        let Some(prefix) = prefixes.get(id) else { return Ok(Answer::Clean) };
        prefix.limit(most);
        prefix.push(piece)?;
        outcome.clear();
        outcome.extend_from_slice(b"{\"open\":");
        if prefix.has_ended() {
            outcome.extend_from_slice(b"null");
        } else {
            prefix.write_open(outcome);
        }
        outcome.extend_from_slice(if prefix.is_complete() { b",\"complete\":true" } else { b",\"complete\":false" });
        if prefix.has_news() {
            validator.limit(most);
            outcome.push(b',');
            prefix.write_verdict(validator, outcome)?;
        }
        outcome.push(b'}');
        Ok(Answer::Told)
    })
}

/// How a text that has not ended, the first `bytes` of the buffer, could end as JSON: `{"dropped": …, "closing": "…"}`,
/// how many bytes are taken away from its end, and what is written there. [`Answer::Clean`] if it cannot.
#[wasm_bindgen]
#[must_use]
pub fn ending(bytes: usize) -> Answer {
    BOUNDARY.answer(bytes, |_, text, _, outcome| {
        let mut tape = Tape::new();
        if tape.go_on(text, false).is_err() {
            return Ok(Answer::Clean);
        }
        let ending = tape.ending(text);
        outcome.clear();
        let mut json = Json(outcome);
        json.raw(b"{\"dropped\":");
        json.integer(i64::try_from(text.len() - ending.cut).map_err(|_| CallError::TooLarge)?);
        json.raw(b",\"closing\":");
        json.text(&ending.closing);
        json.raw(b"}");
        Ok(Answer::Told)
    })
}

/// The JSON text that the last call produced. It is handed over, so it can be read only once.
#[wasm_bindgen]
#[must_use]
pub fn outcome() -> String {
    BOUNDARY.outcome()
}
