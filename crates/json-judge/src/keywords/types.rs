//! `type`, and boolean schemas.

use finding::{Param, Types};
use json_tape::{Decimal, Kind, Value};

use crate::{Judge, Schema};

/// Whether the value, which is of this kind, has one of these types.
#[inline]
pub(crate) fn is_met(allowed: Types, value: Value<'_>, kind: Kind) -> bool {
    let only_integers = kind == Kind::Number && !allowed.has_any(Types::NUMBER);
    allowed.has_any(Types::of_kind(kind)) && (!only_integers || is_integer(value))
}

/// 1.0 is an integer (section 6.1.1).
fn is_integer(number: Value<'_>) -> bool {
    number.is_plain_integer() || Decimal::new(number.span()).is_integer()
}

/// A boolean schema has no keyword of its own: the finding names the keyword that contains it.
#[cold]
pub(crate) fn report(judge: &mut Judge<'_>, schema: &'static Schema, value: Value<'_>) {
    match schema.never {
        Some(holder) => judge.fail(value, holder),
        None => judge.fail(value, "type").param("type", Param::Types(schema.types)),
    };
}
