//! The only file that knows JavaScript: one exported function for each question, and the enums in which questions and
//! answers are written. From these wasm-bindgen generates the names, numbers and types that `pkg/src` imports. Knows
//! nothing of rows, stages or rules.
//!
//! The JavaScript side writes a text into one buffer that the module owns, and calls take its length: wasm-bindgen's
//! own strings would allocate anew for each call. JSON text is returned only if there is something to say.

use alloc::string::String;
use alloc::vec::Vec;

pub use boundary::{Answer, Missing, Mode, Operation};
use boundary::{Boundary, tell, write_judgement};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::generated::{LIFECYCLE, WIZARD_ACTIONS, WIZARD_SESSIONS};
use crate::progress;
use crate::validator::{self, CallError, Options, Validator};
use finding::Json;
use pg_row::RowOptions;

/// A table.
#[wasm_bindgen]
#[derive(Clone, Copy, Debug)]
pub enum Table {
    /// `wizard_sessions`.
    Sessions,
    /// `wizard_actions`.
    Actions,
}

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

impl From<Table> for &'static pg_row::Table {
    fn from(table: Table) -> Self {
        match table {
            Table::Sessions => &WIZARD_SESSIONS,
            Table::Actions => &WIZARD_ACTIONS,
        }
    }
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

static BOUNDARY: Boundary<Validator> = Boundary::new(Validator::new());

/// Makes room for this many bytes of text and returns the buffer's address, or 0 if there is no memory for them. The
/// buffer's contents are kept, but its address may change.
#[wasm_bindgen]
#[must_use]
pub fn input(bytes: usize) -> usize {
    BOUNDARY.input(bytes)
}

/// Judges the data of the stage at this index in the lifecycle: the first `bytes` of the buffer. `most` is the maximum
/// number of issues to report, here and below.
#[wasm_bindgen(js_name = validateStage)]
#[must_use]
pub fn validate_stage(stage: usize, mode: Mode, bytes: usize, most: usize) -> Answer {
    answer(bytes, most, |validator, text, _, outcome| Ok(tell(&validator.stage(stage, text, mode.into())?, outcome)))
}

/// Judges a request body for a table. The stored row that an update is merged over may follow it in the buffer.
#[wasm_bindgen(js_name = validateRow)]
#[must_use]
pub fn validate_row(
    table: Table,
    operation: Operation,
    missing: Missing,
    stages: Stages,
    bytes: usize,
    current_bytes: usize,
    most: usize,
) -> Answer {
    let options =
        Options { row: RowOptions { operation: operation.into(), missing: missing.into() }, stages: stages.into() };
    answer(bytes, most, |validator, text, rest, outcome| {
        let current = if current_bytes == 0 { None } else { rest.get(..current_bytes) };
        Ok(tell(&validator.row(table.into(), text, current, &options)?, outcome))
    })
}

/// Judges a change of status, `{"from": …, "to": …}`.
#[wasm_bindgen(js_name = checkTransition)]
#[must_use]
pub fn check_transition(bytes: usize, most: usize) -> Answer {
    answer(bytes, most, |validator, text, _, outcome| Ok(tell(&validator.transition(text)?, outcome)))
}

/// Says how far along a session is, and what is missing: always [`Answer::Told`] unless there is an error.
#[wasm_bindgen]
#[must_use]
pub fn completion(bytes: usize, most: usize) -> Answer {
    answer(bytes, most, |validator, text, _, outcome| {
        let (completion, judgement) = validator.completion(text)?;
        write_completion(completion, outcome);
        write_judgement(&judgement, outcome);
        Ok(Answer::Told)
    })
}

/// The JSON text that the last call produced. It is handed over, so it can be read only once.
///
/// `"issues": […], "truncated": …` say what is wrong or missing, and whether there are more issues than listed. For
/// [`completion`] there are also `"percentage": …, "completedStages": […], "nextStage": …`.
#[wasm_bindgen]
#[must_use]
pub fn outcome() -> String {
    BOUNDARY.outcome()
}

/// Makes a call on the first `bytes` of the buffer, and passes it the text that follows them.
fn answer(
    bytes: usize,
    most: usize,
    call: impl FnOnce(&mut Validator, &[u8], &[u8], &mut Vec<u8>) -> Result<Answer, CallError>,
) -> Answer {
    BOUNDARY.answer(bytes, |validator, text, rest, outcome| {
        validator.limit(most);
        call(validator, text, rest, outcome)
    })
}

/// Begins the object with how far along the session is.
fn write_completion(completion: progress::Completion, outcome: &mut Vec<u8>) {
    outcome.clear();
    let mut json = Json(outcome);
    json.raw(b"{\"percentage\":");
    json.integer(completion.percentage.into());
    json.raw(b",\"completedStages\":");
    json.names(LIFECYCLE.stages, completion.completed.into());
    json.raw(b",\"nextStage\":");
    match completion.next {
        Some(stage) => json.text(LIFECYCLE.stages.bytes(stage)),
        None => json.raw(b"null"),
    }
    json.raw(b",");
}
