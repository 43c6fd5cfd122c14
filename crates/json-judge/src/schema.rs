//! The compiled form of a schema: nested statics, written by the compiler. One walker serves all of them, since a
//! static shows immediately which keywords are absent.

use core::cmp::Ordering;

use finding::Types;
use json_tape::{Doc, Names, Value};

use crate::Judge;
use crate::keywords::Keyword;

/// A stage and its compiled schema.
#[derive(Debug)]
pub struct StageSchema {
    /// The stage's name: `organizerSetup` …
    pub stage: &'static str,
    /// The jsonb column that holds the stage's data.
    pub column: &'static str,
    /// The schema that its data must meet.
    pub schema: &'static Schema,
}

impl StageSchema {
    /// The schema of a property of the stage's data.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&'static Schema> {
        let slot = self.schema.members?.names.position_of(name.as_bytes())?;
        let properties = self.schema.object?.properties;
        properties.iter().find(|(property, _)| usize::from(*property) == slot).map(|(_, schema)| schema)
    }
}

/// A schema. Keywords that it does not have are `None` or empty.
#[derive(Debug)]
pub struct Schema {
    /// For the schema `false`: the keyword that contains it.
    pub never: Option<&'static str>,
    /// `type`.
    pub types: Types,
    /// `const` and `enum`.
    pub equal: &'static [Equal],
    /// Keywords for strings.
    pub string: Option<&'static StringKeywords>,
    /// Keywords for numbers.
    pub number: Option<&'static NumberKeywords>,
    /// Keywords for arrays.
    pub array: Option<&'static ArrayKeywords>,
    /// How an object's members are found. Schemas for the same value (`allOf`, `then` …) share the members found.
    pub members: Option<&'static MemberNames>,
    /// Keywords for objects.
    pub object: Option<&'static ObjectKeywords>,
    /// The other keywords, in order.
    pub others: &'static [&'static dyn Keyword],
}

impl Schema {
    /// The schema that every value meets.
    pub const ANY: Self = Self {
        never: None,
        types: Types::ANY,
        equal: &[],
        string: None,
        number: None,
        array: None,
        members: None,
        object: None,
        others: &[],
    };
}

/// What a value must be equal to.
#[derive(Debug)]
pub enum Equal {
    /// `const` with a string, which is the only name.
    Text(Names),
    /// `const` with any other value.
    Constant(Doc<'static>),
    /// `enum` with strings only.
    OneOf(Names),
    /// `enum` with many strings of equal length.
    Codes {
        /// The length of each string in bytes.
        length: usize,
        /// All of them, sorted and concatenated.
        sorted: &'static str,
    },
    /// `enum` with any values, as an array.
    AnyOf(Doc<'static>),
}

/// A function of [`json_format`], which takes UTF-8.
pub type Format = fn(&[u8]) -> bool;

/// Keywords for strings; the first one that is not met is reported. Lengths are in code points.
#[derive(Debug)]
pub struct StringKeywords {
    /// `minLength`.
    pub min_length: u32,
    /// `maxLength`.
    pub max_length: u32,
    /// `pattern`: its text as a JSON string, and a function that says whether a text matches.
    pub pattern: Option<(&'static str, Format)>,
    /// `format`: its name, and a function that says whether a text has it.
    pub format: Option<(&'static str, Format)>,
}

impl StringKeywords {
    /// No restriction.
    pub const ANY: Self = Self { min_length: 0, max_length: u32::MAX, pattern: None, format: None };
}

/// Keywords for numbers.
#[derive(Debug)]
pub struct NumberKeywords {
    /// Every integer from `least` to `most` is within all bounds.
    pub least: i64,
    /// See `least`.
    pub most: i64,
    /// `minimum`, `maximum` and the exclusive bounds.
    pub bounds: &'static [Bound],
}

/// One of `minimum`, `maximum`, `exclusiveMinimum` and `exclusiveMaximum`.
#[derive(Debug)]
pub struct Bound {
    /// The name of the keyword.
    pub keyword: &'static str,
    /// Which results of comparing the value with the limit violate the bound.
    pub beyond: fn(Ordering) -> bool,
    /// The limit as JSON.
    pub limit: &'static str,
}

/// Keywords for arrays.
#[derive(Debug)]
pub struct ArrayKeywords {
    /// `prefixItems`.
    pub prefix_items: &'static [&'static Schema],
    /// `items`.
    pub items: Option<&'static Schema>,
    /// `minItems`.
    pub min_items: u32,
    /// `maxItems`.
    pub max_items: u32,
    /// `uniqueItems`.
    pub unique_items: bool,
}

impl ArrayKeywords {
    /// No restriction.
    pub const ANY: Self =
        Self { prefix_items: &[], items: None, min_items: 0, max_items: u32::MAX, unique_items: false };
}

/// The maximum number of names that one object's keywords refer to.
pub const MAX_SLOTS: usize = 32;

/// How an object's members are found: each name that some keyword refers to has a slot.
#[derive(Debug)]
pub struct MemberNames {
    /// At most [`MAX_SLOTS`].
    pub names: Names,
    /// `additionalProperties`, if the schema has it.
    pub additional: Option<AdditionalProperties>,
}

/// `additionalProperties`.
#[derive(Debug)]
pub struct AdditionalProperties {
    /// The number of names, counted from the first, that are in `properties`; all other members are additional.
    pub known: usize,
    /// Judges an additional member: a function of [`crate::keywords::additional_properties`], linked only if some
    /// schema needs it.
    pub judge: fn(&mut Judge<'_>, &Self, Value<'_>),
    /// The keyword's schema, unless it is `false`.
    pub schema: Option<&'static Schema>,
}

/// Keywords for objects; members are identified by their slots.
#[derive(Debug)]
pub struct ObjectKeywords {
    /// `required`.
    pub required: &'static [u8],
    /// `properties`, in the schema's order.
    pub properties: &'static [(u8, Schema)],
    /// `dependentRequired`: the property that requires another, and the one required.
    pub dependent_required: &'static [(u8, u8)],
}

impl ObjectKeywords {
    /// No restriction.
    pub const ANY: Self = Self { required: &[], properties: &[], dependent_required: &[] };
}
