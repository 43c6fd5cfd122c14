//! The rules for the payment's stage, by itself and together with the tickets.

use super::codes::{ACCOUNT_ID_SECRET, PROVIDER_TAKES_PAYMENTS};
use super::{holds, is, report, secret, stripe, tiers, time_range, told};
use crate::generated::views::{PaymentData, TicketData};
use finding::Findings;

pub(super) fn payment(payment: &PaymentData<'_>, findings: &mut Findings) {
    let is_secret = holds(payment.account_id, secret::is_secret);
    if let Some(account) = payment.account_id
        && is_secret
    {
        report(findings, ACCOUNT_ID_SECRET, account);
    }
    if is(payment.provider, "stripe") {
        if !is_secret {
            stripe::account(payment.account_id, findings);
        }
        stripe::descriptor(payment.statement_descriptor, findings);
    }
    time_range::judge(payment.accepted_terms_at, findings);
}

/// Compares the provider with what is sold.
pub(super) fn payment_for_tickets(ticket: &TicketData<'_>, payment: &PaymentData<'_>, findings: &mut Findings) {
    let Some(provider) = payment.provider else { return };
    if is(payment.provider, "stripe") {
        return stripe::tickets(ticket, findings);
    }
    if !is(payment.provider, "none") {
        return;
    }
    if let Some(tier) = tiers(ticket).find(|tier| is(tier.kind, "paid") || is(tier.kind, "donation")) {
        report(findings, PROVIDER_TAKES_PAYMENTS, provider).param("tier", told(tier.name));
    }
}
