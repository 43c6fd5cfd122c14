//! Sets of code points: the classes of ECMA-262, Unicode properties, and case folding. Knows what the tables of
//! `regex-syntax` leave out: surrogates, which are code points here, though not `char`s.

use std::cmp::{max, min};
use std::sync::OnceLock;

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

/// The last code point.
const LAST: u32 = 0x10_FFFF;

const SURROGATES: (u32, u32) = (0xD800, 0xDFFF);

/// Code points as ranges, both ends included; sorted, and neither overlapping nor adjacent.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct CodePoints {
    ranges: Vec<(u32, u32)>,
}

impl CodePoints {
    /// The code points of ranges in any order.
    pub fn new(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (first, last) in ranges {
            match merged.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => before.1 = max(before.1, last),
                _ => merged.push((first, last)),
            }
        }
        Self { ranges: merged }
    }

    /// Every code point.
    pub fn all() -> Self {
        Self { ranges: vec![(0, LAST)] }
    }

    /// `\d`.
    pub fn digits() -> Self {
        Self::new(vec![(0x30, 0x39)])
    }

    /// `\w`, which with the `i` flag also contains the characters that fold to an ASCII letter (`WordCharacters`,
    /// section 22.2.2.9.3).
    pub fn word(ignore_case: bool) -> Self {
        let mut ranges = vec![(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)];
        if ignore_case {
            ranges.extend([(0x17F, 0x17F), (0x212A, 0x212A)]);
        }
        Self::new(ranges)
    }

    /// `\s`: `WhiteSpace` and `LineTerminator`.
    pub fn space() -> Self {
        Self::new(vec![
            (0x09, 0x0D),
            (0x20, 0x20),
            (0xA0, 0xA0),
            (0x1680, 0x1680),
            (0x2000, 0x200A),
            (0x2028, 0x2029),
            (0x202F, 0x202F),
            (0x205F, 0x205F),
            (0x3000, 0x3000),
            (0xFEFF, 0xFEFF),
        ])
    }

    /// `.` without the `s` flag.
    pub fn not_line_terminators() -> Self {
        Self::new(vec![(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)]).complement()
    }

    /// The set for the text between the braces of `\p{…}`: a general category or a binary property, or
    /// `General_Category=`, `Script=` or `Script_Extensions=` and a value. `None` if there is no such property, or no
    /// table for it ([`has_no_table`]).
    ///
    /// Names are compared as Unicode advises (UAX #44, LM3), so more spellings are accepted than ECMA-262 allows.
    pub fn property(expression: &str) -> Option<Self> {
        let (name, loose) = parts(expression)?;
        let category = matches!(name, None | Some("General_Category" | "gc"));
        if !category && matches!(loose.as_str(), "unknown" | "zzzz") {
            return Self::of_no_script();
        }
        let with_surrogates = category
            && match loose.as_str() {
                "cs" | "surrogate" => return Some(Self::new(vec![SURROGATES])),
                "any" if name.is_none() => return Some(Self::all()),
                "assigned" => name.is_none(),
                "c" | "other" => true,
                _ => false,
            };
        let hir = regex_syntax::parse(&format!(r"\p{{{expression}}}")).ok()?;
        let mut ranges = match hir.kind() {
            HirKind::Class(Class::Unicode(class)) => from_class(class),
            // A property that only one code point has.
            HirKind::Literal(literal) => {
                let c = u32::from(std::str::from_utf8(&literal.0).ok()?.chars().next()?);
                vec![(c, c)]
            }
            _ => return None,
        };
        if with_surrogates {
            ranges.push(SURROGATES);
        }
        Some(Self::new(ranges))
    }

    /// `Script=Unknown`: unassigned and private-use code points, and surrogates (UAX #24, section 2.9). No table has
    /// it.
    fn of_no_script() -> Option<Self> {
        let sets = ["Unassigned", "Private_Use", "Surrogate"].map(Self::property);
        let ranges: Option<Vec<_>> = sets.into_iter().map(|set| Some(set?.ranges)).collect();
        Some(Self::new(ranges?.concat()))
    }

    /// The ranges, sorted.
    pub fn ranges(&self) -> &[(u32, u32)] {
        &self.ranges
    }

    /// The code points that are not in this set.
    pub fn complement(&self) -> Self {
        let mut ranges = Vec::with_capacity(self.ranges.len() + 1);
        let mut next = 0;
        for &(first, last) in &self.ranges {
            if next < first {
                ranges.push((next, first - 1));
            }
            next = last + 1;
        }
        if next <= LAST {
            ranges.push((next, LAST));
        }
        Self { ranges }
    }

    /// This set, with everything that simple case folding makes equal to one of its members (`Canonicalize` with the
    /// `u` and `i` flags).
    pub fn folded(&self) -> Self {
        let scalars = self.ranges.iter().flat_map(|&(first, last)| {
            [(first, min(last, SURROGATES.0 - 1)), (max(first, SURROGATES.1 + 1), last)]
                .into_iter()
                .filter(|(first, last)| first <= last)
                .filter_map(|(first, last)| Some(ClassUnicodeRange::new(char::from_u32(first)?, char::from_u32(last)?)))
        });
        let mut class = ClassUnicode::new(scalars);
        // Folding takes time for every code point, so keep only those that have cases.
        class.intersect(cased());
        // This fails only without tables, and this crate enables them.
        if class.try_case_fold_simple().is_err() {
            return self.clone();
        }
        let mut ranges = from_class(&class);
        ranges.extend(&self.ranges);
        Self::new(ranges)
    }

    /// Whether the code point is in the set.
    pub fn contains(&self, c: u32) -> bool {
        let after = self.ranges.partition_point(|&(first, _)| first <= c);
        after.checked_sub(1).and_then(|index| self.ranges.get(index)).is_some_and(|&(_, last)| c <= last)
    }
}

