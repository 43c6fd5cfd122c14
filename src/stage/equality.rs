//! When two JSON values are equal (JSON Schema 2020-12 core, section 4.2.2): numbers by value,
//! objects whatever the order of their members. Knows no keyword.

use alloc::{borrow::Cow, vec::Vec};
use core::cmp::Ordering;

use super::number::Decimal;
use crate::sort::{sorted_indices, sorted_once};
use crate::tape::{JsonStr, Kind, Value};

/// Whether two values are equal.
#[must_use]
pub fn equals(a: Value<'_>, b: Value<'_>) -> bool {
    const FIRST: usize = 4;
    // Most objects that differ do so in their first members; sorting all of them is for the others.
    if a.kind() == Kind::Object && b.kind() == Kind::Object {
        for (name, value) in a.members().take(FIRST) {
            match b.get_bytes(&name.bytes()) {
                None => return false,
                Some(other) => {
                    let scalar = !matches!(value.kind(), Kind::Array | Kind::Object);
                    if scalar
                        && a.members().filter(|(n, _)| n.eq_bytes(&name.bytes())).count() == 1
                        && order(value, other) != Ordering::Equal
                    {
                        return false;
                    }
                }
            }
        }
    }
    order(a, b) == Ordering::Equal
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
    let kinds = (a.kind() as u8).cmp(&(b.kind() as u8));
    if kinds != Ordering::Equal {
        return kinds;
    }
    let Some(below) = depth.checked_sub(1) else { return a.span().cmp(b.span()) };
    match a.kind() {
        Kind::Null | Kind::False | Kind::True => Ordering::Equal,
        Kind::Number => Decimal::new(a.span()).cmp(&Decimal::new(b.span())),
        Kind::String => match (a.as_str(), b.as_str()) {
            (Some(a), Some(b)) if !a.is_escaped() && !b.is_escaped() => a.span().cmp(b.span()),
            (a, b) => a.map(JsonStr::bytes).cmp(&b.map(JsonStr::bytes)),
        },
        Kind::Array => {
            let (mut a, mut b) = (a.elements(), b.elements());
            loop {
                match (a.next(), b.next()) {
                    (None, None) => return Ordering::Equal,
                    (None, Some(_)) => return Ordering::Less,
                    (Some(_), None) => return Ordering::Greater,
                    (Some(a), Some(b)) => match order_within(a, b, below) {
                        Ordering::Equal => {}
                        unequal => return unequal,
                    },
                }
            }
        }
        Kind::Object => {
            let (a, b) = (sorted_members(a), sorted_members(b));
            let mut unequal = a.len().cmp(&b.len());
            for ((a_name, a), (b_name, b)) in a.iter().zip(&b) {
                unequal = unequal.then_with(|| a_name.cmp(b_name)).then_with(|| order_within(*a, *b, below));
            }
            unequal
        }
    }
}

/// The members that count (the last of duplicates), by name.
#[must_use]
pub fn sorted_members(object: Value<'_>) -> Vec<(Cow<'_, [u8]>, Value<'_>)> {
    let members: Vec<_> = object.members().map(|(name, value)| (name.bytes(), value)).collect();
    sorted_once(members, &|(a, _), (b, _)| a.cmp(b))
}

/// The first pair of equal elements, by index; `None` if all are unique.
#[must_use]
pub fn equal_pair(array: Value<'_>) -> Option<(u32, u32)> {
    const FEW: usize = 16;
    let count = array.elements().count();
    if count <= FEW {
        for (j, b) in (0..).zip(array.elements()) {
            for (i, a) in (0..j).zip(array.elements()) {
                if equals(a, b) {
                    return Some((i, j));
                }
            }
        }
        return None;
    }
    let elements: Vec<Value<'_>> = array.elements().collect();
    let compare = |i: usize, j: usize| match (elements.get(i), elements.get(j)) {
        (Some(a), Some(b)) => order(*a, *b),
        _ => Ordering::Equal,
    };
    sorted_indices(elements.len(), &compare)
        .windows(2)
        .filter_map(|pair| match pair {
            [j, i] if compare(*i, *j) == Ordering::Equal => Some((u32::try_from(*i).ok()?, u32::try_from(*j).ok()?)),
            _ => None,
        })
        .min_by_key(|&(_, j)| j)
}
