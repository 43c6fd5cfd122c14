//! `dependentRequired`.

use json_tape::Value;

use crate::{Judge, Members};

#[inline]
pub(crate) fn judge(judge: &mut Judge<'_>, pairs: &'static [(u8, u8)], object: Value<'_>, members: &Members<'_>) {
    if !judge.demanding {
        return;
    }
    for &(because, slot) in pairs {
        if members.get(because).is_some() && members.get(slot).is_none() {
            judge.missing(object, "dependentRequired", Some(members.name(because)), members.name(slot));
        }
    }
}
