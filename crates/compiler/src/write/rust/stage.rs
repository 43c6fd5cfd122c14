//! A [`Schema`] → Rust statics that `json-judge` walks. Knows Rust's spelling and the form of those statics.
//!
//! One static for each schema; equal schemas share one. The schemas that apply to the same instance (`allOf`, `if`,
//! `then` …) share the slots into which an object's members are matched by name, once.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use crate::error::{Error, Place, Result};
use crate::model::schema::{Schema, Type};
use crate::model::source::{Source, StageSource};
use crate::write::rust::automaton;
use json_judge::MAX_SLOTS;
use json_tape::Tape;

/// From this many on, sorted codes of equal length are found by binary search.
const MANY_CODES: usize = 33;

/// Writes statics.
#[derive(Debug, Default)]
pub struct Writer {
    statics: String,
    /// The name of each static, by its text.
    names: BTreeMap<String, String>,
    automaton_count: usize,
}

impl Writer {
    /// The text of everything written: to be included in a module of its own.
    #[must_use]
    pub fn finish(self) -> String {
        format!(
            "// Made from the stage schemas by event-wizard-compiler. Not to be edited.\n\
             #[allow(unused_imports)]\n\
             use ::json_judge::{{\n    AdditionalProperties, ArrayKeywords, Bound, Equal, MemberNames, NumberKeywords, ObjectKeywords, Schema,\n    \
             StageSchema, StringKeywords, find,\n    keywords::{{self, additional_properties}},\n    Types,\n}};\n\
             #[allow(unused_imports)]\nuse ::json_format as format;\n\
             #[allow(unused_imports)]\nuse ::json_tape::{{Doc, Kind, Node, Value}};\n\
             #[allow(unused_imports)]\nuse core::cmp::Ordering;\n{}",
            self.statics
        )
    }

    /// Writes a schema and returns the name of its static.
    ///
    /// # Errors
    /// If the schema exceeds the runtime's limits.
    pub fn schema(&mut self, schema: &Schema) -> Result<String> {
        let text = self.text(schema)?;
        Ok(self.named(schema, text))
    }

    /// A schema as an expression.
    fn text(&mut self, schema: &Schema) -> Result<String> {
        let mut slots = Vec::new();
        collect_slots(schema, &mut slots);
        if slots.len() > MAX_SLOTS {
            return Err(Error::unsupported(format!("its keywords speak of more than {MAX_SLOTS} properties"))
                .in_place(Place::Pointer(schema.pointer.clone())));
        }
        let scans = !slots.is_empty() || needs_members(schema);
        self.write(schema, &slots, scans)
    }

    /// A schema for the same instance: it uses the existing slots if they suffice.
    fn in_place(&mut self, schema: &Schema, slots: &[String]) -> Result<String> {
        let text = if needs_members(schema) { self.text(schema)? } else { self.write(schema, slots, false)? };
        Ok(self.named(schema, text))
    }

