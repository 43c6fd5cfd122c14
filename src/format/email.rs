//! `email`: a mailbox as RFC 5321 section 4.1.2 writes it, in ASCII. Knows nothing of who reads it.

use crate::ascii::{ATOM_ONLY, DIGIT, LETTER, MINUS, PLUS, QUESTION, SLASH, UNDERSCORE, URI_AND_ATOM, behind};

/// atext (RFC 5322 section 3.2.3).
const ATOM: u16 = LETTER | DIGIT | MINUS | PLUS | SLASH | UNDERSCORE | QUESTION | URI_AND_ATOM | ATOM_ONLY;
const LABEL: u16 = LETTER | DIGIT | MINUS;

/// Whether the text is an e-mail address: a dot-atom or quoted local part of at most 64 octets
/// (section 4.5.3.1.1), and a host name or an address in brackets.
#[must_use]
pub fn email(text: &[u8]) -> bool {
    const LONGEST_LOCAL_PART: usize = 64; // octets
    let rest = match text {
        [b'"', quoted @ ..] => behind_quoted(quoted),
        _ => behind_parts(text, ATOM, |_| true),
    };
    let Some([b'@', domain @ ..]) = rest else { return false };
    text.len() - domain.len() <= LONGEST_LOCAL_PART + 1
        && match domain {
            [b'[', literal @ .., b']'] => address_literal(literal),
            _ => domain.len() <= 253 && behind_parts(domain, LABEL, is_label).is_some_and(<[u8]>::is_empty),
        }
}

/// What follows parts of these classes' characters with points between, none of them empty and each as it should be.
fn behind_parts(mut text: &[u8], classes: u16, is_sound: fn(&[u8]) -> bool) -> Option<&[u8]> {
    loop {
        let rest = behind(text, classes);
        let part = text.get(..text.len() - rest.len())?;
        match rest {
            _ if part.is_empty() || !is_sound(part) => return None,
            [b'.', rest @ ..] => text = rest,
            _ => return Some(rest),
        }
    }
}

/// Of a host name (RFC 1123 section 2.1): at most 63 octets, hyphens inside only.
fn is_label(part: &[u8]) -> bool {
    part.len() <= 63 && part.first() != Some(&b'-') && part.last() != Some(&b'-')
}

/// What follows the second quote of a quoted string.
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

/// What stands in the brackets: an IPv4 address, or `IPv6:` and an address.
fn address_literal(text: &[u8]) -> bool {
    match text.split_at_checked(5) {
        Some((tag, address)) if tag.eq_ignore_ascii_case(b"IPv6:") => super::uri::ipv6(address),
        _ => super::uri::ipv4(text),
    }
}

#[cfg(test)]
mod tests {
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
            ("a@[127.0.0.01]", false),
            ("a@[IPv6:1::2::3]", false),
            ("\"a\"b@c", false),
            ("\"a@c", false),
            ("ü@example.com", false),
            ("a@exämple.com", false),
            ("a@b\n", false),
        ] {
            assert_eq!(super::email(text.as_bytes()), valid, "{text}");
        }
        let local = "a".repeat(64);
        assert!(super::email(format!("{local}@b").as_bytes()));
        assert!(!super::email(format!("{local}a@b").as_bytes()));
        let label = "b".repeat(63);
        assert!(super::email(format!("a@{label}.c").as_bytes()));
        assert!(!super::email(format!("a@{label}b.c").as_bytes()));
    }
}
