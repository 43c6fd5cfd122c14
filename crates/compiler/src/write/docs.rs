//! The typed form → Markdown tables for the docs. Knows Markdown and judges nothing.

use std::fmt::Write as _;

use serde_json::Value;

use crate::model::codes::{self, Param};
use crate::model::constraints::Told;
use crate::model::lifecycle::Lifecycle;
use crate::model::rules::Rule;
use crate::model::schema::{Schema, Type};
use crate::model::source::StageSource;
use crate::model::table::{Column, Database, DefaultValue, Generated, Table, Triggered};

const HEAD: &str = "<!-- Made by event-wizard-compiler from schemas/. Do not edit. -->\n";

/// The text of `database.md`: what is mirrored, and what only the server can know.
#[must_use]
pub fn database(database: &Database) -> String {
    let mut out = format!("{HEAD}\n# The mirrored database\n\n![The tables and what they refer to](database.svg)\n");
    for table in &database.tables {
        out.push_str(&columns(table));
        out.push_str(&checks(table));
    }
    out.push_str("\n## What is not mirrored\n\n");
    if database.not_mirrored.is_empty() {
        out.push_str("Nothing in the migrations is left to the server.\n");
        return out;
    }
    out.push_str(
        "Only the server can judge these; the module never guesses.\n\n| table | what | SQL | why | file |\n|---|---|---|---|---|\n",
    );
    for rule in &database.not_mirrored {
        let table = rule.table.as_ref().map_or_else(String::new, |table| code(table));
        // Writing to a String cannot fail.
        let why = rule.reason.as_deref().unwrap_or_else(|| why(rule.kind));
        let _ = writeln!(
            out,
            "| {table} | {} | {} | {} | {} |",
            rule.kind,
            code(&rule.sql),
            harmless(why),
            cell(&rule.origin.file)
        );
    }
    out
}

/// Why a kind of rule is the server's.
fn why(kind: &str) -> &'static str {
    match kind {
        "UNIQUE" | "EXCLUDE" => "other rows decide",
        "FOREIGN KEY" => "another table decides",
        "POLICY" => "who asks decides",
        "PARTITION" => "which partitions there are decides",
        "TRIGGER" => "what it does is not followed",
        "GENERATED" => "its value is not computed here",
        "CHECK" => "it reads the server's clock",
        _ => "",
    }
}

fn columns(table: &Table) -> String {
    let mut out = format!("\n## {}\n\n| column | type | null | default |\n|---|---|---|---|\n", code(&table.name));
    for column in &table.columns {
        let null = if column.not_null { "not null" } else { "null" };
        let _ = writeln!(
            out,
            "| {} | {} | {null} | {} |",
            code(&column.name),
            code(&table.type_name(column)),
            default_of(column)
        );
    }
    out
}

fn default_of(column: &Column) -> String {
    match &column.generated {
        None => {}
        Some(Generated::AlwaysIdentity) => return "an identity that only the server sets".to_owned(),
        Some(Generated::DefaultIdentity) => return "an identity, made by the server".to_owned(),
        Some(Generated::Expression { sql, .. }) => return format!("always {}, computed by the server", code(sql)),
    }
    let default = match &column.default {
        DefaultValue::Null => String::new(),
        DefaultValue::Literal(literal) => code(&format!("'{literal}'")),
        DefaultValue::Server(made) => format!("{}, made by the server", code(made)),
        DefaultValue::Unknowable(made) => format!("{}, made by the server, possibly null", code(made)),
    };
    let triggers: Vec<_> = [(column.on_insert, "insert"), (column.on_update, "update")]
        .iter()
        .filter_map(|(by, when)| match by {
            Triggered::Unchanged => None,
            Triggered::Set => Some(format!("a trigger sets it on {when}")),
            Triggered::Unknowable => Some(format!("a trigger may change it on {when}")),
        })
        .collect();
    let parts: Vec<_> = Some(default).into_iter().filter(|d| !d.is_empty()).chain(triggers).collect();
    parts.join("; ")
}

