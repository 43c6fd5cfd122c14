//! A table's constraints: CHECKs, and those that only the server can enforce. Knows how each is written, and the names
//! that PostgreSQL gives to unnamed ones.

use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::catalogue::Catalogue;
use super::cursor::{Cursor, Name};
use super::expression::Scope;
use super::names;
use super::reader::{Done, Other, Reader};
use super::relation::{Condition, Constraint, Referenced, Relation, Rule, Unread};
use crate::error::{Error, Kind, Place, Position, Result};
use crate::model::expression::Expression;
use crate::model::types::ColumnType;
use sqlparser::ast::Expr;

/// A constraint that has been read but not created: a column's CHECK may refer to a later column.
#[derive(Debug)]
pub struct Pending<'a> {
    /// The constraint as written, from its keyword on.
    pub whole: Cursor<'a>,
    /// The given name.
    pub name: Option<String>,
    /// The kind of constraint.
    pub kind: PendingKind<'a>,
    /// The column in whose definition it occurs.
    pub column: Option<String>,
}

/// The kinds of constraints.
#[derive(Debug)]
pub enum PendingKind<'a> {
    /// `CHECK (…)`
    Check(Cursor<'a>),
    /// `PRIMARY KEY`, over these columns.
    PrimaryKey(Vec<String>),
    /// `UNIQUE`, over these columns.
    Unique(Vec<String>),
    /// `FOREIGN KEY` or `REFERENCES`.
    ForeignKey {
        /// The key's columns.
        columns: Vec<String>,
        /// The table that is referenced.
        to: Name,
    },
    /// `EXCLUDE`, over these columns.
    Exclude(Vec<String>),
    /// `PRIMARY KEY USING INDEX` or `UNIQUE USING INDEX`.
    UsingIndex {
        /// The index.
        index: String,
        /// Whether it becomes the primary key.
        primary: bool,
    },
    /// `NOT NULL` with a column's name, from PostgreSQL 18.
    NotNull(String),
}

/// Whether an element of a table definition is a constraint.
pub fn is_constraint(element: &Cursor<'_>) -> bool {
    let mut after = *element;
    element.is("constraint")
        || element.is("check")
        || element.is("unique")
        || element.is("primary key")
        || element.is("foreign key")
        || element.is("not null")
        || (after.eat("exclude") && (after.is("using") || after.peek() == Some(&Token::LParen)))
}

/// Reads a table's constraint.
pub fn table_constraint<'a>(element: Cursor<'a>) -> Result<Pending<'a>> {
    let mut rest = element;
    let name = if rest.eat("constraint") { Some(rest.name()?) } else { None };
    let kind = if rest.eat("check") {
        let condition = rest.group()?;
        check_options(&mut rest)?;
        PendingKind::Check(condition)
    } else if rest.eat("not null") {
        let column = rest.name()?;
        rest.eat("no inherit");
        PendingKind::NotNull(column)
    } else if rest.is("unique") || rest.is("primary key") {
        let primary = rest.eat("primary key");
        let _ = primary || rest.eat("unique");
        if rest.eat("using index") {
            let index = rest.name()?;
            deferrable(&mut rest);
            rest.end()?;
            return Ok(Pending {
                whole: element,
                name,
                kind: PendingKind::UsingIndex { index, primary },
                column: None,
            });
        }
        nulls_distinct(&mut rest);
        let mut inside = rest.group()?;
        let columns = inside.names();
        // Where versions differ: `WITHOUT OVERLAPS` exists from PostgreSQL 18 on.
        if !inside.is_empty() {
            return Err(inside.end().err().unwrap_or_else(|| inside.unexpected("`)`")));
        }
        let columns = columns?;
        index_parameters(&mut rest)?;
        if primary { PendingKind::PrimaryKey(columns) } else { PendingKind::Unique(columns) }
    } else if rest.eat("foreign key") {
        let columns = rest.group()?.names()?;
        rest.expect("references")?;
        let to = references(&mut rest)?;
        PendingKind::ForeignKey { columns, to }
    } else if rest.eat("exclude") {
        if rest.eat("using") {
            rest.name()?;
        }
        let elements = rest.group()?.elements();
        let columns = elements.into_iter().map(|mut element| element.name().unwrap_or_else(|_| "expr".to_owned()));
        let columns = columns.collect();
        index_parameters(&mut rest)?;
        if rest.eat("where") {
            rest.group()?;
        }
        PendingKind::Exclude(columns)
    } else {
        return Err(rest.unexpected("a constraint"));
    };
    deferrable(&mut rest);
    // Existing rows need not meet it, but new ones must.
    if rest.eat("not valid") {
        deferrable(&mut rest);
    }
    if rest.is("not enforced") && !matches!(kind, PendingKind::Check(_)) {
        rest.eat("not enforced");
    }
    rest.eat("enforced");
    rest.end()?;
    Ok(Pending { whole: element, name, kind, column: None })
}

