//! The input functions against `tests/pg_types/*.jsonl`. The verdicts and values there are those of PostgreSQL 15.18,
//! 17.10 and 18.4; `accepted_by` lists the versions that accept what another one refuses, `unknowable` marks what
//! depends on a server's time zones. Dates and instants are PostgreSQL's own counts: days and microseconds since
//! 2000-01-01 UTC.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::expect_used)]

use json_tape::{Tape, names};
use pg_value::array::{self, Element};
use pg_value::{Date, Datum, Error, Float, SqlState, Timestamptz, Type, key};
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
        "timestamptz" => Type::Timestamptz(None),
        "real" => Type::Real,
        "double" => Type::Double,
        "bpchar" => Type::Bpchar(None),
        "bytea" => Type::Bytea,
        "time" => Type::Time(None),
        "timestamp" => Type::Timestamp(None),
        "mood" => Type::Enum(names!["sad", "ok", "happy", "Très gai", "a label of more than sixteen bytes"]),
        "text_array" => Type::TextArray,
        "jsonb" => Type::Jsonb,
        "json" => Type::Json,
        _ if name.ends_with("[]") => Type::Array(element(type_named(name.trim_end_matches("[]")))),
        _ if name.starts_with("char(") => Type::Bpchar(Some(modifiers().parse().unwrap())),
        _ if name.starts_with("time(") => Type::Time(Some(modifiers().parse().unwrap())),
        _ if name.starts_with("timestamp(") => Type::Timestamp(Some(modifiers().parse().unwrap())),
        _ if name.starts_with("timestamptz(") => Type::Timestamptz(Some(modifiers().parse().unwrap())),
        _ if name.starts_with("varchar(") => Type::Varchar(Some(modifiers().parse().unwrap())),
        _ => {
            let (precision, scale) = modifiers().split_once(',').unwrap();
            Type::Numeric(Some((precision.parse().unwrap(), scale.parse().unwrap())))
        }
    }
}

/// An array's elements, each with its key.
fn element(ty: Type) -> &'static Element {
    let key = match ty {
        Type::Boolean => key::boolean,
        Type::SmallInt | Type::Integer | Type::BigInt => key::integer,
        Type::Numeric(_) => key::numeric,
        Type::Uuid => key::uuid,
        Type::Date => key::date,
        Type::Time(_) => key::time,
        Type::Timestamp(_) | Type::Timestamptz(_) => key::timestamptz,
        Type::Enum(_) => key::enumeration,
        _ => key::text,
    };
    Box::leak(Box::new(Element { ty, input: ty.input_function(), key, decode: array::decode }))
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
        Datum::Float(Float(value)) => format!("{value:?}"),
        Datum::Time(value) => value.to_string(),
        Datum::Enum(place) => place.to_string(),
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
            let elements: Vec<String> = array.iter().map(|e| serde_json::to_string(&e.map(utf8)).unwrap()).collect();
            format!("{bounds}[{}]", elements.join(", "))
        }
        Datum::Jsonb(_) => "jsonb".into(),
    }
}

/// Whether the datum is the value that the file has.
fn is_value(datum: &Datum<'_>, value: &str, name: &str) -> bool {
    match datum {
        // By its bytes, whatever they spell.
        Datum::Text(bytes) if name == "bytea" => {
            bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>() == value
        }
        Datum::Float(found) => {
            let expected: f64 = value.parse().unwrap();
            // A real is printed by the digits that tell it from other reals.
            *found == Float(if name == "real" { f64::from(expected as f32) } else { expected })
        }
        datum => printed(datum) == value,
    }
}

fn check(file: &str, cases: &str) {
    let mut tape = Tape::new();
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in cases.lines() {
        let case: Json = serde_json::from_str(line).unwrap();
        let name = case["type"].as_str().unwrap_or(file);
        let doc = tape.parse(case["json"].as_str().unwrap().as_bytes()).unwrap();
        let answer = type_named(name).decode(doc.root());
        let agrees = match (&answer, case["sqlstate"].as_str()) {
            (Ok(datum), None) => case["value"].as_str().is_none_or(|value| is_value(datum, value, name)),
            (Err(error), Some(sqlstate)) => {
                error.sqlstate.as_str() == sqlstate && error.unknowable == (case["unknowable"] == true)
            }
            _ => false,
        };
        if !agrees {
            let found = match &answer {
                Ok(datum) => printed(datum),
                Err(error) => {
                    format!("{}{}", error.sqlstate.as_str(), if error.unknowable { ", unknowable" } else { "" })
                }
            };
            wrong.push(format!("{line}\n    is {found}"));
        }
        count += 1;
    }
    assert!(count > 0, "{file} has cases");
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

macro_rules! files {
    ($($file:ident)*) => {$(
        #[test]
        fn $file() {
            check(stringify!($file), include_str!(concat!("pg_types/", stringify!($file), ".jsonl")));
        }
    )*};
}

files!(
    array bigint boolean bytea char date double integer json jsonb mood numeric real smallint text text_array time
    timestamp timestamptz timestamptz_digits uuid varchar
);

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
    assert_eq!(sqlstate(Type::Timestamptz(None), &long("1")), Some(SqlState::InvalidDatetimeFormat));
    let elements = format!("\"{{{}a}}\"", "a\\\\ ,".repeat(200_000));
    assert!(decode(Type::TextArray, &elements).is_ok());
}
