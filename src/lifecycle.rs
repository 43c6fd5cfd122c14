//! Stage order and status transitions, as `schemas/lifecycle.json` has them. Knows names, but no data.

use finding::{Findings, Param, Reported};
use json_tape::{Names, Value};
use pg_value::SqlState;

/// What `schemas/lifecycle.json` says; there is one generated static of it.
#[derive(Clone, Copy, Debug)]
pub struct Lifecycle {
    /// The table whose rows are sessions.
    pub table: &'static str,
    /// The stages' names (`organizerSetup` …), in the order they are filled in.
    pub stages: &'static Names,
    /// The session's own columns, at the indexes below, followed by each stage's jsonb column.
    pub columns: &'static Names,
    /// All statuses.
    pub statuses: &'static Names,
    /// The statuses in which a new session may begin.
    pub initial: &'static Names,
    /// Statuses of sessions whose stages are all completed.
    pub finished: &'static Names,
    /// For each status, the statuses that may follow; staying is always allowed.
    pub following: &'static [&'static Names],
}

/// Index in [`Lifecycle::columns`] of the column that names the current stage.
pub const CURRENT_STAGE: usize = 0;
/// Index in [`Lifecycle::columns`] of the array of completed stages' names.
pub const COMPLETED_STAGES: usize = 1;
/// Index in [`Lifecycle::columns`] of the status.
pub const STATUS: usize = 2;
/// Index in [`Lifecycle::columns`] of the percentage completed.
pub const COMPLETION_PERCENTAGE: usize = 3;
/// Index in [`Lifecycle::columns`] of the first stage's data; the other stages follow in order.
pub const FIRST_STAGE: usize = 4;

/// A transition that the lifecycle does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransitionError {
    /// `from` is not a known status.
    UnknownFrom,
    /// `to` is not a known status.
    UnknownTo,
    /// Both are known, but `to` may not follow `from`; these may.
    NotAllowed(&'static Names),
}

impl Lifecycle {
    /// The column of a stage.
    #[must_use]
    pub fn column(&self, stage: usize) -> &'static str {
        self.columns.get(FIRST_STAGE + stage)
    }

    /// Whether a session may go from one status to another, or begin in it if `from` is null.
    ///
    /// # Errors
    /// [`TransitionError`].
    pub fn transition(&self, from: Value<'_>, to: Value<'_>) -> Result<(), TransitionError> {
        let stored = if from.is_null() {
            None
        } else {
            Some(position(self.statuses, from).ok_or(TransitionError::UnknownFrom)?)
        };
        let next = position(self.statuses, to).ok_or(TransitionError::UnknownTo)?;
        let allowed = self.next(stored);
        let stays = stored == Some(next);
        if stays || position(allowed, to).is_some() { Ok(()) } else { Err(TransitionError::NotAllowed(allowed)) }
    }

    /// The statuses that may follow a stored one, by its index; or those in which a new session may begin.
    #[must_use]
    pub fn next(&self, stored: Option<usize>) -> &'static Names {
        stored.map_or(self.initial, |stored| self.following.get(stored).copied().unwrap_or(const { &Names::NONE }))
    }

    /// Judges a change, `{"from": …, "to": …}`, where `from` is null for a new session. Findings are reported at the
    /// status column: `known_status` with `status` and `allowed`, or the database's `status_transition` with `from`,
    /// `to` and `allowed`.
    pub fn check_transition(&self, change: Value<'_>, findings: &mut Findings) {
        let (Some(from), Some(to)) = (change.get("from"), change.get("to")) else { return };
        let column = self.columns.bytes(STATUS);
        let unknown = match self.transition(from, to) {
            Ok(()) => return,
            Err(TransitionError::NotAllowed(allowed)) => {
                let mut reported = findings.database(SqlState::CheckViolation, change.at()).missing(Some(column));
                if let Some(finding) = reported.finding() {
                    finding.code = STATUS_TRANSITION;
                    finding.constraint = Some(STATUS_TRANSITION);
                    finding.column = Some(column);
                }
                step(reported, from, to, allowed);
                return;
            }
            Err(TransitionError::UnknownFrom) => from,
            Err(TransitionError::UnknownTo) => to,
        };
        findings
            .rule(KNOWN_STATUS, change, Some(column))
            .source("status", unknown)
            .param("allowed", Param::Names(self.statuses));
    }
}

