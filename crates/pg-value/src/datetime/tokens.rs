//! A text into tokens, and the meanings of words (manual, appendix B.1 step 1, and B.2 and B.3 for the words). Knows
//! nothing about fields.

use super::Fault;
use json_format::ascii::{COLON, DIGIT, LETTER, MINUS, PLUS, POINT, SLASH, SPACE, UNDERSCORE, behind};

const MAX_TOKENS: usize = 25;
/// White space and other punctuation only separate tokens.
const PARTING: u16 = !(DIGIT | LETTER | POINT | PLUS | MINUS);
const ZONE_NAME: u16 = LETTER | DIGIT | PLUS | MINUS | SLASH | UNDERSCORE | POINT | COLON;

/// The sign of an offset or of a word; white space may separate it from what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Plus,
    Minus,
}

impl Sign {
    /// The sign that this byte is.
    pub const fn of(byte: u8) -> Option<Self> {
        match byte {
            b'+' => Some(Self::Plus),
            b'-' => Some(Self::Minus),
            _ => None,
        }
    }
}

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Digits, optionally with one point.
    Number,
    /// Digits or letters with `-`, `/` or `.` among them; or such a name of a time zone.
    Date,
    /// Digits with colons.
    Time,
    /// Digits after a sign.
    Offset(Sign),
    /// Letters.
    Word,
    /// Letters after a sign.
    SignedWord(Sign),
}

/// A token, without its sign.
#[derive(Clone, Copy, Debug)]
pub struct Token<'t> {
    pub kind: Kind,
    /// In ASCII.
    pub text: &'t [u8],
}

/// What a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// From 1 to 12.
    Month(u8),
    Weekday,
    Am,
    Pm,
    /// Anno Domini, the common era.
    Ad,
    Bc,
    /// `at`, `on`.
    Ignored,
    /// The ISO 8601 `T`.
    Time,
    Julian,
    /// A label (`y`, `dow` …) that is never accepted here.
    Label,
    /// `dst`, which adds an hour to the offset.
    Daylight,
    Now,
    /// Today, or the day before or after.
    Day,
    Midnight,
    Epoch,
    Infinity,
    /// The names for UTC that every server knows.
    Utc,
}

const WORDS: [(&[u8], Word); 58] = [
    (b"january", Word::Month(1)),
    (b"february", Word::Month(2)),
    (b"march", Word::Month(3)),
    (b"april", Word::Month(4)),
    (b"may", Word::Month(5)),
    (b"june", Word::Month(6)),
    (b"july", Word::Month(7)),
    (b"august", Word::Month(8)),
    (b"september", Word::Month(9)),
    (b"sept", Word::Month(9)),
    (b"october", Word::Month(10)),
    (b"november", Word::Month(11)),
    (b"december", Word::Month(12)),
    (b"sunday", Word::Weekday),
    (b"monday", Word::Weekday),
    (b"tuesday", Word::Weekday),
    (b"tues", Word::Weekday),
    (b"wednesday", Word::Weekday),
    (b"weds", Word::Weekday),
    (b"thursday", Word::Weekday),
    (b"thur", Word::Weekday),
    (b"thurs", Word::Weekday),
    (b"friday", Word::Weekday),
    (b"saturday", Word::Weekday),
    (b"am", Word::Am),
    (b"pm", Word::Pm),
    (b"ad", Word::Ad),
    (b"bc", Word::Bc),
    (b"at", Word::Ignored),
    (b"on", Word::Ignored),
    (b"t", Word::Time),
    (b"j", Word::Julian),
    (b"jd", Word::Julian),
    (b"julian", Word::Julian),
    (b"y", Word::Label),
    (b"m", Word::Label),
    (b"d", Word::Label),
    (b"h", Word::Label),
    (b"s", Word::Label),
    (b"mm", Word::Label),
    (b"dow", Word::Label),
    (b"doy", Word::Label),
    (b"isodow", Word::Label),
    (b"isoyear", Word::Label),
    (b"dst", Word::Daylight),
    (b"now", Word::Now),
    (b"today", Word::Day),
    (b"tomorrow", Word::Day),
    (b"yesterday", Word::Day),
    (b"allballs", Word::Midnight),
    (b"epoch", Word::Epoch),
    (b"infinity", Word::Infinity),
    (b"z", Word::Utc),
    (b"utc", Word::Utc),
    (b"gmt", Word::Utc),
    (b"uct", Word::Utc),
    (b"ut", Word::Utc),
    (b"zulu", Word::Utc),
];

/// What a word means, in any case; `None` if only a server knows. Months and weekdays may be shortened to three
/// letters.
pub fn keyword(text: &[u8]) -> Option<Word> {
    let is = |&&(name, word): &&(&[u8], Word)| {
        let may_be_cut = matches!(word, Word::Month(_) | Word::Weekday);
        text.eq_ignore_ascii_case(name)
            || may_be_cut && text.len() == 3 && name.get(..3).is_some_and(|cut| text.eq_ignore_ascii_case(cut))
    };
    WORDS.iter().find(is).map(|&(_, word)| word)
}

