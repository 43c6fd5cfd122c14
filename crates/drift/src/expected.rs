//! The compiler's model → `CREATE TEMP TABLE`. Knows SQL's spelling of the model; it must not know what the live tables
//! are like.

use event_wizard_compiler::model::table::{Column, Table};
use event_wizard_compiler::model::types::{ColumnType, Element};

/// A temporary table with the given table's columns, defaults and CHECKs, and nothing else: a temporary table cannot
/// refer to a permanent one, and keys and policies are not mirrored.
pub fn create(table: &Table) -> String {
    let columns = table.columns.iter().map(|column| {
        let default = column.default_sql.as_ref().map(|sql| format!(" DEFAULT {sql}")).unwrap_or_default();
        let not_null = if column.not_null { " NOT NULL" } else { "" };
        format!("{} {}{default}{not_null}", quote(&column.name), type_name(table, column))
    });
    let checks = table.checks.iter().map(|check| format!("CONSTRAINT {} CHECK ({})", quote(&check.name), check.sql));
    let items: Vec<_> = columns.chain(checks).collect();
    format!("CREATE TEMP TABLE pg_temp.{} (\n  {}\n)", quote(&table.name), items.join(",\n  "))
}

/// A quoted identifier (manual, 4.1.1).
fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The type as the database knows it, where `public` need not be searched.
fn type_name(table: &Table, column: &Column) -> String {
    let own = |name: &str| match name.split_once('.') {
        Some((schema, name)) => format!("{}.{}", quote(schema), quote(name)),
        None => format!("public.{}", quote(name)),
    };
    match (column.domain, column.ty) {
        (Some(domain), _) => own(table.types.domain_name(domain)),
        (None, ty @ ColumnType::Enum(_)) => own(&table.types.name(ty)),
        (None, ColumnType::Array(Element::Enum(id))) => format!("{}[]", own(&table.types.name(ColumnType::Enum(id)))),
        (None, ty) => table.types.name(ty),
    }
}
