//! `if`, `then` and `else`.

use json_tape::{Kind, Value};

use super::{Keyword, const_enum};
use crate::{Equal, Judge, Members, Schema};

/// `if` with any condition.
#[derive(Debug)]
pub struct If {
    /// The schema of `if`.
    pub condition: &'static Schema,
    /// `then`.
    pub then: Option<&'static Schema>,
    /// `else`.
    pub otherwise: Option<&'static Schema>,
}

impl Keyword for If {
    fn judge<'a>(&'static self, judge: &mut Judge<'_>, value: Value<'a>, members: &Members<'a>) {
        let holds = judge.holds(self.condition, value, members, true);
        if let Some(schema) = if holds { self.then } else { self.otherwise } {
            judge.in_place(schema, value, members);
        }
    }
}

/// `if` in its most common form: a property must be present and have one of certain values.
#[derive(Debug)]
pub struct IfProperty {
    /// The property's slot.
    pub slot: u8,
    /// The allowed values.
    pub equal: &'static [Equal],
    /// `then`.
    pub then: Option<&'static Schema>,
    /// `else`.
    pub otherwise: Option<&'static Schema>,
}

impl Keyword for IfProperty {
    fn judge<'a>(&'static self, judge: &mut Judge<'_>, value: Value<'a>, members: &Members<'a>) {
        // `properties` and `required` apply to objects only: for any other value the condition holds.
        let holds = value.kind() != Kind::Object
            || members
                .get(self.slot)
                .is_some_and(|property| self.equal.iter().all(|equal| const_enum::is_met(equal, property)));
        if let Some(schema) = if holds { self.then } else { self.otherwise } {
            judge.in_place(schema, value, members);
        }
    }
}
