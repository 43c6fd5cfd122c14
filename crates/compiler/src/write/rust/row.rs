//! Tables and their CHECKs → Rust statics and one function for each CHECK. Knows Rust's spelling, and the names in
//! `pg-row` and `pg-value`.

use std::collections::HashSet;
use std::fmt::Write as _;

use serde_json::Value;

use crate::error::{Error, Place, Result};
use crate::model::table::{Check, DefaultValue, Generated, Table};
use crate::model::types::{ColumnType, Type, Types};
use crate::write::rust::check::{body, datum, domain_body};
use crate::write::rust::stage::all_names;
use crate::write::rust::types::runtime;
use json_tape::Tape;

/// `MaxHeapAttributeNumber` in PostgreSQL's source.
const MOST_COLUMNS: usize = 1_600;

/// The text of a module: a static for each table, named in upper case, and `TABLES` with all of them.
///
/// # Errors
/// What cannot be written in Rust, with the table and the constraint.
pub fn write(tables: &[Table]) -> Result<String> {
    let mut out = String::from(
        "// Made from the migrations by event-wizard-compiler. Not to be edited.\n\
         #[allow(unused_imports)]\n\
         use ::json_tape::{Doc, Kind, Node};\n\
         #[allow(unused_imports)]\n\
         use ::pg_row::{Check, Column, Default, Domain, Generated, GeneratedValue, Row, Table, Triggered};\n\
         #[allow(unused_imports)]\n\
         use ::pg_value::{\n    Automaton, Cow, Date, Datum, Float, Numeric, Timestamptz, Type, input,\n    integer::Width,\n    \
         logic::{self, Outcome, Stop},\n    operators::{array::{self, Array}, case, cast, citext, date, extract, float::{self, Precision}, integer, jsonb, numeric, pattern, text},\n};\n",
    );
    let names = distinct_names(tables);
    for (table, name) in tables.iter().zip(&names) {
        self::table(&mut out, table, name)?;
    }
    let names: Vec<_> = names.iter().map(|name| format!("&{name}")).collect();
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

/// A name for each table's static; `a-b` and `a_b` would otherwise get the same one.
fn distinct_names(tables: &[Table]) -> Vec<String> {
    let mut used = HashSet::from(["TABLES".to_owned()]);
    let distinct = |table: &Table| {
        let name = static_name(&table.name);
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|name| !used.contains(name)).unwrap_or(name);
        used.insert(free.clone());
        free
    };
    tables.iter().map(distinct).collect()
}

/// The text on a single line, since a line comment ends with its line.
fn on_one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

