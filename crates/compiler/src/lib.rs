//! The compiler: SQL migrations and stage JSON Schemas → one typed form → Rust, TypeScript, docs.
//!
//! What it does not understand is an error that names the file, the constraint and the construct;
//! nothing is skipped in silence.

mod error;
pub mod model;
pub mod read;
pub mod write;

pub use error::{Error, Kind, Place, Position, Result};
