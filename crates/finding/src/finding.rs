//! One thing wrong, as judges report it.

use json_tape::At;
use pg_value::SqlState;
#[cfg(feature = "serde")]
use serde::Serialize;

/// Who says so. The layers never mix (see ARCHITECTURE.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(Serialize), serde(rename_all = "lowercase"))]
pub enum Source {
    /// PostgreSQL, or PostgREST before it, would reject the row.
    Database,
    /// The stage's JSON Schema is not met.
    Schema,
    /// The wizard's own consistency, which the database does not enforce.
    Rule,
    /// Something that may be meant as it is: it makes nothing invalid.
    Advice,
}

impl Source {
    /// The name that issues have for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Database => "database",
            Self::Schema => "schema",
            Self::Rule => "rule",
            Self::Advice => "advice",
        }
    }
}

/// One thing wrong, compactly: values are told of by where they stand on the tape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Who says so.
    pub source: Source,
    /// JSON Schema keyword, constraint name, PostgreSQL condition name, PGRST code or rule code.
    pub code: &'static str,
    /// The value in question, or the object that lacks `property`.
    pub at: At,
    /// Last key of the path where the value is missing, in UTF-8 as all names here.
    pub property: Option<&'static [u8]>,
    /// The params that the compiler knew, as JSON members: `"minimum":0,"maximum":100`.
    pub params: Option<&'static str>,
    /// How many params had been added to the findings before this one.
    pub(crate) params_before: usize,
    /// What PostgreSQL would answer.
    pub sqlstate: Option<SqlState>,
    /// The constraint that is violated.
    pub constraint: Option<&'static str>,
    /// The column that it is about.
    pub column: Option<&'static [u8]>,
}
