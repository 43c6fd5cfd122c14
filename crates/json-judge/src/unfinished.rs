//! Judges data while its text is still being written: says only what no continuation can mend. A value that has ended is
//! final, and judged as usual. Of an open container only these count: its type, too many items, a key that is refused,
//! and what is wrong with the values in it; of an open string its type, its length, and that no allowed value begins like
//! it. Whatever else a schema says waits until the value has ended. Knows keywords, but no stages.
//!
//! That a name may be repeated later in the same object does not count as a continuation: each member is judged when it
//! ends.

use alloc::vec::Vec;

use finding::{Findings, Types};
use json_tape::{JsonStr, Kind, Unfinished, Value};

use crate::keywords::{const_enum, types};
use crate::{Equal, Judge, Mode, Schema};

/// How far an open value has been judged. Every part is judged once while it is open, and again when a container around
/// it ends. The findings are the last ones on the list, and the same list must be passed each time.
#[derive(Debug, Default)]
pub struct UnfinishedJudge {
    /// The open containers that schemas have led to, the outermost first.
    containers: Vec<Container>,
    /// The string, number or word that has begun.
    scalar: Option<Scalar>,
}

#[derive(Debug)]
struct Container {
    /// Its index on the tape.
    index: u32,
    /// `None` if there is nothing to say about its items.
    schema: Option<&'static Schema>,
    /// The tape index of the item to be judged next: of an element, or of a member's name.
    item: u32,
    /// Whether that item has begun.
    has_begun: bool,
    /// How many items have begun.
    count: u32,
    /// How many findings precede those about it.
    mark: usize,
}

#[derive(Debug)]
struct Scalar {
    index: u32,
    /// How many findings precede those about it.
    mark: usize,
    /// How much of a string has been counted, in bytes and in code points.
    read: usize,
    code_points: usize,
    is_refused: bool,
    is_too_long: bool,
}

impl UnfinishedJudge {
    /// One that has judged nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self { containers: Vec::new(), scalar: None }
    }

    /// Forgets what it has judged.
    pub fn clear(&mut self) {
        self.containers.clear();
        self.scalar = None;
    }

    /// Judges what the text has more than at the last call. The value at the tape index `root`, to which the schema
    /// applies, must not have ended. Returns whether the findings may have changed.
    pub fn go_on(
        &mut self,
        schema: &'static Schema,
        root: u32,
        mode: Mode,
        text: &Unfinished<'_>,
        findings: &mut Findings,
    ) -> bool {
        let has_forgotten = self.forget_ended(text, findings);
        let kept = findings.len();
        self.judge(schema, root, text, &mut Judge::new(mode, findings));
        has_forgotten || findings.len() > kept
    }

    fn judge(&mut self, schema: &'static Schema, root: u32, text: &Unfinished<'_>, judge: &mut Judge<'_>) {
        if self.containers.is_empty() {
            if root >= text.end() {
                return self.scalar(schema, root, text, judge);
            }
            self.open(Some(schema), text.doc.value(root), judge);
        }
        while !judge.findings.is_full() {
            let Some(container) = self.containers.last_mut() else { return };
            let Some(schema) = container.schema else { return };
            let is_object = text.doc.value(container.index).kind() == Kind::Object;
            let index = container.item + u32::from(is_object);
            if index >= text.end() && text.awaited != Some(index) {
                return;
            }
            let item = text.doc.value(index);
            let applying = container.applying(schema, is_object, item, judge);
            if item.is_open() {
                self.open(applying, item, judge);
                continue;
            }
            if index >= text.end() {
                if let Some(applying) = applying {
                    self.scalar(applying, index, text, judge);
                }
                return;
            }
            if let Some(applying) = applying {
                judge.schema(applying, item);
            }
            container.item = item.end_index();
            container.has_begun = false;
        }
    }

    /// Forgets what was said of values that have ended meanwhile: they are judged as wholes. Returns whether that was
    /// anything.
    fn forget_ended(&mut self, text: &Unfinished<'_>, findings: &mut Findings) -> bool {
        let has_ended = |container: &Container| !text.doc.value(container.index).is_open();
        let mark = if let Some(ended) = self.containers.iter().position(has_ended) {
            let mark = self.containers.get(ended).map(|container| container.mark);
            self.containers.truncate(ended);
            mark
        } else {
            self.scalar.as_ref().filter(|scalar| scalar.index < text.end()).map(|scalar| scalar.mark)
        };
        let Some(mark) = mark else { return false };
        let has_any = findings.len() > mark;
        findings.truncate(mark);
        self.scalar = None;
        has_any
    }

    /// A container has begun.
    fn open(&mut self, schema: Option<&'static Schema>, value: Value<'_>, judge: &mut Judge<'_>) {
        let mark = judge.findings.len();
        let met = schema.filter(|schema| types::is_met(schema.types, value, value.kind()));
        if let (Some(schema), None) = (schema, met) {
            types::report(judge, schema, value);
        }
        let index = value.index();
        self.containers.push(Container { index, schema: met, item: index + 1, has_begun: false, count: 0, mark });
    }

    /// Judges the beginning of a value that is no container.
    fn scalar(&mut self, schema: &'static Schema, index: u32, text: &Unfinished<'_>, judge: &mut Judge<'_>) {
        let Some(begun) = text.begun else { return };
        let value = text.doc.value(index);
        if self.scalar.is_none() {
            let mark = judge.findings.len();
            // A number may still turn out to be an integer, or not to be one.
            let is_met = schema.types.has_any(Types::of_kind(begun.kind));
            if !is_met {
                types::report(judge, schema, value);
            }
            let (is_refused, is_too_long) = (!is_met, !is_met);
            self.scalar = Some(Scalar { index, mark, read: 0, code_points: 0, is_refused, is_too_long });
        }
        let (Some(scalar), Some(string)) = (&mut self.scalar, begun.text) else { return };
        if !scalar.is_refused {
            for equal in schema.equal.iter().filter(|equal| !may_become(equal, string)) {
                const_enum::report(judge, equal, value);
                scalar.is_refused = true;
            }
        }
        if let Some(keywords) = schema.string
            && !scalar.is_too_long
            && string.length() > keywords.max_length as usize
        {
            scalar.code_points += string.behind(scalar.read).code_points();
            scalar.read = string.length();
            if scalar.code_points > keywords.max_length as usize {
                judge.beyond(value, "maxLength", keywords.max_length);
                scalar.is_too_long = true;
            }
        }
    }
}

