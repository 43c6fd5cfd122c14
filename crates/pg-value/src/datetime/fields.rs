//! Tokens into fields, and the fields into an instant (manual, appendix B.1 steps 2 to 7). DateStyle
//! is MDY, the session's time zone is UTC.

use super::super::leading;
use super::Fault::{self, Displacement, Format, Overflow, ZoneName};
use super::tokens::{Kind, Tokens, keyword, word};
use super::{EPOCH_2000, Instant, JULIAN_2000, MICROS_PER_DAY, MICROS_PER_SECOND};
use json_format::ascii::{DIGIT, LETTER, behind};
use json_format::calendar::{days_from_date, days_in_month};

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

fn starts_with_digit(text: &[u8]) -> bool {
    text.first().is_some_and(u8::is_ascii_digit)
}

/// The parts before and behind the first such byte.
fn split_once(text: &[u8], byte: u8) -> Option<(&[u8], &[u8])> {
    let at = text.iter().position(|&b| b == byte)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
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

/// What leaves no room for a date, a time or a zone.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Special {
    #[default]
    None,
    NegativeInfinity,
    Infinity,
    Epoch,
}

/// The fields as they fill up.
#[derive(Default)]
pub struct Fields {
    seen: u16,
    year: i32,
    month: i32,
    /// Of the month, or of the year if that bit is set.
    day: i32,
    hour: i32,
    minute: i32,
    second: i32,
    micros: i64,
    /// Seconds east of Greenwich.
    offset: i32,
    /// The date as a Julian day, which needs no further judgement.
    julian: Option<i32>,
    text_month: bool,
    two_digit_year: bool,
    before_christ: bool,
    afternoon: bool,
    special: Special,
    clock_relative: bool,
    /// The first fault.
    pub fault: Option<Fault>,
    /// The first fault that only a server can tell to be one: a word that is good if it names a
    /// time zone.
    pub doubt: Option<Fault>,
    label: Label,
}

impl Fields {
    /// Reads a text.
    pub fn read(&mut self, text: &[u8], work_bytes: usize) {
        // The server cuts the whole text before it reads the first token, so a fault in cutting is
        // found first. The second pass meets none.
        let mut tokens = Tokens::new(text, work_bytes);
        let mut cutter = tokens;
        loop {
            match cutter.next() {
                Kind::Bad => {
                    self.fail(Format);
                    return;
                }
                Kind::End => break,
                _ => {}
            }
        }
        while self.fault.is_none() {
            let kind = tokens.next();
            let text = tokens.text;
            let filled = match kind {
                Kind::End | Kind::Bad => break,
                Kind::Date => self.date_token(text),
                Kind::Time => self.time_token(text),
                Kind::Offset => self.offset_token(tokens.sign, text),
                Kind::Number => self.number_token(text),
                Kind::Word => match keyword(text) {
                    word::TIME => self.time_label({ tokens }.next()),
                    // No zone has a name of one letter, or of letters alone that is longer.
                    word::UNKNOWN if (2..=10).contains(&text.len()) => {
                        self.doubt.get_or_insert(Format);
                        ZONE
                    }
                    word => self.word(word),
                },
                Kind::SignedWord if tokens.sign == b'-' && keyword(text) == word::INFINITY => {
                    self.special = Special::NegativeInfinity;
                    DATE | TIME | ZONE
                }
                Kind::SignedWord => self.fail(Format),
            };
            if self.seen & filled != 0 {
                self.fail(Format);
            }
            self.seen |= filled;
        }
        if self.label != Label::None {
            self.fail(Format);
        }
    }

    /// Keeps the first fault; fills nothing.
    #[inline(never)]
    fn fail(&mut self, fault: Fault) -> u16 {
        self.fault.get_or_insert(fault);
        0
    }

