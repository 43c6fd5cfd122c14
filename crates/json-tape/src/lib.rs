//! JSON text (RFC 8259) as a flat tape of spans: nothing is unescaped or converted before someone asks, and every value keeps
//! its spelling. Knows JSON, and neither schemas nor databases.

#![cfg_attr(not(test), no_std)]

extern crate alloc;

// `names!` names this crate from outside.
extern crate self as json_tape;

pub mod decimal;
pub mod json;
pub mod names;
pub mod normal_form;
pub mod sort;
pub mod tape;

pub use decimal::Decimal;
pub use names::Names;
pub use tape::*;