    fn write(&mut self, schema: &Schema, slots: &[String], scans: bool) -> Result<String> {
        let mut fields = Vec::new();
        let mut field = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                fields.push(format!("    {name}: {value},\n"));
            }
        };
        if schema.boolean == Some(false) {
            // A boolean schema has no keyword of its own: findings name the keyword that contains it.
            let holder = schema.pointer.split('/').rfind(|s| HOLDERS.contains(s)).unwrap_or("not");
            field("never", Some(format!("Some({holder:?})")));
            field("types", Some("Types::of(&[])".to_owned()));
        }
        field("types", schema.types.as_deref().map(type_set));
        field("equal", equal(schema)?);
        field("string", self.string(schema));
        field("number", number(schema));
        field("array", self.array(schema)?);
        if scans {
            field("members", Some(self.members(schema, slots)?));
        }
        field("object", self.object(schema, slots)?);
        field("others", self.others(schema, slots)?);
        fields.push("    ..Schema::ANY\n".to_owned());
        Ok(format!("Schema {{\n{}}}", fields.concat()))
    }

    /// The static with this text.
    fn named(&mut self, schema: &Schema, text: String) -> String {
        if let Some(name) = self.names.get(&text) {
            return name.clone();
        }
        let name = format!("SCHEMA_{}", self.names.len());
        let _ =
            write!(self.statics, "\n/// `#{}`\npub static {name}: Schema = {text};\n", schema.pointer.escape_debug());
        self.names.insert(text, name.clone());
        name
    }

    fn string(&mut self, schema: &Schema) -> Option<String> {
        let mut fields = String::new();
        if let Some(limit) = schema.min_length.filter(|&limit| limit > 0) {
            let _ = write!(fields, "min_length: {}, ", at_most_u32(limit));
        }
        if let Some(limit) = schema.max_length {
            let _ = write!(fields, "max_length: {}, ", at_most_u32(limit));
        }
        if let Some(pattern) = &schema.pattern {
            let name = format!("AUTOMATON_{}", self.automaton_count);
            self.automaton_count += 1;
            let _ = writeln!(
                self.statics,
                "static {name}: keywords::Automaton = {};",
                automaton::write(&pattern.automaton, "keywords::Automaton")
            );
            let _ = write!(
                fields,
                "pattern: Some(({:?}, |text| {name}.is_match(text))), ",
                Value::from(pattern.text.as_str()).to_string()
            );
        }
        if let Some(format) = schema.format {
            let _ = write!(fields, "format: Some(({:?}, format::{})), ", format.name, format.function);
        }
        (!fields.is_empty()).then(|| format!("Some(&StringKeywords {{ {fields}..StringKeywords::ANY }})"))
    }

    fn array(&mut self, schema: &Schema) -> Result<Option<String>> {
        let mut fields = String::new();
        if !schema.prefix_items.is_empty() {
            let _ = write!(fields, "prefix_items: {}, ", self.list(&schema.prefix_items, None)?);
        }
        if let Some(items) = schema.items.as_deref().filter(|items| items.boolean != Some(true)) {
            let _ = write!(fields, "items: Some(&{}), ", self.schema(items)?);
        }
        if let Some(limit) = schema.min_items.filter(|&limit| limit > 0) {
            let _ = write!(fields, "min_items: {}, ", at_most_u32(limit));
        }
        if let Some(limit) = schema.max_items {
            let _ = write!(fields, "max_items: {}, ", at_most_u32(limit));
        }
        if schema.unique_items {
            fields.push_str("unique_items: true, ");
        }
        Ok((!fields.is_empty()).then(|| format!("Some(&ArrayKeywords {{ {fields}..ArrayKeywords::ANY }})")))
    }

    fn members(&mut self, schema: &Schema, slots: &[String]) -> Result<String> {
        let known = schema.properties.len();
        let additional = match schema.additional_properties.as_deref() {
            None | Some(Schema { boolean: Some(true), .. }) => "None".to_owned(),
            Some(Schema { boolean: Some(false), .. }) => format!(
                "Some(AdditionalProperties {{ known: {known}, judge: additional_properties::unexpected, schema: None }})"
            ),
            Some(additional) => format!(
                "Some(AdditionalProperties {{ known: {known}, judge: additional_properties::by_schema, schema: Some(&{}) }})",
                self.schema(additional)?
            ),
        };
        let names = name_list(slots).ok_or_else(|| {
            Error::unsupported("there are over 255 properties").in_place(Place::Pointer(schema.pointer.clone()))
        })?;
        Ok(format!("Some(&MemberNames {{\n        names: *{names},\n        additional: {additional},\n    }})"))
    }

    fn object(&mut self, schema: &Schema, slots: &[String]) -> Result<Option<String>> {
        let slot = |name: &str| slots.iter().position(|s| s == name).unwrap_or(usize::MAX);
        let mut fields = String::new();
        if !schema.required.is_empty() {
            let required: Vec<_> = schema.required.iter().map(|name| slot(name)).collect();
            let _ = write!(fields, "required: &{required:?}, ");
        }
        let mut properties = Vec::new();
        for (name, property) in schema.properties.iter().filter(|(_, property)| property.boolean != Some(true)) {
            properties.push(format!("({}, {})", slot(name), self.text(property)?));
        }
        if !properties.is_empty() {
            let _ = write!(fields, "properties: &[{}], ", properties.join(", "));
        }
        let dependent: Vec<_> = schema
            .dependent_required
            .iter()
            .flat_map(|(name, list)| list.iter().map(move |dependent| (slot(name), slot(dependent))))
            .collect();
        if !dependent.is_empty() {
            let _ = write!(fields, "dependent_required: &{dependent:?}, ");
        }
        Ok((!fields.is_empty()).then(|| format!("Some(&ObjectKeywords {{ {fields}..ObjectKeywords::ANY }})")))
    }

    /// The keywords that are trait objects, in the order in which they are judged.
    fn others(&mut self, schema: &Schema, slots: &[String]) -> Result<Option<String>> {
        let mut list = Vec::new();
        if let Some(names) = schema.property_names.as_deref() {
            list.push(format!("PropertyNames(&{})", self.schema(names)?));
        }
        if let Some(divisor) = &schema.multiple_of {
            list.push(format!("MultipleOf({divisor:?})"));
        }
        let min = schema.min_contains.unwrap_or(1);
        if let Some(contains) = schema.contains.as_deref()
            && (min > 0 || schema.max_contains.is_some())
        {
            let (min, max) = (at_most_u32(min), schema.max_contains.map(at_most_u32));
            list.push(format!("Contains {{ schema: &{}, min: {min}, max: {max:?} }}", self.schema(contains)?));
        }
        let (min, max) = (schema.min_properties.unwrap_or(0), schema.max_properties);
        if min > 0 || max.is_some() {
            let (min, max) = (at_most_u32(min), max.map_or(u32::MAX, at_most_u32));
            list.push(format!("PropertyCount {{ min: {min}, max: {max} }}"));
        }
        list.extend(self.applicators(schema, slots)?);
        let list: Vec<_> = list.into_iter().map(|keyword| format!("&keywords::{keyword}")).collect();
        Ok((!list.is_empty()).then(|| format!("&[\n        {},\n    ]", list.join(",\n        "))))
    }

    /// The schemas for the same instance.
    fn applicators(&mut self, schema: &Schema, slots: &[String]) -> Result<Vec<String>> {
        let mut list = Vec::new();
        for subschema in schema.all_of.iter().filter(|subschema| subschema.boolean != Some(true)) {
            if is_applicators_alone(subschema) {
                list.extend(self.applicators(subschema, slots)?);
            } else {
                list.push(format!("AllOf(&{})", self.in_place(subschema, slots)?));
            }
        }
        for (keyword, schemas) in [("AnyOf", &schema.any_of), ("OneOf", &schema.one_of)] {
            if !schemas.is_empty() {
                list.push(format!("{keyword}({})", self.list(schemas, Some(slots))?));
            }
        }
        if let Some(not) = schema.not.as_deref() {
            list.push(format!("Not(&{})", self.in_place(not, slots)?));
        }
        if let Some(condition) = schema.if_.as_deref()
            && (schema.then.is_some() || schema.else_.is_some())
        {
            let mut part = |schema: Option<&Schema>| -> Result<String> {
                match schema {
                    Some(schema) => Ok(format!("Some(&{})", self.in_place(schema, slots)?)),
                    None => Ok("None".to_owned()),
                }
            };
            let (then, otherwise) = (part(schema.then.as_deref())?, part(schema.else_.as_deref())?);
            let (name, condition) = match property_equals(condition) {
                Some((name, property)) => {
                    let slot = slots.iter().position(|s| s == name).unwrap_or(usize::MAX);
                    ("IfProperty", format!("slot: {slot}, equal: {}", equal(property)?.unwrap_or_default()))
                }
                None => ("If", format!("condition: &{}", self.in_place(condition, slots)?)),
            };
            list.push(format!("{name} {{ {condition}, then: {then}, otherwise: {otherwise} }}"));
        }
        for (name, subschema) in &schema.dependent_schemas {
            let slot = slots.iter().position(|s| s == name).unwrap_or(usize::MAX);
            list.push(format!("DependentSchema({slot}, &{})", self.in_place(subschema, slots)?));
        }
        Ok(list)
    }

    /// References to schemas, which apply to the same instance if slots are given.
    fn list(&mut self, schemas: &[Schema], slots: Option<&[String]>) -> Result<String> {
        let mut names = Vec::new();
        for schema in schemas {
            let name = match slots {
                Some(slots) => self.in_place(schema, slots)?,
                None => self.schema(schema)?,
            };
            names.push(format!("&{name}"));
        }
        Ok(format!("&[{}]", names.join(", ")))
    }
}

