//! Functions, CHECKs and triggers → migrations, each with its way back. Knows which functions the migrations so far have in
//! force, by their names; a released file is never changed.
//!
//! Each file is one transaction. A function is made in the first, its CHECK in the second (`NOT VALID`, so that no row is
//! read under its lock), rows that are there are mended in the third and judged in the fourth, and what is no longer called
//! is dropped in the fifth.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::function::{Function, SCHEMA};
use super::literal;
use super::stage::{StageFunction, stage_function};
use super::transitions;
use crate::error::{Error, Result};
use crate::model::lifecycle::{Lifecycle, Stage};
use crate::model::source::StageSource;

/// When each of the first files is applied.
const FIRST: [&str; 4] = ["20260111000000", "20260112000000", "20260113000000", "20260114000000"];
const FIRST_TRANSITIONS: &str = "20260115000000";

/// A stage whose function is new.
struct Change {
    stage: Stage,
    title: String,
    new: StageFunction,
    /// The name of the function that its CHECK calls so far.
    old: Option<String>,
}

/// The migrations that are missing, and the ways back: name in the folder of schemas, and text.
///
/// `migrations` are those that there are, name and text, in order. `stamp` is when new ones are applied, unless they are the
/// first: 14 digits, the last two of which are 00.
///
/// # Errors
/// If a stage cannot be written in SQL, or the migrations do not have what they refer to.
pub fn missing(
    lifecycle: &Lifecycle,
    stages: &[StageSource],
    migrations: &[(String, String)],
    stamp: Option<&str>,
) -> Result<Vec<(String, String)>> {
    let history = History(migrations);
    let mut changes = Vec::new();
    let mut needed = BTreeMap::new();
    for (stage, source) in lifecycle.stages.iter().zip(stages) {
        let new = stage_function(stage, &source.schema)
            .map_err(|error| error.in_file(&format!("schemas/stages/{}.json", stage.schema)))?;
        for function in new.formats.iter().chain([&new.function]) {
            needed.insert(function.name.clone(), function.clone());
        }
        let old = history.in_force(stage);
        if old.as_ref() != Some(&new.function.name) {
            let title = source.schema.title.clone().unwrap_or_else(|| stage.stage.clone());
            changes.push(Change { stage: stage.clone(), title, new, old });
        }
    }
    let function = transitions::function(lifecycle);
    let goes_elsewhere = !history.ends_with_transitions(&function);
    if changes.is_empty() && !goes_elsewhere {
        return Ok(Vec::new());
    }
    let is_first = lifecycle.stages.iter().all(|stage| history.in_force(stage).is_none());
    let mut files = Files { stamp: Stamp::new(stamp, is_first)?, files: Vec::new() };
    if !changes.is_empty() {
        let made: Vec<&Function> = needed.values().filter(|function| !history.has(&function.name)).collect();
        files.functions(&made);
        if is_first {
            files.checks(lifecycle, &changes, &history)?;
            files.existing(lifecycle, &changes);
        } else {
            // Transitions are judged by now, so a published session goes back by two steps, which a CHECK that refuses it
            // would not let it do.
            files.existing(lifecycle, &changes);
            files.checks(lifecycle, &changes, &history)?;
        }
        files.validated(lifecycle, &changes);
        let dropped: Vec<String> = history.functions().into_iter().filter(|name| !needed.contains_key(name)).collect();
        files.dropped(&dropped, &history)?;
    }
    if goes_elsewhere {
        files.transitions(lifecycle, &function, &history)?;
    }
    Ok(files.files)
}

/// The migrations that there are.
struct History<'a>(&'a [(String, String)]);

