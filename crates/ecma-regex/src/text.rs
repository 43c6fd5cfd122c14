//! What a pattern is matched against: a text as code points, in both directions.

/// A text whose positions are numbers from 0 to its length.
pub trait Text {
    /// The position after the last code point.
    fn length(&self) -> usize;

    /// The code point that begins at a position, and the position after it.
    fn next(&self, at: usize) -> Option<(u32, usize)>;

    /// The code point that ends at a position, and the position where it begins.
    fn previous(&self, at: usize) -> Option<(u32, usize)>;
}

/// Positions are offsets in bytes.
impl Text for str {
    fn length(&self) -> usize {
        self.len()
    }

    #[inline]
    fn next(&self, at: usize) -> Option<(u32, usize)> {
        let first = *self.as_bytes().get(at)?;
        if first.is_ascii() {
            return Some((first.into(), at + 1));
        }
        let c = self.get(at..)?.chars().next()?;
        Some((c.into(), at + c.len_utf8()))
    }

    #[inline]
    fn previous(&self, at: usize) -> Option<(u32, usize)> {
        let last = *self.as_bytes().get(at.checked_sub(1)?)?;
        if last.is_ascii() {
            return Some((last.into(), at - 1));
        }
        let c = self.get(..at)?.chars().next_back()?;
        Some((c.into(), at - c.len_utf8()))
    }
}

/// Positions are indices.
impl Text for [u32] {
    fn length(&self) -> usize {
        self.len()
    }

    #[inline]
    fn next(&self, at: usize) -> Option<(u32, usize)> {
        Some((*self.get(at)?, at + 1))
    }

    #[inline]
    fn previous(&self, at: usize) -> Option<(u32, usize)> {
        let before = at.checked_sub(1)?;
        Some((*self.get(before)?, before))
    }
}
