//! `IN`, `ANY`, `ALL`, and array constructors.

use sqlparser::ast::{Array, BinaryOperator, Expr};

use super::coercion::{common, common_of};
use super::pattern::Operator;
use super::{Scope, Typed, constant, folded, is_constant, refused, unsupported, unwrapped};
use crate::error::Result;
use crate::model::expression::{Comparison, Expression, Literal, Node, Scalar};
use crate::read::sql::literal;

/// `=` or `<>`, ANY or ALL.
#[derive(Clone, Copy)]
pub(super) struct Quantifier {
    pub(super) equal: bool,
    pub(super) any: bool,
}

impl Scope<'_> {
    /// `IN`, and `= ANY` and the like over constants.
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
        let own = if is_list { value.ty } else { Scalar::Unknown };
        let types = std::iter::once(own).chain(elements.iter().map(|element| element.ty));
        let mut ty = common_of(types).ok_or_else(|| unsupported(expr))?;
        // An array's elements first get a common type of their own; untyped ones are text.
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
        let is_supported = !matches!(ty, Scalar::Json | Scalar::Jsonb | Scalar::Unknown) && ty.element().is_none();
        if elements.is_empty() || !is_supported {
            return Err(unsupported(expr));
        }
        let value = Box::new(self.coerce(value, ty, expr)?);
        if ty == Scalar::Citext {
            return self.one_by_one(&value, elements, quantifier, expr);
        }
        let mut constants = Vec::new();
        for element in elements {
            match self.coerce(element, ty, expr)?.node {
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

    /// Compares with each constant separately, if equality is not that of the constants as written.
    fn one_by_one(
        &self,
        value: &Expression,
        elements: Vec<Expression>,
        Quantifier { equal, any }: Quantifier,
        expr: &Expr,
    ) -> Typed {
        let comparison = if equal { Comparison::Eq } else { Comparison::Ne };
        let mut all = Vec::new();
        for element in elements {
            let element = self.coerce(element, value.ty, expr)?;
            if element.node == Node::Literal(Literal::Null) {
                return Err(unsupported(expr));
            }
            let node = Node::Compare(comparison, Box::new(value.clone()), Box::new(element));
            all.push(Expression::new(Scalar::Boolean, node));
        }
        Ok(Expression::new(Scalar::Boolean, if any { Node::Or(all) } else { Node::And(all) }))
    }

    pub(super) fn quantified(&self, left: &Expr, op: &BinaryOperator, right: &Expr, any: bool, expr: &Expr) -> Typed {
        if let Some(operator) = Operator::of(op) {
            return self.any_pattern(left, right, operator, any, expr);
        }
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
            // `= ANY (ARRAY[…]::text[])`, and the same with an array of another type, as pg_dump writes it.
            (Node::Literal(Literal::TextArray(elements)), Scalar::TextArray) if !is_constant(&left) => {
                let elements = elements
                    .iter()
                    .map(|element| constant(Scalar::Text, element.clone().map_or(Literal::Null, Literal::Text)))
                    .collect();
                let ty = common(left.ty, Scalar::Text).ok_or_else(|| unsupported(expr))?;
                self.member(left, elements, ty, quantifier, expr)
            }
            (_, array) if array.element().is_some() && !(is_constant(&left) && is_constant(&right)) => {
                let left = self.element_of(left, array, expr)?;
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
        let ty = common_of(elements.iter().map(|element| element.ty)).ok_or_else(|| unsupported(expr))?;
        Ok((if ty == Scalar::Unknown { Scalar::Text } else { ty }, elements))
    }

    /// An array of constants.
    pub(super) fn array(&self, ty: Scalar, elements: Vec<Expression>, expr: &Expr) -> Typed {
        let array = ty.array().ok_or_else(|| unsupported(expr))?;
        let mut keys = Vec::new();
        for element in elements {
            keys.push(match self.coerce(element, ty, expr)?.node {
                Node::Literal(Literal::Null) => None,
                Node::Literal(Literal::Text(text)) if ty == Scalar::Text => Some(text),
                Node::Literal(constant) => Some(literal::key(&constant, ty).map_err(|error| error.of(expr))?),
                _ => return Err(unsupported(expr)),
            });
        }
        Ok(constant(array, Literal::TextArray(keys)))
    }

    /// The value to look for among an array's elements, in their type; integers of all widths have the same keys.
    pub(super) fn element_of(&self, value: Expression, array: Scalar, expr: &Expr) -> Typed {
        let element = array.element().ok_or_else(|| unsupported(expr))?;
        if value.ty.is_integer() && element.is_integer() {
            return Ok(value);
        }
        // The array would have to be converted.
        if common(value.ty, element) != Some(element) {
            return Err(unsupported(expr));
        }
        self.coerce(value, element, expr)
    }
}
