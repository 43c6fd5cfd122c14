//! Cursors on the tape: values, their elements and their members.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::doc::note_read;
use crate::node::{ESCAPED, FRACTIONAL};
use crate::{At, Doc, JsonStr, Kind, Node};

/// A cursor on one value: two words, passed in registers.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    pub(crate) doc: &'a Doc<'a>,
    pub(crate) at: u32,
}

impl<'a> Value<'a> {
    /// The value together with its node, for code that every text passes through. Methods of the value itself look the
    /// node up on each call.
    #[must_use]
    #[inline(always)]
    pub fn seen(self) -> Seen<'a> {
        static NOTHING: Node = Node::constant(0, 0, 0, Kind::Null, 0);
        note_read();
        Seen { doc: self.doc, node: self.doc.nodes.get(self.at as usize).unwrap_or(&NOTHING) }
    }

    fn node(self) -> &'a Node {
        self.seen().node
    }

    /// The value's document.
    #[must_use]
    pub fn doc(self) -> &'a Doc<'a> {
        self.doc
    }

    /// The value's index on the tape.
    #[must_use]
    #[inline]
    pub fn index(self) -> u32 {
        self.at
    }

    /// The index after the value's subtree.
    #[must_use]
    #[inline]
    pub fn end_index(self) -> u32 {
        self.node().next
    }

    /// The place of the value.
    #[must_use]
    #[inline]
    pub fn at(self) -> At {
        At { doc: self.doc.id, node: self.at }
    }

    /// The kind of value.
    #[must_use]
    #[inline]
    pub fn kind(self) -> Kind {
        self.node().kind
    }

    /// Whether the value is JSON null.
    #[must_use]
    #[inline]
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// The value's source bytes as written; for a string, those between the quotes.
    #[must_use]
    pub fn span(self) -> &'a [u8] {
        let node = self.node();
        self.doc.text.get(node.start as usize..node.end as usize).unwrap_or_default()
    }

    /// The value's span in the text.
    #[must_use]
    #[inline]
    pub fn place(self) -> core::ops::Range<u32> {
        let node = self.node();
        node.start..node.end
    }

    /// The value's source text; for a string, what is between the quotes, escapes as written.
    #[must_use]
    pub fn raw(self) -> &'a str {
        // INVARIANT: outside strings the grammar admits only ASCII, and strings have been checked.
        core::str::from_utf8(self.span()).unwrap_or_default()
    }

    /// The string, if the value is one.
    #[must_use]
    pub fn as_str(self) -> Option<JsonStr<'a>> {
        self.seen().as_str()
    }

    /// Whether two strings are equal; `None` unless both are strings.
    #[must_use]
    pub fn same_text(self, other: Value<'_>) -> Option<bool> {
        let (a, b) = (self.seen(), other.seen());
        if a.kind() != Kind::String || b.kind() != Kind::String {
            return None;
        }
        // Most unequal strings differ in length.
        if a.length() != b.length() && (a.node.flags | b.node.flags) & ESCAPED == 0 {
            return Some(false);
        }
        Some(a.as_str()?.eq_value(b.as_str()?))
    }

    /// Whether the value is an array or an object.
    #[must_use]
    #[inline]
    pub fn is_container(self) -> bool {
        matches!(self.kind(), Kind::Array | Kind::Object)
    }

    /// Whether the value is a number written without fraction and exponent.
    #[must_use]
    #[inline]
    pub fn is_plain_integer(self) -> bool {
        let node = self.node();
        node.kind == Kind::Number && node.flags & FRACTIONAL == 0
    }

    /// The integer part of a number that has at most 18 characters and no exponent, and 1 if it has a fraction,
    /// otherwise 0.
    #[must_use]
    #[inline]
    pub fn whole_part(self) -> Option<(i64, i64)> {
        match self.seen().node.small {
            Node::NOT_SMALL => self.long_whole_part(),
            small => Some((small.into(), 0)),
        }
    }

    fn long_whole_part(self) -> Option<(i64, i64)> {
        const EXACT: usize = 18; // digits that an i64 always holds
        let span = self.span();
        if self.kind() != Kind::Number || span.len() > EXACT {
            return None;
        }
        let (negative, digits) = match span {
            [b'-', digits @ ..] => (true, digits),
            digits => (false, digits),
        };
        let (mut magnitude, mut digits) = (0i64, digits.iter());
        let has_fraction = loop {
            match digits.next() {
                Some(digit @ b'0'..=b'9') => magnitude = magnitude * 10 + i64::from(digit - b'0'),
                Some(b'.') if digits.all(u8::is_ascii_digit) => break 1,
                Some(_) => return None,
                None => break 0,
            }
        };
        Some((if negative { -magnitude } else { magnitude }, has_fraction))
    }

    /// The elements, if the value is an array; otherwise none.
    #[must_use]
    #[inline]
    pub fn elements(self) -> Elements<'a> {
        let node = self.node();
        let end = if node.kind == Kind::Array { node.next } else { 0 };
        Elements { doc: self.doc, at: self.at + 1, end }
    }

    /// The members in document order, duplicates included, if the value is an object; otherwise none.
    #[must_use]
    #[inline]
    pub fn members(self) -> Members<'a> {
        let node = self.seen().node;
        let end = if node.kind == Kind::Object { node.next } else { 0 };
        Members { doc: self.doc, at: self.at + 1, end }
    }

    /// The tape indices of an array's elements, or of the names of an object's members.
    #[must_use]
    pub fn items(self) -> Vec<u32> {
        let mut items = Vec::new();
        let named = u32::from(self.kind() == Kind::Object);
        let mut at = self.at + 1;
        while at < self.end_index() {
            items.push(at);
            at = self.doc.value(at + named).end_index();
        }
        items
    }

    /// The member with this name, if the value is an object that has one. The last duplicate counts, as in PostgreSQL's
    /// json and jsonb and in `JSON.parse`.
    #[must_use]
    pub fn get(self, name: &str) -> Option<Value<'a>> {
        self.get_bytes(name.as_bytes())
    }

    /// The same, by the UTF-8 of the name.
    #[must_use]
    pub fn get_bytes(self, name: &[u8]) -> Option<Value<'a>> {
        let mut found = None;
        for (key, value) in self.members() {
            if key.eq_bytes(name) {
                found = Some(value);
            }
        }
        found
    }
}

