//! `uuid` input (PostgreSQL manual, 8.12 UUID Type).

use super::{Error, SqlState, TypeName};
use json_tape::hex_digit;

/// Reads a text: 32 hexadecimal digits in any case, with an optional hyphen after each group of four and optional
/// braces around the whole. Version and variant bits are not checked.
///
/// # Errors
/// 22P02.
pub fn parse(text: &[u8]) -> Result<[u8; 16], Error> {
    const ERROR: Error = Error::new(SqlState::InvalidTextRepresentation, TypeName::Uuid);
    let mut rest = match text {
        [b'{', inner @ .., b'}'] => inner,
        _ => text,
    };
    let mut uuid = [0; 16];
    for (index, octet) in uuid.iter_mut().enumerate() {
        if let (2 | 4 | 6 | 8 | 10 | 12 | 14, [b'-', after @ ..]) = (index, rest) {
            rest = after;
        }
        let [high, low, after @ ..] = rest else { return Err(ERROR) };
        let digit = |byte| hex_digit(byte).ok_or(ERROR);
        *octet = (digit(*high)? << 4 | digit(*low)?) as u8;
        rest = after;
    }
    if rest.is_empty() { Ok(uuid) } else { Err(ERROR) }
}
