//! The wizard's own consistency, which neither the database nor a JSON Schema can say: one function
//! a rule, one code a rule. Knows the stages' field names; speaks only where both sides of a rule
//! are present and of the right type, since the schemas speak of the rest.

use alloc::boxed::Box;

use crate::format::date_time::{self, Instant};
use crate::format::uri;
use crate::generated::members::{
    ORGANIZER_DATA_SOCIAL_LINKS, TICKET_DATA_TIERS, event_data, organizer_data, organizer_data_social_links,
    payment_data, ticket_data, ticket_data_tiers as tier, venue_data,
};
use crate::issue::{Findings, Param, Reported};
use crate::lifecycle::{
    COMPLETED_STAGES, COMPLETION_PERCENTAGE, CURRENT_STAGE, KNOWN_STATUS, Lifecycle, STATUS, STATUS_TRANSITION,
    TransitionError, position, step,
};
use crate::number::Decimal;
use crate::pg::integer::{self, Width};
use crate::progress;
use crate::session::{MAX_STAGES, MISSING, Session};
use crate::stage::{Mode, NO_SLOTS, Slots};
use crate::tape::{Doc, DocId, Kind, Value, same};

/// Places of the stages in the lifecycle.
pub const ORGANIZER: usize = 0;
pub const EVENT: usize = 1;
pub const TICKET: usize = 2;
pub const VENUE: usize = 3;
pub const PAYMENT: usize = 4;

/// The code of every rule, with what it asks for. Transitions are in [`crate::lifecycle`].
pub static CODES: &[(&str, &str)] = &[
    (WEB_ADDRESS_SCHEME, "addresses that attendees follow begin with http:// or https://"),
    (WEB_ADDRESS_HOST, "addresses that attendees follow name a host"),
    (SOCIAL_NETWORK_ONCE, "each network has one link"),
    (EVENT_END_AFTER_START, "the event ends after it starts"),
    (SALES_END_AFTER_START, "a tier's sales end after they start"),
    (SALES_START_BEFORE_EVENT_END, "a tier's sales start before the event ends"),
    (SALES_END_BY_EVENT_END, "a tier's sales end when the event ends, at the latest"),
    (MINIMUM_WITHIN_MAXIMUM_PER_ORDER, "a tier's minimum per order is not above its maximum"),
    (MINIMUM_PER_ORDER_WITHIN_QUANTITY, "a tier's minimum per order is not above its quantity"),
    (TIER_NAME_ONCE, "tiers differ in name"),
    (QUANTITIES_WITHIN_CAPACITY, "all tiers together have no more tickets than the event has room"),
    (ATTENDANCE_MODE_AGREES, "the venue's attendance mode is the event's"),
    (PAYOUT_CURRENCY_AGREES, "payouts are in the tickets' currency"),
    (PROVIDER_TAKES_PAYMENTS, "where a tier is paid or a donation, a provider takes payments"),
    (STATEMENT_DESCRIPTOR_CHARACTERS, "the statement descriptor has a letter, and Stripe's characters only"),
    (STAGE_HAS_DATA, "a stage that is named in completed_stages has data"),
    (KNOWN_STAGE, "current_stage and completed_stages name stages of the wizard"),
    (COMPLETED_STAGE_ONCE, "completed_stages names no stage twice"),
    (COMPLETION_PERCENTAGE_AGREES, "completion_percentage is the share of the stages completed"),
    (ALL_STAGES_COMPLETED, "a session in a finished status has every stage completed"),
    (KNOWN_STATUS, "checkTransition is asked about statuses of the wizard"),
    (STATUS_TRANSITION, "the status may follow the one that is stored"),
];

