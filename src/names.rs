//! Lists of names, and how a name is found in one. Knows member names and strings as the tape has them, and not
//! what they stand for.

use crate::tape::{JsonStr, Value, same};

/// Bytes that are compared at once.
const BLOCK: usize = 16;
/// Of a name that is not in the list.
const NO_SLOT: usize = usize::MAX - 1;

/// Names, each of which costs its letters and a byte. Made by [`names!`](crate::names).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names {
    /// One after the other, then a block of zeros, so that each has a whole block from its first byte on.
    text: &'static str,
    /// Bytes of each.
    lengths: &'static [u8],
}

/// Where the search goes on: names tend to come in the order of their list.
#[derive(Clone, Copy, Debug, Default)]
struct Cursor {
    slot: usize,
    /// Where the slot's name begins in the text.
    offset: usize,
}

/// A `&'static Names`, from literals of at most 255 bytes.
#[macro_export]
macro_rules! names {
    ($($name:literal),* $(,)?) => {{
        const NAMES: &$crate::names::Names = &$crate::names::Names::new(
            concat!($($name,)* "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
            &[$($crate::names::length($name)),*],
        );
        NAMES
    }};
}

/// Bytes of a name; does not compile if they are over 255.
#[must_use]
pub const fn length(name: &str) -> u8 {
    let length = name.len() as u8;
    assert!(length as usize == name.len(), "a name of a list has at most 255 bytes");
    length
}

impl Names {
    /// No name.
    pub const NONE: Self = Self { text: "", lengths: &[] };

    /// What [`names!`](crate::names) makes.
    #[must_use]
    pub const fn new(text: &'static str, lengths: &'static [u8]) -> Self {
        Self { text, lengths }
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// The names in order.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + use<> {
        let mut rest = self.text;
        self.lengths.iter().map(move |&length| {
            let (name, after) = rest.split_at_checked(length.into()).unwrap_or_default();
            rest = after;
            name
        })
    }

    /// The name in that slot; empty if there is none.
    #[must_use]
    pub fn get(&self, slot: usize) -> &'static str {
        self.iter().nth(slot).unwrap_or_default()
    }

    /// The slot of the name that the text is.
    #[must_use]
    #[inline(never)]
    pub fn position(&self, text: JsonStr<'_>) -> Option<usize> {
        self.position_near(&mut Cursor::default(), text)
    }

    #[inline(always)]
    fn position_near(&self, cursor: &mut Cursor, text: JsonStr<'_>) -> Option<usize> {
        match text.rest().first_chunk() {
            Some(block) if text.length() <= BLOCK && !text.is_escaped() => {
                self.position_from(cursor, block, text.length())
            }
            _ => self.position_of_long(text),
        }
    }

    #[inline(never)]
    fn position_of_long(&self, text: JsonStr<'_>) -> Option<usize> {
        if text.is_escaped() { self.position_of(&text.bytes()) } else { self.position_of(text.span()) }
    }

    /// The slot of the name that these bytes are.
    #[must_use]
    #[inline(never)]
    pub fn position_of(&self, text: &[u8]) -> Option<usize> {
        let mut offset = 0;
        for (slot, &length) in self.lengths.iter().enumerate() {
            let length = usize::from(length);
            if length == text.len() && same(self.text.as_bytes().get(offset..offset + length)?, text) {
                return Some(slot);
            }
            offset += length;
        }
        None
    }

    /// The object's members of these names: `found` gets the tape index of each, the last of duplicates, and keeps
    /// what it has where there is none (no member stands at index 0). Members of other names, and of those from
    /// slot `known` on, go to `other`, unless `known` is `usize::MAX`. Gives the slots found, a bit each for the first 64.
    #[inline(never)]
    pub fn find<'a>(
        &self,
        object: Value<'a>,
        known: usize,
        found: &mut [u32],
        other: &mut dyn FnMut(Value<'a>),
    ) -> u64 {
        let mut cursor = Cursor::default();
        let mut bits = 0;
        let mut members = object.members();
        while let Some((name, member)) = members.next_index() {
            let slot = self.position_near(&mut cursor, name).unwrap_or(NO_SLOT);
            if let Some(found) = found.get_mut(slot) {
                *found = member;
                bits |= 1 << (slot & 63);
            }
            if slot >= known {
                other(object.doc().value(member));
            }
        }
        bits
    }

    /// The slot of a name of at most a block, from the cursor on and around.
    #[inline(always)]
    fn position_from(&self, cursor: &mut Cursor, block: &[u8; BLOCK], length: usize) -> Option<usize> {
        let Cursor { mut slot, mut offset } = *cursor;
        let (low, high) = halves(block);
        let (low_mask, high_mask) = (mask(length), mask(length.saturating_sub(8)));
        for _ in self.lengths {
            if slot == self.lengths.len() {
                (slot, offset) = (0, 0);
            }
            let own = usize::from(*self.lengths.get(slot)?);
            let name = offset;
            slot += 1;
            offset += own;
            if own == length {
                let name = halves(self.text.as_bytes().get(name..)?.first_chunk()?);
                if (name.0 ^ low) & low_mask | (name.1 ^ high) & high_mask == 0 {
                    *cursor = Cursor { slot, offset };
                    return Some(slot - 1);
                }
            }
        }
        None
    }
}

#[inline]
fn halves(block: &[u8; BLOCK]) -> (u64, u64) {
    let block = u128::from_le_bytes(*block);
    (block as u64, (block >> 64) as u64)
}

/// That many bytes, at most eight.
#[inline]
const fn mask(bytes: usize) -> u64 {
    if bytes < 8 { !(u64::MAX << (8 * bytes)) } else { u64::MAX }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tape::Tape;

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
        let (mut found, mut others) = ([0; 6], Vec::new());
        let bits = NAMES.find(doc.root(), 3, &mut found, &mut |member| others.push(member.raw()));
        let told = found.map(|index| if index == 0 { "" } else { doc.value(index).raw() });
        assert_eq!(told, ["3", "", "5", "2", "", "4"]);
        assert_eq!((bits, others), (0b10_1101, vec!["0", "1", "2", "4"]));
    }
}
