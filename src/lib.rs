//! Says whether PostgreSQL would accept a wizard row, which constraint would fail, whether each
//! stage's data is sound, and what is still missing.
//!
//! The data's way: [`tape`] (JSON text → spans) → [`row`] and [`pg`] (the database's verdict),
//! [`stage`] and [`format`](mod@format) (the JSON Schemas' verdict), rules, lifecycle, progress → [`issue`].

#![cfg_attr(not(test), no_std)]

extern crate alloc;

// Whoever else uses the crate in a wasm (`dynamic/`, the browser tests) has the allocator and the panic handler of the
// standard library.
#[cfg(all(target_arch = "wasm32", not(feature = "freestanding")))]
extern crate std;

// Generated code names the runtime from outside, so that other crates can include it too.
extern crate self as event_wizard_validator;

pub mod ascii;
pub mod calendar;
pub mod document;
pub mod format;
pub mod generated;
pub mod issue;
pub mod json;
pub mod lifecycle;
pub mod names;
pub mod number;
pub mod pg;
pub mod progress;
pub mod row;
pub mod rules;
pub mod session;
pub mod sort;
pub mod stage;
pub mod tape;
pub mod time_zone;
pub mod validator;
#[cfg(all(target_arch = "wasm32", feature = "exports"))]
pub mod wasm;

#[cfg(all(target_arch = "wasm32", feature = "freestanding"))]
mod heap;

/// No standard library is linked into the package's wasm: 9 KB less than with it. Nothing here panics but what runs out of
/// memory; the JavaScript side starts anew after a trap.
#[cfg(all(target_arch = "wasm32", feature = "freestanding"))]
#[panic_handler]
fn trap(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
