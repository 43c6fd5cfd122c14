//! `schemas/lifecycle.json` → stage order and status transitions, checked. Knows the names, and
//! asks the tables whether the columns exist.

use serde_json::{Map, Value};

use crate::model::lifecycle::{Lifecycle, MAX_STAGES, Stage};
use crate::model::table::{Table, Type};

/// Reads the file's text; `file` names it in errors.
///
/// # Errors
/// One sentence that names the file, the place in it and what is wrong there.
pub fn read(file: &str, text: &str) -> Result<Lifecycle, String> {
    let json: Value = serde_json::from_str(text).map_err(|error| format!("{file}: {error}"))?;
    lifecycle(&json).map_err(|error| format!("{file}: {error}"))
}

fn lifecycle(json: &Value) -> Result<Lifecycle, String> {
    let root = Object::new("", json)?;
    root.only(&["table", "stages", "current_stage", "completed_stages", "completion_percentage", "status"])?;
    let column = |name| {
        let object = Object::new(name, root.get(name)?)?;
        object.only(&["column"])?;
        object.text("column")
    };
    let stages = root.array("stages")?;
    if stages.is_empty() || stages.len() > MAX_STAGES {
        return Err(format!("`stages` has {} members; it must have 1 to {MAX_STAGES}", stages.len()));
    }
    let stages: Vec<Stage> = (0..)
        .zip(stages)
        .map(|(index, json): (usize, _)| {
            let object = Object::new(&format!("stages[{index}]"), json)?;
            object.only(&["stage", "column", "schema"])?;
            Ok(Stage { stage: object.text("stage")?, column: object.text("column")?, schema: object.text("schema")? })
        })
        .collect::<Result<_, String>>()?;
    once("stages", "stage", stages.iter().map(|s| &s.stage))?;
    once("stages", "column", stages.iter().map(|s| &s.column))?;

    let status = Object::new("status", root.get("status")?)?;
    status.only(&["column", "finished", "transitions"])?;
    let table = Object::new("status.transitions", status.get("transitions")?)?;
    let known = |place: &str, name: &String| {
        if table.members.contains_key(name) {
            Ok(())
        } else {
            Err(format!("`{place}` names the status `{name}`, which is no key of `status.transitions`"))
        }
    };
    let mut transitions = Vec::new();
    for from in table.members.keys() {
        let place = format!("status.transitions.{from}");
        let following = table.texts(from)?;
        following.iter().try_for_each(|to| known(&place, to))?;
        if following.contains(from) {
            return Err(format!("`{place}` lists `{from}` itself; staying is always allowed and is left out"));
        }
        once(&place, "status", following.iter())?;
        transitions.push((from.clone(), following));
    }
    if transitions.is_empty() {
        return Err("`status.transitions` names no status".to_owned());
    }
    let finished = status.texts("finished")?;
    finished.iter().try_for_each(|name| known("status.finished", name))?;
    once("status.finished", "status", finished.iter())?;

    Ok(Lifecycle {
        table: root.text("table")?,
        stages,
        current_stage_column: column("current_stage")?,
        completed_stages_column: column("completed_stages")?,
        completion_percentage_column: column("completion_percentage")?,
        status_column: status.text("column")?,
        finished,
        transitions,
    })
}

impl Lifecycle {
    /// Whether the tables have what is spoken of here: each column, and of a type that fits.
    ///
    /// # Errors
    /// One sentence that names the file, the column and what is wrong with it.
    pub fn check_columns(&self, file: &str, tables: &[Table]) -> Result<(), String> {
        let Some(table) = tables.iter().find(|table| table.name == self.table) else {
            return Err(format!("{file}: `table` is `{}`, which no migration creates", self.table));
        };
        let expect = |place: &str, column: &str, wanted: &str, fits: fn(Type) -> bool| match table
            .columns
            .iter()
            .find(|c| c.name == column)
        {
            None => Err(format!("{file}: `{place}` is `{column}`, which is no column of `{}`", self.table)),
            Some(found) if !fits(found.ty) => {
                Err(format!("{file}: `{place}` is `{column}`, which is not of type {wanted}"))
            }
            Some(_) => Ok(()),
        };
        let is_text: fn(Type) -> bool = |ty| matches!(ty, Type::Text | Type::Varchar(_));
        for (index, stage) in self.stages.iter().enumerate() {
            let place = format!("stages[{index}].column");
            expect(&place, &stage.column, "jsonb", |ty| ty == Type::Jsonb)?;
        }
        expect("current_stage.column", &self.current_stage_column, "text or varchar", is_text)?;
        expect("completed_stages.column", &self.completed_stages_column, "text[]", |ty| ty == Type::TextArray)?;
        expect("completion_percentage.column", &self.completion_percentage_column, "integer", |ty| {
            matches!(ty, Type::SmallInt | Type::Integer | Type::BigInt)
        })?;
        expect("status.column", &self.status_column, "text or varchar", is_text)
    }
}

/// A JSON object with the place where it stands, for errors.
struct Object<'a> {
    place: String,
    members: &'a Map<String, Value>,
}

impl<'a> Object<'a> {
    fn new(place: &str, json: &'a Value) -> Result<Self, String> {
        match json.as_object() {
            Some(members) => Ok(Self { place: place.to_owned(), members }),
            None if place.is_empty() => Err("the file must hold an object".to_owned()),
            None => Err(format!("`{place}` must be an object")),
        }
    }

    fn place_of(&self, name: &str) -> String {
        if self.place.is_empty() { name.to_owned() } else { format!("{}.{name}", self.place) }
    }

