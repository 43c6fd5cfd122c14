//! CHECK expressions → the body of a Rust function. Knows Rust's spelling, and the names in `pg-row` and `pg-value`.
//!
//! An expression becomes a Rust expression of type `Option<…>`, where `None` is NULL; what can fail carries a `?`,
//! since the function returns an `Outcome`.

use std::fmt::Write as _;

use crate::error::{Error, Result};
use crate::model::expression::{Arithmetic, Comparison, Expression, Field, Function, Literal, Node, Scalar};
use crate::model::table::{Check, Table};
use crate::model::types::LabelId;
use crate::write::rust::automaton;
use crate::write::rust::row::static_name;
use crate::write::rust::stage::{judge_name, name_list};
use crate::write::rust::types::{key, labels};
use json_tape::Tape;
use pg_value::{Float, float};

struct Writer<'a> {
    table: &'a Table,
    /// The column whose value a domain's CHECK judges.
    value: Option<usize>,
}

type Text = Result<String>;

/// The body of the function that evaluates a CHECK: a constant for each column that it reads, and the expression.
pub fn body(table: &Table, check: &Check) -> Text {
    Writer { table, value: None }.body(&check.expression)
}

/// The body of the function that evaluates a domain's CHECK for a column of the domain.
pub fn domain_body(table: &Table, column: usize, check: &Check) -> Text {
    Writer { table, value: Some(column) }.body(&check.expression)
}

/// The body of the function that computes a generated column's datum.
pub fn datum(table: &Table, value: &Expression) -> Text {
    let writer = Writer { table, value: None };
    let datum = match value.ty {
        Scalar::Boolean => "Datum::Boolean(value)",
        Scalar::SmallInt | Scalar::Integer | Scalar::BigInt => "Datum::Integer(value)",
        Scalar::Numeric => "Datum::Numeric(value.into_owned())",
        Scalar::Text => "Datum::Text(Cow::Owned(value.into_owned()))",
        Scalar::Uuid => "Datum::Uuid(value)",
        Scalar::Date => "Datum::Date(value)",
        Scalar::Real | Scalar::Double => "Datum::Float(value)",
        Scalar::Time => "Datum::Time(value)",
        Scalar::Timestamp | Scalar::Timestamptz => "Datum::Timestamptz(value)",
        Scalar::Enum(_) => "Datum::Enum(value)",
        Scalar::Bpchar
        | Scalar::Citext
        | Scalar::Bytea
        | Scalar::TextArray
        | Scalar::Array(_)
        | Scalar::Json
        | Scalar::Jsonb
        | Scalar::Unknown => {
            let message = format!("a generated column of type {} is not supported", value.ty.name());
            return Err(Error::unsupported(message));
        }
    };
    let (constants, ty, value) = (writer.constants(value)?, rust_type(value.ty)?, writer.expression(value)?);
    Ok(format!(
        "{constants}    let value: Option<{ty}> = {value};\n    \
         Ok(match value {{ None => Datum::Null, Some(value) => {datum} }})\n"
    ))
}

