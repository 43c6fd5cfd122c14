//! Lists of names, and how a name is found in one. Knows member names and strings as they are on the tape, but not what
//! they mean.

use crate::{Block, JsonStr, Members, Value};

/// Stands in for a name that does not fit into a block; these bytes never occur in UTF-8.
const LONG: Block = [0xFF; 16];

/// At most 65,535 names, each as the block of bytes by which it is compared: its UTF-8, padded with zeros. Built by
/// [`names!`](crate::names).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names {
    blocks: &'static [Block],
    /// The slots and texts of the names that do not fit into a block.
    long: &'static [(u16, &'static str)],
}

/// A `&'static Names`, from constant texts.
#[macro_export]
macro_rules! names {
    ($($name:expr),* $(,)?) => {{
        const TEXTS: &[&str] = &[$($name),*];
        const BLOCKS: [$crate::Block; TEXTS.len()] = $crate::names::blocks(TEXTS);
        const LONG: [(u16, &str); $crate::names::count_long(TEXTS)] = $crate::names::long(TEXTS);
        const NAMES: &$crate::names::Names = &$crate::names::Names::new(&BLOCKS, &LONG);
        NAMES
    }};
}

/// The block of a name; `None` if the name is too long, or contains zeros itself.
const fn block(name: &str) -> Option<Block> {
    let mut block = [0; 16];
    let mut rest = name.as_bytes();
    let mut at = 0;
    while let [byte, after @ ..] = rest {
        let Some((_, room)) = block.split_at_mut_checked(at) else { return None };
        let ([free, ..], 1..) = (room, *byte) else { return None };
        *free = *byte;
        rest = after;
        at += 1;
    }
    Some(block)
}

/// Used by [`names!`](crate::names).
#[must_use]
pub const fn blocks<const N: usize>(names: &[&str]) -> [Block; N] {
    assert!(N <= u16::MAX as usize, "a list has at most 65,535 names");
    let mut blocks = [LONG; N];
    let (mut left, mut rest): (&mut [Block], _) = (&mut blocks, names);
    while let ([slot, slots @ ..], [name, after @ ..]) = (left, rest) {
        if let Some(block) = block(name) {
            *slot = block;
        }
        (left, rest) = (slots, after);
    }
    blocks
}

/// Used by [`names!`](crate::names).
#[must_use]
pub const fn count_long(names: &[&str]) -> usize {
    let (mut count, mut rest) = (0, names);
    while let [name, after @ ..] = rest {
        count += block(name).is_none() as usize;
        rest = after;
    }
    count
}

/// Used by [`names!`](crate::names).
#[must_use]
pub const fn long<const N: usize>(names: &[&'static str]) -> [(u16, &'static str); N] {
    let mut long = [(0, ""); N];
    let (mut slot, mut left, mut rest): (u16, &mut [(u16, &str)], _) = (0, &mut long, names);
    while let [name, after @ ..] = rest {
        if block(name).is_none()
            && let [free, free_after @ ..] = left
        {
            *free = (slot, *name);
            left = free_after;
        }
        rest = after;
        slot = slot.wrapping_add(1);
    }
    long
}

impl Names {
    /// The empty list.
    pub const NONE: Self = Self { blocks: &[], long: &[] };

    /// Used by [`names!`](crate::names): takes the blocks, and the slots and texts of the names that do not fit.
    #[must_use]
    pub const fn new(blocks: &'static [Block], long: &'static [(u16, &'static str)]) -> Self {
        Self { blocks, long }
    }

    /// The number of names.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.blocks.len()
    }

    /// Whether the list is empty.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The names in order.
    pub fn iter(&'static self) -> impl Iterator<Item = &'static str> {
        (0..self.len()).map(|slot| self.get(slot))
    }

    /// The name in this slot; empty if there is none.
    #[must_use]
    pub fn get(&self, slot: usize) -> &'static str {
        core::str::from_utf8(self.bytes(slot)).unwrap_or_default()
    }

    /// The name in this slot as UTF-8, without a check that it is.
    #[must_use]
    pub fn bytes(&self, slot: usize) -> &'static [u8] {
        if let Some(&(_, name)) = self.long.iter().find(|(long, _)| usize::from(*long) == slot) {
            return name.as_bytes();
        }
        let block: &'static [u8] = self.blocks.get(slot).map_or(&[], |block| block);
        block.split(|&byte| byte == 0).next().unwrap_or_default()
    }

    /// The slot of the name that equals the text.
    #[must_use]
    #[inline]
    pub fn position(&self, text: JsonStr<'_>) -> Option<usize> {
        match text.block() {
            Some(block) => self.position_of_block(block),
            None => self.position_without_block(text),
        }
    }

