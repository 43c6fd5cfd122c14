//! `CASE` and `COALESCE`.

use sqlparser::ast::{CaseWhen, Expr};

use super::coercion::common_of;
use super::{Scope, Typed, folded, unsupported};
use crate::error::Result;
use crate::model::expression::{Comparison, Expression, Node, Scalar};

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
        let results = read.iter().map(|(_, result)| result).chain(&otherwise);
        let mut ty = common_of(results.map(|result| result.ty)).ok_or_else(|| unsupported(expr))?;
        // If all results are untyped literals, they are text (manual, 10.5).
        if ty == Scalar::Unknown {
            ty = Scalar::Text;
        }
        let mut branches = Vec::new();
        for (condition, result) in read {
            branches.push((condition, self.coerce(result, ty, expr)?));
        }
        let otherwise = otherwise.map(|otherwise| self.coerce(otherwise, ty, expr)).transpose()?.map(Box::new);
        folded(ty, Node::Case(branches, otherwise), expr)
    }

    pub(super) fn coalesce(&self, arguments: Vec<Expression>, expr: &Expr) -> Typed {
        let mut ty = common_of(arguments.iter().map(|argument| argument.ty)).ok_or_else(|| unsupported(expr))?;
        if ty == Scalar::Unknown {
            ty = Scalar::Text;
        }
        let list = arguments.into_iter().map(|argument| self.coerce(argument, ty, expr)).collect::<Result<_>>()?;
        folded(ty, Node::Coalesce(list), expr)
    }
}
