//! The compiled form of a schema: nested statics, which the compiler writes. One walker serves all of them, since a static
//! says at once which keywords are absent.

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
    /// Its jsonb column.
    pub column: &'static str,
    /// What its data must meet.
    pub schema: &'static Schema,
}

/// A schema. Keywords that it does not have are `None` or empty.
#[derive(Debug)]
pub struct Schema {
    /// The schema is `false`: the keyword that holds it.
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
    /// How an object's members are found. Schemas for the same instance (`allOf`, `then` …) share those that are found.
    pub members: Option<&'static MemberNames>,
    /// Keywords for objects.
    pub object: Option<&'static ObjectKeywords>,
    /// The other keywords, in order.
    pub others: &'static [&'static dyn Keyword],
}

impl Schema {
    /// Every value is good.
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
    /// `const` of a string, the only name.
    Text(Names),
    /// `const` of any other value.
    Constant(Doc<'static>),
    /// `enum` of strings.
    OneOf(Names),
    /// `enum` of many strings of one length.
    Codes {
        /// Bytes of each.
        length: usize,
        /// All of them in order, side by side.
        sorted: &'static str,
    },
    /// `enum` of any values: the array of them.
    AnyOf(Doc<'static>),
}

/// A function of [`json_format`], which takes UTF-8.
pub type Format = fn(&[u8]) -> bool;

/// Keywords for strings; of those not met, the first is reported. Lengths in code points.
#[derive(Debug)]
pub struct StringKeywords {
    /// `minLength`.
    pub min_length: u32,
    /// `maxLength`.
    pub max_length: u32,
    /// `pattern`: itself as a JSON string, and whether a text matches it.
    pub pattern: Option<(&'static str, Format)>,
    /// `format`: its name, and whether a text is one.
    pub format: Option<(&'static str, Format)>,
}

impl StringKeywords {
    /// Every string is good.
    pub const ANY: Self = Self { min_length: 0, max_length: u32::MAX, pattern: None, format: None };
}

/// Keywords for numbers.
#[derive(Debug)]
pub struct NumberKeywords {
    /// No integer from `least` to `most` is beyond a bound.
    pub least: i64,
    /// See `least`.
    pub most: i64,
    /// `minimum` and its like.
    pub bounds: &'static [Bound],
}

/// `minimum` or its like.
#[derive(Debug)]
pub struct Bound {
    /// Its name.
    pub keyword: &'static str,
    /// Which results of comparing the value with the limit are beyond it.
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
    /// Every array is good.
    pub const ANY: Self =
        Self { prefix_items: &[], items: None, min_items: 0, max_items: u32::MAX, unique_items: false };
}

/// Most names that the keywords for one object speak of.
pub const MAX_SLOTS: usize = 32;

/// How an object's members are found: each name that some keyword speaks of has a slot.
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
    /// As many of the names, from the first on, are in `properties`; members of all others are additional.
    pub known: usize,
    /// Judges an additional member: a function of [`crate::keywords::additional_properties`], linked only where a schema asks
    /// for it.
    pub judge: fn(&mut Judge<'_>, &Self, Value<'_>),
    /// Its schema, unless that is `false`.
    pub schema: Option<&'static Schema>,
}

/// Keywords for objects; members are told by their slots.
#[derive(Debug)]
pub struct ObjectKeywords {
    /// `required`.
    pub required: &'static [u8],
    /// `properties`, in the schema's order.
    pub properties: &'static [(u8, Schema)],
    /// `dependentRequired`: the property that asks, and the one that must be there too.
    pub dependent_required: &'static [(u8, u8)],
}

impl ObjectKeywords {
    /// Every object is good.
    pub const ANY: Self = Self { required: &[], properties: &[], dependent_required: &[] };
}
