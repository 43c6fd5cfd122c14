//! The wizard's own rules, as far as they are data: codes, params, sentences. What they judge is in the runtime's code.

use crate::model::codes::Param;

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The code of its issues.
    pub code: String,
    /// What the rule asks for.
    pub asks: String,
    /// The place of its issues: "the e-mail".
    pub at: String,
    /// Whether the rule only gives advice, since the data may well be intended.
    pub advice: bool,
    /// The params of its issues.
    pub params: Vec<Param>,
    /// What the names of its params do not say.
    pub note: Option<String>,
    /// The template of its English message.
    pub sentence: String,
}