/// Cuts a text into tokens, one for each call.
#[derive(Clone, Copy)]
pub struct Tokens<'t> {
    rest: &'t [u8],
    /// The number of tokens so far.
    count: usize,
    /// The room left in the server's buffer.
    room: usize,
}

impl<'t> Tokens<'t> {
    /// Begins at the text's start; `room` is the size of the buffer for the tokens, each with a terminator, in bytes.
    pub const fn new(text: &'t [u8], room: usize) -> Self {
        Self { rest: text, count: 0, room }
    }

    /// The next token; `None` at the end.
    ///
    /// # Errors
    /// [`Fault::Format`] if no token begins here, or if there is no room for the token.
    pub fn next(&mut self) -> Result<Option<Token<'t>>, Fault> {
        let mut start = behind(self.rest, PARTING);
        let (kind, rest) = match *start {
            [] => return Ok(None),
            [b'0'..=b'9', ..] => digits_first(start),
            [b'.', ref digits @ ..] => (Kind::Number, behind(digits, DIGIT)),
            [b'+', ref signed @ ..] => {
                start = behind(signed, SPACE);
                behind_sign(Sign::Plus, start)
            }
            [b'-', ref signed @ ..] => {
                start = behind(signed, SPACE);
                behind_sign(Sign::Minus, start)
            }
            _ => letter_first(start),
        };
        self.rest = rest;
        let text = start.get(..start.len() - rest.len()).unwrap_or_default();
        let is_signed = matches!(kind, Kind::Offset(_) | Kind::SignedWord(_));
        let length = text.len() + usize::from(is_signed);
        self.count += 1;
        // The last byte needs room for one more.
        if text.is_empty() || self.count > MAX_TOKENS || length + 1 > self.room {
            return Err(Fault::Format);
        }
        self.room -= length + 1;
        Ok(Some(Token { kind, text }))
    }
}

/// The kind of the token after a sign, and the text after it.
fn behind_sign(sign: Sign, text: &[u8]) -> (Kind, &[u8]) {
    match text {
        [b'0'..=b'9', ..] => (Kind::Offset(sign), behind(text, DIGIT | COLON | POINT | MINUS)),
        _ => (Kind::SignedWord(sign), behind(text, LETTER)),
    }
}

/// The kind of a token that begins with a digit, and the text after it.
fn digits_first(text: &[u8]) -> (Kind, &[u8]) {
    let whole = behind(text, DIGIT);
    let (delimiter, class) = match whole.first() {
        Some(b':') => return (Kind::Time, behind(whole, DIGIT | COLON | POINT)),
        Some(b'-') => (b'-', MINUS),
        Some(b'/') => (b'/', SLASH),
        Some(b'.') => (b'.', POINT),
        _ => return (Kind::Number, whole),
    };
    let part = whole.get(1..).unwrap_or_default();
    let rest = behind(part, DIGIT);
    if rest.len() == part.len() {
        (Kind::Date, behind(part, DIGIT | LETTER | class))
    } else if rest.first() == Some(&delimiter) {
        (Kind::Date, behind(rest, DIGIT | class))
    } else {
        (if delimiter == b'.' { Kind::Number } else { Kind::Date }, rest)
    }
}

/// The kind of a token that begins with a letter, and the text after it.
fn letter_first(text: &[u8]) -> (Kind, &[u8]) {
    let rest = behind(text, LETTER);
    let is_zone = match rest.first() {
        Some(b'-' | b'/' | b'.') => true,
        // `z+5` and `est5` are names of time zones, but `t10` and `jan5` are two tokens.
        Some(b'+' | b'0'..=b'9') => {
            matches!(keyword(text.get(..text.len() - rest.len()).unwrap_or_default()), None | Some(Word::Utc))
        }
        _ => false,
    };
    if is_zone { (Kind::Date, behind(rest, ZONE_NAME)) } else { (Kind::Word, rest) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_dates_are_known_in_any_case_and_cut_to_three_letters() {
        for (text, word) in [
            ("January", Some(Word::Month(1))),
            ("SEP", Some(Word::Month(9))),
            ("sept", Some(Word::Month(9))),
            ("septe", None),
            ("thu", Some(Word::Weekday)),
            ("thur", Some(Word::Weekday)),
            ("tod", None),
            ("Z", Some(Word::Utc)),
            ("zul", None),
            ("est", None),
            ("", None),
        ] {
            assert_eq!(keyword(text.as_bytes()), word, "{text}");
        }
    }

    #[test]
    fn no_word_is_listed_twice() {
        for (at, (word, _)) in WORDS.iter().enumerate() {
            assert!(WORDS.iter().skip(at + 1).all(|(other, _)| other != word), "{word:?}");
        }
    }
}
