//! Functions of arrays, which take an array of any type.

use sqlparser::ast::Expr;

use super::coercion::coerce;
use super::{Scope, Typed, unsupported};
use crate::model::expression::{Expression, Function, Scalar};

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
        self.call(Scalar::Integer, function, arguments, expr)
    }
}
