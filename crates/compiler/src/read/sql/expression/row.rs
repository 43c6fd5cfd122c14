//! Rows of expressions (manual, 9.25.5 Row Constructor Comparison), which PostgreSQL takes apart: each pair of fields is
//! compared by itself.

use sqlparser::ast::{Expr, FunctionArg, FunctionArgExpr, FunctionArguments};

use super::{Scope, Typed, folded, unsupported, unwrapped};
use crate::error::Result;
use crate::model::expression::{Comparison, Expression, Node, Scalar};

/// The fields of `(a, b)` and `ROW(a, b)`.
pub(super) fn fields(expr: &Expr) -> Option<Vec<&Expr>> {
    match unwrapped(expr) {
        Expr::Tuple(fields) => Some(fields.iter().collect()),
        Expr::Function(call) => {
            let [name] = call.name.0.as_slice() else { return None };
            let name = name.as_ident().filter(|name| name.quote_style.is_none())?;
            let FunctionArguments::List(list) = &call.args else { return None };
            let field = |argument| match argument {
                &FunctionArg::Unnamed(FunctionArgExpr::Expr(ref field)) => Some(field),
                _ => None,
            };
            let fields = list.args.iter().map(field).collect::<Option<Vec<_>>>()?;
            name.value.eq_ignore_ascii_case("row").then_some(fields)
        }
        _ => None,
    }
}

impl Scope<'_> {
    /// `=` and `<>` between two rows; `None` if neither side is one.
    pub(super) fn rows(&self, comparison: Comparison, left: &Expr, right: &Expr, expr: &Expr) -> Option<Typed> {
        let (left, right) = (fields(left), fields(right));
        if left.is_none() && right.is_none() {
            return None;
        }
        Some(self.pairs(left, right, expr).and_then(|pairs| {
            let parts = pairs.into_iter().map(|(a, b)| self.compare(comparison, a, b, expr)).collect::<Result<_>>()?;
            let node = match comparison {
                Comparison::Eq => Node::And(parts),
                Comparison::Ne => Node::Or(parts),
                _ => return Err(unsupported(expr)),
            };
            folded(Scalar::Boolean, node, expr)
        }))
    }

    /// `IS DISTINCT FROM` between two rows; `None` if neither side is one.
    pub(super) fn distinct_rows(&self, distinct: bool, left: &Expr, right: &Expr, expr: &Expr) -> Option<Typed> {
        let (left, right) = (fields(left), fields(right));
        if left.is_none() && right.is_none() {
            return None;
        }
        Some(self.pairs(left, right, expr).and_then(|pairs| {
            let parts = pairs.into_iter().map(|(a, b)| self.distinct(true, a, b, expr)).collect::<Result<_>>()?;
            let any = folded(Scalar::Boolean, Node::Or(parts), expr)?;
            if distinct { Ok(any) } else { folded(Scalar::Boolean, Node::Not(Box::new(any)), expr) }
        }))
    }

    fn pairs<'e>(
        &self,
        left: Option<Vec<&'e Expr>>,
        right: Option<Vec<&'e Expr>>,
        expr: &Expr,
    ) -> Result<Vec<(&'e Expr, &'e Expr)>> {
        match (left, right) {
            (Some(left), Some(right)) if left.len() == right.len() && !left.is_empty() => {
                Ok(left.into_iter().zip(right).collect())
            }
            _ => Err(unsupported(expr)),
        }
    }

    /// `IN` for a row: compared with one row after the other.
    pub(super) fn row_among(&self, value: &Expr, list: &[Expr], negated: bool, expr: &Expr) -> Option<Typed> {
        fields(value)?;
        let comparison = if negated { Comparison::Ne } else { Comparison::Eq };
        let parts: Result<Vec<Expression>> = list
            .iter()
            .map(|row| self.rows(comparison, value, row, expr).unwrap_or_else(|| Err(unsupported(expr))))
            .collect();
        Some(
            parts.and_then(|parts| {
                folded(Scalar::Boolean, if negated { Node::And(parts) } else { Node::Or(parts) }, expr)
            }),
        )
    }

    /// `IS NULL` and `IS NOT NULL`; for a row both ask about all of its fields.
    pub(super) fn is_null(&self, is: bool, inner: &Expr, expr: &Expr) -> Typed {
        let Some(fields) = fields(inner) else {
            return folded(Scalar::Boolean, Node::IsNull(is, Box::new(self.read(inner)?)), expr);
        };
        if fields.is_empty() {
            return Err(unsupported(expr));
        }
        let test = |field: &&Expr| folded(Scalar::Boolean, Node::IsNull(is, Box::new(self.read(field)?)), expr);
        folded(Scalar::Boolean, Node::And(fields.iter().map(test).collect::<Result<_>>()?), expr)
    }
}
