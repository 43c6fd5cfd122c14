//! The values that both the CHECKs' literals and the rows draw from, so that comparisons come out both ways. Knows
//! spellings only; whether a value is good is for the two judges.

use conformance::random::Random;

/// A column type of the random tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    SmallInt,
    Integer,
    BigInt,
    Boolean,
    Numeric,
    Text,
    Varchar,
    Uuid,
    Date,
    Timestamptz,
    Real,
    Double,
    Bpchar,
    Bytea,
    Time,
    Timestamp,
    Enum,
    TextArray,
    IntegerArray,
    NumericArray,
    VarcharArray,
    UuidArray,
    DateArray,
    EnumArray,
    Json,
    Jsonb,
}

/// The arrays of other types than text.
pub const ARRAYS: [Type; 6] =
    [Type::IntegerArray, Type::NumericArray, Type::VarcharArray, Type::UuidArray, Type::DateArray, Type::EnumArray];

pub const TYPES: [Type; 26] = [
    Type::SmallInt,
    Type::Integer,
    Type::BigInt,
    Type::Boolean,
    Type::Numeric,
    Type::Text,
    Type::Varchar,
    Type::Uuid,
    Type::Date,
    Type::Timestamptz,
    Type::TextArray,
    Type::Jsonb,
    Type::Real,
    Type::Double,
    Type::Bpchar,
    Type::Bytea,
    Type::Time,
    Type::Timestamp,
    Type::Enum,
    // Twice, as much can be said of them.
    Type::Enum,
    Type::IntegerArray,
    Type::NumericArray,
    Type::VarcharArray,
    Type::UuidArray,
    Type::DateArray,
    Type::EnumArray,
];

const TEXTS: [&str; 22] = [
    "",
    "a",
    "b",
    "ab",
    "abc",
    "A",
    " a",
    "a ",
    "é",
    "😀",
    "x_y",
    "xay",
    "50%",
    "50",
    "a\\b",
    "1",
    "-1",
    "true",
    "it's",
    "2024-02-29",
    "32768",
    "0",
];
const UUIDS: [&str; 3] = [
    "00000000-0000-0000-0000-000000000000",
    "11111111-2222-4333-8444-555555555555",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
];
const DATES: [&str; 6] = ["2024-02-29", "2000-01-01", "1999-12-31", "0044-03-15 BC", "infinity", "-infinity"];
const TIMES: [&str; 6] = [
    "2024-02-29T12:00:00Z",
    "2024-02-29 14:00:00+02",
    "2000-01-01 00:00:00+00",
    "1999-12-31 23:59:59.999999+00",
    "infinity",
    "-infinity",
];
const CLOCK: [&str; 7] = ["00:00", "10:00:00.5", "10:00", "23:59:59.9999996", "24:00:00", "12:30 PM", "10:00:00.499"];
const STAMPS: [&str; 7] = [
    "2024-02-29T12:00:00Z",
    "2024-02-29 12:00:00.5",
    "2024-02-29 14:00:00+02",
    "1999-12-31 23:59:59.5",
    "2000-01-01",
    "infinity",
    "-infinity",
];
const FLOATS: [&str; 12] =
    ["0", "1.5", "-1.5", "0.1", "1e300", "-1e-300", "3.4e38", "16777217", "NaN", "Infinity", "-Infinity", "1e-46"];
const BYTES: [&str; 6] = ["\\x", "\\x00ff", "\\x61", "a", "\\\\", "abc"];
pub const LABELS: [&str; 4] = ["sad", "ok", "it's fine", "Überglücklich ist auch ein Wort"];
const KEYS: [&str; 6] = ["a", "b", "kind", "", "é", "0"];
const PATTERNS: [&str; 14] =
    ["a%", "%a", "%", "_", "__", "", "a_b", "x\\_y", "50\\%", "%a%b%", "a\\\\b", "_%", "é", "%%_"];

const REGEXES: [&str; 16] = [
    "^a",
    "b$",
    "^[a-z]+$",
    "^[A-Z_%]*$",
    "\\\\",
    "^.$",
    "^\\d{1,2}$",
    "\\s",
    "^\\S+$",
    "(a|b)c?",
    "[[:alpha:]]",
    "^[^[:space:]]*$",
    "é",
    "^(?:x|50)(y|%)?$",
    "",
    "^-?[0-9]+(\\.[0-9]+)?$",
];

