//! Regular expressions as `pattern` of JSON Schema has them: those of ECMA-262, as `new RegExp(source, 'u')` reads them (JSON
//! Schema core, section 6.4). A match is answered exactly or, when the caller's budget is spent, not at all.
//!
//! # Syntax
//!
//! All of ECMA-262's with the `u` flag and no other: alternation, greedy and lazy quantifiers, capturing, named and
//! non-capturing groups, modifiers (`(?i:…)`), lookahead and lookbehind, back references, classes, all escapes, and `\p{…}`
//! for General_Category, Script, Script_Extensions and the binary properties of Unicode 16. Of Changes_When_NFKC_Casefolded, and
//! of the scripts that Unicode 17 adds, there is no table: a pattern with one of them is beyond the limits here. Names of
//! properties may be written in any case, and a script's without `Script=`.
//!
//! Of what only Annex B allows (no `u` flag), this is read too, as it can mean one thing only:
//! - a backslash before a character that is no ASCII letter and no digit is that character: `\-`, `\@`, `\_`, `\"`;
//! - `]`, `}`, and `{` where no quantifier can be meant, are themselves;
//! - a quantifier behind a lookahead;
//! - a hyphen beside a set in a class is itself: `[\w-.]`.
//!
//! Errors remain: other letters behind a backslash (`\Z`, `\a`), octal escapes, back references to no group, `\k` without a
//! name, `{,3}`, and forms of other languages such as `(?i)` or `(?P<name>…)`.
//!
//! # Time and memory
//!
//! Without back references a match takes at most as many steps as the text has code points times the instructions of the
//! pattern and a small factor, and memory for the instructions (16 bytes each) plus a bit for each byte of the text and each
//! lookaround. With them it takes at most polynomially many steps, and at most about 80 MB whatever the pattern and the text.
//!
//! ```
//! use ecma_regex::Pattern;
//!
//! let pattern = Pattern::new(r"^(?<year>\d{4})-\d{2}$").map_err(|error| error.to_string())?;
//! // Every match takes its steps from a budget of the caller's.
//! let mut budget = 10_000;
//! assert_eq!(pattern.is_match("2026-11", &mut budget), Ok(true));
//! assert!(budget < 10_000);
//! assert!(pattern.is_match("2026-11", &mut 0).is_err());
//! # Ok::<(), String>(())
//! ```

mod assertion;
mod backtracking;
mod class;
mod parser;
mod program;
mod simulation;
mod text;

use std::fmt;

use text::Text;

/// The most instructions of a pattern once its repetitions are written out: `(ab){1,3}` is `ab(ab(ab)?)?`.
pub const MOST_INSTRUCTIONS: usize = 300_000;

/// How deep groups may be nested.
pub const MOST_DEPTH: usize = 150;

/// The most lookarounds of a pattern.
pub const MOST_LOOKAROUNDS: u32 = 100;

/// The most ranges of code points that the classes of a pattern have in all: `[\d_]` has two, `[\p{L}]` more than 600.
pub const MOST_RANGES: usize = 500_000;

/// The most choices and changes that a match with back references can take back: 24 MB.
const MOST_FRAMES: usize = 1 << 21;

/// The most that a match with back references remembers of what has failed, in units of four bytes: 32 MB.
const MOST_REMEMBERED: usize = 1 << 23;

/// A regular expression.
#[derive(Debug)]
pub struct Pattern {
    program: program::Program,
}

impl Pattern {
    /// Reads a pattern as ECMA-262 writes it, without slashes around it.
    ///
    /// # Errors
    /// Where it is no regular expression, has what this crate does not know, or is beyond its limits.
    pub fn new(source: &str) -> Result<Self, PatternError> {
        Ok(Self { program: program::compile(&parser::parse(source)?)? })
    }

    /// How many instructions it takes, of 12 bytes each: at most [`MOST_INSTRUCTIONS`]. For a limit on many patterns in all.
    pub fn instructions(&self) -> usize {
        self.program.instructions
    }

    /// Whether any part of the text matches. The budget is a number of steps, about an instruction each, which is counted down
    /// and can be shared by many calls; a step takes some nanoseconds.
    ///
    /// # Errors
    /// The budget was spent before the answer was known, or the memory that one match may take.
    pub fn is_match(&self, text: &str, budget: &mut u64) -> Result<bool, Exhausted> {
        self.is_match_in(text, budget)
    }

    /// As [`Pattern::is_match`], for a text of code points, which may have surrogates that are not part of a pair.
    ///
    /// # Errors
    /// As there.
    pub fn is_match_code_points(&self, text: &[u32], budget: &mut u64) -> Result<bool, Exhausted> {
        self.is_match_in(text, budget)
    }

    fn is_match_in<T: Text + ?Sized>(&self, text: &T, budget: &mut u64) -> Result<bool, Exhausted> {
        let tables = simulation::tables(&self.program, text, budget)?;
        if self.program.backtracking {
            backtracking::is_match(&self.program, text, &tables, budget)
        } else {
            simulation::is_match(&self.program, text, &tables, budget)
        }
    }
}

/// Why a text is no pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    message: String,
    offset: usize,
    beyond: bool,
}

impl PatternError {
    /// What is wrong, as a clause without a full stop.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Whether it is beyond one of the limits here, or has a property of which there is no table, so that it may be a good
    /// pattern all the same.
    pub fn is_beyond_limits(&self) -> bool {
        self.beyond
    }

    /// Where, in bytes from the start of the source.
    pub fn offset(&self) -> usize {
        self.offset
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at offset {})", self.message, self.offset)
    }
}

impl std::error::Error for PatternError {}

/// The budget is spent, and the answer not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exhausted;

impl fmt::Display for Exhausted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the budget for regular expressions is spent")
    }
}

impl std::error::Error for Exhausted {}

/// Takes steps from the budget.
#[inline]
fn spend(budget: &mut u64, steps: usize) -> Result<(), Exhausted> {
    match budget.checked_sub(steps as u64) {
        Some(left) => {
            *budget = left;
            Ok(())
        }
        None => {
            *budget = 0;
            Err(Exhausted)
        }
    }
}
