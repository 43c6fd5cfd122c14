//! A text into tokens, and what its words mean (manual, appendix B.1 step 1, and B.2 and B.3 for the
//! words). Knows nothing of fields.

use super::Fault::{self, Format};
use crate::pg::isspace;

const MAX_TOKENS: usize = 25;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Digits, perhaps with one point.
    Number,
    /// Digits or letters with `-`, `/`, `.` among them; or a time zone's name with such.
    Date,
    /// Digits with colons.
    Time,
    /// A sign and digits.
    Offset,
    Word,
    /// A sign and letters.
    SignedWord,
}

#[derive(Clone, Copy)]
pub struct Token<'t> {
    pub kind: Kind,
    /// `+` or `-` of an offset or signed word, else 0: white space may part it from the text.
    pub sign: u8,
    /// ASCII.
    pub text: &'t [u8],
}

/// What a word means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Word {
    Month(i64),
    Weekday,
    Meridiem(bool),
    BeforeChrist(bool),
    /// `at`, `on`.
    Ignored,
    /// The ISO 8601 `T`.
    Time,
    Julian,
    /// A label (`y`, `dow` …) that has no place in what is accepted here.
    Label,
    /// `dst`, an hour on top of the offset.
    Daylight,
    Now,
    /// Today, or a day beside it.
    Day,
    Midnight,
    Epoch,
    Infinity,
    Utc,
}

static MONTHS: [&[u8]; 12] = [
    b"january",
    b"february",
    b"march",
    b"april",
    b"may",
    b"june",
    b"july",
    b"august",
    b"september",
    b"october",
    b"november",
    b"december",
];
static WEEKDAYS: [&[u8]; 7] = [b"sunday", b"monday", b"tuesday", b"wednesday", b"thursday", b"friday", b"saturday"];
static WORDS: [(&[u8], Word); 31] = [
    (b"sept", Word::Month(9)),
    (b"tues", Word::Weekday),
    (b"weds", Word::Weekday),
    (b"thur", Word::Weekday),
    (b"thurs", Word::Weekday),
    (b"am", Word::Meridiem(false)),
    (b"pm", Word::Meridiem(true)),
    (b"ad", Word::BeforeChrist(false)),
    (b"bc", Word::BeforeChrist(true)),
    (b"at", Word::Ignored),
    (b"on", Word::Ignored),
    (b"jd", Word::Julian),
    (b"julian", Word::Julian),
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
    // The names of UTC that every server knows; `z` is among the letters.
    (b"utc", Word::Utc),
    (b"gmt", Word::Utc),
    (b"uct", Word::Utc),
    (b"ut", Word::Utc),
    (b"zulu", Word::Utc),
];

/// What a word means, if it is none that only a server knows.
#[inline(never)]
pub fn keyword(text: &[u8]) -> Option<Word> {
    if let [letter] = text {
        return match letter.to_ascii_lowercase() {
            b't' => Some(Word::Time),
            b'z' => Some(Word::Utc),
            b'j' => Some(Word::Julian),
            b'y' | b'm' | b'd' | b'h' | b's' => Some(Word::Label),
            _ => None,
        };
    }
    // In full, or the first three letters.
    let named =
        |name: &&[u8]| is_word(name, text) || text.len() == 3 && name.get(..3).is_some_and(|name| is_word(name, text));
    if let Some(index) = MONTHS.iter().position(named) {
        return Some(Word::Month(index as i64 + 1));
    }
    if WEEKDAYS.iter().any(named) {
        return Some(Word::Weekday);
    }
    WORDS.iter().find(|(name, _)| is_word(name, text)).map(|&(_, word)| word)
}

#[inline(never)]
fn is_word(word: &[u8], text: &[u8]) -> bool {
    word.eq_ignore_ascii_case(text)
}

