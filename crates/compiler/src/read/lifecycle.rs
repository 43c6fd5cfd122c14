//! `schemas/lifecycle.json` → stage order and status transitions, checked. Knows the names, and
//! asks the tables whether the columns exist.

use serde_json::{Map, Value};

use crate::error::{Error, Place, Result};
use crate::model::lifecycle::{Lifecycle, MAX_STAGES, Stage};
use crate::model::table::{ColumnType, Table, Type};
use crate::read::json;

/// Reads the file's text; `file` names it in errors.
///
/// # Errors
/// What is wrong, with the file, the position and the RFC 6901 pointer.
pub fn read(file: &str, text: &str) -> Result<Lifecycle> {
    let read = || lifecycle(&json::parse(text)?);
    read().map_err(|error| json::located(error, file, text))
}

fn lifecycle(json: &Value) -> Result<Lifecycle> {
    let root = Object::new("", json)?;
    root.only(&["table", "stages", "current_stage", "completed_stages", "completion_percentage", "status"])?;
    let column = |name: &str| {
        let object = root.object(name)?;
        object.only(&["column"])?;
        object.text("column")
    };
    let stages = root.array("stages")?;
    if stages.is_empty() || stages.len() > MAX_STAGES {
        let count = stages.len();
        return Err(invalid("/stages", format!("it has {count} members; it must have 1 to {MAX_STAGES}")));
    }
    let stages: Vec<Stage> = (0..)
        .zip(stages)
        .map(|(index, json): (usize, _)| {
            let object = Object::new(&format!("/stages/{index}"), json)?;
            object.only(&["stage", "column", "schema"])?;
            Ok(Stage { stage: object.text("stage")?, column: object.text("column")?, schema: object.text("schema")? })
        })
        .collect::<Result<_>>()?;
    once("/stages", "stage", stages.iter().map(|s| &s.stage))?;
    once("/stages", "column", stages.iter().map(|s| &s.column))?;

    let status = root.object("status")?;
    status.only(&["column", "initial", "finished", "transitions"])?;
    let table = status.object("transitions")?;
    let known = |pointer: &str, name: &String| {
        if table.members.contains_key(name) {
            Ok(())
        } else {
            Err(invalid(pointer, format!("it names the status `{name}`, which is no key of `status.transitions`")))
        }
    };
    let mut transitions = Vec::new();
    for from in table.members.keys() {
        let pointer = table.pointer_of(from);
        let following = table.texts(from)?;
        following.iter().try_for_each(|to| known(&pointer, to))?;
        if following.contains(from) {
            return Err(invalid(
                &pointer,
                format!("it lists `{from}` itself; staying is always allowed and is left out"),
            ));
        }
        once(&pointer, "status", following.iter())?;
        transitions.push((from.clone(), following));
    }
    if transitions.is_empty() {
        return Err(invalid(&table.pointer, "it names no status".to_owned()));
    }
    let listed = |member: &str| {
        let (names, pointer) = (status.texts(member)?, status.pointer_of(member));
        names.iter().try_for_each(|name| known(&pointer, name))?;
        once(&pointer, "status", names.iter())?;
        Ok(names)
    };
    let (initial, finished) = (listed("initial")?, listed("finished")?);

    Ok(Lifecycle {
        table: root.text("table")?,
        stages,
        current_stage_column: column("current_stage")?,
        completed_stages_column: column("completed_stages")?,
        completion_percentage_column: column("completion_percentage")?,
        status_column: status.text("column")?,
        initial,
        finished,
        transitions,
    })
}

/// Checks that the tables have every column that the lifecycle names, with a suitable type.
///
/// # Errors
/// The column and what is wrong with it, with the file, the position and the RFC 6901 pointer.
pub fn check_columns(lifecycle: &Lifecycle, tables: &[Table], file: &str, text: &str) -> Result<()> {
    columns_fit(lifecycle, tables).map_err(|error| json::located(error, file, text))
}

