//! Arithmetic on numeric (PostgreSQL manual, 9.3 Mathematical Functions and Operators), digit by digit. Results are
//! exact, except quotients, which have as many decimal places as PostgreSQL gives them.

use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Ordering;

use json_tape::Decimal;

use crate::integer::Width;
use crate::logic::Stop;
use crate::numeric::{self, Numeric};
use crate::{SqlState, operators};

type Operand<'a> = Option<Numeric<'a>>;
type Outcome = Result<Option<Numeric<'static>>, Stop>;

/// If a product or a quotient takes more steps than this, no result is given; PostgreSQL itself has no such limit.
const MOST_STEPS: usize = 10_000_000;
/// The maximum number of decimal places that `round` and `trunc` give in all versions. Where versions differ: from 16
/// on there may be more.
const MOST_SHOWN: i64 = 2_000;

/// Digits from the first to the last, without leading zeros.
type Digits = Vec<u8>;

/// The number times 10`scale`, which has no fraction.
fn scaled(number: &Decimal<'_>, scale: i64) -> Digits {
    let mut digits: Digits = number.digits().map(|digit| digit - b'0').collect();
    if !digits.is_empty() {
        let length = usize::try_from(number.first_power() + 1 + scale).unwrap_or_default();
        digits.resize(length.max(digits.len()), 0);
    }
    digits
}

/// The reverse.
fn unscaled(negative: bool, digits: &[u8], scale: i64) -> Decimal<'static> {
    let zeros = digits.iter().take_while(|&&digit| digit == 0).count();
    let digits = digits.get(zeros..).unwrap_or_default();
    let first_power = digits.len() as i64 - 1 - scale;
    let behind = digits.iter().rev().take_while(|&&digit| digit == 0).count();
    let digits = digits.get(..digits.len() - behind).unwrap_or_default();
    Decimal::from_digits(negative, digits.iter().map(|digit| b'0' + digit).collect(), first_power, scale)
}

fn order(a: &[u8], b: &[u8]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

/// The sum, possibly with a leading zero.
fn sum(a: &[u8], b: &[u8]) -> Digits {
    let mut digits = Vec::with_capacity(a.len().max(b.len()) + 1);
    let (mut a, mut b, mut carry) = (a.iter().rev(), b.iter().rev(), 0);
    loop {
        let (x, y) = (a.next(), b.next());
        if x.is_none() && y.is_none() {
            break;
        }
        let digit = x.unwrap_or(&0) + y.unwrap_or(&0) + carry;
        carry = digit / 10;
        digits.push(digit % 10);
    }
    digits.push(carry);
    digits.reverse();
    digits
}

/// The difference of `a` and `b`, where `b` is not greater.
fn difference(a: &[u8], b: &[u8]) -> Digits {
    let mut digits = Vec::with_capacity(a.len());
    let (mut b, mut borrow) = (b.iter().rev(), 0);
    for x in a.iter().rev() {
        let taken = b.next().unwrap_or(&0) + borrow;
        borrow = u8::from(*x < taken);
        digits.push(x + 10 * borrow - taken);
    }
    while digits.last() == Some(&0) {
        digits.pop();
    }
    digits.reverse();
    digits
}

fn product(a: &[u8], b: &[u8]) -> Digits {
    let mut places = vec![0u64; a.len() + b.len()];
    for (i, x) in a.iter().rev().enumerate() {
        for (place, y) in places.iter_mut().skip(i).zip(b.iter().rev()) {
            *place += u64::from(x * y);
        }
    }
    let mut carry = 0;
    let mut digits: Digits = Vec::with_capacity(places.len());
    for place in places {
        carry += place;
        digits.push((carry % 10) as u8);
        carry /= 10;
    }
    digits.reverse();
    digits
}

/// The quotient, possibly with leading zeros, and the remainder.
fn division(a: &[u8], b: &[u8]) -> (Digits, Digits) {
    let (mut quotient, mut rest) = (Vec::with_capacity(a.len()), Digits::new());
    for digit in a {
        if !rest.is_empty() || *digit > 0 {
            rest.push(*digit);
        }
        let mut times = 0;
        while order(&rest, b).is_ge() {
            rest = difference(&rest, b);
            times += 1;
        }
        quotient.push(times);
    }
    (quotient, rest)
}

/// The number, if it fits into the type.
fn held(number: Decimal<'static>) -> Outcome {
    if numeric::is_beyond(&number) {
        Err(Stop::Error(SqlState::NumericValueOutOfRange))
    } else {
        Ok(Some(Numeric::Finite(number)))
    }
}

fn infinity(negative: bool) -> Numeric<'static> {
    if negative { Numeric::NegativeInfinity } else { Numeric::Infinity }
}