    /// Takes the leading digits as a C int.
    #[inline(never)]
    fn integer(&mut self, text: &mut &[u8], overflow: Fault) -> i32 {
        i32::try_from(leading(text)).unwrap_or_else(|_| self.fail(overflow).into())
    }

    /// A part of an offset, which may have a minus.
    #[inline(never)]
    fn signed_integer(&mut self, text: &mut &[u8]) -> i32 {
        match *text {
            [b'-', digits @ ..] if starts_with_digit(digits) => {
                *text = digits;
                -self.integer(text, Displacement)
            }
            _ => self.integer(text, Displacement),
        }
    }

    /// A token with delimiters: a date; behind a date, a run-together time with an offset
    /// (`hhmmss-hh`), or a time zone's name.
    fn date_token(&mut self, text: &[u8]) -> u16 {
        if self.label == Label::Julian {
            self.label = Label::None;
            let mut rest = text;
            self.julian = Some(self.integer(&mut rest, Overflow));
            return match rest {
                [sign, zone @ ..] => DATE | TIME | self.offset_token(*sign, zone),
                [] => self.fail(Format),
            };
        }
        if self.label == Label::None && self.seen & (MONTH | DAY) != MONTH | DAY {
            return self.date(text);
        }
        if self.label == Label::None && !starts_with_digit(text) {
            self.doubt = Some(ZoneName);
            return ZONE;
        }
        if !matches!(self.label, Label::None | Label::Time) || self.seen & TIME != 0 {
            return self.fail(Format);
        }
        self.label = Label::None;
        let Some((time, zone)) = split_once(text, b'-') else { return self.fail(Format) };
        self.offset_token(b'-', zone) | self.run_together(time, self.seen)
    }

