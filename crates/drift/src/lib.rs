//! How a live database's tables differ from the migrations that the module was compiled from. Knows what counts as a
//! difference; it must not judge rows or interpret SQL itself: both sides of every comparison are printed by the
//! server.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let source = event_wizard_compiler::read::folder::read("schemas".as_ref())?;
//! let mut client = postgres::Client::connect("postgres://ci@localhost/app", postgres::NoTls)?;
//! let differences = drift::compare(&mut client, &source.database)?;
//! assert!(differences.is_empty(), "{differences:#?}");
//! # Ok(())
//! # }
//! ```

mod catalogue;
mod expected;

use std::fmt;

use event_wizard_compiler::model::table::{self as model, Triggered};
use event_wizard_compiler::read::sql::clock_columns;
use postgres::{Client, Error, GenericClient, IsolationLevel};
use serde::Serialize;

use catalogue::{Place, Trigger};

/// One difference between the live database and the migrations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The table it concerns, or the function with its schema.
    pub table: String,
    /// The column, constraint or trigger; `None` for the table itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// In what way it differs.
    pub kind: Kind,
    /// What the migrations say, as the server prints it; `None` if they define nothing there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// What the live database has; `None` if nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live: Option<String>,
}

/// The kind of difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The live database lacks the table.
    MissingTable,
    /// The live table lacks the column.
    MissingColumn,
    /// The live table has a column that the migrations do not define.
    ExtraColumn,
    /// Type, length or other modifier.
    Type,
    /// NOT NULL on one side only.
    Nullability,
    /// Another default.
    Default,
    /// The live table lacks the CHECK.
    MissingCheck,
    /// The live table has a CHECK that the migrations do not define.
    ExtraCheck,
    /// The same constraint with another expression.
    CheckExpression,
    /// The same expression under another name, by which errors would be matched.
    CheckName,
    /// `NOT VALID`: older rows may break it.
    CheckNotValid,
    /// `NOT ENFORCED` (PostgreSQL 18).
    CheckNotEnforced,
    /// The live database lacks a function that a CHECK or a trigger calls.
    MissingFunction,
    /// The same function with another body: what calls it means something else.
    FunctionBody,
    /// The live table lacks a trigger that refuses rows, or it is disabled.
    MissingTrigger,
    /// A BEFORE trigger whose effect is not known.
    TriggerNotMirrored,
    /// A BEFORE trigger sets the column on one side only.
    SetByTrigger,
}

impl fmt::Display for Difference {
    /// One line: `table.name: what it is, what was expected`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name.as_deref().unwrap_or_default();
        let one_line = |text: &Option<String>, none: &str| match text {
            Some(text) => text.split('\n').map(str::trim).collect::<Vec<_>>().join(" "),
            None => none.to_owned(),
        };
        let live = one_line(&self.live, "none");
        let expected = one_line(&self.expected, "none");
        write!(f, "{}", self.table)?;
        match self.kind {
            Kind::MissingTable => write!(f, ": the table is missing"),
            Kind::MissingColumn => write!(f, ".{name}: the column is missing, expected {expected}"),
            Kind::ExtraColumn => write!(f, ".{name}: the column is not in the migrations, it is {live}"),
            Kind::Type => write!(f, ".{name}: the type is {live}, expected {expected}"),
            Kind::Nullability => write!(f, ".{name}: it is {live}, expected {expected}"),
            Kind::Default => write!(f, ".{name}: the default is {live}, expected {expected}"),
            Kind::MissingCheck => write!(f, ": CHECK {name} is missing, expected {expected}"),
            Kind::ExtraCheck => write!(f, ": CHECK {name} is not in the migrations, it is {live}"),
            Kind::CheckExpression => write!(f, ": CHECK {name} is {live}, expected {expected}"),
            Kind::CheckName => write!(f, ": CHECK {name} is named {live}"),
            Kind::CheckNotValid => write!(f, ": CHECK {name} is NOT VALID"),
            Kind::CheckNotEnforced => write!(f, ": CHECK {name} is NOT ENFORCED"),
            Kind::MissingFunction => write!(f, ": the function is missing"),
            Kind::FunctionBody => write!(f, ": the function has another body"),
            Kind::MissingTrigger => write!(f, ": trigger {name} is missing or disabled"),
            Kind::TriggerNotMirrored => write!(f, ": trigger {name} is not mirrored: {live}"),
            Kind::SetByTrigger => write!(f, ".{name}: set by triggers before {live}, expected {expected}"),
        }
    }
}

