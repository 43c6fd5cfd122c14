//! What the wizard says about a violated constraint besides its SQL, as far as it is data. How it is found out is in the
//! runtime's code.

use crate::model::codes::Param;

/// What is said about a constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The constraint's name, which is the code of its issues.
    pub constraint: String,
    /// The place of its issues: "the percentage".
    pub at: String,
    /// The params of its issues, besides those that the CHECK itself gives.
    pub params: Vec<Param>,
    /// What the names of its params do not say.
    pub note: Option<String>,
}
