//! Tokens into fields, and the fields into an instant (manual, appendix B.1 steps 2 to 7). DateStyle is MDY, and the
//! session's time zone is UTC.

use super::super::leading;
use super::Fault::{self, Displacement, Format, Overflow, ZoneName};
use super::tokens::{Kind, Sign, Token, Tokens, Word, keyword};
use super::{EPOCH_2000, Instant, JULIAN_2000, MICROS_PER_DAY, MICROS_PER_SECOND};
use json_format::ascii::{DIGIT, LETTER, behind};
use json_format::calendar::{days_from_date, days_in_month};

const MICROS_PER_HOUR: i64 = 3600 * MICROS_PER_SECOND;

// Sets of fields, one bit each.
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

fn starts_with_digit(text: &[u8]) -> bool {
    text.first().is_some_and(u8::is_ascii_digit)
}

/// The parts before and after the first such byte.
fn split_once(text: &[u8], byte: u8) -> Option<(&[u8], &[u8])> {
    let at = text.iter().position(|&b| b == byte)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// A label that still needs its number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Time,
    Julian,
    /// A label that nothing may follow; the number after it is read nevertheless.
    Useless,
}

/// The fields, filled one after another.
#[derive(Default)]
pub struct Fields {
    /// The set of the fields that are filled.
    seen: u16,
    year: i32,
    month: i32,
    /// The day of the month, or of the year if that bit is set.
    day: i32,
    hour: i32,
    minute: i32,
    second: i32,
    micros: i64,
    /// Seconds east of Greenwich.
    offset: i32,
    /// The date as a Julian day, which needs no further checks.
    julian: Option<i32>,
    text_month: bool,
    two_digit_year: bool,
    before_christ: bool,
    afternoon: bool,
    /// A value that excludes a date, a time and a zone: an infinity or the epoch.
    special: Option<Instant>,
    clock_relative: bool,
    /// The first fault that only a server can confirm: a word that is valid if it names a time zone.
    pub doubt: Option<Fault>,
    label: Option<Label>,
}

/// The set of the fields that a token fills, or the first fault.
type Filled = Result<u16, Fault>;

/// Takes the leading digits and reads them as a C int.
fn integer(text: &mut &[u8], overflow: Fault) -> Result<i32, Fault> {
    i32::try_from(leading(text)).map_err(|_| overflow)
}

/// A part of an offset, optionally with a minus sign.
fn signed_integer(text: &mut &[u8]) -> Result<i32, Fault> {
    match *text {
        [b'-', digits @ ..] if starts_with_digit(digits) => {
            *text = digits;
            integer(text, Displacement).map(|value| -value)
        }
        _ => integer(text, Displacement),
    }
}

/// The fraction spelled by the digits after a point.
fn fraction(digits: &[u8]) -> Result<f64, Fault> {
    // 15 digits are exact in a double, and so is the power of ten: there is only one rounding, as in strtod.
    let (mut value, mut power) = (0.0, 1.0);
    for (place, digit) in (0..).zip(digits) {
        match digit {
            b'0'..=b'9' if place < 15 => {
                value = value * 10.0 + f64::from(digit - b'0');
                power *= 10.0;
            }
            b'5'..=b'9' if place == 15 => value += 1.0,
            b'0'..=b'9' => {}
            _ => return Err(Format),
        }
    }
    Ok(value / power)
}

/// Microseconds from the digits after a second's point, rounded half to even.
fn fraction_of_second(digits: &[u8]) -> Result<i64, Fault> {
    // From here on a double has no fraction: adding it rounds half to even, as C's rint does.
    const INTEGERS: f64 = 4_503_599_627_370_496.0;
    Ok((fraction(digits)? * MICROS_PER_SECOND as f64 + INTEGERS - INTEGERS) as i64)
}

