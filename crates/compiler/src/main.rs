//! The command line: `event-wizard-compiler explain|typescript|schemas|docs|rust|migrations …`. Knows arguments, file names and exit
//! statuses; the texts come from the library.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use event_wizard_compiler::Error;
use event_wizard_compiler::model::known::Known;
use event_wizard_compiler::model::source::Source;
use event_wizard_compiler::model::unworded::{self, Words};
use event_wizard_compiler::read::{catalogue, folder, paths};
use event_wizard_compiler::write::explain::Explanation;
use event_wizard_compiler::write::explain::json::json;
use event_wizard_compiler::write::explain::text::{Style, text};
use event_wizard_compiler::write::sql::migrations;
use event_wizard_compiler::write::{diagram, docs, facts, mirror, reads, rust, schemas, tables, typescript};

const USAGE: &str = "\
usage: event-wizard-compiler explain [--json | --rust] PATH…
       event-wizard-compiler typescript|schemas|docs|rust OUT [SCHEMAS]
       event-wizard-compiler mirror OUT SCHEMA NAME
       event-wizard-compiler migrations SCHEMAS [STAMP]

explain     says what is understood of SQL and what is not: tables, columns, CHECKs and what each became, what only the
            server can judge, and every error. A PATH is a file, a folder of migrations (or one that has a folder
            `migrations`), or - for the standard input; files are applied in the order given.
            --json  the same as JSON (docs/compiler.md)
            --rust  with the Rust that each CHECK became
typescript  writes the package's types and facts of SCHEMAS (by default, the folder schemas) into the folder OUT, and
            warns of what has no sentence
schemas     writes the stages' schemas as modules
docs        writes the pages of docs/ that are made
rust        writes the Rust that the package is made of, to be read: the build makes its own
mirror      writes what the package NAME of any SCHEMA is made of (see make mirror)

The exit status is 0, or 1 if there is an error, or 2 if the command line is wrong.";

/// The sentences of verdicts, from the root of the repository.
const ENGLISH: &str = "pkg/src/messages/english.ts";