/// Compares the tables of the schema `public` with the expected ones; additional tables are ignored.
///
/// The expected tables are created as temporary tables in a transaction that becomes READ ONLY before anything is
/// compared and is always rolled back, so the database is not changed. No row is read. Only `pg_get_expr` briefly takes
/// a table's ACCESS SHARE lock, as any SELECT does: it blocks neither reads nor writes, and waits at most 2 seconds for
/// an ACCESS EXCLUSIVE lock to be released. The role needs CONNECT and TEMPORARY on the database (which PUBLIC has
/// unless revoked) and USAGE on the schemas whose functions CHECKs and defaults call, but no privilege on the tables; the
/// server must not be a standby.
///
/// # Errors
/// The server's error if it refuses the temporary tables (missing privilege, a standby, a default that calls a function
/// it does not have), if a table stays locked, or if the connection breaks.
pub fn compare(client: &mut Client, expected: &model::Database) -> Result<Vec<Difference>, Error> {
    let mut transaction = client.build_transaction().isolation_level(IsolationLevel::RepeatableRead).start()?;
    let outcome = differences(&mut transaction, expected);
    transaction.rollback()?;
    outcome
}

fn differences(client: &mut impl GenericClient, expected: &model::Database) -> Result<Vec<Difference>, Error> {
    // One search_path for both sides, since it decides how names are printed; this is the one of Supabase migrations.
    client.batch_execute(
        "SET LOCAL search_path = pg_catalog, public, extensions;
         SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '30s'",
    )?;
    let mut found = Vec::new();
    let mut missing = Vec::new();
    for function in &expected.functions {
        let bodies = catalogue::bodies(client, &function.schema, &function.name)?;
        let name = format!("{}.{}", function.schema, function.name);
        let mut report = Report { table: &name, found: &mut found };
        if bodies.is_empty() {
            report.add(Kind::MissingFunction, None, None, None);
            missing.push(function.name.as_str());
        } else if !bodies.contains(&function.body) {
            report.add(Kind::FunctionBody, None, Some(&function.body), bodies.first().map(String::as_str));
        }
    }
    for table in &expected.tables {
        client.batch_execute(&expected::create(table, &missing))?;
    }
    client.batch_execute("SET TRANSACTION READ ONLY")?;
    for table in &expected.tables {
        let mut report = Report { table: &table.name, found: &mut found };
        let Some(live) = catalogue::table(client, Place::Public, &table.name)? else {
            report.add(Kind::MissingTable, None, None, None);
            continue;
        };
        // It was created above, so it exists.
        let Some(ours) = catalogue::table(client, Place::Temporary, &table.name)? else { continue };
        report.columns(&table.columns, &ours.columns, &live.columns);
        report.checks(&ours.checks, &live.checks);
        let known: Vec<&str> = expected
            .not_mirrored
            .iter()
            .filter(|noted| noted.kind == "TRIGGER" && noted.table.as_ref() == Some(&table.name))
            .map(|noted| noted.sql.as_str())
            .collect();
        report.triggers(table, &known, &catalogue::triggers(client, live.oid)?);
    }
    Ok(found)
}

struct Report<'a> {
    table: &'a str,
    found: &'a mut Vec<Difference>,
}

