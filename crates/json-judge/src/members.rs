//! An object's members by name. Knows names, but no keywords.

use json_tape::{Names, Value};

use crate::schema::MAX_SLOTS;

/// The members that one object's keywords refer to, by slot.
#[derive(Debug)]
pub struct Members<'a> {
    names: &'static Names,
    found: [Option<Value<'a>>; MAX_SLOTS],
}

impl<'a> Members<'a> {
    /// The members of a value that is not an object.
    pub(crate) const NONE: Self = Self { names: &Names::NONE, found: [None; MAX_SLOTS] };

    /// Finds an object's members by these names; `other` gets each member whose slot is `known` or higher, or that has
    /// no slot.
    #[inline]
    pub(crate) fn find(
        names: &'static Names,
        known: usize,
        object: Value<'a>,
        mut other: impl FnMut(Value<'a>),
    ) -> Self {
        let mut members = Self { names, ..Self::NONE };
        for (slot, member) in names.members_of(object) {
            let member = object.doc().value(member);
            if let Some(found) = members.found.get_mut(slot) {
                *found = Some(member);
            }
            if slot >= known {
                other(member);
            }
        }
        members
    }

    /// The member in this slot.
    #[must_use]
    #[inline]
    pub fn get(&self, slot: u8) -> Option<Value<'a>> {
        self.found.get(usize::from(slot)).copied().flatten()
    }

    pub(crate) fn name(&self, slot: u8) -> &'static [u8] {
        self.names.bytes(slot.into())
    }
}

/// The members with these names, in the order of the names; if a name is repeated, the last member counts. There are
/// none if the value is not an object.
#[must_use]
pub fn find<'a, const COUNT: usize>(names: &Names, object: Value<'a>) -> [Option<Value<'a>>; COUNT] {
    let mut found = [None; COUNT];
    for (slot, member) in names.members_of(object) {
        if let Some(found) = found.get_mut(slot) {
            *found = Some(object.doc().value(member));
        }
    }
    found
}
