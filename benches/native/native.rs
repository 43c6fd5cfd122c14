//! Each step by itself, natively: the parse, the stages' schemas, their rules, the row. The documents are the valid
//! ones of `tests/fixtures`. This shows where the time goes; the comparison with others is `make bench`.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use event_wizard_validator::generated::{STAGES, WIZARD_SESSIONS};
use event_wizard_validator::rules;
use event_wizard_validator::validator::{Options, Validator};
use finding::Findings;
use json_judge::{Judge, Mode};
use json_tape::Tape;
use pg_row::RowOptions;

fn fixture(path: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(path);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn session(criterion: &mut Criterion) {
    let text = fixture("sessions/complete.json");
    let mut group = criterion.benchmark_group("session");
    group.throughput(Throughput::Bytes(text.len() as u64));
    let mut tape = Tape::new();
    group.bench_function("parse", |b| b.iter(|| black_box(tape.parse(black_box(&text)).is_ok())));
    let mut findings = Findings::new();
    group.bench_function("parse and row", |b| {
        b.iter(|| {
            findings.clear();
            pg_row::judge(&WIZARD_SESSIONS, tape.parse(&text), None, &RowOptions::default(), &mut findings);
            black_box(findings.len())
        });
    });
    let mut validator = Validator::new();
    group.bench_function("whole", |b| {
        b.iter(|| validator.row(&WIZARD_SESSIONS, &text, None, &Options::default()).is_ok_and(|j| j.is_clean()));
    });
    group.finish();

    let doc = tape.parse(&text).expect("the fixture is JSON");
    for (index, stage) in STAGES.iter().enumerate() {
        let Some(data) = doc.root().get(stage.column) else { continue };
        let mut group = criterion.benchmark_group(stage.stage);
        group.throughput(Throughput::Bytes(data.span().len() as u64));
        let mut findings = Findings::new();
        group.bench_function("schema", |b| {
            b.iter(|| {
                Judge::new(Mode::Complete, &mut findings).schema(stage.schema, black_box(data));
                findings.clear();
            });
        });
        group.bench_function("rules", |b| {
            b.iter(|| {
                rules::stage(index, black_box(data), Mode::Complete, &mut findings);
                findings.clear();
            });
        });
        group.finish();
    }
}

criterion_group!(benches, session);
criterion_main!(benches);
