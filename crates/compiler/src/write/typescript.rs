//! The typed form → TypeScript types: each stage's data, and the tables' rows in the shape of
//! `supabase gen types`. Knows TypeScript's spelling and judges nothing.

use std::fmt::Write as _;

use serde_json::Value;

use crate::model::codes::{self, Code, GivenBy, Param};
use crate::model::constraints::Told;
use crate::model::lifecycle::Lifecycle;
use crate::model::rules::Rule;
use crate::model::schema::{Schema, Type};
use crate::model::source::StageSource;
use crate::model::table::{Column, DefaultValue, Generated, Table, Triggered};
use crate::model::types::{self as pg, ColumnType, Types};
use crate::model::unworded::Words;
use crate::write::docs::bounds;

const HEAD: &str = "\
// Made by event-wizard-compiler from schemas/. Do not edit.

/** A JSON value that contains no others. */
export type JsonScalar = string | number | boolean | null;

/** Any JSON value. */
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

/** The same data while it is still being filled in: nothing needs to be present yet. */
export type Draft<T> = T extends readonly (infer Item)[]
  ? Draft<Item>[]
  : T extends object
    ? { [Key in keyof T]?: Draft<T[Key]> }
    : T;
";

/// The text of `types.ts`.
#[must_use]
pub fn write(
    lifecycle: &Lifecycle,
    stages: &[StageSource],
    tables: &[Table],
    rules: &[Rule],
    constraints: &[Told],
) -> String {
    let mut out = String::from(HEAD);
    let stage_names: Vec<_> = lifecycle.stages.iter().map(|stage| stage.stage.as_str()).collect();
    let statuses: Vec<_> = lifecycle.transitions.iter().map(|(from, _)| from.as_str()).collect();
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "\n/** A stage of the wizard. */\nexport type WizardStage = {};\n\n/** A session's status. */\nexport type \
         WizardStatus = {};\n",
        union(&stage_names),
        union(&statuses)
    );
    out.push_str(&issue_types(&codes::all(tables, stages, rules, constraints)));
    for stage in stages {
        out.push_str(&stage_types(&stage.name, &stage.schema));
    }
    for table in tables {
        out.push_str(&row_types(table, lifecycle));
    }
    out.push_str(&database_type(tables));
    out
}

/// The text of `types.ts` for tables that are not the wizard's.
#[must_use]
pub fn of_tables(tables: &[Table], stages: &[StageSource]) -> String {
    let mut out = String::from(HEAD);
    out.push_str(&issue_types(&codes::all(tables, stages, &[], &[])));
    for stage in stages {
        out.push_str(&stage_types(&stage.name, &stage.schema));
    }
    for table in tables {
        out.push_str(&row_types(table, &Lifecycle::default()));
    }
    out.push_str(&database_type(tables));
    out
}

