//! `LIKE`.

use sqlparser::ast::Expr;

use super::coercion::coerce;
use super::{Scope, Typed, folded, refused, unsupported};
use crate::model::expression::{Literal, Node, Scalar};

impl Scope<'_> {
    pub(super) fn like(&self, value: &Expr, pattern: &Expr, positive: bool, expr: &Expr) -> Typed {
        let value = coerce(self.read(value)?, Scalar::Text, expr)?;
        let pattern = coerce(self.read(pattern)?, Scalar::Text, expr)?;
        match (value.ty, pattern.node) {
            (Scalar::Text, Node::Literal(Literal::Text(pattern))) => {
                let escapes = pattern.bytes().rev().take_while(|&byte| byte == b'\\').count();
                if escapes % 2 == 1 {
                    return Err(refused(expr, " has a pattern that ends with its escape character (22025)"));
                }
                folded(Scalar::Boolean, Node::Like(positive, Box::new(value), pattern), expr)
            }
            (Scalar::Text, _) => Err(refused(expr, " has a pattern that is not constant")),
            _ => Err(unsupported(expr)),
        }
    }
}
