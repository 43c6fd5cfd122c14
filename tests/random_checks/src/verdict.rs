//! Whether the module and the servers agree about a request. Knows what only a server can know, and where versions may
//! differ.

use conformance::server::{Outcome, Rejection};

use crate::program::{Answer, NOT_COMPUTED};

/// How two verdicts compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Agreement,
    /// The module says that the value is one that only the server can judge.
    UnknowableValue,
    /// The server's error comes of a CHECK that the module says it cannot judge.
    UnknowableCheck,
    /// The server's error comes of computing what the compiler left to it.
    OnlyTheServerComputes,
    /// Another row has the key.
    Unique,
    /// The stored row of an update could not be stored.
    NoCurrent,
    Disagreement,
}

impl Comparison {
    /// All but agreement and disagreement, which are counted apart.
    pub const EXPECTED: [Self; 5] =
        [Self::UnknowableValue, Self::UnknowableCheck, Self::OnlyTheServerComputes, Self::Unique, Self::NoCurrent];

    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::UnknowableValue => "values that only the server can judge",
            Self::UnknowableCheck => "CHECKs that only the server can judge",
            Self::OnlyTheServerComputes => "generated columns that only the server computes",
            Self::Unique => "keys that another row has",
            Self::NoCurrent => "rows that could not be stored",
            Self::Disagreement => "disagreements",
        }
    }
}

/// Compares the module's answer with what one server said; `only_the_server_computes` if the table has a generated column
/// that the module does not compute.
pub fn compare(answer: &Answer, outcome: &Outcome, only_the_server_computes: bool) -> Comparison {
    let server = match outcome {
        Outcome::Accepted => None,
        Outcome::Rejected(error) => Some(error),
        Outcome::NoCurrent(_) => return Comparison::NoCurrent,
    };
    let agree = match (&answer.found, server) {
        (None, None) => true,
        (Some(found), Some(error)) => {
            found.sqlstate == error.sqlstate
                && found.constraint == error.constraint
                // PostgreSQL names the column of 23502 alone.
                && (error.column.is_none() || found.column == error.column)
        }
        _ => false,
    };
    if agree {
        return Comparison::Agreement;
    }
    if answer.found.as_ref().is_some_and(|found| found.unknowable) {
        return Comparison::UnknowableValue;
    }
    match server {
        Some(error) if is_not_judged(answer, error) => Comparison::UnknowableCheck,
        Some(error) if only_the_server_computes && error.sqlstate != "428C9" => Comparison::OnlyTheServerComputes,
        Some(error) if matches!(error.sqlstate.as_str(), "23505" | "21000") => Comparison::Unique,
        _ => Comparison::Disagreement,
    }
}

fn is_not_judged(answer: &Answer, error: &Rejection) -> bool {
    match &error.constraint {
        Some(name) => answer.not_judged.contains(name),
        None if error.sqlstate == "23502" => answer.not_judged.iter().any(|name| name == NOT_COMPUTED),
        // An error in the middle of a CHECK names none.
        None => !answer.not_judged.is_empty() && (error.sqlstate.starts_with("22") || error.sqlstate == "0A000"),
    }
}
