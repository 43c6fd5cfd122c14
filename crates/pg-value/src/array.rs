//! Arrays of types other than text: read as by [`TextArray`], with the input function of the element type applied to
//! each element. What is kept of an element is its key, a text that only equal values share, so that operators on
//! arrays need not know the type.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::input::Input;
use super::text_array::{Dimension, Elements, MALFORMED, MAX_DIMENSIONS, TOO_MANY_DIMENSIONS};
use super::{Datum, Error, TextArray, Type};
use json_tape::{Kind, Value};

/// Reads an array from a JSON value other than null: [`decode`].
pub type Decode = for<'a> fn(Value<'a>, &'static Element, Text<'a>) -> Result<Datum<'static>, Error>;

/// The text of an element, from its JSON value.
pub type Text<'a> = fn(Value<'a>) -> Cow<'a, [u8]>;

/// The type of an array's elements. The table names the functions, so that no others are linked.
#[derive(Clone, Copy, Debug)]
pub struct Element {
    /// The element type, with its modifier.
    pub ty: Type,
    /// The input function of the element type.
    pub input: Input,
    /// The key of a value of this type.
    pub key: fn(&Datum<'_>) -> Vec<u8>,
    /// [`decode`]
    pub decode: Decode,
}

/// Elements are equal if their types are, since the type determines the functions.
impl PartialEq for Element {
    fn eq(&self, other: &Self) -> bool {
        self.ty == other.ty
    }
}

impl Eq for Element {}

/// Collects keys. If a value is known only to the server, so is the whole array.
struct Keys {
    element: &'static Element,
    elements: Elements,
    is_known: bool,
}

impl Keys {
    fn of(element: &'static Element) -> Self {
        Self { element, elements: Elements::default(), is_known: true }
    }

    fn push(&mut self, text: Option<Cow<'_, [u8]>>) -> Result<(), Error> {
        let Some(text) = text else {
            self.elements.push(None);
            return Ok(());
        };
        match (self.element.input)(text, self.element.ty)? {
            Datum::Unknown => self.is_known = false,
            datum => self.elements.push(Some(&(self.element.key)(&datum))),
        }
        Ok(())
    }

    fn into_datum(self, dimensions: &[Dimension]) -> Datum<'static> {
        if self.is_known { Datum::TextArray(TextArray::of(dimensions, self.elements)) } else { Datum::Unknown }
    }
}

/// Reads an array literal.
///
/// Where versions differ: 15 checks that the literal is well-formed before it looks at any element, and so does this
/// function; from 17 on the first error counts.
///
/// # Errors
/// The errors of [`TextArray::parse`] and of the elements' input function.
pub fn parse(text: &[u8], element: &'static Element) -> Result<Datum<'static>, Error> {
    let texts = TextArray::parse(text)?;
    let mut keys = Keys::of(element);
    for text in texts.iter() {
        keys.push(text)?;
    }
    Ok(keys.into_datum(texts.dimensions()))
}

/// Reads a JSON value other than null.
///
/// # Errors
/// The errors of [`TextArray::decode`] and of the elements' input function: the first one in the document.
pub fn decode<'a>(value: Value<'a>, element: &'static Element, text: Text<'a>) -> Result<Datum<'static>, Error> {
    if value.kind() == Kind::String {
        return parse(&super::text(value), element);
    }
    // The brackets before the first element, or before the first closing bracket, determine the number of dimensions.
    let (mut count, mut first) = (0, Some(value));
    while let Some(array) = first.filter(|first| first.kind() == Kind::Array) {
        count += 1;
        first = array.elements().next();
    }
    if count == 0 {
        return Err(MALFORMED);
    }
    let doc = value.doc();
    let mut keys = Keys::of(element);
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
            keys.push(if node.is_null() { None } else { Some(text(node)) })?;
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
    let dimensions: Vec<_> =
        lengths.into_iter().map(|length| Dimension { lower: 1, length: length.unwrap_or_default() }).collect();
    Ok(keys.into_datum(&dimensions))
}
