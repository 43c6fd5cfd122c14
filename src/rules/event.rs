//! The event's stage: its times and its tags.

use super::codes::{
    DOORS_BEFORE_START, EVENT_DURATION, EVENT_END_AFTER_START, LOCAL_TIME_EXISTS, OFFSET_IN_RANGE, OFFSET_OF_TIME_ZONE,
    TAG_ONCE, TIME_IN_RANGE,
};
use super::{Object, distinct, instant, is_above, report};
use crate::generated::members::event_data;
use crate::time_zone;
use finding::{Findings, Param};
use json_format::{date_time, iana_time_zone};
use json_tape::Value;

/// Years in which events are: computers' time begins with the first, and who plans beyond the last has mistyped.
const YEARS: (i64, i64) = (1970, 2099);
/// Minutes east of Greenwich: no place on Earth has had others since the first of [`YEARS`] (IANA Time Zone Database;
/// Baker Island and the Line Islands).
const OFFSETS: (i64, i64) = (-12 * 60, 14 * 60);
/// Years that an event may last: exhibitions do; what lasts longer is a slip in the year.
const LONGEST: i64 = 5;
/// Tags that are compared; no schema allows as many.
const MOST_TAGS: usize = 63;

pub(super) fn event(event: Object<'_>, findings: &mut Findings) {
    let (starts_at, ends_at) = (event.get(event_data::STARTS_AT), event.get(event_data::ENDS_AT));
    let doors_at = event.get(event_data::DOORS_AT);
    let (start, end) = (instant(starts_at), instant(ends_at));
    if is_above(&start, &end, true) {
        report(findings, EVENT_END_AFTER_START, ends_at).source("starts_at", starts_at);
    } else if let (Some(start), Some(end)) = (start, end)
        && end.seconds - start.seconds > LONGEST * 366 * 86_400
    {
        report(findings, EVENT_DURATION, ends_at).source("starts_at", starts_at).integer("years", LONGEST);
    }
    if is_above(&instant(doors_at), &start, false) {
        report(findings, DOORS_BEFORE_START, doors_at).source("starts_at", starts_at);
    }
    for time in [doors_at, starts_at, ends_at] {
        if in_range(time, findings) {
            has_offset_of(event.get(event_data::TIME_ZONE), time, findings);
        }
    }
    let mut tags = event.get(event_data::TAGS).elements().take(MOST_TAGS);
    distinct::repeats(&mut tags, &mut |tag, earlier| {
        // Of tags that are equal the schema speaks.
        if tag.same_text(earlier) == Some(false) {
            report(findings, TAG_ONCE, tag).source("tag", tag);
        }
    });
}

/// Whether a time has a year and an offset that can be, which is reported if not. What is no time is the schema's.
pub(super) fn in_range(time: Value<'_>, findings: &mut Findings) -> bool {
    let Some(text) = time.as_str() else { return false };
    let Some(written) = text.map(date_time::written) else { return false };
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

/// The offset, where one is written: `Z` and `-00:00` say the moment and leave the place's offset open (RFC 9557 section
/// 2.2).
fn has_offset_of(zone: Value<'_>, time: Value<'_>, findings: &mut Findings) {
    let (Some(name), Some(text)) = (zone.as_str(), time.as_str()) else { return };
    let Some(offset) = text.map(date_time::written).and_then(|written| written.offset) else { return };
    let Some(instant) = instant(time) else { return };
    // Hosts know names besides, such as +01:00, which are the schema's.
    let offset_at =
        |seconds| name.map(|name| if iana_time_zone(name) { time_zone::offset_at(name, seconds) } else { None });
    let Some(actual) = offset_at(instant.seconds).filter(|actual| *actual != offset) else { return };
    // The same time on the clock, with the offset that the zone has then.
    let with = |other: i64| offset_at(instant.seconds + (offset - other) * 60) == Some(other);
    let before = offset_at(instant.seconds + (offset - actual) * 60).unwrap_or(actual);
    match [actual, before].into_iter().find(|&expected| with(expected)) {
        Some(expected) => {
            report(findings, OFFSET_OF_TIME_ZONE, time)
                .source("time_zone", zone)
                .param("offset", Param::Offset(offset))
                .param("expected", Param::Offset(expected));
        }
        None => {
            report(findings, LOCAL_TIME_EXISTS, time).source("time_zone", zone);
        }
    }
}
