//! What a verdict could only say in the database's or the schema's own code, since nobody has given it a sentence. Knows
//! where each kind of sentence comes from, and no sentence.

use std::collections::HashSet;

use crate::error::{Error, Place};
use crate::model::codes;
use crate::model::lifecycle::Stage;
use crate::model::schema::Schema;
use crate::model::source::StageSource;
use crate::model::table::{Database, Origin, Table};

/// The names of what a catalogue of messages has.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Its templates.
    pub messages: HashSet<String>,
    /// Its words for formats and types.
    pub words: HashSet<String>,
}

/// Each constraint that is said in SQL, with how to word it. None of these is an error: the verdicts are right.
#[must_use]
pub fn constraints(database: &Database, words: &Words) -> Vec<Error> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for table in &database.tables {
        for check in &table.checks {
            // Stages share a sentence, and so do limits and lists.
            let is_known = check.stage().is_some() || !check.bounds(&table.types).is_empty();
            let is_said = check.comment.is_some() || is_known;
            found.extend(of_constraint(table, &check.name, &check.origin, is_said, words, ""));
        }
        for check in &table.server_only {
            let note = ", after the line with `@server-only`";
            found.extend(of_constraint(table, &check.name, &check.origin, check.comment.is_some(), words, note));
        }
        for column in &table.columns {
            let Some(domain) = column.domain.map(|id| table.types.domain_name(id)) else { continue };
            for check in table.domain_checks(column) {
                let is_said = check.comment.is_some() || !check.bounds(&table.types).is_empty();
                if !is_said && !words.messages.contains(&check.name) && seen.insert((domain, check.name.as_str())) {
                    let what = format!(
                        "its message is its SQL: say what must be, by COMMENT ON CONSTRAINT {} ON DOMAIN {} IS '…'",
                        identifier(&check.name),
                        domain.split('.').map(identifier).collect::<Vec<_>>().join(".")
                    );
                    found.push(about(domain, &check.name, &check.origin, what));
                }
            }
        }
    }
    found
}

fn of_constraint(
    table: &Table,
    name: &str,
    origin: &Origin,
    is_said: bool,
    words: &Words,
    note: &str,
) -> Option<Error> {
    let what = if codes::is_taken(name) {
        "its name is that of another code, whose sentence would be said: rename it".to_owned()
    } else if is_said || words.messages.contains(name) {
        return None;
    } else {
        let (name, on) = (identifier(name), identifier(&table.name));
        format!("its message is its SQL: say what must be, by COMMENT ON CONSTRAINT {name} ON {on} IS '…'{note}")
    };
    Some(about(&table.name, name, origin, what))
}

/// A name as SQL has it.
#[must_use]
pub fn identifier(name: &str) -> String {
    let is_plain = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !name.starts_with(|c: char| c.is_ascii_digit());
    if is_plain { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}

fn about(table: &str, name: &str, origin: &Origin, what: String) -> Error {
    let place = Place::Check { table: table.to_owned(), name: Some(name.to_owned()) };
    Error::unworded(what).in_place(place).at(origin.position).in_file(&origin.file)
}

/// The same for the keywords, patterns and formats of the stages; `folder` is that of their files.
#[must_use]
pub fn stages(stages: &[Stage], sources: &[StageSource], folder: &str, words: &Words) -> Vec<Error> {
    let mut found = Vec::new();
    for (stage, source) in stages.iter().zip(sources) {
        let mut walk =
            Walk { words, file: format!("{folder}/{}.json", stage.schema), seen: HashSet::new(), found: &mut found };
        walk.schema(&source.schema, None);
    }
    found
}

struct Walk<'a> {
    words: &'a Words,
    file: String,
    /// Keywords and formats that have been told of this stage.
    seen: HashSet<String>,
    found: &'a mut Vec<Error>,
}

impl Walk<'_> {
    fn tell(&mut self, schema: &Schema, what: String) {
        let place = Place::Pointer(schema.pointer.clone());
        self.found.push(Error::unworded(what).in_place(place).in_file(&self.file));
    }

    /// `key` is the member that the schema is about; an item has none.
    fn schema(&mut self, schema: &Schema, key: Option<&str>) {
        if schema.pattern.is_some() {
            match key.map(|key| format!("{key}.pattern")) {
                Some(name) if self.words.messages.contains(&name) => {}
                Some(name) => self.tell(
                    schema,
                    format!(
                        "no message says what its pattern asks for: give each catalogue in pkg/src/messages a `{name}`"
                    ),
                ),
                None => self.tell(
                    schema,
                    "the pattern of an item has no message of its own: make the item an object, or add a format"
                        .to_owned(),
                ),
            }
        }
        if let Some(format) = schema.format
            && !self.words.words.contains(format.name)
            && self.seen.insert(format.name.to_owned())
        {
            let name = format.name;
            self.tell(
                schema,
                format!("the format `{name}` has no word: add it to `words` in each catalogue of pkg/src/messages"),
            );
        }
        for keyword in codes::keywords_of(schema) {
            if keyword != "pattern" && !self.words.messages.contains(keyword) && self.seen.insert(keyword.to_owned()) {
                self.tell(
                    schema,
                    format!("no message says what `{keyword}` asks for: move its sentence in pkg/src/messages from en.ts to english.ts"),
                );
            }
        }
        for (name, property) in &schema.properties {
            self.schema(property, Some(name));
        }
        let items = schema.prefix_items.iter().chain(schema.items.as_deref());
        items.chain(schema.additional_properties.as_deref()).for_each(|inner| self.schema(inner, None));
        schema.in_place().for_each(|inner| self.schema(inner, key));
    }
}
