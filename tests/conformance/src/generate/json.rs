//! JSON as text: every kind of value, every spelling, and what is nearly JSON.

use crate::catalogue::Table;
use crate::random::Random;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

const WHITE: &[&str] = &["", "", "", "", "", "", " ", "\n", "\t", "  ", "\r\n"];

/// Numbers at the edges of integers, doubles and numeric, and in every spelling that JSON allows.
const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "0.0",
    "1",
    "-1",
    "50",
    "50.0",
    "5e1",
    "5E+1",
    "500e-1",
    "100",
    "101",
    "1.5",
    "0.1",
    "-0.5",
    "32767",
    "32768",
    "-32768",
    "-32769",
    "2147483647",
    "2147483648",
    "-2147483648",
    "-2147483649",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "1e21",
    "1e+21",
    "1e400",
    "1e-400",
    "0e0",
    "-0e-0",
    "1E131071",
    "1e131072",
    "0e-20000",
    "1e-16383",
    "1e-16384",
    "12345678901234567890123456789",
    "1.10",
    "20240115",
    "1705312800000",
    "1705312800",
    "12345678123456781234567812345678",
];

const NOT_NUMBERS: &[&str] = &["01", "+1", ".5", "1.", "1e", "0x10", "1_000", "NaN", "Infinity", "--1", "1,5", "-"];

/// Escapes and characters that some layer treats specially.
pub const CHARACTERS: &[&str] = &[
    "a",
    "Z",
    "0",
    " ",
    " ",
    "\\t",
    "\\n",
    "\\u0000",
    "\\u0001",
    "\\u001f",
    "\\u0020",
    "\\\"",
    "\\\\",
    "\\/",
    "/",
    "'",
    "\u{e9}",
    "e\u{301}",
    "\u{df}",
    "\u{4e2d}",
    "\u{1f600}",
    "\\ud83d\\ude00",
    "\\uD83D",
    "\\ude00",
    "\\ud83d\\u0041",
    "\u{a0}",
    "\\u00a0",
    "\u{feff}",
    "\u{200d}",
    "\u{7f}",
    "\\u2028",
    "\u{ffff}",
    "\u{10ffff}",
    "\\b",
    "\\f",
    "\\r",
    "{",
    "}",
    ",",
    "\\u00E9",
];

/// A JSON string with the given content, which is escaped already.
pub fn string(content: &str) -> String {
    format!("\"{content}\"")
}

/// A text as the content of a JSON string, with only the necessary escapes.
pub fn escaped(text: &str) -> String {
    let quoted = serde_json::to_string(text).unwrap_or_default();
    quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default().to_owned()
}

/// A string of unusual characters.
pub fn strange_string(random: &mut Random, most: usize) -> String {
    let length = random.below(most + 1);
    string(&(0..length).map(|_| *random.pick_from(CHARACTERS)).collect::<String>())
}

/// A key, sometimes spelt with an escape (which is still the same key).
pub fn key(random: &mut Random, name: &str) -> String {
    match (random.below(200), name.chars().next()) {
        (0, Some(first)) => format!("\"\\u{:04x}{}\"", u32::from(first), &name[first.len_utf8()..]),
        _ => string(name),
    }
}

/// An object with members whose keys are quoted already.
pub fn object(random: &mut Random, members: &[(String, String)]) -> String {
    let spaced = random.chance(15);
    let mut white = || if spaced { *random.pick_from(WHITE) } else { "" };
    let members: Vec<String> = members
        .iter()
        .map(|(key, value)| format!("{}{key}{}:{}{value}{}", white(), white(), white(), white()))
        .collect();
    format!("{{{}}}", members.join(","))
}

/// Any JSON value, down to a depth.
pub fn any(random: &mut Random, depth: usize) -> String {
    match random.below(if depth == 0 { 7 } else { 10 }) {
        0 => "null".into(),
        1 => random.pick(&["true", "false"]).into(),
        2 | 3 => (*random.pick_from(NUMBERS)).into(),
        4 => random.between(-1000, 1000).to_string(),
        5 => strange_string(random, 6),
        6 => random.pick(&["\"\"", "[]", "{}", "\"x\"", "[null]", "[[]]", "[ ]", "{ }", "\"null\""]).into(),
        7 | 8 => {
            let elements: Vec<String> = (0..random.below(4)).map(|_| any(random, depth - 1)).collect();
            format!("[{}]", elements.join(random.pick(&[",", ", "])))
        }
        _ => {
            let members: Vec<(String, String)> = (0..random.below(4))
                .map(|_| {
                    let name = match random.chance(70) {
                        true => string(random.pick(&["a", "b", "name", "tiers", ""])),
                        false => strange_string(random, 2),
                    };
                    (name, any(random, depth - 1))
                })
                .collect();
            object(random, &members)
        }
    }
}

