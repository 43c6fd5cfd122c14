//! `smallint`, `integer`, `bigint` input (PostgreSQL manual, 8.1.1 Integer Types).

use super::{Error, SqlState, TypeName, isspace};

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
    pub const fn type_name(self) -> TypeName {
        match self {
            Self::SmallInt => TypeName::SmallInt,
            Self::Integer => TypeName::Integer,
            Self::BigInt => TypeName::BigInt,
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
pub fn parse(text: &[u8], width: Width) -> Result<i64, Error> {
    read(text, width).map_err(|sqlstate| Error::new(sqlstate, width.type_name()))
}

#[inline(never)]
fn read(mut text: &[u8], width: Width) -> Result<i64, SqlState> {
    while let [first, rest @ ..] = text
        && isspace(*first)
    {
        text = rest;
    }
    let negative = text.first() == Some(&b'-');
    if let [b'-' | b'+', rest @ ..] = text {
        text = rest;
    }
    let digits = text.len();
    // Counted downwards: the least value has no positive counterpart.
    let mut value = 0i64;
    while let [digit @ b'0'..=b'9', rest @ ..] = text {
        text = rest;
        value = value
            .checked_mul(10)
            .and_then(|value| value.checked_sub(i64::from(digit - b'0')))
            .filter(|&value| value >= width.min())
            .ok_or(SqlState::NumericValueOutOfRange)?;
    }
    if text.len() == digits || !text.iter().all(|&byte| isspace(byte)) {
        return Err(SqlState::InvalidTextRepresentation);
    }
    match value {
        _ if negative => Ok(value),
        // `-min` is one more than the greatest value.
        _ if value == width.min() => Err(SqlState::NumericValueOutOfRange),
        _ => Ok(-value),
    }
}
