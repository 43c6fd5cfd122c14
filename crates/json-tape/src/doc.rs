//! A parsed text, and what is known about it as a whole.

use crate::{Node, Value};

/// What the parse noticed about the whole text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts {
    /// Deepest nesting of arrays and objects.
    pub depth: u32,
    /// Offset of the first `\u0000`, which is legal JSON but cannot be held by a PostgreSQL text.
    pub nul_escape: Option<u32>,
    /// Offset of the first escaped surrogate without its partner.
    pub lone_surrogate: Option<u32>,
    /// Whether some number has an exponent of three digits or more, or is over 1,000 bytes long: only then can a number
    /// exceed jsonb's limits.
    pub long_number: bool,
}

/// Which text of one validation a value belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocId {
    /// The text being judged: a row, an array of rows, or a stage's data.
    Subject,
    /// The row as it is stored now, which an update is merged over.
    Current,
}

/// The place of a value: small, `Copy`, and enough to recover its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The document.
    pub doc: DocId,
    /// Index on that document's tape.
    pub node: u32,
}

/// A parsed text. `Copy`, and cheap to pass around. Dereferences to its [`Facts`].
#[derive(Clone, Copy, Debug)]
pub struct Doc<'a> {
    pub(crate) text: &'a [u8],
    pub(crate) nodes: &'a [Node],
    pub(crate) facts: &'a Facts,
    pub(crate) id: DocId,
}

impl core::ops::Deref for Doc<'_> {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        self.facts
    }
}

/// How many nodes of all tapes have been read: a measure of the work of judging, for tests (tests/work.rs) and in debug
/// builds only.
#[cfg(debug_assertions)]
pub static READS: core::sync::atomic::AtomicU64 = core::sync::atomic::AtomicU64::new(0);

#[inline]
pub(crate) fn note_read() {
    #[cfg(debug_assertions)]
    READS.fetch_add(1, core::sync::atomic::Ordering::Relaxed);
}

impl<'a> Doc<'a> {
    /// A document written by the compiler: a text, and the nodes that [`Tape::parse`](crate::Tape::parse) produces for it.
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

    /// The value of the whole text.
    #[must_use]
    pub fn root(&'a self) -> Value<'a> {
        Value { doc: self, at: 0 }
    }

    /// The value at a tape index, as [`Value::index`] gave it.
    #[must_use]
    pub fn value(&'a self, at: u32) -> Value<'a> {
        Value { doc: self, at }
    }

    /// The bytes of the text.
    #[must_use]
    pub fn text(&self) -> &'a [u8] {
        self.text
    }
}
