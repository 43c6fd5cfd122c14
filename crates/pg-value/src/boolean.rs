//! `boolean` input (PostgreSQL manual, 8.6 Boolean Type).

use super::{Error, SqlState, TypeName, trim};

/// Reads a text: a prefix of `true`, `false`, `yes`, `no` or `off`, or `on`, `1`, `0`; in any case, with optional white
/// space around it. `o` alone is ambiguous and refused.
///
/// # Errors
/// 22P02.
pub fn parse(text: &[u8]) -> Result<bool, Error> {
    let text = trim(text);
    let prefix_of = |word: &[u8], least: usize| {
        text.len() >= least && word.get(..text.len()).is_some_and(|prefix| prefix.eq_ignore_ascii_case(text))
    };
    if prefix_of(b"true", 1) || prefix_of(b"yes", 1) || prefix_of(b"on", 2) || text == b"1" {
        Ok(true)
    } else if prefix_of(b"false", 1) || prefix_of(b"no", 1) || prefix_of(b"off", 2) || text == b"0" {
        Ok(false)
    } else {
        Err(Error::new(SqlState::InvalidTextRepresentation, TypeName::Boolean))
    }
}
