//! Everything that one folder of schemas holds, read. Knows no file but by name.

use crate::model::lifecycle::{Lifecycle, Stage};
use crate::model::rules::Rule;
use crate::model::schema::Schema;
use crate::model::table::Database;

/// All that `schemas/` holds.
#[derive(Clone, Debug)]
pub struct Source {
    /// The tables after all migrations.
    pub database: Database,
    /// The order of the stages and the statuses.
    pub lifecycle: Lifecycle,
    /// One a stage, in lifecycle order.
    pub stages: Vec<StageSource>,
    /// A hash of the migrations, stage schemas and lifecycle.
    pub version: String,
    /// The wizard's own rules.
    pub rules: Vec<Rule>,
}

/// A stage's schema and where it came from.
#[derive(Clone, Debug)]
pub struct StageSource {
    /// `organizer` …: the file's name without `.json`.
    pub name: String,
    /// The file's text, for what publishes it.
    pub text: String,
    /// What the text says.
    pub schema: Schema,
}

/// What a folder holds that is not the wizard's: tables, and perhaps stages. Nothing relates them.
#[derive(Clone, Debug)]
pub struct Mirrored {
    /// The tables after all migrations.
    pub database: Database,
    /// What each stage is called.
    pub stages: Vec<Stage>,
    /// The same stages' schemas.
    pub sources: Vec<StageSource>,
    /// A hash of the migrations and the stage schemas.
    pub version: String,
}
