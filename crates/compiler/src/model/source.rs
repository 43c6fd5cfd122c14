//! Everything in one folder of schemas, read. Knows files only by name.

use crate::model::constraints::Told;
use crate::model::lifecycle::{Lifecycle, Stage};
use crate::model::rules::Rule;
use crate::model::schema::Schema;
use crate::model::table::Database;

/// Everything in `schemas/`.
#[derive(Clone, Debug)]
pub struct Source {
    /// The tables after all migrations.
    pub database: Database,
    /// The order of the stages and the statuses.
    pub lifecycle: Lifecycle,
    /// One for each stage, in lifecycle order.
    pub stages: Vec<StageSource>,
    /// A hash of the migrations, stage schemas and lifecycle.
    pub version: String,
    /// The wizard's own rules.
    pub rules: Vec<Rule>,
    /// What the wizard says about constraints.
    pub constraints: Vec<Told>,
}

/// A stage's schema and where it came from.
#[derive(Clone, Debug)]
pub struct StageSource {
    /// `organizer` …: the file's name without `.json`.
    pub name: String,
    /// The file's text, for publishing it.
    pub text: String,
    /// The schema that the text defines.
    pub schema: Schema,
}

/// The contents of a folder that is not the wizard's: tables, and optionally stages. Nothing relates the two.
#[derive(Clone, Debug)]
pub struct Mirrored {
    /// The tables after all migrations.
    pub database: Database,
    /// The name of each stage.
    pub stages: Vec<Stage>,
    /// The schemas of the same stages.
    pub sources: Vec<StageSource>,
    /// A hash of the migrations and the stage schemas.
    pub version: String,
}
