//! The params of findings: the values that messages mention.

use json_tape::{At, Names};

use crate::types::Types;

/// A value in an issue's `params`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Param {
    /// JSON null.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// A text.
    Text(&'static str),
    /// A name in UTF-8.
    Name(&'static [u8]),
    /// JSON text written by the compiler.
    Json(&'static [u8]),
    /// A list of texts, such as the names of all stages.
    Names(&'static Names),
    /// The names of these types: one text, or a list of several.
    Types(Types),
    /// An offset from UTC in minutes, written as in RFC 3339: `+05:30`.
    Offset(i64),
    /// The JSON value at this place in the caller's own text.
    Source(At),
}
