//! The bodies to try on a table: inserts, and updates of stored rows.

use conformance::random::Random;
use serde_json::Value;

use crate::line::Column;

/// The members of a body: the column's index, and JSON text.
pub type Members = Vec<(usize, String)>;

/// The JSON text of an object with these members.
pub fn body(columns: &[Column], members: &Members) -> String {
    let member = |(column, value): &(usize, String)| {
        columns.get(*column).map(|(name, _)| format!("{}:{value}", Value::from(name.as_str())))
    };
    format!("{{{}}}", members.iter().filter_map(member).collect::<Vec<_>>().join(","))
}

/// Rows with each candidate of each column once and random others; then random rows, up to the number of rows.
pub fn inserts(random: &mut Random, candidates: &[Vec<String>], most: usize) -> Vec<Members> {
    let mut rows: Vec<Members> = vec![Vec::new()];
    let mut systematic: Vec<(usize, String)> = Vec::new();
    for (column, values) in candidates.iter().enumerate() {
        systematic.extend(values.iter().map(|value| (column, value.clone())));
    }
    // In random order, so that a cut leaves some rows for every column.
    while !systematic.is_empty() && rows.len() < most {
        let (column, value) = systematic.swap_remove(random.below(systematic.len()));
        let mut row = any(random, candidates, 90);
        row.retain(|(other, _)| *other != column);
        row.push((column, value));
        row.sort_by_key(|(column, _)| *column);
        rows.push(row);
    }
    let more = if candidates.len() > 1 { most / 3 } else { 0 };
    rows.extend((0..more).map(|_| any(random, candidates, 90)));
    rows
}

/// Changes to a stored row, in some of its columns.
pub fn updates(random: &mut Random, candidates: &[Vec<String>], count: usize) -> Vec<Members> {
    let change = |_| loop {
        let row = any(random, candidates, 60);
        if !row.is_empty() {
            return row;
        }
    };
    (0..count).map(change).collect()
}

fn any(random: &mut Random, candidates: &[Vec<String>], percent: usize) -> Members {
    let mut row = Vec::new();
    for (column, values) in candidates.iter().enumerate() {
        if random.chance(percent) && !values.is_empty() {
            row.push((column, random.pick_from(values).clone()));
        }
    }
    row
}
