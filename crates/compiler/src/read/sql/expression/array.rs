//! Functions on arrays, which accept arrays of any type.

use sqlparser::ast::Expr;

use super::coercion::coerce;
use super::{Scope, Typed, folded, unsupported};
use crate::model::expression::{Expression, Function, Node, Scalar};

/// Whether the function is one of them.
pub(super) fn is_of_arrays(name: &str) -> bool {
    matches!(name, "cardinality" | "array_length" | "array_position" | "array_ndims" | "array_lower" | "array_upper")
}

impl Scope<'_> {
    pub(super) fn array_function(&self, name: &str, arguments: Vec<Expression>, expr: &Expr) -> Typed {
        let mut take = arguments.into_iter();
        let array = take.next().filter(|array| array.ty.element().is_some()).ok_or_else(|| unsupported(expr))?;
        let function = match name {
            "cardinality" => Function::Cardinality,
            "array_ndims" => Function::ArrayNdims,
            "array_length" => Function::ArrayLength,
            "array_lower" => Function::ArrayLower,
            "array_upper" => Function::ArrayUpper,
            "array_position" => Function::ArrayPosition,
            _ => return Err(unsupported(expr)),
        };
        let mut arguments = Vec::new();
        match (function, take.next(), take.next()) {
            (Function::Cardinality | Function::ArrayNdims, None, None) => arguments.push(array),
            (Function::ArrayPosition, Some(element), None) => {
                let element = self.element_of(element, array.ty, expr)?;
                arguments.extend([array, element]);
            }
            (Function::ArrayLength | Function::ArrayLower | Function::ArrayUpper, Some(dimension), None) => {
                arguments.extend([array, coerce(dimension, Scalar::Integer, expr)?]);
            }
            _ => return Err(unsupported(expr)),
        }
        folded(Scalar::Integer, Node::Call(function, arguments), expr)
    }
}
