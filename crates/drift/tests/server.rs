//! Makes each kind of drift on a real server, in a database of its own. DATABASE_URL must name a disposable server with
//! the project's schema: `scripts/test drift`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::Path;
use std::process::Command;

use event_wizard_compiler::read::{folder, sql};
use postgres::error::SqlState;
use postgres::{Client, Config, NoTls};

/// A copy of the server's database, dropped at the end.
struct Copy {
    name: &'static str,
    config: Config,
}

fn server() -> String {
    std::env::var("DATABASE_URL").expect("DATABASE_URL names a server with the project's schema")
}

impl Copy {
    fn new(name: &'static str) -> Self {
        let mut config: Config = server().parse().unwrap();
        let original = config.get_dbname().unwrap().to_owned();
        // A database can be copied only while no one is connected to it.
        config.dbname("template1");
        let mut admin = config.connect(NoTls).unwrap();
        admin.batch_execute(&format!("CREATE DATABASE drift_{name} TEMPLATE {original}")).unwrap();
        config.dbname(&format!("drift_{name}"));
        Self { name, config }
    }

    fn connect(&self) -> Client {
        self.config.connect(NoTls).unwrap()
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let mut config = self.config.clone();
        if let Ok(mut admin) = config.dbname("template1").connect(NoTls) {
            let _ = admin.batch_execute(&format!("DROP DATABASE drift_{} WITH (FORCE)", self.name));
        }
    }
}

fn schemas() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../schemas"))
}

fn lines(client: &mut Client) -> Vec<String> {
    let source = folder::read(schemas()).unwrap();
    drift::compare(client, &source.database).unwrap().iter().map(ToString::to_string).collect()
}

/// Everything the catalogues say about relations, columns, constraints and schemas.
fn fingerprint(client: &mut Client) -> String {
    let sql = "SELECT md5(concat(
        (SELECT string_agg(c::text, '|' ORDER BY oid) FROM pg_class c WHERE relnamespace >= 2200),
        (SELECT string_agg(a::text, '|' ORDER BY attrelid, attnum) FROM pg_attribute a WHERE attrelid >= 16384),
        (SELECT string_agg(c::text, '|' ORDER BY oid) FROM pg_constraint c),
        (SELECT string_agg(n::text, '|' ORDER BY oid) FROM pg_namespace n)))";
    client.query_one(sql, &[]).unwrap().get(0)
}

fn expect(name: &'static str, sql: &str, expected: &[&str]) {
    let copy = Copy::new(name);
    let mut client = copy.connect();
    client.batch_execute(sql).unwrap();
    let before = fingerprint(&mut client);
    assert_eq!(lines(&mut client), expected);
    assert_eq!(fingerprint(&mut client), before, "the comparison changed the database");
}

macro_rules! cases {
    ($($name:ident: $sql:expr => [$($line:expr),* $(,)?];)*) => {
        $(#[test]
        #[ignore = "needs a server: scripts/test drift"]
        fn $name() {
            expect(stringify!($name), $sql, &[$($line),*]);
        })*
    };
}

const STATUSES: &str = "((status)::text = ANY ((ARRAY['draft'::character varying, 'active'::character varying, \
    'completed'::character varying, 'published'::character varying, 'abandoned'::character varying])::text[]))";

