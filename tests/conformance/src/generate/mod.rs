//! Makes cases: rows as JSON text, biased towards edge cases. Knows the tables from a server's catalogue and what tends
//! to go wrong; knows nothing of the module's rules.

mod javascript;
mod json;
mod session;
mod temporal;
mod text;
mod values;

use crate::case::{Case, Missing, Operation};
use crate::catalogue::{Column, Table};
use crate::postgrest::ON_CONFLICT;
use crate::random::Random;
pub use json::members as json_members;
use session::Session;
pub use session::Wizard;
use std::path::Path;

/// Realistic sessions, one for each file; none if the folder is missing.
pub fn read_sessions(folder: &Path) -> Result<Vec<String>, String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut files: Vec<_> = entries.filter_map(|entry| entry.ok().map(|e| e.path())).collect();
    files.sort();
    files
        .iter()
        .filter(|file| file.extension().is_some_and(|e| e == "json"))
        .map(|file| std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display())))
        .collect()
}

/// Makes cases for the tables of a server.
#[derive(Clone, Debug)]
pub struct Generator {
    tables: Vec<Table>,
    /// The words and bounds that appear in the CHECKs.
    words: Vec<String>,
    /// Realistic rows of `wizard_sessions` to start from: the JSON text of objects.
    sessions: Vec<String>,
    wizard: Wizard,
}

impl Generator {
    pub fn new(tables: Vec<Table>, sessions: Vec<String>, wizard: Wizard) -> Self {
        let words = tables.iter().flat_map(|table| &table.checks).flat_map(|check| constants(check)).collect();
        Self { tables, words, sessions, wizard }
    }

    /// Updates and upserts from each status to each status, to NULL and to one that is none.
    pub fn transitions(&self, table: &Table) -> Vec<Case> {
        let mut random = Random::of_case(0, 0);
        let mut cases = Vec::new();
        let others = ["null".to_owned(), "\"lost\"".to_owned()];
        let statuses: Vec<String> = self.wizard.statuses().map(json::string).collect();
        for from in self.wizard.statuses() {
            for to in statuses.iter().chain(&others) {
                for operation in [Operation::Insert, Operation::Update, Operation::Upsert] {
                    let current = self.stored(&mut random, table, &self.wizard.finished(from));
                    let members = json::members(&current).unwrap_or_default();
                    let sent = members.into_iter().filter_map(|(name, value)| match name.as_str() {
                        "status" => Some((json::string(&name), to.clone())),
                        // A new row must hold what its status asks for.
                        "id" | "created_at" | "updated_at" | "last_interaction" | "published_at" => None,
                        _ => (operation != Operation::Update).then(|| (json::string(&name), value)),
                    });
                    let body = json::object(&mut random, &sent.collect::<Vec<_>>());
                    let current = (operation != Operation::Insert).then_some(current);
                    let (table, missing) = (table.name.clone(), Missing::Omitted);
                    cases.push(Case { table, operation, body, missing, columns: None, current, note: None });
                }
            }
        }
        cases
    }

    /// Case `index` of the run with this seed, for one table and operation.
    pub fn case(&self, table: &Table, operation: Operation, seed: u64, index: u64) -> Case {
        let mut random = Random::of_case(seed, index);
        let random = &mut random;
        let mut missing = Missing::Omitted;
        let stored = self.wizard.session(random);
        let current = (operation != Operation::Insert).then(|| self.stored(random, table, &stored));
        if operation == Operation::Upsert {
            let body = self.upserted(random, table, &stored, current.as_deref().unwrap_or("{}"));
            return Case { table: table.name.clone(), operation, body, missing, columns: None, current, note: None };
        }
        let body = match random.below(100) {
            0..70 if operation == Operation::Update => self.change(random, table, &stored),
            0..70 => self.row(random, table, operation),
            70..82 => self.realistic(random, table, operation),
            82..84 if operation == Operation::Insert => self.rows(random, table),
            84..90 if operation == Operation::Insert => {
                missing = *random.pick_from(&[Missing::Null, Missing::Default]);
                self.bulk(random, table)
            }
            82..90 => self.row(random, table, operation),
            90..95 => {
                let row = self.row(random, table, operation);
                json::strange_members(random, table, &row)
            }
            _ => {
                let row = self.row(random, table, operation);
                json::damaged(random, &row)
            }
        };
        Case { table: table.name.clone(), operation, body, missing, columns: None, current, note: None }
    }

    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// A row object: mostly good values, some edge cases, now and then several errors at once.
    fn row(&self, random: &mut Random, table: &Table, operation: Operation) -> String {
        let session = self.wizard.session(random);
        self.row_of(random, table, operation, &session, &self.wizard.begun())
    }

