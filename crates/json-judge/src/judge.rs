//! The walk: one pass over a schema and a value side by side. Knows the order in which keywords are judged; the meaning
//! of each is in [`crate::keywords`].

use finding::{Findings, Param, Reported};
use json_tape::{Kind, Value};

use crate::keywords::{
    additional_properties, bounds, const_enum, dependent_required, items, properties, required, strings, types,
};
use crate::members::Members;
use crate::schema::{ObjectKeywords, Schema};

/// How strictly data is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Data still being filled in. Nothing needs to be present (`required`, `dependentRequired`, `minItems`,
    /// `minProperties` and `contains` are not enforced), and values need not yet be told apart by what may still come
    /// (several alternatives of `oneOf` may hold; under `uniqueItems`, objects and arrays may be equal). What is there
    /// must be right. Valid complete data is a valid draft.
    Draft,
    /// Data that claims to be finished: the schema is applied as it is.
    Complete,
}

/// Whether a value meets a schema. Nothing is told of it, and good data allocates nothing but for keywords that ask
/// whether a schema holds.
#[must_use]
pub fn is_met(schema: &'static Schema, value: Value<'_>, mode: Mode) -> bool {
    let mut findings = Findings::new();
    // The first finding answers the question.
    findings.limit(0);
    Judge::new(mode, &mut findings).schema(schema, value);
    findings.is_empty()
}

/// Walks schemas and reports what is not met, in the schema's order.
#[derive(Debug)]
pub struct Judge<'f> {
    pub(crate) findings: &'f mut Findings,
    /// Whether members must be present.
    pub(crate) demanding: bool,
}

impl<'f> Judge<'f> {
    /// A judge that reports to `findings`.
    #[must_use]
    pub fn new(mode: Mode, findings: &'f mut Findings) -> Self {
        Self { findings, demanding: mode == Mode::Complete }
    }

    /// Judges a value by a schema.
    pub fn schema(&mut self, schema: &'static Schema, value: Value<'_>) {
        const NO_MEMBERS: &Members<'_> = &Members::NONE;
        self.in_place(schema, value, NO_MEMBERS);
    }

    /// Judges by a schema for a value whose members have been found, unless the schema looks for members of its own.
    pub(crate) fn in_place<'a>(&mut self, schema: &'static Schema, value: Value<'a>, members: &Members<'a>) {
        let seen = value.seen();
        let kind = seen.kind();
        if !types::is_met(schema.types, value, kind) {
            return types::report(self, schema, value);
        }
        for equal in schema.equal {
            const_enum::judge(self, equal, value);
        }
        match kind {
            Kind::String => {
                if let (Some(keywords), Some(text)) = (schema.string, seen.as_str()) {
                    strings::judge(self, keywords, value, text);
                }
            }
            Kind::Number => {
                if let Some(keywords) = schema.number {
                    bounds::judge(self, keywords, value);
                }
            }
            Kind::Array => {
                if let Some(keywords) = schema.array {
                    items::judge(self, keywords, value);
                }
            }
            Kind::Object => return self.object(schema, value, members),
            Kind::Null | Kind::False | Kind::True => {}
        }
        self.others(schema, value, members);
    }

    fn object<'a>(&mut self, schema: &'static Schema, object: Value<'a>, members: &Members<'a>) {
        let Some(names) = schema.members else {
            self.members(schema.object, object, members);
            return self.others(schema, object, members);
        };
        let mut members = Members::new(&names.names);
        additional_properties::find(self, names, object, &mut members);
        self.members(schema.object, object, &members);
        self.others(schema, object, &members);
    }

    fn members<'a>(&mut self, keywords: Option<&'static ObjectKeywords>, object: Value<'a>, members: &Members<'a>) {
        if let Some(keywords) = keywords {
            required::judge(self, keywords.required, object, members);
            properties::judge(self, keywords.properties, members);
            dependent_required::judge(self, keywords.dependent_required, object, members);
        }
    }

    fn others<'a>(&mut self, schema: &'static Schema, value: Value<'a>, members: &Members<'a>) {
        for keyword in schema.others {
            keyword.judge(self, value, members);
        }
    }

    /// Reports that the value does not meet a keyword.
    #[cold]
    pub(crate) fn fail(&mut self, value: Value<'_>, keyword: &'static str) -> Reported<'_> {
        self.findings.schema(keyword, value)
    }

    /// Reports that the value does not meet a keyword with a limit.
    #[cold]
    pub(crate) fn beyond(&mut self, value: Value<'_>, keyword: &'static str, limit: u32) {
        self.fail(value, keyword).integer("limit", limit.into());
    }

    /// Reports a missing member.
    #[cold]
    pub(crate) fn missing(
        &mut self,
        object: Value<'_>,
        keyword: &'static str,
        because: Option<&'static [u8]>,
        property: &'static [u8],
    ) {
        let mut reported = self.findings.schema(keyword, object).missing(Some(property));
        if let Some(because) = because {
            reported = reported.param("property", Param::Name(because));
        }
        reported.param("missingProperty", Param::Name(property));
    }

    /// How many of the schemas hold.
    pub(crate) fn count<'a>(
        &mut self,
        schemas: &'static [&'static Schema],
        value: Value<'a>,
        members: &Members<'a>,
    ) -> usize {
        schemas.iter().filter(|schema| self.holds(schema, value, members, self.demanding)).count()
    }

    /// Whether the schema holds, without reporting anything. Where a schema selects rather than demands (`if`, `not`,
    /// `contains`), presence matters even in a draft: `demanding`.
    pub(crate) fn holds<'a>(
        &mut self,
        schema: &'static Schema,
        value: Value<'a>,
        members: &Members<'a>,
        demanding: bool,
    ) -> bool {
        let outer = core::mem::replace(&mut self.demanding, demanding);
        let mark = self.findings.len();
        self.in_place(schema, value, members);
        let holds = self.findings.len() == mark;
        self.findings.truncate(mark);
        self.demanding = outer;
        holds
    }
}

/// The name of a member, which is the string before its value.
pub(crate) fn name_of(member: Value<'_>) -> Value<'_> {
    member.doc().value(member.index().saturating_sub(1))
}