/// Why the program ends early.
enum Failure {
    /// The command line is wrong.
    Usage(String),
    /// Something cannot be read, compiled or written.
    Compiler(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Compiler(error)
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match run(&arguments) {
        Ok(status) => status,
        Err(Failure::Usage(what)) => {
            eprintln!("event-wizard-compiler: {what}\n\n{USAGE}");
            ExitCode::from(2)
        }
        Err(Failure::Compiler(error)) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<ExitCode, Failure> {
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        println!("{USAGE}");
        return Ok(ExitCode::SUCCESS);
    }
    match arguments {
        [command, rest @ ..] if command == "explain" => explain(rest),
        [what, out, schema, name] if what == "mirror" => mirrored(Path::new(out), Path::new(schema), name),
        [what, schemas] if what == "migrations" => add_migrations(Path::new(schemas), None),
        [what, schemas, stamp] if what == "migrations" => add_migrations(Path::new(schemas), Some(stamp)),
        [what, out] => write(what, Path::new(out), Path::new("schemas")),
        [what, out, schemas] => write(what, Path::new(out), Path::new(schemas)),
        [] => Err(Failure::Usage("what is it to do?".to_owned())),
        [what, ..] => Err(Failure::Usage(format!("`{what}` cannot be done with these arguments"))),
    }
}

fn explain(arguments: &[String]) -> Result<ExitCode, Failure> {
    let (options, paths): (Vec<&String>, Vec<&String>) =
        arguments.iter().partition(|argument| argument.starts_with("--"));
    let (mut as_json, mut rust) = (false, false);
    for option in options {
        match option.as_str() {
            "--json" => as_json = true,
            "--rust" => rust = true,
            other => return Err(Failure::Usage(format!("`{other}` is not an option of explain"))),
        }
    }
    if paths.is_empty() {
        return Err(Failure::Usage("explain needs a file, a folder, or -".to_owned()));
    }
    let known = match paths.as_slice() {
        [folder] => folder::known_beside(Path::new(folder))?,
        _ => Known::default(),
    };
    let explanation = Explanation::of(paths::read(&paths.into_iter().cloned().collect::<Vec<_>>())?, &known);
    let output = std::io::stdout();
    let colours = output.is_terminal() && env::var_os("NO_COLOR").is_none();
    let told =
        if as_json { format!("{:#}\n", json(&explanation)) } else { text(&explanation, Style { colours, rust }) };
    // The reader may have closed the pipe early, as `head` does.
    let _ = output.lock().write_all(told.as_bytes());
    Ok(if explanation.errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn write(what: &str, out: &Path, schemas: &Path) -> Result<ExitCode, Failure> {
    let make = match what {
        "typescript" => |source: &Source| typescript_files(source, &words()?),
        "schemas" => |source: &Source| schemas::files(&source.lifecycle, &source.stages),
        "docs" => docs_files,
        "rust" => rust::files,
        _ => return Err(Failure::Usage(format!("`{what}` is not a command"))),
    };
    let source = folder::read(schemas)?;
    let files = make(&source)?;
    if what == "typescript" {
        let words = words()?;
        let folder = schemas.join("stages").display().to_string();
        warn(&unworded::constraints(&source.database, &words));
        warn(&unworded::stages(&source.lifecycle.stages, &source.stages, &folder, &words));
    }
    put(out, files)
}

fn mirrored(out: &Path, schema: &Path, name: &str) -> Result<ExitCode, Failure> {
    let source = folder::read_any(schema)?;
    let files = mirror::files(&source, name)?;
    let words = words()?;
    let folder = schema.join("stages").display().to_string();
    warn(&unworded::constraints(&source.database, &words));
    warn(&unworded::stages(&source.stages, &source.sources, &folder, &words));
    put(out, files)
}

/// What English has sentences and words for.
fn words() -> event_wizard_compiler::Result<Words> {
    let text = fs::read_to_string(ENGLISH).map_err(|error| Error::of_file(Path::new(ENGLISH), &error))?;
    catalogue::read(ENGLISH, &text)
}

fn warn(warnings: &[Error]) {
    for warning in warnings {
        eprintln!("warning: {warning}");
    }
}

fn add_migrations(schemas: &Path, stamp: Option<&str>) -> Result<ExitCode, Failure> {
    let (lifecycle, stages) = folder::wizard_stages(schemas)?;
    let migrations = folder::migrations(&schemas.join("migrations"), "migrations")?;
    let files = migrations::missing(&lifecycle, &stages, &migrations, stamp)?;
    for (name, _) in &files {
        println!("{}", schemas.join(name).display());
    }
    if files.is_empty() {
        println!("nothing has changed");
    }
    put(schemas, files)
}

fn put(out: &Path, files: Vec<(String, String)>) -> Result<ExitCode, Failure> {
    for (name, text) in files {
        let path = out.join(&name);
        let folder = path.parent().unwrap_or(out);
        fs::create_dir_all(folder).map_err(|error| Error::of_file(folder, &error))?;
        fs::write(&path, text).map_err(|error| Error::of_file(&path, &error))?;
    }
    Ok(ExitCode::SUCCESS)
}

type Files = event_wizard_compiler::Result<Vec<(String, String)>>;

fn typescript_files(source: &Source, words: &Words) -> Files {
    let text = typescript::write(
        &source.lifecycle,
        &source.stages,
        &source.database.tables,
        &source.rules,
        &source.constraints,
    );
    let files = vec![
        ("types.ts".to_owned(), text),
        ("columns.ts".to_owned(), typescript::columns(&source.database.tables)),
        ("constraints.ts".to_owned(), typescript::constraints(&source.database.tables, words)),
        ("rule_sentences.ts".to_owned(), typescript::rule_sentences(&source.rules)),
        ("conditions.ts".to_owned(), typescript::conditions()),
        ("tables.ts".to_owned(), tables::write(source)),
    ];
    Ok([files, facts::files(source)?].concat())
}

fn docs_files(source: &Source) -> Files {
    Ok(vec![
        ("database.md".to_owned(), docs::database(&source.database)),
        ("database.svg".to_owned(), diagram::svg(&source.database)),
        ("stages.md".to_owned(), docs::stages(&source.lifecycle, &source.stages)),
        (
            "issues.md".to_owned(),
            docs::issues(&source.database.tables, &source.stages, &source.rules, &source.constraints),
        ),
        ("sql.md".to_owned(), reads::page()),
    ])
}
