//! The compiler: SQL migrations and stage JSON Schemas → one typed form → Rust, TypeScript, docs.
//!
//! What it does not understand is an error that names the file, the constraint and the construct;
//! nothing is skipped in silence.

extern crate alloc;

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

// The runtime's own files: literals in SQL are read by the very input functions that read rows.
#[allow(dead_code)]
#[path = "../../src/ascii.rs"]
pub mod ascii;
#[allow(dead_code)]
#[path = "../../src/calendar.rs"]
pub mod calendar;
#[allow(dead_code)]
#[path = "../../src/document.rs"]
pub mod document;
#[allow(dead_code)]
#[path = "../../src/json.rs"]
pub mod json;
#[allow(dead_code)]
#[path = "../../src/number.rs"]
pub mod number;
#[allow(dead_code)]
#[path = "../../src/pg/mod.rs"]
pub mod pg;
#[path = "../../src/sort.rs"]
pub mod sort;
#[allow(dead_code)]
#[path = "../../src/tape.rs"]
pub mod tape;