impl History<'_> {
    fn texts(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.iter().map(|(_, text)| text.as_str())
    }

    /// The function that a stage's CHECK calls.
    fn in_force(&self, stage: &Stage) -> Option<String> {
        let call = format!("ADD CONSTRAINT {} CHECK ({SCHEMA}.", constraint(stage));
        self.texts().rev().find_map(|text| {
            let (_, rest) = text.rsplit_once(&call)?;
            rest.split('(').next().map(str::to_owned)
        })
    }

    /// The names of the functions that were made and not dropped.
    fn functions(&self) -> Vec<String> {
        let (made, dropped) = (format!("CREATE FUNCTION {SCHEMA}."), format!("DROP FUNCTION {SCHEMA}."));
        let mut names: Vec<String> = Vec::new();
        for line in self.texts().flat_map(str::lines) {
            let name = |rest: &str| rest.split('(').next().unwrap_or_default().to_owned();
            if let Some(rest) = line.strip_prefix(&made) {
                names.push(name(rest));
            } else if let Some(rest) = line.strip_prefix(&dropped) {
                let dropped = name(rest);
                names.retain(|name| *name != dropped);
            }
        }
        // Others may have functions in the schema, too: ours end in a hash.
        let has_hash = |name: &String| {
            name.rsplit_once('_')
                .is_some_and(|(_, hash)| hash.len() == 8 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
        };
        names.retain(has_hash);
        names
    }

    fn has(&self, name: &str) -> bool {
        self.functions().iter().any(|known| known == name)
    }

    /// The statement that made a function.
    fn statement(&self, name: &str) -> Result<String> {
        let start = format!("CREATE FUNCTION {name}(");
        let found = self.texts().rev().find_map(|text| {
            let text = text.get(text.rfind(&start)?..)?;
            text.get(..text.find("\n$$;")? + 3)
        });
        found.map(str::to_owned).ok_or_else(|| Error::invalid(format!("no migration has the text of `{name}`")))
    }

    /// Whether the function of transitions that was made last is this one.
    fn ends_with_transitions(&self, function: &str) -> bool {
        self.statement(transitions::FUNCTION).is_ok_and(|last| last == function)
    }
}

/// When files are applied.
enum Stamp {
    First,
    /// The digits, and how many files have been written.
    Given(u64, u64),
}

impl Stamp {
    fn new(stamp: Option<&str>, is_first: bool) -> Result<Self> {
        match stamp {
            _ if is_first => Ok(Self::First),
            Some(digits) if digits.len() == 14 && digits.ends_with("00") => {
                let number = digits.parse().map_err(|_| Error::invalid(format!("`{digits}` is no stamp")))?;
                Ok(Self::Given(number, 0))
            }
            Some(other) => {
                Err(Error::invalid(format!("the stamp `{other}` must be 14 digits, the last two of them 00")))
            }
            None => Err(Error::invalid("a stage has changed: the new migrations need a stamp")),
        }
    }

    /// The stamp of the first file of its kind, or the next one.
    fn next(&mut self, first: &str) -> String {
        match self {
            Self::First => first.to_owned(),
            Self::Given(start, count) => {
                *count += 1;
                format!("{:014}", *start + *count - 1)
            }
        }
    }
}

/// The name of a stage's CHECK.
fn constraint(stage: &Stage) -> String {
    format!("{}_valid", stage.column)
}

/// The clause that adds a stage's CHECK.
fn added(lifecycle: &Lifecycle, stage: &Stage, function: &str) -> String {
    format!(
        "ADD CONSTRAINT {} CHECK ({SCHEMA}.{function}({}, {} = ANY ({})))",
        constraint(stage),
        stage.column,
        literal::text(&stage.stage),
        lifecycle.completed_stages_column
    )
}

fn commented(lifecycle: &Lifecycle, Change { stage, title, .. }: &Change) -> String {
    let sentence =
        format!("The data of the stage {title} must be well-formed, and complete once the stage is completed");
    format!("COMMENT ON CONSTRAINT {} ON {} IS {};\n", constraint(stage), lifecycle.table, literal::text(&sentence))
}

const LOCK_TIMEOUT: &str = "SET LOCAL lock_timeout = '50ms';\n";

struct Files {
    stamp: Stamp,
    files: Vec<(String, String)>,
}

impl Files {
    fn add(&mut self, first: &str, name: &str, up: String, down: impl FnOnce(&str) -> String) {
        let name = format!("{}_{name}", self.stamp.next(first));
        let down = down(&name);
        self.files.push((format!("migrations/{name}.sql"), up));
        self.files.push((format!("rollback/{name}.sql"), down));
    }

