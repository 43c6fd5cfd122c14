//! The compiler: SQL migrations and stage JSON Schemas → one typed form → Rust, TypeScript, docs.
//!
//! [`read`] turns text into the types of [`model`]; [`write`] turns those into text. Anything that the compiler does
//! not understand is an [`Error`] that names the file, the line, the constraint and the construct; nothing is skipped
//! silently.
//!
//! ```
//! use event_wizard_compiler::{read::sql, write::rust};
//!
//! let migration = "CREATE TABLE item (price integer NOT NULL CONSTRAINT fair CHECK (price BETWEEN 0 AND 100))";
//! let database = sql::read(&[("1.sql".to_owned(), migration.to_owned())])?;
//! let text = rust::row::write(&database.tables)?;
//! assert!(text.contains("pub static ITEM: Table"));
//!
//! let error = sql::read(&[("1.sql".to_owned(), "CREATE TABLE item (\n  price money\n)".to_owned())]).unwrap_err();
//! assert_eq!(error.to_string(), "1.sql:2:3: table `item`: column `price`: the type `money` is not supported: how it is read depends on the locale of the server; use `numeric`");
//! # Ok::<(), event_wizard_compiler::Error>(())
//! ```

mod error;
pub mod model;
pub mod read;
pub mod write;

pub use error::{Error, Kind, Place, Position, Result};
