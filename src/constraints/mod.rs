//! What the wizard says about a constraint that the database finds violated: the exact place, and what would be right.
//! One file for each subject. Knows the session's columns, but not when a constraint holds: that is pg-row's.

mod completed_stages;
mod progress;

pub use crate::generated::codes::{
    COMPLETED_STAGES_DISTINCT, COMPLETION_PERCENTAGE_AGREES, FINISHED_WHEN_ALL_COMPLETED, KNOWN_COMPLETED_STAGES,
};

use crate::lifecycle::Lifecycle;
use crate::session::Session;
use finding::{Finding, Findings};
use json_tape::{Elements, Kind, Value};

/// Adds to what the database finds in a body for the sessions' table: a row, or an array of rows. `stored` is the row
/// that an update is merged over.
pub fn tell(lifecycle: &'static Lifecycle, body: Value<'_>, stored: Option<Value<'_>>, findings: &mut Findings) {
    if findings.iter().all(|finding| finding.constraint.is_none()) {
        return;
    }
    let mut rows = Rows::of(body);
    findings.revise(|mut reported| {
        let Some(finding) = reported.finding() else { return };
        let Some(constraint) = finding.constraint else { return };
        let Some(row) = rows.row_with(finding) else { return };
        let session = Session::new(lifecycle, row, stored);
        match constraint {
            KNOWN_COMPLETED_STAGES => completed_stages::unknown(lifecycle, &session, reported),
            COMPLETED_STAGES_DISTINCT => completed_stages::repeated(lifecycle, &session, reported),
            COMPLETION_PERCENTAGE_AGREES => progress::percentage(lifecycle, &session, reported),
            FINISHED_WHEN_ALL_COMPLETED => progress::finished(lifecycle, &session, reported),
            _ => {}
        }
    });
}

/// Finds the rows of findings. Those of an array are reported row by row, so that the search goes on from the last one.
struct Rows<'a> {
    body: Value<'a>,
    row: Option<Value<'a>>,
    rest: Elements<'a>,
}

impl<'a> Rows<'a> {
    fn of(body: Value<'a>) -> Self {
        let mut rest = body.elements();
        Self { body, row: rest.next(), rest }
    }

    /// The row that contains the place of a finding.
    fn row_with(&mut self, finding: &Finding) -> Option<Value<'a>> {
        if self.body.kind() == Kind::Object {
            return Some(self.body);
        }
        let node = finding.at.node;
        if self.row.is_none_or(|row| node < row.index()) {
            *self = Self::of(self.body);
        }
        while self.row?.end_index() <= node {
            self.row = self.rest.next();
        }
        self.row
    }
}

/// Places a finding at a column, by its index in [`Lifecycle::columns`]: at the value that is sent, or else at the row,
/// which lacks it.
fn place(lifecycle: &Lifecycle, session: &Session<'_>, column: usize, finding: &mut Finding) {
    let sent = session.sent(column);
    finding.at = sent.unwrap_or(session.row).at();
    finding.property = if sent.is_none() { Some(lifecycle.columns.bytes(column)) } else { None };
}
