use super::{compile, judge};

/// The constraint that a new row violates.
fn violated(row: &str) -> Option<String> {
    judge(row, None)["error"]["constraint"].as_str().map(str::to_owned)
}

#[test]
fn a_check_is_read_and_judges_rows() {
    let explained = compile("completion_percentage <= 60");
    assert_eq!(explained["bounds"]["maximum"], 60);
    let row = |stages: &str, percentage| {
        format!(r#"{{"session_id":"a","completed_stages":{stages},"completion_percentage":{percentage}}}"#)
    };
    assert_eq!(violated(&row("[]", 0)), None);
    assert_eq!(judge(r#"{"session_id":null}"#, None)["error"]["code"], "23502");
    assert_eq!(judge(r#"{"completion_percentage":80}"#, Some("{}"))["error"]["constraint"], "your_own_check");
}

#[test]
fn an_error_has_its_place_in_the_expression() {
    let error = &compile("status = 'draft'\n  AND soundex(status) = 'D613'")["error"];
    assert_eq!((error["kind"].as_str(), error["line"].as_u64()), (Some("unsupported"), Some(2)), "{error}");
}

#[test]
fn only_one_expression_is_read() {
    for text in ["true); DROP TABLE wizard_sessions; --", "true), ADD CHECK (false", ""] {
        assert!(compile(text)["error"].is_object(), "{text}");
    }
}
