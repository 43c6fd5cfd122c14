//! Why a text is no value of a type.

use super::SqlState;

/// An input function's refusal. Copy; the value itself stays on the tape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    pub sqlstate: SqlState,
    /// PostgreSQL's name of the type, as its message has it.
    pub type_name: &'static str,
    /// The limit that was passed: code points of a `varchar(n)`, dimensions of an array …
    pub limit: Option<u32>,
    /// The text is outside what can be judged without a server (documented in "Where versions
    /// differ" and "What is not mirrored"): PostgreSQL may accept it, or refuse it for another reason.
    pub unknowable: bool,
}

impl Error {
    /// An error without a limit.
    #[must_use]
    pub const fn new(sqlstate: SqlState, type_name: &'static str) -> Self {
        Self { sqlstate, type_name, limit: None, unknowable: false }
    }
}
