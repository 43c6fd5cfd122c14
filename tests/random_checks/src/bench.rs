//! Both judges on the same tables and requests, and what came of it.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use conformance::random::Random;
use conformance::record::record;
use conformance::server::Outcome;
use event_wizard_compiler::model::table::{Generated, Table};
use event_wizard_compiler::read::sql;
use event_wizard_compiler::write::rust;

use crate::case::{Case, Check, Draft, Request};
use crate::minimise;
use crate::postgres::{self, Postgres};
use crate::program::{Answer, Program, Question};
use crate::tally::{Tally, count};
use crate::verdict::{Comparison, compare};

/// CHECKs built into one program: what one more costs cargo is little beside the start.
const BATCH: usize = 2_000;
const INSERTS: usize = 30;
/// Stored rows of a table, and updates of each.
const STORED: usize = 2;
const UPDATES: usize = 8;
/// Disagreements that are made small and printed.
const SHOWN: usize = 25;

pub struct Bench {
    servers: Vec<Postgres>,
    program: Program,
    seed: u64,
    tally: Tally,
    start: Instant,
}

/// A table that both sides took.
pub struct Made {
    pub case: Case,
    pub table: Table,
    /// `None` if it is of the corpus.
    draft: Option<(Draft, Random)>,
    /// As each server has it.
    theirs: Vec<postgres::Table>,
}

impl Made {
    fn only_the_server_computes(&self) -> bool {
        self.table
            .columns
            .iter()
            .any(|column| matches!(column.generated, Some(Generated::Expression { value: None, .. })))
    }
}

impl Bench {
    /// # Errors
    /// If a server cannot be reached.
    pub fn new(urls: &[String], seed: u64) -> Result<Self, String> {
        let servers = urls.iter().map(|url| Postgres::connect(url)).collect::<Result<_, _>>()?;
        let program = Program::new("random-checks-batch")?;
        Ok(Self { servers, program, seed, tally: Tally::default(), start: Instant::now() })
    }

    /// Runs the corpus, then so many random CHECKs; whether all agreed.
    ///
    /// # Errors
    /// What keeps it from running.
    pub fn run(mut self, checks: usize) -> Result<bool, String> {
        self.corpus()?;
        let corpus = std::mem::take(&mut self.tally);
        self.tally.disagreements = corpus.disagreements;
        let mut index = 0;
        while self.tally.checks < checks {
            let mut batch = Vec::new();
            let goal = checks.min(self.tally.checks + BATCH);
            while self.tally.checks < goal {
                batch.extend(self.draft(index)?);
                index += 1;
            }
            self.batch(&mut batch)?;
            eprintln!(
                "{} checks, {} disagreements, {:.0?}",
                self.tally.checks,
                self.tally.disagreements,
                self.start.elapsed()
            );
        }
        let versions: Vec<String> = self.servers.iter().map(|server| server.version.clone()).collect();
        self.tally.print(&versions, self.seed, corpus.verdicts, self.start.elapsed());
        let entry = serde_json::json!({
            "server": versions.join(", "),
            "seed": self.seed,
            "checks": self.tally.checks,
            "tables": self.tally.tables,
            "rows": self.tally.verdicts,
            "disagreements": self.tally.disagreements,
            "listed": self.tally.count(Comparison::UnknowableValue),
            "seconds": self.start.elapsed().as_secs(),
        });
        if let serde_json::Value::Object(entry) = entry {
            record(&format!("random checks, {}", versions.join(", ")), entry)?;
        }
        Ok(self.tally.disagreements == 0)
    }

