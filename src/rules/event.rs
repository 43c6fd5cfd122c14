//! The rules for the event's stage: its times and its tags.

use super::codes::{
    DOORS_BEFORE_START, EVENT_DURATION, EVENT_END_AFTER_START, LOCAL_TIME_EXISTS, OFFSET_OF_TIME_ZONE, TAG_ONCE,
};
use super::{distinct, instant, report, time_range, told};
use crate::generated::views::EventData;
use crate::time_zone;
use finding::{Findings, Param};
use json_format::date_time;
use json_tape::Value;

/// How many years an event may last. Some exhibitions last this long; anything longer is a typing error in the year.
const LONGEST: i64 = 5;
/// How many tags are compared; no schema allows this many.
const MOST_TAGS: usize = 63;

pub(super) fn event(event: &EventData<'_>, findings: &mut Findings) {
    let start = instant(event.starts_at);
    if let (Some(start), Some(end), Some(ends_at)) = (start, instant(event.ends_at), event.ends_at) {
        if end <= start {
            report(findings, EVENT_END_AFTER_START, ends_at).param("starts_at", told(event.starts_at));
        } else if end.seconds - start.seconds > LONGEST * 366 * 86_400 {
            report(findings, EVENT_DURATION, ends_at)
                .param("starts_at", told(event.starts_at))
                .integer("years", LONGEST);
        }
    }
    if let (Some(start), Some(doors), Some(doors_at)) = (start, instant(event.doors_at), event.doors_at)
        && doors > start
    {
        report(findings, DOORS_BEFORE_START, doors_at).param("starts_at", told(event.starts_at));
    }
    for time in [event.doors_at, event.starts_at, event.ends_at] {
        if time_range::judge(time, findings)
            && let (Some(zone), Some(time)) = (event.time_zone, time)
        {
            has_offset_of(zone, time, findings);
        }
    }
    let mut tags = event.tags.into_iter().flat_map(Value::elements).take(MOST_TAGS);
    distinct::repeats(&mut tags, &mut |tag, earlier| {
        // Tags that are exactly equal are left to the schema.
        if tag.same_text(earlier) == Some(false) {
            report(findings, TAG_ONCE, tag).source("tag", tag);
        }
    });
}

/// Judges the offset, if one is written: `Z` and `-00:00` give the moment and leave the place's offset open (RFC 9557
/// section 2.2).
fn has_offset_of(zone: Value<'_>, time: Value<'_>, findings: &mut Findings) {
    let (Some(name), Some(text)) = (zone.as_str(), time.as_str()) else { return };
    let Some(offset) = text.map(date_time::written).and_then(|written| written.offset) else { return };
    let Some(instant) = instant(Some(time)) else { return };
    let offset_at = |seconds| name.map(|name| time_zone::offset_at(name, seconds));
    let Some(actual) = offset_at(instant.seconds).filter(|actual| *actual != offset) else { return };
    // The same time on the clock, with the offset that the zone has at that time.
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
