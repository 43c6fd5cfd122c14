//! A typed expression → closures that compute it for a row, by the functions of `pg-value` that the compiler's Rust calls:
//! the same choices as in `compiler::write::rust::check`, made at run time.

use event_wizard_compiler::model::automaton as model;
use event_wizard_compiler::model::expression::{
    Arithmetic, Comparison, Expression, Field, Function, Literal, Node, Scalar,
};
use event_wizard_compiler::{Error, Result};
use json_tape::{Doc, Tape};
use pg_row::Row;
use pg_value::integer::Width;
use pg_value::logic::{self, Outcome, Stop};
use pg_value::operators::array::{self, Array};
use pg_value::operators::case::{self, Alphabet};
use pg_value::operators::{cast, date, extract, integer, jsonb, numeric, pattern, text};
use pg_value::{Automaton, Cow, Date, Numeric, Timestamptz};

/// A CHECK's condition.
pub type Condition = Box<dyn Fn(&Row<'_>) -> Outcome>;

/// A value of any type that an expression here may have; `None` is NULL.
#[derive(Clone, Debug)]
enum Datum<'d> {
    Boolean(Option<bool>),
    /// Of any width; a time, too, in microseconds.
    Integer(Option<i64>),
    Numeric(Option<Numeric<'d>>),
    Text(Option<Cow<'d, [u8]>>),
    Uuid(Option<[u8; 16]>),
    Date(Option<Date>),
    Timestamptz(Option<Timestamptz>),
    Array(Option<Array<'d>>),
    Json(Option<json_tape::Value<'d>>),
}

/// What an expression is evaluated for.
struct Scope<'s> {
    row: &'s Row<'s>,
    alphabet: Alphabet,
}

type Computed<'d> = std::result::Result<Datum<'d>, Stop>;
type Closure = Box<dyn for<'s> Fn(&'s Scope<'s>) -> Computed<'s>>;

/// The compiler gives every expression its type, so another one cannot come.
const MISTYPED: Stop = Stop::Unknowable;

macro_rules! reads {
    ($($name:ident $variant:ident $type:ty,)*) => {
        impl<'d> Datum<'d> {
            $(
                fn $name(self) -> std::result::Result<Option<$type>, Stop> {
                    if let Self::$variant(value) = self { Ok(value) } else { Err(MISTYPED) }
                }
            )*

            fn is_null(&self) -> bool {
                match self {
                    $(Self::$variant(value) => value.is_none(),)*
                }
            }
        }
    };
}

reads! {
    boolean Boolean bool,
    integer Integer i64,
    numeric Numeric Numeric<'d>,
    text Text Cow<'d, [u8]>,
    uuid Uuid [u8; 16],
    date Date Date,
    timestamptz Timestamptz Timestamptz,
    array Array Array<'d>,
    json Json json_tape::Value<'d>,
}

/// Two values of one type, given to a function of any type that can be compared.
macro_rules! compared {
    ($left:expr, $right:expr, $function:expr) => {
        match ($left, $right) {
            (Datum::Boolean(a), Datum::Boolean(b)) => Ok($function(a, b)),
            (Datum::Integer(a), Datum::Integer(b)) => Ok($function(a, b)),
            (Datum::Numeric(a), Datum::Numeric(b)) => Ok($function(a, b)),
            (Datum::Text(a), Datum::Text(b)) => Ok($function(a, b)),
            (Datum::Uuid(a), Datum::Uuid(b)) => Ok($function(a, b)),
            (Datum::Date(a), Datum::Date(b)) => Ok($function(a, b)),
            (Datum::Timestamptz(a), Datum::Timestamptz(b)) => Ok($function(a, b)),
            _ => Err(MISTYPED),
        }
    };
}

fn equal<T: PartialEq>(left: Option<T>, right: Option<T>) -> bool {
    left == right
}

fn unsupported<T>(what: &str) -> Result<T> {
    Err(Error::unsupported(format!("the compiler reads {what}, but this page does not evaluate it")))
}

/// The condition of a CHECK on a table with these columns.
///
/// # Errors
/// What is not evaluated here.
pub fn condition(expression: &Expression, columns: &[&str]) -> Result<Condition> {
    let closure = Builder { columns }.closure(expression)?;
    let has_case = expression.has_case();
    Ok(Box::new(move |row| {
        let evaluate = |alphabet| closure(&Scope { row, alphabet }).and_then(Datum::boolean);
        if has_case { case::agreed(evaluate) } else { evaluate(Alphabet::Usual) }
    }))
}

struct Builder<'b> {
    columns: &'b [&'b str],
}

/// Gives a closure the type that it must have.
fn closure(of: impl for<'s> Fn(&'s Scope<'s>) -> Computed<'s> + 'static) -> Result<Closure> {
    Ok(Box::new(of))
}

const fn width(ty: Scalar) -> Width {
    match ty {
        Scalar::SmallInt => Width::SmallInt,
        Scalar::BigInt => Width::BigInt,
        _ => Width::Integer,
    }
}

const fn is_evaluated(ty: Scalar) -> bool {
    matches!(
        ty,
        Scalar::Boolean
            | Scalar::SmallInt
            | Scalar::Integer
            | Scalar::BigInt
            | Scalar::Numeric
            | Scalar::Text
            | Scalar::Uuid
            | Scalar::Date
            | Scalar::Time
            | Scalar::Timestamp
            | Scalar::Timestamptz
            | Scalar::TextArray
            | Scalar::Jsonb
    )
}

/// NULL of a type.
const fn null(ty: Scalar) -> Datum<'static> {
    match ty {
        Scalar::Boolean => Datum::Boolean(None),
        Scalar::Numeric => Datum::Numeric(None),
        Scalar::Text => Datum::Text(None),
        Scalar::Uuid => Datum::Uuid(None),
        Scalar::Date => Datum::Date(None),
        Scalar::Timestamp | Scalar::Timestamptz => Datum::Timestamptz(None),
        Scalar::TextArray => Datum::Array(None),
        Scalar::Jsonb => Datum::Json(None),
        _ => Datum::Integer(None),
    }
}