/// At the address; params `address`.
pub const WEB_ADDRESS_SCHEME: &str = "web_address_scheme";
/// At the address; params `address`.
pub const WEB_ADDRESS_HOST: &str = "web_address_host";
/// At the later link's network; params `network`.
pub const SOCIAL_NETWORK_ONCE: &str = "social_network_once";
/// At the end; params `starts_at`.
pub const EVENT_END_AFTER_START: &str = "event_end_after_start";
/// At the end; params `tier` (its name), `sales_start_at`.
pub const SALES_END_AFTER_START: &str = "sales_end_after_start";
/// At the start; params `tier`, `ends_at`.
pub const SALES_START_BEFORE_EVENT_END: &str = "sales_start_before_event_end";
/// At the end; params `tier`, `ends_at`.
pub const SALES_END_BY_EVENT_END: &str = "sales_end_by_event_end";
/// At the minimum; params `tier`, `minimum`, `maximum`.
pub const MINIMUM_WITHIN_MAXIMUM_PER_ORDER: &str = "minimum_within_maximum_per_order";
/// At the minimum; params `tier`, `minimum`, `quantity`.
pub const MINIMUM_PER_ORDER_WITHIN_QUANTITY: &str = "minimum_per_order_within_quantity";
/// At the later tier's name; params `name`.
pub const TIER_NAME_ONCE: &str = "tier_name_once";
/// At the tiers; params `quantity` (of all), `capacity`.
pub const QUANTITIES_WITHIN_CAPACITY: &str = "quantities_within_capacity";
/// At the venue's mode; params `event`, `venue`.
pub const ATTENDANCE_MODE_AGREES: &str = "attendance_mode_agrees";
/// At the payout currency; params `ticket`, `payout`.
pub const PAYOUT_CURRENCY_AGREES: &str = "payout_currency_agrees";
/// At the provider; params `tier`.
pub const PROVIDER_TAKES_PAYMENTS: &str = "provider_takes_payments";
/// At the descriptor; no params.
pub const STATEMENT_DESCRIPTOR_CHARACTERS: &str = "statement_descriptor_characters";
/// At the stage's column, which is missing; no params.
pub const STAGE_HAS_DATA: &str = "stage_has_data";
/// At the name; params `stage`, `allowed`.
pub const KNOWN_STAGE: &str = "known_stage";
/// At the later name; params `stage`.
pub const COMPLETED_STAGE_ONCE: &str = "completed_stage_once";
/// At the percentage; params `expected`, `actual`.
pub const COMPLETION_PERCENTAGE_AGREES: &str = "completion_percentage_agrees";
/// At the status; params `status`, `completed` and `stages`, both counts.
pub const ALL_STAGES_COMPLETED: &str = "all_stages_completed";

/// Stands for an integer that is none: it exceeds nothing.
const NONE: i64 = i64::MIN;

/// A tier's order limits where complete data leaves them out; the schema's `default`s. A draft may have yet to say them.
const DEFAULT_MIN_PER_ORDER: i64 = 1;
const DEFAULT_MAX_PER_ORDER: i64 = 10;

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
    let root = data.root();
    let address = match index {
        ORGANIZER => {
            web_address(root.get(organizer_data::WEBSITE), findings);
            web_address(root.get(organizer_data::LOGO_URL), findings);
            let links = data.elements(ORGANIZER_DATA_SOCIAL_LINKS);
            for slots in links {
                let link = Object { doc: data.doc, slots };
                web_address(link.get(organizer_data_social_links::URL), findings);
            }
            let network = organizer_data_social_links::NETWORK;
            return repeats(data.doc, links, network, SOCIAL_NETWORK_ONCE, "network", findings);
        }
        EVENT => {
            let (starts_at, ends_at) = (root.get(event_data::STARTS_AT), root.get(event_data::ENDS_AT));
            if is_above(&instant(starts_at), &instant(ends_at), true) {
                report(findings, EVENT_END_AFTER_START, ends_at).source("starts_at", starts_at);
            }
            event_data::COVER_IMAGE_URL
        }
        TICKET => return tiers(data, Some(mode), None, findings),
        VENUE => venue_data::ONLINE_URL,
        _ => {
            let descriptor = root.get(payment_data::STATEMENT_DESCRIPTOR);
            if holds(descriptor, &mut is_odd_descriptor) {
                report(findings, STATEMENT_DESCRIPTOR_CHARACTERS, descriptor);
            }
            return;
        }
    };
    web_address(root.get(address), findings);
}

