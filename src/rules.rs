//! The wizard's own consistency, which neither the database nor a JSON Schema can say: one function
//! a rule, one code a rule. Knows the stages' field names; speaks only where both sides of a rule
//! are present and of the right type, since the schemas speak of the rest.

use alloc::borrow::Cow;

use crate::format::date_time::{self, Instant};
use crate::format::uri;
use crate::issue::{Finding, Findings, Param, Reported};
use crate::lifecycle::{KNOWN_STATUS, Lifecycle, STATUS_TRANSITION};
use crate::names;
use crate::names::Names;
use crate::pg::integer::{self, Width};
use crate::progress;
use crate::session::{Session, literal_elements};
use crate::stage::number::Decimal;
use crate::tape::{DocId, JsonStr, Kind, Value};

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
        EVENT => {
            let event = Event::read(Some(data));
            event_end_after_start(&event, findings);
            web_address_scheme(event.cover_image_url, findings);
        }
        TICKET => {
            if let Some(list) = tiers(data) {
                ticket(list, findings);
            }
        }
        VENUE => {
            let [online_url] = members(Some(data), names!["online_url"]);
            web_address_scheme(online_url, findings);
        }
        PAYMENT => {
            let [descriptor] = members(Some(data), names!["statement_descriptor"]);
            statement_descriptor_characters(descriptor, findings);
        }
        _ => {}
    }
}

/// All rules on a session row: those of each stage that is sent or claimed complete, those across
/// stages, and those on the session's own columns. What an update leaves alone is not brought up.
pub fn session(lifecycle: &Lifecycle, session: &Session<'_>, findings: &mut Findings) {
    let completed = session.completed(lifecycle);
    for (index, data) in session.stages.iter().enumerate() {
        if let Some(data) = data
            && (session.sent | completed) >> index & 1 == 1
        {
            stage(index, *data, findings);
        }
    }
    let data = |index: usize| session.stages.get(index).copied().flatten();
    across_stages(data(EVENT), data(TICKET), data(VENUE), data(PAYMENT), findings);

    known_stage(lifecycle, session.current_stage, findings);
    completed_stages(lifecycle, session.completed_stages, findings);
    completion_percentage_agrees(lifecycle, session, completed, findings);
    all_stages_completed(lifecycle, session, completed, findings);
    status_transition(lifecycle, session, findings);
}

/// The rules between one stage and another; a missing stage silences those that need it.
fn across_stages(
    event: Option<Value<'_>>,
    ticket: Option<Value<'_>>,
    venue: Option<Value<'_>>,
    payment: Option<Value<'_>>,
    findings: &mut Findings,
) {
    let touched = |one: Option<Value<'_>>, other: Option<Value<'_>>| match (one, other) {
        (Some(one), Some(other)) => sent(one) || sent(other),
        _ => false,
    };
    if touched(event, ticket) || touched(event, venue) {
        let facts = Event::read(event);
        if touched(event, ticket)
            && let Some(list) = ticket.and_then(tiers)
        {
            tiers_within_event(list, &facts, findings);
        }
        if touched(event, venue) {
            attendance_mode_agrees(&facts, venue, findings);
        }
    }
    if touched(ticket, payment) {
        let [currency, list] = members(ticket, names!["currency", "tiers"]);
        let [provider, payout_currency] = members(payment, names!["provider", "payout_currency"]);
        payout_currency_agrees(currency, payout_currency, findings);
        provider_takes_payments(list, provider, findings);
    }
}

/// What the rules read of the event stage.
struct Event<'a> {
    starts_at: Option<Value<'a>>,
    ends_at: Option<Value<'a>>,
    capacity: Option<Value<'a>>,
    attendance_mode: Option<Value<'a>>,
    cover_image_url: Option<Value<'a>>,
}

impl<'a> Event<'a> {
    fn read(data: Option<Value<'a>>) -> Self {
        let [starts_at, ends_at, capacity, attendance_mode, cover_image_url] =
            members(data, names!["starts_at", "ends_at", "capacity", "attendance_mode", "cover_image_url"]);
        Self { starts_at, ends_at, capacity, attendance_mode, cover_image_url }
    }
}

