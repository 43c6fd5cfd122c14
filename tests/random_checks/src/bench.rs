//! Both judges on the same tables and rows, and what came of it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::time::Instant;

use conformance::case::{Case as Body, Missing, Operation};
use conformance::catalogue;
use conformance::postgrest::{self, Plan};
use conformance::random::Random;
use conformance::record::record;
use conformance::server::{Outcome, Request, Server};
use event_wizard_compiler::model::table::Table;
use event_wizard_compiler::read::sql;
use event_wizard_compiler::write::rust;

use crate::case::{Case, Check, Draft};
use crate::program::{Answer, Program, Question};

/// CHECKs built into one program.
const BATCH: usize = 1_000;
const ROWS: usize = 40;
/// Disagreements printed in full.
const SHOWN: usize = 25;

#[derive(Default)]
struct Tally {
    checks: usize,
    generated: usize,
    tables: usize,
    rows: usize,
    accepted: usize,
    /// (table, constraint) seen to pass, and to reject or raise.
    passes: HashSet<(String, String)>,
    fails: HashSet<(String, String)>,
    /// Refused by the compiler: reason → count and an example.
    refused: BTreeMap<String, (usize, String)>,
    /// Accepted by the compiler alone, which can do no harm: the server has no such table.
    server_refuses: BTreeMap<String, (usize, String)>,
    states: BTreeMap<String, usize>,
    disagreements: usize,
    /// Of the one listed family: date spellings that the module says only the server can judge.
    listed: usize,
    names: usize,
}

pub struct Bench {
    server: Server,
    version: String,
    program: Program,
    seed: u64,
    tally: Tally,
}

/// A table that both sides took.
struct Made {
    case: Case,
    table: Table,
}

impl Bench {
    pub fn new(url: &str, seed: u64) -> Result<Self, String> {
        let mut server = Server::postgres(url, true)?;
        let version = server.version()?;
        Ok(Self { server, version, program: Program::new("random-checks-batch")?, seed, tally: Tally::default() })
    }

    /// The outcome of statements in a transaction of their own: the error's SQLSTATE and message.
    fn execute(&mut self, sql: &str) -> Result<(), String> {
        let Server::Postgres(client) = &mut self.server else { return Err("needs a PostgreSQL server".into()) };
        client.batch_execute(sql).map_err(|error| match error.as_db_error() {
            Some(error) => format!("{} {}", error.code().code(), error.message()),
            None => error.to_string(),
        })
    }

    /// Runs the corpus, then so many random CHECKs; whether all agreed.
    pub fn run(mut self, checks: usize) -> Result<bool, String> {
        let start = Instant::now();
        self.corpus()?;
        let corpus = std::mem::take(&mut self.tally);
        let corpus_rows = corpus.rows;
        self.tally.disagreements = corpus.disagreements;
        let mut index = 0;
        while self.tally.checks < checks {
            let mut batch = Vec::new();
            let goal = checks.min(self.tally.checks + BATCH);
            while self.tally.checks < goal {
                if let Some(made) = self.draft(index) {
                    batch.push(made);
                }
                index += 1;
            }
            self.batch(&batch)?;
            eprintln!(
                "{} checks, {} disagreements, {:.0?}",
                self.tally.checks,
                self.tally.disagreements,
                start.elapsed()
            );
        }
        self.report(corpus_rows, start);
        let entry = serde_json::json!({
            "server": self.version,
            "seed": self.seed,
            "checks": self.tally.checks,
            "tables": self.tally.tables,
            "rows": self.tally.rows,
            "disagreements": self.tally.disagreements,
            "listed": self.tally.listed,
            "seconds": start.elapsed().as_secs(),
        });
        if let serde_json::Value::Object(entry) = entry {
            record(&format!("random checks, {}", self.version), entry)?;
        }
        Ok(self.tally.disagreements == 0)
    }

