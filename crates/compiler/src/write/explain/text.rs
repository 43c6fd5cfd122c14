//! The explanation for a person at a terminal. Knows columns and indentation, and colours if asked for.

use std::fmt::Write as _;

use serde_json::Value;

use super::Explanation;
use crate::error::{Error, Kind, Place, Position};
use crate::model::table::{Check, Column, DefaultValue, Generated, NotMirrored, Origin, Table, Triggered};
use crate::model::unworded::identifier;
use crate::write::rust::check;

/// How many characters of a source line are shown beside an error.
const SOURCE: usize = 100;

/// How the explanation is written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Whether to use a terminal's colours.
    pub colours: bool,
    /// Whether to show the Rust code of each CHECK.
    pub rust: bool,
}

impl Style {
    fn wrapped(self, code: &str, text: &str) -> String {
        if self.colours { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn bold(self, text: &str) -> String {
        self.wrapped("1", text)
    }

    fn dim(self, text: &str) -> String {
        self.wrapped("2", text)
    }

    fn red(self, text: &str) -> String {
        self.wrapped("31", text)
    }
}

/// The tables, with what only the server can judge; the statements that do not matter; and the errors, which come last
/// since that is where people look first.
#[must_use]
pub fn text(explanation: &Explanation, style: Style) -> String {
    let mut out = String::new();
    for each in &explanation.database.tables {
        table(&mut out, explanation, each, style);
    }
    if !explanation.elsewhere.is_empty() {
        let _ = writeln!(out, "{}", style.bold("Of tables that are not mirrored"));
        rules(&mut out, &explanation.elsewhere, style);
        out.push('\n');
    }
    harmless(&mut out, explanation, style);
    for warning in &explanation.warnings {
        let _ = writeln!(out, "{} {warning}", style.bold("warning:"));
    }
    if !explanation.warnings.is_empty() {
        out.push('\n');
    }
    errors(&mut out, explanation, style);
    way_out(&mut out, explanation);
    let _ = writeln!(out, "{}", summary(explanation));
    out
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn summary(explanation: &Explanation) -> String {
    let tables = &explanation.database.tables;
    let columns = tables.iter().map(|table| table.columns.len()).sum();
    let checks = tables.iter().map(|table| table.checks.len()).sum();
    let counts = [
        counted(explanation.files.len(), "file"),
        counted(tables.len(), "table"),
        counted(columns, "column"),
        counted(checks, "CHECK"),
        counted(explanation.errors.len(), "error"),
    ];
    counts.join(", ")
}

fn place(origin: &Origin) -> String {
    match origin.position {
        Some(Position { line, .. }) => format!("{}:{line}", origin.file),
        None => origin.file.clone(),
    }
}

fn table(out: &mut String, explanation: &Explanation, table: &Table, style: Style) {
    let _ = writeln!(out, "{}  {}", style.bold(&format!("TABLE {}", table.name)), style.dim(&place(&table.origin)));
    let rows: Vec<[String; 4]> = table.columns.iter().map(|each| column(table, each)).collect();
    let width =
        |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    for [name, ty, null, rest] in &rows {
        let [name_width, type_width, null_width] = widths;
        let line = format!("  {name:name_width$}  {ty:type_width$}  {null:null_width$}  {rest}");
        let _ = writeln!(out, "{}", line.trim_end());
    }
    for (when, check) in table.triggers() {
        of_check(out, table, &format!("TRIGGER BEFORE {when}: {}", check.name), check, style);
    }
    for check in &table.checks {
        of_check(out, table, &format!("CHECK {}", check.name), check, style);
    }
    for column in &table.columns {
        for check in table.domain_checks(column) {
            let _ = writeln!(out, "\n  {} {} of the domain of {}", style.bold("CHECK"), check.name, column.name);
            let _ = writeln!(out, "    {}", check.sql);
        }
    }
    let rest = explanation.not_mirrored(table);
    if !rest.is_empty() {
        let _ = writeln!(out, "\n  Only the server can judge:");
        rules(out, rest, style);
    }
    out.push('\n');
}

/// Name, type, whether NULL is refused, and where the values come from.
fn column(table: &Table, column: &Column) -> [String; 4] {
    let mut notes = Vec::new();
    if column.primary_key {
        notes.push("primary key".to_owned());
    }
    match &column.default {
        DefaultValue::Null => {}
        DefaultValue::Literal(text) => {
            let sql = column.default_sql.clone();
            notes.push(format!("default {}", sql.unwrap_or_else(|| format!("'{}'", text.replace('\'', "''")))));
        }
        DefaultValue::Server(sql) => notes.push(format!("default {sql}, made by the server")),
        DefaultValue::Unknowable(sql) => notes.push(format!("default {sql}, made by the server, perhaps null")),
    }
    match &column.generated {
        None => {}
        Some(Generated::AlwaysIdentity) => notes.push("identity: a value that is sent is refused".to_owned()),
        Some(Generated::DefaultIdentity) => notes.push("identity, unless a value is sent".to_owned()),
        Some(Generated::Expression { sql, .. }) => {
            notes.push(format!("generated as {sql}: a value that is sent is refused"));
        }
    }
    for (by, what) in [(Triggered::Set, "set by a trigger"), (Triggered::Unknowable, "perhaps changed by a trigger")] {
        match (column.on_insert == by, column.on_update == by) {
            (true, true) => notes.push(what.to_owned()),
            (true, false) => notes.push(format!("{what} on insert")),
            (false, true) => notes.push(format!("{what} on update")),
            (false, false) => {}
        }
    }
    let null = if column.not_null { "not null" } else { "" };
    [column.name.clone(), table.type_name(column), null.to_owned(), notes.join("; ")]
}

fn of_check(out: &mut String, table: &Table, title: &str, check: &Check, style: Style) {
    let _ = writeln!(out, "\n  {}  {}", style.bold(title), style.dim(&place(&check.origin)));
    let _ = writeln!(out, "    {}", check.sql.split_whitespace().collect::<Vec<_>>().join(" "));
    let _ = writeln!(out, "    → {}", meaning(table, check));
    if let Some(comment) = &check.comment {
        let _ = writeln!(out, "    “{comment}”");
    }
    if style.rust
        && let Ok(body) = check::body(table, check)
    {
        for line in body.lines() {
            let _ = writeln!(out, "    {}", style.dim(line));
        }
    }
}

/// What a CHECK became: limits or a list if it is no more than that, or else a function of its columns.
fn meaning(table: &Table, check: &Check) -> String {
    let columns = check.columns.join(", ");
    if check.reads_clock() {
        return "only the server can judge what depends on its clock".to_owned();
    }
    if let Some(stage) = check.stage() {
        return format!("the schema of {}, of {columns}", stage.name);
    }
    let bounds: Vec<String> = check.bounds(&table.types).iter().map(|(name, value)| bound(name, value)).collect();
    match (bounds.is_empty(), columns.is_empty()) {
        (false, _) => format!("{columns}: {}", bounds.join(" and ")),
        (true, false) => format!("a function of {columns}"),
        (true, true) => "a function of no column".to_owned(),
    }
}

fn bound(name: &str, value: &Value) -> String {
    let listed = || match value {
        Value::Array(values) => values.iter().map(spelled).collect::<Vec<_>>().join(", "),
        value => value.to_string(),
    };
    match name {
        "minimum" => format!("at least {value}"),
        "maximum" => format!("at most {value}"),
        "exclusiveMinimum" => format!("more than {value}"),
        "exclusiveMaximum" => format!("less than {value}"),
        "allowedValues" => format!("one of {}", listed()),
        name => format!("{name} {}", listed()),
    }
}

fn spelled(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), |text| format!("'{text}'"))
}

fn rules(out: &mut String, rules: &[NotMirrored], style: Style) {
    let width = rules.iter().map(|rule| rule.kind.len()).max().unwrap_or(0);
    for rule in rules {
        let _ = writeln!(out, "    {:width$}  {}  {}", rule.kind, rule.sql, style.dim(&place(&rule.origin)));
        if let Some(reason) = &rule.reason {
            let _ = writeln!(out, "    {:width$}  since {reason}", "");
        }
    }
}

/// By reason, with the first statement for each: there may be hundreds.
fn harmless(out: &mut String, explanation: &Explanation, style: Style) {
    let ignored = &explanation.database.ignored;
    if ignored.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "{}",
        style.bold(&match ignored.len() {
            1 => "1 statement that changes no rule about a row".to_owned(),
            count => format!("{count} statements that change no rule about a row"),
        })
    );
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for statement in ignored {
        match reasons.iter_mut().find(|(reason, _)| *reason == statement.reason) {
            Some((_, statements)) => statements.push(&statement.sql),
            None => reasons.push((statement.reason, vec![&statement.sql])),
        }
    }
    for (reason, statements) in reasons {
        let first = statements.first().map_or("", |sql| sql);
        let first: String = first.chars().take(60).collect();
        let _ = writeln!(out, "  {:5}  {reason}  {}", statements.len(), style.dim(&first));
    }
    out.push('\n');
}

