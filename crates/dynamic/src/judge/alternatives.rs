//! `anyOf` and `oneOf` (2020-12 core, section 10.2.1), and what is reported if no alternative holds: the issues of the
//! alternative that was meant. An alternative was meant if it is the only one that fits the members which tell the
//! alternatives apart, by `const` or `enum`; otherwise, if it has the fewest issues of those that accept the value's
//! type.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use json_tape::{JsonStr, Value};
use serde_json::{Value as Json, json};

use super::{Judge, Param, is_type};
use crate::node::{Node, NodeId, Values};

/// How many references and `allOf`s are followed to find what tells alternatives apart.
const FOLLOWED: usize = 8;
/// The maximum number of values listed from all alternatives together.
const MOST_LISTED: usize = 32;

/// How well a value fits an alternative, judged by what tells alternatives apart.
#[derive(Default)]
struct Fit<'s> {
    /// The alternative does not accept the value's type.
    wrong_type: bool,
    /// Something that tells alternatives apart fits.
    fits: bool,
    /// Members that tell alternatives apart and do not fit: their names, and the values that would fit.
    misfits: Vec<(&'s str, &'s Values)>,
    /// The value itself does not fit.
    misfits_itself: bool,
}

impl Fit<'_> {
    fn is_bad(&self) -> bool {
        self.misfits_itself || !self.misfits.is_empty()
    }
}

type Members<'d> = HashMap<Cow<'d, [u8]>, (JsonStr<'d>, Value<'d>)>;

impl<'s, 'd> Judge<'s, 'd> {
    #[inline(never)]
    pub(super) fn any_of(&mut self, alternatives: &'s [NodeId], value: Value<'d>) -> bool {
        if alternatives.iter().any(|id| self.holds(*id, value)) {
            return true;
        }
        self.tell_meant("anyOf", alternatives, value)
    }

    /// In a draft several may hold for now: what tells them apart may still be missing.
    #[inline(never)]
    pub(super) fn one_of(&mut self, alternatives: &'s [NodeId], value: Value<'d>) -> bool {
        match alternatives.iter().filter(|id| self.holds(**id, value)).take(2).count() {
            0 => self.tell_meant("oneOf", alternatives, value),
            1 => true,
            _ => !self.demanding || self.tell("oneOf", &[]),
        }
    }

