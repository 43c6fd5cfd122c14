//! A PostgreSQL server that has the functions of the stages. Knows SQL, but no schemas.

use event_wizard_compiler::write::sql::function::SCHEMA;
use event_wizard_compiler::write::sql::stage::StageFunction;
use postgres::{Client, NoTls};

/// A connection.
pub struct Server {
    client: Client,
    /// The server's own name for its version.
    pub version: String,
}

impl Server {
    /// Connects.
    pub fn new(url: &str) -> Result<Self, String> {
        let mut client = Client::connect(url, NoTls).map_err(|error| error.to_string())?;
        client
            .batch_execute(&format!("SET client_min_messages = warning; CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
            .map_err(|error| error.to_string())?;
        let row = client.query_one("SHOW server_version", &[]).map_err(|error| error.to_string())?;
        Ok(Self { client, version: row.get(0) })
    }

    /// Creates the functions that are not there yet.
    pub fn create(&mut self, stage: &StageFunction) -> Result<(), String> {
        for function in stage.formats.iter().chain([&stage.function]) {
            let there = self
                .client
                .query_one("SELECT to_regprocedure($1::text) IS NOT NULL", &[&function.signature()])
                .map_err(|error| error.to_string())?;
            if !there.get::<_, bool>(0) {
                self.client
                    .batch_execute(&function.statement)
                    .map_err(|error| format!("{}: {error}", function.name))?;
            }
        }
        Ok(())
    }

    /// What the function says of each document: as complete data, and as a draft.
    pub fn verdicts(&mut self, function: &str, documents: &[String]) -> Result<Vec<[Option<bool>; 2]>, String> {
        let query = format!(
            "SELECT {SCHEMA}.{function}(text::jsonb, true), {SCHEMA}.{function}(text::jsonb, false) \
             FROM unnest($1::text[]) WITH ORDINALITY AS documents (text, place) ORDER BY place"
        );
        let rows = self.client.query(&query, &[&documents]).map_err(|error| match error.as_db_error() {
            Some(error) => format!("{function}: {}", error.message()),
            None => error.to_string(),
        })?;
        Ok(rows.iter().map(|row| [row.get(0), row.get(1)]).collect())
    }
}