    /// The slot of a name that is long, written with escapes, or at the end of the text.
    #[cold]
    fn position_without_block(&self, text: JsonStr<'_>) -> Option<usize> {
        text.map(|text| self.position_of(text))
    }

    /// The slot of the name that the value equals; `None` if the value is not a string.
    #[must_use]
    pub fn position_of_value(&self, value: Value<'_>) -> Option<usize> {
        self.position(value.seen().as_str()?)
    }

    /// The slot of the name with these bytes.
    #[must_use]
    pub fn position_of(&self, text: &[u8]) -> Option<usize> {
        let mut block = [0; 16];
        let mut fits = text.len() <= block.len();
        if fits {
            for (to, from) in block.iter_mut().zip(text) {
                *to = *from;
                fits &= *from != 0;
            }
        }
        if fits {
            return self.position_of_block(u128::from_le_bytes(block));
        }
        let is = |&&(_, name): &&(u16, &str)| name.as_bytes() == text;
        self.long.iter().find(is).map(|&(slot, _)| slot.into())
    }

    fn position_of_block(&self, block: u128) -> Option<usize> {
        self.blocks.iter().position(|name| same_block(name, block))
    }

    /// The object's members in document order.
    #[inline(always)]
    pub fn members_of<'a>(&'a self, object: Value<'a>) -> MembersOf<'a> {
        MembersOf { names: self, members: object.members(), next: 0 }
    }

    /// The slot of this block. The search starts at `next` and wraps around.
    #[inline(always)]
    fn position_from(&self, next: usize, block: u128) -> Option<usize> {
        let mut slot = next;
        for _ in self.blocks {
            if slot >= self.blocks.len() {
                slot = 0;
            }
            if self.blocks.get(slot).is_some_and(|name| same_block(name, block)) {
                return Some(slot);
            }
            slot += 1;
        }
        None
    }
}

/// Iterator of [`Names::members_of`]: for each member, the slot of its name, if the list has it, and its tape index.
#[derive(Debug)]
pub struct MembersOf<'a> {
    names: &'a Names,
    members: Members<'a>,
    /// Members tend to come in the order of the list, so each search resumes where the last one stopped.
    next: usize,
}

impl Iterator for MembersOf<'_> {
    type Item = (Option<usize>, u32);

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        let (name, member) = self.members.next_index()?;
        let slot = match name.block() {
            Some(block) => self.names.position_from(self.next, block),
            None => self.names.position_without_block(name),
        };
        if let Some(slot) = slot {
            self.next = slot + 1;
        }
        Some((slot, member))
    }
}

#[inline]
const fn same_block(name: &Block, block: u128) -> bool {
    let differing = u128::from_le_bytes(*name) ^ block;
    (differing as u64) | (differing >> 64) as u64 == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tape;

    const NAMES: &Names = crate::names!["a", "", "statement_descriptor", "eightlet", "sixteen_letters_", "b"];

    #[test]
    fn lists_its_names() {
        let names: Vec<_> = NAMES.iter().collect();
        assert_eq!(names, ["a", "", "statement_descriptor", "eightlet", "sixteen_letters_", "b"]);
        assert_eq!((NAMES.len(), NAMES.get(3), NAMES.get(6)), (6, "eightlet", ""));
        assert!(Names::NONE.is_empty() && Names::NONE.position_of(b"").is_none());
    }

    #[test]
    fn finds_each_name_and_no_other() {
        for padding in ["", " and sixteen bytes more"] {
            for (slot, name) in NAMES.iter().enumerate() {
                let text = format!("{name}{padding}");
                let found = |length: usize| NAMES.position(JsonStr::within(text.as_bytes(), length));
                assert_eq!(found(name.len()), Some(slot), "{name}");
                for at in 0..name.len() {
                    let mut wrong = text.clone().into_bytes();
                    if let Some(byte) = wrong.get_mut(at) {
                        *byte ^= 1;
                    }
                    assert_eq!(NAMES.position(JsonStr::within(&wrong, name.len())), None, "{name} at {at}");
                }
            }
        }
    }

    #[test]
    fn finds_members_in_any_order_the_last_of_duplicates() {
        let text = r#"{"b":0,"x":1,"eight\u006cet":2,"a":3,"b":4,"statement_descriptor":5}"#;
        let mut tape = Tape::new();
        let doc = tape.parse(text.as_bytes()).unwrap();
        let (mut found, mut others) = ([""; 6], Vec::new());
        for (slot, member) in NAMES.members_of(doc.root()) {
            let value = doc.value(member).raw();
            match slot.and_then(|slot| found.get_mut(slot)) {
                Some(found) => *found = value,
                None => others.push(value),
            }
        }
        assert_eq!(found, ["3", "", "5", "2", "", "4"]);
        assert_eq!(others, ["1"]);
    }
}
