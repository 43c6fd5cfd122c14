//! An object's members by name. Knows names, and no keyword.

use json_tape::{Names, Value};

use crate::schema::MAX_SLOTS;

/// The members that the keywords for one object speak of, by slot.
#[derive(Debug)]
pub struct Members<'a> {
    names: &'static Names,
    found: [Option<Value<'a>>; MAX_SLOTS],
}

impl<'a> Members<'a> {
    /// Those of what is no object.
    pub(crate) const NONE: Self = Self { names: &Names::NONE, found: [None; MAX_SLOTS] };

    /// Finds an object's members of these names; `other` gets each member whose slot is `known` or more, or that has none.
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

    /// The member in that slot.
    #[must_use]
    #[inline]
    pub fn get(&self, slot: u8) -> Option<Value<'a>> {
        self.found.get(usize::from(slot)).copied().flatten()
    }

    pub(crate) fn name(&self, slot: u8) -> &'static [u8] {
        self.names.bytes(slot.into())
    }
}

/// The members of these names, in the names' order; of a name that stands twice, the last counts. None, if the value is no
/// object.
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
