//! `text[]` input: from a JSON array as `json_to_record` reads it, and from a JSON string by the grammar of array
//! literals (PostgreSQL manual, 8.15.2 and 8.15.6).

use alloc::vec::Vec;
use core::ops::Range;

use super::{Error, SqlState, TypeName, isspace, leading};
use json_tape::{Kind, Value};

/// PostgreSQL's MAXDIM.
pub const MAX_DIMENSIONS: usize = 6;

const NAME: TypeName = TypeName::TextArray;
pub(crate) const MALFORMED: Error = Error::new(SqlState::InvalidTextRepresentation, NAME);
const LIMIT_EXCEEDED: Error = Error::new(SqlState::ProgramLimitExceeded, NAME);
pub(crate) const TOO_MANY_DIMENSIONS: Error = LIMIT_EXCEEDED.with_limit(MAX_DIMENSIONS as u32);
const EMPTY_BOUNDS: Error = Error::new(SqlState::ArraySubscriptError, NAME);

/// One dimension.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dimension {
    /// Subscript of the first element; 1 unless the literal says otherwise.
    pub lower: i32,
    /// The number of elements along it; never 0.
    pub length: u32,
}

/// An array. An empty one has no dimensions.
#[derive(Clone, Debug, Default)]
pub struct TextArray {
    dimensions: Vec<Dimension>,
    elements: Elements,
}

/// The elements of an array, all in one text: they are decoded once, and read by several CHECKs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Elements {
    /// UTF-8.
    text: Vec<u8>,
    /// The range of each element in the text; `None` for NULL.
    places: Vec<Option<Range<usize>>>,
}

impl Elements {
    /// Appends an element; NULL is `None`.
    pub(crate) fn push(&mut self, element: Option<&[u8]>) {
        let begin = self.text.len();
        self.text.extend_from_slice(element.unwrap_or_default());
        self.places.push(element.map(|_| begin..self.text.len()));
    }
}

impl TextArray {
    /// An array with these dimensions and elements. An array without elements has no dimensions, however deeply its
    /// brackets are nested.
    pub(crate) fn of(mut dimensions: Vec<Dimension>, elements: Elements) -> Self {
        if dimensions.iter().any(|dimension| dimension.length == 0) {
            dimensions.clear();
        }
        Self { dimensions, elements }
    }

    /// Reads a JSON value other than null.
    ///
    /// # Errors
    /// 22P02, 2202E and 54000.
    pub fn decode(value: Value<'_>) -> Result<Self, Error> {
        if value.kind() == Kind::String {
            return Self::parse(&super::text(value));
        }
        let mut elements = Elements::default();
        let dimensions = from_json(value, &mut |element| {
            elements.push(element.map(super::text).as_deref());
            Ok(())
        })?;
        Ok(Self::of(dimensions, elements))
    }

    /// Reads an array literal.
    ///
    /// Where versions differ: 15 refuses empty nested arrays (`{{}}`), 17 and later accept them.
    ///
    /// # Errors
    /// 22P02, 2202E and 54000.
    pub fn parse(text: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader { rest: text, dimensions: Default::default(), count: 0, elements: Elements::default() };
        reader.bounds()?;
        reader.braces()?;
        let dimensions = reader.dimensions.get(..reader.count).unwrap_or_default();
        Ok(Self::of(dimensions.to_vec(), reader.elements))
    }

    /// The dimensions, outermost first; none if the array is empty (`array_ndims`, `array_length`).
    #[must_use]
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// The number of elements in all dimensions (`cardinality`).
    #[must_use]
    pub fn cardinality(&self) -> usize {
        self.elements.places.len()
    }

    /// The elements in storage order; NULL is `None`.
    pub fn iter(&self) -> impl Iterator<Item = Option<&[u8]>> + Clone {
        let Elements { text, places } = &self.elements;
        places.iter().map(|place| place.clone().and_then(|place| text.get(place)))
    }
}

