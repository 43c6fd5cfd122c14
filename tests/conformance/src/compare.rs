//! Whether two verdicts agree, and if not, in what way. Knows the expected differences, each with its reason.

use crate::mirror::{Prediction, Refusal};
use crate::server::{Outcome, Rejection};

/// The result of one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    Agreement,
    /// The module accepts what the server refuses: never allowed.
    FalseAccept(Rejection),
    /// Both refuse, with different SQLSTATE, constraint or column: never allowed.
    OtherError {
        server: Rejection,
        module: Rejection,
    },
    /// The module refuses what the server stores: never allowed.
    FalseReject(Rejection),
    /// The module refuses and the server answers differently, in one of the listed families.
    Listed(&'static str),
    /// The generator made a stored row that the server refuses.
    NoCurrent(Rejection),
}

impl Finding {
    pub fn is_permitted(&self) -> bool {
        matches!(self, Self::Agreement | Self::Listed(_))
    }
}

/// `major` is the server's version, since versions differ in places; `left` are the CHECKs that are left to the server.
pub fn compare(prediction: &Prediction, outcome: &Outcome, major: u32, left: &[String]) -> Finding {
    match (prediction, outcome) {
        // The module may still foresee a later error, which the server did not come to.
        (_, Outcome::Rejected(server))
            if server.sqlstate == "23514" && server.constraint.as_ref().is_some_and(|name| left.contains(name)) =>
        {
            Finding::Listed("a CHECK that its comment leaves to the server")
        }
        (_, Outcome::NoCurrent(rejection)) => Finding::NoCurrent(rejection.clone()),
        (Prediction::Accepted, Outcome::Accepted) => Finding::Agreement,
        (Prediction::Accepted, Outcome::Rejected(rejection)) => Finding::FalseAccept(rejection.clone()),
        (Prediction::Rejected(refusal), Outcome::Accepted) => match listed(refusal, major) {
            Some(family) => Finding::Listed(family),
            None => Finding::FalseReject(refusal.error.clone()),
        },
        (Prediction::Rejected(refusal), Outcome::Rejected(server)) => {
            let error = &refusal.error;
            let same = error.sqlstate == server.sqlstate
                && error.constraint == server.constraint
                // PostgreSQL names a column only in 23502; the module may name one in other errors too.
                && (server.column.is_none() || error.column == server.column);
            // If the server accepted the value that the module refuses, it may have found a later error.
            match (same, listed(refusal, major)) {
                (true, _) => Finding::Agreement,
                (false, Some(family)) => Finding::Listed(family),
                (false, None) => Finding::OtherError { server: server.clone(), module: error.clone() },
            }
        }
    }
}

/// The family of a refusal on which the server may differ (README, "Where versions differ").
fn listed(refusal: &Refusal, major: u32) -> Option<&'static str> {
    // The module says so itself, also to callers: `issue.params.unknowable`.
    if refusal.unknowable {
        return Some("a date spelling that only the server can judge");
    }
    let raw = refusal.value.as_deref()?;
    // A string counts by its value, not by its escapes: `"995-119\nm"` has a unit.
    let decoded = serde_json::from_str::<String>(raw);
    let text = decoded.as_deref().unwrap_or(raw);
    let sqlstate = refusal.error.sqlstate.as_str();
    if major < 17 {
        // PostgreSQL 17 made its date parser stricter, and reads array literals with a new lexer.
        let lower = text.to_ascii_lowercase();
        const UNITS: [&str; 11] = ["y", "m", "d", "h", "s", "mm", "dow", "doy", "isodow", "isoyear", "j"];
        let unit = lower.split(|c: char| !c.is_ascii_alphabetic()).any(|word| UNITS.contains(&word));
        if sqlstate == "22007" && (lower.contains("epoch") || lower.contains("infinity")) {
            return Some("`epoch` or `infinity` beside other fields (until 16)");
        }
        if sqlstate == "22007" && unit {
            return Some("a date with units among its fields (until 16)");
        }
        if sqlstate == "54000" && lower.starts_with(|c: char| c == '[' || c.is_ascii_whitespace()) {
            return Some("an array bound out of range (another SQLSTATE until 16)");
        }
    }
    if major >= 17 {
        if sqlstate == "22007" && text.trim().eq_ignore_ascii_case("+infinity") {
            return Some("`+infinity` (from 17 on)");
        }
        let lower = text.to_ascii_lowercase();
        let offset_behind_label = lower.match_indices('t').any(|(at, _)| {
            let (before, after) = (lower.get(..at).unwrap_or_default(), lower.get(at + 1..).unwrap_or_default());
            !before.ends_with(|c: char| c.is_ascii_alphabetic()) && after.trim_start().starts_with(['+', '-'])
        });
        if sqlstate == "22007" && offset_behind_label {
            return Some("an offset between the `T` and the time (from 17 on)");
        }
        if sqlstate == "22P02" && text.contains("{}") {
            return Some("an array literal of empty arrays (from 17 on)");
        }
    }
    let digits = text.trim_matches(|c: char| c.is_ascii_whitespace() || c == '+' || c == '-').to_ascii_lowercase();
    let prefixed = ["0x", "0o", "0b"].iter().any(|prefix| digits.starts_with(prefix));
    let grouped = digits.contains('_') && digits.chars().all(|c| c.is_ascii_hexdigit() || "xo_".contains(c));
    if major >= 16 && sqlstate == "22003" && !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Some("an integer out of range and misspelt (another SQLSTATE from 16 on)");
    }
    // PostgreSQL 16 adopted the SQL:2023 spellings of integers; 15 refuses them.
    if major >= 16 && sqlstate == "22P02" && (prefixed || grouped) {
        return Some("an integer with a prefix or underscores (from 16 on)");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Finding, compare};
    use crate::mirror::{Prediction, Refusal};
    use crate::server::{Outcome, Rejection};

    #[test]
    fn what_a_comment_leaves_to_the_server_is_listed_and_nothing_else() {
        let rejection = |sqlstate: &str, constraint: &str| Rejection {
            sqlstate: sqlstate.to_owned(),
            constraint: Some(constraint.to_owned()),
            column: None,
            message: String::new(),
        };
        let foreseen = Refusal { error: rejection("23514", "z"), value: None, unknowable: false };
        let left = ["s".to_owned()];
        for (constraint, sqlstate, is_listed) in [("s", "23514", true), ("t", "23514", false), ("s", "22012", false)] {
            let outcome = Outcome::Rejected(rejection(sqlstate, constraint));
            for prediction in [Prediction::Accepted, Prediction::Rejected(foreseen.clone())] {
                let finding = compare(&prediction, &outcome, 18, &left);
                assert_eq!(matches!(finding, Finding::Listed(_)), is_listed, "{finding:?}");
                assert_eq!(finding.is_permitted(), is_listed);
            }
        }
        // What the module refuses, the server must refuse.
        let finding = compare(&Prediction::Rejected(foreseen), &Outcome::Accepted, 18, &left);
        assert!(matches!(finding, Finding::FalseReject(_)));
    }
}
