//! A table with its rows: what is generated, and what the corpus keeps.

use conformance::case::{Missing, Operation};
use conformance::random::Random;
use serde::{Deserialize, Serialize};

use crate::expression::Grammar;
use crate::values::{LABELS, TYPES, Type, quoted};

/// A line of `corpus/*.jsonl`: the SQL that makes one table, and what is asked about it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Case {
    /// Unique within a run; the SQL names the table so.
    pub table: String,
    pub sql: String,
    /// Bodies of inserts, as JSON texts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<String>,
    /// Other statements.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<Request>,
    /// What once went wrong here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One request to PostgREST.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    pub operation: Operation,
    /// An insert that updates a row of the same key.
    #[serde(default, skip_serializing_if = "is_false")]
    pub upsert: bool,
    #[serde(default)]
    pub missing: Missing,
    pub body: String,
    /// The stored row that an update meets: all columns, as the server prints them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
const fn is_false(value: &bool) -> bool {
    !*value
}

impl Request {
    /// The insert of a body.
    #[must_use]
    pub fn insert(body: &str) -> Self {
        Self {
            operation: Operation::Insert,
            upsert: false,
            missing: Missing::Omitted,
            body: body.to_owned(),
            current: None,
        }
    }
}

impl Case {
    /// All that is asked.
    pub fn asked(&self) -> Vec<Request> {
        self.rows.iter().map(|row| Request::insert(row)).chain(self.requests.iter().cloned()).collect()
    }
}

/// A CHECK of a table, before it is known who accepts it.
#[derive(Clone, Debug)]
pub struct Check {
    pub name: Option<String>,
    pub sql: String,
}

/// The parts of a random table.
#[derive(Clone)]
pub struct Draft {
    pub table: String,
    /// The statements that make the types of its own.
    pub types: String,
    pub columns: Vec<Column>,
    pub checks: Vec<Check>,
}

#[derive(Clone)]
pub struct Column {
    pub name: String,
    pub ty: Type,
    pub sql: String,
    /// The type itself, where `sql` is a domain over it.
    pub base: String,
    /// What follows the type: NOT NULL, a default, how its values are made.
    pub rest: String,
    /// Only the database may write it.
    pub is_generated: bool,
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

/// The types of a table's own.
struct Types {
    /// Of the table: makes the names of its types unlike those of others.
    index: usize,
    /// The statements that make them.
    made: Vec<String>,
}

impl Types {
    fn mood(&mut self) -> String {
        let name = format!("t{}_mood", self.index);
        if !self.made.iter().any(|sql| sql.starts_with(&format!("CREATE TYPE {name} "))) {
            let labels: Vec<_> = LABELS.iter().map(|label| quoted(label)).collect();
            self.made.push(format!("CREATE TYPE {name} AS ENUM ({});", labels.join(", ")));
        }
        name
    }

    /// A domain over a type, perhaps over a domain over it.
    fn domain(&mut self, random: &mut Random, ty: Type, sql: &str) -> String {
        let name = format!("t{}_d{}", self.index, self.made.len());
        let mut rest = String::new();
        for _ in 0..random.between(0, 2) {
            let condition = Grammar { random, columns: &[("VALUE".to_owned(), ty)] }.condition(1);
            rest.push_str(&format!(" CHECK ({condition})"));
        }
        if random.chance(25) {
            rest.push_str(" NOT NULL");
        }
        self.made.push(format!("CREATE DOMAIN {name} AS {sql}{rest};"));
        if random.chance(20) { self.domain(random, ty, &name) } else { name }
    }
}

fn column(random: &mut Random, name: &str, types: &mut Types) -> Column {
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
        Type::Json => "json",
        Type::Jsonb => "jsonb",
        Type::Real => "real",
        Type::Double => random.pick(&["double precision", "float", "float8"]),
        Type::Bpchar => random.pick(&["char(3)", "character(2)", "char", "bpchar"]),
        Type::Bytea => "bytea",
        Type::Time => random.pick(&["time", "time(0)", "time without time zone"]),
        Type::Timestamp => random.pick(&["timestamp", "timestamp(0)", "timestamp(3) without time zone"]),
        Type::Enum | Type::EnumArray => "",
        Type::IntegerArray => random.pick(&["integer[]", "integer ARRAY", "int[3]", "integer[][]"]),
        Type::NumericArray => random.pick(&["numeric[]", "numeric(4,1)[]"]),
        Type::VarcharArray => random.pick(&["varchar(2)[]", "varchar[]"]),
        Type::UuidArray => "uuid[]",
        Type::DateArray => "date[]",
    };
    let mut sql = match ty {
        Type::Enum => types.mood(),
        Type::EnumArray => format!("{}[]", types.mood()),
        _ => sql.to_owned(),
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
        Type::Json | Type::Jsonb => " DEFAULT '{\"a\":[1]}'",
        Type::Real | Type::Double => " DEFAULT 1.5",
        Type::Bpchar => " DEFAULT 'a'",
        Type::Bytea => " DEFAULT '\\x00'",
        Type::Time => " DEFAULT '10:00'",
        Type::Timestamp => " DEFAULT '2000-01-01 00:00:00'",
        Type::Enum => " DEFAULT 'ok'",
        Type::IntegerArray => " DEFAULT '{1,2}'",
        Type::NumericArray | Type::VarcharArray | Type::UuidArray | Type::DateArray | Type::EnumArray => {
            " DEFAULT '{}'"
        }
    };
    let rest = match random.below(10) {
        0 => " NOT NULL",
        1 => default,
        _ => "",
    };
    let base = sql.clone();
    if !matches!(ty, Type::Json | Type::Jsonb) && random.chance(8) {
        sql = types.domain(random, ty, &sql);
    }
    let is_domain = sql != base;
    let column = Column { name: name.to_owned(), ty, sql, base, rest: rest.to_owned(), is_generated: false };
    match ty {
        _ if is_domain => column,
        Type::SmallInt | Type::Integer | Type::BigInt if random.chance(8) => {
            let always = random.chance(50);
            let kind = if always { "ALWAYS" } else { "BY DEFAULT" };
            Column { rest: format!(" GENERATED {kind} AS IDENTITY"), is_generated: always, ..column }
        }
        _ => column,
    }
}

