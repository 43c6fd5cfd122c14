//! The rules that compare the venue's stage with the event's.

use super::codes::ATTENDANCE_MODE_AGREES;
use super::{EVENT, VENUE, is_accepted, report};
use crate::generated::views::{EventData, VenueData};
use finding::Findings;

pub(super) fn venue_of_event(event: &EventData<'_>, venue: &VenueData<'_>, findings: &mut Findings) {
    if let Some((event, venue)) = event.attendance_mode.zip(venue.attendance_mode)
        && event.same_text(venue) == Some(false)
        && is_accepted(EVENT, "attendance_mode", event)
        && is_accepted(VENUE, "attendance_mode", venue)
    {
        report(findings, ATTENDANCE_MODE_AGREES, venue).source("event", event).source("venue", venue);
    }
}
