//! Random patterns and texts, always the same for a seed.

#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing)]

use std::fmt::Write as _;

/// xorshift64*.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % bound
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// A pattern and its flags: `i`, `m`, `s` or none.
pub struct Case {
    pub source: String,
    pub flags: &'static str,
    pub texts: Vec<Vec<u32>>,
}

/// The state for writing a random pattern.
struct Writer<'a> {
    random: &'a mut Random,
    source: String,
    groups: usize,
    /// Whether to write back references.
    refers: bool,
}

impl Writer<'_> {
    fn disjunction(&mut self, depth: usize) {
        for index in 0..[1, 1, 1, 2, 2, 3][self.random.below(6)] {
            if index > 0 {
                self.source.push('|');
            }
            for _ in 0..self.random.of(&[0, 1, 1, 2, 2, 3, 4]) {
                self.term(depth);
            }
        }
    }

    fn term(&mut self, depth: usize) {
        let quantifiable = match self.random.below(if depth == 0 { 8 } else { 16 }) {
            0..4 => {
                self.source.push_str(self.random.of(&["a", "a", "b", "c", "é", "😀", "k", "_", "-", " "]));
                true
            }
            4 => {
                self.source.push_str(self.random.of(&[
                    ".",
                    r"\d",
                    r"\D",
                    r"\w",
                    r"\W",
                    r"\s",
                    r"\S",
                    r"\u0061",
                    r"\x62",
                    r"\u{1f600}",
                    r"\ud83d\ude00",
                    r"\0",
                    r"\.",
                    r"\p{Lu}",
                    r"\P{L}",
                    r"\cJ",
                    r"\n",
                    r"\ud83d",
                    r"\/",
                    r"\p{Script=Greek}",
                    "[^]",
                ]));
                true
            }
            5 => {
                self.class();
                true
            }
            6 => {
                let assertions = ["^", "$", r"\b", r"\B"];
                self.source.push_str(self.random.of(&assertions));
                false
            }
            7 => {
                if !self.refers {
                    self.source.push('a');
                } else if self.random.one_in(4) {
                    self.source.push_str(r"\k<n>");
                } else {
                    let number = 1 + self.random.below(3);
                    write!(self.source, r"(?:\{number})").unwrap();
                }
                true
            }
            8..11 => self.group("(", depth),
            11 => self.group(if self.source.contains("(?<n>") { "(?:" } else { "(?<n>" }, depth),
            12 => self.group("(?:", depth),
            13 => {
                let open = self.random.of(&["(?=", "(?!"]);
                self.group(open, depth);
                false
            }
            14 => {
                let open = self.random.of(&["(?<=", "(?<!"]);
                self.group(open, depth);
                false
            }
            _ => self.group("(?:", depth),
        };
        if quantifiable && self.random.one_in(3) {
            let quantifiers = ["*", "+", "?", "{2}", "{1,}", "{0,2}", "{2,3}", "{0}", "{1,3}", "*", "*"];
            self.source.push_str(self.random.of(&quantifiers));
            if self.random.one_in(4) {
                self.source.push('?');
            }
        }
    }

    fn group(&mut self, open: &str, depth: usize) -> bool {
        self.source.push_str(open);
        self.groups += usize::from(open == "(" || open == "(?<n>");
        self.disjunction(depth - 1);
        self.source.push(')');
        true
    }

    fn class(&mut self) {
        self.source.push_str(if self.random.one_in(3) { "[^" } else { "[" });
        for _ in 0..self.random.below(4) {
            let item = self.random.of(&[
                "a",
                "b",
                "a-c",
                "b-é",
                r"\d",
                r"\W",
                r"\S",
                r"\b",
                "é",
                "😀",
                r"\ud83d\ude00-\u{1f602}",
                "^",
                ".",
                r"\]",
                r"\-",
                r"\p{L}",
                r"\P{Lu}",
                "[",
                "A-Z",
                r"\ud800-\udfff",
                r"\0-\x20",
            ]);
            self.source.push_str(item);
        }
        self.source.push(']');
    }
}

impl Case {
    /// The source with its flags.
    pub fn with_flags(&self) -> String {
        if self.flags.is_empty() { self.source.clone() } else { format!("(?{}:{})", self.flags, self.source) }
    }
}

fn texts(random: &mut Random, longest: usize) -> Vec<Vec<u32>> {
    (0..12)
        .map(|_| {
            let few = random.one_in(2);
            let length = random.below(longest + 1);
            let mut text: Vec<u32> = (0..length)
                .map(|_| match random.below(if few { 12 } else { 20 }) {
                    0..7 => u32::from('a'),
                    7..10 => 'b'.into(),
                    10 => 'c'.into(),
                    11 => ' '.into(),
                    12 => 'A'.into(),
                    13 => random.of(&['é', 'É', 'k', '\u{212a}', 'ſ', 's', 'α', 'ς', 'Σ', 'ß', 'ẞ', 'ǆ', 'ǅ']).into(),
                    14 => '😀'.into(),
                    15 => random.of(&['\n', '\r', '\u{2028}', '\u{feff}', '\0', '\u{8}']).into(),
                    16 => random.of(&[0xDC00, 0xDE00]),
                    17 => random.of(&['-', '_', '.', '/', ']', '^']).into(),
                    18 => '1'.into(),
                    _ => 0x1_F601,
                })
                .collect();
            // A low surrogate after it would make the two one code point.
            if random.one_in(8) {
                text.push(0xD83D);
            }
            text
        })
        .collect()
}

pub fn grammatical(random: &mut Random) -> Case {
    let depth = 1 + random.below(3);
    let refers = random.one_in(2);
    let mut writer = Writer { random, source: String::new(), groups: 0, refers };
    if refers && writer.random.one_in(2) {
        writer.group("(", depth);
    }
    writer.disjunction(depth);
    let mut source = writer.source;
    // References to missing groups would make most patterns errors.
    for _ in writer.groups..3 {
        source.push_str("|()");
        source.push_str(if random.one_in(2) { "z" } else { "b" });
    }
    if source.contains(r"\k") && !source.contains("(?<n>") {
        source.push_str("|(?<n>)z");
    }
    if random.one_in(2) {
        source = format!("^(?:{source})$");
    }
    let flags = random.of(&["", "", "", "i", "m", "s"]);
    Case { source, flags, texts: texts(random, 8) }
}

/// A generator with the seed for tests.
pub fn seeded() -> Random {
    Random(0x9E37_79B9_7F4A_7C15 ^ number("SEED", 1) as u64)
}

/// A number from the environment.
pub fn number(name: &str, default: usize) -> usize {
    std::env::var(name).map_or(default, |value| value.parse().unwrap())
}

/// Tokens in random order: mostly errors, and forms of Annex B.
pub fn ungrammatical(random: &mut Random) -> Case {
    let tokens = [
        "(", "(", ")", ")", "[", "]", "{", "}", "*", "+", "?", "|", "^", "$", ".", "\\", "a", "b", "1", "2", ",", "-",
        ":", "=", "!", "<", ">", "(?:", "(?=", "(?<!", "(?<n>", r"\k<n>", r"\d", r"\-", r"\_", "{1}", "{1,2}", "{2,}",
        "[^", "-", "]", ")", ")", " ", r"\b", r"\B", r"\c", r"\x6", r"\u006", "1", "n", "é", r"\@", r"\]", r"\ ", "x",
    ];
    let source = (0..1 + random.below(9)).map(|_| random.of(&tokens)).collect();
    Case { source, flags: "", texts: texts(random, 5) }
}
