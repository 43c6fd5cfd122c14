//! A text into tokens, and what its words mean (manual, appendix B.1 step 1, and B.2 and B.3 for the
//! words). Knows nothing of fields.

use json_format::ascii::{COLON, DIGIT, LETTER, MINUS, PLUS, POINT, SLASH, SPACE, UNDERSCORE, behind};

const MAX_TOKENS: usize = 25;
/// White space and other punctuation only part the tokens.
const PARTING: u16 = !(DIGIT | LETTER | POINT | PLUS | MINUS);
const ZONE_NAME: u16 = LETTER | DIGIT | PLUS | MINUS | SLASH | UNDERSCORE | POINT | COLON;

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
    /// No more tokens.
    End,
    /// What no token begins with, or more than there is room for.
    Bad,
}

/// What a word means: what stands behind it in [`WORDS`].
pub mod word {
    /// None that is not for a server to know.
    pub const UNKNOWN: u8 = 0;
    /// The months follow one another.
    pub const JANUARY: u8 = b'0';
    pub const DECEMBER: u8 = b';';
    pub const WEEKDAY: u8 = b'<';
    pub const AM: u8 = b'A';
    pub const PM: u8 = b'P';
    pub const AD: u8 = b'C';
    pub const BC: u8 = b'B';
    /// `at`, `on`.
    pub const IGNORED: u8 = b'I';
    /// The ISO 8601 `T`.
    pub const TIME: u8 = b'T';
    pub const JULIAN: u8 = b'J';
    /// A label (`y`, `dow` …) that has no place in what is accepted here.
    pub const LABEL: u8 = b'L';
    /// `dst`, an hour on top of the offset.
    pub const DAYLIGHT: u8 = b'S';
    pub const NOW: u8 = b'N';
    /// Today, or a day beside it.
    pub const DAY: u8 = b'D';
    pub const MIDNIGHT: u8 = b'M';
    pub const EPOCH: u8 = b'E';
    pub const INFINITY: u8 = b'F';
    /// The names of UTC that every server knows.
    pub const UTC: u8 = b'U';
}

/// Each word in small letters, and then what it means.
static WORDS: &str = "january0february1march2april3may4june5july6august7september8sept8october9november:december;\
    sunday<monday<tuesday<tues<wednesday<weds<thursday<thur<thurs<friday<saturday<amApmPadCbcBatIonItTjJjdJjulianJ\
    yLmLdLhLsLmmLdowLdoyLisodowLisoyearLdstSnowNtodayDtomorrowDyesterdayDallballsMepochEinfinityFzUutcUgmtUuctUutUzuluU";

/// What a [`word`] means. Months and weekdays may be cut to three letters.
#[inline(never)]
pub fn keyword(text: &[u8]) -> u8 {
    let mut length = 0;
    let mut same = 0;
    for &byte in WORDS.as_bytes() {
        if byte.is_ascii_lowercase() {
            same += usize::from(same == length && text.get(same).is_some_and(|letter| letter | 0x20 == byte));
            length += 1;
        } else if same == text.len() && (same == length || same == 3 && byte <= word::WEEKDAY) {
            return byte;
        } else {
            (length, same) = (0, 0);
        }
    }
    word::UNKNOWN
}

/// Cuts a text into tokens, one a call.
#[derive(Clone, Copy)]
pub struct Tokens<'t> {
    rest: &'t [u8],
    /// Tokens so far.
    count: usize,
    /// Room left.
    room: usize,
    /// `+` or `-` of an offset or signed word, else 0: white space may part it from the text.
    pub sign: u8,
    /// The token, in ASCII.
    pub text: &'t [u8],
}

impl<'t> Tokens<'t> {
    /// At the text's start; `room` is how many bytes of tokens, each with a terminator, may be cut.
    pub const fn new(text: &'t [u8], room: usize) -> Self {
        Self { rest: text, count: 0, room, sign: 0, text: &[] }
    }

    /// Goes to the next token.
    #[inline(never)]
    pub fn next(&mut self) -> Kind {
        let mut start = behind(self.rest, PARTING);
        self.sign = 0;
        let (kind, rest) = match *start {
            [] => return Kind::End,
            [b'0'..=b'9', ..] => digits_first(start),
            [b'.', ref digits @ ..] => (Kind::Number, behind(digits, DIGIT)),
            [sign @ (b'+' | b'-'), ref signed @ ..] => {
                self.sign = sign;
                start = behind(signed, SPACE);
                match start {
                    [b'0'..=b'9', ..] => (Kind::Offset, behind(start, DIGIT | COLON | POINT | MINUS)),
                    _ => (Kind::SignedWord, behind(start, LETTER)),
                }
            }
            _ => letter_first(start),
        };
        self.rest = rest;
        self.text = start.get(..start.len() - rest.len()).unwrap_or_default();
        let length = self.text.len() + usize::from(self.sign != 0);
        self.count += 1;
        // The last byte needs one more behind it.
        if self.text.is_empty() || self.count > MAX_TOKENS || length + 1 > self.room {
            return Kind::Bad;
        }
        self.room -= length + 1;
        kind
    }
}

/// The kind of the token that a text begins with, and what follows it.
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

fn letter_first(text: &[u8]) -> (Kind, &[u8]) {
    let rest = behind(text, LETTER);
    let is_zone = match rest.first() {
        Some(b'-' | b'/' | b'.') => true,
        // `z+5` and `est5` are names of time zones, `t10` and `jan5` are two tokens.
        Some(b'+' | b'0'..=b'9') => {
            matches!(keyword(text.get(..text.len() - rest.len()).unwrap_or_default()), word::UNKNOWN | word::UTC)
        }
        _ => false,
    };
    if is_zone { (Kind::Date, behind(rest, ZONE_NAME)) } else { (Kind::Word, rest) }
}
