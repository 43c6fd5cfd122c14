//! The only file that knows JavaScript. Texts arrive in one buffer that the module owns and calls take
//! lengths; a number comes back, and only if there is something to say is a JavaScript value built from
//! it. Knows nothing of rows, stages or rules.
//!
//! `wasm-bindgen`'s own way with strings copies through a fresh allocation a call; writing into a buffer
//! that stays costs tens of nanoseconds.

use std::cell::RefCell;

use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::issue::{Issue, ParamValue, PathSegment, Source};
use crate::tape::Tape;

/// The stored row of an update is no JSON object.
const CURRENT_IS_NO_OBJECT: i32 = -1;
/// A text, or what is made of it, does not fit into memory.
const TOO_LARGE: i32 = -2;

struct State {
    /// As long as it ever was: its bytes are always initialized, so that reading it is safe.
    buffer: Vec<u8>,
    tape: Tape,
    outcome: JsValue,
}

thread_local! {
    static STATE: RefCell<State> =
        const { RefCell::new(State { buffer: Vec::new(), tape: Tape::new(), outcome: JsValue::UNDEFINED }) };
}

fn with_state<T>(busy: T, run: impl FnOnce(&mut State) -> T) -> T {
    STATE.with(|state| match state.try_borrow_mut() {
        Ok(mut state) => run(&mut state),
        Err(_) => busy,
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

/// The outcome of the last call that said that there is one: issues, or what `completion` tells.
#[wasm_bindgen]
#[must_use]
pub fn outcome() -> JsValue {
    with_state(JsValue::UNDEFINED, |state| std::mem::replace(&mut state.outcome, JsValue::UNDEFINED))
}

fn give(outcome: &mut JsValue, value: &impl Serialize) -> i32 {
    match value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()) {
        Ok(value) => {
            *outcome = value;
            1
        }
        Err(_) => TOO_LARGE,
    }
}

/// Interim: says only whether the text is JSON.
#[wasm_bindgen]
pub fn validate_row(table: u32, flags: u32, bytes: usize, current_bytes: usize) -> i32 {
    let _ = (table, flags);
    with_state(TOO_LARGE, |state| {
        let State { buffer, tape, outcome } = state;
        let text = buffer.get(..bytes).unwrap_or_default();
        if current_bytes > 0 && tape.parse(buffer.get(bytes..bytes + current_bytes).unwrap_or_default()).is_err() {
            return CURRENT_IS_NO_OBJECT;
        }
        match tape.parse(text) {
            Ok(_) => 0,
            Err(error) => {
                let issue = Issue {
                    source: Source::Database,
                    code: "PGRST102",
                    path: vec![PathSegment::Index(0)],
                    params: vec![("error".to_owned(), ParamValue::Text(format!("{error:?}")))],
                    sqlstate: None,
                    constraint: None,
                    column: None,
                };
                give(outcome, &[issue])
            }
        }
    })
}
#[wasm_bindgen]
pub fn validate_stage(stage: usize, complete: bool, bytes: usize) -> i32 {
    let _ = (stage, complete);
    validate_row(0, 0, bytes, 0)
}
#[wasm_bindgen]
pub fn check_transition(from_bytes: usize, to_bytes: usize) -> i32 {
    let _ = (from_bytes, to_bytes);
    0
}
#[wasm_bindgen]
pub fn completion(bytes: usize) -> i32 {
    validate_row(0, 0, bytes, 0)
}
