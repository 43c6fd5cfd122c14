//! Rows as a JavaScript program has them, from which supabase-js makes a request: values that JSON lacks (`undefined`,
//! functions, dates) affect which columns the request lists. The real postgrest-js writes the requests and the npm
//! package judges the rows, both in a Node process; the server gets exactly what was sent.

use crate::case::{Case, Missing, Operation};
use crate::catalogue::Table;
use crate::compare::Finding;
use crate::generate::Generator;
use crate::mirror::{Prediction, Refusal, value_at};
use crate::node::Node;
use crate::run::{BATCH, Bench, SHOWN, Tally, describe};
use crate::server::{Outcome, Rejection};
use finding::PathSegment;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::path::Path;

/// The tables that the package judges: those that a client writes.
pub const GUARDED: [&str; 2] = ["wizard_sessions", "wizard_actions"];

/// A family of expected differences: the server refuses the first status of a new session, and only it knows whether an
/// upsert makes one.
const EXISTENCE: &str = "the first status of an upsert that makes a new row";

fn is_about_existence(server: &Rejection) -> bool {
    server.constraint.as_deref() == Some("status_transition")
}

/// Who judged, in the order of the Node side's answers.
const JUDGES: [&str; 2] = ["the functions", "the guard"];

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    Insert,
    Upsert,
}

/// One element of the array of rows: an expression, or an object given by its members' expressions, which can be
/// minimised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Row {
    Expression(String),
    /// The object's members, and what precedes and follows the object: `Object.freeze(` and `)`.
    Members {
        members: Vec<(String, String)>,
        before: String,
        behind: String,
    },
}

impl From<String> for Row {
    fn from(source: String) -> Self {
        Self::Expression(source)
    }
}

impl From<Row> for String {
    fn from(row: Row) -> Self {
        match row {
            Row::Expression(source) => source,
            Row::Members { members, before, behind } => {
                let members: Vec<String> = members.iter().map(|(name, value)| format!("{name}: {value}")).collect();
                format!("{before}{{ {} }}{behind}", members.join(", "))
            }
        }
    }
}

/// A call of supabase-js; a line of `corpus/supabase/*.jsonl`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Call {
    pub table: String,
    pub method: Method,
    pub default_to_null: bool,
    /// Whether the rows are sent as an array; a single row may be sent without one.
    pub array: bool,
    pub rows: Vec<Row>,
    /// What once went wrong in this case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Call {
    /// The expression for the argument.
    fn source(&self) -> String {
        let rows: Vec<String> = self.rows.iter().cloned().map(String::from).collect();
        // An empty element is a hole in the array; a trailing comma adds none.
        if self.array {
            format!("[{}]", rows.iter().map(|row| format!("{row},")).collect::<String>())
        } else {
            rows.concat()
        }
    }

    /// Smaller variants of the call, the boldest first.
    fn smaller(&self) -> Vec<Self> {
        let mut candidates = Vec::new();
        let with = |at: usize, row: Row| {
            let mut call = self.clone();
            if let Some(place) = call.rows.get_mut(at) {
                *place = row;
            }
            call
        };
        if self.array {
            for dropped in 0..self.rows.len() {
                let mut call = self.clone();
                call.rows.remove(dropped);
                candidates.push(call);
            }
        }
        for (at, row) in self.rows.iter().enumerate() {
            let Row::Members { members, before, behind } = row else { continue };
            let rebuilt = |members: Vec<(String, String)>| {
                with(at, Row::Members { members, before: before.clone(), behind: behind.clone() })
            };
            if !before.is_empty() {
                candidates.push(with(
                    at,
                    Row::Members { members: members.clone(), before: String::new(), behind: String::new() },
                ));
            }
            for dropped in 0..members.len() {
                let mut members = members.clone();
                members.remove(dropped);
                candidates.push(rebuilt(members));
            }
            for changed in 0..members.len() {
                for simple in ["undefined", "1", "'a'"] {
                    let mut members = members.clone();
                    if let Some((_, value)) = members.get_mut(changed).filter(|(_, value)| value.len() > simple.len()) {
                        *value = simple.to_owned();
                        candidates.push(rebuilt(members));
                    }
                }
            }
        }
        candidates
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Question<'a> {
    table: &'a str,
    method: Method,
    default_to_null: bool,
    source: String,
}

