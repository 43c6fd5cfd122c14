//! Sessions whose columns agree with each other: so many stages completed, their documents complete, the percentage and
//! the status in step. Otherwise the server would refuse nearly every generated row for the same few reasons. Knows the
//! lifecycle's names, and documents from the tests' fixtures.

use std::path::Path;

use serde_json::Value;

use super::json;
use crate::random::Random;

/// The wizard's stages and their documents, by the lifecycle.
#[derive(Clone, Debug, Default)]
pub struct Wizard {
    stages: Vec<Stage>,
    /// Each status, and those that may follow.
    statuses: Vec<(String, Vec<String>)>,
}

#[derive(Clone, Debug)]
struct Stage {
    name: String,
    column: String,
    /// Documents that are complete, that are good as drafts alone, and that are neither.
    complete: Vec<String>,
    drafts: Vec<String>,
    bad: Vec<String>,
}

/// One session: the stages that are completed, in order of completion, and its status.
#[derive(Clone, Debug)]
pub struct Session {
    completed: Vec<usize>,
    status: String,
}

impl Wizard {
    /// Reads `schemas/lifecycle.json` and `tests/fixtures/stages`.
    ///
    /// # Errors
    /// A file that is missing or has another form.
    pub fn read(root: &Path) -> Result<Self, String> {
        let text = |path: &str| std::fs::read_to_string(root.join(path)).map_err(|error| format!("{path}: {error}"));
        let lifecycle: Value = serde_json::from_str(&text("schemas/lifecycle.json")?).map_err(|e| e.to_string())?;
        let string = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let mut stages = Vec::new();
        for stage in lifecycle["stages"].as_array().into_iter().flatten() {
            let (mut complete, mut drafts, mut bad) = (Vec::new(), Vec::new(), Vec::new());
            for line in text(&format!("tests/fixtures/stages/{}.jsonl", string(&stage["schema"])))?.lines() {
                let case: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
                let sound = case["issues"].as_array().is_some_and(Vec::is_empty);
                let list = match (sound, case["mode"] == "complete") {
                    (false, _) => &mut bad,
                    (true, true) => &mut complete,
                    (true, false) => &mut drafts,
                };
                list.push(case["data"].to_string());
            }
            drafts.push("{}".to_owned());
            stages.push(Stage {
                name: string(&stage["stage"]),
                column: string(&stage["column"]),
                complete,
                drafts,
                bad,
            });
        }
        let transitions = lifecycle["status"]["transitions"].as_object().into_iter().flatten();
        let texts = |list: &Value| list.as_array().into_iter().flatten().map(string).collect();
        let statuses = transitions.map(|(from, to)| (from.clone(), texts(to))).collect();
        Ok(Self { stages, statuses })
    }

    /// All statuses.
    pub fn statuses(&self) -> impl Iterator<Item = &str> {
        self.statuses.iter().map(|(status, _)| status.as_str())
    }

    /// A session that has none of the stages completed.
    pub fn begun(&self) -> Session {
        Session { completed: Vec::new(), status: "draft".to_owned() }
    }

    /// A session that has all of the stages completed, in this status.
    pub fn finished(&self, status: &str) -> Session {
        Session { completed: (0..self.stages.len()).collect(), status: status.to_owned() }
    }

    /// Any session.
    pub fn session(&self, random: &mut Random) -> Session {
        let count = *random.pick_from(&[0, 0, 1, 2, 3, 4, 5, 5]);
        let mut completed: Vec<usize> = (0..self.stages.len()).collect();
        for i in (1..completed.len()).rev() {
            completed.swap(i, random.below(i + 1));
        }
        completed.truncate(count);
        let all = completed.len() == self.stages.len();
        let unfinished = ["draft", "active", "abandoned"];
        let status =
            if all && random.chance(60) { random.pick(&["completed", "published"]) } else { random.pick(&unfinished) };
        Session { completed, status: status.to_owned() }
    }

    /// The same session in a status that may follow, or often enough in any other.
    pub fn moved(&self, random: &mut Random, session: &Session) -> Session {
        let following =
            self.statuses.iter().find(|(status, _)| *status == session.status).map(|(_, next)| next.as_slice());
        let status = match random.below(10) {
            0..5 => session.status.clone(),
            5..8 => random.pick_from(following.filter(|next| !next.is_empty()).unwrap_or(&[String::new()])).clone(),
            _ => random.pick_from(&self.statuses).0.clone(),
        };
        Session { status: if status.is_empty() { session.status.clone() } else { status }, ..session.clone() }
    }

    /// The JSON text of a column's value that agrees with the session; `None` if any value does. A stored row may only
    /// have good documents.
    pub fn value(&self, random: &mut Random, session: &Session, column: &str, stored: bool) -> Option<String> {
        if let Some((index, stage)) = self.stages.iter().enumerate().find(|(_, stage)| stage.column == column) {
            let completed = session.completed.contains(&index);
            let list = match random.below(100) {
                0..5 if !stored && !stage.bad.is_empty() => &stage.bad,
                5..55 if !completed => &stage.drafts,
                _ => &stage.complete,
            };
            let document = random.pick_from(list);
            return Some(if !stored && random.chance(5) { json::mutated(random, document) } else { document.clone() });
        }
        let names =
            session.completed.iter().filter_map(|index| self.stages.get(*index)).map(|stage| stage.name.as_str());
        let names: Vec<String> = names.map(json::string).collect();
        match column {
            "current_stage" => Some(json::string(&random.pick_from(&self.stages).name)),
            "completed_stages" if !stored && random.chance(20) => {
                Some(json::string(&format!("{{{}}}", names.join(",").replace('"', ""))))
            }
            "completed_stages" => Some(format!("[{}]", names.join(","))),
            "completion_percentage" => Some((session.completed.len() * 100 / self.stages.len().max(1)).to_string()),
            "status" => Some(json::string(&session.status)),
            "published_at" if session.status == "published" => Some("\"2026-05-01T12:00:00Z\"".to_owned()),
            "published_at" if stored => Some("null".to_owned()),
            _ => None,
        }
    }
}
