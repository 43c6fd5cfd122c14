//! PostgreSQL's value semantics, one file a type. Knows a value's text and its column's type, and
//! nothing of tables or issues.
//!
//! Versions 15 to 18 are mirrored. Where they differ, the module never accepts what one of them
//! rejects; each such place says "Where versions differ".

#![cfg_attr(not(test), no_std)]

extern crate alloc;

pub mod boolean;
pub mod date;
mod datetime;
mod datum;
mod error;
pub mod input;
pub mod integer;
pub mod jsonb;
pub mod logic;
pub mod numeric;
pub mod operators;
mod sqlstate;
pub mod text_array;
pub mod timestamptz;
pub mod uuid;
pub mod varchar;

pub use alloc::borrow::Cow;
pub use date::Date;
pub use datum::{Datum, Type};
pub use error::{Error, TypeName};
pub use json_tape::text;
pub use numeric::Numeric;
pub use sqlstate::SqlState;
pub use text_array::TextArray;
pub use timestamptz::Timestamptz;

/// C's `isspace`, which PostgreSQL's input functions skip; no byte of a multi-byte character is one.
const fn isspace(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// The text without what [`isspace`] skips at both ends.
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

/// Takes the leading digits: the number that they spell (none: 0), up to the greatest.
#[inline(never)]
fn leading(text: &mut &[u8]) -> u64 {
    const LAST: u64 = u64::MAX / 10 - 1;
    let mut value = 0u64;
    while let [digit @ b'0'..=b'9', rest @ ..] = *text {
        *text = rest;
        value = if value > LAST { u64::MAX } else { value * 10 + u64::from(digit - b'0') };
    }
    value
}