cases! {
    none: "" => [];
    table_missing: "DROP TABLE wizard_actions CASCADE" => ["wizard_actions: the table is missing"];
    table_is_a_view: "DROP TABLE wizard_actions CASCADE; CREATE VIEW wizard_actions AS SELECT 1 AS id"
        => ["wizard_actions: the table is missing"];
    column_missing: "ALTER TABLE wizard_actions DROP action_data CASCADE"
        => ["wizard_actions.action_data: the column is missing, expected jsonb"];
    column_extra: "ALTER TABLE wizard_sessions ADD notes text"
        => ["wizard_sessions.notes: the column is not in the migrations, it is text"];
    column_type: "DROP VIEW wizard_private.refused_saves, wizard_private.slow_actions CASCADE; \
        ALTER TABLE wizard_actions ALTER response_time_ms TYPE bigint"
        => ["wizard_actions.response_time_ms: the type is bigint, expected integer"];
    column_length: "DROP VIEW wizard_private.refused_saves, wizard_private.slow_actions CASCADE; \
        ALTER TABLE wizard_actions ALTER action_name TYPE varchar(101)"
        => ["wizard_actions.action_name: the type is character varying(101), expected character varying(100)"];
    column_domain: "CREATE DOMAIN short AS varchar(100) CHECK (VALUE <> ''); \
        DROP VIEW wizard_private.refused_saves, wizard_private.slow_actions CASCADE; ALTER TABLE wizard_actions ALTER action_name TYPE short"
        => ["wizard_actions.action_name: the type is short, expected character varying(100)"];
    not_null: "ALTER TABLE wizard_actions ALTER action_data SET NOT NULL"
        => ["wizard_actions.action_data: it is NOT NULL, expected nullable"];
    nullable: "ALTER TABLE wizard_sessions ALTER session_id DROP NOT NULL"
        => ["wizard_sessions.session_id: it is nullable, expected NOT NULL"];
    default_changed: "ALTER TABLE wizard_sessions ALTER completion_percentage SET DEFAULT 5"
        => ["wizard_sessions.completion_percentage: the default is 5, expected 0"];
    default_missing: "ALTER TABLE wizard_sessions ALTER status DROP DEFAULT"
        => ["wizard_sessions.status: the default is none, expected 'draft'::character varying"];
    default_extra: "ALTER TABLE wizard_sessions ALTER published_at SET DEFAULT now()"
        => ["wizard_sessions.published_at: the default is now(), expected none"];
    generated: "ALTER TABLE wizard_actions DROP response_time_ms CASCADE; \
        ALTER TABLE wizard_actions ADD response_time_ms integer GENERATED ALWAYS AS (length(action_name)) STORED, \
        ADD CONSTRAINT response_time_not_negative CHECK (response_time_ms >= 0)"
        => ["wizard_actions.response_time_ms: the default is GENERATED ALWAYS AS (length((action_name)::text)) STORED, \
             expected none"];
    check_missing: "ALTER TABLE wizard_sessions DROP CONSTRAINT valid_status"
        => [format!("wizard_sessions: CHECK valid_status is missing, expected {STATUSES}").as_str()];
    check_extra: "ALTER TABLE wizard_actions ADD CONSTRAINT quick CHECK (response_time_ms < 1000)"
        => ["wizard_actions: CHECK quick is not in the migrations, it is (response_time_ms < 1000)"];
    check_changed: "ALTER TABLE wizard_sessions DROP CONSTRAINT valid_percentage, \
        ADD CONSTRAINT valid_percentage CHECK (completion_percentage BETWEEN 0 AND 99)"
        => ["wizard_sessions: CHECK valid_percentage is \
             ((completion_percentage >= 0) AND (completion_percentage <= 99)), \
             expected ((completion_percentage >= 0) AND (completion_percentage <= 100))"];
    check_spelt_otherwise: "ALTER TABLE wizard_sessions DROP CONSTRAINT valid_percentage, \
        ADD CONSTRAINT valid_percentage CHECK (completion_percentage>=0 and \"completion_percentage\"<=100)" => [];
    check_renamed: "ALTER TABLE wizard_sessions RENAME CONSTRAINT valid_percentage TO percentage"
        => ["wizard_sessions: CHECK valid_percentage is named percentage"];
    check_not_valid: "ALTER TABLE wizard_sessions DROP CONSTRAINT valid_percentage, \
        ADD CONSTRAINT valid_percentage CHECK (completion_percentage BETWEEN 0 AND 100) NOT VALID"
        => ["wizard_sessions: CHECK valid_percentage is NOT VALID"];
    trigger_unknown: "CREATE FUNCTION trim_name() RETURNS trigger LANGUAGE plpgsql \
            AS 'BEGIN NEW.action_name = btrim(NEW.action_name); RETURN NEW; END'; \
        CREATE TRIGGER trims BEFORE INSERT ON wizard_actions FOR EACH ROW EXECUTE FUNCTION trim_name()"
        => ["wizard_actions: trigger trims is not mirrored: CREATE TRIGGER trims BEFORE INSERT ON \
             public.wizard_actions FOR EACH ROW EXECUTE FUNCTION trim_name()"];
    trigger_of_the_clock: "CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql \
            AS 'BEGIN NEW.created_at = now(); RETURN NEW; END'; \
        CREATE TRIGGER touch BEFORE UPDATE ON wizard_actions FOR EACH ROW EXECUTE FUNCTION stamp()"
        => ["wizard_actions.created_at: set by triggers before UPDATE, expected nothing"];
    trigger_missing: "DROP TRIGGER check_status_transition_on_update ON wizard_sessions"
        => ["wizard_sessions: trigger check_status_transition_on_update is missing or disabled"];
    trigger_disabled: "ALTER TABLE wizard_sessions DISABLE TRIGGER check_status_transition_on_insert"
        => ["wizard_sessions: trigger check_status_transition_on_insert is missing or disabled"];
    trigger_function_changed: "CREATE OR REPLACE FUNCTION wizard_private.check_status_transition() RETURNS trigger \
            LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
        => ["wizard_private.check_status_transition: the function has another body"];
    trigger_of_no_effect: "CREATE FUNCTION trim_name() RETURNS trigger LANGUAGE plpgsql \
            AS 'BEGIN NEW.action_name = btrim(NEW.action_name); RETURN NEW; END'; \
        CREATE TRIGGER late AFTER INSERT ON wizard_actions FOR EACH ROW EXECUTE FUNCTION trim_name(); \
        CREATE TRIGGER off BEFORE INSERT ON wizard_actions FOR EACH ROW EXECUTE FUNCTION trim_name(); \
        ALTER TABLE wizard_actions DISABLE TRIGGER off" => [];
    other_objects: "CREATE TABLE others (id integer); CREATE INDEX ON wizard_actions (created_at)" => [];
}