/// All rules on a session row: those of each stage that is judged, those across stages, and those on the session's
/// own columns. What an update leaves alone is not brought up.
pub fn session(lifecycle: &Lifecycle, session: &Session<'_>, walked: &Walked<'_>, findings: &mut Findings) {
    for index in 0..session.count {
        let is_judged = walked.judged >> index & 1 == 1;
        let mode = if walked.complete >> index & 1 == 1 { Mode::Complete } else { Mode::Draft };
        if index == TICKET {
            // One pass over the tiers, for both.
            let event = walked.touched(session, EVENT, TICKET).map(|(event, _)| event.root());
            if let Some(data) = walked.stage(session, TICKET) {
                tiers(data, is_judged.then_some(mode), event, findings);
            }
        } else if is_judged && let Some(data) = walked.stage(session, index) {
            stage(index, data, mode, findings);
        }
    }
    if let Some((event, venue)) = walked.touched(session, EVENT, VENUE) {
        let (event, venue) =
            (event.root().get(event_data::ATTENDANCE_MODE), venue.root().get(venue_data::ATTENDANCE_MODE));
        if event.same_text(venue) == Some(false) {
            report(findings, ATTENDANCE_MODE_AGREES, venue).source("event", event).source("venue", venue);
        }
    }
    if let Some((ticket, payment)) = walked.touched(session, TICKET, PAYMENT) {
        payment_for_tickets(ticket, payment.root(), findings);
    }
    if let Some(name) = session.column(CURRENT_STAGE)
        && sent(name)
        && position(lifecycle.stages, name).is_none()
    {
        unknown_stage(lifecycle, name, findings);
    }
    if let Some(list) = session.column(COMPLETED_STAGES) {
        completed_stages(lifecycle, session, list, findings);
    }
    if let (Some(from), Some(to)) = (session.stored_status(), session.column(STATUS))
        // Unknown statuses are the database's to refuse.
        && let Err(TransitionError::NotAllowed(allowed)) = lifecycle.transition(from, to)
    {
        step(report(findings, STATUS_TRANSITION, to), from, to, allowed);
    }
}

/// Each tier by itself, if that is asked for; beside the event its sales window, since nobody can use a ticket that is bought after
/// the event; then all together.
fn tiers(data: Data<'_>, own: Option<Mode>, event: Option<Object<'_>>, findings: &mut Findings) {
    let event = event.unwrap_or(Object { doc: data.doc, slots: &NO_SLOTS });
    let ends_at = event.get(event_data::ENDS_AT);
    let event_end = instant(ends_at);
    let tiers = data.elements(TICKET_DATA_TIERS);
    let mut quantities = 0i64;
    for slots in tiers {
        let get = |slot| Object { doc: data.doc, slots }.get(slot);
        let (name, start_at, end_at) = (get(tier::NAME), get(tier::SALES_START_AT), get(tier::SALES_END_AT));
        let (start, end) = (instant(start_at), instant(end_at));
        let quantity = integer(get(tier::QUANTITY), NONE);
        if let Some(mode) = own {
            if is_above(&start, &end, true) {
                report(findings, SALES_END_AFTER_START, end_at).source("tier", name).source("sales_start_at", start_at);
            }
            let most = get(tier::MAX_PER_ORDER);
            if mode == Mode::Complete || most.index() != MISSING {
                most_per_order(name, get(tier::MIN_PER_ORDER), most, findings);
            }
            least_of_quantity(name, get(tier::MIN_PER_ORDER), quantity, findings);
        }
        for (code, at, instant, or_equal) in
            [(SALES_START_BEFORE_EVENT_END, start_at, &start, true), (SALES_END_BY_EVENT_END, end_at, &end, false)]
        {
            if is_above(instant, &event_end, or_equal) {
                report(findings, code, at).source("tier", name).source("ends_at", ends_at);
            }
        }
        // A quantity below 1 is the schema's.
        quantities = quantities.saturating_add(quantity.max(0));
    }
    if own.is_some() {
        repeats(data.doc, tiers, tier::NAME, TIER_NAME_ONCE, "name", findings);
    }
    let capacity = integer(event.get(event_data::CAPACITY), i64::MAX);
    if quantities > capacity {
        report(findings, QUANTITIES_WITHIN_CAPACITY, data.root().get(ticket_data::TIERS))
            .integer("quantity", quantities)
            .integer("capacity", capacity);
    }
}

