//! The tables as a server's own catalogue describes them: what PostgREST reads before it builds a statement.
//! Independent of the project's compiler, which is under test.

/// A table of the server.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub name: String,
    /// In table order.
    pub columns: Vec<Column>,
    /// The definitions of the table's CHECKs, from which the generator takes words and bounds.
    pub checks: Vec<String>,
    /// The names of the CHECKs that their comment leaves to the server, so that the module does not know them.
    pub left: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub name: String,
    /// As `format_type` prints it, length included: `character varying(255)`.
    pub data_type: String,
    pub not_null: bool,
    /// The SQL expression of the default value.
    pub default: Option<String>,
}

impl Table {
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

impl Column {
    /// The n in `character varying(n)` or `character(n)`.
    pub fn length(&self) -> Option<usize> {
        let rest = self.data_type.strip_prefix("character")?;
        rest.split_once('(')?.1.split_once(')')?.0.parse().ok()
    }
}

/// One row for each column: table, column, type, not null, and the default if there is one (as text, since both servers
/// return text).
pub const COLUMNS_QUERY: &str = "SELECT c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod), \
    a.attnotnull::text, coalesce(pg_get_expr(d.adbin, d.adrelid), '') FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid \
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum \
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname LIKE 'wizard%' \
    AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname, a.attnum";

/// One row for each CHECK: table, definition, name, and `t` if a line of its comment begins with the mark.
pub const CHECKS_QUERY: &str = "SELECT c.relname::text, pg_get_constraintdef(k.oid), k.conname::text, \
    coalesce(obj_description(k.oid, 'pg_constraint') ~ '(^|\\n)\\s*@server-only\\s', false)::text FROM pg_constraint k \
    JOIN pg_class c ON c.oid = k.conrelid WHERE k.contype = 'c' \
    AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname, k.conname";

/// Combines the rows of the two queries.
pub fn tables(columns: &[Vec<String>], checks: &[Vec<String>]) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for row in columns {
        let [table, name, data_type, not_null, default] = row.as_slice() else { continue };
        if tables.last().is_none_or(|last| last.name != *table) {
            tables.push(Table { name: table.clone(), columns: Vec::new(), checks: Vec::new(), left: Vec::new() });
        }
        let Some(last) = tables.last_mut() else { continue };
        last.columns.push(Column {
            name: name.clone(),
            data_type: data_type.clone(),
            not_null: not_null == "true",
            default: Some(default).filter(|default| !default.is_empty()).cloned(),
        });
    }
    for row in checks {
        let [table, definition, name, is_left] = row.as_slice() else { continue };
        if let Some(found) = tables.iter_mut().find(|t| t.name == *table) {
            found.checks.push(definition.clone());
            found.left.extend(is_left.starts_with('t').then(|| name.clone()));
        }
    }
    tables
}