impl Writer<'_> {
    /// A condition, preceded by a constant for each column that it reads.
    fn body(&self, condition: &Expression) -> Text {
        let mut outcome = self.outcome(condition)?;
        if condition.has_case() {
            outcome = format!("case::agreed(|alphabet| {outcome})");
        }
        Ok(format!("{}    {outcome}\n", self.constants(condition)?))
    }

    /// A constant for each column that the expression reads.
    fn constants(&self, expression: &Expression) -> Text {
        let mut out = String::new();
        for name in expression.columns() {
            let index = self.column(&name)?;
            let _ = writeln!(out, "    const {}: usize = {index};", self.constant(index));
        }
        Ok(out)
    }

    fn column(&self, name: &str) -> Result<usize> {
        if let Some(value) = self.value {
            return Ok(value);
        }
        let position = self.table.columns.iter().position(|column| column.name == name);
        position.ok_or_else(|| Error::invalid(format!("there is no column `{name}`")))
    }

    /// The constant for a column: its name in upper case, with its index if another column would have the same
    /// constant.
    fn constant(&self, index: usize) -> String {
        let constants: Vec<_> = self.table.columns.iter().map(|column| static_name(&column.name)).collect();
        let own = constants.get(index).cloned().unwrap_or_default();
        let is_taken = constants.iter().filter(|constant| **constant == own).count() > 1;
        // A name without ASCII letters and digits leaves nothing.
        let is_name = own.contains(|c: char| c.is_ascii_alphanumeric());
        if is_name && !is_taken { own } else { format!("{own}_{index}") }
    }

    /// A boolean expression as the function returns it, an `Outcome`.
    fn outcome(&self, e: &Expression) -> Text {
        Ok(match &e.node {
            Node::And(list) => self.junction("and", list)?,
            Node::Or(list) => self.junction("or", list)?,
            _ => format!("Ok({})", self.expression(e)?),
        })
    }

    /// AND or OR, split in halves recursively: what is evaluated, and in which order, stays the same, and no list is
    /// too long.
    fn junction(&self, function: &str, list: &[Expression]) -> Text {
        let (left, right) = list.split_at(list.len() / 2);
        let left = match left {
            [] => return right.first().map_or_else(|| Ok(String::new()), |only| self.outcome(only)),
            [only] => self.expression(only)?,
            more => format!("{}?", self.junction(function, more)?),
        };
        Ok(format!("logic::{function}({left}, || {})", self.junction(function, right)?))
    }

    fn expression(&self, e: &Expression) -> Text {
        Ok(match &e.node {
            Node::Column(name) => format!("row.{}({})?", reader(e.ty)?, self.constant(self.column(name)?)),
            Node::Old(name) => format!("row.old_text({})?", self.constant(self.column(name)?)),
            Node::Document(stage, document, complete) => {
                let Node::Column(name) = &document.node else {
                    return Err(Error::unsupported("a document that is not a column's value is not supported"));
                };
                let (column, complete) = (self.constant(self.column(name)?), self.expression(complete)?);
                let judge = judge_name(stage.number);
                format!("row.document({column}, {complete}, {}, super::stages::{judge})?", stage.number)
            }
            Node::Clock => format!("Err::<Option<{}>, Stop>(Stop::Unknowable)?", rust_type(e.ty)?),
            Node::Literal(literal) => self.literal(literal, e.ty)?,
            Node::Compare(comparison, left, right) if left.ty == Scalar::Citext => {
                let equal = format!("citext::eq({}, {})?", self.expression(left)?, self.expression(right)?);
                if *comparison == Comparison::Ne { format!("logic::not({equal})") } else { equal }
            }
            Node::Compare(comparison, left, right) => {
                let function = match comparison {
                    Comparison::Eq => "eq",
                    Comparison::Ne => "ne",
                    Comparison::Lt => "lt",
                    Comparison::Le => "le",
                    Comparison::Gt => "gt",
                    Comparison::Ge => "ge",
                };
                format!("logic::{function}({}, {})", self.expression(left)?, self.expression(right)?)
            }
            Node::Distinct(distinct, left, right)
                if matches!(left.ty, Scalar::Jsonb | Scalar::TextArray | Scalar::Array(_)) =>
            {
                let equal = if left.ty == Scalar::Jsonb { "jsonb::eq" } else { "array::eq" };
                let (left, right) = (self.expression(left)?, self.expression(right)?);
                format!("Some(logic::are_distinct({left}, {right}, {equal}) == {distinct})")
            }
            Node::Distinct(distinct, left, right) => {
                let operator = if *distinct { "!=" } else { "==" };
                format!("Some({} {operator} {})", self.expression(left)?, self.expression(right)?)
            }
            Node::And(_) | Node::Or(_) => format!("{}?", self.outcome(e)?),
            Node::Not(inner) => format!("logic::not({})", self.expression(inner)?),
            Node::IsNull(null, inner) => {
                let sign = if *null { "" } else { "!" };
                format!("Some({sign}{})", self.null(inner)?)
            }
            Node::IsBoolean(value, is, inner) => {
                let operator = if *is { "==" } else { "!=" };
                format!("Some({} {operator} Some({value}))", self.expression(inner)?)
            }
            Node::EqAny(value, list) => self.equal_any(value, list)?,
            Node::NeAll(value, list) => format!("logic::not({})", self.equal_any(value, list)?),
            Node::EqAll(value, list) => self.equal_all(value, list)?,
            Node::NeAny(value, list) => format!("logic::not({})", self.equal_all(value, list)?),
            Node::Quantified { equal, any, left, right } => {
                let function = if *any { "any" } else { "all" };
                format!("array::{function}({}, {}, {equal})", self.key(left, right.ty)?, self.expression(right)?)
            }
            Node::Arithmetic(operation, left, right) => {
                let function = match operation {
                    Arithmetic::Add => "add",
                    Arithmetic::Subtract => "subtract",
                    Arithmetic::Multiply => "multiply",
                    Arithmetic::Divide => "divide",
                    Arithmetic::Modulo => "modulo",
                };
                if e.ty.is_float() {
                    let (left, right) = (self.expression(left)?, self.expression(right)?);
                    return Ok(format!("float::{function}({left}, {right}, {})?", precision(e.ty)));
                }
                if e.ty == Scalar::Numeric {
                    let (left, right) = (self.expression(left)?, self.expression(right)?);
                    return Ok(format!("numeric::{function}({left}, {right})?"));
                }
                let width = width(e.ty)?;
                format!("integer::{function}({}, {}, {width})?", self.expression(left)?, self.expression(right)?)
            }
            Node::Negate(inner) if e.ty.is_float() => format!("float::negate({})", self.expression(inner)?),
            Node::Negate(inner) if e.ty == Scalar::Numeric => format!("numeric::negate({})", self.expression(inner)?),
            Node::Fit(precision, scale, inner) => {
                format!("numeric::fit({}, {precision}, {scale})?", self.expression(inner)?)
            }
            Node::Negate(inner) => format!("integer::negate({}, {})?", self.expression(inner)?, width(e.ty)?),
            Node::Cast(inner) => self.cast(inner, e.ty)?,
            Node::Truncate(length, inner) => format!("text::truncate({}, {length})", self.expression(inner)?),
            Node::Call(function, arguments) => self.call(*function, arguments)?,
            Node::Coalesce(list) => {
                let mut text = format!("None::<{}>", rust_type(e.ty)?);
                for (index, value) in list.iter().rev().enumerate() {
                    let value = self.expression(value)?;
                    text = match index {
                        0 => value,
                        _ => format!("if let value @ Some(_) = {value} {{ value }} else {{ {text} }}"),
                    };
                }
                format!("{{ {text} }}")
            }
            Node::Case(branches, otherwise) => {
                let mut text = match otherwise {
                    Some(otherwise) => self.expression(otherwise)?,
                    None => format!("None::<{}>", rust_type(e.ty)?),
                };
                for (condition, result) in branches.iter().rev() {
                    let (condition, result) = (self.expression(condition)?, self.expression(result)?);
                    text = format!("if {{ {condition} }} == Some(true) {{ {result} }} else {{ {text} }}");
                }
                format!("{{ {text} }}")
            }
            Node::CountNulls(nulls, list) => {
                let each: Vec<_> = list.iter().map(|each| self.null(each)).collect::<Result<_>>()?;
                format!("logic::count(&[{}], {nulls})", each.join(", "))
            }
            Node::Extreme(greatest, list) => {
                let each: Vec<_> = list.iter().map(|each| self.expression(each)).collect::<Result<_>>()?;
                let function = if *greatest { "greatest" } else { "least" };
                format!("logic::{function}([{}])", each.join(", "))
            }
            Node::NullIf(left, right) => {
                format!("logic::nullif({}, {})", self.expression(left)?, self.expression(right)?)
            }
            Node::Like(like, value, pattern) => {
                let text = format!("text::like({}, {pattern:?})", self.expression(value)?);
                if *like { text } else { format!("logic::not({text})") }
            }
            Node::Matches(positive, value, regex) => {
                let value = self.expression(value)?;
                let constant = |automaton| format!("&{}", automaton::write(automaton, "Automaton"));
                let text = match &regex.perhaps {
                    None => format!("pattern::matches({value}, {})", constant(&regex.sure)),
                    Some(perhaps) => {
                        format!("pattern::matches_perhaps({value}, {}, {})?", constant(&regex.sure), constant(perhaps))
                    }
                };
                if *positive { text } else { format!("logic::not({text})") }
            }
        })
    }

    /// Whether the value is NULL, as a `bool`.
    fn null(&self, e: &Expression) -> Text {
        Ok(match &e.node {
            Node::Column(name) => format!("row.is_null({})?", self.constant(self.column(name)?)),
            _ => format!("{}.is_none()", self.expression(e)?),
        })
    }

    /// `= ANY`: true if one is equal; otherwise NULL if the value or a constant is NULL.
    fn equal_any(&self, value: &Expression, list: &[Literal]) -> Text {
        let test = self.test(value.ty, list)?;
        let found = if list.contains(&Literal::Null) {
            format!("if {test} {{ Some(true) }} else {{ None }}")
        } else {
            format!("Some({test})")
        };
        if list.is_empty() {
            return Ok(format!("{{ let _ = {}; Some(false) }}", self.expression(value)?));
        }
        Ok(format!("match {} {{ None => None, Some(value) => {found} }}", self.expression(value)?))
    }

    /// `= ALL`: false if one differs; otherwise NULL if the value or a constant is NULL.
    fn equal_all(&self, value: &Expression, list: &[Literal]) -> Text {
        if list.is_empty() {
            return Ok(format!("{{ let _ = {}; Some(true) }}", self.expression(value)?));
        }
        let known = list.iter().filter(|literal| **literal != Literal::Null);
        let tests: Vec<_> =
            known.map(|literal| self.test(value.ty, std::slice::from_ref(literal))).collect::<Result<_>>()?;
        let all = if tests.is_empty() { "true".to_owned() } else { tests.join(" && ") };
        let found = if list.contains(&Literal::Null) {
            format!("if {all} {{ None }} else {{ Some(false) }}")
        } else {
            format!("Some({all})")
        };
        Ok(format!("match {} {{ None => None, Some(value) => {found} }}", self.expression(value)?))
    }

    fn cast(&self, inner: &Expression, to: Scalar) -> Text {
        let value = self.expression(inner)?;
        let from = inner.ty;
        Ok(match (from, to) {
            _ if from == to => value,
            (Scalar::SmallInt, Scalar::Integer | Scalar::BigInt) | (Scalar::Integer, Scalar::BigInt) => value,
            _ if from.is_integer() && to.is_integer() => format!("integer::fit({value}, {})?", width(to)?),
            (Scalar::SmallInt | Scalar::Integer | Scalar::BigInt, Scalar::Numeric) => {
                format!("cast::integer_to_numeric({value})")
            }
            (Scalar::SmallInt | Scalar::Integer | Scalar::BigInt, Scalar::Text) => {
                format!("cast::integer_to_text({value})")
            }
            // Only from integer (PostgreSQL manual, 8.6).
            (Scalar::Integer, Scalar::Boolean) => format!("{value}.map(|value| value != 0)"),
            (Scalar::Boolean, Scalar::Integer) => format!("{value}.map(i64::from)"),
            (Scalar::Boolean, Scalar::Text) => format!("cast::boolean_to_text({value})"),
            (Scalar::Uuid, Scalar::Text) => format!("cast::uuid_to_text({value})"),
            (Scalar::Text, _) if to.is_integer() => format!("cast::text_to_integer({value}, {})?", width(to)?),
            (Scalar::Text, Scalar::Boolean) => format!("cast::text_to_boolean({value})?"),
            (Scalar::Text, Scalar::Numeric) => format!("cast::text_to_numeric({value})?"),
            (Scalar::Text, Scalar::Uuid) => format!("cast::text_to_uuid({value})?"),
            (Scalar::Text, Scalar::Date) => format!("cast::text_to_date({value})?"),
            (Scalar::Text, Scalar::Timestamptz) => format!("cast::text_to_timestamptz({value})?"),
            (Scalar::Numeric, _) if to.is_integer() => format!("numeric::to_integer({value}, {})?", width(to)?),
            (Scalar::Numeric, Scalar::Text) => format!("{value}.map(|value| Cow::Owned(value.text()))"),
            (_, Scalar::Real | Scalar::Double) if from.is_integer() => {
                format!("float::from_integer({value}, {})", precision(to))
            }
            (Scalar::Numeric, Scalar::Real | Scalar::Double) => {
                format!("float::from_numeric({value}, {})?", precision(to))
            }
            (Scalar::Text, Scalar::Real | Scalar::Double) => format!("float::from_text({value}, {})?", precision(to)),
            (Scalar::Real, Scalar::Double) => value,
            (Scalar::Double, Scalar::Real) => format!("float::to_real({value})?"),
            (Scalar::Real | Scalar::Double, _) if to.is_integer() => {
                format!("float::to_integer({value}, {})?", width(to)?)
            }
            (Scalar::Bpchar | Scalar::Citext, Scalar::Text) | (Scalar::Text | Scalar::Bpchar, Scalar::Citext) => value,
            (Scalar::Text, Scalar::Bpchar) => format!("{value}.map(::pg_value::bpchar::unpadded)"),
            (Scalar::Text, Scalar::Bytea) => format!("cast::text_to_bytea({value})?"),
            (Scalar::Text, Scalar::Time) => format!("cast::text_to_time({value})?"),
            (Scalar::Text, Scalar::Timestamp) => format!("cast::text_to_timestamp({value})?"),
            (Scalar::Text, Scalar::Enum(id)) => {
                format!("cast::text_to_enumeration({value}, {})?", labels(id, &self.table.types)?)
            }
            (Scalar::Enum(id), Scalar::Text) => {
                format!("cast::enumeration_to_text({value}, {})", labels(id, &self.table.types)?)
            }
            (Scalar::Date, Scalar::Timestamp) => format!("cast::date_to_timestamp({value})?"),
            (Scalar::Timestamp, Scalar::Date) => format!("cast::timestamp_to_date({value})"),
            (Scalar::Timestamp, Scalar::Time) => format!("cast::timestamp_to_time({value})"),
            (Scalar::Jsonb, Scalar::Boolean) => format!("jsonb::to_boolean({value})?"),
            (Scalar::Jsonb, Scalar::Numeric) => format!("jsonb::to_numeric({value})?"),
            (Scalar::Jsonb, Scalar::Real | Scalar::Double) => {
                format!("float::from_numeric(jsonb::to_numeric({value})?, {})?", precision(to))
            }
            (Scalar::Jsonb, _) if to.is_integer() => {
                format!("numeric::to_integer(jsonb::to_numeric({value})?, {})?", width(to)?)
            }
            (Scalar::Jsonb, Scalar::Text) => format!("{value}.map(|value| Cow::Owned(jsonb::document_text(value)))"),
            _ => {
                return Err(Error::unsupported(format!(
                    "a cast from {} to {} is not supported",
                    from.name(),
                    to.name()
                )));
            }
        })
    }

    fn place(&self, ty: Scalar, label: LabelId) -> Option<usize> {
        if let Scalar::Enum(id) = ty { self.table.types.place(id, label) } else { None }
    }

    /// The value to look for in an array, in the form in which the array keeps its elements.
    fn key(&self, value: &Expression, array: Scalar) -> Text {
        let text = self.expression(value)?;
        let Scalar::Array(element) = array else { return Ok(text) };
        let datum = match value.ty {
            Scalar::Boolean => "Boolean",
            Scalar::SmallInt | Scalar::Integer | Scalar::BigInt => "Integer",
            Scalar::Numeric => "Numeric",
            Scalar::Bpchar | Scalar::Text | Scalar::Bytea => return Ok(text),
            Scalar::Uuid => "Uuid",
            Scalar::Date => "Date",
            Scalar::Time => "Time",
            Scalar::Timestamp | Scalar::Timestamptz => "Timestamptz",
            Scalar::Enum(_) => "Enum",
            _ => return Err(Error::unsupported(format!("an array of {} is not supported here", value.ty.name()))),
        };
        let key = key(element);
        Ok(format!("{text}.map(|value| Cow::Owned({key}(&::pg_value::Datum::{datum}(value))))"))
    }

    /// Whether `value`, which is not NULL, equals one of the literals that are not NULL.
    fn test(&self, ty: Scalar, list: &[Literal]) -> Text {
        let mut known: Vec<&Literal> = Vec::new();
        for literal in list.iter().filter(|literal| **literal != Literal::Null) {
            if !known.contains(&literal) {
                known.push(literal);
            }
        }
        if known.is_empty() {
            return Ok("{ let _ = value; false }".to_owned());
        }
        let texts: Option<Vec<&str>> = known
            .iter()
            .map(|literal| if let Literal::Text(text) = literal { Some(text.as_str()) } else { None })
            .collect();
        if let Some(texts) = texts {
            return Ok(match name_list(&texts) {
                Some(names) => format!("{names}.position_of(&value).is_some()"),
                // More than 255 texts.
                None => format!("{texts:?}.iter().any(|text| text.as_bytes() == value.as_ref())"),
            });
        }
        let patterns: Option<Vec<String>> = known
            .iter()
            .map(|literal| match literal {
                Literal::Integer(integer) if ty.is_integer() => Some(integer.to_string()),
                Literal::Boolean(boolean) => Some(boolean.to_string()),
                Literal::Time(micros) => Some(micros.to_string()),
                Literal::Label(label) => self.place(ty, *label).map(|place| place.to_string()),
                _ => None,
            })
            .collect();
        Ok(match (patterns, ty) {
            (Some(patterns), _) => format!("matches!(value, {})", patterns.join(" | ")),
            (None, _) => {
                let literals: Vec<_> = known
                    .iter()
                    .map(|known| Ok(format!("Some(&value) == {}.as_ref()", self.literal(known, ty)?)))
                    .collect::<Result<_>>()?;
                format!("({})", literals.join(" || "))
            }
        })
    }

    fn literal(&self, literal: &Literal, ty: Scalar) -> Text {
        Ok(match literal {
            Literal::Null => format!("None::<{}>", rust_type(ty)?),
            Literal::Boolean(value) => format!("Some({value})"),
            Literal::Integer(value) if ty == Scalar::Numeric => format!("Some(Numeric::from({value}_i64))"),
            Literal::Integer(value) => format!("Some({value}_i64)"),
            Literal::Numeric(text) => format!("Some(Numeric::parse(b{text:?}, None)?)"),
            Literal::Text(text) => format!("Some(Cow::Borrowed({text:?}.as_bytes()))"),
            Literal::Jsonb(text) => {
                let mut tape = Tape::new();
                tape.parse(text.as_bytes()).map_err(|_| Error::invalid(format!("`{text}` is no JSON")))?;
                let doc = format!("Doc::constant({text:?}, &{})", tape.nodes_text());
                format!("{{ static DOCUMENT: Doc<'static> = {doc}; Some(DOCUMENT.root()) }}")
            }
            Literal::Uuid(octets) => format!("Some({octets:?})"),
            Literal::Date(i32::MIN) => "Some(Date::NegativeInfinity)".to_owned(),
            Literal::Date(i32::MAX) => "Some(Date::Infinity)".to_owned(),
            Literal::Date(days) => format!("Some(Date::Days({days}))"),
            Literal::Timestamptz(i64::MIN) => "Some(Timestamptz::NegativeInfinity)".to_owned(),
            Literal::Timestamptz(i64::MAX) => "Some(Timestamptz::Infinity)".to_owned(),
            Literal::Timestamptz(micros) => format!("Some(Timestamptz::Micros({micros}))"),
            Literal::Float(text) => {
                let value = match ty {
                    Scalar::Real => float::parse_real(text.as_bytes()),
                    _ => float::parse_double(text.as_bytes()),
                };
                match value {
                    Ok(Float(value)) if value.is_finite() => format!("Some(Float({value:?}_f64))"),
                    Ok(Float(value)) if value.is_nan() => "Some(Float(f64::NAN))".to_owned(),
                    Ok(Float(value)) if value > 0.0 => "Some(Float(f64::INFINITY))".to_owned(),
                    Ok(_) => "Some(Float(f64::NEG_INFINITY))".to_owned(),
                    Err(_) => return Err(Error::invalid(format!("`{text}` is no {}", ty.name()))),
                }
            }
            Literal::Bytea(bytes) => format!("Some(Cow::Borrowed({bytes:?}.as_slice()))"),
            Literal::Time(micros) => format!("Some({micros}_i64)"),
            Literal::Label(label) => {
                let place = self.place(ty, *label).ok_or_else(|| Error::invalid("a label of an enum is gone"))?;
                format!("Some({place}_u8)")
            }
            // The positions of an enum's labels are known now.
            Literal::TextArray(elements) if let Some(Scalar::Enum(id)) = ty.element() => {
                let place = |key: &String| {
                    let place = key.parse().ok().and_then(|label| self.table.types.place(id, LabelId(label)));
                    place.map(|place| place.to_string()).ok_or_else(|| Error::invalid("a label of an enum is gone"))
                };
                let places: Vec<_> =
                    elements.iter().map(|key| key.as_ref().map(place).transpose()).collect::<Result<_>>()?;
                format!("Some(Array::Constant(&{places:?}))")
            }
            Literal::TextArray(elements) => format!("Some(Array::Constant(&{elements:?}))"),
        })
    }

    fn call(&self, function: Function, arguments: &[Expression]) -> Text {
        let written: Vec<_> = match (function, arguments) {
            (Function::ArrayPosition, [array, element]) => {
                vec![self.expression(array)?, self.key(element, array.ty)?]
            }
            _ => arguments.iter().map(|a| self.expression(a)).collect::<Result<_>>()?,
        };
        let list = written.join(", ");
        Ok(match function {
            Function::CharLength => format!("text::char_length({list})"),
            Function::OctetLength => format!("text::octet_length({list})"),
            Function::Btrim => format!("text::btrim({list})"),
            Function::Ltrim => format!("text::ltrim({list})"),
            Function::Rtrim => format!("text::rtrim({list})"),
            Function::Strpos => format!("text::strpos({list})"),
            Function::StartsWith => format!("text::starts_with({list})"),
            Function::Left => format!("text::left({list})"),
            Function::Right => format!("text::right({list})"),
            Function::SubstrFrom => format!("text::substr_from({list})"),
            Function::Substr => format!("text::substr({list})?"),
            Function::Replace => format!("text::replace({list})"),
            Function::Reverse => format!("text::reverse({list})"),
            Function::SplitPart => format!("text::split_part({list})?"),
            Function::Abs => match arguments.first().map(|argument| argument.ty) {
                Some(Scalar::Numeric) | None => format!("numeric::abs({list})"),
                Some(ty) => format!("integer::abs({list}, {})?", width(ty)?),
            },
            Function::JsonbEq => format!("jsonb::eq({list})"),
            Function::JsonbNe => format!("logic::not(jsonb::eq({list}))"),
            Function::JsonbContains => format!("jsonb::contains({list})?"),
            Function::AddDays => format!("date::add_days({list})?"),
            Function::SubtractDays => format!("date::subtract_days({list})?"),
            Function::DateDifference => format!("date::difference({list})?"),
            Function::Extract(field) => {
                let field = match field {
                    Field::Year => "year",
                    Field::Quarter => "quarter",
                    Field::Month => "month",
                    Field::Day => "day",
                    Field::DayOfWeek => "day_of_week",
                    Field::IsoDayOfWeek => "iso_day_of_week",
                    Field::DayOfYear => "day_of_year",
                    Field::Hour => "hour",
                    Field::Minute => "minute",
                };
                match arguments.first().map(|argument| argument.ty) {
                    Some(Scalar::Date) => format!("extract::from_date({list}, extract::{field})?"),
                    _ => format!("extract::from_timestamp({list}, extract::{field})?"),
                }
            }
            Function::Sign => format!("numeric::sign({list})"),
            Function::Floor => format!("numeric::floor({list})?"),
            Function::Ceil => format!("numeric::ceil({list})?"),
            Function::Round => format!("numeric::round({list})?"),
            Function::Trunc => format!("numeric::trunc({list})?"),
            Function::Lower => format!("case::lower({list}, alphabet)?"),
            Function::Upper => format!("case::upper({list}, alphabet)?"),
            Function::Like => format!("text::like_by({list})?"),
            Function::Ilike => format!("case::ilike({list}, alphabet)?"),
            Function::Concat => format!("text::concat({list})"),
            Function::Cardinality => format!("array::cardinality({list})"),
            Function::ArrayNdims => format!("array::array_ndims({list})"),
            Function::ArrayLength => format!("array::array_length({list})"),
            Function::ArrayLower => format!("array::array_lower({list})"),
            Function::ArrayUpper => format!("array::array_upper({list})"),
            Function::ArrayPosition => format!("array::array_position({list})?"),
            Function::Contains => format!("array::contains({list})"),
            Function::Overlaps => format!("array::overlaps({list})"),
            Function::ArrayEq => format!("array::eq({list})"),
            Function::ArrayNe => format!("logic::not(array::eq({list}))"),
            Function::JsonbTypeof => format!("jsonb::jsonb_typeof({list})"),
            Function::JsonbArrayLength => format!("jsonb::jsonb_array_length({list})?"),
            Function::JsonbField => format!("jsonb::field({list})"),
            Function::JsonbElement => format!("jsonb::element({list})"),
            Function::JsonbFieldText => format!("jsonb::to_text(jsonb::field({list}))"),
            Function::JsonbElementText => format!("jsonb::to_text(jsonb::element({list}))"),
            Function::JsonbPath => format!("jsonb::at_path({list})"),
            Function::JsonbPathText => format!("jsonb::to_text(jsonb::at_path({list}))"),
            Function::JsonbExists => format!("jsonb::exists({list})"),
            Function::JsonbExistsAny => format!("jsonb::exists_any({list})"),
            Function::JsonbExistsAll => format!("jsonb::exists_all({list})"),
        })
    }
}

