//! What must not be stored as an account's id. Knows the forms of keys and card numbers, but no field names.

use alloc::vec::Vec;
use core::str;

use json_format::text::is_invisible;

/// What keys begin with, in lower case, and their minimum length in bytes: a shorter word may be a name. These are
/// Stripe's keys and those of others that follow its style; Square's, Braintree's, Mollie's, Flutterwave's, SumUp's,
/// Razorpay's, Mercado Pago's, Xendit's and Paddle's; and the tokens of services whose keys are often kept beside them.
const KEYS: [(&str, usize); 30] = [
    ("pk_live_", 24),
    ("pk_test_", 24),
    ("sk_", 24),
    ("rk_", 24),
    ("pk_", 24),
    ("sk-", 20),
    ("whsec_", 10),
    ("sq0atp-", 10),
    ("sq0csp-", 10),
    ("sq0idp-", 10),
    ("eaaa", 30),
    ("access_token", 12),
    ("live_", 30),
    ("test_", 30),
    ("access_", 30),
    ("flwseck", 12),
    ("sup_sk_", 12),
    ("rzp_live_", 14),
    ("rzp_test_", 14),
    ("app_usr-", 20),
    ("skey_", 20),
    ("xnd_", 20),
    ("pdl_", 20),
    ("eyj", 20),
    ("akia", 20),
    ("aiza", 30),
    ("ghp_", 20),
    ("xoxb-", 20),
    ("sb_secret_", 16),
    ("sbp_", 20),
];
/// What gives a key away anywhere in the text: what surrounds keys, and Stripe's prefixes, for example after `acct_`.
const ANYWHERE: [&[u8]; 6] = [b"-----begin", b"bearer ey", b"sk_live_", b"sk_test_", b"rk_live_", b"rk_test_"];
/// The minimum length of what follows `Bearer` if it is a token and not a name.
const TOKEN: usize = 16;

/// Whether the text looks like a secret key or a payment card number.
pub(super) fn is_secret(text: &[u8]) -> bool {
    let text = plain(str::from_utf8(text).unwrap_or_default());
    // Most positions differ in the first byte already.
    let begins = |text: &[u8], part: &[u8]| text.first() == part.first() && text.starts_with(part);
    let gives_away = |at| text.get(at..).is_some_and(|rest| ANYWHERE.iter().any(|part| begins(rest, part)));
    let is_key = |word: &[u8]| KEYS.iter().any(|(key, least)| word.len() >= *least && begins(word, key.as_bytes()));
    let token = text.strip_prefix(b"bearer ").unwrap_or_default();
    token.len() >= TOKEN && !token.contains(&b' ')
        || (0..text.len()).any(gives_away)
        || text.split(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'_' | b'-')).any(is_key)
        || has_card_number(&text)
}

/// The text as it is meant to be read, in ASCII: without invisible characters, in lower case (also for the full-width
/// letters of CJK fonts), and with the digits of other scripts as ASCII digits. All other characters become blanks.
fn plain(text: &str) -> Vec<u8> {
    /// The zeros of the scripts that people type numbers in: full-width, Arabic, Persian, Devanagari, Bengali, Thai.
    const ZEROS: [u32; 6] = [0xFF10, 0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50];
    if text.is_ascii() {
        return text.as_bytes().to_ascii_lowercase();
    }
    let shown = text.chars().filter(|&c| c.is_whitespace() || !is_invisible(c));
    let plain = |c: char| {
        let code = u32::from(c);
        let digit = ZEROS.iter().find_map(|zero| code.checked_sub(*zero).filter(|digit| *digit < 10));
        let ascii = match (digit, code) {
            (Some(digit), _) => u32::from(b'0') + digit,
            // Five sets of mathematical digits, one after the other.
            (None, 0x1D7CE..=0x1D7FF) => u32::from(b'0') + (code - 0x1D7CE) % 10,
            (None, 0xFF01..=0xFF5E) => code - 0xFEE0,
            _ => code,
        };
        u8::try_from(ascii).ok().filter(u8::is_ascii).unwrap_or(b' ').to_ascii_lowercase()
    };
    shown.map(plain).collect()
}

/// Whether adjacent groups of digits form a card number: 13 to 19 digits in a range that payment systems issue (ISO/IEC
/// 7812-1: first digit 2 to 6; Troy's is 9), the last of which is the check digit (Luhn's algorithm).
fn has_card_number(text: &[u8]) -> bool {
    if is_iban(text) {
        return false;
    }
    let words = text.split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut groups: Vec<&[u8]> = Vec::new();
    for word in words {
        groups.push(word);
        if !word.iter().all(u8::is_ascii_digit) {
            groups.clear();
        } else if groups.len() > 19 {
            // A card number has no more groups than digits.
            groups.remove(0);
        }
        // The groups up to this one, starting from each earlier one in turn.
        if (0..groups.len()).any(|first| is_card_number(groups.get(first..).unwrap_or_default())) {
            return true;
        }
    }
    false
}

