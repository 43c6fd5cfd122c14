//! Date/time input as the manual's appendix B.1 tells it ("Date/Time Input Interpretation"): a text
//! is cut into tokens, each token fills fields, and the fields make an instant. Knows no type's
//! range. DateStyle is MDY, the session's time zone is UTC.

use super::{Error, SqlState, isspace};

/// What a text stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instant {
    NegativeInfinity,
    Infinity,
    ClockRelative,
    At {
        /// The local date, in days since 2000-01-01.
        days: i64,
        /// Microseconds from that date's midnight, in UTC; an offset may lead to another date.
        micros: i64,
    },
}

/// Why a text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// No date/time at all, or one that does not fit together.
    Format,
    /// A field beyond its range.
    Overflow,
    /// An offset beyond ±15:59:59.
    Displacement,
    /// No time zone has this name, which has a digit or punctuation in it.
    ZoneName,
}

impl Fault {
    const fn sqlstate(self) -> SqlState {
        match self {
            Self::Format => SqlState::InvalidDatetimeFormat,
            Self::Overflow => SqlState::DatetimeFieldOverflow,
            Self::Displacement => SqlState::InvalidTimeZoneDisplacementValue,
            Self::ZoneName => SqlState::InvalidParameterValue,
        }
    }
}

/// A fault, and whether only a server can tell that it is one, or the one that counts.
#[derive(Clone, Copy, Debug)]
pub struct Refusal {
    fault: Fault,
    unknowable: bool,
}

impl Refusal {
    pub const fn error(self, type_name: &'static str) -> Error {
        Error { unknowable: self.unknowable, ..Error::new(self.fault.sqlstate(), type_name) }
    }
}

use Fault::{Displacement, Format, Overflow, ZoneName};

/// How many bytes of tokens, each with a terminator, the server has room for.
pub const TIMESTAMPTZ_WORK_BYTES: usize = 128 + MAX_TOKENS;
/// The same for `date`.
pub const DATE_WORK_BYTES: usize = 128 + 1;
const MAX_TOKENS: usize = 25;

/// Days from 1970-01-01 to 2000-01-01.
const EPOCH_2000: i64 = 10_957;
/// The Julian day number of 2000-01-01.
const JULIAN_2000: i64 = 2_451_545;
const MICROS_PER_SECOND: i64 = 1_000_000;
const MICROS_PER_DAY: i64 = 86_400 * MICROS_PER_SECOND;

// Fields that are filled, one bit each.
const YEAR: u16 = 1;
const MONTH: u16 = 1 << 1;
const DAY: u16 = 1 << 2;
const DATE: u16 = YEAR | MONTH | DAY;
const DAY_OF_YEAR: u16 = 1 << 3;
const TIME: u16 = 1 << 4;
const ZONE: u16 = 1 << 5;
const MERIDIEM: u16 = 1 << 6;
const ERA: u16 = 1 << 7;
const WEEKDAY: u16 = 1 << 8;
const DAYLIGHT: u16 = 1 << 9;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
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
struct Token<'t> {
    kind: Kind,
    /// `+` or `-` of an offset or signed word, else 0: white space may part it from the text.
    sign: u8,
    text: &'t str,
}

/// What a word means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
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
fn keyword(text: &str) -> Option<Word> {
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
fn utc(text: &str) -> bool {
    ["z", "utc", "gmt", "uct", "ut", "zulu"].iter().any(|name| name.eq_ignore_ascii_case(text))
}

/// Cuts a text into tokens, one a call.
struct Tokens<'t> {
    text: &'t str,
    pos: usize,
    /// Tokens so far.
    count: usize,
    /// Room left.
    room: usize,
}

impl<'t> Tokens<'t> {
    fn peek(&self) -> u8 {
        // A NUL cannot be in the text, so 0 stands for the end.
        self.text.as_bytes().get(self.pos).copied().unwrap_or(0)
    }

    fn skip(&mut self, class: impl Fn(u8) -> bool) {
        while class(self.peek()) && self.pos < self.text.len() {
            self.pos += 1;
        }
    }

