//! The columns that must agree with the number of completed stages.

use crate::constraints::Judged;
use crate::lifecycle::{COMPLETED_STAGES, COMPLETION_PERCENTAGE, STATUS};
use crate::progress;
use crate::session::Session;
use finding::Reported;
use json_tape::{Kind, Value};
use pg_value::integer::{self, Width};

/// The percentage that would be right, unless the list of stages is nested: that depends on how it is put right.
pub(super) fn percentage(judged: &Judged<'_>, mut reported: Reported<'_>) {
    let session = judged.form(|session| actual(session) == Some(expected(session)));
    if let Some(finding) = reported.finding() {
        judged.place(COMPLETION_PERCENTAGE, finding);
    }
    let list = session.column(COMPLETED_STAGES);
    if list.into_iter().flat_map(Value::elements).all(|name| name.kind() != Kind::Array) {
        reported = reported.integer("expected", expected(session));
    }
    if let Some(actual) = session.column(COMPLETION_PERCENTAGE) {
        reported.source("actual", actual);
    }
}

/// How many stages a finished session still lacks.
pub(super) fn finished(judged: &Judged<'_>, mut reported: Reported<'_>) {
    let session = judged.form(|session| session.completed.count_ones() as usize == session.count);
    if let Some(finding) = reported.finding() {
        judged.place(STATUS, finding);
    }
    if let Some(status) = session.column(STATUS) {
        reported = reported.source("status", status);
    }
    reported
        .integer("completed", session.completed.count_ones().into())
        .integer("stages", i64::try_from(session.count).unwrap_or(i64::MAX));
}

fn expected(session: &Session<'_>) -> i64 {
    progress::percentage(session.completed.count_ones(), session.count).into()
}

/// The percentage of the session, as PostgreSQL reads it; 0 is the column's default.
fn actual(session: &Session<'_>) -> Option<i64> {
    let Some(value) = session.column(COMPLETION_PERCENTAGE) else { return Some(0) };
    integer::parse(&json_tape::text(value), Width::Integer).ok()
}
