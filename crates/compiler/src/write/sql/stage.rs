//! A stage's [`Schema`] → a PL/pgSQL function that says whether data meets it, in a draft or complete: exactly when
//! `json-judge` finds nothing. Knows the keywords that the stages use; any other is an error that names its place.
//!
//! What an object must satisfy is one expression, and each array is a loop that ends at the first fault: PL/pgSQL then
//! starts no query. No expression can fail, whatever the data: a cast stands behind a `CASE` of the type, since `AND` may be
//! evaluated in any order. No expression is NULL, except that a `complete` which is NULL counts as false.

use std::collections::BTreeSet;

use serde_json::Value;

use super::format;
use super::function::{Draft, Function, Pattern};
use super::literal;
use crate::error::{Error, Place, Result};
use crate::model::lifecycle::Stage;
use crate::model::schema::{Schema, Type};

/// Up to this many texts are compared one by one; more are looked up.
const FEW: usize = 8;

/// The longest array whose elements are compared with each other.
const MOST_UNIQUE: u64 = 256;

/// A stage's function, and the functions that it calls, which must exist before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageFunction {
    /// `(data jsonb, complete boolean) RETURNS boolean`.
    pub function: Function,
    /// What it calls, ordered by name.
    pub formats: Vec<Function>,
}

/// The function for a stage.
///
/// # Errors
/// If the schema has a keyword that is not written in SQL, with its place.
pub fn stage_function(stage: &Stage, schema: &Schema) -> Result<StageFunction> {
    if schema.types.as_deref() != Some(&[Type::Object]) {
        return Err(refuse(schema, "a stage's data is an object: `type` must be `object`"));
    }
    let mut writer = Writer::default();
    writer.object(schema, "data", 1)?;
    let body = format!(
        "  -- Made from schemas/stages/{}.json by `make stage-migrations`.\n  IF data IS NULL THEN\n    RETURN true;\n  \
         END IF;\n{}  RETURN true;\n",
        stage.schema, writer.body
    );
    writer.formats.sort_by(|a, b| a.name.cmp(&b.name));
    let function = Draft {
        name: &format!("{}_ok", stage.column),
        parameters: "data jsonb, complete boolean",
        arguments: "jsonb, boolean",
        comment: format!(
            "Whether the data of the stage {} has the right form; and, if it is complete, whether nothing is missing.",
            stage.stage
        ),
        patterns: &writer.patterns,
        variables: &writer.variables,
        body: &body,
    }
    .finish();
    Ok(StageFunction { function, formats: writer.formats })
}

fn refuse(schema: &Schema, message: impl Into<String>) -> Error {
    Error::unsupported(message).in_place(Place::Pointer(schema.pointer.clone()))
}

/// When members must be present.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    /// In complete data.
    WhenComplete,
    /// In drafts too: `if` selects by what is there.
    Always,
}

/// A value, and how SQL gets at it.
struct Operand {
    json: String,
    text: String,
    /// What it is if it is missing: a condition that is true then.
    missing: Option<String>,
}

impl Operand {
    fn member(object: &str, name: &str) -> Self {
        let name = literal::text(name);
        Self {
            json: format!("{object} -> {name}"),
            text: format!("{object} ->> {name}"),
            missing: Some(format!("NOT {object} ? {name}")),
        }
    }

    fn variable(name: &str) -> Self {
        Self { json: name.to_owned(), text: format!("{name} #>> '{{}}'"), missing: None }
    }
}

#[derive(Default)]
struct Writer {
    patterns: Vec<Pattern>,
    formats: Vec<Function>,
    variables: Vec<(String, &'static str)>,
    body: String,
}

impl Writer {
    fn line(&mut self, depth: usize, line: &str) {
        for line in line.split('\n') {
            self.body.push_str(&"  ".repeat(depth));
            self.body.push_str(line);
            self.body.push('\n');
        }
    }

    /// Returns false unless all of these hold.
    fn demand(&mut self, depth: usize, conditions: &[String]) {
        if conditions.is_empty() {
            return;
        }
        self.line(depth, "IF NOT (");
        self.line(depth + 1, &conjunction(conditions));
        self.line(depth, ") THEN");
        self.line(depth + 1, "RETURN false;");
        self.line(depth, "END IF;");
    }