    fn corpus(&mut self) -> Result<(), String> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/cases.jsonl");
        let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let mut batch = Vec::new();
        for line in text.lines() {
            let case: Case = serde_json::from_str(line).map_err(|error| format!("{}: {error}", file.display()))?;
            self.execute(&case.sql).map_err(|error| format!("{}: {error}", case.sql))?;
            let name = case.table.clone();
            match compile(&name, &case.sql) {
                Ok(table) => batch.push(Made { case, table }),
                Err(reason) => return Err(format!("{}: {reason}", case.sql)),
            }
        }
        self.batch(&batch)
    }

    /// A table of a run that both sides take, if any of its CHECKs is so.
    fn draft(&mut self, index: usize) -> Option<Made> {
        let mut random = Random::of_case(self.seed, index as u64);
        let draft = Draft::of(&mut random, index);
        let mut checks: Vec<Check> = Vec::new();
        for check in &draft.checks {
            self.tally.generated += 1;
            let sql = draft.sql(&mut random, std::slice::from_ref(check));
            if let Err(reason) = compile(&draft.table, &sql) {
                let entry = self.tally.refused.entry(family(&reason)).or_insert((0, check.sql.clone()));
                entry.0 += 1;
                continue;
            }
            let tried = format!("{sql} DROP TABLE {};", draft.table);
            if let Err(error) = self.execute(&tried) {
                let entry = self.tally.server_refuses.entry(family(&error)).or_insert((0, check.sql.clone()));
                entry.0 += 1;
                continue;
            }
            checks.push(check.clone());
        }
        if checks.is_empty() {
            return None;
        }
        let sql = draft.sql(&mut random, &checks);
        if let Err(error) = self.execute(&sql) {
            let entry = self.tally.server_refuses.entry(family(&error)).or_insert((0, sql.clone()));
            entry.0 += checks.len();
            return None;
        }
        let rows = (0..ROWS).map(|_| draft.row(&mut random)).collect();
        let columns = draft.columns.iter().map(|column| (column.name.clone(), column.sql.clone())).collect();
        let case = Case { table: draft.table.clone(), columns, sql, rows, note: None };
        match compile(&case.table, &case.sql) {
            Ok(table) => {
                self.tally.checks += checks.len();
                self.tally.tables += 1;
                Some(Made { case, table })
            }
            // Each CHECK was taken alone.
            Err(reason) => {
                self.disagree(&format!("together: {reason}\n  {}", case.sql));
                None
            }
        }
    }

    fn disagree(&mut self, text: &str) {
        self.tally.disagreements += 1;
        if self.tally.disagreements <= SHOWN {
            println!("DISAGREEMENT {text}");
        }
    }

    fn batch(&mut self, batch: &[Made]) -> Result<(), String> {
        if batch.is_empty() {
            return Ok(());
        }
        self.constraint_names(batch)?;
        let tables: Vec<Table> = batch.iter().map(|made| made.table.clone()).collect();
        let questions: Vec<Question> = batch
            .iter()
            .flat_map(|made| {
                made.case.rows.iter().map(|row| Question { table: &made.table.name, body: row, current: None })
            })
            .collect();
        self.program.build(&rust::row::write(&tables).map_err(|error| error.to_string())?)?;
        let answers = self.program.judge(&questions)?;
        let mut answers = answers.into_iter();
        for some in batch.chunks(25) {
            let requests: Vec<Request> = some.iter().flat_map(requests).collect();
            let outcomes = self.server.judge(&requests)?;
            let mut outcomes = outcomes.into_iter();
            for made in some {
                for row in &made.case.rows {
                    let (Some(outcome), Some(answer)) = (outcomes.next(), answers.next()) else {
                        return Err("fewer outcomes than rows".into());
                    };
                    self.compare(made, row, &outcome, &answer);
                }
            }
        }
        batch.iter().try_for_each(|made| self.execute(&format!("DROP TABLE {}", made.case.table)))
    }

    /// Those of the server, which made up the missing ones, beside the compiler's.
    fn constraint_names(&mut self, batch: &[Made]) -> Result<(), String> {
        let Server::Postgres(client) = &mut self.server else { return Err("needs a PostgreSQL server".into()) };
        let query = "SELECT c.relname::text, k.conname::text FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid \
            WHERE k.contype = 'c' AND c.relnamespace = 'public'::regnamespace";
        let mut theirs: HashMap<String, BTreeSet<String>> = HashMap::new();
        for row in client.query(query, &[]).map_err(|error| error.to_string())? {
            theirs.entry(row.get(0)).or_default().insert(row.get(1));
        }
        for made in batch {
            let ours: BTreeSet<String> = made.table.checks.iter().map(|check| check.name.clone()).collect();
            let theirs = theirs.remove(&made.table.name).unwrap_or_default();
            self.tally.names += ours.len();
            if ours != theirs {
                self.disagree(&format!("names: server {theirs:?}, module {ours:?}\n  {}", made.case.sql));
            }
        }
        Ok(())
    }

    fn compare(&mut self, made: &Made, row: &str, outcome: &Outcome, answer: &Answer) {
        self.tally.rows += 1;
        let (theirs, message) = match outcome {
            Outcome::Accepted => (None, ""),
            Outcome::Rejected(error) | Outcome::NoCurrent(error) => {
                let constraint = error.constraint.clone().unwrap_or_default();
                (Some((error.sqlstate.clone(), constraint)), error.message.as_str())
            }
        };
        let ours = answer.clone().map(|found| {
            let named = found.sqlstate == "23514";
            (found.sqlstate, if named { found.code } else { String::new() })
        });
        let pair = |name: &str| (made.table.name.clone(), name.to_owned());
        let all = made.table.checks.iter().map(|check| check.name.as_str());
        match &theirs {
            None => {
                self.tally.accepted += 1;
                self.tally.passes.extend(all.map(pair));
            }
            Some((state, name)) => {
                *self.tally.states.entry(state.clone()).or_default() += 1;
                if state == "23514" {
                    self.tally.fails.insert(pair(name));
                    self.tally.passes.extend(all.take_while(|other| other != name).map(pair));
                }
            }
        }
        if ours != theirs && answer.as_ref().is_some_and(|found| found.unknowable) {
            self.tally.listed += 1;
        } else if ours != theirs {
            let case = Case { rows: vec![row.to_owned()], ..made.case.clone() };
            let line = serde_json::to_string(&case).unwrap_or_default();
            self.disagree(&format!(
                "server {theirs:?} ({message}), module {answer:?}\n  {}\n  {row}\n  {line}",
                made.case.sql
            ));
        }
    }

    fn report(&self, corpus_rows: usize, start: Instant) {
        let tally = &self.tally;
        let both = tally.fails.intersection(&tally.passes).count();
        println!("{}; seed {}", self.version, self.seed);
        println!(
            "{} checks in {} tables ({} generated), {} rows ({} accepted), {corpus_rows} rows of the corpus, {:.0?}",
            tally.checks,
            tally.tables,
            tally.generated,
            tally.rows,
            tally.accepted,
            start.elapsed()
        );
        println!("errors of the server: {:?}", tally.states);
        println!(
            "CHECKs that rejected some row and passed another: {both}; only rejected: {}; only passed: {}",
            tally.fails.len() - both,
            tally.passes.len() - both
        );
        println!("names compared: {}", tally.names);
        for (who, reasons) in [("compiler", &tally.refused), ("server alone", &tally.server_refuses)] {
            let total: usize = reasons.values().map(|(count, _)| count).sum();
            println!("refused by the {who}: {total}");
            let mut reasons: Vec<_> = reasons.iter().collect();
            reasons.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
            for (reason, (count, example)) in reasons.into_iter().take(30) {
                println!("  {count:6} {reason}: {}", example.chars().take(160).collect::<String>());
            }
        }
        println!("date spellings that only the server can judge: {}", tally.listed);
        println!("disagreements: {}", tally.disagreements);
        println!(
            "{} passed, {} failed",
            (tally.rows + corpus_rows + tally.names).saturating_sub(tally.disagreements),
            tally.disagreements
        );
    }
}

