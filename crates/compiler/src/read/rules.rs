//! `schemas/rules.json` → the rules. Knows the members' names.

use crate::error::Result;
use crate::model::rules::Rule;
use crate::read::entries;

const MEMBERS: [&str; 7] = ["code", "asks", "at", "advice", "params", "note", "sentence"];

/// Reads the file's text; `file` names it in errors.
///
/// # Errors
/// What is wrong, with the file, the position and the RFC 6901 pointer.
pub fn read(file: &str, text: &str) -> Result<Vec<Rule>> {
    entries::read(file, text, &MEMBERS, "code", |entry| {
        Ok(Rule {
            code: entry.text("code")?,
            asks: entry.text("asks")?,
            at: entry.text("at")?,
            advice: entry.is_true("advice"),
            params: entry.params()?,
            note: entry.optional("note")?,
            sentence: entry.text("sentence")?,
        })
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::read;

    #[test]
    fn reads_params_and_says_what_is_wrong() {
        let rule = r#"{ "code": "late", "asks": "a", "at": "b", "params": { "tier?": "string" }, "sentence": "c" }"#;
        let rules = read("rules.json", &format!("[{rule}]")).unwrap();
        assert_eq!((rules[0].params[0].name.as_str(), rules[0].params[0].optional), ("tier", true));
        for (text, said) in [
            (format!("[{rule},\n{rule}]"), "rules.json:2:11: #/1/code: another entry has the same one"),
            ("[{}]".to_owned(), "rules.json:1:2: #/0/code: it must be a text that is not empty"),
            (r#"[{ "codes": 1 }]"#.to_owned(), "rules.json:1:13: #/0/codes: it is not known here"),
            (r#"[{ "code": "Late" }]"#.to_owned(), "rules.json:1:12: #/0/code: it must be of small letters and `_`"),
        ] {
            assert_eq!(read("rules.json", &text).unwrap_err().to_string(), said);
        }
    }
}