/// The text of `columns.ts`: the names of all columns, for the labels of fields that no stage's schema names.
#[must_use]
pub fn columns(tables: &[Table]) -> String {
    let mut names: Vec<_> = tables.iter().flat_map(|table| &table.columns).map(|column| column.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    format!(
        "// Made by event-wizard-compiler from schemas/. Do not edit.\n\n/** The columns of the tables, each name once. \
         */\nexport const columns: readonly string[] = {};\n",
        Value::from(names)
    )
}

/// The text of `constraints.ts`: the CHECKs of the tables and what their triggers refuse, each with the column that it is
/// about first, and the comments of those that English (`words`) has no sentence for.
#[must_use]
pub fn constraints(tables: &[Table], words: &Words) -> String {
    let mut out = String::from(
        "// Made by event-wizard-compiler from schemas/. Do not edit.\n\n\
         /** The first column of each constraint on rows, by its name. */\n\
         export const constraintColumns: Readonly<Record<string, string>> = {\n",
    );
    let mut written = Vec::new();
    let all = tables.iter().flat_map(|table| {
        let own = table.triggers().map(|(_, check)| check).chain(&table.checks);
        // Stages share a sentence.
        let own =
            own.map(|check| (&check.name, &check.columns, check.comment.as_ref().filter(|_| check.stage().is_none())));
        own.chain(table.server_only.iter().map(|check| (&check.name, &check.columns, check.comment.as_ref())))
    });
    let mut sentences = Vec::new();
    for (name, columns, comment) in all {
        if written.contains(&name) {
            continue;
        }
        if let Some(column) = columns.first() {
            written.push(name);
            let _ = writeln!(out, "  {}: {},", property_name(name), quoted(column));
        }
        sentences.extend(comment.map(|comment| (name, comment)));
    }
    // Nothing is judged by a key, but the server may name it.
    let keys = tables.iter().flat_map(|table| &table.keys);
    sentences.extend(keys.filter_map(|key| key.comment.as_ref().map(|comment| (&key.name, comment))));
    sentences.retain(|(name, _)| !words.messages.contains(*name));
    out.push_str(
        "};\n\n/** What the comment of a constraint says, by the constraint's name; not of those that English has a sentence for. */\n\
         export const constraintComments: Readonly<Record<string, string>> = {\n",
    );
    for (name, comment) in sentences {
        let _ = writeln!(out, "  {}: {},", property_name(name), quoted(comment));
    }
    out.push_str("};\n");
    out
}

/// `DatabaseIssueParams` and the like, with one member for each code that verdicts contain.
fn issue_types(codes: &[Code]) -> String {
    let mut out = String::new();
    for (source, name, purpose) in [
        ("database", "DatabaseIssueParams", "What PostgreSQL or PostgREST would reject"),
        ("schema", "SchemaIssueParams", "Data that does not meet the stage's JSON Schema"),
        ("rule", "RuleIssueParams", "Data that the wizard's own rules do not allow"),
        ("advice", "AdviceIssueParams", "Data that may well be intended"),
    ] {
        let _ = writeln!(out, "\n/** {purpose}: the `params` of each code. */\nexport type {name} = {{");
        let mut written: Vec<&str> = Vec::new();
        for code in codes.iter().filter(|code| code.source == source && code.given_by == GivenBy::Verdicts) {
            // Two tables may have constraints with the same name.
            if written.contains(&code.code.as_str()) {
                continue;
            }
            written.push(&code.code);
            let sqlstate = code.sqlstate.map_or_else(String::new, |sqlstate| format!("{sqlstate}: "));
            comment(&mut out, "  ", &format!("{sqlstate}{}.", code.meaning));
            let same = codes.iter().filter(|other| other.code == code.code && other.source == source);
            let mut types: Vec<_> = same.map(|code| params_type(&code.params)).collect();
            types.dedup();
            let _ = writeln!(out, "  {}: {};", property_name(&code.code), types.join(" | "));
        }
        out.push_str("};\n");
    }
    out.push_str(
        "\n/** The codes that issues in a verdict can have. */\nexport type IssueCode = keyof DatabaseIssueParams | keyof \
         SchemaIssueParams | keyof RuleIssueParams;\n",
    );
    let told: Vec<_> = codes.iter().filter(|code| code.given_by == GivenBy::ExplainDatabaseError).collect();
    let told: Vec<_> = told.iter().map(|code| literal(&Value::from(code.code.as_str()))).collect();
    let _ = writeln!(
        out,
        "\n/** Codes of errors that only the server can know about. */\nexport type ServerIssueCode ={};",
        spaced(&wrapped(&told, ""))
    );
    out
}

fn params_type(params: &[Param]) -> String {
    if params.is_empty() {
        return "Record<string, never>".to_owned();
    }
    let one = |param: &Param| format!("readonly {}{}: {}", param.name, if param.optional { "?" } else { "" }, param.ty);
    format!("{{ {} }}", params.iter().map(one).collect::<Vec<_>>().join("; "))
}

/// The text of `rule_sentences.ts`: the English sentence of each rule, for the catalogue of messages.
#[must_use]
pub fn rule_sentences(rules: &[Rule]) -> String {
    let mut out = String::from(
        "// Made by event-wizard-compiler from schemas/. Do not edit.\n\n\
         /** The English sentence of each rule, by its code. */\nexport const ruleSentences = {\n",
    );
    for rule in rules {
        let _ = writeln!(out, "  {}: {},", rule.code, quoted(&rule.sentence));
    }
    out.push_str("} as const;\n");
    out
}

/// The text of `conditions.ts`: the condition name of each SQLSTATE that the answer to a save can have.
#[must_use]
pub fn conditions() -> String {
    let mut out = String::from(
        "// Made by event-wizard-compiler from crates/pg-value. Do not edit.\n\n\
         /** Condition names (PostgreSQL manual, Appendix A) of errors that saving can produce, by SQLSTATE. */\n\
         export const conditions: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([\n",
    );
    for (sqlstate, condition) in pg_value::conditions() {
        let _ = writeln!(out, "  ['{sqlstate}', '{condition}'],");
    }
    out.push_str("]);\n");
    out
}

/// `Database`, in the form that `supabase gen types typescript` writes, for `createClient<Database>`.
fn database_type(tables: &[Table]) -> String {
    let mut out = String::from(
        "\n/** The database in the form of `supabase gen types`: `createClient<Database>(url, key)`. */\nexport type \
         Database = {\n  public: {\n    Tables: {\n",
    );
    for table in tables {
        let name = row_name(&table.name);
        let _ = writeln!(
            out,
            "      {}: {{ Row: {name}Row; Insert: {name}Insert; Update: {name}Update; Relationships: [] }};",
            property_name(&table.name)
        );
    }
    out.push_str("    };\n");
    for none in ["Views", "Functions", "Enums", "CompositeTypes"] {
        let _ = writeln!(out, "    {none}: {{ [_ in never]: never }};");
    }
    out.push_str("  };\n};\n");
    out
}

/// `OrganizerData` and `OrganizerDraft`, for a stage's schema file `organizer`. Type aliases, since libraries require
/// `Record<string, unknown>` (CopilotKit for a tool's arguments, supabase-js for a row), which an interface does not
/// satisfy.
#[must_use]
pub fn stage_types(name: &str, schema: &Schema) -> String {
    let name = pascal_case(name);
    let mut out = String::from("\n");
    comment(&mut out, "", &documentation(schema));
    let _ = writeln!(out, "export type {name}Data = {};", object_type(schema, ""));
    let _ = writeln!(out, "\n/** {name}Data while it is still being filled in. */");
    let _ = writeln!(out, "export type {name}Draft = Draft<{name}Data>;");
    out
}

/// `…Row`, `…Insert` and `…Update` of a table: type aliases, like the stages' types.
#[must_use]
pub fn row_types(table: &Table, lifecycle: &Lifecycle) -> String {
    let name = row_name(&table.name);
    let of_sessions = table.name == lifecycle.table;
    let mut out = String::new();
    let kinds = [
        ("Row", format!("A row of `{}` as it is stored.", table.name)),
        ("Insert", format!("A row of `{}` as it may be inserted; what is left out gets its default.", table.name)),
        ("Update", format!("What an update of `{}` may set.", table.name)),
    ];
    for (kind, purpose) in kinds {
        let _ = writeln!(out, "\n/** {purpose} */\nexport type {name}{kind} = {{");
        for column in &table.columns {
            comment(&mut out, "  ", &column_documentation(table, column));
            if column.is_always_generated() && kind != "Row" {
                let _ = writeln!(out, "  {}?: never;", column.name);
                continue;
            }
            let nullable = !table.refuses_null(column);
            let optional = match kind {
                "Row" => false,
                "Insert" => nullable || column.default != DefaultValue::Null || column.on_insert == Triggered::Set,
                _ => true,
            };
            let _ = writeln!(
                out,
                "  {}{}: {}{};",
                property_name(&column.name),
                if optional { "?" } else { "" },
                column_type(table, column, lifecycle, of_sessions),
                if nullable { " | null" } else { "" }
            );
        }
        out.push_str("};\n");
    }
    out
}

fn column_documentation(table: &Table, column: &Column) -> String {
    let mut text = format!("`{}`", table.type_name(column));
    if column.not_null {
        text.push_str(", not null");
    }
    match &column.generated {
        None => {}
        Some(Generated::AlwaysIdentity) => text.push_str(", generated always as identity"),
        Some(Generated::DefaultIdentity) => text.push_str(", generated by default as identity"),
        Some(Generated::Expression { sql, .. }) => {
            let _ = write!(text, ", generated always as `{sql}`");
        }
    }
    match &column.default {
        DefaultValue::Null => {}
        _ if column.generated.is_some() => {}
        DefaultValue::Literal(literal) => {
            let _ = write!(text, ", default `'{literal}'`");
        }
        DefaultValue::Server(made) | DefaultValue::Unknowable(made) => {
            let _ = write!(text, ", default `{made}`");
        }
    }
    let triggers = [column.on_insert, column.on_update];
    if triggers.contains(&Triggered::Set) {
        text.push_str(", set by a trigger");
    } else if triggers.contains(&Triggered::Unknowable) {
        text.push_str(", perhaps changed by a trigger");
    }
    text
}

fn column_type(table: &Table, column: &Column, lifecycle: &Lifecycle, of_sessions: bool) -> String {
    if of_sessions {
        if let Some(stage) = lifecycle.stages.iter().find(|stage| stage.column == column.name) {
            return format!("{}Draft", pascal_case(&stage.schema));
        }
        if column.name == lifecycle.status_column {
            return "WizardStatus".to_owned();
        }
        if column.name == lifecycle.current_stage_column {
            return "WizardStage".to_owned();
        }
        if column.name == lifecycle.completed_stages_column {
            return "WizardStage[]".to_owned();
        }
    }
    value_type(column.ty, &table.types)
}

/// The TypeScript type of a value in JSON.
fn value_type(ty: ColumnType, types: &Types) -> String {
    match ty {
        ColumnType::Enum(id) => {
            let labels = types.labels(id).into_iter().map(|label| literal(&Value::from(label)));
            labels.collect::<Vec<_>>().join(" | ")
        }
        ColumnType::Array(element) => match value_type(element.into(), types) {
            union if union.contains(" | ") => format!("({union})[]"),
            one => format!("{one}[]"),
        },
        ColumnType::Builtin(ty) => match ty {
            pg::Type::Boolean => "boolean",
            pg::Type::SmallInt | pg::Type::Integer | pg::Type::BigInt | pg::Type::Numeric(_) | pg::Type::Real | pg::Type::Double => "number",
            pg::Type::TextArray => "string[]",
            pg::Type::Json | pg::Type::Jsonb => "Json",
            pg::Type::Text
            | pg::Type::Varchar(_)
            | pg::Type::Bpchar(_)
            | pg::Type::Citext
            | pg::Type::Bytea
            | pg::Type::Uuid
            | pg::Type::Date
            | pg::Type::Time(_)
            | pg::Type::Timestamp(_)
            | pg::Type::Timestamptz(_)
            // The model has its own types for these.
            | pg::Type::Enum(_)
            | pg::Type::Array(_) => "string",
        }
        .to_owned(),
    }
}

/// The type for what a schema leaves open. Not `Json`: form libraries derive types for all paths into the data, and
/// with it there is no end to them. Not `unknown`: a jsonb column takes `Json`, to which `unknown` cannot be assigned.
const ANYTHING: &str = "any";

/// The type of what a schema accepts, or a wider one: types cannot express lengths and conditions.
fn type_of(schema: &Schema, indent: &str) -> String {
    if schema.boolean == Some(false) {
        return "never".to_owned();
    }
    if let Some(constant) = &schema.constant {
        return literal(constant);
    }
    if let Some(values) = &schema.enumeration {
        return wrapped(&values.iter().map(literal).collect::<Vec<_>>(), indent);
    }
    let Some(types) = &schema.types else { return ANYTHING.to_owned() };
    let one = |ty: &Type| match ty {
        Type::Null => "null".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Integer | Type::Number => "number".to_owned(),
        Type::String => "string".to_owned(),
        Type::Array => array_type(schema, indent),
        Type::Object => object_type(schema, indent),
    };
    let mut names: Vec<_> = types.iter().map(one).collect();
    names.dedup();
    names.join(" | ")
}

fn array_type(schema: &Schema, indent: &str) -> String {
    let rest = schema.items.as_deref().map_or_else(|| ANYTHING.to_owned(), |items| type_of(items, indent));
    if schema.prefix_items.is_empty() {
        return if rest.contains('|') && !rest.starts_with('{') { format!("({rest})[]") } else { format!("{rest}[]") };
    }
    let prefix: Vec<_> = schema.prefix_items.iter().map(|item| format!("({})?", type_of(item, indent))).collect();
    format!("[{}, ...({rest})[]]", prefix.join(", "))
}

fn object_type(schema: &Schema, indent: &str) -> String {
    let others = schema.additional_properties.as_deref().filter(|others| others.boolean != Some(true));
    if schema.properties.is_empty() {
        let value = others.map_or_else(|| ANYTHING.to_owned(), |others| type_of(others, indent));
        return format!("Record<string, {value}>");
    }
    let inner = format!("{indent}  ");
    let mut out = String::from("{\n");
    for (name, property) in &schema.properties {
        comment(&mut out, &inner, &documentation(property));
        let optional = if schema.required.contains(name) { "" } else { "?" };
        let _ = writeln!(out, "{inner}{}{optional}:{};", property_name(name), spaced(&type_of(property, &inner)));
    }
    if others.is_none() {
        let _ = writeln!(out, "{inner}[key: string]: {ANYTHING};");
    }
    let _ = write!(out, "{indent}}}");
    out
}

/// What the field is, its limits, which types cannot express, and the reasons for them.
fn documentation(schema: &Schema) -> String {
    let title = schema.title.as_deref().map(|title| format!("{title}."));
    let bounds = Some(bounds(schema).join(", ")).filter(|bounds| !bounds.is_empty()).map(|bounds| format!("{bounds}."));
    let parts = [title, schema.description.clone(), bounds, schema.comment.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn comment(out: &mut String, indent: &str, text: &str) {
    if !text.is_empty() {
        let _ = writeln!(out, "{indent}/** {} */", text.replace("*/", "*\\/").replace('\n', " "));
    }
}

/// A union, with one member on each line if it is long.
fn wrapped(members: &[String], indent: &str) -> String {
    const SHORT: usize = 90; // columns
    let line = members.join(" | ");
    if line.len() <= SHORT {
        return line;
    }
    members.iter().map(|member| format!("\n{indent}  | {member}")).collect()
}

/// A type after its colon: on the same line unless it begins with a line break.
fn spaced(text: &str) -> String {
    if text.starts_with('\n') { text.to_owned() } else { format!(" {text}") }
}

fn union(names: &[&str]) -> String {
    wrapped(&names.iter().map(|name| literal(&Value::from(*name))).collect::<Vec<_>>(), "")
}

fn literal(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(items) => format!("[{}]", items.iter().map(literal).collect::<Vec<_>>().join(", ")),
        Value::Object(members) => {
            let members: Vec<_> = members.iter().map(|(name, v)| format!("{}: {}", quoted(name), literal(v))).collect();
            format!("{{ {} }}", members.join("; "))
        }
    }
}

/// A text in single quotes, made from its JSON spelling: JSON's escapes are also JavaScript's.
fn quoted(text: &str) -> String {
    let json = Value::from(text).to_string();
    let inside = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default();
    format!("'{}'", inside.replace("\\\"", "\"").replace('\'', "\\'"))
}

fn property_name(name: &str) -> String {
    let plain = !name.is_empty()
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '$'));
    if plain { name.to_owned() } else { quoted(name) }
}

/// `wizard_sessions` → `WizardSessions`.
fn pascal_case(name: &str) -> String {
    let word = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    };
    name.split(|c: char| !c.is_alphanumeric()).map(word).collect()
}

/// The prefix of the types of a table's rows: `wizard_sessions` → `WizardSession`.
#[must_use]
pub fn row_name(table: &str) -> String {
    let name = singular(&pascal_case(table));
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("_{name}") } else { name }
}

/// Tables are named in the plural; this is the name for one row.
fn singular(name: &str) -> String {
    match name.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => name.strip_suffix('s').unwrap_or(name).to_owned(),
    }
}
