//! The module's side: a batch of tables is compiled to Rust by the project's compiler, built once by cargo, and asked
//! about bodies.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use conformance::case::{Missing, Operation};

/// Judges lines of `table <tab> operation <tab> missing <tab> body <tab> current`, and prints of the first finding of each
/// `SQLSTATE <tab> constraint <tab> column <tab> unknowable`, and behind another tab the CHECKs that it could not judge.
const MAIN: &str = r#"
use std::cell::RefCell;
use std::collections::HashMap;

use finding::{Findings, Param};
use json_tape::Tape;
use pg_row::{Missing, Operation, RowOptions};
use pg_value::logic::Stop;

#[allow(warnings)]
mod tables;

thread_local! {
    static NOT_JUDGED: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// Keeps in mind that a CHECK, or a generated column, needs what only the server knows.
pub fn noted<T>(name: &'static str, outcome: Result<T, Stop>) -> Result<T, Stop> {
    if matches!(outcome, Err(Stop::Unknowable)) {
        NOT_JUDGED.with_borrow_mut(|list| list.push(name));
    }
    outcome
}

fn main() {
    let tables: HashMap<_, _> = tables::TABLES.iter().map(|table| (table.name, *table)).collect();
    let (mut tape, mut stored, mut findings) = (Tape::new(), Tape::new(), Findings::new());
    let mut out = String::new();
    for line in std::io::stdin().lines() {
        let line = line.expect("a line");
        let [table, operation, missing, body, current] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        findings.clear();
        NOT_JUDGED.with_borrow_mut(Vec::clear);
        let options = RowOptions {
            operation: if operation == "update" { Operation::Update } else { Operation::Insert },
            missing: match missing {
                "null" => Missing::Null,
                "default" => Missing::Default,
                _ => Missing::Omitted,
            },
        };
        let current = (!current.is_empty()).then(|| stored.parse(current.as_bytes()).expect("a row").as_current());
        pg_row::judge(tables[table], tape.parse(body.as_bytes()), current, &options, &mut findings, &mut Vec::new());
        if let Some(first) = findings.iter().next() {
            let column = first.column.map(String::from_utf8_lossy).unwrap_or_default();
            let unknowable = findings.params_of(0).contains(&("unknowable", Param::Boolean(true)));
            let sqlstate = first.sqlstate.map_or(first.code, |state| state.as_str());
            out.push_str(&format!("{sqlstate}\t{}\t{column}\t{unknowable}", first.constraint.unwrap_or_default()));
        } else {
            out.push_str("\t\t\t");
        }
        out.push('\t');
        out.push_str(&NOT_JUDGED.with_borrow(|list| list.join("\u{1f}")));
        out.push('\n');
    }
    print!("{out}");
}
"#;

/// A body for a table, without a tab or a line break in it.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    pub table: &'a str,
    pub operation: Operation,
    pub missing: Missing,
    pub body: &'a str,
    /// The stored row, of an update.
    pub current: Option<&'a str>,
}

/// The first finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// A code of PostgREST's stands in the SQLSTATE's place.
    pub sqlstate: String,
    pub constraint: Option<String>,
    pub column: Option<String>,
    /// The module says that only the server can judge the value.
    pub unknowable: bool,
}

/// What the module says of a body.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// `None` if it accepts it.
    pub found: Option<Found>,
    /// The CHECKs that need what only the server knows.
    pub not_judged: Vec<String>,
}

fn answer(line: &str) -> Option<Answer> {
    let [sqlstate, constraint, column, unknowable, not_judged] = line.split('\t').collect::<Vec<_>>()[..] else {
        return None;
    };
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let found = given(sqlstate).map(|sqlstate| Found {
        sqlstate,
        constraint: given(constraint),
        column: given(column),
        unknowable: unknowable == "true",
    });
    Some(Answer { found, not_judged: not_judged.split('\u{1f}').filter_map(given).collect() })
}

/// Stands among the CHECKs that could not be judged for a generated column that could not be computed.
pub const NOT_COMPUTED: &str = " a generated column";