/// What the rules read of one tier.
struct Tier<'a> {
    name: Option<Value<'a>>,
    quantity: Option<Value<'a>>,
    sales_start_at: Option<Value<'a>>,
    sales_end_at: Option<Value<'a>>,
    min_per_order: Option<Value<'a>>,
    max_per_order: Option<Value<'a>>,
}

impl<'a> Tier<'a> {
    fn read(tier: Value<'a>) -> Self {
        let [name, quantity, sales_start_at, sales_end_at, min_per_order, max_per_order] = members(
            Some(tier),
            names!["name", "quantity", "sales_start_at", "sales_end_at", "min_per_order", "max_per_order"],
        );
        Self { name, quantity, sales_start_at, sales_end_at, min_per_order, max_per_order }
    }

    fn name(&self) -> Param {
        self.name.map_or(Param::Null, source)
    }
}

/// The tiers, if they are an array.
fn tiers(ticket: Value<'_>) -> Option<Value<'_>> {
    ticket.get("tiers").filter(|list| list.kind() == Kind::Array)
}

fn organizer(data: Value<'_>, findings: &mut Findings) {
    let [website, logo_url, social_links] = members(Some(data), names!["website", "logo_url", "social_links"]);
    web_address_scheme(website, findings);
    web_address_scheme(logo_url, findings);
    let Some(links) = social_links else { return };
    for link in links.elements() {
        let [url] = members(Some(link), names!["url"]);
        web_address_scheme(url, findings);
    }
    social_network_once(links, findings);
}

fn ticket(list: Value<'_>, findings: &mut Findings) {
    for tier in list.elements().map(Tier::read) {
        sales_end_after_start(&tier, findings);
        minimum_within_maximum_per_order(&tier, findings);
        minimum_per_order_within_quantity(&tier, findings);
    }
    tier_name_once(list, findings);
}

/// A page that links to `javascript:` or `data:` runs what the organizer wrote.
fn web_address_scheme(address: Option<Value<'_>>, findings: &mut Findings) {
    let Some((value, address)) = text(address) else { return };
    // RFC 3986 section 3.1; what has no scheme is for the schema's format to refuse.
    let Some(scheme) = uri::scheme(&address) else { return };
    if !scheme.eq_ignore_ascii_case(b"https") && !scheme.eq_ignore_ascii_case(b"http") {
        report(findings, WEB_ADDRESS_SCHEME, value).param("address", source(value));
    }
}

fn social_network_once(links: Value<'_>, findings: &mut Findings) {
    repeats(links, "network", &mut |network| {
        report(findings, SOCIAL_NETWORK_ONCE, network).param("network", source(network));
    });
}

fn event_end_after_start(event: &Event<'_>, findings: &mut Findings) {
    if let (Some((start, starts_at)), Some((end, ends_at))) = (instant(event.starts_at), instant(event.ends_at))
        && ends_at <= starts_at
    {
        report(findings, EVENT_END_AFTER_START, end).param("starts_at", source(start));
    }
}

fn sales_end_after_start(tier: &Tier<'_>, findings: &mut Findings) {
    if let (Some((start, starts_at)), Some((end, ends_at))) = (instant(tier.sales_start_at), instant(tier.sales_end_at))
        && ends_at <= starts_at
    {
        report(findings, SALES_END_AFTER_START, end).param("tier", tier.name()).param("sales_start_at", source(start));
    }
}

/// Each tier's sales window, and all quantities together.
fn tiers_within_event(list: Value<'_>, event: &Event<'_>, findings: &mut Findings) {
    let mut quantities = 0i64;
    for tier in list.elements().map(Tier::read) {
        sales_within_event(&tier, event, findings);
        // A quantity below 1 is the schema's.
        quantities = quantities.saturating_add(tier.quantity.and_then(integer).unwrap_or(0).max(0));
    }
    quantities_within_capacity(list, quantities, event, findings);
}

/// Nobody can use a ticket that is bought after the event.
fn sales_within_event(tier: &Tier<'_>, event: &Event<'_>, findings: &mut Findings) {
    let Some((event_end, ends_at)) = instant(event.ends_at) else { return };
    if let Some((start, starts_at)) = instant(tier.sales_start_at)
        && starts_at >= ends_at
    {
        report(findings, SALES_START_BEFORE_EVENT_END, start)
            .param("tier", tier.name())
            .param("ends_at", source(event_end));
    }
    if let Some((end, sales_end)) = instant(tier.sales_end_at)
        && sales_end > ends_at
    {
        report(findings, SALES_END_BY_EVENT_END, end).param("tier", tier.name()).param("ends_at", source(event_end));
    }
}

fn minimum_within_maximum_per_order(tier: &Tier<'_>, findings: &mut Findings) {
    let limit = |value: Option<Value<'_>>, default| match value {
        None => Some(default),
        Some(value) => integer(value),
    };
    let Some(at) = tier.min_per_order.or(tier.max_per_order) else { return };
    if let (Some(minimum), Some(maximum)) =
        (limit(tier.min_per_order, DEFAULT_MIN_PER_ORDER), limit(tier.max_per_order, DEFAULT_MAX_PER_ORDER))
        // A single limit out of its own range is the schema's.
        && minimum > maximum && maximum >= DEFAULT_MIN_PER_ORDER
    {
        report(findings, MINIMUM_WITHIN_MAXIMUM_PER_ORDER, at)
            .param("tier", tier.name())
            .param("minimum", Param::Integer(minimum))
            .param("maximum", Param::Integer(maximum));
    }
}

