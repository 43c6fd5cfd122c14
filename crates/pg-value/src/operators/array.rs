//! Functions and operators of text[] (PostgreSQL manual, 9.19 Array Functions and Operators, 9.25
//! Row and Array Comparisons).

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::logic::Stop;
use crate::text_array::Dimension;
use crate::{SqlState, TextArray};
use json_tape::normal_form::sort_indices;

/// An array: a column's value, or a constant of the schema.
#[derive(Clone, Debug)]
pub enum Array<'a> {
    /// The value of a column.
    Value(&'a TextArray),
    /// A constant with one dimension and lower bound 1; empty if it has no elements.
    Constant(&'static [Option<&'static str>]),
}

impl Array<'_> {
    /// The number of dimensions, and a function that returns each of them.
    fn dimensions(&self) -> (usize, impl Fn(usize) -> Option<Dimension>) {
        let count = match self {
            Self::Value(array) => array.dimensions().len(),
            Self::Constant(elements) => usize::from(!elements.is_empty()),
        };
        let dimension = move |index: usize| match self {
            Self::Value(array) => array.dimensions().get(index).copied(),
            Self::Constant(elements) => {
                (index < count).then_some(Dimension { lower: 1, length: elements.len() as u32 })
            }
        };
        (count, dimension)
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Value(array) => array.cardinality(),
            Self::Constant(elements) => elements.len(),
        }
    }

    /// The elements that are not NULL.
    pub fn strings(&self) -> impl Iterator<Item = &[u8]> {
        self.iter().flatten()
    }

    /// The elements that are not NULL, prepared for many lookups.
    fn lookup(&self) -> Lookup<'_> {
        Lookup::new(self.strings().map(Cow::Borrowed).collect())
    }

    /// The elements; NULL is `None`.
    fn iter(&self) -> impl Iterator<Item = Option<&[u8]>> {
        let (value, constant): (_, &[_]) = match self {
            Self::Value(array) => (Some(array.iter()), &[]),
            Self::Constant(elements) => (None, elements),
        };
        value.into_iter().flatten().chain(constant.iter().map(|element| element.map(str::as_bytes)))
    }
}

/// Texts that are looked up many times.
#[derive(Debug)]
pub(super) struct Lookup<'l> {
    texts: Vec<Cow<'l, [u8]>>,
    /// The texts' indices, sorted by text, so that with two long lists neither is searched from the start for each text of
    /// the other; empty if there are only [`FEW`].
    sorted: Vec<u32>,
}

/// So many texts are searched from the start in less time than it takes to sort them.
const FEW: usize = 16;

impl<'l> Lookup<'l> {
    pub(super) fn new(texts: Vec<Cow<'l, [u8]>>) -> Self {
        let mut sorted = Vec::new();
        if texts.len() > FEW {
            sorted = (0..texts.len() as u32).collect();
            sort_indices(&mut sorted, &|a, b| texts.get(a as usize).cmp(&texts.get(b as usize)));
        }
        Self { texts, sorted }
    }

    /// Whether the text is one of them.
    pub(super) fn has(&self, text: &[u8]) -> bool {
        if self.sorted.is_empty() {
            return self.texts.iter().any(|each| **each == *text);
        }
        self.sorted
            .binary_search_by(|&index| self.texts.get(index as usize).map(|each| &**each).cmp(&Some(text)))
            .is_ok()
    }
}

/// `cardinality`: the number of elements in all dimensions.
#[must_use]
pub fn cardinality(array: Option<Array<'_>>) -> Option<i64> {
    array.and_then(|array| i64::try_from(array.len()).ok())
}

/// `array_length`: NULL if there is no such dimension.
#[must_use]
pub fn array_length(array: Option<Array<'_>>, dimension: Option<i64>) -> Option<i64> {
    let (array, dimension) = (array?, dimension?);
    let index = usize::try_from(dimension.checked_sub(1)?).ok()?;
    array.dimensions().1(index).map(|dimension| i64::from(dimension.length))
}

/// `array_ndims`: NULL if the array is empty.
#[must_use]
pub fn array_ndims(array: Option<Array<'_>>) -> Option<i64> {
    array.and_then(|array| i64::try_from(array.dimensions().0).ok()).filter(|&count| count > 0)
}

/// `array_lower`: NULL if there is no such dimension.
#[must_use]
pub fn array_lower(array: Option<Array<'_>>, dimension: Option<i64>) -> Option<i64> {
    let (array, dimension) = (array?, dimension?);
    let index = usize::try_from(dimension.checked_sub(1)?).ok()?;
    array.dimensions().1(index).map(|dimension| i64::from(dimension.lower))
}

/// `array_upper`: NULL if there is no such dimension.
#[must_use]
pub fn array_upper(array: Option<Array<'_>>, dimension: Option<i64>) -> Option<i64> {
    Some(array_lower(array.clone(), dimension)? + array_length(array, dimension)? - 1)
}

