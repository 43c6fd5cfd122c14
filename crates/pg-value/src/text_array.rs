//! `text[]` input: from a JSON array as `json_to_record` reads it, and from a JSON string by the
//! array literal grammar (PostgreSQL manual, 8.15.2 and 8.15.6).

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::{Error, SqlState, TypeName, isspace};
use json_tape::json::push;
use json_tape::{Kind, Value};

/// PostgreSQL's MAXDIM.
pub const MAX_DIMENSIONS: usize = 6;

const NAME: TypeName = TypeName::TextArray;
const MALFORMED: Error = Error::new(SqlState::InvalidTextRepresentation, NAME);
const LIMIT_EXCEEDED: Error = Error::new(SqlState::ProgramLimitExceeded, NAME);
const TOO_MANY_DIMENSIONS: Error = Error { limit: MAX_DIMENSIONS as u32, ..LIMIT_EXCEEDED };

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
        let mut lengths = Vec::new();
        (0..self.count).for_each(|_| push(&mut lengths, UNKNOWN));
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
            push(&mut open, node.end_index());
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
    #[inline(never)]
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
        let mut reader =
            Reader { rest: text, dimensions: Default::default(), count: 0, elements: Vec::new(), error: MALFORMED };
        if !(reader.bounds() && reader.braces()) {
            return Err(reader.error);
        }
        let Reader { dimensions, count, elements, .. } = reader;
        let mut array = Self { dimensions, count, elements: Source::Literal(elements) };
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

    /// The elements of a literal; of NULL, a text that is no UTF-8.
    pub fn each_of_literal(&self, each: &mut dyn FnMut(&[u8])) {
        if let Source::Literal(elements) = &self.elements {
            let mut elements = elements.split(|&byte| byte == END);
            elements.next_back();
            elements.for_each(each);
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

/// A cursor in an array literal, and what is read of it. Functions that give a bool say whether the literal is good so
/// far; if it is not, there is the error.
struct Reader<'t> {
    rest: &'t [u8],
    dimensions: [Dimension; MAX_DIMENSIONS],
    count: usize,
    elements: Vec<u8>,
    error: Error,
}

/// Stands for the end.
const NUL: u8 = 0;

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.rest.first().copied().unwrap_or(NUL)
    }

    #[inline(never)]
    fn next(&mut self) -> u8 {
        let Some((&byte, rest)) = self.rest.split_first() else { return NUL };
        self.rest = rest;
        byte
    }

    #[inline(never)]
    fn skip_space(&mut self) {
        while isspace(self.peek()) {
            self.next();
        }
    }

    #[inline(never)]
    fn accept(&mut self, byte: u8) -> bool {
        let found = self.peek() == byte;
        if found {
            self.next();
        }
        found
    }

    fn fail(&mut self, error: Error) -> bool {
        self.error = error;
        false
    }

    /// `[lower:upper]…=`, if the literal starts so.
    fn bounds(&mut self) -> bool {
        self.skip_space();
        while self.accept(b'[') {
            if self.count == MAX_DIMENSIONS {
                return self.fail(TOO_MANY_DIMENSIONS);
            }
            let mut lower = 1;
            let mut upper = 0;
            if !self.bound(&mut upper) {
                return false;
            }
            if self.accept(b':') {
                lower = upper;
                if !self.bound(&mut upper) {
                    return false;
                }
            }
            if !self.accept(b']') {
                return false;
            }
            if upper >= i32::MAX.into() {
                return self.fail(LIMIT_EXCEEDED);
            }
            if upper < lower {
                return self.fail(Error::new(SqlState::ArraySubscriptError, NAME));
            }
            let length = upper - lower + 1;
            if length > i32::MAX.into() {
                return self.fail(LIMIT_EXCEEDED);
            }
            if let Some(dimension) = self.dimensions.get_mut(self.count) {
                *dimension = Dimension { lower: lower as i32, length: length as u32 };
            }
            self.count += 1;
            self.skip_space();
        }
        if self.count > 0 && !self.accept(b'=') {
            return false;
        }
        self.skip_space();
        true
    }

    #[inline(never)]
    fn bound(&mut self, number: &mut i64) -> bool {
        let negative = self.peek() == b'-';
        if negative || self.peek() == b'+' {
            self.next();
        }
        let before = self.rest.len();
        *number = 0;
        while self.peek().is_ascii_digit() {
            *number = (*number * 10 + i64::from(self.next() - b'0')).min(1 << 32);
        }
        if negative {
            *number = -*number;
        }
        if i32::try_from(*number).is_err() {
            return self.fail(LIMIT_EXCEEDED);
        }
        self.rest.len() < before
    }

    /// The braces and what is in them; nothing but white space may follow. Dimensions that are declared have to fit.
    fn braces(&mut self) -> bool {
        // Elements of the arrays that are open, and of a level's first array that closed; the outermost is 1.
        let mut current = [0u32; MAX_DIMENSIONS + 1];
        let mut closed = self.dimensions.map(|dimension| dimension.length > 0);
        let mut level = 0usize;
        if self.peek() != b'{' {
            return false;
        }
        // A value is due: an opening brace or an element.
        loop {
            self.skip_space();
            if self.accept(b'{') {
                level += 1;
                if level > MAX_DIMENSIONS {
                    return self.fail(TOO_MANY_DIMENSIONS);
                }
                if self.count > 0 && level > self.count {
                    return false;
                }
                self.skip_space();
                if self.peek() != b'}' {
                    continue;
                }
                // Empty, which only the outermost may be.
                if level > 1 {
                    return false;
                }
            } else {
                if !self.element() {
                    return false;
                }
                if let Some(current) = current.get_mut(level) {
                    *current += 1;
                }
            }
            // The first element, or the first end of an array, shows how many dimensions there are.
            if self.count == 0 {
                self.count = level;
            }
            if self.count != level {
                return false;
            }
            // A value is behind us: close what ends here.
            self.skip_space();
            while self.accept(b'}') {
                let length = current.get_mut(level).map(core::mem::take).unwrap_or_default();
                level -= 1;
                let (Some(closed), Some(dimension)) = (closed.get_mut(level), self.dimensions.get_mut(level)) else {
                    return false;
                };
                if !core::mem::replace(closed, true) {
                    *dimension = Dimension { lower: 1, length };
                }
                if dimension.length != length {
                    return false;
                }
                self.skip_space();
                if level == 0 {
                    return self.rest.is_empty();
                }
                if let Some(current) = current.get_mut(level) {
                    *current += 1;
                }
            }
            if !self.accept(b',') {
                return false;
            }
        }
    }

    /// One element, quoted or not.
    fn element(&mut self) -> bool {
        let begin = self.elements.len();
        let quoted = self.accept(b'"');
        let mut escapes = false;
        // Trailing white space is dropped unless it is escaped.
        let mut kept = begin;
        loop {
            let mut byte = self.peek();
            if matches!(byte, b',' | b'}') && !quoted {
                break;
            }
            self.next();
            if byte == b'"' && quoted {
                kept = self.elements.len();
                break;
            }
            if matches!(byte, b'{' | b'"') && !quoted {
                return false;
            }
            let escaped = byte == b'\\';
            if escaped {
                byte = self.next();
                escapes = true;
            }
            if byte == NUL && self.rest.is_empty() {
                return false;
            }
            push(&mut self.elements, byte);
            if escaped || !isspace(byte) {
                kept = self.elements.len();
            }
        }
        self.elements.truncate(kept);
        let element = self.elements.get(begin..).unwrap_or_default();
        if !quoted {
            if element.is_empty() {
                return false;
            }
            if !escapes && element.eq_ignore_ascii_case(b"null") {
                self.elements.truncate(begin);
                push(&mut self.elements, NULL);
            }
        }
        push(&mut self.elements, END);
        true
    }
}
