//! The payment's stage, by itself and beside the tickets.

use super::codes::{ACCOUNT_ID_SECRET, PROVIDER_TAKES_PAYMENTS};
use super::event::in_range;
use super::{Data, Object, holds, is, report, secret, stripe};
use crate::generated::members::{TICKET_DATA_TIERS, payment_data, ticket_data_tiers as tier};
use finding::Findings;

pub(super) fn payment(payment: Object<'_>, findings: &mut Findings) {
    let account = payment.get(payment_data::ACCOUNT_ID);
    let is_secret = holds(account, &mut secret::is_secret);
    if is_secret {
        report(findings, ACCOUNT_ID_SECRET, account);
    }
    if is(payment.get(payment_data::PROVIDER), "stripe") {
        if !is_secret {
            stripe::account(account, findings);
        }
        stripe::descriptor(payment.get(payment_data::STATEMENT_DESCRIPTOR), findings);
    }
    in_range(payment.get(payment_data::ACCEPTED_TERMS_AT), findings);
}

/// The provider beside what is sold.
pub(super) fn payment_for_tickets(ticket: Data<'_>, payment: Object<'_>, findings: &mut Findings) {
    let provider = payment.get(payment_data::PROVIDER);
    if is(provider, "stripe") {
        return stripe::tickets(ticket, findings);
    }
    if !is(provider, "none") {
        return;
    }
    let is_paid = |tier: &Object<'_>| {
        let kind = tier.get(tier::KIND);
        is(kind, "paid") || is(kind, "donation")
    };
    if let Some(tier) = ticket.objects(TICKET_DATA_TIERS).find(is_paid) {
        report(findings, PROVIDER_TAKES_PAYMENTS, provider).source("tier", tier.get(tier::NAME));
    }
}
