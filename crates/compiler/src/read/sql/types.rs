//! SQL type names → types. Knows PostgreSQL's spellings of its own types and of `citext`, and why others are refused;
//! types that migrations create are in the catalogue.

use sqlparser::ast::{CharacterLength, DataType, ExactNumberInfo, ObjectName, TimezoneInfo};

use super::identifier;
use crate::error::{Error, Reason, Result};
use crate::model::types::Type;

/// The maximum number of fractional digits of a second; PostgreSQL reduces larger numbers to this.
const MOST_DIGITS: u64 = 6;
/// The maximum length of `varchar(n)` and `char(n)`.
const LONGEST: u64 = 10_485_760;

/// One of PostgreSQL's own types that is not an array, or `citext`.
///
/// # Errors
/// The type is not supported, or PostgreSQL refuses its modifier.
pub fn resolve(data_type: &DataType) -> Result<Type> {
    let unsupported = |why: &str| {
        let why = if why.is_empty() { String::new() } else { format!(": {why}") };
        Error::unsupported(format!("the type `{data_type}` is not supported{why}")).of(data_type)
    };
    let invalid =
        || Error::invalid(format!("the type `{data_type}` has a modifier that PostgreSQL refuses")).of(data_type);
    let length = |length: &Option<CharacterLength>| match length {
        None => Ok(None),
        Some(CharacterLength::IntegerLength { length, unit: None }) => of_length(*length).map(Some).ok_or_else(invalid),
        Some(_) => Err(unsupported("")),
    };
    let digits = |digits: &Option<u64>| digits.map(|digits| digits.min(MOST_DIGITS) as u32);
    Ok(match data_type {
        DataType::Boolean | DataType::Bool => Type::Boolean,
        DataType::SmallInt(None) | DataType::Int2(None) => Type::SmallInt,
        DataType::Int(None) | DataType::Integer(None) | DataType::Int4(None) => Type::Integer,
        DataType::BigInt(None) | DataType::Int8(None) => Type::BigInt,
        DataType::Numeric(info) | DataType::Decimal(info) | DataType::Dec(info) => {
            Type::Numeric(numeric(info).ok_or_else(invalid)?)
        }
        DataType::Real | DataType::Float4 => Type::Real,
        DataType::DoublePrecision | DataType::Float8 | DataType::Float(ExactNumberInfo::None) => Type::Double,
        DataType::Float(ExactNumberInfo::Precision(1..=24)) => Type::Real,
        DataType::Float(ExactNumberInfo::Precision(25..=53)) => Type::Double,
        DataType::Float(_) => return Err(invalid()),
        DataType::Text => Type::Text,
        DataType::Varchar(n) | DataType::CharacterVarying(n) | DataType::CharVarying(n) => Type::Varchar(length(n)?),
        // Without a length, it is one character.
        DataType::Char(n) | DataType::Character(n) => Type::Bpchar(Some(length(n)?.unwrap_or(1))),
        DataType::Bytea => Type::Bytea,
        DataType::Uuid => Type::Uuid,
        DataType::Date => Type::Date,
        DataType::Time(n, TimezoneInfo::None | TimezoneInfo::WithoutTimeZone) => Type::Time(digits(n)),
        DataType::Time(..) => return Err(unsupported("a time of day alone has no time zone; use `time`")),
        DataType::Timestamp(n, TimezoneInfo::None | TimezoneInfo::WithoutTimeZone) => Type::Timestamp(digits(n)),
        DataType::Timestamp(n, TimezoneInfo::Tz | TimezoneInfo::WithTimeZone) => Type::Timestamptz(digits(n)),
        DataType::JSON => Type::Json,
        DataType::JSONB => Type::Jsonb,
        DataType::Custom(name, modifiers) => named(name, modifiers).map_err(|why| unsupported(&why.to_string()))?,
        DataType::Interval { .. } => return Err(unsupported("")),
        _ => return Err(unsupported("")),
    })
}

/// The length, if PostgreSQL accepts it.
fn of_length(length: u64) -> Option<u32> {
    u32::try_from(length).ok().filter(|_| (1..=LONGEST).contains(&length))
}

