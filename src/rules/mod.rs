//! The wizard's own consistency, which neither the database nor a JSON Schema can say: one file a stage, one code a rule.
//! Knows the stages' field names; speaks only where both sides of a rule are present and of the right type, since the
//! schemas speak of the rest.

mod columns;
mod distinct;
mod event;
mod organizer;
mod payment;
mod secret;
mod stripe;
mod ticket;
mod venue;

use alloc::boxed::Box;

pub use codes::*;

use crate::generated::codes;
use crate::lifecycle::Lifecycle;
use crate::session::{MAX_STAGES, MISSING, Session};
use finding::{Findings, Reported};
use json_format::date_time::{self, Instant};
use json_judge::{Mode, NO_SLOTS, Slots};
use json_tape::Decimal;
use json_tape::{Doc, DocId, Kind, Value, same};

/// Places of the stages in the lifecycle.
pub const ORGANIZER: usize = 0;
pub const EVENT: usize = 1;
pub const TICKET: usize = 2;
pub const VENUE: usize = 3;
pub const PAYMENT: usize = 4;

/// Stands for an integer that is none: it exceeds nothing.
const NONE: i64 = i64::MIN;

/// A stage's data as the walk of its schema found it: the members of the objects that rules speak of.
#[derive(Clone, Copy, Debug)]
pub struct Data<'a> {
    pub doc: &'a Doc<'a>,
    pub kept: &'a [Box<Slots>],
}

/// The members of one object, by slot.
#[derive(Clone, Copy, Debug)]
struct Object<'a> {
    doc: &'a Doc<'a>,
    slots: &'a Slots,
}

impl<'a> Data<'a> {
    /// All of the data; without members if it is no object.
    fn root(self) -> Object<'a> {
        let slots = self.kept.last().map_or(&NO_SLOTS, |slots| slots);
        Object { doc: self.doc, slots }
    }

    /// The elements of one array, by its number in `generated::members`.
    #[inline(never)]
    fn elements(self, kept: u8) -> &'a [Box<Slots>] {
        let before = self.kept.iter().take_while(|slots| slots.kept != kept).count();
        let elements = self.kept.get(before..).unwrap_or_default();
        elements.get(..elements.iter().take_while(|slots| slots.kept == kept).count()).unwrap_or_default()
    }

    /// The same, to be asked for their members.
    fn objects(self, kept: u8) -> impl Iterator<Item = Object<'a>> + Clone {
        self.elements(kept).iter().map(move |slots| Object { doc: self.doc, slots })
    }
}

impl<'a> Object<'a> {
    /// The member in that slot; null and empty if there is none.
    #[inline]
    fn get(self, slot: u8) -> Value<'a> {
        self.doc.value(self.slots.get(slot).unwrap_or(MISSING))
    }
}

/// The stages of a session as the walk of their schemas found them.
#[derive(Debug)]
pub struct Walked<'k> {
    pub kept: &'k [Box<Slots>],
    /// Where the objects of each stage end in `kept`; they begin where those of the stage before it end.
    pub ends: [usize; MAX_STAGES],
    /// Bit i: stage i is judged, rather than looked at because another has to agree with it.
    pub judged: u8,
    /// Bit i: stage i is sent, rather than stored.
    pub sent: u8,
    /// Bit i: stage i is judged as complete.
    pub complete: u8,
}

impl<'k> Walked<'k> {
    fn stage<'a>(&self, session: &Session<'a>, index: usize) -> Option<Data<'a>>
    where
        'k: 'a,
    {
        let end = self.ends.get(index).copied()?;
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before).copied()).unwrap_or(0);
        Some(Data { doc: session.stage(index)?.doc(), kept: self.kept.get(start..end)? })
    }

    /// Two stages, if both have data and one is sent: a missing stage silences the rules between it and another.
    #[inline(never)]
    fn touched<'a>(&self, session: &Session<'a>, one: usize, other: usize) -> Option<(Data<'a>, Data<'a>)>
    where
        'k: 'a,
    {
        if self.sent & (1 << one | 1 << other) == 0 {
            return None;
        }
        self.stage(session, one).zip(self.stage(session, other))
    }
}

