//! What PostgREST does before PostgreSQL sees a body: it refuses it, or builds a statement. A separate model, based on
//! serde_json, so that it shares no code with the module under test.

use crate::case::{Case, Missing, Operation};
use crate::catalogue::Table;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet};

/// What PostgREST makes of a body.
#[derive(Clone, Debug, PartialEq)]
pub enum Plan {
    /// PostgREST itself answers, with this code.
    Refuse(&'static str),
    /// The body contains no rows: success, and nothing is stored.
    NoRow,
    /// The statement, with the body as parameter `$1`.
    Statement(String),
}

#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Object,
    Array,
    Nothing,
}

/// The columns that the body names, sorted by code point, which is Rust's order of strings.
struct Payload {
    keys: Vec<String>,
    shape: Shape,
}

/// `None` if PostgREST refuses the body.
fn payload(body: &str) -> Option<Payload> {
    // PostgREST's parser refuses a lone surrogate even in a value that nothing reads.
    serde_json::from_str::<IgnoredAny>(body).ok()?;
    if has_lone_surrogate(body) {
        return None;
    }
    let keys = |row: &str| -> Option<Vec<String>> {
        Some(serde_json::from_str::<BTreeMap<String, IgnoredAny>>(row).ok()?.into_keys().collect())
    };
    match body.trim_start_matches([' ', '\t', '\n', '\r']).chars().next()? {
        '{' => Some(Payload { keys: keys(body)?, shape: Shape::Object }),
        '[' => {
            let rows: Vec<&RawValue> = serde_json::from_str(body).ok()?;
            let mut named = None;
            for row in rows {
                // All rows must be objects with the same keys.
                let keys = keys(row.get())?;
                if *named.get_or_insert_with(|| keys.clone()) != keys {
                    return None;
                }
            }
            let shape = if named.is_some() { Shape::Array } else { Shape::Nothing };
            Some(Payload { keys: named.unwrap_or_default(), shape })
        }
        // Any other JSON counts as an empty array.
        _ => Some(Payload { keys: Vec::new(), shape: Shape::Nothing }),
    }
}

/// What `?columns=` lists: the keys of all rows of an array, as supabase-js collects them. PostgREST then leaves the
/// body to PostgreSQL. `None` if the client lists no columns, so that PostgREST does read the body.
fn named_columns(case: &Case) -> Option<Payload> {
    if case.missing == Missing::Omitted {
        return None;
    }
    if let Some(columns) = &case.columns {
        let keys: BTreeSet<&String> = columns.iter().collect();
        // A URL lists columns only for an array, and none if there are none to list.
        return Some(Payload { keys: keys.into_iter().cloned().collect(), shape: Shape::Array });
    }
    let rows: Vec<&RawValue> = serde_json::from_str(&case.body).ok()?;
    let keys: BTreeSet<String> = rows
        .iter()
        .filter_map(|row| serde_json::from_str::<BTreeMap<String, IgnoredAny>>(row.get()).ok())
        .flat_map(BTreeMap::into_keys)
        .collect();
    if keys.is_empty() { None } else { Some(Payload { keys: keys.into_iter().collect(), shape: Shape::Array }) }
}

/// Whether a `\u` escape is half of a surrogate pair. The text is valid JSON, so backslashes occur only in strings.
fn has_lone_surrogate(json: &str) -> bool {
    let bytes = json.as_bytes();
    let unit = |at: usize| {
        let escape = bytes.get(at..at + 6)?;
        let hex = escape.strip_prefix(b"\\u")?;
        u16::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok()
    };
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        match unit(at) {
            Some(0xD800..=0xDBFF) => match unit(at + 6) {
                Some(0xDC00..=0xDFFF) => at += 12,
                _ => return true,
            },
            Some(0xDC00..=0xDFFF) => return true,
            Some(_) => at += 6,
            None => at += 2,
        }
    }
    false
}

/// The column by which upserts are asked for: `?on_conflict=session_id`.
pub const ON_CONFLICT: &str = "session_id";

