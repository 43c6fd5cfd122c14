//! `properties`.

use crate::{Judge, Members, Schema};

#[inline]
pub(crate) fn judge(judge: &mut Judge<'_>, properties: &'static [(u8, Schema)], members: &Members<'_>) {
    for (slot, schema) in properties {
        if let Some(member) = members.get(*slot) {
            judge.schema(schema, member);
        }
    }
}
