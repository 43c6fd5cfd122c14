//! JSON text → a flat tape of spans. Knows RFC 8259 and nothing of rows, schemas or PostgreSQL.
//!
//! One node is 16 bytes. A container's children follow it directly and `next` is the index after
//! its subtree, so a walk is a series of jumps. Nothing is unescaped or converted: every value
//! keeps its raw source span, which is what PostgreSQL's `json_to_recordset` hands to a column's
//! input function. What is nested beyond [`DEEPEST`] is checked, and is not on the tape.

use alloc::{borrow::Cow, format, string::String, vec::Vec};

use crate::json::push;

/// What a value is (RFC 8259 section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    Null,
    False,
    True,
    Number,
    String,
    Array,
    Object,
}

/// The string has at least one `\` escape.
const ESCAPED: u8 = 1;
/// The string has at least one byte ≥ 0x80.
const NON_ASCII: u8 = 2;
/// The number has a fraction or an exponent.
const FRACTIONAL: u8 = 4;

/// How deep a container may be nested whose children are on the tape: deeper than any database takes (a column's value
/// stands two levels down in a request), so that nobody asks for them. A text of brackets needs a bit for each then, and
/// not a node.
pub const DEEPEST: u32 = 13_002;

/// One value, or one member name (kind `String`), on the tape.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// First byte of the value; of a string, the byte after its opening quote.
    start: u32,
    /// Byte after the value; of a string, its closing quote.
    end: u32,
    /// Index of the node after this subtree. While a container is open: its parent's index.
    next: u32,
    kind: Kind,
    flags: u8,
    /// The number, if it is written as a small natural one; else [`Node::NOT_SMALL`].
    small: u16,
}

impl Node {
    const NOT_SMALL: u16 = u16::MAX;

    /// A node of a document that the compiler made.
    #[must_use]
    pub const fn constant(start: u32, end: u32, next: u32, kind: Kind, flags: u8) -> Self {
        Self { start, end, next, kind, flags, small: Self::NOT_SMALL }
    }
}

/// Why a text is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxError {
    /// The text ends where a value, or the rest of one, is due.
    UnexpectedEnd,
    /// The byte at this offset cannot stand there.
    UnexpectedByte(u32),
    /// A string holds bytes that are not UTF-8; the offset is the string's.
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

/// A reusable tape: parsing again keeps the allocation.
#[derive(Debug, Default)]
pub struct Tape {
    /// Those of the last text, and behind them room.
    nodes: Vec<Node>,
    count: usize,
    facts: Facts,
}

/// What the parse noticed about the whole text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts {
    /// Deepest nesting of arrays and objects.
    pub depth: u32,
    /// Offset of the first `\u0000`, which is legal JSON that no PostgreSQL text can hold.
    pub nul_escape: Option<u32>,
    /// Offset of the first escaped surrogate without its partner.
    pub lone_surrogate: Option<u32>,
    /// Whether some number has an exponent of three digits or more, or over 1,000 bytes: only
    /// then can a number exceed jsonb's limits.
    pub long_number: bool,
}

/// Which of the texts of one validation a value stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocId {
    /// The text being judged: a row, an array of rows, or a stage's data.
    Subject,
    /// The row as it is stored now, which an update is merged over.
    Current,
}

/// Where a value stands: Copy, and enough to find its path again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    pub doc: DocId,
    /// Index on that document's tape.
    pub node: u32,
}

/// A parsed text. Copy; cheap to hand around. Its [`Facts`] read as its fields.
#[derive(Clone, Copy, Debug)]
pub struct Doc<'a> {
    text: &'a [u8],
    nodes: &'a [Node],
    facts: &'a Facts,
    id: DocId,
}

impl core::ops::Deref for Doc<'_> {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        self.facts
    }
}

/// How many nodes have been read, of all tapes: the work that a judgement is, for tests (tests/work.rs) and in debug
/// builds only.
#[cfg(debug_assertions)]
pub static READS: core::sync::atomic::AtomicU64 = core::sync::atomic::AtomicU64::new(0);

