//! Keywords for arrays (2020-12 core, section 10.3.1; validation, section 6.4).

use json_judge::equality;
use json_tape::Value;

use super::{Judge, Param, Step};
use crate::node::{ArrayKeywords, Contains};

impl<'d> Judge<'_, 'd> {
    /// Judges by all array keywords; the elements of an array that is too long are not compared with one another.
    #[inline(never)]
    pub(super) fn array(&mut self, keywords: &ArrayKeywords, array: Value<'d>) -> bool {
        let (mut good, mut count) = (true, 0);
        for element in array.elements() {
            if !self.spend(1) || !self.goes_on(good) {
                return false;
            }
            if let Some(id) = keywords.prefix.get(count).copied().or(keywords.items) {
                good &= self.below(Step::Index(count), id, element);
            }
            count += 1;
        }
        if keywords.no_more && count > keywords.prefix.len() {
            good = self.tell("additionalItems", &[("limit", Param::Count(keywords.prefix.len() as u64))]);
        }
        if self.demanding && (count as u64) < keywords.min_items {
            good = self.tell("minItems", &[("limit", Param::Count(keywords.min_items))]);
        }
        // In a draft, members still missing may tell objects and arrays apart.
        let ready = if self.demanding { |_: Value<'_>| true } else { |element: Value<'_>| !element.is_container() };
        if let Some(most) = keywords.max_items.filter(|most| count as u64 > *most) {
            good = self.tell("maxItems", &[("limit", Param::Count(most))]);
        } else if keywords.unique
            && self.goes_on(good)
            && self.spend(array.span().len())
            && let Some((i, j)) = equality::equal_pair(array, ready)
        {
            good = self.tell("uniqueItems", &[("i", Param::Count(i.into())), ("j", Param::Count(j.into()))]);
        }
        match &keywords.contains {
            Some(contains) if self.goes_on(good) => self.contains(contains, array) && good,
            _ => good,
        }
    }

    /// `contains`: counts the elements that meet the schema, judged exactly.
    #[inline(never)]
    fn contains(&mut self, contains: &Contains, array: Value<'d>) -> bool {
        let enough = contains.max.map_or(contains.min, |max| max.saturating_add(1));
        let mut count = 0;
        for element in array.elements() {
            if count >= enough || self.is_over() {
                break;
            }
            count += u64::from(self.holds_exactly(contains.node, element));
        }
        let too_few = count < contains.min && self.demanding;
        if !too_few && contains.max.is_none_or(|max| count <= max) {
            return true;
        }
        let least = ("minContains", Param::Count(contains.min));
        match contains.max {
            Some(most) => self.tell("contains", &[least, ("maxContains", Param::Count(most))]),
            None => self.tell("contains", &[least]),
        }
    }
}
