//! The compiler's reading of SQL: what becomes of tables, which names unnamed CHECKs get, and what
//! each refusal says. The meaning of CHECKs is tested on rows (`fixture_schema.rs`).

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use event_wizard_compiler::Error;
use event_wizard_compiler::model::codes;
use event_wizard_compiler::model::table::{Column, Database, DefaultValue, Generated, Table, Triggered, Type};
use event_wizard_compiler::read::sql;
use event_wizard_compiler::write::rust;
use serde_json::Value;

fn read(migrations: &[&str]) -> Result<Database, Error> {
    let numbered = |(index, text): (usize, &&str)| (format!("{}.sql", index + 1), (*text).to_owned());
    sql::read(&migrations.iter().enumerate().map(numbered).collect::<Vec<_>>())
}

fn table(migrations: &[&str]) -> Table {
    let database = read(migrations).unwrap_or_else(|error| panic!("{error}\n{migrations:?}"));
    database.tables.into_iter().next().unwrap()
}

fn lines(text: &'static str) -> impl Iterator<Item = Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap())
}

/// A table with a column of every type; each case adds one CHECK to it.
const EVERY_TYPE: &str = include_str!("every_type.sql");

#[test]
fn reads_every_construct() {
    let mut count = 0;
    for case in lines(include_str!("accepted.jsonl")) {
        let check = case["check"].as_str().unwrap();
        let add = format!("ALTER TABLE t ADD CONSTRAINT c CHECK ({check})");
        let table = table(&[EVERY_TYPE, &add]);
        let columns: Vec<Value> = table.checks[0].columns.clone().into_iter().map(Value::from).collect();
        assert_eq!(Value::from(columns), case["columns"], "{check}");
        // It can be written as Rust too.
        let text = rust::row::write(std::slice::from_ref(&table)).unwrap_or_else(|error| panic!("{error}\n{check}"));
        assert!(text.contains("fn check_T_0"), "{check}");
        let expected = case["rust"].as_str().unwrap_or_default();
        assert!(text.contains(expected), "{check}: `{expected}` is not in\n{text}");
        count += 1;
    }
    assert!(count > 60, "{count}");
}