fn equal(schema: &Schema) -> Result<Option<String>> {
    let mut list = Vec::new();
    match &schema.constant {
        Some(Value::String(text)) if name_list(&[text]).is_some() => {
            list.push(format!("Equal::Text(*{})", name_list(&[text]).unwrap_or_default()));
        }
        Some(constant) => list.push(format!("Equal::Constant({})", document(constant)?)),
        None => {}
    }
    if let Some(values) = &schema.enumeration {
        let texts: Option<Vec<&str>> = values.iter().map(Value::as_str).collect();
        let names = texts.and_then(|texts| {
            codes(&texts).or_else(|| name_list(&texts).map(|names| format!("Equal::OneOf(*{names})")))
        });
        list.push(match names {
            Some(names) => names,
            None => format!("Equal::AnyOf({})", document(&Value::from(values.clone()))?),
        });
    }
    Ok((!list.is_empty()).then(|| format!("&[{}]", list.join(", "))))
}

/// A reference to the runtime's `Names`.
pub fn all_names(names: &[impl AsRef<str>]) -> String {
    let names: Vec<_> = names.iter().map(AsRef::as_ref).collect();
    format!("::json_tape::names!{names:?}")
}

/// The same; `None` if there are more than 255, the number of slots that a schema can distinguish.
pub fn name_list(names: &[impl AsRef<str>]) -> Option<String> {
    u8::try_from(names.len()).ok()?;
    Some(all_names(names))
}

