//! One server: makes tables, says how it sees them, stores rows and judges requests. Knows SQL, and nothing of the module.

use std::collections::{BTreeMap, BTreeSet};

use conformance::case::{Case as Body, Missing, Operation};
use conformance::catalogue;
use conformance::postgrest::{Plan, plan};
use conformance::server::{Outcome, Rejection, Request as Statement, Server};
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::case::Request;

/// A PostgreSQL server.
pub struct Postgres {
    server: Server,
    /// Its own words: "PostgreSQL 15.18 (Debian …)".
    pub version: String,
}

/// What PostgREST reads of each column: name, type, NOT NULL, default; and whether only the server may write it.
const COLUMNS: &str = "SELECT a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull, \
    CASE WHEN t.typbasetype <> 0 AND d.adbin IS NULL THEN pg_get_expr(t.typdefaultbin, 0) \
      WHEN a.attidentity = 'd' THEN format('nextval(%L)', pg_get_serial_sequence(a.attrelid::regclass::text, a.attname)) \
      WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END, a.attgenerated <> '' \
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid \
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum \
    WHERE a.attrelid = $1::text::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";

/// A table as the server has it.
pub struct Table {
    of_postgrest: catalogue::Table,
    /// The columns that a stored row is made of.
    stored: Vec<String>,
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

impl Postgres {
    /// # Errors
    /// If the server cannot be reached.
    pub fn connect(url: &str) -> Result<Self, String> {
        let mut server = Server::postgres(url, true)?;
        let version = server.version()?;
        Ok(Self { server, version })
    }

    fn client(&mut self) -> Result<&mut ::postgres::Client, String> {
        match &mut self.server {
            Server::Postgres(client) => Ok(client),
            Server::Pglite(_) => Err("needs a PostgreSQL server".into()),
        }
    }

    /// Runs statements in a transaction of their own.
    ///
    /// # Errors
    /// The error's SQLSTATE and message.
    pub fn execute(&mut self, sql: &str) -> Result<(), String> {
        self.client()?.batch_execute(sql).map_err(|error| said(&error))
    }

    /// A table, as PostgREST sees it.
    ///
    /// # Errors
    /// If it is not there.
    pub fn table(&mut self, name: &str) -> Result<Table, String> {
        let rows = self.client()?.query(COLUMNS, &[&quoted(name)]).map_err(|error| said(&error))?;
        let columns = rows
            .iter()
            .map(|row| catalogue::Column {
                name: row.get(0),
                data_type: row.get(1),
                not_null: row.get(2),
                default: row.get(3),
            })
            .collect();
        let stored = rows.iter().filter(|row| !row.get::<_, bool>(4)).map(|row| row.get(0)).collect();
        let of_postgrest = catalogue::Table { name: name.to_owned(), columns, checks: Vec::new(), left: Vec::new() };
        Ok(Table { of_postgrest, stored })
    }

    /// The names of a table's CHECKs, of which the server made up those that were missing.
    ///
    /// # Errors
    /// If it is not there.
    pub fn check_names(&mut self, table: &str) -> Result<BTreeSet<String>, String> {
        let query = "SELECT conname::text FROM pg_constraint WHERE contype = 'c' AND conrelid = $1::text::regclass";
        let rows = self.client()?.query(query, &[&quoted(table)]).map_err(|error| said(&error))?;
        Ok(rows.iter().map(|row| row.get(0)).collect())
    }