#[inline(always)]
fn note_read() {
    #[cfg(debug_assertions)]
    READS.fetch_add(1, core::sync::atomic::Ordering::Relaxed);
}

/// A cursor on one value: two words, which are passed in registers.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    doc: &'a Doc<'a>,
    at: u32,
}

impl Tape {
    /// An empty tape; allocates on the first parse.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            nodes: Vec::new(),
            count: 0,
            facts: Facts { depth: 0, nul_escape: None, lone_surrogate: None, long_number: false },
        }
    }

    fn nodes(&self) -> &[Node] {
        self.nodes.get(..self.count).unwrap_or_default()
    }

    /// The nodes as Rust text, for [`Doc::constant`]; for the compiler.
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
    /// [`SyntaxError`] with the byte offset of the fault. Nesting is not limited here.
    pub fn parse<'a>(&'a mut self, text: &'a [u8]) -> Result<Doc<'a>, SyntaxError> {
        self.count = 0;
        self.facts = Facts::default();
        if u32::try_from(text.len()).is_err() {
            return Err(SyntaxError::TooLarge);
        }
        self.fill(text)?;
        Ok(self.doc(text))
    }

    /// The document of the text that was parsed last.
    #[must_use]
    pub fn doc<'a>(&'a self, text: &'a [u8]) -> Doc<'a> {
        Doc { text, nodes: self.nodes(), facts: &self.facts, id: DocId::Subject }
    }

    /// One loop for all of the grammar: on the way of every call, a function each for strings and members costs as
    /// much as what it does.
    fn fill(&mut self, text: &[u8]) -> Result<(), SyntaxError> {
        let Self { nodes, count: parsed, facts } = self;
        let mut room = nodes.as_mut_slice();
        let mut count = 0;
        let unexpected = |at: usize| match text.get(at) {
            Some(_) => Err(SyntaxError::UnexpectedByte(at as u32)),
            None => Err(SyntaxError::UnexpectedEnd),
        };
        let mut pos = 0;
        let mut window = Window::default();
        // The container that is open, of those on the tape, and what closes the one that is open at all.
        let (mut open, mut close) = (NO_PARENT, 0);
        // What closes those around it, from the deepest on the tape on.
        let mut deeper = Deeper::default();
        let mut depth = 0u32;
        // A member's name is due rather than a value.
        let mut name = false;
        loop {
            let byte = skip_white(text, &mut pos);
            let here = count as u32;
            let Some(slot) = room.get_mut(count) else {
                room = grow(nodes)?;
                continue;
            };
            // Below the deepest, the next node takes the place of this one.
            count += usize::from(depth <= DEEPEST);
            let mut node = Node::constant(pos as u32, 0, here + 1, Kind::String, 0);
            if byte == b'"' {
                pos += 1;
                node.start = pos as u32;
                loop {
                    pos = window.behind_plain(text, pos);
                    let byte = byte_at(text, pos);
                    if byte == b'"' {
                        break;
                    }
                    pos = if byte == b'\\' {
                        node.flags |= ESCAPED;
                        match escape(text, pos, facts) {
                            Ok(behind) => behind,
                            Err(at) => return unexpected(at),
                        }
                    } else if byte >= 0x80 {
                        node.flags |= NON_ASCII;
                        pos + 1
                    } else {
                        return unexpected(pos);
                    };
                }
                node.end = pos as u32;
                if node.flags & NON_ASCII != 0 && !is_utf8(text.get(node.start as usize..pos).unwrap_or_default()) {
                    return Err(SyntaxError::InvalidUtf8(node.start));
                }
                // The closing quote is not part of the span.
                pos += 1;
                *slot = node;
                if name {
                    if skip_white(text, &mut pos) != b':' {
                        return unexpected(pos);
                    }
                    pos += 1;
                    name = false;
                    continue;
                }
            } else if name {
                return unexpected(pos);
            } else if matches!(byte, b'{' | b'[') {
                if depth <= DEEPEST {
                    node.next = open;
                    node.kind = if byte == b'{' { Kind::Object } else { Kind::Array };
                    *slot = node;
                    open = here;
                } else {
                    deeper.push(close == b'}')?;
                }
                // `[` and `{` stand two before what closes them.
                close = byte + 2;
                depth += 1;
                facts.depth = facts.depth.max(depth);
                pos += 1;
                if skip_white(text, &mut pos) != close {
                    name = byte == b'{';
                    continue;
                }
            } else {
                let behind = if matches!(byte, b'-' | b'0'..=b'9') {
                    node.kind = Kind::Number;
                    number(text, pos, &mut node, facts)
                } else {
                    word(text, pos, &mut node.kind)
                };
                pos = match behind {
                    Ok(behind) => behind,
                    Err(at) => return unexpected(at),
                };
                node.end = pos as u32;
                *slot = node;
            }
            // A value is behind us: close what ends here, or go on to the next member.
            loop {
                let byte = skip_white(text, &mut pos);
                let Some(container) = room.get_mut(open as usize) else {
                    *parsed = count;
                    return if pos == text.len() { Ok(()) } else { unexpected(pos) };
                };
                if byte == b',' {
                    pos += 1;
                    name = close == b'}';
                    break;
                }
                if byte != close {
                    return unexpected(pos);
                }
                pos += 1;
                depth -= 1;
                if depth > DEEPEST {
                    close = if deeper.pop() { b'}' } else { b']' };
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
    }
}

/// A stack of bits.
#[derive(Default)]
struct Deeper {
    words: Vec<u64>,
    count: usize,
}

impl Deeper {
    #[cold]
    #[inline(never)]
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

    #[cold]
    #[inline(never)]
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

/// In wasm it is not asked: there, texts are written by `TextEncoder.encodeInto`, which gives nothing else (Encoding
/// Standard, 7.4).
fn is_utf8(bytes: &[u8]) -> bool {
    cfg!(target_arch = "wasm32") || core::str::from_utf8(bytes).is_ok()
}

/// Makes room for as many nodes again, at least 64.
#[cold]
#[inline(never)]
fn grow(nodes: &mut Vec<Node>) -> Result<&mut [Node], SyntaxError> {
    let more = nodes.len().max(64);
    nodes.try_reserve(more).map_err(|_| SyntaxError::TooLarge)?;
    nodes.resize(nodes.len() + more, Node::constant(0, 0, 0, Kind::Null, 0));
    Ok(nodes)
}

/// `true`, `false` or `null` from `pos` on: where it ends, or where it cannot go on.
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

/// No container is open.
const NO_PARENT: u32 = u32::MAX;

/// 0 stands for the end: it is no JSON byte.
#[inline]
fn byte_at(text: &[u8], at: usize) -> u8 {
    text.get(at).copied().unwrap_or(0)
}

/// The next byte that is no white space (RFC 8259 section 2), and `pos` at it.
#[inline(always)]
fn skip_white(text: &[u8], pos: &mut usize) -> u8 {
    let byte = byte_at(text, *pos);
    if byte > b' ' {
        return byte;
    }
    *pos = behind_white(text, *pos);
    byte_at(text, *pos)
}

/// Most texts are written without.
#[cold]
#[inline(never)]
fn behind_white(text: &[u8], mut pos: usize) -> usize {
    while matches!(byte_at(text, pos), b' ' | b'\n' | b'\r' | b'\t') {
        pos += 1;
    }
    pos
}

/// The number from `pos` on: where it ends, or where it cannot go on.
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
    // So few digits are below 2^32, sign or not.
    if at == whole && at - pos < 10 && byte_at(text, pos) != b'-' {
        node.small = u16::try_from(value).unwrap_or(Node::NOT_SMALL);
    }
    Ok(at)
}

/// The escape whose `\` stands at `at`: where it ends, or where it cannot go on.
#[cold]
#[inline(never)]
fn escape(text: &[u8], at: usize, facts: &mut Facts) -> Result<usize, usize> {
    match byte_at(text, at + 1) {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Ok(at + 2),
        b'u' => {
            let behind = at + 6;
            match hex4(text, at + 2)? {
                0 => {
                    facts.nul_escape.get_or_insert(at as u32);
                }
                0xD800..=0xDBFF => {
                    if text.get(behind..behind + 2) == Some(b"\\u")
                        && matches!(hex4(text, behind + 2)?, 0xDC00..=0xDFFF)
                    {
                        return Ok(behind + 6);
                    }
                    facts.lone_surrogate.get_or_insert(at as u32);
                }
                0xDC00..=0xDFFF => {
                    facts.lone_surrogate.get_or_insert(at as u32);
                }
                _ => {}
            }
            Ok(behind)
        }
        _ => Err(at + 1),
    }
}

/// Four hexadecimal digits, or where there is none.
#[inline(never)]
fn hex4(text: &[u8], at: usize) -> Result<u32, usize> {
    let mut unit = 0;
    for at in at..at + 4 {
        unit = unit * 16 + hex_digit(byte_at(text, at)).ok_or(at)?;
    }
    Ok(unit)
}

/// The value of a hexadecimal digit.
#[must_use]
#[inline(never)]
pub fn hex_digit(byte: u8) -> Option<u32> {
    let letter = byte | 0x20;
    match byte {
        b'0'..=b'9' => Some((byte - b'0').into()),
        _ if matches!(letter, b'a'..=b'f') => Some((letter - b'a' + 10).into()),
        _ => None,
    }
}

/// Where strings are not plain, a stretch of the text at a time: looking bits up is quicker than comparing bytes anew for
/// each string, which cannot begin before the string ahead has ended.
#[derive(Default)]
struct Window {
    /// Where it ends; 0 before the first.
    end: usize,
    /// A bit for each of its bytes, the lowest for the first: it is not printable ASCII, or it is `"` or `\`, or the
    /// text has ended.
    ends: u64,
}

impl Window {
    const BYTES: usize = 64;

    /// Where the run of plain bytes ends that begins at `pos`. Runs are asked for in order.
    #[inline(always)]
    fn behind_plain(&mut self, text: &[u8], mut pos: usize) -> usize {
        loop {
            if pos < self.end {
                let ends = self.ends >> (pos.wrapping_sub(self.end) % Self::BYTES);
                if ends != 0 {
                    return pos + ends.trailing_zeros() as usize;
                }
                pos = self.end;
            }
            if pos >= text.len() {
                return text.len();
            }
            // The last one overlaps the one before it; that of a short text goes on behind its end.
            let start = pos.min(text.len().saturating_sub(Self::BYTES));
            let rest = text.get(start..).unwrap_or_default();
            self.ends = match rest.first_chunk() {
                Some(bytes) => ends_of(bytes),
                None => rest.iter().rev().fold(u64::MAX, |ends, &byte| ends << 1 | u64::from(!is_plain(byte))),
            };
            self.end = start + Self::BYTES;
        }
    }
}

#[inline]
fn is_plain(byte: u8) -> bool {
    matches!(byte, 0x20..0x80) && !matches!(byte, b'"' | b'\\')
}

/// [`Window::ends`] of these bytes.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[inline(always)]
fn ends_of(bytes: &[u8; Window::BYTES]) -> u64 {
    use core::arch::wasm32::{i8x16_bitmask, i8x16_eq, i8x16_lt, i8x16_splat, u64x2, v128_or};
    let (chunks, _) = bytes.as_chunks::<16>();
    chunks.iter().rev().fold(0, |ends, chunk| {
        let bytes = u128::from_le_bytes(*chunk);
        let v = u64x2(bytes as u64, (bytes >> 64) as u64);
        // Signed: bytes ≥ 0x80 are negative, so one comparison finds them and the controls.
        let low = i8x16_lt(v, i8x16_splat(0x20));
        let quote = i8x16_eq(v, i8x16_splat(b'"' as i8));
        let escape = i8x16_eq(v, i8x16_splat(b'\\' as i8));
        ends << 16 | u64::from(i8x16_bitmask(v128_or(low, v128_or(quote, escape))))
    })
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
fn ends_of(bytes: &[u8; Window::BYTES]) -> u64 {
    bytes.iter().rev().fold(0, |ends, &byte| ends << 1 | u64::from(!is_plain(byte)))
}

/// Whether two texts are equal, by a call.
#[must_use]
#[inline(never)]
pub fn same(a: &[u8], b: &[u8]) -> bool {
    a == b
}

impl<'a> Doc<'a> {
    /// A document of the compiler's: a text and the nodes that [`Tape::parse`] makes of it.
    #[must_use]
    pub const fn constant(text: &'static str, nodes: &'static [Node]) -> Doc<'static> {
        const PLAIN: &Facts = &Facts { depth: 0, nul_escape: None, lone_surrogate: None, long_number: false };
        Doc { text: text.as_bytes(), nodes, facts: PLAIN, id: DocId::Subject }
    }

    /// The same document, as the row that is stored now.
    #[must_use]
    pub fn as_current(mut self) -> Self {
        self.id = DocId::Current;
        self
    }

    /// The whole text's value.
    #[must_use]
    pub fn root(&'a self) -> Value<'a> {
        Value { doc: self, at: 0 }
    }

    /// The value at a tape index, as [`Value::index`] gave it.
    #[must_use]
    pub fn value(&'a self, at: u32) -> Value<'a> {
        Value { doc: self, at }
    }

    /// Bytes of the text.
    #[must_use]
    pub fn text(&self) -> &'a [u8] {
        self.text
    }
}

impl<'a> Value<'a> {
    /// The value with its node at hand, for what every text passes. What is asked of the value itself is a call.
    #[must_use]
    #[inline(always)]
    pub fn seen(self) -> Seen<'a> {
        static NOTHING: Node = Node::constant(0, 0, 0, Kind::Null, 0);
        note_read();
        Seen { doc: self.doc, node: self.doc.nodes.get(self.at as usize).unwrap_or(&NOTHING) }
    }

    #[inline(never)]
    fn node(self) -> &'a Node {
        self.seen().node
    }

    /// Its document.
    #[must_use]
    pub fn doc(self) -> &'a Doc<'a> {
        self.doc
    }

    /// Its index on the tape.
    #[must_use]
    #[inline]
    pub fn index(self) -> u32 {
        self.at
    }

    /// Index after its subtree.
    #[must_use]
    #[inline]
    pub fn end_index(self) -> u32 {
        self.node().next
    }

    /// Where it stands.
    #[must_use]
    #[inline]
    pub fn at(self) -> At {
        At { doc: self.doc.id, node: self.at }
    }

    /// What it is.
    #[must_use]
    #[inline]
    pub fn kind(self) -> Kind {
        self.node().kind
    }

    /// Whether it is JSON null.
    #[must_use]
    #[inline]
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// Its source bytes, unescaped nothing; of a string, what stands between the quotes.
    #[must_use]
    #[inline(never)]
    pub fn span(self) -> &'a [u8] {
        let node = self.node();
        self.doc.text.get(node.start as usize..node.end as usize).unwrap_or_default()
    }

    /// Where its span stands in the text.
    #[must_use]
    #[inline]
    pub fn place(self) -> core::ops::Range<u32> {
        let node = self.node();
        node.start..node.end
    }

    /// Its raw source text; of a string, what stands between the quotes, escapes as written.
    #[must_use]
    pub fn raw(self) -> &'a str {
        // INVARIANT: outside strings the grammar admits ASCII only, and strings are checked.
        core::str::from_utf8(self.span()).unwrap_or_default()
    }

    /// A string's value, if it is a string.
    #[must_use]
    #[inline(never)]
    pub fn as_str(self) -> Option<JsonStr<'a>> {
        self.seen().as_str()
    }

    /// Whether two strings are equal; `None` unless both are strings.
    #[must_use]
    #[inline(never)]
    pub fn same_text(self, other: Value<'_>) -> Option<bool> {
        let (a, b) = (self.seen(), other.seen());
        if a.kind() != Kind::String || b.kind() != Kind::String {
            return None;
        }
        // Most that differ do so in length.
        if a.length() != b.length() && (a.node.flags | b.node.flags) & ESCAPED == 0 {
            return Some(false);
        }
        Some(a.as_str()?.eq_value(b.as_str()?))
    }

    /// Whether it is an array or an object.
    #[must_use]
    #[inline]
    pub fn is_container(self) -> bool {
        matches!(self.kind(), Kind::Array | Kind::Object)
    }

    /// Whether it is a number written without fraction and exponent.
    #[must_use]
    #[inline]
    pub fn is_plain_integer(self) -> bool {
        let node = self.node();
        node.kind == Kind::Number && node.flags & FRACTIONAL == 0
    }

    /// The whole part of a number of at most 18 characters that has no exponent, and whether (0 or 1) it has a fraction.
    #[must_use]
    #[inline]
    pub fn whole_part(self) -> Option<(i64, i64)> {
        match self.seen().node.small {
            Node::NOT_SMALL => self.long_whole_part(),
            small => Some((small.into(), 0)),
        }
    }

    #[inline(never)]
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

    /// The elements, if it is an array (else none).
    #[must_use]
    #[inline]
    pub fn elements(self) -> Elements<'a> {
        let node = self.node();
        let end = if node.kind == Kind::Array { node.next } else { 0 };
        Elements { doc: self.doc, at: self.at + 1, end }
    }

    /// The members in document order, duplicates included, if it is an object (else none).
    #[must_use]
    #[inline]
    pub fn members(self) -> Members<'a> {
        let node = self.seen().node;
        let end = if node.kind == Kind::Object { node.next } else { 0 };
        Members { doc: self.doc, at: self.at + 1, end }
    }

    /// The tape indices of an array's elements, or of the names of an object's members.
    #[must_use]
    #[inline(never)]
    pub fn items(self) -> Vec<u32> {
        let mut items = Vec::new();
        let named = u32::from(self.kind() == Kind::Object);
        let mut at = self.at + 1;
        while at < self.end_index() {
            push(&mut items, at);
            at = self.doc.value(at + named).end_index();
        }
        items
    }

    /// The member of that name, if it is an object that has one. The last duplicate counts, as in
    /// PostgreSQL's json and jsonb and in `JSON.parse`.
    #[must_use]
    pub fn get(self, name: &str) -> Option<Value<'a>> {
        self.get_bytes(name.as_bytes())
    }

    /// The same by the name's UTF-8.
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
    /// What it is.
    #[must_use]
    #[inline(always)]
    pub fn kind(self) -> Kind {
        self.node.kind
    }

    /// Bytes of its source; of a string, between the quotes.
    #[must_use]
    #[inline(always)]
    pub fn length(self) -> usize {
        (self.node.end - self.node.start) as usize
    }

    /// As [`Value::as_str`].
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

    /// A number that is written as a small natural one.
    #[must_use]
    #[inline(always)]
    pub fn small(self) -> Option<u16> {
        Some(self.node.small).filter(|small| *small != Node::NOT_SMALL)
    }
}

