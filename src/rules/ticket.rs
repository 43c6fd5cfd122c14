//! The tickets' stage: its tiers by themselves, and beside the event.

use super::codes::{
    MINIMUM_PER_ORDER_WITHIN_QUANTITY, MINIMUM_PRICE_WITHIN_PRICE, MINIMUM_WITHIN_MAXIMUM_PER_ORDER,
    QUANTITIES_WITHIN_CAPACITY, QUANTITY_WITHIN_CAPACITY, SALES_END_AFTER_START, SALES_END_BY_EVENT_END,
    SALES_START_BEFORE_EVENT_END, TIER_NAME_ONCE,
};
use super::event::in_range;
use super::{Data, NONE, Object, distinct, instant, integer, is, is_above, report};
use crate::generated::members::{TICKET_DATA_TIERS, event_data, ticket_data, ticket_data_tiers as tier};
use crate::session::MISSING;
use finding::Findings;
use json_judge::Mode;
use json_tape::{Kind, Value};

/// A tier's order limits where complete data leaves them out; the schema's `default`s. A draft may have yet to say them.
const DEFAULT_MIN_PER_ORDER: i64 = 1;
const DEFAULT_MAX_PER_ORDER: i64 = 10;

/// The tiers by themselves.
pub(super) fn tiers(ticket: Data<'_>, mode: Mode, findings: &mut Findings) {
    let tiers = ticket.objects(TICKET_DATA_TIERS);
    for tier in tiers.clone() {
        let (name, start_at, end_at) =
            (tier.get(tier::NAME), tier.get(tier::SALES_START_AT), tier.get(tier::SALES_END_AT));
        for time in [start_at, end_at] {
            in_range(time, findings);
        }
        if is_above(&instant(start_at), &instant(end_at), true) {
            report(findings, SALES_END_AFTER_START, end_at).source("tier", name).source("sales_start_at", start_at);
        }
        let most = tier.get(tier::MAX_PER_ORDER);
        if mode == Mode::Complete || most.index() != MISSING {
            most_per_order(name, tier.get(tier::MIN_PER_ORDER), most, findings);
        }
        least_of_quantity(name, tier.get(tier::MIN_PER_ORDER), integer(tier.get(tier::QUANTITY), NONE), findings);
        let (price, least) = (integer(tier.get(tier::PRICE_MINOR), 0), tier.get(tier::MINIMUM_PRICE_MINOR));
        // No amount is suggested by 0.
        if price > 0 && integer(least, NONE) > price {
            report(findings, MINIMUM_PRICE_WITHIN_PRICE, least)
                .source("tier", name)
                .source("minimum", least)
                .integer("price", price);
        }
    }
    distinct::repeats(&mut tiers.map(|tier| tier.get(tier::NAME)), &mut |name, earlier| {
        report(findings, TIER_NAME_ONCE, name).source("name", earlier);
    });
}

/// The tiers beside the event: nobody can use a ticket that is bought after it, and no tier alone fills more than its room.
pub(super) fn tiers_of_event(ticket: Data<'_>, event: Object<'_>, findings: &mut Findings) {
    let ends_at = event.get(event_data::ENDS_AT);
    let event_end = instant(ends_at);
    let capacity = match integer(event.get(event_data::CAPACITY), NONE) {
        capacity @ 1.. => capacity,
        // There is none, or the schema speaks of it.
        _ => i64::MAX,
    };
    let mut quantities = 0i64;
    for tier in ticket.objects(TICKET_DATA_TIERS) {
        let (name, start_at, end_at) =
            (tier.get(tier::NAME), tier.get(tier::SALES_START_AT), tier.get(tier::SALES_END_AT));
        // A stream may be watched again, and a parking ticket paid, after the event.
        if tier.get(tier::COUNTS_TOWARD_CAPACITY).kind() == Kind::False {
            continue;
        }
        for (code, at, or_equal) in
            [(SALES_START_BEFORE_EVENT_END, start_at, true), (SALES_END_BY_EVENT_END, end_at, false)]
        {
            if is_above(&instant(at), &event_end, or_equal) {
                report(findings, code, at).source("tier", name).source("ends_at", ends_at);
            }
        }
        let quantity = integer(tier.get(tier::QUANTITY), 0);
        if quantity > capacity {
            report(findings, QUANTITY_WITHIN_CAPACITY, tier.get(tier::QUANTITY))
                .source("tier", name)
                .integer("quantity", quantity)
                .integer("capacity", capacity);
        }
        // A quantity below 1 is the schema's; one alone that is too large has been reported.
        quantities = quantities.saturating_add(quantity.clamp(0, capacity));
    }
    // Tiers may share a pool of places, so that the sum is no fault; and online there are places for all.
    if quantities > capacity && is(event.get(event_data::ATTENDANCE_MODE), "offline") {
        findings
            .advice(QUANTITIES_WITHIN_CAPACITY, ticket.root().get(ticket_data::TIERS))
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
