//! `minimum`, `maximum`, `exclusiveMinimum` and `exclusiveMaximum`.

use finding::Param;
use json_tape::{Decimal, Value};

use crate::{Judge, NumberKeywords};

#[inline]
pub(crate) fn judge(judge: &mut Judge<'_>, keywords: &'static NumberKeywords, value: Value<'_>) {
    // Most numbers are small integers well within the bounds. A fraction is less than one away from its integer part.
    let (whole, away) = value.whole_part().unwrap_or((i64::MIN, 1));
    let least = whole.checked_sub(away).is_some_and(|least| least >= keywords.least);
    if !least || whole.saturating_add(away) > keywords.most {
        judge_exactly(judge, keywords, value);
    }
}

#[cold]
fn judge_exactly(judge: &mut Judge<'_>, keywords: &'static NumberKeywords, value: Value<'_>) {
    for bound in keywords.bounds {
        if (bound.beyond)(Decimal::new(value.span()).cmp(&Decimal::new(bound.limit.as_bytes()))) {
            judge.fail(value, bound.keyword).param("limit", Param::Json(bound.limit.as_bytes()));
        }
    }
}