fn checks(table: &Table) -> String {
    let triggers = table.triggers().map(|(when, check)| (format!("a trigger BEFORE {when}: "), check));
    let own = triggers.chain(table.checks.iter().map(|check| (String::new(), check)));
    let own = own.map(|(by, check)| (by, check, check.columns.clone()));
    let of_domains = table.columns.iter().flat_map(|column| {
        table.domain_checks(column).map(move |check| (String::new(), check, vec![column.name.clone()]))
    });
    let all: Vec<_> = own.chain(of_domains).collect();
    if all.is_empty() {
        return String::new();
    }
    let mut out = "\n| constraint | CHECK | columns | file |\n|---|---|---|---|\n".to_owned();
    for (by, check, columns) in all {
        let columns: Vec<_> = columns.iter().map(|name| code(name)).collect();
        let _ = writeln!(
            out,
            "| {} | {by}{} | {} | {} |",
            code(&check.name),
            code(&check.sql),
            columns.join(", "),
            cell(&check.origin.file)
        );
    }
    out
}

/// The text of `stages.md`: each stage's fields, their limits and where the limits come from.
#[must_use]
pub fn stages(lifecycle: &Lifecycle, stages: &[StageSource]) -> String {
    let mut out = format!("{HEAD}\n# The stages' data\n");
    for (stage, source) in lifecycle.stages.iter().zip(stages) {
        let schema = &source.schema;
        let title = schema.title.as_deref().unwrap_or(&stage.stage);
        let _ = write!(
            out,
            "\n## {}: {} in {}\n\n{}\n\n| field | type | limits | what it is | source of its limits |\n|---|---|---|---|---|\n",
            cell(title),
            code(&stage.stage),
            code(&stage.column),
            schema.description.as_deref().map(cell).unwrap_or_default()
        );
        fields(&mut out, "", schema);
        for condition in std::iter::once(schema).chain(&schema.all_of) {
            let Some(when) = condition.if_.as_deref() else { continue };
            for (word, demand) in [("Where", condition.then.as_deref()), ("Unless", condition.else_.as_deref())] {
                if let Some(demand) = demand.filter(|demand| !demand.required.is_empty()) {
                    let _ = write!(out, "\n{word} {}: {} required.\n", conditions(when), names(&demand.required));
                }
            }
        }
    }
    out
}

fn fields(out: &mut String, prefix: &str, schema: &Schema) {
    for (name, property) in &schema.properties {
        let path = format!("{prefix}{name}");
        let required = if schema.required.contains(name) { ", required" } else { "" };
        let text = |text: &Option<String>| text.as_deref().map(cell).unwrap_or_default();
        let _ = writeln!(
            out,
            "| {} | {}{required} | {} | {} | {} |",
            code(&path),
            type_of(property),
            limits(property),
            text(&property.description),
            text(&property.comment)
        );
        fields(out, &format!("{path}."), property);
        if let Some(items) = property.items.as_deref() {
            fields(out, &format!("{path}[]."), items);
        }
    }
}

fn type_of(schema: &Schema) -> String {
    let own: Vec<_> = schema.types.iter().flatten().map(|ty| Type::name(*ty)).collect();
    match schema.items.as_deref() {
        Some(items) => format!("{} of {}", own.join(" or "), type_of(items)),
        None => own.join(" or "),
    }
}