impl Container {
    /// The schema that applies to the next item. When that has just begun, reports that it must not be there.
    fn applying(
        &mut self,
        schema: &'static Schema,
        is_object: bool,
        item: Value<'_>,
        judge: &mut Judge<'_>,
    ) -> Option<&'static Schema> {
        let has_begun = core::mem::replace(&mut self.has_begun, true);
        self.count += u32::from(!has_begun);
        if !is_object {
            let keywords = schema.array?;
            if !has_begun && keywords.max_items.checked_add(1) == Some(self.count) {
                judge.beyond(item.doc().value(self.index), "maxItems", keywords.max_items);
            }
            return keywords.prefix_items.get(self.count as usize - 1).copied().or(keywords.items);
        }
        let names = schema.members?;
        let slot = names.names.position_of_value(item.doc().value(self.item));
        if let Some(additional) = &names.additional
            && slot.is_none_or(|slot| slot >= additional.known)
        {
            if additional.schema.is_none() && !has_begun {
                (additional.judge)(judge, additional, item);
            }
            return additional.schema;
        }
        let properties = schema.object.map_or(&[][..], |keywords| keywords.properties);
        properties.iter().find(|(of, _)| Some(usize::from(*of)) == slot).map(|(_, schema)| schema)
    }
}

/// Whether a string that begins like this may become one of the values.
fn may_become(equal: &'static Equal, beginning: JsonStr<'_>) -> bool {
    let beginning = &*beginning.bytes();
    let is_beginning = |value: Value<'_>| value.as_str().is_some_and(|text| text.bytes().starts_with(beginning));
    match equal {
        Equal::Text(names) | Equal::OneOf(names) => {
            (0..names.len()).any(|slot| names.bytes(slot).starts_with(beginning))
        }
        Equal::Codes { length, sorted } => sorted.as_bytes().chunks(*length).any(|code| code.starts_with(beginning)),
        Equal::Constant(constant) => is_beginning(constant.root()),
        Equal::AnyOf(list) => list.root().elements().any(is_beginning),
    }
}