    /// A change of a stored session, most often one that it may make.
    fn change(&self, random: &mut Random, table: &Table, stored: &Session) -> String {
        let session = match random.chance(75) {
            true => self.wizard.moved(random, stored),
            false => self.wizard.session(random),
        };
        let without = self.wizard.moved(random, stored);
        self.row_of(random, table, Operation::Update, &session, &without)
    }

    /// An upsert that meets the stored row.
    fn upserted(&self, random: &mut Random, table: &Table, stored: &Session, current: &str) -> String {
        let row = self.change(random, table, stored);
        let key = |members: &[(String, String)]| {
            members.iter().find(|(name, _)| name == ON_CONFLICT).map(|(_, value)| value.clone())
        };
        let id = json::members(current).as_deref().and_then(key).unwrap_or_default();
        let mut members: Vec<(String, String)> = json::members(&row).unwrap_or_default();
        // A row without its key is refused as a new one.
        let keyed = random.chance(95);
        members.retain(|(name, _)| name != ON_CONFLICT);
        let mut members: Vec<_> = members.into_iter().map(|(name, value)| (json::string(&name), value)).collect();
        if keyed || members.is_empty() {
            members.push((json::string(ON_CONFLICT), id));
        }
        json::object(random, &members)
    }

    /// A row of this session. If it has only one of the columns that must agree, the rest are those of `without`.
    fn row_of(
        &self,
        random: &mut Random,
        table: &Table,
        operation: Operation,
        session: &Session,
        without: &Session,
    ) -> String {
        let edges = match random.below(10) {
            0..5 => 0,
            5..8 => 1,
            8 => 2,
            _ => 3 + random.below(3),
        };
        let mut columns: Vec<&Column> = Vec::new();
        let present = random.pick_from(&[10, 25, 50, 90, 100]);
        for column in &table.columns {
            let demanded = operation == Operation::Insert && column.not_null && column.default.is_none();
            if random.chance(if demanded { 96 } else { *present }) {
                columns.push(column);
            }
        }
        if columns.is_empty() {
            columns.push(random.pick_from(&table.columns));
        }
        let has = |name: &str| columns.iter().any(|column| column.name == name);
        let session = if has("completed_stages") && has("completion_percentage") { session } else { without };
        let mut values: Vec<String> = columns.iter().map(|column| self.good(random, column, session, false)).collect();
        for _ in 0..edges {
            let at = random.below(columns.len());
            values[at] = values::edge(random, columns[at], &self.words);
        }
        let mut members: Vec<(String, String)> =
            columns.iter().map(|column| json::key(random, &column.name)).zip(values).collect();
        if random.chance(40) {
            for i in (1..members.len()).rev() {
                members.swap(i, random.below(i + 1));
            }
        }
        json::object(random, &members)
    }