    /// What a row looks like once it is stored, as PostgREST would return it; the row itself is not kept. `None` if it is
    /// refused now, which a sequence or the clock may decide.
    ///
    /// # Errors
    /// If the connection breaks.
    pub fn stored(&mut self, table: &Table, request: &Request) -> Result<Option<String>, String> {
        let Plan::Statement(insert) = planned(table, request) else { return Ok(None) };
        let query = format!("WITH stored AS ({insert} RETURNING *) SELECT to_json(stored)::text FROM stored");
        // The statement wants its parameter as text.
        let query = query.replace("$1::json", "$1::text::json");
        let body: &(dyn ::postgres::types::ToSql + Sync) = &request.body;
        // A row of defaults alone has no parameter.
        let parameters: &[_] = if query.contains("$1") { &[body] } else { &[] };
        let mut transaction = self.client()?.transaction().map_err(|error| said(&error))?;
        let row = transaction.query_one(&query, parameters);
        transaction.rollback().map_err(|error| said(&error))?;
        Ok(row.ok().map(|row| row.get(0)))
    }

    /// What the server, with PostgREST in front of it, says of each request.
    ///
    /// # Errors
    /// If the connection breaks.
    pub fn judge(&mut self, requests: &[(&Table, &Request)]) -> Result<Vec<Outcome>, String> {
        let plans: Vec<Plan> = requests.iter().map(|(table, request)| planned(table, request)).collect();
        let statements: Vec<Statement> = requests
            .iter()
            .zip(&plans)
            .filter_map(|((table, request), plan)| {
                let Plan::Statement(statement) = plan else { return None };
                let current = request.current.as_ref().map(|row| (store(table), row.clone()));
                Some(Statement { statement: statement.clone(), body: request.body.clone(), current })
            })
            .collect();
        let mut outcomes = self.server.judge(&statements)?.into_iter();
        plans
            .into_iter()
            .map(|plan| match plan {
                Plan::NoRow => Ok(Outcome::Accepted),
                Plan::Statement(_) => outcomes.next().ok_or_else(|| "too few outcomes".to_owned()),
                Plan::Refuse(code) => Ok(Outcome::Rejected(Rejection {
                    sqlstate: code.to_owned(),
                    constraint: None,
                    column: None,
                    message: "refused by PostgREST".to_owned(),
                })),
            })
            .collect()
    }
}

fn said(error: &::postgres::Error) -> String {
    match error.as_db_error() {
        Some(error) => format!("{} {}", error.code().code(), error.message()),
        None => error.to_string(),
    }
}

/// Stores a row exactly as it was printed.
fn store(table: &Table) -> String {
    let name = quoted(&table.of_postgrest.name);
    let columns = table.stored.iter().map(|column| quoted(column)).collect::<Vec<_>>().join(", ");
    format!(
        "INSERT INTO {name} ({columns}) OVERRIDING SYSTEM VALUE \
         SELECT {columns} FROM json_populate_record(NULL::{name}, $1::json)"
    )
}

/// The names that the rows of a body give, sorted.
fn keys(body: &str) -> BTreeSet<String> {
    let of_row = |row: &str| serde_json::from_str::<BTreeMap<String, IgnoredAny>>(row).unwrap_or_default();
    let rows: Vec<&RawValue> = serde_json::from_str(body).unwrap_or_default();
    of_row(body).into_keys().chain(rows.into_iter().flat_map(|row| of_row(row.get()).into_keys())).collect()
}

fn planned(table: &Table, request: &Request) -> Plan {
    let case = Body {
        table: table.of_postgrest.name.clone(),
        operation: request.operation,
        body: request.body.clone(),
        // supabase-js names columns for arrays alone.
        missing: if request.body.starts_with('[') { request.missing } else { Missing::Omitted },
        columns: None,
        current: None,
        note: None,
    };
    match plan(&case, &table.of_postgrest) {
        Plan::Statement(statement) if request.upsert && request.operation == Operation::Insert => {
            let set: Vec<String> =
                keys(&request.body).iter().map(|key| format!("{0} = EXCLUDED.{0}", quoted(key))).collect();
            let action = if set.is_empty() { "NOTHING".to_owned() } else { format!("UPDATE SET {}", set.join(", ")) };
            Plan::Statement(format!("{statement} ON CONFLICT (\"id\") DO {action}"))
        }
        plan => plan,
    }
}
