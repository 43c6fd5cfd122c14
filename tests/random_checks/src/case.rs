//! A table with its rows: what is generated, and what the corpus keeps.

use conformance::random::Random;
use serde::{Deserialize, Serialize};

use crate::expression::Grammar;
use crate::values::{self, TYPES, Type};

/// A line of `corpus/*.jsonl`: the SQL that makes one table, and rows as JSON texts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Case {
    /// Unique within a run; the SQL names the table so.
    pub table: String,
    /// In SQL's spelling, and the type's.
    pub columns: Vec<(String, String)>,
    pub sql: String,
    pub rows: Vec<String>,
    /// What once went wrong here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A CHECK of a table, before it is known who accepts it.
#[derive(Clone, Debug)]
pub struct Check {
    pub name: Option<String>,
    pub sql: String,
}

/// The parts of a random table.
pub struct Draft {
    pub table: String,
    pub columns: Vec<Column>,
    pub checks: Vec<Check>,
}

pub struct Column {
    pub name: String,
    pub ty: Type,
    pub sql: String,
    pub rest: &'static str,
}

const NAMES: [&str; 10] = [
    "a",
    "amount",
    "\"Mixed\"",
    "\"with space\"",
    "kind",
    "status",
    "tags",
    "data",
    "check_at",
    "a_very_long_column_name_that_will_be_cut_in_made_up_names_xyz",
];

fn column(random: &mut Random, name: &str) -> Column {
    let ty = *random.pick_from(&TYPES);
    let sql = match ty {
        Type::SmallInt => "smallint",
        Type::Integer => "integer",
        Type::BigInt => "bigint",
        Type::Boolean => "boolean",
        Type::Numeric => random.pick(&["numeric", "numeric(4,2)", "numeric(3)"]),
        Type::Text => "text",
        Type::Varchar => random.pick(&["varchar(3)", "character varying(2)", "varchar"]),
        Type::Uuid => "uuid",
        Type::Date => "date",
        Type::Timestamptz => "timestamptz",
        Type::TextArray => "text[]",
        Type::Jsonb => "jsonb",
    };
    let default = match ty {
        Type::SmallInt | Type::Integer | Type::BigInt => " DEFAULT 1",
        Type::Boolean => " DEFAULT false",
        Type::Numeric => " DEFAULT 1.5",
        Type::Text => " DEFAULT 'abc'",
        Type::Varchar => " DEFAULT 'ab'",
        Type::Uuid => " DEFAULT '11111111-2222-4333-8444-555555555555'",
        Type::Date => " DEFAULT '2000-01-01'",
        Type::Timestamptz => " DEFAULT '2000-01-01 00:00:00+00'",
        Type::TextArray => " DEFAULT '{a,b}'",
        Type::Jsonb => " DEFAULT '{\"a\":[1]}'",
    };
    let rest = match random.below(10) {
        0 => " NOT NULL",
        1 => default,
        _ => "",
    };
    Column { name: name.to_owned(), ty, sql: sql.to_owned(), rest }
}

impl Draft {
    /// The table of an index of a run.
    pub fn of(random: &mut Random, index: usize) -> Self {
        let table = match random.below(12) {
            0 => format!("t{index}_a_table_whose_name_is_so_long_that_made_up_names_are_cut"),
            _ => format!("t{index}"),
        };
        let mut names = NAMES.to_vec();
        let columns: Vec<_> = (0..random.between(1, 6))
            .map(|_| {
                let name = names.remove(random.below(names.len()));
                column(random, name)
            })
            .collect();
        let typed: Vec<_> = columns.iter().map(|column| (column.name.clone(), column.ty)).collect();
        let mut checks: Vec<Check> = Vec::new();
        for number in 0..random.between(1, 3) {
            let depth = random.below(4);
            let sql = Grammar { random, columns: &typed }.condition(depth);
            let name = random.chance(50).then(|| format!("{}{number}", random.pick(&["z_rule_", "a_rule_", "m"])));
            checks.push(Check { name, sql });
        }
        Self { table, columns, checks }
    }

    /// The statement that makes the table with some of its CHECKs, in one of SQL's ways.
    pub fn sql(&self, random: &mut Random, checks: &[Check]) -> String {
        let mut elements: Vec<String> =
            self.columns.iter().map(|column| format!("{} {}{}", column.name, column.sql, column.rest)).collect();
        let mut after = String::new();
        for check in checks {
            let name = check.name.as_ref().map(|name| format!("CONSTRAINT {name} ")).unwrap_or_default();
            let text = format!("{name}CHECK ({})", check.sql);
            match random.below(10) {
                0..2 => after.push_str(&format!(" ALTER TABLE {} ADD {text};", self.table)),
                // Behind a column, where PostgreSQL takes it for the table's own too.
                2..4 => {
                    let at = random.below(self.columns.len());
                    elements[at].push_str(&format!(" {text}"));
                }
                _ => elements.push(text),
            }
        }
        format!("CREATE TABLE {} ({});{after}", self.table, elements.join(", "))
    }

    /// A row: any of the columns, in any order.
    pub fn row(&self, random: &mut Random) -> String {
        let mut members = Vec::new();
        for column in &self.columns {
            if random.chance(95) {
                let key = serde_json::Value::from(column.name.trim_matches('"')).to_string();
                members.push(format!("{key}:{}", values::cell(random, column.ty)));
            }
        }
        format!("{{{}}}", members.join(","))
    }
}
