//! Walks a schema beside the data. The verdict is found first, and only for bad data a second walk reports the issues.
//! The work is bounded for every schema: a schema that several ways lead to is applied only once to a value, and every
//! step counts against one budget for the whole call. Knows what each keyword means (JSON Schema 2020-12 and its
//! predecessors); the meaning of keywords in a draft is in [`Judge::demanding`].
//!
//! `#[inline(never)]` keeps the locals for a value out of the stack frame of the level that contains it, so that 512
//! levels of data fit on the stack (`pkg/test/dynamic.test.js`). It does not reduce the size of the code.

mod alternatives;
mod array;
mod number;
mod object;
mod scope;
mod text;
mod unevaluated;

use std::collections::{HashMap, HashSet};

use finding::Types;
use finding::{Issue, LONGEST_TEXT, ParamValue, PathSegment};
use json_judge::equality;
use json_tape::{Decimal, Doc, JsonStr, Kind, Tape, Value};
use serde_json::Value as Json;

use crate::issue::{count, cut, issue, not_judged, param};
use crate::node::{Graph, InPlace, Node, NodeId, Values};
use scope::Scope;

/// Steps that one call may take: a step is one schema applied to a value, one member looked up, or some bytes compared.
pub const MOST_WORK: u64 = 50_000_000;
/// How many schemas may be applied within one another; each takes a few hundred bytes of stack.
const DEEPEST: usize = 3_000;
/// The issues of an alternative are counted up to this number.
const MOST_COUNTED: usize = 100;
/// The maximum number of verdicts that are kept.
const MOST_KEPT: usize = 1_000_000;

/// Why a call was stopped early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    Work,
    Depth,
}

