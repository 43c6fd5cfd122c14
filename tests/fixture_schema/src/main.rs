//! Judges lines of `table <tab> operation <tab> row <tab> current` from standard input and prints, for each,
//! `SQLSTATE:code` for its findings in order.

use finding::Findings;
use json_tape::Tape;
use pg_row::{Operation, RowOptions};

#[allow(clippy::all)]
mod tables {
    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

fn main() {
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let [table, operation, row, current] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let table = tables::TABLES.iter().find(|t| t.name == table).unwrap();
        let operation = if operation == "update" { Operation::Update } else { Operation::Insert };
        let (mut subject, mut stored, mut findings) = (Tape::new(), Tape::new(), Findings::new());
        let current = (!current.is_empty()).then(|| stored.parse(current.as_bytes()).unwrap().as_current());
        let options = RowOptions { operation, ..RowOptions::default() };
        pg_row::judge(table, subject.parse(row.as_bytes()), current, &options, &mut findings, &mut Vec::new());
        let codes = findings.iter().map(|f| format!("{}:{}", f.sqlstate.map_or("", |s| s.as_str()), f.code));
        println!("{}", codes.collect::<Vec<_>>().join(" "));
    }
}