fn is_card_number(groups: &[&[u8]]) -> bool {
    let digits = || groups.iter().flat_map(|group| group.iter()).map(|byte| u32::from(byte - b'0'));
    let count = groups.iter().map(|group| group.len()).sum::<usize>();
    if !matches!(count, 13..=19) || !matches!(digits().next(), Some(2..=6 | 9)) {
        return false;
    }
    let sum: u32 = digits()
        .enumerate()
        .map(|(index, digit)| match (count - index) % 2 {
            1 => digit,
            _ => digit * 2 - if digit > 4 { 9 } else { 0 },
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Two letters, two digits, and 11 to 30 more letters and digits (ISO 13616-1), perhaps in groups.
fn is_iban(text: &[u8]) -> bool {
    let characters = text.iter().filter(|byte| **byte != b' ');
    let [a, b, c, d, ..] = text else { return false };
    let begins = a.is_ascii_alphabetic() && b.is_ascii_alphabetic() && c.is_ascii_digit() && d.is_ascii_digit();
    begins && characters.clone().all(u8::is_ascii_alphanumeric) && matches!(characters.count(), 15..=34)
}

#[cfg(test)]
mod tests {
    use super::is_secret;

    #[test]
    fn knows_keys_and_cards() {
        for secret in [
            "sk_live_0123456789abcdefghijklmn",
            "sk_test_x",
            " rk_live_x",
            "SK_LIVE_51H0123456789",
            "my key is sk_live_x",
            "acct_sk_live_0123456789",
            "s\u{200b}k_live_0123456789",
            "ｓｋ＿ｌｉｖｅ＿0123456789",
            "pk_live_0123456789abcdef",
            "whsec_0123456789",
            "\"sk_live_x\"",
            "-----BEGIN PRIVATE KEY-----",
            "sq0atp-0123456789",
            "EAAAEOuLQPDbD1SbIuBNQFQVvaRBmaOCSrWtEHVnaM3",
            "live_0123456789abcdefghijklmnopqrst",
            "Live_0123456789abcdefghijklmnopqrst",
            "access_0123456789abcdefghijklmnopqrst",
            "FLWSECK_TEST-0123456789",
            "sup_sk_0123456789",
            "rzp_live_0123456789",
            "APP_USR-0123456789-0123456789",
            "AKIA0123456789ABCDEF",
            "eyJhbGciOiJIUzI1NiJ9.e30.x",
            "Bearer eyJhb",
            "4242424242424242",
            "4242 4242 4242 4242",
            "4242\u{a0}4242\u{a0}4242\u{a0}4242",
            "4242.4242.4242.4242",
            "4242/4242/4242/4242",
            "4242\u{200b}4242\u{200b}4242\u{200b}4242",
            "４２４２４２４２４２４２４２４２",
            "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢",
            "𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐",
            "Visa 4242424242424242 exp 12/27",
            "4242424242424242 12/27 123",
            "12/27 4242424242424242",
            "4242424242424242 CVC 123",
            "acct_4242424242424242",
            "3782-822463-10005",
            "5555555555554444",
            "6011111111111117",
            "2223003122003222",
            "9792030394440796",
            "6304000000000000",
        ] {
            assert!(is_secret(secret.as_bytes()), "{secret}");
        }
        for account in [
            "",
            "acct_1NvXZ2LkdIwHu7ix",
            "organizer@example.org",
            "GB82 WEST 1234 5698 7654 32",
            "DE89370400440532013000",
            "DE89 3704 0044 0532 0130 00",
            // Four of its groups would be a card number.
            "DE08 3704 0044 0532 0131 00",
            "BE68 5390 0754 7034",
            "MLW0123456789",
            "test_account",
            "live_music_ltd",
            "pk_live_music",
            "sk_praha",
            "sk_test",
            "paypal.me/sk_praha",
            "BEGINNERS RUNNING CLUB",
            "Bearer Town Council",
            "EAAAthletics",
            "4242424242424241",
            "5555555555554449",
            "1234567890123",
            "4242424242424242a",
            "org_12345678",
            "\u{ff}",
        ] {
            assert!(!is_secret(account.as_bytes()), "{account}");
        }
        assert!(!is_secret(b"\xff"));
    }
}
