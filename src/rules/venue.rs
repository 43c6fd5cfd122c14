//! The venue's stage beside the event's.

use super::codes::ATTENDANCE_MODE_AGREES;
use super::{Object, report};
use crate::generated::members::{event_data, venue_data};
use finding::Findings;

pub(super) fn venue_of_event(event: Object<'_>, venue: Object<'_>, findings: &mut Findings) {
    let (event, venue) = (event.get(event_data::ATTENDANCE_MODE), venue.get(venue_data::ATTENDANCE_MODE));
    if event.same_text(venue) == Some(false) {
        report(findings, ATTENDANCE_MODE_AGREES, venue).source("event", event).source("venue", venue);
    }
}
