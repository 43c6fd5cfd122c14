//! The static form of a table, as the compiler writes it. Knows columns, defaults and CHECKs, and judges nothing.

use json_tape::{Doc, Names};
use pg_value::Type;
use pg_value::input::Input;
use pg_value::logic::Outcome;

use crate::row::Row;

/// Most columns of a table that is compiled in: a row keeps a cell for each on the stack.
pub const MAX_COLUMNS: usize = 64;

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
    pub alphabetical: &'static [u8],
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

/// A CHECK constraint.
#[derive(Debug)]
pub struct Check {
    /// The constraint's name.
    pub name: &'static str,
    /// Evaluates it; only false is a violation.
    pub holds: fn(&Row<'_>) -> Outcome,
    /// The columns that it refers to, in order of first mention.
    pub columns: &'static [u8],
    /// `expression` (its SQL), `columns`, and what can be said shorter (`minimum`, `allowedValues` …), as JSON
    /// members.
    pub params: &'static str,
}
