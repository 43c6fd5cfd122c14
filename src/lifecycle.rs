//! Stage order and status transitions, as `schemas/lifecycle.json` has them. Knows names, and no data.

use crate::issue::{Finding, Findings, Param};
use crate::names::Names;
use crate::tape::{Doc, JsonStr, Value};

/// One stage of the wizard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageColumn {
    /// `organizerSetup` …
    pub stage: &'static str,
    /// The jsonb column that holds its data.
    pub column: &'static str,
}

/// What `schemas/lifecycle.json` says; one generated static of it exists.
#[derive(Clone, Copy, Debug)]
pub struct Lifecycle {
    /// The table whose rows are sessions.
    pub table: &'static str,
    /// In the order they are filled in.
    pub stages: &'static [StageColumn],
    /// The stages' names alone, in the same order.
    pub stage_names: &'static Names,
    pub status_column: &'static str,
    pub current_stage_column: &'static str,
    pub completed_stages_column: &'static str,
    pub completion_percentage_column: &'static str,
    /// All statuses.
    pub statuses: &'static Names,
    /// Statuses of sessions whose stages are all completed.
    pub finished: &'static [&'static str],
    /// From each status, the statuses that may follow; staying is always allowed.
    pub transitions: &'static [(&'static str, &'static Names)],
}

/// A transition that the lifecycle does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransitionError {
    /// `from` is no status.
    UnknownFrom,
    /// `to` is no status.
    UnknownTo,
    /// Both are, but `to` does not follow `from`; what does.
    NotAllowed(&'static Names),
}

impl Lifecycle {
    /// Position of the stage of that name.
    #[must_use]
    pub fn stage_index(&self, stage: &[u8]) -> Option<usize> {
        self.stages.iter().position(|s| s.stage.as_bytes() == stage)
    }

    /// Whether a session may go from one status to another.
    ///
    /// # Errors
    /// [`TransitionError`].
    pub fn transition(&self, from: &[u8], to: &[u8]) -> Result<(), TransitionError> {
        let following =
            |status| self.transitions.iter().find(|(name, _)| name.as_bytes() == status).map(|(_, next)| *next);
        let allowed = following(from).ok_or(TransitionError::UnknownFrom)?;
        following(to).ok_or(TransitionError::UnknownTo)?;
        if from == to || allowed.position_of(to).is_some() { Ok(()) } else { Err(TransitionError::NotAllowed(allowed)) }
    }

    /// Judges a change, `{"from": …, "to": …}`. A finding stands at the status column: `known_status` with `status`
    /// and `allowed`, or `status_transition` with `from`, `to` and `allowed`.
    pub fn check_transition(&self, change: Doc<'_>, findings: &mut Findings) {
        let root = change.root();
        let (Some(from), Some(to)) = (root.get("from"), root.get("to")) else { return };
        let text = |value: Value<'_>| value.as_str().map(JsonStr::bytes).unwrap_or_default().into_owned();
        let Err(error) = self.transition(&text(from), &text(to)) else { return };
        let at_status = |code| Finding::rule(code, root.at()).missing(self.status_column);
        let unknown = |findings: &mut Findings, status: Value<'_>| {
            findings
                .push(at_status(KNOWN_STATUS))
                .param("status", Param::Source(status.at()))
                .param("allowed", Param::Names(self.statuses));
        };
        match error {
            TransitionError::UnknownFrom => unknown(findings, from),
            TransitionError::UnknownTo => unknown(findings, to),
            TransitionError::NotAllowed(allowed) => {
                findings
                    .push(at_status(STATUS_TRANSITION))
                    .param("from", Param::Source(from.at()))
                    .param("to", Param::Source(to.at()))
                    .param("allowed", Param::Names(allowed));
            }
        }
    }
}

/// Code of a status that the lifecycle does not have.
pub const KNOWN_STATUS: &str = "known_status";
/// Code of a step between statuses that the lifecycle does not allow.
pub const STATUS_TRANSITION: &str = "status_transition";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tape::Tape;

    const GONE: &Names = crate::names!["gone"];

    const LIFECYCLE: Lifecycle = Lifecycle {
        table: "visits",
        stages: &[],
        stage_names: &Names::NONE,
        status_column: "state",
        current_stage_column: "",
        completed_stages_column: "",
        completion_percentage_column: "",
        statuses: crate::names!["waiting", "inside", "gone"],
        finished: &["gone"],
        transitions: &[("waiting", crate::names!["inside", "gone"]), ("inside", GONE), ("gone", &Names::NONE)],
    };

    #[test]
    fn allows_what_is_listed_and_staying() {
        for (from, to, expected) in [
            ("waiting", "inside", Ok(())),
            ("waiting", "gone", Ok(())),
            ("gone", "gone", Ok(())),
            ("inside", "waiting", Err(TransitionError::NotAllowed(GONE))),
            ("gone", "inside", Err(TransitionError::NotAllowed(&Names::NONE))),
            ("Gone", "gone", Err(TransitionError::UnknownFrom)),
            ("gone", "left", Err(TransitionError::UnknownTo)),
            ("left", "left", Err(TransitionError::UnknownFrom)),
        ] {
            assert_eq!(LIFECYCLE.transition(from.as_bytes(), to.as_bytes()), expected, "{from} to {to}");
        }
    }

    fn told(change: &str) -> String {
        let (mut tape, mut findings, mut out) = (Tape::new(), Findings::new(), Vec::new());
        if let Ok(change) = tape.parse(change.as_bytes()) {
            LIFECYCLE.check_transition(change, &mut findings);
            findings.write_json(change, None, &mut out);
        }
        String::from_utf8(out).unwrap_or_default()
    }

    #[test]
    fn a_finding_says_what_may_follow() {
        assert_eq!(told(r#"{"from":"inside","to":"gone"}"#), "[]");
        assert_eq!(
            told(r#"{"from":"inside","to":"waiting"}"#),
            r#"[{"source":"rule","code":"status_transition","path":["state"],"params":{"from":"inside","to":"waiting","allowed":["gone"]}}]"#
        );
        assert_eq!(
            told(r#"{"from":"","to":"gone"}"#),
            r#"[{"source":"rule","code":"known_status","path":["state"],"params":{"status":"","allowed":["waiting","inside","gone"]}}]"#
        );
    }
}
