//! Constants: literals read by the runtime's own input functions, and what PostgreSQL folds before
//! it evaluates anything.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::error::{Error, Result};
use crate::model::expression::{Arithmetic, Function, Literal, Scalar};
use pg_value::integer::{self, Width};
use pg_value::logic::Stop;
use pg_value::{
    Date, Error as Refusal, Numeric, SqlState, Timestamptz, Type, boolean, date, operators, text_array::TextArray,
    timestamptz, uuid, varchar,
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
pub fn fold(operation: Arithmetic, left: &Literal, right: &Literal, ty: Scalar) -> Result<Literal> {
    let (Literal::Integer(left), Literal::Integer(right), Some(width)) = (left, right, width(ty)) else {
        return Err(Error::unsupported(format!("arithmetic on constants of type {} is not supported", ty.name())));
    };
    let (left, right) = (Some(*left), Some(*right));
    let done = match operation {
        Arithmetic::Add => operators::integer::add(left, right, width),
        Arithmetic::Subtract => operators::integer::subtract(left, right, width),
        Arithmetic::Multiply => operators::integer::multiply(left, right, width),
        Arithmetic::Divide => operators::integer::divide(left, right, width),
        Arithmetic::Modulo => operators::integer::modulo(left, right, width),
    };
    match done {
        Ok(value) => Ok(value.map_or(Literal::Null, Literal::Integer)),
        Err(Stop::Error(SqlState::DivisionByZero)) => Err(Error::invalid("a division of constants by zero (22012)")),
        Err(_) => Err(Error::invalid(format!("constant arithmetic beyond {} (22003)", ty.name()))),
    }
}

/// The minus sign in front of a constant.
pub fn negate(literal: &Literal, ty: Scalar) -> Result<Literal> {
    fold(Arithmetic::Subtract, &Literal::Integer(0), literal, ty)
}

/// The order of two constants of a type, none of them NULL; of texts, whether they are equal. `None` if it is not known.
pub fn order(a: &Literal, b: &Literal, ty: Scalar) -> Option<Ordering> {
    let number = |literal: &Literal| match literal {
        Literal::Numeric(text) => Numeric::parse(text.as_bytes(), None).ok().map(Numeric::into_owned),
        Literal::Integer(value) => Some(Numeric::from(*value)),
        _ => None,
    };
    match (a, b) {
        (Literal::Boolean(a), Literal::Boolean(b)) => Some(a.cmp(b)),
        (Literal::Integer(a), Literal::Integer(b)) => Some(a.cmp(b)),
        (Literal::Text(a), Literal::Text(b)) => Some(a.cmp(b)),
        (Literal::Uuid(a), Literal::Uuid(b)) => Some(a.cmp(b)),
        (Literal::Date(a), Literal::Date(b)) => Some(a.cmp(b)),
        (Literal::Timestamptz(a), Literal::Timestamptz(b)) => Some(a.cmp(b)),
        _ if ty == Scalar::Numeric => Some(number(a)?.cmp(&number(b)?)),
        _ => None,
    }
}

/// A function of constants, none of them NULL; `None` if it is not worked out here, or fails.
pub fn call(function: Function, arguments: &[&Literal]) -> Option<Literal> {
    use Literal::{Boolean, Integer, Text};
    let text = |text: &str| Some(Cow::Owned(text.as_bytes().to_vec()));
    let made = |made: Option<Cow<'_, [u8]>>| made.map(|made| Text(utf8(made.into_owned())));
    match (function, arguments) {
        (Function::CharLength, [Text(a)]) => operators::text::char_length(text(a)).map(Integer),
        (Function::OctetLength, [Text(a)]) => operators::text::octet_length(text(a)).map(Integer),
        (Function::Btrim, [Text(a), Text(b)]) => made(operators::text::btrim(text(a), text(b))),
        (Function::Ltrim, [Text(a), Text(b)]) => made(operators::text::ltrim(text(a), text(b))),
        (Function::Rtrim, [Text(a), Text(b)]) => made(operators::text::rtrim(text(a), text(b))),
        (Function::Concat, [Text(a), Text(b)]) => Some(Text(format!("{a}{b}"))),
        (Function::Reverse, [Text(a)]) => made(operators::text::reverse(text(a))),
        (Function::Strpos, [Text(a), Text(b)]) => operators::text::strpos(text(a), text(b)).map(Integer),
        (Function::StartsWith, [Text(a), Text(b)]) => Some(Boolean(a.starts_with(b.as_str()))),
        _ => None,
    }
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
