//! What must not be stored as an account's id. Knows the forms of keys and card numbers, and no field.

/// What the keys of payment providers have somewhere: Stripe's secret and restricted ones, and those of its webhooks.
const WITHIN: [&[u8]; 5] = [b"sk_live_", b"sk_test_", b"rk_live_", b"rk_test_", b"whsec_"];
/// What they begin with: the same of others that follow Stripe; Square's tokens and secrets; Braintree's, and tokens and
/// key files of any provider.
const BEFORE: [&[u8]; 9] =
    [b"sk_", b"rk_", b"pk_", b"sq0", b"EAAA", b"access_token", b"Bearer ", b"eyJ", b"-----BEGIN"];
/// Mollie's keys, which are long: a short text may be a name.
const LONG_BEFORE: [&[u8]; 3] = [b"live_", b"test_", b"access_"];
const LONG: usize = 30; // bytes

/// Whether it looks like a secret key, or like the number of a payment card.
pub(super) fn is_secret(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    let begins = |list: &[&[u8]]| list.iter().any(|key| text.starts_with(key));
    WITHIN.iter().any(|key| text.windows(key.len()).any(|part| part == *key))
        || begins(&BEFORE)
        || begins(&LONG_BEFORE) && text.len() >= LONG
        || is_card_number(text)
}

/// 13 to 19 digits, perhaps in groups, as payment systems give them out (ISO/IEC 7812-1: they begin with 2 to 6), the
/// last of which is the check digit (Luhn's).
fn is_card_number(text: &[u8]) -> bool {
    if !text.iter().all(|byte| matches!(byte, b'0'..=b'9' | b' ' | b'-')) {
        return false;
    }
    let digits = || text.iter().filter(|byte| byte.is_ascii_digit()).map(|byte| u32::from(byte - b'0'));
    let sum: u32 = digits()
        .rev()
        .enumerate()
        .map(|(index, digit)| if index % 2 == 0 { digit } else { digit * 2 - if digit > 4 { 9 } else { 0 } })
        .sum();
    matches!(digits().next(), Some(2..=6)) && matches!(digits().count(), 13..=19) && sum.is_multiple_of(10)
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
            "my key is sk_live_x",
            "pk_live_x",
            "whsec_0123",
            "sq0atp-0123456789",
            "EAAAEOuLQPDbD1SbIuBNQFQVvaRBmaOCSrWtEHVnaM3",
            "live_0123456789abcdefghijklmnopqrst",
            "access_0123456789abcdefghijklmnopqrst",
            "eyJhbGciOiJIUzI1NiJ9.e30.x",
            "Bearer abc",
            "4242424242424242",
            "4242 4242 4242 4242",
            "3782-822463-10005",
            "5555555555554444",
            "6011111111111117",
            "2223003122003222",
        ] {
            assert!(is_secret(secret.as_bytes()), "{secret}");
        }
        for account in [
            "",
            "acct_1NvXZ2LkdIwHu7ix",
            "organizer@example.org",
            "GB82 WEST 1234 5698 7654 32",
            "DE89370400440532013000",
            "MLW0123456789",
            "test_account",
            "live_music_ltd",
            "4242424242424241",
            "1234567890123",
            "4242424242424242a",
            "org_12345678",
        ] {
            assert!(!is_secret(account.as_bytes()), "{account}");
        }
    }
}
