//! PostgreSQL's value semantics, one file for each type. Knows a value's text and its column's type, but nothing about
//! tables or issues.
//!
//! Versions 15 to 18 are mirrored. Where they differ, the module never accepts what one of them
//! rejects; each such place says "Where versions differ".
//!
//! ```
//! use std::borrow::Cow;
//!
//! use pg_value::{Datum, SqlState, Type, operators::text};
//!
//! let refused = Type::Varchar(Some(3)).input(Cow::Borrowed(b"four")).unwrap_err();
//! assert_eq!((refused.sqlstate, refused.limit), (SqlState::StringDataRightTruncation, Some(3)));
//!
//! // Blanks beyond the limit are cut, as PostgreSQL cuts them.
//! let Ok(Datum::Text(cut)) = Type::Varchar(Some(3)).input(Cow::Borrowed(b"two ")) else { panic!() };
//! assert_eq!(text::char_length(Some(cut)), Some(3));
//! ```

#![cfg_attr(not(test), no_std)]

extern crate alloc;

pub mod array;
pub mod boolean;
pub mod bpchar;
pub mod bytea;
pub mod date;
mod datetime;
mod datum;
pub mod enumeration;
mod error;
pub mod float;
pub mod input;
pub mod integer;
pub mod jsonb;
pub mod key;
pub mod logic;
pub mod numeric;
pub mod operators;
mod sqlstate;
pub mod text_array;
pub mod time;
pub mod timestamp;
pub mod timestamptz;
pub mod uuid;
pub mod varchar;

pub use alloc::borrow::Cow;
pub use date::Date;
pub use datum::{Datum, Type};
pub use error::{Error, TypeName};
pub use float::Float;
pub use json_format::Automaton;
pub use json_tape::text;
pub use numeric::Numeric;
pub use sqlstate::{ONLY_THE_SERVER_KNOWS, SqlState, conditions};
pub use text_array::TextArray;
pub use timestamptz::Timestamptz;

/// C's `isspace`, which PostgreSQL's input functions skip; no byte of a multi-byte character matches.
const fn isspace(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// The text without what [`isspace`] skips at either end.
fn trim(mut text: &[u8]) -> &[u8] {
    while let [first, rest @ ..] = text
        && isspace(*first)
    {
        text = rest;
    }
    while let [rest @ .., last] = text
        && isspace(*last)
    {
        text = rest;
    }
    text
}

/// Takes the leading digits and returns their number: 0 if there are none, clamped if it is too large.
fn leading(text: &mut &[u8]) -> u64 {
    let mut value = 0u64;
    while let [digit @ b'0'..=b'9', rest @ ..] = *text {
        *text = rest;
        value = value.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
    }
    value
}
