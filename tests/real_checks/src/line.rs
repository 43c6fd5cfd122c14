//! A line of the file, and the SQL that makes its table. Knows SQL's spelling of types, and judges nothing.

use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::constants::Constants;

/// A CHECK with what is needed about its table.
#[derive(Clone, Debug, Deserialize)]
pub struct Line {
    /// Where the CHECK comes from.
    pub source: String,
    /// The table's name, possibly with its schema.
    pub table: String,
    /// The columns that the CHECK refers to, with their types in the table.
    columns: Map<String, Value>,
    /// The condition only.
    pub check: String,
}

/// A column: its name, and its type in SQL.
pub type Column = (String, String);

/// PostgreSQL's own types, by the first word of their names; any other type is taken to be an enum.
const BUILT_IN: [&str; 52] = [
    "bigint",
    "bigserial",
    "bit",
    "bool",
    "boolean",
    "box",
    "bpchar",
    "bytea",
    "char",
    "character",
    "cidr",
    "circle",
    "citext",
    "date",
    "daterange",
    "decimal",
    "double",
    "float",
    "float4",
    "float8",
    "inet",
    "int",
    "int2",
    "int4",
    "int4range",
    "int8",
    "int8range",
    "integer",
    "interval",
    "json",
    "jsonb",
    "line",
    "macaddr",
    "money",
    "name",
    "numeric",
    "numrange",
    "oid",
    "point",
    "real",
    "serial",
    "smallint",
    "smallserial",
    "text",
    "time",
    "timestamp",
    "timestamptz",
    "timetz",
    "tsrange",
    "tstzrange",
    "uuid",
    "varchar",
];

/// Every line of the file.
pub fn read(file: &Path) -> Result<Vec<Line>, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let line = |(index, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| format!("{}:{}: {error}", file.display(), index + 1))
    };
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(line).collect()
}

/// The type's name without length and brackets.
pub fn base(ty: &str) -> String {
    let bare = ty.split(['(', '[']).next().unwrap_or_default().trim();
    bare.rsplit('.').next().unwrap_or_default().trim_matches('"').to_lowercase()
}

/// Whether the type is built into PostgreSQL.
pub fn is_built_in(ty: &str) -> bool {
    let base = base(ty);
    BUILT_IN.contains(&base.split(' ').next().unwrap_or_default())
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

impl Line {
    /// Its columns.
    pub fn columns(&self) -> Vec<Column> {
        self.columns.iter().map(|(name, ty)| (name.clone(), ty.as_str().unwrap_or_default().to_owned())).collect()
    }

    /// The labels of the enums of its columns: what the CHECK compares with, and two more.
    pub fn labels(constants: &Constants) -> Vec<String> {
        let mut labels: Vec<String> = constants.texts.iter().filter(|text| text.len() < 64).cloned().collect();
        for more in ["one more", "Another"] {
            if !labels.iter().any(|label| label == more) {
                labels.push(more.to_owned());
            }
        }
        labels
    }

    /// The name of its table, without the schema.
    pub fn name(&self) -> String {
        self.table.rsplit('.').next().unwrap_or_default().trim_matches('"').to_owned()
    }

    /// The enums of its columns, as SQL names them.
    pub fn enums(&self) -> Vec<String> {
        let mut names: Vec<String> = self
            .columns()
            .iter()
            .filter(|(_, ty)| !is_built_in(ty))
            .map(|(_, ty)| ty.split('[').next().unwrap_or_default().trim().to_owned())
            .collect();
        names.sort();
        names.dedup();
        names
    }

    /// The statements that create its enums and its table.
    pub fn sql(&self, constants: &Constants) -> String {
        let labels: Vec<String> = Self::labels(constants).iter().map(|label| quoted(label)).collect();
        let mut sql = String::new();
        for name in self.enums() {
            sql.push_str(&format!("CREATE TYPE {name} AS ENUM ({});\n", labels.join(", ")));
        }
        let columns: Vec<String> =
            self.columns().iter().map(|(name, ty)| format!("\"{}\" {ty}", name.replace('"', "\"\""))).collect();
        // The CHECK may end with a comment.
        sql.push_str(&format!(
            "CREATE TABLE \"{}\" (\n  {},\n  CHECK (\n{}\n)\n);",
            self.name(),
            columns.join(", "),
            self.check
        ));
        sql
    }
}
