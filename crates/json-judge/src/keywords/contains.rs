//! `contains`, `minContains` and `maxContains`.

use json_tape::{Kind, Value};

use super::Keyword;
use crate::{Judge, Members, Schema};

/// `contains` with its bounds.
#[derive(Debug)]
pub struct Contains {
    /// The schema that counted elements meet.
    pub schema: &'static Schema,
    /// `minContains`.
    pub min: u32,
    /// `maxContains`.
    pub max: Option<u32>,
}

impl Keyword for Contains {
    fn judge<'a>(&'static self, judge: &mut Judge<'_>, value: Value<'a>, _: &Members<'a>) {
        if value.kind() != Kind::Array {
            return;
        }
        let holds = |element: &Value<'a>| judge.holds(self.schema, *element, &Members::NONE, true);
        let count = value.elements().filter(holds).count();
        let too_few = count < self.min as usize && judge.demanding;
        if too_few || self.max.is_some_and(|max| count > max as usize) {
            let reported = judge.fail(value, "contains").integer("minContains", self.min.into());
            if let Some(max) = self.max {
                reported.integer("maxContains", max.into());
            }
        }
    }
}
