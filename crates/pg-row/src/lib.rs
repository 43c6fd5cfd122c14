//! A request body for a table → findings, in the order in which PostgREST and PostgreSQL would find them. Knows
//! statements (insert, update, bulk) and the static form of tables; the meaning of values and operators is in
//! [`pg_value`].
//!
//! The order: PGRST102, PGRST204, values for generated columns in table order, the text as a whole, conversions in
//! alphabetical order of the columns; then for each row what triggers refuse, the generated columns that cannot be
//! computed, NOT NULL in table order, and CHECKs by name. The first finding is the error that the server would return; the others would
//! appear once it is corrected.
//!
//! Tables are written by the compiler. Written by hand, `CREATE TABLE seat (row text NOT NULL, number integer CHECK
//! (number > 0))` looks like this:
//!
//! ```
//! use finding::Findings;
//! use json_tape::{Tape, names};
//! use pg_row::{Check, Column, Default, RowOptions, Table, Triggered, judge};
//! use pg_value::{Type, input, logic};
//!
//! static SEAT: Table = Table {
//!     name: "seat",
//!     columns: &[
//!         Column {
//!             ty: Type::Text,
//!             input: input::text,
//!             not_null: true,
//!             default: Default::Null,
//!             on_insert: Triggered::Unchanged,
//!             on_update: Triggered::Unchanged,
//!         },
//!         Column {
//!             ty: Type::Integer,
//!             input: input::integer,
//!             not_null: false,
//!             default: Default::Literal("1"),
//!             on_insert: Triggered::Unchanged,
//!             on_update: Triggered::Unchanged,
//!         },
//!     ],
//!     names: names!["row", "number"],
//!     alphabetical: &[1, 0],
//!     generated: &[],
//!     domains: &[],
//!     before_insert: &[],
//!     before_upsert: &[],
//!     before_update: &[],
//!     has_before_update_trigger: false,
//!     checks: &[Check {
//!         name: "seat_number_check",
//!         holds: |row| Ok(logic::gt(row.integer(1)?, Some(0))),
//!         columns: &[1],
//!         params: "",
//!     }],
//! };
//!
//! let (mut tape, mut findings) = (Tape::new(), Findings::new());
//! let text = tape.parse(br#"{"number":"0"}"#);
//! judge(&SEAT, text, None, &RowOptions::default(), &mut findings, &mut Vec::new());
//! let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
//! assert_eq!(codes, ["not_null_violation", "seat_number_check"]);
//! ```

#![cfg_attr(not(test), no_std)]

extern crate alloc;

mod body;
mod constraints;
mod document;
mod domain;
mod generated;
mod postgrest;
mod row;
mod statement;
mod table;

pub use document::Documents;
pub use postgrest::unknown_column;
pub use row::Row;
pub use statement::{Missing, Operation, RowOptions, invalid_json, judge, judge_unfinished};
pub use table::{Check, Column, Default, Domain, Generated, GeneratedValue, Table, Triggered};
