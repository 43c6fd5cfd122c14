//! A regular expression in the regex crate's syntax → a dense automaton over UTF-8 bytes. One that becomes too large is
//! refused.

use std::collections::HashMap;

use regex_automata::dfa::{Automaton as _, StartKind, dense};
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;
use regex_automata::{Anchored, MatchKind};

use crate::error::Reason;
use crate::model::automaton::Automaton;

/// A larger automaton would be bigger than the rest of the module.
const MOST_STATES: usize = 2_000;

/// Builds the automaton, which finds a match anywhere in a text.
///
/// # Errors
/// Why it cannot be built.
pub fn compile(expression: &str) -> Result<Automaton, Reason> {
    let dfa = dense::Builder::new()
        .configure(
            dense::Config::new()
                .match_kind(MatchKind::All)
                .start_kind(StartKind::Unanchored)
                .minimize(true)
                .dfa_size_limit(Some(8 << 20))
                .determinize_size_limit(Some(32 << 20)),
        )
        .build(expression)
        .map_err(|error| Reason::from(error.to_string()))?;
    let begin = dfa
        .start_state(&start::Config::new().anchored(Anchored::No))
        .map_err(|error| Reason::from(error.to_string()))?;

    // Breadth first; a matching state ends the search, so all matching states are merged.
    let mut numbers: HashMap<StateID, usize> = HashMap::from([(begin, 0)]);
    let mut queue = vec![begin];
    let mut rows: Vec<Vec<Option<usize>>> = Vec::new();
    while let Some(&state) = queue.get(rows.len()) {
        let mut row = Vec::with_capacity(257);
        for unit in 0..=256u16 {
            let next =
                u8::try_from(unit).map_or_else(|_| dfa.next_eoi_state(state), |byte| dfa.next_state(state, byte));
            if dfa.is_quit_state(next) {
                return Err("it needs Unicode word boundaries".into());
            }
            row.push(if dfa.is_match_state(next) {
                None
            } else {
                let number = numbers.len();
                Some(*numbers.entry(next).or_insert_with(|| {
                    queue.push(next);
                    number
                }))
            });
        }
        rows.push(row);
        if rows.len() > MOST_STATES {
            return Err(format!("it takes more than {MOST_STATES} states").into());
        }
    }

    // Bytes with equal columns form one class; the end of the text is a class of its own.
    let mut columns: HashMap<Vec<Option<usize>>, u8> = HashMap::new();
    let mut representatives = Vec::new();
    let mut classes = Vec::with_capacity(256);
    for byte in 0..256usize {
        let column: Vec<_> = rows.iter().map(|row| row.get(byte).copied().flatten()).collect();
        let next = columns.len();
        let class = *columns.entry(column).or_insert_with(|| {
            representatives.push(byte);
            next as u8
        });
        classes.push(class);
    }
    representatives.push(256);
    let matched = rows.len() as u16;
    let transitions = rows
        .iter()
        .flat_map(|row| {
            representatives.iter().map(|&unit| row.get(unit).copied().flatten().map_or(matched, |n| n as u16))
        })
        .collect();
    Ok(Automaton {
        classes,
        class_count: representatives.len() as u16,
        transitions,
        start: if dfa.is_match_state(begin) { matched } else { 0 },
        matched_from: matched,
    })
}
