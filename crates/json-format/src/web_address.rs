//! `web-address`: an address that people can open in a browser, international ones included. Knows http and https.

use super::text::{behind_visible, has_at_most};
use super::uri::{QUERY, ipv4, ipv6};
use crate::ascii::{DIGIT, behind};

/// An absolute `http:` or `https:` address (RFC 9110 section 4.2) as RFC 3987 writes it, with a host, optionally a port
/// up to 65535, and without the user name and password that RFC 9110 section 4.2.4 deprecates.
///
/// ```
/// assert!(json_format::web_address(b"https://example.org/a?b"));
/// assert!(!json_format::web_address(b"ftp://example.org"));
/// ```
#[must_use]
pub fn web_address(text: &[u8]) -> bool {
    let Some(rest) = behind_scheme(text) else { return false };
    let end = rest.iter().position(|byte| matches!(byte, b'/' | b'?' | b'#')).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at_checked(end).unwrap_or_default();
    is_authority(authority)
        && match behind_escaped(rest) {
            [b'#', fragment @ ..] => behind_escaped(fragment).is_empty(),
            rest => rest.is_empty(),
        }
}

fn behind_scheme(text: &[u8]) -> Option<&[u8]> {
    let at = text.iter().position(|&byte| byte == b':')?;
    let (scheme, rest) = text.split_at_checked(at)?;
    let is_web = scheme.eq_ignore_ascii_case(b"https") || scheme.eq_ignore_ascii_case(b"http");
    if is_web { rest.strip_prefix(b"://") } else { None }
}

fn is_authority(authority: &[u8]) -> bool {
    let (is_sound, port) = match authority {
        [b'[', literal @ ..] => {
            let Some(end) = literal.iter().position(|&byte| byte == b']') else { return false };
            let (address, rest) = literal.split_at_checked(end).unwrap_or_default();
            (ipv6(address), rest.get(1..).unwrap_or_default())
        }
        _ => {
            let end = authority.iter().position(|&byte| byte == b':').unwrap_or(authority.len());
            let (host, port) = authority.split_at_checked(end).unwrap_or_default();
            (is_host(host), port)
        }
    };
    is_sound && (port.is_empty() || port.strip_prefix(b":").is_some_and(is_port))
}

fn is_port(digits: &[u8]) -> bool {
    matches!(digits.len(), 1..=5)
        && behind(digits, DIGIT).is_empty()
        && matches!(digits.iter().fold(0u32, |port, digit| port * 10 + u32::from(digit - b'0')), 1..=65_535)
}

/// Labels separated by points, with an optional final point (RFC 1034 section 3.1), or an IPv4 address: a host that
/// ends in a number must be one (WHATWG URL, section 3.5).
fn is_host(host: &[u8]) -> bool {
    let host = host.strip_suffix(b".").unwrap_or(host);
    let last = host.rsplit(|&byte| byte == b'.').next().unwrap_or_default();
    if behind(last, DIGIT).is_empty() {
        return ipv4(host);
    }
    has_at_most(host, 253) && host.split(|&byte| byte == b'.').all(is_label)
}

/// Letters of any script, digits, hyphens, and the underscore, which some hosts use.
fn is_label(label: &[u8]) -> bool {
    use crate::ascii::{LETTER, MINUS, UNDERSCORE};
    let is_punctuation = behind(label, MINUS | UNDERSCORE).is_empty();
    has_at_most(label, 63) && !is_punctuation && behind_visible(label, LETTER | DIGIT | MINUS | UNDERSCORE).is_empty()
}

/// What follows the characters of paths and queries, and percent-encoded octets (RFC 3986 section 2.1).
fn behind_escaped(mut text: &[u8]) -> &[u8] {
    loop {
        text = behind_visible(text, QUERY);
        match text {
            [b'%', a, b, rest @ ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => text = rest,
            // Browsers leave these as they are (WHATWG URL, section 1.3), so they occur in copied addresses.
            [b'[' | b']' | b'{' | b'}' | b'|' | b'^', rest @ ..] => text = rest,
            _ => return text,
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn leads_somewhere() {
        for (text, valid) in [
            ("https://example.org", true),
            ("HTTPS://EXAMPLE.ORG/", true),
            ("http://localhost", true),
            ("http://localhost:3000/x?y=1#z", true),
            ("http://[::1]/", true),
            ("http://[::1]:8080/", true),
            ("http://127.0.0.1:80", true),
            ("https://example.org.", true),
            ("https://müller.de/straße?q=ü#ä", true),
            ("https://例え.jp/イベント", true),
            ("https://пример.рф", true),
            ("https://xn--mller-kva.de", true),
            ("https://my_page.tumblr.com", true),
            ("https://example.org/a%20b", true),
            ("https://example.org/@name", true),
            ("https://example.org?x", true),
            ("https://example.org#x", true),
            ("https://example.org:65535", true),
            ("https://example.org/a?b=c/d?e", true),
            ("https://example.org/?filter[city]=Berlin&a[]=1", true),
            ("https://example.org/?family=Lato:400|Roboto", true),
            ("https://example.org/a[1]{x}^2", true),
            ("", false),
            ("https", false),
            ("example.org", false),
            ("//example.org", false),
            ("https:example.org", false),
            ("https:/example.org", false),
            ("https://", false),
            ("https:///path", false),
            ("http://:80/", false),
            ("http://@", false),
            ("https://?q", false),
            ("https://#x", false),
            ("http://.", false),
            ("http://..", false),
            ("https://a..b", false),
            ("https://.example.org", false),
            ("https://-", false),
            ("https://_", false),
            ("https://example.org:0", false),
            ("https://example.org:", false),
            ("https://example.org:65536", false),
            ("https://example.org:8x", false),
            ("https://example.org:123456", false),
            ("https://user@example.org", false),
            ("https://user:secret@example.org", false),
            ("https://1.2.3", false),
            ("https://1.2.3.256", false),
            ("https://example.123", false),
            ("https://[::1", false),
            ("https://[::1]x", false),
            ("https://[1.2.3.4]", false),
            ("javascript:alert(1)", false),
            ("javascript://example.org/%0aalert(1)", false),
            ("data:text/html,x", false),
            ("ftp://example.org", false),
            ("mailto:a@example.org", false),
            ("https://exa mple.org", false),
            ("https://example.org/a b", false),
            ("https://example.org/<b>", false),
            ("https://example.org/a#b#c", false),
            ("https://example.org/%zz", false),
            ("https://example.org/\u{200b}", false),
            ("https://exam\u{202e}ple.org", false),
            ("https://example.org\n", false),
            ("https://example.org\\@evil.org", false),
            (" https://example.org", false),
        ] {
            assert_eq!(super::web_address(text.as_bytes()), valid, "{text}");
        }
        assert!(super::web_address(format!("https://{}.org", "a".repeat(63)).as_bytes()));
        assert!(!super::web_address(format!("https://{}.org", "a".repeat(64)).as_bytes()));
        // 66 octets here, 28 as `xn--…`.
        assert!(super::web_address(format!("https://{}.jp", "字".repeat(22)).as_bytes()));
        assert!(!super::web_address(format!("https://{}.jp", "字".repeat(64)).as_bytes()));
    }
}
