//! Comparisons: `=` and the others, `IS DISTINCT FROM`.

use sqlparser::ast::{BinaryOperator, Expr};

use super::coercion::common;
use super::{Scope, Typed, folded, refused, unsupported};
use crate::error::Result;
use crate::model::expression::{Comparison, Expression, Function, Literal, Node, Scalar};

/// The sides of a comparison, with the same type.
type Pair = (Expression, Expression);

impl Scope<'_> {
    /// Converts both sides to their common type.
    pub(super) fn unify(&self, left: Expression, right: Expression, expr: &Expr) -> Result<Pair> {
        let ty = common(left.ty, right.ty).ok_or_else(|| {
            let (left, right) = (left.ty.name(), right.ty.name());
            refused(expr, &format!(" compares {left} with {right}, which is not supported"))
        })?;
        Ok((self.coerce(left, ty, expr)?, self.coerce(right, ty, expr)?))
    }

    pub(super) fn compare(&self, comparison: Comparison, left: &Expr, right: &Expr, expr: &Expr) -> Typed {
        let (left, right) = self.unify(self.read(left)?, self.read(right)?, expr)?;
        let equality = matches!(comparison, Comparison::Eq | Comparison::Ne);
        let node = match left.ty {
            Scalar::Text | Scalar::Bpchar | Scalar::Citext if !equality => {
                return Err(refused(expr, " depends on the collation of the database"));
            }
            Scalar::TextArray | Scalar::Array(_) => match comparison {
                Comparison::Eq => Node::Call(Function::ArrayEq, vec![left, right]),
                Comparison::Ne => Node::Call(Function::ArrayNe, vec![left, right]),
                _ if left.ty == Scalar::TextArray => {
                    return Err(refused(expr, " depends on the collation of the database"));
                }
                _ => return Err(unsupported(expr)),
            },
            Scalar::Jsonb if comparison == Comparison::Eq => Node::Call(Function::JsonbEq, vec![left, right]),
            Scalar::Jsonb if comparison == Comparison::Ne => Node::Call(Function::JsonbNe, vec![left, right]),
            Scalar::Json | Scalar::Jsonb | Scalar::Unknown => return Err(unsupported(expr)),
            _ => Node::Compare(comparison, Box::new(left), Box::new(right)),
        };
        folded(Scalar::Boolean, node, expr)
    }

    pub(super) fn distinct(&self, distinct: bool, left: &Expr, right: &Expr, expr: &Expr) -> Typed {
        let (left, right) = (self.read(left)?, self.read(right)?);
        let null = |side: &Expression| side.node == Node::Literal(Literal::Null);
        let boolean = |node| folded(Scalar::Boolean, node, expr);
        if null(&left) != null(&right) {
            let other = if null(&left) { right } else { left };
            return boolean(Node::IsNull(!distinct, Box::new(other)));
        }
        let (left, right) = self.unify(left, right, expr)?;
        if matches!(
            left.ty,
            Scalar::Json | Scalar::Jsonb | Scalar::TextArray | Scalar::Array(_) | Scalar::Citext | Scalar::Unknown
        ) {
            return Err(unsupported(expr));
        }
        boolean(Node::Distinct(distinct, Box::new(left), Box::new(right)))
    }
}

/// Whether the expression is a comparison, which does not associate.
pub(super) fn is_comparison(expr: &Expr) -> bool {
    use BinaryOperator as Op;
    matches!(expr, Expr::BinaryOp { op: Op::Eq | Op::NotEq | Op::Lt | Op::LtEq | Op::Gt | Op::GtEq, .. })
}
