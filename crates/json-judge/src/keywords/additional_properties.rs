//! `additionalProperties`, which applies to the members that no other keyword has found.

use alloc::vec::Vec;

use finding::Param;
use json_tape::{Value, normal_form};

use crate::Judge;
use crate::judge::name_of;
use crate::members::Members;
use crate::schema::{AdditionalProperties, MemberNames};

/// Finds an object's members, and judges those that are additional.
#[inline]
pub(crate) fn find<'a>(
    judge: &mut Judge<'_>,
    names: &'static MemberNames,
    object: Value<'a>,
    members: &mut Members<'a>,
) {
    // The tape indices of their names, which precede the members.
    let mut additional = Vec::new();
    let known = names.additional.as_ref().map(|keyword| keyword.known);
    members.find(known, object, |member| additional.push(member.index() - 1));
    if let Some(keyword) = &names.additional
        && !additional.is_empty()
    {
        judge_each(judge, keyword, object, additional);
    }
}

/// Each name once: of members with the same name, the last counts.
#[cold]
fn judge_each(judge: &mut Judge<'_>, keyword: &'static AdditionalProperties, object: Value<'_>, mut names: Vec<u32>) {
    normal_form::keep_last(object.doc(), &mut names);
    normal_form::sort_indices(&mut names, &|a, b| a.cmp(&b));
    for name in names {
        if judge.findings.is_full() {
            return;
        }
        (keyword.judge)(judge, keyword, object.doc().value(name + 1));
    }
}

/// `additionalProperties: false`, for one member: the property is not known.
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
