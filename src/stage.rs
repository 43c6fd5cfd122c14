//! What generated stage validators run on: the judge, and the meaning of each JSON Schema 2020-12
//! keyword that is more than a comparison. Knows the tape and no stage.

pub mod equality;
pub mod number;

use std::cmp::Ordering;

use crate::issue::{Finding, Findings, Param, Params};
use crate::tape::{JsonStr, Kind, Value};
use equality::Constant;
use number::Decimal;

/// How much of a stage's data is demanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Still being filled: nothing is demanded to be present (`required`, `dependentRequired`,
    /// `minItems`, `minProperties` and `contains` hold back); what is there must be right.
    Draft,
    /// Claimed finished: the schema as it stands.
    Complete,
}

/// A compiled stage schema.
#[derive(Clone, Copy, Debug)]
pub struct StageSchema {
    /// `organizerSetup` …
    pub stage: &'static str,
    /// Its jsonb column.
    pub column: &'static str,
    /// The generated validator.
    pub validate: fn(&mut Judge<'_>, Value<'_>),
}

/// A keyword of a schema with the params of its issue.
#[derive(Clone, Copy, Debug)]
pub struct Keyword {
    pub keyword: &'static str,
    pub params: &'static [(&'static str, Param)],
}

/// Where generated validators report to.
#[derive(Debug)]
pub struct Judge<'f> {
    findings: &'f mut Findings,
    demanding: bool,
    /// Inside a predicate: only whether it holds matters.
    quiet: bool,
    failed: bool,
}

/// What [`Judge::begin`] sets aside.
#[derive(Clone, Copy, Debug)]
pub struct Aside {
    demanding: bool,
    quiet: bool,
    failed: bool,
}

/// JSON Schema's types as bits, so that a list of them is one comparison.
pub mod types {
    pub const NULL: u8 = 1;
    pub const BOOLEAN: u8 = 2;
    pub const INTEGER: u8 = 4;
    pub const NUMBER: u8 = 8;
    pub const STRING: u8 = 16;
    pub const ARRAY: u8 = 32;
    pub const OBJECT: u8 = 64;
}

impl<'f> Judge<'f> {
    /// A judge that reports there.
    #[must_use]
    pub fn new(mode: Mode, findings: &'f mut Findings) -> Self {
        Self { findings, demanding: mode == Mode::Complete, quiet: false, failed: false }
    }

    /// Judges a stage's data.
    pub fn stage(&mut self, schema: &StageSchema, data: Value<'_>) {
        (schema.validate)(self, data);
    }

    /// Whether presence is demanded here.
    #[must_use]
    #[inline]
    pub fn demands(&self) -> bool {
        self.demanding
    }

    /// Begins a subschema of which only the outcome counts. `exact`: it selects rather than
    /// demands (`if`, `not`, `contains`), so that presence keeps its meaning in a draft.
    #[must_use]
    #[inline]
    pub fn begin(&mut self, exact: bool) -> Aside {
        let aside = Aside { demanding: self.demanding, quiet: self.quiet, failed: self.failed };
        self.demanding |= exact;
        self.quiet = true;
        self.failed = false;
        aside
    }

    /// Ends it: whether the subschema holds.
    #[inline]
    pub fn end(&mut self, aside: Aside) -> bool {
        let holds = !self.failed;
        self.demanding = aside.demanding;
        self.quiet = aside.quiet;
        self.failed = aside.failed;
        holds
    }

    #[cold]
    #[inline(never)]
    fn report(&mut self, finding: Finding) {
        self.failed = true;
        if !self.quiet {
            self.findings.push(finding);
        }
    }

    /// The value does not meet a keyword.
    #[cold]
    #[inline(never)]
    pub fn fail(&mut self, value: Value<'_>, keyword: &'static Keyword) {
        self.report(Finding::schema(keyword.keyword, value.at(), Params::Static(keyword.params)));
    }

    /// `required`: the property is missing, which a draft may do.
    #[cold]
    #[inline(never)]
    pub fn missing(&mut self, object: Value<'_>, property: &'static str) {
        if self.demanding {
            let params = Params::Few([Some(("missingProperty", Param::Text(property))), None, None]);
            self.report(Finding::schema("required", object.at(), params).missing(property));
        }
    }

    /// `dependentRequired`: the property is missing though `because` is there.
    #[cold]
    #[inline(never)]
    pub fn missing_dependent(&mut self, object: Value<'_>, because: &'static str, property: &'static str) {
        if self.demanding {
            let params = Params::Few([
                Some(("property", Param::Text(because))),
                Some(("missingProperty", Param::Text(property))),
                None,
            ]);
            self.report(Finding::schema("dependentRequired", object.at(), params).missing(property));
        }
    }

    /// `additionalProperties: false`: no such property is known. Duplicates that a later one
    /// replaces do not count.
    #[cold]
    #[inline(never)]
    pub fn unexpected(&mut self, object: Value<'_>, name: JsonStr<'_>, value: Value<'_>) {
        if counts(object, name, value) {
            let name = Param::Source(crate::tape::At { node: value.index().saturating_sub(1), ..value.at() });
            let params = Params::Few([Some(("additionalProperty", name)), None, None]);
            self.report(Finding::schema("additionalProperties", value.at(), params));
        }
    }

