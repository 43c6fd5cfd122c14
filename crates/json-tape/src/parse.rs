//! JSON text to tape: the grammar of RFC 8259, without recursion.
//!
//! Code marked `#[cold]` handles what most texts do not contain; kept apart, it leaves the main loop's registers alone.

use alloc::{format, string::String, vec::Vec};

use crate::node::{DEEPEST, ESCAPED, FRACTIONAL, NON_ASCII};
use crate::scan::Window;
use crate::string::behind_escape;
use crate::{Doc, DocId, Facts, Kind, Node};

/// Why a text is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxError {
    /// The text ends before a value is complete.
    UnexpectedEnd,
    /// The byte at this offset is not allowed there.
    UnexpectedByte(u32),
    /// A string contains bytes that are not UTF-8; the offset is that of the string.
    InvalidUtf8(u32),
    /// The text, or its tape, does not fit into memory.
    TooLarge,
}

impl core::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::UnexpectedEnd => f.write_str("the text ends too early"),
            Self::UnexpectedByte(at) => write!(f, "unexpected byte at offset {at}"),
            Self::InvalidUtf8(at) => write!(f, "the string at offset {at} is not UTF-8"),
            Self::TooLarge => f.write_str("the text is too large"),
        }
    }
}

impl core::error::Error for SyntaxError {}

/// A reusable tape: another parse reuses the allocation.
#[derive(Debug, Default)]
pub struct Tape {
    /// The nodes of the last text, followed by spare room.
    pub(crate) nodes: Vec<Node>,
    pub(crate) count: usize,
    pub(crate) facts: Facts,
    pub(crate) state: State,
}

/// Where a parse stands at the end of the text, so that it can go on once the text is longer.
#[derive(Debug)]
pub(crate) struct State {
    /// The next byte to be read: all before it is on the tape.
    pub(crate) pos: usize,
    pub(crate) awaited: Awaited,
    /// The innermost open container on the tape, and the bracket that closes the innermost open container of all.
    pub(crate) open: u32,
    pub(crate) close: u8,
    /// The closing brackets of the containers around it, from the deepest one on the tape onwards.
    pub(crate) deeper: Deeper,
    pub(crate) depth: u32,
    /// How far the string or number at `pos` has been read, up to a whole character; 0 if there is none.
    pub(crate) read: usize,
    /// The flags of that string.
    pub(crate) flags: u8,
}

/// What must come next, apart from white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Awaited {
    /// A value.
    Value,
    /// A member's name.
    Name,
    /// The colon behind a member's name.
    Colon,
    /// The first element or member of a container that has just been opened, or its end.
    First,
    /// What follows a value: a comma, the end of the container or the end of the text.
    Next,
}

impl State {
    const START: Self = Self {
        pos: 0,
        awaited: Awaited::Value,
        open: NO_PARENT,
        close: 0,
        deeper: Deeper { words: Vec::new(), count: 0 },
        depth: 0,
        read: 0,
        flags: 0,
    };
}

impl State {
    /// Whether the text is a value, and nothing else.
    pub(crate) const fn is_complete(&self) -> bool {
        self.open == NO_PARENT && matches!(self.awaited, Awaited::Next)
    }
}

impl Default for State {
    fn default() -> Self {
        Self::START
    }
}