/// What stands for a value where a text is wanted: a string's value, or the source text of anything else.
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
    /// The next member's name, and its value's index on the tape.
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
    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        let (name, at) = self.next_index()?;
        Some((name, Value { doc: self.doc, at }))
    }
}

/// Bytes that names are compared by.
pub type Block = [u8; 16];

/// A JSON string as written, between its quotes.
#[derive(Clone, Copy, Debug)]
pub struct JsonStr<'a> {
    /// From its first byte to the end of the whole text.
    rest: &'a [u8],
    /// The string's own.
    span: &'a [u8],
    flags: u8,
}

impl<'a> JsonStr<'a> {
    /// A string that needs no escapes, as these bytes are.
    #[must_use]
    pub fn plain(bytes: &'a [u8]) -> Self {
        Self::within(bytes, bytes.len())
    }

    /// The same of the first `length` bytes.
    #[must_use]
    pub fn within(rest: &'a [u8], length: usize) -> Self {
        Self { rest, span: rest.get(..length).unwrap_or_default(), flags: NON_ASCII }
    }

    /// What the text holds from its first byte on, its own bytes and those behind it.
    #[must_use]
    #[inline]
    pub fn rest(self) -> &'a [u8] {
        self.rest
    }

    /// Whether it is written with escapes, so that its span is not its value.
    #[must_use]
    #[inline]
    pub fn is_escaped(self) -> bool {
        self.flags & ESCAPED != 0
    }

    /// Whether every byte of the span is ASCII (escapes may still stand for others).
    #[must_use]
    #[inline]
    pub fn is_ascii(self) -> bool {
        self.flags & NON_ASCII == 0
    }

    /// Its bytes and then zeros, as a little-endian number, if it is of at most a block, without escapes, and not at the
    /// very end of the text.
    #[must_use]
    #[inline(always)]
    pub fn block(self) -> Option<u128> {
        /// From byte 16 - n on, a mask of n bytes.
        const MASKS: &[u8; 32] =
            b"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
        let bytes = u128::from_le_bytes(*self.rest.first_chunk()?);
        let mask = MASKS.get(16_usize.checked_sub(self.span.len())?..)?.first_chunk()?;
        if self.is_escaped() { None } else { Some(bytes & u128::from_le_bytes(*mask)) }
    }

    /// How many bytes stand between the quotes, escapes as written.
    #[must_use]
    #[inline]
    pub fn length(self) -> usize {
        self.span.len()
    }

    /// The first so many code points, if there are more.
    #[must_use]
    pub fn beginning(self, code_points: usize) -> Option<Self> {
        if self.span.len() <= code_points {
            return None;
        }
        let mut at = 0;
        for _ in 0..code_points {
            if at >= self.span.len() {
                return None;
            }
            at = match byte_at(self.span, at) {
                // The parse has taken it, so it is none that cannot go on.
                b'\\' if self.is_escaped() => escape(self.span, at, &mut Facts::default()).unwrap_or(self.span.len()),
                0..0xC0 => at + 1,
                0xC0..0xE0 => at + 2,
                0xE0..0xF0 => at + 3,
                0xF0.. => at + 4,
            };
        }
        let span = self.span.get(..at)?;
        if at == self.span.len() { None } else { Some(Self { span, ..self }) }
    }

    /// Bytes between the quotes, escapes as written.
    #[must_use]
    #[inline]
    pub fn span(self) -> &'a [u8] {
        self.span
    }

    /// Compares values, not spellings.
    #[must_use]
    #[inline]
    pub fn eq_str(self, other: &str) -> bool {
        self.eq_bytes(other.as_bytes())
    }

    /// Compares values, not spellings; `other` is UTF-8.
    #[must_use]
    #[inline]
    pub fn eq_bytes(self, other: &[u8]) -> bool {
        if self.is_escaped() { same(&self.bytes(), other) } else { same(self.span(), other) }
    }

    /// Compares values, not spellings.
    #[must_use]
    pub fn eq_value(self, other: JsonStr<'_>) -> bool {
        if other.is_escaped() { self.eq_bytes(&other.bytes()) } else { self.eq_bytes(other.span()) }
    }

    /// What `of` makes of the value: as with [`JsonStr::bytes`], and quicker.
    #[inline(always)]
    pub fn map<T>(self, of: impl Fn(&[u8]) -> T) -> T {
        if self.is_escaped() { of(&self.bytes()) } else { of(self.span) }
    }

    /// The value as UTF-8. Borrowed unless there are escapes; a lone surrogate becomes U+FFFD.
    #[must_use]
    #[inline(never)]
    pub fn bytes(self) -> Cow<'a, [u8]> {
        if self.is_escaped() { Cow::Owned(unescape(self.span())) } else { Cow::Borrowed(self.span()) }
    }

    /// The value. As [`JsonStr::bytes`], but checked to be UTF-8 once more.
    #[must_use]
    pub fn to_cow(self) -> Cow<'a, str> {
        match self.bytes() {
            Cow::Borrowed(bytes) => Cow::Borrowed(core::str::from_utf8(bytes).unwrap_or_default()),
            Cow::Owned(bytes) => Cow::Owned(String::from_utf8(bytes).unwrap_or_default()),
        }
    }

    /// Its length in code points (JSON Schema `maxLength`, PostgreSQL `char_length`).
    #[must_use]
    #[inline]
    pub fn code_points(self) -> usize {
        match self.flags {
            0 => self.span.len(),
            _ => self.counted(),
        }
    }

    #[cold]
    #[inline(never)]
    fn counted(self) -> usize {
        self.bytes().iter().filter(|&&b| (b as i8) >= -0x40).count()
    }
}

