//! Who puts a violated constraint into words: which of them nobody does, as the build warns, and what is written of the
//! comments and of the CHECKs that they leave to the server.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use event_wizard_compiler::model::codes::{self, GivenBy};
use event_wizard_compiler::model::lifecycle::Stage;
use event_wizard_compiler::model::source::StageSource;
use event_wizard_compiler::model::table::Database;
use event_wizard_compiler::model::unworded::{self, Words};
use event_wizard_compiler::read::{catalogue, folder, json_schema, sql};
use event_wizard_compiler::write::{docs, typescript};

const MIGRATION: &str = "\
CREATE DOMAIN code AS text CONSTRAINT code_form CHECK (VALUE ~ '^[A-Z]') CONSTRAINT code_kind CHECK (VALUE ~ '^[A-F]');
COMMENT ON CONSTRAINT code_kind ON DOMAIN code IS 'A code must begin with a letter up to F';
CREATE TABLE hall (
  id integer PRIMARY KEY,
  name text CONSTRAINT hall_name_key UNIQUE,
  sort code,
  other code,
  seats integer CONSTRAINT few CHECK (seats < 9),
  rows integer CONSTRAINT full_rows CHECK (seats % rows = 0),
  kind text CONSTRAINT known_kind CHECK (kind IN ('a', 'b')),
  spoken text CONSTRAINT sounds CHECK (soundex(spoken) <> 'H000') CONSTRAINT quiet CHECK (soundex(spoken) <> ''),
  CONSTRAINT told CHECK (seats > rows),
  CONSTRAINT required CHECK (name <> kind),
  CONSTRAINT in_english CHECK (rows <> seats),
  CONSTRAINT only_in_english CHECK (rows <> seats)
);
COMMENT ON CONSTRAINT told ON hall IS 'A hall''s rows {field} must be fewer than its [seats] */';
COMMENT ON CONSTRAINT required ON hall IS 'A hall must not be named after its kind';
COMMENT ON CONSTRAINT in_english ON hall IS 'Said in english.ts too';
COMMENT ON CONSTRAINT hall_name_key ON hall IS 'Another hall has this name';
COMMENT ON CONSTRAINT sounds ON hall IS '@server-only soundex is <no> `part` of PostgreSQL | itself
The name must sound well';
COMMENT ON CONSTRAINT quiet ON hall IS '@server-only soundex';
";

fn database() -> Database {
    sql::read(&[("m/1.sql".to_owned(), MIGRATION.to_owned())]).unwrap()
}

fn words() -> Words {
    let messages = ["in_english", "only_in_english", "type", "maxLength", "zip.pattern", "format", "required"];
    let words = ["email"];
    let all = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Words { messages: all(&messages), words: all(&words) }
}

#[test]
fn the_build_warns_of_constraints_without_a_sentence() {
    let said: Vec<String> = unworded::constraints(&database(), &words()).iter().map(ToString::to_string).collect();
    let sql = "its message is its SQL: say what must be, by COMMENT ON CONSTRAINT";
    assert_eq!(
        said,
        [
            format!("m/1.sql:9:16: constraint `full_rows` of table `hall`: {sql} full_rows ON hall IS '…'"),
            "m/1.sql:13:3: constraint `required` of table `hall`: its name is that of another code, whose sentence would \
             be said: rename it"
                .to_owned(),
            format!(
                "m/1.sql:11:67: constraint `quiet` of table `hall`: {sql} quiet ON hall IS '…', after the line with \
                 `@server-only`"
            ),
            // Once, though two columns are of the domain.
            format!("m/1.sql:1:28: constraint `code_form` of table `code`: {sql} code_form ON DOMAIN code IS '…'"),
        ]
    );
}

#[test]
fn the_build_warns_of_patterns_and_keywords_without_a_sentence() {
    let text = r#"{ "type": "object", "properties": {
        "zip": { "type": "string", "pattern": "^[0-9]+$" },
        "plate": { "type": "string", "pattern": "^[A-Z]+$", "not": { "maxLength": 1 } },
        "tags": { "type": "array", "items": { "type": "string", "pattern": "^[a-z]+$", "format": "email" } },
        "colour": { "type": "string", "format": "time" } } }"#;
    let schema = json_schema::read("hall.json", text).unwrap();
    let stages = [Stage { stage: "hall".to_owned(), column: "hall_data".to_owned(), schema: "hall".to_owned() }];
    let sources = [StageSource { name: "hall".to_owned(), text: text.to_owned(), schema }];
    let said: Vec<String> =
        unworded::stages(&stages, &sources, "s", &words()).iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "s/hall.json: #/properties/plate: no message says what its pattern asks for: give each catalogue in \
             pkg/src/messages a `plate.pattern`",
            "s/hall.json: #/properties/plate: no message says what `not` asks for: move its sentence in pkg/src/messages \
             from en.ts to english.ts",
            "s/hall.json: #/properties/tags/items: the pattern of an item has no message of its own: make the item an \
             object, or add a format",
            "s/hall.json: #/properties/colour: the format `time` has no word: add it to `words` in each catalogue of \
             pkg/src/messages",
        ]
    );
}

#[test]
fn the_wizard_itself_builds_without_warnings() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let source = folder::read(format!("{root}/schemas").as_ref()).unwrap();
    let words = catalogue::read("english.ts", include_str!("../../../pkg/src/messages/english.ts")).unwrap();
    assert_eq!(unworded::constraints(&source.database, &words), []);
    assert_eq!(unworded::stages(&source.lifecycle.stages, &source.stages, "stages", &words), []);
}

#[test]
fn the_package_has_the_comments_that_english_does_not_say() {
    let text = typescript::constraints(&database().tables, &words());
    let (columns, comments) = text.split_once("constraintComments").unwrap();
    assert!(columns.contains("  sounds: 'spoken',\n") && columns.contains("  told: 'seats',\n"), "{columns}");
    let expected = ": Readonly<Record<string, string>> = {
  told: 'A hall\\'s rows {field} must be fewer than its [seats] */',
  sounds: 'The name must sound well',
  hall_name_key: 'Another hall has this name',
};
";
    assert_eq!(comments, expected);
}

#[test]
fn the_docs_say_why_a_check_is_left_to_the_server() {
    let database = database();
    let page = docs::database(&database);
    let lines: Vec<&str> = page.lines().filter(|line| line.contains("`sounds")).collect();
    assert_eq!(
        lines,
        [
            "| `hall` | CHECK | `sounds CHECK (soundex(spoken) <> 'H000')` | soundex is &lt;no> \\`part\\` of PostgreSQL \\| \
          itself | m/1.sql |"
        ]
    );
    let codes = codes::all(&database.tables, &[], &[], &[]);
    let code = codes.iter().find(|code| code.code == "sounds").unwrap();
    assert_eq!(code.given_by, GivenBy::ExplainDatabaseError);
    assert!(code.params.iter().any(|param| param.name == "comment"));
    assert!(code.meaning.starts_with("The name must sound well (in hall, left to the server (soundex is"), "{code:?}");
}
