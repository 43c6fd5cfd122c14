//! Arithmetic, signs included.

use sqlparser::ast::{Expr, Value};

use super::coercion::{coerce, common};
use super::{Scope, Typed, constant, unsupported, unwrapped};
use crate::model::expression::{Arithmetic, Expression, Literal, Node};
use crate::read::sql::literal;

impl Scope<'_> {
    pub(super) fn negate(&self, inner: &Expr, expr: &Expr) -> Typed {
        // The grammar itself folds the sign into a number: -2147483648 is an integer.
        if let Expr::Value(value) = unwrapped(inner)
            && let Value::Number(text, false) = &value.value
        {
            return literal::number(&format!("-{text}")).map(|(ty, value)| constant(ty, value));
        }
        let operand = self.read(inner)?;
        match operand.node {
            _ if !operand.ty.is_integer() => Err(unsupported(expr)),
            Node::Literal(Literal::Integer(value)) => {
                let value = literal::fold(Arithmetic::Subtract, 0, value, operand.ty)?;
                Ok(constant(operand.ty, Literal::Integer(value)))
            }
            Node::Literal(_) => Err(unsupported(expr)),
            _ => Ok(Expression::new(operand.ty, Node::Negate(Box::new(operand)))),
        }
    }

    pub(super) fn arithmetic(&self, operation: Arithmetic, left: &Expr, right: &Expr, expr: &Expr) -> Typed {
        let (left, right) = (self.read(left)?, self.read(right)?);
        let ty = common(left.ty, right.ty).filter(|ty| ty.is_integer()).ok_or_else(|| unsupported(expr))?;
        let (left, right) = (coerce(left, ty, expr)?, coerce(right, ty, expr)?);
        match (&left.node, &right.node) {
            (Node::Literal(Literal::Integer(a)), Node::Literal(Literal::Integer(b))) => {
                Ok(constant(ty, Literal::Integer(literal::fold(operation, *a, *b, ty)?)))
            }
            (Node::Literal(Literal::Null), _) | (_, Node::Literal(Literal::Null)) => Err(unsupported(expr)),
            _ => Ok(Expression::new(ty, Node::Arithmetic(operation, Box::new(left), Box::new(right)))),
        }
    }
}