fn columns_fit(lifecycle: &Lifecycle, tables: &[Table]) -> Result<()> {
    let Some(table) = tables.iter().find(|table| table.name == lifecycle.table) else {
        return Err(invalid("/table", format!("it is `{}`, which no migration creates", lifecycle.table)));
    };
    let expect = |pointer: &str, column: &str, wanted: &str, fits: fn(ColumnType) -> bool| match table
        .columns
        .iter()
        .find(|c| c.name == column)
    {
        None => Err(invalid(pointer, format!("it is `{column}`, which is no column of `{}`", table.name))),
        Some(found) if !fits(found.ty) => {
            Err(invalid(pointer, format!("it is `{column}`, which is not of type {wanted}")))
        }
        Some(_) => Ok(()),
    };
    let is_text: fn(ColumnType) -> bool = |ty| matches!(ty, ColumnType::Builtin(Type::Text | Type::Varchar(_)));
    for (index, stage) in lifecycle.stages.iter().enumerate() {
        expect(&format!("/stages/{index}/column"), &stage.column, "jsonb", |ty| ty == Type::Jsonb.into())?;
    }
    expect("/current_stage/column", &lifecycle.current_stage_column, "text or varchar", is_text)?;
    expect("/completed_stages/column", &lifecycle.completed_stages_column, "text[]", |ty| {
        ty == Type::TextArray.into()
    })?;
    expect("/completion_percentage/column", &lifecycle.completion_percentage_column, "integer", |ty| {
        matches!(ty, ColumnType::Builtin(Type::SmallInt | Type::Integer | Type::BigInt))
    })?;
    expect("/status/column", &lifecycle.status_column, "text or varchar", is_text)
}

fn invalid(pointer: &str, message: String) -> Error {
    Error::invalid(message).in_place(Place::Pointer(pointer.to_owned()))
}

/// A JSON object with its RFC 6901 pointer, for errors.
struct Object<'a> {
    pointer: String,
    members: &'a Map<String, Value>,
}

impl<'a> Object<'a> {
    fn new(pointer: &str, json: &'a Value) -> Result<Self> {
        match json.as_object() {
            Some(members) => Ok(Self { pointer: pointer.to_owned(), members }),
            None => Err(invalid(pointer, "it must be an object".to_owned())),
        }
    }

    fn pointer_of(&self, name: &str) -> String {
        format!("{}/{}", self.pointer, json::step(name))
    }

    fn only(&self, names: &[&str]) -> Result<()> {
        match self.members.keys().find(|name| *name != "$comment" && !names.contains(&name.as_str())) {
            Some(name) => {
                Err(invalid(&self.pointer_of(name), format!("it is not known here (known: {})", names.join(", "))))
            }
            None => Ok(()),
        }
    }

    fn get(&self, name: &str) -> Result<&'a Value> {
        self.members.get(name).ok_or_else(|| invalid(&self.pointer_of(name), "it is missing".to_owned()))
    }

    fn object(&self, name: &str) -> Result<Self> {
        Self::new(&self.pointer_of(name), self.get(name)?)
    }

    fn text(&self, name: &str) -> Result<String> {
        match self.get(name)?.as_str() {
            Some(text) if !text.is_empty() => Ok(text.to_owned()),
            _ => Err(invalid(&self.pointer_of(name), "it must be a text that is not empty".to_owned())),
        }
    }

    fn array(&self, name: &str) -> Result<&'a Vec<Value>> {
        self.get(name)?.as_array().ok_or_else(|| invalid(&self.pointer_of(name), "it must be an array".to_owned()))
    }

    fn texts(&self, name: &str) -> Result<Vec<String>> {
        let text = |json: &Value| json.as_str().map(str::to_owned);
        self.array(name)?
            .iter()
            .map(|json| text(json).ok_or_else(|| invalid(&self.pointer_of(name), "it must hold texts only".to_owned())))
            .collect()
    }
}