    fn corpus(&mut self) -> Result<(), String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let mut batch = Vec::new();
        for case in conformance::case::read_lines::<Case>(&folder)? {
            let made = self.make(case.clone()).map_err(|error| format!("{}: {error}", case.sql))?;
            batch.push(made);
        }
        self.batch(&mut batch)
    }

    /// Makes the table on every server.
    fn make(&mut self, case: Case) -> Result<Made, String> {
        let table = compile(&case.table, &case.sql)?;
        for server in &mut self.servers {
            server.execute(&case.sql).map_err(|error| format!("{}: {error}", server.version))?;
        }
        let theirs = self.servers.iter_mut().map(|server| server.table(&case.table)).collect::<Result<_, _>>()?;
        Ok(Made { case, table, draft: None, theirs })
    }

    fn drop_table(&mut self, name: &str) -> Result<(), String> {
        self.servers.iter_mut().try_for_each(|server| server.execute(&dropping(name)))
    }

    /// Why no table comes of it, if none does: the compiler's reason is tried first, as it is quicker.
    fn refusal(&mut self, draft: &Draft, random: &mut Random, checks: &[Check]) -> Option<Refused> {
        let sql = draft.sql(random, checks);
        if let Err(reason) = compile(&draft.table, &sql) {
            return Some(Refused::ByCompiler(reason));
        }
        let tried = format!("{sql} {}", dropping(&draft.table));
        self.servers.iter_mut().find_map(|server| server.execute(&tried).err()).map(Refused::ByServer)
    }

    fn note(&mut self, refused: &Refused, example: &str) {
        match refused {
            Refused::ByCompiler(reason) => count(&mut self.tally.refused, reason, example),
            Refused::ByServer(reason) => count(&mut self.tally.server_refuses, reason, example),
        }
    }

    /// A table of a run that both sides take, if any of its CHECKs is so.
    fn draft(&mut self, index: usize) -> Result<Option<Made>, String> {
        let mut random = Random::of_case(self.seed, index as u64);
        let mut draft = Draft::of(&mut random, index);
        if let Some(refused) = self.refusal(&draft, &mut random, &[]) {
            self.note(&refused, &draft.sql(&mut random, &[]));
            draft = draft.plain();
        }
        let mut checks: Vec<Check> = Vec::new();
        for check in &draft.checks.clone() {
            self.tally.generated += 1;
            match self.refusal(&draft, &mut random, std::slice::from_ref(check)) {
                Some(refused) => self.note(&refused, &check.sql),
                None => checks.push(check.clone()),
            }
        }
        if checks.is_empty() {
            return Ok(None);
        }
        draft.checks.clone_from(&checks);
        let sql = draft.sql(&mut random, &checks);
        let requests = (0..INSERTS).map(|_| draft.insert(&mut random)).collect();
        let case = Case { table: draft.table.clone(), sql, rows: Vec::new(), requests, note: None };
        match self.make(case.clone()) {
            Ok(made) => {
                self.tally.checks += checks.len();
                self.tally.tables += 1;
                Ok(Some(Made { draft: Some((draft, random)), ..made }))
            }
            // Each CHECK was taken alone.
            Err(reason) => {
                self.disagree(&format!("together: {reason}\n  {}", case.sql));
                self.drop_table(&case.table)?;
                Ok(None)
            }
        }
    }

    fn disagree(&mut self, text: &str) {
        self.tally.disagreements += 1;
        if self.tally.disagreements <= SHOWN {
            println!("DISAGREEMENT {text}");
        }
    }

    fn batch(&mut self, batch: &mut [Made]) -> Result<(), String> {
        if batch.is_empty() {
            return Ok(());
        }
        self.constraint_names(batch)?;
        let tables: Vec<Table> = batch.iter().map(|made| made.table.clone()).collect();
        let text = rust::row::write(&tables).map_err(|error| error.to_string())?;
        let asked: Vec<Vec<Request>> = batch.iter().map(|made| made.case.asked()).collect();
        // Cargo and the servers work side by side.
        let Self { program, servers, .. } = self;
        let outcomes = std::thread::scope(|scope| {
            let build = scope.spawn(|| program.build(&text));
            let outcomes = judge(servers, batch, &asked);
            build.join().map_err(|_| "the build panicked".to_owned())??;
            outcomes
        })?;
        let mut wrong = self.compare(batch, &asked, &outcomes)?;
        let updates = self.updates(batch, &asked, &outcomes)?;
        let outcomes = judge(&mut self.servers, batch, &updates)?;
        wrong.extend(self.compare(batch, &updates, &outcomes)?);
        for made in batch.iter() {
            self.drop_table(&made.case.table)?;
        }
        self.show(batch, wrong)
    }

    /// Updates of some of the rows that the first server accepted; of an odd table's also of what it does not tell.
    fn updates(
        &mut self,
        batch: &mut [Made],
        asked: &[Vec<Request>],
        outcomes: &[Vec<Vec<Outcome>>],
    ) -> Result<Vec<Vec<Request>>, String> {
        let Some((server, of_server)) = self.servers.first_mut().zip(outcomes.first()) else { return Ok(Vec::new()) };
        let mut all = Vec::new();
        for ((made, asked), outcomes) in batch.iter_mut().zip(asked).zip(of_server) {
            let mut updates = Vec::new();
            let Made { draft, theirs, .. } = made;
            if let (Some((draft, random)), Some(table)) = (draft, theirs.first()) {
                let is_good = |(request, outcome): &(&Request, &Outcome)| {
                    **outcome == Outcome::Accepted && request.body.starts_with('{') && !request.upsert
                };
                let good: Vec<&Request> =
                    asked.iter().zip(outcomes).filter(is_good).map(|(request, _)| request).collect();
                for _ in 0..STORED.min(good.len()) {
                    let request = *random.pick_from(&good);
                    let Some(stored) = server.stored(table, request)? else { continue };
                    updates.extend((0..UPDATES).map(|_| draft.update(random, &stored)));
                }
            }
            all.push(updates);
        }
        Ok(all)
    }

    /// The names of CHECKs, which the servers made up where they were missing, beside the compiler's.
    fn constraint_names(&mut self, batch: &[Made]) -> Result<(), String> {
        for made in batch {
            let ours: BTreeSet<String> = made.table.checks.iter().map(|check| check.name.clone()).collect();
            let theirs: Vec<BTreeSet<String>> =
                self.servers.iter_mut().map(|server| server.check_names(&made.table.name)).collect::<Result<_, _>>()?;
            self.tally.names += ours.len();
            if theirs.iter().any(|names| *names != ours) {
                self.disagree(&format!("names: servers {theirs:?}, module {ours:?}\n  {}", made.case.sql));
            }
        }
        Ok(())
    }

    /// The requests about which the module disagrees with a server: the table's index, the request, and what was said.
    fn compare(
        &mut self,
        batch: &[Made],
        asked: &[Vec<Request>],
        outcomes: &[Vec<Vec<Outcome>>],
    ) -> Result<Vec<(usize, Request, Said)>, String> {
        let mut answers = ask(&self.program, batch, asked)?.into_iter();
        let mut wrong = Vec::new();
        for (index, (made, requests)) in batch.iter().zip(asked).enumerate() {
            for (at, request) in requests.iter().enumerate() {
                let answer = answers.next().ok_or("fewer answers than requests")?;
                match request.current {
                    None => self.tally.inserts += 1,
                    Some(_) => self.tally.updates += 1,
                }
                let said: Vec<&Outcome> = outcomes.iter().filter_map(|server| server.get(index)?.get(at)).collect();
                for outcome in &said {
                    self.tally.verdict(&made.table, outcome);
                }
                match verdict(made, &answer, &said) {
                    Verdict::Agreement => {}
                    Verdict::Expected(comparison) => self.tally.expected(comparison),
                    Verdict::OfVersions => {
                        let example = format!("{}; {}; {}", describe(&answer, &said).text, made.case.sql, request.body);
                        self.tally.of_versions(example);
                    }
                    Verdict::Disagreement => wrong.push((index, request.clone(), describe(&answer, &said))),
                }
            }
        }
        Ok(wrong)
    }

    /// Makes disagreements small, and prints them as the corpus would have them.
    fn show(&mut self, batch: &[Made], wrong: Vec<(usize, Request, Said)>) -> Result<(), String> {
        let mut shown: Vec<(usize, Vec<String>)> = Vec::new();
        for (index, request, said) in wrong {
            self.tally.disagreements += 1;
            // One of a kind for each table.
            let kind = (index, said.states.clone());
            if shown.contains(&kind) || shown.len() == SHOWN {
                continue;
            }
            shown.push(kind);
            let Some(made) = batch.get(index) else { continue };
            let case = Case { rows: Vec::new(), requests: vec![request], ..made.case.clone() };
            let small = self.smallest(&case, &made.table, &said)?;
            let (case, said) = (small.unwrap_or(case), said.text);
            let case = Case { note: Some(said.clone()), ..case };
            let line = serde_json::to_string(&case).map_err(|error| error.to_string())?;
            println!("DISAGREEMENT {said}\n  {}\n  {line}", case.sql);
        }
        Ok(())
    }

    /// The smallest case found that is still judged differently in the same way.
    fn smallest(&mut self, case: &Case, table: &Table, said: &Said) -> Result<Option<Case>, String> {
        let mut best = None;
        let mut candidates = minimise::tables(case, table);
        for _ in 0..4 {
            let Some(found) = self.first_wrong(&candidates, said)? else { break };
            candidates = minimise::requests(&found);
            best = Some(found);
            if candidates.is_empty() {
                break;
            }
        }
        Ok(best)
    }

    /// The first of these cases that is judged differently in that way. Each is a table of its own, all built into one
    /// program.
    fn first_wrong(&mut self, candidates: &[Case], way: &Said) -> Result<Option<Case>, String> {
        let mut batch = Vec::new();
        for (number, case) in candidates.iter().enumerate() {
            let name = format!("{}_{number}", case.table.chars().take(40).collect::<String>());
            let renamed =
                Case { table: name.clone(), sql: minimise::renamed(&case.sql, &case.table, &name), ..case.clone() };
            match self.make(renamed) {
                Ok(made) => batch.push((number, made)),
                Err(_) => self.drop_table(&name)?,
            }
        }
        let (numbers, batch): (Vec<usize>, Vec<Made>) = batch.into_iter().unzip();
        let tables: Vec<Table> = batch.iter().map(|made| made.table.clone()).collect();
        self.program.build(&rust::row::write(&tables).map_err(|error| error.to_string())?)?;
        let asked: Vec<Vec<Request>> = batch.iter().map(|made| made.case.asked()).collect();
        let outcomes = judge(&mut self.servers, &batch, &asked)?;
        let mut answers = ask(&self.program, &batch, &asked)?.into_iter();
        let mut first = None;
        for (index, (made, requests)) in batch.iter().zip(&asked).enumerate() {
            for (at, request) in requests.iter().enumerate() {
                let answer = answers.next().ok_or("fewer answers than requests")?;
                let said: Vec<&Outcome> = outcomes.iter().filter_map(|server| server.get(index)?.get(at)).collect();
                let is_wrong = matches!(verdict(made, &answer, &said), Verdict::Disagreement);
                if first.is_none() && is_wrong && describe(&answer, &said).states == way.states {
                    let case = numbers.get(index).and_then(|&number| candidates.get(number));
                    let requests = vec![request.clone()];
                    first = case.map(|case| Case { rows: Vec::new(), requests, ..case.clone() });
                }
            }
        }
        for made in &batch {
            self.drop_table(&made.case.table)?;
        }
        Ok(first)
    }
}

