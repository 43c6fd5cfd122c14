//! The one typed form between what is read (SQL, JSON Schema) and what is written (Rust,
//! TypeScript, docs). Knows neither syntax.

pub mod automaton;
pub mod codes;
pub mod expression;
pub mod lifecycle;
pub mod rules;
pub mod schema;
pub mod source;
pub mod table;
pub mod types;