#[test]
fn refuses_what_it_cannot_mirror() {
    let mut wrong = Vec::new();
    for case in lines(include_str!("refused.jsonl")) {
        let check = case["check"].as_str().unwrap();
        // The CHECK stands on a line of its own, so that `column` counts in it.
        let add = format!("ALTER TABLE t\n  ADD CONSTRAINT c CHECK (\n{check}\n)");
        let (column, said) = (&case["column"], case["error"].as_str().unwrap());
        let expected = format!("2.sql:3:{column}: constraint `c` of table `t`: {said}");
        match read(&[EVERY_TYPE, &add]).map_err(|error| error.to_string()) {
            Err(error) if error == expected => {}
            Err(error) => wrong.push(format!("{check}\n  expected {expected}\n  found    {error}")),
            Ok(_) => wrong.push(format!("{check}\n  is accepted")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn refuses_statements_that_change_a_table_in_unknown_ways() {
    let mut wrong = Vec::new();
    for case in lines(include_str!("refused_statements.jsonl")) {
        let statement = case["sql"].as_str().unwrap();
        let expected = format!("2.sql:2:{}: {}", case["column"], case["error"].as_str().unwrap());
        // The second statement of its file, on the second line.
        let migration = format!("SELECT 1;\n{statement}");
        let before = "CREATE TYPE mood AS ENUM ('sad', 'ok');
          CREATE TABLE t (id integer PRIMARY KEY, x text CHECK (x <> ''), e mood)";
        let result = read(&[before, &migration]);
        match result.map_err(|error| error.to_string()) {
            Err(error) if error == expected => {}
            Err(error) => wrong.push(format!("{statement}\n  expected {expected}\n  found    {error}")),
            Ok(_) => wrong.push(format!("{statement}\n  is accepted")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn knows_why_a_statement_is_no_rule_about_a_row() {
    for case in lines(include_str!("statements.jsonl")) {
        let (statement, reason) = (case["sql"].as_str().unwrap(), case["ignored"].as_str().unwrap());
        let database = read(&["CREATE TABLE t (x text)", statement]).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((database.tables.len(), database.tables[0].columns.len()), (1, 1), "{statement}");
        assert!(
            database.ignored.iter().any(|ignored| ignored.reason == reason),
            "{statement}: {:#?}",
            database.ignored
        );
    }
}

#[test]
fn lists_what_only_the_server_can_enforce() {
    let database = read(&[
        "CREATE TABLE t (id integer PRIMARY KEY, x text UNIQUE, y integer REFERENCES o (id), UNIQUE (x, y),
           CONSTRAINT f FOREIGN KEY (y) REFERENCES p (id))",
        "CREATE UNIQUE INDEX ON t (lower(x)); CREATE POLICY own ON t USING (true)",
        "CREATE TRIGGER audit AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION audit()",
    ])
    .unwrap();
    let kinds: Vec<_> = database.not_mirrored.iter().map(|noted| noted.kind).collect();
    let expected = ["UNIQUE", "UNIQUE", "FOREIGN KEY", "UNIQUE", "FOREIGN KEY", "UNIQUE", "POLICY", "TRIGGER"];
    assert_eq!(kinds, expected, "{:#?}", database.not_mirrored);
    assert!(database.not_mirrored.iter().all(|noted| noted.table.as_deref() == Some("t")));
}

#[test]
fn names_unnamed_checks_as_postgresql_does() {
    let table = table(&[
        "CREATE TABLE stock (
           amount integer CHECK (amount > 0) CHECK (amount < 9) CONSTRAINT Own CHECK (amount <> 5),
           bound integer CHECK (bound > amount),
           CHECK (bound IS NOT NULL),
           CHECK (amount + bound > 3),
           CONSTRAINT \"Quoted\" CHECK (amount <> 6)
         )",
        "ALTER TABLE stock ADD CHECK (bound < 100)",
        "ALTER TABLE stock ADD COLUMN extra text CHECK (extra <> '')",
    ]);
    let names: Vec<_> = table.checks.iter().map(|check| check.name.as_str()).collect();
    // By name, in the order of bytes, as they are evaluated.
    assert_eq!(
        names,
        [
            "Quoted",
            "own",
            "stock_amount_check",
            "stock_amount_check1",
            "stock_bound_check",
            "stock_bound_check1",
            "stock_check",
            "stock_check1",
            "stock_extra_check"
        ]
    );
}

#[test]
fn reads_defaults() {
    for (ty, default, expected) in [
        ("text", "'a''b'", DefaultValue::Literal("a'b".into())),
        ("integer", "5", DefaultValue::Literal("5".into())),
        ("integer", "-5", DefaultValue::Literal("-5".into())),
        ("integer", "2 * 3 + 1", DefaultValue::Literal("7".into())),
        ("bigint", "'12'::bigint", DefaultValue::Literal("12".into())),
        ("boolean", "true", DefaultValue::Literal("true".into())),
        ("text", "NULL", DefaultValue::Null),
        ("jsonb", "'{}'", DefaultValue::Literal("{}".into())),
        ("jsonb", "'[1]'::jsonb", DefaultValue::Literal("[1]".into())),
        ("text[]", "'{}'", DefaultValue::Literal("{}".into())),
        ("text[]", "'{}'::text[]", DefaultValue::Literal("{}".into())),
        ("text[]", "ARRAY['a', 'b\"']", DefaultValue::Literal("{\"a\",\"b\\\"\"}".into())),
        ("timestamptz", "now()", DefaultValue::Server("now()".into())),
        ("timestamptz", "CURRENT_TIMESTAMP", DefaultValue::Server("CURRENT_TIMESTAMP".into())),
        ("uuid", "gen_random_uuid()", DefaultValue::Server("gen_random_uuid()".into())),
        ("uuid", "extensions.uuid_generate_v4()", DefaultValue::Server("extensions.uuid_generate_v4()".into())),
        ("uuid", "auth.uid()", DefaultValue::Unknowable("auth.uid()".into())),
    ] {
        let table = table(&[&format!("CREATE TABLE t (c {ty} DEFAULT {default})")]);
        assert_eq!(table.columns[0].default, expected, "{ty} DEFAULT {default}");
    }
}

#[test]
fn reads_identities_and_generated_columns() {
    let database = read(&[
        "CREATE TABLE t (
           i bigint GENERATED ALWAYS AS IDENTITY,
           d integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
           g integer GENERATED ALWAYS AS (length(x) * 2) STORED NOT NULL,
           s varchar(3) GENERATED ALWAYS AS (x) STORED,
           x text
         )",
        "ALTER TABLE t ADD n numeric GENERATED ALWAYS AS (length(x)) STORED",
    ])
    .unwrap();
    let table = &database.tables[0];
    let facts: Vec<_> = table
        .columns
        .iter()
        .map(|column| {
            let is_computed = matches!(column.generated, Some(Generated::Expression { value: Some(_), .. }));
            (column.name.as_str(), column.not_null, column.is_always_generated(), is_computed)
        })
        .collect();
    let expected = [
        ("i", true, true, false),
        ("d", true, false, false),
        ("g", true, true, true),
        // To cut a value to its length is the server's.
        ("s", false, true, false),
        ("x", false, false, false),
        ("n", false, true, true),
    ];
    assert_eq!(facts, expected);
    assert!(matches!(table.columns[1].default, DefaultValue::Server(_)));
    let noted: Vec<_> = database.not_mirrored.iter().map(|noted| (noted.kind, noted.sql.as_str())).collect();
    assert!(noted.contains(&("GENERATED", "s GENERATED ALWAYS AS (x) STORED")) && noted.len() == 2, "{noted:?}");
    let text = rust::row::write(&database.tables).unwrap();
    for part in [
        "Generated { column: 0, value: GeneratedValue::Identity }",
        "Generated { column: 2, value: GeneratedValue::Stored { columns: &[4], compute: generated_T_2 } }",
        "Generated { column: 3, value: GeneratedValue::OnlyTheServerKnows }",
    ] {
        assert!(text.contains(part), "`{part}` is not in\n{text}");
    }
}

#[test]
fn takes_as_many_columns_as_postgresql() {
    let sql = |count: usize| {
        let columns: Vec<_> = (0..count).map(|index| format!("c{index} integer")).collect();
        format!("CREATE TABLE t ({})", columns.join(", "))
    };
    assert!(rust::row::write(&[table(&[&sql(1_600)])]).unwrap().contains("1599"));
    let error = rust::row::write(&[table(&[&sql(1_601)])]).unwrap_err();
    assert_eq!(error.to_string(), "table `t`: it has 1601 columns; PostgreSQL has at most 1600");
}

#[test]
fn a_comment_on_a_constraint_is_told_with_its_issues() {
    let mut table = table(&["CREATE TABLE t (x integer CONSTRAINT c CHECK (x > 0))"]);
    table.checks[0].comment = Some("At least \"one\".".to_owned());
    let text = rust::row::write(std::slice::from_ref(&table)).unwrap();
    let params =
        r#"{\"expression\":\"x > 0\",\"columns\":[\"x\"],\"exclusiveMinimum\":0,\"comment\":\"At least \\\"one\\\".\""#;
    assert!(text.contains(params.trim_start_matches('{')), "{text}");
    let codes = codes::all(&[table], &[], &[], &[]);
    let code = codes.iter().find(|code| code.code == "c").unwrap();
    assert_eq!(code.meaning, "At least \"one\". (in t: x > 0)");
    assert!(code.params.iter().any(|param| param.name == "comment" && !param.optional));
}

#[test]
fn reads_types() {
    for (name, expected) in [
        ("boolean", Type::Boolean),
        ("int2", Type::SmallInt),
        ("int", Type::Integer),
        ("int4", Type::Integer),
        ("int8", Type::BigInt),
        ("numeric", Type::Numeric(None)),
        ("numeric(5)", Type::Numeric(Some((5, 0)))),
        ("decimal(5,2)", Type::Numeric(Some((5, 2)))),
        ("text", Type::Text),
        ("varchar", Type::Varchar(None)),
        ("character varying(7)", Type::Varchar(Some(7))),
        ("UUID", Type::Uuid),
        ("date", Type::Date),
        ("timestamptz", Type::Timestamptz(None)),
        ("timestamp with time zone", Type::Timestamptz(None)),
        ("timestamp(3) with time zone", Type::Timestamptz(Some(3))),
        ("timestamptz(0)", Type::Timestamptz(Some(0))),
        ("timestamp", Type::Timestamp(None)),
        ("timestamp(9) without time zone", Type::Timestamp(Some(6))),
        ("time", Type::Time(None)),
        ("time(3)", Type::Time(Some(3))),
        ("real", Type::Real),
        ("float4", Type::Real),
        ("float(24)", Type::Real),
        ("float", Type::Double),
        ("float(25)", Type::Double),
        ("double precision", Type::Double),
        ("char", Type::Bpchar(Some(1))),
        ("character(7)", Type::Bpchar(Some(7))),
        ("bpchar", Type::Bpchar(None)),
        ("citext", Type::Citext),
        ("extensions.citext", Type::Citext),
        ("bytea", Type::Bytea),
        ("json", Type::Json),
        ("serial", Type::Integer),
        ("\"int4\"", Type::Integer),
        ("pg_catalog.\"varchar\"(5)", Type::Varchar(Some(5))),
        ("text[3]", Type::TextArray),
        ("text ARRAY", Type::TextArray),
        ("text[][]", Type::TextArray),
        ("text[]", Type::TextArray),
        ("jsonb", Type::Jsonb),
    ] {
        assert_eq!(table(&[&format!("CREATE TABLE t (c {name})")]).columns[0].ty, expected.into(), "{name}");
    }
}

#[test]
fn applies_alterations_in_order() {
    let table = table(&[
        "CREATE TABLE t (id integer PRIMARY KEY, x varchar(5) CHECK (x <> ''), y integer CONSTRAINT pair CHECK (y > id))",
        "ALTER TABLE t ALTER COLUMN x SET NOT NULL, ALTER COLUMN x SET DEFAULT 'a', ALTER COLUMN x TYPE varchar(9)",
        "ALTER TABLE t ADD COLUMN IF NOT EXISTS y text; ALTER TABLE public.t ADD COLUMN Z boolean NOT NULL DEFAULT false",
        "ALTER TABLE t RENAME CONSTRAINT t_x_check TO filled; ALTER TABLE ONLY t ADD CONSTRAINT small CHECK (y < 9) NOT VALID",
        "ALTER TABLE t ALTER z DROP DEFAULT, ALTER z DROP NOT NULL, DROP CONSTRAINT t_pkey, ADD PRIMARY KEY (id), DROP CONSTRAINT small",
        "ALTER TABLE t DROP COLUMN y, DROP COLUMN IF EXISTS nothing",
    ]);
    let columns: Vec<_> = table.columns.iter().map(|c| (c.name.as_str(), c.ty, c.not_null)).collect();
    let expected = [
        ("id", Type::Integer.into(), true),
        ("x", Type::Varchar(Some(9)).into(), true),
        ("z", Type::Boolean.into(), false),
    ];
    assert_eq!(columns, expected);
    assert_eq!(table.columns[1].default, DefaultValue::Literal("a".into()));
    assert_eq!(table.columns[2].default, DefaultValue::Null);
    // `pair` went with the column y.
    assert_eq!(table.checks.iter().map(|check| check.name.as_str()).collect::<Vec<_>>(), ["filled"]);
}

#[test]
fn lists_checks_that_read_the_clock() {
    let database =
        read(&["CREATE TABLE t (due date CONSTRAINT ahead CHECK (due > current_date), n integer CHECK (n > 0))"])
            .unwrap();
    let noted: Vec<_> = database.not_mirrored.iter().map(|noted| (noted.kind, noted.sql.as_str())).collect();
    assert_eq!(noted, [("CHECK", "ahead CHECK (due > current_date)")]);
}

#[test]
fn knows_which_columns_a_trigger_may_change() {
    const SLUG: &str = "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN IF NEW.x IS NOT NULL THEN NEW.slug := lower(NEW.x); END IF; RETURN NEW; END $$";
    const WHOLE: &str =
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW := OLD; RETURN NEW; END $$";
    let cases: [(&str, &str, &[&str]); 9] = [
        (SLUG, "BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()", &["slug"]),
        (SLUG, "BEFORE INSERT ON t FOR EACH ROW WHEN (NEW.x <> '') EXECUTE FUNCTION f()", &["slug"]),
        (SLUG, "BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()", &[]),
        (SLUG, "AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()", &[]),
        (SLUG, "BEFORE INSERT ON t FOR EACH STATEMENT EXECUTE FUNCTION f()", &[]),
        (WHOLE, "BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()", &["x", "slug", "at"]),
        (SLUG, "BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION elsewhere()", &["x", "slug", "at"]),
        (SLUG, "BEFORE INSERT ON t FOR EACH ROW EXECUTE PROCEDURE extensions.moddatetime (at)", &["at"]),
        (SLUG, "BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()", &[]),
    ];
    for (function, trigger, expected) in cases {
        let create = format!("CREATE TRIGGER g {trigger}");
        let table = table(&["CREATE TABLE t (x text, slug text NOT NULL, at timestamptz)", function, &create]);
        let changed = table.columns.iter().filter(|column| column.on_insert == Triggered::Unknowable);
        assert_eq!(changed.map(|column| column.name.as_str()).collect::<Vec<_>>(), expected, "{trigger}");
    }
    // A trigger that sets the column at last does not make its value known: which one is last is not followed.
    let clock = "CREATE FUNCTION c() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.at := now(); RETURN NEW; END $$";
    let both = "CREATE TRIGGER a BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION elsewhere();
        CREATE TRIGGER z BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION c()";
    let table = table(&["CREATE TABLE t (at timestamptz)", clock, both]);
    assert_eq!(table.columns[0].on_insert, Triggered::Unknowable);
}

#[test]
fn foresees_triggers_that_only_read_the_clock() {
    const CLOCK: &str =
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.at := now(); RETURN NEW; END $$";
    const OTHER: &str = "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.at := NEW.at + '1 day'; RETURN NEW; END $$";
    for (function, trigger, expected) in [
        (CLOCK, "BEFORE INSERT OR UPDATE ON t FOR EACH ROW", (true, true)),
        (CLOCK, "BEFORE UPDATE ON t FOR EACH ROW", (false, true)),
        (CLOCK, "BEFORE UPDATE OF at ON t FOR EACH ROW", (false, false)),
        (CLOCK, "BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.at IS NULL)", (false, false)),
        (CLOCK, "AFTER INSERT ON t FOR EACH ROW", (false, false)),
        (OTHER, "BEFORE INSERT ON t FOR EACH ROW", (false, false)),
    ] {
        let create = format!("CREATE TRIGGER g {trigger} EXECUTE FUNCTION f()");
        let migrations = ["CREATE TABLE t (at timestamptz)", function, &create];
        let database = read(&migrations).unwrap();
        let column = &database.tables[0].columns[0];
        assert_eq!(
            (column.on_insert == Triggered::Set, column.on_update == Triggered::Set),
            expected,
            "{trigger} {function}"
        );
        // What cannot be foreseen is listed.
        let foreseen = expected != (false, false);
        assert_eq!(database.not_mirrored.iter().any(|noted| noted.kind == "TRIGGER"), !foreseen, "{trigger}");
        let dropped = [&migrations[..], &["DROP TRIGGER g ON t"]].concat();
        let database = read(&dropped).unwrap();
        let column = &database.tables[0].columns[0];
        assert!([column.on_insert, column.on_update] == [Triggered::Unchanged; 2] && database.not_mirrored.is_empty());
    }
}

#[test]
fn generated_rust_says_what_made_it() {
    let text = rust::row::write(&[table(&["CREATE TABLE t (x integer CHECK (x BETWEEN 0 AND 100))"])]).unwrap();
    assert!(text.starts_with("// Made from the migrations by event-wizard-compiler. Not to be edited.\n"), "{text}");
    assert!(text.contains("::pg_row::") && text.contains("pub static T: Table"), "{text}");
    assert!(
        text.contains(
            "    const X: usize = 0;\n    \
             logic::and(logic::ge(row.integer(X)?, Some(0_i64)), || \
             Ok(logic::le(row.integer(X)?, Some(100_i64))))\n"
        ),
        "{text}"
    );
}

#[test]
fn cuts_the_column_where_both_names_are_as_long() {
    // makeObjectName: of 63 bytes, `_check1` and one `_` leave 55 for two names of 40 each.
    let (long, column) = ("x".repeat(40), "y".repeat(40));
    let sql = format!("CREATE TABLE {long} ({column} integer CHECK ({column} > 0) CHECK ({column} < 9))");
    let mut names: Vec<_> = table(&[&sql]).checks.into_iter().map(|check| check.name).collect();
    names.sort();
    let (x, y) = ("x".repeat(28), "y".repeat(28));
    assert_eq!(names, [format!("{x}_{}_check1", &y[1..]), format!("{x}_{y}_check")]);
}

#[test]
fn keeps_a_label_through_new_names_and_places() {
    let table = table(&[
        "CREATE TYPE app.mood AS ENUM ('low', 'high'); CREATE TYPE mood AS ENUM ('sad', 'glad')",
        "CREATE TABLE t (m mood DEFAULT 'glad', o app.mood, CHECK (m < 'glad' OR m IN ('sad')))",
        "ALTER TYPE public.mood RENAME VALUE 'glad' TO 'happy'; ALTER TYPE mood ADD VALUE 'fine' AFTER 'sad'",
        "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'fine'; ALTER TYPE mood RENAME TO feeling",
    ]);
    assert_eq!(table.type_name(&table.columns[0]), "feeling");
    assert_eq!(table.type_name(&table.columns[1]), "app.mood");
    assert_eq!(table.columns[0].default, DefaultValue::Literal("happy".into()));
    let text = rust::row::write(std::slice::from_ref(&table)).unwrap();
    for part in [
        "Type::Enum(::json_tape::names![\"sad\", \"fine\", \"happy\"])",
        "logic::lt(row.enumeration(M)?, Some(2_u8))",
        "Default::Literal(\"happy\")",
    ] {
        assert!(text.contains(part), "`{part}` is not in\n{text}");
    }
}

#[test]
fn reads_domains() {
    let table = table(&[
        "CREATE DOMAIN word AS varchar(9) DEFAULT 'a' CONSTRAINT long CHECK (length(VALUE) > 1) CHECK (VALUE <> 'x');
         CREATE DOMAIN public.name AS word NOT NULL CHECK (VALUE <> 'y')",
        "CREATE TABLE t (n name, w word DEFAULT NULL, v word)",
        "ALTER DOMAIN word DROP CONSTRAINT long; ALTER DOMAIN word ADD CONSTRAINT short CHECK (length(VALUE) < 5) NOT VALID;
         ALTER DOMAIN word RENAME CONSTRAINT word_check TO no_x; ALTER DOMAIN word SET DEFAULT 'bb'",
        "ALTER DOMAIN name RENAME TO title",
    ]);
    let names: Vec<_> = table.domain_checks(&table.columns[0]).map(|check| check.name.as_str()).collect();
    assert_eq!(names, ["no_x", "short", "name_check"]);
    assert_eq!(table.type_name(&table.columns[0]), "title");
    assert!(table.refuses_null(&table.columns[0]) && !table.refuses_null(&table.columns[1]));
    let defaults: Vec<_> = table.columns.iter().map(|column| &column.default).collect();
    let literal = DefaultValue::Literal("bb".into());
    assert_eq!(defaults, [&literal, &DefaultValue::Null, &literal]);
    for (sql, said) in [
        ("CREATE DOMAIN d AS text CHECK (other > 1)", "`other` is no column of d"),
        ("CREATE DOMAIN d AS text; CREATE TABLE t (c d[])", "is an array of a domain, which is not supported"),
        (
            "CREATE DOMAIN d AS text; CREATE TABLE t (c d GENERATED ALWAYS AS ('a') STORED)",
            "a generated column of a domain",
        ),
        (
            "CREATE DOMAIN d AS text; CREATE TABLE t (c d); DROP DOMAIN d CASCADE",
            "it is of the type `d`, which is dropped",
        ),
        ("CREATE DOMAIN d AS text COLLATE \"C\"", "a domain's COLLATE is not supported"),
        ("ALTER DOMAIN d SET NOT NULL", "there is no type `d`"),
        ("CREATE DOMAIN d AS text; CREATE TABLE t (x text CHECK (x::d = 'a'))", "cast to the type under it"),
    ] {
        let error = read(&[sql]).map(drop).unwrap_err().to_string();
        assert!(error.contains(said), "{sql}: {error}");
    }
}

#[test]
fn does_to_tables_what_postgresql_does() {
    for case in lines(include_str!("histories.jsonl")) {
        let sql = case["sql"].as_str().unwrap();
        let table = table(&[sql]);
        let not_null = |column: &Column| if column.not_null { "!" } else { "" };
        let columns: Vec<_> = table.columns.iter().map(|c| format!("{}{}", c.name, not_null(c))).collect();
        let comment = |comment: &Option<String>| comment.as_ref().map(|text| format!(" ({text})")).unwrap_or_default();
        let checks = table.checks.iter().map(|c| format!("{}{}: {}", c.name, comment(&c.comment), c.sql));
        let checks: Vec<_> = checks.collect();
        assert_eq!((columns.join(", "), checks.join("; ")), (text(&case["columns"]), text(&case["checks"])), "{sql}");
    }
}

/// Whether a comment leaves a CHECK to the server: `left` has what is left, with the columns, the sentence and the
/// reason; `error` what is said instead.
#[test]
fn leaves_to_the_server_what_a_comment_says() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for case in lines(include_str!("server_only.jsonl")) {
        let sql = case["sql"].as_str().unwrap();
        let found = match read(&[sql]) {
            Err(error) => format!("error: {error}"),
            Ok(database) => {
                let table = &database.tables[0];
                let judged: Vec<_> = table.checks.iter().map(|check| check.name.clone()).collect();
                let left = table.server_only.iter().map(|check| {
                    let sentence = check.comment.as_deref().unwrap_or("-");
                    format!("{}: {} [{}] {sentence} | {}", check.name, check.sql, check.columns.join(" "), check.reason)
                });
                let left: Vec<_> = left.collect();
                // What is left is listed for the docs, and is in no Rust.
                for check in &table.server_only {
                    let listed = database.not_mirrored.iter().any(|noted| {
                        noted.kind == "CHECK"
                            && noted.sql.starts_with(&format!("{} CHECK (", check.name))
                            && noted.reason.as_ref() == Some(&check.reason)
                    });
                    let rust = rust::row::write(std::slice::from_ref(table)).unwrap();
                    assert!(listed && !rust.contains(&format!("name: {:?}", check.name)), "{sql}");
                }
                format!("judged: {}; left: {}", judged.join(" "), left.join("; "))
            }
        };
        if found != case["found"].as_str().unwrap() {
            wrong.push(format!("{sql}\n  expected {}\n  found    {found}", case["found"]));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 25, "{count}");
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[test]
fn refuses_what_functions_and_triggers_may_do() {
    const CHANGE: &str = "CREATE TABLE t (a int); CREATE TABLE log (b int); CREATE FUNCTION f() RETURNS void LANGUAGE \
        plpgsql AS $$ BEGIN ALTER TABLE t ADD CHECK (a > 0); END $$; CREATE FUNCTION g() RETURNS trigger LANGUAGE \
        plpgsql AS $$ BEGIN PERFORM public.f(); RETURN NEW; END $$; CREATE TRIGGER g AFTER INSERT ON log FOR EACH ROW \
        EXECUTE FUNCTION g();";
    for statement in [
        "SELECT f()",
        "DO $$ BEGIN PERFORM f(); END $$",
        "INSERT INTO log SELECT 1",
        "WITH w AS (INSERT INTO public.log VALUES (1)) SELECT 1",
        "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()",
        "PREPARE p AS SELECT f(); EXECUTE p",
    ] {
        let error = read(&[CHANGE, statement]).map(|_| statement).unwrap_err().to_string();
        assert!(error.contains("may execute `ALTER TABLE t ADD CHECK (a > 0)`"), "{error}");
    }
    read(&[CHANGE, "DROP TRIGGER g ON log; INSERT INTO log VALUES (1)"]).unwrap();
}

#[test]
fn knows_which_function_a_trigger_calls() {
    const CLOCK: &str = "CREATE TABLE t (at timestamptz NOT NULL); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS \
        $$ BEGIN NEW.at = now(); RETURN NEW; END $$; CREATE TRIGGER \"g\" BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION \
        public.f();";
    const OTHER: &str = "CREATE OR REPLACE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; \
        END $$";
    for (then, expected) in [
        ("SELECT 1", true),
        (OTHER, false),
        ("DROP FUNCTION f() CASCADE", false),
        ("DROP TRIGGER g ON t", false),
        ("ALTER TABLE t DISABLE TRIGGER g", false),
        ("ALTER TABLE t DISABLE TRIGGER ALL; ALTER TABLE t ENABLE TRIGGER g", true),
        ("ALTER FUNCTION f() RENAME TO h; ALTER TRIGGER g ON t RENAME TO i", true),
    ] {
        assert_eq!(table(&[CLOCK, then]).columns[0].on_insert == Triggered::Set, expected, "{then}");
    }
    assert!(read(&[CLOCK, "DROP FUNCTION f()"]).is_err());
}

#[test]
fn reads_long_conditions_and_many_tables() {
    let or: Vec<_> = (0..5000).map(|n| format!("a = {n}")).collect();
    assert_eq!(table(&[&format!("CREATE TABLE t (a int CHECK ({}))", or.join(" OR "))]).checks.len(), 1);
    let deep = format!("CREATE TABLE t (a int CHECK ({}a > 0{}))", "(".repeat(100_000), ")".repeat(100_000));
    assert!(read(&[&deep]).is_err());
}

#[test]
fn a_function_of_ones_own_is_never_taken_for_postgresqls() {
    const OWN: &str = "CREATE FUNCTION public.length(varchar) RETURNS int LANGUAGE sql IMMUTABLE AS 'select -1'; CREATE TABLE t (a varchar(9))";
    let check = |call: &str| read(&[OWN, &format!("ALTER TABLE t ADD CHECK ({call} > 0)")]).map(drop);
    let error = check("length(a)").unwrap_err().to_string();
    assert!(error.contains("`length(a)` may call the function `length` that a migration makes"), "{error}");
    assert_eq!(check("pg_catalog.length(a)"), Ok(()));
    assert_eq!(check("char_length(a)"), Ok(()));
}

#[test]
fn a_chain_may_be_long() {
    let chain: Vec<_> = (0..5_000).map(|i| format!("x = '{i}'")).collect();
    for (operator, count) in [(" OR ", 4_999), (" AND ", 4_999)] {
        let table = table(&[&format!("CREATE TABLE t (x text, CHECK ({}))", chain.join(operator))]);
        let text = rust::row::write(&[table]).unwrap();
        assert_eq!(text.matches("logic::or(").count() + text.matches("logic::and(").count(), count);
        // Halved, and not one in the other.
        let (mut depth, mut deepest) = (0, 0);
        for c in text.chars() {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            deepest = deepest.max(depth);
        }
        assert!(deepest < 50, "{deepest}");
    }
}
