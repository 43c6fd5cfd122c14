//! `numeric` input and comparison (PostgreSQL manual, 8.1.2 Arbitrary Precision Numbers).

use alloc::borrow::Cow;
use alloc::string::ToString;
use alloc::vec::Vec;
use core::cmp::Ordering;

use super::{Error, SqlState, TypeName, trim};
use json_tape::decimal::{MAX_EXPONENT, MAX_FRACTION_DIGITS, MAX_INTEGER_DIGITS};
use json_tape::json::push;

const SYNTAX: Error = Error::new(SqlState::InvalidTextRepresentation, TypeName::Numeric);
const RANGE: Error = Error::new(SqlState::NumericValueOutOfRange, TypeName::Numeric);

/// A value; the order is PostgreSQL's: -Infinity, finite values, Infinity, NaN, which equals itself.
#[derive(Clone, Debug)]
pub enum Numeric<'a> {
    NegativeInfinity,
    Finite(Decimal<'a>),
    Infinity,
    NaN,
}

/// A finite value in normal form.
#[derive(Clone, Debug)]
pub struct Decimal<'a> {
    /// Never of zero.
    negative: bool,
    /// From the first to the last non-zero digit; a decimal point among them has no meaning.
    digits: Cow<'a, [u8]>,
    /// Power of ten of the first digit; of zero it is 0.
    weight: i64,
    /// Digits after the point in the stored text.
    scale: i64,
}

/// Whether there is a minus sign, and what stands behind the sign.
fn sign(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    }
}

impl<'a> Decimal<'a> {
    const ZERO: Self = Self { negative: false, digits: Cow::Borrowed(&[]), weight: 0, scale: 0 };

    /// Reads sign, digits, point and exponent, as every JSON number has them; no white space.
    ///
    /// # Errors
    /// 22P02, and 22003 for an exponent that is refused as such. The type's limits are not looked at.
    #[inline(never)]
    fn parse(text: &'a [u8]) -> Result<Self, Error> {
        let (negative, text) = sign(text);
        let (mut count, mut point, mut end, mut exponent) = (0, None, text.len(), 0);
        // Of the digits that are not zero.
        let (mut first, mut last) = (None, 0);
        for (at, &byte) in text.iter().enumerate() {
            match byte {
                b'0'..=b'9' => {
                    count += 1;
                    if byte != b'0' {
                        first.get_or_insert(at);
                        last = at;
                    }
                }
                b'.' if point.is_none() => point = Some(at),
                b'e' | b'E' if count > 0 => {
                    end = at;
                    exponent = parse_exponent(text.get(at + 1..).unwrap_or_default())?;
                    break;
                }
                _ => return Err(SYNTAX),
            }
        }
        if count == 0 {
            return Err(SYNTAX);
        }
        let point = point.unwrap_or(end);
        let scale = (end.saturating_sub(point + 1) as i64 - exponent).max(0);
        let Some(first) = first else { return Ok(Self { scale, ..Self::ZERO }) };
        let before_point = i64::from(first < point);
        let weight = point as i64 - first as i64 - before_point + exponent;
        Ok(Self { negative, digits: Cow::Borrowed(text.get(first..=last).unwrap_or_default()), weight, scale })
    }

    fn within_limits(self) -> Result<Self, Error> {
        if self.exceeds(MAX_INTEGER_DIGITS) || self.scale > MAX_FRACTION_DIGITS { Err(RANGE) } else { Ok(self) }
    }

    fn digits(&self) -> impl DoubleEndedIterator<Item = u8> + '_ {
        self.digits.iter().copied().filter(|&b| b != b'.')
    }

    /// Rounds to `scale` digits after the point (before it, if negative), half away from zero.
    fn round(&mut self, scale: i64) {
        let count = self.digits().count();
        let Ok(keep) = usize::try_from(self.weight + 1 + scale) else {
            *self = Self { scale: scale.max(0), ..Self::ZERO };
            return;
        };
        if count > keep {
            let up = self.digits().nth(keep).is_some_and(|digit| digit >= b'5');
            let mut kept: Vec<u8> = self.digits().take(keep).collect();
            let shed = if up { b'9' } else { b'0' };
            while kept.last() == Some(&shed) {
                kept.pop();
            }
            if up {
                match kept.last_mut() {
                    Some(last) => *last += 1,
                    None => {
                        kept.push(b'1');
                        self.weight += 1;
                    }
                }
            }
            if kept.is_empty() {
                (self.negative, self.weight) = (false, 0);
            }
            self.digits = Cow::Owned(kept);
        }
        self.scale = scale.max(0);
    }

    fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Whether it has more digits before the point than it may.
    fn exceeds(&self, integer_digits: i64) -> bool {
        !self.is_zero() && self.weight + 1 > integer_digits
    }

    fn magnitude(&self, other: &Self) -> Ordering {
        match (self.is_zero(), other.is_zero()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self.weight.cmp(&other.weight).then_with(|| self.digits().cmp(other.digits())),
        }
    }

    /// Writes it as PostgreSQL prints it.
    fn write(&self, out: &mut Vec<u8>) {
        if self.negative {
            push(out, b'-');
        }
        let mut digits = self.digits.iter().filter(|&&byte| byte != b'.');
        let mut power = self.weight.max(0);
        while power >= -self.scale {
            if power == -1 {
                push(out, b'.');
            }
            let digit = if power <= self.weight { digits.next() } else { None };
            push(out, digit.copied().unwrap_or(b'0'));
            power -= 1;
        }
    }
}