impl Fields {
    /// Reads a text.
    ///
    /// # Errors
    /// The first fault.
    pub fn read(&mut self, text: &[u8], work_bytes: usize) -> Result<(), Fault> {
        let mut tokens = Tokens::new(text, work_bytes);
        // The server cuts the whole text before it interprets the first token, so an error in cutting is found first.
        let mut cutter = tokens;
        while cutter.next()?.is_some() {}
        while let Some(token) = tokens.next()? {
            let filled = self.token(token, tokens)?;
            if self.seen & filled != 0 {
                return Err(Format);
            }
            self.seen |= filled;
        }
        if self.label.is_some() { Err(Format) } else { Ok(()) }
    }

    /// Reads a text as a time of day; a date before it and a zone after it are checked and dropped.
    ///
    /// Where versions differ: labelled fields (`h04m05`) are valid only in 15. They are refused.
    ///
    /// # Errors
    /// The first fault.
    pub fn read_time(&mut self, text: &[u8], work_bytes: usize) -> Result<(), Fault> {
        let mut tokens = Tokens::new(text, work_bytes);
        let mut cutter = tokens;
        let (mut second, mut last, mut count) = (None, None, 0);
        while let Some(token) = cutter.next()? {
            count += 1;
            if count == 2 {
                second = Some(token.kind);
            }
            last = Some(token.kind);
        }
        let ends_in_zone = count > 1 && last == Some(Kind::Date);
        let may_be_date = (ends_in_zone, ends_in_zone || second == Some(Kind::Time));
        let mut is_first = true;
        while let Some(token) = tokens.next()? {
            let filled = self.time_only_token(token, if is_first { may_be_date } else { (false, false) })?;
            if self.seen & filled != 0 {
                return Err(Format);
            }
            self.seen |= filled;
            is_first = false;
        }
        if self.label.is_some() { Err(Format) } else { Ok(()) }
    }

    /// What a token of a time of day fills; `may_be_date` says whether a number with a point, and a token with
    /// delimiters, may be a date here.
    fn time_only_token(&mut self, token: Token<'_>, may_be_date: (bool, bool)) -> Filled {
        let text = token.text;
        match token.kind {
            Kind::Date if may_be_date.1 => self.date(text),
            Kind::Date if !starts_with_digit(text) => {
                self.doubt = Some(ZoneName);
                Ok(ZONE)
            }
            Kind::Date => {
                if self.seen & TIME != 0 {
                    return Err(Format);
                }
                let (time, zone) = split_once(text, b'-').ok_or(Format)?;
                Ok(self.offset_token(Sign::Minus, zone)? | self.run_together(time, self.seen | DATE)?)
            }
            Kind::Time => self.time_token(text),
            Kind::Offset(sign) => self.offset_token(sign, text),
            Kind::Number if self.label.is_some() => self.number_token(text),
            Kind::Number => match text.iter().position(|&byte| byte == b'.') {
                Some(_) if may_be_date.0 => self.date(text),
                Some(..=2) => Err(Format),
                _ => self.run_together(text, self.seen | DATE),
            },
            Kind::Word => match keyword(text) {
                Some(Word::Time) if self.label.is_none() => {
                    self.label = Some(Label::Time);
                    Ok(0)
                }
                Some(Word::Now) => {
                    self.clock_relative = true;
                    Ok(TIME)
                }
                Some(
                    word @ (Word::Am
                    | Word::Pm
                    | Word::Ad
                    | Word::Bc
                    | Word::Ignored
                    | Word::Julian
                    | Word::Label
                    | Word::Daylight
                    | Word::Midnight
                    | Word::Utc),
                ) => self.word(word),
                Some(_) => Err(Format),
                None if (2..=10).contains(&text.len()) => {
                    self.doubt.get_or_insert(Format);
                    Ok(ZONE)
                }
                None => Err(Format),
            },
            Kind::SignedWord(_) => Err(Format),
        }
    }

