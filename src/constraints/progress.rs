//! The columns that must agree with the number of completed stages.

use crate::constraints::place;
use crate::lifecycle::{COMPLETED_STAGES, COMPLETION_PERCENTAGE, Lifecycle, STATUS};
use crate::progress;
use crate::session::Session;
use finding::Reported;
use json_tape::{Kind, Value};

/// The percentage that would be right, unless the list of stages is nested: that depends on how it is put right.
pub(super) fn percentage(lifecycle: &Lifecycle, session: &Session<'_>, mut reported: Reported<'_>) {
    if let Some(finding) = reported.finding() {
        place(lifecycle, session, COMPLETION_PERCENTAGE, finding);
    }
    let list = session.column(COMPLETED_STAGES);
    if list.into_iter().flat_map(Value::elements).all(|name| name.kind() != Kind::Array) {
        let expected = progress::percentage(session.completed.count_ones(), session.count);
        reported = reported.integer("expected", expected.into());
    }
    if let Some(actual) = session.column(COMPLETION_PERCENTAGE) {
        reported.source("actual", actual);
    }
}

/// How many stages a finished session still lacks.
pub(super) fn finished(lifecycle: &Lifecycle, session: &Session<'_>, mut reported: Reported<'_>) {
    if let Some(finding) = reported.finding() {
        place(lifecycle, session, STATUS, finding);
    }
    if let Some(status) = session.column(STATUS) {
        reported = reported.source("status", status);
    }
    reported
        .integer("completed", session.completed.count_ones().into())
        .integer("stages", i64::try_from(session.count).unwrap_or(i64::MAX));
}