/// Cuts a text into tokens, one a call.
#[derive(Clone, Copy)]
pub struct Tokens<'t> {
    text: &'t [u8],
    pos: usize,
    /// Tokens so far.
    count: usize,
    /// Room left.
    room: usize,
}

impl<'t> Tokens<'t> {
    /// At the text's start; `room` is how many bytes of tokens, each with a terminator, may be cut.
    pub const fn new(text: &'t str, room: usize) -> Self {
        Self { text: text.as_bytes(), pos: 0, count: 0, room }
    }

    fn peek(&self) -> u8 {
        // A NUL cannot be in the text, so 0 stands for the end.
        self.text.get(self.pos).copied().unwrap_or(0)
    }

    fn skip(&mut self, class: impl Fn(u8) -> bool) {
        while class(self.peek()) && self.pos < self.text.len() {
            self.pos += 1;
        }
    }

    /// The next token; none at the end.
    pub fn next(&mut self) -> Result<Option<Token<'t>>, Fault> {
        // White space and other punctuation only part the tokens.
        self.skip(|b| isspace(b) || b.is_ascii_punctuation() && !matches!(b, b'.' | b'+' | b'-'));
        let first = self.peek();
        if self.pos >= self.text.len() {
            return Ok(None);
        }
        self.count += 1;
        if self.count > MAX_TOKENS {
            return Err(Format);
        }
        let mut start = self.pos;
        let mut sign = 0;
        self.pos += 1;
        let kind = match first {
            b'0'..=b'9' => self.digits_first(),
            b'.' => {
                self.skip(|b| b.is_ascii_digit());
                Kind::Number
            }
            b'+' | b'-' => {
                sign = first;
                self.skip(isspace);
                start = self.pos;
                if self.peek().is_ascii_digit() {
                    self.skip(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'-'));
                    Kind::Offset
                } else if self.peek().is_ascii_alphabetic() {
                    self.skip(|b| b.is_ascii_alphabetic());
                    Kind::SignedWord
                } else {
                    return Err(Format);
                }
            }
            _ if first.is_ascii_alphabetic() => self.letter_first(start),
            _ => return Err(Format),
        };
        let text = self.text.get(start..self.pos).ok_or(Format)?;
        let length = text.len() + usize::from(sign != 0);
        // The last byte needs one more behind it.
        if length + 1 > self.room {
            return Err(Format);
        }
        self.room = self.room.saturating_sub(length + 1);
        Ok(Some(Token { kind, sign, text }))
    }

    fn digits_first(&mut self) -> Kind {
        self.skip(|b| b.is_ascii_digit());
        let delimiter = self.peek();
        match delimiter {
            b':' => {
                self.skip(|b| b.is_ascii_digit() || b == b':' || b == b'.');
                Kind::Time
            }
            b'-' | b'/' | b'.' => {
                self.pos += 1;
                if !self.peek().is_ascii_digit() {
                    self.skip(|b| b.is_ascii_alphanumeric() || b == delimiter);
                    return Kind::Date;
                }
                self.skip(|b| b.is_ascii_digit());
                if self.peek() == delimiter {
                    self.skip(|b| b.is_ascii_digit() || b == delimiter);
                    return Kind::Date;
                }
                if delimiter == b'.' { Kind::Number } else { Kind::Date }
            }
            _ => Kind::Number,
        }
    }

    fn letter_first(&mut self, start: usize) -> Kind {
        self.skip(|b| b.is_ascii_alphabetic());
        let more = match self.peek() {
            b'-' | b'/' | b'.' => true,
            // `z+5` and `est5` are names of time zones, `t10` and `jan5` are two tokens.
            b'+' | b'0'..=b'9' => match self.text.get(start..self.pos).and_then(keyword) {
                None | Some(Word::Utc) => true,
                Some(_) => false,
            },
            _ => false,
        };
        if !more {
            return Kind::Word;
        }
        self.skip(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'/' | b'_' | b'.' | b':'));
        Kind::Date
    }
}
