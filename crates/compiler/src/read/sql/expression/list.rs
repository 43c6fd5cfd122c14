//! `IN`, `ANY`, `ALL`, and array constructors.

use sqlparser::ast::{Array, BinaryOperator, Expr};

use super::coercion::{coerce, common};
use super::{Scope, Typed, constant, folded, is_constant, refused, unsupported, unwrapped};
use crate::error::Result;
use crate::model::expression::{Expression, Literal, Node, Scalar};

/// `=` or `<>`, ANY or ALL.
#[derive(Clone, Copy)]
pub(super) struct Quantifier {
    pub(super) equal: bool,
    pub(super) any: bool,
}

impl Scope<'_> {
    /// `IN`, and `= ANY` and its kin over constants.
    pub(super) fn among(
        &self,
        value: &Expr,
        list: &[Expr],
        quantifier: Quantifier,
        is_list: bool,
        expr: &Expr,
    ) -> Typed {
        let elements = list.iter().map(|element| self.read(element)).collect::<Result<Vec<_>>>()?;
        if !elements.iter().all(is_constant) {
            return Err(refused(expr, " has a list that is not constant"));
        }
        let value = self.read(value)?;
        let mut ty = if is_list { value.ty } else { Scalar::Unknown };
        for element in &elements {
            ty = common(ty, element.ty).ok_or_else(|| unsupported(expr))?;
        }
        // An array's elements have their own common type first; untyped ones are text.
        if !is_list {
            let own = if ty == Scalar::Unknown { Scalar::Text } else { ty };
            ty = common(own, value.ty).ok_or_else(|| unsupported(expr))?;
        }
        self.member(value, elements, ty, quantifier, expr)
    }

    pub(super) fn member(
        &self,
        value: Expression,
        elements: Vec<Expression>,
        ty: Scalar,
        quantifier: Quantifier,
        expr: &Expr,
    ) -> Typed {
        if elements.is_empty() || matches!(ty, Scalar::TextArray | Scalar::Jsonb | Scalar::Unknown) {
            return Err(unsupported(expr));
        }
        let value = Box::new(coerce(value, ty, expr)?);
        let mut constants = Vec::new();
        for element in elements {
            match coerce(element, ty, expr)?.node {
                Node::Literal(literal) => constants.push(literal),
                _ => return Err(unsupported(expr)),
            }
        }
        let node = match (quantifier.equal, quantifier.any) {
            (true, true) => Node::EqAny(value, constants),
            (false, false) => Node::NeAll(value, constants),
            (true, false) => Node::EqAll(value, constants),
            (false, true) => Node::NeAny(value, constants),
        };
        folded(Scalar::Boolean, node, expr)
    }

    pub(super) fn quantified(&self, left: &Expr, op: &BinaryOperator, right: &Expr, any: bool, expr: &Expr) -> Typed {
        let equal = match op {
            BinaryOperator::Eq => true,
            BinaryOperator::NotEq => false,
            _ => return Err(unsupported(expr)),
        };
        let quantifier = Quantifier { equal, any };
        if let Expr::Array(array) = unwrapped(right) {
            return self.among(left, &array.elem, quantifier, false, expr);
        }
        let left = self.read(left)?;
        let right = self.read(right)?;
        match (&right.node, right.ty) {
            // `= ANY (ARRAY[…]::text[])`, and the same of another type's array as pg_dump writes it.
            (Node::Literal(Literal::TextArray(elements)), _) if !is_constant(&left) => {
                let elements = elements
                    .iter()
                    .map(|element| constant(Scalar::Text, element.clone().map_or(Literal::Null, Literal::Text)))
                    .collect();
                let ty = common(left.ty, Scalar::Text).ok_or_else(|| unsupported(expr))?;
                self.member(left, elements, ty, quantifier, expr)
            }
            (_, Scalar::TextArray) if !(is_constant(&left) && is_constant(&right)) => {
                let left = coerce(left, Scalar::Text, expr)?;
                if left.node == Node::Literal(Literal::Null) {
                    return Err(unsupported(expr));
                }
                let node = Node::Quantified { equal, any, left: Box::new(left), right: Box::new(right) };
                folded(Scalar::Boolean, node, expr)
            }
            _ => Err(unsupported(expr)),
        }
    }

    /// The constant elements of `ARRAY[…]`, in their common type.
    pub(super) fn elements(&self, array: &Array, expr: &Expr) -> Result<(Scalar, Vec<Expression>)> {
        let elements = array.elem.iter().map(|element| self.read(element)).collect::<Result<Vec<_>>>()?;
        if elements.is_empty() || !elements.iter().all(is_constant) {
            return Err(refused(expr, " has elements that are not constant"));
        }
        let mut ty = Scalar::Unknown;
        for element in &elements {
            ty = common(ty, element.ty).ok_or_else(|| unsupported(expr))?;
        }
        Ok((if ty == Scalar::Unknown { Scalar::Text } else { ty }, elements))
    }
}

/// An array of text constants.
pub(super) fn strings(ty: Scalar, elements: Vec<Expression>) -> Option<Expression> {
    let element = |element: Expression| match element.node {
        Node::Literal(Literal::Text(text)) => Some(Some(text)),
        Node::Literal(Literal::Null) => Some(None),
        _ => None,
    };
    let elements = elements.into_iter().map(element).collect::<Option<Vec<_>>>()?;
    (ty == Scalar::Text).then(|| constant(Scalar::TextArray, Literal::TextArray(elements)))
}