/// The property before the `=`, if there is one and it takes values; and the value or binary property in loose
/// spelling.
fn parts(expression: &str) -> Option<(Option<&str>, String)> {
    let (name, value) = match expression.split_once('=') {
        None => (None, expression),
        Some((name, value)) => (Some(name), value),
    };
    let has_values = ["General_Category", "gc", "Script", "sc", "Script_Extensions", "scx"];
    if name.is_some_and(|name| !has_values.contains(&name))
        || value.is_empty()
        || !value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    {
        return None;
    }
    let loose = value.bytes().filter(|byte| *byte != b'_').map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    Some((name, loose))
}

/// Whether ECMA-262 allows this text between the braces of `\p{…}`, but no table for it is available here: a binary
/// property that `regex-syntax` leaves out, and the scripts new in Unicode 17.
pub fn has_no_table(expression: &str) -> bool {
    const BINARY: [&str; 2] = ["changeswhennfkccasefolded", "cwkcf"];
    const SCRIPTS: [&str; 8] = ["beriaerfe", "berf", "sidetic", "sidt", "taiyo", "tayo", "tolongsiki", "tols"];
    match parts(expression) {
        Some((None, loose)) => BINARY.contains(&loose.as_str()),
        Some((Some("General_Category" | "gc"), _)) | None => false,
        Some((Some(_), loose)) => SCRIPTS.contains(&loose.as_str()),
    }
}

/// The characters that have more than one case.
fn cased() -> &'static ClassUnicode {
    static CASED: OnceLock<ClassUnicode> = OnceLock::new();
    CASED.get_or_init(|| {
        let parsed = regex_syntax::parse(r"\p{Changes_When_Casemapped}").map(regex_syntax::hir::Hir::into_kind);
        match parsed {
            Ok(HirKind::Class(Class::Unicode(class))) => class,
            _ => ClassUnicode::new([ClassUnicodeRange::new('\0', char::MAX)]),
        }
    })
}

/// The ranges of scalar values, split around the surrogates, which a range of `char`s skips.
fn from_class(class: &ClassUnicode) -> Vec<(u32, u32)> {
    class
        .iter()
        .flat_map(|range| {
            let (first, last) = (u32::from(range.start()), u32::from(range.end()));
            if first < SURROGATES.0 && SURROGATES.1 < last {
                [Some((first, SURROGATES.0 - 1)), Some((SURROGATES.1 + 1, last))]
            } else {
                [Some((first, last)), None]
            }
        })
        .flatten()
        .collect()
}

/// The smallest code point that is equal by simple case folding.
pub fn canonical(c: u32) -> u32 {
    if c < 0x80 {
        return u8::try_from(c).map_or(c, |byte| byte.to_ascii_uppercase().into());
    }
    CodePoints::new(vec![(c, c)]).folded().ranges.first().map_or(c, |&(first, _)| first)
}

/// Whether the character is part of a word for `\b`.
pub fn is_word(c: u32, ignore_case: bool) -> bool {
    u8::try_from(c).is_ok_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        || ignore_case && (c == 0x17F || c == 0x212A)
}

/// Whether the character ends a line.
pub fn is_line_terminator(c: u32) -> bool {
    matches!(c, 0x0A | 0x0D | 0x2028 | 0x2029)
}

/// Code points, prepared for quick lookup.
#[derive(Clone, Debug)]
pub struct Lookup {
    ascii: u128,
    all: CodePoints,
}

impl Lookup {
    pub fn new(all: CodePoints) -> Self {
        let ascii = (0..128).filter(|c| all.contains(*c)).fold(0, |bits, c| bits | 1 << c);
        Self { ascii, all }
    }

    #[inline]
    pub fn contains(&self, c: u32) -> bool {
        if c < 128 { self.ascii >> c & 1 == 1 } else { self.all.contains(c) }
    }
}
