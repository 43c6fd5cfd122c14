//! A text that is still being written, as far as it has been parsed: what is complete, what is open, and how the text
//! could end here. Knows the grammar, but judges nothing.

use alloc::vec::Vec;

use crate::node::DEEPEST;
use crate::parse::{Awaited, NO_PARENT, byte_at};
use crate::{Doc, Facts, JsonStr, Kind, Tape, Value};

/// A text that ends before its value does. Containers that are still open are on the tape with the items they have so
/// far; a string, number or word at the end of the text is not on it yet.
#[derive(Clone, Copy, Debug)]
pub struct Unfinished<'a> {
    /// What is on the tape.
    pub doc: Doc<'a>,
    /// Where on the tape the next value will be, if the grammar requires one there. The name of a member precedes it.
    pub awaited: Option<u32>,
    /// What there is of that value.
    pub begun: Option<Begun<'a>>,
    /// The innermost container that is open.
    container: u32,
}

/// The beginning of a string, a number or a word.
#[derive(Clone, Copy, Debug)]
pub struct Begun<'a> {
    /// The kind that the value will have.
    pub kind: Kind,
    /// What a string has so far, in whole characters and escapes.
    pub text: Option<JsonStr<'a>>,
}

/// Where and how a text that is still being written could end as JSON.
#[derive(Debug, PartialEq, Eq)]
pub struct Ending {
    /// How many bytes of the text are kept: all but a name without a value, an unfinished number or word, and the comma
    /// before them.
    pub cut: usize,
    /// What must follow them: the closing quote and brackets. Empty as well if there is no value yet.
    pub closing: Vec<u8>,
}

impl<'a> Unfinished<'a> {
    /// The index after the last node on the tape.
    #[must_use]
    pub const fn end(&self) -> u32 {
        self.doc.nodes.len() as u32
    }

    /// The value that is being written: the one that is awaited, or else the innermost open container.
    #[must_use]
    pub fn innermost(&'a self) -> Value<'a> {
        self.doc.value(self.awaited.unwrap_or(self.container))
    }
}

impl Value<'_> {
    /// Whether this is a container whose end has not been parsed yet.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.is_container() && (self.end_index() <= self.index() || self.end_index() == NO_PARENT)
    }
}

impl Tape {
    /// Whether the text parsed so far is a value, and nothing else.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.state.is_complete()
    }

    /// What there is of a text that is not complete yet.
    #[must_use]
    pub fn unfinished<'a>(&'a self, text: &'a [u8]) -> Unfinished<'a> {
        let state = &self.state;
        let on_tape = state.depth <= DEEPEST;
        let first = byte_at(text, state.pos);
        let awaited = match state.awaited {
            Awaited::Value | Awaited::Colon if on_tape => Some(self.count as u32),
            _ => None,
        };
        let kind = match first {
            b'"' => Kind::String,
            b't' => Kind::True,
            b'f' => Kind::False,
            b'n' => Kind::Null,
            _ => Kind::Number,
        };
        let start = state.pos + 1;
        let rest = text.get(start..).unwrap_or_default();
        let span = text.get(start..state.read).unwrap_or_default();
        let text_so_far = JsonStr { rest, span, flags: state.flags };
        let is_begun = first != 0 && state.awaited == Awaited::Value;
        Unfinished {
            doc: self.doc(text),
            awaited,
            begun: awaited
                .filter(|_| is_begun)
                .map(|_| Begun { kind, text: (kind == Kind::String).then_some(text_so_far) }),
            container: if state.open == NO_PARENT { 0 } else { state.open },
        }
    }

    /// Passes on the document as if the open container at its root had ended before the node `end`, a member's name or
    /// an element. What was noticed behind it does not count.
    pub fn ended_before<T>(&mut self, text: &[u8], end: u32, read: impl FnOnce(Doc<'_>) -> T) -> Option<T> {
        let cut = self.nodes.get(end as usize).filter(|_| (end as usize) < self.count).map(|node| node.start);
        let cut = cut.unwrap_or(self.state.pos as u32);
        let before = |offset: &u32| *offset < cut;
        let nul_escape = self.facts.nul_escape.filter(before);
        let facts = Facts { nul_escape, lone_surrogate: self.facts.lone_surrogate.filter(before), ..self.facts };
        let root = self.nodes.first_mut()?;
        let kept = *root;
        (root.end, root.next) = (cut, end);
        let nodes = self.nodes.get(..end as usize).unwrap_or_default();
        let told = read(Doc { nodes, facts: &facts, ..self.doc(text) });
        if let Some(root) = self.nodes.first_mut() {
            *root = kept;
        }
        Some(told)
    }

    /// How the text could end here.
    #[must_use]
    pub fn ending(&self, text: &[u8]) -> Ending {
        let state = &self.state;
        let is_string = state.awaited == Awaited::Value && byte_at(text, state.pos) == b'"';
        // A member's name that has been parsed is the last node; below the maximum depth that is the one to be
        // overwritten next.
        let last = self.count.wrapping_sub(usize::from(state.depth <= DEEPEST));
        let name = self.nodes.get(last).map_or(0, |node| (node.start as usize).saturating_sub(1));
        let cut = match state.awaited {
            Awaited::Next | Awaited::First => text.len(),
            Awaited::Value if is_string => state.read.max(state.pos + 1).min(text.len()),
            Awaited::Value | Awaited::Colon if state.close == b'}' => before_comma(text, name),
            Awaited::Value | Awaited::Name | Awaited::Colon => before_comma(text, state.pos),
        };
        let mut closing = Vec::new();
        if is_string {
            closing.push(b'"');
        }
        if state.depth > 0 {
            closing.push(state.close);
            closing.extend(state.deeper.iter().map(|is_object| if is_object { b'}' } else { b']' }));
        }
        let mut open = state.open;
        while let Some(parent) = self.nodes.get(open as usize).and_then(|node| self.nodes.get(node.next as usize)) {
            closing.push(if parent.kind == Kind::Object { b'}' } else { b']' });
            open = self.nodes.get(open as usize).map_or(NO_PARENT, |node| node.next);
        }
        Ending { cut, closing }
    }
}

