//! Random request bodies for a table: one row or an array, with or without `?columns=`, inserts, upserts and updates. Knows
//! how requests look, and not what is good.

use conformance::case::{Missing, Operation};
use conformance::random::Random;

use crate::case::{Column, Draft, Request};
use crate::values;

impl Draft {
    /// An insert or upsert.
    pub fn insert(&self, random: &mut Random) -> Request {
        let mut missing = Missing::Omitted;
        let body = match random.below(100) {
            0..72 => self.row(random, 95),
            72..80 => {
                // Rows of the same keys.
                let columns = self.some(random, 90);
                let rows = (0..random.between(1, 3)).map(|_| object(random, &columns)).collect::<Vec<_>>();
                format!("[{}]", rows.join(","))
            }
            80..95 => {
                missing = *random.pick_from(&[Missing::Null, Missing::Default]);
                let rows: Vec<_> = (0..random.between(1, 3))
                    .map(|_| if random.chance(5) { "1".to_owned() } else { self.row(random, 85) })
                    .collect();
                format!("[{}]", rows.join(","))
            }
            _ => self.strange(random),
        };
        let upsert = self.columns.iter().any(|column| column.name == "id") && random.chance(50);
        Request { upsert, missing, ..Request::insert(&body) }
    }

    /// An update of a stored row, which is given as the server prints it.
    pub fn update(&self, random: &mut Random, current: &str) -> Request {
        let share = *random.pick_from(&[15, 30, 60]);
        let body = if random.chance(95) { self.row(random, share) } else { self.strange(random) };
        Request { operation: Operation::Update, current: Some(current.to_owned()), ..Request::insert(&body) }
    }

    /// Columns that a row names, in any order; of those that the database alone may write, few.
    fn some(&self, random: &mut Random, percent: usize) -> Vec<&Column> {
        let mut columns = Vec::new();
        for column in &self.columns {
            if random.chance(if column.is_generated { 4 } else { percent }) {
                columns.insert(random.below(columns.len() + 1), column);
            }
        }
        columns
    }

    fn row(&self, random: &mut Random, percent: usize) -> String {
        let columns = self.some(random, percent);
        object(random, &columns)
    }

    /// A row with what no row should have.
    fn strange(&self, random: &mut Random) -> String {
        let row = self.row(random, 90);
        let other = self.row(random, 50);
        let (members, others) = (members(&row), members(&other));
        let comma = if members.is_empty() || others.is_empty() { "" } else { "," };
        match random.below(6) {
            0 => "{}".to_owned(),
            // Duplicate keys: the last counts.
            1 => format!("{{{members}{comma}{others}}}"),
            2 => format!("{{{members}{}\"no column\":1}}", if members.is_empty() { "" } else { "," }),
            3 => row.replacen(":\"", ":\"\\u0000", 1),
            4 => row.replacen(":\"", ":\"\\ud800", 1),
            _ => format!("[{row},{other}]"),
        }
    }
}

/// What stands between an object's braces.
fn members(object: &str) -> &str {
    object.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or_default()
}

fn object(random: &mut Random, columns: &[&Column]) -> String {
    let members: Vec<_> = columns
        .iter()
        .map(|column| {
            let key = serde_json::Value::from(column.name.trim_matches('"')).to_string();
            format!("{key}:{}", values::cell(random, column.ty))
        })
        .collect();
    format!("{{{}}}", members.join(","))
}
