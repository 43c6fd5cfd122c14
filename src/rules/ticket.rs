//! The rules for the tickets' stage: its tiers by themselves, and compared with the event.

use alloc::vec::Vec;

use super::codes::{
    MINIMUM_PER_ORDER_WITHIN_QUANTITY, MINIMUM_PRICE_WITHIN_PRICE, MINIMUM_WITHIN_MAXIMUM_PER_ORDER,
    QUANTITIES_WITHIN_CAPACITY, QUANTITY_WITHIN_CAPACITY, SALES_END_AFTER_START, SALES_END_BY_EVENT_END,
    SALES_START_BEFORE_EVENT_END, TIER_NAME_ONCE,
};
use super::{distinct, instant, integer, is, report, tiers as tiers_of, time_range, told};
use crate::generated::views::{EventData, TicketData, TicketDataTiers};
use finding::Findings;
use json_judge::Mode;
use json_tape::Kind;

/// A tier's order limits if complete data leaves them out: the schema's `default`s. In a draft they may still be filled
/// in.
const DEFAULT_MIN_PER_ORDER: i64 = 1;
const DEFAULT_MAX_PER_ORDER: i64 = 10;

/// Judges the tiers by themselves.
pub(super) fn tiers(ticket: &TicketData<'_>, mode: Mode, findings: &mut Findings) {
    let mut names = Vec::new();
    for tier in tiers_of(ticket) {
        names.extend(tier.name);
        for time in [tier.sales_start_at, tier.sales_end_at] {
            time_range::judge(time, findings);
        }
        if let (Some(start), Some(end), Some(at)) =
            (instant(tier.sales_start_at), instant(tier.sales_end_at), tier.sales_end_at)
            && start >= end
        {
            report(findings, SALES_END_AFTER_START, at)
                .param("tier", told(tier.name))
                .param("sales_start_at", told(tier.sales_start_at));
        }
        if mode == Mode::Complete || tier.max_per_order.is_some() {
            most_per_order(&tier, findings);
        }
        least_of_quantity(&tier, findings);
        minimum_price(&tier, findings);
    }
    distinct::repeats(&mut names.into_iter(), &mut |name, earlier| {
        report(findings, TIER_NAME_ONCE, name).source("name", earlier);
    });
}

/// Compares the tiers with the event: a ticket bought after the event is useless, and no single tier exceeds the
/// event's capacity.
pub(super) fn tiers_of_event(ticket: &TicketData<'_>, event: &EventData<'_>, findings: &mut Findings) {
    let event_end = instant(event.ends_at);
    // A capacity below 1 is left to the schema.
    let capacity = integer(event.capacity).filter(|&capacity| capacity > 0).unwrap_or(i64::MAX);
    let mut quantities = 0i64;
    for tier in tiers_of(ticket) {
        // A stream may be watched again, and a parking ticket paid, after the event.
        if tier.counts_toward_capacity.is_some_and(|counts| counts.kind() == Kind::False) {
            continue;
        }
        if let (Some(start), Some(end), Some(at)) = (instant(tier.sales_start_at), event_end, tier.sales_start_at)
            && start >= end
        {
            report(findings, SALES_START_BEFORE_EVENT_END, at)
                .param("tier", told(tier.name))
                .param("ends_at", told(event.ends_at));
        }
        if let (Some(sales_end), Some(end), Some(at)) = (instant(tier.sales_end_at), event_end, tier.sales_end_at)
            && sales_end > end
        {
            report(findings, SALES_END_BY_EVENT_END, at)
                .param("tier", told(tier.name))
                .param("ends_at", told(event.ends_at));
        }
        let quantity = integer(tier.quantity).unwrap_or(0);
        if let Some(at) = tier.quantity
            && quantity > capacity
        {
            report(findings, QUANTITY_WITHIN_CAPACITY, at)
                .param("tier", told(tier.name))
                .integer("quantity", quantity)
                .integer("capacity", capacity);
        }
        // A quantity below 1 is left to the schema; a single one that is too large has been reported already.
        quantities = quantities.saturating_add(quantity.clamp(0, capacity));
    }
    // Tiers may share a pool of places, so the sum alone is not an error; online there is room for everyone.
    if let Some(tiers) = ticket.tiers
        && quantities > capacity
        && is(event.attendance_mode, "offline")
    {
        findings
            .advice(QUANTITIES_WITHIN_CAPACITY, tiers)
            .integer("quantity", quantities)
            .integer("capacity", capacity);
    }
}

/// Compares a tier's minimum per order with its maximum. A value that is not an integer exceeds nothing.
fn most_per_order(tier: &TicketDataTiers<'_>, findings: &mut Findings) {
    let limit = |value: Option<_>, default| if value.is_none() { Some(default) } else { integer(value) };
    let Some(at) = tier.min_per_order.or(tier.max_per_order) else { return };
    let Some(minimum) = limit(tier.min_per_order, DEFAULT_MIN_PER_ORDER) else { return };
    let Some(maximum) = limit(tier.max_per_order, DEFAULT_MAX_PER_ORDER) else { return };
    // A single limit outside its own range is left to the schema.
    if minimum > maximum && maximum >= DEFAULT_MIN_PER_ORDER {
        report(findings, MINIMUM_WITHIN_MAXIMUM_PER_ORDER, at)
            .param("tier", told(tier.name))
            .integer("minimum", minimum)
            .integer("maximum", maximum);
    }
}

/// Compares a tier's minimum per order with its quantity, by the same reasoning.
fn least_of_quantity(tier: &TicketDataTiers<'_>, findings: &mut Findings) {
    if let (Some(minimum), Some(quantity), Some(at)) =
        (integer(tier.min_per_order), integer(tier.quantity), tier.min_per_order)
        && minimum > quantity
    {
        report(findings, MINIMUM_PER_ORDER_WITHIN_QUANTITY, at)
            .param("tier", told(tier.name))
            .integer("minimum", minimum)
            .integer("quantity", quantity);
    }
}

/// Compares the minimum amount of a donation with the suggested one; 0 means that none is suggested.
fn minimum_price(tier: &TicketDataTiers<'_>, findings: &mut Findings) {
    if let (Some(price @ 1..), Some(least), Some(at)) =
        (integer(tier.price_minor), integer(tier.minimum_price_minor), tier.minimum_price_minor)
        && least > price
    {
        report(findings, MINIMUM_PRICE_WITHIN_PRICE, at)
            .param("tier", told(tier.name))
            .source("minimum", at)
            .integer("price", price);
    }
}
