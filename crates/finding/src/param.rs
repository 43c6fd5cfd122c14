//! The params of findings, which messages are made of.

use json_tape::{At, Names};

use crate::types::Types;

/// A value in an issue's `params`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Param {
    /// JSON null.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A text.
    Text(&'static str),
    /// A name in UTF-8.
    Name(&'static [u8]),
    /// JSON text that the compiler wrote.
    Json(&'static [u8]),
    /// A list of texts, such as the names of all stages.
    Names(&'static Names),
    /// The names of these types: one text, or a list of several.
    Types(Types),
    /// An offset from UTC in minutes, told as RFC 3339 writes it: `+05:30`.
    Offset(i64),
    /// The JSON value that stands there in the caller's own text.
    Source(At),
}
