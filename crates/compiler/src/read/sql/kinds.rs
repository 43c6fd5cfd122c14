//! Every statement of PostgreSQL 15 to 18, by its first words (manual, VI.I SQL Commands), and whether it can change
//! which rows are allowed. A statement that is not listed is refused. Knows nothing about the inside of statements.

use super::cursor::Cursor;

/// What to do with a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It is read.
    Read(Kind),
    /// It changes no rule about a row, for this reason.
    Harmless(&'static str),
    /// It may change a rule about a row in a way that is not tracked.
    Refused(&'static str),
}

/// The statements that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    AlterDomain,
    AlterFunction,
    AlterIndex,
    AlterRelation,
    AlterRole,
    AlterSchema,
    AlterTable,
    AlterTrigger,
    AlterType,
    Begin,
    Comment,
    Commit,
    CreateDomain,
    CreateEventTrigger,
    CreateForeignTable,
    CreateFunction,
    CreateIndex,
    CreatePolicy,
    CreateRule,
    CreateSchema,
    CreateSequence,
    CreateTable,
    CreateTrigger,
    CreateType,
    CreateView,
    Data,
    Discard,
    Do,
    DropExtension,
    DropFunction,
    DropIndex,
    DropPolicy,
    DropRelation,
    DropSchema,
    DropTable,
    DropTrigger,
    DropType,
    Execute,
    Prepare,
    ReleaseSavepoint,
    Reset,
    Rollback,
    Savepoint,
    Select,
    Set,
}

use Action::{Harmless, Read, Refused};

const ACCESS: &str = "who may do what is no rule about a row";
const AGGREGATE: &str = "a CHECK cannot call an aggregate";
const FOREIGN: &str = "data of other servers has rules of its own";
const NAMED: &str = "it matters only where it is named, and what names it is refused";
const OPERATOR: &str = "an operator or cast of one's own can change what a CHECK means";
const PLAN: &str = "it changes how fast an answer comes";
const REPLICATION: &str = "what is copied to other servers is no rule about a row";
const SEARCH: &str = "text search reads rows";
const SESSION: &str = "it concerns the session alone";
const STORAGE: &str = "where rows are stored is no rule about them";