    fn functions(&mut self, made: &[&Function]) {
        let mut up = "\
-- What the CHECKs of the next file call: a function for each stage whose form is new, and one for each format.
-- Made from schemas/stages by `make stage-migrations`; a function's name ends in a hash of its text, because
-- PostgreSQL would not judge the rows again if a function were replaced: a changed stage gets a new one.
-- They read nothing but what they are given, so everybody may call them. Nothing that exists is read or locked.
"
        .to_owned();
        // A CHECK runs with the rights of whoever writes the row.
        let mut down = String::new();
        // Formats first: nothing checks that they exist before a stage's function runs, but a reader expects it.
        let (stages, formats): (Vec<&&Function>, Vec<&&Function>) =
            made.iter().partition(|function| function.arguments.contains("jsonb"));
        for function in formats.into_iter().chain(stages) {
            let signature = function.signature();
            let comment = literal::text(&function.comment);
            let _ = write!(
                up,
                "\n{};\nGRANT EXECUTE ON FUNCTION {signature} TO anon, authenticated, service_role;\n\
                 COMMENT ON FUNCTION {signature} IS {comment};\n",
                function.statement
            );
            down.insert_str(0, &format!("DROP FUNCTION {signature};\n"));
        }
        self.add(first(0), "stage_functions", up, |name| format!("-- Takes back {name}.\n{down}"));
    }

    fn checks(&mut self, lifecycle: &Lifecycle, changes: &[Change], history: &History<'_>) -> Result<()> {
        let table = &lifecycle.table;
        let mut up = format!(
            "\
-- Each stage's data must have the form that schemas/stages gives it; and once the stage is completed, nothing may
-- be missing. From here on every INSERT and UPDATE is judged; rows that exist are not (NOT VALID).
-- ADD CONSTRAINT keeps everybody out (ACCESS EXCLUSIVE) for some milliseconds, as nothing is read; if a long
-- transaction is in the way, this file gives up at once instead of making everybody queue: run it again.
{LOCK_TIMEOUT}
ALTER TABLE {table}
"
        );
        let mut clauses = Vec::new();
        let mut back = Vec::new();
        let (mut comments, mut old_comments) = (String::new(), String::new());
        for change in changes {
            let Change { stage, new, old, .. } = change;
            let name = constraint(stage);
            if let Some(old) = old {
                history.statement(&format!("{SCHEMA}.{old}"))?;
                clauses.push(format!("  DROP CONSTRAINT {name}"));
                old_comments.push_str(&commented(lifecycle, change));
            }
            clauses.push(format!("  {} NOT VALID", added(lifecycle, stage, &new.function.name)));
            comments.push_str(&commented(lifecycle, change));
            back.push(format!("  DROP CONSTRAINT {name}"));
            // The old CHECK held for every row when it was dropped, and this reads them all again.
            back.extend(old.iter().map(|old| format!("  {}", added(lifecycle, stage, old))));
        }
        let _ = write!(up, "{};\n\n{comments}", clauses.join(",\n"));
        let warning = if old_comments.is_empty() {
            ""
        } else {
            "-- It fails if a row has been written that the old form refuses; nobody can write while it reads the rows.\n"
        };
        self.add(first(1), "stage_checks", up, |name| {
            format!(
                "-- Takes back {name}.\n{warning}{LOCK_TIMEOUT}\nALTER TABLE {table}\n{};\n{old_comments}",
                back.join(",\n")
            )
        });
        Ok(())
    }

    fn existing(&mut self, lifecycle: &Lifecycle, changes: &[Change]) {
        let up = existing(lifecycle, changes);
        self.add(first(2), "existing_stage_data", up, |name| {
            format!("-- Takes back {name}, but not what it mended: the old values are in the audit log.\n")
        });
    }

    fn validated(&mut self, lifecycle: &Lifecycle, changes: &[Change]) {
        let table = &lifecycle.table;
        let clauses = |text: fn(&Stage) -> String| {
            changes.iter().map(|change| format!("  {}", text(&change.stage))).collect::<Vec<_>>().join(",\n")
        };
        let again = if changes.iter().any(|change| change.old.is_some()) {
            format!(
                "-- Once more, for what an old client has written between the two files before. If such a session is published\n\
                 -- by now, this file fails and changes nothing: set its status back to completed, and run it again.\n{}\n",
                mended(lifecycle, changes)
            )
        } else {
            String::new()
        };
        let up = format!(
            "\
-- Judges the rows that exist by the forms of the stages. Those that would fail have been mended, and no such row can
-- be written any more. Rows are read while others read and write (SHARE UPDATE EXCLUSIVE).
{again}-- In one statement, so that the table is read once.
ALTER TABLE {table}
{};
",
            clauses(|stage| format!("VALIDATE CONSTRAINT {}", constraint(stage)))
        );
        let dropped = clauses(|stage| format!("DROP CONSTRAINT {}", constraint(stage)));
        let added: Vec<String> = changes
            .iter()
            .map(|change| format!("  {} NOT VALID", added(lifecycle, &change.stage, &change.new.function.name)))
            .collect();
        let comments: String = changes.iter().map(|change| commented(lifecycle, change)).collect();
        self.add(first(3), "stage_checks_validated", up, |name| {
            format!(
                "-- Takes back {name}.\n\
                 -- A CHECK cannot be made NOT VALID again, so each is dropped and added anew; no row is read.\n{LOCK_TIMEOUT}\nALTER TABLE {table}\n{dropped},\n{};\n\n{comments}",
                added.join(",\n")
            )
        });
    }

