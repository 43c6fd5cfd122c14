//! An object's members by name. Knows names, and no keyword.

use core::num::NonZeroU32;

use json_tape::{Doc, Names, Value};

use crate::schema::MAX_SLOTS;

/// The members that the keywords for one object speak of, by slot.
#[derive(Debug)]
pub struct Members<'a> {
    names: &'static Names,
    /// Where the object stands; none, if it is no object.
    doc: Option<&'a Doc<'a>>,
    /// Tape indices, of which 0 is the whole text's: no member stands there.
    found: [Option<NonZeroU32>; MAX_SLOTS],
}

impl<'a> Members<'a> {
    /// Those of what is no object.
    pub(crate) const NONE: Self = Self { names: &Names::NONE, doc: None, found: [None; MAX_SLOTS] };

    /// Finds an object's members of these names; `other` gets each member whose slot is `known` or more, or that has none.
    #[inline]
    pub(crate) fn find(
        names: &'static Names,
        known: usize,
        object: Value<'a>,
        mut other: impl FnMut(Value<'a>),
    ) -> Self {
        let mut members = Self { names, doc: Some(object.doc()), ..Self::NONE };
        for (slot, member) in names.members_of(object) {
            if let Some(found) = members.found.get_mut(slot) {
                *found = NonZeroU32::new(member);
            }
            if slot >= known {
                other(object.doc().value(member));
            }
        }
        members
    }

    /// The member in that slot.
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
