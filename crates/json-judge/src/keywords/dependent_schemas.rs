//! `dependentSchemas`.

use json_tape::Value;

use super::Keyword;
use crate::{Judge, Members, Schema};

/// One member of `dependentSchemas`: the slot of the property, and the schema that its presence applies.
#[derive(Debug)]
pub struct DependentSchema(pub u8, pub &'static Schema);

impl Keyword for DependentSchema {
    fn judge<'a>(&'static self, judge: &mut Judge<'_>, value: Value<'a>, members: &Members<'a>) {
        if members.get(self.0).is_some() {
            judge.in_place(self.1, value, members);
        }
    }
}