    fn refuse_if(&mut self, depth: usize, condition: &str) {
        self.line(depth, &format!("IF {condition} THEN"));
        self.line(depth + 1, "RETURN false;");
        self.line(depth, "END IF;");
    }

    /// Declares a variable for a property. Names end in what the value is, so that none is a key word.
    fn variable(&mut self, schema: &Schema, property: &str, kind: &str, ty: &'static str) -> Result<String> {
        let is_plain = property.len() < 50
            && property.starts_with(|c: char| c.is_ascii_lowercase())
            && property.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if !is_plain {
            return Err(refuse(schema, format!("`{property}` cannot be part of a variable's name in SQL")));
        }
        let names = (1..).map(|number| match number {
            1 => format!("{property}_{kind}"),
            _ => format!("{property}_{kind}_{number}"),
        });
        let is_new = |name: &String| self.variables.iter().all(|(known, _)| known != name);
        let name = names.into_iter().find(is_new).unwrap_or_default();
        self.variables.push((name.clone(), ty));
        Ok(name)
    }

    /// Statements that return false unless the variable holds what the schema asks for.
    fn object(&mut self, schema: &Schema, name: &str, depth: usize) -> Result<()> {
        self.refuse_if(depth, &format!("jsonb_typeof({name}) <> 'object'"));
        let conditions = self.object_conditions(schema, name, Presence::WhenComplete, true)?;
        self.demand(depth, &conditions);
        for (property, schema) in &schema.properties {
            match schema.types.as_deref() {
                Some([Type::Object]) => {
                    let variable = self.variable(schema, property, "object", "jsonb")?;
                    self.present(&variable, name, property, depth);
                    self.object(schema, &variable, depth + 1)?;
                    self.line(depth, "END IF;");
                }
                Some([Type::Array]) => {
                    let variable = self.variable(schema, property, "array", "jsonb")?;
                    self.present(&variable, name, property, depth);
                    self.array(schema, property, &variable, depth + 1)?;
                    self.line(depth, "END IF;");
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn present(&mut self, variable: &str, object: &str, property: &str, depth: usize) {
        self.line(depth, &format!("-- {property}"));
        self.line(depth, &format!("{variable} := {object} -> {};", literal::text(property)));
        self.line(depth, &format!("IF {variable} IS NOT NULL THEN"));
    }

    fn array(&mut self, schema: &Schema, property: &str, name: &str, depth: usize) -> Result<()> {
        self.only(
            schema,
            &["type", "items", "minItems", "maxItems", "uniqueItems", "const", "enum", "minContains", "maxContains"],
        )?;
        if schema.constant.is_some() || schema.enumeration.is_some() {
            return Err(refuse(schema, "`const` and `enum` of arrays are not written in SQL"));
        }
        self.refuse_if(depth, &format!("jsonb_typeof({name}) <> 'array'"));
        if let Some(least) = schema.min_items.filter(|&least| least > 0) {
            self.refuse_if(depth, &format!("complete AND jsonb_array_length({name}) < {least}"));
        }
        if let Some(most) = schema.max_items {
            self.refuse_if(depth, &format!("jsonb_array_length({name}) > {most}"));
        }
        let items = schema.items.as_deref().filter(|items| items.boolean != Some(true));
        if schema.unique_items && schema.max_items.is_none_or(|most| most > MOST_UNIQUE) {
            return Err(refuse(
                schema,
                format!("`uniqueItems` needs `maxItems` of at most {MOST_UNIQUE}: each is compared with all others"),
            ));
        }
        if items.is_none() && !schema.unique_items {
            return Ok(());
        }
        let item = self.variable(schema, property, "item", "jsonb")?;
        let seen = if schema.unique_items {
            let seen = self.variable(schema, property, "seen", "jsonb[]")?;
            self.line(depth, &format!("{seen} := '{{}}';"));
            Some(seen)
        } else {
            None
        };
        let index = format!("{item}_index");
        self.line(depth, &format!("FOR {index} IN 0 .. jsonb_array_length({name}) - 1 LOOP"));
        self.line(depth + 1, &format!("{item} := {name} -> {index};"));
        let types = items.and_then(|items| items.types.as_deref());
        match (items, types) {
            (Some(items), Some([Type::Object])) => self.object(items, &item, depth + 1)?,
            (Some(items), _) => {
                let conditions = self.conditions(items, &Operand::variable(&item))?;
                self.demand(depth + 1, &conditions);
            }
            (None, _) => {}
        }
        if let Some(seen) = seen {
            // In a draft, members still missing may tell objects and arrays apart.
            let counts = match types {
                Some([Type::Object]) => "complete AND ".to_owned(),
                Some([Type::String | Type::Number | Type::Integer | Type::Boolean | Type::Null]) => String::new(),
                _ => format!("(complete OR jsonb_typeof({item}) NOT IN ('object', 'array'))\n  AND "),
            };
            self.refuse_if(depth + 1, &format!("{counts}{item} = ANY ({seen})"));
            self.line(depth + 1, &format!("{seen} := array_append({seen}, {item});"));
        }
        self.line(depth, "END LOOP;");
        Ok(())
    }

    /// What must hold for a value of any type, as expressions that are neither NULL nor fail if the value is there.
    fn conditions(&mut self, schema: &Schema, value: &Operand) -> Result<Vec<String>> {
        match schema.boolean {
            Some(true) => return Ok(Vec::new()),
            Some(false) => return Ok(vec!["false".to_owned()]),
            None => {}
        }
        self.only(
            schema,
            &[
                "type",
                "enum",
                "const",
                "minLength",
                "maxLength",
                "format",
                "minimum",
                "maximum",
                "exclusiveMinimum",
                "exclusiveMaximum",
            ],
        )?;
        if schema.types.iter().flatten().any(|ty| matches!(ty, Type::Array | Type::Object)) {
            return Err(refuse(
                schema,
                "an array or object is not written in SQL here: under a condition, or as one type of several",
            ));
        }
        let texts = self.text_conditions(schema, value)?;
        let numbers = number_conditions(schema, value);
        let mut all = Vec::new();
        let types = schema.types.as_deref();
        let only_text = types == Some(&[Type::String]);
        if !only_text {
            all.extend(equality(schema, value));
        }
        let mut arms = Vec::new();
        let mut arm = |name: &str, conditions: &[String]| {
            let then = if conditions.is_empty() { "true".to_owned() } else { conjunction(conditions) };
            arms.push(format!("WHEN '{name}' THEN\n  {}", indented(&then)));
        };
        if let Some(types) = types {
            for ty in types {
                match ty {
                    Type::String => arm("string", &texts),
                    Type::Number => arm("number", &numbers),
                    Type::Integer if types.contains(&Type::Number) => {}
                    Type::Integer => {
                        // 1.0 is an integer.
                        let whole = format!("min_scale(({})::numeric) = 0", value.json);
                        arm("number", &[&numbers[..], &[whole]].concat());
                    }
                    other => arm(other.name(), &[]),
                }
            }
        } else {
            if !texts.is_empty() {
                arm("string", &texts);
            }
            if !numbers.is_empty() {
                arm("number", &numbers);
            }
        }
        if !arms.is_empty() {
            let otherwise = match (&value.missing, types) {
                (Some(missing), Some(_)) => missing.as_str(),
                (None, Some(_)) => "false",
                (_, None) => "true",
            };
            all.push(format!(
                "CASE jsonb_typeof({})\n  {}\n  ELSE {otherwise}\nEND",
                value.json,
                indented(&arms.join("\n"))
            ));
        }
        Ok(all)
    }

    /// What must hold for a text.
    fn text_conditions(&mut self, schema: &Schema, value: &Operand) -> Result<Vec<String>> {
        let mut all = Vec::new();
        let text = &value.text;
        if schema.types.as_deref() == Some(&[Type::String]) {
            if let Some(constant) = &schema.constant {
                all.push(match constant.as_str() {
                    Some(constant) => format!("({text}) = {}", literal::text(constant)),
                    None => "false".to_owned(),
                });
            }
            if let Some(values) = &schema.enumeration {
                let texts: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
                all.push(match texts.len() {
                    0 => "false".to_owned(),
                    1..=FEW => format!("({text}) IN ({})", literal::list(texts)),
                    _ => format!("{} ? ({text})", literal::names(texts)),
                });
            }
        }
        if let Some(least) = schema.min_length.filter(|&least| least > 0) {
            all.push(format!("char_length({text}) >= {least}"));
        }
        if let Some(most) = schema.max_length {
            all.push(format!("char_length({text}) <= {most}"));
        }
        if let Some(format) = schema.format {
            let condition = format::condition(format, text)
                .map_err(|error| error.in_place(Place::Pointer(schema.pointer.clone())))?;
            all.extend(condition.all);
            for pattern in condition.patterns {
                if !self.patterns.contains(&pattern) {
                    self.patterns.push(pattern);
                }
            }
            for function in condition.functions {
                if !self.formats.contains(&function) {
                    self.formats.push(function);
                }
            }
        }
        Ok(all)
    }

    /// What must hold for a variable that contains an object.
    ///
    /// `has_blocks` says that arrays and objects among its members have statements of their own.
    fn object_conditions(
        &mut self,
        schema: &Schema,
        name: &str,
        presence: Presence,
        has_blocks: bool,
    ) -> Result<Vec<String>> {
        self.only(
            schema,
            &[
                "type",
                "properties",
                "required",
                "additionalProperties",
                "minProperties",
                "maxProperties",
                "dependentRequired",
                "allOf",
                "if",
                "then",
                "else",
            ],
        )?;
        let when_complete = |condition: String| match presence {
            Presence::WhenComplete => format!("(NOT complete OR {condition})"),
            Presence::Always => condition,
        };
        let mut all = Vec::new();
        match schema.additional_properties.as_deref() {
            None | Some(Schema { boolean: Some(true), .. }) => {}
            Some(Schema { boolean: Some(false), .. }) => {
                let known = literal::array(schema.properties.iter().map(|(name, _)| name.as_str()));
                all.push(format!(
                    "{name} - {known}{} = '{{}}'",
                    if schema.properties.is_empty() { "::text[]" } else { "" }
                ));
            }
            Some(additional) => {
                return Err(refuse(additional, "`additionalProperties` with a schema is not written in SQL"));
            }
        }
        // Where presence is asked for in any case, a property that is compared with constants is so by containment.
        let compared: BTreeSet<&str> = schema
            .properties
            .iter()
            .filter(|(name, property)| {
                presence == Presence::Always && schema.required.contains(name) && is_scalar_equality(property)
            })
            .map(|(name, _)| name.as_str())
            .collect();
        let required: Vec<&str> =
            schema.required.iter().map(String::as_str).filter(|name| !compared.contains(name)).collect();
        all.extend(has_all(name, &required).map(when_complete));
        for (property, dependents) in &schema.dependent_required {
            let dependents: Vec<&str> = dependents.iter().map(String::as_str).collect();
            if let Some(has_all) = has_all(name, &dependents) {
                all.push(when_complete(format!("(NOT {name} ? {} OR {has_all})", literal::text(property))));
            }
        }
        let count = format!("jsonb_array_length(jsonb_path_query_array({name}, '$.*'))");
        if let Some(least) = schema.min_properties.filter(|&least| least > 0) {
            all.push(when_complete(format!("{count} >= {least}")));
        }
        if let Some(most) = schema.max_properties {
            all.push(format!("{count} <= {most}"));
        }
        for (property, schema) in &schema.properties {
            if is_scalar_equality(schema) {
                let among = among(name, property, schema);
                all.push(if compared.contains(property.as_str()) {
                    among
                } else {
                    format!("(NOT {name} ? {} OR {among})", literal::text(property))
                });
                continue;
            }
            if has_blocks && matches!(schema.types.as_deref(), Some([Type::Object | Type::Array])) {
                continue;
            }
            let value = Operand::member(name, property);
            let conditions = self.conditions(schema, &value)?;
            match (conditions.as_slice(), &value.missing) {
                ([], _) => {}
                // It asks for a type, so it says itself what holds for a missing member.
                ([_], _) if schema.types.is_some() => all.extend(conditions),
                ([only], Some(missing)) if only == "false" => all.push(missing.clone()),
                (_, Some(missing)) => all.push(format!("({missing} OR {})", inline(&conditions))),
                (_, None) => all.extend(conditions),
            }
        }
        for schema in &schema.all_of {
            all.extend(self.object_conditions(schema, name, presence, false)?);
        }
        all.extend(self.condition(schema, name, presence)?);
        Ok(all)
    }

    /// `if`, `then` and `else`.
    fn condition(&mut self, schema: &Schema, name: &str, presence: Presence) -> Result<Vec<String>> {
        let Some(condition) = schema.if_.as_deref() else { return Ok(Vec::new()) };
        let condition = inline(&self.object_conditions(condition, name, Presence::Always, false)?);
        let mut part = |schema: Option<&Schema>| match schema {
            Some(schema) => self.object_conditions(schema, name, presence, false),
            None => Ok(Vec::new()),
        };
        let (then, otherwise) = (part(schema.then.as_deref())?, part(schema.else_.as_deref())?);
        let mut all = Vec::new();
        if !then.is_empty() {
            all.push(format!("(NOT ({condition}) OR {})", inline(&then)));
        }
        if !otherwise.is_empty() {
            all.push(format!("({condition} OR {})", inline(&otherwise)));
        }
        Ok(all)
    }

    /// Refuses keywords other than these, and texts that cannot be written on one line.
    fn only(&self, schema: &Schema, keywords: &[&str]) -> Result<()> {
        if let Some(keyword) = used(schema).into_iter().find(|keyword| !keywords.contains(keyword)) {
            return Err(refuse(schema, format!("the keyword `{keyword}` is not written in SQL here")).of(keyword));
        }
        let names = schema.properties.iter().map(|(name, _)| name).chain(&schema.required);
        let dependent = schema.dependent_required.iter().flat_map(|(name, list)| std::iter::once(name).chain(list));
        let values = schema.enumeration.iter().flatten().chain(&schema.constant).filter_map(Value::as_str);
        match names.chain(dependent).map(String::as_str).chain(values).find(|text| text.contains(char::is_control)) {
            Some(text) => Err(refuse(schema, format!("{text:?} has a control character, which is not written in SQL"))),
            None => Ok(()),
        }
    }
}

/// The keywords that a schema has, without those that say nothing about what is valid.
fn used(schema: &Schema) -> Vec<&'static str> {
    let Schema {
        pointer: _,
        title: _,
        description: _,
        comment: _,
        boolean: _,
        types,
        enumeration,
        constant,
        min_length,
        max_length,
        format,
        pattern,
        minimum,
        maximum,
        exclusive_minimum,
        exclusive_maximum,
        multiple_of,
        prefix_items,
        items,
        min_items,
        max_items,
        unique_items,
        contains,
        min_contains,
        max_contains,
        properties,
        required,
        additional_properties,
        property_names,
        min_properties,
        max_properties,
        dependent_required,
        dependent_schemas,
        all_of,
        any_of,
        one_of,
        not,
        if_,
        then,
        else_,
    } = schema;
    let all = [
        ("type", types.is_some()),
        ("enum", enumeration.is_some()),
        ("const", constant.is_some()),
        ("minLength", min_length.is_some()),
        ("maxLength", max_length.is_some()),
        ("format", format.is_some()),
        ("pattern", pattern.is_some()),
        ("minimum", minimum.is_some()),
        ("maximum", maximum.is_some()),
        ("exclusiveMinimum", exclusive_minimum.is_some()),
        ("exclusiveMaximum", exclusive_maximum.is_some()),
        ("multipleOf", multiple_of.is_some()),
        ("prefixItems", !prefix_items.is_empty()),
        ("items", items.is_some()),
        ("minItems", min_items.is_some()),
        ("maxItems", max_items.is_some()),
        ("uniqueItems", *unique_items),
        ("contains", contains.is_some()),
        ("minContains", min_contains.is_some()),
        ("maxContains", max_contains.is_some()),
        ("properties", !properties.is_empty()),
        ("required", !required.is_empty()),
        ("additionalProperties", additional_properties.is_some()),
        ("propertyNames", property_names.is_some()),
        ("minProperties", min_properties.is_some()),
        ("maxProperties", max_properties.is_some()),
        ("dependentRequired", !dependent_required.is_empty()),
        ("dependentSchemas", !dependent_schemas.is_empty()),
        ("allOf", !all_of.is_empty()),
        ("anyOf", !any_of.is_empty()),
        ("oneOf", !one_of.is_empty()),
        ("not", not.is_some()),
        ("if", if_.is_some()),
        ("then", then.is_some()),
        ("else", else_.is_some()),
    ];
    all.into_iter().filter(|(_, is_used)| *is_used).map(|(keyword, _)| keyword).collect()
}

/// Whether all that a schema asks for is to be one of some texts, numbers, booleans or null. Where only texts are allowed,
/// comparing texts is quicker.
fn is_scalar_equality(schema: &Schema) -> bool {
    let types = schema.types.as_deref();
    let fits = |value: &Value| {
        let ty = match value {
            Value::Null => Type::Null,
            Value::Bool(_) => Type::Boolean,
            Value::String(_) => Type::String,
            Value::Number(number) if number.is_i64() => Type::Integer,
            Value::Number(_) => Type::Number,
            Value::Array(_) | Value::Object(_) => return false,
        };
        let is_number = ty == Type::Integer && types.is_some_and(|types| types.contains(&Type::Number));
        types.is_none_or(|types| types.contains(&ty)) || is_number
    };
    let mut values = schema.enumeration.iter().flatten().chain(&schema.constant);
    used(schema).iter().all(|keyword| matches!(*keyword, "const" | "enum" | "type"))
        && schema.enumeration.is_some() != schema.constant.is_some()
        && types != Some(&[Type::String])
        && values.all(fits)
}

/// That an object contains one of the property's values. True only if the property is there.
fn among(object: &str, property: &str, schema: &Schema) -> String {
    let values = schema.enumeration.iter().flatten().chain(&schema.constant);
    let contains: Vec<String> = values
        .map(|value| {
            let member = Value::from_iter([(property.to_owned(), value.clone())]);
            format!("{object} @> {}", literal::json(&member))
        })
        .collect();
    match contains.as_slice() {
        [] => "false".to_owned(),
        [only] => only.clone(),
        several => format!("({})", several.join(" OR ")),
    }
}

/// `const` and `enum`, for a value that is there.
fn equality(schema: &Schema, value: &Operand) -> Vec<String> {
    let constant = schema.constant.iter().map(|constant| format!("{} = {}", value.json, literal::json(constant)));
    let enumeration = schema.enumeration.iter().map(|values| match values.as_slice() {
        [] => "false".to_owned(),
        values => {
            format!("{} IN ({})", value.json, values.iter().map(literal::json).collect::<Vec<_>>().join(", "))
        }
    });
    constant.chain(enumeration).collect()
}

/// What must hold for a number.
fn number_conditions(schema: &Schema, value: &Operand) -> Vec<String> {
    let number = format!("({})::numeric", value.json);
    let mut all = Vec::new();
    match (&schema.minimum, &schema.maximum) {
        (Some(least), Some(most)) => all.push(format!("{number} BETWEEN {least} AND {most}")),
        (Some(least), None) => all.push(format!("{number} >= {least}")),
        (None, Some(most)) => all.push(format!("{number} <= {most}")),
        (None, None) => {}
    }
    all.extend(schema.exclusive_minimum.iter().map(|least| format!("{number} > {least}")));
    all.extend(schema.exclusive_maximum.iter().map(|most| format!("{number} < {most}")));
    all
}

/// That an object has all of these members; nothing if there are none.
fn has_all(object: &str, names: &[&str]) -> Option<String> {
    match names {
        [] => None,
        [name] => Some(format!("{object} ? {}", literal::text(name))),
        names => Some(format!("{object} ?& {}", literal::array(names.iter().copied()))),
    }
}

/// One condition a line.
fn conjunction(conditions: &[String]) -> String {
    conditions.join("\nAND ")
}

/// The conditions on one line, as one operand of `OR`.
fn inline(conditions: &[String]) -> String {
    let lines = |condition: &String| condition.split('\n').map(str::trim_start).collect::<Vec<_>>().join(" ");
    match conditions {
        [] => "true".to_owned(),
        [only] => lines(only),
        several => format!("({})", several.iter().map(lines).collect::<Vec<_>>().join(" AND ")),
    }
}

/// The text with all lines but the first indented.
fn indented(text: &str) -> String {
    text.replace('\n', "\n  ")
}
