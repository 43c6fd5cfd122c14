//! Constants: literals read by the runtime's own input functions, and what PostgreSQL folds before it evaluates
//! anything.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::error::{Error, Result};
use crate::model::expression::{Arithmetic, Function, Literal, Scalar};
use crate::model::types::{ColumnType, EnumId, LabelId, Type, Types};
use pg_value::integer::{self, Width};
use pg_value::logic::Stop;
use pg_value::text_array::{Dimension, TextArray};
use pg_value::{
    Date, Datum, Error as Refusal, Numeric, SqlState, Timestamptz, boolean, bytea, date, float, key, operators, time,
    timestamp, timestamptz, uuid,
};

/// The width of an integer type.
pub fn width(ty: Scalar) -> Option<Width> {
    match ty {
        Scalar::SmallInt => Some(Width::SmallInt),
        Scalar::Integer => Some(Width::Integer),
        Scalar::BigInt => Some(Width::BigInt),
        _ => None,
    }
}

/// A number as the grammar reads it: of the smallest type among integer, bigint and numeric that can hold it.
pub fn spelled(text: &str) -> Result<(Scalar, Literal)> {
    if let Ok(value) = text.parse::<i32>() {
        return Ok((Scalar::Integer, Literal::Integer(i64::from(value))));
    }
    if let Ok(value) = text.parse::<i64>() {
        return Ok((Scalar::BigInt, Literal::Integer(value)));
    }
    Numeric::parse(text.as_bytes(), None).map_err(|error| refused(text, error))?;
    Ok((Scalar::Numeric, Literal::Numeric(text.to_owned())))
}

/// What the runtime makes from a text is also UTF-8.
fn utf8(text: Vec<u8>) -> String {
    String::from_utf8(text).unwrap_or_default()
}

fn refused(text: &str, error: Refusal) -> Error {
    Error::invalid(format!("the literal '{text}' is no {} ({})", error.type_name.as_str(), error.sqlstate.as_str()))
}

/// The value that a type's input function reads from a quoted literal.
pub fn input(text: &str, ty: Scalar, types: &Types) -> Result<Literal> {
    let read = || -> std::result::Result<Option<Literal>, Refusal> {
        Ok(Some(match ty {
            Scalar::Boolean => Literal::Boolean(boolean::parse(text.as_bytes())?),
            Scalar::SmallInt => Literal::Integer(integer::parse(text.as_bytes(), Width::SmallInt)?),
            Scalar::Integer => Literal::Integer(integer::parse(text.as_bytes(), Width::Integer)?),
            Scalar::BigInt => Literal::Integer(integer::parse(text.as_bytes(), Width::BigInt)?),
            Scalar::Numeric => Literal::Numeric(utf8(Numeric::parse(text.as_bytes(), None)?.text())),
            Scalar::Text | Scalar::Unknown => Literal::Text(text.to_owned()),
            Scalar::Uuid => Literal::Uuid(uuid::parse(text.as_bytes())?),
            Scalar::Real => Literal::Float(float::parse_real(text.as_bytes()).map(|_| text.to_owned())?),
            Scalar::Double => Literal::Float(float::parse_double(text.as_bytes()).map(|_| text.to_owned())?),
            Scalar::Citext => Literal::Text(text.to_owned()),
            Scalar::Bpchar => Literal::Text(text.trim_end_matches(' ').to_owned()),
            Scalar::Bytea => Literal::Bytea(bytea::parse(text.as_bytes())?),
            Scalar::Date => Literal::Date(match date::parse(text.as_bytes())? {
                Date::NegativeInfinity => i32::MIN,
                Date::Days(days) => days,
                Date::Infinity => i32::MAX,
                Date::ClockRelative => return Ok(None),
            }),
            Scalar::Time => match time::parse(text.as_bytes())? {
                Some(micros) => Literal::Time(micros),
                None => return Ok(None),
            },
            Scalar::Timestamp => return Ok(instant(timestamp::parse(text.as_bytes())?)),
            Scalar::Timestamptz => return Ok(instant(timestamptz::parse(text.as_bytes())?)),
            Scalar::TextArray | Scalar::Array(_) => {
                let array = TextArray::parse(text.as_bytes())?;
                if !matches!(array.dimensions(), [] | [Dimension { lower: 1, .. }]) {
                    return Ok(None);
                }
                let mut elements = Vec::new();
                for element in array.iter() {
                    elements.push(element.map(|text| utf8(text.to_vec())));
                }
                Literal::TextArray(elements)
            }
            Scalar::Enum(_) | Scalar::Json => return Ok(None),
            Scalar::Jsonb => return Ok(document(text)),
        }))
    };
    if let Scalar::Enum(id) = ty {
        return label(text, id, types);
    }
    match read() {
        Ok(Some(Literal::TextArray(texts))) if ty != Scalar::TextArray => {
            let element = ty.element().unwrap_or(Scalar::Unknown);
            let key = |text: &String| key(&input(text, element, types)?, element);
            let keys = texts.iter().map(|text| text.as_ref().map(key).transpose()).collect::<Result<_>>()?;
            Ok(Literal::TextArray(keys))
        }
        Ok(Some(literal)) => Ok(literal),
        Ok(None) => Err(Error::unsupported(format!("the constant '{text}' of type {} is not supported", ty.name()))),
        Err(error) => Err(refused(text, error)),
    }
}