/// Each error with its source line, grouped by file.
fn errors(out: &mut String, explanation: &Explanation, style: Style) {
    let mut file = None;
    let mut lines: Vec<&str> = Vec::new();
    for error in &explanation.errors {
        if file != Some(&error.file) {
            file = Some(&error.file);
            let name = error.file.as_deref().unwrap_or("?");
            let source = explanation.files.iter().find(|(each, _)| each == name);
            lines = source.map_or_else(Vec::new, |(_, text)| text.lines().collect());
            let _ = writeln!(out, "{}", style.bold(name));
        }
        one_error(out, error, &lines, style);
    }
}

fn one_error(out: &mut String, error: &Error, lines: &[&str], style: Style) {
    let place = error.place.as_ref().map_or_else(String::new, |place| format!("{place}: "));
    let Some(Position { line, column }) = error.position else {
        let _ = writeln!(out, "  {} {place}{}\n", style.red("error:"), error.message);
        return;
    };
    let _ = writeln!(out, "  {line}:{column} {} {place}{}", style.red("error:"), error.message);
    let index = |number: u64| usize::try_from(number).unwrap_or(usize::MAX).saturating_sub(1);
    if let Some(source) = lines.get(index(line)) {
        let (shown, caret) = excerpt(source, index(column));
        let margin = " ".repeat(line.to_string().len());
        let _ = writeln!(out, "  {}", style.dim(&format!("{margin} |")));
        let _ = writeln!(out, "  {} {shown}", style.dim(&format!("{line} |")));
        let _ = writeln!(out, "  {} {}", style.dim(&format!("{margin} |")), style.red(&caret));
    }
    out.push('\n');
}

