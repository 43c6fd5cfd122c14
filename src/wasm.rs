//! The only file that knows JavaScript. Texts arrive in one buffer that the module owns and calls take
//! lengths; a number comes back, and only if there is something to say is a JavaScript value built from
//! it. Knows nothing of rows, stages or rules.
//!
//! `wasm-bindgen`'s own way with strings copies through a fresh allocation a call; writing into a buffer
//! that stays costs tens of nanoseconds.

use std::cell::RefCell;

use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::generated::{LIFECYCLE, WIZARD_ACTIONS, WIZARD_SESSIONS};
use crate::issue::Issue;
use crate::row::{Missing, Operation, RowOptions};
use crate::stage::Mode;
use crate::validator::{CallError, Judgement, Options, Stages, Validator};

/// The stored row of an update, or the session to complete, is no JSON object.
const NO_OBJECT: i32 = -1;
/// A text, or what is made of it, does not fit into memory.
const TOO_LARGE: i32 = -2;
/// A call is under way, or a table, stage or text is none: the JavaScript side never does that.
const MISUSED: i32 = -3;

struct State {
    /// As long as it ever was: its bytes are always initialized, so that reading it is safe.
    buffer: Vec<u8>,
    validator: Validator,
    outcome: JsValue,
}

thread_local! {
    static STATE: RefCell<State> =
        const { RefCell::new(State { buffer: Vec::new(), validator: Validator::new(), outcome: JsValue::UNDEFINED }) };
}

fn with_state<T>(otherwise: T, run: impl FnOnce(&mut State) -> T) -> T {
    STATE.with(|state| match state.try_borrow_mut() {
        Ok(mut state) => run(&mut state),
        Err(_) => otherwise,
    })
}

/// Makes room for that many bytes of text and gives its address, or 0 if there is no memory for them.
/// What the buffer holds stays; its address may change.
#[wasm_bindgen]
#[must_use]
pub fn input(bytes: usize) -> usize {
    with_state(0, |state| {
        let buffer = &mut state.buffer;
        if bytes > buffer.len() {
            if buffer.try_reserve_exact(bytes - buffer.len()).is_err() {
                return 0;
            }
            buffer.resize(bytes, 0);
        }
        buffer.as_ptr() as usize
    })
}

/// Judges the first `bytes` of the buffer as a request body; behind them stand `current_bytes` of the
/// stored row. Tables: 0 sessions, 1 actions. Flags: bit 0 update; bits 1 and 2 how stages are judged (0 as
/// declared, 1 draft, 2 complete, 3 not); bits 3 and 4 what a missing key is (0 default, 1 NULL, 2 default by
/// way of jsonb). Gives 0 if there is nothing to say, 1 if [`outcome`] has issues, or less than 0.
#[wasm_bindgen]
#[must_use]
pub fn validate_row(table: u32, flags: u32, bytes: usize, current_bytes: usize) -> i32 {
    let table = match table {
        0 => &WIZARD_SESSIONS,
        1 => &WIZARD_ACTIONS,
        _ => return MISUSED,
    };
    let options = Options {
        row: RowOptions {
            operation: if flags & 1 == 0 { Operation::Insert } else { Operation::Update },
            missing: match flags >> 3 & 3 {
                0 => Missing::Omitted,
                1 => Missing::Null,
                _ => Missing::Default,
            },
        },
        stages: match flags >> 1 & 3 {
            0 => Stages::Declared,
            1 => Stages::Draft,
            2 => Stages::Complete,
            _ => Stages::Skip,
        },
    };
    with_state(MISUSED, |State { buffer, validator, outcome }| {
        let Some((text, rest)) = buffer.split_at_checked(bytes) else { return MISUSED };
        let current = if current_bytes == 0 { None } else { rest.get(..current_bytes) };
        tell(validator.row(table, text, current, &options), outcome)
    })
}

/// Judges the first `bytes` of the buffer as a stage's data; `stage` is its place in the lifecycle. Gives
/// what [`validate_row`] does.
#[wasm_bindgen]
#[must_use]
pub fn validate_stage(stage: usize, complete: bool, bytes: usize) -> i32 {
    let mode = if complete { Mode::Complete } else { Mode::Draft };
    with_state(MISUSED, |State { buffer, validator, outcome }| {
        let Some(text) = buffer.get(..bytes) else { return MISUSED };
        tell(validator.stage(stage, text, mode), outcome)
    })
}

/// Judges a change of status; the buffer holds the one name behind the other. Gives what [`validate_row`]
/// does.
#[wasm_bindgen]
#[must_use]
pub fn check_transition(from_bytes: usize, to_bytes: usize) -> i32 {
    with_state(MISUSED, |State { buffer, outcome, .. }| {
        let name = |bytes: Option<&[u8]>| std::str::from_utf8(bytes?).ok().map(str::to_owned);
        let from = name(buffer.get(..from_bytes));
        let to = name(buffer.get(from_bytes..from_bytes.saturating_add(to_bytes)));
        let (Some(from), Some(to)) = (from, to) else { return MISUSED };
        let issues = LIFECYCLE.check_transition(&from, &to).issues;
        if issues.is_empty() { 0 } else { give(outcome, &issues) }
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Completion<'a> {
    percentage: u8,
    completed_stages: Vec<&'a str>,
    next_stage: Option<&'a str>,
    missing: Vec<Issue>,
}

/// How far the session is whose row stands in the first `bytes` of the buffer. Gives 1, or less than 0.
#[wasm_bindgen]
#[must_use]
pub fn completion(bytes: usize) -> i32 {
    with_state(MISUSED, |State { buffer, validator, outcome }| {
        let Some(text) = buffer.get(..bytes) else { return MISUSED };
        match validator.completion(text) {
            Ok((completion, judgement)) => {
                let told = Completion {
                    percentage: completion.percentage,
                    completed_stages: completion.completed_stages(&LIFECYCLE).collect(),
                    next_stage: completion.next_stage(&LIFECYCLE),
                    missing: judgement.issues(),
                };
                give(outcome, &told)
            }
            Err(error) => status(error),
        }
    })
}

/// The outcome of the last call that said that there is one: issues, or what [`completion`] tells.
#[wasm_bindgen]
#[must_use]
pub fn outcome() -> JsValue {
    with_state(JsValue::UNDEFINED, |state| std::mem::replace(&mut state.outcome, JsValue::UNDEFINED))
}

fn tell(judged: Result<Judgement<'_>, CallError>, outcome: &mut JsValue) -> i32 {
    match judged {
        Ok(judgement) if judgement.is_clean() => 0,
        Ok(judgement) => give(outcome, &judgement.issues()),
        Err(error) => status(error),
    }
}

/// Values rather than JSON text: JavaScript then needs no second parse, and the code is not larger.
fn give(outcome: &mut JsValue, value: &impl Serialize) -> i32 {
    match value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()) {
        Ok(value) => {
            *outcome = value;
            1
        }
        Err(_) => TOO_LARGE,
    }
}

fn status(error: CallError) -> i32 {
    match error {
        CallError::CurrentIsNoObject | CallError::SessionIsNoObject => NO_OBJECT,
        CallError::TooLarge => TOO_LARGE,
        CallError::UnknownStage => MISUSED,
    }
}
