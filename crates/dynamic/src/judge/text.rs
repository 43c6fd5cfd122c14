//! Keywords for texts (2020-12 validation, sections 6.3 and 7; draft 7's content keywords).

use json_tape::{JsonStr, Value};
use jsonschema::error::ValidationErrorKind;
use serde_json::Value as Json;

use super::{Judge, Param, Stop};
use crate::node::{Content, Format, TextKeywords};
use crate::surrogates::{code_points, in_pattern, shown};

impl<'d> Judge<'_, 'd> {
    /// Judges by `minLength`, `maxLength`, `pattern` and `format`: after the first fault, the others add nothing new.
    #[inline(never)]
    pub(super) fn text(&mut self, keywords: &TextKeywords, value: Value<'d>) -> bool {
        let Some(text) = value.as_str() else { return true };
        if !self.spend(text.span().len() / 8) {
            return false;
        }
        let good = if let Some(least) = keywords.min_length
            && length(text) < least
        {
            self.tell("minLength", &[("limit", Param::Count(least))])
        } else if let Some(most) = keywords.max_length
            && length(text) > most
        {
            self.tell("maxLength", &[("limit", Param::Count(most))])
        } else if let Some((source, pattern)) = &keywords.pattern
            && !self.matches(pattern, text)
        {
            self.tell("pattern", &[("pattern", Param::Text(source))])
        } else if let Some((name, format)) = &keywords.format
            && !match format {
                Format::Own(check) => check(shown(&text.to_cow()).as_bytes()),
                Format::Regex => self.is_pattern(&in_pattern(&text.to_cow())),
                Format::Crate(validator) => validator.is_valid(&Json::String(shown(&text.to_cow()).into_owned())),
                Format::OfNumber(_) => true,
            }
        {
            self.tell("format", &[("format", Param::Text(name))])
        } else {
            true
        };
        match &keywords.content {
            Some(content) if self.goes_on(good) => self.content(content, &shown(&text.to_cow())) && good,
            _ => good,
        }
    }

    /// Whether the text is a pattern. If it exceeds the engine's limits it may still be one, so the call ends without a
    /// verdict.
    fn is_pattern(&mut self, text: &str) -> bool {
        match ecma_regex::Pattern::new(text) {
            Ok(_) => true,
            Err(error) => {
                if error.is_beyond_limits() {
                    self.stopped = Some(Stop::Work);
                }
                false
            }
        }
    }

    /// Whether the pattern matches anywhere in the text. Its steps are taken from the call's budget.
    pub(super) fn matches(&mut self, pattern: &ecma_regex::Pattern, text: JsonStr<'_>) -> bool {
        if self.stopped.is_some() {
            return false;
        }
        let text = text.to_cow();
        let matched = match code_points(&text) {
            Some(points) if self.spend(points.len()) => pattern.is_match_code_points(&points, &mut self.work),
            Some(_) => return false,
            None => pattern.is_match(&text, &mut self.work),
        };
        match matched {
            Ok(matches) => matches,
            Err(_) => {
                self.stopped = Some(Stop::Work);
                false
            }
        }
    }

    fn content(&mut self, content: &Content, text: &str) -> bool {
        match content.validator.validate(&Json::String(text.to_owned())) {
            Ok(()) => true,
            Err(error) => match error.kind() {
                ValidationErrorKind::ContentMediaType { .. } => {
                    self.tell("contentMediaType", &[("contentMediaType", Param::Json(&content.media_type))])
                }
                _ => self.tell("contentEncoding", &[("contentEncoding", Param::Json(&content.encoding))]),
            },
        }
    }
}

/// The length in code points; a lone surrogate counts as one.
fn length(text: JsonStr<'_>) -> u64 {
    let spelled = if text.is_ascii() { None } else { code_points(&text.to_cow()) };
    spelled.map_or_else(|| text.code_points(), |points| points.len()) as u64
}