/// Statements by the words with which they begin, after [`Head`] has removed others. The longest match counts.
pub const STATEMENTS: &[(&str, Action)] = &[
    ("abort", Read(Kind::Rollback)),
    ("alter aggregate", Harmless(AGGREGATE)),
    ("alter collation", Harmless(NAMED)),
    ("alter conversion", Harmless(SESSION)),
    ("alter database", Read(Kind::AlterRole)),
    ("alter default privileges", Harmless(ACCESS)),
    ("alter domain", Read(Kind::AlterDomain)),
    ("alter event trigger", Refused("when an event trigger fires is not followed")),
    ("alter extension", Harmless("an extension's objects are its own")),
    ("alter foreign data wrapper", Harmless(FOREIGN)),
    ("alter foreign table", Harmless(FOREIGN)),
    ("alter function", Read(Kind::AlterFunction)),
    ("alter group", Harmless(ACCESS)),
    ("alter index", Read(Kind::AlterIndex)),
    ("alter language", Harmless(NAMED)),
    ("alter large object", Harmless(ACCESS)),
    ("alter materialized view", Read(Kind::AlterRelation)),
    ("alter operator", Refused(OPERATOR)),
    ("alter policy", Harmless(ACCESS)),
    ("alter procedure", Read(Kind::AlterFunction)),
    ("alter publication", Harmless(REPLICATION)),
    ("alter role", Read(Kind::AlterRole)),
    ("alter routine", Read(Kind::AlterFunction)),
    ("alter rule", Refused("rules are not followed")),
    ("alter schema", Read(Kind::AlterSchema)),
    ("alter sequence", Read(Kind::AlterRelation)),
    ("alter server", Harmless(FOREIGN)),
    ("alter statistics", Harmless(PLAN)),
    ("alter subscription", Harmless(REPLICATION)),
    ("alter system", Refused("the server's settings are not followed")),
    ("alter table", Read(Kind::AlterTable)),
    ("alter tablespace", Harmless(STORAGE)),
    ("alter text search", Harmless(SEARCH)),
    ("alter trigger", Read(Kind::AlterTrigger)),
    ("alter type", Read(Kind::AlterType)),
    ("alter user", Read(Kind::AlterRole)),
    ("alter user mapping", Harmless(FOREIGN)),
    ("alter view", Read(Kind::AlterRelation)),
    ("analyse", Harmless(PLAN)),
    ("analyze", Harmless(PLAN)),
    ("begin", Read(Kind::Begin)),
    ("call", Read(Kind::Data)),
    ("checkpoint", Harmless(STORAGE)),
    ("close", Harmless(SESSION)),
    ("cluster", Harmless(STORAGE)),
    ("comment", Read(Kind::Comment)),
    ("commit", Read(Kind::Commit)),
    ("commit prepared", Refused("two-phase transactions are not followed")),
    ("copy", Read(Kind::Data)),
    ("create access method", Harmless(STORAGE)),
    ("create aggregate", Harmless(AGGREGATE)),
    ("create cast", Refused(OPERATOR)),
    ("create collation", Harmless(NAMED)),
    ("create conversion", Harmless(SESSION)),
    ("create database", Harmless("another database has tables of its own")),
    ("create domain", Read(Kind::CreateDomain)),
    ("create event trigger", Read(Kind::CreateEventTrigger)),
    ("create extension", Harmless("an extension's objects are its own")),
    ("create foreign data wrapper", Harmless(FOREIGN)),
    ("create foreign table", Read(Kind::CreateForeignTable)),
    ("create function", Read(Kind::CreateFunction)),
    ("create group", Harmless(ACCESS)),
    ("create index", Read(Kind::CreateIndex)),
    ("create language", Harmless(NAMED)),
    ("create materialized view", Read(Kind::CreateView)),
    ("create operator", Refused(OPERATOR)),
    ("create operator family", Harmless(PLAN)),
    ("create policy", Read(Kind::CreatePolicy)),
    ("create procedure", Read(Kind::CreateFunction)),
    ("create publication", Harmless(REPLICATION)),
    ("create role", Harmless(ACCESS)),
    ("create rule", Read(Kind::CreateRule)),
    ("create schema", Read(Kind::CreateSchema)),
    ("create sequence", Read(Kind::CreateSequence)),
    ("create server", Harmless(FOREIGN)),
    ("create statistics", Harmless(PLAN)),
    ("create subscription", Harmless(REPLICATION)),
    ("create table", Read(Kind::CreateTable)),
    ("create tablespace", Harmless(STORAGE)),
    ("create text search", Harmless(SEARCH)),
    ("create transform", Harmless(NAMED)),
    ("create trigger", Read(Kind::CreateTrigger)),
    ("create type", Read(Kind::CreateType)),
    ("create unique index", Read(Kind::CreateIndex)),
    ("create user", Harmless(ACCESS)),
    ("create user mapping", Harmless(FOREIGN)),
    ("create view", Read(Kind::CreateView)),
    ("deallocate", Harmless(SESSION)),
    ("declare", Harmless(SESSION)),
    ("delete", Read(Kind::Data)),
    ("discard", Read(Kind::Discard)),
    ("do", Read(Kind::Do)),
    ("drop access method", Refused("a table may go with it")),
    ("drop aggregate", Harmless(AGGREGATE)),
    ("drop cast", Refused(OPERATOR)),
    ("drop collation", Refused("a column may go with it")),
    ("drop conversion", Harmless(SESSION)),
    ("drop database", Harmless("another database has tables of its own")),
    ("drop domain", Read(Kind::DropType)),
    ("drop event trigger", Harmless("it does nothing any more")),
    ("drop extension", Read(Kind::DropExtension)),
    ("drop foreign data wrapper", Harmless(FOREIGN)),
    ("drop foreign table", Read(Kind::DropRelation)),
    ("drop function", Read(Kind::DropFunction)),
    ("drop group", Harmless(ACCESS)),
    ("drop index", Read(Kind::DropIndex)),
    ("drop language", Refused("functions may go with it")),
    ("drop materialized view", Read(Kind::DropRelation)),
    ("drop operator", Refused(OPERATOR)),
    ("drop owned", Refused("what a role owns is not known")),
    ("drop policy", Read(Kind::DropPolicy)),
    ("drop procedure", Read(Kind::DropFunction)),
    ("drop publication", Harmless(REPLICATION)),
    ("drop role", Harmless(ACCESS)),
    ("drop routine", Read(Kind::DropFunction)),
    ("drop rule", Harmless("the rules of mirrored tables are refused where they are made")),
    ("drop schema", Read(Kind::DropSchema)),
    ("drop sequence", Read(Kind::DropRelation)),
    ("drop server", Harmless(FOREIGN)),
    ("drop statistics", Harmless(PLAN)),
    ("drop subscription", Harmless(REPLICATION)),
    ("drop table", Read(Kind::DropTable)),
    ("drop tablespace", Harmless(STORAGE)),
    ("drop text search", Harmless(SEARCH)),
    ("drop transform", Harmless(NAMED)),
    ("drop trigger", Read(Kind::DropTrigger)),
    ("drop type", Read(Kind::DropType)),
    ("drop user", Harmless(ACCESS)),
    ("drop user mapping", Harmless(FOREIGN)),
    ("drop view", Read(Kind::DropRelation)),
    ("end", Read(Kind::Commit)),
    ("execute", Read(Kind::Execute)),
    ("explain", Read(Kind::Data)),
    ("fetch", Harmless(SESSION)),
    ("grant", Harmless(ACCESS)),
    ("import foreign schema", Harmless(FOREIGN)),
    ("insert", Read(Kind::Data)),
    ("listen", Harmless(SESSION)),
    ("load", Harmless(SESSION)),
    ("lock", Harmless(SESSION)),
    ("merge", Read(Kind::Data)),
    ("move", Harmless(SESSION)),
    ("notify", Harmless(SESSION)),
    ("prepare", Read(Kind::Prepare)),
    ("prepare transaction", Refused("two-phase transactions are not followed")),
    ("reassign owned", Harmless(ACCESS)),
    ("refresh materialized view", Read(Kind::Data)),
    ("reindex", Harmless(STORAGE)),
    ("release", Read(Kind::ReleaseSavepoint)),
    ("reset", Read(Kind::Reset)),
    ("revoke", Harmless(ACCESS)),
    ("rollback", Read(Kind::Rollback)),
    ("rollback prepared", Refused("two-phase transactions are not followed")),
    ("savepoint", Read(Kind::Savepoint)),
    ("security label", Harmless(ACCESS)),
    ("select", Read(Kind::Select)),
    ("set", Read(Kind::Set)),
    ("set constraints", Harmless("it concerns the transaction alone")),
    ("set session characteristics", Harmless(SESSION)),
    ("set transaction", Harmless("it concerns the transaction alone")),
    ("show", Harmless(SESSION)),
    ("start transaction", Read(Kind::Begin)),
    ("table", Read(Kind::Select)),
    ("truncate", Read(Kind::Data)),
    ("unlisten", Harmless(SESSION)),
    ("update", Read(Kind::Data)),
    ("vacuum", Harmless(STORAGE)),
    ("values", Read(Kind::Select)),
    ("with", Read(Kind::Select)),
];

