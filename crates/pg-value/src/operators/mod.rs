//! The operators and functions that CHECK constraints use (PostgreSQL manual, chapter 9), one file for each kind of
//! value. They are strict (NULL in, NULL out) unless noted otherwise.

pub mod array;
pub mod case;
pub mod cast;
pub mod citext;
pub mod date;
pub mod extract;
pub mod float;
pub mod integer;
pub mod jsonb;
pub mod numeric;
pub mod pattern;
pub mod text;
