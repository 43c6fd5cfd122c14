//! Tokens into fields, and the fields into an instant (manual, appendix B.1 steps 2 to 7). DateStyle
//! is MDY, the session's time zone is UTC.

use super::Fault::{self, Displacement, Format, Overflow, ZoneName};
use super::calendar::{JULIAN_2000, days_from_date, days_in_month};
use super::tokens::{Kind, Tokens, Word, keyword};
use super::{EPOCH_2000, Instant, MICROS_PER_DAY, MICROS_PER_SECOND};

const MICROS_PER_HOUR: i64 = 3600 * MICROS_PER_SECOND;

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

/// Leading digits, and what follows them.
fn digits(text: &[u8]) -> (&[u8], &[u8]) {
    let count = text.iter().take_while(|b| b.is_ascii_digit()).count();
    text.split_at_checked(count).unwrap_or_default()
}

fn starts_with_digit(text: &[u8]) -> bool {
    text.first().is_some_and(u8::is_ascii_digit)
}

/// The parts before and behind the first such byte.
fn split_once(text: &[u8], byte: u8) -> Option<(&[u8], &[u8])> {
    let at = text.iter().position(|&b| b == byte)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The number that digits spell, up to the greatest.
fn saturating(digits: &[u8]) -> i64 {
    digits.iter().fold(0i64, |v, b| v.saturating_mul(10).saturating_add(i64::from(b.wrapping_sub(b'0'))))
}

/// Leading digits as a C int (none: 0), and what follows them.
#[inline(never)]
fn integer(text: &[u8], overflow: Fault) -> Result<(i64, &[u8]), Fault> {
    let (digits, rest) = digits(text);
    let value = saturating(digits);
    if value > i64::from(i32::MAX) { Err(overflow) } else { Ok((value, rest)) }
}

/// The same with a minus allowed.
fn signed_integer(text: &[u8], overflow: Fault) -> Result<(i64, &[u8]), Fault> {
    match text.strip_prefix(b"-").filter(|rest| starts_with_digit(rest)) {
        Some(digits) => integer(digits, overflow).map(|(value, rest)| (-value, rest)),
        None => integer(text, overflow),
    }
}

/// Digits as C's `atoi` reads them: what does not fit into an int loses its upper bits.
fn wrapping_integer(digits: &[u8]) -> i64 {
    i64::from(saturating(digits) as i32)
}

/// The digits behind a point as a fraction of one.
#[inline(never)]
fn fraction(digits: &[u8]) -> Result<f64, Fault> {
    if !digits.iter().all(u8::is_ascii_digit) {
        return Err(Format);
    }
    // 15 digits are exact in a double, and so is the power of ten: one rounding, as in strtod.
    let mut value = 0u64;
    let mut power = 1u64;
    for digit in digits.iter().take(15) {
        value = value * 10 + u64::from(digit - b'0');
        power *= 10;
    }
    if digits.get(15).is_some_and(|&digit| digit >= b'5') {
        value += 1;
    }
    Ok(value as f64 / power as f64)
}

/// A fraction of a second in microseconds, rounded half to even.
fn microseconds(digits: &[u8]) -> Result<i64, Fault> {
    // Beyond this a double has no fraction: adding it rounds half to even, as C's rint does.
    const INTEGERS: f64 = 4_503_599_627_370_496.0;
    Ok((fraction(digits)? * 1e6 + INTEGERS - INTEGERS) as i64)
}

/// A label that waits for its number.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Label {
    #[default]
    None,
    Time,
    Julian,
    /// One that nothing may follow; the number behind it is read nevertheless.
    Useless,
}

/// The fields as they fill up.
#[derive(Default)]
pub struct Fields {
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
    /// Infinity or the epoch, which leave no room for a date, a time or a zone.
    special: Option<Instant>,
    clock_relative: bool,
    /// The first fault that only a server can tell to be one: a word that is good if it names a
    /// time zone.
    pub doubt: Option<Fault>,
    label: Label,
}

