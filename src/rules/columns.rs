//! The session's own columns: the stages it names, the progress it claims, and its status.

use super::codes::{ALL_STAGES_COMPLETED, COMPLETED_STAGE_ONCE, COMPLETION_PERCENTAGE_AGREES, KNOWN_STAGE};
use super::{integer, report, sent};
use crate::lifecycle::{
    COMPLETED_STAGES, COMPLETION_PERCENTAGE, CURRENT_STAGE, Lifecycle, STATUS, STATUS_TRANSITION, TransitionError,
    position, step,
};
use crate::progress;
use crate::session::Session;
use finding::{Findings, Param};
use json_tape::Value;
use pg_value::integer::{self as pg_integer, Width};

/// Judges the columns by themselves and against each other. Columns that an update leaves alone are not mentioned.
pub(super) fn columns(lifecycle: &Lifecycle, session: &Session<'_>, findings: &mut Findings) {
    if let Some(name) = session.column(CURRENT_STAGE)
        && sent(name)
        && position(lifecycle.stages, name).is_none()
    {
        unknown_stage(lifecycle, name, findings);
    }
    if let Some(list) = session.column(COMPLETED_STAGES) {
        completed_stages(lifecycle, session, list, findings);
    }
    if let (Some(from), Some(to)) = (session.stored_status(), session.column(STATUS))
        // An unknown status is refused by the database.
        && let Err(TransitionError::NotAllowed(allowed)) = lifecycle.transition(from, to)
    {
        step(report(findings, STATUS_TRANSITION, to), from, to, allowed);
    }
}

/// Judges the list itself, and the columns that must agree with the number of stages it names.
fn completed_stages(lifecycle: &Lifecycle, session: &Session<'_>, list: Value<'_>, findings: &mut Findings) {
    if session.is_odd && sent(list) {
        let mut seen = 0u8;
        session.each_completed(lifecycle, &mut |at, stage| match stage {
            None => unknown_stage(lifecycle, at, findings),
            Some(index) if seen >> index & 1 == 1 => {
                report(findings, COMPLETED_STAGE_ONCE, at).param("stage", Param::Name(lifecycle.stages.bytes(index)));
            }
            Some(index) => seen |= 1 << index,
        });
    }
    let (count, stages) = (session.completed.count_ones(), lifecycle.stages.len());
    if let Some(percentage) = session.column(COMPLETION_PERCENTAGE)
        && (sent(percentage) || sent(list))
    {
        let expected = i64::from(progress::percentage(count, stages));
        // PostgreSQL also reads an integer from a string; a string it cannot read is reported as an issue of its own.
        let actual = match percentage.as_str() {
            Some(digits) => pg_integer::parse(&digits.bytes(), Width::Integer).unwrap_or(expected),
            None => integer(Some(percentage)).unwrap_or(expected),
        };
        if actual != expected {
            report(findings, COMPLETION_PERCENTAGE_AGREES, percentage)
                .integer("expected", expected)
                .source("actual", percentage);
        }
    }
    if let Some(status) = session.column(STATUS)
        && (sent(status) || sent(list))
        && (count as usize) < stages
        && position(lifecycle.finished, status).is_some()
    {
        report(findings, ALL_STAGES_COMPLETED, status)
            .source("status", status)
            .integer("completed", count.into())
            .integer("stages", i64::try_from(stages).unwrap_or(i64::MAX));
    }
}

fn unknown_stage(lifecycle: &Lifecycle, at: Value<'_>, findings: &mut Findings) {
    report(findings, KNOWN_STAGE, at).source("stage", at).param("allowed", Param::Names(lifecycle.stages));
}
