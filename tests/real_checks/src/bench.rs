//! Gives the module and the servers the same tables and rows, and compares the results.

use std::collections::BTreeMap;
use std::time::Instant;

use conformance::case::{Case as Body, Missing, Operation};
use conformance::catalogue;
use conformance::postgrest::{self, Plan};
use conformance::random::Random;
use conformance::server::{Outcome, Request, Server};
use event_wizard_compiler::Error;
use event_wizard_compiler::model::table::Table;
use event_wizard_compiler::read::sql;
use event_wizard_compiler::write::rust;
use random_checks::program::{Answer, Program, Question};
use random_checks::verdict::{self, Comparison};

use crate::constants::Constants;
use crate::line::{Column, Line};
use crate::{rows, values};

/// How many disagreements are printed in full.
const SHOWN: usize = 40;

/// A CHECK that the compiler accepted.
struct Case<'a> {
    line: &'a Line,
    sql: String,
    columns: Vec<Column>,
    table: Table,
    asked: Vec<Asked>,
}

/// A body, and for an update the stored row.
struct Asked {
    body: String,
    current: Option<String>,
}

#[derive(Default)]
struct Tally {
    /// CHECKs refused by the compiler: reason → examples.
    refused: BTreeMap<String, Vec<String>>,
    /// CHECKs refused by a server: reason → examples.
    server_refuses: BTreeMap<String, Vec<String>>,
    rows: usize,
    updates: usize,
    accepted: usize,
    /// Updates of rows that a server did not store.
    no_current: usize,
    /// Rows on which the servers differ and which the module refuses.
    versions: usize,
    /// Rows on which the module says that only the server can tell.
    unknowable: usize,
    disagreements: usize,
    states: BTreeMap<String, usize>,
}

/// Compiles the lines and compares the verdicts; returns whether there was no disagreement.
pub fn run(lines: &[Line], urls: &[String], most: usize, seed: u64) -> Result<bool, String> {
    let start = Instant::now();
    let mut tally = Tally::default();
    let mut cases = compile_all(lines, &mut tally, most, seed);
    let program = Program::new("real-checks-batch")?;
    let tables: Vec<Table> = cases.iter().map(|case| case.table.clone()).collect();
    program.build(&rust::row::write(&tables).map_err(|error| error.to_string())?)?;
    eprintln!("{} of {} compile, and are built after {:.0?}", cases.len(), lines.len(), start.elapsed());
    let inserted = ask(&program, &cases)?;
    let mut inserted = inserted.into_iter();
    for (index, case) in cases.iter_mut().enumerate() {
        let answers: Vec<Answer> = inserted.by_ref().take(case.asked.len()).collect();
        add_updates(case, &answers, most / 4, seed, index as u64);
    }
    let answers = ask(&program, &cases)?;
    let mut servers = Vec::new();
    for url in urls {
        let mut server = Server::postgres(url, true)?;
        execute(&mut server, "CREATE SCHEMA own; SET search_path = own, public")?;
        servers.push(server);
    }
    let mut answers = answers.into_iter();
    for case in &cases {
        let ours: Vec<Answer> = answers.by_ref().take(case.asked.len()).collect();
        compare(case, &ours, &mut servers, &mut tally)?;
    }
    let versions: Vec<String> = servers.iter_mut().map(Server::version).collect::<Result<_, _>>()?;
    report(&tally, lines.len(), cases.len(), &versions, start);
    Ok(tally.disagreements == 0)
}

fn compile(sql: &str) -> Result<Table, Error> {
    let database = sql::read(&[("check.sql".to_owned(), sql.to_owned())])?;
    rust::row::write(&database.tables)?;
    database.tables.into_iter().next().ok_or_else(|| Error::unsupported("no table came of it"))
}

fn compile_all<'a>(lines: &'a [Line], tally: &mut Tally, most: usize, seed: u64) -> Vec<Case<'a>> {
    let mut cases = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let constants = Constants::of(&line.check);
        let sql = line.sql(&constants);
        let mut table = match compile(&sql) {
            Ok(table) => table,
            Err(error) => {
                let example = format!("{}: {}", line.source, one_line(&line.check));
                tally.refused.entry(family(&error)).or_default().push(example);
                continue;
            }
        };
        // The name must be unique in the program; the servers know the table by its own name.
        table.name = format!("{}#{index}", table.name);
        let mut random = Random::of_case(seed, index as u64);
        let columns = line.columns();
        let labels = Line::labels(&constants);
        let candidates: Vec<Vec<String>> =
            columns.iter().map(|(_, ty)| values::of_column(&mut random, ty, &constants, &labels)).collect();
        let asked = rows::inserts(&mut random, &candidates, most)
            .iter()
            .map(|members| Asked { body: rows::body(&columns, members), current: None })
            .collect();
        cases.push(Case { line, sql, columns, table, asked });
    }
    cases
}

