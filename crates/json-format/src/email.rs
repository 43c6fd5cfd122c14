//! `email`: a mailbox as RFC 5321 section 4.1.2 writes it, in ASCII; and `idn-email`, where RFC 6531 section 3.3 allows
//! international names and domains. Knows nothing about who receives the mail.

use super::text::{behind_visible, has_at_most};
use crate::ascii::{ATOM_ONLY, DIGIT, LETTER, MINUS, PLUS, QUESTION, SLASH, UNDERSCORE, URI_AND_ATOM, behind};

/// atext (RFC 5322 section 3.2.3).
const ATOM: u16 = LETTER | DIGIT | MINUS | PLUS | SLASH | UNDERSCORE | QUESTION | URI_AND_ATOM | ATOM_ONLY;
const LABEL: u16 = LETTER | DIGIT | MINUS;

/// Returns what follows the allowed characters at a text's start: those of these ASCII classes, and others that the
/// function allows.
type Run = fn(&[u8], u16) -> &[u8];

/// Whether the text is an e-mail address: a dot-atom or quoted local part of at most 64 octets (section 4.5.3.1.1), and
/// a host name or an address in brackets.
///
/// ```
/// assert!(json_format::email(b"joe@example.org"));
/// assert!(!json_format::email(b"joe@"));
/// ```
#[must_use]
pub fn email(text: &[u8]) -> bool {
    is_mailbox(text, behind)
}

/// The same, with visible characters beyond ASCII counted as letters.
#[must_use]
pub fn idn_email(text: &[u8]) -> bool {
    is_mailbox(text, behind_visible)
}

/// What follows the `@` of an address.
#[must_use]
pub fn domain(address: &[u8]) -> &[u8] {
    address.rsplit(|&byte| byte == b'@').next().unwrap_or_default()
}

fn is_mailbox(text: &[u8], run: Run) -> bool {
    const LONGEST_LOCAL_PART: usize = 64; // octets
    let rest = match text {
        [b'"', quoted @ ..] => behind_quoted(quoted),
        _ => behind_parts(text, ATOM, run, |_| true),
    };
    let Some([b'@', domain @ ..]) = rest else { return false };
    text.len() - domain.len() <= LONGEST_LOCAL_PART + 1
        && match domain {
            [b'[', literal @ .., b']'] => address_literal(literal),
            _ => has_at_most(domain, 253) && behind_parts(domain, LABEL, run, is_label).is_some_and(<[u8]>::is_empty),
        }
}

/// What follows a list of parts joined by points; each part consists of characters of these classes, is not empty, and
/// satisfies `is_sound`.
fn behind_parts(mut text: &[u8], classes: u16, run: Run, is_sound: fn(&[u8]) -> bool) -> Option<&[u8]> {
    loop {
        let rest = run(text, classes);
        let part = text.get(..text.len() - rest.len())?;
        match rest {
            _ if part.is_empty() || !is_sound(part) => return None,
            [b'.', rest @ ..] => text = rest,
            _ => return Some(rest),
        }
    }
}

/// A label of a host name (RFC 1123 section 2.1): at most 63 octets, with hyphens only inside.
fn is_label(part: &[u8]) -> bool {
    has_at_most(part, 63) && part.first() != Some(&b'-') && part.last() != Some(&b'-')
}

/// What follows the closing quote of a quoted string.
fn behind_quoted(mut text: &[u8]) -> Option<&[u8]> {
    loop {
        text = match text {
            [b'"', rest @ ..] => return Some(rest),
            [b'\\', b' '..=b'~', rest @ ..] => rest,
            [b'\\', ..] => return None,
            [b' '..=b'~', rest @ ..] => rest,
            _ => return None,
        }
    }
}

/// The content of the brackets (section 4.1.3): an IPv4 address, or `IPv6:` and an address. No other tag is registered
/// (IANA, Address Literal Tags), as the tag of a general-address-literal must be.
fn address_literal(text: &[u8]) -> bool {
    match text.split_at_checked(5) {
        Some((tag, address)) if tag.eq_ignore_ascii_case(b"IPv6:") => ipv6(address),
        _ => ipv4(text),
    }
}

/// Four numbers up to 255 (Snum), of one to three digits each: unlike in a URI, leading zeros are allowed.
fn ipv4(text: &[u8]) -> bool {
    // The length first: the value of many digits would overflow.
    let is_snum = |digits: &[u8]| {
        matches!(digits.len(), 1..=3)
            && digits.iter().all(u8::is_ascii_digit)
            && digits.iter().fold(0, |value, digit| value * 10 + u32::from(digit & 15)) <= 255
    };
    let numbers = || text.split(|&byte| byte == b'.');
    numbers().count() == 4 && numbers().all(is_snum)
}

/// Eight groups, of which the last two may be written as an IPv4 address. `::` stands for two or more groups of zeros:
/// unlike in a URI, not for a single one.
fn ipv6(text: &[u8]) -> bool {
    let Some((before, after)) =
        text.windows(2).position(|pair| pair == b"::").and_then(|gap| text.split_at_checked(gap))
    else {
        return groups(text) == Some(8);
    };
    let after = after.get(2..).unwrap_or_default();
    let told = |part: &[u8]| if part.is_empty() { Some(0) } else { groups(part) };
    // An IPv4 address is allowed only at the very end.
    let before = if before.contains(&b'.') { None } else { told(before) };
    matches!((before, told(after)), (Some(before), Some(after)) if before + after <= 6)
}

