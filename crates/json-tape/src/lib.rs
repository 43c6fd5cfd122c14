//! JSON text (RFC 8259) as a flat tape of spans: values are unescaped or converted only on demand, and each keeps its
//! spelling. Knows JSON, but neither schemas nor databases.
//!
//! ```
//! use json_tape::{Kind, Tape};
//!
//! let mut tape = Tape::new();
//! let doc = tape.parse(br#"{"price": 1.50, "name": "caf\u00e9"}"#)?;
//! let price = doc.root().get("price").ok_or("no price")?;
//! assert_eq!((price.kind(), price.raw()), (Kind::Number, "1.50"));
//! let name = doc.root().get("name").and_then(|name| name.as_str()).ok_or("no name")?;
//! assert_eq!(name.to_cow(), "café");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![cfg_attr(not(test), no_std)]

extern crate alloc;

// The macro `names!` refers to this crate by its external name.
extern crate self as json_tape;

pub mod decimal;
mod doc;
pub mod json;
pub mod names;
mod node;
pub mod normal_form;
mod parse;
mod scan;
mod string;
mod unfinished;
mod value;

pub use decimal::Decimal;
#[cfg(debug_assertions)]
pub use doc::READS;
pub use doc::{At, Doc, DocId, Facts};
pub use names::Names;
pub use node::{DEEPEST, Kind, Node};
pub use parse::{SyntaxError, Tape};
pub use string::{Block, JsonStr, hex_digit};
pub use unfinished::{Begun, Ending, Unfinished};
pub use value::{Elements, Members, Seen, Value, text};
