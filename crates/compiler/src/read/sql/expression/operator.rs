//! Binary operators: chooses the file that reads each. Also AND, OR, and the operators of arrays.

use sqlparser::ast::{BinaryOperator, Expr};

use super::coercion::coerce;
use super::comparison::is_comparison;
use super::pattern::Operator;
use super::{Scope, Typed, folded, unsupported};
use crate::error::Result;
use crate::model::expression::{Arithmetic, Comparison, Expression, Function, Node, Scalar};

/// All operands of a chain of ANDs or ORs, which the parser nests as deeply as the chain is long.
fn operands<'e>(mut left: &'e Expr, op: &BinaryOperator, right: &'e Expr) -> Vec<&'e Expr> {
    let mut list = vec![right];
    while let Expr::BinaryOp { left: first, op: same, right: second } = left
        && same == op
    {
        list.push(second);
        left = first;
    }
    list.push(left);
    list.reverse();
    list
}

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
        if let Some(operator) = Operator::of(op) {
            return self.by_pattern(left, right, operator, expr);
        }
        match op {
            Op::And | Op::Or => {
                let list =
                    operands(left, op, right).into_iter().map(|each| self.condition(each)).collect::<Result<_>>()?;
                folded(Scalar::Boolean, if *op == Op::And { Node::And(list) } else { Node::Or(list) }, expr)
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
            Op::StringConcat => self.concat(left, right, expr),
            Op::PGStartsWith => {
                let arguments = vec![self.read(left)?, self.read(right)?];
                self.called("starts_with", arguments, expr)
            }
            Op::AtArrow => self.arrays(Function::Contains, left, right, expr),
            Op::ArrowAt => self.arrays(Function::Contains, right, left, expr),
            Op::PGOverlap => self.arrays(Function::Overlaps, left, right, expr),
            Op::Arrow => self.subscript(Function::JsonbField, Function::JsonbElement, Scalar::Jsonb, left, right, expr),
            Op::LongArrow => {
                self.subscript(Function::JsonbFieldText, Function::JsonbElementText, Scalar::Text, left, right, expr)
            }
            Op::HashArrow => self.at_path(Function::JsonbPath, Scalar::Jsonb, left, right, expr),
            Op::HashLongArrow => self.at_path(Function::JsonbPathText, Scalar::Text, left, right, expr),
            Op::Question => self.exists(Function::JsonbExists, Scalar::Text, left, right, expr),
            Op::QuestionPipe => self.exists(Function::JsonbExistsAny, Scalar::TextArray, left, right, expr),
            Op::QuestionAnd => self.exists(Function::JsonbExistsAll, Scalar::TextArray, left, right, expr),
            _ => Err(unsupported(expr)),
        }
    }

    fn arrays(&self, function: Function, left: &Expr, right: &Expr, expr: &Expr) -> Typed {
        let (left, right) = (self.read(left)?, self.read(right)?);
        if function == Function::Contains && (left.ty == Scalar::Jsonb || right.ty == Scalar::Jsonb) {
            let (left, right) = self.unify(left, right, expr)?;
            return folded(Scalar::Boolean, Node::Call(Function::JsonbContains, vec![left, right]), expr);
        }
        if left.ty.element().is_none() && right.ty.element().is_none() {
            return Err(unsupported(expr));
        }
        let (left, right) = self.unify(left, right, expr)?;
        folded(Scalar::Boolean, Node::Call(function, vec![left, right]), expr)
    }

    /// `||` on texts; a value of another type beside a text is converted to text.
    fn concat(&self, left: &Expr, right: &Expr, expr: &Expr) -> Typed {
        let (left, right) = (self.read(left)?, self.read(right)?);
        if left.ty != Scalar::Text && right.ty != Scalar::Text {
            return Err(unsupported(expr));
        }
        let (left, right) = (as_text(left, expr)?, as_text(right, expr)?);
        folded(Scalar::Text, Node::Call(Function::Concat, vec![left, right]), expr)
    }
}

fn as_text(operand: Expression, expr: &Expr) -> Typed {
    match operand.ty {
        Scalar::Unknown | Scalar::Text => coerce(operand, Scalar::Text, expr),
        ty if ty.is_integer() || ty == Scalar::Boolean || ty == Scalar::Uuid => {
            folded(Scalar::Text, Node::Cast(Box::new(operand)), expr)
        }
        _ => Err(unsupported(expr)),
    }
}
