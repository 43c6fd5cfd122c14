//! Which times are possible, in any stage.

use super::codes::{OFFSET_IN_RANGE, TIME_IN_RANGE};
use super::report;
use finding::{Findings, Param};
use json_format::date_time;
use json_tape::Value;

/// The years in which events take place: computers' time begins with the first, and anything after the last is a typing
/// error.
const YEARS: (i64, i64) = (1970, 2099);
/// Minutes east of Greenwich: no place on Earth has had an offset outside this range since the first of [`YEARS`] (IANA
/// Time Zone Database; Baker Island and the Line Islands).
const OFFSETS: (i64, i64) = (-12 * 60, 14 * 60);

/// Reports a year or an offset that is not possible, and returns whether the time is sound. What is not a time is left
/// to the schema.
pub(super) fn judge(time: Option<Value<'_>>, findings: &mut Findings) -> bool {
    let Some(time) = time else { return false };
    let Some(written) = time.as_str().and_then(|text| text.map(date_time::written)) else { return false };
    if written.year < YEARS.0 || written.year > YEARS.1 {
        report(findings, TIME_IN_RANGE, time).integer("earliest", YEARS.0).integer("latest", YEARS.1);
        return false;
    }
    if written.offset.is_some_and(|offset| offset < OFFSETS.0 || offset > OFFSETS.1) {
        report(findings, OFFSET_IN_RANGE, time)
            .param("minimum", Param::Offset(OFFSETS.0))
            .param("maximum", Param::Offset(OFFSETS.1));
        return false;
    }
    true
}
