//! The only file that knows JavaScript: one exported function for each question, and the enums in which questions and
//! answers are written. From these wasm-bindgen generates the names, numbers and types that `pkg/src` imports. Knows
//! nothing of rows, stages or rules.
//!
//! The JavaScript side writes a text into one buffer that the module owns, and calls take its length: wasm-bindgen's
//! own strings would allocate anew for each call. JSON text is returned only if there is something to say.

use alloc::string::String;
use alloc::vec::Vec;

use spin::Mutex;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::generated::{LIFECYCLE, WIZARD_ACTIONS, WIZARD_SESSIONS};
use crate::progress;
use crate::validator::{self, CallError, Judgement, Options, Validator};
use finding::Json;
use pg_row::RowOptions;

/// The answer to a call.
#[wasm_bindgen]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// There is nothing to report.
    Clean,
    /// There is something to report: see [`outcome`].
    Told,
    /// The stored row of an update is not a JSON object.
    CurrentIsNoObject,
    /// A text is too large for memory.
    TooLarge,
    /// There is no such stage.
    UnknownStage,
    /// The buffer holds no such text, or another call is under way.
    Misused,
}

/// A table.
#[wasm_bindgen]
#[derive(Clone, Copy, Debug)]
pub enum Table {
    /// `wizard_sessions`.
    Sessions,
    /// `wizard_actions`.
    Actions,
}

/// The statement a row is sent by: [`pg_row::Operation`].
#[wasm_bindgen]
#[derive(Clone, Copy, Debug)]
pub enum Operation {
    /// An insert or an upsert.
    Insert,
    /// An update.
    Update,
}

/// What a missing key stands for: [`pg_row::Missing`].
#[wasm_bindgen]
#[derive(Clone, Copy, Debug)]
pub enum Missing {
    /// The column's default.
    Omitted,
    /// NULL, because another row of the array has the key.
    Null,
    /// The column's default, by way of jsonb.
    Default,
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

/// How a stage's data is judged: [`json_judge::Mode`].
#[wasm_bindgen]
#[derive(Clone, Copy, Debug)]
pub enum Mode {
    /// As data still being filled in.
    Draft,
    /// As finished data.
    Complete,
}

impl From<Table> for &'static pg_row::Table {
    fn from(table: Table) -> Self {
        match table {
            Table::Sessions => &WIZARD_SESSIONS,
            Table::Actions => &WIZARD_ACTIONS,
        }
    }
}

impl From<Operation> for pg_row::Operation {
    fn from(operation: Operation) -> Self {
        match operation {
            Operation::Insert => Self::Insert,
            Operation::Update => Self::Update,
        }
    }
}

impl From<Missing> for pg_row::Missing {
    fn from(missing: Missing) -> Self {
        match missing {
            Missing::Omitted => Self::Omitted,
            Missing::Null => Self::Null,
            Missing::Default => Self::Default,
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

impl From<Mode> for json_judge::Mode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Draft => Self::Draft,
            Mode::Complete => Self::Complete,
        }
    }
}

impl From<CallError> for Answer {
    fn from(error: CallError) -> Self {
        match error {
            CallError::CurrentIsNoObject => Self::CurrentIsNoObject,
            CallError::TooLarge => Self::TooLarge,
            CallError::UnknownStage => Self::UnknownStage,
        }
    }
}

struct State {
    /// Never shrinks: its bytes are always initialized, so reading them is safe.
    buffer: Vec<u8>,
    validator: Validator,
    /// JSON text for the caller.
    outcome: Vec<u8>,
}

static STATE: Mutex<State> = Mutex::new(State { buffer: Vec::new(), validator: Validator::new(), outcome: Vec::new() });

/// Makes room for this many bytes of text and returns the buffer's address, or 0 if there is no memory for them. The
/// buffer's contents are kept, but its address may change.
#[wasm_bindgen]
#[must_use]
pub fn input(bytes: usize) -> usize {
    let Some(mut state) = STATE.try_lock() else { return 0 };
    let buffer = &mut state.buffer;
    if bytes > buffer.len() {
        if buffer.try_reserve_exact(bytes - buffer.len()).is_err() {
            return 0;
        }
        buffer.resize(bytes, 0);
    }
    buffer.as_ptr().addr()
}

/// Judges the data of the stage at this index in the lifecycle: the first `bytes` of the buffer. `most` is the maximum
/// number of issues to report, here and below.
#[wasm_bindgen(js_name = validateStage)]
#[must_use]
pub fn validate_stage(stage: usize, mode: Mode, bytes: usize, most: usize) -> Answer {
    answer(bytes, most, |validator, text, _, outcome| tell(validator.stage(stage, text, mode.into())?, outcome))
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
        tell(validator.row(table.into(), text, current, &options)?, outcome)
    })
}

/// Judges a change of status, `{"from": …, "to": …}`.
#[wasm_bindgen(js_name = checkTransition)]
#[must_use]
pub fn check_transition(bytes: usize, most: usize) -> Answer {
    answer(bytes, most, |validator, text, _, outcome| tell(validator.transition(text)?, outcome))
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
    let told = STATE.try_lock().map(|mut state| core::mem::take(&mut state.outcome)).unwrap_or_default();
    String::from_utf8(told).unwrap_or_default()
}

/// Makes a call on the first `bytes` of the buffer, and passes it the text that follows them.
fn answer(
    bytes: usize,
    most: usize,
    call: impl FnOnce(&mut Validator, &[u8], &[u8], &mut Vec<u8>) -> Result<Answer, CallError>,
) -> Answer {
    let Some(mut state) = STATE.try_lock() else { return Answer::Misused };
    let State { buffer, validator, outcome } = &mut *state;
    let Some((text, rest)) = buffer.split_at_checked(bytes) else { return Answer::Misused };
    validator.limit(most);
    call(validator, text, rest, outcome).unwrap_or_else(Answer::from)
}

/// Writes what is wrong, if anything is.
fn tell(judgement: Judgement<'_>, outcome: &mut Vec<u8>) -> Result<Answer, CallError> {
    if judgement.is_clean() {
        return Ok(Answer::Clean);
    }
    outcome.clear();
    outcome.push(b'{');
    write_judgement(&judgement, outcome);
    Ok(Answer::Told)
}

/// Writes the issues, and ends the object.
fn write_judgement(judgement: &Judgement<'_>, outcome: &mut Vec<u8>) {
    outcome.extend_from_slice(b"\"issues\":");
    judgement.write_json(outcome);
    let end: &[u8] = if judgement.is_truncated() { b",\"truncated\":true}" } else { b",\"truncated\":false}" };
    outcome.extend_from_slice(end);
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