/// The keywords that bound a value, each with its limit.
#[must_use]
pub fn bounds(schema: &Schema) -> Vec<String> {
    let mut parts = Vec::new();
    let counts = [
        ("minLength", schema.min_length),
        ("maxLength", schema.max_length),
        ("minItems", schema.min_items),
        ("maxItems", schema.max_items),
        ("minProperties", schema.min_properties),
        ("maxProperties", schema.max_properties),
    ];
    parts.extend(counts.iter().filter_map(|(keyword, limit)| limit.map(|limit| format!("{keyword} {limit}"))));
    let bounds = [
        ("minimum", &schema.minimum),
        ("maximum", &schema.maximum),
        ("exclusiveMinimum", &schema.exclusive_minimum),
        ("exclusiveMaximum", &schema.exclusive_maximum),
        ("multipleOf", &schema.multiple_of),
    ];
    parts.extend(bounds.iter().filter_map(|(keyword, limit)| limit.as_ref().map(|l| format!("{keyword} {l}"))));
    if schema.unique_items {
        parts.push("uniqueItems".to_owned());
    }
    if let Some(format) = schema.format {
        parts.push(format!("format {}", code(format.name)));
    }
    if let Some(pattern) = &schema.pattern {
        parts.push(format!("pattern {}", code(&pattern.text)));
    }
    parts
}

/// The same, with the allowed values.
fn limits(schema: &Schema) -> String {
    const MOST_SHOWN: usize = 12;
    let mut parts = bounds(schema);
    let values = schema.items.as_deref().and_then(|items| items.enumeration.as_ref());
    if let Some(values) = schema.enumeration.as_ref().or(values) {
        parts.push(if values.len() <= MOST_SHOWN {
            format!("one of {}", values.iter().map(value).collect::<Vec<_>>().join(", "))
        } else {
            format!("one of {} codes", values.len())
        });
    }
    if let Some(constant) = &schema.constant {
        parts.push(format!("exactly {}", value(constant)));
    }
    parts.join(", ")
}

fn conditions(schema: &Schema) -> String {
    let one = |(name, property): &(String, Schema)| format!("{} is {}", code(name), limits(property));
    let given = schema.required.iter().filter(|name| !schema.properties.iter().any(|(other, _)| other == *name));
    let given = given.map(|name| format!("{} is given", code(name)));
    schema.properties.iter().map(one).chain(given).collect::<Vec<_>>().join(" and ")
}

fn names(list: &[String]) -> String {
    let list: Vec<_> = list.iter().map(|name| code(name)).collect();
    format!("{} {}", list.join(", "), if list.len() == 1 { "is" } else { "are" })
}

fn value(json: &Value) -> String {
    code(&json.as_str().map_or_else(|| json.to_string(), str::to_owned))
}

/// Escapes a text for a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}

/// A text of the schema's authors as text, whatever Markdown or HTML it contains.
fn harmless(text: &str) -> String {
    let mut out = String::new();
    for c in cell(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '`' | '*' | '_' | '[' | ']' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// The same, formatted as code.
fn code(text: &str) -> String {
    format!("`{}`", cell(text))
}

/// The text of `issues.md`: every code that an issue can have.
#[must_use]
pub fn issues(tables: &[Table], stages: &[StageSource], rules: &[Rule], constraints: &[Told]) -> String {
    let mut out = format!(
        "{HEAD}\n# Issue codes\n\nFor each `code`: who objects (`source`), PostgreSQL's SQLSTATE, what is wrong, what `params` \
         contain (as TypeScript types; `?` marks what may be missing), and which functions return it.\n\n\
         | code | source | SQLSTATE | meaning | params | given by |\n|---|---|---|---|---|---|\n"
    );
    for issue in codes::all(tables, stages, rules, constraints) {
        let sqlstate = issue.sqlstate.unwrap_or_default();
        let param =
            |param: &Param| code(&format!("{}{}: {}", param.name, if param.optional { "?" } else { "" }, param.ty));
        let params: Vec<_> = issue.params.iter().map(param).collect();
        let _ = writeln!(
            out,
            "| {} | {} | {sqlstate} | {} | {} | {} |",
            code(&issue.code),
            issue.source,
            cell(&issue.meaning),
            params.join("<br>"),
            issue.given_by.name()
        );
    }
    out
}
