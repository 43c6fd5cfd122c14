//! `real` and `double precision`: input, order and conversions (PostgreSQL manual, 8.1.3 Floating-Point Types).

use core::cmp::Ordering;

use super::{Error, SqlState, TypeName, trim};

/// A value of either type; a real is a double precision that needs fewer digits.
///
/// The order is PostgreSQL's: NaN equals itself and is greater than everything else; the zeros are equal.
#[derive(Clone, Copy, Debug)]
pub struct Float(pub f64);

impl PartialEq for Float {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd for Float {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self.0.is_nan(), other.0.is_nan()) {
            (false, false) => self.0.partial_cmp(&other.0),
            (left, right) => Some(left.cmp(&right)),
        }
    }
}

/// Reads a text of `double precision`.
///
/// # Errors
/// 22P02, and 22003 for values that are too large, or too small to be told from zero.
pub fn parse_double(text: &[u8]) -> Result<Float, Error> {
    read::<f64>(text, TypeName::Double).map(Float)
}

/// Reads a text of `real`.
///
/// # Errors
/// 22P02, and 22003 for values that are too large, or too small to be told from zero.
pub fn parse_real(text: &[u8]) -> Result<Float, Error> {
    read::<f32>(text, TypeName::Real).map(|value| Float(value.into()))
}

/// What both Rust types have in common.
trait Number: core::str::FromStr + Copy {
    const NAN: Self;
    const INFINITY: Self;
    const NEGATIVE_INFINITY: Self;
    fn is_infinite(self) -> bool;
    fn is_zero(self) -> bool;
}

macro_rules! number {
    ($($ty:ty)*) => {$(
        impl Number for $ty {
            const NAN: Self = <$ty>::NAN;
            const INFINITY: Self = <$ty>::INFINITY;
            const NEGATIVE_INFINITY: Self = <$ty>::NEG_INFINITY;
            fn is_infinite(self) -> bool {
                <$ty>::is_infinite(self)
            }
            fn is_zero(self) -> bool {
                self == 0.0
            }
        }
    )*};
}
number!(f32 f64);

fn read<N: Number>(text: &[u8], type_name: TypeName) -> Result<N, Error> {
    let syntax = Error::new(SqlState::InvalidTextRepresentation, type_name);
    let range = Error::new(SqlState::NumericValueOutOfRange, type_name);
    let text = trim(text);
    let (negative, word) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    if word.eq_ignore_ascii_case(b"nan") {
        return Ok(N::NAN);
    }
    if word.eq_ignore_ascii_case(b"infinity") || word.eq_ignore_ascii_case(b"inf") {
        return Ok(if negative { N::NEGATIVE_INFINITY } else { N::INFINITY });
    }
    // The server reads numbers with its C library's `strtod`, and some of those accept more than this grammar.
    if word.get(..2).is_some_and(|prefix| prefix.eq_ignore_ascii_case(b"0x"))
        || word.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case(b"nan("))
    {
        return Err(Error { unknowable: true, ..syntax });
    }
    let (length, is_zero) = number_at_start(word).ok_or(syntax)?;
    let signed = text.get(..text.len() - word.len() + length).unwrap_or_default();
    let value: N = core::str::from_utf8(signed).ok().and_then(|text| text.parse().ok()).ok_or(syntax)?;
    // Found even if junk follows.
    if value.is_infinite() || value.is_zero() && !is_zero {
        return Err(range);
    }
    if length == word.len() { Ok(value) } else { Err(syntax) }
}

/// The length of the number with which the text begins (digits with at most one point, an exponent), and whether its
/// digits are all zeros; `None` if there is no number.
fn number_at_start(text: &[u8]) -> Option<(usize, bool)> {
    let mut rest = text;
    let (mut has_digit, mut has_point, mut is_zero) = (false, false, true);
    loop {
        rest = match rest {
            [digit @ b'0'..=b'9', after @ ..] => {
                has_digit = true;
                is_zero &= *digit == b'0';
                after
            }
            [b'.', after @ ..] if !has_point => {
                has_point = true;
                after
            }
            _ => break,
        };
    }
    if !has_digit {
        return None;
    }
    if let [b'e' | b'E', exponent @ ..] = rest {
        let digits = match exponent {
            [b'-' | b'+', digits @ ..] => digits,
            _ => exponent,
        };
        let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count > 0 {
            rest = digits.get(count..).unwrap_or_default();
        }
    }
    Some((text.len() - rest.len(), is_zero))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nan_is_the_greatest_and_equals_itself() {
        let nan = Float(f64::NAN);
        assert!(nan > Float(f64::INFINITY) && nan == nan && Float(0.0) == Float(-0.0) && Float(1.0) < Float(1.5));
    }
}