fn table(out: &mut String, table: &Table, name: &str) -> Result<()> {
    let count = table.columns.len();
    if count > MOST_COLUMNS {
        let message = format!("it has {count} columns; PostgreSQL has at most {MOST_COLUMNS}");
        return Err(Error::invalid(message).in_place(Place::Table(table.name.clone())));
    }
    let lists = [
        ("before_insert", &table.before_insert),
        ("before_upsert", &table.before_upsert),
        ("before_update", &table.before_update),
        ("check", &table.checks),
    ];
    for (kind, checks) in lists {
        for (index, check) in checks.iter().enumerate() {
            let place = || Place::Check { table: table.name.clone(), name: Some(check.name.clone()) };
            let body = body(table, check)
                .map_err(|error| error.in_place(place()).in_file(&check.origin.file).of(&check.sql))?;
            let _ = write!(
                out,
                "\n/// `{}` of `{}`: `{}`\n#[allow(non_snake_case, unused_braces, unused_variables)]\nfn {kind}_{name}_{index}(row: &Row<'_>) -> Outcome {{\n{body}}}\n",
                on_one_line(&check.name),
                on_one_line(&table.name),
                on_one_line(&check.sql)
            );
        }
    }
    for (index, column) in table.columns.iter().enumerate() {
        for (number, check) in table.domain_checks(column).enumerate() {
            let body = domain_body(table, index, check).map_err(|error| {
                error.in_place(Place::Column { table: table.name.clone(), column: column.name.clone() })
            })?;
            let _ = write!(
                out,
                "\n/// `{}` of the domain of `{}`: `{}`\n#[allow(non_snake_case, unused_braces, unused_variables)]\nfn domain_{name}_{index}_{number}(row: &Row<'_>) -> Outcome {{\n{body}}}\n",
                check.name,
                column.name,
                on_one_line(&check.sql)
            );
        }
        let Some(Generated::Expression { sql, value: Some(value) }) = &column.generated else { continue };
        let body = datum(table, value)
            .map_err(|e| e.in_place(Place::Column { table: table.name.clone(), column: column.name.clone() }))?;
        let _ = write!(
            out,
            "\n/// `{}` of `{}`: `{}`\n#[allow(non_snake_case, unused_braces, unused_variables)]\nfn generated_{name}_{index}(row: &Row<'_>) -> Result<Datum<'static>, Stop> {{\n{body}}}\n",
            column.name,
            table.name,
            on_one_line(sql)
        );
    }
    let mut alphabetical: Vec<usize> = (0..table.columns.len()).collect();
    alphabetical.sort_by_key(|&index| table.columns.get(index).map(|column| &column.name));
    let _ = writeln!(out, "\n/// The table `{}`.\npub static {name}: Table = Table {{", on_one_line(&table.name));
    let _ = writeln!(out, "    name: {:?},\n    columns: &[", table.name);
    for column in &table.columns {
        let about =
            |error: Error| error.in_place(Place::Column { table: table.name.clone(), column: column.name.clone() });
        let default = default(&column.default, column.ty).map_err(about)?;
        let runtime = runtime(column.ty, &table.types).map_err(about)?;
        let _ = writeln!(
            out,
            "        // {:?}\n        Column {{\n            ty: {},\n            input: {},\n            not_null: {},\n            \
             default: {default},\n            on_insert: Triggered::{:?},\n            on_update: Triggered::{:?},\n        }},",
            column.name, runtime.ty, runtime.input, column.not_null, column.on_insert, column.on_update
        );
    }
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let names = all_names(&names);
    let _ = writeln!(out, "    ],\n    names: {names},\n    alphabetical: &{alphabetical:?},\n    generated: &[");
    for (index, column) in table.columns.iter().enumerate() {
        let value = match &column.generated {
            None | Some(Generated::DefaultIdentity) => continue,
            Some(Generated::AlwaysIdentity) => "GeneratedValue::Identity".to_owned(),
            Some(Generated::Expression { value: None, .. }) => "GeneratedValue::OnlyTheServerKnows".to_owned(),
            Some(Generated::Expression { value: Some(value), .. }) => format!(
                "GeneratedValue::Stored {{ columns: &{:?}, compute: generated_{name}_{index} }}",
                indices(table, &value.columns())
            ),
        };
        let _ = writeln!(out, "        Generated {{ column: {index}, value: {value} }},");
    }
    let _ = writeln!(out, "    ],\n    domains: &[");
    for (index, column) in table.columns.iter().enumerate() {
        let Some(id) = column.domain else { continue };
        let not_null = table.types.chain(id).iter().any(|domain| domain.not_null);
        let _ = writeln!(out, "        Domain {{ column: {index}, not_null: {not_null}, checks: &[");
        for (number, check) in table.domain_checks(column).enumerate() {
            let function = format!("domain_{name}_{index}_{number}");
            self::check(
                out,
                check,
                &function,
                &[index],
                &params(check, std::slice::from_ref(&column.name), &table.types),
            );
        }
        let _ = writeln!(out, "        ] }},");
    }
    out.push_str("    ],\n");
    for (kind, checks) in lists {
        let field = if kind == "check" { "checks" } else { kind };
        let _ = writeln!(out, "    {field}: &[");
        for (index, check) in checks.iter().enumerate() {
            let indices = indices(table, &check.columns);
            let function = format!("{kind}_{name}_{index}");
            self::check(out, check, &function, &indices, &params(check, &check.columns, &table.types));
        }
        out.push_str("    ],\n");
    }
    let _ = writeln!(out, "    has_before_update_trigger: {},\n}};", table.has_before_update_trigger);
    Ok(())
}

fn check(out: &mut String, check: &Check, function: &str, columns: &[usize], params: &str) {
    let _ = writeln!(
        out,
        "        Check {{\n            name: {:?},\n            holds: {function},\n            \
         columns: &{columns:?},\n            params: {params:?},\n        }},",
        check.name
    );
}

fn indices(table: &Table, columns: &[String]) -> Vec<usize> {
    columns.iter().filter_map(|name| table.columns.iter().position(|column| column.name == *name)).collect()
}

/// The SQL and the columns; if the CHECK is about a stage, its name; if it is a range or a list, its bounds or its
/// values; and what its authors say of it.
/// JSON members.
fn params(check: &Check, columns: &[String], types: &Types) -> String {
    let member = |name: &str, value: Value| format!("\"{name}\":{value}");
    let mut params = vec![member("expression", check.sql.as_str().into()), member("columns", columns.to_vec().into())];
    params.extend(check.stage().map(|stage| member("stage", stage.name.as_str().into())));
    params.extend(check.bounds(types).into_iter().map(|(name, bound)| member(name, bound)));
    params.extend(check.comment.as_deref().map(|comment| member("comment", comment.into())));
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

#[cfg(test)]
mod tests {
    use super::write;
    use crate::read::sql;

    #[test]
    fn tables_whose_names_differ_have_statics_of_their_own() {
        let text = "CREATE TABLE \"a-b\" (i integer); CREATE TABLE a_b (i integer); CREATE TABLE tables (i integer);";
        let database = sql::read(&[("1.sql".to_owned(), text.to_owned())]).unwrap();
        let rust = write(&database.tables).unwrap();
        assert!(rust.contains("pub static TABLES: [&Table; 3] = [&A_B, &A_B_2, &TABLES_2];"), "{rust}");
    }
}
