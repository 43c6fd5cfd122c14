//! A value for a column, as JSON text: a good one, or one at the edge of what the column's type accepts.

use super::{json, temporal, text};
use crate::catalogue::Column;
use crate::random::Random;

/// A value that the column's type and, most likely, its CHECKs accept.
pub fn good(random: &mut Random, column: &Column, words: &[String]) -> String {
    match column.data_type.as_str() {
        "uuid" => json::string(&uuid(random)),
        "integer" | "smallint" | "bigint" | "numeric" => random.between(0, 100).to_string(),
        "boolean" => random.pick(&["true", "false"]).into(),
        "jsonb" | "json" => match random.below(3) {
            0 => "{}".into(),
            1 => format!("{{\"name\":\"Summer {}\",\"tags\":[\"a\",\"b\"]}}", random.below(100)),
            _ => format!("{{\"n\":{},\"deep\":{{\"list\":[1,2,{{}}]}}}}", random.below(1000)),
        },
        "text[]" => {
            random.pick(&["[]", "[\"organizerSetup\"]", "[\"organizerSetup\",\"eventSetup\"]", "\"{}\""]).into()
        }
        "timestamp with time zone" => {
            format!(
                "\"20{:02}-{:02}-{:02}T{:02}:30:00Z\"",
                random.between(20, 30),
                random.between(1, 12),
                random.between(1, 28),
                random.below(24)
            )
        }
        "date" => {
            format!("\"20{:02}-{:02}-{:02}\"", random.between(20, 30), random.between(1, 12), random.between(1, 28))
        }
        _ if words_of(column, words) => json::string(&json::escaped(word(random, words))),
        _ => json::string(&format!("value-{}", random.below(10_000))),
    }
}

/// Whether some CHECK probably restricts the column to words: true for columns with a short length and a default.
fn words_of(column: &Column, words: &[String]) -> bool {
    column.default.is_some() && words.iter().any(|word| word.starts_with(|c: char| c.is_alphabetic()))
}

fn word<'a>(random: &mut Random, words: &'a [String]) -> &'a str {
    let alphabetic: Vec<&str> =
        words.iter().map(String::as_str).filter(|w| w.starts_with(|c: char| c.is_alphabetic())).collect();
    random.pick(&alphabetic)
}

/// A value at the edge, or of any other kind.
pub fn edge(random: &mut Random, column: &Column, words: &[String]) -> String {
    match random.below(100) {
        0..6 => return "null".into(),
        6..20 => return json::any(random, 2),
        20..23 => return json::strange_string(random, 8),
        _ => {}
    }
    match column.data_type.as_str() {
        "uuid" => uuid_edge(random),
        "integer" => integer_edge(random, 31, words),
        "smallint" => integer_edge(random, 15, words),
        "bigint" => integer_edge(random, 63, words),
        "boolean" => {
            let word = random.pick(&[
                "true", "TRUE", "t", "yes", "y", "on", "1", "0", "off", "of", "o", "n", "fals", "f", "tru", "truee",
                " true ", "2", "", "\\ttrue",
            ]);
            json::string(word)
        }
        "jsonb" | "json" => match random.below(8) {
            0 => json::deep(random),
            1 => json::strange_string(random, 10),
            2 => format!("{{\"a\":{},\"a\":{}}}", json::any(random, 1), json::any(random, 1)),
            _ => json::any(random, 4),
        },
        "text[]" => text::array(random, words),
        "timestamp with time zone" | "date" => match random.chance(8) {
            true => random
                .pick(&[
                    "20240115",
                    "2024",
                    "1705312800000",
                    "[\"2024-01-15\"]",
                    "[2024-01-15]",
                    "20240115.5",
                    "{\"a\":1}",
                    "240115",
                    "2451187.5",
                ])
                .into(),
            false => json::string(&temporal::moment(random)),
        },
        _ => match (random.below(3), column.length()) {
            (0, Some(n)) => text::around(random, n),
            (0, None) => text::around(random, 300),
            (1, Some(n)) if random.chance(20) => raw_around(random, n),
            _ => text::near_word(random, words),
        },
    }
}

