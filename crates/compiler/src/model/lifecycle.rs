//! The lifecycle: stage order and status transitions. Knows no files.

/// What `lifecycle.json` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lifecycle {
    /// The table whose rows are sessions.
    pub table: String,
    /// The stages, in the order in which they are filled in.
    pub stages: Vec<Stage>,
    /// The column that names the current stage.
    pub current_stage_column: String,
    /// The column that lists the completed stages.
    pub completed_stages_column: String,
    /// The column that holds the percentage completed.
    pub completion_percentage_column: String,
    /// The column that holds the status.
    pub status_column: String,
    /// The statuses in which a new session may begin.
    pub initial: Vec<String>,
    /// Statuses of sessions whose stages are all completed.
    pub finished: Vec<String>,
    /// For each status, those that may follow; the keys are all the statuses.
    pub transitions: Vec<(String, Vec<String>)>,
}

/// One stage of the wizard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// `organizerSetup` …
    pub stage: String,
    /// The jsonb column that holds its data.
    pub column: String,
    /// The file name of its schema, without `.json`.
    pub schema: String,
}

/// How many stages a lifecycle may have: the runtime keeps sets of them in a byte.
pub const MAX_STAGES: usize = 8;