/// -1, 0 or 1; `None` for NaN.
fn sign_of(value: &Numeric<'_>) -> Option<i8> {
    match value {
        Numeric::NaN => None,
        Numeric::Infinity => Some(1),
        Numeric::NegativeInfinity => Some(-1),
        Numeric::Finite(number) if number.is_zero() => Some(0),
        Numeric::Finite(number) => Some(if number.is_negative() { -1 } else { 1 }),
    }
}

fn opposite(number: &Decimal<'_>) -> Decimal<'static> {
    Decimal::from_digits(!number.is_negative(), number.digits().collect(), number.first_power(), number.scale())
}

/// Unary `-`.
#[must_use]
pub fn negate(value: Operand<'_>) -> Option<Numeric<'static>> {
    Some(match value? {
        Numeric::NaN => Numeric::NaN,
        Numeric::Infinity => Numeric::NegativeInfinity,
        Numeric::NegativeInfinity => Numeric::Infinity,
        Numeric::Finite(number) => Numeric::Finite(opposite(&number)),
    })
}

/// `+`
///
/// # Errors
/// 22003.
pub fn add(left: Operand<'_>, right: Operand<'_>) -> Outcome {
    let (Some(left), Some(right)) = (left, right) else { return Ok(None) };
    let (a, b) = match (left, right) {
        (Numeric::Finite(a), Numeric::Finite(b)) => (a, b),
        (Numeric::NaN, _) | (_, Numeric::NaN) => return Ok(Some(Numeric::NaN)),
        (Numeric::Finite(_), other) | (other, Numeric::Finite(_)) => return Ok(Some(other.into_owned())),
        (a, b) => return Ok(Some(if a == b { a.into_owned() } else { Numeric::NaN })),
    };
    let scale = a.scale().max(b.scale());
    let (x, y) = (scaled(&a, scale), scaled(&b, scale));
    held(if a.is_negative() == b.is_negative() {
        unscaled(a.is_negative(), &sum(&x, &y), scale)
    } else if order(&x, &y).is_ge() {
        unscaled(a.is_negative(), &difference(&x, &y), scale)
    } else {
        unscaled(b.is_negative(), &difference(&y, &x), scale)
    })
}

/// `-`
///
/// # Errors
/// 22003.
pub fn subtract(left: Operand<'_>, right: Operand<'_>) -> Outcome {
    add(left, negate(right))
}

/// `*`
///
/// # Errors
/// 22003; unknowable for very long numbers.
pub fn multiply(left: Operand<'_>, right: Operand<'_>) -> Outcome {
    let (Some(left), Some(right)) = (left, right) else { return Ok(None) };
    let (a, b) = match (left, right) {
        (Numeric::Finite(a), Numeric::Finite(b)) => (a, b),
        (left, right) => {
            return Ok(Some(match (sign_of(&left), sign_of(&right)) {
                (None | Some(0), _) | (_, None | Some(0)) => Numeric::NaN,
                (a, b) => infinity(a != b),
            }));
        }
    };
    let (x, y) = (scaled(&a, a.scale()), scaled(&b, b.scale()));
    if x.len().saturating_mul(y.len()) > MOST_STEPS {
        return Err(Stop::Unknowable);
    }
    let exact = unscaled(a.is_negative() != b.is_negative(), &product(&x, &y), a.scale() + b.scale());
    held(if exact.scale() > numeric::MAX_FRACTION_DIGITS {
        numeric::round(exact, numeric::MAX_FRACTION_DIGITS).into_owned()
    } else {
        exact
    })
}

/// The number of decimal places of a quotient (`select_div_scale`): at least 16 significant digits, in groups of four.
fn quotient_scale(a: &Decimal<'_>, b: &Decimal<'_>) -> i64 {
    let group = |number: &Decimal<'_>| {
        let power = number.first_power();
        let digits = power.rem_euclid(4) as usize + 1;
        let padded = number.digits().map(|digit| i64::from(digit - b'0')).chain(core::iter::repeat(0)).take(digits);
        let first = if number.is_zero() { 0 } else { padded.fold(0, |first, digit| first * 10 + digit) };
        (if number.is_zero() { 0 } else { power.div_euclid(4) }, first)
    };
    let ((weight, first), (other_weight, other_first)) = (group(a), group(b));
    let weight = weight - other_weight - i64::from(first <= other_first);
    (16 - weight * 4).max(a.scale()).max(b.scale()).clamp(0, 1_000)
}

/// Finite operands, the second of which is not 0; otherwise the result for special values.
fn divisible<'a>(left: Numeric<'a>, right: Numeric<'a>) -> Result<(Decimal<'a>, Decimal<'a>), Outcome> {
    if matches!((&left, &right), (Numeric::NaN, _) | (_, Numeric::NaN)) {
        return Err(Ok(Some(Numeric::NaN)));
    }
    if sign_of(&right) == Some(0) {
        return Err(Err(Stop::Error(SqlState::DivisionByZero)));
    }
    match (left, right) {
        (Numeric::Finite(a), Numeric::Finite(b)) => Ok((a, b)),
        // The result depends on which operand is infinite.
        (left, right) => Err(Ok(Some(if matches!(left, Numeric::Finite(_)) {
            Numeric::Finite(Decimal::zero(0))
        } else if matches!(right, Numeric::Finite(_)) {
            infinity(sign_of(&left) != sign_of(&right))
        } else {
            Numeric::NaN
        }))),
    }
}