#[derive(Deserialize)]
struct Answer {
    /// `None` if supabase-js threw and sent no request.
    sent: Option<Sent>,
    said: Vec<Option<Said>>,
}

#[derive(Deserialize)]
struct Sent {
    /// The `?columns=` of the URL.
    columns: Option<String>,
    missing: Missing,
    body: String,
}

/// A judge's first `database` issue.
#[derive(Deserialize)]
#[serde(untagged)]
enum Said {
    Threw { threw: String },
    Issue { sqlstate: String, constraint: Option<String>, column: Option<String>, path: Vec<Segment>, unknowable: bool },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Segment {
    Index(u32),
    Key(String),
}

/// The names in `?columns="a","b"`, as PostgREST reads them: quoted and separated by commas.
fn column_names(text: &str) -> Vec<String> {
    text.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// What a judge says about a call.
#[derive(Clone, Debug, PartialEq)]
enum Opinion {
    Prediction(Prediction),
    /// The judge threw, or changed what is sent.
    Broken(String),
}

impl Opinion {
    fn of(said: Option<Said>, body: &str) -> Self {
        match said {
            None => Self::Prediction(Prediction::Accepted),
            Some(Said::Threw { threw }) => Self::Broken(threw),
            Some(Said::Issue { sqlstate, constraint, column, path, unknowable }) => {
                let path: Vec<PathSegment> = path
                    .into_iter()
                    .map(|segment| match segment {
                        Segment::Index(index) => PathSegment::Index(index),
                        Segment::Key(key) => PathSegment::Key(key),
                    })
                    .collect();
                Self::Prediction(Prediction::Rejected(Refusal {
                    error: Rejection { sqlstate, constraint, column, message: String::new() },
                    value: value_at(body, &path),
                    unknowable,
                }))
            }
        }
    }
}

/// The result of a call: the server's outcome, and the kinds of disagreement with it, each with whether it is allowed.
/// `None` if nothing was sent.
type Judged = Option<(Outcome, Vec<(String, bool)>)>;

/// The Node process that writes the requests and judges the rows.
pub struct Supabase {
    node: Node,
}

impl Supabase {
    /// Starts the process.
    pub fn start(root: &Path) -> Result<Self, String> {
        Ok(Self { node: Node::start(root, "tests/conformance/supabase.mjs")? })
    }

    /// Runs the generated calls `range`.
    pub fn generated(
        &mut self,
        bench: &mut Bench,
        generator: &Generator,
        table: &Table,
        seed: u64,
        range: Range<u64>,
    ) -> Result<Tally, String> {
        let mut tally = Tally::default();
        let mut start = range.start;
        while start < range.end {
            let end = range.end.min(start + BATCH);
            let calls: Vec<Call> = (start..end).map(|index| generator.call(table, seed, index)).collect();
            self.tally(bench, &calls, &mut tally)?;
            start = end;
        }
        Ok(tally)
    }

    /// Runs given calls, such as the corpus.
    pub fn calls(&mut self, bench: &mut Bench, calls: &[Call]) -> Result<Tally, String> {
        let mut tally = Tally::default();
        self.tally(bench, calls, &mut tally)?;
        Ok(tally)
    }

    fn tally(&mut self, bench: &mut Bench, calls: &[Call], tally: &mut Tally) -> Result<(), String> {
        for (call, judged) in calls.iter().zip(self.judged(bench, calls)?) {
            let Some((outcome, disagreements)) = judged else { continue };
            tally.tried += 1;
            if let Outcome::Rejected(rejection) = &outcome {
                *tally.states.entry(rejection.sqlstate.clone()).or_default() += 1;
            }
            if disagreements.is_empty() {
                tally.agreed += 1;
                tally.agreed_rejections += u64::from(outcome != Outcome::Accepted);
            }
            for (kind, permitted) in disagreements {
                *tally.kinds.entry(kind.clone()).or_default() += 1;
                if !permitted && tally.counter_examples.get(&kind).is_none_or(|kept| kept.len() < SHOWN) {
                    let mut small = self.minimised(bench, call, &kind)?;
                    small.note = Some(kind.clone());
                    let line = serde_json::to_string(&small).map_err(|error| error.to_string())?;
                    tally.counter_examples.entry(kind).or_default().push(line);
                }
            }
        }
        Ok(())
    }

    fn judged(&mut self, bench: &mut Bench, calls: &[Call]) -> Result<Vec<Judged>, String> {
        let answers = ask(&mut self.node, calls)?;
        let mut cases = Vec::new();
        for (call, answer) in calls.iter().zip(&answers) {
            let Some(sent) = &answer.sent else { continue };
            cases.push(Case {
                table: call.table.clone(),
                operation: Operation::Insert,
                body: sent.body.clone(),
                // Without `columns` the preference has no effect.
                missing: if sent.columns.is_some() { sent.missing } else { Missing::Omitted },
                columns: sent.columns.as_deref().map(column_names),
                current: None,
                note: None,
            });
        }
        let mut outcomes = bench.outcomes(&cases)?.into_iter();
        answers
            .into_iter()
            .zip(calls)
            .map(|(answer, call)| {
                let Some(sent) = answer.sent else { return Ok(None) };
                let outcome = outcomes.next().ok_or("too few outcomes")?;
                let mut disagreements = Vec::new();
                for (judge, said) in JUDGES.iter().zip(answer.said) {
                    match Opinion::of(said, &sent.body) {
                        Opinion::Broken(why) => disagreements.push((format!("other error: {judge}: {why}"), false)),
                        Opinion::Prediction(prediction) => match bench.compared(&prediction, &outcome) {
                            Finding::Agreement => {}
                            Finding::FalseAccept(server) | Finding::OtherError { server, .. }
                                if call.method == Method::Upsert && is_about_existence(&server) =>
                            {
                                if disagreements.is_empty() {
                                    disagreements.push((format!("listed: {EXISTENCE}"), true));
                                }
                            }
                            finding => {
                                let permitted = finding.is_permitted();
                                let kind = describe(&finding);
                                // A listed family counts as one disagreement, whichever judge it concerns.
                                if !permitted {
                                    disagreements.push((format!("{kind} ({judge}, supabase-js)"), false));
                                } else if disagreements.is_empty() {
                                    disagreements.push((kind, true));
                                }
                            }
                        },
                    }
                }
                Ok(Some((outcome, disagreements)))
            })
            .collect()
    }

    /// The smallest call found that disagrees in the same way.
    fn minimised(&mut self, bench: &mut Bench, call: &Call, kind: &str) -> Result<Call, String> {
        let mut best = call.clone();
        for _ in 0..60 {
            let mut candidates = best.smaller();
            candidates.truncate(150);
            let judged = self.judged(bench, &candidates)?;
            let same = |judged: &Judged| judged.iter().flat_map(|(_, kinds)| kinds).any(|(other, _)| other == kind);
            let Some(found) = candidates.into_iter().zip(judged).find(|(_, judged)| same(judged)) else { break };
            best = found.0;
        }
        Ok(best)
    }
}

/// Lets postgrest-js write the requests and the package judge the values.
fn ask(node: &mut Node, calls: &[Call]) -> Result<Vec<Answer>, String> {
    let questions: Vec<Question> = calls
        .iter()
        .map(|call| Question {
            table: &call.table,
            method: call.method,
            default_to_null: call.default_to_null,
            source: call.source(),
        })
        .collect();
    let answers: Vec<Answer> = node.ask(&questions)?;
    if answers.len() == calls.len() { Ok(answers) } else { Err("supabase.mjs: too few answers".into()) }
}