    /// Reports the issues of the alternative that was meant, or that none of them fits. Always returns `false`.
    #[inline(never)]
    fn tell_meant(&mut self, keyword: &'static str, alternatives: &'s [NodeId], value: Value<'d>) -> bool {
        if !self.telling || self.is_over() {
            return false;
        }
        let members: Members<'d> = value.members().map(|(name, value)| (name.bytes(), (name, value))).collect();
        if !self.spend(members.len()) {
            return false;
        }
        let mut fits: Vec<(NodeId, Fit<'s>)> = Vec::new();
        for id in alternatives {
            let mut fit = Fit::default();
            self.fit(*id, value, &members, FOLLOWED, &mut fit);
            fits.push((*id, fit));
        }
        keep_some(&mut fits, |fit| !fit.wrong_type);
        if let Some(told) = self.tell_common_misfit(&fits, &members) {
            return told;
        }
        keep_some(&mut fits, |fit| !fit.is_bad());
        keep_some(&mut fits, |fit| fit.fits);
        let counts: Vec<_> = match fits.as_slice() {
            // A single alternative has nothing to be compared with.
            [(only, _)] if self.counted.is_none() => vec![(1, *only)],
            several => several.iter().map(|(id, _)| (self.count(*id, value), *id)).collect(),
        };
        let least = counts.iter().map(|(count, _)| *count).min().unwrap_or(0);
        let mut best = counts.iter().filter(|(count, _)| *count == least);
        let meant = match (best.next(), best.next()) {
            (Some((_, only)), None) => Some(*only),
            _ => None,
        };
        if let Some(count) = &mut self.counted {
            // Counts one issue if none of them was meant.
            *count += if meant.is_some() { least.max(1) } else { 1 };
            return false;
        }
        let before = self.issues.len();
        if let Some(id) = meant {
            self.schema(id, value);
        }
        if self.issues.len() == before {
            self.tell(keyword, &[]);
        }
        false
    }

    /// If the same member tells all alternatives apart and fits none of them, reports the values that it may have.
    fn tell_common_misfit(&mut self, fits: &[(NodeId, Fit<'s>)], members: &Members<'d>) -> Option<bool> {
        let [(_, first), _, ..] = fits else { return None };
        let (name, _) = first
            .misfits
            .iter()
            .find(|(name, _)| fits.iter().all(|(_, fit)| fit.misfits.iter().any(|(other, _)| other == name)))?;
        let mut listed: Vec<&Json> = Vec::new();
        let values = fits.iter().flat_map(|(_, fit)| fit.misfits.iter().filter(|(other, _)| other == name));
        let mut count = 0;
        for (_, values) in values {
            count += values.texts.len() + values.others.len();
            for value in &values.listed {
                if listed.len() < MOST_LISTED && !listed.contains(&value) {
                    listed.push(value);
                }
            }
        }
        let (name, _) = members.get(name.as_bytes())?;
        let listed = json!(listed);
        let param = if count > MOST_LISTED {
            ("count", Param::Count(count as u64))
        } else {
            ("allowedValues", Param::Json(&listed))
        };
        Some(self.tell_at(*name, "enum", &[param]))
    }

    /// How well the value fits the alternative, including the schemas it demands through `$ref` and `allOf`.
    fn fit(&mut self, id: NodeId, value: Value<'d>, members: &Members<'d>, follow: usize, fit: &mut Fit<'s>) {
        let Some(node) = self.graph.node(id) else { return };
        if !self.spend(1) {
            return;
        }
        let types = node.types.as_ref();
        fit.wrong_type |=
            node.never || types.is_some_and(|types| !is_type(value, types.allowed, types.integers_have_no_fraction));
        for values in &node.values {
            if self.is_among(values, value) {
                fit.fits = true;
            } else {
                fit.misfits_itself = true;
            }
        }
        if let Some(object) = &node.object {
            for (slot, property) in &object.properties {
                let Some(name) = object.slot_names.get(*slot) else { continue };
                let Some((_, member)) = members.get(name.as_bytes()) else { continue };
                let mut told_by = HashSet::new();
                for values in self.values_of(*property, follow, &mut told_by) {
                    if self.is_among(values, *member) {
                        fit.fits = true;
                    } else {
                        fit.misfits.push((name, values));
                    }
                }
            }
        }
        if follow > 0 {
            for demanded in node.demanded() {
                self.fit(demanded, value, members, follow - 1, fit);
            }
        }
    }

    /// The `const` and `enum` of a schema and of the schemas it demands through `$ref` and `allOf`.
    fn values_of(&mut self, id: NodeId, follow: usize, seen: &mut HashSet<NodeId>) -> Vec<&'s Values> {
        let node: Option<&'s Node> = self.graph.node(id);
        let Some(node) = node.filter(|_| self.spend(1) && seen.insert(id)) else { return Vec::new() };
        let mut found: Vec<_> = node.values.iter().collect();
        if follow > 0 {
            for demanded in node.demanded() {
                found.extend(self.values_of(demanded, follow - 1, seen));
            }
        }
        found
    }

    /// How many issues the value has by this schema; stops at about [`MOST_COUNTED`](super::MOST_COUNTED).
    fn count(&mut self, id: NodeId, value: Value<'d>) -> usize {
        let key = self.key(id, value);
        if let Some(known) = self.counts.get(&key) {
            return *known;
        }
        let told = std::mem::take(&mut self.told);
        let counted = self.counted.replace(0);
        self.schema(id, value);
        let count = std::mem::replace(&mut self.counted, counted).unwrap_or(0);
        self.told = told;
        if self.stopped.is_none() {
            self.counts.insert(key, count);
        }
        count
    }
}

/// Keeps the alternatives for which the condition holds, unless it holds for none.
fn keep_some<'s>(fits: &mut Vec<(NodeId, Fit<'s>)>, holds: impl Fn(&Fit<'s>) -> bool) {
    if fits.iter().any(|(_, fit)| holds(fit)) {
        fits.retain(|(_, fit)| holds(fit));
    }
}