/// Reads a JSON value that is no string, passes on its elements in storage order (NULL is `None`), and returns the
/// dimensions.
///
/// The consecutive `[` before the first element, or before the first `]`, determine the number of dimensions; anything
/// nested more deeply is an element, as its raw text. All arrays on a level must have the same length, and of two errors
/// this one is found first.
///
/// # Errors
/// 22P02, 54000, and what `push` returns.
pub(crate) fn from_json<'a>(
    value: Value<'a>,
    push: &mut dyn FnMut(Option<Value<'a>>) -> Result<(), Error>,
) -> Result<Vec<Dimension>, Error> {
    let (mut count, mut first) = (0, Some(value));
    while let Some(array) = first.filter(|first| first.kind() == Kind::Array) {
        count += 1;
        first = array.elements().next();
    }
    if count == 0 {
        return Err(MALFORMED);
    }
    let doc = value.doc();
    let mut lengths: Vec<Option<u32>> = Vec::new();
    lengths.resize(count, None);
    // The ends of the open arrays, and the number of their elements so far.
    let mut open: Vec<(u32, u32)> = Vec::new();
    let mut index = value.index();
    while index < value.end_index() || !open.is_empty() {
        if let Some((_, length)) = open.pop_if(|(end, _)| *end <= index) {
            let expected = lengths.get_mut(open.len()).ok_or(MALFORMED)?;
            if *expected.get_or_insert(length) != length {
                return Err(MALFORMED);
            }
            continue;
        }
        let node = doc.value(index);
        if let Some((_, length)) = open.last_mut() {
            *length += 1;
        }
        if open.len() == count {
            push(if node.is_null() { None } else { Some(node) })?;
            index = node.end_index();
        } else if node.kind() == Kind::Array {
            open.push((node.end_index(), 0));
            index += 1;
        } else {
            return Err(MALFORMED);
        }
    }
    if count > MAX_DIMENSIONS {
        return Err(TOO_MANY_DIMENSIONS);
    }
    Ok(lengths.into_iter().map(|length| Dimension { lower: 1, length: length.unwrap_or_default() }).collect())
}

