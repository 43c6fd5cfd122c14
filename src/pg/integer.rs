//! `smallint`, `integer`, `bigint` input (PostgreSQL manual, 8.1.1 Integer Types).

use super::{Error, SqlState, isspace};

/// Which of the integer types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    SmallInt,
    Integer,
    BigInt,
}

impl Width {
    /// PostgreSQL's name.
    #[must_use]
    pub const fn type_name(self) -> &'static str {
        match self {
            Self::SmallInt => "smallint",
            Self::Integer => "integer",
            Self::BigInt => "bigint",
        }
    }

    /// The least value.
    #[must_use]
    pub const fn min(self) -> i64 {
        match self {
            Self::SmallInt => i16::MIN as i64,
            Self::Integer => i32::MIN as i64,
            Self::BigInt => i64::MIN,
        }
    }
}

/// Reads a text: white space, a sign, decimal digits, white space.
///
/// Where versions differ: from 16 on also `0x1F`, `0o17`, `0b1` and `1_000`; 15 refuses them. For a
/// number just out of range with junk behind it (`2147483648x`) 15 says 22003, 16 and later 22P02.
///
/// # Errors
/// 22P02, and 22003 beyond the type's range.
pub fn parse(text: &str, width: Width) -> Result<i64, Error> {
    let bytes = text.trim_start_matches(|c: char| c.is_ascii() && isspace(c as u8)).as_bytes();
    let (negative, digits) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, bytes),
    };
    let syntax = Error::new(SqlState::InvalidTextRepresentation, width.type_name());
    let range = Error::new(SqlState::NumericValueOutOfRange, width.type_name());
    let count = digits.iter().take_while(|b| b.is_ascii_digit()).count();
    let (digits, rest) = digits.split_at_checked(count).unwrap_or_default();
    if count == 0 {
        return Err(syntax);
    }
    // Counted downwards: the least value has no positive counterpart.
    let mut value = 0i64;
    for digit in digits {
        value = value
            .checked_mul(10)
            .and_then(|v| v.checked_sub(i64::from(digit - b'0')))
            .filter(|&v| v >= width.min())
            .ok_or(range)?;
    }
    if !rest.iter().all(|&b| isspace(b)) {
        return Err(syntax);
    }
    if negative {
        return Ok(value);
    }
    // `-min` is one more than the greatest value.
    value.checked_neg().filter(|_| value != width.min()).ok_or(range)
}