/// A label of an enum.
fn label(text: &str, id: EnumId, types: &Types) -> Result<Literal> {
    types.label_named(id, text).map(Literal::Label).ok_or_else(|| {
        let name = types.name(ColumnType::Enum(id));
        Error::invalid(format!("'{text}' is no label of the enum `{name}` (22P02)")).of(text)
    })
}

fn instant(instant: Timestamptz) -> Option<Literal> {
    Some(Literal::Timestamptz(match instant {
        Timestamptz::NegativeInfinity => i64::MIN,
        Timestamptz::Micros(micros) => micros,
        Timestamptz::Infinity => i64::MAX,
        Timestamptz::ClockRelative => return None,
    }))
}

/// The key of a constant as an element of an array: the runtime's key, except for an enum's label, whose position is
/// not known yet.
pub fn key(literal: &Literal, ty: Scalar) -> Result<String> {
    let datum = match literal {
        Literal::Boolean(value) => Datum::Boolean(*value),
        Literal::Integer(value) if ty == Scalar::Numeric => Datum::Numeric(Numeric::from(*value)),
        Literal::Integer(value) => Datum::Integer(*value),
        Literal::Numeric(text) => match Numeric::parse(text.as_bytes(), None) {
            Ok(number) => Datum::Numeric(number),
            Err(error) => return Err(refused(text, error)),
        },
        Literal::Text(text) => Datum::Text(Cow::Borrowed(text.as_bytes())),
        Literal::Bytea(bytes) if std::str::from_utf8(bytes).is_ok() => Datum::Text(Cow::Borrowed(bytes)),
        Literal::Uuid(octets) => Datum::Uuid(*octets),
        Literal::Date(i32::MIN) => Datum::Date(Date::NegativeInfinity),
        Literal::Date(i32::MAX) => Datum::Date(Date::Infinity),
        Literal::Date(days) => Datum::Date(Date::Days(*days)),
        Literal::Time(micros) => Datum::Time(*micros),
        Literal::Timestamptz(i64::MIN) => Datum::Timestamptz(Timestamptz::NegativeInfinity),
        Literal::Timestamptz(i64::MAX) => Datum::Timestamptz(Timestamptz::Infinity),
        Literal::Timestamptz(micros) => Datum::Timestamptz(Timestamptz::Micros(*micros)),
        Literal::Label(LabelId(id)) => return Ok(id.to_string()),
        Literal::Null | Literal::Float(_) | Literal::Bytea(_) | Literal::TextArray(_) | Literal::Jsonb(_) => {
            return Err(Error::unsupported(format!("an array of {} is not supported here", ty.name())));
        }
    };
    let key = match ty {
        Scalar::Boolean => key::boolean,
        Scalar::SmallInt | Scalar::Integer | Scalar::BigInt => key::integer,
        Scalar::Numeric => key::numeric,
        Scalar::Uuid => key::uuid,
        Scalar::Date => key::date,
        Scalar::Time => key::time,
        Scalar::Timestamp | Scalar::Timestamptz => key::timestamptz,
        _ => key::text,
    };
    Ok(utf8(key(&datum)))
}

/// Bytes in the hex format of bytea.
pub fn hex(bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("\\x{digits}")
}