/// What can be done about a CHECK that is not understood, once for all of them.
fn way_out(out: &mut String, explanation: &Explanation) {
    let named = explanation.errors.iter().find_map(|error| match error.place.as_deref() {
        Some(Place::Check { table, name: Some(name) }) if error.kind == Kind::Unsupported => Some((table, name)),
        _ => None,
    });
    if let Some((table, name)) = named {
        let _ = writeln!(
            out,
            "A CHECK can be left to the server: COMMENT ON CONSTRAINT {} ON {} IS '@server-only why';\n",
            identifier(name),
            identifier(table)
        );
    }
}

/// The part of a line around the column, and a line below that points at it.
fn excerpt(source: &str, column: usize) -> (String, String) {
    let chars: Vec<char> = source.chars().collect();
    let first = if chars.len() <= SOURCE { 0 } else { column.saturating_sub(SOURCE / 2) };
    let cut = if first == 0 { "" } else { "…" };
    let shown: String = chars.iter().skip(first).take(SOURCE).map(|c| if c.is_control() { ' ' } else { *c }).collect();
    let rest = if chars.len() > first + SOURCE { "…" } else { "" };
    let before = column.saturating_sub(first) + cut.chars().count();
    (format!("{cut}{shown}{rest}"), format!("{}^", " ".repeat(before)))
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn points_at_the_column() {
        assert_eq!(excerpt("\tprice money,", 1), (" price money,".to_owned(), " ^".to_owned()));
        let long = format!("{}é{}", "a".repeat(200), "b".repeat(200));
        let (shown, caret) = excerpt(&long, 200);
        assert_eq!(shown.chars().nth(caret.chars().count() - 1), Some('é'));
        assert!(shown.starts_with('…') && shown.ends_with('…'));
    }
}
