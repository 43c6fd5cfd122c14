//! How far along a session is: which stages pass as complete, what the percentage should be, and what is still missing.
//! Knows the lifecycle's order, and asks others what a stage lacks.

use crate::lifecycle::{FIRST_STAGE, Lifecycle};
use crate::rules;
use crate::session::Session;
use finding::Findings;
use json_tape::Value;

/// How far along a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What `completion_percentage` should be, 0 to 100.
    pub percentage: u8,
    /// Bit i is set if stage i's data passes as complete.
    pub completed: u8,
    /// The first stage whose data does not pass as complete; `None` if all do.
    pub next: Option<usize>,
}

impl Completion {
    /// The names of the completed stages, in the lifecycle's order.
    pub fn completed_stages(self, lifecycle: &Lifecycle) -> impl Iterator<Item = &'static str> {
        let stages = lifecycle.stages.iter().enumerate();
        stages.filter(move |(index, _)| self.completed >> index & 1 == 1).map(|(_, stage)| stage)
    }

    /// The name of the stage to do next.
    #[must_use]
    pub fn next_stage(self, lifecycle: &Lifecycle) -> Option<&'static str> {
        self.next.map(|index| lifecycle.stages.get(index))
    }
}

/// The percentage of stages that are completed, rounded down, so that 100 means all of them.
#[must_use]
pub fn percentage(completed: u32, stages: usize) -> u8 {
    let percent = (completed as usize * 100).checked_div(stages).unwrap_or(0);
    u8::try_from(percent).unwrap_or(100)
}

/// Judges each stage's data as complete, by `judge` (the stage's schema and its own rules). The findings say what is
/// missing; a stage without data gets one finding, at its column.
pub fn completion(
    lifecycle: &Lifecycle,
    session: &Session<'_>,
    findings: &mut Findings,
    mut judge: impl FnMut(usize, Value<'_>, &mut Findings),
) -> Completion {
    let mut completed = 0u8;
    let mut next = None;
    // Once the limit of findings is reached, we still need to know whether the stage is complete.
    let mut untold = Findings::new();
    untold.limit(0);
    for index in 0..session.count {
        untold.clear();
        let findings = if findings.is_full() { &mut untold } else { &mut *findings };
        let mark = findings.len();
        match session.stage(index) {
            Some(data) => judge(index, data, findings),
            None => rules::stage_data_missing(session.row, lifecycle.columns.bytes(FIRST_STAGE + index), findings),
        }
        if findings.len() == mark {
            completed |= 1 << index;
        } else {
            next = next.or(Some(index));
        }
    }
    Completion { percentage: percentage(completed.count_ones(), session.count), completed, next }
}