/// A [`Value`] whose node has been looked up.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    doc: &'a Doc<'a>,
    node: &'a Node,
}

impl<'a> Seen<'a> {
    /// The kind of value.
    #[must_use]
    #[inline(always)]
    pub fn kind(self) -> Kind {
        self.node.kind
    }

    /// The value's source bytes; for a string, those between the quotes.
    #[must_use]
    #[inline(always)]
    pub fn length(self) -> usize {
        (self.node.end - self.node.start) as usize
    }

    /// Like [`Value::as_str`].
    #[must_use]
    #[inline(always)]
    pub fn as_str(self) -> Option<JsonStr<'a>> {
        if self.node.kind != Kind::String {
            return None;
        }
        let rest = self.doc.text.get(self.node.start as usize..).unwrap_or_default();
        let span = rest.get(..self.length())?;
        Some(JsonStr { rest, span, flags: self.node.flags })
    }

    /// The number, if it is written as a small natural number.
    #[must_use]
    #[inline(always)]
    pub fn small(self) -> Option<u16> {
        Some(self.node.small).filter(|small| *small != Node::NOT_SMALL)
    }
}

/// The value as text: the value of a string, or the source text of anything else.
#[must_use]
pub fn text(value: Value<'_>) -> Cow<'_, [u8]> {
    match value.seen().as_str() {
        Some(string) if string.is_escaped() => string.bytes(),
        _ => Cow::Borrowed(value.span()),
    }
}

/// Iterator of [`Value::elements`].
#[derive(Clone, Copy, Debug)]
pub struct Elements<'a> {
    doc: &'a Doc<'a>,
    at: u32,
    end: u32,
}

impl<'a> Iterator for Elements<'a> {
    type Item = Value<'a>;
    #[inline]
    fn next(&mut self) -> Option<Value<'a>> {
        if self.at >= self.end {
            return None;
        }
        let value = Value { doc: self.doc, at: self.at };
        self.at = value.node().next;
        Some(value)
    }
}

/// Iterator of [`Value::members`].
#[derive(Clone, Copy, Debug)]
pub struct Members<'a> {
    doc: &'a Doc<'a>,
    at: u32,
    end: u32,
}

impl<'a> Members<'a> {
    /// The next member's name, and the tape index of its value.
    #[inline]
    pub fn next_index(&mut self) -> Option<(JsonStr<'a>, u32)> {
        if self.at >= self.end {
            return None;
        }
        note_read();
        let [name, value] = self.doc.nodes.get(self.at as usize..)?.first_chunk()?;
        let rest = self.doc.text.get(name.start as usize..)?;
        let index = self.at + 1;
        self.at = value.next;
        let span = rest.get(..(name.end - name.start) as usize)?;
        Some((JsonStr { rest, span, flags: name.flags }, index))
    }
}

impl<'a> Iterator for Members<'a> {
    type Item = (JsonStr<'a>, Value<'a>);
    fn next(&mut self) -> Option<Self::Item> {
        let (name, at) = self.next_index()?;
        Some((name, Value { doc: self.doc, at }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tape;

    #[test]
    fn walks_and_unescapes() {
        let mut tape = Tape::new();
        let doc = tape.parse(br#" {"a":[1,"x\ud83d\ude00\n"],"b":null,"a" : {"c":true}} "#).unwrap();
        let root = doc.root();
        assert_eq!(root.members().count(), 3);
        let (_, array) = root.members().next().unwrap();
        assert_eq!(array.raw(), r#"[1,"x\ud83d\ude00\n"]"#);
        let string = array.elements().nth(1).unwrap().as_str().unwrap();
        assert_eq!(string.to_cow(), "x\u{1f600}\n");
        assert_eq!(string.code_points(), 3);
        assert_eq!(root.get("a").unwrap().kind(), Kind::Object);
        assert_eq!(doc.depth, 2);
    }

    #[test]
    fn parts_a_number_at_its_point() {
        for (text, expected) in [
            ("0", Some((0, 0))),
            ("-0", Some((0, 0))),
            ("65534", Some((65_534, 0))),
            ("65535", Some((65_535, 0))),
            ("999999999", Some((999_999_999, 0))),
            ("4294967297", Some((4_294_967_297, 0))),
            ("-7", Some((-7, 0))),
            ("-0.5", Some((0, 1))),
            ("90.0", Some((90, 1))),
            ("-89.99", Some((-89, 1))),
            ("123456789012345678", Some((123_456_789_012_345_678, 0))),
            ("1234567890123456789", None),
            ("1e2", None),
            ("1.5e2", None),
            ("\"1\"", None),
            ("true", None),
        ] {
            assert_eq!(Tape::new().parse(text.as_bytes()).unwrap().root().whole_part(), expected, "{text}");
        }
    }
}
