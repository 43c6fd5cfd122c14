//! `text[]` input: from a JSON array as `json_to_record` reads it, and from a JSON string by the
//! array literal grammar (PostgreSQL manual, 8.15.2 and 8.15.6).

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::{vec, vec::Vec};

use super::{Error, SqlState, isspace};
use crate::tape::{Elements, Kind, Value};

/// PostgreSQL's MAXDIM.
pub const MAX_DIMENSIONS: usize = 6;

const NAME: &str = "text[]";
const MALFORMED: Error = Error::new(SqlState::InvalidTextRepresentation, NAME);
const TOO_MANY_DIMENSIONS: Error =
    Error { limit: Some(MAX_DIMENSIONS as u32), ..Error::new(SqlState::ProgramLimitExceeded, NAME) };

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
    Literal(Vec<Option<String>>),
}

/// Counts elements level by level and finds arrays that are not rectangular.
#[derive(Default)]
struct Shape {
    /// Levels, once the first element or the first end of an array has shown how many.
    depth: Option<usize>,
    /// Length of the first array closed at each level; the outermost is 0.
    expected: [Option<u32>; MAX_DIMENSIONS + 1],
    current: [u32; MAX_DIMENSIONS + 1],
}

impl Shape {
    /// An element stands at this level (1: directly in the outermost array).
    fn element(&mut self, level: usize) -> Result<(), Error> {
        if *self.depth.get_or_insert(level) != level {
            return Err(MALFORMED);
        }
        self.count(level);
        Ok(())
    }

    /// An array at this level closes (1: the outermost).
    fn close(&mut self, level: usize) -> Result<(), Error> {
        let depth = *self.depth.get_or_insert(level);
        if level > depth {
            return Err(MALFORMED);
        }
        let length = self.current.get_mut(level).map(core::mem::take).unwrap_or_default();
        if let Some(expected) = self.expected.get_mut(level)
            && *expected.get_or_insert(length) != length
        {
            return Err(MALFORMED);
        }
        if level > 1 {
            self.count(level - 1);
        }
        Ok(())
    }

    fn count(&mut self, level: usize) {
        if let Some(current) = self.current.get_mut(level) {
            *current += 1;
        }
    }

    /// Number of dimensions and each one's length; nothing for an empty array.
    fn finish(self) -> Result<Bounds, Error> {
        let count = self.depth.unwrap_or_default();
        if count > MAX_DIMENSIONS {
            return Err(TOO_MANY_DIMENSIONS);
        }
        let mut dimensions = [Dimension::default(); MAX_DIMENSIONS];
        for (dimension, length) in dimensions.iter_mut().zip(self.expected.iter().skip(1)).take(count) {
            *dimension = Dimension { lower: 1, length: length.unwrap_or_default() };
            if dimension.length == 0 {
                return Ok(([Dimension::default(); MAX_DIMENSIONS], 0));
            }
        }
        Ok((dimensions, count))
    }
}

impl<'a> TextArray<'a> {
    /// Reads a JSON value other than null.
    ///
    /// # Errors
    /// 22P02, 2202E and 54000.
    pub fn decode(value: Value<'a>) -> Result<Self, Error> {
        match value.as_str() {
            Some(literal) => Self::parse(&literal.to_cow()),
            None => Self::from_json(value),
        }
    }