/// The end of what precedes the comma before `pos`, or `pos` itself if there is none, as after an opening bracket.
fn before_comma(text: &[u8], pos: usize) -> usize {
    let before = text.get(..pos).unwrap_or_default().trim_ascii_end();
    before.strip_suffix(b",").unwrap_or(before).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SyntaxError;

    const TEXTS: [&str; 6] = [
        r#"{"a":[1,-2.5e+3,{"b":"caf\u00e9 \ud83d\ude00 é😀\n"},[],{}],"c":true,"d":null,"":false} "#,
        r#" [ { "a" : [ [ ] , "x" ] , "b" : { } } , 12 ] "#,
        r#""just\\a\"text""#,
        "-12.5",
        "true",
        r#"[[[[[{"a":[{"b":[1,[2,[3]]]}]}]]]]]"#,
    ];

    /// Parses a text in pieces that end at these offsets.
    fn in_pieces(tape: &mut Tape, text: &[u8], ends: impl Iterator<Item = usize>) -> Result<(), SyntaxError> {
        tape.restart();
        for end in ends {
            tape.go_on(&text[..end], false)?;
        }
        tape.go_on(text, true)
    }

    #[test]
    fn pieces_make_the_same_tape_as_the_whole() {
        let (mut whole, mut pieces) = (Tape::new(), Tape::new());
        for text in TEXTS {
            let doc = whole.parse(text.as_bytes()).unwrap();
            let facts = format!("{:?}", *doc);
            let expected = whole.nodes_text();
            for step in 1..text.len() {
                for offset in 0..step {
                    let ends = (offset..text.len()).step_by(step);
                    in_pieces(&mut pieces, text.as_bytes(), ends).unwrap();
                    assert_eq!((pieces.nodes_text(), format!("{:?}", pieces.facts)), (expected.clone(), facts.clone()));
                }
            }
        }
    }

    #[test]
    fn what_is_wrong_is_found_at_the_same_byte() {
        for text in [
            "{]",
            "[1,]",
            "{,}",
            "{\"a\"}",
            "{\"a\":}",
            "01",
            "1.x",
            "1ee",
            "nulx",
            "[1 2]",
            "\"\\x\"",
            "\"\\u12z\"",
            "\"\\ud83d\\uzz\"",
            "\"a\tb\"",
            "[1}",
            "1 2",
            "[1]]",
            "{\"a\":1,}",
            "{1:2}",
            "[tru]",
            "\"\u{0}\"",
            "[-]",
        ] {
            let whole = Tape::new().parse(text.as_bytes()).unwrap_err();
            let mut tape = Tape::new();
            let mut found = None;
            for end in 0..=text.len() {
                match tape.go_on(&text.as_bytes()[..end], false) {
                    Ok(()) => {}
                    Err(error) => {
                        found = Some((error, end));
                        break;
                    }
                }
            }
            let SyntaxError::UnexpectedByte(at) = whole else { panic!("{text}: {whole}") };
            assert_eq!(found, Some((whole, at as usize + 1)), "{text}");
        }
    }

    #[test]
    fn a_surrogate_is_lone_only_if_no_partner_follows() {
        for (text, lone) in [(r#""\ud83d\ude00""#, None), (r#""\ud83d""#, Some(1)), (r#""\ud83d\n""#, Some(1))] {
            let mut tape = Tape::new();
            in_pieces(&mut tape, text.as_bytes(), 0..text.len()).unwrap();
            assert_eq!(tape.facts.lone_surrogate, lone, "{text}");
        }
    }

    #[test]
    fn every_beginning_can_end_as_json_that_goes_on_as_the_text_does() {
        let mut tape = Tape::new();
        for text in TEXTS {
            tape.restart();
            for end in 0..=text.len() {
                let beginning = &text.as_bytes()[..end];
                tape.go_on(beginning, false).unwrap();
                let Ending { cut, closing } = tape.ending(beginning);
                let mut ended = beginning[..cut].to_vec();
                ended.extend_from_slice(&closing);
                if ended.trim_ascii().is_empty() {
                    assert!(!text.trim_start()[..end.saturating_sub(1)].starts_with(['{', '[', '"']), "{text}: {end}");
                    continue;
                }
                let ended = String::from_utf8_lossy(&ended);
                assert!(Tape::new().parse(ended.as_bytes()).is_ok(), "{ended}");
            }
        }
        for (text, expected) in [
            (r#"{"a":1,"b":2"#, r#"{"a":1}"#),
            (r#"{"a":1 , "b" :"#, r#"{"a":1 }"#),
            (r#"{"a":{"b":[1,2"#, r#"{"a":{"b":[1]}}"#),
            (r#"{"a":"x\u12"#, r#"{"a":"x"}"#),
            (r#"["a","#, r#"["a"]"#),
            (r#"["a",tru"#, r#"["a"]"#),
            (r#"{"a"#, "{}"),
            (r#"{"a":{"#, r#"{"a":{}}"#),
            ("12", ""),
            ("", ""),
        ] {
            tape.restart();
            tape.go_on(text.as_bytes(), false).unwrap();
            let Ending { cut, closing } = tape.ending(text.as_bytes());
            assert_eq!(format!("{}{}", &text[..cut], String::from_utf8(closing).unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn nesting_beyond_the_tape_can_be_cut_anywhere() {
        let ends = [r#""x"#, "", "[", "{", r#"{"b""#, r#"{"b":"#, r#"{"b":1,"c":2"#, "[3,[4],"];
        for (depth, end) in [-2, -1, 0, 1, 2, 63, 64, 65].into_iter().flat_map(|more| ends.map(|end| (more, end))) {
            let depth = DEEPEST.saturating_add_signed(depth);
            let opening: String = (0..depth).map(|level| if level % 3 == 0 { "{\"a\":" } else { "[1," }).collect();
            let text = format!("{opening}{end}");
            let mut tape = Tape::new();
            for cut in [text.len() / 2, text.len() - 1, text.len()] {
                tape.go_on(&text.as_bytes()[..cut], false).unwrap();
                let Ending { cut, closing } = tape.ending(&text.as_bytes()[..cut]);
                let ended = [&text.as_bytes()[..cut], &closing].concat();
                assert!(Tape::new().parse(&ended).is_ok(), "{depth}: {end}");
            }
        }
    }

    #[test]
    fn says_what_is_awaited() {
        let mut tape = Tape::new();
        for (text, awaited, kind, so_far, innermost) in [
            ("", Some(0), None, None, 0),
            (" \"a", Some(0), Some(Kind::String), Some("a"), 0),
            ("{", None, None, None, 0),
            (r#"{"a"#, None, None, None, 0),
            (r#"{"a""#, Some(2), None, None, 2),
            (r#"{"a":"#, Some(2), None, None, 2),
            (r#"{"a":-"#, Some(2), Some(Kind::Number), None, 2),
            (r#"{"a":"x\"#, Some(2), Some(Kind::String), Some("x"), 2),
            (r#"{"a":[1"#, Some(3), Some(Kind::Number), None, 3),
            (r#"{"a":[1,"#, Some(4), None, None, 4),
            (r#"{"a":[1,n"#, Some(4), Some(Kind::Null), None, 4),
            (r#"{"a":[1 "#, None, None, None, 2),
            (r#"{"a":[1],"#, None, None, None, 0),
        ] {
            tape.restart();
            tape.go_on(text.as_bytes(), false).unwrap();
            let unfinished = tape.unfinished(text.as_bytes());
            let begun = unfinished.begun;
            let found = begun.and_then(|begun| begun.text).map(JsonStr::to_cow);
            assert_eq!(unfinished.awaited, awaited, "{text}");
            assert_eq!((begun.map(|begun| begun.kind), found.as_deref()), (kind, so_far), "{text}");
            assert_eq!(unfinished.innermost().index(), innermost, "{text}");
        }
    }
}