    /// A whole session as an app would send it, with something replaced.
    fn realistic(&self, random: &mut Random, table: &Table, operation: Operation) -> String {
        if self.sessions.is_empty() || !table.columns.iter().any(|column| column.name == "organizer_data") {
            return self.row(random, table, operation);
        }
        let session = random.pick_from(&self.sessions).clone();
        let Some(members) = json::members(&session) else { return session };
        let mut members: Vec<(String, String)> = members
            .into_iter()
            .filter(|(name, _)| table.column(name).is_some() && (operation == Operation::Insert || random.chance(60)))
            .map(|(name, value)| (format!("\"{name}\""), value))
            .collect();
        for _ in 0..random.below(3) {
            if members.is_empty() {
                break;
            }
            let at = random.below(members.len());
            let name = members[at].0.trim_matches('"').to_owned();
            let Some(column) = table.column(&name) else { continue };
            members[at].1 = match random.chance(50) {
                true => values::edge(random, column, &self.words),
                false => json::mutated(random, &members[at].1),
            };
        }
        json::object(random, &members)
    }

    /// An array of rows, usually with the same keys.
    fn rows(&self, random: &mut Random, table: &Table) -> String {
        let first = self.row(random, table, Operation::Insert);
        let names: Vec<String> =
            serde_json::from_str::<std::collections::BTreeMap<String, serde::de::IgnoredAny>>(&first)
                .map(|keys| keys.into_keys().collect())
                .unwrap_or_default();
        let mut rows = vec![first];
        for _ in 0..random.below(3) {
            let row = if random.chance(85) {
                let members: Vec<(String, String)> = names
                    .iter()
                    .filter_map(|name| table.column(name))
                    .map(|column| {
                        let value = match random.chance(15) {
                            true => values::edge(random, column, &self.words),
                            false => values::good(random, column, &self.words),
                        };
                        (json::key(random, &column.name), value)
                    })
                    .collect();
                json::object(random, &members)
            } else if random.chance(70) {
                self.row(random, table, Operation::Insert)
            } else {
                json::any(random, 2)
            };
            rows.push(row);
        }
        if random.chance(4) {
            rows.clear();
        }
        format!("[{}]", rows.join(random.pick(&[",", ", ", "\n,"])))
    }

    /// An array of rows as supabase-js sends it, with the keys of all rows in `?columns=`: any keys in any row.
    fn bulk(&self, random: &mut Random, table: &Table) -> String {
        let rows: Vec<String> = (0..random.below(4))
            .map(|_| match random.below(100) {
                0..80 => self.row(random, table, Operation::Insert),
                80..88 => self.realistic(random, table, Operation::Insert),
                88..92 => {
                    let row = self.row(random, table, Operation::Insert);
                    let row = json::strange_members(random, table, &row);
                    // A URL cannot contain a lone surrogate from a key.
                    if json::members(&row).is_some() { row } else { "{}".into() }
                }
                92..96 => "{}".into(),
                // Values that have no keys in JavaScript either.
                _ => random.pick(&["1", "true", "[]", "-1.5e3"]).into(),
            })
            .collect();
        format!("[{}]", rows.join(random.pick(&[",", ", ", "\n,"])))
    }

    /// A value that fits the session, or else the column.
    fn good(&self, random: &mut Random, column: &Column, session: &Session, stored: bool) -> String {
        let value = self.wizard.value(random, session, &column.name, stored);
        value.unwrap_or_else(|| values::good(random, column, &self.words))
    }

    /// A row as the table stores it: every column, with a good value.
    fn stored(&self, random: &mut Random, table: &Table, session: &Session) -> String {
        let members: Vec<(String, String)> = table
            .columns
            .iter()
            .map(|column| {
                let null = !column.not_null && column.name != "published_at" && random.chance(15);
                let value = if null { "null".into() } else { self.good(random, column, session, true) };
                (json::string(&column.name), value)
            })
            .collect();
        json::object(random, &members)
    }
}

/// The quoted words and the integers in the definition of a CHECK.
fn constants(definition: &str) -> Vec<String> {
    let mut found: Vec<String> = definition.split('\'').skip(1).step_by(2).map(str::to_owned).collect();
    let unquoted: String = definition.split('\'').step_by(2).collect();
    found.extend(
        unquoted
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .filter(|word| word.parse::<i64>().is_ok())
            .map(str::to_owned),
    );
    found
}
