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
use crate::progress::Completion;
use crate::validator::{CallError, Options, Stages, Validator};
use finding::Json;
use json_judge::Mode;
use json_tape::json;
use pg_row::{Missing, Operation, RowOptions};

/// A call is under way, or a call, table or text is none: the JavaScript side never does that. Other numbers below 0 are
/// those of [`CallError`].
const MISUSED: i32 = -4;

// The calls, as in pkg/src/module.ts.
const STAGE: u32 = 0;
const ROW: u32 = 1;
const TRANSITION: u32 = 2;
const COMPLETION: u32 = 3;

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

/// Judges the first `bytes` of the buffer. Gives 0 if there is nothing to say, the length of the [`outcome`], JSON
/// text, or less than 0.
///
/// | `call` | the text | `first` | `second` | outcome |
/// |---|---|---|---|---|
/// | 0 | a stage's data | the stage's place in the lifecycle | 1 if it is to be complete | what is wrong |
/// | 1 | a request body; behind it stand `current_bytes` of the stored row | table: 0 sessions, 1 actions | flags | what is wrong |
/// | 2 | a change of status, `{"from": …, "to": …}` | | | what is wrong |
/// | 3 | a session | | | `"percentage": …, "completedStages": […], "nextStage": …`, and what is missing |
///
/// What is wrong or missing is `"issues": […], "truncated": …`: `most` issues at most, and whether there are more.
///
/// Flags: bit 0 update; bits 1 and 2 how stages are judged (0 as declared, 1 draft, 2 complete, 3 not); bits 3 and 4
/// what a missing key is (0 default, 1 NULL, 2 default by way of jsonb).
#[wasm_bindgen]
#[must_use]
pub fn judge(call: u32, first: usize, second: u32, bytes: usize, current_bytes: usize, most: usize) -> i32 {
    let Some(mut state) = STATE.try_lock() else { return MISUSED };
    state.tidy();
    let State { buffer, validator, outcome } = &mut *state;
    let Some((text, rest)) = buffer.split_at_checked(bytes) else { return MISUSED };
    outcome.clear();
    validator.limit(most);
    json::push(outcome, b'{');
    let judged = match call {
        STAGE => validator.stage(first, text, if second == 0 { Mode::Draft } else { Mode::Complete }),
        ROW => {
            let current = if current_bytes == 0 { None } else { rest.get(..current_bytes) };
            let Some(&table) = [&WIZARD_SESSIONS, &WIZARD_ACTIONS].get(first) else { return MISUSED };
            validator.row(table, text, current, &options(second))
        }
        TRANSITION => validator.transition(text),
        COMPLETION => validator.completion(text).map(|(completion, judgement)| {
            tell(completion, outcome);
            judgement
        }),
        _ => return MISUSED,
    };
    match judged {
        Ok(judgement) => {
            if call != COMPLETION && judgement.is_clean() {
                return 0;
            }
            json::extend(outcome, b"\"issues\":");
            judgement.write_json(outcome);
            json::extend(outcome, b",\"truncated\":");
            json::extend(outcome, if judgement.is_truncated() { b"true".as_slice() } else { b"false" });
            json::push(outcome, b'}');
        }
        Err(error) => return error as i32,
    }
    i32::try_from(outcome.len()).unwrap_or(CallError::TooLarge as i32)
}

fn options(flags: u32) -> Options {
    Options {
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
    }
}

/// Writes how far a session is, as members of an object.
fn tell(completion: Completion, outcome: &mut Vec<u8>) {
    let mut json = Json(outcome);
    json.raw(b"\"percentage\":");
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

/// The address of the last outcome, whose length the call gave. It is there until the next call.
#[wasm_bindgen]
#[must_use]
pub fn outcome() -> usize {
    STATE.try_lock().map_or(0, |state| state.outcome.as_ptr() as usize)
}
