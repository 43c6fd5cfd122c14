//! `format` → a condition in SQL that says exactly what `json-format` says. Knows each format's grammar; a format that no
//! stage uses is not written.

use std::sync::LazyLock;

use json_format::text::is_invisible;

use super::characters::{BEYOND_ASCII, ranges};
use super::function::{Draft, Function, Pattern, SCHEMA};
use super::literal;
use crate::error::{Error, Result};
use crate::model::schema::Format;

/// A format in SQL.
#[derive(Debug)]
pub struct Condition {
    /// What must hold, one condition each; the text is an expression that can be used more than once.
    pub all: Vec<String>,
    /// The patterns that the conditions name.
    pub patterns: Vec<Pattern>,
    /// The functions that the conditions call.
    pub functions: Vec<Function>,
}

/// The condition that a text has a format.
///
/// # Errors
/// If the format is not written in SQL.
pub fn condition(format: Format, text: &str) -> Result<Condition> {
    let matches = |pattern: Pattern| Condition {
        all: vec![format!("({text}) ~ {}", pattern.name)],
        patterns: vec![pattern],
        functions: vec![],
    };
    let calls = |function: Function| Condition {
        all: vec![format!("{SCHEMA}.{}({text})", function.name)],
        patterns: vec![],
        functions: vec![function],
    };
    let shows = |refused: Pattern| Condition {
        all: vec![format!("({text}) !~ {}", refused.name), format!("({text}) ~ visible")],
        patterns: vec![refused, visible()],
        functions: vec![],
    };
    Ok(match format.name {
        "single-line-text" => shows(refused_in_line()),
        "multi-line-text" => shows(refused()),
        "e164" => matches(Pattern {
            name: "e164",
            comment: "A plus sign and 7 to 15 digits, the first of them not 0.",
            text: "^[+][1-9][0-9]{6,14}$".to_owned(),
        }),
        "language-tag" => matches(Pattern {
            name: "language_tag",
            comment: "A language and subtags, the last of which has more than one character.",
            text: "^[A-Za-z]{2,8}(?:(?:-[A-Za-z0-9]{1,8})*-[A-Za-z0-9]{2,8})?$".to_owned(),
        }),
        "date-time" => {
            let rare = leap_date_time();
            Condition {
                all: vec![format!("(({text}) ~ date_time OR {SCHEMA}.{}({text}))", rare.name)],
                patterns: vec![date_time(false)],
                functions: vec![rare],
            }
        }
        "iana-time-zone" => calls(time_zone()),
        "idn-email" => calls(idn_email()),
        "web-address" => calls(web_address()),
        name => return Err(Error::unsupported(format!("the format `{name}` is not written in SQL"))),
    })
}

/// Control characters, line and paragraph separators, and directional overrides.
fn is_refused_in_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202D}' | '\u{202E}')
}

// To look at all characters takes long, and most texts have one of these formats.
static REFUSED_IN_LINE: LazyLock<String> = LazyLock::new(|| ranges(is_refused_in_line));
static REFUSED: LazyLock<String> = LazyLock::new(|| {
    let is_break = |c| matches!(c, '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}');
    ranges(|c| is_refused_in_line(c) && !is_break(c))
});
static INVISIBLE: LazyLock<String> = LazyLock::new(|| ranges(is_invisible));
static INVISIBLE_BEYOND_ASCII: LazyLock<String> = LazyLock::new(|| ranges(|c| !c.is_ascii() && is_invisible(c)));

fn refused_in_line() -> Pattern {
    Pattern {
        name: "refused_in_line",
        comment: "Control characters, line and paragraph separators, and directional overrides.",
        text: format!("[{}]", *REFUSED_IN_LINE),
    }
}

fn refused() -> Pattern {
    Pattern {
        name: "refused",
        comment: "Control characters and directional overrides, but not tabs and line breaks.",
        text: format!("[{}]", *REFUSED),
    }
}

fn visible() -> Pattern {
    Pattern {
        name: "visible",
        comment: "Anything but white space, control characters, and what renderers leave out.",
        text: format!("[^{}]", *INVISIBLE),
    }
}

fn invisible_beyond_ascii() -> Pattern {
    Pattern {
        name: "invisible",
        comment: "White space, control characters, and what renderers leave out, beyond ASCII.",
        text: format!("[{}]", *INVISIBLE_BEYOND_ASCII),
    }
}