/// A CHECK whose text is the same, and which means something else.
#[test]
#[ignore = "needs a server: scripts/test drift"]
fn check_calls_another_body() {
    let copy = Copy::new("check_calls_another_body");
    let mut client = copy.connect();
    client
        .batch_execute(
            "DO $$ BEGIN EXECUTE (SELECT replace(pg_get_functiondef(oid), 'RETURN false', 'RETURN true') FROM pg_proc \
             WHERE pronamespace = 'wizard_checks'::regnamespace AND proname LIKE 'ticket_data_ok_%'); END $$",
        )
        .unwrap();
    let found = lines(&mut client);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("wizard_checks.ticket_data_ok_") && found[0].ends_with(": the function has another body")
    );
    client
        .batch_execute(
            "DO $$ BEGIN EXECUTE (SELECT format('DROP FUNCTION %s CASCADE', oid::regprocedure) FROM pg_proc \
             WHERE pronamespace = 'wizard_checks'::regnamespace AND proname LIKE 'ticket_data_ok_%'); END $$",
        )
        .unwrap();
    let found = lines(&mut client);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("wizard_checks.ticket_data_ok_") && found[0].ends_with(": the function is missing"));
}

#[test]
#[ignore = "needs a server: scripts/test drift"]
fn check_not_enforced() {
    let copy = Copy::new("check_not_enforced");
    let mut client = copy.connect();
    let version: String = client.query_one("SHOW server_version_num", &[]).unwrap().get(0);
    let change = client.batch_execute(
        "ALTER TABLE wizard_sessions DROP CONSTRAINT valid_percentage,
         ADD CONSTRAINT valid_percentage CHECK (completion_percentage BETWEEN 0 AND 100) NOT ENFORCED",
    );
    // Older servers do not know this syntax.
    assert_eq!(change.is_ok(), version.parse::<u32>().unwrap() >= 180_000, "{change:?}");
    let expected: &[&str] =
        if change.is_ok() { &["wizard_sessions: CHECK valid_percentage is NOT ENFORCED"] } else { &[] };
    assert_eq!(lines(&mut client), expected);
}

/// The role has no privilege on the tables, and another session writes to them; only ACCESS EXCLUSIVE blocks the
/// comparison.
#[test]
#[ignore = "needs a server: scripts/test drift"]
fn needs_only_temporary_and_access_share() {
    let copy = Copy::new("rights");
    let mut owner = copy.connect();
    owner
        .batch_execute(
            "CREATE ROLE drift_reader LOGIN;
             GRANT USAGE ON SCHEMA wizard_checks, auth TO drift_reader;
             REVOKE ALL ON SCHEMA public FROM PUBLIC;
             REVOKE CREATE ON DATABASE drift_rights FROM PUBLIC;
             ALTER TABLE wizard_actions DROP action_data CASCADE",
        )
        .unwrap();
    let mut locker = owner.transaction().unwrap();
    locker.batch_execute("LOCK TABLE wizard_sessions, wizard_actions IN EXCLUSIVE MODE").unwrap();
    let mut reader = copy.config.clone().user("drift_reader").connect(NoTls).unwrap();
    let found = lines(&mut reader);
    let source = folder::read(schemas()).unwrap();
    locker.batch_execute("LOCK TABLE wizard_actions IN ACCESS EXCLUSIVE MODE").unwrap();
    let locked = drift::compare(&mut reader, &source.database);
    locker.rollback().unwrap();
    owner.batch_execute("REVOKE TEMPORARY ON DATABASE drift_rights FROM PUBLIC").unwrap();
    let refused = drift::compare(&mut reader, &source.database);
    drop(reader);
    owner.batch_execute("DROP OWNED BY drift_reader; DROP ROLE drift_reader").unwrap();
    assert_eq!(found, ["wizard_actions.action_data: the column is missing, expected jsonb"]);
    let state = |outcome: Result<_, postgres::Error>| outcome.err().and_then(|error| error.code().cloned());
    assert_eq!(state(locked), Some(SqlState::LOCK_NOT_AVAILABLE));
    assert_eq!(state(refused), Some(SqlState::INSUFFICIENT_PRIVILEGE));
}

