//! SQL that the compiler writes into migrations itself, and what it means. Knows no SQL.

use super::expression::Stage;
use super::lifecycle::Lifecycle;

/// All of it, as it would be written now.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The functions.
    pub functions: Vec<KnownFunction>,
    /// The `CREATE TRIGGER` statements that judge transitions.
    pub triggers: Vec<String>,
    /// Whose transitions they judge.
    pub lifecycle: Option<Lifecycle>,
}

/// A function.
#[derive(Clone, Debug)]
pub struct KnownFunction {
    /// The `CREATE FUNCTION` statement.
    pub sql: String,
    /// What it does.
    pub meaning: Meaning,
}

/// What a function does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// It says whether a document meets a stage's schema.
    Stage {
        /// The stage.
        stage: Stage,
        /// The column that holds the stage's data.
        column: String,
    },
    /// It is called by one of the others.
    Part,
    /// It is the trigger function that judges transitions.
    Transitions,
}