/// Which of the names the JSON string equals.
#[must_use]
pub fn position(names: &Names, value: Value<'_>) -> Option<usize> {
    names.position(value.as_str()?)
}

/// Adds the params of `status_transition`.
pub fn step(reported: Reported<'_>, from: Value<'_>, to: Value<'_>, allowed: &'static Names) {
    reported.source("from", from).source("to", to).param("allowed", Param::Names(allowed));
}

pub use crate::generated::codes::{KNOWN_STATUS, STATUS_TRANSITION};

#[cfg(test)]
mod tests {
    use super::*;
    use json_tape::Tape;
    use json_tape::names;

    const LIFECYCLE: Lifecycle = Lifecycle {
        table: "visits",
        stages: &Names::NONE,
        columns: names!["", "", "state", ""],
        statuses: names!["waiting", "inside", "gone"],
        initial: names!["waiting", "inside"],
        finished: names!["gone"],
        following: &[names!["inside", "gone"], names!["gone"], names![]],
    };

    #[test]
    fn allows_what_is_listed_and_staying() {
        for (from, to, expected) in [
            ("waiting", "inside", Ok(())),
            ("waiting", "gone", Ok(())),
            ("gone", "gone", Ok(())),
            ("inside", "waiting", Err(TransitionError::NotAllowed(names!["gone"]))),
            ("gone", "inside", Err(TransitionError::NotAllowed(names![]))),
            ("Gone", "gone", Err(TransitionError::UnknownFrom)),
            ("gone", "left", Err(TransitionError::UnknownTo)),
            ("left", "left", Err(TransitionError::UnknownFrom)),
        ] {
            let (change, mut tape) = (format!("[{from:?}, {to:?}]"), Tape::new());
            let Ok(change) = tape.parse(change.as_bytes()) else { unreachable!() };
            let mut statuses = change.root().elements();
            let (Some(one), Some(other)) = (statuses.next(), statuses.next()) else { unreachable!() };
            assert_eq!(LIFECYCLE.transition(one, other), expected, "{from} to {to}");
        }
    }

    fn told(change: &str) -> String {
        let (mut tape, mut findings, mut out) = (Tape::new(), Findings::new(), Vec::new());
        if let Ok(change) = tape.parse(change.as_bytes()) {
            LIFECYCLE.check_transition(change.root(), &mut findings);
            findings.write_json(&change, None, &mut out);
        }
        String::from_utf8(out).unwrap_or_default()
    }

    #[test]
    fn a_finding_says_what_may_follow() {
        assert_eq!(told(r#"{"from":"inside","to":"gone"}"#), "[]");
        assert_eq!(
            told(r#"{"from":"inside","to":"waiting"}"#),
            r#"[{"source":"database","code":"status_transition","path":["state"],"params":{"from":"inside","to":"waiting","allowed":["gone"]},"sqlstate":"23514","constraint":"status_transition","column":"state"}]"#
        );
        assert_eq!(told(r#"{"from":null,"to":"inside"}"#), "[]");
        assert!(
            told(r#"{"from":null,"to":"gone"}"#)
                .contains(r#"{"from":null,"to":"gone","allowed":["waiting","inside"]}"#)
        );
        assert_eq!(
            told(r#"{"from":"","to":"gone"}"#),
            r#"[{"source":"rule","code":"known_status","path":["state"],"params":{"status":"","allowed":["waiting","inside","gone"]}}]"#
        );
    }
}
