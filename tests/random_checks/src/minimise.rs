//! Makes a case that was judged differently smaller: fewer CHECKs, fewer columns, shorter bodies. Knows texts, and not
//! whether what it makes is still judged differently.

use event_wizard_compiler::model::table::{Generated, Table};

use crate::case::{Case, Request};

/// The same statements for a table of another name.
pub fn renamed(sql: &str, from: &str, to: &str) -> String {
    sql.replacen(&format!("CREATE TABLE {from} "), &format!("CREATE TABLE {to} "), 1)
        .replace(&format!("ALTER TABLE {from} "), &format!("ALTER TABLE {to} "))
}

/// The table with one of its CHECKs, and then with all, each without the columns that nobody mentions.
pub fn tables(case: &Case, table: &Table) -> Vec<Case> {
    let columns = definitions(&case.sql);
    let mut candidates = Vec::new();
    let each = table.checks.iter().map(std::slice::from_ref).chain([&[][..]]);
    for checks in each.chain([table.checks.as_slice()]) {
        let body = case.requests.iter().map(|request| request.body.as_str()).collect::<Vec<_>>().join(" ");
        let is_needed = |name: &str| {
            let generated = |column: &event_wizard_compiler::model::table::Column| match &column.generated {
                Some(Generated::Expression { sql, .. }) => sql.contains(name),
                _ => false,
            };
            body.contains(&format!("\"{name}\":"))
                || checks.iter().any(|check| check.columns.iter().any(|column| column == name))
                || table.columns.iter().any(generated)
        };
        let kept: Vec<&str> = table
            .columns
            .iter()
            .zip(&columns)
            .filter(|(column, _)| is_needed(&column.name))
            .map(|(_, definition)| definition.as_str())
            .collect();
        let checks = checks.iter().map(|check| format!("CONSTRAINT \"{}\" CHECK ({})", check.name, check.sql));
        let elements: Vec<String> = kept.iter().map(|text| (*text).to_owned()).chain(checks).collect();
        candidates
            .push(Case { sql: format!("CREATE TABLE {} ({});", case.table, elements.join(", ")), ..case.clone() });
    }
    candidates
}

/// The columns' definitions, of the statement that `Draft::sql` writes, without CHECKs behind them.
fn definitions(sql: &str) -> Vec<String> {
    let inside = sql.split_once('(').map_or("", |(_, rest)| rest);
    let (mut depth, mut quote, mut start) = (0usize, None, 0);
    let mut parts = Vec::new();
    for (at, c) in inside.char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, '(' | '[') => depth += 1,
            (None, ')') if depth == 0 => {
                parts.push(inside.get(start..at).unwrap_or_default());
                break;
            }
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                parts.push(inside.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            (None, _) => {}
        }
    }
    let without_check = |part: &str| {
        let cut = [" CONSTRAINT ", " CHECK ("].iter().filter_map(|word| part.find(word)).min();
        part.get(..cut.unwrap_or(part.len())).unwrap_or_default().trim().to_owned()
    };
    parts.into_iter().map(without_check).collect()
}

/// The case with each of its request's members left out, and then some shortened.
pub fn requests(case: &Case) -> Vec<Case> {
    let Some(request) = case.requests.first() else { return Vec::new() };
    let body = conformance::case::Case {
        table: case.table.clone(),
        operation: request.operation,
        body: request.body.clone(),
        missing: request.missing,
        columns: None,
        current: None,
        note: None,
    };
    let smaller = |small: conformance::case::Case| Case {
        requests: vec![Request { body: small.body, ..request.clone() }],
        ..case.clone()
    };
    let is_json = |small: &conformance::case::Case| serde_json::from_str::<serde::de::IgnoredAny>(&small.body).is_ok();
    conformance::minimise::smaller(&body).into_iter().filter(is_json).take(60).map(smaller).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_definitions_of_columns() {
        let sql = "CREATE TABLE t (a numeric(4,2) DEFAULT 1, \"b c\" text GENERATED ALWAYS AS (x || ',') STORED \
                   CONSTRAINT m CHECK (a > 0), CHECK (b)); ALTER TABLE t ADD CHECK (true);";
        assert_eq!(
            definitions(sql),
            ["a numeric(4,2) DEFAULT 1", "\"b c\" text GENERATED ALWAYS AS (x || ',') STORED", ""]
        );
        assert!(
            renamed(sql, "t", "u").starts_with("CREATE TABLE u (") && renamed(sql, "t", "u").contains("TABLE u ADD")
        );
    }
}
