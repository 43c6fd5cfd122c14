//! A table while the migrations are read: its columns, its constraints by name, and its triggers and policies. Knows
//! what belongs together, but no statements.

use std::collections::HashSet;

use sqlparser::ast::Expr;
use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::constraint::Resolved;
use super::cursor::{Cursor, exact, ident};
use super::names::folded;
use super::trigger::Trigger;
use crate::error::{Error, Place, Result};
use crate::model::expression::{Expression, Node};
use crate::model::table::{Check, Column, Key, KeyKind, Origin, ServerOnly, Table};

/// A table.
#[derive(Debug)]
pub struct Relation {
    /// The resulting table; its CHECKs are added at the end.
    pub table: Table,
    /// The constraints, in the order in which they were added.
    pub constraints: Vec<Constraint>,
    /// The table's triggers.
    pub triggers: Vec<Trigger>,
    /// Rules other than constraints that only the server can enforce: policies and unique indexes, by name.
    pub notes: Vec<Note>,
    /// Columns that were refused: statements about them need not be refused again.
    pub refused: HashSet<String>,
    /// Whether the table has partitions.
    pub partitioned: bool,
    /// The names of NOT NULL constraints.
    pub not_null_names: HashSet<String>,
}

/// A rule that only the server can enforce.
#[derive(Clone, Debug)]
pub struct Note {
    /// The number of the statement that it comes from.
    pub order: usize,
    /// The rule's name.
    pub name: String,
    /// Where the rule is added.
    pub origin: Origin,
    /// `POLICY`, `UNIQUE` …
    pub kind: &'static str,
    /// The SQL on one line.
    pub sql: String,
    /// The reason that its comment gives, if that leaves it to the server.
    pub reason: Option<String>,
}

/// A constraint.
#[derive(Clone, Debug)]
pub struct Constraint {
    /// The constraint's name, and its SQL unless it is a CHECK.
    pub note: Note,
    /// The columns concerned.
    pub columns: Vec<String>,
    /// What the constraint requires.
    pub rule: Rule,
    /// The sentence of its comment, for whoever violates it.
    pub comment: Option<String>,
    /// Why only the server judges it, if its comment says so.
    pub server_only: Option<String>,
}

/// What a constraint requires.
#[derive(Clone, Debug)]
pub enum Rule {
    /// A condition.
    Check(Box<Condition>),
    /// A condition that cannot be mirrored: an error, unless a comment leaves it to the server.
    Unread(Box<Unread>),
    /// A rule that only the server can enforce.
    Server,
    /// The same, where the columns are unique.
    Unique,
    /// The same, where the columns are the primary key.
    PrimaryKey,
    /// A foreign key.
    ForeignKey(Referenced),
}

/// The table that a foreign key refers to.
#[derive(Clone, Debug)]
pub enum Referenced {
    /// A mirrored table.
    Mirrored(String),
    /// Another, by its name as written.
    Other(String),
}

impl Rule {
    /// Whether it is a CHECK, mirrored or not.
    pub const fn is_check(&self) -> bool {
        matches!(self, Self::Check(_) | Self::Unread(_))
    }

    /// Whether it is a CHECK that calls this function.
    pub fn calls(&self, function: usize) -> bool {
        matches!(self, Self::Check(condition) if condition.calls.contains(&function))
    }
}

/// The condition of a CHECK that cannot be mirrored.
#[derive(Clone, Debug)]
pub struct Unread {
    /// The condition as written.
    pub tokens: Vec<TokenWithSpan>,
    /// Why it cannot be mirrored.
    pub error: Error,
}

/// The condition of a CHECK.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The condition as written.
    pub tokens: Vec<TokenWithSpan>,
    /// The condition in the parser's form.
    pub sql: Expr,
    /// The condition, resolved to types.
    pub expression: Expression,
    /// The functions of the migrations that it calls itself.
    pub calls: Vec<usize>,
}

impl Relation {
    /// A table without columns.
    pub fn new(name: &str, origin: Origin) -> Self {
        let table = Table { name: name.to_owned(), origin, ..Table::default() };
        Self {
            table,
            constraints: Vec::new(),
            triggers: Vec::new(),
            notes: Vec::new(),
            refused: HashSet::new(),
            partitioned: false,
            not_null_names: HashSet::new(),
        }
    }

    /// The table's place, for errors.
    pub fn place(&self) -> Place {
        Place::Table(self.table.name.clone())
    }

    /// The place of one of its columns, for errors.
    pub fn place_of(&self, column: &str) -> Place {
        Place::Column { table: self.table.name.clone(), column: column.to_owned() }
    }

