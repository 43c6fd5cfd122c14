//! PostgreSQL's value semantics, one file a type. Knows a value's text and its column's type, and
//! nothing of tables or issues.

mod datum;
mod error;
mod sqlstate;

pub use datum::{Datum, Type};
pub use error::Error;
pub use sqlstate::SqlState;
