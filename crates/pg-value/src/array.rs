//! Arrays of other types than text: as [`TextArray`] reads them, with the input function of the elements' type applied to
//! each. What is kept of an element is its key, a text that only equal values share, so that the operators of arrays need
//! not know the type.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::input::Input;
use super::text_array::{Dimension, Elements, MALFORMED, MAX_DIMENSIONS, TOO_MANY_DIMENSIONS};
use super::{Datum, Error, TextArray, Type};
use json_tape::{Kind, Value};

/// What reads an array from a JSON value other than null: [`decode`].
pub type Decode = for<'a> fn(Value<'a>, &'static Element, Text<'a>) -> Result<Datum<'static>, Error>;

/// What makes an element's text of a JSON value.
pub type Text<'a> = fn(Value<'a>) -> Cow<'a, [u8]>;

/// What an array holds. The functions are named where the table is, so that no other is linked.
#[derive(Clone, Copy, Debug)]
pub struct Element {
    /// The elements' type, with its modifier.
    pub ty: Type,
    /// Its input function.
    pub input: Input,
    /// The key of a value of the type.
    pub key: fn(&Datum<'_>) -> Vec<u8>,
    /// [`decode`]
    pub decode: Decode,
}

/// The type says which functions they are.
impl PartialEq for Element {
    fn eq(&self, other: &Self) -> bool {
        self.ty == other.ty
    }
}

impl Eq for Element {}

/// Collects keys. A value that only the server knows makes the whole array one.
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
/// Where versions differ: 15 sees that the literal is well-formed before it looks at an element, and so does this; from
/// 17 on the first fault counts.
///
/// # Errors
/// [`TextArray::parse`]'s, and those of the elements' input function.
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
/// [`TextArray::decode`]'s, and those of the elements' input function: the first of them in the document.
pub fn decode<'a>(value: Value<'a>, element: &'static Element, text: Text<'a>) -> Result<Datum<'static>, Error> {
    if value.kind() == Kind::String {
        return parse(&super::text(value), element);
    }
    // The brackets before the first element, or before the first end, tell how many dimensions there are.
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
    // Where the arrays end that are open, and their elements so far.
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