/// An SQL string literal.
pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

pub fn text(random: &mut Random) -> &'static str {
    random.pick(&TEXTS)
}

pub fn key(random: &mut Random) -> &'static str {
    random.pick(&KEYS)
}

pub fn pattern(random: &mut Random) -> &'static str {
    random.pick(&PATTERNS)
}

pub fn regex(random: &mut Random) -> &'static str {
    random.pick(&REGEXES)
}

/// A whole number in or about the range of a type.
pub fn whole(random: &mut Random, ty: Type) -> i64 {
    let greatest = match ty {
        Type::SmallInt => i64::from(i16::MAX),
        Type::BigInt => i64::MAX,
        _ => i64::from(i32::MAX),
    };
    match random.below(12) {
        0 => greatest,
        1 => -greatest - 1,
        2 => greatest / 2 + 1,
        3 => 100,
        4 => -7,
        _ => random.between(-2, 5),
    }
}

/// An array literal's text: `{a,NULL,"x"}`.
pub fn array(random: &mut Random) -> String {
    if random.chance(4) {
        return random.pick(&["{{a,b},{c,d}}", "[2:3]={a,b}", "{}"]).to_owned();
    }
    let elements: Vec<_> =
        (0..random.below(4)).map(|_| if random.chance(12) { "NULL".to_owned() } else { element(random) }).collect();
    format!("{{{}}}", elements.join(","))
}

fn element(random: &mut Random) -> String {
    format!("\"{}\"", text(random).replace('\\', "\\\\"))
}

/// A constant of the type for a CHECK, untyped or a number, without a cast.
pub fn literal(random: &mut Random, ty: Type) -> String {
    match ty {
        Type::SmallInt | Type::Integer | Type::BigInt => whole(random, ty).to_string(),
        Type::Boolean => random.pick(&["true", "false"]).to_owned(),
        Type::Numeric => random.pick(&["0", "1.5", "-1.50", "1.49", "99.99", "2", "0.005"]).to_owned(),
        Type::Text | Type::Varchar => quoted(text(random)),
        Type::Uuid => quoted(random.pick(&UUIDS)),
        Type::Date => quoted(random.pick(&DATES)),
        Type::Timestamptz => quoted(random.pick(&TIMES)),
        Type::TextArray => quoted(&array(random)),
        Type::Json | Type::Jsonb => quoted(&json(random, 2)),
        Type::Real | Type::Double => match random.pick(&FLOATS) {
            word @ ("NaN" | "Infinity" | "-Infinity") => quoted(word),
            // A numeric constant of such an exponent is long.
            number if number.contains('e') || random.chance(20) => quoted(number),
            number => number.to_owned(),
        },
        Type::Bpchar => quoted(text(random)),
        Type::Bytea => quoted(random.pick(&BYTES)),
        Type::Time => quoted(random.pick(&CLOCK)),
        Type::Timestamp => quoted(random.pick(&STAMPS)),
        Type::Enum => quoted(random.pick(&LABELS)),
        Type::IntegerArray
        | Type::NumericArray
        | Type::VarcharArray
        | Type::UuidArray
        | Type::DateArray
        | Type::EnumArray => quoted(&other_array(random, ty)),
    }
}

/// What an array of another type than text holds.
pub fn element_of(ty: Type) -> Type {
    match ty {
        Type::IntegerArray => Type::Integer,
        Type::NumericArray => Type::Numeric,
        Type::VarcharArray => Type::Varchar,
        Type::UuidArray => Type::Uuid,
        Type::DateArray => Type::Date,
        Type::EnumArray => Type::Enum,
        other => other,
    }
}

