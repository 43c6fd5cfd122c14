//! The typed form → the Rust text that the runtime includes. Knows Rust's spelling and the runtime's public types.

mod automaton;
pub mod check;
pub mod codes;
pub mod lifecycle;
pub mod row;
pub mod stage;
mod types;
