//! JSON Schema 2020-12 text → [`Schema`]. Knows the keywords; a keyword, format or reference that the compiler cannot
//! implement exactly is an error that names file, pointer and keyword.

mod pattern;

use serde_json::{Map, Value};

use crate::error::{Error, Place, Result};
use crate::model::schema::{Format, Schema, Type};
use crate::read::json;

/// Reads one schema file; `file` names it in errors.
///
/// # Errors
/// What is wrong or not supported, with the file, the position, and the RFC 6901 pointer.
pub fn read(file: &str, text: &str) -> Result<Schema> {
    schema(text).map_err(|error| json::located(error, file, text))
}

fn schema(text: &str) -> Result<Schema> {
    let json = json::parse(text)?;
    // The authority on what a schema is; our own reader would silently accept `"minLength": -1`.
    jsonschema::meta::validate(&json)
        .map_err(|error| Error::invalid(error.to_string()).in_place(pointer(error.instance_path().as_str())))?;
    Reader { root: &json, references: Vec::new() }.schema(&json, String::new())
}

fn pointer(pointer: &str) -> Place {
    Place::Pointer(pointer.to_owned())
}

/// An annotation of this project: the English label of each value of `enum`.
const ENUM_TITLES: &str = "x-enum-titles";

/// Keywords without effect on what is valid.
const ANNOTATIONS: [&str; 12] = [
    "$schema",
    "title",
    "description",
    "$comment",
    "default",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "$defs",
    "definitions",
    "$id",
];

struct Reader<'a> {
    root: &'a Value,
    /// The references being inlined, to detect circles.
    references: Vec<String>,
}

impl Reader<'_> {
    fn schema(&mut self, json: &Value, pointer: String) -> Result<Schema> {
        let object = match json {
            Value::Bool(boolean) => return Ok(Schema { pointer, boolean: Some(*boolean), ..Schema::default() }),
            Value::Object(object) => object,
            _ => return Err(Error::invalid("a schema is an object or a boolean").in_place(Place::Pointer(pointer))),
        };
        let mut schema = Schema { pointer, ..Schema::default() };
        for (keyword, value) in object {
            let at = format!("{}/{}", schema.pointer, json::step(keyword));
            self.keyword(&mut schema, object, keyword, value, at.clone())
                .map_err(|error| error.in_place(Place::Pointer(at)).of(keyword))?;
        }
        Ok(schema)
    }

    fn keyword(
        &mut self,
        schema: &mut Schema,
        siblings: &Map<String, Value>,
        keyword: &str,
        value: &Value,
        at: String,
    ) -> Result<()> {
        match keyword {
            "title" => schema.title = value.as_str().map(str::to_owned),
            "description" => schema.description = value.as_str().map(str::to_owned),
            "$comment" => schema.comment = value.as_str().map(str::to_owned),
            ENUM_TITLES => check_enum_titles(siblings, value)?,
            // A new base would change every reference below it.
            "$id" if !schema.pointer.is_empty() => {
                return Err(Error::unsupported("`$id` is supported at the root only"));
            }
            _ if ANNOTATIONS.contains(&keyword) => {}

            "type" => schema.types = Some(types(value)),
            "enum" => schema.enumeration = Some(value.as_array().cloned().unwrap_or_default()),
            "const" => schema.constant = Some(value.clone()),

            "minLength" => schema.min_length = Some(count(value)?),
            "maxLength" => schema.max_length = Some(count(value)?),
            "pattern" => {
                let text = value.as_str().unwrap_or_default();
                schema.pattern = Some(pattern::compile(text)?);
            }
            "format" => {
                let name = value.as_str().unwrap_or_default();
                let format = Format::ALL.into_iter().find(|format| format.name == name);
                schema.format = Some(format.ok_or_else(|| {
                    let known: Vec<_> = Format::ALL.iter().map(|format| format.name).collect();
                    Error::unsupported(format!("the format `{name}` is not supported; these are: {}", known.join(", ")))
                })?);
            }

            "minimum" => schema.minimum = Some(value.to_string()),
            "maximum" => schema.maximum = Some(value.to_string()),
            "exclusiveMinimum" => schema.exclusive_minimum = Some(value.to_string()),
            "exclusiveMaximum" => schema.exclusive_maximum = Some(value.to_string()),
            "multipleOf" => {
                let text = value.to_string();
                if text.bytes().filter(u8::is_ascii_digit).count() > 18 {
                    return Err(Error::unsupported("a divisor of more than 18 digits is not supported"));
                }
                schema.multiple_of = Some(text);
            }

            "prefixItems" => schema.prefix_items = self.list(value, &at)?,
            "items" => schema.items = Some(self.boxed(value, at)?),
            "minItems" => schema.min_items = Some(count(value)?),
            "maxItems" => schema.max_items = Some(count(value)?),
            "uniqueItems" => schema.unique_items = value.as_bool().unwrap_or_default(),
            "contains" => schema.contains = Some(self.boxed(value, at)?),
            "minContains" => schema.min_contains = Some(count(value)?),
            "maxContains" => schema.max_contains = Some(count(value)?),

            "properties" => schema.properties = self.map(value, &at)?,
            "required" => schema.required = strings(value),
            "additionalProperties" => {
                if siblings.contains_key("patternProperties") {
                    return Err(Error::unsupported(
                        "`additionalProperties` beside `patternProperties` is not supported",
                    ));
                }
                schema.additional_properties = Some(self.boxed(value, at)?);
            }
            "propertyNames" => schema.property_names = Some(self.boxed(value, at)?),
            "minProperties" => schema.min_properties = Some(count(value)?),
            "maxProperties" => schema.max_properties = Some(count(value)?),
            "dependentRequired" => {
                let members = value.as_object().into_iter().flatten();
                schema.dependent_required = members.map(|(name, list)| (name.clone(), strings(list))).collect();
            }
            "dependentSchemas" => schema.dependent_schemas = self.map(value, &at)?,

            "allOf" => schema.all_of.extend(self.list(value, &at)?),
            "anyOf" => schema.any_of = self.list(value, &at)?,
            "oneOf" => schema.one_of = self.list(value, &at)?,
            "not" => schema.not = Some(self.boxed(value, at)?),
            "if" => schema.if_ = Some(self.boxed(value, at)?),
            "then" => schema.then = Some(self.boxed(value, at)?),
            "else" => schema.else_ = Some(self.boxed(value, at)?),

            "$ref" => {
                let referenced = self.reference(value.as_str().unwrap_or_default(), &at)?;
                schema.all_of.push(referenced);
            }
            _ => return Err(Error::unsupported(format!("the keyword `{keyword}` is not supported"))),
        }
        Ok(())
    }

    fn boxed(&mut self, json: &Value, at: String) -> Result<Box<Schema>> {
        Ok(Box::new(self.schema(json, at)?))
    }

    fn list(&mut self, json: &Value, at: &str) -> Result<Vec<Schema>> {
        let list = json.as_array().into_iter().flatten().enumerate();
        list.map(|(index, schema)| self.schema(schema, format!("{at}/{index}"))).collect()
    }

    fn map(&mut self, json: &Value, at: &str) -> Result<Vec<(String, Schema)>> {
        let members = json.as_object().into_iter().flatten();
        members
            .map(|(name, schema)| Ok((name.clone(), self.schema(schema, format!("{at}/{}", json::step(name)))?)))
            .collect()
    }

    /// Inlines a reference within the file.
    fn reference(&mut self, reference: &str, at: &str) -> Result<Schema> {
        let pointer = reference.strip_prefix('#').filter(|p| p.is_empty() || p.starts_with('/')).map(percent_decode);
        let target = pointer.as_ref().and_then(|pointer| Some((pointer, self.root.pointer(pointer)?)));
        let Some((pointer, target)) = target else {
            return Err(Error::unsupported(format!(
                "`{reference}` does not point into this file; only that is supported"
            )));
        };
        if self.references.contains(pointer) || at.starts_with(&format!("{pointer}/")) {
            return Err(Error::unsupported(format!("`{reference}` is recursive, which is not supported")));
        }
        let target = target.clone();
        self.references.push(pointer.clone());
        let schema = self.schema(&target, pointer.clone());
        self.references.pop();
        schema
    }
}

