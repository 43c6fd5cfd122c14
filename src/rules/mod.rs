//! The wizard's own consistency rules, which neither the database nor a JSON Schema can express: one file a stage, one
//! code a rule. Knows the stages' field names. A rule judges only if both sides of its comparison are present and of
//! the right type; everything else is left to the schemas.

mod distinct;
mod event;
mod organizer;
mod payment;
mod secret;
mod stripe;
mod ticket;
mod time_range;
mod venue;

pub use codes::*;

use crate::generated::views::{EventData, OrganizerData, PaymentData, TicketData, TicketDataTiers, VenueData};
use crate::generated::{STAGES, codes};
use crate::session::Session;
use finding::{Findings, Param, Reported};
use json_format::date_time::{self, Instant};
use json_judge::Mode;
use json_tape::{Decimal, DocId, Kind, Value};

/// The organizer stage's index in the lifecycle.
pub const ORGANIZER: usize = 0;
/// The event stage's index in the lifecycle.
pub const EVENT: usize = 1;
/// The ticket stage's index in the lifecycle.
pub const TICKET: usize = 2;
/// The venue stage's index in the lifecycle.
pub const VENUE: usize = 3;
/// The payment stage's index in the lifecycle.
pub const PAYMENT: usize = 4;

/// How many tiers rules look at; no schema allows this many.
const MOST_TIERS: usize = 63;

/// What is to be done with a session's stages; bit i stands for stage i.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    /// The stage is judged.
    pub judged: u8,
    /// The stage is sent, rather than stored.
    pub sent: u8,
    /// The stage is judged as complete.
    pub complete: u8,
}

impl Scope {
    /// Whether the stage is judged.
    #[must_use]
    pub const fn is_judged(self, stage: usize) -> bool {
        self.judged >> stage & 1 == 1
    }

    /// Whether the stage is judged as a draft or as complete.
    #[must_use]
    pub const fn mode(self, stage: usize) -> Mode {
        if self.complete >> stage & 1 == 1 { Mode::Complete } else { Mode::Draft }
    }

    /// Whether at least one of the two stages is sent.
    const fn is_sent(self, one: usize, other: usize) -> bool {
        (self.sent >> one | self.sent >> other) & 1 == 1
    }
}

/// The rules that need only one stage's data. `index` is the stage's index in the lifecycle.
pub fn stage(index: usize, data: Value<'_>, mode: Mode, findings: &mut Findings) {
    match index {
        ORGANIZER => organizer::organizer(&OrganizerData::of(data), findings),
        EVENT => event::event(&EventData::of(data), findings),
        TICKET => ticket::tiers(&TicketData::of(data), mode, findings),
        PAYMENT => payment::payment(&PaymentData::of(data), findings),
        _ => {}
    }
}

/// All rules for a session row: those of each judged stage, and those across stages. What an update leaves alone is not
/// mentioned. If a stage has no data, the rules between it and another are silent.
pub fn session(session: &Session<'_>, scope: Scope, findings: &mut Findings) {
    let organizer = session.stage(ORGANIZER).map(OrganizerData::of);
    let event = session.stage(EVENT).map(EventData::of);
    let ticket = session.stage(TICKET).map(TicketData::of);
    let venue = session.stage(VENUE).map(VenueData::of);
    let payment = session.stage(PAYMENT).map(PaymentData::of);
    if let Some(organizer) = organizer.filter(|_| scope.is_judged(ORGANIZER)) {
        organizer::organizer(&organizer, findings);
    }
    if let Some(event) = event.filter(|_| scope.is_judged(EVENT)) {
        event::event(&event, findings);
    }
    if let Some(ticket) = ticket.filter(|_| scope.is_judged(TICKET)) {
        ticket::tiers(&ticket, scope.mode(TICKET), findings);
    }
    if let Some(payment) = payment.filter(|_| scope.is_judged(PAYMENT)) {
        payment::payment(&payment, findings);
    }
    if let Some((event, ticket)) = event.zip(ticket).filter(|_| scope.is_sent(EVENT, TICKET)) {
        ticket::tiers_of_event(&ticket, &event, findings);
    }
    if let Some((event, venue)) = event.zip(venue).filter(|_| scope.is_sent(EVENT, VENUE)) {
        venue::venue_of_event(&event, &venue, findings);
    }
    if let Some((ticket, payment)) = ticket.zip(payment).filter(|_| scope.is_sent(TICKET, PAYMENT)) {
        payment::payment_for_tickets(&ticket, &payment, findings);
    }
}

/// The ticket tiers that are objects.
fn tiers<'a>(ticket: &TicketData<'a>) -> impl Iterator<Item = TicketDataTiers<'a>> + Clone {
    let elements = ticket.tiers.into_iter().flat_map(Value::elements);
    elements.filter(|tier| tier.kind() == Kind::Object).take(MOST_TIERS).map(TicketDataTiers::of)
}

/// Reports that a stage's column holds no data.
pub fn stage_data_missing(row: Value<'_>, column: &'static [u8], findings: &mut Findings) {
    findings.rule(STAGE_HAS_DATA, row, Some(column));
}

/// Reports a finding at a value.
fn report<'f>(findings: &'f mut Findings, code: &'static str, at: Value<'_>) -> Reported<'f> {
    findings.rule(code, at, None)
}

/// Whether the value is in the row that is sent, rather than in the stored one.
#[must_use]
pub fn sent(value: Value<'_>) -> bool {
    value.at().doc == DocId::Subject
}

/// Whether the stage's schema accepts the value of this property. Of any other value a rule has nothing to say, and so does
/// not repeat it.
fn is_accepted(stage: usize, property: &str, value: Value<'_>) -> bool {
    let schema = STAGES.get(stage).and_then(|stage| stage.property(property));
    schema.is_some_and(|schema| json_judge::is_met(schema, value, Mode::Complete))
}

/// Whether the value is this string.
fn is(value: Option<Value<'_>>, text: &str) -> bool {
    holds(value, |value| value == text.as_bytes())
}

/// Whether the value is a string that satisfies the predicate.
fn holds(value: Option<Value<'_>>, of: impl Fn(&[u8]) -> bool) -> bool {
    value.and_then(Value::as_str).is_some_and(|text| text.map(of))
}

/// The value as a param; null if there is no value.
fn told(value: Option<Value<'_>>) -> Param {
    value.map_or(Param::Null, |value| Param::Source(value.at()))
}

/// The instant of a date-time; `None` if there is no value, or if it is not a date-time, which the schema reports.
fn instant(value: Option<Value<'_>>) -> Option<Instant> {
    value?.as_str()?.map(date_time::instant)
}

/// An integer as JSON Schema defines it: `1`, `1.0` and `1e0` are the same. `None` if the value is not an integer.
fn integer(value: Option<Value<'_>>) -> Option<i64> {
    let value = value?;
    match value.whole_part() {
        Some((integer, 0)) => Some(integer),
        _ if value.kind() == Kind::Number => Decimal::new(value.span()).as_i64(),
        _ => None,
    }
}