enum Refused {
    ByCompiler(String),
    ByServer(String),
}

enum Verdict {
    Agreement,
    Expected(Comparison),
    OfVersions,
    Disagreement,
}

fn verdict(made: &Made, answer: &Answer, said: &[&Outcome]) -> Verdict {
    let comparisons: Vec<Comparison> =
        said.iter().map(|outcome| compare(answer, outcome, made.only_the_server_computes())).collect();
    let differ = said.windows(2).any(|pair| !same(pair[0], pair[1]));
    match comparisons.iter().find(|each| **each != Comparison::Agreement) {
        None => Verdict::Agreement,
        // The module never accepts what one version rejects.
        Some(_) if differ && answer.found.is_some() && comparisons.contains(&Comparison::Agreement) => {
            Verdict::OfVersions
        }
        Some(_) if comparisons.contains(&Comparison::Disagreement) => Verdict::Disagreement,
        Some(expected) => Verdict::Expected(*expected),
    }
}

/// Whether two servers said the same, in whatever words.
fn same(a: &Outcome, b: &Outcome) -> bool {
    match (a, b) {
        (Outcome::Rejected(a), Outcome::Rejected(b)) => {
            (&a.sqlstate, &a.constraint, &a.column) == (&b.sqlstate, &b.constraint, &b.column)
        }
        _ => a == b,
    }
}

