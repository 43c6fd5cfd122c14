//! What Stripe accepts, for sessions whose provider it is. From its documentation as of 2026-11: Connect (account ids);
//! Supported currencies (presentment currencies, minimum and maximum charge amounts, three-decimal currencies).

use super::codes::{
    STATEMENT_DESCRIPTOR_CHARACTERS, STRIPE_ACCOUNT_ID, STRIPE_CURRENCY, STRIPE_MAXIMUM_CHARGE, STRIPE_MINIMUM_CHARGE,
    STRIPE_THREE_DECIMAL_CURRENCY,
};
use super::{holds, integer, report, tiers, told};
use crate::generated::views::TicketData;
use finding::Findings;
use json_format::single_line_text;
use json_tape::Value;

/// Those of the stages' currencies in which Stripe cannot charge.
const NOT_TAKEN: [&str; 17] = [
    "BTN", "CUP", "ERN", "GHS", "IQD", "IRR", "KPW", "LYD", "MRU", "SDG", "SSP", "SVC", "SYP", "TMT", "VED", "VES",
    "ZWG",
];

/// The minimum charge, in minor units, where the account is paid out in the same currency; for other currencies Stripe
/// states no minimum.
const MINIMUM: [(&str, i64); 23] = [
    ("AED", 200),
    ("AUD", 50),
    ("BRL", 50),
    ("CAD", 50),
    ("CHF", 50),
    ("CZK", 1_500),
    ("DKK", 250),
    ("EUR", 50),
    ("GBP", 30),
    ("HKD", 400),
    ("HUF", 17_500),
    ("INR", 50),
    ("JPY", 50),
    ("MXN", 1_000),
    ("MYR", 200),
    ("NOK", 300),
    ("NZD", 50),
    ("PLN", 200),
    ("RON", 200),
    ("SEK", 300),
    ("SGD", 50),
    ("THB", 1_000),
    ("USD", 50),
];

/// Eight digits; twelve for Indonesian rupiah.
const MAXIMUM: i64 = 99_999_999;
const MAXIMUM_OF_RUPIAH: i64 = 999_999_999_999;

/// Card networks accept two decimals in these currencies, so the third must be 0.
const THREE_DECIMALS: [&str; 5] = ["BHD", "JOD", "KWD", "OMR", "TND"];

pub(super) fn account(account: Option<Value<'_>>, findings: &mut Findings) {
    // A blank id is left to the schema.
    if let Some(at) = account
        && holds(account, |id| single_line_text(id) && !is_account_id(id))
    {
        report(findings, STRIPE_ACCOUNT_ID, at);
    }
}

fn is_account_id(id: &[u8]) -> bool {
    id.strip_prefix(b"acct_").is_some_and(|rest| !rest.is_empty() && rest.iter().all(u8::is_ascii_alphanumeric))
}

pub(super) fn descriptor(descriptor: Option<Value<'_>>, findings: &mut Findings) {
    if let Some(at) = descriptor
        && holds(descriptor, is_odd_descriptor)
    {
        report(findings, STATEMENT_DESCRIPTOR_CHARACTERS, at);
    }
}

/// Stripe, Statement descriptor requirements: Latin characters, at least one letter, and none of `< > \ ' " *`. Banks
/// print capital ASCII, so we read "Latin" as printable ASCII.
fn is_odd_descriptor(descriptor: &[u8]) -> bool {
    let refused = |c: &u8| !matches!(c, b' '..=b'~') || matches!(c, b'<' | b'>' | b'\\' | b'\'' | b'"' | b'*');
    descriptor.iter().any(refused) || !descriptor.iter().any(u8::is_ascii_alphabetic)
}

pub(super) fn tickets(ticket: &TicketData<'_>, findings: &mut Findings) {
    let Some(currency) = ticket.currency else { return };
    let Some(text) = currency.as_str() else { return };
    let is_one_of = |list: &[&str]| text.map(|code| list.iter().any(|other| other.as_bytes() == code));
    if is_one_of(&NOT_TAKEN) {
        report(findings, STRIPE_CURRENCY, currency).source("currency", currency);
        return;
    }
    let minimum =
        text.map(|code| MINIMUM.iter().find(|(other, _)| other.as_bytes() == code)).map_or(0, |(_, least)| *least);
    let maximum = if is_one_of(&["IDR"]) { MAXIMUM_OF_RUPIAH } else { MAXIMUM };
    let has_three_decimals = is_one_of(&THREE_DECIMALS);
    for tier in tiers(ticket) {
        for at in [tier.price_minor, tier.minimum_price_minor].into_iter().flatten() {
            // Free tickets are not charged, and what is not an amount is left to the schema.
            let amount = integer(Some(at)).unwrap_or(0);
            let (code, limit) = match amount {
                ..=0 => continue,
                _ if amount < minimum => (STRIPE_MINIMUM_CHARGE, Some(minimum)),
                _ if amount > maximum => (STRIPE_MAXIMUM_CHARGE, Some(maximum)),
                _ if has_three_decimals && amount % 10 != 0 => (STRIPE_THREE_DECIMAL_CURRENCY, None),
                _ => continue,
            };
            let reported = report(findings, code, at).param("tier", told(tier.name)).source("currency", currency);
            if let Some(limit) = limit {
                reported.integer("limit", limit);
            }
        }
    }
}
