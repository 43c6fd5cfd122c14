//! Judges JSON by compiled JSON Schemas (2020-12): the form of a compiled schema ([`Schema`]), the walk beside the data
//! ([`Judge`]), and the meaning of each keyword ([`keywords`], one file each). Knows the tape, but no stages.
//!
//! ```
//! use finding::Findings;
//! use json_judge::{Judge, Mode, Schema, StringKeywords, Types};
//! use json_tape::Tape;
//!
//! // { "type": "string", "maxLength": 3 }
//! static SCHEMA: Schema = Schema {
//!     types: Types::STRING,
//!     string: Some(&StringKeywords { max_length: 3, ..StringKeywords::ANY }),
//!     ..Schema::ANY
//! };
//!
//! let (mut tape, mut findings) = (Tape::new(), Findings::new());
//! let document = tape.parse(br#""four""#)?;
//! Judge::new(Mode::Complete, &mut findings).schema(&SCHEMA, document.root());
//! assert_eq!(findings.iter().next().map(|finding| finding.code), Some("maxLength"));
//! # Ok::<(), json_tape::SyntaxError>(())
//! ```

#![cfg_attr(not(test), no_std)]

extern crate alloc;

pub mod equality;
mod judge;
pub mod keywords;
mod members;
mod schema;
mod unfinished;

pub use finding::Types;
pub use judge::{Judge, Mode, is_met};
pub use members::{Members, find};
pub use schema::{
    AdditionalProperties, ArrayKeywords, Bound, Equal, Format, MAX_SLOTS, MemberNames, NumberKeywords, ObjectKeywords,
    Schema, StageSchema, StringKeywords,
};
pub use unfinished::UnfinishedJudge;