impl Tape {
    /// An empty tape; allocates on the first parse.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            nodes: Vec::new(),
            count: 0,
            facts: Facts { depth: 0, nul_escape: None, lone_surrogate: None, long_number: false },
            state: State::START,
        }
    }

    fn nodes(&self) -> &[Node] {
        self.nodes.get(..self.count).unwrap_or_default()
    }

    /// The nodes as Rust source text, for [`Doc::constant`]; used by the compiler.
    #[must_use]
    pub fn nodes_text(&self) -> String {
        let nodes = self
            .nodes()
            .iter()
            .map(|n| format!("Node::constant({}, {}, {}, Kind::{:?}, {})", n.start, n.end, n.next, n.kind, n.flags));
        format!("[{}]", nodes.collect::<Vec<_>>().join(", "))
    }

    /// Parses one JSON text (RFC 8259, any value at the top).
    ///
    /// # Errors
    /// [`SyntaxError`], with the byte offset of the error. Nesting is not limited here.
    pub fn parse<'a>(&'a mut self, text: &'a [u8]) -> Result<Doc<'a>, SyntaxError> {
        self.restart();
        let outcome = self.go_on(text, true);
        if outcome.is_err() {
            self.count = 0;
        }
        outcome.map(|()| self.doc(text))
    }

    /// Forgets the text, for one that will be parsed piece by piece.
    pub fn restart(&mut self) {
        self.count = 0;
        self.facts = Facts::default();
        self.state = State::START;
    }

    /// Parses what `text` has more than the text of the previous call, with which it begins. `is_whole` says that no
    /// more will follow; without it, a text that ends too early is no error.
    ///
    /// # Errors
    /// [`SyntaxError`], after which the parse cannot go on.
    pub fn go_on(&mut self, text: &[u8], is_whole: bool) -> Result<(), SyntaxError> {
        if u32::try_from(text.len()).is_err() {
            return Err(SyntaxError::TooLarge);
        }
        match self.fill(text, is_whole) {
            Err(SyntaxError::UnexpectedEnd) if !is_whole => Ok(()),
            outcome => outcome,
        }
    }

    /// The document of the last parsed text.
    #[must_use]
    pub fn doc<'a>(&'a self, text: &'a [u8]) -> Doc<'a> {
        Doc { text, nodes: self.nodes(), facts: &self.facts, id: DocId::Subject }
    }

    /// One loop handles the whole grammar: separate functions for strings and members would cost as much in calls as in
    /// work, and every validation comes through here. It stops where the grammar is not met, or the text ends.
    fn fill(&mut self, text: &[u8], is_whole: bool) -> Result<(), SyntaxError> {
        let Self { nodes, count: parsed, facts, state } = self;
        let mut room = nodes.as_mut_slice();
        let mut count = *parsed;
        let mut pos = state.pos;
        let mut window = Window::default();
        let (mut open, mut close, mut depth) = (state.open, state.close, state.depth);
        // How far the first token has been read before, and the flags of a string.
        let (mut begun, flags) = (core::mem::take(&mut state.read), state.flags);
        // Whether a member's name is expected rather than a value.
        let mut name = state.awaited == Awaited::Name;
        let mut is_behind_value = state.awaited == Awaited::Next;
        let (at, awaited) = 'run: {
            match state.awaited {
                Awaited::Colon => {
                    if skip_white(text, &mut pos) != b':' {
                        break 'run (pos, Awaited::Colon);
                    }
                    pos += 1;
                }
                Awaited::First => {
                    let byte = skip_white(text, &mut pos);
                    if byte == 0 {
                        break 'run (pos, Awaited::First);
                    }
                    is_behind_value = byte == close;
                    name = close == b'}';
                }
                Awaited::Value | Awaited::Name | Awaited::Next => {}
            }
            loop {
                while !core::mem::take(&mut is_behind_value) {
                    let byte = skip_white(text, &mut pos);
                    let here = count as u32;
                    let Some(slot) = room.get_mut(count) else {
                        room = grow(nodes)?;
                        continue;
                    };
                    // Below the maximum depth, the next node overwrites this one.
                    count += usize::from(depth <= DEEPEST);
                    let mut node = Node::constant(pos as u32, 0, here + 1, Kind::String, 0);
                    if byte == b'"' {
                        pos += 1;
                        node.start = pos as u32;
                        if begun > pos {
                            (pos, node.flags) = (core::mem::take(&mut begun), flags);
                        }
                        let wrong = loop {
                            pos = window.behind_plain(text, pos);
                            let byte = byte_at(text, pos);
                            if byte == b'"' {
                                break None;
                            }
                            pos = if byte == b'\\' {
                                match behind_escape(text, pos, facts) {
                                    Ok(behind) => behind,
                                    Err(at) => break Some(at),
                                }
                            } else if byte >= 0x80 {
                                node.flags |= NON_ASCII;
                                pos + 1
                            } else {
                                break Some(pos);
                            };
                            node.flags |= if byte == b'\\' { ESCAPED } else { 0 };
                        };
                        if let Some(at) = wrong {
                            (state.read, state.flags) = (pos, node.flags);
                            (pos, count) = (node.start as usize - 1, here as usize);
                            break 'run (at, if name { Awaited::Name } else { Awaited::Value });
                        }
                        node.end = pos as u32;
                        if node.flags & NON_ASCII != 0
                            && !is_utf8(text.get(node.start as usize..pos).unwrap_or_default())
                        {
                            return Err(SyntaxError::InvalidUtf8(node.start));
                        }
                        // The closing quote is not part of the span.
                        pos += 1;
                        *slot = node;
                        if name {
                            if skip_white(text, &mut pos) != b':' {
                                break 'run (pos, Awaited::Colon);
                            }
                            pos += 1;
                            name = false;
                            continue;
                        }
                    } else if name {
                        count = here as usize;
                        break 'run (pos, Awaited::Name);
                    } else if matches!(byte, b'{' | b'[') {
                        if depth <= DEEPEST {
                            node.next = open;
                            node.kind = if byte == b'{' { Kind::Object } else { Kind::Array };
                            *slot = node;
                            open = here;
                        } else {
                            state.deeper.push(close == b'}')?;
                        }
                        // `[` and `{` are two code points before their closing brackets.
                        close = byte + 2;
                        depth += 1;
                        facts.depth = facts.depth.max(depth);
                        pos += 1;
                        let first = skip_white(text, &mut pos);
                        if first == 0 {
                            break 'run (pos, Awaited::First);
                        }
                        if first != close {
                            name = byte == b'{';
                            continue;
                        }
                    } else {
                        let behind = if matches!(byte, b'-' | b'0'..=b'9') {
                            node.kind = Kind::Number;
                            if !is_whole && begun > pos && goes_on(text, pos, &mut begun) {
                                Err(text.len())
                            } else {
                                number(text, pos, &mut node, facts)
                            }
                        } else {
                            word(text, pos, &mut node.kind)
                        };
                        let wrong = match behind {
                            // A number at the end may have more digits.
                            Ok(behind) if is_whole || behind < text.len() || node.kind != Kind::Number => {
                                pos = behind;
                                None
                            }
                            Ok(at) | Err(at) => Some(at),
                        };
                        if let Some(at) = wrong {
                            (state.read, count) = (at, here as usize);
                            break 'run (at, Awaited::Value);
                        }
                        node.end = pos as u32;
                        *slot = node;
                    }
                    is_behind_value = true;
                }
                // A value is complete: close the containers that end here, or go on to the next member.
                loop {
                    let byte = skip_white(text, &mut pos);
                    let Some(container) = room.get_mut(open as usize) else {
                        break 'run (pos, Awaited::Next);
                    };
                    if byte == b',' {
                        pos += 1;
                        name = close == b'}';
                        break;
                    }
                    if byte != close {
                        break 'run (pos, Awaited::Next);
                    }
                    pos += 1;
                    depth -= 1;
                    if depth > DEEPEST {
                        close = if state.deeper.pop() { b'}' } else { b']' };
                        continue;
                    }
                    container.end = pos as u32;
                    open = core::mem::replace(&mut container.next, count as u32);
                    close = match room.get(open as usize) {
                        Some(Node { kind: Kind::Object, .. }) => b'}',
                        _ => b']',
                    };
                }
            }
        };
        *parsed = count;
        (state.pos, state.awaited) = (pos, awaited);
        (state.open, state.close, state.depth) = (open, close, depth);
        match text.get(at) {
            Some(_) => Err(SyntaxError::UnexpectedByte(at as u32)),
            None if state.is_complete() => Ok(()),
            None => Err(SyntaxError::UnexpectedEnd),
        }
    }
}