/// `/`
///
/// # Errors
/// 22012 and 22003; unknowable for very long numbers.
pub fn divide(left: Operand<'_>, right: Operand<'_>) -> Outcome {
    let (Some(left), Some(right)) = (left, right) else { return Ok(None) };
    let (a, b) = match divisible(left, right) {
        Ok(finite) => finite,
        Err(outcome) => return outcome,
    };
    let scale = quotient_scale(&a, &b);
    let (mut x, mut y) = (scaled(&a, a.scale()), scaled(&b, b.scale()));
    let shift = scale + b.scale() - a.scale();
    let longer = if shift < 0 { &mut y } else { &mut x };
    if !longer.is_empty() {
        longer.resize(longer.len() + usize::try_from(shift.unsigned_abs()).unwrap_or_default(), 0);
    }
    if x.len().saturating_mul(y.len()) > MOST_STEPS / 10 {
        return Err(Stop::Unknowable);
    }
    let (mut quotient, rest) = division(&x, &y);
    // Rounds half away from zero.
    if order(without_zeros(&sum(&rest, &rest)), &y).is_ge() {
        quotient = sum(&quotient, &[1]);
    }
    held(unscaled(a.is_negative() != b.is_negative(), &quotient, scale))
}

fn without_zeros(digits: &[u8]) -> &[u8] {
    digits.get(digits.iter().take_while(|&&digit| digit == 0).count()..).unwrap_or_default()
}

/// `%`, `mod`: has the sign of the left side.
///
/// # Errors
/// 22012; unknowable for very long numbers.
pub fn modulo(left: Operand<'_>, right: Operand<'_>) -> Outcome {
    let (Some(left), Some(right)) = (left, right) else { return Ok(None) };
    // The remainder of an infinity is NaN; that of a finite number divided by an infinity is the number.
    match (&left, &right) {
        (Numeric::Finite(_), Numeric::Infinity | Numeric::NegativeInfinity) => return Ok(Some(left.into_owned())),
        (Numeric::Infinity | Numeric::NegativeInfinity, other) if matches!(sign_of(other), Some(-1 | 1)) => {
            return Ok(Some(Numeric::NaN));
        }
        _ => {}
    }
    let (a, b) = match divisible(left, right) {
        Ok(finite) => finite,
        Err(outcome) => return outcome,
    };
    let scale = a.scale().max(b.scale());
    let (x, y) = (scaled(&a, scale), scaled(&b, scale));
    if x.len().saturating_mul(y.len()) > MOST_STEPS / 10 {
        return Err(Stop::Unknowable);
    }
    held(unscaled(a.is_negative(), &division(&x, &y).1, scale))
}

