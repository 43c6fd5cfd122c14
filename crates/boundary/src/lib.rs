//! What wasm modules that judge texts share. Knows JavaScript only through wasm-bindgen: the enums in which questions
//! and answers are written. Knows no tables, stages or rules.
//!
//! The JavaScript side writes a text into one buffer that the module owns, and calls take its length: wasm-bindgen's
//! own strings would allocate anew for each call. JSON text is returned only if there is something to say.
//!
//! On any other target the crate is empty.

#![cfg(target_arch = "wasm32")]
#![no_std]

extern crate alloc;

use alloc::string::String;
use alloc::vec::Vec;

use judgement::{CallError, Judgement};
use spin::Mutex;
use wasm_bindgen::prelude::wasm_bindgen;

/// A module without the standard library brings no allocator of its own, which makes it 3 KB smaller (compressed).
#[cfg(feature = "freestanding")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Nothing here panics except when memory runs out; after a trap the JavaScript side starts a fresh instance.
#[cfg(feature = "freestanding")]
#[panic_handler]
fn trap(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

/// The answer to a call.
#[wasm_bindgen]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// There is nothing to report.
    Clean,
    /// There is something to report: see [`Boundary::outcome`].
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

/// The statement a row is sent by: [`pg_row::Operation`].
#[wasm_bindgen]
#[derive(Clone, Copy, Debug)]
pub enum Operation {
    /// An insert.
    Insert,
    /// An update.
    Update,
    /// An upsert.
    Upsert,
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

/// How a stage's data is judged: [`json_judge::Mode`].
#[wasm_bindgen]
#[derive(Clone, Copy, Debug)]
pub enum Mode {
    /// As data still being filled in.
    Draft,
    /// As finished data.
    Complete,
}

impl From<Operation> for pg_row::Operation {
    fn from(operation: Operation) -> Self {
        match operation {
            Operation::Insert => Self::Insert,
            Operation::Update => Self::Update,
            Operation::Upsert => Self::Upsert,
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

struct State<J> {
    /// Never shrinks: its bytes are always initialized, so reading them is safe.
    buffer: Vec<u8>,
    judge: J,
    /// JSON text for the caller.
    outcome: Vec<u8>,
}

/// A buffer, the judge of what is written into it, and the outcome.
pub struct Boundary<J>(Mutex<State<J>>);

impl<J> Boundary<J> {
    /// A boundary with nothing written yet.
    pub const fn new(judge: J) -> Self {
        Self(Mutex::new(State { buffer: Vec::new(), judge, outcome: Vec::new() }))
    }

    /// Makes room for this many bytes of text and returns the buffer's address, or 0 if there is no memory for them. The
    /// buffer's contents are kept, but its address may change.
    #[must_use]
    pub fn input(&self, bytes: usize) -> usize {
        let Some(mut state) = self.0.try_lock() else { return 0 };
        let buffer = &mut state.buffer;
        if bytes > buffer.len() {
            if buffer.try_reserve_exact(bytes - buffer.len()).is_err() {
                return 0;
            }
            buffer.resize(bytes, 0);
        }
        buffer.as_ptr().addr()
    }

    /// The JSON text that the last call produced. It is handed over, so it can be read only once.
    #[must_use]
    pub fn outcome(&self) -> String {
        let told = self.0.try_lock().map(|mut state| core::mem::take(&mut state.outcome)).unwrap_or_default();
        String::from_utf8(told).unwrap_or_default()
    }

    /// Makes a call on the first `bytes` of the buffer, and passes it the text that follows them.
    pub fn answer(
        &self,
        bytes: usize,
        call: impl FnOnce(&mut J, &[u8], &[u8], &mut Vec<u8>) -> Result<Answer, CallError>,
    ) -> Answer {
        let Some(mut state) = self.0.try_lock() else { return Answer::Misused };
        let State { buffer, judge, outcome } = &mut *state;
        let Some((text, rest)) = buffer.split_at_checked(bytes) else { return Answer::Misused };
        call(judge, text, rest, outcome).unwrap_or_else(Answer::from)
    }
}

/// Writes what is wrong, if anything is.
pub fn tell(judgement: &Judgement<'_>, outcome: &mut Vec<u8>) -> Answer {
    if judgement.is_clean() {
        return Answer::Clean;
    }
    outcome.clear();
    outcome.push(b'{');
    write_judgement(judgement, outcome);
    Answer::Told
}

/// Writes the issues, and ends the object.
pub fn write_judgement(judgement: &Judgement<'_>, outcome: &mut Vec<u8>) {
    outcome.extend_from_slice(b"\"issues\":");
    judgement.write_json(outcome);
    let end: &[u8] = if judgement.is_truncated() { b",\"truncated\":true}" } else { b",\"truncated\":false}" };
    outcome.extend_from_slice(end);
}
