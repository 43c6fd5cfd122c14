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
    /// The table's name, without the schema.
    pub name: &'static str,
    /// The columns in table order.
    pub columns: &'static [Column],
    /// The columns' names, in the same order.
    pub names: &'static Names,
    /// Indices of `columns`, sorted by name.
    pub alphabetical: &'static [u16],
    /// The columns that only the database may write, in table order.
    pub generated: &'static [Generated],
    /// The columns with a domain, in table order.
    pub domains: &'static [Domain],
    /// What BEFORE INSERT triggers refuse, in the order in which they fire.
    pub before_insert: &'static [Check],
    /// What of it they refuse in an upsert too, whichever rows exist.
    pub before_upsert: &'static [Check],
    /// What BEFORE UPDATE triggers refuse, in the order in which they fire.
    pub before_update: &'static [Check],
    /// Whether an update fires a trigger before each row. Of several rows for one stored row, the server then judges
    /// the first alone: for such a trigger it looks for the stored row anew, and finds it updated already.
    pub has_before_update_trigger: bool,
    /// The CHECKs, sorted by name.
    pub checks: &'static [Check],
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// The column's type, with the modifier.
    pub ty: Type,
    /// The type's input function.
    pub input: Input,
    /// Whether the column is declared NOT NULL.
    pub not_null: bool,
    /// The column's value if the statement does not name it.
    pub default: Default,
    /// What the BEFORE INSERT triggers do to the column.
    pub on_insert: Triggered,
    /// What the BEFORE UPDATE triggers do to the column.
    pub on_update: Triggered,
}

/// What the BEFORE row triggers of a table do to a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Triggered {
    /// Nothing.
    Unchanged,
    /// They set it, to a value that is not NULL.
    Set,
    /// They may change it, and only the server knows to what.
    Unknowable,
}

/// What a missing column gets.
#[derive(Debug)]
pub enum Default {
    /// No default, or NULL.
    Null,
    /// A text, read by the type's input function.
    Literal(&'static str),
    /// A document, for a jsonb column.
    Jsonb(Doc<'static>),
    /// Made by the server, and never NULL.
    Server,
    /// Made by the server, and possibly NULL.
    Unknowable,
}

/// A column that only the database may write.
#[derive(Debug)]
pub struct Generated {
    /// The index of the column.
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
        /// Evaluates the expression, to a datum of the column's type.
        compute: fn(&Row<'_>) -> Result<Datum<'static>, Stop>,
    },
    /// The same with an expression that only the server can evaluate.
    OnlyTheServerKnows,
}

/// What the domain of a column requires of its values, in addition to the type under it.
#[derive(Debug)]
pub struct Domain {
    /// The column's index.
    pub column: u16,
    /// Whether NULL is refused.
    pub not_null: bool,
    /// The conditions of the innermost domain first, each domain's by name.
    pub checks: &'static [Check],
}

/// A CHECK constraint of a table or of a domain, or a condition that a trigger enforces by the same error.
#[derive(Debug)]
pub struct Check {
    /// The constraint's name.
    pub name: &'static str,
    /// Evaluates the constraint; only false is a violation.
    pub holds: fn(&Row<'_>) -> Outcome,
    /// The columns that the constraint refers to, in order of first mention.
    pub columns: &'static [u16],
    /// `expression` (its SQL), `columns`, and, if it can be expressed more simply, `minimum`, `allowedValues` …, as
    /// JSON members.
    pub params: &'static str,
}
