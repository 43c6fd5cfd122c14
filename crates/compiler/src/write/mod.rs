//! The typed form → texts: Rust for the runtime, TypeScript and schemas for the package, Markdown for the docs.

pub mod diagram;
pub mod docs;
pub mod explain;
pub mod facts;
pub mod mirror;
pub mod reads;
pub mod rust;
pub mod schemas;
pub mod sql;
pub mod tables;
pub mod typescript;