    /// The consecutive `[` before the first element, or before the first `]`, set the number of
    /// dimensions; what is nested deeper is an element, as its raw text.
    fn from_json(value: Value<'a>) -> Result<Self, Error> {
        if value.kind() != Kind::Array {
            return Err(MALFORMED);
        }
        let mut shape = Shape::default();
        // The usual case: one dimension. An array first means more.
        if value.elements().next().is_none_or(|first| first.kind() != Kind::Array) {
            let length = value.elements().count() as u32;
            shape.depth = Some(1);
            shape.expected = [None, Some(length), None, None, None, None, None];
        } else {
            // How deep the first chain of arrays goes, without recursion.
            let mut depth = 0;
            let mut first = Some(value);
            while let Some(array) = first.filter(|v| v.kind() == Kind::Array) {
                depth += 1;
                first = array.elements().next();
            }
            if depth > MAX_DIMENSIONS {
                // Which of two errors: ragged arrays are found first.
                return Err(if Self::is_rectangular(value, depth) { TOO_MANY_DIMENSIONS } else { MALFORMED });
            }
            shape.depth = Some(depth);
            let mut open: [Option<Elements<'a>>; MAX_DIMENSIONS + 1] = [None; MAX_DIMENSIONS + 1];
            let mut level = 1;
            if let Some(outermost) = open.get_mut(1) {
                *outermost = Some(value.elements());
            }
            while level > 0 {
                let next = open.get_mut(level).and_then(Option::as_mut).and_then(Iterator::next);
                match next {
                    None => {
                        shape.close(level)?;
                        level -= 1;
                    }
                    Some(_) if level == depth => shape.element(level)?,
                    Some(array) if array.kind() == Kind::Array => {
                        level += 1;
                        if let Some(inner) = open.get_mut(level) {
                            *inner = Some(array.elements());
                        }
                    }
                    Some(_) => return Err(MALFORMED),
                }
            }
        }
        let (dimensions, count) = shape.finish()?;
        Ok(Self { dimensions, count, elements: Source::Json(value) })
    }

    /// Whether all arrays down to `depth` levels are as long as the first of their level.
    fn is_rectangular(value: Value<'a>, depth: usize) -> bool {
        let doc = value.doc();
        let mut expected: Vec<Option<usize>> = vec![None; depth];
        let mut open: Vec<u32> = Vec::new();
        let mut index = value.index();
        while index < value.end_index() {
            while open.last().is_some_and(|&end| end <= index) {
                open.pop();
            }
            let node = doc.value(index);
            let Some(expected) = expected.get_mut(open.len()) else {
                // An element: skip what is in it.
                index = node.end_index();
                continue;
            };
            if node.kind() != Kind::Array {
                return false;
            }
            let length = node.elements().count();
            if *expected.get_or_insert(length) != length {
                return false;
            }
            open.push(node.end_index());
            index += 1;
        }
        true
    }

    /// Reads an array literal.
    ///
    /// Where versions differ: 15 refuses empty nested arrays (`{{}}`), 17 and later take them.
    ///
    /// # Errors
    /// 22P02, 2202E and 54000.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut reader = Reader { text, pos: 0 };
        let bounds = reader.bounds()?;
        let ((mut dimensions, count), elements) = reader.braces(bounds)?;
        if let Some((declared, _)) = bounds {
            dimensions = declared;
        }
        Ok(Self { dimensions, count, elements: Source::Literal(elements) })
    }

    /// Its dimensions, outermost first; none if it is empty (`array_ndims`, `array_length`).
    #[must_use]
    pub fn dimensions(&self) -> &[Dimension] {
        self.dimensions.get(..self.count).unwrap_or_default()
    }

    /// Number of elements in all dimensions (`cardinality`).
    #[must_use]
    pub fn cardinality(&self) -> usize {
        match &self.elements {
            _ if self.count == 0 => 0,
            Source::Literal(elements) => elements.len(),
            Source::Json(_) => self.dimensions().iter().map(|dimension| dimension.length as usize).product(),
        }
    }

    /// The elements in storage order; NULL is None.
    #[must_use]
    pub fn iter(&self) -> Iter<'a, '_> {
        let mut open = [None; MAX_DIMENSIONS + 1];
        let literal = match &self.elements {
            Source::Literal(elements) => elements.iter(),
            Source::Json(value) => {
                if let Some(outermost) = open.get_mut(1) {
                    *outermost = Some(value.elements());
                }
                [].iter()
            }
        };
        let level = usize::from(self.count > 0);
        Iter { depth: self.count, level, open, literal }
    }
}

/// Iterator of [`TextArray::iter`].
#[derive(Clone, Debug)]
pub struct Iter<'a, 'l> {
    depth: usize,
    level: usize,
    open: [Option<Elements<'a>>; MAX_DIMENSIONS + 1],
    literal: core::slice::Iter<'l, Option<String>>,
}

impl<'l, 'a: 'l> Iterator for Iter<'a, 'l> {
    type Item = Option<Cow<'l, str>>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(element) = self.literal.next() {
            return Some(element.as_deref().map(Cow::Borrowed));
        }
        while self.level > 0 {
            let elements = self.open.get_mut(self.level)?.as_mut()?;
            match elements.next() {
                None => self.level -= 1,
                Some(value) if self.level == self.depth => {
                    return Some(match value.as_str() {
                        _ if value.is_null() => None,
                        Some(string) => Some(string.to_cow()),
                        None => Some(Cow::Borrowed(value.raw())),
                    });
                }
                Some(array) => {
                    self.level += 1;
                    *self.open.get_mut(self.level)? = Some(array.elements());
                }
            }
        }
        None
    }
}

/// A cursor in an array literal.
struct Reader<'t> {
    text: &'t str,
    pos: usize,
}

