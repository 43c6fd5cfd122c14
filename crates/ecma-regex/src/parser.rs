//! A pattern's source → its tree. Knows the syntax of ECMA-262, section 22.2.1, with the `u` flag, its early errors,
//! and the forms of Annex B.1.2 that have only one possible meaning and are therefore accepted too.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::class::{CodePoints, has_no_table};
use crate::{MOST_DEPTH, MOST_INSTRUCTIONS, MOST_LOOKAROUNDS, MOST_RANGES, PatternError};

/// A part of a pattern.
#[derive(Debug)]
pub enum Node {
    Empty,
    /// A code point.
    Char(u32),
    /// An index in [`Tree::classes`].
    Class(u32),
    Assertion(Assertion),
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    /// A capturing group and its number, from 1.
    Group(u32, Box<Node>),
    Lookaround(Box<Lookaround>),
    BackReference {
        /// An index in [`Tree::references`].
        reference: u32,
        ignore_case: bool,
    },
    Repeat(Box<Repeat>),
}

/// A condition on a position that depends only on its two neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assertion {
    Start,
    End,
    LineStart,
    LineEnd,
    WordBoundary { negative: bool, ignore_case: bool },
}

/// `(?=…)`, `(?!…)`, `(?<=…)` or `(?<!…)`.
#[derive(Debug)]
pub struct Lookaround {
    /// Counted from 0, in the order in which they end, so that a lookaround comes after those inside it.
    pub number: u32,
    pub behind: bool,
    pub negative: bool,
    pub body: Node,
    /// The groups inside it.
    pub groups: Range<u32>,
    /// Whether it contains a back reference.
    pub refers: bool,
}

#[derive(Debug)]
pub struct Repeat {
    pub body: Node,
    pub min: u32,
    /// `None` means no maximum.
    pub max: Option<u32>,
    pub greedy: bool,
    /// Whether the body may match the empty text.
    pub nullable: bool,
    /// The groups inside the body.
    pub groups: Range<u32>,
}

/// A pattern.
#[derive(Debug)]
pub struct Tree {
    pub root: Node,
    pub classes: Vec<CodePoints>,
    /// For every back reference, the numbers of the groups that it may mean: one, or all groups with its name.
    pub references: Vec<Vec<u32>>,
}

/// Reads a pattern.
///
/// # Errors
/// The text is not a regular expression, or uses more than this crate supports.
pub fn parse(source: &str) -> Result<Tree, PatternError> {
    let mut parser = Parser { source, groups: 1, ..Parser::default() };
    let (root, _) = parser.disjunction(0)?;
    if parser.peek().is_some() {
        return Err(parser.error("a `)` closes no group", parser.at));
    }
    parser.finish(root)
}

/// A node, and whether it may match the empty text.
type Parsed = (Node, bool);

#[derive(Clone, Copy, Default)]
struct Flags {
    ignore_case: bool,
    multiline: bool,
    dot_all: bool,
}

/// The target of a back reference.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Reference {
    Number(u32),
    Name(String),
}

#[derive(Default)]
struct Parser<'a> {
    source: &'a str,
    /// An offset in bytes.
    at: usize,
    flags: Flags,
    nodes: usize,
    /// The number of the next group.
    groups: u32,
    lookarounds: u32,
    back_references: usize,
    /// The numbers of the groups with each name.
    names: BTreeMap<String, Vec<u32>>,
    /// The names that a group at this place cannot have: those of groups that may take part in the same match.
    taken: BTreeSet<String>,
    /// `taken` in the order of insertion.
    taken_in_order: Vec<String>,
    /// The index of each back reference, and the offset of its first use.
    references: BTreeMap<Reference, (u32, usize)>,
    classes: BTreeMap<CodePoints, u32>,
    /// Sets as the `i` flag folds them.
    folded: BTreeMap<CodePoints, CodePoints>,
    /// The number of ranges in `classes`, in `folded`, and in the sets from which classes are built.
    ranges: usize,
    /// Kept, since looking a property up in the tables takes long.
    properties: BTreeMap<&'a str, CodePoints>,
}