/// A constant, which stays in memory.
fn constant(literal: &Literal, ty: Scalar) -> Result<Datum<'static>> {
    Ok(match literal {
        Literal::Null => null(ty),
        Literal::Boolean(value) => Datum::Boolean(Some(*value)),
        Literal::Integer(value) if ty == Scalar::Numeric => Datum::Numeric(Some(Numeric::from(*value))),
        Literal::Integer(value) | Literal::Time(value) => Datum::Integer(Some(*value)),
        Literal::Numeric(text) => {
            let parsed = Numeric::parse(text.as_bytes(), None).map_err(|_| Error::invalid(format!("`{text}`")))?;
            Datum::Numeric(Some(parsed.into_owned()))
        }
        Literal::Text(text) => Datum::Text(Some(Cow::Owned(text.clone().into_bytes()))),
        Literal::Uuid(octets) => Datum::Uuid(Some(*octets)),
        Literal::Date(i32::MIN) => Datum::Date(Some(Date::NegativeInfinity)),
        Literal::Date(i32::MAX) => Datum::Date(Some(Date::Infinity)),
        Literal::Date(days) => Datum::Date(Some(Date::Days(*days))),
        Literal::Timestamptz(i64::MIN) => Datum::Timestamptz(Some(Timestamptz::NegativeInfinity)),
        Literal::Timestamptz(i64::MAX) => Datum::Timestamptz(Some(Timestamptz::Infinity)),
        Literal::Timestamptz(micros) => Datum::Timestamptz(Some(Timestamptz::Micros(*micros))),
        Literal::TextArray(elements) => {
            let elements: Vec<Option<&'static str>> =
                elements.iter().map(|element| element.clone().map(|text| &*text.leak())).collect();
            Datum::Array(Some(Array::Constant(elements.leak())))
        }
        Literal::Jsonb(text) => {
            let tape: &'static mut Tape = Box::leak(Box::new(Tape::new()));
            let text: &'static str = text.clone().leak();
            let doc = tape.parse(text.as_bytes()).map_err(|_| Error::invalid(format!("`{text}` is no JSON")))?;
            let doc: &'static Doc<'static> = Box::leak(Box::new(doc));
            Datum::Json(Some(doc.root()))
        }
        Literal::Float(_) | Literal::Bytea(_) | Literal::Label(_) => return unsupported(ty.name()),
    })
}