/// The pattern of the usual dates, and that of all. PostgreSQL builds the automaton of a pattern anew for each text, so a
/// short pattern is a quick one.
fn date_time(has_leap_days: bool) -> Pattern {
    let month = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8])";
    let usual = format!("[0-9]{{4}}-(?:{month})");
    let leap_year = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
    let day = if has_leap_days { format!("(?:{usual}|{leap_year}-02-29)") } else { usual };
    Pattern {
        name: "date_time",
        comment: if has_leap_days {
            "A day of the calendar, a time of day, and Z or an offset (RFC 3339); no leap second."
        } else {
            "A day of the calendar, a time of day, and Z or an offset (RFC 3339); no leap day, no leap second."
        },
        text: format!(
            "^{day}[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]+)?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$"
        ),
    }
}

/// A function of one text.
fn of_text(name: &str, comment: &str, patterns: &[Pattern], variables: &[&str], body: &str) -> Function {
    let variables: Vec<_> = variables.iter().map(|name| ((*name).to_owned(), "text COLLATE \"C\"")).collect();
    let comment = comment.to_owned();
    Draft { name, parameters: "value text", arguments: "text", comment, patterns, variables: &variables, body }.finish()
}

fn leap_date_time() -> Function {
    of_text(
        "is_leap_date_time",
        "Whether a text is a date-time as RFC 3339 writes it, leap days included; and leap seconds, after 23:59:59 UTC.",
        &[date_time(true)],
        &[],
        "  \
  IF value ~ date_time THEN
    RETURN true;
  END IF;
  -- With another second, it is any date-time.
  IF value !~ '^.{17}60' OR overlay(value PLACING '59' FROM 18 FOR 2) !~ date_time THEN
    RETURN false;
  END IF;
  -- In UTC, it is the last minute of a day.
  RETURN (
    substr(value, 12, 2)::integer * 60 + substr(value, 15, 2)::integer
    - CASE
        WHEN value ~ '[Zz]$' THEN 0
        ELSE (substr(right(value, 6), 2, 2)::integer * 60 + right(value, 2)::integer)
          * CASE WHEN left(right(value, 6), 1) = '-' THEN -1 ELSE 1 END
      END
    + 1440
  ) % 1440 = 1439;
",
    )
}

fn time_zone() -> Function {
    let body = format!(
        "  -- The names in lower case; no two differ only by case.\n  RETURN {} ? lower(value COLLATE \"C\");\n",
        literal::names(json_format::iana_time_zone::names().iter().copied())
    );
    of_text(
        "is_time_zone",
        "Whether a text is the name of a time zone in the IANA time zone database, in any case.",
        &[],
        &[],
        &body,
    )
}

/// A number from 0 to 255 without leading zeros.
const OCTET: &str = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

/// A number from 0 to 255 of one to three digits.
const PADDED_OCTET: &str = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})";

/// Four octets with points between.
fn ipv4(octet: &str) -> String {
    format!("{octet}(?:[.]{octet}){{3}}")
}

/// An IPv6 address without an IPv4 address in it. `::` stands for as many groups of zeros as are missing; at most this
/// many groups may stand beside it.
fn ipv6(most_beside_gap: usize) -> String {
    let group = "[0-9A-Fa-f]{1,4}";
    let mut forms = vec![format!("{group}(?::{group}){{7}}")];
    for before in 0..=most_beside_gap {
        let head = if before == 0 { String::new() } else { format!("{group}(?::{group}){{{}}}", before - 1) };
        forms.push(match most_beside_gap - before {
            0 => format!("{head}::"),
            after => format!("{head}::(?:{group}(?::{group}){{0,{}}})?", after - 1),
        });
    }
    format!("^(?:{})$", forms.join("|"))
}

