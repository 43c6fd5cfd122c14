//! A run: gives many cases to the module and one server, and counts, minimises and shows the disagreements.

use crate::case::{Case, Missing, Operation};
use crate::catalogue::Table;
use crate::compare::{Finding, compare};
use crate::generate::Generator;
use crate::minimise;
use crate::mirror::{Mirror, Prediction};
use crate::postgrest::{Plan, plan};
use crate::server::{Outcome, Rejection, Request, Server};
use std::collections::BTreeMap;

/// The number of cases in one round trip.
pub const BATCH: u64 = 500;
/// How many counter-examples of one kind are minimised and shown.
pub const SHOWN: usize = 2;

/// The counts of a run.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub tried: u64,
    pub agreed: u64,
    /// How many of the agreements are rejections: a run of accepted rows alone would prove little.
    pub agreed_rejections: u64,
    /// Disagreements by kind and cause.
    pub kinds: BTreeMap<String, u64>,
    /// The SQLSTATEs that the server returned, and how often.
    pub states: BTreeMap<String, u64>,
    /// Some of the unexpected disagreements, minimised: lines of JSON in the form of the corpus.
    pub counter_examples: BTreeMap<String, Vec<String>>,
}

impl Tally {
    /// Whether all disagreements are listed ones.
    pub fn passed(&self) -> bool {
        self.tried > 0 && self.counter_examples.is_empty()
    }

    pub fn add(&mut self, other: Self) {
        self.tried += other.tried;
        self.agreed += other.agreed;
        self.agreed_rejections += other.agreed_rejections;
        for (kind, count) in other.kinds {
            *self.kinds.entry(kind).or_default() += count;
        }
        for (state, count) in other.states {
            *self.states.entry(state).or_default() += count;
        }
        for (kind, cases) in other.counter_examples {
            let kept = self.counter_examples.entry(kind).or_default();
            kept.extend(cases);
            kept.truncate(SHOWN);
        }
    }
}

/// One server to compare the module with.
pub struct Bench {
    server: Server,
    tables: Vec<Table>,
    mirror: Mirror,
    major: u32,
    /// The CHECKs that are left to the server.
    left: Vec<String>,
}

impl Bench {
    pub fn new(mut server: Server, tables: Vec<Table>) -> Result<Self, String> {
        let version = server.version()?;
        let digits = |c: char| c.is_ascii_digit();
        let number = version.rsplit_once(['L', '(']).map_or("", |(_, rest)| rest);
        let number = number.trim_start_matches(|c: char| !c.is_ascii_digit());
        let major = number.split(|c| !digits(c)).next().and_then(|n| n.parse().ok()).unwrap_or(0);
        let left = tables.iter().flat_map(|table| table.left.clone()).collect();
        Ok(Self { server, tables, mirror: Mirror::default(), major, left })
    }

    /// Runs the generated cases `from..to`.
    pub fn generated(
        &mut self,
        generator: &Generator,
        table: &Table,
        operation: Operation,
        seed: u64,
        range: std::ops::Range<u64>,
    ) -> Result<Tally, String> {
        let mut tally = Tally::default();
        let mut start = range.start;
        while start < range.end {
            let end = range.end.min(start + BATCH);
            let cases: Vec<Case> = (start..end).map(|index| generator.case(table, operation, seed, index)).collect();
            self.tally(&cases, &mut tally)?;
            start = end;
        }
        Ok(tally)
    }

    /// Runs given cases, such as the corpus.
    pub fn cases(&mut self, cases: &[Case]) -> Result<Tally, String> {
        let mut tally = Tally::default();
        for batch in cases.chunks(BATCH as usize) {
            self.tally(batch, &mut tally)?;
        }
        Ok(tally)
    }

    fn tally(&mut self, cases: &[Case], tally: &mut Tally) -> Result<(), String> {
        for (case, (outcome, finding)) in cases.iter().zip(self.findings(cases)?) {
            tally.tried += 1;
            if let Outcome::Rejected(rejection) = &outcome {
                *tally.states.entry(rejection.sqlstate.clone()).or_default() += 1;
            }
            if finding == Finding::Agreement {
                tally.agreed += 1;
                tally.agreed_rejections += u64::from(outcome != Outcome::Accepted);
                continue;
            }
            let kind = describe(&finding);
            *tally.kinds.entry(kind.clone()).or_default() += 1;
            if !finding.is_permitted() && tally.counter_examples.get(&kind).is_none_or(|kept| kept.len() < SHOWN) {
                let small = self.minimised(case, &kind)?;
                let line = serde_json::to_string(&small).map_err(|error| error.to_string())?;
                tally.counter_examples.entry(kind).or_default().push(line);
            }
        }
        Ok(())
    }

