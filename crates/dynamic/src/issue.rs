//! What is wrong with the data, as the compiled stages say it: the same codes, places and params. Knows no schema.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::pointer::Segment;
use crate::surrogates;

/// Code points up to which a text of the data is repeated.
pub const LONGEST_TEXT: usize = 200;

/// One thing wrong.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Issue {
    /// The keyword; or [`NOT_JUDGED`].
    pub code: &'static str,
    /// From the data's root to the value; of a missing value, to where it should be.
    pub path: Vec<Segment>,
    pub params: Map<String, Value>,
}

/// The code of what could not be judged to its end. Its `reason` is `work` (schema and data together ask for more
/// steps than `limit`), `depth` (they lead through more than `limit` levels) or `size` (the data has more than `limit` bytes).
pub const NOT_JUDGED: &str = "notJudged";

/// The text, cut where it is long.
#[must_use]
pub fn cut(text: &str) -> String {
    match surrogates::beginning(text, LONGEST_TEXT) {
        Some(beginning) => format!("{beginning}…"),
        None => text.to_owned(),
    }
}