/// An explicit cast of a constant.
pub fn cast(literal: &Literal, from: Scalar, to: ColumnType, types: &Types) -> Result<Literal> {
    let target = Scalar::from(to);
    let unsupported =
        || Err(Error::unsupported(format!("a cast from {} to {} is not supported", from.name(), target.name())));
    let done = match (literal, target) {
        (Literal::Null, _) => Literal::Null,
        (Literal::Text(text), Scalar::Text | Scalar::Citext) => Literal::Text(text.clone()),
        (Literal::Text(text), _) if from != Scalar::Citext => input(text, target, types)?,
        (Literal::Integer(value), Scalar::SmallInt | Scalar::Integer | Scalar::BigInt | Scalar::Numeric) => {
            input(&value.to_string(), target, types)?
        }
        (Literal::Integer(value), Scalar::Double) => Literal::Float(format!("{:?}", *value as f64)),
        (Literal::Numeric(text), Scalar::Double) => input(text, target, types)?,
        (Literal::Integer(value), Scalar::Text) => Literal::Text(value.to_string()),
        (Literal::Boolean(value), Scalar::Text) => Literal::Text(value.to_string()),
        (Literal::Numeric(_), Scalar::Numeric) => literal.clone(),
        (Literal::Numeric(text), Scalar::Text) => Literal::Text(text.clone()),
        (Literal::Numeric(_), _) if target.is_integer() => {
            match width(target).map(|width| operators::numeric::to_integer(number(literal), width)) {
                Some(Ok(Some(value))) => Literal::Integer(value),
                _ => return Err(Error::invalid(format!("a constant beyond {} (22003)", target.name()))),
            }
        }
        (Literal::Label(id), Scalar::Text) => match from {
            Scalar::Enum(of) => Literal::Text(types.label(of, *id).unwrap_or_default().to_owned()),
            _ => return unsupported(),
        },
        _ if from == target => literal.clone(),
        _ => return unsupported(),
    };
    let ColumnType::Builtin(to) = to else { return Ok(done) };
    match (done, to) {
        (Literal::Text(text), Type::Varchar(Some(limit)) | Type::Bpchar(Some(limit))) => {
            let cut: String = text.chars().take(limit as usize).collect();
            Ok(Literal::Text(if target == Scalar::Bpchar { cut.trim_end_matches(' ').to_owned() } else { cut }))
        }
        (Literal::Time(micros), Type::Time(Some(digits))) => Ok(Literal::Time(time::round(micros, digits))),
        (Literal::Timestamptz(micros), Type::Timestamp(Some(digits)) | Type::Timestamptz(Some(digits)))
            if micros != i64::MIN && micros != i64::MAX =>
        {
            Ok(Literal::Timestamptz(time::round(micros, digits)))
        }
        (done, Type::Numeric(Some((precision, scale)))) => fit(&done, precision, scale),
        (done, _) => Ok(done),
    }
}

/// A JSON document, if jsonb accepts it.
fn document(text: &str) -> Option<Literal> {
    let mut tape = json_tape::Tape::new();
    let doc = tape.parse(text.as_bytes()).ok()?;
    let is_plain = doc.nul_escape.is_none() && doc.lone_surrogate.is_none() && !doc.long_number;
    (is_plain && pg_value::jsonb::check(doc.root()).is_ok()).then(|| Literal::Jsonb(text.to_owned()))
}

/// Arithmetic on constants, which PostgreSQL folds; an error in it fails the whole CHECK.
pub fn fold(operation: Arithmetic, left: &Literal, right: &Literal, ty: Scalar) -> Result<Literal> {
    if let (Scalar::Numeric, Some(left), Some(right)) = (ty, number(left), number(right)) {
        let (left, right) = (Some(left), Some(right));
        return folded(match operation {
            Arithmetic::Add => operators::numeric::add(left, right),
            Arithmetic::Subtract => operators::numeric::subtract(left, right),
            Arithmetic::Multiply => operators::numeric::multiply(left, right),
            Arithmetic::Divide => operators::numeric::divide(left, right),
            Arithmetic::Modulo => operators::numeric::modulo(left, right),
        });
    }
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
        Err(stop) => Err(failed(stop, ty)),
    }
}

fn failed(stop: Stop, ty: Scalar) -> Error {
    match stop {
        Stop::Error(SqlState::DivisionByZero) => Error::invalid("a division of constants by zero (22012)"),
        Stop::Error(_) => Error::invalid(format!("constant arithmetic beyond {} (22003)", ty.name())),
        Stop::Unknowable => Error::unsupported("the arithmetic on long constants is not supported"),
    }
}

fn folded(outcome: std::result::Result<Option<Numeric<'_>>, Stop>) -> Result<Literal> {
    match outcome {
        Ok(value) => Ok(value.map_or(Literal::Null, |value| Literal::Numeric(utf8(value.text())))),
        Err(stop) => Err(failed(stop, Scalar::Numeric)),
    }
}