    fn next(&mut self) -> Result<Option<Token<'t>>, Fault> {
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

/// Leading digits as a C int (none: 0), and what follows them.
fn integer(text: &str, overflow: Fault) -> Result<(i64, &str), Fault> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(count).unwrap_or_default();
    if digits.is_empty() {
        return Ok((0, rest));
    }
    match digits.parse::<i64>() {
        Ok(value) if value <= i64::from(i32::MAX) => Ok((value, rest)),
        _ => Err(overflow),
    }
}

/// The same with a minus allowed.
fn signed_integer(text: &str, overflow: Fault) -> Result<(i64, &str), Fault> {
    match text.strip_prefix('-').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        Some(digits) => integer(digits, overflow).map(|(value, rest)| (-value, rest)),
        None => integer(text, overflow),
    }
}

/// Digits as C's `atoi` reads them: what does not fit into an int loses its upper bits.
fn wrapping_integer(digits: &str) -> i64 {
    let wide = digits.bytes().fold(0i64, |v, b| v.saturating_mul(10).saturating_add(i64::from(b.wrapping_sub(b'0'))));
    i64::from(wide as i32)
}

/// The digits behind a point as a fraction of one.
fn fraction(digits: &str) -> Result<f64, Fault> {
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Format);
    }
    // 15 digits are exact in a double, and so is the power of ten: one rounding, as in strtod.
    let mut value = 0u64;
    let mut power = 1u64;
    for digit in digits.bytes().take(15) {
        value = value * 10 + u64::from(digit - b'0');
        power *= 10;
    }
    if digits.as_bytes().get(15).is_some_and(|&digit| digit >= b'5') {
        value += 1;
    }
    Ok(value as f64 / power as f64)
}

/// A fraction of a second in microseconds, rounded half to even.
fn microseconds(digits: &str) -> Result<i64, Fault> {
    Ok((fraction(digits)? * 1e6).round_ties_even() as i64)
}

/// Days since 2000-01-01 of a date in the proleptic Gregorian calendar; the month may be any.
fn days_from_date(year: i64, month: i64, day: i64) -> i64 {
    // Years start in March, so that the leap day is the last.
    let months = year * 12 + month - 3;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12));
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    // 719_468: days from 0000-03-01 to 1970-01-01.
    year * 365 + leap_days + (153 * month + 2) / 5 + day - 1 - 719_468 - EPOCH_2000
}

const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + is_leap(year) as i64,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A label that waits for its number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    None,
    Time,
    Julian,
    /// One that nothing may follow; the number behind it is read nevertheless.
    Useless,
}

/// The fields as they fill up.
struct Fields {
    seen: u16,
    year: i64,
    month: i64,
    day: i64,
    day_of_year: i64,
    hour: i64,
    minute: i64,
    second: i64,
    micros: i64,
    /// Seconds east of Greenwich.
    offset: i64,
    /// The date as a Julian day, which needs no further judgement.
    julian: Option<i64>,
    text_month: bool,
    two_digit_year: bool,
    before_christ: bool,
    /// Some(true): PM.
    meridiem: Option<bool>,
    /// Infinity or the epoch, which stand alone.
    special: Option<Instant>,
    clock_relative: bool,
    /// The first fault that only a server can tell to be one: a word that is good if it names a
    /// time zone.
    doubt: Option<Fault>,
    label: Label,
}

/// Reads a text.
pub fn decode(text: &str, work_bytes: usize) -> Result<Instant, Refusal> {
    let mut fields = Fields {
        seen: 0,
        year: 0,
        month: 0,
        day: 0,
        day_of_year: 0,
        hour: 0,
        minute: 0,
        second: 0,
        micros: 0,
        offset: 0,
        julian: None,
        text_month: false,
        two_digit_year: false,
        before_christ: false,
        meridiem: None,
        special: None,
        clock_relative: false,
        doubt: None,
        label: Label::None,
    };
    let result = fields.read(text, work_bytes);
    match (result, fields.doubt) {
        (Ok(instant), None) => Ok(instant),
        (Ok(_), Some(fault)) => Err(Refusal { fault, unknowable: true }),
        // Refused in any case; by which error may depend on whether that zone exists.
        (Err(fault), zone) => {
            Err(Refusal { fault, unknowable: zone.is_some_and(|zone| zone.sqlstate() != fault.sqlstate()) })
        }
    }
}