/// An automaton, which stays in memory.
fn automaton(of: &model::Automaton) -> Result<&'static Automaton> {
    let classes: Box<[u8; 256]> = of.classes.clone().try_into().map_err(|_| Error::invalid("an automaton"))?;
    Ok(Box::leak(Box::new(Automaton {
        classes: Box::leak(classes),
        transitions: of.transitions.clone().leak(),
        class_count: of.class_count,
        start: of.start,
        matched_from: of.matched_from,
    })))
}

impl Builder<'_> {
    fn column(&self, name: &str) -> Result<usize> {
        let at = self.columns.iter().position(|column| *column == name);
        at.ok_or_else(|| Error::invalid(format!("there is no column `{name}`")))
    }

    fn all(&self, list: &[Expression]) -> Result<Vec<Closure>> {
        list.iter().map(|each| self.closure(each)).collect()
    }

    fn closure(&self, e: &Expression) -> Result<Closure> {
        if !is_evaluated(e.ty) {
            return unsupported(e.ty.name());
        }
        match &e.node {
            Node::Column(name) => self.read(self.column(name)?, e.ty),
            Node::Old(_) | Node::Document(..) => unsupported("this"),
            Node::Clock => closure(|_| Err(Stop::Unknowable)),
            Node::Literal(literal) => {
                let value = constant(literal, e.ty)?;
                closure(move |_| Ok(value.clone()))
            }
            Node::Compare(comparison, left, right) => {
                let (left, right, comparison) = (self.closure(left)?, self.closure(right)?, *comparison);
                closure(move |scope| {
                    let (left, right) = (left(scope)?, right(scope)?);
                    let value = match comparison {
                        Comparison::Eq => compared!(left, right, logic::eq)?,
                        Comparison::Ne => compared!(left, right, logic::ne)?,
                        Comparison::Lt => compared!(left, right, logic::lt)?,
                        Comparison::Le => compared!(left, right, logic::le)?,
                        Comparison::Gt => compared!(left, right, logic::gt)?,
                        Comparison::Ge => compared!(left, right, logic::ge)?,
                    };
                    Ok(Datum::Boolean(value))
                })
            }
            Node::Distinct(distinct, left, right) => {
                let (left, right, distinct) = (self.closure(left)?, self.closure(right)?, *distinct);
                closure(move |scope| {
                    let are = match (left(scope)?, right(scope)?) {
                        (Datum::Json(a), Datum::Json(b)) => logic::are_distinct(a, b, jsonb::eq),
                        (Datum::Array(a), Datum::Array(b)) => logic::are_distinct(a, b, array::eq),
                        (a, b) => !compared!(a, b, equal)?,
                    };
                    Ok(Datum::Boolean(Some(are == distinct)))
                })
            }
            Node::And(list) => self.junction(list, true),
            Node::Or(list) => self.junction(list, false),
            Node::Not(inner) => {
                let inner = self.closure(inner)?;
                closure(move |scope| Ok(Datum::Boolean(logic::not(inner(scope)?.boolean()?))))
            }
            Node::IsNull(null, inner) => {
                let (inner, null) = (self.null(inner)?, *null);
                closure(move |scope| Ok(Datum::Boolean(Some(inner(scope)?.boolean()? == Some(null)))))
            }
            Node::IsBoolean(value, is, inner) => {
                let (inner, value, is) = (self.closure(inner)?, *value, *is);
                closure(move |scope| Ok(Datum::Boolean(Some((inner(scope)?.boolean()? == Some(value)) == is))))
            }
            Node::EqAny(value, list) => self.among(value, list, true, true),
            Node::NeAll(value, list) => self.among(value, list, true, false),
            Node::EqAll(value, list) => self.among(value, list, false, true),
            Node::NeAny(value, list) => self.among(value, list, false, false),
            Node::Quantified { equal, any, left, right } => {
                if right.ty != Scalar::TextArray {
                    return unsupported("arrays of other types than text");
                }
                let (left, right, equal, any) = (self.closure(left)?, self.closure(right)?, *equal, *any);
                closure(move |scope| {
                    let (left, right) = (left(scope)?.text()?, right(scope)?.array()?);
                    Ok(Datum::Boolean(if any {
                        array::any(left, right, equal)
                    } else {
                        array::all(left, right, equal)
                    }))
                })
            }
            Node::Arithmetic(operation, left, right) => {
                let (left, right, operation) = (self.closure(left)?, self.closure(right)?, *operation);
                if e.ty == Scalar::Numeric {
                    return closure(move |scope| {
                        let (left, right) = (left(scope)?.numeric()?, right(scope)?.numeric()?);
                        let function = match operation {
                            Arithmetic::Add => numeric::add,
                            Arithmetic::Subtract => numeric::subtract,
                            Arithmetic::Multiply => numeric::multiply,
                            Arithmetic::Divide => numeric::divide,
                            Arithmetic::Modulo => numeric::modulo,
                        };
                        Ok(Datum::Numeric(function(left, right)?))
                    });
                }
                let width = width(e.ty);
                closure(move |scope| {
                    let (left, right) = (left(scope)?.integer()?, right(scope)?.integer()?);
                    let function = match operation {
                        Arithmetic::Add => integer::add,
                        Arithmetic::Subtract => integer::subtract,
                        Arithmetic::Multiply => integer::multiply,
                        Arithmetic::Divide => integer::divide,
                        Arithmetic::Modulo => integer::modulo,
                    };
                    Ok(Datum::Integer(function(left, right, width)?))
                })
            }
            Node::Negate(inner) => {
                let (inner, width, is_numeric) = (self.closure(inner)?, width(e.ty), e.ty == Scalar::Numeric);
                closure(move |scope| {
                    let value = inner(scope)?;
                    Ok(match is_numeric {
                        true => Datum::Numeric(numeric::negate(value.numeric()?)),
                        false => Datum::Integer(integer::negate(value.integer()?, width)?),
                    })
                })
            }
            Node::Cast(inner) => self.cast(inner, e.ty),
            Node::Truncate(length, inner) => {
                let (inner, length) = (self.closure(inner)?, *length as usize);
                closure(move |scope| Ok(Datum::Text(text::truncate(inner(scope)?.text()?, length))))
            }
            Node::Fit(precision, scale, inner) => {
                let (inner, precision, scale) = (self.closure(inner)?, *precision, *scale);
                closure(move |scope| Ok(Datum::Numeric(numeric::fit(inner(scope)?.numeric()?, precision, scale)?)))
            }
            Node::Call(function, arguments) => self.call(*function, arguments),
            Node::Coalesce(list) => {
                let (list, ty) = (self.all(list)?, e.ty);
                closure(move |scope| {
                    for each in &list {
                        let value = each(scope)?;
                        if !value.is_null() {
                            return Ok(value);
                        }
                    }
                    Ok(null(ty))
                })
            }
            Node::Case(branches, otherwise) => {
                let branches: Vec<(Closure, Closure)> = branches
                    .iter()
                    .map(|(condition, result)| Ok((self.closure(condition)?, self.closure(result)?)))
                    .collect::<Result<_>>()?;
                let otherwise = otherwise.as_ref().map(|otherwise| self.closure(otherwise)).transpose()?;
                let ty = e.ty;
                closure(move |scope| {
                    for (condition, result) in &branches {
                        if condition(scope)?.boolean()? == Some(true) {
                            return result(scope);
                        }
                    }
                    otherwise.as_ref().map_or(Ok(null(ty)), |otherwise| otherwise(scope))
                })
            }
            Node::CountNulls(nulls, list) => {
                let list: Vec<Closure> = list.iter().map(|each| self.null(each)).collect::<Result<_>>()?;
                let nulls = *nulls;
                closure(move |scope| {
                    let mut are_null = Vec::new();
                    for each in &list {
                        are_null.push(each(scope)?.boolean()? == Some(true));
                    }
                    Ok(Datum::Integer(logic::count(&are_null, nulls)))
                })
            }
            Node::Extreme(greatest, list) => {
                let (list, greatest, ty) = (self.all(list)?, *greatest, e.ty);
                closure(move |scope| {
                    let mut found = null(ty);
                    for each in &list {
                        let value = each(scope)?;
                        let is_better = match greatest {
                            true => compared!(value.clone(), found.clone(), logic::gt)?,
                            false => compared!(value.clone(), found.clone(), logic::lt)?,
                        };
                        if found.is_null() || is_better == Some(true) {
                            found = value;
                        }
                    }
                    Ok(found)
                })
            }
            Node::NullIf(left, right) => {
                let (left, right, ty) = (self.closure(left)?, self.closure(right)?, e.ty);
                closure(move |scope| {
                    let (left, right) = (left(scope)?, right(scope)?);
                    Ok(if compared!(left.clone(), right, equal)? { null(ty) } else { left })
                })
            }
            Node::Like(like, value, pattern) => {
                let (value, pattern, like) = (self.closure(value)?, pattern.clone(), *like);
                closure(move |scope| {
                    let matched = text::like(value(scope)?.text()?, &pattern);
                    Ok(Datum::Boolean(if like { matched } else { logic::not(matched) }))
                })
            }
            Node::Matches(positive, value, regex) => {
                let (value, positive, sure) = (self.closure(value)?, *positive, automaton(&regex.sure)?);
                let perhaps = regex.perhaps.as_ref().map(automaton).transpose()?;
                closure(move |scope| {
                    let value = value(scope)?.text()?;
                    let matched = match perhaps {
                        None => pattern::matches(value, sure),
                        Some(perhaps) => pattern::matches_perhaps(value, sure, perhaps)?,
                    };
                    Ok(Datum::Boolean(if positive { matched } else { logic::not(matched) }))
                })
            }
        }
    }

    fn read(&self, column: usize, ty: Scalar) -> Result<Closure> {
        match ty {
            Scalar::Boolean => closure(move |scope| Ok(Datum::Boolean(scope.row.boolean(column)?))),
            Scalar::SmallInt | Scalar::Integer | Scalar::BigInt => {
                closure(move |scope| Ok(Datum::Integer(scope.row.integer(column)?)))
            }
            Scalar::Numeric => closure(move |scope| Ok(Datum::Numeric(scope.row.numeric(column)?))),
            Scalar::Text => closure(move |scope| Ok(Datum::Text(scope.row.text(column)?))),
            Scalar::Uuid => closure(move |scope| Ok(Datum::Uuid(scope.row.uuid(column)?))),
            Scalar::Date => closure(move |scope| Ok(Datum::Date(scope.row.date(column)?))),
            Scalar::Time => closure(move |scope| Ok(Datum::Integer(scope.row.time(column)?))),
            Scalar::Timestamp | Scalar::Timestamptz => {
                closure(move |scope| Ok(Datum::Timestamptz(scope.row.timestamptz(column)?)))
            }
            Scalar::TextArray => closure(move |scope| Ok(Datum::Array(scope.row.text_array(column)?))),
            Scalar::Jsonb => closure(move |scope| Ok(Datum::Json(scope.row.jsonb(column)?))),
            _ => unsupported(ty.name()),
        }
    }

    /// Whether the value is NULL, as a boolean.
    fn null(&self, e: &Expression) -> Result<Closure> {
        if let Node::Column(name) = &e.node {
            let column = self.column(name)?;
            return closure(move |scope| Ok(Datum::Boolean(Some(scope.row.is_null(column)?))));
        }
        let inner = self.closure(e)?;
        closure(move |scope| Ok(Datum::Boolean(Some(inner(scope)?.is_null()))))
    }

    /// AND, or else OR, in order.
    fn junction(&self, list: &[Expression], and: bool) -> Result<Closure> {
        let list = self.all(list)?;
        closure(move |scope| {
            let mut conditions = list.iter();
            let Some(first) = conditions.next() else { return Err(MISTYPED) };
            let mut value = first(scope)?.boolean()?;
            for each in conditions {
                let right = || each(scope)?.boolean();
                value = if and { logic::and(value, right)? } else { logic::or(value, right)? };
            }
            Ok(Datum::Boolean(value))
        })
    }

    /// `= ANY`, `= ALL` and their opposites, with constants.
    fn among(&self, value: &Expression, list: &[Literal], any: bool, positive: bool) -> Result<Closure> {
        let has_null = list.contains(&Literal::Null);
        let known: Vec<Datum<'static>> = list
            .iter()
            .filter(|literal| **literal != Literal::Null)
            .map(|literal| constant(literal, value.ty))
            .collect::<Result<_>>()?;
        let (value, is_empty) = (self.closure(value)?, list.is_empty());
        closure(move |scope| {
            let value = value(scope)?;
            let outcome = if is_empty {
                Some(!any)
            } else if value.is_null() {
                None
            } else {
                let mut decided = !any;
                for each in &known {
                    if compared!(value.clone(), each.clone(), equal)? == any {
                        decided = any;
                    }
                }
                if decided != any && has_null { None } else { Some(decided) }
            };
            Ok(Datum::Boolean(if positive { outcome } else { logic::not(outcome) }))
        })
    }

    fn cast(&self, inner: &Expression, to: Scalar) -> Result<Closure> {
        let from = inner.ty;
        let value = self.closure(inner)?;
        let wider = matches!(
            (from, to),
            (Scalar::SmallInt, Scalar::Integer | Scalar::BigInt) | (Scalar::Integer, Scalar::BigInt)
        );
        if from == to || wider {
            return Ok(value);
        }
        if from.is_integer() && to.is_integer() {
            let width = width(to);
            return closure(move |scope| Ok(Datum::Integer(integer::fit(value(scope)?.integer()?, width)?)));
        }
        if to.is_integer() {
            let width = width(to);
            return match from {
                Scalar::Boolean => closure(move |scope| Ok(Datum::Integer(value(scope)?.boolean()?.map(i64::from)))),
                Scalar::Text => {
                    closure(move |scope| Ok(Datum::Integer(cast::text_to_integer(value(scope)?.text()?, width)?)))
                }
                Scalar::Numeric => {
                    closure(move |scope| Ok(Datum::Integer(numeric::to_integer(value(scope)?.numeric()?, width)?)))
                }
                Scalar::Jsonb => closure(move |scope| {
                    let number = jsonb::to_numeric(value(scope)?.json()?)?;
                    Ok(Datum::Integer(numeric::to_integer(number, width)?))
                }),
                _ => unsupported("this cast"),
            };
        }
        match (from, to) {
            (Scalar::SmallInt | Scalar::Integer | Scalar::BigInt, Scalar::Numeric) => {
                closure(move |scope| Ok(Datum::Numeric(cast::integer_to_numeric(value(scope)?.integer()?))))
            }
            (Scalar::SmallInt | Scalar::Integer | Scalar::BigInt, Scalar::Text) => {
                closure(move |scope| Ok(Datum::Text(cast::integer_to_text(value(scope)?.integer()?))))
            }
            (Scalar::Integer, Scalar::Boolean) => {
                closure(move |scope| Ok(Datum::Boolean(value(scope)?.integer()?.map(|value| value != 0))))
            }
            (Scalar::Boolean, Scalar::Text) => {
                closure(move |scope| Ok(Datum::Text(cast::boolean_to_text(value(scope)?.boolean()?))))
            }
            (Scalar::Uuid, Scalar::Text) => {
                closure(move |scope| Ok(Datum::Text(cast::uuid_to_text(value(scope)?.uuid()?))))
            }
            (Scalar::Text, Scalar::Boolean) => {
                closure(move |scope| Ok(Datum::Boolean(cast::text_to_boolean(value(scope)?.text()?)?)))
            }
            (Scalar::Text, Scalar::Numeric) => {
                closure(move |scope| Ok(Datum::Numeric(cast::text_to_numeric(value(scope)?.text()?)?)))
            }
            (Scalar::Text, Scalar::Uuid) => {
                closure(move |scope| Ok(Datum::Uuid(cast::text_to_uuid(value(scope)?.text()?)?)))
            }
            (Scalar::Text, Scalar::Date) => {
                closure(move |scope| Ok(Datum::Date(cast::text_to_date(value(scope)?.text()?)?)))
            }
            (Scalar::Text, Scalar::Timestamptz) => {
                closure(move |scope| Ok(Datum::Timestamptz(cast::text_to_timestamptz(value(scope)?.text()?)?)))
            }
            (Scalar::Text, Scalar::Timestamp) => {
                closure(move |scope| Ok(Datum::Timestamptz(cast::text_to_timestamp(value(scope)?.text()?)?)))
            }
            (Scalar::Text, Scalar::Time) => {
                closure(move |scope| Ok(Datum::Integer(cast::text_to_time(value(scope)?.text()?)?)))
            }
            (Scalar::Numeric, Scalar::Text) => {
                closure(move |scope| Ok(Datum::Text(value(scope)?.numeric()?.map(|value| Cow::Owned(value.text())))))
            }
            (Scalar::Date, Scalar::Timestamp) => {
                closure(move |scope| Ok(Datum::Timestamptz(cast::date_to_timestamp(value(scope)?.date()?)?)))
            }
            (Scalar::Timestamp, Scalar::Date) => {
                closure(move |scope| Ok(Datum::Date(cast::timestamp_to_date(value(scope)?.timestamptz()?))))
            }
            (Scalar::Timestamp, Scalar::Time) => {
                closure(move |scope| Ok(Datum::Integer(cast::timestamp_to_time(value(scope)?.timestamptz()?))))
            }
            (Scalar::Jsonb, Scalar::Boolean) => {
                closure(move |scope| Ok(Datum::Boolean(jsonb::to_boolean(value(scope)?.json()?)?)))
            }
            (Scalar::Jsonb, Scalar::Numeric) => {
                closure(move |scope| Ok(Datum::Numeric(jsonb::to_numeric(value(scope)?.json()?)?)))
            }
            (Scalar::Jsonb, Scalar::Text) => closure(move |scope| {
                Ok(Datum::Text(value(scope)?.json()?.map(|value| Cow::Owned(jsonb::document_text(value)))))
            }),
            _ => unsupported(&format!("a cast from {} to {}", from.name(), to.name())),
        }
    }

    fn call(&self, function: Function, arguments: &[Expression]) -> Result<Closure> {
        if arguments.iter().any(|argument| matches!(argument.ty, Scalar::Array(_))) {
            return unsupported("arrays of other types than text");
        }
        let types: Vec<Scalar> = arguments.iter().map(|argument| argument.ty).collect();
        let list = self.all(arguments)?;
        let first = types.first().copied().unwrap_or(Scalar::Unknown);
        closure(move |scope| {
            let mut values = Vec::new();
            for each in &list {
                values.push(each(scope)?);
            }
            called(function, first, values, scope.alphabet)
        })
    }
}

