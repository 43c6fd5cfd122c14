//! The functions that JavaScript calls: tables and stages are given by their index. Knows nothing about rows or
//! schemas.

extern crate alloc;

use alloc::string::String;

use boundary::{Answer, Boundary, Missing, Mode, Operation, tell};
use json_judge::Judge;
use judgement::{CallError, Desk};
use pg_row::RowOptions;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::generated::{STAGES, TABLES};

static BOUNDARY: Boundary<Desk> = Boundary::new(Desk::new());

/// Makes room for this many bytes of text and returns the buffer's address, or 0 if there is no memory for them. The
/// buffer's contents are kept, but its address may change.
#[wasm_bindgen]
#[must_use]
pub fn input(bytes: usize) -> usize {
    BOUNDARY.input(bytes)
}

/// Judges a request body for the table at this index. The stored row that an update is merged over may follow it in the
/// buffer. `most` is the maximum number of issues to report, here and below.
#[wasm_bindgen(js_name = validateRow)]
#[must_use]
pub fn validate_row(
    table: usize,
    operation: Operation,
    missing: Missing,
    bytes: usize,
    current_bytes: usize,
    most: usize,
) -> Answer {
    let options = RowOptions { operation: operation.into(), missing: missing.into() };
    BOUNDARY.answer(bytes, |desk, text, rest, outcome| {
        let Some(table) = TABLES.get(table) else { return Ok(Answer::Misused) };
        let current = if current_bytes == 0 { None } else { rest.get(..current_bytes) };
        desk.limit(most);
        Ok(tell(&desk.row(table, text, current, &options, |_, _, _, _| {})?, outcome))
    })
}

/// Judges the data of the stage at this index: the first `bytes` of the buffer.
#[wasm_bindgen(js_name = validateStage)]
#[must_use]
pub fn validate_stage(stage: usize, mode: Mode, bytes: usize, most: usize) -> Answer {
    BOUNDARY.answer(bytes, |desk, text, _, outcome| {
        let schema = *STAGES.get(stage).ok_or(CallError::UnknownStage)?;
        desk.limit(most);
        let judge =
            |data: json_tape::Value<'_>, findings: &mut _| Judge::new(mode.into(), findings).schema(schema, data);
        Ok(tell(&desk.data(text, judge)?, outcome))
    })
}

/// The JSON text that the last call produced, `{"issues": […], "truncated": …}`. It is handed over, so it can be read
/// only once.
#[wasm_bindgen]
#[must_use]
pub fn outcome() -> String {
    BOUNDARY.outcome()
}
