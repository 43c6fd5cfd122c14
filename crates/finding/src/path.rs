//! The path of a value in its document, recovered from the tape when a finding becomes an issue.

use alloc::vec::Vec;

use json_tape::{At, JsonStr, Kind, Value};

/// The longest path, in segments; a value nested more deeply is reported by the path of a container it is in.
pub const LONGEST_PATH: usize = 200;

/// One step of a path, as the document has it.
pub(crate) enum Step<'a> {
    /// A member's name.
    Key(JsonStr<'a>),
    /// An element's index.
    Index(u32),
}

/// How far an earlier walk went within one container.
#[derive(Debug)]
struct Progress {
    container: At,
    /// An item of the container, by its index on the tape.
    item: u32,
    /// How many items precede it.
    before: u32,
}

/// How far the previous walk went at each level. Without this, each of many findings in one long array would count from
/// the start of the array; the next finding usually lies after the last one, and counting resumes there.
#[derive(Debug, Default)]
pub(crate) struct Passed(Vec<Progress>);

impl Passed {
    /// Where to start counting this container's items on the way to a node.
    fn start(&self, depth: usize, container: At, node: u32) -> (u32, u32) {
        match self.0.get(depth) {
            Some(last) if last.container == container && last.item <= node => (last.item, last.before),
            _ => (container.node + 1, 0),
        }
    }

    fn keep(&mut self, depth: usize, progress: Progress) {
        match self.0.get_mut(depth) {
            Some(last) => *last = progress,
            None => self.0.push(progress),
        }
    }
}

/// Walks down from the root to the value, or to the object of which it is a member's name. The time is linear in the
/// number of siblings passed.
pub(crate) fn walk(value: Value<'_>, passed: &mut Passed, step: &mut dyn FnMut(Step<'_>)) {
    let (doc, node) = (value.doc(), value.index());
    let mut within = doc.root();
    for depth in 0..LONGEST_PATH {
        if within.index() >= node {
            return;
        }
        // A member's name precedes its value.
        let is_object = within.kind() == Kind::Object;
        let container = within.at();
        let (mut item, mut before) = passed.start(depth, container, node);
        loop {
            within = doc.value(item + u32::from(is_object));
            let end = within.end_index();
            if end > node || end <= item {
                break;
            }
            item = end;
            before += 1;
        }
        passed.keep(depth, Progress { container, item, before });
        if within.index() <= node {
            let name = doc.value(item).as_str().filter(|_| is_object);
            step(name.map_or(Step::Index(before), Step::Key));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use json_tape::Tape;

    #[test]
    fn leads_to_every_value_in_any_order() {
        let mut tape = Tape::new();
        let doc = tape.parse(br#"{"a":[1,{"b":[2,3]},4],"c":5}"#).unwrap();
        let root = doc.root();
        let [a, c] = ["a", "c"].map(|name| root.get(name).unwrap());
        let elements: Vec<_> = a.elements().collect();
        let inner: Vec<_> = elements[1].get("b").unwrap().elements().collect();
        let expected = [
            (root, ""),
            (a, "/a"),
            (elements[0], "/a/0"),
            (elements[1], "/a/1"),
            (inner[0], "/a/1/b/0"),
            (inner[1], "/a/1/b/1"),
            (elements[2], "/a/2"),
            (c, "/c"),
        ];
        let mut passed = Passed::default();
        for (value, path) in expected.into_iter().chain(expected.into_iter().rev()) {
            let mut found = String::new();
            walk(value, &mut passed, &mut |step| {
                found += &match step {
                    Step::Key(name) => format!("/{}", name.to_cow()),
                    Step::Index(index) => format!("/{index}"),
                };
            });
            assert_eq!(found, path);
        }
    }

    #[test]
    fn ends_at_the_longest_path() {
        let text = [vec![b'['; 300], vec![b']'; 300]].concat();
        let mut tape = Tape::new();
        let doc = tape.parse(&text).unwrap();
        let mut steps = 0;
        walk(doc.value(299), &mut Passed::default(), &mut |_| steps += 1);
        assert_eq!(steps, LONGEST_PATH);
    }
}