    fn dropped(&mut self, names: &[String], history: &History<'_>) -> Result<()> {
        if names.is_empty() {
            return Ok(());
        }
        let mut up =
            "-- Drops the functions that no CHECK calls any more. Nothing is read; no table is locked.\n".to_owned();
        let mut back = String::new();
        for name in names {
            let statement = history.statement(&format!("{SCHEMA}.{name}"))?;
            let arguments =
                if statement.contains("(data jsonb, complete boolean)") { "jsonb, boolean" } else { "text" };
            let signature = format!("{SCHEMA}.{name}({arguments})");
            let _ = writeln!(up, "DROP FUNCTION {signature};");
            let comment = history.texts().rev().find_map(|text| {
                let text = text.get(text.find(&format!("COMMENT ON FUNCTION {signature} IS"))?..)?;
                text.get(..text.find(";\n")? + 2)
            });
            let _ = write!(
                back,
                "\n{statement};\nGRANT EXECUTE ON FUNCTION {signature} TO anon, authenticated, service_role;\n{}",
                comment.unwrap_or_default()
            );
        }
        self.add("", "old_stage_functions", up, |name| format!("-- Takes back {name}.\n{back}"));
        Ok(())
    }

    fn transitions(&mut self, lifecycle: &Lifecycle, function: &str, history: &History<'_>) -> Result<()> {
        let table = &lifecycle.table;
        let made = |function: &str| {
            format!(
                "{function};\nREVOKE ALL ON FUNCTION {0}() FROM PUBLIC;\n\
                 COMMENT ON FUNCTION {0}() IS 'Refuses a status that may not follow the one before.';\n\n{1}",
                transitions::FUNCTION,
                transitions::triggers(lifecycle)
            )
        };
        let dropped = format!(
            "DROP TRIGGER check_status_transition_on_insert ON {table};\n\
             DROP TRIGGER check_status_transition_on_update ON {table};\nDROP FUNCTION {}();\n",
            transitions::FUNCTION
        );
        let first_of = "\
-- A session's status goes only where schemas/lifecycle.json lets it. Made from there by `make stage-migrations`.
-- Rows that exist stay as they are. CREATE TRIGGER keeps writers out (SHARE ROW EXCLUSIVE) for some milliseconds;
-- if a long transaction is in the way, this file gives up at once instead of making every writer queue.
--
-- PostgreSQL fires triggers in the order of their names: these come before set_published_at and update_updated_at,
-- so a refused status has no effect. As BEFORE triggers they come before NOT NULL and CHECKs, too.
";
        let (up, down) = match history.statement(transitions::FUNCTION) {
            Err(_) => (format!("{first_of}{LOCK_TIMEOUT}\n{}", made(function)), dropped),
            Ok(old) => (
                format!("{first_of}{LOCK_TIMEOUT}\n{dropped}\n{}", made(function)),
                format!("{dropped}\n{}", made(&old)),
            ),
        };
        // Whether stages come first does not matter; a first set of files has a place of its own for this one.
        let is_first = history.statement(transitions::FUNCTION).is_err();
        if is_first && matches!(self.stamp, Stamp::Given(..)) {
            return Err(Error::invalid("the first migration of transitions must come with the first of the stages"));
        }
        self.add(FIRST_TRANSITIONS, "status_transitions", up, |name| {
            format!("-- Takes back {name}.\n{LOCK_TIMEOUT}\n{down}")
        });
        Ok(())
    }
}

fn first(file: usize) -> &'static str {
    FIRST.get(file).copied().unwrap_or_default()
}