impl Fields {
    fn read(&mut self, text: &str, work_bytes: usize) -> Result<Instant, Fault> {
        // The server cuts the whole text before it reads the first token, so a fault in cutting is
        // found first. The second pass meets none.
        let start = Tokens { text, pos: 0, count: 0, room: work_bytes };
        let mut cutter = Tokens { ..start };
        while cutter.next()?.is_some() {}
        let mut tokens = Tokens { ..start };
        while let Some(token) = tokens.next()? {
            let filled = match token.kind {
                Kind::Date => self.date_token(token.text)?,
                Kind::Time => self.time_token(token.text)?,
                Kind::Offset => self.offset_token(token.sign, token.text)?,
                Kind::Number => self.number_token(token.text)?,
                Kind::Word => match keyword(token.text) {
                    Some(Word::Time) => {
                        let next = Tokens { ..tokens }.next()?.map(|next| next.kind);
                        self.time_label(next)?
                    }
                    Some(word) => self.word(word)?,
                    None if utc(token.text) => self.word(Word::Utc)?,
                    // No zone has a name of one letter, or of letters alone that is longer.
                    None if (2..=10).contains(&token.text.len()) => {
                        self.doubt.get_or_insert(Format);
                        ZONE
                    }
                    None => return Err(Format),
                },
                Kind::SignedWord if token.sign == b'-' && token.text.eq_ignore_ascii_case("infinity") => {
                    self.special = Some(Instant::NegativeInfinity);
                    DATE | TIME | ZONE
                }
                Kind::SignedWord => return Err(Format),
            };
            if self.seen & filled != 0 {
                return Err(Format);
            }
            self.seen |= filled;
        }
        if let Some(special) = self.special {
            return if tokens.count == 1 { Ok(special) } else { Err(Format) };
        }
        self.finish()
    }

    /// A token with delimiters: a date; behind a date, a run-together time with an offset
    /// (`hhmmss-hh`), or a time zone's name.
    fn date_token(&mut self, text: &str) -> Result<u16, Fault> {
        if self.label == Label::Julian {
            self.label = Label::None;
            let (day, zone) = integer(text, Overflow)?;
            self.julian = Some(day);
            let (sign, zone) = zone.split_at_checked(1).ok_or(Format)?;
            self.offset_token(sign.bytes().next().unwrap_or(0), zone)?;
            return Ok(DATE | TIME | ZONE);
        }
        if self.label == Label::None && self.seen & (MONTH | DAY) != MONTH | DAY {
            return self.date(text);
        }
        if self.label == Label::None && !text.starts_with(|c: char| c.is_ascii_digit()) {
            self.doubt.get_or_insert(ZoneName);
            return Ok(ZONE);
        }
        if !matches!(self.label, Label::None | Label::Time) || self.seen & TIME != 0 {
            return Err(Format);
        }
        self.label = Label::None;
        let (time, zone) = text.split_once('-').ok_or(Format)?;
        self.offset_token(b'-', zone)?;
        Ok(self.run_together(time, self.seen)? | ZONE)
    }