/// Not a string, but as long as the limit: the raw text is what is stored.
fn raw_around(random: &mut Random, n: usize) -> String {
    let length = (n as i64 + random.between(-2, 2)).max(2) as usize;
    match random.below(3) {
        0 => format!("1{}", "0".repeat(length - 1)),
        1 => format!("[{}]", " ".repeat(length - 2)),
        _ => format!("[\"{}\"]", "\u{e9}".repeat(length.saturating_sub(4))),
    }
}

fn uuid(random: &mut Random) -> String {
    let (a, b) = (random.bits(), random.bits());
    format!("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", a >> 32, a >> 16 & 0xffff, a & 0xffff, b >> 48, b & 0xffff_ffff_ffff)
}

fn uuid_edge(random: &mut Random) -> String {
    let good = uuid(random);
    let plain = good.replace('-', "");
    let digits = random.bits();
    let text = match random.below(12) {
        0 => good.to_uppercase(),
        1 => plain,
        2 => format!("{{{good}}}"),
        3 => format!("{{{plain}"),
        4 => format!("urn:uuid:{good}"),
        5 => {
            // A hyphen may follow each group of four digits.
            let mut text = String::new();
            for (i, c) in plain.chars().enumerate() {
                text.push(c);
                if i % 4 == 3 && i != 31 && random.chance(50) {
                    text.push('-');
                }
            }
            text
        }
        6 => good.replacen('-', random.pick(&["", "--", "_", " "]), 1),
        7 => {
            let at = random.below(good.len());
            format!(
                "{}{}{}",
                &good[..at],
                random.pick(&["g", "-", "", "G", " ", "\\u0000", "\u{e9}", "0"]),
                &good[at + random.below(2).min(good.len() - at)..]
            )
        }
        8 => format!("{}{good}{}", random.pick(&[" ", "", "{", "\\t"]), random.pick(&[" ", "", "}", "-"])),
        9 => random.pick(&["", "undefined", "null", "00000000-0000-0000-0000-000000000000", "123"]).into(),
        // A JSON number of 32 digits is also a uuid.
        10 => return format!("1{:031}", u128::from(digits) * 7),
        _ => good,
    };
    json::string(&text)
}

fn integer_edge(random: &mut Random, bits: u32, words: &[String]) -> String {
    let bounds: Vec<i128> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let limit = 1_i128 << bits;
    let value = match random.below(4) {
        0 => limit + i128::from(random.between(-2, 1)),
        1 => -limit + i128::from(random.between(-2, 1)),
        2 if !bounds.is_empty() => *random.pick_from(&bounds) + i128::from(random.between(-1, 1)),
        _ => i128::from(random.between(-150, 150)),
    };
    match random.below(8) {
        0..3 => value.to_string(),
        3 => json::string(&value.to_string()),
        4 => {
            let space = |random: &mut Random| {
                random.pick(&["", " ", "\\t", "\\n", "\\u000b", "\\f", "\\r", "\u{a0}", "\\u0000", "  "]).to_owned()
            };
            let sign = random.pick(&["", "+", "-", "--", "- ", "+-"]);
            json::string(&format!("{}{sign}{}{}", space(random), value.abs(), space(random)))
        }
        5 => json::string(random.pick(&[
            "",
            " ",
            "+",
            "-",
            "50.0",
            "5e1",
            "0x1F",
            "0X1f",
            "0b11",
            "0B2",
            "0o17",
            "0o8",
            "1_000",
            "_1",
            "1_",
            "1__0",
            "0x",
            "0x_1",
            "-0x1",
            "005",
            "-0",
            "+0",
            "1 2",
            "one",
            "\u{661}",
            "0x80000000",
            "2147483647 ",
            "99999999999999999999",
            "1,000",
            "$1",
            "0_1",
            "0x1_F",
            "- 5",
        ])),
        6 => format!("{value}{}", random.pick(&[".0", "e0", ".5", "E1", "0", "e-1", "00000000"])),
        _ => json::any(random, 1),
    }
}