/// Sign and digits. 22003 from 2³⁰ - 1 on.
///
/// Where versions differ: 15 skips white space before the exponent's sign (`1e 5`); 16 and later
/// refuse it, and so does this. From 16 on `0x1F` and `1_000` are good; 15 refuses them.
fn parse_exponent(text: &[u8]) -> Result<i64, Error> {
    let (negative, digits) = sign(text);
    let mut value = 0;
    for &byte in digits {
        if !byte.is_ascii_digit() {
            return Err(SYNTAX);
        }
        value = value * 10 + i64::from(byte - b'0');
        // Found even if junk follows.
        if value >= MAX_EXPONENT {
            return Err(RANGE);
        }
    }
    if digits.is_empty() {
        return Err(SYNTAX);
    }
    Ok(if negative { -value } else { value })
}

impl<'a> Numeric<'a> {
    /// Reads a text for `numeric` or `numeric(precision, scale)`; white space around it allowed.
    ///
    /// # Errors
    /// 22P02, and 22003 beyond the declared precision or the type's limits.
    pub fn parse(text: &'a [u8], typmod: Option<(u32, i32)>) -> Result<Self, Error> {
        let text = trim(text);
        if text.eq_ignore_ascii_case(b"nan") {
            return Ok(Self::NaN);
        }
        let (negative, word) = sign(text);
        if word.eq_ignore_ascii_case(b"infinity") || word.eq_ignore_ascii_case(b"inf") {
            // No declared precision holds an infinity.
            return match typmod {
                Some(_) => Err(RANGE),
                None => Ok(if negative { Self::NegativeInfinity } else { Self::Infinity }),
            };
        }
        let mut decimal = Decimal::parse(text)?;
        if let Some((precision, scale)) = typmod {
            let scale = i64::from(scale);
            decimal.round(scale);
            if decimal.exceeds(i64::from(precision) - scale) {
                return Err(RANGE);
            }
        }
        decimal.within_limits().map(Self::Finite)
    }

    /// The same, owning its digits.
    #[must_use]
    pub fn into_owned(self) -> Numeric<'static> {
        match self {
            Self::NegativeInfinity => Numeric::NegativeInfinity,
            Self::Infinity => Numeric::Infinity,
            Self::NaN => Numeric::NaN,
            Self::Finite(Decimal { negative, digits, weight, scale }) => {
                Numeric::Finite(Decimal { negative, digits: Cow::Owned(digits.into_owned()), weight, scale })
            }
        }
    }

    const fn rank(&self) -> u8 {
        match self {
            Self::NegativeInfinity => 0,
            Self::Finite(_) => 1,
            Self::Infinity => 2,
            Self::NaN => 3,
        }
    }

    /// As PostgreSQL prints it. No `Display`: the machinery behind that is 4 KB.
    #[must_use]
    pub fn text(&self) -> Vec<u8> {
        let word: &[u8] = match self {
            Self::NegativeInfinity => b"-Infinity",
            Self::Infinity => b"Infinity",
            Self::NaN => b"NaN",
            Self::Finite(decimal) => {
                let mut text = Vec::new();
                decimal.write(&mut text);
                return text;
            }
        };
        word.into()
    }
}

impl From<i64> for Numeric<'_> {
    fn from(value: i64) -> Self {
        let text = value.to_string();
        Decimal::parse(text.as_bytes()).map_or(Self::NaN, |decimal| Numeric::Finite(decimal).into_owned())
    }
}

impl Ord for Numeric<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Finite(a), Self::Finite(b)) => match (a.negative, b.negative) {
                (false, false) => a.magnitude(b),
                (true, true) => b.magnitude(a),
                (true, false) => Ordering::Less,
                (false, true) => Ordering::Greater,
            },
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

impl PartialOrd for Numeric<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Numeric<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Numeric<'_> {}
