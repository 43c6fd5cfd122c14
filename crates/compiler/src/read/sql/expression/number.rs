//! Arithmetic, including signs.

use sqlparser::ast::{Expr, Value};

use super::coercion::{coerce, common, is_implicit};
use super::{Scope, Typed, constant, folded, unsupported, unwrapped};
use crate::model::expression::{Arithmetic, Expression, Function, Literal, Node, Scalar};
use crate::read::sql::literal;

impl Scope<'_> {
    pub(super) fn negate(&self, inner: &Expr, expr: &Expr) -> Typed {
        // The grammar itself folds the sign into a number: -2147483648 is an integer.
        if let Expr::Value(value) = unwrapped(inner)
            && let Value::Number(text, false) = &value.value
        {
            return literal::spelled(&format!("-{text}")).map(|(ty, value)| constant(ty, value));
        }
        let operand = self.read(inner)?;
        if !is_number(operand.ty) {
            return Err(unsupported(expr));
        }
        folded(operand.ty, Node::Negate(Box::new(operand)), expr)
    }

    pub(super) fn arithmetic(&self, operation: Arithmetic, left: &Expr, right: &Expr, expr: &Expr) -> Typed {
        let (left, right) = (self.read(left)?, self.read(right)?);
        self.calculated(operation, left, right, expr)
    }

    fn calculated(&self, operation: Arithmetic, left: Expression, right: Expression, expr: &Expr) -> Typed {
        let of_dates = |ty, function, date, other| folded(ty, Node::Call(function, vec![date, other]), expr);
        let is_days = |ty| is_implicit(ty, Scalar::Integer) && ty != Scalar::Unknown;
        match (operation, left.ty, right.ty) {
            (Arithmetic::Add, Scalar::Date, days) if is_days(days) => {
                return of_dates(Scalar::Date, Function::AddDays, left, right);
            }
            (Arithmetic::Add, days, Scalar::Date) if is_days(days) => {
                return of_dates(Scalar::Date, Function::AddDays, right, left);
            }
            (Arithmetic::Subtract, Scalar::Date, days) if is_days(days) => {
                return of_dates(Scalar::Date, Function::SubtractDays, left, right);
            }
            (Arithmetic::Subtract, Scalar::Date, Scalar::Date) => {
                return of_dates(Scalar::Integer, Function::DateDifference, left, right);
            }
            _ => {}
        }
        let ty = common(left.ty, right.ty).filter(|ty| is_number(*ty));
        let ty = ty.filter(|ty| !ty.is_float() || operation != Arithmetic::Modulo).ok_or_else(|| unsupported(expr))?;
        let (left, right) = (coerce(left, ty, expr)?, coerce(right, ty, expr)?);
        folded(ty, Node::Arithmetic(operation, Box::new(left), Box::new(right)), expr)
    }

    /// Reads a function on numbers, if it is one. The functions on numeric do not accept integers here, since
    /// PostgreSQL converts those to double precision.
    pub(super) fn of_numbers(&self, name: &str, arguments: &[Expression], expr: &Expr) -> Option<Typed> {
        let exact = |argument: &Expression| argument.ty == Scalar::Numeric;
        let call = |function, mut arguments: Vec<Expression>| {
            if let Some(scale) = arguments.get_mut(1) {
                *scale = coerce(scale.clone(), Scalar::Integer, expr)?;
            }
            folded(Scalar::Numeric, Node::Call(function, arguments), expr)
        };
        let zero = || constant(Scalar::Integer, Literal::Integer(0));
        Some(match (name, arguments) {
            ("abs", [value]) if value.ty.is_integer() => {
                folded(value.ty, Node::Call(Function::Abs, arguments.to_vec()), expr)
            }
            ("abs", [value]) if exact(value) => call(Function::Abs, arguments.to_vec()),
            ("sign", [value]) if exact(value) => call(Function::Sign, arguments.to_vec()),
            ("floor", [value]) if exact(value) => call(Function::Floor, arguments.to_vec()),
            ("ceil" | "ceiling", [value]) if exact(value) => call(Function::Ceil, arguments.to_vec()),
            ("round", [value]) if exact(value) => call(Function::Round, vec![value.clone(), zero()]),
            ("trunc", [value]) if exact(value) => call(Function::Trunc, vec![value.clone(), zero()]),
            ("round", [value, scale]) if exact(value) && is_implicit(scale.ty, Scalar::Integer) => {
                call(Function::Round, arguments.to_vec())
            }
            ("trunc", [value, scale]) if exact(value) && is_implicit(scale.ty, Scalar::Integer) => {
                call(Function::Trunc, arguments.to_vec())
            }
            ("mod", [left, right]) => {
                let is_known = |ty: Scalar| ty.is_integer() || ty == Scalar::Numeric;
                if !is_known(left.ty) || !is_known(right.ty) {
                    return Some(Err(unsupported(expr)));
                }
                self.calculated(Arithmetic::Modulo, left.clone(), right.clone(), expr)
            }
            _ => return None,
        })
    }
}

/// Whether arithmetic on the type is supported.
fn is_number(ty: Scalar) -> bool {
    ty.is_integer() || ty.is_float() || ty == Scalar::Numeric
}
