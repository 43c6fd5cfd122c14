//! `email`: a mailbox as RFC 5321 section 4.1.2 writes it, in ASCII. Knows nothing of who reads it.

/// Whether the text is an e-mail address: a dot-atom or quoted local part of at most 64 octets
/// (section 4.5.3.1.1), and a host name or an address in brackets.
#[must_use]
pub fn email(text: &[u8]) -> bool {
    const LONGEST_LOCAL_PART: usize = 64; // octets
    let length = match text.first() {
        Some(b'"') => quoted_length(text),
        _ => dot_atom_length(text),
    };
    let Some((local, rest)) = length.and_then(|length| text.split_at_checked(length)) else { return false };
    let Some((b'@', domain)) = rest.split_first() else { return false };
    local.len() <= LONGEST_LOCAL_PART
        && match domain {
            [b'[', literal @ .., b']'] => address_literal(literal),
            _ => host_name(domain),
        }
}

/// The length of the dot-atom (RFC 5322 section 3.2.3) that the text begins with.
fn dot_atom_length(text: &[u8]) -> Option<usize> {
    let length = text.iter().position(|&b| b == b'@')?;
    let atoms = text.get(..length)?;
    let sound = atoms.split(|&b| b == b'.').all(|atom| !atom.is_empty() && atom.iter().all(|&b| is_atext(b)));
    sound.then_some(length)
}

const fn is_atext(byte: u8) -> bool {
    // Printable ASCII but the specials of RFC 5322 section 3.2.3.
    byte.is_ascii_graphic()
        && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b':' | b';' | b'@' | b'\\' | b',' | b'.' | b'"')
}

/// The length of the quoted string that the text begins with, its quotes included.
fn quoted_length(text: &[u8]) -> Option<usize> {
    let mut bytes = (1..).zip(text.get(1..)?);
    while let Some((at, &byte)) = bytes.next() {
        match byte {
            b'"' => return Some(at + 1),
            b'\\' => matches!(bytes.next(), Some((_, b' '..=b'~'))).then_some(())?,
            b' '..=b'~' => {}
            _ => return None,
        }
    }
    None
}

/// A host name (RFC 1123 section 2.1): labels of letters, digits and inner hyphens, of at most 63
/// octets, 253 in all.
fn host_name(text: &[u8]) -> bool {
    let label = |label: &[u8]| {
        (1..=63).contains(&label.len())
            && label.iter().all(|&b| b.is_ascii_alphanumeric() || b == b'-')
            && label.first() != Some(&b'-')
            && label.last() != Some(&b'-')
    };
    text.len() <= 253 && text.split(|&b| b == b'.').all(label)
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
