//! The elements of the tape: a node of 16 bytes for each value and member name.
//!
//! A container's children follow it directly, and `next` is the index after its subtree, so that walking the tape is a
//! series of jumps. Nothing is unescaped or converted: each node records where in the text its value is.

/// The kinds of JSON values (RFC 8259 section 3).
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

/// The maximum depth of a container whose children are put on the tape. It is deeper than any database accepts (a
/// column's value is two levels down in a request), so no one reads further. A text full of brackets thus needs only a
/// bit for each beyond it, not a node.
pub const DEEPEST: u32 = 13_002;

/// One value, or one member name (of kind `String`), on the tape.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// First byte of the value; for a string, the byte after its opening quote.
    pub(crate) start: u32,
    /// The byte after the value; for a string, its closing quote.
    pub(crate) end: u32,
    /// Index of the node after this subtree. While a container is open: the index of its parent.
    pub(crate) next: u32,
    pub(crate) kind: Kind,
    pub(crate) flags: u8,
    /// The number, if it is written as a small natural number; otherwise [`Node::NOT_SMALL`].
    pub(crate) small: u16,
}

impl Node {
    /// The number is long, negative or fractional, or the value is not a number.
    pub(crate) const NOT_SMALL: u16 = u16::MAX;

    /// A node of a document written by the compiler.
    #[must_use]
    pub const fn constant(start: u32, end: u32, next: u32, kind: Kind, flags: u8) -> Self {
        Self { start, end, next, kind, flags, small: Self::NOT_SMALL }
    }
}