/// A cursor in an array literal, and what has been read from it.
struct Reader<'t> {
    rest: &'t [u8],
    dimensions: [Dimension; MAX_DIMENSIONS],
    count: usize,
    elements: Elements,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// The next byte; its absence is an error.
    fn next(&mut self) -> Result<u8, Error> {
        let (&byte, rest) = self.rest.split_first().ok_or(MALFORMED)?;
        self.rest = rest;
        Ok(byte)
    }

    fn skip_space(&mut self) {
        while let [byte, rest @ ..] = self.rest
            && isspace(*byte)
        {
            self.rest = rest;
        }
    }

    /// Moves past this byte, if it comes next.
    fn accept(&mut self, byte: u8) -> bool {
        match self.rest {
            [first, rest @ ..] if *first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Moves past this byte, which must come next.
    fn expect(&mut self, byte: u8) -> Result<(), Error> {
        if self.accept(byte) { Ok(()) } else { Err(MALFORMED) }
    }

    /// Reads `[lower:upper]…=`, if the literal begins with that.
    fn bounds(&mut self) -> Result<(), Error> {
        self.skip_space();
        while self.accept(b'[') {
            if self.count == MAX_DIMENSIONS {
                return Err(TOO_MANY_DIMENSIONS);
            }
            let first = self.bound()?;
            let (lower, upper) = if self.accept(b':') { (first, self.bound()?) } else { (1, first) };
            self.expect(b']')?;
            if upper == i32::MAX {
                return Err(LIMIT_EXCEEDED);
            }
            if upper < lower {
                return Err(EMPTY_BOUNDS);
            }
            let length = upper.abs_diff(lower) + 1;
            if i32::try_from(length).is_err() {
                return Err(LIMIT_EXCEEDED);
            }
            if let Some(dimension) = self.dimensions.get_mut(self.count) {
                *dimension = Dimension { lower, length };
            }
            self.count += 1;
            self.skip_space();
        }
        if self.count > 0 {
            self.expect(b'=')?;
        }
        self.skip_space();
        Ok(())
    }

    /// A sign and digits.
    fn bound(&mut self) -> Result<i32, Error> {
        let negative = self.accept(b'-');
        if !negative {
            self.accept(b'+');
        }
        let before = self.rest.len();
        let magnitude = i64::try_from(leading(&mut self.rest)).unwrap_or(i64::MAX);
        let bound = i32::try_from(if negative { -magnitude } else { magnitude }).map_err(|_| LIMIT_EXCEEDED)?;
        if self.rest.len() < before { Ok(bound) } else { Err(MALFORMED) }
    }

    /// Reads the braces and their contents; only white space may follow. Declared dimensions must match.
    fn braces(&mut self) -> Result<(), Error> {
        // The number of elements in each open array, and whether an array on that level has been closed; level 1 is the
        // outermost.
        let mut current = [0u32; MAX_DIMENSIONS + 1];
        let mut closed = self.dimensions.map(|dimension| dimension.length > 0);
        let mut level = 0usize;
        if self.peek() != Some(b'{') {
            return Err(MALFORMED);
        }
        // A value is expected: an opening brace or an element.
        loop {
            self.skip_space();
            if self.accept(b'{') {
                level += 1;
                if level > MAX_DIMENSIONS {
                    return Err(TOO_MANY_DIMENSIONS);
                }
                if self.count > 0 && level > self.count {
                    return Err(MALFORMED);
                }
                self.skip_space();
                if self.peek() != Some(b'}') {
                    continue;
                }
                // Only the outermost array may be empty.
                if level > 1 {
                    return Err(MALFORMED);
                }
            } else {
                self.element()?;
                if let Some(current) = current.get_mut(level) {
                    *current += 1;
                }
            }
            // The first element, or the end of the first array, determines the number of dimensions.
            if self.count == 0 {
                self.count = level;
            }
            if self.count != level {
                return Err(MALFORMED);
            }
            // A value is complete: close the arrays that end here.
            self.skip_space();
            while self.accept(b'}') {
                let length = current.get_mut(level).map(core::mem::take).unwrap_or_default();
                level -= 1;
                let (Some(closed), Some(dimension)) = (closed.get_mut(level), self.dimensions.get_mut(level)) else {
                    return Err(MALFORMED);
                };
                if !core::mem::replace(closed, true) {
                    *dimension = Dimension { lower: 1, length };
                }
                if dimension.length != length {
                    return Err(MALFORMED);
                }
                self.skip_space();
                if level == 0 {
                    return if self.rest.is_empty() { Ok(()) } else { Err(MALFORMED) };
                }
                if let Some(current) = current.get_mut(level) {
                    *current += 1;
                }
            }
            self.expect(b',')?;
        }
    }

    /// Reads one element.
    fn element(&mut self) -> Result<(), Error> {
        let begin = self.elements.text.len();
        let is_null = if self.accept(b'"') { self.quoted()? } else { self.unquoted(begin)? };
        let end = self.elements.text.len();
        self.elements.places.push(if is_null { None } else { Some(begin..end) });
        Ok(())
    }

    /// Reads the rest of a quoted element, which is never NULL.
    fn quoted(&mut self) -> Result<bool, Error> {
        loop {
            match self.next()? {
                b'"' => return Ok(false),
                b'\\' => {
                    let escaped = self.next()?;
                    self.elements.text.push(escaped);
                }
                byte => self.elements.text.push(byte),
            }
        }
    }

    /// Reads an unquoted element, whose text begins at `begin`; returns whether it is NULL.
    fn unquoted(&mut self, begin: usize) -> Result<bool, Error> {
        let mut has_escapes = false;
        // Trailing white space is dropped unless it is escaped.
        let mut kept = begin;
        while !matches!(self.peek(), Some(b',' | b'}')) {
            let mut byte = self.next()?;
            if matches!(byte, b'{' | b'"') {
                return Err(MALFORMED);
            }
            let is_escaped = byte == b'\\';
            if is_escaped {
                byte = self.next()?;
                has_escapes = true;
            }
            self.elements.text.push(byte);
            if is_escaped || !isspace(byte) {
                kept = self.elements.text.len();
            }
        }
        self.elements.text.truncate(kept);
        let element = self.elements.text.get(begin..).unwrap_or_default();
        if element.is_empty() {
            return Err(MALFORMED);
        }
        Ok(!has_escapes && element.eq_ignore_ascii_case(b"null"))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use json_tape::Tape;

    fn refused(json: &str) -> Option<Error> {
        let mut tape = Tape::new();
        let doc = tape.parse(json.as_bytes()).unwrap();
        TextArray::decode(doc.root()).err()
    }

    #[test]
    fn depth_has_a_limit_and_needs_no_stack() {
        let deep = |inner: &str, depth: usize| format!("{}{inner}{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(refused(&deep("", 1_000_000)), Some(TOO_MANY_DIMENSIONS));
        // After a first element that is not an array, all nesting is text.
        assert_eq!(refused(&format!("[1,{}]", deep("", 1_000_000))), None);
        assert_eq!(refused(&format!("\"{}\"", "{".repeat(1_000_000))), Some(TOO_MANY_DIMENSIONS));
    }

    #[test]
    fn bounds_are_those_of_an_int() {
        for (literal, error) in [
            ("[1:2]={a,b}", None),
            ("[-2147483648:-2147483647]={a,b}", None),
            ("[2147483646:2147483647]={a,b}", Some(LIMIT_EXCEEDED)),
            ("[2147483648:1]={a}", Some(LIMIT_EXCEEDED)),
            ("[-2147483648:2147483646]={a}", Some(LIMIT_EXCEEDED)),
            ("[2:1]={a}", Some(EMPTY_BOUNDS)),
            ("[:1]={a}", Some(MALFORMED)),
            ("[1:+]={a}", Some(MALFORMED)),
        ] {
            assert_eq!(TextArray::parse(literal.as_bytes()).err(), error, "{literal}");
        }
    }

    #[test]
    fn elements_of_a_literal_are_told_from_null() {
        let array = TextArray::parse(br#"{a, NULL ,"NULL",\null,"","x\"y" , b\  }"#).unwrap();
        let elements: Vec<Option<String>> =
            array.iter().map(|each| each.map(|text| String::from_utf8_lossy(text).into_owned())).collect();
        let expected = [Some("a"), None, Some("NULL"), Some("null"), Some(""), Some("x\"y"), Some("b ")];
        assert_eq!(elements, expected.map(|each| each.map(str::to_owned)));
    }
}
