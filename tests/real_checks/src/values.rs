//! JSON values for a column: the constants of its CHECK and values close to them, edge cases of the type, and values of
//! other types. Knows only spellings; whether a value is good is for the module and the servers to say.

use conformance::random::Random;
use serde_json::Value;

use crate::constants::Constants;
use crate::line::{base, is_built_in};
use crate::pattern;

fn string(text: &str) -> String {
    Value::from(text).to_string()
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| string(text)).collect()
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// Values to try on any column.
const OF_ANY_TYPE: [&str; 9] = ["null", "true", "0", "1.5", "\"\"", "\"x\"", "[]", "{}", "[\"a\",null]"];

/// The candidates of a column, as JSON texts.
pub fn of_column(random: &mut Random, ty: &str, constants: &Constants, labels: &[String]) -> Vec<String> {
    let mut values = if ty.contains('[') {
        let elements = of_type(random, ty, constants, labels);
        arrays(random, &elements)
    } else {
        of_type(random, ty, constants, labels)
    };
    values.extend(owned(&OF_ANY_TYPE));
    values.sort();
    values.dedup();
    values
}

fn of_type(random: &mut Random, ty: &str, constants: &Constants, labels: &[String]) -> Vec<String> {
    if !is_built_in(ty) {
        let mut values: Vec<String> = labels.iter().map(|label| string(label)).collect();
        values.extend(labels.iter().map(|label| string(&format!("{label} "))));
        values.extend(labels.iter().map(|label| string(&label.to_uppercase())));
        return values;
    }
    match base(ty).as_str() {
        "smallint" | "int2" => integers(constants, i64::from(i16::MAX)),
        "integer" | "int" | "int4" => integers(constants, i64::from(i32::MAX)),
        "bigint" | "int8" => integers(constants, i64::MAX),
        "numeric" | "decimal" | "real" | "double precision" | "float4" | "float8" | "float" => numbers(constants),
        "boolean" | "bool" => owned(&["true", "false", "\"t\"", "\"off\"", "\"yes \"", "1", "\"2\""]),
        "uuid" => uuids(constants),
        "date" => dates(constants),
        "timestamp" | "timestamptz" | "timestamp with time zone" | "timestamp without time zone" => moments(constants),
        "time" | "timetz" | "time without time zone" => times(constants),
        "interval" => strings(&["1 day", "00:00:00", "-1 hour", "2 mons 3 days", "P1D", "1 dayz", "infinity"]),
        "bytea" => bytes(constants),
        "json" | "jsonb" => documents(random, constants),
        "daterange" | "tsrange" | "tstzrange" | "int4range" | "int8range" | "numrange" => {
            strings(&["empty", "[2024-01-01,2024-02-01)", "[1,3)", "(,)", "[3,1)"])
        }
        _ => texts(random, constants),
    }
}

fn integers(constants: &Constants, greatest: i64) -> Vec<String> {
    let mut values = owned(&["-1", "1", "2", "7", "100", "\"5\"", "\" 6 \"", "1e2", "-0", "12345"]);
    for number in [greatest, -greatest, greatest - 1] {
        values.push(number.to_string());
    }
    values.push((i128::from(greatest) + 1).to_string());
    values.push((-i128::from(greatest) - 1).to_string());
    values.push((-i128::from(greatest) - 2).to_string());
    for number in constants.numbers.iter().chain(&constants.texts).filter_map(|number| number.parse::<f64>().ok()) {
        let whole = number.floor() as i64;
        values.extend([whole.saturating_sub(1), whole, whole.saturating_add(1), -whole].map(|n| n.to_string()));
    }
    values
}

fn numbers(constants: &Constants) -> Vec<String> {
    let mut values = owned(&[
        "-1",
        "1",
        "2",
        "0.004",
        "0.005",
        "-0.005",
        "99.995",
        "1e2",
        "-0",
        "0.1",
        "999999999999",
        "1e20",
        "1e-20",
        "1e40",
        "1e400",
        "\"NaN\"",
        "\"Infinity\"",
        "\"-Infinity\"",
        "\" 1.5 \"",
        "\"1.5x\"",
        "123456789012345678901234567890.5",
    ]);
    for number in constants.numbers.iter().chain(&constants.texts) {
        let Ok(value) = number.parse::<f64>() else { continue };
        if !value.is_finite() {
            continue;
        }
        values.push(if number.ends_with('.') { format!("{number}0") } else { format!("{value}") });
        for step in [1.0, 0.01, 0.001, 0.005] {
            values.extend([value - step, value + step].map(|n| format!("{n:.6}")));
        }
        values.push(format!("{}", -value));
    }
    values
}

fn uuids(constants: &Constants) -> Vec<String> {
    let mut values = strings(&[
        "00000000-0000-0000-0000-000000000000",
        "11111111-2222-4333-8444-555555555555",
        "11111111222243338444555555555555",
        "{11111111-2222-4333-8444-555555555555}",
        "11111111-2222-4333-8444-55555555555",
    ]);
    values.extend(constants.texts.iter().map(|text| string(text)));
    values
}

fn dates(constants: &Constants) -> Vec<String> {
    let mut values = strings(&[
        "2024-02-29",
        "2023-02-29",
        "2024-03-01",
        "2000-01-01",
        "1999-12-31",
        "infinity",
        "-infinity",
        "2024-02-28",
        "20240301",
        "0044-03-15 BC",
        "5874897-12-31",
        "5874898-01-01",
        "2024-13-01",
    ]);
    values.extend(constants.texts.iter().map(|text| string(text)));
    values
}

