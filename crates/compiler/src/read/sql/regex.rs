//! PostgreSQL's regular expressions (manual, 9.7.3: advanced ones) → the regex crate's syntax. Knows their syntax, but
//! nothing about SQL.
//!
//! For what the database's locale decides (which characters beyond ASCII are letters, digits or white space, and which
//! are each other's upper and lower case) there are two answers: a [`Set`] holds the characters that it contains in
//! every locale, and those that it contains in some locale. So one expression becomes two; a text that only the wider
//! one matches is left to the server.

use crate::error::Reason;

/// Groups nested more deeply are refused.
const MOST_NESTED: usize = 100;
/// The maximum of a bound (`DUPMAX`).
const MOST_REPEATED: u32 = 255;
/// A range with more characters than this is refused if case is ignored.
const MOST_CASED: u32 = 4_096;

/// An expression in the regex crate's syntax.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Translated {
    /// Matches what every locale matches.
    pub sure: String,
    /// Matches what some locale matches; the same as `sure` if the locale does not matter.
    pub perhaps: String,
}

impl Translated {
    fn push(&mut self, text: &str) {
        self.sure.push_str(text);
        self.perhaps.push_str(text);
    }

    /// Appends one character of a set.
    fn push_set(&mut self, set: &Set) {
        self.sure.push_str(&class(&set.sure, false));
        self.perhaps.push_str(&class(&set.perhaps, false));
    }
}

/// A class of the regex crate with these items, or with everything else.
fn class(items: &str, complement: bool) -> String {
    match (items.is_empty(), complement) {
        (true, false) => r"[^\x{0}-\x{10FFFF}]".to_owned(),
        (true, true) => r"[\x{0}-\x{10FFFF}]".to_owned(),
        (false, false) => format!("[{items}]"),
        (false, true) => format!("[^{items}]"),
    }
}

/// A set of characters, as items of the regex crate's classes.
#[derive(Clone, Debug, Default)]
struct Set {
    sure: String,
    perhaps: String,
}

impl Set {
    fn add(&mut self, items: &str) {
        self.sure.push_str(items);
        self.perhaps.push_str(items);
    }

    fn add_range(&mut self, from: char, to: char) {
        self.add(&format!(r"\x{{{:X}}}-\x{{{:X}}}", u32::from(from), u32::from(to)));
    }

    fn add_perhaps(&mut self, c: char) {
        self.perhaps.push_str(&format!(r"\x{{{:X}}}", u32::from(c)));
    }

    fn add_set(&mut self, other: &Self) {
        self.sure.push_str(&other.sure);
        self.perhaps.push_str(&other.perhaps);
    }

    /// The complement certainly contains what the set certainly does not.
    fn complement(&self) -> Self {
        Self { sure: class(&self.perhaps, true), perhaps: class(&self.sure, true) }
    }

