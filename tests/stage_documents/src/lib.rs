//! Documents of a stage, made from its schema: valid ones, and ones with faults, in JSON's many spellings. Calls none of
//! this project's code.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

pub mod authority;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Map, Number, Value, json};

/// SplitMix64; any sequence will do, as long as it is the same everywhere.
pub struct Random(pub u64);

impl Random {
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.number() % bound.max(1)
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[usize::try_from(self.below(list.len() as u64)).unwrap()]
    }
}

/// A value that the schema's plain keywords accept; conditions may still refuse it.
pub fn instance(schema: &Value, random: &mut Random) -> Value {
    if let Some(values) = schema["enum"].as_array() {
        return random.pick(values).clone();
    }
    if let Some(constant) = schema.get("const") {
        return constant.clone();
    }
    match schema["type"].as_str() {
        Some("object") => {
            let required = schema["required"].as_array().cloned().unwrap_or_default();
            let mut object = Map::new();
            for (name, property) in schema["properties"].as_object().into_iter().flatten() {
                if required.contains(&json!(name)) || random.chance(60) {
                    object.insert(name.clone(), instance(property, random));
                }
            }
            Value::Object(object)
        }
        Some("array") => {
            let least = schema["minItems"].as_u64().unwrap_or(0);
            let most = schema["maxItems"].as_u64().unwrap_or(least + 3);
            let count = if random.chance(3) { most } else { least + random.below((most - least).min(3) + 1) };
            let mut items: Vec<Value> = (0..count).map(|_| instance(&schema["items"], random)).collect();
            if schema["uniqueItems"] == true && random.chance(90) {
                let mut seen = BTreeSet::new();
                items.retain(|item| seen.insert(item.to_string()));
            }
            Value::Array(items)
        }
        Some("integer") => {
            let (least, most) =
                (schema["minimum"].as_i64().unwrap_or(-5), schema["maximum"].as_i64().unwrap_or(1 << 40));
            let inside = least + i64::try_from(random.below((most - least).unsigned_abs() + 1)).unwrap();
            json!(*random.pick(&[least, most, inside, (least + 1).min(most)]))
        }
        Some("number") => {
            let (least, most) = (schema["minimum"].as_f64().unwrap_or(-1e9), schema["maximum"].as_f64().unwrap_or(1e9));
            let inside = least + (most - least) * (random.below(1_000_000) as f64 / 1e6);
            json!(*random.pick(&[least, most, inside]))
        }
        Some("boolean") => json!(random.chance(50)),
        Some("string") => json!(text(schema, random)),
        _ => Value::Null,
    }
}

pub fn text(schema: &Value, random: &mut Random) -> String {
    let bad = random.chance(4);
    let (sound, unsound): (&[&str], &[&str]) = match schema["format"].as_str() {
        Some("idn-email") => (
            &["a@b.example", "\"x y\"@b.example", "a.b+c@[127.0.0.1]", "jörg@müller.example", "用户@例子.广告"],
            &["a@b@c", "a..b@c.d", "@", "a@[IPv6:::g]", "a b@müller.example", "ü@"],
        ),
        Some("web-address") => (
            &[
                "https://a.example/b?c#d",
                "http://[::1]:80/%20",
                "HTTPS://127.0.0.1:65535",
                "https://ä.example./ö?ü#ß",
                "http://a_b.例え",
            ],
            &[
                "https://",
                "a.example",
                "javascript:alert(1)",
                "https://a@b.example",
                "http://a/%zz",
                "http://a:0",
                "https://a.example/#b#c",
                "http://1.2.3.256",
                "http://[1.2.3.4]",
                "https://a.example/\u{200b}",
                "https://-.example",
            ],
        ),
        Some("date-time") => (
            &["2026-05-01T19:30:00+01:00", "2024-02-29T00:00:00Z", "2016-12-31T23:59:60Z", "2026-05-01t19:30:00.1z"],
            &["2023-02-29T00:00:00Z", "2026-05-01 19:30:00Z", "2026-05-01T19:30:00", "2026-05-01T24:00:00Z"],
        ),
        Some("iana-time-zone") => (
            &["Europe/London", "UTC", "Asia/Calcutta", "europe/london", "AMERICA/ARGENTINA/BUENOS_AIRES"],
            &["Mars/Base", "Factory", "+01:00", ""],
        ),
        Some("language-tag") => {
            (&["en", "pt-BR", "zh-Hant-TW", "de-u-co-phonebk"], &["e", "en_GB", "en-", "de-u", "語"])
        }
        Some("e164") => {
            (&["+442079460123", "+6834002"], &["442079460123", "+0123456789", "+683400", "+1234567890123456"])
        }
        format => {
            let least = schema["minLength"].as_u64().unwrap_or(0);
            let most = schema["maxLength"].as_u64().unwrap_or(least + 10);
            let length = match random.below(8) {
                0 if bad => least.saturating_sub(1),
                _ if bad => most + 1,
                0 => least,
                1 => most,
                _ => least + random.below((most - least).min(20) + 1),
            };
            let mut letters = vec!['a', 'Z', ' ', 'é', '字', '😀', '"', '\\', '\u{200d}'];
            if format != Some("single-line-text") || random.chance(3) {
                letters.extend(['\n', '\t', '\u{2028}']);
            }
            if format.is_none() || random.chance(3) {
                letters.extend(['\u{7f}', '\u{202e}']);
            }
            if random.chance(1) {
                letters = vec![' ', '\u{a0}', '\u{200b}', '\u{3164}'];
            }
            return (0..length).map(|_| *random.pick(&letters)).collect();
        }
    };
    (*random.pick(if bad { unsound } else { sound })).to_owned()
}