/// A stack of bits.
#[derive(Debug, Default)]
pub(crate) struct Deeper {
    words: Vec<u64>,
    count: usize,
}

impl Deeper {
    #[cold]
    fn push(&mut self, bit: bool) -> Result<(), SyntaxError> {
        if self.count.is_multiple_of(64) {
            self.words.try_reserve(1).map_err(|_| SyntaxError::TooLarge)?;
            self.words.push(0);
        }
        if let Some(word) = self.words.last_mut() {
            *word = *word << 1 | u64::from(bit);
        }
        self.count += 1;
        Ok(())
    }

    /// The bits, the last one first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = bool> {
        let of_word = |index: usize| {
            // The last word may not be full.
            let used = if index + 1 == self.words.len() { (self.count - 1) % 64 + 1 } else { 64 };
            let word = self.words.get(index).copied().unwrap_or(0);
            (0..used).map(move |bit| word >> bit & 1 == 1)
        };
        (0..self.words.len()).rev().flat_map(of_word)
    }

    #[cold]
    fn pop(&mut self) -> bool {
        let Some(word) = self.words.last_mut() else { return false };
        let bit = *word & 1 == 1;
        *word >>= 1;
        self.count -= 1;
        if self.count.is_multiple_of(64) {
            self.words.pop();
        }
        bit
    }
}