/// What the judges said.
struct Said {
    text: String,
    /// Without names and words: the servers' SQLSTATEs and the module's.
    states: Vec<String>,
}

fn describe(answer: &Answer, said: &[&Outcome]) -> Said {
    let state = |outcome: &&Outcome| match outcome {
        Outcome::Accepted => String::new(),
        Outcome::Rejected(error) | Outcome::NoCurrent(error) => error.sqlstate.clone(),
    };
    let mut states: Vec<String> = said.iter().map(state).collect();
    states.push(answer.found.as_ref().map_or_else(String::new, |found| found.sqlstate.clone()));
    let outcome = |outcome: &&Outcome| match outcome {
        Outcome::Accepted => "accepted".to_owned(),
        Outcome::Rejected(error) | Outcome::NoCurrent(error) => {
            let name = error.constraint.as_ref().or(error.column.as_ref()).map_or("", |name| name.as_str());
            format!("{} {name} ({})", error.sqlstate, error.message)
        }
    };
    let mut said: Vec<String> = said.iter().map(outcome).collect();
    said.dedup();
    let ours = answer.found.as_ref().map_or("accepted".to_owned(), |found| {
        let name = found.constraint.as_ref().or(found.column.as_ref()).map_or("", |name| name.as_str());
        format!("{} {name}", found.sqlstate)
    });
    Said { text: format!("server: {}; module: {ours}", said.join(" | ")), states }
}

