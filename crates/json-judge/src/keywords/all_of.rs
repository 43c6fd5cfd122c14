//! `allOf`.

use json_tape::Value;

use super::Keyword;
use crate::{Judge, Members, Schema};

/// One schema of `allOf`.
#[derive(Debug)]
pub struct AllOf(pub &'static Schema);

impl Keyword for AllOf {
    fn judge<'a>(&'static self, judge: &mut Judge<'_>, value: Value<'a>, members: &Members<'a>) {
        judge.in_place(self.0, value, members);
    }
}
