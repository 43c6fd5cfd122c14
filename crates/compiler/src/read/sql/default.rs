//! A column's DEFAULT: a constant, or the server's own.

use sqlparser::ast::{Expr, Value};

use super::catalogue::Catalogue;
use super::expression::Scope;
use super::{literal, position};
use crate::error::{Error, Result};
use crate::model::expression::{Literal, Node, Scalar};
use crate::model::table::DefaultValue;
use crate::model::types::{ColumnType, Element, Type};

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
pub fn default(table: &str, value: &Expr, ty: ColumnType, catalogue: &Catalogue) -> Result<DefaultValue> {
    let unsupported =
        || Error::unsupported(format!("`DEFAULT {value}` is not supported")).of(value).at(position(value));
    match value {
        Expr::Nested(inner) => return default(table, inner, ty, catalogue),
        // '{}'::jsonb, '{}'::text[]: the column's own type, so its input function reads the text.
        Expr::Cast { expr, data_type, .. }
            if catalogue.resolve(data_type).is_ok_and(|to| Scalar::from(to.ty) == Scalar::from(ty)) =>
        {
            return default(table, expr, ty, catalogue);
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
        _ => Scope::new(table, &[], catalogue).read(value)?,
    };
    let Node::Literal(constant) = constant.node else { return Err(unsupported()) };
    let text = match constant {
        Literal::Null => return Ok(DefaultValue::Null),
        Literal::Boolean(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Numeric(text) | Literal::Float(text) | Literal::Text(text) => text,
        Literal::Bytea(bytes) => literal::hex(&bytes),
        Literal::TextArray(elements) if elements.is_empty() => "{}".to_owned(),
        // Of these, an element's key is a text of it.
        Literal::TextArray(elements) if matches!(ty.into(), Scalar::TextArray) || is_own_key(ty) => {
            array_literal(&elements)
        }
        Literal::TextArray(_) => return Err(unsupported()),
        Literal::Uuid(_) | Literal::Date(_) | Literal::Time(_) | Literal::Timestamptz(_) | Literal::Label(_) => {
            return Err(unsupported());
        }
    };
    literal::assignable(&text, ty, &catalogue.types).map_err(|error| error.of(value).at(position(value)))?;
    Ok(DefaultValue::Literal(text))
}

/// Whether the keys of an array's elements are texts that their input function takes for the same value.
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