/// The first words of a statement, and the words among them that do not change its kind.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// What to do with it.
    pub action: Action,
    /// `OR REPLACE`.
    pub or_replace: bool,
    /// `TEMPORARY`.
    pub temporary: bool,
    /// The rest of the statement.
    pub rest: Cursor<'a>,
}

/// The kind of a statement; `None` if PostgreSQL has no such statement.
pub fn head<'a>(statement: Cursor<'a>) -> Option<Head<'a>> {
    let mut rest = statement;
    // A query may be in brackets.
    if let Ok(inside) = Cursor::new(statement.rest()).group() {
        return head(inside)
            .filter(|head| head.action == Read(Kind::Select))
            .map(|head| Head { rest: statement, ..head });
    }
    let mut words = vec![rest.word()?];
    rest.next();
    let (mut or_replace, mut temporary) = (false, false);
    if words == ["create"] {
        or_replace = rest.eat("or replace");
        while let Some(word) = rest.word().filter(|_| ADJECTIVES.iter().any(|adjective| rest.is(adjective))) {
            temporary |= word.starts_with("temp");
            rest.next();
        }
    }
    let fits = |words: &[String]| {
        let text = words.join(" ");
        STATEMENTS.iter().find(|(known, _)| *known == text).map(|(_, action)| *action)
    };
    let mut found = fits(&words).map(|action| Head { action, or_replace, temporary, rest });
    while words.len() < 4 {
        let Some(word) = rest.word() else { break };
        words.push(word);
        rest.next();
        if let Some(action) = fits(&words) {
            found = Some(Head { action, or_replace, temporary, rest });
        }
    }
    found
}

/// Words that may stand between `CREATE` and the kind of object.
const ADJECTIVES: [&str; 9] =
    ["temp", "temporary", "local", "global", "unlogged", "recursive", "constraint", "trusted", "procedural"];

#[cfg(test)]
mod tests {
    use super::{Action, Kind, STATEMENTS, head};
    use crate::error::Position;
    use crate::read::sql::cursor::Cursor;
    use crate::read::sql::script;

    fn action(sql: &str) -> Option<Action> {
        let tokens = script::body(sql, Position { line: 1, column: 1 }).unwrap();
        head(Cursor::new(&tokens)).map(|head| head.action)
    }

    #[test]
    fn knows_statements_by_their_first_words() {
        assert_eq!(action("create or replace temporary recursive view v"), Some(Action::Read(Kind::CreateView)));
        assert_eq!(action("Drop User Mapping"), action("CREATE USER MAPPING"));
        assert_eq!(action("ROLLBACK TO x"), Some(Action::Read(Kind::Rollback)));
        assert_eq!(action("(SELECT 1)"), Some(Action::Read(Kind::Select)));
        // Every one of the list is found by its words, the longest of which there are four.
        for (words, expected) in STATEMENTS {
            assert_eq!(action(&format!("{words} x")), Some(*expected), "{words}");
        }
        for none in ["CREAT TABLE t (a int)", "CREATE TABEL t (a int)", "\"select\" 1", "(x)", "ALTER"] {
            assert_eq!(action(none), None, "{none}");
        }
    }

    #[test]
    fn is_in_order() {
        assert!(STATEMENTS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
