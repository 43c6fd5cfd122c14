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

impl Quantifier {
    const fn comparison(self) -> Comparison {
        if self.equal { Comparison::Eq } else { Comparison::Ne }
    }

    const fn joined(self, parts: Vec<Expression>) -> Node {
        if self.any { Node::Or(parts) } else { Node::And(parts) }
    }
}

impl Scope<'_> {
    /// `IN`, and `= ANY` and the like over `ARRAY[…]`.
    pub(super) fn among(
        &self,
        value: &Expr,
        list: &[Expr],
        quantifier: Quantifier,
        is_list: bool,
        expr: &Expr,
    ) -> Typed {
        let value = self.read(value)?;
        let elements = list.iter().map(|element| self.noting(element)).collect::<Result<Vec<_>>>()?;
        if elements.iter().any(|(element, reads)| *reads || !is_constant(element)) {
            return if is_list {
                self.among_values(&value, elements, quantifier, expr)
            } else {
                self.among_columns(&value, elements, quantifier, expr)
            };
        }
        let mut elements: Vec<_> = elements.into_iter().map(|(element, _)| element).collect();
        let own = if is_list { value.ty } else { Scalar::Unknown };
        let types = std::iter::once(own).chain(elements.iter().map(|element| element.ty));
        let mut ty = common_of(types).ok_or_else(|| unsupported(expr))?;
        // An array's elements first get a common type of their own; untyped ones are text.
        if !is_list {
            let own = if ty == Scalar::Unknown { Scalar::Text } else { ty };
            elements = elements.into_iter().map(|element| self.coerce(element, own, expr)).collect::<Result<_>>()?;
            ty = common(own, value.ty).ok_or_else(|| unsupported(expr))?;
        }
        self.member(value, elements, ty, quantifier, expr)
    }

    /// Reads an expression, and says whether it mentions a column.
    fn noting(&self, expr: &Expr) -> Result<(Expression, bool)> {
        let before = self.mentioned.take();
        let read = self.read(expr);
        let own = self.mentioned.replace(before);
        let reads = !own.is_empty();
        let mut mentioned = self.mentioned.borrow_mut();
        for name in own {
            if !mentioned.contains(&name) {
                mentioned.push(name);
            }
        }
        Ok((read?, reads))
    }

    /// `IN` with values of columns: if there are several constants, PostgreSQL looks among them first; then it compares
    /// with one after the other.
    fn among_values(
        &self,
        value: &Expression,
        elements: Vec<(Expression, bool)>,
        quantifier: Quantifier,
        expr: &Expr,
    ) -> Typed {
        if elements.iter().any(|(element, reads)| !reads && !is_constant(element)) {
            return Err(refused(expr, " has a list that is not constant"));
        }
        let comparison = quantifier.comparison();
        let (mut constants, mut parts) = (Vec::new(), Vec::new());
        let has_array = elements.iter().filter(|(_, reads)| !reads).count() > 1;
        for (element, reads) in elements {
            if has_array && !reads {
                constants.push(element);
            } else {
                parts.push(self.compared(comparison, value.clone(), element, expr)?);
            }
        }
        if has_array {
            let types = std::iter::once(value.ty).chain(constants.iter().map(|constant| constant.ty));
            let ty = common_of(types).ok_or_else(|| unsupported(expr))?;
            parts.insert(0, self.member(value.clone(), constants, ty, quantifier, expr)?);
        }
        folded(Scalar::Boolean, quantifier.joined(parts), expr)
    }

    /// `= ANY (ARRAY[…])` and the like with columns. PostgreSQL computes the whole array before it compares, so an element
    /// must be one that cannot fail.
    fn among_columns(
        &self,
        value: &Expression,
        elements: Vec<(Expression, bool)>,
        quantifier: Quantifier,
        expr: &Expr,
    ) -> Typed {
        let own = common_of(elements.iter().map(|(element, _)| element.ty)).ok_or_else(|| unsupported(expr))?;
        let own = if own == Scalar::Unknown { Scalar::Text } else { own };
        let ty = common(own, value.ty).filter(|ty| ty.element().is_none()).ok_or_else(|| unsupported(expr))?;
        let mut parts = Vec::new();
        for (element, _) in elements {
            let element = self.coerce(self.coerce(element, own, expr)?, ty, expr)?;
            if !is_sure(&element) {
                return Err(refused(expr, " has an element that is neither a column nor constant"));
            }
            parts.push(self.compared(quantifier.comparison(), value.clone(), element, expr)?);
        }
        folded(Scalar::Boolean, quantifier.joined(parts), expr)
    }

    pub(super) fn member(
        &self,
        value: Expression,
        elements: Vec<Expression>,
        ty: Scalar,
        quantifier: Quantifier,
        expr: &Expr,
    ) -> Typed {
        let is_supported = !matches!(ty, Scalar::Json | Scalar::Unknown) && ty.element().is_none();
        if elements.is_empty() || !is_supported {
            return Err(unsupported(expr));
        }
        let value = Box::new(self.coerce(value, ty, expr)?);
        if matches!(ty, Scalar::Citext | Scalar::Jsonb) {
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
    fn one_by_one(&self, value: &Expression, elements: Vec<Expression>, quantifier: Quantifier, expr: &Expr) -> Typed {
        let mut parts = Vec::new();
        for element in elements {
            let element = self.coerce(element, value.ty, expr)?;
            parts.push(self.compared(quantifier.comparison(), value.clone(), element, expr)?);
        }
        folded(Scalar::Boolean, quantifier.joined(parts), expr)
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

/// Whether the expression cannot fail: a column or a constant, converted implicitly if at all.
fn is_sure(expression: &Expression) -> bool {
    match &expression.node {
        Node::Column(_) | Node::Literal(_) => true,
        // To a float, a numeric may be too great.
        Node::Cast(inner) => inner.ty != Scalar::Numeric && is_sure(inner),
        _ => false,
    }
}
