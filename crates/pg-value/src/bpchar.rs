//! `char(n)` input (PostgreSQL manual, 8.3 Character Types). Trailing blanks are padding: no comparison and no length
//! counts them, so a value is kept without them.

use alloc::borrow::Cow;

use super::varchar::{self, begin_of};
use super::{Error, SqlState, TypeName};

/// Refuses texts longer than `limit` code points, unless everything beyond the limit is U+0020; and drops the padding.
///
/// # Errors
/// 22001 with the limit.
pub fn parse(text: Cow<'_, [u8]>, limit: Option<u32>) -> Result<Cow<'_, [u8]>, Error> {
    let text = unpadded(text);
    match limit {
        Some(limit) if begin_of(&text, limit as usize) < text.len() => {
            Err(Error::new(SqlState::StringDataRightTruncation, TypeName::Bpchar).with_limit(limit))
        }
        _ => Ok(text),
    }
}

/// The text without trailing blanks.
#[must_use]
pub fn unpadded(text: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    let kept = text.iter().rposition(|&byte| byte != b' ').map_or(0, |last| last + 1);
    varchar::truncate(text, kept)
}
