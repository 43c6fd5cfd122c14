//! Everything that one folder of schemas holds, read. Knows no file but by name.

use crate::model::lifecycle::Lifecycle;
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
