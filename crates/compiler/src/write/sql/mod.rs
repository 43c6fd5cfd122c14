//! Stage schemas and the lifecycle → SQL that says the same: functions for CHECKs, triggers, and the migrations that
//! bring them. Knows PostgreSQL from 15 on, and databases in UTF-8.

mod characters;
mod format;
pub mod function;
pub mod known;
mod literal;
pub mod migrations;
pub mod stage;
pub mod transitions;
