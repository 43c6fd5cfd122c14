//! `not`.

use json_tape::Value;

use super::Keyword;
use crate::{Judge, Members, Schema};

/// `not`.
#[derive(Debug)]
pub struct Not(pub &'static Schema);

impl Keyword for Not {
    fn judge<'a>(&'static self, judge: &mut Judge<'_>, value: Value<'a>, members: &Members<'a>) {
        if judge.holds(self.0, value, members, true) {
            judge.fail(value, "not");
        }
    }
}
