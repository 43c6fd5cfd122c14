//! Stage order and status transitions, as `schemas/lifecycle.json` has them. Knows names, and no data.

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
    pub status_column: &'static str,
    pub current_stage_column: &'static str,
    pub completed_stages_column: &'static str,
    pub completion_percentage_column: &'static str,
    /// From each status, the statuses that may follow; staying is always allowed.
    pub transitions: &'static [(&'static str, &'static [&'static str])],
}

impl Lifecycle {
    /// Position of the stage of that name.
    #[must_use]
    pub fn stage_index(&self, stage: &str) -> Option<usize> {
        self.stages.iter().position(|s| s.stage == stage)
    }
}
