//! `required`.

use json_tape::Value;

use crate::{Judge, Members};

#[inline]
pub(crate) fn judge(judge: &mut Judge<'_>, required: &'static [u8], object: Value<'_>, members: &Members<'_>) {
    if !judge.demanding {
        return;
    }
    for &slot in required {
        if members.get(slot).is_none() {
            judge.missing(object, "required", None, members.name(slot));
        }
    }
}
