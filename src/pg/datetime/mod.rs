//! Date/time input as the manual's appendix B.1 tells it ("Date/Time Input Interpretation"): a text
//! is cut into tokens, each token fills fields, and the fields make an instant. Knows no type's
//! range.

mod calendar;
mod fields;
mod tokens;

use super::{Error, SqlState};
use fields::Fields;

/// What a text stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instant {
    NegativeInfinity,
    Infinity,
    ClockRelative,
    At {
        /// The local date, in days since 2000-01-01.
        days: i64,
        /// Microseconds from that date's midnight, in UTC; an offset may lead to another date.
        micros: i64,
    },
}

/// Why a text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// No date/time at all, or one that does not fit together.
    Format,
    /// A field beyond its range.
    Overflow,
    /// An offset beyond ±15:59:59.
    Displacement,
    /// No time zone has this name, which has a digit or punctuation in it.
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

/// A fault, and whether only a server can tell that it is one, or the one that counts.
#[derive(Clone, Copy, Debug)]
pub struct Refusal {
    fault: Fault,
    unknowable: bool,
}

impl Refusal {
    pub const fn error(self, type_name: &'static str) -> Error {
        Error { unknowable: self.unknowable, ..Error::new(self.fault.sqlstate(), type_name) }
    }
}

/// How many bytes of tokens, each with a terminator, the server has room for.
pub const TIMESTAMPTZ_WORK_BYTES: usize = 128 + 25;
/// The same for `date`.
pub const DATE_WORK_BYTES: usize = 128 + 1;

/// Days from 1970-01-01 to 2000-01-01.
const EPOCH_2000: i64 = 10_957;
const MICROS_PER_SECOND: i64 = 1_000_000;
const MICROS_PER_DAY: i64 = 86_400 * MICROS_PER_SECOND;

/// Reads a text.
pub fn decode(text: &str, work_bytes: usize) -> Result<Instant, Refusal> {
    let mut fields = Fields::default();
    let result = fields.read(text, work_bytes);
    match (result, fields.doubt) {
        (Ok(instant), None) => Ok(instant),
        (Ok(_), Some(fault)) => Err(Refusal { fault, unknowable: true }),
        // Refused in any case; by which error may depend on whether that zone exists.
        (Err(fault), zone) => {
            Err(Refusal { fault, unknowable: zone.is_some_and(|zone| zone.sqlstate() != fault.sqlstate()) })
        }
    }
}
