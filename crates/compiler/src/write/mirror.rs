//! The files for the package of any schema besides its wasm: types, facts, words and docs. Knows file names and
//! TypeScript's spelling, and judges nothing.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::error::{Error, Place, Result};
use crate::model::source::Mirrored;
use crate::write::{docs, facts, typescript};

/// What the README counts by name of what is left to the server.
const KINDS: [&str; 5] = ["CHECK", "UNIQUE", "FOREIGN KEY", "TRIGGER", "POLICY"];

const HEAD: &str = "// Made by event-wizard-compiler from the schema. Do not edit.\n";

/// File names and their texts: modules of `src/generated`, and pages of `docs`. `name` is the package's.
///
/// # Errors
/// A name cannot be used in TypeScript, or a stage's text is not JSON.
pub fn files(source: &Mirrored, name: &str) -> Result<Vec<(String, String)>> {
    distinct_types(source)?;
    let tables = &source.database.tables;
    let mut files = facts::of_stages(&source.stages, &source.sources)?;
    files.push(("facts.ts".to_owned(), facts_module(source)));
    files.push(("types.ts".to_owned(), typescript::of_tables(tables, &source.sources)));
    files.push(("rule_sentences.ts".to_owned(), typescript::rule_sentences(&[])));
    let modules = files.into_iter().map(|(file, text)| (format!("src/generated/{file}"), text));
    let pages = [
        ("docs/database.md".to_owned(), docs::database(&source.database)),
        ("docs/issues.md".to_owned(), docs::issues(tables, &source.sources, &[], &[])),
        ("README.md".to_owned(), readme(source, name)),
    ];
    Ok(modules.chain(pages).collect())
}

/// Refuses two tables whose row types would have the same name.
fn distinct_types(source: &Mirrored) -> Result<()> {
    let mut seen: Map<String, Value> = Map::new();
    for table in &source.database.tables {
        let name = typescript::row_name(&table.name);
        if let Some(other) = seen.insert(name.clone(), table.name.as_str().into()) {
            let message = format!("its rows would have the same name in TypeScript, `{name}Row`, as those of {other}");
            return Err(Error::unsupported(message).in_place(Place::Table(table.name.clone())));
        }
    }
    Ok(())
}

fn facts_module(source: &Mirrored) -> String {
    let tables = &source.database.tables;
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    let columns: Map<String, Value> = tables
        .iter()
        .map(|table| {
            let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
            (table.name.clone(), names.into())
        })
        .collect();
    let stages: Vec<&str> = source.stages.iter().map(|stage| stage.stage.as_str()).collect();
    let (imports, members, schemas) = facts::stage_parts(&source.stages);
    format!(
        "{HEAD}{imports}
/** The tables. */
export const tables = {} as const;
/** A table's name. */
export type TableName = (typeof tables)[number];

/** Each table's columns. */
export const columns: {{ readonly [Table in TableName]: readonly string[] }} = {};

/** The stages. */
export const stages = {} as const;
/** A stage's name. */
export type Stage = (typeof stages)[number];

/** Each stage's complete data. */
export type StageData = {{
{members}
}};

/** The stages' JSON Schemas (2020-12), without comments, in the order of `stages`. */
export const schemas: readonly object[] = [{schemas}];

/** A hash of the migrations and stage schemas that are compiled in. */
export const schemaVersion: string = {};
",
        Value::from(names),
        Value::Object(columns),
        Value::from(stages),
        Value::from(source.version.as_str())
    )
}

fn readme(source: &Mirrored, name: &str) -> String {
    let database = &source.database;
    let mut out = format!(
        "# {name}

Says whether PostgreSQL would store a row of these tables, with the error that the server would return, before it is
sent. It was compiled from the database's migrations by event-wizard-validator's `make mirror` (schema version
`{}`): nothing is fetched, and nothing is awaited.

| table | columns | CHECKs | left to the server |
|---|---|---|---|
",
        source.version
    );
    for table in &database.tables {
        let left: Vec<&str> = database
            .not_mirrored
            .iter()
            .filter(|rule| rule.table.as_ref() == Some(&table.name))
            .map(|rule| rule.kind)
            .collect();
        let mut kinds: Vec<String> = Vec::new();
        for kind in KINDS {
            match left.iter().filter(|each| **each == kind).count() {
                0 => {}
                1 => kinds.push(kind.to_owned()),
                more => kinds.push(format!("{more} {kind}")),
            }
        }
        let others = left.iter().filter(|kind| !KINDS.contains(kind)).count();
        if others > 0 {
            kinds.push(format!("{others} more"));
        }
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} |",
            table.name.replace('|', "\\|"),
            table.columns.len(),
            table.checks.len(),
            kinds.join(", ")
        );
    }
    let table = database.tables.first().map_or("", |table| table.name.as_str());
    let _ = write!(
        out,
        "
[docs/database.md](docs/database.md) has every column and CHECK, and what only the server can judge;
[docs/issues.md](docs/issues.md) every code that an issue can have.

```js
import {{ validateRow, validateRows, validateRowJson, tables }} from '{name}';

const verdict = validateRow('{table}', row); // as `insert(row)` sends it
verdict.valid; // PostgreSQL would store it, but for what only the server can tell
verdict.issues[0]; // the error that the server would return: sqlstate, constraint, column, path, message

validateRow('{table}', change, {{ operation: 'update', current: stored }}); // an update of a stored row
validateRows('{table}', rows); // an array, as supabase-js sends it
validateRowJson('{table}', text); // the very text that will be sent
```
"
    );
    if !source.stages.is_empty() {
        let names: Vec<String> = source.stages.iter().map(|stage| format!("`{}`", stage.stage)).collect();
        let _ = write!(
            out,
            "
`validateStage(stage, data, {{ mode: 'complete' }})` judges data by a JSON Schema: {}.
",
            names.join(", ")
        );
    }
    out.push_str(
        "
It runs in Node.js 20.19 or newer and in browsers with WebAssembly SIMD (Chromium 91, Firefox 89, Safari 16.4). Types of
the rows (`Row`, `Insert`, `Update` of each table, and `Database` for supabase-js) are exported, too.
",
    );
    out
}