/// What each server says of each request for each table.
fn judge(servers: &mut [Postgres], batch: &[Made], asked: &[Vec<Request>]) -> Result<Vec<Vec<Vec<Outcome>>>, String> {
    let mut all = Vec::new();
    for (number, server) in servers.iter_mut().enumerate() {
        let mut of_server = Vec::new();
        let tables: Vec<_> = batch.iter().zip(asked).collect();
        for some in tables.chunks(25) {
            let requests: Vec<(&postgres::Table, &Request)> = some
                .iter()
                .filter_map(|(made, requests)| Some((made.theirs.get(number)?, requests)))
                .flat_map(|(table, requests)| requests.iter().map(move |request| (table, request)))
                .collect();
            let mut outcomes = server.judge(&requests)?.into_iter();
            of_server.extend(some.iter().map(|(_, requests)| outcomes.by_ref().take(requests.len()).collect()));
        }
        all.push(of_server);
    }
    Ok(all)
}

/// What the module says of each request for each table.
fn ask(program: &Program, batch: &[Made], asked: &[Vec<Request>]) -> Result<Vec<Answer>, String> {
    let mut questions = Vec::new();
    for (made, requests) in batch.iter().zip(asked) {
        questions.extend(requests.iter().map(|request| Question {
            table: &made.table.name,
            operation: request.operation,
            missing: request.missing,
            body: &request.body,
            current: request.current.as_deref(),
        }));
    }
    program.judge(&questions)
}

/// What the compiler makes of one table.
fn compile(table: &str, text: &str) -> Result<Table, String> {
    let database = sql::read(&[(String::new(), text.to_owned())]).map_err(|error| error.to_string())?;
    rust::row::write(&database.tables).map_err(|error| error.to_string())?;
    database.tables.into_iter().next().ok_or_else(|| format!("no table {table}"))
}

/// What takes a table away again, and the types that are its own: their names begin with its first word.
fn dropping(table: &str) -> String {
    let first = table.split('_').next().unwrap_or(table);
    format!(
        "DROP TABLE IF EXISTS \"{table}\"; DO $$ DECLARE own name; BEGIN FOR own IN SELECT typname FROM pg_type \
         WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd') AND typname LIKE '{first}\\_%' \
         LOOP EXECUTE format('DROP TYPE IF EXISTS %I CASCADE', own); END LOOP; END $$;"
    )
}
