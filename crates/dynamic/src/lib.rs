//! Judges data by a JSON Schema that is known only at run time, with the same issues as the compiled stage validators.
//! Knows no stage and no table.
//!
//! The schema's way: the meta-schema's approval (the `jsonschema` crate) → [`places`] (where do schemas stand, where do
//! references lead?) → [`read`] → [`node`]; the data's way: its tape → [`judge`] → [`issue`].

#[cfg(feature = "exports")]
pub mod exports;
pub mod format;
pub mod issue;
pub mod judge;
pub mod keywords;
pub mod message;
pub mod node;
pub mod places;
pub mod pointer;
pub mod read;
pub mod schema;
pub mod surrogates;
pub mod text;
