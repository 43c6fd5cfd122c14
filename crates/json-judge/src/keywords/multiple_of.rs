//! `multipleOf`.

use finding::Param;
use json_tape::{Decimal, Kind, Value};

use super::Keyword;
use crate::{Judge, Members};

/// `multipleOf`: the divisor as JSON.
#[derive(Debug)]
pub struct MultipleOf(pub &'static str);

impl Keyword for MultipleOf {
    fn judge<'a>(&'static self, judge: &mut Judge<'_>, value: Value<'a>, _: &Members<'a>) {
        if value.kind() == Kind::Number && !Decimal::new(value.span()).is_multiple_of(Decimal::new(self.0.as_bytes())) {
            judge.fail(value, "multipleOf").param("multipleOf", Param::Json(self.0.as_bytes()));
        }
    }
}
