//! The expressions of generated columns: what the module can compute by itself.

use sqlparser::ast::Expr;

use super::expression::Scope;
use super::reader::Reader;
use crate::model::expression::{Expression, Scalar};
use crate::model::table::{Column, Generated};
use pg_value::Type;

impl Reader {
<<<<<<< HEAD
    /// Resolves the expressions of generated columns, which may speak of columns behind them.
    pub(super) fn compute(&mut self, table: &str, computed: Vec<(String, Expr)>) {
        for (name, expression) in computed {
            let Ok(relation) = self.table(table) else { return };
            // It cannot speak of itself, nor of others that are generated so.
            let of_others = |column: &&Column| !matches!(column.generated, Some(Generated::Expression { .. }));
            let columns: Vec<(String, Type)> =
                relation.table.columns.iter().filter(of_others).map(|c| (c.name.clone(), c.ty)).collect();
            let Ok(column) = relation.column(&name) else { continue };
            let computed = value(&Scope { table, columns: &columns }, &expression, column.ty);
            let known = computed.is_some();
            if let Some(Generated::Expression { value, .. }) = &mut column.generated {
                *value = computed;
            }
            if !known {
                let sql = format!("{name} GENERATED ALWAYS AS ({expression}) STORED");
                let note = self.note(&name, "GENERATED", sql);
                if let Ok(relation) = self.table(table) {
                    relation.notes.push(note);
                }
            }
=======
    /// Resolves the expression of a generated column, which may speak of columns behind it.
    pub(super) fn generation_expression(&mut self, table: &str, definition: &ColumnDef) -> Done {
        let expression = definition.options.iter().find_map(|option| match &option.option {
            ColumnOption::Generated { generation_expr, .. } => generation_expr.as_ref(),
            _ => None,
        });
        let Some(expression) = expression else { return Ok(()) };
        let name = identifier(&definition.name);
        // It cannot speak of itself, nor of others that are generated so.
        let of_others = |column: &&Column| !matches!(column.generated, Some(Generated::Expression { .. }));
        let columns: Vec<(String, Type)> =
            self.table(table)?.columns.iter().filter(of_others).map(|c| (c.name.clone(), c.ty)).collect();
        let column = self.column_of(table, &name)?;
        let computed = value(&Scope::new(table, &columns), expression, column.ty);
        if computed.is_none() {
            let sql = format!("{name} GENERATED ALWAYS AS ({expression}) STORED");
            self.note(Some(table.to_owned()), "GENERATED", &sql);
>>>>>>> main
        }
    }
}

/// What the module computes by itself: an expression that it can read, of a scalar type. Where a modifier has to be
/// applied to the value, or the type is an array's or a document's, only the server knows it.
fn value(scope: &Scope<'_>, expression: &Expr, ty: Type) -> Option<Expression> {
    let is_scalar = matches!(
        ty,
        Type::Boolean
            | Type::SmallInt
            | Type::Integer
            | Type::BigInt
            | Type::Numeric(None)
            | Type::Text
            | Type::Varchar(None)
            | Type::Uuid
            | Type::Date
            | Type::Timestamptz
    );
    if is_scalar { scope.value(expression, Scalar::from(ty)).ok() } else { None }
}
