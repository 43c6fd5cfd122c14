//! What PostgreSQL computes before it evaluates anything (`eval_const_expressions`): constants, and what they decide.
//! An error there affects every row, so it stops the build; so does a constant that cannot be computed here.

use std::cmp::Ordering;

use sqlparser::ast::Expr;

use super::{Typed, constant, constant_part};
use crate::error::Result;
use crate::model::expression::{Comparison, Expression, Function, Literal, Node, Scalar};
use crate::read::sql::literal;

/// Folds an expression whose parts are folded already.
pub(super) fn fold(expression: Expression, expr: &Expr) -> Typed {
    let ty = expression.ty;
    let boolean = |value: bool| constant(Scalar::Boolean, Literal::Boolean(value));
    let null = || constant(ty, Literal::Null);
    let known = |value: Option<bool>| value.map_or_else(null, boolean);
    Ok(match expression.node {
        Node::And(list) => junction(list, false),
        Node::Or(list) => junction(list, true),
        Node::Not(inner) => match value(&inner) {
            Some(literal) => known(truth(literal).map(|value| !value)),
            None => Expression::new(ty, Node::Not(inner)),
        },
        Node::IsNull(is, inner) => match value(&inner) {
            Some(literal) => boolean((*literal == Literal::Null) == is),
            None => Expression::new(ty, Node::IsNull(is, inner)),
        },
        Node::IsBoolean(wanted, is, inner) => match value(&inner) {
            Some(literal) => boolean((truth(literal) == Some(wanted)) == is),
            None => Expression::new(ty, Node::IsBoolean(wanted, is, inner)),
        },
        Node::Compare(comparison, left, right) => match (value(&left), value(&right)) {
            (Some(Literal::Null), _) | (_, Some(Literal::Null)) => null(),
            (Some(a), Some(b)) => boolean(holds(comparison, order(a, b, left.ty, expr)?)),
            _ => Expression::new(ty, Node::Compare(comparison, left, right)),
        },
        Node::Distinct(distinct, left, right) => match (value(&left), value(&right)) {
            (Some(a), Some(b)) => boolean(differ(a, b, left.ty, expr)? == distinct),
            _ => Expression::new(ty, Node::Distinct(distinct, left, right)),
        },
        Node::EqAny(tested, list) => match value(&tested) {
            Some(literal) => known(any(literal, &list, true, tested.ty, expr)?),
            None => Expression::new(ty, Node::EqAny(tested, list)),
        },
        Node::NeAny(tested, list) => match value(&tested) {
            Some(literal) => known(any(literal, &list, false, tested.ty, expr)?),
            None => Expression::new(ty, Node::NeAny(tested, list)),
        },
        Node::NeAll(tested, list) => match value(&tested) {
            Some(literal) => known(any(literal, &list, true, tested.ty, expr)?.map(|found| !found)),
            None => Expression::new(ty, Node::NeAll(tested, list)),
        },
        Node::EqAll(tested, list) => match value(&tested) {
            Some(literal) => known(any(literal, &list, false, tested.ty, expr)?.map(|found| !found)),
            None => Expression::new(ty, Node::EqAll(tested, list)),
        },
        Node::Arithmetic(operation, left, right) => match (value(&left), value(&right)) {
            (Some(Literal::Null), _) | (_, Some(Literal::Null)) => null(),
            (Some(a), Some(b)) => constant(ty, literal::fold(operation, a, b, ty)?),
            _ => Expression::new(ty, Node::Arithmetic(operation, left, right)),
        },
        Node::Negate(inner) => match value(&inner) {
            Some(Literal::Null) => null(),
            Some(literal) => constant(ty, literal::negate(literal, ty)?),
            None => Expression::new(ty, Node::Negate(inner)),
        },
        Node::Truncate(limit, inner) => match value(&inner) {
            Some(Literal::Text(text)) => constant(ty, Literal::Text(text.chars().take(limit as usize).collect())),
            Some(_) => null(),
            None => Expression::new(ty, Node::Truncate(limit, inner)),
        },
        Node::Fit(precision, scale, inner) => match value(&inner) {
            Some(literal) => constant(ty, literal::fit(literal, precision, scale)?),
            None => Expression::new(ty, Node::Fit(precision, scale, inner)),
        },
        Node::Like(like, text, pattern) => match value(&text) {
            Some(Literal::Null) => null(),
            Some(_) => return Err(constant_part("expression", expr)),
            None => Expression::new(ty, Node::Like(like, text, pattern)),
        },
        Node::Matches(positive, text, regex) => match value(&text) {
            Some(Literal::Null) => null(),
            Some(_) => return Err(constant_part("expression", expr)),
            None => Expression::new(ty, Node::Matches(positive, text, regex)),
        },
        Node::Call(function, arguments) => call(ty, function, arguments, expr)?,
        Node::Coalesce(list) => coalesce(ty, list),
        Node::Case(branches, otherwise) => case(ty, branches, otherwise),
        Node::NullIf(left, right) => match (value(&left), value(&right)) {
            (Some(a), Some(b)) if differ(a, b, left.ty, expr)? => *left,
            (Some(_), Some(_)) => null(),
            _ => Expression::new(ty, Node::NullIf(left, right)),
        },
        Node::CountNulls(nulls, list) => {
            if list.iter().all(|each| value(each).is_some()) {
                let count = list.iter().filter(|each| (value(each) == Some(&Literal::Null)) == nulls).count();
                constant(ty, Literal::Integer(count as i64))
            } else {
                Expression::new(ty, Node::CountNulls(nulls, list))
            }
        }
        Node::Extreme(greatest, list) => {
            if list.iter().all(|each| value(each).is_some()) {
                return Err(constant_part("expression", expr));
            }
            Expression::new(ty, Node::Extreme(greatest, list))
        }
        Node::Quantified { left, right, .. } if value(&left).is_some() && value(&right).is_some() => {
            return Err(constant_part("expression", expr));
        }
        Node::Cast(inner) if value(&inner).is_some_and(|literal| *literal == Literal::Null) => null(),
        Node::Cast(inner) if value(&inner).is_some() => return Err(constant_part("expression", expr)),
        node @ (Node::Clock
        | Node::Column(_)
        | Node::Old(_)
        | Node::Literal(_)
        | Node::Quantified { .. }
        | Node::Cast(_)
        | Node::Document(..)) => Expression::new(ty, node),
    })
}

