//! Texts for varchar, text and their arrays: lengths around the limit, blanks, variants of known words.

use super::json::{CHARACTERS, escaped, string};
use crate::random::Random;

/// One code point each, of one to four UTF-8 bytes, some written as escapes.
const POINTS: &[&str] =
    &["a", "b", "\u{e9}", "\u{4e2d}", "\u{1f600}", "\\ud83d\\ude00", "\\u00e9", "\u{301}", "\\n", "\\\""];

/// A JSON string of about `n` code points; sometimes the part beyond the limit consists of blanks (PostgreSQL trims
/// only U+0020).
pub fn around(random: &mut Random, n: usize) -> String {
    let length = (n as i64 + random.between(-1, 2)).max(0) as usize;
    let one = random.chance(60);
    let point = *random.pick_from(POINTS);
    let content: String = (0..length).map(|_| if one { point } else { *random.pick_from(POINTS) }).collect();
    let tail = match random.below(4) {
        0 => " ".repeat(1 + random.below(4)),
        1 => random.pick(&["\\t", "\u{a0}", "\\u0020", " \\t", "\\n", "\u{3000}", " x"]).to_owned(),
        _ => String::new(),
    };
    string(&format!("{content}{tail}"))
}

/// A word that appears in a CHECK, exactly or nearly.
pub fn near_word(random: &mut Random, words: &[String]) -> String {
    if words.is_empty() {
        return string("word");
    }
    let word: &String = random.pick_from(words);
    let word = escaped(word);
    string(&match random.below(9) {
        0 | 1 => word,
        2 => word.to_uppercase(),
        3 => format!("{word} "),
        4 => format!(" {word}"),
        5 => format!("{word}{}", random.pick(CHARACTERS)),
        6 => word.chars().skip(1).collect(),
        7 => word
            .chars()
            .next()
            .map_or_else(String::new, |c| format!("\\u{:04x}{}", u32::from(c), &word[c.len_utf8()..])),
        _ => format!("{word}{}", " ".repeat(random.below(60))),
    })
}

/// A text[] value: JSON arrays of every shape, and array literals.
pub fn array(random: &mut Random, words: &[String]) -> String {
    match random.below(10) {
        0..3 => {
            let elements: Vec<String> = (0..random.below(6)).map(|_| near_word(random, words)).collect();
            format!("[{}]", elements.join(","))
        }
        3..5 => {
            let dimensions = 1 + random.below(3);
            nested(random, dimensions, words)
        }
        5 => {
            let depth = random.below(9);
            format!("{}{}{}", "[".repeat(depth), random.pick(&["", "1", "null", "\"a\""]), "]".repeat(depth))
        }
        6 => random
            .pick(&[
                "[[1],[2,3]]",
                "[[1],2]",
                "[1,[2]]",
                "[{\"a\":1}]",
                "[[],[]]",
                "[[],[1]]",
                "[[1],[]]",
                "[null]",
                "[true,1.50,1e5]",
                "{\"a\":1}",
                "\"\"",
                "[[],null]",
                "[null,[]]",
                "[ [ 1 ] , [ 2 ] ]",
                "[[\"a\",[1]],[\"b\",{}]]",
            ])
            .to_owned(),
        _ => string(&escaped(&literal(random, words))),
    }
}

/// A rectangular nested array, sometimes with one row of a different length.
fn nested(random: &mut Random, dimensions: usize, words: &[String]) -> String {
    if dimensions == 0 {
        return match random.below(5) {
            0 => "null".into(),
            1 => random.between(-9, 9).to_string(),
            2 => super::json::any(random, 1),
            _ => near_word(random, words),
        };
    }
    let length = random.below(3) + usize::from(random.chance(80));
    let elements: Vec<String> = (0..length)
        .map(|_| {
            let inside = if random.chance(4) { random.below(dimensions + 1) } else { dimensions - 1 };
            nested(random, inside, words)
        })
        .collect();
    format!("[{}]", elements.join(","))
}

/// The text of an array literal (PostgreSQL manual, "Array Input and Output Syntax"), valid or nearly.
fn literal(random: &mut Random, words: &[String]) -> String {
    const PIECES: &[&str] = &[
        "{",
        "}",
        ",",
        "\"",
        "\\",
        " ",
        "a",
        "NULL",
        "null",
        "Null",
        "\"\"",
        "\"a b\"",
        "\\\"",
        "[0:1]",
        "=",
        "[1:1]={",
        "é",
        "x y",
        "\t",
        "'",
        "[",
        "]",
        ":",
        "organizerSetup",
    ];
    match random.below(8) {
        0..3 => {
            let elements: Vec<String> = (0..random.below(5))
                .map(|_| match random.below(6) {
                    0 => "NULL".into(),
                    1 => "\"a,b\"".into(),
                    2 => " x ".into(),
                    3 => "\"\\\\\"".into(),
                    _ => words.get(random.below(words.len())).cloned().unwrap_or_else(|| "a".into()),
                })
                .collect();
            format!(
                "{}{{{}}}{}",
                random.pick(&["", "", " ", "[1:2]=", "[0:1]=", "[2:1]=", "[-1:0] = "]),
                elements.join(","),
                random.pick(&["", "", " ", "x"])
            )
        }
        3 => random
            .pick(&[
                "{}",
                " {} ",
                "{{}}",
                "{{a},{b}}",
                "{{a},{b,c}}",
                "{a,{b}}",
                "{{a},b}",
                "",
                "a",
                "{",
                "}",
                "{a",
                "a}",
                "{a,}",
                "{,a}",
                "{,}",
                "{a}b",
                "{\"a\"b}",
                "{a\"b\"}",
                "[1:1]={a}",
                "[1]={a}",
                "[1:2]={a}",
                "[1:1][1:1]={{a}}",
                "{\\a}",
                "{\"\\",
                "{{{{{{{a}}}}}}}",
                "{{{{{{a}}}}}}",
                "[1:2147483648]={a}",
                "[2147483647:2147483647]={a}",
                "{ }",
                "{a b}",
                "{null}",
                "{\"null\"}",
                "[-2147483648:-2147483648]={a}",
                "{{},{}}",
                "[1:0]={}",
                "{\" \"}",
                "[ 1:1 ]={a}",
                "[+1:1]={a}",
            ])
            .to_owned(),
        _ => (0..random.below(9)).map(|_| *random.pick_from(PIECES)).collect::<Vec<_>>().concat(),
    }
}
