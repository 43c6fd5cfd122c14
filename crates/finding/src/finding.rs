//! One thing wrong, as judges report it.

use json_tape::At;
use pg_value::SqlState;
#[cfg(feature = "serde")]
use serde::Serialize;

/// Who objects. The sources never mix (see ARCHITECTURE.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(Serialize), serde(rename_all = "lowercase"))]
pub enum Source {
    /// PostgreSQL, or PostgREST before it, would reject the row.
    Database,
    /// The data does not meet the stage's JSON Schema.
    Schema,
    /// The data breaks one of the wizard's own rules, which the database does not enforce.
    Rule,
    /// Something that may well be intended; it makes nothing invalid.
    Advice,
}

impl Source {
    /// The source's name in issues.
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

/// One thing wrong, in compact form: values are identified by their place on the tape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Who objects.
    pub source: Source,
    /// JSON Schema keyword, constraint name, PostgreSQL condition name, PGRST code or rule code.
    pub code: &'static str,
    /// The value in question, or the object that lacks `property`.
    pub at: At,
    /// The last key of the path if the value is missing; in UTF-8, as all names here.
    pub property: Option<&'static [u8]>,
    /// The params known at compile time, as JSON members: `"minimum":0,"maximum":100`.
    pub params: Option<&'static str>,
    /// How many params earlier findings have added.
    pub(crate) params_before: usize,
    /// The SQLSTATE that PostgreSQL would answer with.
    pub sqlstate: Option<SqlState>,
    /// The violated constraint.
    pub constraint: Option<&'static str>,
    /// The column concerned.
    pub column: Option<&'static [u8]>,
}
