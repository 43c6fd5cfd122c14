//! Date/time input as described in the manual's appendix B.1 ("Date/Time Input Interpretation"): a text is cut into
//! tokens, each token fills fields, and the fields make an instant. Does not know the range of any type.

mod fields;
mod tokens;

use super::{Error, SqlState, TypeName};
use fields::Fields;
use json_format::calendar::{full_date, full_time};

/// What a text denotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instant {
    NegativeInfinity,
    Infinity,
    ClockRelative,
    At {
        /// The local date, in days since 2000-01-01.
        days: i64,
        /// Microseconds since midnight of that date, in UTC; because of the offset they may fall on another date.
        micros: i64,
    },
}

/// Why a text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// Not a date/time at all, or one whose parts do not fit together.
    Format,
    /// A field beyond its range.
    Overflow,
    /// An offset beyond ±15:59:59.
    Displacement,
    /// There is no time zone with this name, which contains a digit or punctuation.
    ZoneName,
}

impl Fault {
    const fn sqlstate(self) -> SqlState {
        match self {
            Self::Format => SqlState::InvalidDatetimeFormat,
            Self::Overflow => SqlState::DatetimeFieldOverflow,
            Self::Displacement => SqlState::InvalidTimeZoneDisplacementValue,
            Self::ZoneName => SqlState::InvalidParameterValue,
        }
    }
}

/// The server's buffer for the tokens, each with a terminator, in bytes.
pub const TIMESTAMPTZ_WORK_BYTES: usize = 128 + 25;
/// The same for `date`.
pub const DATE_WORK_BYTES: usize = 128 + 1;

/// Days from 1970-01-01 to 2000-01-01.
const EPOCH_2000: i64 = 10_957;
/// The Julian day number of 2000-01-01.
const JULIAN_2000: i64 = 2_451_545;
const MICROS_PER_SECOND: i64 = 1_000_000;
const MICROS_PER_DAY: i64 = 86_400 * MICROS_PER_SECOND;

/// Reads a text of this type.
///
/// # Errors
/// 22007, 22008, 22009, 22023.
pub fn decode(text: &[u8], type_name: TypeName, work_bytes: usize) -> Result<Instant, Error> {
    if let Some(instant) = rfc3339(text) {
        return Ok(instant);
    }
    let mut fields = Fields::default();
    let read = fields.read(text, work_bytes).and_then(|()| fields.instant());
    judged(read, fields.doubt, type_name)
}

/// Reads a text of `timestamp`: like [`decode`], but an offset is only checked, and the time stays as written.
///
/// # Errors
/// 22007, 22008, 22009, 22023.
pub fn decode_local(text: &[u8], type_name: TypeName) -> Result<Instant, Error> {
    let mut fields = Fields::default();
    let read = fields.read(text, TIMESTAMPTZ_WORK_BYTES).and_then(|()| fields.instant());
    let read = read.map(|instant| match instant {
        Instant::At { days, micros } => Instant::At { days, micros: micros + fields.offset() },
        other => other,
    });
    judged(read, fields.doubt, type_name)
}

/// Reads a text of `time`: microseconds since midnight, or `None` if only the server's clock knows.
///
/// # Errors
/// 22007, 22008, 22009, 22023.
pub fn decode_time(text: &[u8], type_name: TypeName) -> Result<Option<i64>, Error> {
    let mut fields = Fields::default();
    let read = fields.read_time(text, DATE_WORK_BYTES).and_then(|()| fields.time_of_day());
    judged(read, fields.doubt, type_name)
}

/// The fields are checked together only if each is valid by itself.
fn judged<T>(read: Result<T, Fault>, doubt: Option<Fault>, type_name: TypeName) -> Result<T, Error> {
    let (fault, unknowable) = match (read, doubt) {
        (Ok(value), None) => return Ok(value),
        (Ok(_), Some(doubt)) => (doubt, true),
        // Refused in any case, but which error it is may depend on whether that zone exists.
        (Err(fault), doubt) => (fault, doubt.is_some_and(|doubt| doubt != fault)),
    };
    Err(Error { unknowable, ..Error::new(fault.sqlstate(), type_name) })
}

/// A fast path for the commonest spelling. Texts that the rules here treat differently from RFC 3339 are left to those
/// rules: the year 0, a second 60, offsets beyond ±15:59, more digits than microseconds have, and texts too long for
/// the buffer.
fn rfc3339(text: &[u8]) -> Option<Instant> {
    const YEAR_1: i64 = -719_162; // in days since 1970-01-01
    const ATTOS_PER_MICRO: u64 = 1_000_000_000_000;
    const LONGEST: usize = 64; // bytes
    let (date, [b'T' | b't', time @ ..]) = text.split_at_checked(10)? else { return None };
    let days = full_date(date)?;
    let time = full_time(time)?;
    let is_same = days >= YEAR_1
        && time.second < 60
        && time.offset.unsigned_abs() < 16 * 60
        && time.attoseconds % ATTOS_PER_MICRO == 0
        && text.len() <= LONGEST;
    let micros = (time.minutes * 60 + i64::from(time.second)) * MICROS_PER_SECOND;
    is_same.then_some(Instant::At {
        days: days - EPOCH_2000,
        micros: micros + (time.attoseconds / ATTOS_PER_MICRO) as i64,
    })
}