/// The tables' text, in which each CHECK and generated column tells [`MAIN`] what it cannot judge.
fn with_notes(tables: &str) -> String {
    let mut name = "\"\"";
    let mut out = String::new();
    for line in tables.lines() {
        let member = |key: &str| line.trim_start().strip_prefix(key)?.strip_suffix(',');
        if let Some(value) = member("name: ") {
            name = value;
        }
        if let Some(function) = member("holds: ") {
            out.push_str(&format!("            holds: |row| crate::noted({name}, {function}(row)),"));
        } else if let Some((before, function)) = line.split_once("compute: ") {
            let (function, after) = function.split_once(' ').unwrap_or((function, ""));
            out.push_str(&format!("{before}compute: |row| crate::noted({NOT_COMPUTED:?}, {function}(row)) {after}"));
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

/// A package of its own, in the target folder.
pub struct Program {
    name: &'static str,
    folder: PathBuf,
    target: PathBuf,
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

impl Program {
    /// A package of that name.
    ///
    /// # Errors
    /// Files that cannot be written.
    pub fn new(name: &'static str) -> Result<Self, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().map_err(|e| e.to_string())?;
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        let folder = target.join(name);
        fs::create_dir_all(folder.join("src")).map_err(|error| format!("{}: {error}", folder.display()))?;
        // The same versions, so that what is built already serves here too.
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).map_err(|error| error.to_string())?;
        let manifest = format!(
            "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\nfinding = {{ path = {:?} }}\njson-tape = {{ path = {:?} }}\npg-row = {{ path = {:?} }}\n\
             pg-value = {{ path = {:?} }}\n\n\
             [profile.dev.package.{name}]\ndebug = false\nincremental = false\n",
            root.join("crates/finding"),
            root.join("crates/json-tape"),
            root.join("crates/pg-row"),
            root.join("crates/pg-value"),
        );
        write(&folder.join("Cargo.toml"), &manifest)?;
        write(&folder.join("src/main.rs"), MAIN)?;
        Ok(Self { name, folder, target })
    }

    /// Builds the tables, from the text that the compiler wrote.
    ///
    /// # Errors
    /// What cargo complained about: generated Rust that does not build is a disagreement too.
    pub fn build(&self, tables: &str) -> Result<(), String> {
        write(&self.folder.join("src/tables.rs"), &with_notes(tables))?;
        let output = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()))
            .args(["build", "--offline", "--quiet"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .output()
            .map_err(|error| format!("cargo: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        Err(String::from_utf8_lossy(&output.stderr).chars().take(3000).collect())
    }

    /// Judges bodies for the tables built last.
    ///
    /// # Errors
    /// What the program complained about.
    pub fn judge(&self, questions: &[Question<'_>]) -> Result<Vec<Answer>, String> {
        let mut child = Command::new(self.target.join("debug").join(self.name))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("the batch: {error}"))?;
        let line = |asked: &Question| {
            let missing = match asked.missing {
                Missing::Omitted => "omitted",
                Missing::Null => "null",
                Missing::Default => "default",
            };
            let (operation, current) = (asked.operation.name(), asked.current.unwrap_or_default());
            format!("{}\t{operation}\t{missing}\t{}\t{current}\n", asked.table, asked.body)
        };
        let input: String = questions.iter().map(line).collect();
        let stdin = child.stdin.take();
        let feeder = std::thread::spawn(move || {
            // A program that stops early reads no more.
            if let Some(mut stdin) = stdin {
                let _ = stdin.write_all(input.as_bytes());
            }
        });
        let output = child.wait_with_output().map_err(|error| format!("the batch: {error}"))?;
        let _ = feeder.join();
        if !output.status.success() {
            let text = String::from_utf8_lossy(&output.stderr);
            return Err(text.chars().take(3000).collect());
        }
        let answers: Vec<Answer> = String::from_utf8_lossy(&output.stdout).lines().filter_map(answer).collect();
        if answers.len() == questions.len() { Ok(answers) } else { Err(format!("{} answers", answers.len())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_what_each_check_cannot_judge() {
        let text = "    name: \"t\",\n        Check {\n            name: \"t_check\",\n            holds: check_T_0,\n";
        assert!(with_notes(text).contains("            holds: |row| crate::noted(\"t_check\", check_T_0(row)),\n"));
        let text = "Stored { columns: &[4], compute: generated_T_2 } },";
        assert!(
            with_notes(text).contains("compute: |row| crate::noted(\" a generated column\", generated_T_2(row)) } },")
        );
    }

    #[test]
    fn reads_answers() {
        let refused = answer("23514\tc\tx\tfalse\ta\u{1f}b").unwrap();
        assert_eq!(refused.found.unwrap().constraint.as_deref(), Some("c"));
        assert_eq!(refused.not_judged, ["a", "b"]);
        assert_eq!(answer("\t\t\t\t").unwrap().found, None);
    }
}
