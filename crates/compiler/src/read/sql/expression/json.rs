//! Operators of jsonb.

use sqlparser::ast::Expr;

use super::coercion::coerce;
use super::{Scope, Typed, folded, unsupported};
use crate::model::expression::{Function, Node, Scalar};

impl Scope<'_> {
    pub(super) fn subscript(
        &self,
        by_key: Function,
        by_index: Function,
        ty: Scalar,
        left: &Expr,
        right: &Expr,
        expr: &Expr,
    ) -> Typed {
        let (left, right) = (self.read(left)?, self.read(right)?);
        match (left.ty, right.ty) {
            (Scalar::Jsonb, Scalar::Unknown | Scalar::Text) => {
                let right = coerce(right, Scalar::Text, expr)?;
                folded(ty, Node::Call(by_key, vec![left, right]), expr)
            }
            (Scalar::Jsonb, Scalar::Integer | Scalar::SmallInt) => {
                folded(ty, Node::Call(by_index, vec![left, right]), expr)
            }
            _ => Err(unsupported(expr)),
        }
    }

    pub(super) fn exists(&self, function: Function, ty: Scalar, left: &Expr, right: &Expr, expr: &Expr) -> Typed {
        let (left, right) = (self.read(left)?, self.read(right)?);
        if left.ty != Scalar::Jsonb {
            return Err(unsupported(expr));
        }
        let right = coerce(right, ty, expr)?;
        folded(Scalar::Boolean, Node::Call(function, vec![left, right]), expr)
    }
}
