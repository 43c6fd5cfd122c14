//! Keywords for objects (2020-12 core, sections 10.2.2.4 and 10.3.2; validation, section 6.5).

use json_tape::{JsonStr, Value};

use super::{Judge, Param, Step};
use crate::node::ObjectKeywords;

/// A member: its name, its value, and the slot of the name if a keyword refers to it.
pub(super) type Member<'d> = (JsonStr<'d>, Value<'d>, Option<usize>);

impl<'d> Judge<'_, 'd> {
    /// Judges by all object keywords.
    #[inline(never)]
    pub(super) fn object(&mut self, keywords: &ObjectKeywords, object: Value<'d>) -> bool {
        let (members, there) = self.members(keywords, object);
        let is_there = |slot: usize| there.get(slot).copied().unwrap_or(false);
        let name_of = |slot: usize| keywords.slot_names.get(slot).map_or("", String::as_str);
        let mut good = true;
        if self.demanding && self.spend(keywords.required.len()) {
            for slot in &keywords.required {
                if !is_there(*slot) {
                    let name = name_of(*slot);
                    good = self.tell_of("required", Some(name), &[("missingProperty", Param::Text(name))]);
                }
            }
        }
        for member in &members {
            if !self.goes_on(good) {
                return false;
            }
            good &= self.member(keywords, *member);
        }
        if self.demanding {
            for (because, demanded) in &keywords.dependent_required {
                if !is_there(*because) || !self.spend(demanded.len()) {
                    continue;
                }
                for slot in demanded.iter().filter(|slot| !is_there(**slot)) {
                    let (property, name) = (name_of(*because), name_of(*slot));
                    let params = [("property", Param::Text(property)), ("missingProperty", Param::Text(name))];
                    good = self.tell_of("dependentRequired", Some(name), &params);
                }
            }
            if (members.len() as u64) < keywords.min_properties {
                good = self.tell("minProperties", &[("limit", Param::Count(keywords.min_properties))]);
            }
        }
        if let Some(most) = keywords.max_properties.filter(|most| members.len() as u64 > *most) {
            good = self.tell("maxProperties", &[("limit", Param::Count(most))]);
        }
        for (because, id) in &keywords.dependent_schemas {
            if is_there(*because) && self.goes_on(good) {
                good &= self.schema(*id, object);
            }
        }
        good && self.stopped.is_none()
    }

    /// The members, and for each slot whether it is present. `JSON.stringify` writes each name only once.
    #[inline(never)]
    pub(super) fn members(&mut self, keywords: &ObjectKeywords, object: Value<'d>) -> (Vec<Member<'d>>, Vec<bool>) {
        let mut there = vec![false; keywords.slot_names.len()];
        let mut members = Vec::new();
        for (name, value) in object.members() {
            if !self.spend(1 + name.span().len() / 8) {
                break;
            }
            let slot = if keywords.slots.is_empty() { None } else { keywords.slots.get(&*name.bytes()).copied() };
            if let Some(there) = slot.and_then(|slot| there.get_mut(slot)) {
                *there = true;
            }
            members.push((name, value, slot));
        }
        (members, there)
    }

    /// Judges one member by `properties`, `patternProperties`, `additionalProperties` and `propertyNames`.
    #[inline(never)]
    fn member(&mut self, keywords: &ObjectKeywords, (name, value, slot): Member<'d>) -> bool {
        let mut good = true;
        let mut matched = false;
        if let Some(id) = slot.and_then(|slot| keywords.properties.get(&slot)) {
            matched = true;
            good &= self.below(Step::Member(name), *id, value);
        }
        for (pattern, id) in &keywords.patterns {
            if self.matches(pattern, name) {
                matched = true;
                good &= self.below(Step::Member(name), *id, value);
            }
        }
        if let Some(id) = keywords.additional.filter(|_| !matched && self.stopped.is_none()) {
            good &= if self.graph.node(id).is_some_and(|node| node.never) {
                self.tell_at(name, "additionalProperties", &[("additionalProperty", Param::Data(name))])
            } else {
                self.below(Step::Member(name), id, value)
            };
        }
        if let Some(id) = keywords.property_names {
            // A member's name precedes its value on the tape.
            let text = value.doc().value(value.index().saturating_sub(1));
            if !self.holds(id, text) {
                good = self.tell("propertyNames", &[("propertyName", Param::Data(name))]);
            }
        }
        good
    }
}