impl Fields {
    /// Reads a text.
    pub fn read(&mut self, text: &str, work_bytes: usize) -> Result<Instant, Fault> {
        // The server cuts the whole text before it reads the first token, so a fault in cutting is
        // found first. The second pass meets none.
        let mut tokens = Tokens::new(text, work_bytes);
        let mut cutter = tokens;
        while cutter.next()?.is_some() {}
        while let Some(token) = tokens.next()? {
            let filled = match token.kind {
                Kind::Date => self.date_token(token.text)?,
                Kind::Time => self.time_token(token.text)?,
                Kind::Offset => self.offset_token(token.sign, token.text)?,
                Kind::Number => self.number_token(token.text)?,
                Kind::Word => match keyword(token.text) {
                    Some(Word::Time) => {
                        let next = { tokens }.next()?.map(|next| next.kind);
                        self.time_label(next)?
                    }
                    Some(word) => self.word(word)?,
                    // No zone has a name of one letter, or of letters alone that is longer.
                    None if (2..=10).contains(&token.text.len()) => {
                        self.doubt.get_or_insert(Format);
                        ZONE
                    }
                    None => return Err(Format),
                },
                Kind::SignedWord if token.sign == b'-' && token.text.eq_ignore_ascii_case(b"infinity") => {
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
        self.finish()
    }

    /// A token with delimiters: a date; behind a date, a run-together time with an offset
    /// (`hhmmss-hh`), or a time zone's name.
    fn date_token(&mut self, text: &[u8]) -> Result<u16, Fault> {
        if self.label == Label::Julian {
            self.label = Label::None;
            let (day, zone) = integer(text, Overflow)?;
            self.julian = Some(day);
            let (&sign, zone) = zone.split_first().ok_or(Format)?;
            self.offset_token(sign, zone)?;
            return Ok(DATE | TIME | ZONE);
        }
        if self.label == Label::None && self.seen & (MONTH | DAY) != MONTH | DAY {
            return self.date(text);
        }
        if self.label == Label::None && !starts_with_digit(text) {
            self.doubt = Some(ZoneName);
            return Ok(ZONE);
        }
        if !matches!(self.label, Label::None | Label::Time) || self.seen & TIME != 0 {
            return Err(Format);
        }
        self.label = Label::None;
        let (time, zone) = split_once(text, b'-').ok_or(Format)?;
        self.offset_token(b'-', zone)?;
        Ok(self.run_together(time, self.seen)? | ZONE)
    }

    /// A date with delimiters: a name is the month, numbers are taken as they come.
    #[inline(never)]
    fn date(&mut self, text: &[u8]) -> Result<u16, Fault> {
        // The parts are letters or digits; one character between them is dropped, whatever it is.
        fn part(text: &[u8]) -> (&[u8], &[u8]) {
            let skipped = text.iter().take_while(|b| !b.is_ascii_alphanumeric()).count();
            let text = text.get(skipped..).unwrap_or_default();
            let class = if starts_with_digit(text) { u8::is_ascii_digit } else { u8::is_ascii_alphabetic };
            let length = text.iter().take_while(|b| class(b)).count();
            (text.get(..length).unwrap_or_default(), text.get(length + 1..).unwrap_or_default())
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
            if !starts_with_digit(name) {
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
            if keyword(digits) == Some(Word::Ignored) {
                return Err(Format);
            }
            if starts_with_digit(digits) {
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
    fn time_token(&mut self, text: &[u8]) -> Result<u16, Fault> {
        if !matches!(self.label, Label::None | Label::Time) {
            return Err(Format);
        }
        self.label = Label::None;
        // The hour alone is read as a 64-bit number.
        let (hour, rest) = split_once(text, b':').ok_or(Format)?;
        let hour = saturating(hour);
        let (minute, rest) = integer(rest, Overflow)?;
        (self.hour, self.minute, self.second, self.micros) = (hour, minute, 0, 0);
        if let Some(digits) = rest.strip_prefix(b".") {
            (self.hour, self.minute, self.second, self.micros) = (0, hour, minute, microseconds(digits)?);
        } else if let Some(rest) = rest.strip_prefix(b":") {
            let (second, rest) = integer(rest, Overflow)?;
            self.second = second;
            match rest.strip_prefix(b".") {
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
    #[inline(never)]
    fn offset_token(&mut self, sign: u8, text: &[u8]) -> Result<u16, Fault> {
        if sign != b'+' && sign != b'-' {
            return Err(Format);
        }
        let (mut hour, mut rest) = signed_integer(text, Displacement)?;
        let (mut minute, mut second) = (0, 0);
        if let Some(minutes) = rest.strip_prefix(b":") {
            (minute, rest) = signed_integer(minutes, Displacement)?;
            if let Some(seconds) = rest.strip_prefix(b":") {
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
    fn number_token(&mut self, text: &[u8]) -> Result<u16, Fault> {
        let point = text.iter().position(|&b| b == b'.');
        let label = core::mem::replace(&mut self.label, Label::None);
        let (day, rest) = if label == Label::None { (0, &[] as &[u8]) } else { integer(text, Overflow)? };
        match label {
            Label::Julian => {
                self.julian = Some(day);
                if point.is_none() {
                    return Ok(DATE);
                }
                let time = fraction(rest.strip_prefix(b".").ok_or(Format)?)?;
                let micros = (time * MICROS_PER_DAY as f64) as i64;
                self.hour = micros / MICROS_PER_HOUR;
                (self.minute, self.second, self.micros) = (0, 0, micros % MICROS_PER_HOUR);
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
    #[inline(never)]
    fn number(&mut self, text: &[u8], text_month: bool, seen: u16) -> Result<u16, Fault> {
        let (value, rest) = integer(text, Overflow)?;
        let whole = text.len() - rest.len();
        if whole == 0 {
            return Err(Format);
        }
        if let Some(digits) = rest.strip_prefix(b".") {
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
    #[inline(never)]
    fn run_together(&mut self, text: &[u8], seen: u16) -> Result<u16, Fault> {
        let digits = match split_once(text, b'.') {
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
        if let Some(special) = self.special {
            return Ok(special);
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
                // Years since 4800 BC, all of them before this one's first of January.
                let years = i64::from((self.year + 4799) as i32);
                let new_year = years * 365 + years / 4 - years / 100 + years / 400 - 31_738;
                (new_year + self.day_of_year - 1).rem_euclid(1 << 32) - JULIAN_2000
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
