//! `timestamp` input (PostgreSQL manual, 8.5 Date/Time Types): the time as written, whatever zone follows it. A value
//! is that of a [`Timestamptz`] as if the zone were UTC.

use super::datetime::{self, Instant};
use super::timestamptz::{self, Timestamptz};
use super::{Error, SqlState, TypeName};

/// Reads a text; see [`timestamptz::parse`] for what is understood.
///
/// # Errors
/// 22007, 22008, 22009, 22023.
pub fn parse(text: &[u8]) -> Result<Timestamptz, Error> {
    const NAME: TypeName = TypeName::Timestamp;
    Ok(match datetime::decode_local(text, NAME)? {
        Instant::NegativeInfinity => Timestamptz::NegativeInfinity,
        Instant::Infinity => Timestamptz::Infinity,
        Instant::ClockRelative => Timestamptz::ClockRelative,
        Instant::At { days, micros } => match timestamptz::micros(days, micros) {
            Some(micros) => Timestamptz::Micros(micros),
            None => return Err(Error::new(SqlState::DatetimeFieldOverflow, NAME)),
        },
    })
}
