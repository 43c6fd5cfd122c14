//! The change of status that a trigger refuses.

use crate::constraints::Judged;
use crate::lifecycle::{STATUS, position, step};
use finding::{Param, Reported};

/// What may follow the stored status, or how a new session may begin.
pub(super) fn transition(judged: &Judged<'_>, mut reported: Reported<'_>) {
    if let Some(finding) = reported.finding() {
        judged.place(STATUS, finding);
    }
    let Some(to) = judged.merged.column(STATUS) else { return };
    let lifecycle = judged.lifecycle;
    let Some(from) = judged.merged.stored_status() else {
        reported.param("from", Param::Null).source("to", to).param("allowed", Param::Names(lifecycle.initial));
        return;
    };
    if let Some(allowed) = position(lifecycle.statuses, from).and_then(|from| lifecycle.following.get(from)) {
        step(reported, from, to, allowed);
    }
}
