//! A language's catalogue of messages (`pkg/src/messages/english.ts`) → the names of its templates and words. Knows how
//! such a file is laid out, and no sentences.

use std::collections::HashSet;

use crate::error::{Error, Result};
use crate::model::unworded::Words;

/// Reads the text of a catalogue; `file` names it in errors. Templates that the file takes from elsewhere (`...rules`)
/// are not among them.
///
/// # Errors
/// It is not laid out as biome formats it: `messages` and `words`, with one template after the other.
pub fn read(file: &str, text: &str) -> Result<Words> {
    let section = |name: &str| {
        let found = members(text, name);
        let missing = || Error::syntax(format!("there are no members in `{name}: {{`")).in_file(file);
        if found.is_empty() { Err(missing()) } else { Ok(found) }
    };
    Ok(Words { messages: section("messages")?, words: section("words")? })
}

/// The names of the members of an object in the catalogue.
fn members(text: &str, object: &str) -> HashSet<String> {
    let begin = format!("  {object}: {{");
    let lines = text.lines().skip_while(|line| *line != begin).skip(1).take_while(|line| *line != "  },");
    lines.filter_map(member).map(str::to_owned).collect()
}

/// The member that begins on a line.
fn member(line: &str) -> Option<&str> {
    let line = line.strip_prefix("    ").filter(|line| !line.starts_with(' '))?;
    match line.strip_prefix('\'') {
        Some(quoted) => quoted.split_once("':").map(|(name, _)| name),
        None => line.split_once(':').map(|(name, _)| name).filter(|name| name.chars().all(is_of_a_name)),
    }
}

fn is_of_a_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::read;

    #[test]
    fn reads_the_names_of_the_catalogue_of_verdicts() {
        let words = read("english.ts", include_str!("../../../../pkg/src/messages/english.ts")).unwrap();
        for name in ["item", "required", "accepted_terms.const", "data_valid.complete", "finished_when_all_completed"] {
            assert!(words.messages.contains(name), "{name}");
        }
        assert!(words.words.contains("idn-email") && !words.words.contains("character"), "{:?}", words.words);
        assert!(words.messages.iter().all(|name| !name.contains(' ')), "{:?}", words.messages);
        let error = read("other.ts", "export const en = {}").unwrap_err().to_string();
        assert_eq!(error, "other.ts: there are no members in `messages: {`");
    }
}
