//! `uri`: an absolute URI as RFC 3986 writes it, and the IP addresses in it. Knows no scheme.

/// Whether the text is a URI with a scheme (RFC 3986 section 3).
#[must_use]
pub fn uri(text: &[u8]) -> bool {
    let Some(rest) = scheme(text).and_then(|scheme| text.get(scheme.len() + 1..)) else { return false };
    let (rest, fragment) = cut(rest, b'#');
    let (hierarchy, query) = cut(rest, b'?');
    // Sections 3.4 and 3.5: pchar, `/` and `?`.
    let is_query = |text: &[u8]| made_of(text, PATH | QUERY);
    if !fragment.is_none_or(is_query) || !query.is_none_or(is_query) {
        return false;
    }
    match hierarchy {
        [b'/', b'/', rest @ ..] => {
            let end = rest.iter().position(|&b| b == b'/').unwrap_or(rest.len());
            let (authority, path) = rest.split_at_checked(end).unwrap_or_default();
            is_authority(authority) && made_of(path, PATH)
        }
        path => made_of(path, PATH),
    }
}

/// What stands before the first colon, if it is a scheme (RFC 3986 section 3.1).
#[must_use]
pub fn scheme(text: &[u8]) -> Option<&[u8]> {
    let (scheme, rest) = cut(text, b':');
    let sound = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    (rest.is_some() && scheme.first()?.is_ascii_alphabetic() && scheme.iter().all(sound)).then_some(scheme)
}

/// What stands before and behind the first such byte.
fn cut(text: &[u8], separator: u8) -> (&[u8], Option<&[u8]>) {
    match text.iter().position(|&b| b == separator) {
        Some(at) => (text.get(..at).unwrap_or_default(), text.get(at + 1..)),
        None => (text, None),
    }
}

/// Section 3.2: `[userinfo@]host[:port]`.
fn is_authority(text: &[u8]) -> bool {
    let host_port = match cut(text, b'@') {
        (userinfo, Some(rest)) if made_of(userinfo, NAME | COLON) => rest,
        (_, Some(_)) => return false,
        (rest, None) => rest,
    };
    let is_port = |text: &[u8]| text.iter().all(u8::is_ascii_digit);
    if let [b'[', rest @ ..] = host_port {
        let (address, Some(behind)) = cut(rest, b']') else { return false };
        let sound = match address {
            [b'v' | b'V', rest @ ..] => is_future_address(rest),
            _ => ipv6(address),
        };
        return sound && (behind.is_empty() || matches!(behind, [b':', port @ ..] if is_port(port)));
    }
    let (host, port) = cut(host_port, b':');
    made_of(host, NAME) && port.is_none_or(is_port)
}

/// Section 3.2.2, behind the `v`: hexadecimal digits, a dot, and the address.
fn is_future_address(text: &[u8]) -> bool {
    let (version, Some(address)) = cut(text, b'.') else { return false };
    let unescaped = !address.is_empty() && !address.contains(&b'%');
    !version.is_empty() && version.iter().all(u8::is_ascii_hexdigit) && unescaped && made_of(address, NAME | COLON)
}

/// unreserved, sub-delims and, by `made_of`, percent-encoded octets (section 2).
const NAME: u8 = 1;
const COLON: u8 = 2;
/// pchar and `/` (section 3.3).
const PATH: u8 = 4;
const QUERY: u8 = 8;

const CLASSES: [u8; 128] = {
    let mut classes = [0; 128];
    let mut byte = 0u8;
    while byte < 128 {
        let class = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => NAME | PATH,
            b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' => NAME | PATH,
            b':' => COLON | PATH,
            b'@' | b'/' => PATH,
            b'?' => QUERY,
            _ => 0,
        };
        #[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
        {
            classes[byte as usize] = class;
        }
        byte += 1;
    }
    classes
};

/// Whether all bytes are of these classes, or `%` and two hexadecimal digits (section 2.1).
fn made_of(text: &[u8], classes: u8) -> bool {
    let mut bytes = text.iter();
    while let Some(&byte) = bytes.next() {
        if CLASSES.get(usize::from(byte)).copied().unwrap_or(0) & classes != 0 {
            continue;
        }
        let mut hex = || bytes.next().is_some_and(u8::is_ascii_hexdigit);
        if byte != b'%' || !hex() || !hex() {
            return false;
        }
    }
    true
}

/// Four numbers from 0 to 255 without leading zeros (RFC 3986 section 3.2.2, IPv4address).
#[must_use]
pub fn ipv4(text: &[u8]) -> bool {
    let is_octet = |part: &[u8]| match part {
        [b] => b.is_ascii_digit(),
        [b'1'..=b'9', b] => b.is_ascii_digit(),
        [b'1', b, c] => b.is_ascii_digit() && c.is_ascii_digit(),
        [b'2', b'0'..=b'4', c] => c.is_ascii_digit(),
        [b'2', b'5', b'0'..=b'5'] => true,
        _ => false,
    };
    text.split(|&b| b == b'.').count() == 4 && text.split(|&b| b == b'.').all(is_octet)
}

/// Eight groups of up to four hexadecimal digits; `::` stands for one group of zeros or more, and
/// the last two may be an IPv4 address (RFC 3986 section 3.2.2, IPv6address).
#[must_use]
pub fn ipv6(text: &[u8]) -> bool {
    let groups = |text: &[u8], last: bool| -> Option<usize> {
        if text.is_empty() {
            return Some(0);
        }
        let count = text.split(|&b| b == b':').count();
        let mut sum = 0;
        for (index, group) in text.split(|&b| b == b':').enumerate() {
            if (1..=4).contains(&group.len()) && group.iter().all(u8::is_ascii_hexdigit) {
                sum += 1;
            } else if last && index + 1 == count && ipv4(group) {
                sum += 2;
            } else {
                return None;
            }
        }
        Some(sum)
    };
    match text.windows(2).position(|pair| pair == b"::") {
        Some(at) => {
            let left = groups(text.get(..at).unwrap_or_default(), false);
            let right = groups(text.get(at + 2..).unwrap_or_default(), true);
            matches!((left, right), (Some(left), Some(right)) if left + right <= 7)
        }
        None => groups(text, true) == Some(8),
    }
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
