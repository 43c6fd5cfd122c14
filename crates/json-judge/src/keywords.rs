//! Keywords that few schemas have, a type each. A schema holds them behind a trait object, so that those that no
//! schema has are not linked into the wasm.

use core::fmt::{Debug, Formatter};

use super::{Equal, Judge, Members, NO_SLOTS, Schema, Slots, is_equal, name_of};
use finding::Param;
use json_tape::Decimal;
use json_tape::normal_form;
use json_tape::{Kind, Value};

/// A keyword that judges a value by itself.
pub trait Keyword: Sync {
    /// Reports what is wrong with the value; `slots` has its members, if it is an object.
    fn judge(&'static self, judge: &mut Judge<'_>, value: Value<'_>, slots: &Slots);
}

/// Without what it holds: that would link the `Debug` of all that is below.
impl Debug for dyn Keyword {
    fn fmt(&self, f: &mut Formatter<'_>) -> core::fmt::Result {
        f.write_str("Keyword")
    }
}

/// `allOf`, one of its schemas.
#[derive(Debug)]
pub struct AllOf(pub &'static Schema);

impl Keyword for AllOf {
    fn judge(&'static self, judge: &mut Judge<'_>, value: Value<'_>, slots: &Slots) {
        judge.within(self.0, value, slots);
    }
}

/// `anyOf`.
#[derive(Debug)]
pub struct AnyOf(pub &'static [&'static Schema]);

impl Keyword for AnyOf {
    fn judge(&'static self, judge: &mut Judge<'_>, value: Value<'_>, slots: &Slots) {
        if judge.count(self.0, value, slots) == 0 {
            judge.fail(value, "anyOf");
        }
    }
}

/// `oneOf`.
#[derive(Debug)]
pub struct OneOf(pub &'static [&'static Schema]);

impl Keyword for OneOf {
    fn judge(&'static self, judge: &mut Judge<'_>, value: Value<'_>, slots: &Slots) {
        // What a draft has yet to say may tell apart alternatives that hold until then.
        let count = judge.count(self.0, value, slots);
        let meets = if judge.demanding { count == 1 } else { count > 0 };
        if !meets {
            judge.fail(value, "oneOf");
        }
    }
}