/// What an issue's param is built from. The param itself is built only if the issue is reported, and outside the stack
/// frames of the walk.
#[derive(Clone, Copy)]
enum Param<'p> {
    Count(u64),
    Text(&'p str),
    Json(&'p Json),
    /// A text from the data.
    Data(JsonStr<'p>),
}

impl Param<'_> {
    fn value(self) -> ParamValue {
        match self {
            Self::Count(number) => count(number),
            Self::Text(text) => ParamValue::Text(text.to_owned()),
            Self::Json(value) => param(value),
            Self::Data(text) => ParamValue::Text(bounded(text)),
        }
    }
}

/// A step from a value to one of its members or elements.
#[derive(Clone, Copy, Debug)]
enum Step<'d> {
    Index(usize),
    Member(JsonStr<'d>),
}

/// What a verdict depends on: the schema, the value's index on the tape, whether presence is demanded, and the dynamic
/// scope.
type Key = (NodeId, u32, bool, usize);

/// The state of one call.
pub struct Judge<'s, 'd> {
    graph: &'s Graph,
    /// Whether presence is demanded: for complete data, and wherever a schema selects rather than demands (`if`, `not`,
    /// `contains`).
    demanding: bool,
    /// Whether issues are reported; otherwise the first fault ends the walk.
    telling: bool,
    /// If set, issues are counted instead of being reported: how many so far.
    counted: Option<usize>,
    issues: Vec<Issue>,
    most_issues: usize,
    path: Vec<Step<'d>>,
    scope: Scope,
    work: u64,
    depth: usize,
    stopped: Option<Stop>,
    /// Verdicts of schemas that several ways lead to.
    verdicts: HashMap<Key, bool>,
    /// How many issues each alternative would have.
    counts: HashMap<Key, usize>,
    /// Schemas that several ways lead to, with values for which their issues have been reported.
    told: HashSet<Key>,
}

/// The issues of a document, none if it is good: at most `most_issues`, preceded by one that says so if the document
/// could not be judged completely. `demanding` means as complete data, not as a draft.
#[must_use]
pub fn issues(graph: &Graph, doc: &Doc<'_>, demanding: bool, most_issues: usize) -> Vec<Issue> {
    let mut judge = Judge {
        graph,
        demanding,
        telling: false,
        counted: None,
        issues: Vec::new(),
        most_issues,
        path: Vec::new(),
        scope: Scope::new(graph),
        work: MOST_WORK,
        depth: 0,
        stopped: None,
        verdicts: HashMap::new(),
        counts: HashMap::new(),
        told: HashSet::new(),
    };
    let good = judge.schema(0, doc.root());
    if !good && judge.stopped.is_none() {
        judge.telling = true;
        judge.schema(0, doc.root());
    }
    if let Some(stop) = judge.stopped {
        let (reason, limit) = match stop {
            Stop::Work => ("work", MOST_WORK),
            Stop::Depth => ("depth", DEEPEST as u64),
        };
        judge.issues.insert(0, not_judged(reason, limit));
        judge.issues.truncate(most_issues);
    }
    judge.issues
}

impl<'s, 'd> Judge<'s, 'd> {
    /// Takes this many steps from the budget; `false` if it is used up.
    fn spend(&mut self, steps: usize) -> bool {
        match self.work.checked_sub(steps as u64) {
            Some(left) => self.work = left,
            None => self.stopped = self.stopped.or(Some(Stop::Work)),
        }
        self.stopped.is_none()
    }

    /// Whether to stop: the budget is used up, or as many issues have been reported as were asked for.
    fn is_over(&self) -> bool {
        let is_full = match self.counted {
            Some(count) => count >= MOST_COUNTED,
            None => self.issues.len() >= self.most_issues,
        };
        self.stopped.is_some() || self.telling && is_full
    }

    /// Whether to go on after a check: always if all is well so far, and otherwise only to report more issues.
    fn goes_on(&self, good: bool) -> bool {
        (good || self.telling) && !self.is_over()
    }

    /// Judges a value by a schema.
    fn schema(&mut self, id: NodeId, value: Value<'d>) -> bool {
        let Some(node) = self.graph.node(id) else { return true };
        if !self.spend(1) {
            return false;
        }
        if node.never {
            return self.tell(node.holder, &[]);
        }
        if self.depth >= DEEPEST {
            self.stopped = Some(Stop::Depth);
            return false;
        }
        self.depth += 1;
        let entered = self.scope.enter(node.resource);
        let good = if node.shared { self.shared(id, node, value) } else { self.keywords(node, value) };
        self.scope.leave(entered);
        self.depth -= 1;
        good
    }

    /// Judges by a schema that several ways lead to: only once for each value.
    #[inline(never)]
    fn shared(&mut self, id: NodeId, node: &'s Node, value: Value<'d>) -> bool {
        let key = self.key(id, value);
        if self.telling {
            if self.told.insert(key) {
                return self.keywords(node, value);
            }
            return self.quietly(|judge| judge.shared(id, node, value));
        }
        if let Some(known) = self.verdicts.get(&key) {
            return *known;
        }
        let good = self.keywords(node, value);
        if self.stopped.is_none() && self.verdicts.len() < MOST_KEPT {
            self.verdicts.insert(key, good);
        }
        good
    }

    fn key(&self, id: NodeId, value: Value<'d>) -> Key {
        (id, value.index(), self.demanding, self.scope.id())
    }

    /// Whether the schema holds; reports nothing.
    fn holds(&mut self, id: NodeId, value: Value<'d>) -> bool {
        self.quietly(|judge| judge.schema(id, value))
    }

    /// The same for a schema that selects: presence matters even in a draft.
    fn holds_exactly(&mut self, id: NodeId, value: Value<'d>) -> bool {
        let demanding = std::mem::replace(&mut self.demanding, true);
        let holds = self.holds(id, value);
        self.demanding = demanding;
        holds
    }

    fn quietly<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        let telling = std::mem::replace(&mut self.telling, false);
        let outcome = run(self);
        self.telling = telling;
        outcome
    }

    /// Judges a member or an element, one step down the path.
    fn below(&mut self, step: Step<'d>, id: NodeId, value: Value<'d>) -> bool {
        self.path.push(step);
        let good = self.schema(id, value);
        self.path.pop();
        good
    }

    // Mutually recursive functions are never inlined: each level of the data then needs stack only for the keywords
    // that lead to the next level, and not for all of them.

    /// Judges by all keywords of a schema. For a value of the wrong type nothing else is reported.
    #[inline(never)]
    fn keywords(&mut self, node: &'s Node, value: Value<'d>) -> bool {
        let kind = value.kind();
        if let Some(types) = &node.types
            && !is_type(value, types.allowed, types.integers_have_no_fraction)
        {
            return self.tell("type", &[("type", Param::Json(&types.named))]);
        }
        let mut good = true;
        for values in &node.values {
            if !self.is_among(values, value) {
                good = self.tell(values.keyword, &[(values.param, Param::Json(&values.told))]);
            }
        }
        if self.goes_on(good) {
            good &= match kind {
                Kind::Number => node.number.as_deref().is_none_or(|keywords| self.number(keywords, value)),
                Kind::String => node.text.as_deref().is_none_or(|keywords| self.text(keywords, value)),
                Kind::Array => node.array.as_deref().is_none_or(|keywords| self.array(keywords, value)),
                Kind::Object => node.object.as_deref().is_none_or(|keywords| self.object(keywords, value)),
                Kind::Null | Kind::True | Kind::False => true,
            };
        }
        let mut in_place = true;
        for step in &node.in_place {
            if !self.goes_on(good && in_place) {
                return false;
            }
            in_place &= self.in_place(step, value);
        }
        // While a subschema fails, it is not known which members it evaluates.
        if in_place && self.goes_on(good) {
            good &= match kind {
                Kind::Array => node.unevaluated_items.is_none_or(|id| self.unevaluated_items(node, id, value)),
                Kind::Object => {
                    node.unevaluated_properties.is_none_or(|id| self.unevaluated_properties(node, id, value))
                }
                _ => true,
            };
        }
        good && in_place && self.stopped.is_none()
    }

    /// `enum` and `const`: compared by JSON Schema's equality (core, section 4.2.2).
    #[inline(never)]
    fn is_among(&mut self, values: &Values, value: Value<'d>) -> bool {
        match value.kind() {
            Kind::String => value.as_str().is_some_and(|text| values.texts.contains(&*text.bytes())),
            Kind::Array | Kind::Object if !values.containers => false,
            _ => self.spend(value.span().len()) && values.others.contains(&equality::canonical(value)),
        }
    }

    #[inline(never)]
    fn in_place(&mut self, step: &'s InPlace, value: Value<'d>) -> bool {
        match step {
            InPlace::Ref(id) => self.schema(*id, value),
            InPlace::DynamicRef(..) | InPlace::RecursiveRef(_) => {
                let id = self.dynamic_target(step);
                id.is_none_or(|id| self.schema(id, value))
            }
            InPlace::AllOf(ids) => {
                let mut good = true;
                for id in ids {
                    if !self.goes_on(good) {
                        return false;
                    }
                    good &= self.schema(*id, value);
                }
                good
            }
            InPlace::AnyOf(ids) => self.any_of(ids, value),
            InPlace::OneOf(ids) => self.one_of(ids, value),
            InPlace::Not(id) => !self.holds_exactly(*id, value) || self.tell("not", &[]),
            InPlace::If { condition, then, otherwise } => {
                let holds = self.holds_exactly(*condition, value);
                let applied = if holds { then } else { otherwise };
                applied.is_none_or(|id| self.schema(id, value))
            }
        }
    }

    /// Where a dynamic reference leads in the current dynamic scope.
    fn dynamic_target(&self, step: &InPlace) -> Option<NodeId> {
        let resources = || self.scope.resources().filter_map(|id| self.graph.resources.get(id));
        match step {
            InPlace::DynamicRef(id, name) => {
                resources().find_map(|resource| resource.dynamic_anchors.get(name).copied()).or(Some(*id))
            }
            InPlace::RecursiveRef(id) => {
                resources().find(|resource| resource.recursive_anchor).map(|resource| resource.root).or(Some(*id))
            }
            _ => None,
        }
    }

    /// Reports an issue at the current path. Always returns `false`, since the value is not good.
    fn tell(&mut self, code: &'static str, params: &[(&str, Param<'_>)]) -> bool {
        self.tell_of(code, None, params)
    }

    /// The same for a member that is missing from the value.
    #[cold]
    #[inline(never)]
    fn tell_of(&mut self, code: &'static str, missing: Option<&str>, params: &[(&str, Param<'_>)]) -> bool {
        if !self.telling || self.is_over() {
            return false;
        }
        if let Some(count) = &mut self.counted {
            *count += 1;
        } else {
            let steps = self.path.iter().map(|step| match step {
                // The tape's indices have 32 bits.
                Step::Index(index) => PathSegment::Index(*index as u32),
                Step::Member(name) => PathSegment::Key(bounded(*name)),
            });
            let path = steps.chain(missing.map(|name| PathSegment::Key(cut(name)))).collect();
            let params = params.iter().map(|(name, param)| ((*name).to_owned(), param.value())).collect();
            self.issues.push(issue(code, path, params));
        }
        false
    }

    /// The same for a member that the value has.
    fn tell_at(&mut self, member: JsonStr<'d>, code: &'static str, params: &[(&str, Param<'_>)]) -> bool {
        self.path.push(Step::Member(member));
        let told = self.tell(code, params);
        self.path.pop();
        told
    }
}

/// `type`.
fn is_type(value: Value<'_>, allowed: Types, integers_have_no_fraction: bool) -> bool {
    if value.kind() != Kind::Number || allowed.has_any(Types::NUMBER) {
        return allowed.has_any(Types::of_kind(value.kind()));
    }
    if !allowed.has_any(Types::INTEGER) || value.is_plain_integer() {
        return allowed.has_any(Types::INTEGER);
    }
    // `1.0`; JavaScript writes integers from 10²¹ on with an exponent, `1.5e+21`.
    let is_fraction = integers_have_no_fraction && !value.span().iter().any(|byte| matches!(byte, b'e' | b'E'));
    !is_fraction && Decimal::new(value.span()).is_integer()
}

/// A text from the data, cut if it is long, without reading all of it.
fn bounded(text: JsonStr<'_>) -> String {
    let span = text.span();
    if span.len() <= LONGEST_TEXT {
        return text.to_cow().into_owned();
    }
    // A code point is one character, or two if it is a spelled surrogate; a character is written with at most 12 bytes:
    // two escapes.
    let (mut end, mut characters) = (0, 0);
    while characters <= 2 * LONGEST_TEXT && end < span.len() {
        end += match span.get(end..).unwrap_or_default() {
            [b'\\', b'u', b'd' | b'D', b'8'..=b'9' | b'a'..=b'b' | b'A'..=b'B', _, _, b'\\', b'u', ..] => 12,
            [b'\\', b'u', ..] => 6,
            [b'\\', ..] => 2,
            [0xF0..=0xFF, ..] => 4,
            [0xE0..=0xEF, ..] => 3,
            [0xC0..=0xDF, ..] => 2,
            _ => 1,
        };
        characters += 1;
    }
    let quoted = [b"\"", span.get(..end).unwrap_or(span), b"\""].concat();
    let mut tape = Tape::new();
    let read = tape.parse(&quoted).ok().and_then(|doc| Some(doc.root().as_str()?.to_cow().into_owned()));
    cut(&read.unwrap_or_default())
}
