//! Constants: literals read by the runtime's own input functions, and what PostgreSQL folds before
//! it evaluates anything.

use std::borrow::Cow;

use crate::error::{Error, Result};
use crate::model::expression::{Arithmetic, Literal, Scalar};
use pg_value::integer::{self, Width};
use pg_value::{
    Date, Error as Refusal, Numeric, Timestamptz, Type, boolean, date, text_array::TextArray, timestamptz, uuid,
    varchar,
};

/// Width of an integer type.
pub fn width(ty: Scalar) -> Option<Width> {
    match ty {
        Scalar::SmallInt => Some(Width::SmallInt),
        Scalar::Integer => Some(Width::Integer),
        Scalar::BigInt => Some(Width::BigInt),
        _ => None,
    }
}

/// A number as the grammar reads it: the smallest of integer, bigint and numeric that holds it.
pub fn number(text: &str) -> Result<(Scalar, Literal)> {
    if let Ok(value) = text.parse::<i32>() {
        return Ok((Scalar::Integer, Literal::Integer(i64::from(value))));
    }
    if let Ok(value) = text.parse::<i64>() {
        return Ok((Scalar::BigInt, Literal::Integer(value)));
    }
    Numeric::parse(text.as_bytes(), None).map_err(|error| refused(text, error))?;
    Ok((Scalar::Numeric, Literal::Numeric(text.to_owned())))
}

/// What the runtime made of a text is UTF-8 too.
fn utf8(text: Vec<u8>) -> String {
    String::from_utf8(text).unwrap_or_default()
}

fn refused(text: &str, error: Refusal) -> Error {
    Error::invalid(format!("the literal '{text}' is no {} ({})", error.type_name.as_str(), error.sqlstate.as_str()))
}

/// The value that a type's input function makes of a quoted literal.
pub fn input(text: &str, ty: Scalar) -> Result<Literal> {
    let read = || -> std::result::Result<Option<Literal>, Refusal> {
        Ok(Some(match ty {
            Scalar::Boolean => Literal::Boolean(boolean::parse(text.as_bytes())?),
            Scalar::SmallInt => Literal::Integer(integer::parse(text.as_bytes(), Width::SmallInt)?),
            Scalar::Integer => Literal::Integer(integer::parse(text.as_bytes(), Width::Integer)?),
            Scalar::BigInt => Literal::Integer(integer::parse(text.as_bytes(), Width::BigInt)?),
            Scalar::Numeric => Literal::Numeric(utf8(Numeric::parse(text.as_bytes(), None)?.text())),
            Scalar::Text | Scalar::Unknown => Literal::Text(text.to_owned()),
            Scalar::Uuid => Literal::Uuid(uuid::parse(text.as_bytes())?),
            Scalar::Date => Literal::Date(match date::parse(text.as_bytes())? {
                Date::NegativeInfinity => i32::MIN,
                Date::Days(days) => days,
                Date::Infinity => i32::MAX,
                Date::ClockRelative => return Ok(None),
            }),
            Scalar::Timestamptz => Literal::Timestamptz(match timestamptz::parse(text.as_bytes())? {
                Timestamptz::NegativeInfinity => i64::MIN,
                Timestamptz::Micros(micros) => micros,
                Timestamptz::Infinity => i64::MAX,
                Timestamptz::ClockRelative => return Ok(None),
            }),
            Scalar::TextArray => {
                let array = TextArray::parse(text.as_bytes())?;
                match array.dimensions() {
                    [] => Literal::TextArray(Vec::new()),
                    [only] if only.lower == 1 => Literal::TextArray(
                        array.iter().map(|element| element.map(|text| utf8(text.into_owned()))).collect(),
                    ),
                    _ => return Ok(None),
                }
            }
            Scalar::Jsonb => return Ok(None),
        }))
    };
    match read() {
        Ok(Some(literal)) => Ok(literal),
        Ok(None) => Err(Error::unsupported(format!("the constant '{text}' of type {} is not supported", ty.name()))),
        Err(error) => Err(refused(text, error)),
    }
}

/// An explicit cast of a constant.
pub fn cast(literal: &Literal, from: Scalar, to: Type) -> Result<Literal> {
    let target = Scalar::from(to);
    let unsupported =
        || Err(Error::unsupported(format!("a cast from {} to {} is not supported", from.name(), target.name())));
    let done = match (literal, target) {
        (Literal::Null, _) => Literal::Null,
        (Literal::Text(text), _) if to == Type::Text || matches!(to, Type::Varchar(_)) => Literal::Text(text.clone()),
        (Literal::Text(text), _) => input(text, target)?,
        (Literal::Integer(value), Scalar::SmallInt | Scalar::Integer | Scalar::BigInt | Scalar::Numeric) => {
            input(&value.to_string(), target)?
        }
        (Literal::Integer(value), Scalar::Text) => Literal::Text(value.to_string()),
        (Literal::Boolean(value), Scalar::Text) => Literal::Text(value.to_string()),
        (Literal::Numeric(_), Scalar::Numeric) if to == Type::Numeric(None) => literal.clone(),
        _ if from == target && !matches!(to, Type::Numeric(Some(_))) => literal.clone(),
        _ => return unsupported(),
    };
    match (done, to) {
        (Literal::Text(text), Type::Varchar(Some(limit))) => {
            Ok(Literal::Text(text.chars().take(limit as usize).collect()))
        }
        (_, Type::Numeric(Some(_))) => unsupported(),
        (done, _) => Ok(done),
    }
}

/// Arithmetic on constants, which PostgreSQL folds; its errors are the whole CHECK's.
pub fn fold(operation: Arithmetic, left: i64, right: i64, ty: Scalar) -> Result<i64> {
    let value = match operation {
        Arithmetic::Add => left.checked_add(right),
        Arithmetic::Subtract => left.checked_sub(right),
        Arithmetic::Multiply => left.checked_mul(right),
        Arithmetic::Divide | Arithmetic::Modulo if right == 0 => {
            return Err(Error::invalid("a division of constants by zero (22012)"));
        }
        Arithmetic::Divide => left.checked_div(right),
        Arithmetic::Modulo => Some(left.wrapping_rem(right)),
    };
    let least = width(ty).map_or(i64::MIN, Width::min);
    value
        .filter(|value| (least..=!least).contains(value))
        .ok_or_else(|| Error::invalid(format!("constant arithmetic beyond {} (22003)", ty.name())))
}

/// Whether an assignment of the text to a column of that type is good; its error otherwise.
pub fn assignable(text: &str, ty: Type) -> Result<()> {
    match ty {
        Type::Varchar(limit) => varchar::parse(Cow::Borrowed(text.as_bytes()), limit).map(drop),
        Type::Jsonb => {
            let mut tape = json_tape::Tape::new();
            return match tape.parse(text.as_bytes()) {
                Ok(doc) => pg_value::jsonb::check(doc.root()).map_err(|error| refused(text, error)),
                Err(_) => Err(Error::invalid(format!("the literal '{text}' is no jsonb (22P02)"))),
            };
        }
        _ => ty.input(Cow::Borrowed(text.as_bytes())).map(drop),
    }
    .map_err(|error| refused(text, error))
}