fn ask(program: &Program, cases: &[Case<'_>]) -> Result<Vec<Answer>, String> {
    let questions: Vec<Question> = cases
        .iter()
        .flat_map(|case| {
            case.asked.iter().map(|asked| Question {
                table: &case.table.name,
                operation: if asked.current.is_some() { Operation::Update } else { Operation::Insert },
                missing: Missing::Omitted,
                body: &asked.body,
                current: asked.current.as_deref(),
            })
        })
        .collect();
    program.judge(&questions)
}

/// Adds updates of some of the rows that the module accepts.
fn add_updates(case: &mut Case<'_>, answers: &[Answer], count: usize, seed: u64, index: u64) {
    let mut random = Random::of_case(seed ^ 0x55, index);
    let accepted: Vec<String> = case
        .asked
        .iter()
        .zip(answers)
        .filter(|(_, answer)| answer.found.is_none())
        .map(|(asked, _)| asked.body.clone())
        .collect();
    if accepted.is_empty() {
        return;
    }
    let constants = Constants::of(&case.line.check);
    let labels = Line::labels(&constants);
    let candidates: Vec<Vec<String>> =
        case.columns.iter().map(|(_, ty)| values::of_column(&mut random, ty, &constants, &labels)).collect();
    for change in rows::updates(&mut random, &candidates, count) {
        let row = random.pick_from(&accepted);
        let stored = whole(&case.columns, row);
        let body = rows::body(&case.columns, &change);
        case.asked.push(Asked { body, current: Some(stored) });
    }
}

/// The body of an insert with all columns: missing ones become NULL.
fn whole(columns: &[Column], body: &str) -> String {
    let sent: BTreeMap<String, Box<serde_json::value::RawValue>> = serde_json::from_str(body).unwrap_or_default();
    let members = columns.iter().enumerate().map(|(index, (name, _))| {
        (index, sent.get(name).map_or_else(|| "null".to_owned(), |value| value.get().to_owned()))
    });
    rows::body(columns, &members.collect())
}

fn execute(server: &mut Server, sql: &str) -> Result<(), String> {
    let Server::Postgres(client) = server else { return Err("needs a PostgreSQL server".into()) };
    client.batch_execute(sql).map_err(|error| match error.as_db_error() {
        Some(error) => format!("{} {}", error.code().code(), error.message()),
        None => error.to_string(),
    })
}

fn requests(case: &Case<'_>) -> Vec<Request> {
    let column = |(name, ty): &Column| catalogue::Column {
        name: name.clone(),
        data_type: ty.clone(),
        not_null: false,
        default: None,
    };
    let table = catalogue::Table {
        name: case.line.name(),
        columns: case.columns.iter().map(column).collect(),
        checks: Vec::new(),
        left: Vec::new(),
    };
    let statement = |operation: Operation, body: &str| {
        let body = Body {
            table: table.name.clone(),
            operation,
            body: body.to_owned(),
            missing: Missing::Omitted,
            columns: None,
            current: None,
            note: None,
        };
        match postgrest::plan(&body, &table) {
            Plan::Statement(statement) => statement,
            // Bodies are objects with the table's own columns.
            Plan::Refuse(_) | Plan::NoRow => String::from("SELECT 'no row'"),
        }
    };
    let request = |asked: &Asked| match &asked.current {
        None => {
            Request { statement: statement(Operation::Insert, &asked.body), body: asked.body.clone(), current: None }
        }
        Some(current) => Request {
            statement: statement(Operation::Update, &asked.body),
            body: asked.body.clone(),
            current: Some((statement(Operation::Insert, current), current.clone())),
        },
    };
    case.asked.iter().map(request).collect()
}

/// The SQLSTATE and, for a CHECK, its name; `None` if the row is accepted.
type Verdict = Option<(String, String)>;

fn theirs(outcome: &Outcome) -> Verdict {
    match outcome {
        Outcome::Accepted => None,
        Outcome::Rejected(error) | Outcome::NoCurrent(error) => {
            Some((error.sqlstate.clone(), error.constraint.clone().unwrap_or_default()))
        }
    }
}

fn ours(answer: &Answer) -> Verdict {
    let found = answer.found.as_ref()?;
    Some((found.sqlstate.clone(), found.constraint.clone().unwrap_or_default()))
}

fn compare(case: &Case<'_>, answers: &[Answer], servers: &mut [Server], tally: &mut Tally) -> Result<(), String> {
    let mut all: Vec<Vec<Outcome>> = Vec::new();
    let requests = requests(case);
    for server in servers.iter_mut() {
        if let Err(error) = execute(server, &case.sql) {
            let example = format!("{}: {}", case.line.source, one_line(&case.line.check));
            tally.server_refuses.entry(error).or_default().push(example);
            execute(server, "DROP SCHEMA own CASCADE; CREATE SCHEMA own")?;
            drop_enums(server, case.line)?;
            continue;
        }
        all.push(server.judge(&requests)?);
        execute(server, &format!("DROP TABLE \"{}\"", case.line.name()))?;
        drop_enums(server, case.line)?;
    }
    for (index, (asked, answer)) in case.asked.iter().zip(answers).enumerate() {
        let outcomes: Vec<&Outcome> = all.iter().filter_map(|outcomes| outcomes.get(index)).collect();
        let Some(first) = outcomes.first() else { continue };
        if outcomes.iter().any(|outcome| matches!(outcome, Outcome::NoCurrent(_))) {
            tally.no_current += 1;
            continue;
        }
        tally.rows += 1;
        tally.updates += usize::from(asked.current.is_some());
        let expected: Vec<Verdict> = outcomes.iter().map(|outcome| theirs(outcome)).collect();
        let ours = ours(answer);
        match theirs(first) {
            None => tally.accepted += 1,
            Some((state, _)) => *tally.states.entry(state).or_default() += 1,
        }
        if expected.iter().all(|each| *each == ours) {
            continue;
        }
        let differ = expected.iter().any(|each| *each != expected[0]);
        let is_expected = |outcome: &&Outcome| {
            !matches!(verdict::compare(answer, outcome, false), Comparison::Disagreement | Comparison::NoCurrent)
        };
        if outcomes.iter().all(is_expected) {
            tally.unknowable += 1;
        } else if differ && ours.is_some() && expected.contains(&ours) {
            tally.versions += 1;
        } else {
            tally.disagreements += 1;
            if tally.disagreements <= SHOWN {
                let messages: Vec<&str> = outcomes
                    .iter()
                    .map(|outcome| match outcome {
                        Outcome::Rejected(error) => error.message.as_str(),
                        _ => "accepted",
                    })
                    .collect();
                println!(
                    "DISAGREEMENT servers {expected:?} {messages:?}, module {answer:?}\n  {}\n  {}\n  {}{}",
                    case.line.source,
                    one_line(&case.sql),
                    asked.body,
                    asked.current.as_ref().map(|row| format!("\n  stored: {row}")).unwrap_or_default()
                );
            }
        }
    }
    Ok(())
}

fn drop_enums(server: &mut Server, line: &Line) -> Result<(), String> {
    line.enums().iter().try_for_each(|name| execute(server, &format!("DROP TYPE IF EXISTS {name}")))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of what was not understood: the function or the operator, without its operands.
fn construct(error: &Error) -> String {
    let text = error.construct.as_deref().unwrap_or_default();
    let operators = ["!~*", "!~", "~*", "~", "->>", "->", "#>>", "#>", "@>", "<@", "||"];
    let is_spaced = |operator: &&&str| text.contains(&format!(" {operator} "));
    if let Some(operator) = operators.iter().find(is_spaced) {
        return (*operator).to_owned();
    }
    match text.split_once('(') {
        Some((name, _)) if !name.is_empty() && !name.contains(' ') => format!("{name}(…)"),
        _ => text.chars().take(60).collect(),
    }
}

/// A reason without the text that it quotes.
fn family(error: &Error) -> String {
    let mut out = String::new();
    let mut is_quoted = false;
    for c in error.message.chars() {
        if c == '`' {
            is_quoted = !is_quoted;
            out.push_str(if is_quoted { "…" } else { "" });
        } else if !is_quoted {
            out.push(c);
        }
    }
    let reason = out.split(", found:").next().unwrap_or_default();
    match construct(error) {
        construct if construct.is_empty() => reason.to_owned(),
        construct => format!("{reason}: {construct}"),
    }
}

fn report(tally: &Tally, lines: usize, compiled: usize, versions: &[String], start: Instant) {
    println!("{}", versions.join(", "));
    let refused: usize = tally.refused.values().map(Vec::len).sum();
    let share = compiled as f64 * 100.0 / lines.max(1) as f64;
    println!("{compiled} of {lines} compile ({share:.1} %), refused: {refused}");
    let print = |reasons: &BTreeMap<String, Vec<String>>| {
        let mut reasons: Vec<_> = reasons.iter().collect();
        reasons.sort_by_key(|(_, examples)| std::cmp::Reverse(examples.len()));
        for (reason, examples) in reasons {
            println!("  {:4} {reason}", examples.len());
            for example in examples.iter().take(3) {
                println!("         {}", example.chars().take(220).collect::<String>());
            }
        }
    };
    print(&tally.refused);
    if !tally.server_refuses.is_empty() {
        println!("refused by a server only:");
        print(&tally.server_refuses);
    }
    println!("errors of the servers: {:?}", tally.states);
    println!(
        "rows compared: {} ({} accepted, {} of them updates); judged differently by the servers and refused by the module: \
         {}; only the server can tell: {}; updates of rows that were not stored: {}; {:.0?}",
        tally.rows,
        tally.accepted,
        tally.updates,
        tally.versions,
        tally.unknowable,
        tally.no_current,
        start.elapsed()
    );
    println!("disagreements: {}", tally.disagreements);
    println!("{} passed, {} failed", tally.rows - tally.disagreements, tally.disagreements);
}