/// `array_position`: the subscript of the first element that is not distinct from `element`.
///
/// # Errors
/// 0A000 if the array has more than one dimension.
pub fn array_position(array: Option<Array<'_>>, element: Option<Cow<'_, [u8]>>) -> Result<Option<i64>, Stop> {
    let Some(array) = array else { return Ok(None) };
    let (count, dimension) = array.dimensions();
    if count > 1 {
        return Err(Stop::Error(SqlState::FeatureNotSupported));
    }
    let Some(Dimension { lower, .. }) = dimension(0) else { return Ok(None) };
    let lower = i64::from(lower);
    Ok((lower..)
        .zip(array.iter())
        .find(|(_, candidate)| *candidate == element.as_deref())
        .map(|(subscript, _)| subscript))
}

/// `@>`: every element of the right side is in the left one. A NULL element is never found.
#[must_use]
pub fn contains(left: Option<Array<'_>>, right: Option<Array<'_>>) -> Option<bool> {
    let (left, right) = (left?, right?);
    let left = left.lookup();
    Some(right.iter().all(|wanted| wanted.is_some_and(|wanted| left.has(wanted))))
}

/// `&&`: some element is in both.
#[must_use]
pub fn overlaps(left: Option<Array<'_>>, right: Option<Array<'_>>) -> Option<bool> {
    let (left, right) = (left?, right?);
    let left = left.lookup();
    Some(right.strings().any(|wanted| left.has(wanted)))
}

/// `=`: the same dimensions, bounds and elements; here NULL elements are equal to each other.
#[must_use]
pub fn eq(left: Option<Array<'_>>, right: Option<Array<'_>>) -> Option<bool> {
    let (left, right) = (left?, right?);
    let ((count, dimension), (other_count, other)) = (left.dimensions(), right.dimensions());
    let same_bounds = count == other_count && (0..count).all(|index| dimension(index) == other(index));
    Some(same_bounds && left.iter().eq(right.iter()))
}

/// `= ANY`, or `<> ANY` unless `equal`. With NULL elements, "not found" becomes NULL.
#[must_use]
pub fn any(left: Option<Cow<'_, [u8]>>, right: Option<Array<'_>>, equal: bool) -> Option<bool> {
    let right = right?;
    if right.len() == 0 {
        return Some(false);
    }
    let left = left?;
    let mut outcome = Some(false);
    for element in right.iter() {
        match element {
            None => outcome = None,
            Some(element) if (*element == *left) == equal => return Some(true),
            Some(_) => {}
        }
    }
    outcome
}

/// `= ALL`, or `<> ALL` unless `equal`.
#[must_use]
pub fn all(left: Option<Cow<'_, [u8]>>, right: Option<Array<'_>>, equal: bool) -> Option<bool> {
    any(left, right, !equal).map(|found| !found)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn array(literal: &str) -> TextArray {
        TextArray::parse(literal.as_bytes()).unwrap()
    }

    #[test]
    fn any_and_all_know_null_and_nothing() {
        let text = |text: &'static str| Some(Cow::Borrowed(text.as_bytes()));
        for (left, right, found, all_equal) in [
            // PostgreSQL's answers to `left = ANY (right)` and `left = ALL (right)`.
            (text("a"), Some("{a,b}"), Some(true), Some(false)),
            (text("c"), Some("{a,b}"), Some(false), Some(false)),
            (text("c"), Some("{a,NULL}"), None, Some(false)),
            (text("a"), Some("{a,NULL}"), Some(true), None),
            (text("a"), Some("{}"), Some(false), Some(true)),
            (None, Some("{}"), Some(false), Some(true)),
            (None, Some("{a}"), None, None),
            (text("a"), None, None, None),
        ] {
            let value = right.map(array);
            let array = value.as_ref().map(Array::Value);
            assert_eq!(any(left.clone(), array.clone(), true), found, "{left:?} = ANY {right:?}");
            assert_eq!(all(left.clone(), array, true), all_equal, "{left:?} = ALL {right:?}");
        }
    }

    #[test]
    fn long_arrays_contain_what_short_ones_do() {
        let literal = |numbers: core::ops::Range<u32>| {
            alloc::format!("{{{}}}", numbers.rev().map(|each| alloc::format!("n{each}")).collect::<Vec<_>>().join(","))
        };
        for count in [1, FEW as u32, FEW as u32 + 1, 100] {
            let all = TextArray::parse(literal(0..count).as_bytes()).unwrap();
            let next = TextArray::parse(literal(count..count + 1).as_bytes()).unwrap();
            let both = TextArray::parse(literal(0..count + 1).as_bytes()).unwrap();
            let value = |array| Some(Array::Value(array));
            for (left, right, contained, overlapping) in [
                (&all, &all, true, true),
                (&both, &all, true, true),
                (&all, &both, false, true),
                (&all, &next, false, false),
            ] {
                assert_eq!(contains(value(left), value(right)), Some(contained), "{count}");
                assert_eq!(overlaps(value(left), value(right)), Some(overlapping), "{count}");
            }
        }
    }

    #[test]
    fn equal_arrays_have_the_same_bounds() {
        for (left, right, equal) in [
            ("{a,b}", "{a,b}", true),
            ("{a,NULL}", "{a,NULL}", true),
            ("{a,b}", "[2:3]={a,b}", false),
            ("{a,b}", "{{a,b}}", false),
            ("{a,b}", "{a}", false),
        ] {
            let (a, b) = (array(left), array(right));
            assert_eq!(eq(Some(Array::Value(&a)), Some(Array::Value(&b))), Some(equal), "{left} = {right}");
        }
    }
}
