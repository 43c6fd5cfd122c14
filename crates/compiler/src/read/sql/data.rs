//! Statements that read and write rows: they change no rules themselves, but the functions that they call and the
//! triggers that they fire may.

use sqlparser::tokenizer::Token;

use super::cursor::{Cursor, Name, is_word};
use super::reader::{Done, Reader};
use super::search_path::PUBLIC;
use crate::error::{Error, Place, Result};

const ROWS: &str = "it reads and writes rows";

impl Reader {
    /// `INSERT`, `UPDATE` and the like.
    pub(super) fn data(&mut self, whole: Cursor<'_>) -> Done {
        let mut rest = whole;
        if rest.eat("explain") {
            let executes = rest.eat("analyze") || rest.peek() == Some(&Token::LParen);
            if rest.peek() == Some(&Token::LParen) {
                rest.group()?;
            }
            rest.eat("verbose");
            return if executes {
                self.statement(rest)
            } else {
                self.ignore(whole, "it explains and does nothing");
                Ok(())
            };
        }
        self.calls_of(whole)?;
        self.ignore(whole, ROWS);
        Ok(())
    }

    /// A query, which may create a table, set `search_path`, or write rows in a WITH.
    pub(super) fn select(&mut self, whole: Cursor<'_>) -> Done {
        let mut rest = whole;
        let mut select = rest.until(|cursor| cursor.is("from") || cursor.is("union"));
        // WITH … SELECT … INTO
        if let Some(into) = into(&mut select).or_else(|| into(&mut rest)) {
            let temporary = into.1;
            let schema = if temporary { "pg_temp".to_owned() } else { self.creation_schema(&into.0)? };
            if schema == PUBLIC {
                let name = into.0.name;
                self.refused.insert(name.clone());
                let what = "a table made from a query is not supported";
                return Err(Error::unsupported(what).of("INTO").in_place(Place::Table(name)));
            }
            if temporary {
                self.temporary.insert(into.0.name);
            } else {
                self.elsewhere.insert((schema, into.0.name));
            }
        }
        self.set_config(whole)?;
        self.calls_of(whole)?;
        self.ignore(whole, ROWS);
        Ok(())
    }

    pub(super) fn prepare(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        let name = rest.name()?;
        self.prepared.insert(name, whole.calls().collect());
        self.ignore(whole, ROWS);
        Ok(())
    }

    pub(super) fn execute_prepared(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        let name = rest.name()?;
        let calls = self.prepared.get(&name).cloned().unwrap_or_default();
        self.may_call(&calls)?;
        self.ignore(whole, ROWS);
        Ok(())
    }

    /// Checks the functions that are called, and those of the triggers on the tables whose rows are written.
    fn calls_of(&self, whole: Cursor<'_>) -> Done {
        self.may_call(&whole.calls().collect::<Vec<_>>())?;
        let mut rest = whole;
        while !rest.is_empty() {
            let writes = ["insert into", "update", "delete from", "merge into", "truncate", "copy"]
                .into_iter()
                .any(|words| rest.eat(words));
            if !writes {
                rest.next();
                continue;
            }
            rest.eat("table");
            rest.eat("only");
            if let Ok(table) = rest.object() {
                self.may_fire(&table)?;
                if is_catalog(&table) && self.mirrored(&table)?.is_none() {
                    let what =
                        format!("`{table}` is PostgreSQL's own catalog: change the table by ALTER TABLE instead");
                    return Err(Error::unsupported(what).of(whole.sql()));
                }
            }
        }
        Ok(())
    }

