//! `text[]` input: from a JSON array as `json_to_record` reads it, and from a JSON string by the
//! array literal grammar (PostgreSQL manual, 8.15.2 and 8.15.6).

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::{Error, SqlState, isspace};
use crate::tape::{Kind, Value};

/// PostgreSQL's MAXDIM.
pub const MAX_DIMENSIONS: usize = 6;

const NAME: &str = "text[]";
const MALFORMED: Error = Error::new(SqlState::InvalidTextRepresentation, NAME);
const LIMIT_EXCEEDED: Error = Error::new(SqlState::ProgramLimitExceeded, NAME);
const TOO_MANY_DIMENSIONS: Error = Error { limit: Some(MAX_DIMENSIONS as u32), ..LIMIT_EXCEEDED };

/// One dimension.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dimension {
    /// Subscript of the first element; 1 unless the literal says otherwise.
    pub lower: i32,
    /// Elements along it; never 0.
    pub length: u32,
}

/// A value. An empty array has no dimensions.
#[derive(Clone, Debug)]
pub struct TextArray<'a> {
    dimensions: [Dimension; MAX_DIMENSIONS],
    count: usize,
    elements: Source<'a>,
}

#[derive(Clone, Debug)]
enum Source<'a> {
    /// The JSON array; elements are its descendants `count` levels down.
    Json(Value<'a>),
    /// Each element's UTF-8 and then [`END`], or [`NULL`] and [`END`].
    Literal(Vec<u8>),
}

/// Bytes that UTF-8 does not have.
const END: u8 = 0xFF;
const NULL: u8 = 0xFE;

impl<'a> TextArray<'a> {
    /// Reads a JSON value other than null.
    ///
    /// # Errors
    /// 22P02, 2202E and 54000.
    pub fn decode(value: Value<'a>) -> Result<Self, Error> {
        match value.kind() {
            Kind::String => Self::parse(&super::text(value)),
            _ => Self::from_json(value),
        }
    }

    /// The consecutive `[` before the first element, or before the first `]`, set the number of
    /// dimensions; what is nested deeper is an element, as its raw text.
    fn from_json(value: Value<'a>) -> Result<Self, Error> {
        let mut array = Self { dimensions: Default::default(), count: 0, elements: Source::Json(value) };
        let mut first = value;
        while first.kind() == Kind::Array {
            array.count += 1;
            match first.elements().next() {
                Some(element) => first = element,
                None => break,
            }
        }
        // Which of two errors: ragged arrays are found first.
        match array.count {
            0 => return Err(MALFORMED),
            1 => array.set_length(0, value.elements().count() as u32),
            _ => array.measure(value)?,
        }
        if array.count > MAX_DIMENSIONS {
            return Err(TOO_MANY_DIMENSIONS);
        }
        array.drop_empty();
        Ok(array)
    }

    /// Takes each level's length from its first array, and sees that all others of the level are as long.
    fn measure(&mut self, value: Value<'a>) -> Result<(), Error> {
        const UNKNOWN: u32 = u32::MAX;
        let doc = value.doc();
        let mut lengths = alloc::vec![UNKNOWN; self.count];
        let mut open: Vec<u32> = Vec::new();
        let mut index = value.index();
        while index < value.end_index() {
            while open.last().is_some_and(|&end| end <= index) {
                open.pop();
            }
            let node = doc.value(index);
            let Some(expected) = lengths.get_mut(open.len()) else {
                // An element: skip what is in it.
                index = node.end_index();
                continue;
            };
            let length = node.elements().count() as u32;
            if *expected == UNKNOWN {
                *expected = length;
                self.set_length(open.len(), length);
            }
            if node.kind() != Kind::Array || *expected != length {
                return Err(MALFORMED);
            }
            open.push(node.end_index());
            index += 1;
        }
        Ok(())
    }

    fn set_length(&mut self, level: usize, length: u32) {
        if let Some(dimension) = self.dimensions.get_mut(level) {
            *dimension = Dimension { lower: 1, length };
        }
    }

