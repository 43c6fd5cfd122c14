//! `CASE` and `COALESCE`.

use sqlparser::ast::{CaseWhen, Expr};

use super::coercion::{coerce, common};
use super::{Scope, Typed, constant_part, is_constant, unsupported};
use crate::model::expression::{Comparison, Expression, Literal, Node, Scalar};

impl Scope<'_> {
    pub(super) fn case(
        &self,
        operand: Option<&Expr>,
        branches: &[CaseWhen],
        otherwise: Option<&Expr>,
        expr: &Expr,
    ) -> Typed {
        let mut read = Vec::new();
        for CaseWhen { condition, result } in branches {
            let condition = match operand {
                // `CASE x WHEN y` is `x = y`.
                Some(operand) => self.compare(Comparison::Eq, operand, condition, expr)?,
                None => self.condition(condition)?,
            };
            read.push((condition, self.read(result)?));
        }
        let otherwise = otherwise.map(|otherwise| self.read(otherwise)).transpose()?;
        let mut ty = Scalar::Unknown;
        for result in read.iter().map(|(_, result)| result).chain(&otherwise) {
            ty = common(ty, result.ty).ok_or_else(|| unsupported(expr))?;
        }
        // Untyped literals alone are text (manual, 10.5).
        if ty == Scalar::Unknown {
            ty = Scalar::Text;
        }
        let mut branches = Vec::new();
        for (condition, result) in read {
            branches.push((condition, coerce(result, ty, expr)?));
        }
        let otherwise = otherwise.map(|otherwise| coerce(otherwise, ty, expr)).transpose()?.map(Box::new);
        Ok(Expression::new(ty, Node::Case(branches, otherwise)))
    }

    pub(super) fn coalesce(&self, arguments: Vec<Expression>, expr: &Expr) -> Typed {
        let mut ty = Scalar::Unknown;
        for argument in &arguments {
            ty = common(ty, argument.ty).ok_or_else(|| unsupported(expr))?;
        }
        // Arguments behind a constant are never looked at; PostgreSQL drops them and NULLs.
        let mut list: Vec<Expression> = Vec::new();
        for argument in arguments {
            let argument = coerce(argument, ty, expr)?;
            match argument.node {
                Node::Literal(Literal::Null) => {}
                Node::Literal(_) => {
                    list.push(argument);
                    break;
                }
                _ => list.push(argument),
            }
        }
        if list.iter().all(is_constant) {
            return Err(constant_part("expression", expr));
        }
        if list.len() == 1 {
            return list.pop().ok_or_else(|| unsupported(expr));
        }
        Ok(Expression::new(ty, Node::Coalesce(list)))
    }
}
