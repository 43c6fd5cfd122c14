//! When two JSON values are equal (JSON Schema 2020-12 core, section 4.2.2): numbers by value,
//! objects whatever the order of their members. Knows no keyword.

use alloc::vec::Vec;
use core::cmp::Ordering;

use json_tape::Decimal;
use json_tape::json::push;
use json_tape::normal_form;
use json_tape::sort::sort;
use json_tape::{Kind, Value, same};

/// Whether two values are equal.
#[must_use]
pub fn equals(a: Value<'_>, b: Value<'_>) -> bool {
    !differ_soon(a, b) && (same(a.span(), b.span()) || canonical(a) == canonical(b))
}

/// Whether that they differ is seen without much ado, as it is of most strings and objects that do.
#[inline(never)]
fn differ_soon(a: Value<'_>, b: Value<'_>) -> bool {
    if let Some(same) = a.same_text(b) {
        return !same;
    }
    match (last_name(a), last_name(b)) {
        // An object's last member always counts.
        (Some(a), Some(b)) => a.same_text(b) == Some(true) && member(a).same_text(member(b)) == Some(false),
        _ => a.kind() != b.kind(),
    }
}

/// The name of an object's last member.
#[inline(never)]
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

/// The value of the member whose name that is.
fn member(name: Value<'_>) -> Value<'_> {
    name.doc().value(name.index() + 1)
}

/// A text that equal values have in common, and no others.
#[must_use]
pub fn canonical(value: Value<'_>) -> Vec<u8> {
    normal_form::write(value, |number, out| Decimal::new(number).write(out))
}

/// The first pair of equal elements, by index; `None` if all are unique. `ready`: which of them count.
#[must_use]
pub fn equal_pair(array: Value<'_>, ready: fn(Value<'_>) -> bool) -> Option<(u32, u32)> {
    const FEW: usize = 16;
    for (count, b) in array.elements().enumerate() {
        if count > FEW || !array.elements().take(count).all(|a| differ_soon(a, b)) {
            return equal_pair_of_many(array, ready);
        }
    }
    None
}

#[cold]
#[inline(never)]
fn equal_pair_of_many(array: Value<'_>, ready: fn(Value<'_>) -> bool) -> Option<(u32, u32)> {
    let (mut texts, mut places) = (Vec::new(), Vec::new());
    for (place, element) in (0..).zip(array.elements()) {
        if ready(element) {
            push(&mut texts, canonical(element));
            push(&mut places, place);
        } else {
            push(&mut texts, Vec::new());
        }
    }
    let compare = |a: u32, b: u32| texts.get(a as usize).cmp(&texts.get(b as usize));
    sort(&mut places, &compare);
    let mut first = None;
    for pair in places.windows(2) {
        // Of equals, the last one comes first.
        if let &[b, a] = pair
            && first.is_none_or(|(_, least)| b < least)
            && compare(a, b) == Ordering::Equal
        {
            first = Some((a, b));
        }
    }
    first
}
