//! `jsonb` input from a JSON value (PostgreSQL manual, 8.14 JSON Types).
//!
//! A `\u0000` anywhere in the document is found before this, by the judge of the whole row.

use alloc::vec::Vec;

use super::{Error, SqlState, TypeName};
use json_tape::Decimal;
use json_tape::json::push;
use json_tape::{Kind, Value};

/// Nesting that every supported version takes with its default `max_stack_depth` of 2 MB.
///
/// Where versions differ: 15 takes about 14,500 arrays or 13,060 objects, 17 and 18 take 16,300; it
/// depends on the server's stack setting and on what else the statement does.
pub const MAX_DEPTH: u32 = 13_000;

// A column's value stands two levels down in a request.
const _: () = assert!(MAX_DEPTH + 2 <= json_tape::DEEPEST, "what PostgreSQL takes is on the tape");

/// Checks what the grammar of JSON leaves open: the range of numbers and the nesting.
///
/// # Errors
/// 22003 and 54001.
#[inline]
pub fn check(value: Value<'_>) -> Result<(), Error> {
    let doc = value.doc();
    if !doc.long_number && doc.depth <= MAX_DEPTH {
        return Ok(());
    }
    check_each(value)
}

#[cold]
#[inline(never)]
fn check_each(value: Value<'_>) -> Result<(), Error> {
    let doc = value.doc();
    // Ends of the containers that are open. The order is the document's, as PostgreSQL reads it.
    let mut open: Vec<u32> = Vec::new();
    for index in value.index()..value.end_index() {
        while open.last().is_some_and(|&end| end <= index) {
            open.pop();
        }
        let node = doc.value(index);
        match node.kind() {
            Kind::Array | Kind::Object => {
                push(&mut open, node.end_index());
                if open.len() > MAX_DEPTH as usize {
                    return Err(Error {
                        limit: MAX_DEPTH,
                        ..Error::new(SqlState::StatementTooComplex, TypeName::Jsonb)
                    });
                }
            }
            Kind::Number if is_out_of_range(node) => {
                return Err(Error::new(SqlState::NumericValueOutOfRange, TypeName::Numeric));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether it is a number that `numeric` cannot hold.
#[must_use]
pub fn is_out_of_range(value: Value<'_>) -> bool {
    value.kind() == Kind::Number && !Decimal::new(value.span()).is_numeric()
}