/// The number of groups of one to four hexadecimal digits; an IPv4 address at the end counts as two.
fn groups(text: &[u8]) -> Option<usize> {
    let mut count = 0;
    let mut parts = text.split(|&byte| byte == b':').peekable();
    while let Some(part) = parts.next() {
        count += match part.len() {
            _ if parts.peek().is_none() && ipv4(part) => 2,
            1..=4 if part.iter().all(u8::is_ascii_hexdigit) => 1,
            _ => return None,
        };
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    #[test]
    fn follows_rfc_6531() {
        for (text, valid) in [
            ("a@example.org", true),
            ("jörg@müller.de", true),
            ("ü@example.com", true),
            ("用户@例子.广告", true),
            ("info@müller.de", true),
            ("a@b..c", false),
            ("a@\u{200b}.de", false),
            ("a b@müller.de", false),
            ("a@-ü.de", false),
            ("mailto:a@b.de", false),
            ("ü@", false),
            ("@ü", false),
        ] {
            assert_eq!(super::idn_email(text.as_bytes()), valid, "{text}");
        }
        assert!(super::idn_email(format!("a@{}.jp", "字".repeat(22)).as_bytes()));
        assert!(!super::idn_email(format!("a@{}.jp", "字".repeat(64)).as_bytes()));
        assert_eq!(super::domain("a@b.c".as_bytes()), b"b.c");
        assert_eq!(super::domain(b"\"a@b\"@c"), b"c");
        assert_eq!(super::domain(b""), b"");
    }

    #[test]
    fn follows_rfc_5321() {
        for (text, valid) in [
            ("a@b", true),
            ("joe.bloggs+tag@example.com", true),
            ("~te~st!#$%&'*+-/=?^_`{|}@example.co.uk", true),
            ("\"joe bloggs\"@example.com", true),
            ("\"joe..bloggs\"@example.com", true),
            ("\"joe@bloggs\"@example.com", true),
            ("\"a\\\"b\"@example.com", true),
            ("\"\"@example.com", true),
            ("a@[127.0.0.1]", true),
            ("a@[IPv6:::1]", true),
            ("", false),
            ("@", false),
            ("a@", false),
            ("@b", false),
            ("a", false),
            (".a@b", false),
            ("a.@b", false),
            ("a..b@c", false),
            ("a b@c", false),
            ("a@b c", false),
            ("a@b@c", false),
            ("a@-b.c", false),
            ("a@b-.c", false),
            ("a@b..c", false),
            ("a@b.", false),
            ("a@b_c", false),
            ("a@[127.0.0.300]", false),
            ("a@[127.0.0.99999999999]", false),
            ("\"a\"b@c", false),
            ("\"a@c", false),
            ("ü@example.com", false),
            ("a@exämple.com", false),
            ("a@b\n", false),
        ] {
            assert_eq!(super::email(text.as_bytes()), valid, "{text}");
        }
        for (literal, valid) in [
            ("1.2.3.4", true),
            ("255.255.255.255", true),
            ("01.000.00.010", true),
            ("256.0.0.1", false),
            ("0001.0.0.1", false),
            ("1.2.3", false),
            ("1.2.3.4.5", false),
            ("1..2.3", false),
            ("1.2.3.", false),
            ("1.2.3.4 ", false),
            ("1.2.3.a", false),
            ("", false),
            ("IPv6:::", true),
            ("ipV6:::1", true),
            ("IPv6:1::", true),
            ("IPv6:1:2:3:4:5:6:7:8", true),
            ("IPv6:1:2:3:4:5:6:7", false),
            ("IPv6:1:2:3:4:5:6:7:8:9", false),
            ("IPv6:1:2:3:4:5:6::", true),
            ("IPv6:::1:2:3:4:5:6", true),
            ("IPv6:1:2:3::4:5:6", true),
            ("IPv6:1:2:3:4:5:6:7::", false),
            ("IPv6:::1:2:3:4:5:6:7", false),
            ("IPv6:1:2:3::4:5:6:7", false),
            ("IPv6:1:2:3:4:5:6:01.2.3.4", true),
            ("IPv6:1:2:3:4:5:1.2.3.4", false),
            ("IPv6:1:2:3:4:5:6:7:1.2.3.4", false),
            ("IPv6:::01.2.3.4", true),
            ("IPv6:1:2:3:4::1.2.3.4", true),
            ("IPv6:1:2::3:4:1.2.3.4", true),
            ("IPv6:1:2:3:4:5::1.2.3.4", false),
            ("IPv6:1:2:3::4:5:1.2.3.4", false),
            ("IPv6:1.2.3.4::", false),
            ("IPv6:::1.2.3.4:5", false),
            ("IPv6:::1.2.3", false),
            ("IPv6:1::2::3", false),
            ("IPv6::::", false),
            ("IPv6::1", false),
            ("IPv6:1:", false),
            ("IPv6:12345::", false),
            ("IPv6:g::", false),
            ("IPv6:", false),
            ("IPv6", false),
            ("::1", false),
            ("IPv7:::1", false),
        ] {
            assert_eq!(super::email(format!("a@[{literal}]").as_bytes()), valid, "{literal}");
        }
        let local = "a".repeat(64);
        assert!(super::email(format!("{local}@b").as_bytes()));
        assert!(!super::email(format!("{local}a@b").as_bytes()));
        let label = "b".repeat(63);
        assert!(super::email(format!("a@{label}.c").as_bytes()));
        assert!(!super::email(format!("a@{label}b.c").as_bytes()));
    }
}