/// The program's exit status and output.
fn program(url: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_drift"))
        .args(arguments)
        .arg(schemas())
        .env("DATABASE_URL", url)
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
#[ignore = "needs a server: scripts/test drift"]
fn says_it_by_the_exit_status() {
    let copy = Copy::new("status");
    let server = server();
    let (address, _) = server.rsplit_once('/').unwrap();
    let url = format!("{address}/drift_status");
    assert_eq!(program(&url, &[]), (Some(0), "0 difference(s)\n".to_owned()));
    assert_eq!(program(&url, &["--json"]), (Some(0), "[]\n".to_owned()));
    copy.connect().batch_execute("ALTER TABLE wizard_actions ADD extra date").unwrap();
    let line = "wizard_actions.extra: the column is not in the migrations, it is date\n1 difference(s)\n";
    assert_eq!(program(&url, &[]), (Some(1), line.to_owned()));
    let json = "[{\"table\":\"wizard_actions\",\"name\":\"extra\",\"kind\":\"extra_column\",\"live\":\"date\"}]\n";
    assert_eq!(program(&url, &["--json"]), (Some(1), json.to_owned()));
    for bad in ["", "nonsense", "postgres://postgres@127.0.0.1:1/postgres"] {
        assert_eq!(program(bad, &[]), (Some(2), String::new()), "{bad}");
    }
}

#[test]
#[ignore = "needs a server: scripts/test drift"]
fn a_check_that_is_left_to_the_server_is_compared() {
    const MIGRATION: &str = "
        CREATE FUNCTION is_spoken(name text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
          $$ BEGIN IF name = 'it''s' THEN RETURN false; END IF; RETURN true; END $$;
        CREATE TABLE hall (
          name text CONSTRAINT spoken CHECK (is_spoken(name)) CONSTRAINT no_test CHECK (name ~ '^(?!te''st)'),
          seats integer CONSTRAINT few CHECK (seats < 9)
        );
        COMMENT ON CONSTRAINT spoken ON hall IS '@server-only its function is not followed';
        COMMENT ON CONSTRAINT no_test ON hall IS '@server-only a look ahead';
        COMMENT ON CONSTRAINT few ON hall IS '@server-only it will change';";
    let database = sql::read(&[("1.sql".to_owned(), MIGRATION.to_owned())]).unwrap();
    let left: Vec<_> = database.tables[0].server_only.iter().map(|check| check.name.as_str()).collect();
    assert_eq!((left, database.tables[0].checks.len()), (vec!["few", "no_test", "spoken"], 0));
    let copy = Copy::new("left");
    let mut client = copy.connect();
    client.batch_execute(MIGRATION).unwrap();
    let mut compared = |change: &str| -> Vec<String> {
        client.batch_execute(change).unwrap();
        drift::compare(&mut client, &database).unwrap().iter().map(ToString::to_string).collect()
    };
    assert_eq!(compared(""), [""; 0]);
    assert_eq!(
        compared("ALTER TABLE hall DROP CONSTRAINT no_test, ADD CONSTRAINT no_test CHECK (name ~ '^(?!x)')"),
        ["hall: CHECK no_test is (name ~ '^(?!x)'::text), expected (name ~ '^(?!te''st)'::text)"]
    );
    assert_eq!(
        compared(
            "ALTER TABLE hall DROP CONSTRAINT few, DROP CONSTRAINT no_test, ADD CONSTRAINT no_test CHECK (name ~ '^(?!te''st)')"
        ),
        ["hall: CHECK few is missing, expected (seats < 9)"]
    );
    let body =
        "CREATE OR REPLACE FUNCTION is_spoken(name text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true'";
    assert_eq!(
        compared(&format!("{body}; ALTER TABLE hall ADD CONSTRAINT few CHECK (seats < 9)")),
        ["public.is_spoken: the function has another body"]
    );
}
