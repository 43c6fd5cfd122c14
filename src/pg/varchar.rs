//! `varchar(n)` and `text` input (PostgreSQL manual, 8.3 Character Types).

use alloc::borrow::Cow;

use super::{Error, SqlState};

/// Cuts or refuses what is longer than `limit` code points: it is cut silently if all that is over
/// is U+0020, the only character that counts as a blank. No limit: every text is good.
///
/// # Errors
/// 22001 with the limit.
pub fn parse(text: Cow<'_, str>, limit: Option<u32>) -> Result<Cow<'_, str>, Error> {
    let Some(limit) = limit else { return Ok(text) };
    // A code point is at least a byte, so short texts need no count.
    if text.len() <= limit as usize {
        return Ok(text);
    }
    let Some((cut, _)) = text.char_indices().nth(limit as usize) else { return Ok(text) };
    if text.bytes().skip(cut).any(|byte| byte != b' ') {
        return Err(Error {
            limit: Some(limit),
            ..Error::new(SqlState::StringDataRightTruncation, "character varying")
        });
    }
    Ok(match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(..cut).unwrap_or(text)),
        Cow::Owned(mut text) => {
            text.truncate(cut);
            Cow::Owned(text)
        }
    })
}