fn once<'a>(pointer: &str, what: &str, names: impl Iterator<Item = &'a String>) -> Result<()> {
    let mut seen = Vec::new();
    for name in names {
        if seen.contains(&name) {
            return Err(invalid(pointer, format!("it has the {what} `{name}` twice")));
        }
        seen.push(name);
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::model::table::{Column, DefaultValue, Origin, Triggered};

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
            (r#""table": "wizard_sessions","#, "", ":1:1: #/table: it is missing"),
            (r#""table": "wizard_sessions""#, r#""table": 5"#, "#/table: it must be a text that is not empty"),
            (r#""schema": "venue""#, r#""schema": """#, "#/stages/3/schema: it must be a text that is not empty"),
            (r#""schema": "venue""#, r#""scheme": "venue""#, "#/stages/3/scheme: it is not known here"),
            (r#""stage": "venueSetup""#, r#""stage": "eventSetup""#, "#/stages: it has the stage `eventSetup` twice"),
            (
                r#""column": "venue_data""#,
                r#""column": "event_data""#,
                "#/stages: it has the column `event_data` twice",
            ),
            (
                r#""draft": ["active", "abandoned"]"#,
                r#""draft": ["activ"]"#,
                "#/status/transitions/draft: it names the status `activ`",
            ),
            (r#""draft": ["active", "abandoned"]"#, r#""draft": ["draft"]"#, "it lists `draft` itself"),
            (
                r#""draft": ["active", "abandoned"]"#,
                r#""draft": ["active", "active"]"#,
                "#/status/transitions/draft: it has the status `active` twice",
            ),
            (
                r#""draft": ["active", "abandoned"]"#,
                r#""draft": "active""#,
                "#/status/transitions/draft: it must be an array",
            ),
            (r#""finished": ["completed""#, r#""finished": ["done""#, "#/status/finished: it names the status `done`"),
            (r#""current_stage": {"#, r#""current_stage": [{"#, "expected `,` or `]`"),
        ] {
            let text = TEXT.replace(from, to);
            assert_ne!(text, TEXT, "{from}");
            let error = read("lifecycle.json", &text).expect_err(to);
            assert!(error.position.is_some(), "{error:?}");
            let error = error.to_string();
            assert!(error.starts_with("lifecycle.json:") && error.contains(message), "{error}");
        }
    }

    #[test]
    fn asks_the_tables_for_the_columns() {
        let lifecycle = read("lifecycle.json", TEXT).unwrap();
        let column = |name: &str, ty: Type| Column {
            name: name.to_owned(),
            ty: ty.into(),
            domain: None,
            not_null: false,
            primary_key: false,
            default: DefaultValue::Null,
            default_sql: None,
            origin: Origin::default(),
            generated: None,
            on_insert: Triggered::Unchanged,
            on_update: Triggered::Unchanged,
        };
        let mut columns: Vec<_> = lifecycle.stages.iter().map(|s| column(&s.column, Type::Jsonb)).collect();
        columns.push(column("current_stage", Type::Varchar(Some(50))));
        columns.push(column("completed_stages", Type::TextArray));
        columns.push(column("completion_percentage", Type::Integer));
        columns.push(column("status", Type::Varchar(Some(50))));
        let table = |columns| {
            let (name, origin) = ("wizard_sessions".to_owned(), Origin::default());
            vec![Table { name, origin, columns, ..Table::default() }]
        };
        let check = |tables: &[Table]| check_columns(&lifecycle, tables, "f", TEXT).map_err(|error| error.to_string());
        assert_eq!(check(&table(columns.clone())), Ok(()));
        assert!(check(&[]).unwrap_err().contains("no migration creates"));
        columns[2].ty = Type::Text.into();
        let error = check(&table(columns.clone())).unwrap_err();
        assert_eq!(error, "f:7:41: #/stages/2/column: it is `ticket_data`, which is not of type jsonb");
        columns.remove(8);
        columns[2].ty = Type::Jsonb.into();
        let error = check(&table(columns)).unwrap_err();
        assert_eq!(error, "f:15:15: #/status/column: it is `status`, which is no column of `wizard_sessions`");
    }
}
