//! Tables as PostgreSQL has them after all migrations: columns, defaults, typed CHECKs. Knows nothing about SQL's
//! spelling; every expression here is resolved to types.

use std::sync::Arc;

use serde_json::Value;

use crate::error::Position;

use super::expression::{Comparison, Expression, Literal, Node, Scalar, Stage};

pub use pg_row::Triggered;

pub use super::types::{ColumnType, DomainId, Type, Types};

/// The database that is mirrored.
#[derive(Clone, Debug, Default)]
pub struct Database {
    /// The tables, in order of creation.
    pub tables: Vec<Table>,
    /// What has been read but cannot be judged without the server, for the docs.
    pub not_mirrored: Vec<NotMirrored>,
    /// Statements that change no rule about a row, in source order.
    pub ignored: Vec<Ignored>,
    /// The types that the migrations create.
    pub types: Arc<Types>,
    /// The functions on which verdicts rest: those that CHECKs and BEFORE triggers call, and what these call.
    pub functions: Vec<Routine>,
}

/// A function that the migrations create.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Routine {
    /// The function's schema.
    pub schema: String,
    /// The function's name.
    pub name: String,
    /// The text between the quotes.
    pub body: String,
}

/// Where a part of the schema is defined.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The migration, by the name that its reader was given.
    pub file: String,
    /// The position in it, as far as the parser knows it.
    pub position: Option<Position>,
}

/// A statement that changes no rule about a row of a mirrored table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// Where the statement is.
    pub origin: Origin,
    /// The beginning of the statement, on one line.
    pub sql: String,
    /// Why it does not matter.
    pub reason: &'static str,
}

/// A rule that only the server can enforce.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotMirrored {
    /// Where the rule is added.
    pub origin: Origin,
    /// The table it belongs to.
    pub table: Option<String>,
    /// `UNIQUE`, `FOREIGN KEY`, `POLICY`, `TRIGGER` …
    pub kind: &'static str,
    /// The SQL, as the parser prints it, on one line.
    pub sql: String,
    /// The reason that its comment gives, if it is left to the server by `@server-only`.
    pub reason: Option<String>,
}

/// One table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The table's name, folded as PostgreSQL folds it.
    pub name: String,
    /// Where the table is created.
    pub origin: Origin,
    /// The columns in table order, which is the order of NOT NULL errors.
    pub columns: Vec<Column>,
    /// What BEFORE INSERT triggers refuse, in the order in which they fire.
    pub before_insert: Vec<Check>,
    /// What of it they refuse in an upsert too, whichever rows exist.
    pub before_upsert: Vec<Check>,
    /// What BEFORE UPDATE triggers refuse, in the order in which they fire.
    pub before_update: Vec<Check>,
    /// Whether an update fires a trigger before each row.
    pub has_before_update_trigger: bool,
    /// The names of the triggers that do so.
    pub judging_triggers: Vec<String>,
    /// The CHECKs by name, the order in which PostgreSQL evaluates them.
    pub checks: Vec<Check>,
    /// The CHECKs that a comment leaves to the server, by name. PostgreSQL evaluates them among the others.
    pub server_only: Vec<ServerOnly>,
    /// The keys and references, in the order in which they were added.
    pub keys: Vec<Key>,
    /// The types that the migrations create, to which columns and CHECKs refer.
    pub types: Arc<Types>,
}

/// A constraint that ties rows together, which only the server can enforce.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The constraint's name.
    pub name: String,
    /// `COMMENT ON CONSTRAINT`: the message for whoever violates it.
    pub comment: Option<String>,
    /// The columns of this table.
    pub columns: Vec<String>,
    /// What the constraint says about them.
    pub kind: KeyKind,
}

/// What a key says about its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// `PRIMARY KEY`
    Primary,
    /// `UNIQUE`
    Unique,
    /// `FOREIGN KEY`: the referenced table, with its schema if the migrations do not create the table.
    References(String),
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// The column's name, folded as PostgreSQL folds it.
    pub name: String,
    /// The column's type; for a domain, the type under it.
    pub ty: ColumnType,
    /// The column's domain, if it has one.
    pub domain: Option<DomainId>,
    /// Whether NULL is refused.
    pub not_null: bool,
    /// Whether the column is part of the primary key.
    pub primary_key: bool,
    /// The column's value if none is given.
    pub default: DefaultValue,
    /// The default as written in the migration, for the server to read; `None` if there is none.
    pub default_sql: Option<String>,
    /// Where the column is added.
    pub origin: Origin,
    /// How the server makes the column's values, if it does.
    pub generated: Option<Generated>,
    /// What the BEFORE INSERT triggers do to the column.
    pub on_insert: Triggered,
    /// What the BEFORE UPDATE triggers do to the column.
    pub on_update: Triggered,
}

/// How the server makes a column's values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Generated {
    /// `GENERATED ALWAYS AS IDENTITY`: a value that is sent is refused (428C9).
    AlwaysIdentity,
    /// `GENERATED BY DEFAULT AS IDENTITY`: a value that is sent is accepted.
    DefaultIdentity,
    /// `GENERATED ALWAYS AS (…)`, stored or virtual: a value that is sent is refused (428C9).
    Expression {
        /// The expression as written in the migration.
        sql: String,
        /// The expression, resolved to types, if it can be computed without the server.
        value: Option<Expression>,
    },
}

/// What a missing column gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefaultValue {
    /// No default, or NULL.
    Null,
    /// A text for the column type's input function, which is known to accept it.
    Literal(String),
    /// Made by the server, and never NULL: `now()`, `gen_random_uuid()`.
    Server(String),
    /// Made by the server, and possibly NULL.
    Unknowable(String),
}

