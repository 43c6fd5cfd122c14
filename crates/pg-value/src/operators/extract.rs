//! Fields of dates and timestamps (PostgreSQL manual, 9.9.1 EXTRACT, `date_part`), those that are whole numbers.

use crate::logic::Stop;
use crate::{Date, Numeric, Timestamptz};
use json_format::calendar::date_from_days;

const MICROS_PER_MINUTE: i64 = 60_000_000;
const MINUTES_PER_DAY: i64 = 1_440;
const DAYS_FROM_1970_TO_2000: i64 = 10_957;

/// A time: days since 2000-01-01, and minutes since midnight.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    days: i64,
    minutes: i64,
}

/// An infinite time, or one that has this field.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// `-infinity`
    Before,
    /// A time.
    At(Moment),
    /// `infinity`
    Behind,
}

/// A field: NULL if an infinity has none.
pub type Field = fn(Place) -> Option<Numeric<'static>>;

/// `extract(field FROM date)`.
///
/// # Errors
/// Unknowable if only the server's clock knows the date.
pub fn from_date(date: Option<Date>, field: Field) -> Result<Option<Numeric<'static>>, Stop> {
    Ok(field(match date {
        None => return Ok(None),
        Some(Date::NegativeInfinity) => Place::Before,
        Some(Date::Days(days)) => Place::At(Moment { days: days.into(), minutes: 0 }),
        Some(Date::Infinity) => Place::Behind,
        Some(Date::ClockRelative) => return Err(Stop::Unknowable),
    }))
}

/// `extract(field FROM timestamp)`.
///
/// # Errors
/// Unknowable if only the server's clock knows the timestamp.
pub fn from_timestamp(timestamp: Option<Timestamptz>, field: Field) -> Result<Option<Numeric<'static>>, Stop> {
    Ok(field(match timestamp {
        None => return Ok(None),
        Some(Timestamptz::NegativeInfinity) => Place::Before,
        Some(Timestamptz::Micros(micros)) => {
            let minutes = micros.div_euclid(MICROS_PER_MINUTE);
            let (days, minutes) = (minutes.div_euclid(MINUTES_PER_DAY), minutes.rem_euclid(MINUTES_PER_DAY));
            Place::At(Moment { days, minutes })
        }
        Some(Timestamptz::Infinity) => Place::Behind,
        Some(Timestamptz::ClockRelative) => return Err(Stop::Unknowable),
    }))
}

/// `year`: 1 BC is −1, and an infinity's is infinite.
#[must_use]
pub fn year(place: Place) -> Option<Numeric<'static>> {
    Some(match place {
        Place::Before => Numeric::NegativeInfinity,
        Place::Behind => Numeric::Infinity,
        Place::At(moment) => {
            let (year, ..) = moment.date();
            Numeric::from(if year > 0 { year } else { year - 1 })
        }
    })
}

impl Moment {
    const fn date(self) -> (i64, i64, i64) {
        date_from_days(self.days + DAYS_FROM_1970_TO_2000)
    }
}

/// A field that comes again and again, and that an infinity has not.
fn of(place: Place, field: impl FnOnce(Moment) -> i64) -> Option<Numeric<'static>> {
    if let Place::At(moment) = place { Some(Numeric::from(field(moment))) } else { None }
}

/// `quarter`: from 1 to 4.
#[must_use]
pub fn quarter(place: Place) -> Option<Numeric<'static>> {
    of(place, |moment| (moment.date().1 + 2) / 3)
}

/// `month`: from 1 to 12.
#[must_use]
pub fn month(place: Place) -> Option<Numeric<'static>> {
    of(place, |moment| moment.date().1)
}

/// `day`: of the month.
#[must_use]
pub fn day(place: Place) -> Option<Numeric<'static>> {
    of(place, |moment| moment.date().2)
}

/// `dow`: from Sunday (0) to Saturday (6), which 2000-01-01 was.
#[must_use]
pub fn day_of_week(place: Place) -> Option<Numeric<'static>> {
    of(place, |moment| (moment.days + 6).rem_euclid(7))
}

