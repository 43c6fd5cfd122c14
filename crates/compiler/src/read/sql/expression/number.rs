//! Arithmetic, signs included.

use sqlparser::ast::{Expr, Value};

use super::coercion::{coerce, common};
use super::{Scope, Typed, constant, folded, unsupported, unwrapped};
use crate::model::expression::{Arithmetic, Node};
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
        if !operand.ty.is_integer() && !operand.ty.is_float() {
            return Err(unsupported(expr));
        }
        folded(operand.ty, Node::Negate(Box::new(operand)), expr)
    }
    pub(super) fn arithmetic(&self, operation: Arithmetic, left: &Expr, right: &Expr, expr: &Expr) -> Typed {
        let (left, right) = (self.read(left)?, self.read(right)?);
        let ty = common(left.ty, right.ty).filter(|ty| ty.is_integer() || ty.is_float());
        let ty = ty.filter(|ty| !ty.is_float() || operation != Arithmetic::Modulo).ok_or_else(|| unsupported(expr))?;
        let (left, right) = (coerce(left, ty, expr)?, coerce(right, ty, expr)?);
        folded(ty, Node::Arithmetic(operation, Box::new(left), Box::new(right)), expr)
    }
}