fn minimum_per_order_within_quantity(tier: &Tier<'_>, findings: &mut Findings) {
    if let (Some(at), Some(minimum), Some(quantity)) =
        (tier.min_per_order, tier.min_per_order.and_then(integer), tier.quantity.and_then(integer))
        && minimum > quantity
    {
        report(findings, MINIMUM_PER_ORDER_WITHIN_QUANTITY, at)
            .param("tier", tier.name())
            .param("minimum", Param::Integer(minimum))
            .param("quantity", Param::Integer(quantity));
    }
}

fn tier_name_once(list: Value<'_>, findings: &mut Findings) {
    repeats(list, "name", &mut |name| {
        report(findings, TIER_NAME_ONCE, name).param("name", source(name));
    });
}

fn quantities_within_capacity(list: Value<'_>, quantity: i64, event: &Event<'_>, findings: &mut Findings) {
    if let Some(capacity) = event.capacity.and_then(integer)
        && quantity > capacity
    {
        report(findings, QUANTITIES_WITHIN_CAPACITY, list)
            .param("quantity", Param::Integer(quantity))
            .param("capacity", Param::Integer(capacity));
    }
}

fn attendance_mode_agrees(event: &Event<'_>, venue: Option<Value<'_>>, findings: &mut Findings) {
    let [mode] = members(venue, names!["attendance_mode"]);
    if let (Some((event, expected)), Some((venue, actual))) = (text(event.attendance_mode), text(mode))
        && expected != actual
    {
        report(findings, ATTENDANCE_MODE_AGREES, venue).param("event", source(event)).param("venue", source(venue));
    }
}

fn payout_currency_agrees(ticket: Option<Value<'_>>, payout: Option<Value<'_>>, findings: &mut Findings) {
    if let (Some((ticket, expected)), Some((payout, actual))) = (text(ticket), text(payout))
        && expected != actual
    {
        report(findings, PAYOUT_CURRENCY_AGREES, payout)
            .param("ticket", source(ticket))
            .param("payout", source(payout));
    }
}

