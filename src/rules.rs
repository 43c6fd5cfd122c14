//! The wizard's own consistency, which neither the database nor a JSON Schema can say: one function
//! a rule, one code a rule. Knows the stages' field names; speaks only where both sides of a rule
//! are present and of the right type, since the schemas speak of the rest.

use crate::format::date_time::{self, Instant};
use crate::format::uri;
use crate::issue::{Findings, Param, Reported};
use crate::lifecycle::{
    COMPLETED_STAGES, COMPLETION_PERCENTAGE, CURRENT_STAGE, KNOWN_STATUS, Lifecycle, STATUS, STATUS_TRANSITION,
    TransitionError, position, step,
};
use crate::pg::integer::{self, Width};
use crate::session::{MISSING, Session, members};
use crate::stage::number::{self, Decimal};
use crate::tape::{Doc, DocId, Kind, Value, same};
use crate::{names, progress};

/// Places of the stages in the lifecycle.
pub const ORGANIZER: usize = 0;
pub const EVENT: usize = 1;
pub const TICKET: usize = 2;
pub const VENUE: usize = 3;
pub const PAYMENT: usize = 4;

/// The code of every rule, with what it asks for. Transitions are in [`crate::lifecycle`].
pub static CODES: &[(&str, &str)] = &[
    (WEB_ADDRESS_SCHEME, "addresses that attendees follow begin with http:// or https://"),
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

/// A tier's order limits where they are left out; the schema's `default`s.
const DEFAULT_MIN_PER_ORDER: i64 = 1;
const DEFAULT_MAX_PER_ORDER: i64 = 10;

/// Items compared with each other to find repeats; the schemas allow no more tiers or links.
const MOST_COMPARED: usize = 50;

/// The rules that need one stage's data only. `index` is the stage's place in the lifecycle.
pub fn stage(index: usize, data: Value<'_>, findings: &mut Findings) {
    match index {
        ORGANIZER => organizer(data, findings),
        EVENT => event(data, findings),
        TICKET => ticket(data, findings),
        VENUE => {
            let [online_url] = members(data, names!["online_url"]);
            web_address_scheme(online_url, findings);
        }
        PAYMENT => {
            let [descriptor] = members(data, names!["statement_descriptor"]);
            if holds(descriptor, &mut is_odd_descriptor) {
                report(findings, STATEMENT_DESCRIPTOR_CHARACTERS, descriptor);
            }
        }
        _ => {}
    }
}

/// All rules on a session row: those of each stage that is sent or claimed complete, those across
/// stages, and those on the session's own columns. What an update leaves alone is not brought up.
pub fn session(lifecycle: &Lifecycle, session: &Session<'_>, findings: &mut Findings) {
    let completed = session.completed(lifecycle);
    for index in 0..session.count {
        if let Some(data) = session.stage(index)
            && (sent(data) || completed >> index & 1 == 1)
        {
            stage(index, data, findings);
        }
    }
    if let Some((event, ticket)) = touched(session, EVENT, TICKET) {
        tiers_within_event(event, ticket, findings);
    }
    if let Some((event, venue)) = touched(session, EVENT, VENUE) {
        let ([event], [venue]) = (members(event, names!["attendance_mode"]), members(venue, names!["attendance_mode"]));
        if same_text(event, venue) == Some(false) {
            report(findings, ATTENDANCE_MODE_AGREES, venue).source("event", event).source("venue", venue);
        }
    }
    if let Some((ticket, payment)) = touched(session, TICKET, PAYMENT) {
        payment_for_tickets(ticket, payment, findings);
    }
    if let Some(name) = session.column(CURRENT_STAGE)
        && sent(name)
        && position(lifecycle.stages, name).is_none()
    {
        unknown_stage(lifecycle, name, findings);
    }
    if let Some(list) = session.column(COMPLETED_STAGES) {
        completed_stages(lifecycle, session, list, completed, findings);
    }
    if let (Some(from), Some(to)) = (session.stored_status(), session.column(STATUS))
        // Unknown statuses are the database's to refuse.
        && let Err(TransitionError::NotAllowed(allowed)) = lifecycle.transition(from, to)
    {
        step(report(findings, STATUS_TRANSITION, to), from, to, allowed);
    }
}

/// Two stages, if both have data and one is sent: a missing stage silences the rules between it and another.
#[inline(never)]
fn touched<'a>(session: &Session<'a>, one: usize, other: usize) -> Option<(Value<'a>, Value<'a>)> {
    let both = session.stage(one).zip(session.stage(other));
    both.filter(|&(one, other)| sent(one) || sent(other))
}

fn organizer(data: Value<'_>, findings: &mut Findings) {
    let [website, logo_url, links] = members(data, names!["website", "logo_url", "social_links"]);
    web_address_scheme(website, findings);
    web_address_scheme(logo_url, findings);
    let mut networks = Texts::NONE;
    for link in links.elements() {
        let [network, url] = members(link, names!["network", "url"]);
        web_address_scheme(url, findings);
        networks.keep(network);
    }
    networks.repeats(data.doc(), SOCIAL_NETWORK_ONCE, "network", findings);
}