/// Many texts of equal length.
fn codes(texts: &[&str]) -> Option<String> {
    let length = texts.first()?.len();
    if texts.len() < MANY_CODES || length == 0 || texts.iter().any(|text| text.len() != length) {
        return None;
    }
    let mut sorted = texts.to_vec();
    sorted.sort_unstable();
    Some(format!("Equal::Codes {{ length: {length}, sorted: {:?} }}", sorted.concat()))
}

/// A JSON value as the tape keeps it.
fn document(value: &Value) -> Result<String> {
    let text = value.to_string();
    let mut tape = Tape::new();
    tape.parse(text.as_bytes()).map_err(|error| Error::invalid(format!("{text}: {error:?}")))?;
    Ok(format!("Doc::constant({text:?}, &{})", tape.nodes_text()))
}

fn number(schema: &Schema) -> Option<String> {
    let bounds = [
        ("minimum", &schema.minimum, "is_lt"),
        ("maximum", &schema.maximum, "is_gt"),
        ("exclusiveMinimum", &schema.exclusive_minimum, "is_le"),
        ("exclusiveMaximum", &schema.exclusive_maximum, "is_ge"),
    ];
    let (mut least, mut most) = (i64::MIN, i64::MAX);
    let mut text = Vec::new();
    for (keyword, limit, beyond) in bounds {
        let Some(limit) = limit.as_deref() else { continue };
        // If a limit is not an integer, no integer is taken to be within it for certain.
        let integer = limit.parse::<i64>().ok().filter(|_| limit.len() <= 18);
        match (beyond, integer) {
            ("is_lt", Some(limit)) => least = least.max(limit),
            ("is_le", Some(limit)) => least = least.max(limit + 1),
            ("is_gt", Some(limit)) => most = most.min(limit),
            ("is_ge", Some(limit)) => most = most.min(limit - 1),
            _ => (least, most) = (i64::MAX, i64::MIN),
        }
        text.push(format!("Bound {{ keyword: {keyword:?}, beyond: Ordering::{beyond}, limit: {limit:?} }}"));
    }
    (!text.is_empty())
        .then(|| format!("Some(&NumberKeywords {{ least: {least}, most: {most}, bounds: &[{}] }})", text.join(", ")))
}