/// `not`.
#[derive(Debug)]
pub struct Not(pub &'static Schema);

impl Keyword for Not {
    fn judge(&'static self, judge: &mut Judge<'_>, value: Value<'_>, slots: &Slots) {
        if judge.holds(self.0, value, slots, true) {
            judge.fail(value, "not");
        }
    }
}

/// `if` with any condition.
#[derive(Debug)]
pub struct If {
    pub condition: &'static Schema,
    pub then: Option<&'static Schema>,
    pub otherwise: Option<&'static Schema>,
}

impl Keyword for If {
    fn judge(&'static self, judge: &mut Judge<'_>, value: Value<'_>, slots: &Slots) {
        let holds = judge.holds(self.condition, value, slots, true);
        if let Some(schema) = if holds { self.then } else { self.otherwise } {
            judge.within(schema, value, slots);
        }
    }
}

/// `if` asking, as most do, that a property is there and is one of some values.
#[derive(Debug)]
pub struct IfProperty {
    pub slot: u8,
    pub equal: &'static [Equal],
    pub then: Option<&'static Schema>,
    pub otherwise: Option<&'static Schema>,
}

impl Keyword for IfProperty {
    fn judge(&'static self, judge: &mut Judge<'_>, value: Value<'_>, slots: &Slots) {
        let holds = value.kind() != Kind::Object
            || slots.get(self.slot).is_some_and(|index| {
                let property = value.doc().value(index);
                self.equal.iter().all(|equal| is_equal(equal, property))
            });
        if let Some(schema) = if holds { self.then } else { self.otherwise } {
            judge.within(schema, value, slots);
        }
    }
}

/// `dependentSchemas`, one of its members: the slot of the property, and the schema that it brings.
#[derive(Debug)]
pub struct Dependent(pub u8, pub &'static Schema);

impl Keyword for Dependent {
    fn judge(&'static self, judge: &mut Judge<'_>, value: Value<'_>, slots: &Slots) {
        if slots.get(self.0).is_some() {
            judge.within(self.1, value, slots);
        }
    }
}

/// `contains` with its bounds.
#[derive(Debug)]
pub struct Contains {
    pub schema: &'static Schema,
    pub min: u32,
    pub max: Option<u32>,
}

impl Keyword for Contains {
    /// Counts the elements that meet the schema, judged exactly.
    fn judge(&'static self, judge: &mut Judge<'_>, value: Value<'_>, _: &Slots) {
        if value.kind() != Kind::Array {
            return;
        }
        let count = value.elements().filter(|&element| judge.holds(self.schema, element, &NO_SLOTS, true)).count();
        let too_few = count < self.min as usize && judge.demanding;
        if too_few || self.max.is_some_and(|max| count > max as usize) {
            let reported = judge.fail(value, "contains").integer("minContains", self.min.into());
            if let Some(max) = self.max {
                reported.integer("maxContains", max.into());
            }
        }
    }
}

/// `multipleOf`: the divisor as JSON.
#[derive(Debug)]
pub struct MultipleOf(pub &'static str);

impl Keyword for MultipleOf {
    fn judge(&'static self, judge: &mut Judge<'_>, value: Value<'_>, _: &Slots) {
        if value.kind() == Kind::Number && !Decimal::new(value.span()).is_multiple_of(Decimal::new(self.0.as_bytes())) {
            judge.fail(value, "multipleOf").param("multipleOf", Param::Json(self.0.as_bytes()));
        }
    }
}

/// `minProperties` and `maxProperties`.
#[derive(Debug)]
pub struct PropertyCount {
    pub min: u32,
    pub max: u32,
}

impl Keyword for PropertyCount {
    fn judge(&'static self, judge: &mut Judge<'_>, value: Value<'_>, _: &Slots) {
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

/// `propertyNames`.
#[derive(Debug)]
pub struct PropertyNames(pub &'static Schema);

impl Keyword for PropertyNames {
    fn judge(&'static self, judge: &mut Judge<'_>, value: Value<'_>, _: &Slots) {
        for (_, member) in value.members() {
            if judge.findings.is_full() {
                return;
            }
            let name = name_of(member);
            if !judge.holds(self.0, name, &NO_SLOTS, false) {
                judge.fail(name, "propertyNames").param("propertyName", Param::Source(name.at()));
            }
        }
    }
}

/// `additionalProperties: false`, for one member: no such property is known.
#[cold]
#[inline(never)]
pub fn unexpected(judge: &mut Judge<'_>, _: &'static Members, member: Value<'_>) {
    judge.fail(member, "additionalProperties").param("additionalProperty", Param::Source(name_of(member).at()));
}

/// `additionalProperties` with a schema, for one member.
pub fn additional(judge: &mut Judge<'_>, members: &'static Members, member: Value<'_>) {
    if let Some(schema) = members.additional {
        judge.schema(schema, member);
    }
}

impl Judge<'_> {
    /// How many of the schemas hold.
    fn count(&mut self, schemas: &'static [&'static Schema], value: Value<'_>, slots: &Slots) -> usize {
        schemas.iter().filter(|schema| self.holds(schema, value, slots, false)).count()
    }

    /// Whether the schema holds, with nothing reported. `exact`: it selects rather than demands (`if`, `not`,
    /// `contains`), so that presence keeps its meaning in a draft.
    fn holds(&mut self, schema: &'static Schema, value: Value<'_>, slots: &Slots, exact: bool) -> bool {
        let (demanding, mark) = (self.demanding, self.findings.len());
        self.demanding |= exact;
        self.within(schema, value, slots);
        let holds = self.findings.len() == mark;
        self.findings.truncate(mark);
        self.demanding = demanding;
        holds
    }
}

/// `pattern`, as a table that the compiler made: a dense automaton over byte classes.
#[derive(Clone, Copy, Debug)]
pub struct Automaton {
    /// The class of each byte.
    pub classes: &'static [u8; 256],
    /// For each state, the next state by class.
    pub transitions: &'static [u16],
    /// How many classes there are, the end of the text included as the last.
    pub class_count: u16,
    pub start: u16,
    /// States from here on have matched, whatever follows.
    pub matched_from: u16,
}

impl Automaton {
    /// Whether the text has a match somewhere (JSON Schema patterns are not anchored).
    #[must_use]
    pub fn is_match(&self, text: &[u8]) -> bool {
        let step = |state: u16, class: u16| {
            let index = usize::from(state) * usize::from(self.class_count) + usize::from(class);
            self.transitions.get(index).copied().unwrap_or(0)
        };
        let mut state = self.start;
        for &byte in text {
            let class = self.classes.get(usize::from(byte)).copied().unwrap_or(0);
            state = step(state, class.into());
            if state >= self.matched_from {
                return true;
            }
        }
        step(state, self.class_count - 1) >= self.matched_from
    }
}