fn event(data: Value<'_>, findings: &mut Findings) {
    let [starts_at, ends_at, cover_image_url] = members(data, names!["starts_at", "ends_at", "cover_image_url"]);
    if out_of_order(starts_at, ends_at, false) {
        report(findings, EVENT_END_AFTER_START, ends_at).source("starts_at", starts_at);
    }
    web_address_scheme(cover_image_url, findings);
}

fn ticket(data: Value<'_>, findings: &mut Findings) {
    let [tiers] = members(data, names!["tiers"]);
    let mut names = Texts::NONE;
    for tier in tiers.elements() {
        let [name, quantity, sales_start, sales_end, least, most] = members(
            tier,
            names!["name", "quantity", "sales_start_at", "sales_end_at", "min_per_order", "max_per_order"],
        );
        if out_of_order(sales_start, sales_end, false) {
            report(findings, SALES_END_AFTER_START, sales_end)
                .source("tier", name)
                .source("sales_start_at", sales_start);
        }
        order_limits(name, least, most, findings);
        let (minimum, quantity) = (integer(least, i64::MIN), integer(quantity, i64::MAX));
        if minimum > quantity {
            report(findings, MINIMUM_PER_ORDER_WITHIN_QUANTITY, least)
                .source("tier", name)
                .integer("minimum", minimum)
                .integer("quantity", quantity);
        }
        names.keep(name);
    }
    names.repeats(data.doc(), TIER_NAME_ONCE, "name", findings);
}

/// `minimum_within_maximum_per_order`. What is no integer exceeds nothing.
fn order_limits(tier: Value<'_>, least: Value<'_>, most: Value<'_>, findings: &mut Findings) {
    let left_out = |value: Value<'_>| value.index() == MISSING;
    let at = if left_out(least) { most } else { least };
    let minimum = if left_out(least) { DEFAULT_MIN_PER_ORDER } else { integer(least, i64::MIN) };
    let maximum = if left_out(most) { DEFAULT_MAX_PER_ORDER } else { integer(most, i64::MAX) };
    // A single limit out of its own range is the schema's.
    if minimum > maximum && maximum >= DEFAULT_MIN_PER_ORDER {
        report(findings, MINIMUM_WITHIN_MAXIMUM_PER_ORDER, at)
            .source("tier", tier)
            .integer("minimum", minimum)
            .integer("maximum", maximum);
    }
}

/// A page that links to `javascript:` or `data:` runs what the organizer wrote.
fn web_address_scheme(address: Value<'_>, findings: &mut Findings) {
    if holds(address, &mut has_other_scheme) {
        report(findings, WEB_ADDRESS_SCHEME, address).source("address", address);
    }
}

/// RFC 3986 section 3.1; what has no scheme is for the schema's format to refuse.
fn has_other_scheme(address: &[u8]) -> bool {
    // The bit makes capital letters small, and of what else a scheme may have no letter.
    let web = |scheme: &[u8]| {
        matches!(scheme.len(), 4 | 5) && scheme.iter().zip(b"https").all(|(byte, web)| byte | 0x20 == *web)
    };
    uri::scheme(address).is_some_and(|scheme| !web(scheme))
}

/// Stripe, Statement descriptor requirements: Latin characters, at least one letter, none of
/// `< > \ ' " *`. Banks print capital ASCII, so Latin is taken as printable ASCII.
fn is_odd_descriptor(descriptor: &[u8]) -> bool {
    let refused = |c: &u8| !matches!(c, b' '..=b'~') || matches!(c, b'<' | b'>' | b'\\' | b'\'' | b'"' | b'*');
    descriptor.iter().any(refused) || !descriptor.iter().any(u8::is_ascii_alphabetic)
}

/// Each tier's sales window, since nobody can use a ticket that is bought after the event, and all quantities together.
fn tiers_within_event(event: Value<'_>, ticket: Value<'_>, findings: &mut Findings) {
    let [ends_at, capacity] = members(event, names!["ends_at", "capacity"]);
    let [tiers] = members(ticket, names!["tiers"]);
    let mut quantities = 0i64;
    for tier in tiers.elements() {
        let [name, quantity, start, end] = members(tier, names!["name", "quantity", "sales_start_at", "sales_end_at"]);
        for (code, at, may_meet) in [(SALES_START_BEFORE_EVENT_END, start, false), (SALES_END_BY_EVENT_END, end, true)]
        {
            if out_of_order(at, ends_at, may_meet) {
                report(findings, code, at).source("tier", name).source("ends_at", ends_at);
            }
        }
        // A quantity below 1 is the schema's.
        quantities = quantities.saturating_add(integer(quantity, 0).max(0));
    }
    let capacity = integer(capacity, i64::MAX);
    if quantities > capacity && tiers.kind() == Kind::Array {
        report(findings, QUANTITIES_WITHIN_CAPACITY, tiers)
            .integer("quantity", quantities)
            .integer("capacity", capacity);
    }
}

