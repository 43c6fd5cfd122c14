//! `varchar(n)` and `text` input (PostgreSQL manual, 8.3 Character Types).

use alloc::borrow::Cow;

use super::{Error, SqlState, TypeName};

/// Cuts or refuses what is longer than `limit` code points: it is cut silently if all that is over
/// is U+0020, the only character that counts as a blank. No limit: every text is good.
///
/// # Errors
/// 22001 with the limit.
pub fn parse(text: Cow<'_, [u8]>, limit: Option<u32>) -> Result<Cow<'_, [u8]>, Error> {
    match limit {
        // A code point is at least a byte, so short texts need no count.
        Some(limit) if text.len() > limit as usize => parse_long(text, limit),
        _ => Ok(text),
    }
}

#[cold]
#[inline(never)]
fn parse_long(text: Cow<'_, [u8]>, limit: u32) -> Result<Cow<'_, [u8]>, Error> {
    let cut = begin_of(&text, limit as usize);
    if text.iter().skip(cut).any(|&byte| byte != b' ') {
        return Err(Error { limit, ..Error::new(SqlState::StringDataRightTruncation, TypeName::Varchar) });
    }
    Ok(truncate(text, cut))
}

/// Where the code point of that index begins; of a text that has none, its end.
#[must_use]
pub fn begin_of(text: &[u8], code_point: usize) -> usize {
    let begins = |&(_, &byte): &(usize, &u8)| is_first(byte);
    text.iter().enumerate().filter(begins).nth(code_point).map_or(text.len(), |(at, _)| at)
}

/// Whether a code point begins with this byte of UTF-8.
#[must_use]
pub const fn is_first(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// The first so many bytes.
#[must_use]
pub fn truncate(text: Cow<'_, [u8]>, bytes: usize) -> Cow<'_, [u8]> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(..bytes).unwrap_or(text)),
        Cow::Owned(mut text) => {
            text.truncate(bytes);
            Cow::Owned(text)
        }
    }
}