/// Not checked in wasm: there, texts are written by `TextEncoder.encodeInto`, which always produces UTF-8 (Encoding
/// Standard, 7.4).
fn is_utf8(bytes: &[u8]) -> bool {
    cfg!(target_arch = "wasm32") || core::str::from_utf8(bytes).is_ok()
}

/// Doubles the room for nodes, to at least 64.
#[cold]
fn grow(nodes: &mut Vec<Node>) -> Result<&mut [Node], SyntaxError> {
    let more = nodes.len().max(64);
    nodes.try_reserve(more).map_err(|_| SyntaxError::TooLarge)?;
    nodes.resize(nodes.len() + more, Node::constant(0, 0, 0, Kind::Null, 0));
    Ok(nodes)
}

/// Reads `true`, `false` or `null` at `pos`: returns where it ends, or where it goes wrong.
#[inline(always)]
fn word(text: &[u8], pos: usize, kind: &mut Kind) -> Result<usize, usize> {
    let word: &[u8] = match byte_at(text, pos) {
        b't' => {
            *kind = Kind::True;
            b"true"
        }
        b'f' => {
            *kind = Kind::False;
            b"false"
        }
        _ => {
            *kind = Kind::Null;
            b"null"
        }
    };
    let mut at = pos;
    for &byte in word {
        if byte_at(text, at) != byte {
            return Err(at);
        }
        at += 1;
    }
    Ok(at)
}

/// Of a number at `pos` that has been read as far as `begun` before: whether it may go on behind the end of the text.
/// Short ones are read anew; of long ones only the new bytes are looked at, so that the time is linear however many
/// pieces there are.
#[cold]
fn goes_on(text: &[u8], pos: usize, begun: &mut usize) -> bool {
    let from = core::mem::take(begun);
    let new = text.get(from..).unwrap_or_default();
    from - pos > 64 && new.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'))
}

/// Means that no container is open.
pub(crate) const NO_PARENT: u32 = u32::MAX;

/// Returns 0 at the end of the text: JSON contains no such byte.
#[inline]
pub(crate) fn byte_at(text: &[u8], at: usize) -> u8 {
    text.get(at).copied().unwrap_or(0)
}

/// The next byte that is not white space (RFC 8259 section 2); moves `pos` to it.
#[inline(always)]
fn skip_white(text: &[u8], pos: &mut usize) -> u8 {
    let byte = byte_at(text, *pos);
    if byte > b' ' {
        return byte;
    }
    *pos = behind_white(text, *pos);
    byte_at(text, *pos)
}

/// Cold, because most texts contain no white space.
#[cold]
fn behind_white(text: &[u8], mut pos: usize) -> usize {
    while matches!(byte_at(text, pos), b' ' | b'\n' | b'\r' | b'\t') {
        pos += 1;
    }
    pos
}