    /// The column with this name.
    pub fn column(&mut self, name: &str) -> Result<&mut Column> {
        let error =
            || Error::invalid(format!("there is no column `{name}`")).in_place(Place::Table(self.table.name.clone()));
        match self.table.columns.iter().position(|column| column.name == name) {
            Some(index) => self.table.columns.get_mut(index).ok_or_else(error),
            None => Err(error()),
        }
    }

    /// Whether there is a column with this name.
    pub fn has_column(&self, name: &str) -> bool {
        self.table.columns.iter().any(|column| column.name == name)
    }

    /// Whether a text mentions a column that was refused.
    pub fn speaks_of_refused(&self, tokens: &[TokenWithSpan]) -> bool {
        !self.refused.is_empty()
            && tokens.iter().any(|token| match &token.token {
                Token::Word(word) => self.refused.contains(&folded(&word.value, word.quote_style.is_some())),
                _ => false,
            })
    }

    /// The resulting table.
    pub fn finished(mut self) -> Table {
        self.table.keys = self.constraints.iter().filter_map(Constraint::key).collect();
        for constraint in self.constraints {
            let Constraint { note, columns, rule, comment, server_only } = constraint;
            let (name, origin) = (note.name, note.origin);
            match (rule, server_only) {
                (Rule::Check(condition), None) => {
                    let (sql, expression) = (condition.sql.to_string(), condition.expression);
                    self.table.checks.push(Check { name, origin, comment, sql, expression, columns });
                }
                (Rule::Check(condition), Some(reason)) => {
                    let sql = condition.sql.to_string();
                    self.table.server_only.push(ServerOnly { name, origin, comment, sql, reason, columns });
                }
                (Rule::Unread(unread), Some(reason)) => {
                    let sql = exact(&unread.tokens);
                    self.table.server_only.push(ServerOnly { name, origin, comment, sql, reason, columns });
                }
                // Without a mark it has been reported as an error.
                (Rule::Unread(_) | Rule::Server | Rule::Unique | Rule::PrimaryKey | Rule::ForeignKey(_), _) => {}
            }
        }
        self.table.checks.sort_by(|a, b| a.name.cmp(&b.name));
        self.table.server_only.sort_by(|a, b| a.name.cmp(&b.name));
        self.table
    }
}

impl Constraint {
    /// The key that the constraint is, if it is one.
    fn key(&self) -> Option<Key> {
        let kind = match &self.rule {
            Rule::Check(_) | Rule::Unread(_) | Rule::Server => return None,
            Rule::Unique => KeyKind::Unique,
            Rule::PrimaryKey => KeyKind::Primary,
            Rule::ForeignKey(Referenced::Mirrored(table) | Referenced::Other(table)) => {
                KeyKind::References(table.clone())
            }
        };
        let (name, comment) = (self.note.name.clone(), self.comment.clone());
        Some(Key { name, comment, columns: self.columns.clone(), kind })
    }
}

impl Condition {
    /// The same condition with another name for a column or, before a point, for the table. `None` if the words do not
    /// show what is meant.
    pub fn renamed(&self, from: &str, to: &str, resolve: impl Fn(&Expr) -> Result<Resolved>) -> Option<Self> {
        let mut tokens = self.tokens.clone();
        for token in &mut tokens {
            if let Token::Word(word) = &mut token.token
                && folded(&word.value, word.quote_style.is_some()) == from
            {
                let new = ident(to);
                let plain = to.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
                let quote = if plain && word.quote_style.is_none() { None } else { new.quote_style };
                word.value = new.value;
                word.quote_style = quote;
            }
        }
        let sql = Cursor::new(&tokens).expression().ok()?;
        let expression = resolve(&sql).ok()?.expression;
        let same = shape(&self.expression, Some((from, to))) == shape(&expression, None);
        same.then_some(Self { tokens, sql, expression, calls: self.calls.clone() })
    }
}

/// The structure of an expression, with another name for a column.
fn shape(expression: &Expression, renamed: Option<(&str, &str)>) -> Vec<String> {
    let mut shape = Vec::new();
    expression.walk(&mut |node| {
        shape.push(match (&node.node, renamed) {
            (Node::Column(name), Some((from, to))) if name == from => format!("{:?} {to:?}", node.ty),
            (Node::Column(name), _) => format!("{:?} {name:?}", node.ty),
            (Node::Literal(literal), _) => format!("{:?} {literal:?}", node.ty),
            (other, _) => format!("{:?} {:?}", node.ty, std::mem::discriminant(other)),
        });
    });
    shape
}
