//! The compiler: SQL migrations and stage JSON Schemas → one typed form → Rust, TypeScript, docs.
//!
//! What it does not understand is an error that names the file, the constraint and the construct;
//! nothing is skipped in silence.

pub mod codes;
pub mod docs;
pub mod json_schema;
pub mod lifecycle;
pub mod model;
pub mod rust;
pub mod schemas;
pub mod source;
pub mod sql;
pub mod typescript;