/// The provider `none` takes no payments.
fn provider_takes_payments(list: Option<Value<'_>>, provider: Option<Value<'_>>, findings: &mut Findings) {
    let (Some(list), Some(provider)) = (list, provider) else { return };
    if !is(Some(provider), "none") {
        return;
    }
    for tier in list.elements() {
        let [kind, name] = members(Some(tier), names!["kind", "name"]);
        if is(kind, "paid") || is(kind, "donation") {
            report(findings, PROVIDER_TAKES_PAYMENTS, provider).param("tier", name.map_or(Param::Null, source));
            return;
        }
    }
}

/// Stripe, Statement descriptor requirements: Latin characters, at least one letter, none of
/// `< > \ ' " *`. Banks print capital ASCII, so Latin is taken as printable ASCII.
fn statement_descriptor_characters(descriptor: Option<Value<'_>>, findings: &mut Findings) {
    let Some((value, descriptor)) = text(descriptor) else { return };
    let allowed = |c: &u8| matches!(c, b' '..=b'~') && !matches!(c, b'<' | b'>' | b'\\' | b'\'' | b'"' | b'*');
    if !descriptor.iter().all(allowed) || !descriptor.iter().any(u8::is_ascii_alphabetic) {
        report(findings, STATEMENT_DESCRIPTOR_CHARACTERS, value);
    }
}

/// What to say of a stage whose column holds nothing.
#[must_use]
pub fn stage_data_missing(row: Value<'_>, column: &'static str) -> Finding {
    Finding::rule(STAGE_HAS_DATA, row.at()).missing(column)
}

fn known_stage(lifecycle: &Lifecycle, name: Option<Value<'_>>, findings: &mut Findings) {
    if let Some(name) = name.filter(|&name| sent(name))
        && stage_of(lifecycle, name).is_none()
    {
        unknown_stage(lifecycle, name, findings);
    }
}

fn completed_stages(lifecycle: &Lifecycle, list: Option<Value<'_>>, findings: &mut Findings) {
    let Some(list) = list.filter(|&list| sent(list)) else { return };
    let mut seen = 0u8;
    let mut name = |at: Value<'_>, stage: Option<usize>, findings: &mut Findings| match stage {
        None => unknown_stage(lifecycle, at, findings),
        Some(index) if seen >> index & 1 == 1 => {
            report(findings, COMPLETED_STAGE_ONCE, at).param("stage", Param::Text(stage_name(lifecycle, index)));
        }
        Some(index) => seen |= 1 << index,
    };
    match text(Some(list)) {
        None => list.elements().for_each(|element| name(element, stage_of(lifecycle, element), findings)),
        // An array literal's text: its names have no places of their own.
        Some((_, literal)) => {
            literal_elements(&literal, &mut |part| name(list, lifecycle.stage_index(part), findings));
        }
    }
}

fn completion_percentage_agrees(lifecycle: &Lifecycle, session: &Session<'_>, completed: u8, findings: &mut Findings) {
    let (Some(percentage), Some(list)) = (session.completion_percentage, session.completed_stages) else { return };
    if !sent(percentage) && !sent(list) {
        return;
    }
    let expected = i64::from(progress::percentage(completed.count_ones(), lifecycle.stages.len()));
    // PostgreSQL reads an integer from a string too; what it cannot read is its own issue.
    let actual = match text(Some(percentage)) {
        Some((_, digits)) => core::str::from_utf8(&digits).ok().and_then(|d| integer::parse(d, Width::Integer).ok()),
        None => integer(percentage),
    };
    if actual.is_some_and(|actual| actual != expected) {
        report(findings, COMPLETION_PERCENTAGE_AGREES, percentage)
            .param("expected", Param::Integer(expected))
            .param("actual", source(percentage));
    }
}

fn all_stages_completed(lifecycle: &Lifecycle, session: &Session<'_>, completed: u8, findings: &mut Findings) {
    let (Some((status, name)), Some(list)) = (text(session.status), session.completed_stages) else { return };
    let (completed, stages) = (completed.count_ones() as usize, lifecycle.stages.len());
    if (sent(status) || sent(list)) && lifecycle.finished.iter().any(|f| f.as_bytes() == &*name) && completed < stages {
        let count = |n| Param::Integer(i64::try_from(n).unwrap_or(i64::MAX));
        report(findings, ALL_STAGES_COMPLETED, status)
            .param("status", source(status))
            .param("completed", count(completed))
            .param("stages", count(stages));
    }
}

