//! Says whether PostgreSQL would accept a wizard row, which constraint would fail, whether each stage's data is sound,
//! and what is still missing.
//!
//! How data flows: [`json_tape`] (JSON text → spans) → [`pg_row`] and [`pg_value`] (the database's verdict),
//! [`json_judge`] and [`json_format`] (the JSON Schemas' verdict), [`rules`], [`lifecycle`], [`progress`] →
//! [`finding`].

#![cfg_attr(not(test), no_std)]

extern crate alloc;

// Anything else that uses the crate in a wasm (the browser tests) has the standard library's allocator and panic
// handler.
#[cfg(all(target_arch = "wasm32", not(feature = "freestanding")))]
extern crate std;

// A wasm that has none of this crate's own exports, and is made only because the crate's type says so, needs its
// allocator too.
#[cfg(all(target_arch = "wasm32", feature = "freestanding", not(feature = "exports")))]
extern crate boundary as _;

// Generated code names the runtime from outside, so that other crates can include it too.
extern crate self as event_wizard_validator;

pub mod constraints;
pub mod generated;
pub mod lifecycle;
pub mod prefix;
pub mod progress;
pub mod rules;
pub mod session;
pub mod time_zone;
pub mod validator;
#[cfg(all(target_arch = "wasm32", feature = "exports"))]
pub mod wasm;
