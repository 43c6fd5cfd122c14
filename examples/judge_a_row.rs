//! Judges a row of `wizard_sessions` before it is sent: `cargo run --example judge_a_row`.

use event_wizard_validator::generated::WIZARD_SESSIONS;
use event_wizard_validator::validator::{CallError, Options, Validator};
use finding::{Issue, Source};

/// Keep the validator: it reuses its memory.
fn judge(validator: &mut Validator, body: &str) -> Result<Vec<Issue>, CallError> {
    let judgement = validator.row(&WIZARD_SESSIONS, body.as_bytes(), None, &Options::default())?;
    Ok(judgement.issues())
}

/// Whether the server would store the row: rules are stricter than the server.
fn is_persistable(issues: &[Issue]) -> bool {
    issues.iter().all(|issue| issue.source != Source::Database)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut validator = Validator::new();
    let bodies = [
        r#"{ "session_id": "abc", "ticket_data": { "currency": "EUR" } }"#,
        r#"{ "session_id": "abc", "completion_percentage": 101, "ticket_data": { "currency": "EURO" } }"#,
    ];
    for body in bodies {
        let issues = judge(&mut validator, body).map_err(|error| format!("{error:?}"))?;
        println!("{body}\n  {}", if is_persistable(&issues) { "would be stored" } else { "would be rejected" });
        for issue in &issues {
            println!("  {:?} {} at {:?}", issue.source, issue.code, issue.path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_the_server_refuses_from_what_it_stores() {
        let mut validator = Validator::new();
        assert_eq!(judge(&mut validator, r#"{ "session_id": "abc" }"#), Ok(Vec::new()));

        let odd = r#"{ "session_id": "abc", "organizer_data": { "email": "info@a.1" } }"#;
        let stored = judge(&mut validator, odd).unwrap();
        assert_eq!(stored.iter().map(|issue| issue.code).collect::<Vec<_>>(), ["email_domain"]);
        assert!(is_persistable(&stored));

        let refused =
            judge(&mut validator, r#"{ "session_id": "abc", "ticket_data": { "currency": "EURO" } }"#).unwrap();
        assert_eq!(refused.iter().map(|issue| issue.code).collect::<Vec<_>>(), ["ticket_data_valid", "enum"]);

        let refused = judge(&mut validator, r#"{ "session_id": "abc", "status": "paused" }"#).unwrap();
        assert_eq!(refused[0].constraint, Some("valid_status"));
        assert!(!is_persistable(&refused));
    }
}
