//! `jsonb` input from a JSON value (PostgreSQL manual, 8.14 JSON Types).
//!
//! A `\u0000` anywhere in the document is found earlier, by the judge of the whole row.

use alloc::vec::Vec;

use super::{Error, Numeric, SqlState, TypeName};
use json_tape::{Kind, Value};

/// The nesting that every supported version accepts with its default `max_stack_depth` of 2 MB.
///
/// Where versions differ: 15 accepts about 14,500 arrays or 13,060 objects, 17 and 18 accept 16,300; it depends on the
/// server's stack setting and on what else the statement does.
pub const MAX_DEPTH: u32 = 13_000;

// A column's value is two levels down in a request.
const _: () = assert!(MAX_DEPTH + 2 <= json_tape::DEEPEST, "what PostgreSQL takes is on the tape");

/// Checks what JSON's grammar does not restrict: the range of numbers and the nesting.
///
/// # Errors
/// 22003 and 54001.
pub fn check(value: Value<'_>) -> Result<(), Error> {
    let doc = value.doc();
    if !doc.long_number && doc.depth <= MAX_DEPTH {
        return Ok(());
    }
    check_each(value)
}

fn check_each(value: Value<'_>) -> Result<(), Error> {
    let doc = value.doc();
    // Ends of the open containers. Values are checked in document order, as PostgreSQL reads them.
    let mut open: Vec<u32> = Vec::new();
    for index in value.index()..value.end_index() {
        while open.last().is_some_and(|&end| end <= index) {
            open.pop();
        }
        let node = doc.value(index);
        match node.kind() {
            Kind::Array | Kind::Object => {
                open.push(node.end_index());
                if open.len() > MAX_DEPTH as usize {
                    return Err(Error::new(SqlState::StatementTooComplex, TypeName::Jsonb).with_limit(MAX_DEPTH));
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

/// Whether the value is a number that `numeric` cannot hold.
#[must_use]
pub fn is_out_of_range(value: Value<'_>) -> bool {
    value.kind() == Kind::Number && Numeric::parse(value.span(), None).is_err()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use json_tape::Tape;

    fn refused(json: &str) -> Option<SqlState> {
        let mut tape = Tape::new();
        let doc = tape.parse(json.as_bytes()).unwrap();
        check(doc.root()).err().map(|error| error.sqlstate)
    }

    #[test]
    fn depth_has_a_limit_and_needs_no_stack() {
        let nested = |open: &str, close: &str, depth: usize| format!("{}1{}", open.repeat(depth), close.repeat(depth));
        let limit = MAX_DEPTH as usize;
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            assert_eq!(refused(&nested(open, close, limit)), None);
            assert_eq!(refused(&nested(open, close, limit + 1)), Some(SqlState::StatementTooComplex));
            assert_eq!(refused(&nested(open, close, 1_000_000)), Some(SqlState::StatementTooComplex));
        }
        // The same if the numbers must be checked.
        let number = |depth: usize| format!("{}1e100{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(refused(&number(limit)), None);
        assert_eq!(refused(&number(limit + 1)), Some(SqlState::StatementTooComplex));
        // Many siblings are not nesting.
        assert_eq!(refused(&format!("[{}1]", "[],".repeat(50_000))), None);
    }

    #[test]
    fn numbers_have_the_limits_of_numeric() {
        let range = Some(SqlState::NumericValueOutOfRange);
        assert_eq!(refused(&"1".repeat(131_072)), None);
        assert_eq!(refused(&"1".repeat(131_073)), range);
        assert_eq!(refused(&format!("0.{}", "1".repeat(16_383))), None);
        assert_eq!(refused(&format!("0.{}", "1".repeat(16_384))), range);
        assert_eq!(refused("[0e1073741822]"), None);
        assert_eq!(refused("[0e1073741823]"), range);
    }
}
