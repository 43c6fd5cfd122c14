//! The status that a trigger refuses.

use crate::constraints::Judged;
use crate::lifecycle::{STATUS, position, step};
use finding::{Param, Reported};

/// What may follow the stored status, or how a new session may begin.
pub(super) fn transition(judged: &Judged<'_>, mut reported: Reported<'_>) {
    if let Some(finding) = reported.finding() {
        judged.place(STATUS, finding);
    }
    let (session, lifecycle) = (&judged.merged, judged.lifecycle);
    let Some(to) = session.column(STATUS) else { return };
    match session.stored_status() {
        None => {
            reported.param("from", Param::Null).source("to", to).param("allowed", Param::Names(lifecycle.initial));
        }
        Some(from) => step(reported, from, to, lifecycle.next(position(lifecycle.statuses, from))),
    }
}