/// A column that is computed from the others.
fn generated(random: &mut Random, name: &str, others: &[(String, Type)], types: &mut Types) -> Column {
    let mut column = column(random, name, types);
    let expression = Grammar { random, columns: others }.value(column.ty, 2);
    column.rest = format!(" GENERATED ALWAYS AS ({expression}) STORED");
    if random.chance(30) {
        column.rest.push_str(" NOT NULL");
    }
    Column { is_generated: true, ..column }
}

impl Draft {
    /// The table of an index of a run.
    pub fn of(random: &mut Random, index: usize) -> Self {
        let table = match random.below(12) {
            0 => format!("t{index}_a_table_whose_name_is_so_long_that_made_up_names_are_cut"),
            _ => format!("t{index}"),
        };
        let mut names = NAMES.to_vec();
        let mut types = Types { index, made: Vec::new() };
        let mut columns: Vec<_> = (0..random.between(1, 6))
            .map(|_| {
                let name = names.remove(random.below(names.len()));
                column(random, name, &mut types)
            })
            .collect();
        let mut typed: Vec<_> = columns.iter().map(|column| (column.name.clone(), column.ty)).collect();
        if random.chance(25) {
            let name = names.remove(random.below(names.len()));
            let new = generated(random, name, &typed, &mut types);
            typed.push((new.name.clone(), new.ty));
            // Anywhere: an expression may speak of later columns.
            columns.insert(random.below(columns.len() + 1), new);
        }
        if random.chance(2) {
            // Far more columns than CHECKs speak of.
            let wide = (0..random.between(60, 400)).map(|index| Column {
                name: format!("wide_{index}"),
                base: "integer".to_owned(),
                ty: Type::Integer,
                sql: "integer".to_owned(),
                rest: if index % 50 == 7 { " NOT NULL DEFAULT 1".to_owned() } else { String::new() },
                is_generated: false,
            });
            columns.splice(0..0, wide);
        }
        if random.chance(10) {
            let sql = random.pick(&["integer", "uuid", "text"]);
            let ty = match sql {
                "integer" => Type::Integer,
                "uuid" => Type::Uuid,
                _ => Type::Text,
            };
            let (name, rest) = ("id".to_owned(), " PRIMARY KEY".to_owned());
            columns
                .insert(0, Column { name, ty, sql: sql.to_owned(), base: sql.to_owned(), rest, is_generated: false });
        }
        let mut checks: Vec<Check> = Vec::new();
        for number in 0..random.between(1, 3) {
            let depth = random.below(4);
            let sql = Grammar { random, columns: &typed }.condition(depth);
            let name = random.chance(50).then(|| format!("{}{number}", random.pick(&["z_rule_", "a_rule_", "m"])));
            checks.push(Check { name, sql });
        }
        Self { table, types: types.made.concat(), columns, checks }
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
        format!("{}CREATE TABLE {} ({});{after}", self.types, self.table, elements.join(", "))
    }

    /// The same without domains, and without the columns that are computed and the CHECKs that speak of them.
    #[must_use]
    pub fn plain(&self) -> Self {
        let plain = |column: &Column| Column { sql: column.base.clone(), ..column.clone() };
        let (gone, columns): (Vec<Column>, Vec<Column>) =
            self.columns.iter().map(plain).partition(|column| column.rest.contains(" STORED"));
        let speaks = |check: &&Check| !gone.iter().any(|column| check.sql.contains(&column.name));
        Self {
            table: self.table.clone(),
            types: self.types.clone(),
            columns,
            checks: self.checks.iter().filter(speaks).cloned().collect(),
        }
    }
}