fn quoted(identifier: &str) -> String {
    format!("\"{}\"", identifier.replace('"', "\"\""))
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// What PostgREST does with the body of a case.
pub fn plan(case: &Case, table: &Table) -> Plan {
    if case.missing != Missing::Omitted && serde_json::from_str::<IgnoredAny>(&case.body).is_err() {
        // If the client lists the columns, only PostgreSQL parses the body.
        return Plan::Refuse("22P02");
    }
    let named = named_columns(case);
    let by_default = named.is_some() && case.missing == Missing::Default;
    let Some(Payload { keys, shape }) = named.or_else(|| payload(&case.body)) else { return Plan::Refuse("PGRST102") };
    if keys.iter().any(|key| table.column(key).is_none()) {
        return Plan::Refuse("PGRST204");
    }
    if shape == Shape::Nothing || case.operation == Operation::Update && keys.is_empty() {
        return Plan::NoRow;
    }
    let name = quoted(&table.name);
    let columns: Vec<String> = keys.iter().map(|key| quoted(key)).collect();
    let definitions: Vec<String> = keys
        .iter()
        .filter_map(|key| table.column(key))
        .map(|column| format!("{} {}", quoted(&column.name), column.data_type))
        .collect();
    let body = if keys.is_empty() {
        // Rows without columns: one row of defaults for each element.
        "SELECT FROM json_array_elements($1::json)".to_owned()
    } else if by_default {
        let defaults: Vec<String> = keys
            .iter()
            .filter_map(|key| table.column(key))
            .filter_map(|column| Some(format!("{}, {}", literal(&column.name), column.default.as_ref()?)))
            .collect();
        format!(
            "SELECT {} FROM (SELECT jsonb_agg(jsonb_build_object({}) || row) AS rows FROM jsonb_array_elements($1::jsonb) row) body, \
             jsonb_to_recordset(body.rows) AS _({})",
            columns.join(", "),
            defaults.join(", "),
            definitions.join(", ")
        )
    } else {
        let function = if shape == Shape::Array { "json_to_recordset" } else { "json_to_record" };
        format!("SELECT {} FROM {function}($1::json) AS _({})", columns.join(", "), definitions.join(", "))
    };
    Plan::Statement(match case.operation {
        Operation::Insert | Operation::Upsert if keys.is_empty() && shape == Shape::Object => {
            format!("INSERT INTO {name} DEFAULT VALUES")
        }
        Operation::Insert | Operation::Upsert if keys.is_empty() => format!("INSERT INTO {name} {body}"),
        Operation::Insert => format!("INSERT INTO {name} ({}) {body}", columns.join(", ")),
        Operation::Upsert => {
            let set: Vec<String> = columns.iter().map(|column| format!("{column} = EXCLUDED.{column}")).collect();
            format!(
                "INSERT INTO {name} ({}) {body} ON CONFLICT ({}) DO UPDATE SET {}",
                columns.join(", "),
                quoted(ON_CONFLICT),
                set.join(", ")
            )
        }
        Operation::Update => {
            let set: Vec<String> = columns.iter().map(|column| format!("{column} = body.{column}")).collect();
            format!("UPDATE {name} SET {} FROM ({body}) body", set.join(", "))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Column;

    fn table() -> Table {
        let column = |name: &str, data_type: &str| Column {
            name: name.into(),
            data_type: data_type.into(),
            not_null: false,
            default: (name == "b").then(|| "'x'".into()),
        };
        Table {
            name: "t".into(),
            columns: vec![column("b", "character varying(3)"), column("a", "integer")],
            left: Vec::new(),
            checks: vec![],
        }
    }

    fn of(operation: Operation, body: &str) -> Plan {
        sent(Missing::Omitted, operation, body)
    }

    fn sent(missing: Missing, operation: Operation, body: &str) -> Plan {
        let case =
            Case { table: "t".into(), operation, body: body.into(), missing, columns: None, current: None, note: None };
        plan(&case, &table())
    }

    #[test]
    fn named_columns_are_those_of_all_rows() {
        let body = "[{\"b\":1},{\"a\":2},3]";
        assert_eq!(
            sent(Missing::Null, Operation::Insert, body),
            Plan::Statement("INSERT INTO \"t\" (\"a\", \"b\") SELECT \"a\", \"b\" FROM json_to_recordset($1::json) AS _(\"a\" integer, \"b\" character varying(3))".into())
        );
        assert_eq!(
            sent(Missing::Default, Operation::Insert, body),
            Plan::Statement("INSERT INTO \"t\" (\"a\", \"b\") SELECT \"a\", \"b\" FROM (SELECT jsonb_agg(jsonb_build_object('b', 'x') || row) AS rows FROM jsonb_array_elements($1::jsonb) row) body, jsonb_to_recordset(body.rows) AS _(\"a\" integer, \"b\" character varying(3))".into())
        );
        // If no column is named, there is no `?columns=`.
        assert_eq!(sent(Missing::Null, Operation::Insert, "[{},1]"), Plan::Refuse("PGRST102"));
        assert_eq!(sent(Missing::Null, Operation::Insert, "["), Plan::Refuse("22P02"));
        assert_eq!(sent(Missing::Null, Operation::Insert, "[{\"a\":1},{\"c\":1}]"), Plan::Refuse("PGRST204"));
    }

    #[test]
    fn a_column_may_be_named_that_no_row_has() {
        let case = |columns: &[&str]| Case {
            table: "t".into(),
            operation: Operation::Insert,
            body: "[{\"b\":1,\"c\":2}]".into(),
            missing: Missing::Null,
            columns: Some(columns.iter().map(|name| (*name).to_owned()).collect()),
            current: None,
            note: None,
        };
        assert_eq!(
            plan(&case(&["b", "a"]), &table()),
            Plan::Statement("INSERT INTO \"t\" (\"a\", \"b\") SELECT \"a\", \"b\" FROM json_to_recordset($1::json) AS _(\"a\" integer, \"b\" character varying(3))".into())
        );
        assert_eq!(plan(&case(&["b", "c"]), &table()), Plan::Refuse("PGRST204"));
    }

    #[test]
    fn bodies_are_refused_as_postgrest_does() {
        for (body, code) in [
            ("", "PGRST102"),
            ("{", "PGRST102"),
            ("{\"a\":01}", "PGRST102"),
            ("{\"a\":\"\\ud800\"}", "PGRST102"),
            ("{\"a\":\"\\\\ud800\",\"c\":1}", "PGRST204"),
            ("[{\"a\":1},{\"b\":1}]", "PGRST102"),
            ("[{\"a\":1},1]", "PGRST102"),
            ("{\"A\":1}", "PGRST204"),
            ("{\"ctid\":1}", "PGRST204"),
        ] {
            assert_eq!(of(Operation::Insert, body), Plan::Refuse(code), "{body}");
        }
    }

    #[test]
    fn statements_name_the_sorted_keys_with_their_types() {
        assert_eq!(
            of(Operation::Insert, "{\"b\":1,\"a\":1e400,\"b\":2}"),
            Plan::Statement("INSERT INTO \"t\" (\"a\", \"b\") SELECT \"a\", \"b\" FROM json_to_record($1::json) AS _(\"a\" integer, \"b\" character varying(3))".into())
        );
        assert_eq!(
            of(Operation::Update, "{\"a\":1}"),
            Plan::Statement("UPDATE \"t\" SET \"a\" = body.\"a\" FROM (SELECT \"a\" FROM json_to_record($1::json) AS _(\"a\" integer)) body".into())
        );
        assert_eq!(of(Operation::Insert, " {}"), Plan::Statement("INSERT INTO \"t\" DEFAULT VALUES".into()));
        assert_eq!(
            of(Operation::Insert, "[{},{}]"),
            Plan::Statement("INSERT INTO \"t\" SELECT FROM json_array_elements($1::json)".into())
        );
        assert_eq!(
            of(Operation::Upsert, "{\"a\":1}"),
            Plan::Statement("INSERT INTO \"t\" (\"a\") SELECT \"a\" FROM json_to_record($1::json) AS _(\"a\" integer) ON CONFLICT (\"session_id\") DO UPDATE SET \"a\" = EXCLUDED.\"a\"".into())
        );
        for body in ["null", "true", "1", "\"x\"", "[]"] {
            assert_eq!(of(Operation::Insert, body), Plan::NoRow, "{body}");
        }
    }
}
