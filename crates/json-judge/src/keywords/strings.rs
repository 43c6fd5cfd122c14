//! `minLength`, `maxLength`, `pattern` and `format`. Only the first that a string does not meet is reported, since
//! correcting one usually corrects the others too.

use finding::Param;
use json_tape::{JsonStr, Value};

use crate::{Judge, StringKeywords};

#[inline]
pub(crate) fn judge(judge: &mut Judge<'_>, keywords: &'static StringKeywords, value: Value<'_>, text: JsonStr<'_>) {
    if is_shorter(text, keywords.min_length) {
        judge.beyond(value, "minLength", keywords.min_length);
    } else if is_longer(text, keywords.max_length) {
        judge.beyond(value, "maxLength", keywords.max_length);
    } else if let Some((pattern, matches)) = keywords.pattern
        && !text.map(matches)
    {
        judge.fail(value, "pattern").param("pattern", Param::Json(pattern.as_bytes()));
    } else if let Some((name, format)) = keywords.format
        && !text.map(format)
    {
        judge.fail(value, "format").param("format", Param::Text(name));
    }
}

/// Whether the string has fewer code points than the limit. It is empty only if its source is.
fn is_shorter(text: JsonStr<'_>, limit: u32) -> bool {
    match limit {
        0 => false,
        1 => text.length() == 0,
        _ => text.code_points() < limit as usize,
    }
}

/// Whether the string has more code points than the limit. It never has more than its source has bytes.
fn is_longer(text: JsonStr<'_>, limit: u32) -> bool {
    text.length() > limit as usize && text.code_points() > limit as usize
}