fn status_transition(lifecycle: &Lifecycle, session: &Session<'_>, findings: &mut Findings) {
    let (Some((from, stored)), Some((to, status))) = (text(session.stored_status), text(session.status)) else {
        return;
    };
    // Unknown statuses are the database's to refuse.
    if let Err(crate::lifecycle::TransitionError::NotAllowed(allowed)) = lifecycle.transition(&stored, &status) {
        report(findings, STATUS_TRANSITION, to)
            .param("from", source(from))
            .param("to", source(to))
            .param("allowed", Param::Names(allowed));
    }
}

fn unknown_stage(lifecycle: &Lifecycle, at: Value<'_>, findings: &mut Findings) {
    report(findings, KNOWN_STAGE, at).param("stage", source(at)).param("allowed", Param::Names(lifecycle.stage_names));
}

fn stage_of(lifecycle: &Lifecycle, name: Value<'_>) -> Option<usize> {
    text(Some(name)).and_then(|(_, name)| lifecycle.stage_index(&name))
}

fn stage_name(lifecycle: &Lifecycle, index: usize) -> &'static str {
    lifecycle.stages.get(index).map_or("", |stage| stage.stage)
}

/// Reports at a value.
#[cold]
#[inline(never)]
fn report<'f>(findings: &'f mut Findings, code: &'static str, at: Value<'_>) -> Reported<'f> {
    findings.push(Finding::rule(code, at.at()))
}

fn source(value: Value<'_>) -> Param {
    Param::Source(value.at())
}

/// Whether the value stands in the row that is sent, rather than in the stored one.
fn sent(value: Value<'_>) -> bool {
    value.at().doc == DocId::Subject
}

/// The named members of an object, in one pass; the last of duplicate keys counts.
fn members<'a, const N: usize>(object: Option<Value<'a>>, names: &Names) -> [Option<Value<'a>>; N] {
    let mut found = [0; N];
    let Some(object) = object else { return [None; N] };
    names.find(object, usize::MAX, &mut found, &mut |_| {});
    found.map(|index| (index != 0).then(|| object.doc().value(index)))
}

/// Reports the items' texts under `key` that an earlier item has too. Of more items than the schemas allow,
/// the first are compared: the comparison is quadratic.
fn repeats<'a>(list: Value<'a>, key: &str, report: &mut dyn FnMut(Value<'a>)) {
    let mut seen: [Option<JsonStr<'a>>; MOST_COMPARED] = [None; MOST_COMPARED];
    for (index, item) in list.elements().take(MOST_COMPARED).enumerate() {
        let Some(value) = item.get(key) else { continue };
        let Some(name) = value.as_str() else { continue };
        if seen.iter().take(index).flatten().any(|earlier| earlier.eq_value(name)) {
            report(value);
        }
        if let Some(slot) = seen.get_mut(index) {
            *slot = Some(name);
        }
    }
}

fn is(value: Option<Value<'_>>, text: &str) -> bool {
    value.and_then(Value::as_str).is_some_and(|value| value.eq_str(text))
}

/// A string's value and its UTF-8.
fn text(value: Option<Value<'_>>) -> Option<(Value<'_>, Cow<'_, [u8]>)> {
    value.and_then(|value| Some((value, value.as_str()?.bytes())))
}

fn instant(value: Option<Value<'_>>) -> Option<(Value<'_>, Instant)> {
    let (value, text) = text(value)?;
    Some((value, date_time::instant(&text)?))
}

/// An integer as JSON Schema has it: `1`, `1.0` and `1e0` are the same.
fn integer(value: Value<'_>) -> Option<i64> {
    if value.kind() != Kind::Number {
        return None;
    }
    value.plain_integer().or_else(|| Decimal::new(value.span()).as_i64())
}