/// A value nested far more deeply than real data, but within what every server version accepts.
pub fn deep(random: &mut Random) -> String {
    let depth = random.pick_from(&[5, 50, 127, 128, 129, 200, 1000, 3000]).to_owned();
    if random.chance(50) {
        format!("{}{}", "[".repeat(depth), "]".repeat(depth))
    } else {
        format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth))
    }
}

/// The members of an object: names, and values as text. `None` if it is not an object, or not one that can be
/// reassembled from its members.
pub fn members(object: &str) -> Option<Vec<(String, String)>> {
    let members: BTreeMap<String, &RawValue> = serde_json::from_str(object).ok()?;
    Some(members.into_iter().map(|(name, value)| (name, value.get().to_owned())).collect())
}

/// Replaces one value somewhere inside by another. The text stays JSON if it was.
pub fn mutated(random: &mut Random, text: &str) -> String {
    // Values begin after one of these; it matters little which one is chosen.
    let starts: Vec<usize> =
        text.char_indices().filter(|(_, c)| matches!(c, ':' | '[' | ',')).map(|(i, _)| i + 1).collect();
    for _ in 0..4 {
        if starts.is_empty() {
            break;
        }
        let start = *random.pick_from(&starts);
        let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter::<&RawValue>();
        if let Some(Ok(_)) = values.next() {
            let end = start + values.byte_offset();
            let replaced = format!("{}{}{}", &text[..start], any(random, 2), &text[end..]);
            if serde_json::from_str::<serde::de::IgnoredAny>(&replaced).is_ok() {
                return replaced;
            }
        }
    }
    any(random, 3)
}

/// The row with an unknown, a duplicate or an oddly spelt key.
pub fn strange_members(random: &mut Random, table: &Table, row: &str) -> String {
    let column = random.pick_from(&table.columns);
    let name = match random.below(8) {
        0..4 => string(&column.name),
        4 => string(&column.name.to_uppercase()),
        5 => string(&format!("{} ", column.name)),
        6 => string(random.pick(&[
            "ctid",
            "xmin",
            "unknown",
            "",
            "\u{ff5e}",
            "\u{1f600}",
            "Status",
            "a\\u0000",
            "\\ud800",
            "zz",
        ])),
        _ => strange_string(random, 4),
    };
    let value = any(random, 2);
    let inside = row.trim().trim_start_matches('{').trim_end_matches('}').trim();
    match (inside.is_empty(), random.chance(50)) {
        (true, _) => format!("{{{name}:{value}}}"),
        (false, true) => format!("{{{name}:{value},{inside}}}"),
        (false, false) => format!("{{{inside},{name}:{value}}}"),
    }
}

/// What is not quite a row: other JSON, or text with something cut, duplicated or inserted.
pub fn damaged(random: &mut Random, row: &str) -> String {
    let boundary = |random: &mut Random| {
        let mut at = random.below(row.len() + 1);
        while !row.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    match random.below(8) {
        0 => any(random, 2),
        1 => row[..boundary(random)].to_owned(),
        2 | 3 => {
            let at = boundary(random);
            let put = random
                .pick(&["\"", "\\", ",", "{", "}", "[", "]", ":", " ", "\t", "\u{feff}", "0", "null", "/**/", "\n"]);
            format!("{}{put}{}", &row[..at], &row[at..])
        }
        4 => {
            let (a, b) = (boundary(random), boundary(random));
            format!("{}{}", &row[..a.min(b)], &row[a.max(b)..])
        }
        5 => row.replacen(':', &format!(":{} ", random.pick(NOT_NUMBERS)), 1),
        6 => format!(
            "{}{row}{}",
            random.pick(&[" ", "\n", "\u{feff}", "x", "[", ""]),
            random.pick(&["", " ", ",", "{}", "]", "\u{0}", "\u{a0}"])
        ),
        _ => random
            .pick(&[
                "", " ", "{}", "[]", "[{}]", "[{},{}]", "null", "true", "\"x\"", "1", "[1]", "[[]]", "[null]", "{} ",
                "nul", "'a'",
            ])
            .to_owned(),
    }
}
