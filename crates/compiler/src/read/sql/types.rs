//! Type names of SQL → [`Type`]. Knows PostgreSQL's spellings of the supported types, no other.

use sqlparser::ast::{ArrayElemTypeDef, CharacterLength, DataType, ExactNumberInfo, TimezoneInfo};

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
        DataType::Array(ArrayElemTypeDef::SquareBracket(element, None)) => match **element {
            DataType::Text => Type::TextArray,
            _ => return None,
        },
        _ => return None,
    })
}
