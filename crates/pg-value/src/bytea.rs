//! `bytea` input (PostgreSQL manual, 8.4 Binary Data Types): the hex format after `\\x`, or else the escape format.

use alloc::vec::Vec;

use super::{Error, SqlState, TypeName};
use json_tape::hex_digit;

const SYNTAX: Error = Error::new(SqlState::InvalidTextRepresentation, TypeName::Bytea);
const HEX: Error = Error::new(SqlState::InvalidParameterValue, TypeName::Bytea);

/// Reads a text.
///
/// # Errors
/// 22023 for errors in hex digits, 22P02 for errors in escapes.
pub fn parse(text: &[u8]) -> Result<Vec<u8>, Error> {
    match text {
        [b'\\', b'x', digits @ ..] => hex(digits),
        _ => escaped(text),
    }
}

/// Pairs of digits; white space is allowed between pairs.
fn hex(mut rest: &[u8]) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::with_capacity(rest.len() / 2);
    while let [first, behind @ ..] = rest {
        rest = behind;
        // Like `isspace`, but without \v and \f.
        if matches!(first, b' ' | b'\n' | b'\t' | b'\r') {
            continue;
        }
        let high = hex_digit(*first).ok_or(HEX)?;
        let [second, behind @ ..] = rest else { return Err(HEX) };
        rest = behind;
        bytes.push((high << 4 | hex_digit(*second).ok_or(HEX)?) as u8);
    }
    Ok(bytes)
}

/// Every byte stands for itself, except that `\\\\` is a backslash and `\\ooo` the byte with this octal number.
fn escaped(mut rest: &[u8]) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::with_capacity(rest.len());
    while let [first, behind @ ..] = rest {
        rest = match (first, behind) {
            (b'\\', [b'\\', after @ ..]) => {
                bytes.push(b'\\');
                after
            }
            (b'\\', [high @ b'0'..=b'3', middle @ b'0'..=b'7', low @ b'0'..=b'7', after @ ..]) => {
                bytes.push((high - b'0') << 6 | (middle - b'0') << 3 | (low - b'0'));
                after
            }
            (b'\\', _) => return Err(SYNTAX),
            (byte, after) => {
                bytes.push(*byte);
                after
            }
        };
    }
    Ok(bytes)
}
