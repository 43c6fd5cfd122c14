//! The offset that a time zone has at a moment. The time zone database comes from the host: in JavaScript it is
//! `Intl`'s, which every engine has and keeps up to date (its tables would make the wasm several times as large);
//! natively it is jiff's.

/// The offset of an IANA time zone, in minutes east of Greenwich without seconds, at a moment given in seconds since
/// 1970-01-01T00:00:00Z; `None` if the zone is not known here.
#[must_use]
pub fn offset_at(zone: &[u8], seconds: i64) -> Option<i64> {
    host::offset_at(zone, seconds)
}

/// In the package: `pkg/src/time_zone.ts` answers.
#[cfg(all(target_arch = "wasm32", feature = "freestanding"))]
mod host {
    use wasm_bindgen::prelude::wasm_bindgen;

    #[wasm_bindgen]
    extern "C" {
        /// Minutes east of Greenwich, at a moment given in minutes since 1970-01-01T00:00Z.
        #[wasm_bindgen(js_name = offsetAt)]
        fn offset(zone: &str, minutes: i32) -> Option<i32>;
    }

    pub(super) fn offset_at(zone: &[u8], seconds: i64) -> Option<i64> {
        let zone = core::str::from_utf8(zone).ok()?;
        let minutes = i32::try_from(seconds.div_euclid(60)).ok()?;
        offset(zone, minutes).map(i64::from)
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod host {
    pub(super) fn offset_at(zone: &[u8], seconds: i64) -> Option<i64> {
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
        ] {
            assert_eq!(offset_at(zone.as_bytes(), seconds), offset, "{zone} {seconds}");
        }
        assert_eq!(offset_at(b"\xff", 0), None);
        assert_eq!(offset_at(b"UTC", i64::MAX), None);
    }
}
