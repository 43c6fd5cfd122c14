//! An object's members by name. Knows names, but no keywords.

use core::num::NonZeroU32;

use json_tape::{Doc, Names, Value};

use crate::schema::MAX_SLOTS;

/// The members that one object's keywords refer to, by slot.
#[derive(Debug)]
pub struct Members<'a> {
    names: &'static Names,
    /// The object's document, if it is an object.
    doc: Option<&'a Doc<'a>>,
    /// Tape indices. No member has the index 0, which is the whole text's.
    found: [Option<NonZeroU32>; MAX_SLOTS],
}

impl<'a> Members<'a> {
    /// The members of a value that is not an object.
    pub(crate) const NONE: Self = Self::new(&Names::NONE);

    /// None of these names so far.
    #[inline]
    pub(crate) const fn new(names: &'static Names) -> Self {
        Self { names, doc: None, found: [None; MAX_SLOTS] }
    }

    /// Finds an object's members; `other` receives those that are not among the first `known` names.
    #[inline]
    pub(crate) fn find(&mut self, known: Option<usize>, object: Value<'a>, mut other: impl FnMut(Value<'a>)) {
        self.doc = Some(object.doc());
        for (slot, member) in self.names.members_of(object) {
            if let Some(found) = slot.and_then(|slot| self.found.get_mut(slot)) {
                *found = NonZeroU32::new(member);
            }
            if known.is_some_and(|known| slot.is_none_or(|slot| slot >= known)) {
                other(object.doc().value(member));
            }
        }
    }

    /// The member in this slot.
    #[must_use]
    #[inline]
    pub fn get(&self, slot: u8) -> Option<Value<'a>> {
        let member = self.found.get(usize::from(slot)).copied().flatten()?;
        Some(self.doc?.value(member.get()))
    }

    pub(crate) fn name(&self, slot: u8) -> &'static [u8] {
        self.names.bytes(slot.into())
    }
}

/// The members with these names, in the order of the names; if a name is repeated, the last member counts. There are
/// none if the value is not an object.
#[must_use]
#[inline]
pub fn find<'a, const COUNT: usize>(names: &Names, object: Value<'a>) -> [Option<Value<'a>>; COUNT] {
    let mut found = [None; COUNT];
    find_into(&mut found, names, object);
    found
}

fn find_into<'a>(found: &mut [Option<Value<'a>>], names: &Names, object: Value<'a>) {
    for (slot, member) in names.members_of(object) {
        if let Some(found) = slot.and_then(|slot| found.get_mut(slot)) {
            *found = Some(object.doc().value(member));
        }
    }
}
