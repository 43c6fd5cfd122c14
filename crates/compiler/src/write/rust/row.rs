//! Tables and their CHECKs → Rust statics and one function a CHECK. Knows Rust's spelling,
//! and what `pg-row` and `pg-value` call things.

use std::fmt::Write as _;

use serde_json::Value;

use crate::error::{Error, Place, Result};
use crate::model::table::{Check, DefaultValue, Table};
use crate::model::types::{ColumnType, Type};
use crate::write::rust::check::body;
use crate::write::rust::stage::name_list;
use crate::write::rust::types::runtime;
use json_tape::Tape;
use pg_row::MAX_COLUMNS;

/// The text of a module: a static a table, named in upper case, and `TABLES` of them all.
///
/// # Errors
/// What cannot be written in Rust, with the table and the constraint.
pub fn write(tables: &[Table]) -> Result<String> {
    let mut out = String::from(
        "// Made from the migrations by event-wizard-compiler. Not to be edited.\n\
         #[allow(unused_imports)]\n\
         use ::json_tape::{Doc, Kind, Node};\n\
         #[allow(unused_imports)]\n\
         use ::pg_row::{Check, Column, Default, Row, Table};\n\
         #[allow(unused_imports)]\n\
         use ::pg_value::{\n    Cow, Date, Float, Numeric, Timestamptz, Type, input,\n    integer::Width,\n    \
         logic::{self, Outcome},\n    operators::{array::{self, Array}, cast, citext, float::{self, Precision}, integer, jsonb, text},\n};\n",
    );
    for table in tables {
        self::table(&mut out, table)?;
    }
    let names: Vec<_> = tables.iter().map(|table| format!("&{}", static_name(&table.name))).collect();
    let _ = writeln!(out, "\n/// Every table, in the order of creation.");
    let _ = writeln!(out, "pub static TABLES: [&Table; {}] = [{}];", names.len(), names.join(", "));
    Ok(out)
}

/// The name of a table's static: `wizard_sessions` → `WIZARD_SESSIONS`.
#[must_use]
pub fn static_name(table: &str) -> String {
    let name: String =
        table.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect();
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("_{name}") } else { name }
}

fn table(out: &mut String, table: &Table) -> Result<()> {
    if table.columns.len() > MAX_COLUMNS {
        let count = table.columns.len();
        return Err(Error::unsupported(format!("it has {count} columns; at most {MAX_COLUMNS} are supported"))
            .in_place(Place::Table(table.name.clone())));
    }
    let name = static_name(&table.name);
    for (index, check) in table.checks.iter().enumerate() {
        let body = body(table, check)
            .map_err(|error| error.in_place(Place::Check { table: table.name.clone(), name: Some(check.name.clone()) }))
            .map_err(|error| error.in_file(&check.origin.file).of(&check.sql))?;
        let _ = write!(
            out,
            "\n/// `{}` of `{}`: `{}`\n#[allow(non_snake_case, unused_variables)]\nfn check_{name}_{index}(row: &Row<'_>) -> Outcome {{\n{body}}}\n",
            check.name,
            table.name,
            check.sql.replace('\n', " ")
        );
    }
    let mut alphabetical: Vec<usize> = (0..table.columns.len()).collect();
    alphabetical.sort_by_key(|&index| table.columns.get(index).map(|column| &column.name));
    let _ = writeln!(out, "\n/// The table `{}`.\npub static {name}: Table = Table {{", table.name);
    let _ = writeln!(out, "    name: {:?},\n    columns: &[", table.name);
    for column in &table.columns {
        let about =
            |error: Error| error.in_place(Place::Column { table: table.name.clone(), column: column.name.clone() });
        let default = default(&column.default, column.ty).map_err(about)?;
        let runtime = runtime(column.ty, &table.types).map_err(about)?;
        let _ = writeln!(
            out,
            "        // {:?}\n        Column {{\n            ty: {},\n            input: {},\n            not_null: {},\n            \
             default: {default},\n            set_on_insert: {},\n            set_on_update: {},\n        }},",
            column.name, runtime.ty, runtime.input, column.not_null, column.set_on_insert, column.set_on_update
        );
    }
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let names = name_list(&names).ok_or_else(|| Error::unsupported("there are over 255 columns"))?;
    let _ = writeln!(out, "    ],\n    names: {names},\n    alphabetical: &{alphabetical:?},\n    checks: &[");
    for (index, check) in table.checks.iter().enumerate() {
        let columns: Vec<_> = check.columns();
        let indices: Vec<_> =
            columns.iter().filter_map(|name| table.columns.iter().position(|column| column.name == *name)).collect();
        let _ = writeln!(
            out,
            "        Check {{\n            name: {:?},\n            holds: check_{name}_{index},\n            \
             columns: &{indices:?},\n            params: {:?},\n        }},",
            check.name,
            params(check, &columns)
        );
    }
    let _ = writeln!(out, "    ],\n}};");
    Ok(())
}

/// The SQL and the columns; and where the CHECK is a range or a list, its bounds or its values. JSON members.
fn params(check: &Check, columns: &[String]) -> String {
    let member = |name: &str, value: Value| format!("\"{name}\":{value}");
    let mut params = vec![member("expression", check.sql.as_str().into()), member("columns", columns.to_vec().into())];
    params.extend(check.bounds().into_iter().map(|(name, bound)| member(name, bound)));
    params.join(",")
}

fn default(value: &DefaultValue, ty: ColumnType) -> Result<String> {
    Ok(match value {
        DefaultValue::Null => "Default::Null".to_owned(),
        DefaultValue::Server(_) => "Default::Server".to_owned(),
        DefaultValue::Unknowable(_) => "Default::Unknowable".to_owned(),
        DefaultValue::Literal(text) if matches!(ty, ColumnType::Builtin(Type::Json | Type::Jsonb)) => {
            let mut tape = Tape::new();
            tape.parse(text.as_bytes())
                .map_err(|error| Error::invalid(format!("the default `{text}` is no JSON: {error:?}")))?;
            format!("Default::Jsonb(Doc::constant({text:?}, &{}))", tape.nodes_text())
        }
        DefaultValue::Literal(text) => format!("Default::Literal({text:?})"),
    })
}
