//! Implicit conversions (manual, chapter 10): the common type of several expressions, and the conversion to it.

use sqlparser::ast::Expr;

use super::{Scope, Typed, constant, quoted, refused};
use crate::model::expression::{Expression, Literal, Node, Scalar};
use crate::model::types::Types;
use crate::read::sql::literal;

/// The type to which both sides are converted, if there is one.
pub(super) fn common(a: Scalar, b: Scalar) -> Option<Scalar> {
    const NUMBERS: [Scalar; 5] = [Scalar::SmallInt, Scalar::Integer, Scalar::BigInt, Scalar::Numeric, Scalar::Double];
    // An operator on a real and another number is that of double precision.
    let number = |ty| if ty == Scalar::Real { Scalar::Double } else { ty };
    let rank = |ty| NUMBERS.iter().position(|each| *each == number(ty));
    match (a, b) {
        _ if a == b => Some(a),
        (Scalar::Unknown, other) | (other, Scalar::Unknown) => Some(other),
        // Of the string types, text is preferred.
        (Scalar::Text | Scalar::Bpchar | Scalar::Citext, Scalar::Text | Scalar::Bpchar | Scalar::Citext) => {
            Some(Scalar::Text)
        }
        _ => NUMBERS.get(rank(a)?.max(rank(b)?)).copied(),
    }
}

/// The type to which a list's elements are converted (manual, 10.5), if there is one. Unlike the sides of an operator,
/// a real and an integer or numeric become real.
pub(super) fn common_of(mut types: impl Iterator<Item = Scalar> + Clone) -> Option<Scalar> {
    let has = |wanted: Scalar| types.clone().any(|ty| ty == wanted);
    let is_real = has(Scalar::Real) && !has(Scalar::Double);
    let common = types.try_fold(Scalar::Unknown, common)?;
    Some(if is_real && common == Scalar::Double { Scalar::Real } else { common })
}

impl Scope<'_> {
    /// Converts implicitly; an untyped literal may become a label of an enum.
    pub(super) fn coerce(&self, expression: Expression, ty: Scalar, expr: &Expr) -> Typed {
        coerce_among(expression, ty, &self.catalogue.types, expr)
    }
}

/// Converts implicitly to any type but an enum.
pub(super) fn coerce(expression: Expression, ty: Scalar, expr: &Expr) -> Typed {
    coerce_among(expression, ty, &Types::default(), expr)
}

fn coerce_among(expression: Expression, ty: Scalar, types: &Types, expr: &Expr) -> Typed {
    let refused = || {
        let (needed, found) = (ty.name(), expression.ty.name());
        refused(expr, &format!(" needs {needed} where there is {found}, which is not supported"))
    };
    if expression.ty == ty {
        return Ok(expression);
    }
    if let Node::Literal(value) = &expression.node {
        let value = match (expression.ty, value) {
            (Scalar::Unknown, Literal::Null) => Literal::Null,
            (Scalar::Unknown, Literal::Text(text)) => {
                literal::input(text, ty, types).map_err(|error| error.within(&quoted(expr)).of(expr))?
            }
            (from, Literal::Integer(_)) if ty.is_integer() && common(from, ty) == Some(ty) => value.clone(),
            (_, Literal::Integer(number)) if ty == Scalar::Numeric => Literal::Numeric(number.to_string()),
            (from, Literal::Integer(number)) if ty == Scalar::Real && from.is_integer() => {
                literal::input(&number.to_string(), ty, types).map_err(|error| error.within(&quoted(expr)).of(expr))?
            }
            (from, Literal::Integer(number)) if ty == Scalar::Double && from.is_integer() => {
                Literal::Float(number.to_string())
            }
            (Scalar::Numeric, Literal::Numeric(number)) if ty.is_float() => {
                literal::input(number, ty, types).map_err(|error| error.within(&quoted(expr)).of(expr))?
            }
            (Scalar::Bpchar | Scalar::Citext, Literal::Text(_)) if ty == Scalar::Text => value.clone(),
            _ => return Err(refused()),
        };
        return Ok(constant(ty, value));
    }
    let converts = expression.ty.is_integer()
        || matches!(
            (expression.ty, ty),
            (Scalar::Numeric | Scalar::Real, Scalar::Double) | (Scalar::Bpchar | Scalar::Citext, Scalar::Text)
        );
    if common(expression.ty, ty) == Some(ty) && converts {
        return Ok(Expression::new(ty, Node::Cast(Box::new(expression))));
    }
    Err(refused())
}

/// Whether values of one type are converted to the other implicitly.
pub(super) fn is_implicit(from: Scalar, to: Scalar) -> bool {
    common(from, to) == Some(to)
}
