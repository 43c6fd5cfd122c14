//! Says whether PostgreSQL would accept a wizard row, which constraint would fail, whether each
//! stage's data is sound, and what is still missing.
//!
//! The data's way: [`tape`] (JSON text → spans) → [`row`] and [`pg`] (the database's verdict),
//! [`stage`] and [`format`](mod@format) (the JSON Schemas' verdict), rules, lifecycle, progress → [`issue`].

// Generated code names the runtime from outside, so that other crates can include it too.
extern crate self as event_wizard_validator;

pub mod format;
pub mod generated;
pub mod issue;
pub mod lifecycle;
pub mod pg;
pub mod progress;
pub mod row;
pub mod rules;
pub mod session;
pub mod sort;
pub mod stage;
pub mod tape;
pub mod validator;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
