//! What is known while the migrations are read: tables, functions, triggers. Knows no statement.

use std::sync::Arc;

use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::tokenizer::{Location, Token, TokenWithSpan, Tokenizer};

use super::catalogue::Catalogue;
use super::parse::parse;
use super::type_statement::DomainStatement;
use super::{start, trigger};
use crate::error::{Error, Place, Position, Result};
use crate::model::table::{Column, Database, NotMirrored, Origin, Table};

/// The state.
#[derive(Default)]
pub struct Reader {
    /// The statement that is being read.
    pub(super) here: Origin,
    pub(super) errors: Vec<Error>,
    pub(super) database: Database,
    /// The types that the migrations make.
    pub(super) catalogue: Catalogue,
    pub(super) functions: Vec<trigger::Function>,
    pub(super) triggers: Vec<trigger::Trigger>,
}

/// Nothing, or why not.
pub type Done = Result<()>;

/// A construct that is not supported.
pub fn not_supported(sql: &impl ToString) -> Error {
    let sql = one_line(sql);
    Error::unsupported(format!("`{sql}` is not supported")).of(sql)
}

/// SQL as the parser prints it, on one line.
pub fn one_line(sql: &impl ToString) -> String {
    sql.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Reader {
    /// Reads one file, statement by statement: an error in one does not keep the next from being read.
    pub(super) fn migration(&mut self, file: &str, text: &str) {
        if let Err(error) = self.statements(file, text) {
            self.errors.push(error.in_file(file));
        }
    }

    fn statements(&mut self, file: &str, text: &str) -> Done {
        let mut tokenizer = Tokenizer::new(&PostgreSqlDialect {}, text);
        let tokens = tokenizer.tokenize_with_location().map_err(|error| {
            let Location { line, column } = error.location;
            Error::syntax(error.message).at(Position { line, column })
        })?;
        for tokens in tokens.split(|token| token.token == Token::SemiColon) {
            let mut meaningful =
                tokens.iter().filter(|token| !matches!(token.token, Token::Whitespace(_) | Token::EOF));
            let Some(first) = meaningful.next() else { continue };
            self.here = Origin { file: file.to_owned(), position: start(first.span) };
            let done = match (DomainStatement::of(tokens), parse(tokens)) {
                (Some(statement), _) => self.domain(statement, tokens),
                (None, Ok(statement)) => self.statement(&statement),
                (None, Err(error)) if self.concerns(tokens) => Err(error),
                // What is of no concern may be beyond the parser.
                (None, Err(_)) => Ok(()),
            };
            self.errors.extend(done.err().map(|error| error.at(self.here.position).in_file(file)));
        }
        Ok(())
    }

    /// Whether a statement that cannot be read makes a table or mentions one that is mirrored, be
    /// it in the text of a `DO` block.
    fn concerns(&self, tokens: &[TokenWithSpan]) -> bool {
        let mut words = tokens.iter().filter_map(|token| match &token.token {
            Token::Word(word) => Some(word.value.to_lowercase()),
            _ => None,
        });
        let creates_table = words.next().as_deref() == Some("create") && words.next().as_deref() == Some("table");
        let mentions = |text: String| {
            let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
            words.any(|word| self.database.tables.iter().any(|table| table.name.eq_ignore_ascii_case(word)))
        };
        creates_table || tokens.iter().any(|token| mentions(token.token.to_string()))
    }

    /// Of a part of the statement.
    pub(super) fn origin(&self, position: Option<Position>) -> Origin {
        Origin { file: self.here.file.clone(), position: position.or(self.here.position) }
    }

    pub(super) fn position(&self, table: &str) -> Option<usize> {
        self.database.tables.iter().position(|t| t.name == table)
    }

    pub(super) fn note(&mut self, table: Option<String>, kind: &'static str, sql: &impl ToString) {
        self.database.not_mirrored.push(NotMirrored { origin: self.here.clone(), table, kind, sql: one_line(sql) });
    }

    pub(super) fn table(&mut self, name: &str) -> Result<&mut Table> {
        let table = self.database.tables.iter_mut().find(|table| table.name == name);
        table.ok_or_else(|| Error::invalid(format!("there is no table `{name}`")))
    }

    pub(super) fn column_of(&mut self, table: &str, column: &str) -> Result<&mut Column> {
        let found = self.table(table)?.columns.iter_mut().find(|c| c.name == column);
        found.ok_or_else(|| {
            Error::invalid(format!("there is no column `{column}`")).in_place(Place::Table(table.to_owned()))
        })
    }

    /// Resolves the triggers, whose functions may come later than they.
    pub(super) fn finish(mut self) -> (Database, Vec<Error>) {
        for trigger in std::mem::take(&mut self.triggers) {
            match trigger.assignments(&self.functions) {
                Some(columns) => {
                    for name in &columns {
                        match self.column_of(&trigger.table, name) {
                            Ok(column) => {
                                column.set_on_insert |= trigger.on_insert;
                                column.set_on_update |= trigger.on_update;
                            }
                            Err(error) => {
                                let Origin { file, position } = &trigger.origin;
                                self.errors.push(error.at(*position).in_file(file));
                            }
                        }
                    }
                }
                None => {
                    self.here = trigger.origin;
                    self.note(Some(trigger.table), "TRIGGER", &trigger.sql);
                }
            }
        }
        let types = Arc::new(self.catalogue.types);
        for table in &mut self.database.tables {
            for column in &mut table.columns {
                // A domain's default is for whoever has none, whenever either was given.
                if column.default_sql.is_none()
                    && let Some((default, sql)) = column.domain.and_then(|id| types.default_of(id))
                {
                    (column.default, column.default_sql) = (default, Some(sql));
                }
            }
            table.types = Arc::clone(&types);
        }
        self.database.types = types;
        (self.database, self.errors)
    }
}
