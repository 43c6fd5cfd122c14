//! `uri`: an absolute URI as RFC 3986 writes it, and the IP addresses in it. Knows no particular schemes.

use crate::ascii::{
    AT, COLON, DIGIT, HEX, LETTER, MINUS, PLUS, POINT, QUESTION, SLASH, UNDERSCORE, URI_AND_ATOM, URI_ONLY, behind,
};

/// Section 3.1, for all characters but the first, which is a letter.
const SCHEME: u16 = LETTER | DIGIT | PLUS | MINUS | POINT;
/// unreserved and sub-delims (section 2).
const NAME: u16 = SCHEME | UNDERSCORE | URI_AND_ATOM | URI_ONLY;
/// pchar and `/` (section 3.3).
const PATH: u16 = NAME | COLON | AT | SLASH;
/// Sections 3.4 and 3.5.
pub const QUERY: u16 = PATH | QUESTION;

/// Whether the text is a URI with a scheme (RFC 3986 section 3).
///
/// ```
/// assert!(json_format::uri(b"mailto:joe@example.org"));
/// assert!(!json_format::uri(b"//example.org"));
/// ```
#[must_use]
pub fn uri(text: &[u8]) -> bool {
    let Some(scheme) = scheme(text) else { return false };
    let mut rest = text.get(scheme.len() + 1..).unwrap_or_default();
    if let [b'/', b'/', authority @ ..] = rest {
        let Some(path) = behind_authority(authority) else { return false };
        rest = path;
    }
    rest = behind_escaped(rest, PATH);
    if let [b'?', query @ ..] = rest {
        rest = behind_escaped(query, QUERY);
    }
    if let [b'#', fragment @ ..] = rest {
        rest = behind_escaped(fragment, QUERY);
    }
    rest.is_empty()
}

/// What precedes the first colon, if it is a scheme (section 3.1).
#[must_use]
pub fn scheme(text: &[u8]) -> Option<&[u8]> {
    let rest = behind(text, SCHEME);
    (text.first()?.is_ascii_alphabetic() && rest.first() == Some(&b':')).then_some(())?;
    text.get(..text.len() - rest.len())
}