    /// A class by its name. In ASCII, `digit` and so on are the same everywhere; beyond it, the C locale has none, and
    /// others have what their version of Unicode says.
    fn named(name: &str, ignores_case: bool) -> Option<Self> {
        const BEYOND_ASCII: &str = r"\x{80}-\x{10FFFF}";
        /// Characters that may be digits in some locale: no alphabet before the Arabic one has digits of its own.
        const NUMBERS: &str = r"\x{B2}\x{B3}\x{B9}\x{BC}-\x{BE}\x{660}-\x{10FFFF}";
        /// Characters that may be white space in some locale, in coarse ranges; ICU also counts four ASCII control
        /// characters.
        const BLANKS: &str = r"\x{1C}-\x{1F}\x{80}-\x{A0}\x{AD}\x{1680}\x{180E}\x{2000}-\x{206F}\x{3000}\x{FEFF}";
        let (sure, more) = match name {
            "alpha" => ("A-Za-z", BEYOND_ASCII),
            "upper" | "lower" if ignores_case => ("A-Za-z", BEYOND_ASCII),
            "upper" => ("A-Z", BEYOND_ASCII),
            "lower" => ("a-z", BEYOND_ASCII),
            "alnum" => ("0-9A-Za-z", BEYOND_ASCII),
            "word" => ("0-9A-Za-z_", BEYOND_ASCII),
            "digit" => ("0-9", NUMBERS),
            "space" => (r"\x{9}-\x{D}\x{20}", BLANKS),
            // ICU leaves out what Unicode calls symbols.
            "punct" => (r##"!"\#%\&'()*,\-./:;?@\[\\\]_{}"##, r"$+<=>\^`|\~\x{80}-\x{10FFFF}"),
            "graph" => (r"\x{21}-\x{7E}", BEYOND_ASCII),
            "print" => (r"\x{20}-\x{7E}", BEYOND_ASCII),
            "blank" => (r"\x{20}\x{9}", ""),
            "cntrl" => (r"\x{0}-\x{1F}\x{7F}-\x{9F}", ""),
            "xdigit" => ("0-9A-Fa-f", ""),
            "ascii" => (r"\x{0}-\x{7F}", ""),
            _ => return None,
        };
        Some(Self { sure: sure.to_owned(), perhaps: format!("{sure}{more}") })
    }
}

type Done<T = ()> = Result<T, Reason>;

/// Translates an expression; `ignores_case` for `~*`.
///
/// # Errors
/// Why it cannot be mirrored, or why PostgreSQL refuses it.
pub fn translate(text: &str, ignores_case: bool) -> Done<Translated> {
    let mut reader = Reader { rest: text, ignores_case, nested: 0, out: Translated::default() };
    if reader.eat("***=") {
        while let Some(c) = reader.next() {
            reader.literal(c)?;
        }
        return Ok(reader.out);
    }
    if !reader.eat("***:") && reader.rest.starts_with("***") {
        return Err("it begins with `***`".into());
    }
    reader.options()?;
    reader.alternatives()?;
    match reader.next() {
        None => Ok(reader.out),
        Some(_) => Err("a `)` closes nothing".into()),
    }
}

struct Reader<'t> {
    rest: &'t str,
    ignores_case: bool,
    nested: usize,
    out: Translated,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let next = chars.next();
        self.rest = chars.as_str();
        next
    }

    fn eat(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Reads options at the beginning: `(?i)`.
    fn options(&mut self) -> Done {
        let Some(options) =
            self.rest.strip_prefix("(?").filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        else {
            return Ok(());
        };
        let (options, rest) = options.split_once(')').ok_or("options without an end")?;
        for option in options.chars() {
            match option {
                'i' => self.ignores_case = true,
                'c' => self.ignores_case = false,
                // The default syntax, without newline-sensitive matching.
                't' | 's' => {}
                _ => return Err(format!("the option `{option}`").into()),
            }
        }
        self.rest = rest;
        Ok(())
    }

    /// Reads branches, up to the end or a `)`.
    fn alternatives(&mut self) -> Done {
        self.out.push("(?:");
        loop {
            match self.peek() {
                None | Some(')') => break,
                Some('|') => {
                    self.rest = self.rest.get(1..).unwrap_or_default();
                    self.out.push("|");
                }
                Some(_) => self.quantified()?,
            }
        }
        self.out.push(")");
        Ok(())
    }

    /// Reads an atom and its quantifier, or a constraint.
    fn quantified(&mut self) -> Done {
        let begin = (self.out.sure.len(), self.out.perhaps.len());
        if !self.atom()? {
            return match self.peek() {
                Some('*' | '+' | '?') => Err("a quantifier behind a constraint".into()),
                _ => Ok(()),
            };
        }
        let quantifier = match self.peek() {
            Some(mark @ ('*' | '+' | '?')) => {
                self.next();
                mark.to_string()
            }
            Some('{') if self.is_bound() => self.bound()?,
            _ => return Ok(()),
        };
        // It does not matter which of the possible matches is found.
        self.eat("?");
        for (out, begin) in [(&mut self.out.sure, begin.0), (&mut self.out.perhaps, begin.1)] {
            out.insert_str(begin, "(?:");
            out.push(')');
            out.push_str(&quantifier);
        }
        Ok(())
    }

    /// A `{` stands for itself unless a digit follows.
    fn is_bound(&self) -> bool {
        self.rest.strip_prefix('{').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    }

    fn bound(&mut self) -> Done<String> {
        let (bound, rest) = self.rest.get(1..).and_then(|rest| rest.split_once('}')).ok_or("a bound without an end")?;
        self.rest = rest;
        let wrong = || Reason::from(format!("the bound `{{{bound}}}`"));
        let number = |text: &str| {
            let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            let number = text.parse().ok().filter(|&number: &u32| is_number && number <= MOST_REPEATED);
            number.ok_or_else(wrong)
        };
        Ok(match bound.split_once(',') {
            None => format!("{{{}}}", number(bound)?),
            Some((least, "")) => format!("{{{},}}", number(least)?),
            Some((least, most)) => {
                let (least, most) = (number(least)?, number(most)?);
                if least > most {
                    return Err(wrong());
                }
                format!("{{{least},{most}}}")
            }
        })
    }

    /// Reads an atom; returns whether it may be repeated, which a constraint may not.
    fn atom(&mut self) -> Done<bool> {
        match self.next() {
            Some('(') => {
                if self.rest.starts_with('?') && !self.eat("?:") {
                    return Err("a group that is no plain one".into());
                }
                self.nested += 1;
                if self.nested > MOST_NESTED {
                    return Err("groups that are nested too deeply".into());
                }
                self.alternatives()?;
                self.nested -= 1;
                if !self.eat(")") {
                    return Err("a group without an end".into());
                }
            }
            Some('^') => {
                self.out.push(r"\A");
                return Ok(false);
            }
            Some('$') => {
                self.out.push(r"\z");
                return Ok(false);
            }
            Some('.') => self.out.push("(?s:.)"),
            Some('[') => {
                let set = self.bracket()?;
                self.out.push_set(&set);
            }
            Some('\\') => return self.escape(),
            Some('*' | '+' | '?') => return Err("a quantifier of nothing".into()),
            Some('{') if self.rest.starts_with(|c: char| c.is_ascii_digit()) => {
                return Err("a quantifier of nothing".into());
            }
            Some(c) => self.literal(c)?,
            None => {}
        }
        Ok(true)
    }

    fn literal(&mut self, c: char) -> Done {
        let mut set = Set::default();
        self.add(&mut set, c, c)?;
        self.out.push_set(&set);
        Ok(())
    }

    /// Adds the characters of a range, which is by code points; if case is ignored, also those that differ only in
    /// case.
    fn add(&self, set: &mut Set, from: char, to: char) -> Done {
        if from > to {
            return Err(format!("the range from `{from}` to `{to}`").into());
        }
        if !self.ignores_case {
            set.add_range(from, to);
            return Ok(());
        }
        if u32::from(to) - u32::from(from) > MOST_CASED {
            return Err("a long range of which case does not count".into());
        }
        if from < to {
            set.add_range(from, to);
        }
        for c in from..=to {
            if c.is_ascii() {
                set.add_range(c.to_ascii_lowercase(), c.to_ascii_lowercase());
                set.add_range(c.to_ascii_uppercase(), c.to_ascii_uppercase());
                continue;
            }
            let (lower, upper) = match (single(c.to_lowercase()), single(c.to_uppercase()), c) {
                (.., 'ß') => ('ß', 'ẞ'),
                (Some(lower), Some(upper), _) => (lower, upper),
                _ => return Err(format!("the character `{c}`, of which case does not count").into()),
            };
            // A titlecase letter (`ǅ`) is not even equal to itself.
            if c == lower || c == upper {
                set.add_range(c, c);
            }
            [c, lower, upper].into_iter().for_each(|c| set.add_perhaps(c));
        }
        Ok(())
    }

    /// Reads an escape outside brackets.
    fn escape(&mut self) -> Done<bool> {
        match self.escaped()? {
            Escaped::Character(c) => self.literal(c)?,
            Escaped::Set(set) => self.out.push_set(&set),
            Escaped::Begin => {
                self.out.push(r"\A");
                return Ok(false);
            }
            Escaped::End => {
                self.out.push(r"\z");
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn escaped(&mut self) -> Done<Escaped> {
        let named = |name: &str| Set::named(name, self.ignores_case).unwrap_or_default();
        let set = match self.rest.chars().next() {
            Some('d') => named("digit"),
            Some('D') => named("digit").complement(),
            Some('s') => named("space"),
            Some('S') => named("space").complement(),
            Some('w') => named("word"),
            Some('W') => named("word").complement(),
            _ => {
                return match self.next() {
                    Some('A') => Ok(Escaped::Begin),
                    Some('Z') => Ok(Escaped::End),
                    Some('a') => Ok(Escaped::Character('\u{7}')),
                    Some('b') => Ok(Escaped::Character('\u{8}')),
                    Some('B') => Ok(Escaped::Character('\\')),
                    Some('e') => Ok(Escaped::Character('\u{1B}')),
                    Some('f') => Ok(Escaped::Character('\u{C}')),
                    Some('n') => Ok(Escaped::Character('\n')),
                    Some('r') => Ok(Escaped::Character('\r')),
                    Some('t') => Ok(Escaped::Character('\t')),
                    Some('u') => self.hexadecimal(4).map(Escaped::Character),
                    Some('U') => self.hexadecimal(8).map(Escaped::Character),
                    Some('v') => Ok(Escaped::Character('\u{B}')),
                    Some(c) if c.is_ascii_alphanumeric() => Err(format!("`\\{c}`").into()),
                    Some(c) => Ok(Escaped::Character(c)),
                    None => Err("it ends with a `\\`".into()),
                };
            }
        };
        self.next();
        Ok(Escaped::Set(set))
    }

    fn hexadecimal(&mut self, count: usize) -> Done<char> {
        let digits = self.rest.get(..count).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let c = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
        let c = c.filter(|&c| c != '\0').ok_or("an escape of a character that is none")?;
        self.rest = self.rest.get(count..).unwrap_or_default();
        Ok(c)
    }

    /// Reads a bracket expression after its `[`.
    fn bracket(&mut self) -> Done<Set> {
        let is_complement = self.eat("^");
        let mut set = Set::default();
        let mut is_first = true;
        loop {
            let from = match self.next() {
                None => return Err("a `[` without a `]`".into()),
                Some(']') if !is_first => break,
                Some('[') if self.rest.starts_with(['.', '=']) => return Err("a collating element".into()),
                Some('[') if self.eat(":") => {
                    let (name, rest) = self.rest.split_once(":]").ok_or("a class without an end")?;
                    set.add_set(&Set::named(name, self.ignores_case).ok_or_else(|| format!("the class `{name}`"))?);
                    self.rest = rest;
                    // PostgreSQL does not accept a class as an end of a range.
                    if self.rest.starts_with('-') && !self.rest.starts_with("-]") {
                        return Err("a range from a class".into());
                    }
                    is_first = false;
                    continue;
                }
                Some('-') if !is_first && !self.rest.starts_with(']') => {
                    return Err("a `-` that begins a range".into());
                }
                Some('\\') => match self.escaped()? {
                    Escaped::Character(c) => c,
                    Escaped::Set(escaped) => {
                        set.add_set(&escaped);
                        if self.rest.starts_with('-') && !self.rest.starts_with("-]") {
                            return Err("a range from a class".into());
                        }
                        is_first = false;
                        continue;
                    }
                    Escaped::Begin | Escaped::End => return Err("a constraint in brackets".into()),
                },
                Some(c) => c,
            };
            is_first = false;
            let mut to = from;
            if self.rest.starts_with('-') && !self.rest.starts_with("-]") {
                self.next();
                to = match self.next() {
                    Some('[') if self.rest.starts_with(['.', '=', ':']) => return Err("a range to a class".into()),
                    Some('\\') => match self.escaped()? {
                        Escaped::Character(c) => c,
                        _ => return Err("a range to a class".into()),
                    },
                    Some(c) => c,
                    None => return Err("a `[` without a `]`".into()),
                };
            }
            self.add(&mut set, from, to)?;
        }
        Ok(if is_complement { set.complement() } else { set })
    }
}

/// What an escape stands for.
enum Escaped {
    Character(char),
    Set(Set),
    Begin,
    End,
}

/// The only character, if there is exactly one.
fn single(mut chars: impl Iterator<Item = char>) -> Option<char> {
    chars.next().filter(|_| chars.next().is_none())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::translate;
    use crate::read::automaton;
    use json_format::Automaton;

    /// What every locale says about the text, if they agree.
    fn is_match(pattern: &str, ignores_case: bool, text: &str) -> Option<bool> {
        let translated = translate(pattern, ignores_case).unwrap();
        let [sure, perhaps] = [translated.sure, translated.perhaps].map(|expression| {
            let made = automaton::compile(&expression).unwrap();
            let automaton = Automaton {
                classes: Box::leak(Box::new(<[u8; 256]>::try_from(made.classes).unwrap())),
                transitions: made.transitions.leak(),
                class_count: made.class_count,
                start: made.start,
                matched_from: made.matched_from,
            };
            automaton.is_match(text.as_bytes())
        });
        assert!(perhaps || !sure, "{pattern}: what matches in every locale matches in some");
        (sure == perhaps).then_some(sure)
    }

    #[test]
    fn matches_as_postgresql() {
        for (pattern, text, expected) in [
            // The answers of PostgreSQL 15, 17 and 18, with libc, ICU and the built-in provider.
            ("^a.c$", "a\nc", Some(true)),
            ("a$", "a\n", Some(false)),
            ("^$", "", Some(true)),
            ("a|^b", "xb", Some(false)),
            ("^(a|b){2}$", "ba", Some(true)),
            ("^a{2,}?$", "aaa", Some(true)),
            ("a{b}", "a{b}", Some(true)),
            ("^[]a]+$", "]a", Some(true)),
            ("^[^]a]$", "]", Some(false)),
            ("^[a-]+$", "a-", Some(true)),
            (r"^[\]\d]+$", "]5", Some(true)),
            (r"^\d$", "5", Some(true)),
            (r"^\d$", "é", Some(false)),
            (r"^\d$", "٣", None),
            (r"^\D$", "٣", None),
            (r"^\S+@\S+$", "é@ü", Some(true)),
            (r"^\s$", "\u{2003}", None),
            (r"^\s$", "\u{1c}", None),
            (r"^\w$", "é", None),
            (r"^\w$", "_", Some(true)),
            ("^[[:punct:]]$", "$", None),
            ("^[[:punct:]]$", "!", Some(true)),
            (r"^\u0041$", "A", Some(true)),
            ("***=a.", "xa.", Some(true)),
            ("***=a.", "xab", Some(false)),
            ("***:^a", "ab", Some(true)),
            ("(?i)A", "a", Some(true)),
            ("^[à-ÿ]$", "é", Some(true)),
        ] {
            assert_eq!(is_match(pattern, false, text), expected, "{pattern} {text:?}");
        }
        for (pattern, text, expected) in [
            ("^k$", "K", Some(true)),
            ("^k$", "\u{212A}", Some(false)),
            ("^[a-c]$", "B", Some(true)),
            ("^[^a]$", "A", Some(false)),
            ("^é$", "é", Some(true)),
            ("^é$", "É", None),
            ("^[à-ÿ]$", "É", None),
            ("(?c)a", "A", Some(false)),
        ] {
            assert_eq!(is_match(pattern, true, text), expected, "{pattern} {text:?}");
        }
    }

    #[test]
    fn refuses_what_no_automaton_can_do_and_what_postgresql_refuses() {
        for pattern in [
            r"(a)\1",
            "(?=a)",
            "(?!a)",
            "(?<=a)",
            r"\ya",
            r"\ma",
            "[[.a.]]",
            "[[=a=]]",
            "[[:<:]]",
            "[[:letter:]]",
            "*a",
            "a**",
            "^*",
            "a|*",
            "{2}",
            "a{256}",
            "a{2,1}",
            "a{1",
            "(a",
            "a)",
            "[a",
            "[z-a]",
            "[a-c-e]",
            r"[\d-z]",
            r"a\",
            "***a",
            "(?x)a",
            "(?i",
            r"\x41",
            "(?#a)",
        ] {
            assert!(translate(pattern, false).is_err(), "{pattern}");
        }
        assert!(translate("İ", true).is_err());
    }
}