/// Dimensions and how many of them there are.
type Bounds = ([Dimension; MAX_DIMENSIONS], usize);

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.pos).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(isspace) {
            self.pos += 1;
        }
    }

    fn accept(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.pos += usize::from(found);
        found
    }

    /// `[lower:upper]…=`, if the literal starts so.
    fn bounds(&mut self) -> Result<Option<Bounds>, Error> {
        let mut dimensions = [Dimension::default(); MAX_DIMENSIONS];
        let mut count = 0;
        loop {
            self.skip_space();
            if !self.accept(b'[') {
                break;
            }
            let Some(dimension) = dimensions.get_mut(count) else { return Err(TOO_MANY_DIMENSIONS) };
            count += 1;
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
                return Err(Error::new(SqlState::ProgramLimitExceeded, NAME));
            }
            if upper < lower {
                return Err(Error::new(SqlState::ArraySubscriptError, NAME));
            }
            let length = upper.abs_diff(lower) + 1;
            if i32::try_from(length).is_err() {
                return Err(Error::new(SqlState::ProgramLimitExceeded, NAME));
            }
            *dimension = Dimension { lower, length };
        }
        if count == 0 {
            return Ok(None);
        }
        if !self.accept(b'=') {
            return Err(MALFORMED);
        }
        self.skip_space();
        Ok(Some((dimensions, count)))
    }

    fn bound(&mut self) -> Result<i32, Error> {
        let rest = self.text.get(self.pos..).unwrap_or_default();
        let sign = usize::from(rest.starts_with(['+', '-']));
        let digits = rest.bytes().skip(sign).take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return Err(MALFORMED);
        }
        self.pos += sign + digits;
        let number = rest.get(..sign + digits).unwrap_or_default();
        number.parse().map_err(|_| Error::new(SqlState::ProgramLimitExceeded, NAME))
    }

    /// The braces and what is in them; nothing but white space may follow.
    fn braces(&mut self, declared: Option<Bounds>) -> Result<(Bounds, Vec<Option<String>>), Error> {
        let mut shape = Shape::default();
        if let Some((dimensions, count)) = declared {
            shape.depth = Some(count);
            for (expected, dimension) in shape.expected.iter_mut().skip(1).zip(dimensions).take(count) {
                *expected = Some(dimension.length);
            }
        }
        let mut elements = Vec::new();
        let mut level = 0usize;
        self.skip_space();
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
                if shape.depth.is_some_and(|depth| level > depth) {
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
                elements.push(self.element()?);
                shape.element(level)?;
            }
            // A value is behind us: close what ends here.
            self.skip_space();
            while self.accept(b'}') {
                shape.close(level)?;
                level -= 1;
                self.skip_space();
                if level == 0 {
                    if self.peek().is_some() {
                        return Err(MALFORMED);
                    }
                    let bounds = shape.finish()?;
                    return Ok((bounds, elements));
                }
            }
            if !self.accept(b',') {
                return Err(MALFORMED);
            }
        }
    }

    /// One element, quoted or not.
    fn element(&mut self) -> Result<Option<String>, Error> {
        let mut out = String::new();
        if self.accept(b'"') {
            loop {
                let rest = self.text.get(self.pos..).unwrap_or_default();
                let plain = rest.find(['"', '\\']).ok_or(MALFORMED)?;
                out.push_str(rest.get(..plain).unwrap_or_default());
                self.pos += plain;
                if self.accept(b'"') {
                    return Ok(Some(out));
                }
                self.escaped(&mut out)?;
            }
        }
        // Trailing white space is dropped unless it is escaped.
        let mut kept = 0;
        let mut escapes = false;
        loop {
            let rest = self.text.get(self.pos..).unwrap_or_default();
            let plain = rest.find(['{', '}', ',', '"', '\\']).ok_or(MALFORMED)?;
            let run = rest.get(..plain).unwrap_or_default();
            let before = out.len();
            out.push_str(run);
            let trimmed = run.trim_end_matches(|c: char| c.is_ascii() && isspace(c as u8));
            if !trimmed.is_empty() {
                kept = before + trimmed.len();
            }
            self.pos += plain;
            match self.peek() {
                Some(b'\\') => {
                    escapes = true;
                    self.escaped(&mut out)?;
                    kept = out.len();
                }
                Some(b',' | b'}') => break,
                _ => return Err(MALFORMED),
            }
        }
        out.truncate(kept);
        if out.is_empty() {
            return Err(MALFORMED);
        }
        Ok(if !escapes && out.eq_ignore_ascii_case("null") { None } else { Some(out) })
    }

    /// A backslash and the character that it protects.
    fn escaped(&mut self, out: &mut String) -> Result<(), Error> {
        self.pos += 1;
        let c = self.text.get(self.pos..).and_then(|rest| rest.chars().next()).ok_or(MALFORMED)?;
        out.push(c);
        self.pos += c.len_utf8();
        Ok(())
    }
}
