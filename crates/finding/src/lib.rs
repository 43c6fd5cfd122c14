//! What judges find wrong. A [`Finding`] is what they report: it is `Copy`, and good data allocates nothing. An issue
//! is what callers read: JSON text for JavaScript ([`Findings::write_json`]), [`Issue`] for Rust. Knows the tape, from
//! which paths are recovered, but no rules.
//!
//! ```
//! use finding::{Findings, Param};
//! use json_tape::Tape;
//!
//! let mut tape = Tape::new();
//! let doc = tape.parse(br#"{"venue":{"capacity":-5}}"#)?;
//! let capacity = doc.root().get("venue").and_then(|venue| venue.get("capacity")).ok_or("no capacity")?;
//!
//! let mut findings = Findings::new();
//! findings.schema("minimum", capacity).param("limit", Param::Integer(0));
//!
//! let mut json = Vec::new();
//! findings.write_json(&doc, None, &mut json);
//! assert_eq!(
//!     String::from_utf8(json)?,
//!     r#"[{"source":"schema","code":"minimum","path":["venue","capacity"],"params":{"limit":0}}]"#,
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![cfg_attr(not(test), no_std)]

extern crate alloc;

mod finding;
mod findings;
mod issue;
mod json;
mod param;
mod path;
mod types;
mod verdict;

pub use finding::{Finding, Source};
pub use findings::{Findings, Reported};
pub use issue::{Issue, ParamValue, PathSegment};
pub use json::{Json, LONGEST_TEXT, Paths};
pub use param::Param;
pub use path::LONGEST_PATH;
pub use types::Types;
pub use verdict::Verdict;