/// For each stage, those that have to agree with it, a bit each.
pub const RELATED: [u8; 5] = [0, 1 << TICKET | 1 << VENUE, 1 << EVENT | 1 << PAYMENT, 1 << EVENT, 1 << TICKET];

/// The rules that need one stage's data only. `index` is the stage's place in the lifecycle.
pub fn stage(index: usize, data: Data<'_>, mode: Mode, findings: &mut Findings) {
    match index {
        ORGANIZER => organizer::organizer(data.root(), findings),
        EVENT => event::event(data.root(), findings),
        TICKET => ticket::tiers(data, mode, findings),
        PAYMENT => payment::payment(data.root(), findings),
        _ => {}
    }
}

/// All rules on a session row: those of each stage that is judged, those across stages, and those on the session's
/// own columns. What an update leaves alone is not brought up.
pub fn session(lifecycle: &Lifecycle, session: &Session<'_>, walked: &Walked<'_>, findings: &mut Findings) {
    for index in 0..session.count {
        let mode = if walked.complete >> index & 1 == 1 { Mode::Complete } else { Mode::Draft };
        if walked.judged >> index & 1 == 1
            && let Some(data) = walked.stage(session, index)
        {
            stage(index, data, mode, findings);
        }
    }
    if let Some((event, ticket)) = walked.touched(session, EVENT, TICKET) {
        ticket::tiers_of_event(ticket, event.root(), findings);
    }
    if let Some((event, venue)) = walked.touched(session, EVENT, VENUE) {
        venue::venue_of_event(event.root(), venue.root(), findings);
    }
    if let Some((ticket, payment)) = walked.touched(session, TICKET, PAYMENT) {
        payment::payment_for_tickets(ticket, payment.root(), findings);
    }
    columns::columns(lifecycle, session, findings);
}

/// The column of a stage holds nothing.
pub fn stage_data_missing(row: Value<'_>, column: &'static [u8], findings: &mut Findings) {
    findings.rule(STAGE_HAS_DATA, row, Some(column));
}

/// Reports at a value.
fn report<'f>(findings: &'f mut Findings, code: &'static str, at: Value<'_>) -> Reported<'f> {
    findings.rule(code, at, None)
}

/// Whether the value stands in the row that is sent, rather than in the stored one.
#[must_use]
pub fn sent(value: Value<'_>) -> bool {
    value.at().doc == DocId::Subject
}

fn is(value: Value<'_>, text: &str) -> bool {
    holds(value, &mut |value| same(value, text.as_bytes()))
}

/// Whether it is a string of which that is true.
#[inline(never)]
fn holds(value: Value<'_>, of: &mut dyn FnMut(&[u8]) -> bool) -> bool {
    value.as_str().is_some_and(|text| of(&text.bytes()))
}

/// Whether both are date-times, and the first is later, or perhaps equal.
#[inline(never)]
fn is_above(first: &Option<Instant>, second: &Option<Instant>, or_equal: bool) -> bool {
    matches!((first, second), (Some(first), Some(second)) if first > second || or_equal && first == second)
}

#[inline(never)]
fn instant(value: Value<'_>) -> Option<Instant> {
    value.seen().as_str()?.map(date_time::instant)
}

/// An integer as JSON Schema has it: `1`, `1.0` and `1e0` are the same. What is none is as given.
#[inline(never)]
fn integer(value: Value<'_>, otherwise: i64) -> i64 {
    match value.whole_part() {
        Some((integer, 0)) => integer,
        _ if value.kind() == Kind::Number => Decimal::new(value.span()).as_i64().unwrap_or(otherwise),
        _ => otherwise,
    }
}
