//! Text → the typed form: SQL migrations, JSON Schemas, the lifecycle, and the folder that contains them.

mod automaton;
pub mod catalogue;
pub mod constraints;
mod entries;
pub mod folder;
mod history;
mod json;
pub mod json_schema;
pub mod lifecycle;
pub mod paths;
pub mod rules;
pub mod sql;
