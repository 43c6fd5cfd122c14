//! The text of `COMMENT ON CONSTRAINT`: a sentence for whoever violates it, and the mark `@server-only`. Knows how the
//! text is divided, and no tables.

use crate::error::{Error, Result};

/// The mark that leaves a CHECK to the server; its reason follows on the same line.
pub const MARK: &str = "@server-only";

/// What a comment says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    /// What is said to people: the lines that begin with no tag, which is `@` and a letter.
    pub sentence: Option<String>,
    /// Why only the server judges the constraint, if it is marked so: one line.
    pub server_only: Option<String>,
}

impl Remark {
    /// Reads a comment.
    ///
    /// # Errors
    /// The mark has no reason, stands there twice or is misspelled: nothing may be left out by a guess.
    pub fn read(text: &str) -> Result<Self> {
        let mut server_only = None;
        let mut sentence = Vec::new();
        for line in text.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let [tag, rest @ ..] = words.as_slice() else {
                sentence.push(line);
                continue;
            };
            let is_tag = tag.strip_prefix('@').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
            if !is_tag {
                sentence.push(line);
            } else if *tag == MARK {
                if rest.is_empty() {
                    return Err(Error::invalid(format!("`{MARK}` needs a reason after it, on the same line")).of(MARK));
                }
                if server_only.replace(rest.join(" ")).is_some() {
                    return Err(Error::invalid(format!("`{MARK}` stands there twice")).of(MARK));
                }
            } else if is_meant(tag, rest) {
                return Err(
                    Error::invalid(format!("`{tag}` is no mark that is known: write `{MARK}` and a reason")).of(tag)
                );
            }
        }
        let sentence = sentence.join("\n").trim().to_owned();
        Ok(Self { sentence: Some(sentence).filter(|text| !text.is_empty()), server_only })
    }
}

/// Whether a tag is another spelling of the mark: `@serverOnly`, `@server_only:`, `@server only`.
fn is_meant(tag: &str, rest: &[&str]) -> bool {
    let spelled = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let tag = spelled(tag);
    tag == "serveronly" || (tag == "server" && rest.first().is_some_and(|word| spelled(word) == "only"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Remark;

    #[test]
    fn divides_a_comment_into_its_sentence_and_its_mark() {
        for (text, sentence, server_only) in [
            ("It must be even", Some("It must be even"), None),
            ("@server-only soundex is not mirrored", None, Some("soundex is not mirrored")),
            ("  @server-only \t a  b\r\nIt must\nbe even\n", Some("It must\nbe even"), Some("a b")),
            ("It must be even\n@server-only a", Some("It must be even"), Some("a")),
            ("@omit create\n@name x\nIt must be even", Some("It must be even"), None),
            ("@ 5 o'clock", Some("@ 5 o'clock"), None),
            ("say @server-only a", Some("say @server-only a"), None),
            (" \n ", None, None),
        ] {
            let expected = Remark { sentence: sentence.map(Into::into), server_only: server_only.map(Into::into) };
            assert_eq!(Remark::read(text).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn refuses_a_mark_that_is_not_clear() {
        for (text, said) in [
            ("@server-only", "`@server-only` needs a reason after it, on the same line"),
            ("@server-only \nIt must be even", "`@server-only` needs a reason after it, on the same line"),
            ("@server-only a\n@server-only b", "`@server-only` stands there twice"),
            ("@serverOnly a", "`@serverOnly` is no mark that is known: write `@server-only` and a reason"),
            ("@server_only: a", "`@server_only:` is no mark that is known: write `@server-only` and a reason"),
            ("@server only a", "`@server` is no mark that is known: write `@server-only` and a reason"),
            ("@Server-Only a", "`@Server-Only` is no mark that is known: write `@server-only` and a reason"),
        ] {
            assert_eq!(Remark::read(text).unwrap_err().message, said, "{text}");
        }
    }
}
