//! Identity columns and generated columns: `GENERATED … AS IDENTITY`, `GENERATED ALWAYS AS (…) STORED`.

use sqlparser::ast::{ColumnDef, ColumnOption, Expr, GeneratedAs, GeneratedExpressionMode};

use super::expression::Scope;
use super::reader::{Done, Reader};
use super::{identifier, not_supported};
use crate::error::Result;
use crate::model::expression::{Expression, Scalar};
use crate::model::table::{Column, Generated};
use crate::model::types::{ColumnType, Type};

/// What the option makes of the column; an expression is resolved once all columns are known.
pub fn generated(option: &ColumnOption) -> Result<Generated> {
    match option {
        ColumnOption::Generated { generated_as: GeneratedAs::Always, generation_expr: None, .. } => {
            Ok(Generated::AlwaysIdentity)
        }
        ColumnOption::Generated { generated_as: GeneratedAs::ByDefault, generation_expr: None, .. } => {
            Ok(Generated::DefaultIdentity)
        }
        ColumnOption::Generated {
            generation_expr: Some(expression),
            generation_expr_mode: Some(GeneratedExpressionMode::Stored),
            ..
        } => Ok(Generated::Expression { sql: expression.to_string(), value: None }),
        // Where versions differ: only PostgreSQL 18 has virtual columns.
        _ => Err(not_supported(option)),
    }
}

impl Reader {
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
        let columns: Vec<(String, ColumnType)> =
            self.table(table)?.columns.iter().filter(of_others).map(|c| (c.name.clone(), c.ty)).collect();
        let ty = self.column_of(table, &name)?.ty;
        let computed = value(&Scope::new(table, &columns, &self.catalogue), expression, ty);
        if computed.is_none() {
            let sql = format!("{name} GENERATED ALWAYS AS ({expression}) STORED");
            self.note(Some(table.to_owned()), "GENERATED", &sql);
        }
        if let Some(Generated::Expression { value, .. }) = &mut self.column_of(table, &name)?.generated {
            *value = computed;
        }
        Ok(())
    }
}

/// What the module computes by itself: an expression that it can read, of a scalar type. Where a modifier has to be
/// applied to the value, or the type is an array's or a document's, only the server knows it.
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