    /// Whether the module and this server agree.
    pub fn compared(&self, prediction: &Prediction, outcome: &Outcome) -> Finding {
        compare(prediction, outcome, self.major, &self.left)
    }

    /// What the server said about each case, and whether the module agrees.
    fn findings(&mut self, cases: &[Case]) -> Result<Vec<(Outcome, Finding)>, String> {
        let outcomes = self.outcomes(cases)?;
        cases
            .iter()
            .zip(outcomes)
            .map(|(case, outcome)| {
                let prediction: Prediction = self.mirror.predict(case)?;
                let finding = self.compared(&prediction, &outcome);
                Ok((outcome, finding))
            })
            .collect()
    }

    /// What the server said about each case.
    pub fn outcomes(&mut self, cases: &[Case]) -> Result<Vec<Outcome>, String> {
        let plans: Vec<Plan> = cases.iter().map(|case| self.plan(case)).collect::<Result<_, _>>()?;
        let requests: Vec<Request> = cases
            .iter()
            .zip(&plans)
            .filter_map(|(case, plan)| match plan {
                Plan::Statement(statement) => Some((case, statement)),
                Plan::Refuse(_) | Plan::NoRow => None,
            })
            .map(|(case, statement)| {
                let current = match &case.current {
                    None => None,
                    Some(row) => {
                        let stored = Case {
                            operation: Operation::Insert,
                            body: row.clone(),
                            missing: Missing::Omitted,
                            columns: None,
                            current: None,
                            ..case.clone()
                        };
                        match self.plan(&stored)? {
                            Plan::Statement(insert) => Some((insert, row.clone())),
                            Plan::Refuse(_) | Plan::NoRow => return Err(format!("no stored row: {row}")),
                        }
                    }
                };
                Ok(Request { statement: statement.clone(), body: case.body.clone(), current })
            })
            .collect::<Result<_, _>>()?;
        let mut outcomes = self.server.judge(&requests)?.into_iter();
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

    fn plan(&self, case: &Case) -> Result<Plan, String> {
        let table = self.tables.iter().find(|table| table.name == case.table);
        Ok(plan(case, table.ok_or_else(|| format!("the server has no table `{}`", case.table))?))
    }

    /// The smallest case found that disagrees in the same way.
    fn minimised(&mut self, case: &Case, kind: &str) -> Result<Case, String> {
        let mut best = case.clone();
        for _ in 0..60 {
            let mut candidates = minimise::smaller(&best);
            candidates.truncate(150);
            // If the stored row has become impossible, that is another kind of disagreement, and the search goes on.
            let findings = self.findings(&candidates)?;
            let Some(found) = candidates.into_iter().zip(findings).find(|(_, (_, f))| describe(f) == kind) else {
                break;
            };
            best = found.0;
        }
        best.note = Some(kind.to_owned());
        Ok(best)
    }
}

/// A line that says what is wrong, the same for all cases of one kind.
pub fn describe(finding: &Finding) -> String {
    let error = |rejection: &Rejection| {
        let name = rejection.constraint.as_ref().or(rejection.column.as_ref());
        format!("{}{}", rejection.sqlstate, name.map_or(String::new(), |name| format!(" ({name})")))
    };
    match finding {
        Finding::Agreement => "agreement".into(),
        Finding::FalseAccept(server) => format!("false accept: server {}", error(server)),
        Finding::OtherError { server, module } if server.sqlstate == module.sqlstate => {
            format!("other error: server {}, module {}", error(server), error(module))
        }
        Finding::OtherError { server, module } => {
            format!("other error: server {}, module {}", server.sqlstate, module.sqlstate)
        }
        Finding::FalseReject(module) => format!("false reject: module {}", module.sqlstate),
        Finding::Listed(family) => format!("listed: {family}"),
        Finding::NoCurrent(server) => format!("stored row refused: server {}", error(server)),
    }
}
