//! Arithmetic and conversions of real and double precision (PostgreSQL manual, 9.3 Mathematical Functions and
//! Operators): 22003 for results that are too large or too small, 22012 for division by zero.

use alloc::borrow::Cow;

use crate::integer::Width;
use crate::logic::Stop;
use crate::{Float, Numeric, SqlState, float};

type Operand = Option<Float>;
type Outcome = Result<Option<Float>, Stop>;

const RANGE: Stop = Stop::Error(SqlState::NumericValueOutOfRange);

/// The type in which to compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// `real`
    Real,
    /// `double precision`
    Double,
}

impl Precision {
    /// The value, rounded to the type.
    fn fit(self, value: f64) -> f64 {
        match self {
            // For these four operations, rounding the double's result once more gives exactly the real's result.
            Self::Real => f64::from(value as f32),
            Self::Double => value,
        }
    }
}

/// Checks that the result is infinite or zero only if it may be.
fn checked(value: f64, may_be_infinite: bool, may_be_zero: bool) -> Outcome {
    if value.is_infinite() && !may_be_infinite || value == 0.0 && !may_be_zero {
        return Err(RANGE);
    }
    Ok(Some(Float(value)))
}

/// `+`
///
/// # Errors
/// 22003.
pub fn add(left: Operand, right: Operand, precision: Precision) -> Outcome {
    let (Some(Float(left)), Some(Float(right))) = (left, right) else { return Ok(None) };
    checked(precision.fit(left + right), left.is_infinite() || right.is_infinite(), true)
}

/// `-`
///
/// # Errors
/// 22003.
pub fn subtract(left: Operand, right: Operand, precision: Precision) -> Outcome {
    let (Some(Float(left)), Some(Float(right))) = (left, right) else { return Ok(None) };
    checked(precision.fit(left - right), left.is_infinite() || right.is_infinite(), true)
}

/// `*`
///
/// # Errors
/// 22003.
pub fn multiply(left: Operand, right: Operand, precision: Precision) -> Outcome {
    let (Some(Float(left)), Some(Float(right))) = (left, right) else { return Ok(None) };
    let is_infinite = left.is_infinite() || right.is_infinite();
    checked(precision.fit(left * right), is_infinite, left == 0.0 || right == 0.0)
}

/// `/`
///
/// # Errors
/// 22012 and 22003.
pub fn divide(left: Operand, right: Operand, precision: Precision) -> Outcome {
    let (Some(Float(left)), Some(Float(right))) = (left, right) else { return Ok(None) };
    if right == 0.0 && !left.is_nan() {
        return Err(Stop::Error(SqlState::DivisionByZero));
    }
    checked(precision.fit(left / right), left.is_infinite(), left == 0.0 || right.is_infinite())
}

/// Unary `-`.
#[must_use]
pub fn negate(value: Operand) -> Operand {
    value.map(|Float(value)| Float(-value))
}

/// double precision → real.
///
/// # Errors
/// 22003.
pub fn to_real(value: Operand) -> Outcome {
    let Some(Float(value)) = value else { return Ok(None) };
    checked(Precision::Real.fit(value), value.is_infinite(), value == 0.0)
}

/// smallint, integer, bigint → either type.
#[must_use]
pub fn from_integer(value: Option<i64>, precision: Precision) -> Operand {
    value.map(|value| match precision {
        Precision::Real => Float(f64::from(value as f32)),
        Precision::Double => Float(value as f64),
    })
}

/// numeric → either type, through its text.
///
/// # Errors
/// 22003.
pub fn from_numeric(value: Option<Numeric<'_>>, precision: Precision) -> Outcome {
    from_text(value.map(|value| Cow::Owned(value.text())), precision)
}

/// text → either type.
///
/// # Errors
/// The error of the input function.
pub fn from_text(text: Option<Cow<'_, [u8]>>, precision: Precision) -> Outcome {
    let parse = match precision {
        Precision::Real => float::parse_real,
        Precision::Double => float::parse_double,
    };
    Ok(text.map(|text| parse(&text)).transpose()?)
}

/// Either type → smallint, integer, bigint: the nearest integer, and the even one of two equally near.
///
/// # Errors
/// 22003.
pub fn to_integer(value: Operand, width: Width) -> Result<Option<i64>, Stop> {
    // From here on a double has no fraction: adding and subtracting it rounds half to even.
    const WHOLE: f64 = 4_503_599_627_370_496.0;
    let Some(Float(value)) = value else { return Ok(None) };
    let rounded = match value {
        0.0..WHOLE => value + WHOLE - WHOLE,
        _ if value < 0.0 && value > -WHOLE => value - WHOLE + WHOLE,
        _ => value,
    };
    // There is one more value below zero than above, and a double holds the smallest exactly.
    let least = width.min() as f64;
    if rounded >= least && rounded < -least { Ok(Some(rounded as i64)) } else { Err(RANGE) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_refused_where_the_type_has_none() {
        let (max, least, one) = (Some(Float(f64::MAX)), Some(Float(f64::MIN_POSITIVE)), Some(Float(1.0)));
        let (zero, infinity) = (Some(Float(0.0)), Some(Float(f64::INFINITY)));
        let double = Precision::Double;
        assert_eq!(add(max, max, double), Err(RANGE));
        assert_eq!(add(max, infinity, double), Ok(infinity));
        assert_eq!(multiply(least, least, double), Err(RANGE));
        assert_eq!(multiply(least, zero, double), Ok(zero));
        assert_eq!(divide(one, zero, double), Err(Stop::Error(SqlState::DivisionByZero)));
        assert_eq!(divide(Some(Float(f64::NAN)), zero, double), Ok(Some(Float(f64::NAN))));
        assert_eq!(divide(one, infinity, double), Ok(zero));
        assert_eq!(to_real(max), Err(RANGE));
    }

    #[test]
    fn whole_numbers_are_the_nearest_even_ones() {
        for (value, whole) in [(0.5, 0), (1.5, 2), (2.5, 2), (-0.5, 0), (-1.5, -2), (2_147_483_647.4, 2_147_483_647)] {
            assert_eq!(to_integer(Some(Float(value)), Width::Integer), Ok(Some(whole)), "{value}");
        }
        for value in [2_147_483_647.5, -2_147_483_648.6, f64::NAN, f64::INFINITY] {
            assert_eq!(to_integer(Some(Float(value)), Width::Integer), Err(RANGE), "{value}");
        }
    }
}
