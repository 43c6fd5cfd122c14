//! A column's DEFAULT: a constant, or the server's own.

use sqlparser::ast::{Expr, Value};

use super::expression::Scope;
use super::{literal, position, types};
use crate::error::{Error, Result};
use crate::model::expression::{Literal, Node, Scalar};
use crate::model::table::DefaultValue;
use pg_value::Type;

/// Functions whose value is never NULL.
const NEVER_NULL: [&str; 8] = [
    "now",
    "gen_random_uuid",
    "clock_timestamp",
    "statement_timestamp",
    "transaction_timestamp",
    "current_timestamp",
    "current_date",
    "uuid_generate_v4",
];

/// A DEFAULT: a constant, which the column type's input function must take, or the server's own.
pub fn default(table: &str, value: &Expr, ty: Type) -> Result<DefaultValue> {
    let unsupported =
        || Error::unsupported(format!("`DEFAULT {value}` is not supported")).of(value).at(position(value));
    match value {
        Expr::Nested(inner) => return default(table, inner, ty),
        // '{}'::jsonb, '{}'::text[]: the column's own type, so its input function reads the text.
        Expr::Cast { expr, data_type, .. } if types::resolve(data_type).map(Scalar::from) == Some(Scalar::from(ty)) => {
            return default(table, expr, ty);
        }
        Expr::Function(call) => {
            let name = call.name.to_string().to_lowercase();
            let name = name.rsplit('.').next().unwrap_or_default();
            return Ok(if NEVER_NULL.contains(&name) {
                DefaultValue::Server(value.to_string())
            } else {
                DefaultValue::Unknowable(value.to_string())
            });
        }
        _ => {}
    }
    let constant = match value {
        Expr::Value(value) if matches!(value.value, Value::Null) => return Ok(DefaultValue::Null),
        _ => Scope::new(table, &[]).read(value)?,
    };
    let Node::Literal(constant) = constant.node else { return Err(unsupported()) };
    let text = match constant {
        Literal::Null => return Ok(DefaultValue::Null),
        Literal::Boolean(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Numeric(text) | Literal::Text(text) => text,
        Literal::TextArray(elements) if elements.is_empty() => "{}".to_owned(),
        Literal::TextArray(elements) => array_literal(&elements),
        Literal::Uuid(_) | Literal::Date(_) | Literal::Timestamptz(_) => return Err(unsupported()),
    };
    literal::assignable(&text, ty).map_err(|error| error.of(value).at(position(value)))?;
    Ok(DefaultValue::Literal(text))
}

/// Every element in quotes, which array_in takes for any text.
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
