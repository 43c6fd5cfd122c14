//! The only file that knows JavaScript. Texts arrive in one buffer that the module owns, as in the default
//! entry's module; what there is to say goes back as JSON text.

use std::cell::RefCell;

use json_tape::{SyntaxError, Tape};
use jsonschema::Draft;
use serde::Serialize;
use serde_json::Value;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::issue::Issue;
use crate::judge;
use crate::schema::{Options, Schema};
use crate::surrogates;

/// The outcome says what is wrong with the schema.
const BAD_SCHEMA: i32 = -1;
/// A schema does not fit into memory, or is longer than [`MOST_BYTES`].
const TOO_LARGE: i32 = -2;
/// No such schema, or a call is under way: the JavaScript side never does that.
const MISUSED: i32 = -3;
/// The schema is nested deeper than [`DEEPEST`].
const TOO_DEEP: i32 = -4;

/// Levels of arrays and objects in a text: what a schema's readers, which recurse, are sure to hold on the stack.
const DEEPEST: usize = 512;
/// Bytes of a text. Its tape takes 8 to 16 times as many, which leaves room in a memory of 4 GB.
const MOST_BYTES: usize = 64 << 20;

struct State {
    buffer: Vec<u8>,
    tape: Tape,
    schemas: Vec<Option<Schema>>,
    outcome: String,
}

thread_local! {
    static STATE: RefCell<State> = const {
        RefCell::new(State { buffer: Vec::new(), tape: Tape::new(), schemas: Vec::new(), outcome: String::new() })
    };
}

fn with_state<T>(otherwise: T, run: impl FnOnce(&mut State) -> T) -> T {
    STATE.with(|state| match state.try_borrow_mut() {
        Ok(mut state) => run(&mut state),
        Err(_) => otherwise,
    })
}

/// Makes room for that many bytes of text and gives its address, or 0 if there is no memory for them.
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

/// Compiles the schema in the first `bytes` of the buffer. `draft`: the dialect of a schema that names none,
/// 4, 6, 7, 9 (2019-09) or 12 (2020-12). Gives its number, to be handed back to [`release`]; or less than 0.
#[wasm_bindgen]
#[must_use]
pub fn compile(bytes: usize, draft: u32, ignore_unknown_formats: bool) -> i32 {
    with_state(MISUSED, |State { buffer, schemas, outcome, .. }| {
        let root = match read_schema(buffer, bytes) {
            Ok(root) => root,
            Err(status) => return status,
        };
        let draft = match draft {
            4 => Draft::Draft4,
            6 => Draft::Draft6,
            7 => Draft::Draft7,
            9 => Draft::Draft201909,
            _ => Draft::Draft202012,
        };
        match Schema::compile(&root, Options { draft, ignore_unknown_formats }) {
            Ok(schema) => {
                let free = schemas.iter().position(Option::is_none).unwrap_or(schemas.len());
                match schemas.get_mut(free) {
                    Some(slot) => *slot = Some(schema),
                    None => schemas.push(Some(schema)),
                }
                i32::try_from(free).unwrap_or(TOO_LARGE)
            }
            Err(error) => {
                write(&error, outcome);
                BAD_SCHEMA
            }
        }
    })
}

/// Judges the data in the first `bytes` of the buffer, and tells at most `most_issues` issues. Gives 0 if there is nothing
/// to say, 1 if [`outcome`] has issues, or less than 0.
#[wasm_bindgen]
#[must_use]
pub fn validate(schema: usize, complete: bool, bytes: usize, most_issues: usize) -> i32 {
    with_state(MISUSED, |State { buffer, tape, schemas, outcome }| {
        let Some(Some(schema)) = schemas.get(schema) else { return MISUSED };
        let Some(text) = buffer.get(..bytes) else { return MISUSED };
        let issues = if text.len() > MOST_BYTES {
            vec![judge::not_judged("size", MOST_BYTES as u64)]
        } else if depth(text) > DEEPEST {
            vec![judge::not_judged("depth", DEEPEST as u64)]
        } else {
            match tape.parse(&surrogates::spelled(text)) {
                Ok(doc) => schema.judge(&doc, complete, most_issues),
                Err(SyntaxError::TooLarge) => vec![judge::not_judged("size", MOST_BYTES as u64)],
                // `JSON.stringify` wrote it.
                Err(_) => return MISUSED,
            }
        };
        tell(&issues, outcome)
    })
}

fn tell(issues: &[Issue], outcome: &mut String) -> i32 {
    if issues.is_empty() {
        return 0;
    }
    write(issues, outcome);
    1
}

/// Well-formed text, whatever the schema and the data hold.
fn write(told: &(impl Serialize + ?Sized), outcome: &mut String) {
    let text = serde_json::to_string(told).unwrap_or_default();
    *outcome = surrogates::shown(&text).into_owned();
}

/// The schema is not asked for again.
#[wasm_bindgen]
pub fn release(schema: usize) {
    with_state((), |state| {
        if let Some(slot) = state.schemas.get_mut(schema) {
            *slot = None;
        }
    });
}

/// The outcome of the last call that said that there is one, as JSON text.
#[wasm_bindgen]
#[must_use]
pub fn outcome() -> JsValue {
    with_state(JsValue::UNDEFINED, |state| JsValue::from_str(&std::mem::take(&mut state.outcome)))
}

fn read_schema(buffer: &[u8], bytes: usize) -> Result<Value, i32> {
    let text = buffer.get(..bytes).ok_or(MISUSED)?;
    if text.len() > MOST_BYTES {
        return Err(TOO_LARGE);
    }
    if depth(text) > DEEPEST {
        return Err(TOO_DEEP);
    }
    let text = surrogates::spelled(text);
    let mut reader = serde_json::Deserializer::from_slice(&text);
    reader.disable_recursion_limit();
    // `JSON.stringify` wrote it.
    serde::Deserialize::deserialize(&mut reader).map_err(|_| MISUSED)
}

/// How deep arrays and objects are nested.
fn depth(text: &[u8]) -> usize {
    let (mut depth, mut deepest, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for byte in text {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}