/// An element of a class or an escape outside one.
enum Atom {
    Point(u32),
    Set(CodePoints),
}

impl Atom {
    fn add_to(&self, ranges: &mut Vec<(u32, u32)>) {
        match self {
            Self::Point(c) => ranges.push((*c, *c)),
            Self::Set(set) => ranges.extend(set.ranges()),
        }
    }
}

impl<'a> Parser<'a> {
    fn error(&self, message: impl Into<String>, offset: usize) -> PatternError {
        PatternError { message: message.into(), offset, beyond: false }
    }

    fn beyond(&self, message: String) -> PatternError {
        PatternError { message, offset: self.at, beyond: true }
    }

    fn peek(&self) -> Option<char> {
        self.source.get(self.at..)?.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Moves past `prefix` if it comes next.
    fn eat(&mut self, prefix: &str) -> bool {
        let eaten = self.source.get(self.at..).is_some_and(|rest| rest.starts_with(prefix));
        if eaten {
            self.at += prefix.len();
        }
        eaten
    }

    /// `Disjunction`: reads up to a `)` or the end.
    fn disjunction(&mut self, depth: usize) -> Result<Parsed, PatternError> {
        if depth > MOST_DEPTH {
            return Err(self.beyond(format!("groups are nested deeper than {MOST_DEPTH}")));
        }
        let before = self.taken_in_order.len();
        let mut of_other_alternatives = Vec::new();
        let (mut alternatives, mut nullable) = (Vec::new(), false);
        loop {
            let (node, empty) = self.alternative(depth)?;
            alternatives.push(node);
            nullable |= empty;
            if !self.eat("|") {
                break;
            }
            // Groups in different alternatives may have the same name.
            for name in self.taken_in_order.drain(before..) {
                self.taken.remove(&name);
                of_other_alternatives.push(name);
            }
        }
        for name in of_other_alternatives {
            if self.taken.insert(name.clone()) {
                self.taken_in_order.push(name);
            }
        }
        let node = if alternatives.len() == 1 { alternatives.pop() } else { Some(Node::Either(alternatives)) };
        Ok((node.unwrap_or(Node::Empty), nullable))
    }

    /// `Alternative`: reads up to a `|`, a `)` or the end.
    fn alternative(&mut self, depth: usize) -> Result<Parsed, PatternError> {
        let (mut nodes, mut nullable) = (Vec::new(), true);
        while !matches!(self.peek(), None | Some('|' | ')')) {
            self.nodes += 1;
            if self.nodes > MOST_INSTRUCTIONS {
                return Err(self.beyond(format!("it has more than {MOST_INSTRUCTIONS} parts")));
            }
            let (node, empty) = self.term(depth)?;
            nodes.push(node);
            nullable &= empty;
        }
        let node = if nodes.len() == 1 { nodes.pop() } else { Some(Node::Sequence(nodes)) };
        Ok((node.unwrap_or(Node::Empty), nullable))
    }

    /// `Term`: an assertion, or an atom and its quantifier.
    fn term(&mut self, depth: usize) -> Result<Parsed, PatternError> {
        let groups = self.groups;
        let (node, nullable, quantifiable) = self.atom(depth)?;
        let quantifier = self.at;
        let Some((min, max)) = self.quantifier()? else {
            return Ok((node, nullable));
        };
        if !quantifiable {
            return Err(self.error("there is nothing to repeat before the quantifier", quantifier));
        }
        if max.is_some_and(|max| max < min) {
            return Err(self.error("the numbers of the quantifier are out of order", quantifier));
        }
        let greedy = !self.eat("?");
        let repeat = Repeat { body: node, min, max, greedy, nullable, groups: groups..self.groups };
        Ok((Node::Repeat(Box::new(repeat)), nullable || min == 0))
    }

    /// `Quantifier` without a `?` after it, as its minimum and maximum.
    fn quantifier(&mut self) -> Result<Option<(u32, Option<u32>)>, PatternError> {
        let begin = self.at;
        if self.eat("*") {
            return Ok(Some((0, None)));
        }
        if self.eat("+") {
            return Ok(Some((1, None)));
        }
        if self.eat("?") {
            return Ok(Some((0, Some(1))));
        }
        if !self.eat("{") {
            return Ok(None);
        }
        let min = self.digits();
        let max = if self.eat(",") { self.digits().unwrap_or(u32::MAX) } else { min.unwrap_or(0) };
        match (min, self.eat("}")) {
            (Some(min), true) => Ok(Some((min, Some(max).filter(|max| *max < u32::MAX)))),
            (None, true) if self.source.get(begin..).is_some_and(|rest| rest.starts_with("{,")) && max < u32::MAX => {
                Err(self.error("the quantifier has no least number: write `{0,…}`", begin))
            }
            // Annex B: braces that do not form a quantifier stand for themselves.
            _ => {
                self.at = begin;
                Ok(None)
            }
        }
    }

    /// Decimal digits; a number that is too large is clamped, since no text is that long.
    fn digits(&mut self) -> Option<u32> {
        let mut number = None::<u32>;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            self.at += 1;
            number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(digit));
        }
        number
    }

    /// One atom or assertion: its node, whether it may match the empty text, and whether a quantifier may follow.
    fn atom(&mut self, depth: usize) -> Result<(Node, bool, bool), PatternError> {
        let begin = self.at;
        let assertion = |assertion| Ok((Node::Assertion(assertion), true, false));
        let multiline = self.flags.multiline;
        match self.next() {
            None => Ok((Node::Empty, true, false)),
            Some('^') => assertion(if multiline { Assertion::LineStart } else { Assertion::Start }),
            Some('$') => assertion(if multiline { Assertion::LineEnd } else { Assertion::End }),
            Some('(') => self.group(depth, begin),
            Some('.') => {
                let all = self.flags.dot_all;
                self.set(if all { CodePoints::all() } else { CodePoints::not_line_terminators() })
            }
            Some('[') => self.class(begin),
            Some('\\') => self.escape(begin),
            Some('*' | '+' | '?') => Err(self.error("there is nothing to repeat before the quantifier", begin)),
            Some('{') => {
                self.at = begin;
                if self.quantifier()?.is_some() {
                    return Err(self.error("there is nothing to repeat before the quantifier", begin));
                }
                self.at = begin + 1;
                self.point('{'.into())
            }
            Some(c) => self.point(c.into()),
        }
    }

    /// Reads what begins with a parenthesis.
    fn group(&mut self, depth: usize, begin: usize) -> Result<(Node, bool, bool), PatternError> {
        let flags = self.flags;
        let parsed = if self.eat("?=") {
            self.lookaround(depth, false, false)
        } else if self.eat("?!") {
            self.lookaround(depth, false, true)
        } else if self.eat("?<=") {
            self.lookaround(depth, true, false)
        } else if self.eat("?<!") {
            self.lookaround(depth, true, true)
        } else if self.eat("?<") {
            let name = self.name()?;
            if !self.taken.insert(name.clone()) {
                return Err(self.error(format!("two groups are named `{name}`"), begin));
            }
            self.taken_in_order.push(name.clone());
            self.names.entry(name).or_default().push(self.groups);
            self.capture(depth)
        } else if self.eat("?") {
            self.flags = self.modifiers(begin)?;
            self.disjunction(depth + 1).map(|(node, nullable)| (node, nullable, true))
        } else {
            self.capture(depth)
        }?;
        self.flags = flags;
        if !self.eat(")") {
            return Err(self.error("a group is not closed", begin));
        }
        Ok(parsed)
    }

    fn capture(&mut self, depth: usize) -> Result<(Node, bool, bool), PatternError> {
        let number = self.groups;
        self.groups += 1;
        let (node, nullable) = self.disjunction(depth + 1)?;
        Ok((Node::Group(number, Box::new(node)), nullable, true))
    }

    /// Annex B allows quantifiers after a lookahead.
    fn lookaround(&mut self, depth: usize, behind: bool, negative: bool) -> Result<(Node, bool, bool), PatternError> {
        let (groups, back_references) = (self.groups, self.back_references);
        let (body, _) = self.disjunction(depth + 1)?;
        let number = self.lookarounds;
        self.lookarounds += 1;
        if self.lookarounds > MOST_LOOKAROUNDS {
            return Err(self.beyond(format!("it has more than {MOST_LOOKAROUNDS} lookarounds")));
        }
        let refers = self.back_references > back_references;
        let node = Lookaround { number, behind, negative, body, groups: groups..self.groups, refers };
        Ok((Node::Lookaround(Box::new(node)), true, !behind))
    }

    /// `ims-ims:` after `(?`; each of them is optional.
    fn modifiers(&mut self, begin: usize) -> Result<Flags, PatternError> {
        let mut flags = self.flags;
        let (mut seen, mut value) = (String::new(), true);
        loop {
            match self.next() {
                Some(c @ ('i' | 'm' | 's')) if !seen.contains(c) => {
                    seen.push(c);
                    match c {
                        'i' => flags.ignore_case = value,
                        'm' => flags.multiline = value,
                        _ => flags.dot_all = value,
                    }
                }
                Some('-') if value => value = false,
                Some(':') if value || !seen.is_empty() => return Ok(flags),
                _ => return Err(self.error("`(?` begins no kind of group that ECMA-262 has", begin)),
            }
        }
    }

    /// A group's name and the `>` after it.
    fn name(&mut self) -> Result<String, PatternError> {
        let begin = self.at;
        let mut name = String::new();
        loop {
            let c = match self.next() {
                Some('>') if !name.is_empty() => return Ok(name),
                Some('\\') if self.eat("u") => self.unicode_escape().and_then(char::from_u32),
                other => other,
            };
            let property = if name.is_empty() { "ID_Start" } else { "ID_Continue" };
            match c {
                Some(c) if matches!(c, '$' | '_') || c.is_ascii_alphabetic() => name.push(c),
                Some(c @ ('\u{200C}' | '\u{200D}')) if !name.is_empty() => name.push(c),
                Some(c) if c.is_alphanumeric() || !c.is_ascii() => {
                    if !self.property(property).is_some_and(|set| set.contains(c.into())) {
                        return Err(self.error("a group's name is no identifier", begin));
                    }
                    name.push(c);
                }
                _ => return Err(self.error("a group's name is no identifier, or has no `>` behind it", begin)),
            }
        }
    }

    /// Reads what begins with a backslash outside a class.
    fn escape(&mut self, begin: usize) -> Result<(Node, bool, bool), PatternError> {
        let ignore_case = self.flags.ignore_case;
        match self.peek() {
            Some(c @ ('b' | 'B')) => {
                self.at += 1;
                let boundary = Assertion::WordBoundary { negative: c == 'B', ignore_case };
                Ok((Node::Assertion(boundary), true, false))
            }
            Some('1'..='9') => {
                let number = self.digits().unwrap_or(u32::MAX);
                self.back_reference(Reference::Number(number), begin)
            }
            Some('k') => {
                self.at += 1;
                if !self.eat("<") {
                    return Err(self.error("a `\\k` has no group's name behind it", begin));
                }
                let name = self.name()?;
                self.back_reference(Reference::Name(name), begin)
            }
            _ => match self.atom_escape(begin)? {
                Atom::Point(c) => self.point(c),
                Atom::Set(set) => self.set(set),
            },
        }
    }

    fn back_reference(&mut self, to: Reference, begin: usize) -> Result<(Node, bool, bool), PatternError> {
        self.back_references += 1;
        let next = u32::try_from(self.references.len()).unwrap_or(u32::MAX);
        let (reference, _) = *self.references.entry(to).or_insert((next, begin));
        Ok((Node::BackReference { reference, ignore_case: self.flags.ignore_case }, true, true))
    }

    /// An escape that stands for code points; the backslash has been read.
    fn atom_escape(&mut self, begin: usize) -> Result<Atom, PatternError> {
        let ignore_case = self.flags.ignore_case;
        let not = |negative: bool, set: CodePoints| Atom::Set(if negative { set.complement() } else { set });
        Ok(match self.next() {
            None => return Err(self.error("it ends in a backslash", begin)),
            Some(c @ ('d' | 'D')) => not(c == 'D', CodePoints::digits()),
            Some(c @ ('s' | 'S')) => not(c == 'S', CodePoints::space()),
            Some(c @ ('w' | 'W')) => not(c == 'W', CodePoints::word(ignore_case)),
            Some(c @ ('p' | 'P')) => {
                let expression = self.source.get(self.at..).and_then(|rest| rest.strip_prefix('{')?.split_once('}'));
                let Some((expression, _)) = expression else {
                    return Err(self.error(format!("a `\\{c}` has no property in braces behind it"), begin));
                };
                self.at += expression.len() + 2;
                let Some(set) = self.property(expression) else {
                    let shown: String = expression.chars().take(60).collect();
                    if has_no_table(expression) {
                        let why = format!("there is no table here of the property `{shown}` of Unicode");
                        return Err(PatternError { offset: begin, ..self.beyond(why) });
                    }
                    return Err(self.error(format!("the property `{shown}` of Unicode is not known here"), begin));
                };
                not(c == 'P', set)
            }
            Some('f') => Atom::Point(0x0C),
            Some('n') => Atom::Point(0x0A),
            Some('r') => Atom::Point(0x0D),
            Some('t') => Atom::Point(0x09),
            Some('v') => Atom::Point(0x0B),
            Some('0') if !self.peek().is_some_and(|c| c.is_ascii_digit()) => Atom::Point(0),
            Some('0'..='9') => return Err(self.error("an escape of digits is no back reference", begin)),
            Some('c') => match self.peek() {
                Some(c) if c.is_ascii_alphabetic() => {
                    self.at += 1;
                    Atom::Point(u32::from(c) % 32)
                }
                _ => return Err(self.error("a `\\c` has no letter behind it", begin)),
            },
            Some('x') => match self.hexadecimal(2) {
                Some(c) => Atom::Point(c),
                None => return Err(self.error("a `\\x` has no two hexadecimal digits behind it", begin)),
            },
            Some('u') => match self.unicode_escape() {
                Some(c) => Atom::Point(c),
                None => return Err(self.error("a `\\u` has no code point behind it", begin)),
            },
            Some(c) if c.is_ascii_alphabetic() => {
                return Err(self.error(format!("`\\{c}` is no escape of ECMA-262"), begin));
            }
            // Annex B: any character but a letter or a digit stands for itself.
            Some(c) => Atom::Point(c.into()),
        })
    }

    /// After `\u`: four digits, a surrogate pair of two escapes, or any number of digits in braces.
    fn unicode_escape(&mut self) -> Option<u32> {
        if self.eat("{") {
            let mut value = None::<u32>;
            while let Some(digit) = self.peek().and_then(|c| c.to_digit(16)) {
                self.at += 1;
                value = Some(value.unwrap_or(0).saturating_mul(16).saturating_add(digit));
            }
            return value.filter(|value| self.eat("}") && *value <= 0x10_FFFF);
        }
        let high = self.hexadecimal(4)?;
        let behind = self.at;
        if (0xD800..0xDC00).contains(&high) && self.eat("\\u") {
            match self.hexadecimal(4) {
                Some(low @ 0xDC00..=0xDFFF) => return Some(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00)),
                _ => self.at = behind,
            }
        }
        Some(high)
    }

    /// Exactly this many hexadecimal digits.
    fn hexadecimal(&mut self, digits: usize) -> Option<u32> {
        let text = self.source.get(self.at..self.at + digits)?;
        if !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        self.at += digits;
        u32::from_str_radix(text, 16).ok()
    }

    fn property(&mut self, expression: &'a str) -> Option<CodePoints> {
        if let Some(set) = self.properties.get(expression) {
            return Some(set.clone());
        }
        let set = CodePoints::property(expression)?;
        self.properties.insert(expression, set.clone());
        Some(set)
    }

    /// Reads a class after its `[`.
    fn class(&mut self, begin: usize) -> Result<(Node, bool, bool), PatternError> {
        let negative = self.eat("^");
        let mut ranges = Vec::new();
        while !self.eat("]") {
            let at = self.at;
            let first = self.class_atom(begin)?;
            let rest = self.source.get(self.at..).unwrap_or_default();
            if !rest.starts_with('-') || rest.starts_with("-]") {
                first.add_to(&mut ranges);
                continue;
            }
            self.at += 1;
            match (first, self.class_atom(begin)?) {
                (Atom::Point(first), Atom::Point(last)) if first <= last => ranges.push((first, last)),
                (Atom::Point(_), Atom::Point(_)) => {
                    return Err(self.error("the ends of a range are out of order", at));
                }
                // Annex B: a hyphen beside a set stands for itself.
                (first, last) => {
                    first.add_to(&mut ranges);
                    ranges.push(('-'.into(), '-'.into()));
                    last.add_to(&mut ranges);
                }
            }
        }
        let set = self.folded(CodePoints::new(ranges))?;
        let set = if negative { set.complement() } else { set };
        self.interned(set)
    }

    fn class_atom(&mut self, begin: usize) -> Result<Atom, PatternError> {
        let at = self.at;
        match self.next() {
            None => Err(self.error("a class is not closed", begin)),
            Some('\\') if self.eat("b") => Ok(Atom::Point(8)),
            Some('\\') => {
                let atom = self.atom_escape(at)?;
                if let Atom::Set(set) = &atom {
                    self.count_ranges(set.ranges().len())?;
                }
                Ok(atom)
            }
            Some(c) => Ok(Atom::Point(c.into())),
        }
    }

    fn point(&mut self, c: u32) -> Result<(Node, bool, bool), PatternError> {
        if !self.flags.ignore_case {
            return Ok((Node::Char(c), false, true));
        }
        let set = self.folded(CodePoints::new(vec![(c, c)]))?;
        if set.ranges() == [(c, c)] { Ok((Node::Char(c), false, true)) } else { self.interned(set) }
    }

    fn set(&mut self, set: CodePoints) -> Result<(Node, bool, bool), PatternError> {
        let set = self.folded(set)?;
        self.interned(set)
    }

    /// The set as the `i` flag folds it.
    fn folded(&mut self, set: CodePoints) -> Result<CodePoints, PatternError> {
        if !self.flags.ignore_case {
            return Ok(set);
        }
        if let Some(folded) = self.folded.get(&set) {
            return Ok(folded.clone());
        }
        let folded = set.folded();
        self.count_ranges(set.ranges().len() + folded.ranges().len())?;
        self.folded.insert(set, folded.clone());
        Ok(folded)
    }

    fn count_ranges(&mut self, ranges: usize) -> Result<(), PatternError> {
        self.ranges += ranges;
        if self.ranges > MOST_RANGES {
            return Err(self.beyond(format!("its classes have more than {MOST_RANGES} ranges")));
        }
        Ok(())
    }

    fn interned(&mut self, set: CodePoints) -> Result<(Node, bool, bool), PatternError> {
        let next = u32::try_from(self.classes.len()).unwrap_or(u32::MAX);
        let ranges = set.ranges().len();
        let index = *self.classes.entry(set).or_insert(next);
        if index == next {
            self.count_ranges(ranges)?;
        }
        Ok((Node::Class(index), false, true))
    }

    /// Finds the groups of the back references, which may precede their groups.
    fn finish(mut self, root: Node) -> Result<Tree, PatternError> {
        let mut references = vec![Vec::new(); self.references.len()];
        for (reference, (index, offset)) in &self.references {
            let groups = match reference {
                Reference::Number(number) if *number < self.groups => vec![*number],
                Reference::Number(number) => {
                    return Err(self.error(format!("there is no group {number}"), *offset));
                }
                Reference::Name(name) => match self.names.remove(name) {
                    Some(groups) => groups,
                    None => return Err(self.error(format!("no group is named `{name}`"), *offset)),
                },
            };
            if let Some(reference) = references.get_mut(*index as usize) {
                *reference = groups;
            }
        }
        let mut classes = vec![CodePoints::default(); self.classes.len()];
        for (set, index) in self.classes {
            if let Some(class) = classes.get_mut(index as usize) {
                *class = set;
            }
        }
        Ok(Tree { root, classes, references })
    }
}
