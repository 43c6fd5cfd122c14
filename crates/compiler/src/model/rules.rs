//! The wizard's own rules, as far as words tell them: codes, params, sentences. What they judge is the runtime's code.

use crate::model::codes::Param;

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its issues' code.
    pub code: String,
    /// What it asks for.
    pub asks: String,
    /// Where its issues stand: "the e-mail".
    pub at: String,
    /// Whether what it speaks of may be meant so.
    pub advice: bool,
    /// Its issues' params.
    pub params: Vec<Param>,
    /// What its params do not say by their names.
    pub note: Option<String>,
    /// The template of its English message.
    pub sentence: String,
}