fn web_address() -> Function {
    // Characters of a label: punctuation, digits, letters and everything beyond ASCII.
    let (punctuation, letter) = ("_-", format!("A-Za-z{BEYOND_ASCII}"));
    let label = format!("[{punctuation}]*[0-9{letter}][0-9{letter}{punctuation}]*");
    // The last label is not a number, or the host would be an IPv4 address.
    let rest = format!("[0-9{letter}{punctuation}]*");
    let last = format!("(?:[0-9]*[{letter}]{rest}|[{punctuation}]+[0-9{letter}]{rest}|[0-9]+[{punctuation}]{rest})");
    let host = format!("(?:(?:{label}[.])*{last}|{})[.]?", ipv4(OCTET));
    let port = "(?::(?:0{0,4}[1-9]|0{0,3}[1-9][0-9]|0{0,2}[1-9][0-9]{2}|0?[1-9][0-9]{3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?";
    let escaped = format!("(?:[]A-Za-z0-9+._!$&'*=~(),;:@/?[{{}}|^{BEYOND_ASCII}-]|%[0-9A-Fa-f]{{2}})*");
    let behind = format!("{port}(?:[/?]{escaped})?(?:#{escaped})?$");
    let scheme = "^[Hh][Tt][Tt][Pp][Ss]?://";
    let patterns = [
        Pattern {
            name: "of_host",
            comment: "http or https, a host of labels or an IPv4 address, perhaps a port; path, query and fragment.",
            text: format!("{scheme}{host}{behind}"),
        },
        Pattern {
            name: "of_literal",
            comment: "The same with an address in brackets for the host.",
            text: format!("{scheme}[[][0-9A-Fa-f:.]+[]]{behind}"),
        },
        Pattern { name: "ipv6", comment: "An IPv6 address; :: stands for one or more groups.", text: ipv6(7) },
        Pattern {
            name: "ends_in_ipv4",
            comment: "The last two groups written as an IPv4 address.",
            text: format!(":{}$", ipv4(OCTET)),
        },
        invisible_beyond_ascii(),
    ];
    of_text(
        "is_web_address",
        "Whether a text is an http or https address that browsers open, international ones included.",
        &patterns,
        &["host", "address"],
        "  \
  IF value ~ of_host THEN
    IF value ~ invisible THEN
      RETURN false;
    END IF;
    -- Labels have up to 63 characters, and hosts up to 253.
    IF char_length(value) <= 70 THEN
      RETURN true;
    END IF;
    host := substring(value FROM '//([^:/?#]*)');
    RETURN host !~ '[^.]{64}' AND char_length(regexp_replace(host, '[.]$', '')) <= 253;
  END IF;
  IF value ~ of_literal AND value !~ invisible THEN
    address := substring(value FROM '[[]([^]]*)[]]');
    IF address ~ ends_in_ipv4 THEN
      address := regexp_replace(address, '[0-9.]+$', '0:0');
    END IF;
    RETURN address ~ ipv6;
  END IF;
  RETURN false;
",
    )
}

fn idn_email() -> Function {
    let atom = format!("[A-Za-z0-9+/_?!$&'*=~#%^`{{|}}{BEYOND_ASCII}-]+");
    let edge = format!("[A-Za-z0-9{BEYOND_ASCII}]");
    let label = format!("{edge}(?:[A-Za-z0-9{BEYOND_ASCII}-]*{edge})?");
    let patterns = [
        Pattern {
            name: "mailbox",
            comment: "Words joined by points, or a quoted text; a domain of labels, or an address in brackets.",
            text: format!(
                "^(?:{atom}(?:[.]{atom})*|\"(?:[] !#-[^-~]|\\u005C[ -~])*\")@(?:{label}(?:[.]{label})*|[[][0-9A-Za-z:.]*[]])$"
            ),
        },
        Pattern {
            name: "ipv4",
            comment: "An IPv4 address in brackets.",
            text: format!("^[[]{}[]]$", ipv4(PADDED_OCTET)),
        },
        Pattern { name: "ipv6", comment: "An IPv6 address; :: stands for two or more groups.", text: ipv6(6) },
        Pattern {
            name: "ends_in_ipv4",
            comment: "The last two groups written as an IPv4 address.",
            text: format!(":{}$", ipv4(PADDED_OCTET)),
        },
        invisible_beyond_ascii(),
    ];
    of_text(
        "is_idn_email",
        "Whether a text is an e-mail address (RFC 5321, and RFC 6531 for international ones).",
        &patterns,
        &["domain", "address"],
        "  \
  IF value !~ mailbox OR value ~ invisible THEN
    RETURN false;
  END IF;
  domain := substring(value FROM '@([^@]*)$');
  -- The part before the @ has up to 64 octets.
  IF octet_length(value) - octet_length(domain) > 65 THEN
    RETURN false;
  END IF;
  IF left(domain, 1) <> '[' THEN
    RETURN domain !~ '[^.]{64}' AND char_length(domain) <= 253;
  END IF;
  IF domain !~ '^[[][Ii][Pp][Vv]6:' THEN
    RETURN domain ~ ipv4;
  END IF;
  address := substring(domain FROM '^[[][Ii][Pp][Vv]6:(.*)[]]$');
  IF address ~ ends_in_ipv4 THEN
    address := regexp_replace(address, '[0-9.]+$', '0:0');
  END IF;
  RETURN address ~ ipv6;
",
    )
}