/// Reads the number at `pos`: returns where it ends, or where it goes wrong.
#[inline(always)]
fn number(text: &[u8], pos: usize, node: &mut Node, facts: &mut Facts) -> Result<usize, usize> {
    let mut value = 0u32;
    let mut digits = |from: usize| {
        let mut at = from;
        while let digit @ 0..10 = byte_at(text, at).wrapping_sub(b'0') {
            value = value.wrapping_mul(10).wrapping_add(digit.into());
            at += 1;
        }
        if at == from { Err(at) } else { Ok(at) }
    };
    let mut at = pos + usize::from(byte_at(text, pos) == b'-');
    at = if byte_at(text, at) == b'0' { at + 1 } else { digits(at)? };
    let whole = at;
    if byte_at(text, at) == b'.' {
        node.flags = FRACTIONAL;
        at = digits(at + 1)?;
    }
    if matches!(byte_at(text, at), b'e' | b'E') {
        node.flags = FRACTIONAL;
        let exponent = at + 1 + usize::from(matches!(byte_at(text, at + 1), b'+' | b'-'));
        at = digits(exponent)?;
        facts.long_number |= at - exponent > 2;
    }
    facts.long_number |= at - pos > 1_000;
    // A number with so few digits is below 2^32, and this one has no sign.
    if at == whole && at - pos < 10 && byte_at(text, pos) != b'-' {
        node.small = u16::try_from(value).unwrap_or(Node::NOT_SMALL);
    }
    Ok(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Value;

    fn accepts(text: &[u8]) -> bool {
        Tape::new().parse(text).is_ok()
    }

    #[test]
    fn agrees_with_serde_json_on_what_is_json() {
        for text in [
            "null",
            " true ",
            "[]",
            "{}",
            "[1,2]",
            "{\"a\":1}",
            "{\"a\":[{}]}",
            "-0",
            "1.5e+3",
            "\"\\u00e9\"",
            "",
            " ",
            "[",
            "]",
            "{",
            "}",
            "[1,]",
            "{,}",
            "{\"a\"}",
            "{\"a\":}",
            "01",
            "-",
            "1.",
            ".5",
            "1e",
            "+1",
            "nul",
            "nulll",
            "[1 2]",
            "{\"a\":1,}",
            "\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\t\"",
            "[1}",
            "{]",
            "1 2",
            "\u{feff}1",
            "\"\u{7f}\"",
            "[[[[]]]]",
            "{\"a\":{\"b\":{}}}",
            "NaN",
            "'a'",
            "\u{a0}1",
        ] {
            let expected = serde_json::from_str::<serde_json::Value>(text).is_ok();
            assert_eq!(accepts(text.as_bytes()), expected, "{text:?}");
        }
    }

    #[test]
    fn notes_what_postgresql_cannot_store() {
        let mut tape = Tape::new();
        assert!(tape.parse(br#""\u0000""#).unwrap().nul_escape.is_some());
        assert!(tape.parse(br#""\ud800""#).unwrap().lone_surrogate.is_some());
        assert!(tape.parse(br#""\ud800\u0041""#).unwrap().lone_surrogate.is_some());
        assert!(tape.parse(br#""\ud83d\ude00""#).unwrap().lone_surrogate.is_none());
        assert!(tape.parse(b"1e131072").unwrap().long_number);
    }

    #[test]
    fn deep_nesting_needs_no_stack() {
        let text = [vec![b'['; 1_000_000], vec![b']'; 1_000_000]].concat();
        assert_eq!(Tape::new().parse(&text).unwrap().depth, 1_000_000);
    }

    #[test]
    fn what_nobody_asks_for_is_checked_and_not_on_the_tape() {
        let nested = |depth: usize, middle: &str| {
            let (opening, closing): (Vec<_>, Vec<_>) =
                (0..depth).map(|level| if level * level % 7 == 2 { ("{\"a\":", "}") } else { ("[1,", "]") }).unzip();
            format!("[0,{}{middle}{},2]", opening.concat(), closing.into_iter().rev().collect::<String>())
        };
        let deepest = DEEPEST as usize;
        for depth in [deepest - 1, deepest, deepest + 1, deepest + 2, deepest + 63, deepest + 64, deepest + 200] {
            let text = nested(depth, "{\"x\":[]}");
            let mut tape = Tape::new();
            let doc = tape.parse(text.as_bytes()).unwrap();
            assert_eq!(doc.depth as usize, depth + 3, "{depth}");
            let elements: Vec<_> = doc.root().elements().map(Value::raw).collect();
            assert_eq!((elements.len(), elements[0], elements[2]), (3, "0", "2"), "{depth}");
            assert_eq!(elements[1].len(), text.len() - 6, "{depth}");
            for wrong in ["{\"x\":[}]", "{\"x\":[]", "[\"x\":1]", "{\"x\"}", "tru", "[]]"] {
                assert!(!accepts(nested(depth, wrong).as_bytes()), "{depth}: {wrong}");
            }
        }
        let mut tape = Tape::new();
        tape.parse(nested(1_000_000, "1").as_bytes()).unwrap();
        assert!(tape.nodes.len() < 65_536, "{} nodes", tape.nodes.len());
    }

    #[test]
    fn refuses_broken_utf8() {
        assert_eq!(Tape::new().parse(b"\"\xff\"").unwrap_err(), SyntaxError::InvalidUtf8(1));
    }
}
