//! The session's own columns: its status.

use super::report;
use crate::lifecycle::{Lifecycle, STATUS, STATUS_TRANSITION, TransitionError, step};
use crate::session::Session;
use finding::Findings;

/// Judges the change of status. An unknown status is refused by the database.
pub(super) fn columns(lifecycle: &Lifecycle, session: &Session<'_>, findings: &mut Findings) {
    if let (Some(from), Some(to)) = (session.stored_status(), session.column(STATUS))
        && let Err(TransitionError::NotAllowed(allowed)) = lifecycle.transition(from, to)
    {
        step(report(findings, STATUS_TRANSITION, to), from, to, allowed);
    }
}
