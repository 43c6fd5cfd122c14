//! Values as PostgreSQL's constants. Knows their spelling, which no setting of the server changes: there is no backslash
//! outside the patterns of [`super::format`].

use serde_json::Value;

/// A text as a string constant.
pub fn text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// JSON as a string constant, for where PostgreSQL expects a `jsonb`.
pub fn json(value: &Value) -> String {
    text(&value.to_string())
}

/// Texts as an array.
pub fn array<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    format!("ARRAY[{}]", list(texts))
}

/// Texts with commas between.
pub fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().map(text).collect::<Vec<_>>().join(", ")
}

/// Texts as the names of a `jsonb` object, in which PostgreSQL finds a name by binary search; several lines.
pub fn names<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    const WIDTH: usize = 100;
    let mut lines = vec![String::new()];
    for name in texts {
        let name = format!("{}:0", Value::from(name));
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(&name),
            Some(line) if line.len() + name.len() < WIDTH => {
                line.push(',');
                line.push_str(&name);
            }
            Some(line) => {
                line.push(',');
                lines.push(name);
            }
            None => {}
        }
    }
    format!("{}::jsonb", text(&format!("{{\n{}\n}}", lines.join("\n"))))
}
