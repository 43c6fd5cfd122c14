//! Judges data by a JSON Schema that is known only at run time: compiles it with the `jsonschema`
//! crate and gives the same issues as the compiled stage validators. Knows no stage and no table.
//!
//! The schema's way: [`references`] (where do they lead?) → [`schema`] (compiled, twice: [`presence`] makes
//! the one for drafts); the data's way: [`schema`] → [`issue`].

pub mod issue;
pub mod keywords;
pub mod message;
pub mod pointer;
pub mod presence;
pub mod references;
pub mod schema;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

// The stage validators' own functions, without the rest of their crate: as a dependency it would bring
// its exports along.
#[path = "../../src/ascii.rs"]
pub mod ascii;
#[path = "../../src/calendar.rs"]
pub mod calendar;
#[path = "../../src/format/mod.rs"]
pub mod format;