    /// A date with delimiters: a name is the month, numbers are taken as they come.
    fn date(&mut self, text: &str) -> Result<u16, Fault> {
        // The parts are letters or digits; one character between them is dropped, whatever it is.
        fn part(text: &str) -> (&str, &str) {
            let text = text.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
            let digits = text.starts_with(|c: char| c.is_ascii_digit());
            let end = text.find(|c: char| if digits { !c.is_ascii_digit() } else { !c.is_ascii_alphabetic() });
            let (part, rest) = text.split_at_checked(end.unwrap_or(text.len())).unwrap_or_default();
            (part, rest.get(1..).unwrap_or_default())
        }
        let before = self.seen;
        let mut filled = 0;
        // The month's name first, since it says what the numbers are.
        let mut text_month = false;
        let mut rest = text;
        while !rest.is_empty() {
            let (name, after) = part(rest);
            rest = after;
            if name.is_empty() {
                return Err(Format);
            }
            if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                match keyword(name) {
                    Some(Word::Month(month)) if (before | filled) & MONTH == 0 => self.month = month,
                    Some(Word::Ignored) => continue,
                    _ => return Err(Format),
                }
                text_month = true;
                filled |= MONTH;
            }
        }
        rest = text;
        while !rest.is_empty() {
            let (digits, after) = part(rest);
            rest = after;
            if digits.starts_with(|c: char| c.is_ascii_digit()) {
                let bit = self.number(digits, text_month, before | filled)?;
                if (before | filled) & bit != 0 {
                    return Err(Format);
                }
                filled |= bit;
            }
        }
        if (before | filled) & !(DAY_OF_YEAR | ZONE) == DATE { Ok(filled) } else { Err(Format) }
    }

    /// `hh:mm`, `hh:mm:ss`, `hh:mm:ss.fff`; `mm:ss.fff` too.
    fn time_token(&mut self, text: &str) -> Result<u16, Fault> {
        if !matches!(self.label, Label::None | Label::Time) {
            return Err(Format);
        }
        self.label = Label::None;
        // The hour alone is read as a 64-bit number.
        let (hour, rest) = text.split_once(':').ok_or(Format)?;
        let hour: i64 = hour.parse().map_err(|_| Overflow)?;
        let (minute, rest) = integer(rest, Overflow)?;
        (self.hour, self.minute, self.second, self.micros) = (hour, minute, 0, 0);
        if let Some(digits) = rest.strip_prefix('.') {
            (self.hour, self.minute, self.second, self.micros) = (0, hour, minute, microseconds(digits)?);
        } else if let Some(rest) = rest.strip_prefix(':') {
            let (second, rest) = integer(rest, Overflow)?;
            self.second = second;
            match rest.strip_prefix('.') {
                Some(digits) => self.micros = microseconds(digits)?,
                None if !rest.is_empty() => return Err(Format),
                None => {}
            }
        } else if !rest.is_empty() {
            return Err(Format);
        }
        // 24:00:00 and a second 60 are good, but no time is later than 24:00:00.
        if self.hour > 24 || self.minute > 59 || self.second > 60 || self.micros_of_day() > MICROS_PER_DAY {
            return Err(Overflow);
        }
        Ok(TIME)
    }

    fn micros_of_day(&self) -> i64 {
        ((self.hour * 60 + self.minute) * 60 + self.second) * MICROS_PER_SECOND + self.micros
    }

    /// `hh`, `hhmm`, `hh:mm`, `hh:mm:ss` behind a sign.
    fn offset_token(&mut self, sign: u8, text: &str) -> Result<u16, Fault> {
        if sign != b'+' && sign != b'-' {
            return Err(Format);
        }
        let (mut hour, mut rest) = signed_integer(text, Displacement)?;
        let (mut minute, mut second) = (0, 0);
        if let Some(minutes) = rest.strip_prefix(':') {
            (minute, rest) = signed_integer(minutes, Displacement)?;
            if let Some(seconds) = rest.strip_prefix(':') {
                (second, rest) = signed_integer(seconds, Displacement)?;
            }
        } else if rest.is_empty() && text.len() > 2 {
            (hour, minute) = (hour / 100, hour % 100);
        }
        if !(0..16).contains(&hour) || !(0..60).contains(&minute) || !(0..60).contains(&second) {
            return Err(Displacement);
        }
        if !rest.is_empty() {
            return Err(Format);
        }
        let offset = (hour * 60 + minute) * 60 + second;
        self.offset = if sign == b'-' { -offset } else { offset };
        Ok(ZONE)
    }

    /// Digits, perhaps with a point.
    fn number_token(&mut self, text: &str) -> Result<u16, Fault> {
        let point = text.find('.');
        let label = std::mem::replace(&mut self.label, Label::None);
        let (day, rest) = if label == Label::None { (0, "") } else { integer(text, Overflow)? };
        match label {
            Label::Julian => {
                self.julian = Some(day);
                if point.is_none() {
                    return Ok(DATE);
                }
                let time = fraction(rest.strip_prefix('.').ok_or(Format)?)?;
                (self.hour, self.minute, self.second) = (0, 0, 0);
                self.micros = (time * MICROS_PER_DAY as f64) as i64;
                Ok(DATE | TIME)
            }
            Label::Useless => Err(Format),
            Label::Time => match self.run_together(text, self.seen | DATE)? {
                TIME => Ok(TIME),
                _ => Err(Format),
            },
            Label::None => {
                if point.is_some() && self.seen & DATE == 0 {
                    self.date(text)
                } else if point.is_some_and(|before| before > 2)
                    || text.len() >= 6 && (self.seen & DATE == 0 || self.seen & TIME == 0)
                {
                    self.run_together(text, self.seen)
                } else {
                    self.number(text, self.text_month, self.seen)
                }
            }
        }
    }

    /// A number by itself: what it is depends on the fields that are there.
    fn number(&mut self, text: &str, text_month: bool, seen: u16) -> Result<u16, Fault> {
        let (value, rest) = integer(text, Overflow)?;
        let whole = text.len() - rest.len();
        if whole == 0 {
            return Err(Format);
        }
        if let Some(digits) = rest.strip_prefix('.') {
            if whole > 2 {
                return self.run_together(text, seen | DATE);
            }
            self.micros = microseconds(digits)?;
        }
        if text.len() == 3 && seen & DATE == YEAR && (1..=366).contains(&value) {
            self.day_of_year = value;
            return Ok(DAY_OF_YEAR | MONTH | DAY);
        }
        let bit = match seen & DATE {
            0 if text.len() >= 3 => YEAR,
            0 => MONTH,
            YEAR | DAY => MONTH,
            MONTH if text_month && text.len() >= 3 => YEAR,
            MONTH => DAY,
            // DD-MON-YYYY: the first number was the day after all.
            bits if bits == YEAR | MONTH && text_month && text.len() >= 3 && self.two_digit_year => {
                self.day = self.year;
                self.year = value;
                self.two_digit_year = false;
                return Ok(DAY);
            }
            bits if bits == YEAR | MONTH => DAY,
            bits if bits == MONTH | DAY => YEAR,
            DATE => return self.run_together(text, seen),
            _ => return Err(Format),
        };
        match bit {
            YEAR => {
                self.year = value;
                self.two_digit_year = text.len() <= 2;
            }
            MONTH => self.month = value,
            _ => self.day = value,
        }
        Ok(bit)
    }

    /// `yyyymmdd`, `yymmdd`, `hhmmss`, `hhmmss.fff`, `hhmm`.
    fn run_together(&mut self, text: &str, seen: u16) -> Result<u16, Fault> {
        let digits = match text.split_once('.') {
            Some((digits, rest)) => {
                self.micros = microseconds(rest)?;
                digits
            }
            None => text,
        };
        let at = |from: usize, to: usize| wrapping_integer(digits.get(from..to).unwrap_or_default());
        let length = digits.len();
        if digits.len() == text.len() && seen & DATE != DATE && length >= 6 {
            self.day = at(length - 2, length);
            self.month = at(length - 4, length - 2);
            self.year = at(0, length - 4);
            if length == 6 {
                self.two_digit_year = true;
            }
            return Ok(DATE);
        }
        if seen & TIME == 0 && (length == 6 || length == 4) {
            (self.hour, self.minute, self.second) = (at(0, 2), at(2, 4), at(4, length));
            return Ok(TIME);
        }
        Err(Format)
    }

    /// The `T` of ISO 8601: a date must stand before it, a time behind it.
    fn time_label(&mut self, next: Option<Kind>) -> Result<u16, Fault> {
        if self.label != Label::None
            || self.seen & DATE != DATE
            || !matches!(next, Some(Kind::Number | Kind::Time | Kind::Date))
        {
            return Err(Format);
        }
        self.label = Label::Time;
        Ok(0)
    }

    fn word(&mut self, word: Word) -> Result<u16, Fault> {
        Ok(match word {
            Word::Month(month) => {
                let mut bit = MONTH;
                // A number that was taken for the month is the day.
                if self.seen & (MONTH | DAY) == MONTH && !self.text_month && (1..=31).contains(&self.month) {
                    self.day = self.month;
                    bit = DAY;
                }
                self.text_month = true;
                self.month = month;
                bit
            }
            Word::Weekday => WEEKDAY,
            Word::Meridiem(pm) => {
                self.meridiem = Some(pm);
                MERIDIEM
            }
            Word::BeforeChrist(bc) => {
                self.before_christ = bc;
                ERA
            }
            Word::Ignored => 0,
            Word::Julian | Word::Label if self.label == Label::None => {
                self.label = if word == Word::Julian { Label::Julian } else { Label::Useless };
                0
            }
            Word::Daylight => {
                self.offset += 3600;
                DAYLIGHT
            }
            Word::Epoch | Word::Infinity => {
                let epoch = Instant::At { days: -EPOCH_2000, micros: 0 };
                self.special = Some(if word == Word::Epoch { epoch } else { Instant::Infinity });
                DATE | TIME | ZONE
            }
            Word::Now | Word::Day => {
                self.clock_relative = true;
                if word == Word::Now { DATE | TIME | ZONE } else { DATE }
            }
            Word::Midnight => {
                (self.hour, self.minute, self.second) = (0, 0, 0);
                TIME | ZONE
            }
            Word::Utc => {
                self.offset = 0;
                ZONE
            }
            Word::Julian | Word::Label | Word::Time => return Err(Format),
        })
    }

    /// Judges the fields together.
    fn finish(&mut self) -> Result<Instant, Fault> {
        if self.label != Label::None {
            return Err(Format);
        }
        let given = self.julian.is_some() || self.clock_relative;
        if self.seen & YEAR != 0 && !given {
            if self.before_christ {
                if self.year <= 0 {
                    return Err(Overflow);
                }
                // 1 BC is year 0.
                self.year = 1 - self.year;
            } else if self.two_digit_year {
                self.year += match self.year {
                    ..70 => 2000,
                    70..100 => 1900,
                    _ => 0,
                };
            } else if self.year <= 0 {
                return Err(Overflow);
            }
        }
        let days = match self.julian {
            Some(julian) => julian - JULIAN_2000,
            // The server counts Julian days in 32 bits here, and so finds a date for any year.
            None if self.seen & DAY_OF_YEAR != 0 => {
                let year = i64::from((self.year + 4800) as i32) - 4800;
                (days_from_date(year, 1, self.day_of_year) + JULIAN_2000).rem_euclid(1 << 32) - JULIAN_2000
            }
            None => {
                if self.seen & MONTH != 0 && !given && !(1..=12).contains(&self.month)
                    || self.seen & DAY != 0 && !given && !(1..=31).contains(&self.day)
                    || self.seen & DATE == DATE && !given && self.day > days_in_month(self.year, self.month)
                {
                    return Err(Overflow);
                }
                days_from_date(self.year, self.month, self.day)
            }
        };
        if let Some(pm) = self.meridiem {
            if self.hour > 12 {
                return Err(Overflow);
            }
            if self.clock_relative && self.seen & (TIME | ZONE) == TIME | ZONE {
                // `now am` is refused in the afternoon.
                self.doubt.get_or_insert(Overflow);
            }
            self.hour = self.hour % 12 + if pm { 12 } else { 0 };
        }
        if self.seen & DATE != DATE || self.seen & DAYLIGHT != 0 && self.seen & ZONE == 0 {
            return Err(Format);
        }
        if self.clock_relative {
            return Ok(Instant::ClockRelative);
        }
        // The server keeps dates as 32-bit Julian days.
        if days + JULIAN_2000 < 0 {
            return Err(Overflow);
        }
        let micros = self.micros_of_day() - self.offset * MICROS_PER_SECOND;
        Ok(Instant::At { days, micros })
    }
}
