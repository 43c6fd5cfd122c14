//! `unevaluatedItems` and `unevaluatedProperties` (2020-12 core, section 11): which elements and members have been
//! evaluated by the schema and by the schemas it applies in place.

use json_tape::{Kind, Value};

use super::object::Member;
use super::{DEEPEST, Judge, Param, Step, Stop};
use crate::node::{InPlace, Node, NodeId, ObjectKeywords};

/// The elements or members of one value, and which of them have been evaluated.
struct Parts<'d> {
    whole: Value<'d>,
    /// The members, if the value is an object.
    members: Vec<Member<'d>>,
    /// The elements, if the value is an array.
    elements: Vec<Value<'d>>,
    evaluated: Vec<bool>,
}

impl Parts<'_> {
    fn mark(&mut self, index: usize) {
        if let Some(evaluated) = self.evaluated.get_mut(index) {
            *evaluated = true;
        }
    }

    fn mark_all(&mut self) {
        self.evaluated.fill(true);
    }
}

impl<'s, 'd> Judge<'s, 'd> {
    #[inline(never)]
    pub(super) fn unevaluated_properties(&mut self, node: &'s Node, id: NodeId, object: Value<'d>) -> bool {
        let (members, _) = self.members(&ObjectKeywords::default(), object);
        let evaluated = vec![false; members.len()];
        let mut parts = Parts { whole: object, members, elements: Vec::new(), evaluated };
        self.evaluate(node, &mut parts);
        let refuses = self.graph.node(id).is_some_and(|node| node.never);
        let mut good = true;
        for ((name, value, _), evaluated) in parts.members.into_iter().zip(parts.evaluated) {
            if !self.goes_on(good) {
                return false;
            }
            if !evaluated {
                good &= if refuses {
                    self.tell_at(name, "unevaluatedProperties", &[("unevaluatedProperty", Param::Data(name))])
                } else {
                    self.below(Step::Member(name), id, value)
                };
            }
        }
        good
    }

    #[inline(never)]
    pub(super) fn unevaluated_items(&mut self, node: &'s Node, id: NodeId, array: Value<'d>) -> bool {
        let elements: Vec<_> = array.elements().collect();
        if !self.spend(elements.len()) {
            return false;
        }
        let evaluated = vec![false; elements.len()];
        let mut parts = Parts { whole: array, members: Vec::new(), elements, evaluated };
        self.evaluate(node, &mut parts);
        let left = parts.evaluated.iter().filter(|evaluated| !**evaluated).count();
        if left > 0 && self.graph.node(id).is_some_and(|node| node.never) {
            return self.tell("unevaluatedItems", &[("count", Param::Count(left as u64))]);
        }
        let mut good = true;
        for (index, (element, evaluated)) in parts.elements.into_iter().zip(parts.evaluated).enumerate() {
            if !self.goes_on(good) {
                return false;
            }
            if !evaluated {
                good &= self.below(Step::Index(index), id, element);
            }
        }
        good
    }

    /// Marks what the node's keywords evaluate, except those for unevaluated parts.
    #[inline(never)]
    fn evaluate(&mut self, node: &'s Node, parts: &mut Parts<'d>) {
        if !self.spend(1 + parts.evaluated.len() / 8) {
            return;
        }
        match parts.whole.kind() {
            Kind::Object => self.evaluate_members(node, parts),
            _ => self.evaluate_elements(node, parts),
        }
        for step in &node.in_place {
            match step {
                InPlace::Ref(id) => self.evaluate_by(*id, parts),
                InPlace::DynamicRef(..) | InPlace::RecursiveRef(_) => {
                    if let Some(id) = self.dynamic_target(step) {
                        self.evaluate_by(id, parts);
                    }
                }
                InPlace::AllOf(ids) => ids.iter().for_each(|id| self.evaluate_by(*id, parts)),
                InPlace::AnyOf(ids) | InPlace::OneOf(ids) => {
                    for id in ids {
                        if self.holds(*id, parts.whole) {
                            self.evaluate_by(*id, parts);
                        }
                    }
                }
                InPlace::Not(_) => {}
                InPlace::If { condition, then, otherwise } => {
                    let holds = self.holds_exactly(*condition, parts.whole);
                    if holds {
                        self.evaluate_by(*condition, parts);
                    }
                    if let Some(id) = if holds { then } else { otherwise } {
                        self.evaluate_by(*id, parts);
                    }
                }
            }
        }
    }

    /// The same for another schema of the same value; if that has keywords for unevaluated parts, they evaluate
    /// everything that is left.
    fn evaluate_by(&mut self, id: NodeId, parts: &mut Parts<'d>) {
        let Some(node) = self.graph.node(id) else { return };
        if self.depth >= DEEPEST {
            self.stopped = Some(Stop::Depth);
            return;
        }
        self.depth += 1;
        let entered = self.scope.enter(node.resource);
        self.evaluate(node, parts);
        self.scope.leave(entered);
        self.depth -= 1;
        let rest = match parts.whole.kind() {
            Kind::Object => node.unevaluated_properties,
            _ => node.unevaluated_items,
        };
        if rest.is_some() {
            parts.mark_all();
        }
    }

    fn evaluate_members(&mut self, node: &'s Node, parts: &mut Parts<'d>) {
        let Some(keywords) = &node.object else { return };
        if keywords.additional.is_some() {
            parts.mark_all();
        }
        let mut there = vec![false; keywords.slot_names.len()];
        for index in 0..parts.members.len() {
            let Some((name, ..)) = parts.members.get(index).copied() else { break };
            let slot = keywords.slots.get(&*name.bytes());
            if let Some(there) = slot.and_then(|slot| there.get_mut(*slot)) {
                *there = true;
            }
            let named = slot.is_some_and(|slot| keywords.properties.contains_key(slot));
            if named || keywords.patterns.iter().any(|(pattern, _)| self.matches(pattern, name)) {
                parts.mark(index);
            }
        }
        for (because, id) in &keywords.dependent_schemas {
            if there.get(*because).copied().unwrap_or(false) {
                self.evaluate_by(*id, parts);
            }
        }
    }

    fn evaluate_elements(&mut self, node: &'s Node, parts: &mut Parts<'d>) {
        let Some(keywords) = &node.array else { return };
        if keywords.items.is_some() || keywords.no_more {
            parts.mark_all();
        }
        for index in 0..keywords.prefix.len() {
            parts.mark(index);
        }
        if let Some(contains) = keywords.contains.as_ref().filter(|contains| contains.evaluates) {
            for index in 0..parts.elements.len() {
                if let Some(element) = parts.elements.get(index).copied()
                    && self.holds_exactly(contains.node, element)
                {
                    parts.mark(index);
                }
            }
        }
    }
}
