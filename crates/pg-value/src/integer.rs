//! `smallint`, `integer`, `bigint` input (PostgreSQL manual, 8.1.1 Integer Types).

use super::{Error, SqlState, TypeName, leading, trim};

/// One of the integer types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// `smallint`
    SmallInt,
    /// `integer`
    Integer,
    /// `bigint`
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

    /// The smallest value.
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
/// Where versions differ: from 16 on `0x1F`, `0o17`, `0b1` and `1_000` are also accepted; 15 refuses them. For a number
/// just out of range with junk after it (`2147483648x`) 15 reports 22003, 16 and later 22P02.
///
/// # Errors
/// 22P02, and 22003 beyond the type's range.
pub fn parse(text: &[u8], width: Width) -> Result<i64, Error> {
    read(text, width).map_err(|sqlstate| Error::new(sqlstate, width.type_name()))
}

fn read(text: &[u8], width: Width) -> Result<i64, SqlState> {
    let text = trim(text);
    let mut rest = text;
    if let [b'-' | b'+', digits @ ..] = text {
        rest = digits;
    }
    let digits = rest.len();
    let negative = text.starts_with(b"-");
    // There is one more value below zero than above.
    let most = width.min().unsigned_abs();
    let value = leading(&mut rest);
    if value > most {
        return Err(SqlState::NumericValueOutOfRange);
    }
    if rest.len() == digits || !rest.is_empty() {
        return Err(SqlState::InvalidTextRepresentation);
    }
    match value as i64 {
        value if negative => Ok(value.wrapping_neg()),
        _ if value == most => Err(SqlState::NumericValueOutOfRange),
        value => Ok(value),
    }
}
