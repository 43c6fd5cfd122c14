//! What a compiled stage schema is, the judge that walks it beside the data, and the meaning of each JSON
//! Schema 2020-12 keyword. Knows the tape and no stage.
//!
//! The compiler writes a schema down as nested statics: one walker for all of them is a third of the size of a
//! function each, and as fast, since a static says at once which keywords are absent.

#![cfg_attr(not(test), no_std)]

extern crate alloc;

pub mod equality;
pub mod keywords;

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::cmp::Ordering;

pub use finding::types;
use finding::{Findings, Param, Reported};
use json_format::is_code;
use json_tape::Decimal;
use json_tape::Names;
use json_tape::json::push;
use json_tape::normal_form;
use json_tape::sort::{sort, sort_once};
use json_tape::{Doc, JsonStr, Kind, Value};
use keywords::Keyword;

/// How much of a stage's data is demanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Still being filled: nothing is demanded to be present (`required`, `dependentRequired`,
    /// `minItems`, `minProperties` and `contains` hold back), nor what tells apart that may be yet to come (of `oneOf`,
    /// several alternatives may hold; of `uniqueItems`, objects and arrays may be equal); what is there must be right.
    /// Valid complete data is a valid draft.
    Draft,
    /// Claimed finished: the schema as it stands.
    Complete,
}

/// A stage and its compiled schema.
#[derive(Debug)]
pub struct StageSchema {
    /// `organizerSetup` …
    pub stage: &'static str,
    /// Its jsonb column.
    pub column: &'static str,
    pub schema: &'static Schema,
}

/// A schema. Keywords that it does not have are `None` or empty.
#[derive(Debug)]
pub struct Schema {
    /// The schema is `false`: the keyword that holds it.
    pub never: Option<&'static str>,
    /// How to see soon that a value is good, as most are.
    pub soon: Soon,
    /// `type`, as [`types`].
    pub types: u8,
    /// `const` and `enum`.
    pub equal: &'static [Equal],
    pub string: Option<&'static StringRules>,
    pub number: Option<&'static NumberRules>,
    pub array: Option<&'static ArrayRules>,
    /// How an object's members are found; only where a schema begins, not in those in place.
    pub members: Option<&'static Members>,
    pub object: Option<&'static ObjectRules>,
    /// The other keywords, in order.
    pub others: &'static [&'static dyn Keyword],
}

impl Schema {
    /// Every value is good.
    pub const ANY: Self = Self {
        never: None,
        soon: Soon::NotSeen,
        types: types::ANY,
        equal: &[],
        string: None,
        number: None,
        array: None,
        members: None,
        object: None,
        others: &[],
    };
}

/// What makes a value good by itself, whatever its schema says besides.
#[derive(Clone, Copy, Debug)]
pub enum Soon {
    /// Nothing: every keyword is to be looked at.
    NotSeen,
    /// A string of these lengths, in bytes of its source: at least `least`, at most `most`.
    Length { least: u8, most: u16 },
    /// The same, and its format.
    Format { least: u8, most: u16 },
    /// A number within [`NumberRules`].
    Number,
    /// What it is equal to.
    Equal,
}

impl Schema {
    #[inline(always)]
    fn is_soon_met(&'static self, value: Value<'_>) -> bool {
        let seen = value.seen();
        let length = seen.length();
        match self.soon {
            Soon::NotSeen => false,
            Soon::Length { least, most } => {
                seen.kind() == Kind::String && length >= least.into() && length <= most.into()
            }
            Soon::Format { least, most } => match (self.string.and_then(|rules| rules.format), seen.as_str()) {
                (Some((_, format)), Some(text)) if length >= least.into() && length <= most.into() => {
                    !text.is_escaped() && format(text.span())
                }
                _ => false,
            },
            Soon::Number => match (self.number, seen.small()) {
                (Some(rules), Some(whole)) => i64::from(whole) >= rules.least && i64::from(whole) <= rules.most,
                _ => false,
            },
            Soon::Equal => self.equal.iter().all(|equal| is_equal(equal, value)),
        }
    }
}

