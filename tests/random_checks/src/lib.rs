//! Random tables, and the judges of what is sent to them: the compiled module and PostgreSQL servers.

pub mod bench;
pub mod body;
pub mod case;
mod expression;
mod minimise;
pub mod postgres;
pub mod program;
mod tally;
mod values;
pub mod verdict;
