//! `propertyNames`.

use finding::Param;
use json_tape::Value;

use super::Keyword;
use crate::judge::name_of;
use crate::{Judge, Members, Schema};

/// `propertyNames`.
#[derive(Debug)]
pub struct PropertyNames(pub &'static Schema);

impl Keyword for PropertyNames {
    fn judge<'a>(&'static self, judge: &mut Judge<'_>, value: Value<'a>, _: &Members<'a>) {
        for (_, member) in value.members() {
            if judge.findings.is_full() {
                return;
            }
            let name = name_of(member);
            if !judge.holds(self.0, name, &Members::NONE, judge.demanding) {
                judge.fail(name, "propertyNames").param("propertyName", Param::Source(name.at()));
            }
        }
    }
}