/// A tier's minimum per order against its maximum. What is no integer exceeds nothing.
fn most_per_order(tier: Value<'_>, least: Value<'_>, most: Value<'_>, findings: &mut Findings) {
    let left_out = |value: Value<'_>| value.index() == MISSING;
    let at = if left_out(least) { most } else { least };
    let minimum = if left_out(least) { DEFAULT_MIN_PER_ORDER } else { integer(least, NONE) };
    let maximum = if left_out(most) { DEFAULT_MAX_PER_ORDER } else { integer(most, i64::MAX) };
    // A single limit out of its own range is the schema's.
    if minimum > maximum && maximum >= DEFAULT_MIN_PER_ORDER {
        report(findings, MINIMUM_WITHIN_MAXIMUM_PER_ORDER, at)
            .source("tier", tier)
            .integer("minimum", minimum)
            .integer("maximum", maximum);
    }
}

/// A tier's minimum per order against its quantity, by the same reasoning.
fn least_of_quantity(tier: Value<'_>, least: Value<'_>, quantity: i64, findings: &mut Findings) {
    let minimum = integer(least, NONE);
    if minimum > quantity && quantity != NONE {
        report(findings, MINIMUM_PER_ORDER_WITHIN_QUANTITY, least)
            .source("tier", tier)
            .integer("minimum", minimum)
            .integer("quantity", quantity);
    }
}

/// A page that links to `javascript:` or `data:` runs what the organizer wrote; and what has only been begun, like
/// `https://`, leads nowhere.
fn web_address(address: Value<'_>, findings: &mut Findings) {
    if holds(address, &mut has_other_scheme) {
        report(findings, WEB_ADDRESS_SCHEME, address).source("address", address);
    } else if holds(address, &mut lacks_host) {
        report(findings, WEB_ADDRESS_HOST, address).source("address", address);
    }
}

/// RFC 9110 section 4.2: http and https addresses have an authority whose host is not empty.
fn lacks_host(address: &[u8]) -> bool {
    let Some(scheme) = uri::scheme(address) else { return false };
    let Some(rest) = address.get(scheme.len()..).and_then(|rest| rest.strip_prefix(b"://")) else { return true };
    let authority = rest.split(|byte| matches!(byte, b'/' | b'?' | b'#')).next().unwrap_or_default();
    let host = authority.rsplit(|byte| *byte == b'@').next().unwrap_or_default();
    matches!(host, [] | [b':', ..])
}

/// RFC 3986 section 3.1; what has no scheme is for the schema's format to refuse.
fn has_other_scheme(address: &[u8]) -> bool {
    // The bit makes capital letters small, and of what else a scheme may have no letter.
    let web = |scheme: &[u8]| {
        matches!(scheme.len(), 4 | 5) && scheme.iter().zip(b"https").all(|(byte, web)| byte | 0x20 == *web)
    };
    !address.starts_with(b"https:") && uri::scheme(address).is_some_and(|scheme| !web(scheme))
}

/// Stripe, Statement descriptor requirements: Latin characters, at least one letter, none of
/// `< > \ ' " *`. Banks print capital ASCII, so Latin is taken as printable ASCII.
fn is_odd_descriptor(descriptor: &[u8]) -> bool {
    let refused = |c: &u8| !matches!(c, b' '..=b'~') || matches!(c, b'<' | b'>' | b'\\' | b'\'' | b'"' | b'*');
    descriptor.iter().any(refused) || !descriptor.iter().any(u8::is_ascii_alphabetic)
}

