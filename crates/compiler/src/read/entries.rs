//! What `rules.json` and `constraints.json` have in common: a list of objects, each of which describes one code. Knows
//! none of their members but `params`.

use serde_json::{Map, Value};

use crate::error::{Error, Place, Result};
use crate::model::codes::Param;
use crate::read::json;

/// One object of the list.
pub struct Entry<'j> {
    members: &'j Map<String, Value>,
    at: String,
}

/// Reads a file's text: `read` makes something of each object, which may have these members; no two have the same
/// `code`. `file` names the text in errors.
pub fn read<T>(
    file: &str,
    text: &str,
    known: &[&str],
    code: &str,
    read: impl Fn(&Entry<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let all = || {
        let json = json::parse(text)?;
        let list = json.as_array().ok_or_else(|| invalid(String::new(), "it must be an array"))?;
        let mut made = Vec::new();
        let mut codes = Vec::new();
        for (index, json) in list.iter().enumerate() {
            let at = format!("/{index}");
            let members = json.as_object().ok_or_else(|| invalid(at.clone(), "it must be an object"))?;
            let entry = Entry { members, at };
            if let Some(name) = members.keys().find(|name| !known.contains(&name.as_str())) {
                return Err(entry.invalid(name, "it is not known here"));
            }
            let its = entry.text(code)?;
            if !its.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
                return Err(entry.invalid(code, "it must be of small letters and `_`"));
            }
            if codes.contains(&its) {
                return Err(entry.invalid(code, "another entry has the same one"));
            }
            made.push(read(&entry)?);
            codes.push(its);
        }
        Ok(made)
    };
    all().map_err(|error| json::located(error, file, text))
}

impl Entry<'_> {
    /// A member that must be a text.
    pub fn text(&self, name: &str) -> Result<String> {
        match self.members.get(name).and_then(Value::as_str) {
            Some(text) if !text.is_empty() => Ok(text.to_owned()),
            _ => Err(self.invalid(name, "it must be a text that is not empty")),
        }
    }

    /// A member that may be missing, and otherwise must be a text.
    pub fn optional(&self, name: &str) -> Result<Option<String>> {
        self.members.get(name).map(|_| self.text(name)).transpose()
    }

    /// Whether a member is true.
    pub fn is_true(&self, name: &str) -> bool {
        self.members.get(name) == Some(&Value::Bool(true))
    }

    /// The member `params`: each param with its TypeScript type.
    pub fn params(&self) -> Result<Vec<Param>> {
        let params = self.members.get("params").and_then(Value::as_object);
        let of = |(name, ty): (&String, &Value)| {
            let step = || format!("params/{}", json::step(name));
            let ty = ty.as_str().ok_or_else(|| self.invalid_at(&step(), "it must be a TypeScript type"))?;
            Ok(Param::new(name, ty))
        };
        params.into_iter().flatten().map(of).collect()
    }

    /// Says what is wrong with a member.
    pub fn invalid(&self, name: &str, message: &str) -> Error {
        self.invalid_at(&json::step(name), message)
    }

    fn invalid_at(&self, steps: &str, message: &str) -> Error {
        invalid(format!("{}/{steps}", self.at), message)
    }
}

fn invalid(pointer: String, message: &str) -> Error {
    Error::invalid(message).in_place(Place::Pointer(pointer))
}