/// `isodow`: from Monday (1) to Sunday (7).
#[must_use]
pub fn iso_day_of_week(place: Place) -> Option<Numeric<'static>> {
    of(place, |moment| (moment.days + 5).rem_euclid(7) + 1)
}

/// `doy`: from 1 to 366.
#[must_use]
pub fn day_of_year(place: Place) -> Option<Numeric<'static>> {
    of(place, |moment| {
        let (year, month, day) = moment.date();
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        // Counted from March, months have the same beginnings in all years.
        let before = if month > 2 { (153 * (month - 3) + 2) / 5 + 59 + i64::from(is_leap) } else { 31 * (month - 1) };
        before + day
    })
}

/// `hour`: from 0 to 23.
#[must_use]
pub fn hour(place: Place) -> Option<Numeric<'static>> {
    of(place, |moment| moment.minutes / 60)
}

/// `minute`: from 0 to 59.
#[must_use]
pub fn minute(place: Place) -> Option<Numeric<'static>> {
    of(place, |moment| moment.minutes % 60)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_fields_are_postgresqls() {
        // Days since 2000-01-01, and what PostgreSQL says of them:
        // year, quarter, month, day, dow, isodow, doy.
        const FIELDS: [Field; 7] = [year, quarter, month, day, day_of_week, iso_day_of_week, day_of_year];
        for (days, expected) in [
            (-2451545, [-4714, 4, 11, 24, 1, 1, 328]),
            (2145031948, [5874897, 4, 12, 31, 2, 2, 365]),
            (-730120, [-1, 4, 12, 31, 0, 7, 366]),
            (-730119, [1, 1, 1, 1, 1, 1, 1]),
            (-730486, [-2, 4, 12, 31, 5, 5, 365]),
            (-1, [1999, 4, 12, 31, 5, 5, 365]),
            (0, [2000, 1, 1, 1, 6, 6, 1]),
            (58, [2000, 1, 2, 28, 1, 1, 59]),
            (59, [2000, 1, 2, 29, 2, 2, 60]),
            (60, [2000, 1, 3, 1, 3, 3, 61]),
            (365, [2000, 4, 12, 31, 0, 7, 366]),
            (366, [2001, 1, 1, 1, 1, 1, 1]),
            (-36465, [1900, 1, 3, 1, 4, 4, 60]),
            (-36464, [1900, 1, 3, 2, 5, 5, 61]),
            (-36466, [1900, 1, 2, 28, 3, 3, 59]),
        ] {
            let found = FIELDS.map(|field| from_date(Some(Date::Days(days)), field).unwrap().unwrap());
            assert_eq!(found, expected.map(Numeric::from), "{days}");
        }
    }

    #[test]
    fn an_infinity_has_a_year_alone() {
        assert_eq!(from_date(Some(Date::Infinity), year), Ok(Some(Numeric::Infinity)));
        assert_eq!(from_timestamp(Some(Timestamptz::NegativeInfinity), year), Ok(Some(Numeric::NegativeInfinity)));
        assert_eq!(from_date(Some(Date::Infinity), month), Ok(None));
        assert_eq!(from_timestamp(Some(Timestamptz::Infinity), hour), Ok(None));
        assert_eq!(from_date(Some(Date::ClockRelative), day), Err(Stop::Unknowable));
        assert_eq!(from_date(None, day), Ok(None));
    }

    #[test]
    fn the_day_begins_at_midnight_before_2000_too() {
        let before = |micros: i64| Some(Timestamptz::Micros(-micros));
        assert_eq!(from_timestamp(before(1), hour), Ok(Some(Numeric::from(23))));
        assert_eq!(from_timestamp(before(1), minute), Ok(Some(Numeric::from(59))));
        assert_eq!(from_timestamp(before(1), day), Ok(Some(Numeric::from(31))));
        assert_eq!(from_timestamp(before(90 * MICROS_PER_MINUTE), hour), Ok(Some(Numeric::from(22))));
    }
}