/// The number of a numeric constant.
fn number(literal: &Literal) -> Option<Numeric<'static>> {
    match literal {
        Literal::Numeric(text) => Numeric::parse(text.as_bytes(), None).ok().map(Numeric::into_owned),
        Literal::Integer(value) => Some(Numeric::from(*value)),
        _ => None,
    }
}

/// Casts a constant to `numeric(precision, scale)`.
pub fn fit(literal: &Literal, precision: u32, scale: i32) -> Result<Literal> {
    let Some(number) = number(literal) else { return Ok(Literal::Null) };
    number
        .fit(precision, scale)
        .map(|number| Literal::Numeric(utf8(number.text())))
        .map_err(|_| Error::invalid(format!("a constant beyond numeric({precision}, {scale}) (22003)")))
}

/// Applies a minus sign to a constant.
pub fn negate(literal: &Literal, ty: Scalar) -> Result<Literal> {
    if let (Scalar::Numeric, Some(number)) = (ty, number(literal)) {
        return folded(Ok(operators::numeric::negate(Some(number))));
    }
    fold(Arithmetic::Subtract, &Literal::Integer(0), literal, ty)
}

/// The order of two constants of a type, neither of them NULL; for texts only whether they are equal. `None` if it is
/// not known.
pub fn order(a: &Literal, b: &Literal, ty: Scalar) -> Option<Ordering> {
    match (a, b) {
        (Literal::Boolean(a), Literal::Boolean(b)) => Some(a.cmp(b)),
        (Literal::Integer(a), Literal::Integer(b)) => Some(a.cmp(b)),
        (Literal::Text(a), Literal::Text(b)) if ty != Scalar::Citext => Some(a.cmp(b)),
        (Literal::Uuid(a), Literal::Uuid(b)) => Some(a.cmp(b)),
        (Literal::Date(a), Literal::Date(b)) => Some(a.cmp(b)),
        (Literal::Time(a), Literal::Time(b)) | (Literal::Timestamptz(a), Literal::Timestamptz(b)) => Some(a.cmp(b)),
        _ if ty == Scalar::Numeric => Some(number(a)?.cmp(&number(b)?)),
        _ => None,
    }
}

/// Calls a function on constants, none of them NULL; `None` if it cannot be computed here, or fails.
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
        (Function::Abs, [value]) if number(value).is_some() && !matches!(value, Integer(_)) => {
            folded(Ok(operators::numeric::abs(number(value)))).ok()
        }
        (Function::Sign, [value]) => folded(Ok(operators::numeric::sign(number(value)))).ok(),
        (Function::Floor, [value]) => folded(operators::numeric::floor(number(value))).ok(),
        (Function::Ceil, [value]) => folded(operators::numeric::ceil(number(value))).ok(),
        (Function::Round, [value, Integer(scale)]) => {
            folded(operators::numeric::round(number(value), Some(*scale))).ok()
        }
        (Function::Trunc, [value, Integer(scale)]) => {
            folded(operators::numeric::trunc(number(value), Some(*scale))).ok()
        }
        (Function::Reverse, [Text(a)]) => made(operators::text::reverse(text(a))),
        (Function::Strpos, [Text(a), Text(b)]) => operators::text::strpos(text(a), text(b)).map(Integer),
        (Function::StartsWith, [Text(a), Text(b)]) => Some(Boolean(a.starts_with(b.as_str()))),
        _ => None,
    }
}

/// Checks that the text can be assigned to a column of this type.
pub fn assignable(text: &str, ty: ColumnType, types: &Types) -> Result<()> {
    let ty = match ty {
        ColumnType::Builtin(ty) => ty,
        ColumnType::Enum(id) => return label(text, id, types).map(drop),
        ColumnType::Array(element) => {
            let array = TextArray::parse(text.as_bytes()).map_err(|error| refused(text, error))?;
            return array
                .iter()
                .flatten()
                .try_for_each(|text| assignable(&String::from_utf8_lossy(text), element.into(), types));
        }
    };
    if matches!(ty, Type::Json | Type::Jsonb) {
        let mut tape = json_tape::Tape::new();
        return match tape.parse(text.as_bytes()) {
            Ok(doc) if ty == Type::Jsonb => pg_value::jsonb::check(doc.root()).map_err(|error| refused(text, error)),
            Ok(_) => Ok(()),
            Err(_) => Err(Error::invalid(format!("the literal '{text}' is no {} (22P02)", Scalar::from(ty).name()))),
        };
    }
    ty.input(Cow::Borrowed(text.as_bytes())).map(drop).map_err(|error| refused(text, error))
}