    /// Checks the fields of a time of day together: microseconds since midnight, or `None` if only the server's clock
    /// knows.
    ///
    /// # Errors
    /// The first fault.
    pub fn time_of_day(&mut self) -> Result<Option<i64>, Fault> {
        if self.julian.is_none() && self.seen & DATE != 0 {
            self.days()?;
        }
        if self.seen & MERIDIEM != 0 {
            if self.hour > 12 {
                return Err(Overflow);
            }
            if self.clock_relative {
                // `now am` is refused in the afternoon.
                self.doubt.get_or_insert(Overflow);
            }
            self.hour = self.hour % 12 + if self.afternoon { 12 } else { 0 };
        }
        // Run-together digits have not been checked yet.
        let in_range = (0..=24).contains(&self.hour)
            && (0..60).contains(&self.minute)
            && (0..=60).contains(&self.second)
            && self.micros_of_day() <= MICROS_PER_DAY;
        if !in_range {
            return Err(Overflow);
        }
        let date = self.seen & DATE;
        if self.seen & TIME == 0 || self.seen & ZONE == 0 && (self.seen & DAYLIGHT != 0 || date != 0 && date != DATE) {
            return Err(Format);
        }
        Ok(if self.clock_relative { None } else { Some(self.micros_of_day()) })
    }

    /// The offset, in microseconds.
    pub fn offset(&self) -> i64 {
        i64::from(self.offset) * MICROS_PER_SECOND
    }

    /// The fields that a token fills, which may depend on the next token.
    fn token(&mut self, token: Token<'_>, mut behind: Tokens<'_>) -> Filled {
        let text = token.text;
        match token.kind {
            Kind::Date => self.date_token(text),
            Kind::Time => self.time_token(text),
            Kind::Offset(sign) => self.offset_token(sign, text),
            Kind::Number => self.number_token(text),
            Kind::Word => match keyword(text) {
                Some(Word::Time) => self.time_label(behind.next()?),
                Some(word) => self.word(word),
                // No zone has a name of one letter, or one of letters only that is longer.
                None if (2..=10).contains(&text.len()) => {
                    self.doubt.get_or_insert(Format);
                    Ok(ZONE)
                }
                None => Err(Format),
            },
            Kind::SignedWord(Sign::Minus) if keyword(text) == Some(Word::Infinity) => {
                self.special = Some(Instant::NegativeInfinity);
                Ok(DATE | TIME | ZONE)
            }
            Kind::SignedWord(_) => Err(Format),
        }
    }

    /// A token with delimiters: a date; after a date, a run-together time with an offset (`hhmmss-hh`), or the name of
    /// a time zone.
    fn date_token(&mut self, text: &[u8]) -> Filled {
        if self.label == Some(Label::Julian) {
            self.label = None;
            let mut rest = text;
            self.julian = Some(integer(&mut rest, Overflow)?);
            let (sign, zone) = rest.split_first().ok_or(Format)?;
            return Ok(DATE | TIME | self.offset_token(Sign::of(*sign).ok_or(Format)?, zone)?);
        }
        if self.label.is_none() && self.seen & (MONTH | DAY) != MONTH | DAY {
            return self.date(text);
        }
        if self.label.is_none() && !starts_with_digit(text) {
            self.doubt = Some(ZoneName);
            return Ok(ZONE);
        }
        if !matches!(self.label, None | Some(Label::Time)) || self.seen & TIME != 0 {
            return Err(Format);
        }
        self.label = None;
        let (time, zone) = split_once(text, b'-').ok_or(Format)?;
        Ok(self.offset_token(Sign::Minus, zone)? | self.run_together(time, self.seen)?)
    }