/// What a value must be equal to.
#[derive(Debug)]
pub enum Equal {
    /// `const` of a string, the only name.
    Text(Names),
    /// `const` of any other value.
    Constant(Doc<'static>),
    /// `enum` of strings.
    OneOf(Names),
    /// `enum` of many strings of one length (bytes), in order.
    Codes { length: usize, sorted: &'static str },
    /// `enum` of any values: the array of them.
    AnyOf(Doc<'static>),
}

/// A function of [`json_format`], which takes UTF-8.
pub type Format = fn(&[u8]) -> bool;

/// Keywords for strings; of those not met, the first is reported. Lengths in code points.
#[derive(Debug)]
pub struct StringRules {
    pub min_length: u32,
    pub max_length: u32,
    /// The pattern as a JSON string, and whether a text matches it.
    pub pattern: Option<(&'static str, Format)>,
    pub format: Option<(&'static str, Format)>,
}

impl StringRules {
    /// Every string is good.
    pub const ANY: Self = Self { min_length: 0, max_length: u32::MAX, pattern: None, format: None };
}

/// Keywords for numbers.
#[derive(Debug)]
pub struct NumberRules {
    /// No integer from `least` to `most` is beyond a bound.
    pub least: i64,
    pub most: i64,
    pub bounds: &'static [Bound],
}

/// `minimum` and its like.
#[derive(Debug)]
pub struct Bound {
    pub keyword: &'static str,
    /// Which results of comparing the value with the limit are beyond it.
    pub beyond: fn(Ordering) -> bool,
    /// The limit as JSON.
    pub limit: &'static str,
}

/// Keywords for arrays.
#[derive(Debug)]
pub struct ArrayRules {
    pub prefix_items: &'static [&'static Schema],
    pub items: Option<&'static Schema>,
    pub min_items: u32,
    pub max_items: u32,
    pub unique_items: bool,
}

impl ArrayRules {
    /// Every array is good.
    pub const ANY: Self =
        Self { prefix_items: &[], items: None, min_items: 0, max_items: u32::MAX, unique_items: false };
}

/// How an object's members are found: each name that some keyword speaks of has a slot.
#[derive(Debug)]
pub struct Members {
    /// At most [`MAX_SLOTS`].
    pub names: Names,
    /// As many of the names, from the first on, are in `properties`, and the others are additional ones;
    /// `usize::MAX` if any are welcome.
    pub known: usize,
    /// Judges an additional one: a function of [`keywords`], linked only where a schema asks for it.
    pub other: fn(&mut Judge<'_>, &'static Self, Value<'_>),
    /// The schema of `additionalProperties`.
    pub additional: Option<&'static Schema>,
    /// What the wizard's rules call such an object, if they speak of its members; 0 if not.
    pub kept: u8,
}

/// Keywords for objects; members are told by their slots.
#[derive(Debug)]
pub struct ObjectRules {
    pub required: &'static [u8],
    /// The same slots, a bit each.
    pub required_bits: u32,
    /// Where an object's members are found, in the order of their slots, from 0 on.
    pub properties: &'static [(u8, Schema)],
    /// The property that asks, and the one that must be there too.
    pub dependent_required: &'static [(u8, u8)],
}

impl ObjectRules {
    /// Every object is good.
    pub const ANY: Self = Self { required: &[], required_bits: 0, properties: &[], dependent_required: &[] };
}

/// Most names that the keywords for one object speak of.
pub const MAX_SLOTS: usize = 32;

/// The members of one object, by slot.
#[derive(Debug)]
pub struct Slots {
    names: &'static Names,
    /// Index on the tape of those found; of the others whatever an earlier object left there.
    found: [u32; MAX_SLOTS],
    /// Those found, a bit each.
    bits: u32,
    /// [`Members::kept`].
    pub kept: u8,
}

/// The slots of what is no object, or of one whose members no keyword speaks of.
pub static NO_SLOTS: Slots = Slots::NONE;

/// [`Members::kept`] of a stage's data itself.
pub const WHOLE: u8 = 1;
/// Most objects within one stage's data whose members are kept for the rules; no schema allows more.
const MOST_KEPT: usize = 63;

/// The members of objects, in boxes that are used again: for no object are they allocated, cleared or copied.
#[derive(Debug, Default)]
pub struct Pool {
    /// Those kept for the rules, then those that are free.
    #[expect(clippy::vec_box, reason = "they are handed out, and kept, without being copied")]
    boxes: Vec<Box<Slots>>,
    kept: usize,
}

impl Pool {
    /// Nothing allocated yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { boxes: Vec::new(), kept: 0 }
    }

    /// Keeps nothing any more.
    pub const fn clear(&mut self) {
        self.kept = 0;
    }

    /// The members of the objects that rules speak of: of each stage's data what is within it, and then itself.
    #[must_use]
    pub fn kept(&self) -> &[Box<Slots>] {
        self.boxes.get(..self.kept).unwrap_or_default()
    }

    fn take(&mut self) -> Box<Slots> {
        let free = if self.boxes.len() > self.kept { self.boxes.pop() } else { None };
        free.unwrap_or_else(|| Box::new(Slots::NONE))
    }

    fn give_back(&mut self, slots: Box<Slots>, keep: bool) {
        match self.boxes.get_mut(self.kept) {
            Some(first_free) if keep => {
                let free = core::mem::replace(first_free, slots);
                self.boxes.push(free);
            }
            _ => self.boxes.push(slots),
        }
        self.kept += usize::from(keep);
    }
}

impl Slots {
    const NONE: Self = Self { names: &Names::NONE, found: [0; MAX_SLOTS], bits: 0, kept: 0 };

    /// The tape index of the member in that slot.
    #[must_use]
    #[inline]
    pub fn get(&self, slot: u8) -> Option<u32> {
        if self.bits >> (slot & 31) & 1 == 1 { self.found.get(usize::from(slot)).copied() } else { None }
    }

    fn name(&self, slot: u8) -> &'static [u8] {
        self.names.bytes(slot.into())
    }
}

/// Walks schemas and reports.
#[derive(Debug)]
pub struct Judge<'f> {
    findings: &'f mut Findings,
    demanding: bool,
    pool: &'f mut Pool,
    /// How many objects' members the pool keeps at most, besides those of the data itself.
    most_kept: usize,
    /// Something is wrong, which is reported in the schema's order.
    in_order: bool,
}

impl<'f> Judge<'f> {
    /// A judge that reports to `findings`, and leaves the members of the objects that rules speak of in `pool`.
    #[must_use]
    pub fn new(mode: Mode, findings: &'f mut Findings, pool: &'f mut Pool) -> Self {
        let most_kept = pool.kept + MOST_KEPT;
        Self { findings, demanding: mode == Mode::Complete, pool, most_kept, in_order: false }
    }

    /// Judges a value by a schema.
    pub fn schema(&mut self, schema: &'static Schema, value: Value<'_>) {
        self.within(schema, value, &NO_SLOTS);
    }

    /// Judges by a schema whose members have been found, unless it looks for members of its own.
    fn within(&mut self, schema: &'static Schema, value: Value<'_>, slots: &Slots) {
        let seen = value.seen();
        let kind = seen.kind();
        if !is_type(value, kind, schema.types) {
            return self.mistyped(schema, value);
        }
        for equal in schema.equal {
            if !is_equal(equal, value) {
                self.unequal(equal, value);
            }
        }
        match kind {
            Kind::String => {
                if let (Some(rules), Some(text)) = (schema.string, seen.as_str()) {
                    self.string(rules, value, text);
                }
            }
            Kind::Number => {
                if let Some(rules) = schema.number {
                    self.number(rules, value);
                }
            }
            Kind::Array => {
                if let Some(rules) = schema.array {
                    self.array(rules, value);
                }
            }
            Kind::Object => {
                return match schema.members {
                    Some(members) => self.members(schema, members, value),
                    None => self.object(schema, value, slots, false),
                };
            }
            Kind::Null | Kind::False | Kind::True => {}
        }
        self.others(schema, value, slots);
    }

    #[inline]
    fn others(&mut self, schema: &'static Schema, value: Value<'_>, slots: &Slots) {
        for keyword in schema.others {
            keyword.judge(self, value, slots);
        }
    }

    #[cold]
    #[inline(never)]
    fn mistyped(&mut self, schema: &'static Schema, value: Value<'_>) {
        match schema.never {
            Some(holder) => self.fail(value, holder),
            None => self.fail(value, "type").param("type", Param::Types(schema.types)),
        };
    }

    /// The value does not meet a keyword.
    #[cold]
    #[inline(never)]
    fn fail(&mut self, value: Value<'_>, keyword: &'static str) -> Reported<'_> {
        self.findings.schema(keyword, value)
    }

    #[cold]
    #[inline(never)]
    fn beyond(&mut self, value: Value<'_>, keyword: &'static str, limit: u32) {
        self.fail(value, keyword).integer("limit", limit.into());
    }

    /// Finds an object's members, and judges it by them.
    fn members(&mut self, schema: &'static Schema, members: &'static Members, object: Value<'_>) {
        let mut slots = self.pool.take();
        slots.names = &members.names;
        slots.kept = members.kept;
        let judged = !self.in_order && self.judge_while_finding(schema, members, object, &mut slots);
        let in_order = core::mem::replace(&mut self.in_order, !judged);
        if !judged {
            let mut others = Vec::new();
            let mut other = |member: Value<'_>| push(&mut others, member.index());
            slots.bits = members.names.find(object, members.known, &mut slots.found, &mut other) as u32;
            self.additional(members, object.doc(), others);
        }
        self.object(schema, object, &slots, judged);
        self.in_order = in_order;
        let keep = members.kept == WHOLE || members.kept != 0 && self.pool.kept < self.most_kept;
        self.pool.give_back(slots, keep);
    }

    /// Members that no slot is for, each name once: a duplicate that a later one replaces does not count.
    #[cold]
    #[inline(never)]
    fn additional(&mut self, members: &'static Members, doc: &Doc<'_>, mut others: Vec<u32>) {
        let name = |member: u32| name_of(doc.value(member));
        sort_once(&mut others, &|a, b| normal_form::order_names(name(a), name(b), true));
        sort(&mut others, &|a, b| a.cmp(&b));
        for member in others {
            if self.findings.is_full() {
                return;
            }
            (members.other)(self, members, doc.value(member));
        }
    }

    /// One pass, in the members' order. False, and nothing is reported, if a member is not good, not known, or there
    /// twice.
    #[inline(always)]
    fn judge_while_finding(
        &mut self,
        schema: &'static Schema,
        members: &'static Members,
        object: Value<'_>,
        slots: &mut Slots,
    ) -> bool {
        let properties = schema.object.map_or(&[][..], |rules| rules.properties);
        let (reported, kept) = (self.findings.len(), self.pool.kept);
        slots.bits = 0;
        for (slot, member) in members.names.members_of(object) {
            let bit = 1 << (slot & 31);
            if let Some(found) = slots.found.get_mut(slot) {
                *found = member;
                if slots.bits & bit != 0 {
                    return self.undo(reported, kept);
                }
                slots.bits |= bit;
            }
            if slot >= members.known {
                return self.undo(reported, kept);
            }
            if let Some((_, property)) = properties.get(slot) {
                let value = object.doc().value(member);
                if !property.is_soon_met(value) {
                    self.schema(property, value);
                    if self.findings.len() > reported {
                        return self.undo(reported, kept);
                    }
                }
            }
        }
        true
    }

    #[cold]
    #[inline(never)]
    fn undo(&mut self, reported: usize, kept: usize) -> bool {
        self.findings.truncate(reported);
        self.pool.kept = kept;
        false
    }

    /// Of a long list, only how many values it has is told.
    #[cold]
    #[inline(never)]
    fn unequal(&mut self, equal: &'static Equal, value: Value<'_>) {
        const MOST_ALLOWED_VALUES: usize = 32;
        let list = |values: Param, count: usize| {
            if count <= MOST_ALLOWED_VALUES {
                ("enum", "allowedValues", values)
            } else {
                ("enum", "count", Param::Integer(i64::try_from(count).unwrap_or(i64::MAX)))
            }
        };
        let (keyword, name, param) = match equal {
            Equal::Text(constant) => ("const", "allowedValue", Param::Name(constant.bytes(0))),
            Equal::Constant(constant) => ("const", "allowedValue", Param::Json(constant.text())),
            Equal::OneOf(names) => list(Param::Names(names), names.len()),
            Equal::AnyOf(values) => list(Param::Json(values.text()), values.root().elements().count()),
            Equal::Codes { length, sorted } => list(Param::Null, sorted.len().checked_div(*length).unwrap_or(0)),
        };
        self.fail(value, keyword).param(name, param);
    }

    #[inline(always)]
    fn string(&mut self, rules: &'static StringRules, value: Value<'_>, text: JsonStr<'_>) {
        let length = text.span().len();
        // No source is shorter than its value has code points, and it is empty only if its value is.
        if rules.min_length > 0
            && (length == 0 || rules.min_length > 1 && text.code_points() < rules.min_length as usize)
        {
            self.beyond(value, "minLength", rules.min_length);
        } else if length > rules.max_length as usize && text.code_points() > rules.max_length as usize {
            self.beyond(value, "maxLength", rules.max_length);
        } else if let Some((pattern, matches)) = rules.pattern
            && !matches(&text.bytes())
        {
            self.fail(value, "pattern").param("pattern", Param::Json(pattern.as_bytes()));
        } else if let Some((name, format)) = rules.format
            && !text.map(format)
        {
            self.fail(value, "format").param("format", Param::Text(name));
        }
    }

    #[inline(always)]
    fn number(&mut self, rules: &'static NumberRules, value: Value<'_>) {
        // A fraction is less than one away from its whole part.
        let (whole, away) = value.whole_part().unwrap_or((i64::MIN, 1));
        if whole.checked_sub(away).is_none_or(|least| least < rules.least) || whole.saturating_add(away) > rules.most {
            self.bounds(rules, value);
        }
    }

    #[cold]
    #[inline(never)]
    fn bounds(&mut self, rules: &'static NumberRules, value: Value<'_>) {
        for bound in rules.bounds {
            if (bound.beyond)(Decimal::new(value.span()).cmp(&Decimal::new(bound.limit.as_bytes()))) {
                self.fail(value, bound.keyword).param("limit", Param::Json(bound.limit.as_bytes()));
            }
        }
    }

    #[inline(never)]
    fn array(&mut self, rules: &'static ArrayRules, array: Value<'_>) {
        let mut count = 0;
        for element in array.elements() {
            if self.findings.is_full() {
                return;
            }
            if let Some(schema) = rules.prefix_items.get(count).copied().or(rules.items) {
                self.schema(schema, element);
            }
            count += 1;
        }
        if count < rules.min_items as usize && self.demanding {
            self.beyond(array, "minItems", rules.min_items);
        }
        if count > rules.max_items as usize {
            // Which of so many are equal is for later.
            self.beyond(array, "maxItems", rules.max_items);
        } else if rules.unique_items {
            self.unique_items(array);
        }
    }

    #[inline(never)]
    fn unique_items(&mut self, array: Value<'_>) {
        // In a draft, what objects and arrays have yet to say may tell them apart.
        let ready = if self.demanding { |_: Value<'_>| true } else { |element: Value<'_>| !element.is_container() };
        if let Some((i, j)) = equality::equal_pair(array, ready) {
            self.fail(array, "uniqueItems").integer("i", i.into()).integer("j", j.into());
        }
    }

    #[inline(never)]
    fn object(&mut self, schema: &'static Schema, object: Value<'_>, slots: &Slots, judged: bool) {
        if let Some(rules) = schema.object {
            if rules.required_bits & !slots.bits != 0 {
                for &slot in rules.required {
                    if slots.get(slot).is_none() {
                        self.missing(object, "required", None, slots.name(slot));
                    }
                }
            }
            let properties = if judged { &[] } else { rules.properties };
            for (slot, schema) in properties {
                if let Some(index) = slots.get(*slot) {
                    self.schema(schema, object.doc().value(index));
                }
            }
            for &(because, slot) in rules.dependent_required {
                if slots.get(because).is_some() && slots.get(slot).is_none() {
                    self.missing(object, "dependentRequired", Some(slots.name(because)), slots.name(slot));
                }
            }
        }
        self.others(schema, object, slots);
    }

    /// `required`, and `dependentRequired` because of another property: it is missing, which a draft may do.
    #[cold]
    #[inline(never)]
    fn missing(
        &mut self,
        object: Value<'_>,
        keyword: &'static str,
        because: Option<&'static [u8]>,
        property: &'static [u8],
    ) {
        if self.demanding {
            let mut reported = self.findings.schema(keyword, object).missing(Some(property));
            if let Some(because) = because {
                reported = reported.param("property", Param::Name(because));
            }
            reported.param("missingProperty", Param::Name(property));
        }
    }
}

/// A member's name.
fn name_of(member: Value<'_>) -> Value<'_> {
    member.doc().value(member.index().saturating_sub(1))
}

/// `const` and `enum`.
#[inline(never)]
fn is_equal(equal: &'static Equal, value: Value<'_>) -> bool {
    match equal {
        Equal::Text(names) | Equal::OneOf(names) => names.position_of_value(value).is_some(),
        _ => is_equal_otherwise(equal, value),
    }
}

#[inline(never)]
fn is_equal_otherwise(equal: &'static Equal, value: Value<'_>) -> bool {
    match equal {
        Equal::Text(_) | Equal::OneOf(_) => false,
        Equal::Codes { length, sorted } => {
            value.as_str().is_some_and(|text| text.map(|code| is_code(code, *length, sorted.as_bytes())))
        }
        Equal::Constant(constant) => equality::equals(value, constant.root()),
        Equal::AnyOf(list) => list.root().elements().any(|constant| equality::equals(value, constant)),
    }
}

/// `type`: whether the value, of that kind, is of one of these [`types`].
#[inline]
fn is_type(value: Value<'_>, kind: Kind, allowed: u8) -> bool {
    /// The types of each [`Kind`], a byte each.
    const TYPES: u64 = 0x40_20_10_0C_02_02_01;
    let own = (TYPES >> (8 * kind as u8)) as u8;
    let only_integers = own & allowed == types::INTEGER;
    own & allowed != 0 && (!only_integers || value.is_plain_integer() || Decimal::new(value.span()).is_integer())
}
