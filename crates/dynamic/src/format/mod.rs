//! The known formats: the stages' formats are checked by the stages' own functions, JSON Schema's others by the
//! `jsonschema` crate, and those that form libraries add have one file each. Knows texts, but no schemas.

mod color;
mod data_url;
mod iso_time;
mod url;

use json_tape::Decimal;
use jsonschema::Draft;
use serde_json::json;

use crate::node::{Check, Format};

/// The functions by which the stages are judged.
const OF_STAGES: [(&str, Check); 13] = [
    ("date", json_format::date),
    ("date-time", json_format::date_time),
    ("e164", json_format::e164),
    ("email", json_format::email),
    ("iana-time-zone", json_format::iana_time_zone),
    ("idn-email", json_format::idn_email),
    ("language-tag", json_format::language_tag),
    ("multi-line-text", json_format::multi_line_text),
    ("single-line-text", json_format::single_line_text),
    ("time", json_format::time),
    ("uri", json_format::uri),
    ("uuid", json_format::uuid),
    ("web-address", json_format::web_address),
];

/// The formats that Ajv (with `ajv-formats`) and react-jsonschema-form add.
const OF_FORMS: [(&str, Check); 9] = [
    ("binary", anything),
    ("byte", data_url::is_base64),
    ("color", color::is_color),
    ("data-url", data_url::is_data_url),
    ("iso-date-time", iso_time::is_date_time),
    ("iso-time", iso_time::is_time),
    ("json-pointer-uri-fragment", is_pointer_fragment),
    ("password", anything),
    ("url", url::is_url),
];

/// Formats for numbers, from OpenAPI; `float` and `double` hold for every number.
const OF_NUMBERS: [(&str, Check); 4] =
    [("double", anything), ("float", anything), ("int32", is_int32), ("int64", is_int64)];

/// JSON Schema's own formats that the `jsonschema` crate judges.
const OF_THE_CRATE: [&str; 11] = [
    "duration",
    "hostname",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json-pointer",
    "relative-json-pointer",
    "uri-reference",
    "uri-template",
];

/// The format with this name; `None` if it is not known.
#[must_use]
pub fn find(name: &str, draft: Draft) -> Option<Format> {
    if name == "regex" {
        return Some(Format::Regex);
    }
    if let Some((_, check)) = OF_STAGES.iter().chain(&OF_FORMS).find(|(known, _)| *known == name) {
        return Some(Format::Own(*check));
    }
    if let Some((_, check)) = OF_NUMBERS.iter().find(|(known, _)| *known == name) {
        return Some(Format::OfNumber(*check));
    }
    OF_THE_CRATE.iter().find(|known| **known == name)?;
    // Only since draft 7 may host names begin with a digit; the other formats are the same in all dialects.
    let draft = if name == "hostname" { draft } else { Draft::Draft202012 };
    let options = jsonschema::options().with_draft(draft).should_validate_formats(true);
    Some(Format::Crate(Box::new(options.build(&json!({ "format": name })).ok()?)))
}

/// The error message for an unknown format.
#[must_use]
pub fn unknown(name: &str) -> String {
    let known = OF_STAGES.iter().chain(&OF_FORMS).chain(&OF_NUMBERS).map(|(known, _)| *known);
    let mut known: Vec<_> = known.chain(OF_THE_CRATE).chain(["regex"]).collect();
    known.sort_unstable();
    format!(
        "“{name}” is no format known here; known are {}. With `unknownFormats: 'ignore'` it is an annotation",
        known.join(", ")
    )
}

fn anything(_: &[u8]) -> bool {
    true
}

/// RFC 6901, section 6.
fn is_pointer_fragment(text: &[u8]) -> bool {
    let Some(text) = str::from_utf8(text).ok().and_then(|text| text.strip_prefix('#')) else { return false };
    let decoded = crate::pointer::percent_decode(text);
    let tildes = decoded.split('~').skip(1).all(|after| after.starts_with(['0', '1']));
    (decoded.is_empty() || decoded.starts_with('/')) && tildes
}

fn is_int32(number: &[u8]) -> bool {
    whole(number).is_some_and(|whole| i32::try_from(whole).is_ok())
}

fn is_int64(number: &[u8]) -> bool {
    whole(number).is_some()
}

fn whole(number: &[u8]) -> Option<i64> {
    Decimal::new(number).as_i64()
}