    /// A date with delimiters: a name is the month, and numbers are taken in order.
    fn date(&mut self, text: &[u8]) -> Filled {
        // The parts are letters or digits; one character between them is dropped, whatever it is.
        fn part<'t>(text: &mut &'t [u8]) -> &'t [u8] {
            let start = behind(text, !(DIGIT | LETTER));
            let rest = behind(start, if starts_with_digit(start) { DIGIT } else { LETTER });
            *text = rest.get(1..).unwrap_or_default();
            start.get(..start.len() - rest.len()).unwrap_or_default()
        }
        let before = self.seen;
        let mut filled = 0;
        // The name of the month comes first, since it determines what the numbers are.
        let mut rest = text;
        while !rest.is_empty() {
            let name = part(&mut rest);
            if starts_with_digit(name) {
                continue;
            }
            match keyword(name) {
                Some(Word::Ignored) => {}
                Some(Word::Month(month)) if (before | filled) & MONTH == 0 => {
                    self.month = month.into();
                    filled |= MONTH;
                }
                _ => return Err(Format),
            }
        }
        let text_month = filled != 0;
        rest = text;
        while !rest.is_empty() {
            let digits = part(&mut rest);
            if starts_with_digit(digits) {
                let field = self.number(digits, text_month, before | filled)?;
                if (before | filled) & field != 0 {
                    return Err(Format);
                }
                filled |= field;
            } else if keyword(digits) == Some(Word::Ignored) {
                return Err(Format);
            }
        }
        if (before | filled) & !(DAY_OF_YEAR | ZONE) == DATE { Ok(filled) } else { Err(Format) }
    }

    /// `hh:mm`, `hh:mm:ss`, `hh:mm:ss.fff`; also `mm:ss.fff`.
    fn time_token(&mut self, text: &[u8]) -> Filled {
        if !matches!(self.label, None | Some(Label::Time)) {
            return Err(Format);
        }
        self.label = None;
        let mut rest = text;
        // Only the hour is read as a 64-bit number.
        self.hour = i32::try_from(leading(&mut rest)).unwrap_or(i32::MAX);
        rest = rest.strip_prefix(b":").ok_or(Format)?;
        self.minute = integer(&mut rest, Overflow)?;
        (self.second, self.micros) = (0, 0);
        match rest {
            [b':', seconds @ ..] => {
                rest = seconds;
                self.second = integer(&mut rest, Overflow)?;
            }
            [b'.', ..] => (self.hour, self.minute, self.second) = (0, self.hour, self.minute),
            _ => {}
        }
        match rest {
            [] => {}
            [b'.', digits @ ..] => self.micros = fraction_of_second(digits)?,
            _ => return Err(Format),
        }
        // 24:00:00 and a second 60 are valid, but no time is later than 24:00:00.
        if self.hour > 24 || self.minute > 59 || self.second > 60 || self.micros_of_day() > MICROS_PER_DAY {
            return Err(Overflow);
        }
        Ok(TIME)
    }

    fn micros_of_day(&self) -> i64 {
        i64::from((self.hour * 60 + self.minute) * 60 + self.second) * MICROS_PER_SECOND + self.micros
    }

    /// `hh`, `hhmm`, `hh:mm`, `hh:mm:ss` after a sign.
    fn offset_token(&mut self, sign: Sign, text: &[u8]) -> Filled {
        let mut rest = text;
        let mut hour = signed_integer(&mut rest)?;
        let (mut minute, mut second) = (0, 0);
        if let [b':', minutes @ ..] = rest {
            rest = minutes;
            minute = signed_integer(&mut rest)?;
            if let [b':', seconds @ ..] = rest {
                rest = seconds;
                second = signed_integer(&mut rest)?;
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
        self.offset = if sign == Sign::Minus { -offset } else { offset };
        Ok(ZONE)
    }

    /// Digits, optionally with a point.
    fn number_token(&mut self, text: &[u8]) -> Filled {
        let Some(label) = self.label.take() else {
            let point = text.iter().position(|&b| b == b'.');
            return if point.is_some() && self.seen & DATE == 0 {
                self.date(text)
            } else if point.is_some_and(|before| before > 2)
                || text.len() >= 6 && (self.seen & DATE == 0 || self.seen & TIME == 0)
            {
                self.run_together(text, self.seen)
            } else {
                self.number(text, self.text_month, self.seen)
            };
        };
        let mut rest = text;
        let number = integer(&mut rest, Overflow)?;
        match label {
            Label::Julian => {
                self.julian = Some(number);
                let [b'.', digits @ ..] = rest else { return Ok(DATE) };
                let micros = (fraction(digits)? * MICROS_PER_DAY as f64) as i64;
                (self.hour, self.minute, self.second) = ((micros / MICROS_PER_HOUR) as i32, 0, 0);
                self.micros = micros % MICROS_PER_HOUR;
                Ok(DATE | TIME)
            }
            Label::Useless => Err(Format),
            Label::Time => self.run_together(text, self.seen | DATE),
        }
    }

    /// A number by itself: what it is depends on the fields filled so far.
    fn number(&mut self, text: &[u8], text_month: bool, seen: u16) -> Filled {
        let mut rest = text;
        let value = integer(&mut rest, Overflow)?;
        let whole = text.len() - rest.len();
        if whole == 0 {
            return Err(Format);
        }
        if let [b'.', digits @ ..] = rest {
            if whole > 2 {
                return self.run_together(text, seen | DATE);
            }
            self.micros = fraction_of_second(digits)?;
        }
        let long = text.len() >= 3;
        let field = match seen & DATE {
            YEAR if text.len() == 3 && (1..=366).contains(&value) => {
                self.day = value;
                return Ok(DAY_OF_YEAR | MONTH | DAY);
            }
            0 if long => YEAR,
            0 | YEAR | DAY => MONTH,
            MONTH if text_month && long => YEAR,
            MONTH => DAY,
            // DD-MON-YYYY: the first number was the day.
            both if both == YEAR | MONTH && text_month && long && self.two_digit_year => {
                self.day = self.year;
                self.year = value;
                self.two_digit_year = false;
                return Ok(DAY);
            }
            both if both == YEAR | MONTH => DAY,
            both if both == MONTH | DAY => YEAR,
            DATE => return self.run_together(text, seen),
            _ => return Err(Format),
        };
        match field {
            YEAR => {
                self.year = value;
                self.two_digit_year = !long;
            }
            MONTH => self.month = value,
            _ => self.day = value,
        }
        Ok(field)
    }

    /// `yyyymmdd`, `yymmdd`, `hhmmss`, `hhmmss.fff`, `hhmm`.
    fn run_together(&mut self, text: &[u8], seen: u16) -> Filled {
        let mut digits = text;
        if let Some((whole, fraction)) = split_once(text, b'.') {
            self.micros = fraction_of_second(fraction)?;
            digits = whole;
        }
        // As C's `atoi` reads them: a number that does not fit into an int loses its upper bits.
        let at =
            |from: usize, to: usize| leading(&mut digits.get(from..to).unwrap_or_default()).min(i64::MAX as u64) as i32;
        let length = digits.len();
        if length == text.len() && seen & DATE != DATE && length >= 6 {
            (self.year, self.month, self.day) = (at(0, length - 4), at(length - 4, length - 2), at(length - 2, length));
            self.two_digit_year |= length == 6;
            return Ok(DATE);
        }
        if seen & TIME == 0 && (length == 6 || length == 4) {
            (self.hour, self.minute, self.second) = (at(0, 2), at(2, 4), at(4, length));
            return Ok(TIME);
        }
        Err(Format)
    }

    /// The `T` of ISO 8601: a date must precede it, and a time must follow.
    fn time_label(&mut self, next: Option<Token<'_>>) -> Filled {
        let is_time = next.is_some_and(|next| matches!(next.kind, Kind::Number | Kind::Time | Kind::Date));
        if self.label.is_some() || self.seen & DATE != DATE || !is_time {
            return Err(Format);
        }
        self.label = Some(Label::Time);
        Ok(0)
    }

    fn word(&mut self, word: Word) -> Filled {
        Ok(match word {
            Word::Month(month) => {
                let mut field = MONTH;
                // A number that was read as the month is the day.
                if self.seen & (MONTH | DAY) == MONTH && !self.text_month && (1..=31).contains(&self.month) {
                    self.day = self.month;
                    field = DAY;
                }
                self.text_month = true;
                self.month = month.into();
                field
            }
            Word::Weekday => WEEKDAY,
            Word::Am | Word::Pm => {
                self.afternoon = word == Word::Pm;
                MERIDIEM
            }
            Word::Ad | Word::Bc => {
                self.before_christ = word == Word::Bc;
                ERA
            }
            Word::Ignored => 0,
            Word::Julian if self.label.is_none() => {
                self.label = Some(Label::Julian);
                0
            }
            Word::Label if self.label.is_none() => {
                self.label = Some(Label::Useless);
                0
            }
            // The `T` is read together with what follows it.
            Word::Julian | Word::Label | Word::Time => return Err(Format),
            Word::Daylight => {
                self.offset += 3600;
                DAYLIGHT
            }
            Word::Epoch => {
                self.special = Some(Instant::At { days: -EPOCH_2000, micros: 0 });
                DATE | TIME | ZONE
            }
            Word::Infinity => {
                self.special = Some(Instant::Infinity);
                DATE | TIME | ZONE
            }
            Word::Now => {
                self.clock_relative = true;
                DATE | TIME | ZONE
            }
            Word::Day => {
                self.clock_relative = true;
                DATE
            }
            Word::Midnight => {
                (self.hour, self.minute, self.second) = (0, 0, 0);
                TIME | ZONE
            }
            Word::Utc => {
                self.offset = 0;
                ZONE
            }
        })
    }

    /// Checks the fields together; each has been checked by itself.
    ///
    /// # Errors
    /// The first fault.
    pub fn instant(&mut self) -> Result<Instant, Fault> {
        if let Some(special) = self.special {
            return Ok(special);
        }
        let days = match self.julian {
            Some(julian) => i64::from(julian) - JULIAN_2000,
            None if self.clock_relative => 0,
            None => self.days()?,
        };
        if self.seen & MERIDIEM != 0 {
            if self.hour > 12 {
                return Err(Overflow);
            }
            if self.clock_relative && self.seen & (TIME | ZONE) == TIME | ZONE {
                // `now am` is refused in the afternoon.
                self.doubt.get_or_insert(Overflow);
            }
            self.hour = self.hour % 12 + if self.afternoon { 12 } else { 0 };
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
        Ok(Instant::At { days, micros: self.micros_of_day() - i64::from(self.offset) * MICROS_PER_SECOND })
    }

    /// The date given by year, month and day, in days since 2000-01-01.
    fn days(&mut self) -> Result<i64, Fault> {
        if self.seen & YEAR != 0 {
            if self.two_digit_year && !self.before_christ {
                self.year += match self.year {
                    ..70 => 2000,
                    70..100 => 1900,
                    _ => 0,
                };
            } else if self.year <= 0 {
                return Err(Overflow);
            }
            if self.before_christ {
                // 1 BC is year 0.
                self.year = 1 - self.year;
            }
        }
        if self.seen & DAY_OF_YEAR != 0 {
            // Years since 4800 BC, not counting this one. The server counts Julian days in 32 bits here, and so finds a
            // date for any year.
            let years = i64::from(self.year.wrapping_add(4799));
            let new_year = years * 365 + years / 4 - years / 100 + years / 400 - 31_738;
            return Ok((new_year + i64::from(self.day) - 1).rem_euclid(1 << 32) - JULIAN_2000);
        }
        if self.seen & MONTH != 0 && !(1..=12).contains(&self.month)
            || self.seen & DAY != 0 && !(1..=31).contains(&self.day)
            || self.seen & DATE == DATE && self.day > days_in_month(self.year, self.month)
        {
            return Err(Overflow);
        }
        Ok(days_from_date(self.year, self.month, self.day) - EPOCH_2000)
    }
}
