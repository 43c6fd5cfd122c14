//! Calls of functions: which there are, and their argument types.

use sqlparser::ast::{Expr, Function as Call, FunctionArg, FunctionArgExpr, FunctionArguments};

use super::coercion::coerce;
use super::{Scope, Typed, constant_part, is_constant, unsupported};
use crate::model::expression::{Expression, Function, Literal, Node, Scalar};

impl Scope<'_> {
    /// A strict call: at least one argument varies, and none is NULL, but for what `array_position` looks for.
    pub(super) fn call(&self, ty: Scalar, function: Function, arguments: Vec<Expression>, expr: &Expr) -> Typed {
        let strict = if function == Function::ArrayPosition { 1 } else { arguments.len() };
        let null = arguments.iter().take(strict).any(|argument| argument.node == Node::Literal(Literal::Null));
        if null || arguments.iter().all(is_constant) {
            return Err(constant_part("expression", expr));
        }
        Ok(Expression::new(ty, Node::Call(function, arguments)))
    }

    pub(super) fn function(&self, call: &Call, expr: &Expr) -> Typed {
        let name = call.name.to_string().to_ascii_lowercase();
        let name = name.strip_prefix("pg_catalog.").unwrap_or(&name);
        let FunctionArguments::List(list) = &call.args else { return Err(unsupported(expr)) };
        let modified = call.filter.is_some()
            || call.over.is_some()
            || call.null_treatment.is_some()
            || !call.within_group.is_empty()
            || !list.clauses.is_empty()
            || list.duplicate_treatment.is_some();
        let mut arguments = Vec::new();
        for argument in &list.args {
            match argument {
                FunctionArg::Unnamed(FunctionArgExpr::Expr(argument)) => arguments.push(self.read(argument)?),
                _ => return Err(unsupported(expr)),
            }
        }
        if modified {
            return Err(unsupported(expr));
        }
        let coerced = |ty, argument| coerce(argument, ty, expr);
        let count = arguments.len();
        let mut take = arguments.into_iter();
        let mut next = || take.next().ok_or_else(|| unsupported(expr));
        use Scalar as S;
        match (name, count) {
            ("length", 1) => {
                let text = next()?;
                if text.ty != S::Text {
                    return Err(unsupported(expr));
                }
                self.call(S::Integer, Function::CharLength, vec![text], expr)
            }
            ("char_length" | "character_length", 1) => {
                self.call(S::Integer, Function::CharLength, vec![coerced(S::Text, next()?)?], expr)
            }
            ("octet_length", 1) => self.call(S::Integer, Function::OctetLength, vec![coerced(S::Text, next()?)?], expr),
            ("cardinality", 1) => {
                self.call(S::Integer, Function::Cardinality, vec![coerced(S::TextArray, next()?)?], expr)
            }
            ("array_length", 2) => {
                let arguments = vec![coerced(S::TextArray, next()?)?, coerced(S::Integer, next()?)?];
                self.call(S::Integer, Function::ArrayLength, arguments, expr)
            }
            ("array_position", 2) => {
                let arguments = vec![coerced(S::TextArray, next()?)?, coerced(S::Text, next()?)?];
                self.call(S::Integer, Function::ArrayPosition, arguments, expr)
            }
            ("jsonb_typeof", 1) => self.call(S::Text, Function::JsonbTypeof, vec![coerced(S::Jsonb, next()?)?], expr),
            ("jsonb_array_length", 1) => {
                self.call(S::Integer, Function::JsonbArrayLength, vec![coerced(S::Jsonb, next()?)?], expr)
            }
            ("coalesce", 1..) => self.coalesce(take.collect(), expr),
            ("nullif", 2) => {
                let (left, right) = (next()?, next()?);
                if is_constant(&left) || right.node == Node::Literal(Literal::Null) {
                    return Err(unsupported(expr));
                }
                let ty = left.ty;
                let (left, right) = self.unify(left, right, expr)?;
                // The result has the left side's own type, so that side must not be converted.
                let converted = left.ty != ty && !(left.ty.is_integer() && ty.is_integer());
                if converted || matches!(ty, S::Jsonb | S::TextArray) {
                    return Err(unsupported(expr));
                }
                Ok(Expression::new(ty, Node::NullIf(Box::new(left), Box::new(right))))
            }
            _ => Err(unsupported(expr)),
        }
    }
}
