//! Random patterns and texts, answered here and by V8, the engine of Node. `PATTERNS=1000000 SEED=7` makes the run
//! longer. Without Node nothing is compared.

#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::process::{Command, Stdio};

mod random;

use ecma_regex::Pattern;
use random::{Case, Random, grammatical, number, seeded, ungrammatical};

fn json(text: impl Iterator<Item = u16>) -> String {
    let mut out = String::from('"');
    for unit in text {
        write!(out, "\\u{unit:04x}").unwrap();
    }
    out + "\""
}

fn utf16(text: &[u32]) -> Vec<u16> {
    let mut units = Vec::new();
    for &c in text {
        match char::from_u32(c) {
            Some(c) => units.extend_from_slice(c.encode_utf16(&mut [0; 2])),
            None => units.push(u16::try_from(c).unwrap()),
        }
    }
    units
}

/// Node's answers for the cases: with the `u` flag, and without.
fn ask(cases: &[Case]) -> Option<Vec<(String, String)>> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/v8.mjs");
    let mut node = Command::new("node").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    let mut input = node.stdin.take()?;
    let output = BufReader::new(node.stdout.take()?);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for case in cases {
                let texts: Vec<_> = case.texts.iter().map(|text| json(utf16(text).into_iter())).collect();
                let source = json(case.source.encode_utf16());
                writeln!(input, "[{source},\"{}\",[{}]]", case.flags, texts.join(",")).unwrap();
            }
        });
        let answers = output.lines().map(|line| {
            let line = line.unwrap();
            let (with, without) = line.split_once(' ').unwrap();
            (with.to_owned(), without.to_owned())
        });
        Some(answers.collect())
    })
    .filter(|_| node.wait().unwrap().success())
}

fn ours(case: &Case) -> String {
    let Ok(pattern) = Pattern::new(&case.with_flags()) else {
        return "!".to_owned();
    };
    let mut answers = String::new();
    for text in &case.texts {
        let answer = pattern.is_match_code_points(text, &mut 100_000_000).unwrap();
        answers.push(if answer { '1' } else { '0' });
        if let Some(text) = text.iter().map(|c| char::from_u32(*c)).collect::<Option<String>>() {
            assert_eq!(pattern.is_match(&text, &mut 100_000_000), Ok(answer), "{} {text:?}", case.source);
        }
    }
    answers
}

fn compare(make: fn(&mut Random) -> Case, patterns: usize, check: impl Fn(&Case, &str, (&str, &str)) -> bool) {
    let mut random = seeded();
    let (mut left, mut matched, mut errors, mut unknown) = (number("PATTERNS", patterns), 0, 0, 0);
    while left > 0 {
        let cases: Vec<_> = (0..left.min(10_000)).map(|_| make(&mut random)).collect();
        left -= cases.len();
        let Some(theirs) = ask(&cases) else {
            eprintln!("Node is not installed: nothing is compared");
            return;
        };
        assert_eq!(theirs.len(), cases.len());
        for (case, (with, without)) in cases.iter().zip(&theirs) {
            if with == "?" || without == "?" {
                unknown += 1;
                continue;
            }
            let ours = ours(case);
            matched += usize::from(ours.contains('1'));
            errors += usize::from(ours == "!");
            assert!(
                check(case, &ours, (with, without)),
                "{}\n/{}/{} on {:x?}: {ours} here, {with} with u, {without} without",
                case.source,
                case.source,
                case.flags,
                case.texts
            );
        }
    }
    eprintln!("{matched} patterns matched, {errors} are errors, {unknown} not known to V8");
}

#[test]
fn matches_as_v8_does() {
    compare(grammatical, 2_000, |_, ours, (with, _)| ours == with);
}

#[test]
fn reads_what_v8_reads() {
    compare(ungrammatical, 10_000, |case, ours, (with, without)| {
        // A pattern valid with the `u` flag must mean just that. Others are errors here, or mean the same as without
        // the flag.
        let is_bmp = case.texts.iter().flatten().all(|c| *c < 0x1_0000);
        ours == with || with == "!" && (ours == "!" || if is_bmp { ours == without } else { without != "!" })
    });
}
