//! What stands on the tape: a node of 16 bytes for each value and member name.
//!
//! A container's children follow it directly, and `next` is the index behind its subtree, so that a walk is a series of
//! jumps. Nothing is unescaped or converted: each node keeps where its value stands in the text.

/// What a value is (RFC 8259 section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// `null`.
    Null,
    /// `false`.
    False,
    /// `true`.
    True,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// The string has at least one `\` escape.
pub(crate) const ESCAPED: u8 = 1;
/// The string has at least one byte ≥ 0x80.
pub(crate) const NON_ASCII: u8 = 2;
/// The number has a fraction or an exponent.
pub(crate) const FRACTIONAL: u8 = 4;

/// How deep a container may be nested whose children are on the tape: deeper than any database takes (a column's value
/// stands two levels down in a request), so that nobody asks for them. A text of brackets needs a bit for each then, and
/// not a node.
pub const DEEPEST: u32 = 13_002;

/// One value, or one member name (kind `String`), on the tape.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// First byte of the value; of a string, the byte after its opening quote.
    pub(crate) start: u32,
    /// Byte after the value; of a string, its closing quote.
    pub(crate) end: u32,
    /// Index of the node after this subtree. While a container is open: its parent's index.
    pub(crate) next: u32,
    pub(crate) kind: Kind,
    pub(crate) flags: u8,
    /// The number, if it is written as a small natural one; else [`Node::NOT_SMALL`].
    pub(crate) small: u16,
}

impl Node {
    /// The number is long, negative or fractional, or the value is no number.
    pub(crate) const NOT_SMALL: u16 = u16::MAX;

    /// A node of a document that the compiler made.
    #[must_use]
    pub const fn constant(start: u32, end: u32, next: u32, kind: Kind, flags: u8) -> Self {
        Self { start, end, next, kind, flags, small: Self::NOT_SMALL }
    }
}