/// Whether the schema has no keywords except those that contain schemas for the same instance.
fn is_applicators_alone(schema: &Schema) -> bool {
    let bare = Schema {
        pointer: schema.pointer.clone(),
        title: schema.title.clone(),
        description: schema.description.clone(),
        comment: schema.comment.clone(),
        all_of: schema.all_of.clone(),
        any_of: schema.any_of.clone(),
        one_of: schema.one_of.clone(),
        not: schema.not.clone(),
        if_: schema.if_.clone(),
        then: schema.then.clone(),
        else_: schema.else_.clone(),
        dependent_schemas: schema.dependent_schemas.clone(),
        ..Schema::default()
    };
    *schema == bare
}

/// The most common condition: a property is present and has one of some values. Returns the property and its schema.
fn property_equals(schema: &Schema) -> Option<(&str, &Schema)> {
    let [(name, property)] = schema.properties.as_slice() else { return None };
    let values = Schema {
        pointer: property.pointer.clone(),
        constant: property.constant.clone(),
        enumeration: property.enumeration.clone(),
        ..Schema::default()
    };
    let bare = Schema {
        pointer: schema.pointer.clone(),
        properties: schema.properties.clone(),
        required: vec![name.clone()],
        ..Schema::default()
    };
    let compares = property.constant.is_some() || property.enumeration.is_some();
    (compares && *property == values && *schema == bare).then_some((name, property))
}

/// A limit as `u32`: no text, array or object is longer.
fn at_most_u32(limit: u64) -> u32 {
    u32::try_from(limit).unwrap_or(u32::MAX)
}

/// Keywords that contain schemas.
const HOLDERS: [&str; 16] = [
    "properties",
    "additionalProperties",
    "items",
    "prefixItems",
    "contains",
    "propertyNames",
    "dependentSchemas",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "$ref",
    "$defs",
];

/// Whether the schema judges the set of an object's names, for which it needs a pass of its own.
fn needs_members(schema: &Schema) -> bool {
    schema.additional_properties.is_some() || schema.property_names.is_some()
}

/// The names that the schema, and the schemas in place, look up in the instance; its own properties come first.
fn collect_slots(schema: &Schema, slots: &mut Vec<String>) {
    let own = schema.properties.iter().map(|(name, _)| name);
    let dependent = schema.dependent_required.iter().flat_map(|(name, list)| std::iter::once(name).chain(list));
    let dependent_schemas = schema.dependent_schemas.iter().map(|(name, _)| name);
    for name in own.chain(&schema.required).chain(dependent).chain(dependent_schemas) {
        if !slots.contains(name) {
            slots.push(name.clone());
        }
    }
    for subschema in schema.in_place().filter(|schema| !needs_members(schema)) {
        collect_slots(subschema, slots);
    }
}

fn type_set(types: &[Type]) -> String {
    let sets: Vec<_> = types.iter().map(|t| format!("Types::{}", t.name().to_uppercase())).collect();
    if let [only] = sets.as_slice() { only.clone() } else { format!("Types::of(&[{}])", sets.join(", ")) }
}

/// Whether the name can be a Rust name, in lower or in upper case.
fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

/// The text of `pub static STAGES` with everything it refers to, and of `pub mod views`: for each stage's data, and for
/// the objects in its arrays, a struct with a field for each property, which rules read.
///
/// # Errors
/// If a schema exceeds the runtime's limits.
pub fn write(source: &Source) -> Result<String> {
    let mut writer = Writer::default();
    let (mut table, mut views, mut judges) = (String::new(), String::new(), String::new());
    for (number, (stage, read)) in source.lifecycle.stages.iter().zip(&source.stages).enumerate() {
        for (name, schema) in viewed(&stage.column, &read.schema) {
            views.push_str(&view(&name, schema).unwrap_or_default());
        }
        let file = || format!("schemas/stages/{}.json", read.name);
        let schema = writer.schema(&read.schema).map_err(|error| error.in_file(&file()))?;
        let _ = writeln!(
            table,
            "    StageSchema {{ stage: {:?}, column: {:?}, schema: &{schema} }},",
            stage.stage, stage.column
        );
        judges.push_str(&judge(number, &schema));
    }
    let mut out = writer.finish();
    let _ = write!(
        out,
        "\n/// The stages, in lifecycle order.\npub static STAGES: [StageSchema; {}] = [\n{table}];\n{judges}\n\
         /// The members of the objects that rules read.\npub mod views {{\n    use super::{{Value, find}};\n{views}}}\n",
        source.stages.len()
    );
    Ok(out)
}

