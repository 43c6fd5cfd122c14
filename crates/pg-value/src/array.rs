//! Arrays of types other than text: read as by [`TextArray`], with the input function of the element type applied to
//! each element. What is kept of an element is its key, a text that only equal values share, so that operators on
//! arrays need not know the type.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::input::Input;
use super::text_array::{Dimension, Elements, from_json};
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

    fn into_datum(self, dimensions: Vec<Dimension>) -> Datum<'static> {
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
        keys.push(text.map(Cow::Borrowed))?;
    }
    Ok(keys.into_datum(texts.dimensions().to_vec()))
}

/// Reads a JSON value other than null.
///
/// # Errors
/// The errors of [`TextArray::decode`] and of the elements' input function: the first one in the document.
pub fn decode<'a>(value: Value<'a>, element: &'static Element, text: Text<'a>) -> Result<Datum<'static>, Error> {
    if value.kind() == Kind::String {
        return parse(&super::text(value), element);
    }
    let mut keys = Keys::of(element);
    let dimensions = from_json(value, &mut |each| keys.push(each.map(text)))?;
    Ok(keys.into_datum(dimensions))
}
