//! The servers to compare with: a PostgreSQL server over its protocol, or PGlite in a Node process. Knows SQL text and
//! outcomes, but not how cases are made or compared.

use crate::catalogue::{self, CHECKS_QUERY, COLUMNS_QUERY, Table};
use crate::node::Node;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What `judge.sql` installs.
const JUDGE: &str = include_str!("../judge.sql");
/// The first statements on each connection.
const COPIES: &str = include_str!("../copies.sql");
const CALL: &str = "SELECT stage, state, nullif(constraint_name, ''), nullif(column_name, ''), message \
    FROM conformance_judge($1::text[], $2::text[], $3::text[], $4::text[])";

/// One case, ready for a server.
#[derive(Clone, Debug)]
pub struct Request {
    pub statement: String,
    pub body: String,
    /// The statement that stores the row an update applies to, and that row's JSON text.
    pub current: Option<(String, String)>,
}

/// An error from the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    pub sqlstate: String,
    pub constraint: Option<String>,
    pub column: Option<String>,
    pub message: String,
}

/// What a server said about a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Accepted,
    Rejected(Rejection),
    /// The stored row of an update was refused itself: a fault of the generator, which is counted.
    NoCurrent(Rejection),
}

/// A server with the project's schema and the judging function.
pub enum Server {
    Postgres(Box<postgres::Client>),
    Pglite(Box<Pglite>),
}

type Row = Vec<Option<String>>;

impl Server {
    /// Connects to a server that has the project's schema. `prepare` must be true once for each database.
    pub fn postgres(url: &str, prepare: bool) -> Result<Self, String> {
        let mut client = postgres::Client::connect(url, postgres::NoTls).map_err(|error| error.to_string())?;
        if prepare {
            client.batch_execute(JUDGE).map_err(|error| format!("judge.sql: {error}"))?;
        }
        client.batch_execute(COPIES).map_err(|error| format!("copies.sql: {error}"))?;
        Ok(Self::Postgres(Box::new(client)))
    }

    /// Starts PGlite and loads the project's schema.
    pub fn pglite(root: &Path) -> Result<Self, String> {
        let mut server = Self::Pglite(Box::new(Pglite::start(root)?));
        for folder in ["schemas/stubs", "schemas/migrations"] {
            let Ok(entries) = std::fs::read_dir(root.join(folder)) else { continue };
            let mut files: Vec<_> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
            files.sort();
            for file in files.iter().filter(|file| file.extension().is_some_and(|e| e == "sql")) {
                let sql = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
                server
                    .execute(&format!("BEGIN;\n{sql}\nCOMMIT"))
                    .map_err(|error| format!("{}: {error}", file.display()))?;
            }
        }
        server.execute(JUDGE)?;
        server.execute(COPIES)?;
        Ok(server)
    }

    fn execute(&mut self, sql: &str) -> Result<(), String> {
        match self {
            Self::Postgres(client) => client.batch_execute(sql).map_err(|error| error.to_string()),
            Self::Pglite(pglite) => pglite.ask(sql, None).map(drop),
        }
    }

    fn query(&mut self, sql: &str, params: &[Vec<Option<String>>]) -> Result<Vec<Row>, String> {
        match self {
            Self::Postgres(client) => {
                let params: Vec<&(dyn postgres::types::ToSql + Sync)> =
                    params.iter().map(|p| p as &(dyn postgres::types::ToSql + Sync)).collect();
                let rows = client.query(sql, &params).map_err(|error| match error.as_db_error() {
                    Some(error) => error.to_string(),
                    None => error.to_string(),
                })?;
                Ok(rows.iter().map(|row| (0..row.len()).map(|i| row.get(i)).collect()).collect())
            }
            Self::Pglite(pglite) => pglite.ask(sql, Some(params)),
        }
    }

    /// The version as the server reports it: "15.18 (Debian …)".
    pub fn version(&mut self) -> Result<String, String> {
        let rows = self.query("SELECT current_setting('server_version')", &[])?;
        let version = rows.into_iter().flatten().flatten().next().unwrap_or_default();
        Ok(match self {
            Self::Postgres(_) => format!("PostgreSQL {version}"),
            Self::Pglite(_) => format!("PGlite (PostgreSQL {version})"),
        })
    }

    /// The project's tables as this server has them.
    pub fn tables(&mut self) -> Result<Vec<Table>, String> {
        let text = |rows: Vec<Row>| -> Vec<Vec<String>> {
            rows.into_iter().map(|row| row.into_iter().map(Option::unwrap_or_default).collect()).collect()
        };
        let columns = text(self.query(COLUMNS_QUERY, &[])?);
        let checks = text(self.query(CHECKS_QUERY, &[])?);
        Ok(catalogue::tables(&columns, &checks))
    }

    /// What the server says about each case, in order.
    pub fn judge(&mut self, requests: &[Request]) -> Result<Vec<Outcome>, String> {
        let params: [Vec<Option<String>>; 4] = [
            requests.iter().map(|r| Some(r.statement.clone())).collect(),
            requests.iter().map(|r| Some(r.body.clone())).collect(),
            requests.iter().map(|r| r.current.as_ref().map(|(statement, _)| statement.clone())).collect(),
            requests.iter().map(|r| r.current.as_ref().map(|(_, row)| row.clone())).collect(),
        ];
        let rows = self.query(CALL, &params)?;
        self.execute("SELECT pg_temp.conformance_empty()")?;
        if rows.len() != requests.len() {
            return Err(format!("{} outcomes for {} cases", rows.len(), requests.len()));
        }
        rows.into_iter()
            .map(|row| {
                let mut fields = row.into_iter();
                let mut field = || fields.next().flatten();
                let stage = field().unwrap_or_default();
                let rejection = Rejection {
                    sqlstate: field().unwrap_or_default(),
                    constraint: field(),
                    column: field(),
                    message: field().unwrap_or_default(),
                };
                match stage.as_str() {
                    "accepted" => Ok(Outcome::Accepted),
                    "row" => Ok(Outcome::Rejected(rejection)),
                    "current" => Ok(Outcome::NoCurrent(rejection)),
                    other => Err(format!("the judge returned `{other}`")),
                }
            })
            .collect()
    }
}

/// The Node process that runs PGlite.
pub struct Pglite(Node);

#[derive(Serialize)]
struct Question<'a> {
    sql: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    params: Option<&'a [Vec<Option<String>>]>,
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    rows: Vec<Row>,
    error: Option<String>,
}

impl Pglite {
    fn start(root: &Path) -> Result<Self, String> {
        Node::start(root, "tests/conformance/pglite.mjs").map(Self)
    }

    fn ask(&mut self, sql: &str, params: Option<&[Vec<Option<String>>]>) -> Result<Vec<Row>, String> {
        let answer: Answer = self.0.ask(&Question { sql, params })?;
        match answer.error {
            Some(error) => Err(error),
            None => Ok(answer.rows),
        }
    }
}