impl Report<'_> {
    fn add(&mut self, kind: Kind, name: Option<&str>, expected: Option<&str>, live: Option<&str>) {
        let own = |text: Option<&str>| text.map(str::to_owned);
        let difference = Difference {
            table: self.table.to_owned(),
            name: own(name),
            kind,
            expected: own(expected),
            live: own(live),
        };
        self.found.push(difference);
    }

    fn columns(&mut self, model: &[model::Column], ours: &[catalogue::Column], live: &[catalogue::Column]) {
        // The temporary table lacks the sequence of a `serial` column.
        let is_serial = |name: &str| {
            let found = model.iter().find(|column| column.name == name);
            found.is_some_and(|column| {
                let made = matches!(&column.default, model::DefaultValue::Server(sql) if sql == "nextval");
                made && column.default_sql.is_none() && column.generated.is_none()
            })
        };
        let nullability = |not_null| if not_null { "NOT NULL" } else { "nullable" };
        for column in ours {
            let name = Some(column.name.as_str());
            let Some(other) = live.iter().find(|other| other.name == column.name) else {
                self.add(Kind::MissingColumn, name, Some(&column.ty), None);
                continue;
            };
            if other.ty != column.ty {
                self.add(Kind::Type, name, Some(&column.ty), Some(&other.ty));
            }
            if other.not_null != column.not_null {
                let (ours, live) = (nullability(column.not_null), nullability(other.not_null));
                self.add(Kind::Nullability, name, Some(ours), Some(live));
            }
            let by_sequence = other.default.as_deref().is_some_and(|sql| sql.starts_with("nextval("));
            if other.default != column.default && !(by_sequence && is_serial(&column.name)) {
                self.add(Kind::Default, name, column.default.as_deref(), other.default.as_deref());
            }
        }
        for column in live.iter().filter(|column| !ours.iter().any(|other| other.name == column.name)) {
            self.add(Kind::ExtraColumn, Some(&column.name), None, Some(&column.ty));
        }
    }

    fn checks(&mut self, ours: &[catalogue::Check], live: &[catalogue::Check]) {
        // A constraint without a namesake may exist under another name; each is matched at most once.
        let mut strangers: Vec<_> = live.iter().filter(|c| !ours.iter().any(|other| other.name == c.name)).collect();
        for check in ours {
            let name = Some(check.name.as_str());
            let same_name = live.iter().find(|other| other.name == check.name);
            let renamed = strangers.iter().position(|other| other.expression == check.expression);
            let other = match (same_name, renamed) {
                (Some(other), _) => {
                    if other.expression != check.expression {
                        self.add(Kind::CheckExpression, name, Some(&check.expression), Some(&other.expression));
                    }
                    other
                }
                (None, Some(position)) => {
                    let other = strangers.remove(position);
                    self.add(Kind::CheckName, name, Some(&check.name), Some(&other.name));
                    other
                }
                (None, None) => {
                    self.add(Kind::MissingCheck, name, Some(&check.expression), None);
                    continue;
                }
            };
            // A constraint that is not enforced is never valid, so one line covers both.
            if !other.enforced {
                self.add(Kind::CheckNotEnforced, name, None, Some(&other.name));
            } else if !other.valid {
                self.add(Kind::CheckNotValid, name, None, Some(&other.name));
            }
        }
        for check in strangers {
            self.add(Kind::ExtraCheck, Some(&check.name), None, Some(&check.expression));
        }
    }

    fn triggers(&mut self, table: &model::Table, known: &[&str], live: &[Trigger]) {
        let mut set: Vec<(String, &Trigger)> = Vec::new();
        for name in &table.judging_triggers {
            if !live.iter().any(|trigger| trigger.name == *name) {
                self.add(Kind::MissingTrigger, Some(name), None, None);
            }
        }
        // What their functions do is compared as text.
        for trigger in live.iter().filter(|trigger| !table.judging_triggers.contains(&trigger.name)) {
            match clock_columns(&trigger.body).filter(|_| trigger.plain) {
                Some(columns) => set.extend(columns.into_iter().map(|column| (column, trigger))),
                // The migrations may contain this trigger, recorded as not mirrored.
                None if known.iter().any(|sql| sql.contains(&format!(" {} BEFORE ", trigger.name))) => {}
                None => self.add(Kind::TriggerNotMirrored, Some(&trigger.name), None, Some(&trigger.definition)),
            }
        }
        for column in &table.columns {
            let of_it = || set.iter().filter(|(name, _)| *name == column.name).map(|(_, trigger)| trigger);
            let (insert, update) = (of_it().any(|t| t.on_insert), of_it().any(|t| t.on_update));
            let (set_on_insert, set_on_update) =
                (column.on_insert == Triggered::Set, column.on_update == Triggered::Set);
            // What only the server knows is told by the triggers themselves.
            let unknowable = [column.on_insert, column.on_update].contains(&Triggered::Unknowable);
            if (insert, update) != (set_on_insert, set_on_update) && !unknowable {
                let (ours, live) = (events(set_on_insert, set_on_update), events(insert, update));
                self.add(Kind::SetByTrigger, Some(&column.name), Some(ours), Some(live));
            }
        }
    }
}

const fn events(insert: bool, update: bool) -> &'static str {
    match (insert, update) {
        (false, false) => "nothing",
        (true, false) => "INSERT",
        (false, true) => "UPDATE",
        (true, true) => "INSERT and UPDATE",
    }
}