/// What the compiler makes of one table.
fn compile(table: &str, text: &str) -> Result<Table, String> {
    let database = sql::read(&[(String::new(), text.to_owned())]).map_err(|error| error.to_string())?;
    rust::row::write(&database.tables).map_err(|error| error.to_string())?;
    database.tables.into_iter().next().ok_or_else(|| format!("no table {table}"))
}

/// A reason without the constraint's name and what it quotes.
fn family(reason: &str) -> String {
    let reason = reason.split_once("`: ").map_or(reason, |(_, rest)| rest);
    let reason = reason.split_once(", found:").map_or(reason, |(rest, _)| rest);
    let mut out = String::new();
    // What stands between a pair of quotation marks of a kind.
    let mut mark = None;
    for c in reason.chars() {
        match mark {
            Some(open) if open == c => mark = None,
            Some(_) => {}
            None if matches!(c, '`' | '"') => {
                mark = Some(c);
                out.push('…');
            }
            None => out.push(c),
        }
    }
    out.chars().take(110).collect()
}

fn requests(made: &Made) -> Vec<Request> {
    let columns = made
        .case
        .columns
        .iter()
        .map(|(name, ty)| catalogue::Column {
            name: name.trim_matches('"').to_owned(),
            data_type: ty.clone(),
            not_null: false,
            default: None,
        })
        .collect();
    let table = catalogue::Table { name: made.table.name.clone(), columns, checks: Vec::new() };
    let of = |row: &String| {
        let body = Body {
            table: table.name.clone(),
            operation: Operation::Insert,
            body: row.clone(),
            missing: Missing::Omitted,
            columns: None,
            current: None,
            note: None,
        };
        let statement = match postgrest::plan(&body, &table) {
            Plan::Statement(statement) => statement,
            // The generator makes objects of the table's own columns.
            Plan::Refuse(_) | Plan::NoRow => String::from("SELECT 'no row'"),
        };
        Request { statement, body: row.clone(), current: None }
    };
    made.case.rows.iter().map(of).collect()
}
