//! The static form of a table, as the compiler writes it. Knows columns, defaults, generated columns and CHECKs, and
//! judges nothing.

use json_tape::{Doc, Names};
use pg_value::input::Input;
use pg_value::logic::{Outcome, Stop};
use pg_value::{Datum, Type};

use crate::row::Row;

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Its name, without the schema.
    pub name: &'static str,
    /// In table order.
    pub columns: &'static [Column],
    /// Their names, in the same order.
    pub names: &'static Names,
    /// Indices of `columns`, by name.
    pub alphabetical: &'static [u16],
    /// Those that the database alone may write, in table order.
    pub generated: &'static [Generated],
    /// Those of a domain, in table order.
    pub domains: &'static [Domain],
    /// By name.
    pub checks: &'static [Check],
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its type, with the modifier.
    pub ty: Type,
    /// The type's input function.
    pub input: Input,
    /// Whether it is declared NOT NULL.
    pub not_null: bool,
    /// What it holds if the statement does not name it.
    pub default: Default,
    /// A BEFORE INSERT trigger sets it, to a value that is not NULL.
    pub set_on_insert: bool,
    /// A BEFORE UPDATE trigger sets it, to a value that is not NULL.
    pub set_on_update: bool,
}

/// What a missing column gets.
#[derive(Debug)]
pub enum Default {
    /// No default, or NULL.
    Null,
    /// A text that the type's input function takes.
    Literal(&'static str),
    /// A document, of a jsonb column.
    Jsonb(Doc<'static>),
    /// Made by the server, never NULL.
    Server,
    /// Made by the server, perhaps NULL.
    Unknowable,
}

/// A column that the database alone may write.
#[derive(Debug)]
pub struct Generated {
    /// Its index.
    pub column: u16,
    /// Where its value comes from.
    pub value: GeneratedValue,
}

/// Where the value of a generated column comes from.
#[derive(Debug)]
pub enum GeneratedValue {
    /// `GENERATED ALWAYS AS IDENTITY`: from a sequence, as the column's default says.
    Identity,
    /// `GENERATED ALWAYS AS (…) STORED`: from other columns.
    Stored {
        /// The columns that the expression reads.
        columns: &'static [u16],
        /// Evaluates it, to a datum of the column's type.
        compute: fn(&Row<'_>) -> Result<Datum<'static>, Stop>,
    },
    /// The same by an expression that only the server can evaluate.
    OnlyTheServerKnows,
}

/// What the domain of a column asks of its values, besides what the type under it does.
#[derive(Debug)]
pub struct Domain {
    /// The column's index.
    pub column: u16,
    /// Whether NULL is refused.
    pub not_null: bool,
    /// Those of the domain under it first, each domain's by name.
    pub checks: &'static [Check],
}

/// A CHECK constraint, of a table or of a domain.
#[derive(Debug)]
pub struct Check {
    /// The constraint's name.
    pub name: &'static str,
    /// Evaluates it; only false is a violation.
    pub holds: fn(&Row<'_>) -> Outcome,
    /// The columns that it refers to, in order of first mention.
    pub columns: &'static [u16],
    /// `expression` (its SQL), `columns`, and what can be said shorter (`minimum`, `allowedValues` …), as JSON
    /// members.
    pub params: &'static str,
}