/// Pointers to all values, the root first.
pub fn places(value: &Value, here: String, out: &mut Vec<String>) {
    out.push(here.clone());
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                places(member, format!("{here}/{}", name.replace('~', "~0").replace('/', "~1")), out);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, format!("{here}/{index}"), out);
            }
        }
        _ => {}
    }
}

pub fn mutate(document: &mut Value, random: &mut Random) {
    let mut all = Vec::new();
    places(document, String::new(), &mut all);
    let place = random.pick(&all).clone();
    let target = document.pointer_mut(&place).unwrap();
    match (random.below(4), &mut *target) {
        (0, Value::Object(members)) if !members.is_empty() => {
            let names: Vec<String> = members.keys().cloned().collect();
            members.remove(random.pick(&names));
        }
        (1, Value::Object(members)) => {
            let name = *random.pick(&["extra", "", "name ", "Name", "nam", "\u{1F600}", "kind\n"]);
            members.insert(name.to_owned(), json!(1));
        }
        (0, Value::Array(items)) => {
            items.pop();
        }
        (1, Value::Array(items)) if !items.is_empty() => {
            let item = random.pick(items).clone();
            items.push(item);
        }
        (2, Value::Number(number)) => {
            let by = *random.pick(&[-1.0, 1.0, 0.5, 1e15]);
            *target = json!(number.as_f64().unwrap_or(0.0) + by);
        }
        (2, Value::String(string)) => {
            if random.chance(50) {
                string.push('x');
            } else {
                string.pop();
            }
        }
        _ => {
            let numbers = ["1e2", "-0.0", "1E400", "123456789012345678901234567890", "0.1e1", "99999999.5", "1e-9"];
            let number: Number = serde_json::from_str(random.pick::<&str>(&numbers)).unwrap();
            *target = random
                .pick(&[
                    Value::Null,
                    json!(true),
                    json!(0),
                    json!("a"),
                    json!([]),
                    json!({}),
                    json!([1, 1.0]),
                    number.into(),
                ])
                .clone();
        }
    }
}

/// JSON text in one of its many spellings: escapes, blanks, duplicate names, `1.0` for `1`.
pub fn write(value: &Value, random: &mut Random, odd: bool, out: &mut String) {
    let blank = if odd && random.chance(10) { " \n" } else { "" };
    out.push_str(blank);
    match value {
        Value::Object(members) => {
            out.push('{');
            for (index, (name, member)) in members.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                if odd && random.chance(4) {
                    // The later duplicate counts.
                    write_text(name, random, odd, out);
                    out.push_str(":[false,{}],");
                }
                write_text(name, random, odd, out);
                out.push(':');
                write(member, random, odd, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                write(item, random, odd, out);
            }
            out.push(']');
        }
        Value::String(text) => write_text(text, random, odd, out),
        Value::Number(number) if odd && number.is_i64() => {
            let spelling = *random.pick(&["", "", "", ".0", "e0", ".000E+0"]);
            let _ = write!(out, "{number}{spelling}");
        }
        scalar => out.push_str(&scalar.to_string()),
    }
    out.push_str(blank);
}

fn write_text(text: &str, random: &mut Random, odd: bool, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        if (odd && random.chance(5)) || matches!(c, '"' | '\\' | '\0'..='\x1f') {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out.push('"');
}