/// An array literal's text.
fn other_array(random: &mut Random, ty: Type) -> String {
    let element = |random: &mut Random| match element_of(ty) {
        Type::Integer => whole(random, Type::Integer).to_string(),
        Type::Numeric => random.pick(&["0", "1.5", "1.50", "-1", "100", "1e2"]).to_owned(),
        Type::Uuid => random.pick(&UUIDS).to_owned(),
        Type::Date => random.pick(&DATES).to_owned(),
        Type::Enum => random.pick(&LABELS).to_owned(),
        _ => text(random).to_owned(),
    };
    let quoted = |random: &mut Random| match random.chance(12) {
        true => "NULL".to_owned(),
        false => format!("\"{}\"", element(random).replace('\\', "\\\\").replace('"', "\\\"")),
    };
    let elements: Vec<_> = (0..random.below(4)).map(|_| quoted(random)).collect();
    match (elements.len(), random.below(20)) {
        (2.., 0) => format!("[3:{}]={{{}}}", elements.len() + 2, elements.join(",")),
        (1.., 1) => format!("{{{{{}}}}}", elements.join(",")),
        _ => format!("{{{}}}", elements.join(",")),
    }
}

/// A JSON value, as text.
pub fn json(random: &mut Random, depth: usize) -> String {
    let string = |text: &str| serde_json::Value::from(text).to_string();
    match random.below(if depth == 0 { 6 } else { 12 }) {
        0 => "null".to_owned(),
        1 => random.pick(&["true", "false"]).to_owned(),
        2 => random.pick(&["0", "1", "-1", "1.50", "1e2", "3000000000"]).to_owned(),
        3..6 => string(text(random)),
        6..10 => {
            let mut members = Vec::new();
            for _ in 0..random.below(4) {
                members.push(format!("{}:{}", string(key(random)), json(random, depth - 1)));
            }
            format!("{{{}}}", members.join(","))
        }
        _ => format!("[{}]", (0..random.below(4)).map(|_| json(random, depth - 1)).collect::<Vec<_>>().join(",")),
    }
}

/// What a row may hold in a column of the type: JSON text.
pub fn cell(random: &mut Random, ty: Type) -> String {
    let string = |text: &str| serde_json::Value::from(text).to_string();
    match random.below(100) {
        0..12 => return "null".to_owned(),
        12..14 => return json(random, 2),
        _ => {}
    }
    match ty {
        Type::SmallInt | Type::Integer | Type::BigInt => {
            let number = whole(random, ty);
            if random.chance(10) { string(&number.to_string()) } else { number.to_string() }
        }
        Type::Numeric => random
            .pick(&["0", "1.5", "1.494", "1.495", "99.99", "-1.5", "2", "\"1.50\"", "NaN"])
            .replace("NaN", "\"NaN\""),
        Type::Boolean => random.pick(&["true", "false", "true", "false", "\"t\""]).to_owned(),
        Type::Text | Type::Varchar => string(text(random)),
        Type::Uuid => string(random.pick(&UUIDS)),
        Type::Date => string(random.pick(&DATES)),
        Type::Timestamptz => string(random.pick(&TIMES)),
        Type::TextArray if random.chance(30) => string(&array(random)),
        Type::TextArray => {
            let elements: Vec<_> = (0..random.below(4))
                .map(|_| if random.chance(12) { "null".to_owned() } else { string(text(random)) })
                .collect();
            format!("[{}]", elements.join(","))
        }
        Type::Json | Type::Jsonb => json(random, 3),
        Type::Real | Type::Double => match random.pick(&FLOATS) {
            word if word.contains('n') || word == "NaN" || random.chance(15) => string(word),
            number => number.to_owned(),
        },
        Type::Bpchar => string(text(random)),
        Type::Bytea => string(random.pick(&BYTES)),
        Type::Time => string(random.pick(&CLOCK)),
        Type::Timestamp => string(random.pick(&STAMPS)),
        Type::Enum => string(if random.chance(4) { random.pick(&["SAD", "", " ok"]) } else { random.pick(&LABELS) }),
        Type::IntegerArray
        | Type::NumericArray
        | Type::VarcharArray
        | Type::UuidArray
        | Type::DateArray
        | Type::EnumArray => {
            if random.chance(30) {
                return string(&other_array(random, ty));
            }
            let element = element_of(ty);
            let elements: Vec<_> = (0..random.below(4)).map(|_| cell(random, element)).collect();
            let list = format!("[{}]", elements.join(","));
            if random.chance(8) { format!("[{list}]") } else { list }
        }
    }
}