/// `abs`
#[must_use]
pub fn abs(value: Operand<'_>) -> Option<Numeric<'static>> {
    let value = value?;
    if sign_of(&value) == Some(-1) { negate(Some(value)) } else { Some(value.into_owned()) }
}

/// `sign`
#[must_use]
pub fn sign(value: Operand<'_>) -> Option<Numeric<'static>> {
    Some(sign_of(&value?).map_or(Numeric::NaN, |sign| Numeric::from(i64::from(sign))))
}

/// Applies an operation at this many decimal places, or before the point if negative; special values are kept.
fn by_scale(
    value: Operand<'_>,
    scale: Option<i64>,
    change: impl for<'d> Fn(Decimal<'d>, i64) -> Decimal<'d>,
) -> Outcome {
    let (Some(value), Some(scale)) = (value, scale) else { return Ok(None) };
    match value {
        Numeric::Finite(_) if scale.abs() > MOST_SHOWN => Err(Stop::Unknowable),
        Numeric::Finite(number) => held(change(number, scale).into_owned()),
        special => Ok(Some(special.into_owned())),
    }
}

/// `round`: half away from zero.
///
/// # Errors
/// 22003; unknowable for more than 2,000 digits.
pub fn round(value: Operand<'_>, scale: Option<i64>) -> Outcome {
    by_scale(value, scale, numeric::round)
}

/// `trunc`: towards zero.
///
/// # Errors
/// Unknowable for more than 2,000 digits.
pub fn trunc(value: Operand<'_>, scale: Option<i64>) -> Outcome {
    by_scale(value, scale, truncated)
}

fn truncated(number: Decimal<'_>, scale: i64) -> Decimal<'_> {
    let keep = usize::try_from(number.first_power() + 1 + scale).unwrap_or_default();
    let mut digits: Vec<u8> = number.digits().take(keep).collect();
    while digits.last() == Some(&b'0') {
        digits.pop();
    }
    Decimal::from_digits(number.is_negative(), digits, number.first_power(), scale.max(0))
}

/// Truncates the number; if something was cut off and the number has the given sign, moves one further from zero.
fn whole(value: Operand<'_>, negative: bool) -> Outcome {
    let cut = trunc(value.as_ref().map(Numeric::borrowed), Some(0))?;
    match (&value, cut) {
        (Some(Numeric::Finite(number)), Some(cut))
            if number.is_negative() == negative && cut != Numeric::Finite(number.borrowed()) =>
        {
            add(Some(cut), Some(Numeric::from(if negative { -1 } else { 1 })))
        }
        (_, cut) => Ok(cut),
    }
}

/// `floor`
///
/// # Errors
/// 22003.
pub fn floor(value: Operand<'_>) -> Outcome {
    whole(value, true)
}

/// `ceil`
///
/// # Errors
/// 22003.
pub fn ceil(value: Operand<'_>) -> Outcome {
    whole(value, false)
}

/// numeric → smallint, integer, bigint: rounded.
///
/// # Errors
/// 22003; 0A000 for NaN and infinities.
pub fn to_integer(value: Operand<'_>, width: Width) -> Result<Option<i64>, Stop> {
    match value {
        None => Ok(None),
        Some(Numeric::Finite(number)) => {
            let whole = numeric::round(number, 0).as_i64().ok_or(Stop::Error(SqlState::NumericValueOutOfRange))?;
            operators::integer::fit(Some(whole), width)
        }
        Some(_) => Err(Stop::Error(SqlState::FeatureNotSupported)),
    }
}

/// numeric → numeric(precision, scale).
///
/// # Errors
/// 22003.
pub fn fit(value: Operand<'_>, precision: u32, scale: i32) -> Outcome {
    Ok(match value {
        Some(value) => Some(value.fit(precision, scale)?.into_owned()),
        None => None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use alloc::string::String;

    fn number(text: &str) -> Operand<'_> {
        Some(Numeric::parse(text.as_bytes(), None).unwrap())
    }

    fn text(outcome: Outcome) -> Result<String, Stop> {
        outcome.map(|value| String::from_utf8(value.unwrap().text()).unwrap())
    }

    #[test]
    fn calculates_as_postgresql() {
        const ZERO: &str = "22012";
        for (a, b, sum, difference, product, quotient, rest) in [
            // The answers of PostgreSQL 15, 17 and 18.
            ("1.50", "2", "3.50", "-0.50", "3.00", "0.75000000000000000000", "1.50"),
            ("-7", "2", "-5", "-9", "-14", "-3.5000000000000000", "-1"),
            ("1", "3", "4", "-2", "3", "0.33333333333333333333", "1"),
            ("10000", "3", "10003", "9997", "30000", "3333.3333333333333333", "1"),
            ("0.0001", "7", "7.0001", "-6.9999", "0.0007", "0.000014285714285714285714", "0.0001"),
            (
                "1e20",
                "0.3",
                "100000000000000000000.3",
                "99999999999999999999.7",
                "30000000000000000000.0",
                "333333333333333333333.3",
                "0.1",
            ),
            ("0", "5.0", "5.0", "-5.0", "0.0", "0.00000000000000000000", "0.0"),
            ("5", "0", "5", "5", "0", ZERO, ZERO),
            ("Infinity", "-2", "Infinity", "Infinity", "-Infinity", "-Infinity", "NaN"),
            ("-2", "Infinity", "Infinity", "-Infinity", "-Infinity", "0", "-2"),
            ("Infinity", "-Infinity", "NaN", "Infinity", "-Infinity", "NaN", "NaN"),
            ("Infinity", "0", "Infinity", "Infinity", "NaN", ZERO, ZERO),
            ("NaN", "0", "NaN", "NaN", "NaN", "NaN", "NaN"),
        ] {
            let same = |found: Outcome, expected: &str, operator| {
                let found = match text(found) {
                    Ok(text) => text,
                    Err(Stop::Error(state)) => state.as_str().into(),
                    Err(Stop::Unknowable) => "unknowable".into(),
                };
                assert_eq!(found, expected, "{a} {operator} {b}");
            };
            same(add(number(a), number(b)), sum, "+");
            same(subtract(number(a), number(b)), difference, "-");
            same(multiply(number(a), number(b)), product, "*");
            same(divide(number(a), number(b)), quotient, "/");
            same(modulo(number(a), number(b)), rest, "%");
        }
    }

    #[test]
    fn rounds_as_postgresql() {
        for (value, rounded, one, tens, cut, floor_, ceil_) in [
            ("2.5", "3", "2.5", "0", "2", "2", "3"),
            ("-2.5", "-3", "-2.5", "0", "-2", "-3", "-2"),
            ("15.55", "16", "15.6", "20", "15", "15", "16"),
            ("-0.4", "0", "-0.4", "0", "0", "-1", "0"),
            ("7", "7", "7.0", "10", "7", "7", "7"),
            ("NaN", "NaN", "NaN", "NaN", "NaN", "NaN", "NaN"),
        ] {
            assert_eq!(text(round(number(value), Some(0))).unwrap(), rounded, "round {value}");
            assert_eq!(text(round(number(value), Some(1))).unwrap(), one, "round {value}, 1");
            assert_eq!(text(round(number(value), Some(-1))).unwrap(), tens, "round {value}, -1");
            assert_eq!(text(trunc(number(value), Some(0))).unwrap(), cut, "trunc {value}");
            assert_eq!(text(floor(number(value))).unwrap(), floor_, "floor {value}");
            assert_eq!(text(ceil(number(value))).unwrap(), ceil_, "ceil {value}");
        }
        assert_eq!(to_integer(number("2.5"), Width::Integer), Ok(Some(3)));
        assert_eq!(to_integer(number("-2.5"), Width::Integer), Ok(Some(-3)));
        assert_eq!(to_integer(number("32767.5"), Width::SmallInt), Err(Stop::Error(SqlState::NumericValueOutOfRange)));
        assert_eq!(to_integer(number("NaN"), Width::Integer), Err(Stop::Error(SqlState::FeatureNotSupported)));
        assert_eq!(text(fit(number("9.995"), 4, 2)).unwrap(), "10.00");
        assert!(fit(number("99.995"), 4, 2).is_err());
        let long = "9".repeat(131_072);
        assert_eq!(add(number(&long), number("1")), Err(Stop::Error(SqlState::NumericValueOutOfRange)));
    }
}
