//! What a run counted, and how it is told.

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use conformance::server::Outcome;
use event_wizard_compiler::model::table::Table;

use crate::verdict::Comparison;

/// Reasons, each with its count and an example.
pub type Reasons = BTreeMap<String, (usize, String)>;

#[derive(Default)]
pub struct Tally {
    pub checks: usize,
    pub generated: usize,
    pub tables: usize,
    /// Requests, each counted once whatever the number of servers.
    pub inserts: usize,
    pub updates: usize,
    /// Verdicts compared.
    pub verdicts: usize,
    pub accepted: usize,
    /// (table, constraint) seen to pass, and to reject.
    passes: HashSet<(String, String)>,
    fails: HashSet<(String, String)>,
    /// Refused by the compiler.
    pub refused: Reasons,
    /// Accepted by the compiler alone, which can do no harm: the server has no such table.
    pub server_refuses: Reasons,
    states: BTreeMap<String, usize>,
    pub disagreements: usize,
    expected: BTreeMap<&'static str, usize>,
    /// Servers differ, and the module refuses with one of them.
    versions: usize,
    /// Some of those.
    of_versions: Vec<String>,
    pub names: usize,
}

impl Tally {
    /// Counts what one server said of a request for a table.
    pub fn verdict(&mut self, table: &Table, outcome: &Outcome) {
        self.verdicts += 1;
        let pair = |name: &str| (table.name.clone(), name.to_owned());
        let all = table.checks.iter().map(|check| check.name.as_str());
        match outcome {
            Outcome::Accepted => {
                self.accepted += 1;
                self.passes.extend(all.map(pair));
            }
            Outcome::Rejected(error) => {
                *self.states.entry(error.sqlstate.clone()).or_default() += 1;
                if let ("23514", Some(name)) = (error.sqlstate.as_str(), &error.constraint) {
                    self.fails.insert(pair(name));
                    self.passes.extend(all.take_while(|other| other != name).map(pair));
                }
            }
            Outcome::NoCurrent(_) => {}
        }
    }

    /// Counts a comparison that is neither agreement nor disagreement.
    pub fn expected(&mut self, comparison: Comparison) {
        *self.expected.entry(comparison.name()).or_default() += 1;
    }

    /// How many verdicts were so.
    pub fn count(&self, comparison: Comparison) -> usize {
        self.expected.get(comparison.name()).copied().unwrap_or_default()
    }

    /// Counts a request about which the servers differ, and the module refuses with one of them.
    pub fn of_versions(&mut self, example: String) {
        self.versions += 1;
        if self.of_versions.len() < 5 {
            self.of_versions.push(example);
        }
    }

    pub fn print(&self, versions: &[String], seed: u64, corpus: usize, time: Duration) {
        let both = self.fails.intersection(&self.passes).count();
        println!("{}; seed {seed}", versions.join(", "));
        println!(
            "{} checks in {} tables ({} generated), {} inserts and {} updates, {} verdicts ({} accepted), {corpus} of the \
             corpus, {time:.0?}",
            self.checks, self.tables, self.generated, self.inserts, self.updates, self.verdicts, self.accepted
        );
        println!("errors of the servers: {:?}", self.states);
        println!(
            "CHECKs that rejected some row and passed another: {both}; only rejected: {}; only passed: {}",
            self.fails.len() - both,
            self.passes.len() - both
        );
        println!("names compared: {}", self.names);
        for (who, reasons) in [("compiler", &self.refused), ("servers alone", &self.server_refuses)] {
            let total: usize = reasons.values().map(|(count, _)| count).sum();
            println!("refused by the {who}: {total}");
            let mut reasons: Vec<_> = reasons.iter().collect();
            reasons.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
            for (reason, (count, example)) in reasons.into_iter().take(30) {
                println!("  {count:6} {reason}: {}", example.chars().take(160).collect::<String>());
            }
        }
        for comparison in Comparison::EXPECTED {
            println!("{}: {}", comparison.name(), self.count(comparison));
        }
        println!("verdicts that differ by version, where the module refuses with one of them: {}", self.versions);
        for example in &self.of_versions {
            println!("  {example}");
        }
        println!("disagreements: {}", self.disagreements);
        let passed = (self.verdicts + corpus + self.names).saturating_sub(self.disagreements);
        println!("{passed} passed, {} failed", self.disagreements);
    }
}

/// Counts a reason.
pub fn count(reasons: &mut Reasons, reason: &str, example: &str) {
    reasons.entry(family(reason)).or_insert_with(|| (0, example.to_owned())).0 += 1;
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
            None if c.is_ascii_digit() => {}
            None => out.push(c),
        }
    }
    out.chars().take(110).collect()
}
