//! Arithmetic on smallint, integer and bigint (PostgreSQL manual, 9.3 Mathematical Functions and
//! Operators): 22003 beyond the result type's range, 22012 for a division by zero.

use crate::SqlState;
use crate::integer::Width;
use crate::logic::Stop;

type Operand = Option<i64>;
type Outcome = Result<Option<i64>, Stop>;

const RANGE: Stop = Stop::Error(SqlState::NumericValueOutOfRange);

/// The value, if it fits into the type.
///
/// # Errors
/// 22003.
pub fn fit(value: Operand, width: Width) -> Outcome {
    let Some(value) = value else { return Ok(None) };
    let least = width.min();
    if (least..=!least).contains(&value) { Ok(Some(value)) } else { Err(RANGE) }
}

fn checked(left: Operand, right: Operand, width: Width, operation: fn(i64, i64) -> Option<i64>) -> Outcome {
    let (Some(left), Some(right)) = (left, right) else { return Ok(None) };
    fit(Some(operation(left, right).ok_or(RANGE)?), width)
}

/// `+`
///
/// # Errors
/// 22003.
pub fn add(left: Operand, right: Operand, width: Width) -> Outcome {
    checked(left, right, width, i64::checked_add)
}

/// `-`
///
/// # Errors
/// 22003.
pub fn subtract(left: Operand, right: Operand, width: Width) -> Outcome {
    checked(left, right, width, i64::checked_sub)
}

/// `*`
///
/// # Errors
/// 22003.
pub fn multiply(left: Operand, right: Operand, width: Width) -> Outcome {
    checked(left, right, width, i64::checked_mul)
}

/// `/`, which truncates towards zero.
///
/// # Errors
/// 22012 and 22003.
pub fn divide(left: Operand, right: Operand, width: Width) -> Outcome {
    if left.is_some() && right == Some(0) {
        return Err(Stop::Error(SqlState::DivisionByZero));
    }
    checked(left, right, width, i64::checked_div)
}

/// `%`, which has the sign of its left side.
///
/// # Errors
/// 22012.
pub fn modulo(left: Operand, right: Operand, width: Width) -> Outcome {
    if left.is_some() && right == Some(0) {
        return Err(Stop::Error(SqlState::DivisionByZero));
    }
    // The smallest value % -1 is 0, as in PostgreSQL.
    checked(left, right, width, |left, right| Some(left.wrapping_rem(right)))
}

/// Unary `-`.
///
/// # Errors
/// 22003.
pub fn negate(value: Operand, width: Width) -> Outcome {
    subtract(Some(0), value, width)
}

/// `abs`
///
/// # Errors
/// 22003.
pub fn abs(value: Operand, width: Width) -> Outcome {
    if value < Some(0) { negate(value, width) } else { Ok(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn divides_towards_zero() {
        let zero = Err(Stop::Error(SqlState::DivisionByZero));
        let (least, width) = (i64::from(i32::MIN), Width::Integer);
        for (left, right, quotient, remainder) in [
            (Some(7), Some(2), Ok(Some(3)), Ok(Some(1))),
            (Some(-7), Some(2), Ok(Some(-3)), Ok(Some(-1))),
            (Some(7), Some(-2), Ok(Some(-3)), Ok(Some(1))),
            (Some(7), Some(0), zero, zero),
            (None, Some(0), Ok(None), Ok(None)),
            (Some(7), None, Ok(None), Ok(None)),
            (Some(least), Some(-1), Err(RANGE), Ok(Some(0))),
        ] {
            assert_eq!(divide(left, right, width), quotient, "{left:?} / {right:?}");
            assert_eq!(modulo(left, right, width), remainder, "{left:?} % {right:?}");
        }
    }
}
