//! Judges data by a JSON Schema that is known only at run time, and reports the same issues as the compiled stage
//! validators. Knows no stages and no tables.
//!
//! How a schema flows: the meta-schema's approval (the `jsonschema` crate) → `places` (where are its subschemas, where
//! do its references lead?) → `read` → `node`. How data flows: its tape → `judge` → [`issue`].
//!
//! ```
//! use event_wizard_dynamic::schema::{Options, Schema};
//! use json_tape::Tape;
//!
//! let schema = r#"{ "properties": { "guests": { "type": "integer", "minimum": 1 } }, "required": ["guests", "host"] }"#;
//! let schema = Schema::from_json(schema, Options::default()).map_err(|error| error.message)?;
//! let told = |complete| -> Result<Vec<&str>, String> {
//!     let issues = schema.judge_json(r#"{ "guests": 0 }"#, &mut Tape::new(), complete, 100);
//!     let issues = issues.map_err(|error| format!("{error:?}"))?;
//!     Ok(issues.iter().map(|issue| issue.code).collect())
//! };
//! assert_eq!(told(true)?, ["required", "minimum"]);
//! // A draft need not be complete.
//! assert_eq!(told(false)?, ["minimum"]);
//! # Ok::<(), String>(())
//! ```

#[cfg(feature = "exports")]
pub mod exports;
mod format;
pub mod issue;
mod judge;
mod keywords;
pub mod message;
mod node;
mod places;
pub mod pointer;
mod read;
pub mod schema;
pub mod surrogates;
mod text;
