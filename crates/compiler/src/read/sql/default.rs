//! A column's DEFAULT: a constant, or a value that the server makes.

use sqlparser::ast::{
    BinaryOperator, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments, UnaryOperator, Value,
};

use super::catalogue::Catalogue;
use super::expression::Scope;
use super::function::Functions;
use super::names::folded;
use super::{literal, position};
use crate::error::{Kind, Result};
use crate::model::expression::{Literal, Node, Scalar};
use crate::model::table::DefaultValue;
use crate::model::types::{ColumnType, Element, Type};

/// Functions whose value is NULL only if an argument is NULL.
const NEVER_NULL: [&str; 46] = [
    "abs",
    "array_to_json",
    "ceil",
    "ceiling",
    "clock_timestamp",
    "concat",
    "current_database",
    "current_date",
    "current_time",
    "current_timestamp",
    "current_user",
    "date_part",
    "date_trunc",
    "encode",
    "floor",
    "format",
    "gen_random_bytes",
    "gen_random_uuid",
    "hashtext",
    "json_build_array",
    "json_build_object",
    "jsonb_build_array",
    "jsonb_build_object",
    "localtime",
    "localtimestamp",
    "lower",
    "lpad",
    "make_interval",
    "md5",
    "nextval",
    "now",
    "random",
    "replace",
    "round",
    "rpad",
    "session_user",
    "sha256",
    "statement_timestamp",
    "timezone",
    "to_char",
    "to_json",
    "to_jsonb",
    "transaction_timestamp",
    "upper",
    "uuid_generate_v4",
    "uuidv7",
];

/// Reads a DEFAULT: a constant, which the column type's input function must accept, or a value that the server makes.
pub fn default(
    table: &str,
    value: &Expr,
    ty: ColumnType,
    catalogue: &Catalogue,
    functions: &Functions,
) -> Result<DefaultValue> {
    match value {
        Expr::Nested(inner) => return default(table, inner, ty, catalogue, functions),
        // '{}'::jsonb, '{}'::text[]: the column's own type, so its input function reads the text.
        Expr::Cast { expr, data_type, .. }
            if catalogue.resolve(data_type).is_ok_and(|to| Scalar::from(to.ty) == Scalar::from(ty)) =>
        {
            return match &**expr {
                Expr::Array(array) if array.elem.is_empty() => Ok(DefaultValue::Literal("{}".to_owned())),
                inner => default(table, inner, ty, catalogue, functions),
            };
        }
        Expr::Value(value) if matches!(value.value, Value::Null) => return Ok(DefaultValue::Null),
        _ => {}
    }
    let constant = match Scope::new(table, &[], catalogue).read(value) {
        Ok(constant) => constant.node,
        Err(error) if error.kind == Kind::Invalid && is_literal(value) => return Err(error),
        Err(_) => return Ok(made(value, functions)),
    };
    let Node::Literal(constant) = constant else { return Ok(made(value, functions)) };
    let text = match constant {
        Literal::Null => return Ok(DefaultValue::Null),
        Literal::Boolean(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Numeric(text) | Literal::Float(text) | Literal::Text(text) => text,
        Literal::Bytea(bytes) => literal::hex(&bytes),
        Literal::TextArray(elements) if elements.is_empty() => "{}".to_owned(),
        // For these types, the key of an element is also a text for it.
        Literal::TextArray(elements) if matches!(ty.into(), Scalar::TextArray) || is_own_key(ty) => {
            array_literal(&elements)
        }
        Literal::Jsonb(text) if Scalar::from(ty) == Scalar::Jsonb => text,
        Literal::TextArray(_) | Literal::Jsonb(_) => return Ok(made(value, functions)),
        Literal::Uuid(_) | Literal::Date(_) | Literal::Time(_) | Literal::Timestamptz(_) | Literal::Label(_) => {
            return Ok(made(value, functions));
        }
    };
    literal::assignable(&text, ty, &catalogue.types).map_err(|error| error.of(value).at(position(value)))?;
    Ok(DefaultValue::Literal(text))
}

/// A value that the server computes for each row.
fn made(value: &Expr, functions: &Functions) -> DefaultValue {
    if is_never_null(value, functions) {
        DefaultValue::Server(value.to_string())
    } else {
        DefaultValue::Unknowable(value.to_string())
    }
}

fn is_literal(value: &Expr) -> bool {
    match value {
        Expr::Value(_) => true,
        Expr::Cast { expr, .. } | Expr::UnaryOp { expr, .. } | Expr::Nested(expr) => is_literal(expr),
        _ => false,
    }
}

/// Whether an expression without columns always has a value.
fn is_never_null(value: &Expr, functions: &Functions) -> bool {
    use BinaryOperator as Op;
    let never = |value: &Expr| is_never_null(value, functions);
    match value {
        Expr::Value(value) => !matches!(value.value, Value::Null),
        Expr::TypedString(_) => true,
        Expr::Interval(interval) => never(&interval.value),
        Expr::Nested(inner) | Expr::Cast { expr: inner, .. } | Expr::Extract { expr: inner, .. } => never(inner),
        Expr::Ceil { expr: inner, .. } | Expr::Floor { expr: inner, .. } => never(inner),
        Expr::UnaryOp { op: UnaryOperator::Minus | UnaryOperator::Plus, expr } => never(expr),
        Expr::AtTimeZone { timestamp, time_zone } => never(timestamp) && never(time_zone),
        Expr::BinaryOp {
            left,
            op: Op::Plus | Op::Minus | Op::Multiply | Op::Divide | Op::Modulo | Op::StringConcat,
            right,
        } => never(left) && never(right),
        Expr::Array(_) => true,
        Expr::Function(call) => is_known(call, functions),
        _ => false,
    }
}

fn is_known(call: &Function, functions: &Functions) -> bool {
    let Some(name) = call.name.0.last().and_then(|part| part.as_ident()) else { return false };
    let name = folded(&name.value, name.quote_style.is_some());
    if !NEVER_NULL.contains(&name.as_str()) || functions.may_be(&name) {
        return false;
    }
    match &call.args {
        FunctionArguments::None => true,
        FunctionArguments::List(list) => list.args.iter().all(|argument| match argument {
            FunctionArg::Unnamed(FunctionArgExpr::Expr(argument)) => is_never_null(argument, functions),
            FunctionArg::Named { arg: FunctionArgExpr::Expr(argument), .. } => is_never_null(argument, functions),
            _ => false,
        }),
        FunctionArguments::Subquery(_) => false,
    }
}

/// Whether the key of an array's element is a text that the input function reads as the same value.
const fn is_own_key(ty: ColumnType) -> bool {
    matches!(
        ty,
        ColumnType::Array(Element::Builtin(
            Type::Boolean
                | Type::SmallInt
                | Type::Integer
                | Type::BigInt
                | Type::Numeric(_)
                | Type::Bpchar(_)
                | Type::Uuid
        ))
    )
}

/// Quotes every element, which array_in accepts for any text.
fn array_literal(elements: &[Option<String>]) -> String {
    let elements: Vec<_> = elements
        .iter()
        .map(|element| match element {
            None => "NULL".to_owned(),
            Some(text) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        })
        .collect();
    format!("{{{}}}", elements.join(","))
}
