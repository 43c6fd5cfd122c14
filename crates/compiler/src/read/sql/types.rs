//! Type names of SQL → [`Type`]. Knows PostgreSQL's spellings of the supported types, no other.

use sqlparser::ast::{ArrayElemTypeDef, CharacterLength, DataType, ExactNumberInfo, ObjectName, TimezoneInfo};

use super::identifier;

use pg_value::Type;

/// The type, if it is supported.
pub fn resolve(data_type: &DataType) -> Option<Type> {
    Some(match data_type {
        DataType::Boolean | DataType::Bool => Type::Boolean,
        DataType::SmallInt(None) | DataType::Int2(None) => Type::SmallInt,
        DataType::Int(None) | DataType::Integer(None) | DataType::Int4(None) => Type::Integer,
        DataType::BigInt(None) | DataType::Int8(None) => Type::BigInt,
        DataType::Numeric(info) | DataType::Decimal(info) | DataType::Dec(info) => Type::Numeric(match info {
            ExactNumberInfo::None => None,
            ExactNumberInfo::Precision(precision) => Some((u32::try_from(*precision).ok()?, 0)),
            ExactNumberInfo::PrecisionAndScale(precision, scale) => {
                Some((u32::try_from(*precision).ok()?, i32::try_from(*scale).ok()?))
            }
        }),
        DataType::Text => Type::Text,
        DataType::Varchar(length) | DataType::CharacterVarying(length) | DataType::CharVarying(length) => {
            Type::Varchar(match length {
                None => None,
                Some(CharacterLength::IntegerLength { length, unit: None }) => Some(u32::try_from(*length).ok()?),
                Some(_) => return None,
            })
        }
        DataType::Uuid => Type::Uuid,
        DataType::Date => Type::Date,
        DataType::Timestamp(None, TimezoneInfo::Tz | TimezoneInfo::WithTimeZone) => Type::Timestamptz,
        DataType::JSONB => Type::Jsonb,
        DataType::Array(ArrayElemTypeDef::SquareBracket(element, None)) => match resolve(element)? {
            Type::Text => Type::TextArray,
            _ => return None,
        },
        DataType::Custom(name, modifiers) => return named(name, modifiers),
        _ => return None,
    })
}

/// A type by the name that PostgreSQL's own table of types has, which may stand in quotes and behind its schema.
fn named(name: &ObjectName, modifiers: &[String]) -> Option<Type> {
    let parts: Vec<_> = name.0.iter().map(|part| part.as_ident().map(identifier)).collect::<Option<_>>()?;
    let name = match parts.as_slice() {
        [name] => name,
        [schema, name] if schema == "pg_catalog" => name,
        _ => return None,
    };
    let modifiers = modifiers.iter().map(|modifier| modifier.parse().ok()).collect::<Option<Vec<i32>>>()?;
    Some(match (name.as_str(), modifiers.as_slice()) {
        ("bool", []) => Type::Boolean,
        ("int2", []) => Type::SmallInt,
        ("int4", []) => Type::Integer,
        ("int8", []) => Type::BigInt,
        ("numeric", []) => Type::Numeric(None),
        ("numeric", [precision]) => Type::Numeric(Some((u32::try_from(*precision).ok()?, 0))),
        ("numeric", [precision, scale]) => Type::Numeric(Some((u32::try_from(*precision).ok()?, *scale))),
        ("text", []) => Type::Text,
        ("varchar", []) => Type::Varchar(None),
        ("varchar", [limit]) => Type::Varchar(Some(u32::try_from(*limit).ok()?)),
        ("uuid", []) => Type::Uuid,
        ("date", []) => Type::Date,
        ("timestamptz", []) => Type::Timestamptz,
        ("jsonb", []) => Type::Jsonb,
        ("_text", []) => Type::TextArray,
        _ => return None,
    })
}
