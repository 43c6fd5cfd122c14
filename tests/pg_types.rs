//! The input functions against `tests/pg_types/*.jsonl`. The verdicts and values there are those of PostgreSQL 15.18,
//! 17.10 and 18.4; `accepted_by` lists the versions that accept what another one refuses, `unknowable` marks what
//! depends on a server's time zones. Dates and instants are PostgreSQL's own counts: days and microseconds since
//! 2000-01-01 UTC.

// `wasm-pack test` compiles every test for the browser; this one runs natively.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::expect_used)]

use json_tape::Tape;
use pg_value::{Date, Datum, Error, SqlState, Timestamptz, Type};
use serde_json::Value as Json;

fn type_named(name: &str) -> Type {
    let modifiers = || name.trim_end_matches(')').split_once('(').unwrap().1;
    match name {
        "boolean" => Type::Boolean,
        "smallint" => Type::SmallInt,
        "integer" => Type::Integer,
        "bigint" => Type::BigInt,
        "numeric" => Type::Numeric(None),
        "text" => Type::Text,
        "uuid" => Type::Uuid,
        "date" => Type::Date,
        "timestamptz" => Type::Timestamptz,
        "text_array" => Type::TextArray,
        "jsonb" => Type::Jsonb,
        _ if name.starts_with("varchar(") => Type::Varchar(Some(modifiers().parse().unwrap())),
        _ => {
            let (precision, scale) = modifiers().split_once(',').unwrap();
            Type::Numeric(Some((precision.parse().unwrap(), scale.parse().unwrap())))
        }
    }
}

fn utf8(text: &[u8]) -> &str {
    std::str::from_utf8(text).unwrap()
}

/// The value in the form used by the data files.
fn printed(datum: &Datum<'_>) -> String {
    match datum {
        Datum::Null => "null".into(),
        Datum::Unknown => "unknown".into(),
        Datum::Boolean(value) => value.to_string(),
        Datum::Integer(value) => value.to_string(),
        Datum::Numeric(value) => String::from_utf8(value.text()).unwrap(),
        Datum::Text(value) => serde_json::to_string(utf8(value)).unwrap(),
        Datum::Uuid(value) => {
            let hex: String = value.iter().map(|octet| format!("{octet:02x}")).collect();
            [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
        }
        Datum::Date(value) => match value {
            Date::Days(days) => days.to_string(),
            Date::Infinity => i32::MAX.to_string(),
            Date::NegativeInfinity => i32::MIN.to_string(),
            Date::ClockRelative => panic!("a clock-relative date is Unknown"),
        },
        Datum::Timestamptz(value) => match value {
            Timestamptz::Micros(micros) => micros.to_string(),
            Timestamptz::Infinity => i64::MAX.to_string(),
            Timestamptz::NegativeInfinity => i64::MIN.to_string(),
            Timestamptz::ClockRelative => panic!("a clock-relative instant is Unknown"),
        },
        Datum::TextArray(array) => {
            assert_eq!(array.iter().count(), array.cardinality());
            let bounds: String = array
                .dimensions()
                .iter()
                .map(|d| format!("[{}:{}]", d.lower, i64::from(d.lower) + i64::from(d.length) - 1))
                .collect();
            let elements: Vec<String> =
                array.iter().map(|e| serde_json::to_string(&e.as_deref().map(utf8)).unwrap()).collect();
            format!("{bounds}[{}]", elements.join(", "))
        }
        Datum::Jsonb(_) => "jsonb".into(),
    }
}

fn check(file: &str, cases: &str) {
    let mut tape = Tape::new();
    let mut count = 0;
    for line in cases.lines() {
        let case: Json = serde_json::from_str(line).unwrap();
        let name = case["type"].as_str().unwrap_or(file);
        let json = case["json"].as_str().unwrap();
        let at = format!("{name}: {} ({json})", case["description"].as_str().unwrap());
        let doc = tape.parse(json.as_bytes()).unwrap();
        match (type_named(name).decode(doc.root()), case["sqlstate"].as_str()) {
            (Ok(datum), None) => {
                if let Some(value) = case["value"].as_str() {
                    assert_eq!(printed(&datum), value, "{at}");
                }
            }
            (Err(error), Some(sqlstate)) => {
                assert_eq!(error.sqlstate.as_str(), sqlstate, "{at}");
                assert_eq!(error.unknowable, case["unknowable"] == true, "{at}");
            }
            (Ok(datum), Some(sqlstate)) => panic!("{at}: accepted as {}, not {sqlstate}", printed(&datum)),
            (Err(error), None) => panic!("{at}: refused with {}", error.sqlstate.as_str()),
        }
        count += 1;
    }
    assert!(count > 0, "{file} has cases");
}

macro_rules! files {
    ($($file:ident)*) => {$(
        #[test]
        fn $file() {
            check(stringify!($file), include_str!(concat!("pg_types/", stringify!($file), ".jsonl")));
        }
    )*};
}

files!(bigint boolean date integer jsonb numeric smallint text text_array timestamptz uuid varchar);

fn decode(ty: Type, json: &str) -> Result<String, Error> {
    let mut tape = Tape::new();
    let doc = tape.parse(json.as_bytes()).unwrap();
    ty.decode(doc.root()).map(|datum| printed(&datum))
}

fn sqlstate(ty: Type, json: &str) -> Option<SqlState> {
    decode(ty, json).err().map(|error| error.sqlstate)
}

#[test]
fn long_texts_take_linear_time() {
    let long = |s: &str| format!("\"{}\"", s.repeat(200_000));
    for ty in ["boolean", "integer", "numeric", "numeric(10,2)", "varchar(5)", "uuid", "date", "timestamptz"] {
        for piece in ["0", " ", "a", "1.", "-", "é", "1:", "[", "9"] {
            let _ = decode(type_named(ty), &long(piece));
        }
    }
    assert_eq!(decode(Type::Varchar(Some(5)), &long(" ")).unwrap(), "\"     \"");
    assert_eq!(sqlstate(Type::Timestamptz, &long("1")), Some(SqlState::InvalidDatetimeFormat));
    let elements = format!("\"{{{}a}}\"", "a\\\\ ,".repeat(200_000));
    assert!(decode(Type::TextArray, &elements).is_ok());
}
