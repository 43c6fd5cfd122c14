//! Implicit conversions (manual, chapter 10): the common type of several, and the way there.

use sqlparser::ast::Expr;

use super::{Typed, constant, quoted, refused};
use crate::model::expression::{Expression, Literal, Node, Scalar};
use crate::read::sql::literal;

/// The type that both sides are brought to, if there is one.
pub(super) fn common(a: Scalar, b: Scalar) -> Option<Scalar> {
    const NUMBERS: [Scalar; 4] = [Scalar::SmallInt, Scalar::Integer, Scalar::BigInt, Scalar::Numeric];
    let rank = |ty| NUMBERS.iter().position(|number| *number == ty);
    match (a, b) {
        _ if a == b => Some(a),
        (Scalar::Unknown, other) | (other, Scalar::Unknown) => Some(other),
        _ => NUMBERS.get(rank(a)?.max(rank(b)?)).copied(),
    }
}

/// An implicit conversion.
pub(super) fn coerce(expression: Expression, ty: Scalar, expr: &Expr) -> Typed {
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
                literal::input(text, ty).map_err(|error| error.within(&quoted(expr)).of(expr))?
            }
            (from, Literal::Integer(_)) if ty.is_integer() && common(from, ty) == Some(ty) => value.clone(),
            (_, Literal::Integer(number)) if ty == Scalar::Numeric => Literal::Numeric(number.to_string()),
            _ => return Err(refused()),
        };
        return Ok(constant(ty, value));
    }
    if common(expression.ty, ty) == Some(ty) && expression.ty.is_integer() {
        return Ok(Expression::new(ty, Node::Cast(Box::new(expression))));
    }
    Err(refused())
}

/// Whether a value of one type is converted to another without being asked.
pub(super) fn is_implicit(from: Scalar, to: Scalar) -> bool {
    common(from, to) == Some(to)
}