    /// `set_config('search_path', …)`
    fn set_config(&mut self, whole: Cursor<'_>) -> Done {
        let mut rest = whole;
        rest.until(|cursor| cursor.is("set_config"));
        if !rest.eat("set_config") {
            return Ok(());
        }
        let unknown = |whole: &Cursor<'_>| {
            Error::unsupported("it is not known what `set_config` sets here: write SET instead").of(whole.sql())
        };
        let arguments = rest.group()?.elements();
        let [name, value, local] = arguments.as_slice() else { return Err(unknown(&whole)) };
        let mut name = *name;
        let name = name.text().map_err(|_| unknown(&whole))?;
        if !name.eq_ignore_ascii_case("search_path") {
            return Ok(());
        }
        let mut value = *value;
        let value = value.text().map_err(|_| unknown(&whole))?;
        let schemas = value.split(',').map(|schema| schema.trim().trim_matches('"').to_owned()).collect();
        if local.is("true") {
            self.path.set_local(Some(schemas), self.in_transaction);
        } else if local.is("false") {
            self.path.set(Some(schemas));
        } else {
            return Err(unknown(&whole));
        }
        Ok(())
    }

    pub(super) fn set(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        let local = rest.eat("local");
        let _ = local || rest.eat("session");
        let schemas = if rest.eat("schema") {
            Some(vec![rest.text()?])
        } else if rest.eat("search_path") {
            if !rest.eat("to") && !rest.symbol(&Token::Eq) {
                return Err(rest.unexpected("`TO`"));
            }
            schemas(&mut rest)?
        } else if rest.is("standard_conforming_strings") && !whole.sql().to_ascii_lowercase().ends_with("on") {
            let what = "without standard_conforming_strings, texts are read in another way";
            return Err(Error::unsupported(what).of(whole.sql()));
        } else if rest.is("session_replication_role") {
            // A setting of the session that loads data; later sessions have their own.
            self.ignore(whole, "it concerns the session alone");
            return Ok(());
        } else {
            self.ignore(whole, "it concerns the session alone");
            return Ok(());
        };
        rest.end()?;
        if local {
            self.path.set_local(schemas, self.in_transaction);
        } else {
            self.path.set(schemas);
        }
        self.ignore(whole, "names without a schema are looked up accordingly");
        Ok(())
    }

    /// `RESET`, `DISCARD`.
    pub(super) fn reset(&mut self, whole: Cursor<'_>, rest: Cursor<'_>) -> Done {
        if rest.is("search_path") || rest.is("all") {
            self.path.set(None);
        }
        if rest.is("temp") || rest.is("temporary") || (whole.is("discard") && rest.is("all")) {
            self.temporary.clear();
        }
        self.ignore(whole, "it concerns the session alone");
        Ok(())
    }

    /// `ALTER ROLE … SET search_path`, `ALTER DATABASE … SET search_path`: for later sessions.
    pub(super) fn alter_role(&mut self, whole: Cursor<'_>, rest: Cursor<'_>) -> Done {
        let mut rest = rest;
        rest.until(|cursor| cursor.is("set search_path"));
        if rest.eat("set search_path") {
            if !rest.eat("to") {
                rest.symbol(&Token::Eq);
            }
            let schemas = schemas(&mut rest)?;
            self.path.set_later(schemas);
        }
        self.ignore(whole, "who may do what is no rule about a row");
        Ok(())
    }
}

/// Whether a table is one of the system catalogs, whose rows are the columns and constraints of all tables. A name that
/// begins with `pg_` is looked up in `pg_catalog` first (manual, 5.10.5).
fn is_catalog(table: &Name) -> bool {
    match table.schema.as_deref() {
        Some(schema) => schema == "pg_catalog",
        None => table.name.starts_with("pg_"),
    }
}

/// The schemas of a setting; `None` for DEFAULT.
fn schemas(rest: &mut Cursor<'_>) -> Result<Option<Vec<String>>> {
    if rest.eat("default") {
        return Ok(None);
    }
    let mut schemas = Vec::new();
    loop {
        let text = rest.text();
        schemas.push(match text {
            Ok(text) => text,
            Err(_) => rest.name()?,
        });
        if !rest.symbol(&Token::Comma) {
            return Ok(Some(schemas));
        }
    }
}

/// `SELECT … INTO table`: the table's name, and whether it is temporary.
fn into(rest: &mut Cursor<'_>) -> Option<(Name, bool)> {
    let mut copy = *rest;
    loop {
        copy.until(|cursor| cursor.is("into"));
        if copy.is_empty() {
            return None;
        }
        let at = rest.rest().len() - copy.rest().len();
        let before = at.checked_sub(1).and_then(|at| rest.rest().get(at));
        copy.next();
        // Not INSERT INTO or MERGE INTO in a WITH.
        if before.is_some_and(|token| ["insert", "merge"].iter().any(|word| is_word(&token.token, word))) {
            continue;
        }
        let temporary = copy.eat("temporary") || copy.eat("temp");
        copy.eat("unlogged");
        copy.eat("table");
        return copy.object().ok().map(|name| (name, temporary));
    }
}
