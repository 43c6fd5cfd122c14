//! Comparisons of citext (PostgreSQL manual, F.9): both sides in lower case. The database's locale decides the lower
//! case of letters beyond ASCII, and of `I` too: Turkish has another lower-case letter for it.

use alloc::borrow::Cow;

use crate::logic::Stop;

type Text<'a> = Option<Cow<'a, [u8]>>;

/// `=`
///
/// # Errors
/// [`Stop::Unknowable`] if the locale decides.
pub fn eq(left: Text<'_>, right: Text<'_>) -> Result<Option<bool>, Stop> {
    let (Some(left), Some(right)) = (left, right) else { return Ok(None) };
    let in_every_locale = left.len() == right.len()
        && left
            .iter()
            .zip(right.iter())
            .all(|(a, b)| a == b || !a.eq_ignore_ascii_case(&b'I') && a.eq_ignore_ascii_case(b));
    if in_every_locale {
        return Ok(Some(true));
    }
    if left.is_ascii() && right.is_ascii() && !left.eq_ignore_ascii_case(&right) {
        return Ok(Some(false));
    }
    Err(Stop::Unknowable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_every_locale_says() {
        for (left, right, equal) in [
            ("Straße", "Straße", Ok(Some(true))),
            ("abc", "ABC", Ok(Some(true))),
            ("abc", "abd", Ok(Some(false))),
            ("Éa", "ÉA", Ok(Some(true))),
            ("é", "É", Err(Stop::Unknowable)),
            ("k", "\u{212A}", Err(Stop::Unknowable)),
            ("id", "ID", Err(Stop::Unknowable)),
            ("id", "ix", Ok(Some(false))),
        ] {
            let text = |text: &'static str| Some(Cow::Borrowed(text.as_bytes()));
            assert_eq!(eq(text(left), text(right)), equal, "{left} = {right}");
        }
    }
}
