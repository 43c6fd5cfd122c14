//! The list of completed stages: which of its names is wrong.

use crate::constraints::Judged;
use crate::lifecycle::COMPLETED_STAGES;
use finding::{Param, Reported};
use json_tape::Value;

/// The first name that is not a stage's.
pub(super) fn unknown(judged: &Judged<'_>, reported: Reported<'_>) {
    let is_unknown = |_: u8, stage: Option<usize>| stage.is_none();
    at_first(judged, reported, is_unknown, |at, _, reported| reported.source("stage", at))
        .param("allowed", Param::Names(judged.lifecycle.stages));
}

/// The first stage that is named again.
pub(super) fn repeated(judged: &Judged<'_>, reported: Reported<'_>) {
    let is_repeated = |seen: u8, stage: Option<usize>| stage.is_some_and(|index| seen >> index & 1 == 1);
    at_first(judged, reported, is_repeated, |_, stage, reported| match stage {
        Some(index) => reported.param("stage", Param::Name(judged.lifecycle.stages.bytes(index))),
        None => reported,
    });
}

/// Moves a finding to the first name that is wrong, and says which it is. `is_wrong` gets the stages that are named
/// before it, one bit each, and the stage that it names.
fn at_first<'f>(
    judged: &Judged<'_>,
    mut reported: Reported<'f>,
    is_wrong: impl Fn(u8, Option<usize>) -> bool,
    tell: impl FnOnce(Value<'_>, Option<usize>, Reported<'f>) -> Reported<'f>,
) -> Reported<'f> {
    let (mut seen, mut first) = (0, None);
    judged.merged.each_completed(judged.lifecycle, &mut |at, stage| {
        if first.is_none() && is_wrong(seen, stage) {
            first = Some((at, stage));
        }
        seen |= stage.map_or(0, |index| 1 << index);
    });
    if let Some(finding) = reported.finding() {
        judged.place(COMPLETED_STAGES, finding);
        if let Some((at, _)) = first
            && finding.property.is_none()
        {
            finding.at = at.at();
        }
    }
    match first {
        Some((at, stage)) => tell(at, stage, reported),
        None => reported,
    }
}
