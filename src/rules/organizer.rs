//! The rules for the organizer's stage.

use super::codes::EMAIL_DOMAIN;
use super::{holds, report};
use crate::generated::views::OrganizerData;
use finding::Findings;
use json_format::email;

pub(super) fn organizer(organizer: &OrganizerData<'_>, findings: &mut Findings) {
    if let Some(address) = organizer.email
        && holds(organizer.email, |text| email::idn_email(text) && !is_reachable(email::domain(text)))
    {
        report(findings, EMAIL_DOMAIN, address);
    }
}

/// Mail from elsewhere reaches a domain only if it lies below a top-level domain, none of which is a number (RFC 3696
/// section 2), or if it is an address in brackets.
fn is_reachable(domain: &[u8]) -> bool {
    let top_level = domain.rsplit(|&byte| byte == b'.').next().unwrap_or_default();
    domain.starts_with(b"[") || top_level.len() < domain.len() && !top_level.iter().all(u8::is_ascii_digit)
}