/// What follows a run of characters of these classes and percent-encoded octets (section 2.1).
fn behind_escaped(mut text: &[u8], classes: u16) -> &[u8] {
    loop {
        text = behind(text, classes);
        match text {
            [b'%', a, b, rest @ ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => text = rest,
            _ => return text,
        }
    }
}

/// What follows `[userinfo@]host[:port]` (section 3.2), if the text begins with that.
fn behind_authority(text: &[u8]) -> Option<&[u8]> {
    let ends = |rest: &&[u8]| matches!(rest, [] | [b'/' | b'?' | b'#', ..]);
    Some(behind_host(text)).filter(ends).or_else(|| match behind_escaped(text, NAME | COLON) {
        [b'@', host @ ..] => Some(behind_host(host)).filter(ends),
        _ => None,
    })
}

/// What follows `host[:port]` (sections 3.2.2 and 3.2.3).
fn behind_host(text: &[u8]) -> &[u8] {
    let rest = match text {
        [b'[', literal @ ..] => {
            let Some(end) = literal.iter().position(|&b| b == b']') else { return text };
            let (address, rest) = literal.split_at_checked(end).unwrap_or_default();
            if !is_literal(address) {
                return text;
            }
            rest.get(1..).unwrap_or_default()
        }
        _ => behind_escaped(text, NAME),
    };
    match rest {
        [b':', port @ ..] => behind(port, DIGIT),
        _ => rest,
    }
}

/// The content of the brackets (section 3.2.2): an IPv6 address; or `v`, hexadecimal digits, a dot and an address.
fn is_literal(text: &[u8]) -> bool {
    let [b'v' | b'V', version @ ..] = text else { return ipv6(text) };
    matches!((version, behind(version, HEX)), ([first, ..], [b'.', address @ ..])
        if *first != b'.' && !address.is_empty() && behind(address, NAME | COLON).is_empty())
}

/// Four numbers from 0 to 255 without leading zeros (section 3.2.2, IPv4address).
#[must_use]
pub fn ipv4(text: &[u8]) -> bool {
    let mut points = 0;
    let mut octet = None;
    for byte in text {
        match (byte, octet) {
            (b'.', Some(_)) => {
                points += 1;
                octet = None;
            }
            (b'0'..=b'9', None | Some(1..=25)) => octet = Some(octet.unwrap_or(0) * 10 + u32::from(byte - b'0')),
            _ => return false,
        }
        if octet > Some(255) {
            return false;
        }
    }
    points == 3 && octet.is_some()
}

/// Eight groups of up to four hexadecimal digits; `::` stands for one or more groups of zeros, and the last two groups
/// may be an IPv4 address (section 3.2.2, IPv6address).
#[must_use]
pub fn ipv6(text: &[u8]) -> bool {
    let (mut rest, mut gap) = match text {
        [b':', b':', rest @ ..] => (rest, true),
        _ => (text, false),
    };
    let mut groups = 0;
    while !rest.is_empty() || groups == 0 && !gap {
        let after = behind(rest, HEX);
        match (rest.len() - after.len(), after) {
            (_, [b'.', ..]) if ipv4(rest) => {
                groups += 2;
                break;
            }
            (1..=4, []) => rest = after,
            (1..=4, [b':', b':', after @ ..]) if !gap => (rest, gap) = (after, true),
            (1..=4, [b':', after @ ..]) if !after.is_empty() => rest = after,
            _ => return false,
        }
        groups += 1;
    }
    if gap { groups <= 7 } else { groups == 8 }
}

#[cfg(test)]
mod tests {
    #[test]
    fn follows_rfc_3986() {
        for (text, valid) in [
            ("https://example.com", true),
            ("http://foo.bar/?baz=qux#quux", true),
            ("http://foo.com/blah_(wikipedia)_blah#cite-1", true),
            ("http://foo.bar/?q=Test%20URL-encoded%20stuff", true),
            ("http://-.~_!$&'()*+,;=:%40:80%2f::::::@example.com", true),
            ("http://223.255.255.254", true),
            ("ftp://ftp.is.co.za/rfc/rfc1808.txt", true),
            ("ldap://[2001:db8::7]/c=GB?objectClass?one", true),
            ("mailto:John.Doe@example.com", true),
            ("tel:+1-816-555-1212", true),
            ("urn:oasis:names:specification:docbook:dtd:xml:4.1.2", true),
            ("a:", true),
            ("http://", true),
            ("http://[v1.a:b]:80", true),
            ("http://[::ffff:1.2.3.4]", true),
            ("http://h:", true),
            ("//foo.bar", false),
            ("/abc", false),
            ("abc", false),
            ("", false),
            (":// should fail", false),
            ("1a://x", false),
            ("bar,baz:foo", false),
            ("http:// shouldfail.com", false),
            ("https://[@example.org/test.txt", false),
            ("https://example.org/foobar\\.txt", false),
            ("https://example.org/foobar<>.txt", false),
            ("https://example.org/foobar{}.txt", false),
            ("https://example.org/foobar^.txt", false),
            ("https://example.org/foobar`.txt", false),
            ("https://example.org/foo bar.txt", false),
            ("https://example.org/foobar|.txt", false),
            ("https://exämple.org", false),
            ("http://h/%2", false),
            ("http://h/%zz", false),
            ("http://h:8x", false),
            ("http://[::1", false),
            ("http://[1::2::3]", false),
            ("http://a@b@c", false),
            ("a:b#c#d", false),
            ("a:[b]", false),
        ] {
            assert_eq!(super::uri(text.as_bytes()), valid, "{text}");
        }
    }

    #[test]
    fn reads_addresses() {
        for (text, valid) in [
            ("::", true),
            ("::1", true),
            ("1::", true),
            ("1:2:3:4:5:6:7:8", true),
            ("1:2:3:4:5:6:1.2.3.4", true),
            ("1:2:3:4:5:6:7::", true),
            ("1:2:3:4:5:6:7:8::", false),
            ("1:2:3:4:5:6:7", false),
            ("1.2.3.4::", false),
            (":1", false),
            ("1:", false),
            (":::", false),
            ("12345::", false),
            ("::1.2.3", false),
            ("", false),
        ] {
            assert_eq!(super::ipv6(text.as_bytes()), valid, "{text}");
            assert_eq!(text.parse::<std::net::Ipv6Addr>().is_ok(), valid, "{text}");
        }
    }
}
