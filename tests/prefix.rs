//! Texts that are judged while they are written: what is said at every moment holds whatever follows.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::path::Path;

use event_wizard_validator::generated::{LIFECYCLE, WIZARD_SESSIONS};
use event_wizard_validator::prefix::Prefix;
use event_wizard_validator::validator::{CallError, Options, Stages, Validator};
use finding::Issue;
use json_judge::Mode;
use json_tape::{Kind, Tape};
use pg_row::{Operation, RowOptions};
use serde_json::{Value, json};
use stage_documents::{Random, instance, mutate, write};

/// Code and path of each issue.
type Places = BTreeSet<String>;

fn places(issues: &[Issue]) -> Places {
    issues.iter().map(|issue| format!("{} {}", issue.code, serde_json::to_string(&issue.path).unwrap())).collect()
}

/// What a text is judged as.
enum Subject<'a> {
    Stage(usize, Mode),
    Session(Options, Option<&'a [u8]>),
}

impl Subject<'_> {
    fn prefix(&self) -> Prefix {
        match self {
            Self::Stage(index, mode) => Prefix::stage(*index, *mode),
            Self::Session(options, current) => Prefix::session(*options, *current),
        }
        .unwrap()
    }

    fn whole(&self, text: &[u8]) -> Places {
        let mut validator = Validator::new();
        let judgement = match self {
            Self::Stage(index, mode) => validator.stage(*index, text, *mode),
            Self::Session(options, current) => validator.row(&WIZARD_SESSIONS, text, *current, options),
        };
        places(&judgement.unwrap().issues())
    }
}

/// Whether some object has a name twice: a later value may then mend an earlier one.
fn repeats_a_name(text: &[u8]) -> bool {
    let mut tape = Tape::new();
    let doc = tape.parse(text).unwrap();
    (0..doc.root().end_index()).any(|index| {
        let object = doc.value(index);
        let names: Vec<_> = object.members().map(|(name, _)| name.to_cow()).collect();
        object.kind() == Kind::Object && names.iter().collect::<BTreeSet<_>>().len() < names.len()
    })
}

