//! The module's side: a batch of tables is compiled to Rust by the project's compiler, built once by cargo, and fed rows.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Judges lines of `table <tab> body <tab> current` and prints `SQLSTATE <tab> code <tab> unknowable` of the first finding
/// of each. With a stored row it is an update, else an insert.
const MAIN: &str = r#"
use finding::{Findings, Param};
use pg_row::{Operation, RowOptions};
use json_tape::Tape;

#[allow(dead_code, clippy::all)]
mod tables;

/// A date spelling that only the server can judge: the one listed family of false rejects.
fn is_unknowable(findings: &Findings) -> bool {
    findings.params_of(0).contains(&("unknowable", Param::Boolean(true)))
}

fn main() {
    let tables: std::collections::HashMap<_, _> = tables::TABLES.iter().map(|table| (table.name, *table)).collect();
    let (mut tape, mut stored, mut findings) = (Tape::new(), Tape::new(), Findings::new());
    let mut out = String::new();
    for line in std::io::stdin().lines() {
        let line = line.expect("a line");
        let [table, body, current] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        findings.clear();
        let operation = if current.is_empty() { Operation::Insert } else { Operation::Update };
        let options = RowOptions { operation, ..RowOptions::default() };
        let current = (!current.is_empty()).then(|| stored.parse(current.as_bytes()).expect("a row").as_current());
        pg_row::judge(tables[table], tape.parse(body.as_bytes()), current, &options, &mut findings);
        if let Some(first) = findings.iter().next() {
            out.push_str(first.sqlstate.map_or("", |state| state.as_str()));
            out.push('\t');
            out.push_str(first.code);
            out.push_str(if is_unknowable(&findings) { "\ttrue" } else { "\tfalse" });
        }
        out.push('\n');
    }
    print!("{out}");
}
"#;

/// A body for a table, without a tab in it.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    pub table: &'a str,
    pub body: &'a str,
    /// The stored row, of an update.
    pub current: Option<&'a str>,
}

/// The first finding.
#[derive(Clone, Debug)]
pub struct Found {
    pub sqlstate: String,
    pub code: String,
    /// The module says that only the server can tell.
    pub unknowable: bool,
}

/// What the module says of a row; `None` if it accepts it.
pub type Answer = Option<Found>;

fn answer(line: &str) -> Answer {
    let (sqlstate, rest) = line.split_once('\t')?;
    let (code, unknowable) = rest.split_once('\t')?;
    Some(Found { sqlstate: sqlstate.to_owned(), code: code.to_owned(), unknowable: unknowable == "true" })
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
        write(&self.folder.join("src/tables.rs"), tables)?;
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
        let line =
            |asked: &Question| format!("{}\t{}\t{}\n", asked.table, asked.body, asked.current.unwrap_or_default());
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
        let answers: Vec<Answer> = String::from_utf8_lossy(&output.stdout).lines().map(answer).collect();
        if answers.len() == questions.len() { Ok(answers) } else { Err(format!("{} answers", answers.len())) }
    }
}
