//! `minProperties` and `maxProperties`.

use json_tape::{Kind, Value, normal_form};

use super::Keyword;
use crate::{Judge, Members};

/// `minProperties` and `maxProperties`.
#[derive(Debug)]
pub struct PropertyCount {
    /// `minProperties`.
    pub min: u32,
    /// `maxProperties`.
    pub max: u32,
}

impl Keyword for PropertyCount {
    fn judge<'a>(&'static self, judge: &mut Judge<'_>, value: Value<'a>, _: &Members<'a>) {
        if value.kind() != Kind::Object {
            return;
        }
        let count = normal_form::keys(value).len();
        if count < self.min as usize && judge.demanding {
            judge.beyond(value, "minProperties", self.min);
        }
        if count > self.max as usize {
            judge.beyond(value, "maxProperties", self.max);
        }
    }
}