#[cold]
#[inline(never)]
fn unescape(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut bytes = text.iter();
    while let Some(&byte) = bytes.next() {
        if byte != b'\\' {
            push(&mut out, byte);
            continue;
        }
        let plain = match bytes.next() {
            Some(b'b') => 8,
            Some(b'f') => 0xC,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'u') => {
                let mut unit = take_unit(&mut bytes);
                // The second half of a pair, if that is what follows.
                if let (0xD800..=0xDBFF, [b'\\', b'u', rest @ ..]) = (unit, bytes.as_slice()) {
                    let mut after = rest.iter();
                    if let low @ 0xDC00..=0xDFFF = take_unit(&mut after) {
                        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                        bytes = after;
                    }
                }
                if matches!(unit, 0xD800..=0xDFFF) {
                    unit = char::REPLACEMENT_CHARACTER.into();
                }
                push_utf8(unit, &mut out);
                continue;
            }
            Some(&byte) => byte,
            None => break,
        };
        push(&mut out, plain);
    }
    out
}

/// The number that four hexadecimal digits spell.
#[inline(never)]
fn take_unit(bytes: &mut core::slice::Iter<'_, u8>) -> u32 {
    let unit = hex4(bytes.as_slice(), 0).unwrap_or_default();
    *bytes = bytes.as_slice().get(4..).unwrap_or_default().iter();
    unit
}

