//! No judgement takes more than time linear in its text: the work, counted in reads of the tape, grows with the size of
//! the data and not with its square, whatever is repeated in it, and whatever is wrong.

#![cfg(debug_assertions)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};

use event_wizard_validator::generated::{LIFECYCLE, WIZARD_ACTIONS, WIZARD_SESSIONS};
use event_wizard_validator::validator::{Options, Stages, Validator};
use json_judge::Mode;
use json_tape::READS;
use pg_row::{Missing, Operation, RowOptions, Table};

/// How many nodes are read, how many issues there are, and how many bytes those take.
struct Cost {
    reads: u64,
    issues: usize,
    told: usize,
}

/// What is done with a text.
#[derive(Clone, Copy, Debug)]
enum Call {
    Row(&'static Table, Missing),
    Update,
    Stage(&'static str, Mode),
    Completion,
}
use Call::{Completion, Row, Stage, Update};

const SESSION: Call = Row(&WIZARD_SESSIONS, Missing::Omitted);
const BULK_NULL: Call = Row(&WIZARD_SESSIONS, Missing::Null);
const BULK_DEFAULT: Call = Row(&WIZARD_SESSIONS, Missing::Default);
const ACTION: Call = Row(&WIZARD_ACTIONS, Missing::Omitted);

fn cost(call: Call, text: &str, most: usize) -> Cost {
    let mut validator = Validator::new();
    validator.limit(most);
    let row = |operation, missing| Options { row: RowOptions { operation, missing }, stages: Stages::Declared };
    // Tests run at the same time and share the count.
    static ALONE: Mutex<()> = Mutex::new(());
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let before = READS.load(Ordering::Relaxed);
    let mut out = Vec::new();
    let judgement = match call {
        Row(table, missing) => validator.row(table, text.as_bytes(), None, &row(Operation::Insert, missing)).unwrap(),
        Update => {
            let options = row(Operation::Update, Missing::Omitted);
            validator
                .row(&WIZARD_SESSIONS, br#"{"completion_percentage":101}"#, Some(text.as_bytes()), &options)
                .unwrap()
        }
        Stage(name, mode) => {
            let index = LIFECYCLE.stages.iter().position(|stage| stage == name).unwrap();
            validator.stage(index, text.as_bytes(), mode).unwrap()
        }
        Completion => validator.completion(text.as_bytes()).unwrap().1,
    };
    judgement.write_json(&mut out);
    let issues = judgement.findings().count();
    assert!(issues <= most, "{issues} issues, although at most {most} are asked for");
    Cost { reads: READS.load(Ordering::Relaxed) - before, issues, told: out.len() }
}

fn list(n: usize, item: impl Fn(usize) -> String) -> String {
    format!("[{}]", (0..n).map(item).collect::<Vec<_>>().join(","))
}

fn object(n: usize, member: impl Fn(usize) -> String) -> String {
    format!("{{{}}}", (0..n).map(member).collect::<Vec<_>>().join(","))
}

/// A member with this number, in an order that differs from the order in the text.
fn shuffled(i: usize, n: usize) -> usize {
    (i * 7919) % n
}

type Shape = (&'static str, Call, fn(usize) -> String);

const COMPLETE: Mode = Mode::Complete;
const DRAFT: Mode = Mode::Draft;

const SHAPES: &[Shape] = &[
    ("unknown columns", SESSION, |n| object(n, |i| format!("\"k{i}\":1"))),
    ("unknown columns of an action", ACTION, |n| object(n, |i| format!("\"k{i}\":{{}}"))),
    ("one column, many times", SESSION, |n| object(n, |_| "\"status\":\"x\"".into())),
    ("unknown columns with escapes", SESSION, |n| object(n, |i| format!("\"\\u006b{i}\":1"))),
    ("rows", SESSION, |n| list(n, |i| format!("{{\"session_id\":\"s{i}\"}}"))),
    ("bad rows", SESSION, |n| list(n, |_| r#"{"session_id":null,"completion_percentage":101,"status":"x"}"#.into())),
    ("bad rows, missing keys are NULL", BULK_NULL, |n| list(n, |i| format!("{{\"session_id\":{i},\"status\":null}}"))),
    ("bad rows, by way of jsonb", BULK_DEFAULT, |n| list(n, |i| format!("{{\"session_id\":{i},\"status\":[1]}}"))),
    ("rows that are none", SESSION, |n| list(n, |i| i.to_string())),
    ("rows that are none, with columns", BULK_NULL, |n| {
        list(n, |i| if i == 0 { "{\"a\":1}".into() } else { "1".into() })
    }),
    ("rows of other keys", SESSION, |n| list(n, |i| format!("{{\"k{i}\":1}}"))),
    ("rows of many keys each", SESSION, |n| {
        list(2, |row| object(n, |i| format!("\"k{}\":1", if row == 0 { i } else { shuffled(i, n) })))
    }),
    ("rows of many keys, one of them another", SESSION, |n| {
        list(2, |row| object(n, |i| format!("\"k{}\":1", if i + 1 == n { i + row } else { i })))
    }),
    ("rows with stages", SESSION, |n| {
        list(n, |_| r#"{"ticket_data":{"tiers":[{"kind":"free","price_minor":5}]}}"#.into())
    }),
    ("stages of which none is known", SESSION, |n| {
        format!("{{\"completed_stages\":{}}}", list(n, |i| format!("\"s{i}\"")))
    }),
    ("one stage, completed many times", SESSION, |n| {
        format!("{{\"completed_stages\":{}}}", list(n, |_| "\"eventSetup\"".into()))
    }),
    ("stages as an array literal", SESSION, |n| {
        format!("{{\"completed_stages\":\"{{{}}}\"}}", list(n, |i| format!("s{i}")).trim_matches(['[', ']']))
    }),
    ("stages in many dimensions", SESSION, |n| format!("{{\"completed_stages\":{}}}", list(n, |_| "[[\"a\"]]".into()))),
    ("brackets", SESSION, |n| format!("{{\"event_data\":{}{}}}", "[".repeat(n), "]".repeat(n))),
    ("objects within objects", SESSION, |n| format!("{}1{}", "{\"event_data\":".repeat(n), "}".repeat(n))),
    ("brackets that do not close", SESSION, |n| "[".repeat(n)),
    ("a stored row of many keys", Update, |n| object(n, |i| format!("\"k{i}\":1"))),
    ("unknown members", Stage("eventSetup", DRAFT), |n| object(n, |i| format!("\"k{i}\":1"))),
    ("unknown members with escapes", Stage("eventSetup", DRAFT), |n| object(n, |i| format!("\"\\u006b{i}\":1"))),
    ("an unknown member many times", Stage("eventSetup", DRAFT), |n| object(n, |_| "\"k\":1".into())),
    ("a member many times", Stage("eventSetup", COMPLETE), |n| object(n, |_| "\"title\":1".into())),
    ("tiers with nothing", Stage("ticketSetup", COMPLETE), |n| format!("{{\"tiers\":{}}}", list(n, |_| "{}".into()))),
    ("tiers with much", Stage("ticketSetup", COMPLETE), |n| {
        format!("{{\"tiers\":{}}}", list(n / 40, |_| object(40, |i| format!("\"k{i}\":1"))))
    }),
    ("a tier with much, and one more", Stage("ticketSetup", DRAFT), |n| {
        format!("{{\"tiers\":{}}}", list(2, |_| object(n, |i| format!("\"k{i}\":1"))))
    }),
    ("tiers of one name", Stage("ticketSetup", DRAFT), |n| {
        format!("{{\"tiers\":{}}}", list(n, |_| "{\"name\":\"a\"}".into()))
    }),
    ("tags", Stage("eventSetup", DRAFT), |n| format!("{{\"tags\":{}}}", list(n, |i| format!("\"t{i}\"")))),
    ("tags that are none", Stage("eventSetup", DRAFT), |n| {
        format!("{{\"tags\":{}}}", list(n, |i| format!("{{\"a\":{i}}}")))
    }),
    ("a tag of many members, twice", Stage("eventSetup", COMPLETE), |n| {
        format!(
            "{{\"tags\":{}}}",
            list(2, |row| object(n, |i| format!("\"k{}\":1", if row == 0 { i } else { shuffled(i, n) })))
        )
    }),
    ("links", Stage("organizerSetup", DRAFT), |n| {
        format!("{{\"social_links\":{}}}", list(n, |_| "{\"network\":\"x\",\"url\":\"javascript:1\"}".into()))
    }),
    ("a text", Stage("venueSetup", DRAFT), |n| format!("{{\"name\":\"{}\"}}", "\\u00e9".repeat(n))),
    ("a number", Stage("venueSetup", DRAFT), |n| format!("{{\"coordinates\":{{\"latitude\":1{}}}}}", "0".repeat(n))),
    ("what is missing of many tiers", Completion, |n| {
        format!("{{\"ticket_data\":{{\"tiers\":{}}}}}", list(n, |_| "{}".into()))
    }),
    ("what is missing of a session with much", Completion, |n| object(n, |i| format!("\"k{i}\":1"))),
];

#[test]
fn work_grows_with_the_data_and_not_with_its_square() {
    const FEW: usize = 1_200;
    const FACTOR: usize = 8;
    for &(name, call, text) in SHAPES {
        for most in [100, usize::MAX] {
            let (less, more) = (cost(call, &text(FEW), most), cost(call, &text(FACTOR * FEW), most));
            // Sorting adds a logarithm; quadratic work would be 64 times as much.
            let allowed = (less.reads + 200) * FACTOR as u64 * 2;
            assert!(more.reads <= allowed, "{name}, at most {most}: {} reads, then {}", less.reads, more.reads);
            let bytes = more.told / more.issues.max(1);
            assert!(bytes < 1_000, "{name}, at most {most}: {bytes} bytes an issue");
        }
    }
}

/// Issues beyond the limit are not even looked for.
#[test]
fn nothing_is_judged_that_is_not_told_of() {
    for (name, call, text) in SHAPES.iter().filter(|(name, ..)| ["bad rows", "tiers with nothing"].contains(name)) {
        let text = text(4_000);
        let (some, all) = (cost(*call, &text, 10), cost(*call, &text, usize::MAX));
        assert!(some.issues == 10 && all.issues >= 4_000, "{name}");
        assert!(some.reads * 2 < all.reads, "{name}: {} reads for 10 issues, {} for all", some.reads, all.reads);
    }
}