/// A CHECK constraint, or a condition that a trigger enforces by the same error.
#[derive(Clone, Debug)]
pub struct Check {
    /// The name as given, or as PostgreSQL generates it.
    pub name: String,
    /// Where the constraint is added.
    pub origin: Origin,
    /// `COMMENT ON CONSTRAINT`: the message for whoever violates it.
    pub comment: Option<String>,
    /// The expression's SQL, as the parser prints it.
    pub sql: String,
    /// The expression, of type boolean.
    pub expression: Expression,
    /// The columns that the CHECK mentions, in order of first mention. PostgreSQL may not need to read all of them.
    pub columns: Vec<String>,
}

/// A CHECK that is left to the server, because its comment says so: `@server-only reason`.
#[derive(Clone, Debug)]
pub struct ServerOnly {
    /// The name as given, or as PostgreSQL generates it.
    pub name: String,
    /// Where the constraint is added.
    pub origin: Origin,
    /// The rest of its comment: the message for whoever violates it.
    pub comment: Option<String>,
    /// The expression's SQL.
    pub sql: String,
    /// Why the module does not judge it: one line.
    pub reason: String,
    /// The columns that the CHECK mentions, in order of first mention, as far as its words show.
    pub columns: Vec<String>,
}

impl Column {
    /// Whether a value that is sent for the column is refused (428C9).
    #[must_use]
    pub const fn is_always_generated(&self) -> bool {
        matches!(self.generated, Some(Generated::AlwaysIdentity | Generated::Expression { .. }))
    }
}

impl Table {
    /// What BEFORE triggers refuse: when they fire, and the condition.
    pub fn triggers(&self) -> impl Iterator<Item = (&'static str, &Check)> {
        let on = |when, checks| std::iter::zip(std::iter::repeat(when), checks);
        on("INSERT", &self.before_insert).chain(on("UPDATE", &self.before_update))
    }

    /// Whether a column refuses NULL, because of its own NOT NULL or that of its domain.
    #[must_use]
    pub fn refuses_null(&self, column: &Column) -> bool {
        let domains = column.domain.map(|id| self.types.chain(id)).unwrap_or_default();
        column.not_null || domains.iter().any(|domain| domain.not_null)
    }

    /// The CHECKs of a column's domain, those of the innermost domain first.
    pub fn domain_checks(&self, column: &Column) -> impl Iterator<Item = &Check> {
        let domains = column.domain.map(|id| self.types.chain(id)).unwrap_or_default();
        domains.into_iter().flat_map(|domain| &domain.checks)
    }

    /// PostgreSQL's spelling of a column's type, with its modifier; for a domain, the domain's name.
    #[must_use]
    pub fn type_name(&self, column: &Column) -> String {
        match column.domain {
            Some(domain) => self.types.domain_name(domain).to_owned(),
            None => self.types.name(column.ty),
        }
    }
}

impl Check {
    /// Whether the condition reads the server's clock, so that only the server can judge it where that matters.
    #[must_use]
    pub fn reads_clock(&self) -> bool {
        let mut found = false;
        self.expression.walk(&mut |expression| found |= expression.node == Node::Clock);
        found
    }

    /// The stage whose schema the constraint enforces, if there is one.
    #[must_use]
    pub fn stage(&self) -> Option<&Stage> {
        match &self.expression.node {
            Node::Document(stage, ..) => Some(stage),
            _ => None,
        }
    }

    /// If the constraint compares a column with a number, a range or a list: its bounds, under JSON Schema's names, or
    /// its `allowedValues`.
    #[must_use]
    pub fn bounds(&self, types: &Types) -> Vec<(&'static str, Value)> {
        let is_column = |e: &Expression| match &e.node {
            Node::Column(_) => true,
            // `smallint < integer`
            Node::Cast(inner) => e.ty.is_integer() && inner.ty.is_integer() && matches!(inner.node, Node::Column(_)),
            _ => false,
        };
        let bound = |e: &Expression| {
            let Node::Compare(comparison, left, right) = &e.node else { return None };
            let limit = match &right.node {
                Node::Literal(Literal::Integer(limit)) => Value::from(*limit),
                // NaN and the infinities are not JSON.
                Node::Literal(Literal::Numeric(limit)) => serde_json::from_str(limit).ok()?,
                _ => return None,
            };
            let name = match comparison {
                Comparison::Ge => "minimum",
                Comparison::Le => "maximum",
                Comparison::Gt => "exclusiveMinimum",
                Comparison::Lt => "exclusiveMaximum",
                Comparison::Eq | Comparison::Ne => return None,
            };
            is_column(left).then_some((name, limit))
        };
        let value = |literal: &Literal| match literal {
            Literal::Text(text) => Some(Value::from(text.as_str())),
            Literal::Integer(integer) => Some(Value::from(*integer)),
            _ => None,
        };
        match &self.expression.node {
            Node::And(both) if both.len() == 2 => both.iter().filter_map(bound).collect(),
            Node::EqAny(of, list) if is_column(of) => {
                let label = |literal: &Literal| match (of.ty, literal) {
                    (Scalar::Enum(id), Literal::Label(label)) => types.label(id, *label).map(Value::from),
                    _ => value(literal),
                };
                let values: Option<Vec<_>> = list.iter().map(label).collect();
                values.map(|values| ("allowedValues", Value::Array(values))).into_iter().collect()
            }
            _ => bound(&self.expression).into_iter().collect(),
        }
    }
}
