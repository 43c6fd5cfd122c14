//! `anyOf`.

use json_tape::Value;

use super::Keyword;
use crate::{Judge, Members, Schema};

/// `anyOf`.
#[derive(Debug)]
pub struct AnyOf(pub &'static [&'static Schema]);

impl Keyword for AnyOf {
    fn judge<'a>(&'static self, judge: &mut Judge<'_>, value: Value<'a>, members: &Members<'a>) {
        if judge.count(self.0, value, members) == 0 {
            judge.fail(value, "anyOf");
        }
    }
}
