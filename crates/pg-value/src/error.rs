//! Why a text is no value of a type.

use super::SqlState;

/// A type, by the name that PostgreSQL's messages have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeName {
    /// `boolean`
    Boolean,
    /// `smallint`
    SmallInt,
    /// `integer`
    Integer,
    /// `bigint`
    BigInt,
    /// `numeric`
    Numeric,
    /// `real`
    Real,
    /// `double precision`
    Double,
    /// `character varying`
    Varchar,
    /// `character`
    Bpchar,
    /// `bytea`
    Bytea,
    /// `uuid`
    Uuid,
    /// `date`
    Date,
    /// `time`
    Time,
    /// `timestamp`
    Timestamp,
    /// `timestamp with time zone`
    Timestamptz,
    /// An enum, whose own name is the column's to tell
    Enum,
    /// `text[]`
    TextArray,
    /// `jsonb`
    Jsonb,
}

impl TypeName {
    /// The name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::SmallInt => "smallint",
            Self::Integer => "integer",
            Self::BigInt => "bigint",
            Self::Numeric => "numeric",
            Self::Real => "real",
            Self::Double => "double precision",
            Self::Varchar => "character varying",
            Self::Bpchar => "character",
            Self::Bytea => "bytea",
            Self::Uuid => "uuid",
            Self::Date => "date",
            Self::Time => "time",
            Self::Timestamp => "timestamp",
            Self::Enum => "enum",
            Self::Timestamptz => "timestamp with time zone",
            Self::TextArray => "text[]",
            Self::Jsonb => "jsonb",
        }
    }
}

/// An input function's refusal. The value itself stays where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    /// PostgreSQL's error code.
    pub sqlstate: SqlState,
    /// The type whose input function refused the text.
    pub type_name: TypeName,
    /// The text is outside what can be judged without a server (documented in "Where versions
    /// differ" and "What is not mirrored"): PostgreSQL may accept it, or refuse it for another reason.
    pub unknowable: bool,
    /// The limit that was passed: code points of a `varchar(n)`, dimensions of an array …
    pub limit: Option<u32>,
}

impl Error {
    /// An error without a limit.
    #[must_use]
    pub const fn new(sqlstate: SqlState, type_name: TypeName) -> Self {
        Self { sqlstate, type_name, unknowable: false, limit: None }
    }

    /// The same with the limit that was passed.
    #[must_use]
    pub const fn with_limit(mut self, limit: u32) -> Self {
        self.limit = Some(limit);
        self
    }
}