    fn only(&self, names: &[&str]) -> Result<(), String> {
        match self.members.keys().find(|name| *name != "$comment" && !names.contains(&name.as_str())) {
            Some(name) => Err(format!("`{}` is not known here (known: {})", self.place_of(name), names.join(", "))),
            None => Ok(()),
        }
    }

    fn get(&self, name: &str) -> Result<&'a Value, String> {
        self.members.get(name).ok_or_else(|| format!("`{}` is missing", self.place_of(name)))
    }

    fn text(&self, name: &str) -> Result<String, String> {
        match self.get(name)?.as_str() {
            Some(text) if !text.is_empty() => Ok(text.to_owned()),
            _ => Err(format!("`{}` must be a text that is not empty", self.place_of(name))),
        }
    }

    fn array(&self, name: &str) -> Result<&'a Vec<Value>, String> {
        self.get(name)?.as_array().ok_or_else(|| format!("`{}` must be an array", self.place_of(name)))
    }

    fn texts(&self, name: &str) -> Result<Vec<String>, String> {
        let text = |json: &Value| json.as_str().map(str::to_owned);
        self.array(name)?
            .iter()
            .map(|json| text(json).ok_or_else(|| format!("`{}` must hold texts only", self.place_of(name))))
            .collect()
    }
}

fn once<'a>(place: &str, what: &str, names: impl Iterator<Item = &'a String>) -> Result<(), String> {
    let mut seen = Vec::new();
    for name in names {
        if seen.contains(&name) {
            return Err(format!("`{place}` has the {what} `{name}` twice"));
        }
        seen.push(name);
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::model::table::{Column, DefaultValue};

    const TEXT: &str = include_str!("../../../../schemas/lifecycle.json");

    #[test]
    fn reads_the_wizards_lifecycle() {
        let lifecycle = read("lifecycle.json", TEXT).unwrap();
        assert_eq!(lifecycle.stages.len(), 5);
        assert_eq!(lifecycle.stages[3].column, "venue_data");
        assert_eq!(lifecycle.transitions[0], ("draft".to_owned(), vec!["active".to_owned(), "abandoned".to_owned()]));
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        for (from, to, message) in [
            (r#""table": "wizard_sessions","#, "", "`table` is missing"),
            (r#""table": "wizard_sessions""#, r#""table": 5"#, "`table` must be a text that is not empty"),
            (r#""schema": "venue""#, r#""schema": """#, "`stages[3].schema` must be a text that is not empty"),
            (r#""schema": "venue""#, r#""scheme": "venue""#, "`stages[3].scheme` is not known here"),
            (r#""stage": "venueSetup""#, r#""stage": "eventSetup""#, "`stages` has the stage `eventSetup` twice"),
            (r#""column": "venue_data""#, r#""column": "event_data""#, "`stages` has the column `event_data` twice"),
            (
                r#""draft": ["active", "abandoned"]"#,
                r#""draft": ["activ"]"#,
                "`status.transitions.draft` names the status `activ`",
            ),
            (r#""draft": ["active", "abandoned"]"#, r#""draft": ["draft"]"#, "lists `draft` itself"),
            (
                r#""draft": ["active", "abandoned"]"#,
                r#""draft": ["active", "active"]"#,
                "has the status `active` twice",
            ),
            (
                r#""draft": ["active", "abandoned"]"#,
                r#""draft": "active""#,
                "`status.transitions.draft` must be an array",
            ),
            (r#""finished": ["completed""#, r#""finished": ["done""#, "`status.finished` names the status `done`"),
            (r#""current_stage": {"#, r#""current_stage": [{"#, "lifecycle.json: "),
        ] {
            let text = TEXT.replace(from, to);
            assert_ne!(text, TEXT, "{from}");
            let error = read("lifecycle.json", &text).expect_err(to);
            assert!(error.starts_with("lifecycle.json: ") && error.contains(message), "{error}");
        }
    }

    #[test]
    fn asks_the_tables_for_the_columns() {
        let lifecycle = read("lifecycle.json", TEXT).unwrap();
        let column = |name: &str, ty| Column {
            name: name.to_owned(),
            ty,
            not_null: false,
            primary_key: false,
            default: DefaultValue::Null,
            default_sql: None,
            set_on_insert: false,
            set_on_update: false,
        };
        let mut columns: Vec<_> = lifecycle.stages.iter().map(|s| column(&s.column, Type::Jsonb)).collect();
        columns.push(column("current_stage", Type::Varchar(Some(50))));
        columns.push(column("completed_stages", Type::TextArray));
        columns.push(column("completion_percentage", Type::Integer));
        columns.push(column("status", Type::Varchar(Some(50))));
        let table = |columns| vec![Table { name: "wizard_sessions".to_owned(), columns, checks: Vec::new() }];
        assert_eq!(lifecycle.check_columns("f", &table(columns.clone())), Ok(()));
        assert!(lifecycle.check_columns("f", &[]).unwrap_err().contains("no migration creates"));
        columns[2].ty = Type::Text;
        let error = lifecycle.check_columns("f", &table(columns.clone())).unwrap_err();
        assert_eq!(error, "f: `stages[2].column` is `ticket_data`, which is not of type jsonb");
        columns.remove(8);
        columns[2].ty = Type::Jsonb;
        let error = lifecycle.check_columns("f", &table(columns)).unwrap_err();
        assert_eq!(error, "f: `status.column` is `status`, which is no column of `wizard_sessions`");
    }
}
