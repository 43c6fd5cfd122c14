//! What the wizard says about a constraint that the database finds violated: the exact place, and what would be right.
//! One file for each subject. Knows the session's columns, but not when a constraint holds: that is pg-row's.

mod completed_stages;
mod progress;
mod status;

pub use crate::generated::codes::{
    COMPLETED_STAGES_DISTINCT, COMPLETION_PERCENTAGE_AGREES, FINISHED_WHEN_ALL_COMPLETED, KNOWN_COMPLETED_STAGES,
};

use crate::lifecycle::{FIRST_STAGE, Lifecycle, STATUS_TRANSITION};
use crate::session::Session;
use finding::{Finding, Findings};
use json_tape::{Elements, Kind, Value};
use pg_row::Operation;

/// Adds to what the database finds in a body for the sessions' table: a row, or an array of rows. `stored` is the row
/// that an update is merged over.
pub fn tell(
    lifecycle: &'static Lifecycle,
    operation: Operation,
    body: Value<'_>,
    stored: Option<Value<'_>>,
    findings: &mut Findings,
) {
    if findings.iter().all(|finding| finding.constraint.is_none()) {
        return;
    }
    let mut rows = Rows::of(body);
    findings.revise(|mut reported| {
        let Some(finding) = reported.finding() else { return };
        let Some(constraint) = finding.constraint else { return };
        let Some(row) = rows.row_with(finding) else { return };
        let judged = Judged {
            lifecycle,
            // An upsert is judged as a new row first, and then as an update of the stored one.
            first: Session::new(lifecycle, row, stored.filter(|_| operation == Operation::Update)),
            merged: Session::new(lifecycle, row, stored),
        };
        match constraint {
            KNOWN_COMPLETED_STAGES => completed_stages::unknown(&judged, reported),
            COMPLETED_STAGES_DISTINCT => completed_stages::repeated(&judged, reported),
            COMPLETION_PERCENTAGE_AGREES => progress::percentage(&judged, reported),
            FINISHED_WHEN_ALL_COMPLETED => progress::finished(&judged, reported),
            STATUS_TRANSITION => status::transition(&judged, reported),
            _ => judged.place_of_stage(constraint, finding),
        }
    });
}

/// The row of a finding, in the forms in which the statement has it judged.
struct Judged<'a> {
    lifecycle: &'static Lifecycle,
    first: Session<'a>,
    merged: Session<'a>,
}

impl<'a> Judged<'a> {
    /// The form that a finding is about: the first one, unless it is sound in that.
    fn form(&self, is_sound: impl Fn(&Session<'a>) -> bool) -> &Session<'a> {
        if is_sound(&self.first) { &self.merged } else { &self.first }
    }

    /// Places a finding about a stage's data (`ticket_data_valid`) at that stage's column.
    fn place_of_stage(&self, constraint: &str, finding: &mut Finding) {
        let is_its = |&stage: &usize| constraint.strip_suffix("_valid") == Some(self.lifecycle.column(stage));
        if let Some(stage) = (0..self.merged.count).find(is_its) {
            self.place(FIRST_STAGE + stage, finding);
        }
    }

    /// Places a finding at a column, by its index in [`Lifecycle::columns`]: at the value that is sent, or else at the
    /// row, which lacks it.
    fn place(&self, column: usize, finding: &mut Finding) {
        let sent = self.merged.sent(column);
        finding.at = sent.unwrap_or(self.merged.row).at();
        finding.property = if sent.is_none() { Some(self.lifecycle.columns.bytes(column)) } else { None };
    }
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