    /// An array without elements has no dimensions, however deep its brackets are.
    fn drop_empty(&mut self) {
        if self.dimensions().iter().any(|dimension| dimension.length == 0) {
            self.count = 0;
        }
    }

    /// Reads an array literal.
    ///
    /// Where versions differ: 15 refuses empty nested arrays (`{{}}`), 17 and later take them.
    ///
    /// # Errors
    /// 22P02, 2202E and 54000.
    pub fn parse(text: &[u8]) -> Result<Self, Error> {
        let mut array = Self { dimensions: Default::default(), count: 0, elements: Source::Literal(Vec::new()) };
        let mut reader = Reader { rest: text, elements: Vec::new() };
        reader.bounds(&mut array)?;
        reader.braces(&mut array)?;
        array.elements = Source::Literal(reader.elements);
        array.drop_empty();
        Ok(array)
    }

    /// Its dimensions, outermost first; none if it is empty (`array_ndims`, `array_length`).
    #[must_use]
    pub fn dimensions(&self) -> &[Dimension] {
        self.dimensions.get(..self.count).unwrap_or_default()
    }

    /// Number of elements in all dimensions (`cardinality`).
    #[must_use]
    pub fn cardinality(&self) -> usize {
        match self.count {
            0 => 0,
            _ => self.dimensions().iter().map(|dimension| dimension.length as usize).product(),
        }
    }

    /// The elements in storage order; NULL is None.
    #[must_use]
    pub fn iter(&self) -> Iter<'a, '_> {
        let at = if let Source::Json(value) = self.elements { value.index() as usize } else { 0 };
        Iter { array: self, at, done: 0 }
    }
}

/// Iterator of [`TextArray::iter`].
#[derive(Clone, Debug)]
pub struct Iter<'a, 'l> {
    array: &'l TextArray<'a>,
    /// On the tape, or in the bytes of the elements.
    at: usize,
    /// Elements behind it.
    done: usize,
}

impl<'l, 'a: 'l> Iterator for Iter<'a, 'l> {
    type Item = Option<Cow<'l, [u8]>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done == self.array.cardinality() {
            return None;
        }
        Some(match &self.array.elements {
            Source::Literal(elements) => {
                let rest = elements.get(self.at..)?;
                let element = rest.split(|&byte| byte == END).next()?;
                self.done += 1;
                self.at += element.len() + 1;
                if *element == [NULL] { None } else { Some(Cow::Borrowed(element)) }
            }
            Source::Json(value) => {
                // Before the first element of an array stands the array itself, and so on outwards.
                let mut size = 1;
                for dimension in self.array.dimensions().iter().rev() {
                    size *= dimension.length as usize;
                    self.at += usize::from(self.done.is_multiple_of(size));
                }
                self.done += 1;
                let element = value.doc().value(self.at as u32);
                self.at = element.end_index() as usize;
                if element.is_null() { None } else { Some(super::text(element)) }
            }
        })
    }
}

