//! Why a text is no value of a type.

use super::SqlState;

macro_rules! type_names {
    ($($variant:ident $name:literal,)*) => {
        /// A type, by the name that PostgreSQL's messages have.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum TypeName {
            $(#[doc = $name] $variant,)*
        }

        impl TypeName {
            /// The name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

type_names! {
    Boolean "boolean",
    SmallInt "smallint",
    Integer "integer",
    BigInt "bigint",
    Numeric "numeric",
    Varchar "character varying",
    Uuid "uuid",
    Date "date",
    Timestamptz "timestamp with time zone",
    TextArray "text[]",
    Jsonb "jsonb",
}

/// An input function's refusal. Copy, and as small as an address; the value itself stays on the tape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    pub sqlstate: SqlState,
    pub type_name: TypeName,
    /// The text is outside what can be judged without a server (documented in "Where versions
    /// differ" and "What is not mirrored"): PostgreSQL may accept it, or refuse it for another reason.
    pub unknowable: bool,
    /// The limit that was passed: code points of a `varchar(n)`, dimensions of an array … 0 if there is none.
    pub limit: u32,
}

impl Error {
    /// An error without a limit.
    #[must_use]
    pub const fn new(sqlstate: SqlState, type_name: TypeName) -> Self {
        Self { sqlstate, type_name, unknowable: false, limit: 0 }
    }
}
