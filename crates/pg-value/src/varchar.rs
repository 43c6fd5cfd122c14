//! `varchar(n)` and `text` input (PostgreSQL manual, 8.3 Character Types).

use alloc::borrow::Cow;

use super::{Error, SqlState, TypeName};

/// Cuts or refuses a text longer than `limit` code points: it is cut silently if everything beyond the limit is U+0020,
/// the only character that counts as a blank. Without a limit every text is valid.
///
/// # Errors
/// 22001 with the limit.
pub fn parse(text: Cow<'_, [u8]>, limit: Option<u32>) -> Result<Cow<'_, [u8]>, Error> {
    match limit {
        // A code point takes at least a byte, so short texts need not be counted.
        Some(limit) if text.len() > limit as usize => parse_long(text, limit),
        _ => Ok(text),
    }
}

fn parse_long(text: Cow<'_, [u8]>, limit: u32) -> Result<Cow<'_, [u8]>, Error> {
    let cut = begin_of(&text, limit as usize);
    if text.iter().skip(cut).any(|&byte| byte != b' ') {
        return Err(Error::new(SqlState::StringDataRightTruncation, TypeName::Varchar).with_limit(limit));
    }
    Ok(truncate(text, cut))
}

/// The offset of the code point at this index, or the text's end if it has fewer.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_text_is_refused_with_the_limit_and_blanks_are_cut() {
        let error = parse(Cow::Borrowed("äbc".as_bytes()), Some(2)).map_err(|error| (error.type_name, error.limit));
        assert_eq!(error, Err((TypeName::Varchar, Some(2))));
        assert_eq!(parse(Cow::Borrowed("äb  ".as_bytes()), Some(2)), Ok(Cow::Borrowed("äb".as_bytes())));
        assert!(parse(Cow::Borrowed(b"ab\t"), Some(2)).is_err());
    }
}
