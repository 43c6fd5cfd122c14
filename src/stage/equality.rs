//! When two JSON values are equal (JSON Schema 2020-12 core, section 4.2.2): numbers by value,
//! objects whatever the order of their members. Knows no keyword.

use alloc::vec::Vec;
use core::cmp::Ordering;

use super::number::Decimal;
use crate::sort::{sort, sort_once};
use crate::tape::{JsonStr, Kind, Value, same};

/// Whether two values are equal.
#[must_use]
pub fn equals(a: Value<'_>, b: Value<'_>) -> bool {
    match (a.as_str(), b.as_str()) {
        (Some(a), Some(b)) if !a.is_escaped() && !b.is_escaped() => same(a.span(), b.span()),
        _ if a.kind() != b.kind() => false,
        _ => order(a, b) == Ordering::Equal,
    }
}

/// Nesting beyond which values are compared by their text: deeper than any form's data, and
/// shallow enough for the stack of a browser's main thread.
const DEEPEST: u32 = 200;

/// A total order in which values that are equal compare as equal; else it means nothing.
#[must_use]
pub fn order(a: Value<'_>, b: Value<'_>) -> Ordering {
    order_within(a, b, DEEPEST)
}

fn order_within(a: Value<'_>, b: Value<'_>, depth: u32) -> Ordering {
    if a.kind() != b.kind() {
        return (a.kind() as u8).cmp(&(b.kind() as u8));
    }
    let Some(below) = depth.checked_sub(1) else { return a.span().cmp(b.span()) };
    let named = match a.kind() {
        Kind::Null | Kind::False | Kind::True => return Ordering::Equal,
        Kind::Number => return Decimal::new(a.span()).cmp(&Decimal::new(b.span())),
        Kind::String => return order_texts(a, b),
        Kind::Array => false,
        Kind::Object => true,
    };
    let order_parts = |a, b| match named {
        false => order_within(a, b, below),
        true => order_texts(a, b).then_with(|| order_within(member(a), member(b), below)),
    };
    // Most objects that differ do so here already; sorting is for the others.
    if let (Some(a), Some(b)) = (greatest(a), greatest(b)) {
        let unequal = order_texts(a, b).then_with(|| order_shallow(member(a), member(b), below));
        if unequal != Ordering::Equal {
            return unequal;
        }
    }
    let parts = |container| if named { sorted_members(container) } else { container.items() };
    let (a_parts, b_parts) = (parts(a), parts(b));
    let mut unequal = a_parts.len().cmp(&b_parts.len());
    for (&a_part, &b_part) in a_parts.iter().zip(&b_parts) {
        unequal = unequal.then_with(|| order_parts(a.doc().value(a_part), b.doc().value(b_part)));
    }
    unequal
}

/// Of arrays and objects, only which of both they are.
fn order_shallow(a: Value<'_>, b: Value<'_>, depth: u32) -> Ordering {
    let container = a.kind() == b.kind() && matches!(a.kind(), Kind::Array | Kind::Object);
    if container { Ordering::Equal } else { order_within(a, b, depth) }
}

/// By UTF-8, which is by code point.
#[inline(never)]
fn order_texts(a: Value<'_>, b: Value<'_>) -> Ordering {
    a.as_str().map(JsonStr::bytes).cmp(&b.as_str().map(JsonStr::bytes))
}

/// The value of the member whose name that is.
fn member(name: Value<'_>) -> Value<'_> {
    name.doc().value(name.index() + 1)
}

/// The name of the member that comes last by name; the last of duplicates.
fn greatest(object: Value<'_>) -> Option<Value<'_>> {
    let mut greatest: Option<Value<'_>> = None;
    for (_, member) in object.members() {
        let name = object.doc().value(member.index().saturating_sub(1));
        if greatest.is_none_or(|greatest| order_texts(greatest, name) != Ordering::Greater) {
            greatest = Some(name);
        }
    }
    greatest
}

/// The names of the members that count (the last of duplicates), in order: their tape indices.
#[must_use]
pub fn sorted_members(object: Value<'_>) -> Vec<u32> {
    let mut names = object.items();
    let order = |a, b| order_texts(object.doc().value(a), object.doc().value(b));
    sort_once(&mut names, &order);
    names
}

/// The first pair of equal elements, by index; `None` if all are unique.
#[must_use]
pub fn equal_pair(array: Value<'_>) -> Option<(u32, u32)> {
    const FEW: u32 = 16;
    let mut count = 0;
    for b in array.elements() {
        for (i, a) in (0..count).zip(array.elements()) {
            if equals(a, b) {
                return Some((i, count));
            }
        }
        count += 1;
        if count > FEW {
            return equal_pair_of_many(array);
        }
    }
    None
}

#[cold]
#[inline(never)]
fn equal_pair_of_many(array: Value<'_>) -> Option<(u32, u32)> {
    let mut sorted = array.items();
    let compare = |a, b| order(array.doc().value(a), array.doc().value(b));
    sort(&mut sorted, &compare);
    let mut first = None;
    let mut least = u32::MAX;
    for pair in sorted.windows(2) {
        // Of equals, the last one comes first.
        if let &[b, a] = pair
            && b < least
            && compare(a, b) == Ordering::Equal
        {
            (first, least) = (Some(a), b);
        }
    }
    let place = |element: u32| (0..).zip(array.elements()).find(|(_, e)| e.index() == element).map(|(place, _)| place);
    place(first?).zip(place(least))
}