/// Pushes pieces that end at these offsets. Checks that nothing said is taken back or is missing at the end; returns how
/// much was said before the text ended.
fn check(subject: &Subject<'_>, text: &[u8], ends: impl Iterator<Item = usize>, about: &str) -> usize {
    let expected = subject.whole(text);
    let grows = !repeats_a_name(text);
    let mut prefix = subject.prefix();
    let (mut before, mut last) = (0, Places::new());
    // A number by itself may go on until a blank follows.
    let text = &[text, b" "].concat();
    for end in ends.chain([text.len()]) {
        prefix.push(&text[before..end]).unwrap();
        before = end;
        if prefix.has_ended() {
            continue;
        }
        let issues = prefix.issues();
        let now = places(&issues);
        let so_far = String::from_utf8_lossy(&text[..end]);
        if grows {
            assert!(now.is_subset(&expected), "{about}: {now:?} is not among {expected:?}\nafter {so_far}");
            assert!(last.is_subset(&now), "{about}: {last:?} shrank to {now:?}\nafter {so_far}");
            let different: BTreeSet<String> = issues.iter().map(|issue| format!("{issue:?}")).collect();
            assert_eq!(issues.len(), different.len(), "{about}: something is said twice: {issues:?}");
            assert!(prefix.has_news() || now == last, "{about}: {last:?} became {now:?}\nafter {so_far}");
        }
        last = now;
    }
    assert!(prefix.is_complete(), "{about}");
    assert_eq!(places(&prefix.verdict(&mut Validator::new()).unwrap().issues()), expected, "{about}");
    last.len()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn lines(path: &str) -> Vec<Value> {
    read(path).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn stage_names() -> Vec<String> {
    let lifecycle: Value = serde_json::from_str(&read("schemas/lifecycle.json")).unwrap();
    lifecycle["stages"].as_array().unwrap().iter().map(|stage| stage["schema"].as_str().unwrap().to_owned()).collect()
}

fn options(operation: Operation, stages: Stages) -> Options {
    Options { row: RowOptions { operation, ..RowOptions::default() }, stages }
}

const STAGES: [Stages; 4] = [Stages::Declared, Stages::Draft, Stages::Complete, Stages::Skip];

#[test]
fn every_beginning_of_every_stage_case() {
    let (mut early, mut whole) = (0, 0);
    for (index, name) in stage_names().iter().enumerate() {
        for case in lines(&format!("tests/fixtures/stages/{name}.jsonl")) {
            let text = case["data"].to_string();
            let mode = if case["mode"] == "draft" { Mode::Draft } else { Mode::Complete };
            let subject = Subject::Stage(index, mode);
            early += check(&subject, text.as_bytes(), 1..text.len(), &case["description"].to_string());
            whole += subject.whole(text.as_bytes()).len();
        }
    }
    // What demands presence, and the rules, must wait for the end; most of the rest need not.
    assert!(early * 3 > whole, "only {early} of {whole} issues came early");
}

#[test]
fn every_beginning_of_every_session_case() {
    let mut early = 0;
    for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sessions")).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read(&path).unwrap();
        let stored = read("tests/fixtures/sessions/stored_draft.json");
        for stages in STAGES {
            for (operation, current) in [
                (Operation::Insert, None),
                (Operation::Update, None),
                (Operation::Update, Some(stored.as_bytes())),
                (Operation::Upsert, Some(stored.as_bytes())),
            ] {
                let subject = Subject::Session(options(operation, stages), current);
                let about = format!("{} {stages:?} {operation:?}", path.display());
                let step = if stages == Stages::Declared { 1 } else { 23 };
                early += check(&subject, &text, (1..text.len()).step_by(step), &about);
            }
        }
    }
    for file in ["rules", "constraints"] {
        for case in lines(&format!("tests/fixtures/{file}.jsonl")) {
            let text = case["text"].as_str().map_or_else(|| case["row"].to_string(), str::to_owned);
            let current = case.get("current").map(Value::to_string);
            let operation = if current.is_some() { Operation::Update } else { Operation::Insert };
            for stages in [Stages::Declared, Stages::Skip] {
                let subject = Subject::Session(options(operation, stages), current.as_deref().map(str::as_bytes));
                early += check(&subject, text.as_bytes(), 1..text.len(), &case["description"].to_string());
            }
        }
    }
    assert!(early > 100, "only {early} issues came early");
}

/// Random offsets, in order.
fn cuts(random: &mut Random, length: usize) -> Vec<usize> {
    let count = random.below(12);
    let mut ends: Vec<usize> = (0..count).map(|_| usize::try_from(random.below(length as u64)).unwrap()).collect();
    ends.sort_unstable();
    ends
}

#[test]
fn random_documents_in_random_pieces() {
    let documents = std::env::var("DOCUMENTS").ok().and_then(|text| text.parse().ok()).unwrap_or(150_u64);
    let names = stage_names();
    let schemas: Vec<Value> =
        names.iter().map(|name| serde_json::from_str(&read(&format!("schemas/stages/{name}.json"))).unwrap()).collect();
    for document in 0..documents {
        let random = &mut Random(0x5EED ^ document << 8);
        let mut row = json!({ "session_id": "a" });
        for (index, schema) in schemas.iter().enumerate() {
            let mut value = instance(schema, random);
            for _ in 0..*random.pick(&[0, 0, 1, 1, 2, 4]) {
                mutate(&mut value, random);
            }
            let mut text = String::new();
            write(&value, random, document % 2 == 1, &mut text);
            let mode = if random.chance(50) { Mode::Draft } else { Mode::Complete };
            check(
                &Subject::Stage(index, mode),
                text.as_bytes(),
                cuts(random, text.len()).into_iter(),
                &format!("{} {document}", names[index]),
            );
            if random.chance(70) {
                row[LIFECYCLE.column(index)] = value;
            }
        }
        let others = [
            ("completed_stages", json!(["eventSetup", "ticketSetup"])),
            ("completed_stages", json!(["eventSetup", "eventSetup", "x"])),
            ("status", json!("open")),
            ("status", json!("published")),
            ("completion_percentage", json!(101)),
            ("completion_percentage", json!("x")),
            ("current_stage", json!(null)),
            ("session_id", json!("a\u{0}")),
            ("user_id", json!(5)),
            ("color", json!({ "deep": [1] })),
        ];
        for _ in 0..random.below(4) {
            let (name, value) = random.pick(&others);
            row[*name] = value.clone();
        }
        let mut text = String::new();
        write(&row, random, document % 2 == 1, &mut text);
        let stored = json!({ "session_id": "a", "status": "draft", "completed_stages": ["venueSetup"] }).to_string();
        let operation = *random.pick(&[Operation::Insert, Operation::Update, Operation::Upsert]);
        let current = (operation != Operation::Insert && document % 3 == 0).then_some(stored.as_bytes());
        let subject = Subject::Session(options(operation, *random.pick(&STAGES)), current);
        let ends = cuts(random, text.len());
        check(&subject, text.as_bytes(), ends.into_iter(), &format!("session {document}: {text}"));
    }
}

/// The places at the end of each piece.
fn said(subject: &Subject<'_>, pieces: &[&str]) -> Vec<String> {
    let mut prefix = subject.prefix();
    let mut said = Vec::new();
    for piece in pieces {
        prefix.push(piece.as_bytes()).unwrap();
        let issues =
            if prefix.has_ended() { prefix.verdict(&mut Validator::new()).unwrap().issues() } else { prefix.issues() };
        said.push(places(&issues).into_iter().collect::<Vec<_>>().join(", "));
    }
    said
}

#[test]
fn says_at_once_what_cannot_be_mended() {
    let ticket = Subject::Stage(2, Mode::Complete);
    for (pieces, expected) in [
        // An allowed value may begin with E, but not with EZ.
        (&["{\"currency\":\"E", "Z"][..], &["", "enum [\"currency\"]"][..]),
        // A number may go on; a value of another type may not.
        (&["{\"tiers\":[{\"quantity\":1", "5.", "5", ","], &["", "", "", "type [\"tiers\",0,\"quantity\"]"]),
        (&["{\"tiers\":t"], &["type [\"tiers\"]"]),
        (&["{\"tiers\":{\"a\":[1"], &["type [\"tiers\"]"]),
        (&["["], &["type []"]),
        (&["\"a"], &["type []"]),
        // A key is refused before it has a value.
        (&["{\"colour", "\""], &["", "additionalProperties [\"colour\"]"]),
        (
            &["{\"tiers\":[{\"name\":\"\"", "}"],
            &[
                "format [\"tiers\",0,\"name\"]",
                &[
                    "format [\"tiers\",0,\"name\"]",
                    "required [\"tiers\",0,\"kind\"]",
                    "required [\"tiers\",0,\"price_minor\"]",
                ]
                .join(", "),
            ],
        ),
        // What is no JSON.
        (&["{\"currency\":x", "}"], &["PGRST102 []", "PGRST102 []"]),
        (
            &["{\"currency\":5}", " ", "x"],
            &["required [\"tiers\"], type [\"currency\"]", "required [\"tiers\"], type [\"currency\"]", "PGRST102 []"],
        ),
    ] {
        assert_eq!(said(&ticket, pieces), expected, "{pieces:?}");
    }
    let name = format!("{{\"tiers\":[{{\"name\":\"{}", "\\ud83d\\ude00".repeat(100));
    assert_eq!(
        said(&ticket, &[&name, "é", "é"]),
        ["", "maxLength [\"tiers\",0,\"name\"]", "maxLength [\"tiers\",0,\"name\"]"]
    );
    let many = "{},".repeat(50);
    let said_of_many = said(&ticket, &["{\"tiers\":[", &many, "1"]);
    assert!(said_of_many[0].is_empty() && said_of_many[1].contains("maxItems [\"tiers\"]"), "{said_of_many:?}");

    let session = Subject::Session(Options::default(), None);
    for (pieces, expected) in [
        (
            &["{\"color\"", ":1,\"status\":\"open\"", ",\"user_id\""][..],
            &[
                "PGRST204 [\"color\"]",
                "PGRST204 [\"color\"], valid_status [\"status\"]",
                "PGRST204 [\"color\"], valid_status [\"status\"]",
            ][..],
        ),
        (
            &["{\"status\":null", "}"],
            &[
                "not_null_violation [\"status\"]",
                "not_null_violation [\"session_id\"], not_null_violation [\"status\"]",
            ],
        ),
        (&["{\"ticket_data\":{\"currency\":5", ","], &["type [\"ticket_data\",\"currency\"]"; 2]),
        (&["{\"session_id\":\"\\ud800", "\""], &["", "PGRST102 [\"session_id\"]"]),
        // An escape that no text can hold, where no column has ended.
        (&["{\"color\":\"\\ud800", "\""], &["PGRST204 [\"color\"]", "PGRST102 [\"color\"], PGRST204 [\"color\"]"]),
        // A name behind a column that has been judged.
        (&["{\"user_id\":\"11111111-2222-4333-8444-555555555555\",\"color\""], &["PGRST204 [\"color\"]"]),
        // Several rows are judged at the end.
        (&["[{\"color\":1}", "]"], &["", "PGRST204 [0,\"color\"], not_null_violation [0]"]),
        (&["5", " "], &["", ""]),
    ] {
        let found = said(&session, pieces);
        if pieces[0].starts_with('[') || pieces[0] == "5" {
            assert_eq!(found[0], "", "{pieces:?}");
            continue;
        }
        assert_eq!(found, expected, "{pieces:?}");
    }
}

#[test]
fn a_wrong_call_is_an_error() {
    assert_eq!(Prefix::stage(5, Mode::Draft).unwrap_err(), CallError::UnknownStage);
    for current in ["[]", "{", "5"] {
        let prefix = Prefix::session(Options::default(), Some(current.as_bytes()));
        assert_eq!(prefix.unwrap_err(), CallError::CurrentIsNoObject, "{current}");
    }
}

#[test]
fn says_where_it_is() {
    let mut prefix = Prefix::session(Options::default(), None).unwrap();
    for (piece, path) in [
        ("", "[]"),
        ("{", "[]"),
        ("\"ticket", "[]"),
        ("_data\"", "[\"ticket_data\"]"),
        (":{\"tiers\":[{}", "[\"ticket_data\",\"tiers\"]"),
        (",{\"name\":\"caf\\u00", "[\"ticket_data\",\"tiers\",1,\"name\"]"),
        ("e9\"", "[\"ticket_data\",\"tiers\",1]"),
        ("}]", "[\"ticket_data\"]"),
    ] {
        prefix.push(piece.as_bytes()).unwrap();
        let mut found = Vec::new();
        prefix.write_open(&mut found);
        assert_eq!(String::from_utf8(found).unwrap(), path, "{piece}");
    }
}