/// The literal, if the expression is one.
fn value(expression: &Expression) -> Option<&Literal> {
    if let Node::Literal(literal) = &expression.node { Some(literal) } else { None }
}

fn truth(literal: &Literal) -> Option<bool> {
    if let Literal::Boolean(value) = literal { Some(*value) } else { None }
}

/// AND or OR: a constant that decides the result replaces the whole; other constants except NULL are dropped.
fn junction(list: Vec<Expression>, decisive: bool) -> Expression {
    let mut rest: Vec<Expression> = Vec::new();
    let mut has_null = false;
    for each in list {
        match (each.node, decisive) {
            (Node::Literal(literal), _) => match truth(&literal) {
                None => has_null = true,
                Some(value) if value == decisive => return constant(Scalar::Boolean, literal),
                Some(_) => {}
            },
            (Node::And(inner), false) | (Node::Or(inner), true) => rest.extend(inner),
            (node, _) => rest.push(Expression::new(Scalar::Boolean, node)),
        }
    }
    if has_null {
        rest.push(constant(Scalar::Boolean, Literal::Null));
    }
    match rest.pop() {
        None => constant(Scalar::Boolean, Literal::Boolean(!decisive)),
        Some(only) if rest.is_empty() => only,
        Some(last) => {
            rest.push(last);
            Expression::new(Scalar::Boolean, if decisive { Node::Or(rest) } else { Node::And(rest) })
        }
    }
}

fn holds(comparison: Comparison, order: Ordering) -> bool {
    match comparison {
        Comparison::Eq => order.is_eq(),
        Comparison::Ne => order.is_ne(),
        Comparison::Lt => order.is_lt(),
        Comparison::Le => order.is_le(),
        Comparison::Gt => order.is_gt(),
        Comparison::Ge => order.is_ge(),
    }
}

/// The order of two constants of a type, neither of them NULL.
fn order(a: &Literal, b: &Literal, ty: Scalar, expr: &Expr) -> Result<Ordering> {
    literal::order(a, b, ty).ok_or_else(|| constant_part("expression", expr))
}

/// `IS DISTINCT FROM` on constants.
fn differ(a: &Literal, b: &Literal, ty: Scalar, expr: &Expr) -> Result<bool> {
    match (a, b) {
        (Literal::Null, Literal::Null) => Ok(false),
        (Literal::Null, _) | (_, Literal::Null) => Ok(true),
        _ => Ok(order(a, b, ty, expr)?.is_ne()),
    }
}

/// `= ANY` or `<> ANY` on constants.
fn any(tested: &Literal, list: &[Literal], equal: bool, ty: Scalar, expr: &Expr) -> Result<Option<bool>> {
    let mut found = Some(false);
    for each in list {
        if *tested == Literal::Null || *each == Literal::Null {
            found = None;
        } else if order(tested, each, ty, expr)?.is_eq() == equal {
            return Ok(Some(true));
        }
    }
    Ok(found)
}

/// A strict call is NULL if an argument is, except the element that `array_position` looks for.
fn call(ty: Scalar, function: Function, arguments: Vec<Expression>, expr: &Expr) -> Typed {
    let strict = if function == Function::ArrayPosition { 1 } else { arguments.len() };
    if arguments.iter().take(strict).any(|argument| value(argument) == Some(&Literal::Null)) {
        return Ok(constant(ty, Literal::Null));
    }
    let literals: Option<Vec<&Literal>> = arguments.iter().map(value).collect();
    match literals {
        Some(literals) => literal::call(function, &literals)
            .map(|literal| constant(ty, literal))
            .ok_or_else(|| constant_part("expression", expr)),
        None => Ok(Expression::new(ty, Node::Call(function, arguments))),
    }
}

/// Arguments after a constant are never evaluated, and NULLs are dropped.
fn coalesce(ty: Scalar, list: Vec<Expression>) -> Expression {
    let mut rest = Vec::new();
    for each in list {
        match value(&each) {
            Some(Literal::Null) => {}
            Some(_) => {
                rest.push(each);
                break;
            }
            None => rest.push(each),
        }
    }
    match rest.pop() {
        None => constant(ty, Literal::Null),
        Some(only) if rest.is_empty() => only,
        Some(last) => {
            rest.push(last);
            Expression::new(ty, Node::Coalesce(rest))
        }
    }
}

/// A condition that is never true drops its branch; one that is always true ends the list.
fn case(ty: Scalar, branches: Vec<(Expression, Expression)>, mut otherwise: Option<Box<Expression>>) -> Expression {
    let mut rest = Vec::new();
    for (condition, result) in branches {
        match value(&condition).map(truth) {
            Some(Some(true)) => {
                otherwise = Some(Box::new(result));
                break;
            }
            Some(_) => {}
            None => rest.push((condition, result)),
        }
    }
    if rest.is_empty() {
        return otherwise.map_or_else(|| constant(ty, Literal::Null), |otherwise| *otherwise);
    }
    Expression::new(ty, Node::Case(rest, otherwise))
}