/// A cursor in an array literal, and the elements read.
struct Reader<'t> {
    rest: &'t [u8],
    elements: Vec<u8>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// The next byte; the end is malformed.
    fn next(&mut self) -> Result<u8, Error> {
        let (&byte, rest) = self.rest.split_first().ok_or(MALFORMED)?;
        self.rest = rest;
        Ok(byte)
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(isspace) {
            let _ = self.next();
        }
    }

    fn accept(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            let _ = self.next();
        }
        found
    }

    /// `[lower:upper]…=`, if the literal starts so.
    fn bounds(&mut self, array: &mut TextArray<'_>) -> Result<(), Error> {
        self.skip_space();
        while self.accept(b'[') {
            let Some(dimension) = array.dimensions.get_mut(array.count) else { return Err(TOO_MANY_DIMENSIONS) };
            array.count += 1;
            let mut lower = 1;
            let mut upper = self.bound()?;
            if self.accept(b':') {
                lower = upper;
                upper = self.bound()?;
            }
            if !self.accept(b']') {
                return Err(MALFORMED);
            }
            if upper == i32::MAX {
                return Err(LIMIT_EXCEEDED);
            }
            if upper < lower {
                return Err(Error::new(SqlState::ArraySubscriptError, NAME));
            }
            let length = upper.abs_diff(lower) + 1;
            if i32::try_from(length).is_err() {
                return Err(LIMIT_EXCEEDED);
            }
            *dimension = Dimension { lower, length };
            self.skip_space();
        }
        if array.count > 0 && !self.accept(b'=') {
            return Err(MALFORMED);
        }
        self.skip_space();
        Ok(())
    }

    fn bound(&mut self) -> Result<i32, Error> {
        let negative = self.peek() == Some(b'-');
        if negative || self.peek() == Some(b'+') {
            self.next()?;
        }
        let before = self.rest.len();
        let mut number = 0i64;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            number = (number * 10 + i64::from(digit - b'0')).min(1 << 32);
            self.next()?;
        }
        if self.rest.len() == before {
            return Err(MALFORMED);
        }
        i32::try_from(if negative { -number } else { number }).map_err(|_| LIMIT_EXCEEDED)
    }

    /// The braces and what is in them; nothing but white space may follow. Dimensions that are declared have to fit.
    fn braces(&mut self, array: &mut TextArray<'_>) -> Result<(), Error> {
        // Elements of the arrays that are open, and of a level's first array that closed; the outermost is 1.
        let mut current = [0u32; MAX_DIMENSIONS + 1];
        let mut closed = array.dimensions.map(|dimension| dimension.length > 0);
        let mut level = 0usize;
        if self.peek() != Some(b'{') {
            return Err(MALFORMED);
        }
        // A value is due: an opening brace or an element.
        loop {
            self.skip_space();
            if self.accept(b'{') {
                level += 1;
                if level > MAX_DIMENSIONS {
                    return Err(TOO_MANY_DIMENSIONS);
                }
                if array.count > 0 && level > array.count {
                    return Err(MALFORMED);
                }
                self.skip_space();
                if self.peek() != Some(b'}') {
                    continue;
                }
                // Empty, which only the outermost may be.
                if level > 1 {
                    return Err(MALFORMED);
                }
            } else {
                self.element()?;
                if let Some(current) = current.get_mut(level) {
                    *current += 1;
                }
            }
            // The first element, or the first end of an array, shows how many dimensions there are.
            if array.count == 0 {
                array.count = level;
            }
            if array.count != level {
                return Err(MALFORMED);
            }
            // A value is behind us: close what ends here.
            self.skip_space();
            while self.accept(b'}') {
                let length = current.get_mut(level).map(core::mem::take).unwrap_or_default();
                level -= 1;
                if let Some(closed) = closed.get_mut(level)
                    && !core::mem::replace(closed, true)
                {
                    array.set_length(level, length);
                }
                if array.dimensions.get(level).is_none_or(|dimension| dimension.length != length) {
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
            if !self.accept(b',') {
                return Err(MALFORMED);
            }
        }
    }

    /// One element, quoted or not.
    fn element(&mut self) -> Result<(), Error> {
        let begin = self.elements.len();
        let quoted = self.accept(b'"');
        let mut escapes = false;
        // Trailing white space is dropped unless it is escaped.
        let mut kept = begin;
        loop {
            let mut byte = match self.peek() {
                Some(b'"') if quoted => {
                    self.next()?;
                    kept = self.elements.len();
                    break;
                }
                Some(b',' | b'}') if !quoted => break,
                Some(b'{' | b'"') if !quoted => return Err(MALFORMED),
                _ => self.next()?,
            };
            let escaped = byte == b'\\';
            if escaped {
                byte = self.next()?;
                escapes = true;
            }
            self.elements.push(byte);
            if escaped || !isspace(byte) {
                kept = self.elements.len();
            }
        }
        self.elements.truncate(kept);
        let element = self.elements.get(begin..).unwrap_or_default();
        if !quoted {
            if element.is_empty() {
                return Err(MALFORMED);
            }
            if !escapes && element.eq_ignore_ascii_case(b"null") {
                self.elements.truncate(begin);
                self.elements.push(NULL);
            }
        }
        self.elements.push(END);
        Ok(())
    }
}
