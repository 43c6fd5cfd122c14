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
    pub text: &'t str,
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

/// Words other than names of time zones, which the tokeniser must know.
pub fn keyword(text: &str) -> Option<Word> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const WEEKDAYS: [&str; 7] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
    let mut buffer = [0; 9];
    let lower = buffer.get_mut(..text.len())?;
    lower.copy_from_slice(text.as_bytes());
    lower.make_ascii_lowercase();
    let word = std::str::from_utf8(lower).ok()?;
    let names = |name: &str| word == name || word.len() == 3 && name.starts_with(word);
    if let Some(index) = MONTHS.iter().position(|name| names(name)) {
        return Some(Word::Month(index as i64 + 1));
    }
    if WEEKDAYS.iter().any(|name| names(name)) {
        return Some(Word::Weekday);
    }
    Some(match word {
        "sept" => Word::Month(9),
        "tues" | "weds" | "thur" | "thurs" => Word::Weekday,
        "am" => Word::Meridiem(false),
        "pm" => Word::Meridiem(true),
        "ad" => Word::BeforeChrist(false),
        "bc" => Word::BeforeChrist(true),
        "at" | "on" => Word::Ignored,
        "t" => Word::Time,
        "j" | "jd" | "julian" => Word::Julian,
        "y" | "m" | "d" | "h" | "mm" | "s" | "dow" | "doy" | "isodow" | "isoyear" => Word::Label,
        "dst" => Word::Daylight,
        "now" => Word::Now,
        "today" | "tomorrow" | "yesterday" => Word::Day,
        "allballs" => Word::Midnight,
        "epoch" => Word::Epoch,
        "infinity" => Word::Infinity,
        _ => return None,
    })
}

/// The names of UTC that every server knows.
pub fn utc(text: &str) -> bool {
    ["z", "utc", "gmt", "uct", "ut", "zulu"].iter().any(|name| name.eq_ignore_ascii_case(text))
}

/// Cuts a text into tokens, one a call.
#[derive(Clone, Copy)]
pub struct Tokens<'t> {
    text: &'t str,
    pos: usize,
    /// Tokens so far.
    count: usize,
    /// Room left.
    room: usize,
}

impl<'t> Tokens<'t> {
    /// At the text's start; `room` is how many bytes of tokens, each with a terminator, may be cut.
    pub const fn new(text: &'t str, room: usize) -> Self {
        Self { text, pos: 0, count: 0, room }
    }

    fn peek(&self) -> u8 {
        // A NUL cannot be in the text, so 0 stands for the end.
        self.text.as_bytes().get(self.pos).copied().unwrap_or(0)
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
            b'+' | b'0'..=b'9' => self.text.get(start..self.pos).and_then(keyword).is_none(),
            _ => false,
        };
        if !more {
            return Kind::Word;
        }
        self.skip(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'/' | b'_' | b'.' | b':'));
        Kind::Date
    }
}
