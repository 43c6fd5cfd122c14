//! JSON documents in a normal form: no white space, each member once and in a fixed order, one spelling for each
//! string.

use alloc::vec::Vec;
use core::cmp::Ordering;

use crate::json::write_string;
use crate::{Doc, Kind, Value, text};

/// The document as jsonb spells it, `{"a": [1, 2]}`, except that `number` writes its numbers. Not recursive.
#[must_use]
pub fn write(value: Value<'_>, number: fn(&[u8], &mut Vec<u8>)) -> Vec<u8> {
    // The stack of pending work holds tape indices, and these marks for the end of a container and for a member's name.
    const ARRAY_END: u32 = u32::MAX;
    const OBJECT_END: u32 = u32::MAX - 1;
    const NAME: u32 = 1 << 31;
    let doc = value.doc();
    let mut out = Vec::new();
    let mut due = Vec::new();
    due.push(value.index());
    while let Some(index) = due.pop() {
        if index >= OBJECT_END {
            out.push(if index == ARRAY_END { b']' } else { b'}' });
            continue;
        }
        // A string ends with a quote, so a bracket here means that a container has just been opened.
        if !matches!(out.last(), None | Some(b'[' | b'{')) {
            out.extend_from_slice(b", ");
        }
        let mut value = doc.value(index & !NAME);
        if index & NAME != 0 {
            write_string(&text(value), &mut out);
            out.extend_from_slice(b": ");
            value = doc.value(value.index() + 1);
        }
        match value.kind() {
            Kind::Array => {
                out.push(b'[');
                due.push(ARRAY_END);
                push_reversed(&mut due, value.items(), 0);
            }
            Kind::Object => {
                out.push(b'{');
                due.push(OBJECT_END);
                push_reversed(&mut due, keys(value), NAME);
            }
            Kind::Number => number(value.span(), &mut out),
            Kind::String => write_string(&text(value), &mut out),
            Kind::Null | Kind::True | Kind::False => out.extend_from_slice(value.span()),
        }
    }
    out
}

fn push_reversed(due: &mut Vec<u32>, items: Vec<u32>, mark: u32) {
    for &item in items.iter().rev() {
        due.push(item | mark);
    }
}

/// The names of an object's members, each once (the last counts), ordered by length in bytes and then by bytes, as
/// jsonb keeps them. Gives their indices on the tape.
#[must_use]
pub fn keys(object: Value<'_>) -> Vec<u32> {
    let mut keys = object.items();
    keep_last(object.doc(), &mut keys);
    keys
}

/// From member names, given as tape indices, keeps the last of each, and puts them into jsonb's order.
pub fn keep_last(doc: &Doc<'_>, names: &mut Vec<u32>) {
    let order = |a, b| order_names(doc.value(a), doc.value(b), true);
    sort_indices(names, &|a, b| order(a, b).then(b.cmp(&a)));
    // Equal names are adjacent, the last in the document first.
    names.dedup_by(|earlier, kept| order(*earlier, *kept).is_eq());
}

/// Sorts indices. There is one function for all orders, since each instance of the standard library's sort would add 6
/// to 10 KB to the wasm.
pub fn sort_indices(indices: &mut [u32], order: &dyn Fn(u32, u32) -> Ordering) {
    indices.sort_unstable_by(|&a, &b| order(a, b));
}

/// Orders texts by bytes, which is also by code point; optionally shorter ones first.
#[must_use]
pub fn order_names(a: Value<'_>, b: Value<'_>, shorter_first: bool) -> Ordering {
    let (a, b) = (text(a), text(b));
    let by_length = if shorter_first { a.len().cmp(&b.len()) } else { Ordering::Equal };
    by_length.then_with(|| a.cmp(&b))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::Tape;

    #[test]
    fn keys_are_those_of_jsonb() {
        // SELECT jsonb_object_keys(…) of PostgreSQL.
        let mut tape = Tape::new();
        let doc = tape.parse(r#"{"bb":1,"b":2,"é":3,"ab":4,"":5,"b":6,"\u0061":7}"#.as_bytes()).unwrap();
        let found: Vec<_> = keys(doc.root()).into_iter().map(|index| text(doc.value(index)).into_owned()).collect();
        assert_eq!(found, ["", "a", "b", "ab", "bb", "é"].map(|key| key.as_bytes().to_vec()));
    }
}