    /// A date with delimiters: a name is the month, numbers are taken as they come.
    #[inline(never)]
    fn date(&mut self, text: &[u8]) -> u16 {
        // The parts are letters or digits; one character between them is dropped, whatever it is.
        fn part<'t>(text: &mut &'t [u8]) -> &'t [u8] {
            let start = behind(text, !(DIGIT | LETTER));
            let rest = behind(start, if starts_with_digit(start) { DIGIT } else { LETTER });
            *text = rest.get(1..).unwrap_or_default();
            start.get(..start.len() - rest.len()).unwrap_or_default()
        }
        let before = self.seen;
        let mut filled = 0;
        // The month's name first, since it says what the numbers are.
        let mut rest = text;
        while !rest.is_empty() {
            let name = part(&mut rest);
            if starts_with_digit(name) {
                continue;
            }
            match keyword(name) {
                word::IGNORED => {}
                month @ word::JANUARY..=word::DECEMBER if (before | filled) & MONTH == 0 => {
                    self.month = i32::from(month - word::JANUARY) + 1;
                    filled |= MONTH;
                }
                _ => return self.fail(Format),
            }
        }
        let text_month = filled != 0;
        rest = text;
        while !rest.is_empty() {
            let digits = part(&mut rest);
            if starts_with_digit(digits) {
                let bit = self.number(digits, text_month, before | filled);
                if (before | filled) & bit != 0 {
                    return self.fail(Format);
                }
                filled |= bit;
            } else if keyword(digits) == word::IGNORED {
                return self.fail(Format);
            }
        }
        if (before | filled) & !(DAY_OF_YEAR | ZONE) == DATE { filled } else { self.fail(Format) }
    }

    /// `hh:mm`, `hh:mm:ss`, `hh:mm:ss.fff`; `mm:ss.fff` too.
    fn time_token(&mut self, text: &[u8]) -> u16 {
        if !matches!(self.label, Label::None | Label::Time) {
            return self.fail(Format);
        }
        self.label = Label::None;
        let mut rest = text;
        // The hour alone is read as a 64-bit number.
        self.hour = i32::try_from(leading(&mut rest)).unwrap_or(i32::MAX);
        let Some(minute) = rest.strip_prefix(b":") else { return self.fail(Format) };
        rest = minute;
        self.minute = self.integer(&mut rest, Overflow);
        (self.second, self.micros) = (0, 0);
        match rest {
            [b':', seconds @ ..] => {
                rest = seconds;
                self.second = self.integer(&mut rest, Overflow);
            }
            [b'.', ..] => (self.hour, self.minute, self.second) = (0, self.hour, self.minute),
            _ => {}
        }
        match rest {
            [] => {}
            [b'.', digits @ ..] => self.fraction_of_second(digits),
            _ => return self.fail(Format),
        }
        // 24:00:00 and a second 60 are good, but no time is later than 24:00:00.
        if self.hour > 24 || self.minute > 59 || self.second > 60 || self.micros_of_day() > MICROS_PER_DAY {
            return self.fail(Overflow);
        }
        TIME
    }

    fn micros_of_day(&self) -> i64 {
        i64::from((self.hour * 60 + self.minute) * 60 + self.second) * MICROS_PER_SECOND + self.micros
    }

    /// Microseconds from the digits behind a second's point, rounded half to even.
    fn fraction_of_second(&mut self, digits: &[u8]) {
        // Beyond this a double has no fraction: adding it rounds half to even, as C's rint does.
        const INTEGERS: f64 = 4_503_599_627_370_496.0;
        self.fraction(digits, MICROS_PER_SECOND, INTEGERS);
    }

    /// Microseconds from the digits behind a point, of which `unit` make a whole.
    #[inline(never)]
    fn fraction(&mut self, digits: &[u8], unit: i64, rounding: f64) {
        // 15 digits are exact in a double, and so is the power of ten: one rounding, as in strtod.
        let (mut value, mut power) = (0.0, 1.0);
        for (place, digit) in (0..).zip(digits) {
            match digit {
                b'0'..=b'9' if place < 15 => {
                    value = value * 10.0 + f64::from(digit - b'0');
                    power *= 10.0;
                }
                b'5'..=b'9' if place == 15 => value += 1.0,
                b'0'..=b'9' => {}
                _ => {
                    self.fail(Format);
                }
            }
        }
        self.micros = (value / power * unit as f64 + rounding - rounding) as i64;
    }

    /// `hh`, `hhmm`, `hh:mm`, `hh:mm:ss` behind a sign.
    #[inline(never)]
    fn offset_token(&mut self, sign: u8, text: &[u8]) -> u16 {
        if sign != b'+' && sign != b'-' {
            return self.fail(Format);
        }
        let mut rest = text;
        let mut hour = self.signed_integer(&mut rest);
        let (mut minute, mut second) = (0, 0);
        if let [b':', minutes @ ..] = rest {
            rest = minutes;
            minute = self.signed_integer(&mut rest);
            if let [b':', seconds @ ..] = rest {
                rest = seconds;
                second = self.signed_integer(&mut rest);
            }
        } else if rest.is_empty() && text.len() > 2 {
            (hour, minute) = (hour / 100, hour % 100);
        }
        if !(0..16).contains(&hour) || !(0..60).contains(&minute) || !(0..60).contains(&second) {
            return self.fail(Displacement);
        }
        if !rest.is_empty() {
            return self.fail(Format);
        }
        let offset = (hour * 60 + minute) * 60 + second;
        self.offset = if sign == b'-' { -offset } else { offset };
        ZONE
    }

    /// Digits, perhaps with a point.
    fn number_token(&mut self, text: &[u8]) -> u16 {
        let label = core::mem::take(&mut self.label);
        let mut rest = text;
        let day = if label == Label::None { 0 } else { self.integer(&mut rest, Overflow) };
        match label {
            Label::Julian => {
                self.julian = Some(day);
                let [b'.', digits @ ..] = rest else { return DATE };
                self.fraction(digits, MICROS_PER_DAY, 0.0);
                (self.hour, self.minute, self.second) = ((self.micros / MICROS_PER_HOUR) as i32, 0, 0);
                self.micros %= MICROS_PER_HOUR;
                DATE | TIME
            }
            Label::Useless => self.fail(Format),
            Label::Time => match self.run_together(text, self.seen | DATE) {
                TIME => TIME,
                _ => self.fail(Format),
            },
            Label::None => {
                let point = text.iter().position(|&b| b == b'.');
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
    fn number(&mut self, text: &[u8], text_month: bool, seen: u16) -> u16 {
        let mut rest = text;
        let value = self.integer(&mut rest, Overflow);
        let whole = text.len() - rest.len();
        if whole == 0 {
            return self.fail(Format);
        }
        if let [b'.', digits @ ..] = rest {
            if whole > 2 {
                return self.run_together(text, seen | DATE);
            }
            self.fraction_of_second(digits);
        }
        let long = text.len() >= 3;
        let bit = match seen & DATE {
            YEAR if text.len() == 3 && (1..=366).contains(&value) => {
                self.day = value;
                return DAY_OF_YEAR | MONTH | DAY;
            }
            0 if long => YEAR,
            0 | YEAR | DAY => MONTH,
            MONTH if text_month && long => YEAR,
            MONTH => DAY,
            // DD-MON-YYYY: the first number was the day after all.
            bits if bits == YEAR | MONTH && text_month && long && self.two_digit_year => {
                self.day = self.year;
                self.year = value;
                self.two_digit_year = false;
                return DAY;
            }
            bits if bits == YEAR | MONTH => DAY,
            bits if bits == MONTH | DAY => YEAR,
            DATE => return self.run_together(text, seen),
            _ => return self.fail(Format),
        };
        match bit {
            YEAR => {
                self.year = value;
                self.two_digit_year = !long;
            }
            MONTH => self.month = value,
            _ => self.day = value,
        }
        bit
    }

    /// `yyyymmdd`, `yymmdd`, `hhmmss`, `hhmmss.fff`, `hhmm`.
    #[inline(never)]
    fn run_together(&mut self, text: &[u8], seen: u16) -> u16 {
        let mut digits = text;
        if let Some((whole, fraction)) = split_once(text, b'.') {
            self.fraction_of_second(fraction);
            digits = whole;
        }
        // As C's `atoi` reads them: what does not fit into an int loses its upper bits.
        let at =
            |from: usize, to: usize| leading(&mut digits.get(from..to).unwrap_or_default()).min(i64::MAX as u64) as i32;
        let length = digits.len();
        if length == text.len() && seen & DATE != DATE && length >= 6 {
            (self.year, self.month, self.day) = (at(0, length - 4), at(length - 4, length - 2), at(length - 2, length));
            self.two_digit_year |= length == 6;
            return DATE;
        }
        if seen & TIME == 0 && (length == 6 || length == 4) {
            (self.hour, self.minute, self.second) = (at(0, 2), at(2, 4), at(4, length));
            return TIME;
        }
        self.fail(Format)
    }

    /// The `T` of ISO 8601: a date must stand before it, a time behind it.
    fn time_label(&mut self, next: Kind) -> u16 {
        if self.label != Label::None
            || self.seen & DATE != DATE
            || !matches!(next, Kind::Number | Kind::Time | Kind::Date)
        {
            return self.fail(Format);
        }
        self.label = Label::Time;
        0
    }

    fn word(&mut self, word: u8) -> u16 {
        match word {
            word::JANUARY..=word::DECEMBER => {
                let mut bit = MONTH;
                // A number that was taken for the month is the day.
                if self.seen & (MONTH | DAY) == MONTH && !self.text_month && (1..=31).contains(&self.month) {
                    self.day = self.month;
                    bit = DAY;
                }
                self.text_month = true;
                self.month = i32::from(word - word::JANUARY) + 1;
                bit
            }
            word::WEEKDAY => WEEKDAY,
            word::AM | word::PM => {
                self.afternoon = word == word::PM;
                MERIDIEM
            }
            word::AD | word::BC => {
                self.before_christ = word == word::BC;
                ERA
            }
            word::IGNORED => 0,
            word::JULIAN | word::LABEL if self.label == Label::None => {
                self.label = if word == word::JULIAN { Label::Julian } else { Label::Useless };
                0
            }
            word::DAYLIGHT => {
                self.offset += 3600;
                DAYLIGHT
            }
            word::EPOCH | word::INFINITY => {
                self.special = if word == word::EPOCH { Special::Epoch } else { Special::Infinity };
                DATE | TIME | ZONE
            }
            word::NOW | word::DAY => {
                self.clock_relative = true;
                if word == word::NOW { DATE | TIME | ZONE } else { DATE }
            }
            word::MIDNIGHT => {
                (self.hour, self.minute, self.second) = (0, 0, 0);
                TIME | ZONE
            }
            word::UTC => {
                self.offset = 0;
                ZONE
            }
            _ => self.fail(Format),
        }
    }

    /// Judges the fields together, if each by itself is good.
    #[inline(never)]
    pub fn instant(&mut self) -> Instant {
        match self.special {
            Special::None => {}
            Special::NegativeInfinity => return Instant::NegativeInfinity,
            Special::Infinity => return Instant::Infinity,
            Special::Epoch => return Instant::At { days: -EPOCH_2000, micros: 0 },
        }
        let days = match self.julian {
            Some(julian) => i64::from(julian) - JULIAN_2000,
            None if self.clock_relative => 0,
            None => self.days(),
        };
        if self.seen & MERIDIEM != 0 {
            if self.hour > 12 {
                self.fail(Overflow);
            } else if self.clock_relative && self.seen & (TIME | ZONE) == TIME | ZONE {
                // `now am` is refused in the afternoon.
                self.doubt.get_or_insert(Overflow);
            }
            self.hour = self.hour % 12 + if self.afternoon { 12 } else { 0 };
        }
        if self.seen & DATE != DATE || self.seen & DAYLIGHT != 0 && self.seen & ZONE == 0 {
            self.fail(Format);
        }
        if self.clock_relative {
            return Instant::ClockRelative;
        }
        // The server keeps dates as 32-bit Julian days.
        if days + JULIAN_2000 < 0 {
            self.fail(Overflow);
        }
        Instant::At { days, micros: self.micros_of_day() - i64::from(self.offset) * MICROS_PER_SECOND }
    }

    /// The date that year, month and day make, in days since 2000-01-01.
    fn days(&mut self) -> i64 {
        if self.seen & YEAR != 0 {
            if self.two_digit_year && !self.before_christ {
                self.year += match self.year {
                    ..70 => 2000,
                    70..100 => 1900,
                    _ => 0,
                };
            } else if self.year <= 0 {
                return self.fail(Overflow).into();
            }
            if self.before_christ {
                // 1 BC is year 0.
                self.year = 1 - self.year;
            }
        }
        if self.seen & DAY_OF_YEAR != 0 {
            // Years since 4800 BC, all of them before this one's first of January. The server counts Julian days in
            // 32 bits here, and so finds a date for any year.
            let years = i64::from(self.year.wrapping_add(4799));
            let new_year = years * 365 + years / 4 - years / 100 + years / 400 - 31_738;
            return (new_year + i64::from(self.day) - 1).rem_euclid(1 << 32) - JULIAN_2000;
        }
        if self.seen & MONTH != 0 && !(1..=12).contains(&self.month)
            || self.seen & DAY != 0 && !(1..=31).contains(&self.day)
            || self.seen & DATE == DATE && self.day > days_in_month(self.year, self.month)
        {
            return self.fail(Overflow).into();
        }
        days_from_date(self.year, self.month, self.day) - EPOCH_2000
    }
}