/// Reads what may follow the condition of a CHECK.
pub fn check_options(rest: &mut Cursor<'_>) -> Done {
    rest.eat("no inherit");
    if rest.is("not enforced") {
        // Where versions differ: this exists from PostgreSQL 18 on.
        return Err(Error::unsupported("`NOT ENFORCED` is not supported").of("NOT ENFORCED").at(rest.position()));
    }
    rest.eat("enforced");
    Ok(())
}

/// Reads what may follow `REFERENCES`.
pub fn references(rest: &mut Cursor<'_>) -> Result<Name> {
    let to = rest.object()?;
    if rest.peek() == Some(&Token::LParen) {
        rest.group()?;
    }
    loop {
        if rest.eat("match full") || rest.eat("match simple") || rest.eat("match partial") {
            continue;
        }
        if rest.eat("on delete") || rest.eat("on update") {
            if rest.eat("set null") || rest.eat("set default") {
                if rest.peek() == Some(&Token::LParen) {
                    rest.group()?;
                }
            } else if !(rest.eat("cascade") || rest.eat("restrict") || rest.eat("no action")) {
                return Err(rest.unexpected("what is to be done"));
            }
            continue;
        }
        return Ok(to);
    }
}

/// `NULLS NOT DISTINCT`
pub fn nulls_distinct(rest: &mut Cursor<'_>) {
    let _ = rest.eat("nulls not distinct") || rest.eat("nulls distinct");
}

/// `DEFERRABLE INITIALLY DEFERRED` and the like: when a constraint is enforced that only the server can enforce.
pub fn deferrable(rest: &mut Cursor<'_>) {
    while rest.eat("deferrable")
        || rest.eat("not deferrable")
        || rest.eat("initially deferred")
        || rest.eat("initially immediate")
    {}
}

/// Reads what may follow `UNIQUE` and `PRIMARY KEY`.
pub fn index_parameters(rest: &mut Cursor<'_>) -> Done {
    if rest.eat("include") {
        rest.group()?;
    }
    if rest.eat("with") {
        rest.group()?;
    }
    if rest.eat("using index tablespace") {
        rest.name()?;
    }
    Ok(())
}

/// The columns that an expression may refer to.
pub fn columns(relation: &Relation) -> Vec<(String, ColumnType)> {
    relation.table.columns.iter().map(|column| (column.name.clone(), column.ty)).collect()
}

