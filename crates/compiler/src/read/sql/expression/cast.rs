//! Explicit casts.

use sqlparser::ast::{DataType, Expr};

use super::{Scope, Typed, constant, folded, quoted, refused, unsupported, unwrapped};
use crate::model::expression::{Node, Scalar};
use crate::model::types::{ColumnType, Type};
use crate::read::sql::literal;

impl Scope<'_> {
    pub(super) fn cast(&self, inner: &Expr, data_type: &DataType, expr: &Expr) -> Typed {
        let resolved = self.catalogue.resolve(data_type).map_err(|error| error.within(&quoted(expr)))?;
        if resolved.domain.is_some() {
            return Err(refused(expr, " is a cast to a domain, which is not supported: cast to the type under it"));
        }
        let to = resolved.ty;
        let target = Scalar::from(to);
        // Casting an array constructor casts each element.
        if let (Expr::Array(array), Some(element)) = (unwrapped(inner), target.element()) {
            let element_type = match to {
                ColumnType::Array(element) => element.into(),
                _ => Type::Text.into(),
            };
            let mut elements = Vec::new();
            for item in &array.elem {
                let item = self.read(item)?;
                let Node::Literal(value) = &item.node else { return Err(unsupported(expr)) };
                let types = &self.catalogue.types;
                let value = literal::cast(value, item.ty, element_type, types).map_err(|error| error.of(expr))?;
                elements.push(constant(element, value));
            }
            return self.array(element, elements, expr);
        }
        let operand = self.read(inner)?;
        // A modifier of the element type would change the elements.
        if let ColumnType::Array(element) = to
            && element != element.without_modifier()
        {
            return Err(unsupported(expr));
        }
        if let Node::Literal(value) = &operand.node {
            let folded = literal::cast(value, operand.ty, to, &self.catalogue.types)
                .map_err(|error| error.within(&quoted(expr)).of(expr))?;
            return Ok(constant(target, folded));
        }
        use Scalar as S;
        let node = match (operand.ty, target) {
            // The value would be rounded.
            (_, S::Time | S::Timestamp | S::Timestamptz)
                if !matches!(
                    to,
                    ColumnType::Builtin(Type::Time(None) | Type::Timestamp(None) | Type::Timestamptz(None))
                ) =>
            {
                return Err(unsupported(expr));
            }
            (a, b) if a == b => operand,
            (
                S::SmallInt | S::Integer | S::BigInt,
                S::SmallInt | S::Integer | S::BigInt | S::Numeric | S::Real | S::Double | S::Text,
            )
            | (S::Numeric | S::Real | S::Text, S::Double)
            | (S::Numeric | S::Double | S::Text, S::Real)
            | (S::Numeric, S::SmallInt | S::Integer | S::BigInt | S::Text)
            | (S::Real | S::Double, S::SmallInt | S::Integer | S::BigInt)
            | (S::Boolean | S::Uuid | S::Bpchar | S::Citext | S::Enum(_), S::Text)
            | (S::Text | S::Bpchar, S::Citext)
            | (S::Text, S::Bpchar | S::Bytea | S::Time | S::Timestamp | S::Enum(_))
            | (S::Date, S::Timestamp)
            | (S::Timestamp, S::Date | S::Time)
            | (S::Boolean, S::Integer)
            | (S::Integer, S::Boolean)
            | (
                S::Jsonb,
                S::SmallInt | S::Integer | S::BigInt | S::Numeric | S::Real | S::Double | S::Boolean | S::Text,
            )
            | (
                S::Text,
                S::SmallInt | S::Integer | S::BigInt | S::Numeric | S::Boolean | S::Uuid | S::Date | S::Timestamptz,
            ) => folded(target, Node::Cast(Box::new(operand)), expr)?,
            (S::Timestamptz, S::Timestamp | S::Date | S::Time) | (S::Timestamp | S::Date, S::Timestamptz) => {
                return Err(refused(expr, " depends on the time zone of the session"));
            }
            _ => return Err(unsupported(expr)),
        };
        match to {
            ColumnType::Builtin(Type::Varchar(Some(limit))) => {
                folded(S::Text, Node::Truncate(limit, Box::new(node)), expr)
            }
            ColumnType::Builtin(Type::Numeric(Some((precision, scale)))) => {
                folded(S::Numeric, Node::Fit(precision, scale, Box::new(node)), expr)
            }
            ColumnType::Builtin(Type::Bpchar(Some(_))) => Err(unsupported(expr)),
            _ => Ok(node),
        }
    }
}
