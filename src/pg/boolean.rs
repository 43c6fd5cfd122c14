//! `boolean` input (PostgreSQL manual, 8.6 Boolean Type).

use super::{Error, SqlState, trim};

/// Reads a text: a prefix of `true`, `false`, `yes`, `no` or `off`, or `on`, `1`, `0`; any case,
/// white space around it allowed. `o` alone is ambiguous and refused.
///
/// # Errors
/// 22P02.
pub fn parse(text: &str) -> Result<bool, Error> {
    let text = trim(text);
    let prefix_of = |word: &str, least: usize| {
        text.len() >= least && word.get(..text.len()).is_some_and(|prefix| prefix.eq_ignore_ascii_case(text))
    };
    if prefix_of("true", 1) || prefix_of("yes", 1) || prefix_of("on", 2) || text == "1" {
        Ok(true)
    } else if prefix_of("false", 1) || prefix_of("no", 1) || prefix_of("off", 2) || text == "0" {
        Ok(false)
    } else {
        Err(Error::new(SqlState::InvalidTextRepresentation, "boolean"))
    }
}
