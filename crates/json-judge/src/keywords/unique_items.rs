//! `uniqueItems`.

use json_tape::Value;

use crate::{Judge, equality};

pub(crate) fn judge(judge: &mut Judge<'_>, array: Value<'_>) {
    // In a draft, members still missing may tell objects and arrays apart.
    let counts = if judge.demanding { |_: Value<'_>| true } else { |element: Value<'_>| !element.is_container() };
    if let Some((i, j)) = equality::equal_pair(array, counts) {
        judge.fail(array, "uniqueItems").integer("i", i.into()).integer("j", j.into());
    }
}