fn numeric(info: &ExactNumberInfo) -> Option<Option<(u32, i32)>> {
    let (precision, scale) = match info {
        ExactNumberInfo::None => return Some(None),
        ExactNumberInfo::Precision(precision) => (*precision, 0),
        ExactNumberInfo::PrecisionAndScale(precision, scale) => (*precision, *scale),
    };
    let is_good = (1..=1000).contains(&precision) && (-1000..=1000).contains(&scale);
    if is_good { Some(Some((u32::try_from(precision).ok()?, i32::try_from(scale).ok()?))) } else { None }
}

/// The type with this name in PostgreSQL's catalogue, or the reason why it is not supported.
fn named(name: &ObjectName, modifiers: &[String]) -> std::result::Result<Type, Reason> {
    let parts: Vec<_> = name.0.iter().filter_map(|part| part.as_ident().map(identifier)).collect();
    let (schema, own) = match parts.as_slice() {
        [name] => (None, name.as_str()),
        [schema, name] => (Some(schema.as_str()), name.as_str()),
        _ => return Err(Reason::default()),
    };
    if own == "citext" && modifiers.is_empty() {
        return Ok(Type::Citext);
    }
    if !matches!(schema, None | Some("pg_catalog")) {
        return Err("no migration creates it".into());
    }
    let number = || match modifiers {
        [] => Ok(None),
        [one] => one.trim().parse::<u64>().map(Some).map_err(|_| Reason::default()),
        _ => Err(Reason::default()),
    };
    let length = || match number()? {
        None => Ok(None),
        Some(length) => of_length(length).map(Some).ok_or_else(Reason::default),
    };
    let digits = || Ok::<_, Reason>(number()?.map(|digits| digits.min(MOST_DIGITS) as u32));
    let ty = match own {
        "varchar" => return length().map(Type::Varchar),
        "bpchar" => return length().map(Type::Bpchar),
        "time" => return digits().map(Type::Time),
        "timestamp" => return digits().map(Type::Timestamp),
        "timestamptz" => return digits().map(Type::Timestamptz),
        "bool" | "boolean" => Type::Boolean,
        "int2" | "smallserial" | "serial2" => Type::SmallInt,
        "int4" | "serial" | "serial4" => Type::Integer,
        "int8" | "bigserial" | "serial8" => Type::BigInt,
        "numeric" => Type::Numeric(None),
        "float4" => Type::Real,
        "float8" => Type::Double,
        "text" => Type::Text,
        "bytea" => Type::Bytea,
        "uuid" => Type::Uuid,
        "date" => Type::Date,
        "json" => Type::Json,
        "jsonb" => Type::Jsonb,
        "money" => return Err("how it is read depends on the locale of the server; use `numeric`".into()),
        "timetz" => return Err("a time of day alone has no time zone; use `time`".into()),
        "name" | "oid" | "xml" | "inet" | "cidr" | "macaddr" | "bit" | "tsvector" | "interval" | "char"
        | "daterange" | "tstzrange" | "tsrange" | "int4range" | "int8range" | "numrange" => {
            return Err(Reason::default());
        }
        _ => return Err("no migration creates it".into()),
    };
    if modifiers.is_empty() { Ok(ty) } else { Err(Reason::default()) }
}

/// Whether the type is one of the serial types: an integer with a sequence, NOT NULL.
pub fn is_serial(data_type: &DataType) -> bool {
    let DataType::Custom(name, modifiers) = data_type else { return false };
    let [part] = name.0.as_slice() else { return false };
    let own = part.as_ident().filter(|name| name.quote_style.is_none()).map(identifier).unwrap_or_default();
    let names = ["serial", "serial2", "serial4", "serial8", "bigserial", "smallserial"];
    modifiers.is_empty() && names.contains(&own.as_str())
}

/// Whether arrays of the type are supported.
pub const fn is_element(ty: Type) -> bool {
    matches!(
        ty,
        Type::Boolean
            | Type::SmallInt
            | Type::Integer
            | Type::BigInt
            | Type::Numeric(_)
            | Type::Varchar(_)
            | Type::Bpchar(_)
            | Type::Uuid
            | Type::Date
            | Type::Time(_)
            | Type::Timestamp(_)
            | Type::Timestamptz(_)
    )
}