/// The text of `pub static STAGES` with everything it refers to, without views.
///
/// # Errors
/// If a schema exceeds the runtime's limits.
pub fn write_alone(stages: &[StageSource]) -> Result<String> {
    let mut writer = Writer::default();
    let (mut names, mut judges) = (Vec::new(), String::new());
    for (number, stage) in stages.iter().enumerate() {
        let schema = writer.schema(&stage.schema).map_err(|error| error.in_file(&format!("{}.json", stage.name)))?;
        names.push(format!("&{schema}"));
        judges.push_str(&judge(number, &schema));
    }
    let mut out = writer.finish();
    let list = names.join(", ");
    let _ = write!(
        out,
        "\n/// The stages' schemas, in order.\npub static STAGES: [&Schema; {}] = [{list}];\n{judges}",
        names.len()
    );
    Ok(out)
}

/// What a CHECK asks about a document: a function that is linked only where a table has such a CHECK.
fn judge(number: usize, schema: &str) -> String {
    format!(
        "\n/// Whether data meets the schema of stage {number}.\n#[allow(dead_code)]\n\
         pub fn {}(data: Value<'_>, complete: bool) -> bool {{\n    \
         use ::json_judge::Mode;\n    \
         ::json_judge::is_met(&{schema}, data, if complete {{ Mode::Complete }} else {{ Mode::Draft }})\n}}\n",
        judge_name(number)
    )
}

/// The name of that function.
pub fn judge_name(number: usize) -> String {
    format!("stage_{number}_is_met")
}

/// The objects of a stage that rules may read, each with the name of its view: the stage's data, and the elements of
/// the arrays in it.
fn viewed<'s>(column: &str, schema: &'s Schema) -> Vec<(String, &'s Schema)> {
    let elements = schema.properties.iter().filter_map(|(name, property)| {
        let items = property.items.as_deref().filter(|items| !items.properties.is_empty())?;
        Some((format!("{column}_{name}"), items))
    });
    std::iter::once((column.to_owned(), schema)).chain(elements).collect()
}

/// A view as Rust text; `None` if one of its names cannot be a Rust name.
fn view(name: &str, schema: &Schema) -> Option<String> {
    let fields: Vec<&str> = schema.properties.iter().map(|(name, _)| name.as_str()).collect();
    if !is_identifier(name) || !fields.iter().all(|field| is_identifier(field)) {
        return None;
    }
    let view: String = name.split('_').flat_map(capitalized).collect();
    let names = name_list(&fields)?;
    let members: String = fields
        .iter()
        .map(|field| format!("        /// `{field}`, if it is there.\n        pub r#{field}: Option<Value<'a>>,\n"))
        .collect();
    let list = fields.iter().map(|field| format!("r#{field}")).collect::<Vec<_>>().join(", ");
    Some(format!(
        "\n    /// The members of `{name}` (`#{}`).\n    #[derive(Clone, Copy, Debug)]\n    pub struct {view}<'a> {{\n{members}    }}\n\n    \
         impl<'a> {view}<'a> {{\n        /// Finds them; there are none if the value is not an object.\n        #[must_use]\n        \
         pub fn of(value: Value<'a>) -> Self {{\n            let [{list}] = find({names}, value);\n            \
         Self {{ {list} }}\n        }}\n    }}\n",
        schema.pointer
    ))
}

/// The word with its first letter in upper case.
fn capitalized(word: &str) -> impl Iterator<Item = char> {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters.collect::<Vec<_>>())
}
