//! Stage order and status transitions, as `schemas/lifecycle.json` has them. Knows names, and no data.

use crate::issue::{Issue, ParamValue, PathSegment, Source, Verdict};

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
    pub stage_names: &'static [&'static str],
    pub status_column: &'static str,
    pub current_stage_column: &'static str,
    pub completed_stages_column: &'static str,
    pub completion_percentage_column: &'static str,
    /// All statuses.
    pub statuses: &'static [&'static str],
    /// Statuses of sessions whose stages are all completed.
    pub finished: &'static [&'static str],
    /// From each status, the statuses that may follow; staying is always allowed.
    pub transitions: &'static [(&'static str, &'static [&'static str])],
}

/// A transition that the lifecycle does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransitionError {
    /// `from` is no status.
    UnknownFrom,
    /// `to` is no status.
    UnknownTo,
    /// Both are, but `to` does not follow `from`; what does.
    NotAllowed(&'static [&'static str]),
}

impl Lifecycle {
    /// Position of the stage of that name.
    #[must_use]
    pub fn stage_index(&self, stage: &str) -> Option<usize> {
        self.stages.iter().position(|s| s.stage == stage)
    }

    /// Whether a session may go from one status to another.
    ///
    /// # Errors
    /// [`TransitionError`].
    pub fn transition(&self, from: &str, to: &str) -> Result<(), TransitionError> {
        let following = |status| self.transitions.iter().find(|(name, _)| *name == status).map(|(_, next)| *next);
        let allowed = following(from).ok_or(TransitionError::UnknownFrom)?;
        following(to).ok_or(TransitionError::UnknownTo)?;
        if from == to || allowed.contains(&to) { Ok(()) } else { Err(TransitionError::NotAllowed(allowed)) }
    }

    /// The same as a verdict, whose issue stands at the status column: `known_status` with `status`
    /// and `allowed`, or `status_transition` with `from`, `to` and `allowed`.
    #[must_use]
    pub fn check_transition(&self, from: &str, to: &str) -> Verdict {
        let text = |name: &str, value: &str| (name.to_owned(), ParamValue::Text(value.to_owned()));
        let list = |names: &[&str]| {
            ("allowed".to_owned(), ParamValue::List(names.iter().map(|n| ParamValue::Text((*n).to_owned())).collect()))
        };
        let (code, params) = match self.transition(from, to) {
            Ok(()) => return Verdict::default(),
            Err(TransitionError::UnknownFrom) => (KNOWN_STATUS, vec![text("status", from), list(self.statuses)]),
            Err(TransitionError::UnknownTo) => (KNOWN_STATUS, vec![text("status", to), list(self.statuses)]),
            Err(TransitionError::NotAllowed(allowed)) => {
                (STATUS_TRANSITION, vec![text("from", from), text("to", to), list(allowed)])
            }
        };
        Verdict {
            issues: vec![Issue {
                source: Source::Rule,
                code,
                path: vec![PathSegment::Key(self.status_column.to_owned())],
                params,
                sqlstate: None,
                constraint: None,
                column: None,
            }],
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

    const LIFECYCLE: Lifecycle = Lifecycle {
        table: "visits",
        stages: &[],
        stage_names: &[],
        status_column: "state",
        current_stage_column: "",
        completed_stages_column: "",
        completion_percentage_column: "",
        statuses: &["waiting", "inside", "gone"],
        finished: &["gone"],
        transitions: &[("waiting", &["inside", "gone"]), ("inside", &["gone"]), ("gone", &[])],
    };

    #[test]
    fn allows_what_is_listed_and_staying() {
        for (from, to, expected) in [
            ("waiting", "inside", Ok(())),
            ("waiting", "gone", Ok(())),
            ("gone", "gone", Ok(())),
            ("inside", "waiting", Err(TransitionError::NotAllowed(&["gone"]))),
            ("gone", "inside", Err(TransitionError::NotAllowed(&[]))),
            ("Gone", "gone", Err(TransitionError::UnknownFrom)),
            ("gone", "left", Err(TransitionError::UnknownTo)),
            ("left", "left", Err(TransitionError::UnknownFrom)),
        ] {
            assert_eq!(LIFECYCLE.transition(from, to), expected, "{from} to {to}");
        }
    }

    #[test]
    fn the_verdict_says_what_may_follow() {
        assert!(LIFECYCLE.check_transition("inside", "gone").valid());
        let verdict = LIFECYCLE.check_transition("inside", "waiting");
        assert!(verdict.persistable() && !verdict.valid());
        let text = serde_json::to_string(&verdict).unwrap_or_default();
        assert_eq!(
            text,
            r#"{"issues":[{"source":"rule","code":"status_transition","path":["state"],"params":{"from":"inside","to":"waiting","allowed":["gone"]}}]}"#
        );
        let verdict = LIFECYCLE.check_transition("", "gone");
        assert_eq!(verdict.issues.first().map(|issue| issue.code), Some("known_status"));
    }
}