/// The payout's currency, and the provider `none`, which takes no payments.
fn payment_for_tickets(ticket: Value<'_>, payment: Value<'_>, findings: &mut Findings) {
    let [currency, tiers] = members(ticket, names!["currency", "tiers"]);
    let [provider, payout] = members(payment, names!["provider", "payout_currency"]);
    if same_text(currency, payout) == Some(false) {
        report(findings, PAYOUT_CURRENCY_AGREES, payout).source("ticket", currency).source("payout", payout);
    }
    if !is(provider, "none") {
        return;
    }
    for tier in tiers.elements() {
        let [name, kind] = members(tier, names!["name", "kind"]);
        if is(kind, "paid") || is(kind, "donation") {
            report(findings, PROVIDER_TAKES_PAYMENTS, provider).source("tier", name);
            return;
        }
    }
}

/// The column of a stage holds nothing.
pub fn stage_data_missing(row: Value<'_>, column: &'static str, findings: &mut Findings) {
    findings.rule(STAGE_HAS_DATA, row, Some(column));
}

/// The list itself, and the columns that have to agree with how many stages it names.
fn completed_stages(
    lifecycle: &Lifecycle,
    session: &Session<'_>,
    list: Value<'_>,
    completed: u8,
    findings: &mut Findings,
) {
    if sent(list) {
        let mut seen = 0u8;
        session.each_completed(lifecycle, &mut |at, stage| match stage {
            None => unknown_stage(lifecycle, at, findings),
            Some(index) if seen >> index & 1 == 1 => {
                report(findings, COMPLETED_STAGE_ONCE, at).param("stage", Param::Text(lifecycle.stages.get(index)));
            }
            Some(index) => seen |= 1 << index,
        });
    }
    let (count, stages) = (completed.count_ones(), lifecycle.stages.len());
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

/// The texts of a list's first items, to find repeats among them.
struct Texts {
    /// Tape indices.
    nodes: [u32; MOST_COMPARED],
    count: usize,
}

impl Texts {
    const NONE: Self = Self { nodes: [0; MOST_COMPARED], count: 0 };

    /// Notes an item's text, or that it has none.
    fn keep(&mut self, text: Value<'_>) {
        if let Some(node) = self.nodes.get_mut(self.count) {
            *node = text.index();
            self.count += 1;
        }
    }

    /// Reports the texts that an earlier item has too. Of more items than the schemas allow, the first are compared:
    /// the comparison is quadratic.
    #[inline(never)]
    fn repeats(&self, doc: &Doc<'_>, code: &'static str, param: &'static str, findings: &mut Findings) {
        for (index, &node) in self.nodes.iter().take(self.count).enumerate() {
            let text = doc.value(node);
            if self.nodes.iter().take(index).any(|&earlier| same_text(doc.value(earlier), text) == Some(true)) {
                report(findings, code, text).source(param, text);
            }
        }
    }
}

/// Whether two strings are equal; `None` unless both are strings.
#[inline(never)]
fn same_text(a: Value<'_>, b: Value<'_>) -> Option<bool> {
    Some(a.as_str()?.eq_value(b.as_str()?))
}

fn is(value: Value<'_>, text: &str) -> bool {
    holds(value, &mut |value| same(value, text.as_bytes()))
}

/// Whether it is a string of which that is true.
#[inline(never)]
fn holds(value: Value<'_>, of: &mut dyn FnMut(&[u8]) -> bool) -> bool {
    value.as_str().is_some_and(|text| of(&text.bytes()))
}

/// Whether both are date-times, and the later one comes first, or meets the other where it may not.
#[inline(never)]
fn out_of_order(earlier: Value<'_>, later: Value<'_>, may_meet: bool) -> bool {
    let Some(earlier) = instant(earlier) else { return false };
    instant(later).is_some_and(|later| later < earlier || later == earlier && !may_meet)
}

#[inline(never)]
fn instant(value: Value<'_>) -> Option<Instant> {
    date_time::instant(&value.as_str()?.bytes())
}

/// An integer as JSON Schema has it: `1`, `1.0` and `1e0` are the same. What is none is as given.
#[inline(never)]
fn integer(value: Value<'_>, otherwise: i64) -> i64 {
    const EXACT: usize = 18; // digits that an i64 always holds
    if value.kind() != Kind::Number {
        return otherwise;
    }
    let text = value.span();
    if !value.is_plain_integer() || text.len() > EXACT {
        return Decimal::new(text).as_i64().unwrap_or(otherwise);
    }
    let magnitude = number::integer(text) as i64;
    if text.first() == Some(&b'-') { -magnitude } else { magnitude }
}
