//! Why a text is not a value of a type.

use super::SqlState;

/// A type, by its name in PostgreSQL's messages.
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
    /// An enum, whose own name belongs to the column
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

/// The refusal of an input function. It does not contain the value itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    /// PostgreSQL's error code.
    pub sqlstate: SqlState,
    /// The type whose input function refused the text.
    pub type_name: TypeName,
    /// Whether the text cannot be judged without a server (documented in "Where versions differ" and "What is not
    /// mirrored"): PostgreSQL may accept it, or refuse it for another reason.
    pub unknowable: bool,
    /// The limit that was exceeded: code points of a `varchar(n)`, dimensions of an array …
    pub limit: Option<u32>,
}

impl Error {
    /// An error without a limit.
    #[must_use]
    pub const fn new(sqlstate: SqlState, type_name: TypeName) -> Self {
        Self { sqlstate, type_name, unknowable: false, limit: None }
    }

    /// The same with the limit that was exceeded.
    #[must_use]
    pub const fn with_limit(mut self, limit: u32) -> Self {
        self.limit = Some(limit);
        self
    }
}
