//! The only file that knows JavaScript. Texts arrive in one buffer that the module owns and calls take
//! lengths; a number comes back, and only if there is something to say is there JSON text to read. Knows nothing of
//! rows, stages or rules.
//!
//! `wasm-bindgen`'s own way with strings copies through a fresh allocation a call; writing into a buffer
//! that stays costs tens of nanoseconds.

use alloc::vec::Vec;

use spin::Mutex;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::generated::{LIFECYCLE, WIZARD_ACTIONS, WIZARD_SESSIONS};
use crate::issue::Json;
use crate::json;
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
    /// JSON text, for whoever called.
    outcome: Vec<u8>,
}

static STATE: Mutex<State> = Mutex::new(State { buffer: Vec::new(), validator: Validator::new(), outcome: Vec::new() });

impl State {
    /// Address of the byte behind the buffer, 0 if there is none.
    #[cfg(feature = "freestanding")]
    fn kept(&self) -> usize {
        if self.buffer.capacity() == 0 { 0 } else { self.buffer.as_ptr().addr() + self.buffer.capacity() }
    }

    /// Gives back the memory of earlier calls.
    #[cfg(feature = "freestanding")]
    #[cold]
    #[inline(never)]
    #[allow(unsafe_code)]
    fn renew(&mut self) {
        (self.validator, self.outcome) = (Validator::new(), Vec::new());
        // SAFETY: between calls the state is all there is, and of it the buffer alone is left.
        unsafe { crate::heap::release(self.kept()) };
    }

    #[cfg(not(feature = "freestanding"))]
    fn renew(&mut self) {}

    /// Gives it back if it has become much.
    fn tidy(&mut self) {
        #[cfg(feature = "freestanding")]
        if crate::heap::used(self.kept()) > MOST_LEFT {
            self.renew();
        }
    }
}

/// Bytes that calls may leave behind.
#[cfg(feature = "freestanding")]
const MOST_LEFT: usize = 1 << 20;

/// Runs a call on the first `bytes` of the buffer and on `current_bytes` behind them. Gives the length of the
/// [`outcome`], 0 if there is nothing to say, or less than 0.
#[inline(never)]
fn call(bytes: usize, current_bytes: usize, run: Call<'_>) -> i32 {
    let Some(mut state) = STATE.try_lock() else { return MISUSED };
    state.tidy();
    let State { buffer, validator, outcome } = &mut *state;
    let Some((text, rest)) = buffer.split_at_checked(bytes) else { return MISUSED };
    let current = if current_bytes == 0 { None } else { rest.get(..current_bytes) };
    outcome.clear();
    match run(validator, text, current, outcome) {
        Ok(()) => i32::try_from(outcome.len()).unwrap_or(TOO_LARGE),
        Err(CallError::CurrentIsNoObject | CallError::SessionIsNoObject) => NO_OBJECT,
        Err(CallError::TooLarge) => TOO_LARGE,
        Err(CallError::UnknownStage) => MISUSED,
    }
}

type Call<'c> = &'c dyn Fn(&mut Validator, &[u8], Option<&[u8]>, &mut Vec<u8>) -> Result<(), CallError>;

/// Makes room for that many bytes of text and gives its address, or 0 if there is no memory for them.
/// What the buffer holds stays; its address may change.
#[wasm_bindgen]
#[must_use]
pub fn input(bytes: usize) -> usize {
    let Some(mut state) = STATE.try_lock() else { return 0 };
    if bytes > state.buffer.len() {
        // Then the buffer stands last, and grows where it is.
        state.renew();
        let buffer = &mut state.buffer;
        if buffer.try_reserve_exact(bytes - buffer.len()).is_err() {
            return 0;
        }
        buffer.resize(bytes, 0);
    }
    state.buffer.as_ptr().addr()
}

/// Judges the first `bytes` of the buffer as a request body; behind them stand `current_bytes` of the
/// stored row. Tables: 0 sessions, 1 actions. Flags: bit 0 update; bits 1 and 2 how stages are judged (0 as
/// declared, 1 draft, 2 complete, 3 not); bits 3 and 4 what a missing key is (0 default, 1 NULL, 2 default by
/// way of jsonb). Gives 0 if there is nothing to say, the length of the [`outcome`] (a JSON array of issues), or
/// less than 0.
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
    call(bytes, current_bytes, &|validator, text, current, outcome| {
        tell(&validator.row(table, text, current, &options)?, outcome);
        Ok(())
    })
}

/// Judges the first `bytes` of the buffer as a stage's data; `stage` is its place in the lifecycle. Gives
/// what [`validate_row`] does.
#[wasm_bindgen]
#[must_use]
pub fn validate_stage(stage: usize, complete: bool, bytes: usize) -> i32 {
    let mode = if complete { Mode::Complete } else { Mode::Draft };
    call(bytes, 0, &|validator, text, _, outcome| {
        tell(&validator.stage(stage, text, mode)?, outcome);
        Ok(())
    })
}

/// Judges a change of status, `{"from": …, "to": …}` in the first `bytes` of the buffer. Gives what
/// [`validate_row`] does.
#[wasm_bindgen]
#[must_use]
pub fn check_transition(bytes: usize) -> i32 {
    call(bytes, 0, &|validator, text, _, outcome| {
        tell(&validator.transition(text)?, outcome);
        Ok(())
    })
}

/// How far the session is whose row stands in the first `bytes` of the buffer: `{"percentage": …,
/// "completedStages": […], "nextStage": …, "missing": [issues]}`. Gives the outcome's length, or less than 0.
#[wasm_bindgen]
#[must_use]
pub fn completion(bytes: usize) -> i32 {
    call(bytes, 0, &|validator, text, _, outcome| {
        let (completion, judgement) = validator.completion(text)?;
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
        json.raw(b",\"missing\":");
        judgement.write_json(outcome);
        json::push(outcome, b'}');
        Ok(())
    })
}

/// The address of the last outcome, whose length the call gave. It is there until the next call.
#[wasm_bindgen]
#[must_use]
pub fn outcome() -> usize {
    STATE.try_lock().map_or(0, |state| state.outcome.as_ptr() as usize)
}

/// Writes what is wrong, if anything is.
fn tell(judgement: &Judgement<'_>, outcome: &mut Vec<u8>) {
    if !judgement.is_clean() {
        judgement.write_json(outcome);
    }
}
