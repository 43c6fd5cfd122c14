//! JSON text → values, and their positions in the text. Knows nothing about their meaning.

use json_tape::{Kind, Tape, Value as Found};
use serde_json::Value;

use crate::error::{Error, Place, Position, Result};

/// Reads a text.
pub fn parse(text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|error| Error::of_json(&error))
}

/// A name as a step of an RFC 6901 pointer.
pub fn step(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The same error with its position in the file.
pub fn located(error: Error, file: &str, text: &str) -> Error {
    let position = match error.place.as_deref() {
        Some(Place::Pointer(pointer)) => position(text, pointer),
        _ => None,
    };
    error.at(position).in_file(file)
}

/// The position of the value at an RFC 6901 pointer; if it is missing, the position of what should contain it.
pub fn position(text: &str, pointer: &str) -> Option<Position> {
    let mut tape = Tape::new();
    let doc = tape.parse(text.as_bytes()).ok()?;
    let mut found = doc.root();
    for name in pointer.split('/').skip(1) {
        let name = name.replace("~1", "/").replace("~0", "~");
        match child(found, &name) {
            Some(next) => found = next,
            None => break,
        }
    }
    // A string's place on the tape begins after its opening quote.
    let start = found.place().start as usize - usize::from(found.kind() == Kind::String);
    let before = text.get(..start)?;
    let line = before.rsplit('\n').next().unwrap_or_default();
    Some(Position { line: before.matches('\n').count() as u64 + 1, column: line.chars().count() as u64 + 1 })
}

fn child<'a>(of: Found<'a>, name: &str) -> Option<Found<'a>> {
    match of.kind() {
        Kind::Object => of.get(name),
        Kind::Array => of.elements().nth(name.parse().ok()?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::position;
    use crate::error::Position;

    #[test]
    fn finds_where_a_value_stands() {
        let text = "{\n  \"a\": [1, \"zwei\",\n    {\"b/c\": true}]\n}";
        for (pointer, line, column) in
            [("", 1, 1), ("/a", 2, 8), ("/a/1", 2, 12), ("/a/2/b~1c", 3, 13), ("/a/7", 2, 8), ("/none", 1, 1)]
        {
            assert_eq!(position(text, pointer), Some(Position { line, column }), "{pointer}");
        }
    }
}
