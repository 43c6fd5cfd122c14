//! `oneOf`.

use json_tape::Value;

use super::Keyword;
use crate::{Judge, Members, Schema};

/// `oneOf`.
#[derive(Debug)]
pub struct OneOf(pub &'static [&'static Schema]);

impl Keyword for OneOf {
    fn judge<'a>(&'static self, judge: &mut Judge<'_>, value: Value<'a>, members: &Members<'a>) {
        let count = judge.count(self.0, value, members);
        // In a draft several alternatives may hold: what is still missing may tell them apart.
        let is_met = if judge.demanding { count == 1 } else { count > 0 };
        if !is_met {
            judge.fail(value, "oneOf");
        }
    }
}
