//! The keywords of JSON Schema 2020-12, one file each, or one for keywords that share a meaning. The walk calls the
//! common ones itself; the others are trait objects, so that a keyword in no schema is not linked into the wasm.

pub mod additional_properties;
mod all_of;
mod any_of;
pub(crate) mod bounds;
pub(crate) mod const_enum;
mod contains;
pub(crate) mod dependent_required;
mod dependent_schemas;
mod if_then_else;
pub(crate) mod items;
mod multiple_of;
mod not;
mod one_of;
pub(crate) mod properties;
mod property_count;
mod property_names;
pub(crate) mod required;
pub(crate) mod strings;
pub(crate) mod types;
mod unique_items;

use core::fmt::{Debug, Formatter};

use json_tape::Value;

use crate::{Judge, Members};

pub use all_of::AllOf;
pub use any_of::AnyOf;
pub use contains::Contains;
pub use dependent_schemas::DependentSchema;
pub use if_then_else::{If, IfProperty};
pub use json_format::Automaton;
pub use multiple_of::MultipleOf;
pub use not::Not;
pub use one_of::OneOf;
pub use property_count::PropertyCount;
pub use property_names::PropertyNames;

/// A keyword that judges a value by itself.
pub trait Keyword: Sync {
    /// Reports what is wrong with the value; `members` are its own, if it is an object.
    fn judge<'a>(&'static self, judge: &mut Judge<'_>, value: Value<'a>, members: &Members<'a>);
}

/// Prints only a name: a keyword contains the whole tree of its subschemas.
impl Debug for dyn Keyword {
    fn fmt(&self, f: &mut Formatter<'_>) -> core::fmt::Result {
        f.write_str("Keyword")
    }
}
