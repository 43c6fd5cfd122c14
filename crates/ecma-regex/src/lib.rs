//! Regular expressions as JSON Schema's `pattern` uses them: those of ECMA-262, as `new RegExp(source, 'u')` reads them
//! (JSON Schema core, section 6.4). A match is answered exactly or, if the caller's budget is used up, not at all.
//!
//! # Syntax
//!
//! All of ECMA-262 with the `u` flag and no others: alternation, greedy and lazy quantifiers, capturing, named and
//! non-capturing groups, modifiers (`(?i:…)`), lookahead and lookbehind, back references, classes, all escapes, and
//! `\p{…}` for General_Category, Script, Script_Extensions and the binary properties of Unicode 16. There is no table
//! for Changes_When_NFKC_Casefolded or for the scripts that Unicode 17 adds: a pattern with one of them counts as
//! beyond the limits. Names of properties may be written in any case, and those of scripts without `Script=`.
//!
//! Of the forms that only Annex B allows (no `u` flag), the following are also accepted, since they have only one
//! possible meaning:
//! - a backslash before a character that is neither an ASCII letter nor a digit stands for that character: `\-`, `\@`,
//!   `\_`, `\"`;
//! - `]`, `}`, and a `{` that cannot begin a quantifier stand for themselves;
//! - a quantifier may follow a lookahead;
//! - a hyphen beside a set in a class stands for itself: `[\w-.]`.
//!
//! Other forms remain errors: other letters after a backslash (`\Z`, `\a`), octal escapes, back references to missing
//! groups, `\k` without a name, `{,3}`, and forms of other languages such as `(?i)` or `(?P<name>…)`.
//!
//! # Time and memory
//!
//! Without back references, a match takes at most as many steps as the text has code points, times the instructions of
//! the pattern, times a small factor; its memory is 16 bytes for each instruction, plus a bit for each byte of the text
//! and each lookaround. With back references, the number of steps is at most polynomial, and memory at most about 80
//! MB, whatever the pattern and the text.
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

/// The maximum number of lookarounds in a pattern.
pub const MOST_LOOKAROUNDS: u32 = 100;

/// The maximum total number of ranges of code points in a pattern's classes: `[\d_]` has two, `[\p{L}]` more than 600.
pub const MOST_RANGES: usize = 500_000;

/// The maximum number of choices and changes that a match with back references can take back: 24 MB.
const MOST_FRAMES: usize = 1 << 21;

/// How much a match with back references can remember about failed states, in units of four bytes: 32 MB.
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
    /// The text is not a regular expression, uses something that this crate does not support, or is beyond its limits.
    pub fn new(source: &str) -> Result<Self, PatternError> {
        Ok(Self { program: program::compile(&parser::parse(source)?)? })
    }

    /// The number of instructions, of 12 bytes each: at most [`MOST_INSTRUCTIONS`]. Use it to limit many patterns
    /// together.
    pub fn instructions(&self) -> usize {
        self.program.instructions
    }

    /// Whether any part of the text matches. The budget is a number of steps, roughly one for each instruction
    /// executed. It is counted down, and can be shared by many calls; a step takes a few nanoseconds.
    ///
    /// # Errors
    /// The budget, or the memory that one match may use, was used up before the answer was known.
    pub fn is_match(&self, text: &str, budget: &mut u64) -> Result<bool, Exhausted> {
        self.is_match_in(text, budget)
    }

    /// Like [`Pattern::is_match`], for a text of code points, which may contain unpaired surrogates.
    ///
    /// # Errors
    /// The same.
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

/// Why a text is not a pattern.
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

    /// Whether the pattern is beyond one of the limits here, or has a property for which there is no table, so that it
    /// may still be a valid pattern.
    pub fn is_beyond_limits(&self) -> bool {
        self.beyond
    }

    /// The position of the error, in bytes from the start of the source.
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

/// The budget is used up, and the answer is not known.
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
