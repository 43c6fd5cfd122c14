//! Operators and subscripts of jsonb.

use sqlparser::ast::{AccessExpr, Expr, Subscript};

use super::coercion::coerce;
use super::{Scope, Typed, constant, folded, unsupported};
use crate::model::expression::{Function, Literal, Node, Scalar};

impl Scope<'_> {
    pub(super) fn subscript(
        &self,
        by_key: Function,
        by_index: Function,
        ty: Scalar,
        left: &Expr,
        right: &Expr,
        expr: &Expr,
    ) -> Typed {
        let (left, right) = (self.read(left)?, self.read(right)?);
        match (left.ty, right.ty) {
            (Scalar::Jsonb, Scalar::Unknown | Scalar::Text) => {
                let right = coerce(right, Scalar::Text, expr)?;
                folded(ty, Node::Call(by_key, vec![left, right]), expr)
            }
            (Scalar::Jsonb, Scalar::Integer | Scalar::SmallInt) => {
                folded(ty, Node::Call(by_index, vec![left, right]), expr)
            }
            _ => Err(unsupported(expr)),
        }
    }

    /// `#>` and `#>>`.
    pub(super) fn at_path(&self, function: Function, ty: Scalar, left: &Expr, right: &Expr, expr: &Expr) -> Typed {
        let (left, right) = (self.read(left)?, self.read(right)?);
        if left.ty != Scalar::Jsonb {
            return Err(unsupported(expr));
        }
        let right = coerce(right, Scalar::TextArray, expr)?;
        folded(ty, Node::Call(function, vec![left, right]), expr)
    }

    /// Constant subscripts (manual, 8.14.5), which mean the same as a path of their texts.
    pub(super) fn element_at(&self, root: &Expr, subscripts: &[AccessExpr], expr: &Expr) -> Typed {
        let root = self.read(root)?;
        if root.ty != Scalar::Jsonb {
            return Err(unsupported(expr));
        }
        let mut path = Vec::new();
        for subscript in subscripts {
            let AccessExpr::Subscript(Subscript::Index { index }) = subscript else { return Err(unsupported(expr)) };
            let index = self.read(index)?;
            path.push(Some(match (index.ty, index.node) {
                (Scalar::Unknown | Scalar::Text, Node::Literal(Literal::Text(text))) => text,
                (Scalar::SmallInt | Scalar::Integer, Node::Literal(Literal::Integer(index))) => index.to_string(),
                _ => return Err(unsupported(expr)),
            }));
        }
        let path = constant(Scalar::TextArray, Literal::TextArray(path));
        folded(Scalar::Jsonb, Node::Call(Function::JsonbPath, vec![root, path]), expr)
    }

    pub(super) fn exists(&self, function: Function, ty: Scalar, left: &Expr, right: &Expr, expr: &Expr) -> Typed {
        let (left, right) = (self.read(left)?, self.read(right)?);
        if left.ty != Scalar::Jsonb {
            return Err(unsupported(expr));
        }
        let right = coerce(right, ty, expr)?;
        folded(Scalar::Boolean, Node::Call(function, vec![left, right]), expr)
    }
}
