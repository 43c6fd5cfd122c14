//! A parsed text, and what is known of it as a whole.

use crate::{Node, Value};

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
    /// The document.
    pub doc: DocId,
    /// Index on that document's tape.
    pub node: u32,
}

/// A parsed text. Copy; cheap to hand around. Its [`Facts`] read as its fields.
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

/// How many nodes have been read, of all tapes: the work that a judgement is, for tests (tests/work.rs) and in debug
/// builds only.
#[cfg(debug_assertions)]
pub static READS: core::sync::atomic::AtomicU64 = core::sync::atomic::AtomicU64::new(0);

#[inline]
pub(crate) fn note_read() {
    #[cfg(debug_assertions)]
    READS.fetch_add(1, core::sync::atomic::Ordering::Relaxed);
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