/// Checks that every value of the `enum` beside it has a title, and that nothing else has.
fn check_enum_titles(siblings: &Map<String, Value>, titles: &Value) -> Result<()> {
    let Some(titles) = titles.as_object() else {
        return Err(Error::invalid("it is an object: a title for each value of `enum`"));
    };
    let values = siblings.get("enum").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let named = |name: &String| values.iter().any(|value| value.as_str() == Some(name));
    if let Some(unknown) = titles.keys().find(|name| !named(name)) {
        return Err(Error::invalid(format!("`{unknown}` is no value of the `enum` beside it")));
    }
    let titled = |value: &Value| {
        value.as_str().and_then(|value| titles.get(value)?.as_str()).is_some_and(|title| !title.is_empty())
    };
    match values.iter().find(|value| !titled(value)) {
        Some(untitled) => Err(Error::invalid(format!("{untitled} has no title"))),
        None => Ok(()),
    }
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let decoded = (byte == b'%').then(|| after.get(..2)).flatten();
        let decoded = decoded.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(decoded.unwrap_or(byte));
        rest = if decoded.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn types(value: &Value) -> Vec<Type> {
    let names = match value {
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        other => other.as_str().into_iter().collect::<Vec<_>>(),
    };
    names.iter().filter_map(|name| Type::ALL.iter().find(|(_, n)| n == name).map(|(t, _)| *t)).collect()
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// A non-negative integer; it may also be written `2.0`.
fn count(value: &Value) -> Result<u64> {
    let whole = |float: f64| (float.fract() == 0.0 && (0.0..4_294_967_296.0).contains(&float)).then_some(float as u64);
    value.as_f64().and_then(whole).ok_or_else(|| Error::unsupported(format!("{value} is no count below 2^32")))
}
