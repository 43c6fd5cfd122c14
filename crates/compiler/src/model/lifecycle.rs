//! The lifecycle: stage order and status transitions. Knows no file.

/// What `lifecycle.json` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lifecycle {
    /// The table whose rows are sessions.
    pub table: String,
    /// In the order they are filled in.
    pub stages: Vec<Stage>,
    /// The column that names the stage at hand.
    pub current_stage_column: String,
    /// The column that lists the completed stages.
    pub completed_stages_column: String,
    /// The column that has the share of the stages completed.
    pub completion_percentage_column: String,
    /// The column that has the status.
    pub status_column: String,
    /// Statuses of sessions whose stages are all completed.
    pub finished: Vec<String>,
    /// From each status, those that may follow; the keys are all the statuses.
    pub transitions: Vec<(String, Vec<String>)>,
}

/// One stage of the wizard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// `organizerSetup` …
    pub stage: String,
    /// The jsonb column that holds its data.
    pub column: String,
    /// Its schema's file name, without `.json`.
    pub schema: String,
}

/// Most stages that a lifecycle may have: the runtime keeps sets of them in a byte.
pub const MAX_STAGES: usize = 8;
