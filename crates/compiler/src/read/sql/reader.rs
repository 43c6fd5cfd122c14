//! What is known while the migrations are read: tables, functions, triggers. Knows no statement.

use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::tokenizer::{Location, Token, TokenWithSpan, Tokenizer};

use super::parse::parse;
use super::{start, trigger};
use crate::error::{Error, Place, Position, Result};
use crate::model::table::{Column, Database, NotMirrored, Table};

/// The state.
#[derive(Default)]
pub struct Reader {
    pub(super) database: Database,
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
    pub(super) fn migration(&mut self, file: &str, text: &str) -> Done {
        let mut tokenizer = Tokenizer::new(&PostgreSqlDialect {}, text);
        let tokens = tokenizer.tokenize_with_location().map_err(|error| {
            let Location { line, column } = error.location;
            Error::syntax(error.message).at(Position { line, column })
        })?;
        for tokens in tokens.split(|token| token.token == Token::SemiColon) {
            let mut meaningful =
                tokens.iter().filter(|token| !matches!(token.token, Token::Whitespace(_) | Token::EOF));
            let Some(first) = meaningful.next() else { continue };
            match parse(tokens) {
                Ok(statement) => self.statement(file, &statement).map_err(|error| error.at(start(first.span)))?,
                // What is of no concern may be beyond the parser.
                Err(error) if self.concerns(tokens) => return Err(error.at(start(first.span))),
                Err(_) => {}
            }
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

    pub(super) fn position(&self, table: &str) -> Option<usize> {
        self.database.tables.iter().position(|t| t.name == table)
    }

    pub(super) fn note(&mut self, file: &str, table: Option<String>, kind: &'static str, sql: &impl ToString) {
        self.database.not_mirrored.push(NotMirrored { file: file.to_owned(), table, kind, sql: one_line(sql) });
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
    pub(super) fn finish(mut self) -> Result<Database> {
        for trigger in std::mem::take(&mut self.triggers) {
            match trigger.assignments(&self.functions) {
                Some(columns) => {
                    for name in &columns {
                        let column =
                            self.column_of(&trigger.table, name).map_err(|error| error.in_file(&trigger.file))?;
                        column.set_on_insert |= trigger.on_insert;
                        column.set_on_update |= trigger.on_update;
                    }
                }
                None => self.note(&trigger.file, Some(trigger.table.clone()), "TRIGGER", &trigger.sql),
            }
        }
        Ok(self.database)
    }
}
