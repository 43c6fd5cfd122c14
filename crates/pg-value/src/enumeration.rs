//! Enum input (PostgreSQL manual, 8.7 Enumerated Types): the exact labels, in no other spelling. A value is the
//! position of its label, which is also the order.

use super::{Error, SqlState, TypeName};
use json_tape::Names;

/// Reads a text.
///
/// # Errors
/// 22P02.
pub fn parse(text: &[u8], labels: &Names) -> Result<u8, Error> {
    let place = labels.position_of(text).and_then(|place| u8::try_from(place).ok());
    place.ok_or(Error::new(SqlState::InvalidTextRepresentation, TypeName::Enum))
}
