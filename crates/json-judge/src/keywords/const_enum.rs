//! `const` and `enum`.

use finding::Param;
use json_format::is_code;
use json_tape::Value;

use crate::{Equal, Judge, equality};

/// The longest list of allowed values that an issue gives in full; for a longer one it says only how many there are.
const MOST_ALLOWED_VALUES: usize = 32;

#[inline]
pub(crate) fn judge(judge: &mut Judge<'_>, equal: &'static Equal, value: Value<'_>) {
    if !is_met(equal, value) {
        report(judge, equal, value);
    }
}

pub(crate) fn is_met(equal: &'static Equal, value: Value<'_>) -> bool {
    match equal {
        Equal::Text(names) | Equal::OneOf(names) => names.position_of_value(value).is_some(),
        Equal::Codes { length, sorted } => {
            value.as_str().is_some_and(|text| text.map(|code| is_code(code, *length, sorted.as_bytes())))
        }
        Equal::Constant(constant) => equality::equals(value, constant.root()),
        Equal::AnyOf(list) => list.root().elements().any(|constant| equality::equals(value, constant)),
    }
}

#[cold]
pub(crate) fn report(judge: &mut Judge<'_>, equal: &'static Equal, value: Value<'_>) {
    let list = |values: Param, count: usize| {
        if count <= MOST_ALLOWED_VALUES {
            ("enum", "allowedValues", values)
        } else {
            ("enum", "count", Param::Integer(i64::try_from(count).unwrap_or(i64::MAX)))
        }
    };
    let (keyword, name, param) = match equal {
        Equal::Text(constant) => ("const", "allowedValue", Param::Name(constant.bytes(0))),
        Equal::Constant(constant) => ("const", "allowedValue", Param::Json(constant.text())),
        Equal::OneOf(names) => list(Param::Names(names), names.len()),
        Equal::AnyOf(values) => list(Param::Json(values.text()), values.root().elements().count()),
        Equal::Codes { length, sorted } => list(Param::Null, sorted.len().checked_div(*length).unwrap_or(0)),
    };
    judge.fail(value, keyword).param(name, param);
}
