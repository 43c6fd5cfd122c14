//! `schemas/rules.json` → the rules. Knows the members' names.

use serde_json::Value;

use crate::error::{Error, Place, Result};
use crate::model::codes::Param;
use crate::model::rules::Rule;
use crate::read::json;

const MEMBERS: [&str; 7] = ["code", "asks", "at", "advice", "params", "note", "sentence"];

/// Reads the file's text; `file` names it in errors.
///
/// # Errors
/// What is wrong, with the file, the position and the RFC 6901 pointer.
pub fn read(file: &str, text: &str) -> Result<Vec<Rule>> {
    let read = || {
        let json = json::parse(text)?;
        let list = json.as_array().ok_or_else(|| invalid(String::new(), "it must be an array"))?;
        let mut rules: Vec<Rule> = Vec::new();
        for (index, json) in list.iter().enumerate() {
            let rule = rule(json, &format!("/{index}"))?;
            if rules.iter().any(|other| other.code == rule.code) {
                return Err(invalid(format!("/{index}/code"), "another rule has the same code"));
            }
            rules.push(rule);
        }
        Ok(rules)
    };
    read().map_err(|error| json::located(error, file, text))
}

fn rule(json: &Value, at: &str) -> Result<Rule> {
    let members = json.as_object().ok_or_else(|| invalid(at.to_owned(), "it must be an object"))?;
    if let Some(name) = members.keys().find(|name| !MEMBERS.contains(&name.as_str())) {
        return Err(invalid(format!("{at}/{}", json::step(name)), "it is not known here"));
    }
    let text = |name: &str| match members.get(name).and_then(Value::as_str) {
        Some(text) if !text.is_empty() => Ok(text.to_owned()),
        _ => Err(invalid(format!("{at}/{name}"), "it must be a text that is not empty")),
    };
    let code = text("code")?;
    if !code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
        return Err(invalid(format!("{at}/code"), "it must be of small letters and `_`"));
    }
    let mut params = Vec::new();
    for (name, ty) in members.get("params").and_then(Value::as_object).into_iter().flatten() {
        let pointer = || format!("{at}/params/{}", json::step(name));
        params.push(Param::new(name, ty.as_str().ok_or_else(|| invalid(pointer(), "it must be a TypeScript type"))?));
    }
    Ok(Rule {
        code,
        asks: text("asks")?,
        at: text("at")?,
        advice: members.get("advice") == Some(&Value::Bool(true)),
        params,
        note: members.get("note").map(|_| text("note")).transpose()?,
        sentence: text("sentence")?,
    })
}

fn invalid(pointer: String, message: &str) -> Error {
    Error::invalid(message).in_place(Place::Pointer(pointer))
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
            (format!("[{rule},\n{rule}]"), "rules.json:2:11: #/1/code: another rule has the same code"),
            ("[{}]".to_owned(), "rules.json:1:2: #/0/code: it must be a text that is not empty"),
            (r#"[{ "codes": 1 }]"#.to_owned(), "rules.json:1:13: #/0/codes: it is not known here"),
        ] {
            assert_eq!(read("rules.json", &text).unwrap_err().to_string(), said);
        }
    }
}
