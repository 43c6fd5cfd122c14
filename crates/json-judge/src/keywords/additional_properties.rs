//! `additionalProperties`, which speaks of the members that no other keyword has found.

use alloc::vec::Vec;

use finding::Param;
use json_tape::Value;
use json_tape::normal_form::order_names;

use crate::Judge;
use crate::judge::name_of;
use crate::members::Members;
use crate::schema::{AdditionalProperties, MemberNames};

/// Finds an object's members, and judges those that are additional.
#[inline]
pub(crate) fn find<'a>(judge: &mut Judge<'_>, names: &'static MemberNames, object: Value<'a>) -> Members<'a> {
    let mut additional = Vec::new();
    let known = names.additional.as_ref().map_or(usize::MAX, |keyword| keyword.known);
    let members = Members::find(&names.names, known, object, |member| additional.push(member));
    if let Some(keyword) = &names.additional
        && !additional.is_empty()
    {
        judge_each(judge, keyword, additional);
    }
    members
}

/// Each name once: of members of one name, the last counts.
#[cold]
fn judge_each(judge: &mut Judge<'_>, keyword: &'static AdditionalProperties, mut members: Vec<Value<'_>>) {
    let by_name = |a: &Value<'_>, b: &Value<'_>| order_names(name_of(*a), name_of(*b), true);
    members.sort_unstable_by(|a, b| by_name(a, b).then(b.index().cmp(&a.index())));
    members.dedup_by(|earlier, last| by_name(earlier, last).is_eq());
    members.sort_unstable_by_key(|member| member.index());
    for member in members {
        if judge.findings.is_full() {
            return;
        }
        (keyword.judge)(judge, keyword, member);
    }
}

/// `additionalProperties: false`, for one member: no such property is known.
#[cold]
pub fn unexpected(judge: &mut Judge<'_>, _: &AdditionalProperties, member: Value<'_>) {
    judge.fail(member, "additionalProperties").param("additionalProperty", Param::Source(name_of(member).at()));
}

/// `additionalProperties` with a schema, for one member.
pub fn by_schema(judge: &mut Judge<'_>, keyword: &AdditionalProperties, member: Value<'_>) {
    if let Some(schema) = keyword.schema {
        judge.schema(schema, member);
    }
}
