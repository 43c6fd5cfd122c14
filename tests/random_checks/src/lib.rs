//! Random tables, and the two judges of their rows: the compiled module and a PostgreSQL server.

pub mod bench;
pub mod case;
mod expression;
pub mod program;
mod values;
