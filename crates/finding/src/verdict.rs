//! The answer to a question about a row or a stage.

use alloc::vec::Vec;

#[cfg(feature = "serde")]
use serde::Serialize;

use crate::{Issue, Source};

/// The answer to "may this be saved, and is it sound?".
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(Serialize))]
pub struct Verdict {
    /// `database` issues come first, in PostgreSQL's order: the first is the error that the server would return.
    pub issues: Vec<Issue>,
    /// Whether there are more issues than these.
    pub truncated: bool,
}

impl Verdict {
    /// Whether there are no issues at all.
    #[must_use]
    pub fn valid(&self) -> bool {
        self.issues.is_empty()
    }

    /// Whether the database would accept the data.
    #[must_use]
    pub fn persistable(&self) -> bool {
        self.issues.iter().all(|issue| issue.source != Source::Database)
    }

    /// The issue for the error that the server would return.
    #[must_use]
    pub fn database_error(&self) -> Option<&Issue> {
        self.issues.iter().find(|issue| issue.source == Source::Database)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(sources: &[Source]) -> Verdict {
        let issue = |&source| Issue {
            source,
            code: source.as_str(),
            path: Vec::new(),
            params: Vec::new(),
            sqlstate: None,
            constraint: None,
            column: None,
        };
        Verdict { issues: sources.iter().map(issue).collect(), truncated: false }
    }

    #[test]
    fn only_the_database_keeps_a_row_from_being_saved() {
        assert!(verdict(&[]).valid() && verdict(&[]).persistable());
        let saved = verdict(&[Source::Schema, Source::Rule]);
        assert!(!saved.valid() && saved.persistable() && saved.database_error().is_none());
        let refused = verdict(&[Source::Rule, Source::Database]);
        assert!(!refused.valid() && !refused.persistable());
        assert_eq!(refused.database_error().map(|issue| issue.code), Some("database"));
    }
}