/// UTF-8 (RFC 3629 section 3) of a code point.
fn push_utf8(point: u32, out: &mut Vec<u8>) {
    let (lead, mut shift) = match point {
        0..0x80 => (0, 0),
        0x80..0x800 => (0xC0, 6),
        0x800..0x10000 => (0xE0, 12),
        _ => (0xF0, 18),
    };
    push(out, lead | (point >> shift) as u8);
    while shift > 0 {
        shift -= 6;
        push(out, 0x80 | (point >> shift & 0x3F) as u8);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

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
    fn begins_with_so_many_code_points() {
        for (text, beginning) in [
            ("ab", None),
            ("abc", Some("ab")),
            ("éa😀", Some("éa")),
            ("é😀", None),
            ("😀a!", Some("😀a")),
            ("\\n\\\"!", Some("\n\"")),
            ("\\ud83d\\ude00\\u00e9!", Some("😀é")),
            ("\\ud83d\\ude00\\u00e9", None),
            ("\\ud83da!", Some("\u{fffd}a")),
        ] {
            let json = format!("\"{text}\"");
            let mut tape = Tape::new();
            let doc = tape.parse(json.as_bytes()).unwrap();
            let cut = doc.root().as_str().unwrap().beginning(2).map(JsonStr::to_cow);
            assert_eq!(cut.as_deref(), beginning, "{text}");
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
