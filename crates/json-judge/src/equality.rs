//! When two JSON values are equal (JSON Schema 2020-12 core, section 4.2.2): numbers are compared by value, and objects
//! regardless of the order of their members. Knows no keywords.

use alloc::vec::Vec;
use core::cmp::Ordering;

use json_tape::{Decimal, Kind, Value, normal_form};

/// Up to this many elements are compared pairwise; beyond it, their normal forms are written and sorted.
const FEW: usize = 16;

/// Whether two values are equal.
#[must_use]
pub fn equals(a: Value<'_>, b: Value<'_>) -> bool {
    !clearly_differ(a, b) && (a.span() == b.span() || canonical(a) == canonical(b))
}

/// Whether a cheap look shows that they differ: in kind, as texts, as short integers, or in the last member of two objects,
/// which counts whatever precedes it. False says nothing.
fn clearly_differ(a: Value<'_>, b: Value<'_>) -> bool {
    if let Some(same) = a.same_text(b) {
        return !same;
    }
    if let (Some((a, 0)), Some((b, 0))) = (a.whole_part(), b.whole_part()) {
        return a != b;
    }
    match (last_name(a), last_name(b)) {
        (Some(a), Some(b)) => a.same_text(b) == Some(true) && member(a).same_text(member(b)) == Some(false),
        _ => a.kind() != b.kind(),
    }
}

/// The name of an object's last member.
fn last_name(object: Value<'_>) -> Option<Value<'_>> {
    let mut last = None;
    if object.kind() == Kind::Object {
        let mut at = object.index() + 1;
        while at < object.end_index() {
            let name = object.doc().value(at);
            at = member(name).end_index();
            last = Some(name);
        }
    }
    last
}

/// The value of the member with this name.
fn member(name: Value<'_>) -> Value<'_> {
    name.doc().value(name.index() + 1)
}

/// A text that is the same for equal values only.
#[must_use]
pub fn canonical(value: Value<'_>) -> Vec<u8> {
    normal_form::write(value, |number, out| Decimal::new(number).write(out))
}

/// The first pair of equal elements, by index; `None` if all are unique. `counts` says which elements are compared.
#[must_use]
pub fn equal_pair(array: Value<'_>, counts: fn(Value<'_>) -> bool) -> Option<(u32, u32)> {
    for (count, b) in array.elements().enumerate() {
        if count > FEW || !array.elements().take(count).all(|a| clearly_differ(a, b)) {
            return equal_pair_of_many(array, counts);
        }
    }
    None
}

#[cold]
fn equal_pair_of_many(array: Value<'_>, counts: fn(Value<'_>) -> bool) -> Option<(u32, u32)> {
    let text = |element| if counts(element) { Some(canonical(element)) } else { None };
    let texts: Vec<Option<Vec<u8>>> = array.elements().map(text).collect();
    let compare = |a: u32, b: u32| texts.get(a as usize).cmp(&texts.get(b as usize));
    let mut places: Vec<u32> = (0..).zip(&texts).filter(|(_, text)| text.is_some()).map(|(place, _)| place).collect();
    normal_form::sort_indices(&mut places, &|a, b| compare(a, b).then(a.cmp(&b)));
    let equal = places.windows(2).filter_map(|pair| match *pair {
        [first, second] if compare(first, second) == Ordering::Equal => Some((first, second)),
        _ => None,
    });
    // The pair whose later element comes first.
    equal.min_by_key(|&(_, second)| second)
}
