//! Comparisons: `=` and the others, `BETWEEN`, `IS DISTINCT FROM`.

use sqlparser::ast::{BinaryOperator, Expr, FunctionArg, FunctionArgExpr, FunctionArguments, UnaryOperator};

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
        if let Some(rows) = self.rows(comparison, left, right, expr) {
            return rows;
        }
        self.compared(comparison, self.read(left)?, self.read(right)?, expr)
    }

    /// The same for operands that have been read.
    pub(super) fn compared(&self, comparison: Comparison, left: Expression, right: Expression, expr: &Expr) -> Typed {
        let (left, right) = self.unify(left, right, expr)?;
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

    /// `BETWEEN`, and `BETWEEN SYMMETRIC`, whose bounds may stand in either order.
    pub(super) fn between(&self, value: &Expr, low: &Expr, high: &Expr, negated: bool, expr: &Expr) -> Typed {
        let within = |low, high| {
            let (below, above) =
                if negated { (Comparison::Lt, Comparison::Gt) } else { (Comparison::Ge, Comparison::Le) };
            let bounds = vec![self.compare(below, value, low, expr)?, self.compare(above, value, high, expr)?];
            folded(Scalar::Boolean, if negated { Node::Or(bounds) } else { Node::And(bounds) }, expr)
        };
        let Some(low) = symmetric(low) else { return within(low, high) };
        if !is_bound(low) {
            return Err(unsupported(expr));
        }
        let either = vec![within(low, high)?, within(high, low)?];
        folded(Scalar::Boolean, if negated { Node::And(either) } else { Node::Or(either) }, expr)
    }

    pub(super) fn distinct(&self, distinct: bool, left: &Expr, right: &Expr, expr: &Expr) -> Typed {
        if let Some(rows) = self.distinct_rows(distinct, left, right, expr) {
            return rows;
        }
        let (left, right) = (self.read(left)?, self.read(right)?);
        let null = |side: &Expression| side.node == Node::Literal(Literal::Null);
        let boolean = |node| folded(Scalar::Boolean, node, expr);
        if null(&left) != null(&right) {
            let other = if null(&left) { right } else { left };
            return boolean(Node::IsNull(!distinct, Box::new(other)));
        }
        let (left, right) = self.unify(left, right, expr)?;
        if matches!(left.ty, Scalar::Json | Scalar::Citext | Scalar::Unknown) {
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

/// The first bound of `BETWEEN SYMMETRIC`, which the parser takes for a call.
fn symmetric(low: &Expr) -> Option<&Expr> {
    let Expr::Function(call) = low else { return None };
    let [name] = call.name.0.as_slice() else { return None };
    let name = name.as_ident().filter(|name| name.quote_style.is_none())?;
    let FunctionArguments::List(list) = &call.args else { return None };
    match list.args.as_slice() {
        [FunctionArg::Unnamed(FunctionArgExpr::Expr(bound))] if name.value.eq_ignore_ascii_case("symmetric") => {
            Some(bound)
        }
        _ => None,
    }
}

/// Whether PostgreSQL's grammar takes the expression as the first bound of BETWEEN: most conditions need parentheses.
const fn is_bound(expr: &Expr) -> bool {
    match expr {
        Expr::BinaryOp { op, .. } => !matches!(op, BinaryOperator::And | BinaryOperator::Or),
        Expr::UnaryOp { op, .. } => matches!(op, UnaryOperator::Minus | UnaryOperator::Plus),
        _ => matches!(
            expr,
            Expr::Nested(_)
                | Expr::Identifier(_)
                | Expr::CompoundIdentifier(_)
                | Expr::CompoundFieldAccess { .. }
                | Expr::Value(_)
                | Expr::TypedString(_)
                | Expr::Cast { .. }
                | Expr::Function(_)
                | Expr::Case { .. }
                | Expr::Extract { .. }
                | Expr::Floor { .. }
                | Expr::Ceil { .. }
                | Expr::Position { .. }
                | Expr::Substring { .. }
                | Expr::Trim { .. }
        ),
    }
}