    /// `additionalProperties` with a schema, for one member.
    pub fn additional<'v>(
        &mut self,
        object: Value<'v>,
        name: JsonStr<'v>,
        value: Value<'v>,
        schema: fn(&mut Judge<'_>, Value<'v>),
    ) {
        let (mark, failed) = (self.findings.len(), self.failed);
        schema(self, value);
        if self.failed && !counts(object, name, value) {
            self.findings.truncate(mark);
            self.failed = failed;
        }
    }

    /// `propertyNames`, for one member; the issue is about the object.
    pub fn property_name<'v>(&mut self, value: Value<'v>, schema: fn(&mut Judge<'_>, Value<'v>)) {
        let name = value.doc().value(value.index().saturating_sub(1));
        let aside = self.begin(false);
        schema(self, name);
        if !self.end(aside) {
            let params = Params::Few([Some(("propertyName", Param::Source(name.at()))), None, None]);
            self.report(Finding::schema("propertyNames", name.at(), params));
        }
    }

    /// `uniqueItems`.
    pub fn unique_items(&mut self, array: Value<'_>) {
        if let Some((i, j)) = equality::equal_pair(array) {
            let params =
                Params::Few([Some(("i", Param::Integer(i.into()))), Some(("j", Param::Integer(j.into()))), None]);
            self.report(Finding::schema("uniqueItems", array.at(), params));
        }
    }

    /// `contains` with its bounds: how many elements meet the schema, judged exactly.
    #[must_use]
    pub fn count_containing<'v>(&mut self, array: Value<'v>, schema: fn(&mut Judge<'_>, Value<'v>)) -> usize {
        let mut count = 0;
        for element in array.elements() {
            let aside = self.begin(true);
            schema(self, element);
            count += usize::from(self.end(aside));
        }
        count
    }
}

/// Whether no later duplicate replaces the member.
fn counts(object: Value<'_>, name: JsonStr<'_>, value: Value<'_>) -> bool {
    let name = name.to_cow();
    !object.members().any(|(n, v)| v.index() > value.index() && n.eq_str(&name))
}

/// `type`: whether the value is of one of these [`types`].
#[must_use]
#[inline]
pub fn is_type(value: Value<'_>, allowed: u8) -> bool {
    let own = match value.kind() {
        Kind::Null => types::NULL,
        Kind::False | Kind::True => types::BOOLEAN,
        Kind::Number if value.is_plain_integer() => types::INTEGER | types::NUMBER,
        Kind::Number if allowed & (types::INTEGER | types::NUMBER) == types::INTEGER => {
            if Decimal::new(value.span()).is_integer() { types::INTEGER } else { 0 }
        }
        Kind::Number => types::NUMBER,
        Kind::String => types::STRING,
        Kind::Array => types::ARRAY,
        Kind::Object => types::OBJECT,
    };
    own & allowed != 0
}

/// Compares a number with a bound that is an integer of at most 15 digits; exact for all numbers.
#[must_use]
#[inline]
pub fn compare_integer(value: Value<'_>, bound: i64, bound_text: &'static str) -> Ordering {
    const EXACT: usize = 18; // digits that an i64 always holds
    let span = value.span();
    if value.is_plain_integer() && span.len() <= EXACT {
        let (negative, digits) = match span {
            [b'-', digits @ ..] => (true, digits),
            digits => (false, digits),
        };
        let magnitude = digits.iter().fold(0i64, |v, b| v * 10 + i64::from(b - b'0'));
        return (if negative { -magnitude } else { magnitude }).cmp(&bound);
    }
    compare(value, bound_text)
}

/// Compares a number with any bound, exactly.
#[must_use]
pub fn compare(value: Value<'_>, bound: &str) -> Ordering {
    Decimal::new(value.span()).cmp(&Decimal::new(bound.as_bytes()))
}

/// `multipleOf`.
#[must_use]
pub fn is_multiple_of(value: Value<'_>, divisor: &str) -> bool {
    Decimal::new(value.span()).is_multiple_of(Decimal::new(divisor.as_bytes()))
}

/// `enum` of strings, which are sorted by their bytes.
#[must_use]
pub fn is_one_of(value: Value<'_>, sorted: &[&str]) -> bool {
    let Some(text) = value.as_str() else { return false };
    if text.is_escaped() {
        let text = text.to_cow();
        return sorted.iter().any(|s| *s == text);
    }
    sorted.binary_search_by(|s| s.as_bytes().cmp(text.span())).is_ok()
}

/// `enum` of any values.
#[must_use]
pub fn is_any_of(value: Value<'_>, constants: &[Constant]) -> bool {
    constants.iter().any(|constant| equality::equals(value, constant))
}

/// The number of members that count, for `minProperties` and `maxProperties`.
#[must_use]
pub fn property_count(object: Value<'_>) -> usize {
    equality::sorted_members(object).len()
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
    pub fn is_match(&self, text: &str) -> bool {
        let step = |state: u16, class: u16| {
            let index = usize::from(state) * usize::from(self.class_count) + usize::from(class);
            self.transitions.get(index).copied().unwrap_or(0)
        };
        let mut state = self.start;
        for byte in text.bytes() {
            let class = self.classes.get(usize::from(byte)).copied().unwrap_or(0);
            state = step(state, class.into());
            if state >= self.matched_from {
                return true;
            }
        }
        step(state, self.class_count - 1) >= self.matched_from
    }
}
