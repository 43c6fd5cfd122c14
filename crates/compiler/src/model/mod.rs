//! The typed form between what is read (SQL, JSON Schema) and what is written (Rust, TypeScript, docs). Knows the
//! syntax of neither.

pub mod automaton;
pub mod codes;
pub mod constraints;
pub mod expression;
pub mod known;
pub mod lifecycle;
pub mod rules;
pub mod schema;
pub mod source;
pub mod table;
pub mod types;
pub mod unworded;