/// The columns that the words of a condition may mean, in order of first mention.
fn mentioned(relation: &Relation, condition: &[TokenWithSpan]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (index, token) in condition.iter().enumerate() {
        let Token::Word(word) = &token.token else { continue };
        let name = names::folded(&word.value, word.quote_style.is_some());
        let is_called = condition.get(index + 1).is_some_and(|next| next.token == Token::LParen);
        if relation.has_column(&name) && !is_called && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// A condition that has been resolved.
#[derive(Debug)]
pub struct Resolved {
    /// The condition.
    pub expression: Expression,
    /// The columns that it mentions.
    pub columns: Vec<String>,
    /// The functions of the migrations that it calls.
    pub calls: Vec<usize>,
    /// Whether something in it is of an enum.
    pub has_enum: bool,
}

/// Resolves a condition over these columns.
pub fn resolve(table: &str, columns: &[(String, ColumnType)], sql: &Expr, catalogue: &Catalogue) -> Result<Resolved> {
    let scope = Scope::new(table, columns, catalogue).following();
    let expression = scope.condition(sql)?;
    let has_enum = scope.has_enum();
    let (columns, calls) = scope.mentioned();
    Ok(Resolved { expression, columns, calls, has_enum })
}

impl Reader {
    /// Creates the constraints of a statement, each by itself.
    pub(super) fn constraints(&mut self, table: &str, pending: Vec<Pending<'_>>) {
        for pending in pending {
            let position = pending.whole.position();
            let done = self.constraint(table, pending);
            self.take(done.map_err(|error| error.at(position).in_place(Place::Table(table.to_owned()))));
        }
    }

    fn constraint(&mut self, table: &str, pending: Pending<'_>) -> Done {
        let Pending { whole, name, kind, column } = pending;
        let sql = || {
            let sql = whole.sql();
            (column.as_ref().map_or_else(|| sql.clone(), |column| format!("{column} {sql}")), whole.position())
        };
        match kind {
            PendingKind::Check(condition) => self.check(table, &whole, name, condition.rest()),
            PendingKind::NotNull(column) => {
                self.table(table)?.column(&column)?.not_null = true;
                self.name_not_null(table, name);
                Ok(())
            }
            PendingKind::PrimaryKey(columns) => self.primary_key(table, name, columns, sql()),
            PendingKind::Unique(columns) => self.server(table, name, columns, ("key", "UNIQUE"), Rule::Unique, sql()),
            PendingKind::ForeignKey { columns, to } => {
                let referenced = match self.mirrored(&to)? {
                    Some(table) => Referenced::Mirrored(table),
                    None => Referenced::Other(to.to_string()),
                };
                let rule = Rule::ForeignKey(referenced);
                self.server(table, name, columns, ("fkey", "FOREIGN KEY"), rule, sql())
            }
            PendingKind::Exclude(columns) => {
                self.server(table, name, columns, ("excl", "EXCLUDE"), Rule::Server, sql())
            }
            PendingKind::UsingIndex { index, primary } => {
                let Some(Other::Index { table: Some(of), unique_columns: Some(columns) }) = self.others.remove(&index)
                else {
                    let what = format!("there is no unique index `{index}` over columns of this table");
                    return Err(Error::invalid(what).of(index));
                };
                if of != table {
                    return Err(Error::invalid(format!("the index `{index}` is of the table `{of}`")).of(index));
                }
                self.table(table)?.notes.retain(|note| note.kind != "UNIQUE" || note.name != index);
                let name = Some(name.unwrap_or(index));
                if primary {
                    self.primary_key(table, name, columns, sql())
                } else {
                    self.server(table, name, columns, ("key", "UNIQUE"), Rule::Unique, sql())
                }
            }
        }
    }

    fn primary_key(
        &mut self,
        table: &str,
        name: Option<String>,
        columns: Vec<String>,
        sql: (String, Option<Position>),
    ) -> Done {
        let relation = self.table(table)?;
        if relation.constraints.iter().any(|constraint| matches!(constraint.rule, Rule::PrimaryKey)) {
            return Err(Error::invalid("there is a primary key already").in_place(relation.place()));
        }
        for column in &columns {
            if relation.refused.contains(column) {
                continue;
            }
            let column = relation.column(column)?;
            column.primary_key = true;
            column.not_null = true;
        }
        self.server(table, name, columns, ("pkey", "UNIQUE"), Rule::PrimaryKey, sql)
    }

    /// Records a constraint that only the server can enforce.
    pub(super) fn server(
        &mut self,
        table: &str,
        name: Option<String>,
        columns: Vec<String>,
        (label, kind): (&str, &'static str),
        rule: Rule,
        (sql, position): (String, Option<Position>),
    ) -> Done {
        let relation = self.table(table)?;
        if kind != "EXCLUDE"
            && let Some(missing) =
                columns.iter().find(|name| !relation.has_column(name) && !relation.refused.contains(*name))
        {
            return Err(relation.column(missing).err().unwrap_or_else(|| Error::invalid("no such column")));
        }
        let name = match name {
            Some(name) => name,
            None => {
                let named: &[String] = if label == "pkey" { &[] } else { &columns };
                let taken =
                    |name: &str| self.constraint_names.contains_key(name) || (label != "fkey" && self.is_taken(name));
                names::constraint(table, named, label, taken)
            }
        };
        let mut note = self.note(&name, kind, sql);
        note.origin.position = position.or(note.origin.position);
        self.add_constraint(table, Constraint { note, columns, rule, comment: None, server_only: None })
    }

    pub(super) fn add_constraint(&mut self, table: &str, constraint: Constraint) -> Done {
        let name = constraint.note.name.clone();
        let relation = self.table(table)?;
        if relation.constraints.iter().any(|other| other.note.name == name) {
            let place = Place::Check { table: table.to_owned(), name: Some(name) };
            return Err(Error::invalid("it exists already").in_place(place));
        }
        relation.constraints.push(constraint);
        self.name_constraint(&name);
        Ok(())
    }

    fn check(&mut self, table: &str, whole: &Cursor<'_>, given: Option<String>, condition: &[TokenWithSpan]) -> Done {
        let relation = self.table(table)?;
        // What is wrong with the column has been reported already.
        if relation.speaks_of_refused(condition) {
            return Ok(());
        }
        let about = |error: Error| {
            error.in_place(Place::Check { table: table.to_owned(), name: given.clone() }).at(whole.position())
        };
        let mentioned = mentioned(relation, condition);
        let known = columns(relation);
        let read = Cursor::new(condition).expression();
        let read = read.and_then(|sql| Ok((resolve(table, &known, &sql, &self.catalogue)?, sql)));
        let tokens = condition.to_vec();
        let (rule, columns) = match read {
            Ok((Resolved { expression, columns, calls, .. }, sql)) => {
                (Rule::Check(Box::new(Condition { tokens, sql, expression, calls })), columns)
            }
            // PostgreSQL refuses it too, so there is nothing to leave to the server.
            Err(error) if error.kind == Kind::Invalid => return Err(about(error)),
            Err(error) => {
                let error = about(error).in_file(&self.here.file);
                (Rule::Unread(Box::new(Unread { tokens, error })), mentioned)
            }
        };
        let name = match given.clone() {
            Some(name) => name,
            None => names::check(table, &columns, |name| self.constraint_names.contains_key(name)),
        };
        let mut note = self.note(&name, "", String::new());
        note.origin = self.origin(whole.position());
        let constraint = Constraint { note, columns, rule, comment: None, server_only: None };
        self.add_constraint(table, constraint).map_err(|error| error.at(whole.position()))
    }

    /// Where versions differ: only PostgreSQL 18 keeps the name of a NOT NULL constraint, which is then not available
    /// for another constraint.
    pub(super) fn name_not_null(&mut self, table: &str, name: Option<String>) {
        let (Some(name), Ok(relation)) = (name, self.table(table)) else { return };
        if relation.constraints.iter().any(|other| other.note.name == name) {
            let place = Place::Check { table: table.to_owned(), name: Some(name) };
            self.fail(Error::invalid("it exists already").in_place(place));
        } else {
            relation.not_null_names.insert(name);
        }
    }
}
