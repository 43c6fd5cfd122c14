//! The compiler's model → `CREATE TEMP TABLE`. Knows SQL's spelling of the model; it must not know what the live tables
//! are like.

use event_wizard_compiler::model::table::Table;
use pg_value::Type;

/// A temporary table with the given table's columns, defaults and CHECKs, and nothing else: a temporary table cannot
/// refer to a permanent one, and keys and policies are not mirrored.
pub fn create(table: &Table) -> String {
    let columns = table.columns.iter().map(|column| {
        let default = column.default_sql.as_ref().map(|sql| format!(" DEFAULT {sql}")).unwrap_or_default();
        let not_null = if column.not_null { " NOT NULL" } else { "" };
        format!("{} {}{default}{not_null}", quote(&column.name), type_name(column.ty))
    });
    let checks = table.checks.iter().map(|check| format!("CONSTRAINT {} CHECK ({})", quote(&check.name), check.sql));
    let items: Vec<_> = columns.chain(checks).collect();
    format!("CREATE TEMP TABLE pg_temp.{} (\n  {}\n)", quote(&table.name), items.join(",\n  "))
}

/// A quoted identifier (manual, 4.1.1).
fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn type_name(ty: Type) -> String {
    match ty {
        Type::Boolean => "boolean".to_owned(),
        Type::SmallInt => "smallint".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::BigInt => "bigint".to_owned(),
        Type::Numeric(None) => "numeric".to_owned(),
        Type::Numeric(Some((precision, scale))) => format!("numeric({precision},{scale})"),
        Type::Text => "text".to_owned(),
        Type::Varchar(None) => "varchar".to_owned(),
        Type::Varchar(Some(length)) => format!("varchar({length})"),
        Type::Uuid => "uuid".to_owned(),
        Type::Date => "date".to_owned(),
        Type::Timestamptz => "timestamptz".to_owned(),
        Type::TextArray => "text[]".to_owned(),
        Type::Jsonb => "jsonb".to_owned(),
    }
}