/// The migration that mends rows which the new CHECKs refuse.
fn existing(lifecycle: &Lifecycle, changes: &[Change]) -> String {
    let Lifecycle { table, status_column: status, finished, transitions, .. } = lifecycle;
    let mut text = "\
-- Mends the rows that the new CHECKs of the stages refuse, so that a later file can judge all rows and nobody's save
-- fails on a row that was wrong already. The audit log keeps the old values.
--
-- A stage that claims to be completed and is not leaves completed_stages; the percentage follows, and a session that
-- was completed or published is active again. Data that is wrong even for a draft loses the members that are wrong by
-- themselves; if that is not enough, it becomes an empty object.
--
-- It reads every row, and calls the functions for each: in one transaction, as a file is one. Rows that are right are not
-- touched or locked; a row that is mended is locked until this file commits. Others read and write meanwhile.
"
    .to_owned();
    let following = |from: &String| {
        let mut listed = transitions.iter().filter(move |(status, _)| status == from);
        listed.next().map(|(_, following)| following.as_slice()).unwrap_or_default()
    };
    let is_judged = changes.iter().any(|change| change.old.is_some());
    for from in finished.iter().filter(|from| is_judged && !following(from).iter().any(|to| to == BACK)) {
        if let Some(by) = following(from).iter().find(|to| finished.contains(to)) {
            let _ = write!(
                text,
                "\n-- By two steps, because a session that is {from} cannot become {BACK} at once.\n\
                 UPDATE {table}\nSET {status} = {}\nWHERE {status} = {} AND NOT (\n  {}\n);\n",
                literal::text(by),
                literal::text(from),
                sound(lifecycle, changes)
            );
        }
    }
    let _ = write!(text, "\n{}", mended(lifecycle, changes));
    text
}

/// What a session becomes whose stages are not all completed after all.
const BACK: &str = "active";

fn call(change: &Change, data: &str, complete: &str) -> String {
    format!("{SCHEMA}.{}({data}, {complete})", change.new.function.name)
}

/// That the changed stages of a row are as the CHECKs ask.
fn sound(lifecycle: &Lifecycle, changes: &[Change]) -> String {
    let calls = changes.iter().map(|change| {
        let is_complete =
            format!("{} = ANY ({})", literal::text(&change.stage.stage), lifecycle.completed_stages_column);
        call(change, &change.stage.column, &is_complete)
    });
    calls.collect::<Vec<_>>().join("\n  AND ")
}

/// The statement that mends rows.
fn mended(lifecycle: &Lifecycle, changes: &[Change]) -> String {
    let Lifecycle {
        table,
        completed_stages_column: completed,
        completion_percentage_column: percentage,
        status_column: status,
        ..
    } = lifecycle;
    let count = lifecycle.stages.len();
    let finished = literal::list(lifecycle.finished.iter().map(String::as_str));
    let mut columns = String::new();
    let mut arms = String::new();
    for change in changes {
        let column = &change.stage.column;
        let _ = write!(
            columns,
            "  {column} = CASE
    WHEN {draft} THEN {column}
    WHEN jsonb_typeof({column}) <> 'object' THEN '{{}}'
    ELSE (
      SELECT CASE WHEN {rest} THEN kept.data ELSE '{{}}' END
      FROM (
        SELECT coalesce(jsonb_object_agg(key, value), '{{}}') AS data
        FROM jsonb_each({column})
        WHERE {alone}
      ) AS kept
    )
  END,\n",
            draft = call(change, column, "false"),
            rest = call(change, "kept.data", "false"),
            alone = call(change, "jsonb_build_object(key, value)", "false"),
        );
        let _ = writeln!(
            arms,
            "          WHEN {} THEN {}",
            literal::text(&change.stage.stage),
            call(change, column, "true")
        );
    }
    format!(
        "\
UPDATE {table}
SET
{columns}  ({completed}, {percentage}, {status}) = (
    SELECT
      kept.stages,
      100 * cardinality(kept.stages) / {count},
      CASE WHEN {status} IN ({finished}) AND cardinality(kept.stages) < {count} THEN '{BACK}' ELSE {status} END
    FROM (
      SELECT ARRAY(
        SELECT stage FROM unnest({completed}) WITH ORDINALITY AS listed (stage, place)
        WHERE CASE stage
{arms}          ELSE true
        END
        ORDER BY place
      ) AS stages
    ) AS kept
  )
WHERE NOT (
  {}
);
",
        sound(lifecycle, changes)
    )
}
