//! Binary operators: which file reads which. Also AND, OR, and the operators of arrays.

use sqlparser::ast::{BinaryOperator, Expr};

use super::comparison::is_comparison;
use super::{Scope, Typed, unsupported};
use crate::model::expression::{Arithmetic, Comparison, Expression, Function, Node, Scalar};

impl Scope<'_> {
    pub(super) fn binary(&self, left: &Expr, op: &BinaryOperator, right: &Expr, expr: &Expr) -> Typed {
        use BinaryOperator as Op;
        let comparison = |comparison| {
            // Comparisons do not associate in PostgreSQL's grammar.
            if is_comparison(left) || is_comparison(right) {
                return Err(unsupported(expr));
            }
            self.compare(comparison, left, right, expr)
        };
        match op {
            Op::And | Op::Or => {
                let (left, right) = (Box::new(self.condition(left)?), Box::new(self.condition(right)?));
                let node = if *op == Op::And { Node::And(left, right) } else { Node::Or(left, right) };
                Ok(Expression::new(Scalar::Boolean, node))
            }
            Op::Eq => comparison(Comparison::Eq),
            Op::NotEq => comparison(Comparison::Ne),
            Op::Lt => comparison(Comparison::Lt),
            Op::LtEq => comparison(Comparison::Le),
            Op::Gt => comparison(Comparison::Gt),
            Op::GtEq => comparison(Comparison::Ge),
            Op::Plus => self.arithmetic(Arithmetic::Add, left, right, expr),
            Op::Minus => self.arithmetic(Arithmetic::Subtract, left, right, expr),
            Op::Multiply => self.arithmetic(Arithmetic::Multiply, left, right, expr),
            Op::Divide => self.arithmetic(Arithmetic::Divide, left, right, expr),
            Op::Modulo => self.arithmetic(Arithmetic::Modulo, left, right, expr),
            Op::AtArrow => self.arrays(Function::Contains, left, right, expr),
            Op::ArrowAt => self.arrays(Function::Contains, right, left, expr),
            Op::PGOverlap => self.arrays(Function::Overlaps, left, right, expr),
            Op::Arrow => self.subscript(Function::JsonbField, Function::JsonbElement, Scalar::Jsonb, left, right, expr),
            Op::LongArrow => {
                self.subscript(Function::JsonbFieldText, Function::JsonbElementText, Scalar::Text, left, right, expr)
            }
            Op::Question => self.exists(Function::JsonbExists, Scalar::Text, left, right, expr),
            Op::QuestionPipe => self.exists(Function::JsonbExistsAny, Scalar::TextArray, left, right, expr),
            Op::QuestionAnd => self.exists(Function::JsonbExistsAll, Scalar::TextArray, left, right, expr),
            _ => Err(unsupported(expr)),
        }
    }

    fn arrays(&self, function: Function, left: &Expr, right: &Expr, expr: &Expr) -> Typed {
        let (left, right) = (self.read(left)?, self.read(right)?);
        if left.ty != Scalar::TextArray && right.ty != Scalar::TextArray {
            return Err(unsupported(expr));
        }
        let (left, right) = self.unify(left, right, expr)?;
        self.call(Scalar::Boolean, function, vec![left, right], expr)
    }
}
