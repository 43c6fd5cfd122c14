//! A test case: one request body for one table. Cases are data; the corpus keeps those that once disagreed.

use serde::{Deserialize, Serialize};
use std::path::Path;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Operation {
    Insert,
    Update,
    Upsert,
}

impl Operation {
    pub fn name(self) -> &'static str {
        match self {
            Self::Insert => "insert",
            Self::Update => "update",
            Self::Upsert => "upsert",
        }
    }
}

/// How a request treats keys that only other rows of an array have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Missing {
    /// Not at all: rows with different keys are refused.
    #[default]
    Omitted,
    /// `?columns=` lists the keys of all rows, as supabase-js does for arrays.
    Null,
    /// The same with `Prefer: missing=default`.
    Default,
}

impl Missing {
    fn is_omitted(&self) -> bool {
        *self == Self::Omitted
    }
}

/// A line of `corpus/*.jsonl`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Case {
    pub table: String,
    pub operation: Operation,
    /// The request body: JSON text, or something that should have been.
    pub body: String,
    #[serde(default, skip_serializing_if = "Missing::is_omitted")]
    pub missing: Missing,
    /// What `?columns=` lists, if not the keys of the body's rows: supabase-js also lists keys whose value is
    /// undefined, which the body lacks. Has no effect if `missing` is omitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<Vec<String>>,
    /// The stored row that an update or upsert applies to: all columns, as JSON text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<String>,
    /// What once went wrong in this case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Every line of the `*.jsonl` files in a folder, in the order of the files.
pub fn read_lines<T: serde::de::DeserializeOwned>(folder: &Path) -> Result<Vec<T>, String> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "jsonl"))
        .collect();
    files.sort();
    let mut lines = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let read =
                serde_json::from_str(line).map_err(|error| format!("{}:{}: {error}", file.display(), number + 1))?;
            lines.push(read);
        }
    }
    Ok(lines)
}