fn moments(constants: &Constants) -> Vec<String> {
    let mut values = strings(&[
        "2024-02-29T12:00:00Z",
        "2024-02-29 12:00:00",
        "2024-02-29 12:00:01",
        "2024-02-29 14:00:00+02",
        "2000-01-01",
        "1999-12-31 23:59:59.9999999",
        "infinity",
        "-infinity",
        "2024-02-29 24:00:00",
        "2024-02-29 24:00:01",
        "2024-02-30 12:00:00",
        "294276-12-31 23:59:59",
        "294277-01-01 00:00:00",
    ]);
    values.extend(constants.texts.iter().map(|text| string(text)));
    values
}

fn times(constants: &Constants) -> Vec<String> {
    let mut values = strings(&[
        "00:00:00",
        "00:00",
        "12:30",
        "12:30:15.5",
        "23:59:59",
        "23:59:59.9999999",
        "24:00:00",
        "24:00:01",
        "09:00",
        "17:00:00",
        "5:7",
        "12:60",
        "08:00 PM",
        "0830",
    ]);
    values.extend(constants.texts.iter().map(|text| string(text)));
    values
}

fn bytes(constants: &Constants) -> Vec<String> {
    let mut values = strings(&["\\x", "\\x00", "\\x00FF", "abc", "\\001", "\\x0", "\\xzz", "é"]);
    for length in lengths(constants) {
        values.push(string(&format!("\\x{}", "00".repeat(length))));
        values.push(string(&"a".repeat(length)));
    }
    values
}

fn documents(random: &mut Random, constants: &Constants) -> Vec<String> {
    let mut values = owned(&[
        "\"[]\"",
        "[1]",
        "[1,2,3]",
        "\"a\"",
        "{\"a\":1}",
        "{\"a\":null}",
        "{\"type\":\"x\"}",
        "false",
        "3",
        "[[]]",
        "[{}]",
    ]);
    for text in &constants.texts {
        values.push(string(text));
        for value in ["null", "1", "\"x\"", "[]", "{}", "true", "[1]", "-5", "\"12\""] {
            values.push(format!("{{{}:{value}}}", string(text)));
        }
        for other in &constants.texts {
            values.push(format!("{{{}:{}}}", string(text), string(other)));
        }
    }
    // An object with all the texts as keys.
    for _ in 0..10 {
        let members: Vec<String> = constants
            .texts
            .iter()
            .map(|text| {
                let value =
                    random.pick(&["null", "1", "\"x\"", "\"\"", "[]", "[1,\"a\"]", "{}", "true", "-5", "\"12\""]);
                format!("{}:{value}", string(text))
            })
            .collect();
        values.push(format!("{{{}}}", members.join(",")));
    }
    for length in lengths(constants).into_iter().take(12) {
        values.push(format!("[{}]", vec!["1"; length].join(",")));
    }
    values
}

/// Lengths close to the CHECK's numbers.
fn lengths(constants: &Constants) -> Vec<usize> {
    let near = |number: usize| [number.saturating_sub(1), number, number + 1];
    let mut all: Vec<usize> =
        constants.numbers.iter().filter_map(|text| text.parse().ok()).filter(|n| *n <= 600).flat_map(near).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn texts(random: &mut Random, constants: &Constants) -> Vec<String> {
    let mut values =
        strings(&["a", "A", " ", "  a ", "é", "😀", "\t", "a\nb", "5", "-5", "12.5", "true", "a@b.co", "__", "K"]);
    for text in &constants.texts {
        values.push(string(text));
        values.push(string(&format!("{text} ")));
        values.push(string(&format!(" {text}")));
        values.push(string(&format!("{text}x")));
        values.push(string(&text.to_uppercase()));
        values.push(string(&text.to_lowercase()));
        let mut shorter = text.clone();
        shorter.pop();
        values.push(string(&shorter));
        if text.contains(['^', '$', '[', '(', '\\', '|', '.', '*', '+', '?']) {
            for _ in 0..16 {
                let made = pattern::matching(random, text);
                values.push(string(&made));
                values.push(string(&mutated(random, &made)));
            }
        }
        if text.contains(['%', '_']) {
            for _ in 0..6 {
                let made = pattern::like(random, text);
                values.push(string(&made));
                values.push(string(&mutated(random, &made)));
            }
        }
    }
    for length in lengths(constants) {
        values.push(string(&"x".repeat(length)));
        values.push(string(&"é".repeat(length)));
        values.push(string(&format!("{}  ", "1".repeat(length))));
    }
    values
}

/// The text with one character added, removed or changed.
fn mutated(random: &mut Random, text: &str) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let other = *random.pick_from(&['x', 'É', '0', ' ', '-', '\n', '_', 'Z', '.', '\u{212a}', 'ſ']);
    let at = random.below(chars.len() + 1);
    match random.below(3) {
        0 => chars.insert(at, other),
        1 if at < chars.len() => chars[at] = other,
        _ if at < chars.len() => drop(chars.remove(at)),
        _ => chars.push(other),
    }
    chars.into_iter().collect()
}

/// Arrays of the elements, in JSON's and in PostgreSQL's syntax.
fn arrays(random: &mut Random, elements: &[String]) -> Vec<String> {
    let mut values = owned(&["[]", "[null]", "\"{}\"", "\"{NULL}\"", "\"{a,b}\"", "\"[2:3]={1,2}\"", "[[1,2],[3,4]]"]);
    for element in elements {
        values.push(format!("[{element}]"));
    }
    for _ in 0..60 {
        let some: Vec<&str> = (0..random.below(5)).map(|_| random.pick_from(elements).as_str()).collect();
        values.push(format!("[{}]", some.join(",")));
    }
    values
}