/// The payout's currency, and the provider `none`, which takes no payments.
fn payment_for_tickets(ticket: Data<'_>, payment: Object<'_>, findings: &mut Findings) {
    let currency = ticket.root().get(ticket_data::CURRENCY);
    let payout = payment.get(payment_data::PAYOUT_CURRENCY);
    if currency.same_text(payout) == Some(false) {
        report(findings, PAYOUT_CURRENCY_AGREES, payout).source("ticket", currency).source("payout", payout);
    }
    let provider = payment.get(payment_data::PROVIDER);
    if !is(provider, "none") {
        return;
    }
    for slots in ticket.elements(TICKET_DATA_TIERS) {
        let tier = Object { doc: ticket.doc, slots };
        let kind = tier.get(tier::KIND);
        if is(kind, "paid") || is(kind, "donation") {
            report(findings, PROVIDER_TAKES_PAYMENTS, provider).source("tier", tier.get(tier::NAME));
            return;
        }
    }
}

/// The column of a stage holds nothing.
pub fn stage_data_missing(row: Value<'_>, column: &'static [u8], findings: &mut Findings) {
    findings.rule(STAGE_HAS_DATA, row, Some(column));
}

/// The list itself, and the columns that have to agree with how many stages it names.
fn completed_stages(lifecycle: &Lifecycle, session: &Session<'_>, list: Value<'_>, findings: &mut Findings) {
    if session.is_odd && sent(list) {
        let mut seen = 0u8;
        session.each_completed(lifecycle, &mut |at, stage| match stage {
            None => unknown_stage(lifecycle, at, findings),
            Some(index) if seen >> index & 1 == 1 => {
                report(findings, COMPLETED_STAGE_ONCE, at).param("stage", Param::Name(lifecycle.stages.bytes(index)));
            }
            Some(index) => seen |= 1 << index,
        });
    }
    let (count, stages) = (session.completed.count_ones(), lifecycle.stages.len());
    if let Some(percentage) = session.column(COMPLETION_PERCENTAGE)
        && (sent(percentage) || sent(list))
    {
        let expected = i64::from(progress::percentage(count, stages));
        // PostgreSQL reads an integer from a string too; what it cannot read is its own issue.
        let actual = match percentage.as_str() {
            Some(digits) => integer::parse(&digits.bytes(), Width::Integer).unwrap_or(expected),
            None => integer(percentage, expected),
        };
        if actual != expected {
            report(findings, COMPLETION_PERCENTAGE_AGREES, percentage)
                .integer("expected", expected)
                .source("actual", percentage);
        }
    }
    if let Some(status) = session.column(STATUS)
        && (sent(status) || sent(list))
        && (count as usize) < stages
        && position(lifecycle.finished, status).is_some()
    {
        report(findings, ALL_STAGES_COMPLETED, status)
            .source("status", status)
            .integer("completed", count.into())
            .integer("stages", i64::try_from(stages).unwrap_or(i64::MAX));
    }
}

fn unknown_stage(lifecycle: &Lifecycle, at: Value<'_>, findings: &mut Findings) {
    report(findings, KNOWN_STAGE, at).source("stage", at).param("allowed", Param::Names(lifecycle.stages));
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

/// Reports the texts in that slot that an earlier object has too.
#[inline(never)]
fn repeats(
    doc: &Doc<'_>,
    objects: &[Box<Slots>],
    slot: u8,
    code: &'static str,
    param: &'static str,
    findings: &mut Findings,
) {
    for (index, slots) in objects.iter().enumerate() {
        let text = Object { doc, slots }.get(slot);
        let mut earlier = objects.iter().take(index).map(|slots| Object { doc, slots }.get(slot));
        if earlier.any(|earlier| earlier.same_text(text) == Some(true)) {
            report(findings, code, text).source(param, text);
        }
    }
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