fn reader(ty: Scalar) -> Result<&'static str> {
    Ok(match ty {
        Scalar::Boolean => "boolean",
        Scalar::SmallInt | Scalar::Integer | Scalar::BigInt => "integer",
        Scalar::Numeric => "numeric",
        Scalar::Text => "text",
        Scalar::Uuid => "uuid",
        Scalar::Date => "date",
        Scalar::Real | Scalar::Double => "float",
        Scalar::Bpchar | Scalar::Citext | Scalar::Bytea => "text",
        Scalar::Time => "time",
        Scalar::Timestamp | Scalar::Timestamptz => "timestamptz",
        Scalar::Enum(_) => "enumeration",
        Scalar::TextArray | Scalar::Array(_) => "text_array",
        Scalar::Json => return Err(Error::unsupported("a value of json, which has no operators: make it jsonb")),
        Scalar::Jsonb => "jsonb",
        Scalar::Unknown => return Err(Error::unsupported("a value of unknown type")),
    })
}

fn rust_type(ty: Scalar) -> Result<&'static str> {
    Ok(match ty {
        Scalar::Boolean => "bool",
        Scalar::SmallInt | Scalar::Integer | Scalar::BigInt => "i64",
        Scalar::Numeric => "Numeric<'_>",
        Scalar::Text => "Cow<'_, [u8]>",
        Scalar::Uuid => "[u8; 16]",
        Scalar::Date => "Date",
        Scalar::Real | Scalar::Double => "Float",
        Scalar::Bpchar | Scalar::Citext | Scalar::Bytea => "Cow<'_, [u8]>",
        Scalar::Time => "i64",
        Scalar::Timestamp | Scalar::Timestamptz => "Timestamptz",
        Scalar::Enum(_) => "u8",
        Scalar::TextArray | Scalar::Array(_) => "Array<'_>",
        Scalar::Json => return Err(Error::unsupported("a value of json, which has no operators: make it jsonb")),
        Scalar::Jsonb => "::json_tape::Value<'_>",
        Scalar::Unknown => return Err(Error::unsupported("a value of unknown type")),
    })
}

fn width(ty: Scalar) -> Result<&'static str> {
    match ty {
        Scalar::SmallInt => Ok("Width::SmallInt"),
        Scalar::Integer => Ok("Width::Integer"),
        Scalar::BigInt => Ok("Width::BigInt"),
        _ => Err(Error::unsupported(format!("arithmetic on {} is not supported", ty.name()))),
    }
}

const fn precision(ty: Scalar) -> &'static str {
    if matches!(ty, Scalar::Real) { "Precision::Real" } else { "Precision::Double" }
}
