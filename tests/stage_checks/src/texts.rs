//! Texts at the edges of the formats: those of the formats' own tests, changed a little. Knows no format.

use std::path::Path;

use stage_documents::Random;

/// All string constants in the sources of `json-format`, of which its tests have many.
pub fn known(root: &Path) -> Result<Vec<String>, String> {
    let folder = root.join("crates/json-format/src");
    let constant = regex::Regex::new(r#""((?:[^"\\]|\\.)*)""#).map_err(|error| error.to_string())?;
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        let path = entry.map_err(|error| error.to_string())?.path();
        let source = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            texts.extend(constant.captures_iter(line).filter_map(|found| unescaped(found.get(1)?.as_str())));
        }
    }
    texts.sort();
    texts.dedup();
    Ok(texts)
}

/// What a string constant of Rust means.
fn unescaped(constant: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = constant.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        match rest.next()? {
            'n' => text.push('\n'),
            't' => text.push('\t'),
            'r' => text.push('\r'),
            '0' => text.push('\0'),
            'x' => {
                let digits: String = rest.by_ref().take(2).collect();
                text.push(char::from(u8::from_str_radix(&digits, 16).ok()?));
            }
            'u' => {
                let digits: String = rest.by_ref().skip(1).take_while(|&c| c != '}').collect();
                text.push(char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?);
            }
            other => text.push(other),
        }
    }
    // No `text` of PostgreSQL contains U+0000.
    (!text.contains('\0')).then_some(text)
}

/// Characters that formats tell apart.
const CHARACTERS: &[char] = &[
    '0',
    '1',
    '2',
    '5',
    '6',
    '9',
    'a',
    'f',
    'g',
    'z',
    'A',
    'Z',
    '-',
    '_',
    '.',
    ':',
    '/',
    '?',
    '#',
    '@',
    '[',
    ']',
    '%',
    '+',
    '"',
    '\\',
    ' ',
    '!',
    '$',
    '&',
    '\'',
    '(',
    ')',
    '*',
    ',',
    ';',
    '=',
    '<',
    '>',
    '^',
    '`',
    '{',
    '|',
    '}',
    '~',
    '\t',
    '\n',
    '\r',
    '\u{1}',
    '\u{1f}',
    '\u{7f}',
    '\u{80}',
    '\u{85}',
    '\u{a0}',
    '\u{ad}',
    'é',
    'ſ',
    '\u{212a}',
    '٣',
    '\u{34f}',
    '字',
    '\u{1680}',
    '\u{180e}',
    '\u{2000}',
    '\u{200b}',
    '\u{200d}',
    '\u{2028}',
    '\u{2029}',
    '\u{202d}',
    '\u{202e}',
    '\u{2060}',
    '\u{2800}',
    '\u{3000}',
    '\u{3164}',
    '\u{fe0f}',
    '\u{feff}',
    '\u{ffa0}',
    '\u{fff8}',
    '\u{fffd}',
    '\u{d7ff}',
    '\u{e000}',
    '😀',
    '\u{1bca0}',
    '\u{1d173}',
    '\u{e0001}',
    '\u{e0fff}',
    '\u{e1000}',
    '\u{10ffff}',
];

/// One of the texts, changed in up to three places.
pub fn changed(known: &[String], random: &mut Random) -> String {
    let mut text: Vec<char> = random.pick(known).chars().collect();
    for _ in 0..*random.pick(&[0, 1, 1, 1, 2, 3]) {
        let place = |random: &mut Random, text: &[char]| random.below(text.len() as u64 + 1) as usize;
        let at = place(random, &text);
        match random.below(6) {
            0 if at < text.len() => drop(text.remove(at)),
            1 if at < text.len() => text.splice(at..=at, [*random.pick(CHARACTERS)]).for_each(drop),
            2 => {
                // A part of another one in its place.
                let other: Vec<char> = random.pick(known).chars().collect();
                let from = place(random, &other);
                text.truncate(at);
                text.extend(other.get(from..).unwrap_or_default());
            }
            3 => {
                // A part many times: lengths have limits, too.
                let until = place(random, &text);
                let part: Vec<char> = text.get(at.min(until)..at.max(until)).unwrap_or_default().to_vec();
                let times = *random.pick(&[1, 2, 7, 63, 64]);
                for _ in 0..times {
                    if text.len() < 600 {
                        text.splice(at..at, part.iter().copied()).for_each(drop);
                    }
                }
            }
            _ => text.insert(at, *random.pick(CHARACTERS)),
        }
    }
    text.into_iter().collect()
}
