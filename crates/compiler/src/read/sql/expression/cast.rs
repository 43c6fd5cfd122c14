//! Explicit casts.

use sqlparser::ast::{ArrayElemTypeDef, DataType, Expr};

use super::list::strings;
use super::{Scope, Typed, constant, folded, quoted, unsupported, unwrapped};
use crate::error::Error;
use crate::model::expression::{Node, Scalar};
use crate::read::sql::{literal, types};
use pg_value::Type;

impl Scope<'_> {
    pub(super) fn cast(&self, inner: &Expr, data_type: &DataType, expr: &Expr) -> Typed {
        // A cast of an array constructor is a cast of each element.
        if let (Expr::Array(array), DataType::Array(ArrayElemTypeDef::SquareBracket(element, None))) =
            (unwrapped(inner), data_type)
        {
            let to = types::resolve(element).filter(|ty| Scalar::from(*ty) == Scalar::Text);
            let to = to.ok_or_else(|| unsupported(expr))?;
            let mut elements = Vec::new();
            for item in &array.elem {
                let item = self.read(item)?;
                let Node::Literal(value) = &item.node else { return Err(unsupported(expr)) };
                elements.push(constant(Scalar::Text, literal::cast(value, item.ty, to)?));
            }
            return strings(Scalar::Text, elements).ok_or_else(|| unsupported(expr));
        }
        let operand = self.read(inner)?;
        // Arrays of varchar read as arrays of text.
        if operand.ty == Scalar::TextArray
            && let DataType::Array(ArrayElemTypeDef::SquareBracket(element, None)) = data_type
            && matches!(types::resolve(element), Some(Type::Text | Type::Varchar(None)))
        {
            return Ok(operand);
        }
        let to = types::resolve(data_type).ok_or_else(|| {
            Error::unsupported(format!("the type in {} is not supported", quoted(expr))).of(data_type)
        })?;
        let target = Scalar::from(to);
        if let Node::Literal(value) = &operand.node {
            let folded = literal::cast(value, operand.ty, to).map_err(|error| error.within(&quoted(expr)).of(expr))?;
            return Ok(constant(target, folded));
        }
        use Scalar as S;
        let node = match (operand.ty, target) {
            (_, S::Numeric) if to != Type::Numeric(None) => return Err(unsupported(expr)),
            (a, b) if a == b => operand,
            (S::SmallInt | S::Integer | S::BigInt, S::SmallInt | S::Integer | S::BigInt | S::Numeric | S::Text)
            | (S::Boolean | S::Uuid, S::Text)
            | (S::Boolean, S::Integer)
            | (S::Integer, S::Boolean)
            | (
                S::Text,
                S::SmallInt | S::Integer | S::BigInt | S::Numeric | S::Boolean | S::Uuid | S::Date | S::Timestamptz,
            ) => folded(target, Node::Cast(Box::new(operand)), expr)?,
            _ => return Err(unsupported(expr)),
        };
        match to {
            Type::Varchar(Some(limit)) => folded(S::Text, Node::Truncate(limit, Box::new(node)), expr),
            _ => Ok(node),
        }
    }
}
