//! Tables as PostgreSQL has them after all migrations: columns, defaults, typed CHECKs. Knows
//! nothing of SQL's spelling; every expression here is already resolved to types.

use serde_json::Value;

use super::expression::{Comparison, Expression, Literal, Node};

pub use pg_value::Type;

/// The database that is mirrored.
#[derive(Clone, Debug, Default)]
pub struct Database {
    /// In the order of their creation.
    pub tables: Vec<Table>,
    /// What is read and cannot be judged without the server, for the docs.
    pub not_mirrored: Vec<NotMirrored>,
}

/// A rule that only the server can enforce.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotMirrored {
    /// The migration that brought it.
    pub file: String,
    /// The table it belongs to.
    pub table: Option<String>,
    /// `UNIQUE`, `FOREIGN KEY`, `POLICY`, `TRIGGER` …
    pub kind: &'static str,
    /// The SQL, as the parser prints it, on one line.
    pub sql: String,
}

/// One table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name, folded as PostgreSQL folds it.
    pub name: String,
    /// In table order, which is the order of NOT NULL errors.
    pub columns: Vec<Column>,
    /// By name, the order in which PostgreSQL evaluates them.
    pub checks: Vec<Check>,
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name, folded as PostgreSQL folds it.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Whether NULL is refused.
    pub not_null: bool,
    /// Whether it is part of the primary key.
    pub primary_key: bool,
    /// What it gets where nothing is given.
    pub default: DefaultValue,
    /// The default as the migration has it, for the server to read; `None` without one.
    pub default_sql: Option<String>,
    /// A BEFORE INSERT trigger sets it, to a value that is not NULL.
    pub set_on_insert: bool,
    /// A BEFORE UPDATE trigger sets it, to a value that is not NULL.
    pub set_on_update: bool,
}

/// What a missing column gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefaultValue {
    /// No default, or NULL.
    Null,
    /// The text that the column type's input function reads, good by construction.
    Literal(String),
    /// Made by the server, never NULL: `now()`, `gen_random_uuid()`.
    Server(String),
    /// Made by the server, perhaps NULL.
    Unknowable(String),
}

/// A CHECK constraint.
#[derive(Clone, Debug)]
pub struct Check {
    /// Given, or made up as PostgreSQL does.
    pub name: String,
    /// The migration that brought it.
    pub file: String,
    /// The expression's SQL, as the parser prints it.
    pub sql: String,
    /// Of type boolean.
    pub expression: Expression,
    /// The columns that it mentions, in order of first mention. PostgreSQL may have no need to look at all of them.
    pub columns: Vec<String>,
}

impl Check {
    /// Where it is a comparison of a column with a number, a range or a list: its bounds by JSON
    /// Schema's names, or its `allowedValues`.
    #[must_use]
    pub fn bounds(&self) -> Vec<(&'static str, Value)> {
        let is_column = |e: &Expression| matches!(&e.node, Node::Column(_));
        let bound = |e: &Expression| {
            let Node::Compare(comparison, left, right) = &e.node else { return None };
            let Node::Literal(Literal::Integer(limit)) = right.node else { return None };
            let name = match comparison {
                Comparison::Ge => "minimum",
                Comparison::Le => "maximum",
                Comparison::Gt => "exclusiveMinimum",
                Comparison::Lt => "exclusiveMaximum",
                Comparison::Eq | Comparison::Ne => return None,
            };
            is_column(left).then(|| (name, Value::from(limit)))
        };
        let value = |literal: &Literal| match literal {
            Literal::Text(text) => Some(Value::from(text.as_str())),
            Literal::Integer(integer) => Some(Value::from(*integer)),
            _ => None,
        };
        match &self.expression.node {
            Node::And(both) if both.len() == 2 => both.iter().filter_map(bound).collect(),
            Node::EqAny(of, list) if is_column(of) => {
                let values: Option<Vec<_>> = list.iter().map(value).collect();
                values.map(|values| ("allowedValues", Value::Array(values))).into_iter().collect()
            }
            _ => bound(&self.expression).into_iter().collect(),
        }
    }
}
