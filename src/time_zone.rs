//! The offset that a time zone has at a moment. The time zone database comes from the host: in JavaScript it is
//! `Intl`'s, which every engine has and keeps up to date (its tables would make the wasm several times as large);
//! natively it is jiff's.

/// The offset of an IANA time zone, in minutes east of Greenwich without seconds, at a moment given in seconds since
/// 1970-01-01T00:00:00Z; `None` if there is no such zone, or it is not known here. Hosts also know names such as
/// +01:00, which are not time zones.
#[must_use]
pub fn offset_at(zone: &[u8], seconds: i64) -> Option<i64> {
    host::offset_at(zone, seconds)
}

/// In the package: `pkg/src/wasm/time_zone.ts` answers. A form asks about the same times again with each key that is pressed,
/// so answers are kept: calling JavaScript costs more than everything else that is asked about a time.
#[cfg(all(target_arch = "wasm32", feature = "freestanding"))]
mod host {
    use json_format::iana_time_zone;
    use spin::Mutex;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Bytes of the longest name that is kept; the database's have 32.
    const LONGEST: usize = 32;
    /// How many answers are kept, a prime: times tend to be multiples of 15 minutes.
    const KEPT: usize = 61;

    #[derive(Clone, Copy)]
    struct Answer {
        /// The name, padded with zeros, and its length.
        zone: ([u8; LONGEST], usize),
        minutes: i32,
        offset: Option<i32>,
    }

    /// Each in the place that its moment gives it.
    static ANSWERS: Mutex<[Option<Answer>; KEPT]> = Mutex::new([None; KEPT]);

    #[wasm_bindgen]
    extern "C" {
        /// Minutes east of Greenwich, at a moment given in minutes since 1970-01-01T00:00Z.
        #[wasm_bindgen(js_name = offsetAt)]
        fn offset(zone: &str, minutes: i32) -> Option<i32>;
    }

    pub(super) fn offset_at(zone: &[u8], seconds: i64) -> Option<i64> {
        let minutes = i32::try_from(seconds.div_euclid(60)).ok()?;
        let mut name = ([0; LONGEST], zone.len());
        let Some(start) = name.0.get_mut(..zone.len()) else { return asked(zone, minutes).map(i64::from) };
        start.copy_from_slice(zone);
        let place = minutes.unsigned_abs() as usize % KEPT;
        let kept = ANSWERS.lock().get(place).copied().flatten();
        let offset = match kept {
            Some(answer) if answer.minutes == minutes && answer.zone == name => answer.offset,
            _ => {
                let offset = asked(zone, minutes);
                if let Some(kept) = ANSWERS.lock().get_mut(place) {
                    *kept = Some(Answer { zone: name, minutes, offset });
                }
                offset
            }
        };
        offset.map(i64::from)
    }

    fn asked(zone: &[u8], minutes: i32) -> Option<i32> {
        if !iana_time_zone(zone) {
            return None;
        }
        offset(core::str::from_utf8(zone).ok()?, minutes)
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod host {
    pub(super) fn offset_at(zone: &[u8], seconds: i64) -> Option<i64> {
        if !json_format::iana_time_zone(zone) {
            return None;
        }
        let zone = jiff::tz::TimeZone::get(core::str::from_utf8(zone).ok()?).ok()?;
        let moment = jiff::Timestamp::from_second(seconds).ok()?;
        Some(i64::from(zone.to_offset(moment).seconds()).div_euclid(60))
    }
}

/// For the browser tests' harness and for `/dynamic`, which uses no rules.
#[cfg(all(target_arch = "wasm32", not(feature = "freestanding")))]
mod host {
    pub(super) fn offset_at(_zone: &[u8], _seconds: i64) -> Option<i64> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::offset_at;

    #[test]
    fn follows_summer_time() {
        for (zone, seconds, offset) in [
            ("Europe/London", 1_812_825_000, Some(60)),
            ("Europe/London", 1_797_000_000, Some(0)),
            ("europe/london", 1_812_825_000, Some(60)),
            ("Asia/Kolkata", 0, Some(330)),
            ("America/New_York", 1_812_825_000, Some(-240)),
            ("UTC", 0, Some(0)),
            ("Mars/Olympus", 0, None),
            ("+01:00", 0, None),
            ("UTC\0", 0, None),
        ] {
            assert_eq!(offset_at(zone.as_bytes(), seconds), offset, "{zone} {seconds}");
        }
        assert_eq!(offset_at(b"\xff", 0), None);
        assert_eq!(offset_at(b"UTC", i64::MAX), None);
    }
}
