//! The expressions of generated columns: what the module can compute by itself.

use sqlparser::ast::Expr;

use super::expression::Scope;
use super::reader::Reader;
use crate::model::expression::{Expression, Scalar};
use crate::model::table::{Column, Generated};
use crate::model::types::{ColumnType, Type};

impl Reader {
    /// Resolves the expressions of generated columns, which may refer to later columns.
    pub(super) fn compute(&mut self, table: &str, computed: Vec<(String, Expr)>) {
        for (name, expression) in computed {
            let Ok(relation) = self.table(table) else { return };
            // It can refer neither to itself nor to other generated columns.
            let of_others = |column: &&Column| !matches!(column.generated, Some(Generated::Expression { .. }));
            let columns: Vec<(String, ColumnType)> =
                relation.table.columns.iter().filter(of_others).map(|c| (c.name.clone(), c.ty)).collect();
            let Ok(ty) = relation.column(&name).map(|column| column.ty) else { continue };
            let scope = Scope::new(table, &columns, &self.catalogue);
            let computed = value(&scope, &expression, ty);
            let known = computed.is_some();
            let Ok(column) = self.table(table).and_then(|relation| relation.column(&name)) else { continue };
            let Some(Generated::Expression { value, sql }) = &mut column.generated else { continue };
            *value = computed;
            if !known {
                let sql = format!("{name} GENERATED ALWAYS AS ({sql}) STORED");
                let note = self.note(&name, "GENERATED", sql);
                if let Ok(relation) = self.table(table) {
                    relation.notes.push(note);
                }
            }
        }
    }
}

/// The expression, if the module can compute it: it must be readable, and of a scalar type. If a modifier must be
/// applied to the value, or the type is an array or a document, only the server knows it.
fn value(scope: &Scope<'_>, expression: &Expr, ty: ColumnType) -> Option<Expression> {
    let is_scalar = matches!(
        ty,
        ColumnType::Builtin(
            Type::Boolean
                | Type::SmallInt
                | Type::Integer
                | Type::BigInt
                | Type::Numeric(None)
                | Type::Text
                | Type::Varchar(None)
                | Type::Uuid
                | Type::Date
                | Type::Timestamptz(None)
        )
    );
    if is_scalar { scope.value(expression, Scalar::from(ty)).ok().filter(|value| !value.has_case()) } else { None }
}