/// A function of values; `first` is the type of the first one.
fn called<'d>(function: Function, first: Scalar, values: Vec<Datum<'d>>, alphabet: Alphabet) -> Computed<'d> {
    let mut values = values.into_iter();
    let mut next = || values.next().ok_or(MISTYPED);
    Ok(match function {
        Function::CharLength => Datum::Integer(text::char_length(next()?.text()?)),
        Function::OctetLength => Datum::Integer(text::octet_length(next()?.text()?)),
        Function::Btrim => Datum::Text(text::btrim(next()?.text()?, next()?.text()?)),
        Function::Ltrim => Datum::Text(text::ltrim(next()?.text()?, next()?.text()?)),
        Function::Rtrim => Datum::Text(text::rtrim(next()?.text()?, next()?.text()?)),
        Function::Strpos => Datum::Integer(text::strpos(next()?.text()?, next()?.text()?)),
        Function::StartsWith => Datum::Boolean(text::starts_with(next()?.text()?, next()?.text()?)),
        Function::Left => Datum::Text(text::left(next()?.text()?, next()?.integer()?)),
        Function::Right => Datum::Text(text::right(next()?.text()?, next()?.integer()?)),
        Function::SubstrFrom => Datum::Text(text::substr_from(next()?.text()?, next()?.integer()?)),
        Function::Substr => Datum::Text(text::substr(next()?.text()?, next()?.integer()?, next()?.integer()?)?),
        Function::Replace => Datum::Text(text::replace(next()?.text()?, next()?.text()?, next()?.text()?)),
        Function::Reverse => Datum::Text(text::reverse(next()?.text()?)),
        Function::SplitPart => Datum::Text(text::split_part(next()?.text()?, next()?.text()?, next()?.integer()?)?),
        Function::Concat => Datum::Text(text::concat(next()?.text()?, next()?.text()?)),
        Function::JsonbEq => Datum::Boolean(jsonb::eq(next()?.json()?, next()?.json()?)),
        Function::JsonbNe => Datum::Boolean(logic::not(jsonb::eq(next()?.json()?, next()?.json()?))),
        Function::JsonbContains => Datum::Boolean(jsonb::contains(next()?.json()?, next()?.json()?)?),
        Function::AddDays => Datum::Date(date::add_days(next()?.date()?, next()?.integer()?)?),
        Function::SubtractDays => Datum::Date(date::subtract_days(next()?.date()?, next()?.integer()?)?),
        Function::DateDifference => Datum::Integer(date::difference(next()?.date()?, next()?.date()?)?),
        Function::Extract(field) => {
            let field = match field {
                Field::Year => extract::year,
                Field::Quarter => extract::quarter,
                Field::Month => extract::month,
                Field::Day => extract::day,
                Field::DayOfWeek => extract::day_of_week,
                Field::IsoDayOfWeek => extract::iso_day_of_week,
                Field::DayOfYear => extract::day_of_year,
                Field::Hour => extract::hour,
                Field::Minute => extract::minute,
            };
            Datum::Numeric(match first {
                Scalar::Date => extract::from_date(next()?.date()?, field)?,
                _ => extract::from_timestamp(next()?.timestamptz()?, field)?,
            })
        }
        Function::Abs if first == Scalar::Numeric => Datum::Numeric(numeric::abs(next()?.numeric()?)),
        Function::Abs => Datum::Integer(integer::abs(next()?.integer()?, width(first))?),
        Function::Sign => Datum::Numeric(numeric::sign(next()?.numeric()?)),
        Function::Floor => Datum::Numeric(numeric::floor(next()?.numeric()?)?),
        Function::Ceil => Datum::Numeric(numeric::ceil(next()?.numeric()?)?),
        Function::Round => Datum::Numeric(numeric::round(next()?.numeric()?, next()?.integer()?)?),
        Function::Trunc => Datum::Numeric(numeric::trunc(next()?.numeric()?, next()?.integer()?)?),
        Function::Lower => Datum::Text(case::lower(next()?.text()?, alphabet)?),
        Function::Upper => Datum::Text(case::upper(next()?.text()?, alphabet)?),
        Function::Like => Datum::Boolean(text::like_by(next()?.text()?, next()?.text()?)?),
        Function::Ilike => Datum::Boolean(case::ilike(next()?.text()?, next()?.text()?, alphabet)?),
        Function::Cardinality => Datum::Integer(array::cardinality(next()?.array()?)),
        Function::ArrayNdims => Datum::Integer(array::array_ndims(next()?.array()?)),
        Function::ArrayLength => Datum::Integer(array::array_length(next()?.array()?, next()?.integer()?)),
        Function::ArrayLower => Datum::Integer(array::array_lower(next()?.array()?, next()?.integer()?)),
        Function::ArrayUpper => Datum::Integer(array::array_upper(next()?.array()?, next()?.integer()?)),
        Function::ArrayPosition => Datum::Integer(array::array_position(next()?.array()?, next()?.text()?)?),
        Function::Contains => Datum::Boolean(array::contains(next()?.array()?, next()?.array()?)),
        Function::Overlaps => Datum::Boolean(array::overlaps(next()?.array()?, next()?.array()?)),
        Function::ArrayEq => Datum::Boolean(array::eq(next()?.array()?, next()?.array()?)),
        Function::ArrayNe => Datum::Boolean(logic::not(array::eq(next()?.array()?, next()?.array()?))),
        Function::JsonbTypeof => Datum::Text(jsonb::jsonb_typeof(next()?.json()?)),
        Function::JsonbArrayLength => Datum::Integer(jsonb::jsonb_array_length(next()?.json()?)?),
        Function::JsonbField => Datum::Json(jsonb::field(next()?.json()?, next()?.text()?)),
        Function::JsonbElement => Datum::Json(jsonb::element(next()?.json()?, next()?.integer()?)),
        Function::JsonbFieldText => Datum::Text(jsonb::to_text(jsonb::field(next()?.json()?, next()?.text()?))),
        Function::JsonbElementText => Datum::Text(jsonb::to_text(jsonb::element(next()?.json()?, next()?.integer()?))),
        Function::JsonbPath => Datum::Json(jsonb::at_path(next()?.json()?, next()?.array()?)),
        Function::JsonbPathText => Datum::Text(jsonb::to_text(jsonb::at_path(next()?.json()?, next()?.array()?))),
        Function::JsonbExists => Datum::Boolean(jsonb::exists(next()?.json()?, next()?.text()?)),
        Function::JsonbExistsAny => Datum::Boolean(jsonb::exists_any(next()?.json()?, next()?.array()?)),
        Function::JsonbExistsAll => Datum::Boolean(jsonb::exists_all(next()?.json()?, next()?.array()?)),
    })
}
