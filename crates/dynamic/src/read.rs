//! Places → nodes: reads each keyword's value in the place's dialect. The meta-schema has approved the schema, so a
//! value that does not have the keyword's shape is ignored. Judges no data.

use ecma_regex::Pattern;
use json_judge::equality;
use json_tape::Tape;
use jsonschema::Draft;
use serde_json::{Map, Value, json};

use crate::format;
use crate::message::SchemaError;
use crate::node::{
    ArrayKeywords, Bound, Contains, Content, Format, Graph, InPlace, Limit, Node, NodeId, NumberKeywords,
    ObjectKeywords, TextKeywords, Types, Values,
};
use crate::places::{Dynamic, Place, Places};
use crate::pointer::{child, path};
use crate::surrogates::in_pattern;

/// An `enum` with more values than this is not repeated in the params of its issue.
const MOST_ALLOWED_VALUES: usize = 32;

/// Reads all places.
///
/// # Errors
/// The first pattern or format that cannot be used, with its place.
pub fn graph(root: &Value, places: Places<'_>, ignore_unknown_formats: bool) -> Result<Graph, SchemaError> {
    let mut nodes = Vec::with_capacity(places.list.len());
    for (id, place) in places.list.iter().enumerate() {
        let error = |keyword: &str, below: &[&str], why: String| {
            let pointer = below.iter().fold(child(&place.pointer, keyword), |pointer, token| child(&pointer, token));
            SchemaError::new(keyword, path(root, &pointer), why)
        };
        let reader = Reader { id, place, places: &places, ignore_unknown_formats, error: &error };
        nodes.push(reader.node()?);
    }
    // How many references lead to each place. A place is shared if several do, or if one does and a keyword contains it
    // too.
    let mut ways = vec![0_usize; nodes.len()];
    for target in places.list.iter().flat_map(|place| place.references.values()) {
        let dynamic = usize::from(target.dynamic.is_some());
        if let Some(ways) = ways.get_mut(target.place) {
            *ways += 1 + dynamic;
        }
    }
    for (node, (ways, place)) in nodes.iter_mut().zip(ways.iter().zip(&places.list)) {
        let held = !matches!(place.holder, "$defs" | "definitions" | "$ref");
        node.shared = ways + usize::from(held) > 1;
    }
    Ok(Graph { nodes, resources: places.resources })
}

/// Makes an error about a keyword's value, or about something below it.
type Refuse<'r> = &'r dyn Fn(&str, &[&str], String) -> SchemaError;

struct Reader<'r, 'a> {
    id: NodeId,
    place: &'r Place<'a>,
    places: &'r Places<'a>,
    ignore_unknown_formats: bool,
    error: Refuse<'r>,
}

impl<'a> Reader<'_, 'a> {
    fn node(&self) -> Result<Node, SchemaError> {
        let mut node = Node { resource: self.place.resource, holder: self.place.holder, ..Node::default() };
        let Value::Object(schema) = self.place.schema else {
            node.never = self.place.schema == &Value::Bool(false);
            return Ok(node);
        };
        self.references(&mut node);
        if self.is_older() && self.place.references.contains_key("$ref") {
            return Ok(node);
        }
        node.types = self.types(schema);
        node.values = self.values(schema);
        let format = self.format(schema)?;
        node.number = self.number(schema, &format);
        node.text = self.text(schema, format)?;
        node.array = self.array(schema);
        node.object = self.object(schema)?;
        self.in_place(schema, &mut node);
        if self.since(Draft::Draft201909) {
            node.unevaluated_items = self.inside("/unevaluatedItems");
            node.unevaluated_properties = self.inside("/unevaluatedProperties");
        }
        Ok(node)
    }

    fn since(&self, draft: Draft) -> bool {
        self.place.draft >= draft
    }

    fn is_older(&self) -> bool {
        !self.since(Draft::Draft201909)
    }

    fn inside(&self, below: &str) -> Option<NodeId> {
        self.places.inside(self.id, below)
    }

    /// The nodes for a list of schemas.
    fn list(&self, schema: &Map<String, Value>, keyword: &str) -> Vec<NodeId> {
        let count = schema.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
        (0..count).filter_map(|index| self.inside(&format!("/{keyword}/{index}"))).collect()
    }

    /// The nodes for schemas by name, in the schema's order.
    fn named<'s>(
        &self,
        schema: &'s Map<String, Value>,
        keyword: &'s str,
    ) -> impl Iterator<Item = (&'s str, NodeId)> + use<'s, '_, 'a> {
        let named = schema.get(keyword).and_then(Value::as_object).into_iter().flatten();
        named.filter_map(move |(name, _)| Some((name.as_str(), self.inside(&child(&child("", keyword), name))?)))
    }

    fn references(&self, node: &mut Node) {
        for target in self.place.references.values() {
            node.in_place.push(match &target.dynamic {
                None => InPlace::Ref(target.place),
                Some(Dynamic::Anchor(name)) => InPlace::DynamicRef(target.place, name.clone()),
                Some(Dynamic::Recursive) => InPlace::RecursiveRef(target.place),
            });
        }
    }

    fn types(&self, schema: &Map<String, Value>) -> Option<Types> {
        let named: Vec<&str> = match schema.get("type")? {
            Value::String(name) => vec![name],
            Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
            _ => return None,
        };
        let (allowed, told): (Vec<_>, Vec<_>) =
            finding::Types::NAMED.into_iter().filter(|(_, name)| named.contains(name)).unzip();
        let allowed = finding::Types::of(&allowed);
        let named = match told.as_slice() {
            [one] => json!(one),
            several => json!(several),
        };
        Some(Types { allowed, integers_have_no_fraction: self.place.draft == Draft::Draft4, named })
    }

    fn values(&self, schema: &Map<String, Value>) -> Vec<Values> {
        let mut found = Vec::new();
        if let Some(Value::Array(values)) = schema.get("enum") {
            let told = if values.len() > MOST_ALLOWED_VALUES {
                ("count", json!(values.len()))
            } else {
                ("allowedValues", json!(values))
            };
            found.push(among("enum", values, told));
        }
        if let Some(value) = schema.get("const").filter(|_| self.since(Draft::Draft6)) {
            found.push(among("const", std::slice::from_ref(value), ("allowedValue", value.clone())));
        }
        found
    }

    fn format(&self, schema: &Map<String, Value>) -> Result<Option<(String, Format)>, SchemaError> {
        let Some(Value::String(name)) = schema.get("format") else { return Ok(None) };
        match format::find(name, self.place.draft) {
            Some(format) => Ok(Some((name.clone(), format))),
            None if self.ignore_unknown_formats => Ok(None),
            None => Err((self.error)("format", &[], format::unknown(name))),
        }
    }

    fn number(&self, schema: &Map<String, Value>, format: &Option<(String, Format)>) -> Option<Box<NumberKeywords>> {
        let limit = |keyword: &str| {
            let number = schema.get(keyword).filter(|value| value.is_number())?;
            Some(Limit { text: number.to_string(), number: number.clone() })
        };
        let in_draft_4 = self.place.draft == Draft::Draft4;
        let exclusive = |keyword: &str| in_draft_4 && schema.get(keyword) == Some(&Value::Bool(true));
        let own_limit = |keyword: &str| limit(keyword).filter(|_| !in_draft_4);
        let mut bounds = Vec::new();
        let mut bound = |keyword: &'static str, limit: Option<Limit>, beyond: fn(std::cmp::Ordering) -> bool| {
            bounds.extend(limit.map(|limit| Bound { keyword, beyond, limit }));
        };
        // In draft 4 these are booleans, which modify the other limit.
        if exclusive("exclusiveMinimum") {
            bound("exclusiveMinimum", limit("minimum"), std::cmp::Ordering::is_le);
        } else {
            bound("minimum", limit("minimum"), std::cmp::Ordering::is_lt);
            bound("exclusiveMinimum", own_limit("exclusiveMinimum"), std::cmp::Ordering::is_le);
        }
        if exclusive("exclusiveMaximum") {
            bound("exclusiveMaximum", limit("maximum"), std::cmp::Ordering::is_ge);
        } else {
            bound("maximum", limit("maximum"), std::cmp::Ordering::is_gt);
            bound("exclusiveMaximum", own_limit("exclusiveMaximum"), std::cmp::Ordering::is_ge);
        }
        let multiple_of = limit("multipleOf");
        let format = match format {
            Some((name, Format::OfNumber(check))) => Some((name.clone(), *check)),
            _ => None,
        };
        let says = multiple_of.is_some() || format.is_some() || !bounds.is_empty();
        says.then(|| Box::new(NumberKeywords { bounds, multiple_of, format }))
    }

    fn text(
        &self,
        schema: &Map<String, Value>,
        format: Option<(String, Format)>,
    ) -> Result<Option<Box<TextKeywords>>, SchemaError> {
        let mut found = TextKeywords {
            min_length: count(schema, "minLength").filter(|least| *least > 0),
            max_length: count(schema, "maxLength"),
            ..TextKeywords::default()
        };
        if let Some(Value::String(pattern)) = schema.get("pattern") {
            let compiled =
                Pattern::new(&in_pattern(pattern)).map_err(|error| (self.error)("pattern", &[], error.to_string()))?;
            found.pattern = Some((pattern.clone(), compiled));
        }
        found.format = format.filter(|(_, format)| !matches!(format, Format::OfNumber(_)));
        found.content = self.content(schema);
        let says = found.min_length.is_some()
            || found.max_length.is_some()
            || found.pattern.is_some()
            || found.format.is_some()
            || found.content.is_some();
        Ok(says.then(|| Box::new(found)))
    }

    /// Later dialects treat these keywords as annotations.
    fn content(&self, schema: &Map<String, Value>) -> Option<Box<Content>> {
        if !matches!(self.place.draft, Draft::Draft6 | Draft::Draft7) {
            return None;
        }
        let keywords = ["contentEncoding", "contentMediaType"];
        let own: Map<String, Value> = keywords
            .into_iter()
            .filter_map(|keyword| Some((keyword.to_owned(), schema.get(keyword)?.clone())))
            .collect();
        if own.is_empty() {
            return None;
        }
        let value = |keyword: &str| own.get(keyword).cloned().unwrap_or_default();
        let (encoding, media_type) = (value("contentEncoding"), value("contentMediaType"));
        let validator = jsonschema::options().with_draft(self.place.draft).build(&Value::Object(own)).ok()?;
        Some(Box::new(Content { validator, encoding, media_type }))
    }

    fn array(&self, schema: &Map<String, Value>) -> Option<Box<ArrayKeywords>> {
        let mut found = ArrayKeywords {
            min_items: count(schema, "minItems").unwrap_or(0),
            max_items: count(schema, "maxItems"),
            unique: schema.get("uniqueItems") == Some(&Value::Bool(true)),
            ..ArrayKeywords::default()
        };
        if self.since(Draft::Draft202012) {
            found.prefix = self.list(schema, "prefixItems");
            found.items = self.inside("/items");
        } else if schema.get("items").is_some_and(Value::is_array) {
            found.prefix = self.list(schema, "items");
            found.no_more = schema.get("additionalItems") == Some(&Value::Bool(false));
            found.items = self.inside("/additionalItems").filter(|_| !found.no_more);
        } else {
            found.items = self.inside("/items");
        }
        if self.since(Draft::Draft6)
            && let Some(node) = self.inside("/contains")
        {
            let counted = self.since(Draft::Draft201909);
            let bound = |keyword| count(schema, keyword).filter(|_| counted);
            let (min, max) = (bound("minContains").unwrap_or(1), bound("maxContains"));
            found.contains = Some(Contains { node, min, max, evaluates: self.since(Draft::Draft202012) });
        }
        let says = !found.prefix.is_empty()
            || found.items.is_some()
            || found.no_more
            || found.min_items > 0
            || found.max_items.is_some()
            || found.unique
            || found.contains.is_some();
        says.then(|| Box::new(found))
    }

    fn object(&self, schema: &Map<String, Value>) -> Result<Option<Box<ObjectKeywords>>, SchemaError> {
        let mut found = ObjectKeywords {
            min_properties: count(schema, "minProperties").unwrap_or(0),
            max_properties: count(schema, "maxProperties"),
            additional: self.inside("/additionalProperties"),
            property_names: self.inside("/propertyNames").filter(|_| self.since(Draft::Draft6)),
            ..ObjectKeywords::default()
        };
        for (name, node) in self.named(schema, "properties") {
            let slot = slot(&mut found, name);
            found.properties.insert(slot, node);
        }
        for (source, node) in self.named(schema, "patternProperties") {
            let pattern = Pattern::new(&in_pattern(source))
                .map_err(|error| (self.error)("patternProperties", &[source], error.to_string()))?;
            found.patterns.push((pattern, node));
        }
        for name in names(schema.get("required")) {
            let slot = slot(&mut found, name);
            found.required.push(slot);
        }
        // `dependencies` of older dialects is read in all dialects, as the `jsonschema` crate and Ajv do.
        for keyword in ["dependentRequired", "dependencies"] {
            if keyword == "dependentRequired" && self.is_older() {
                continue;
            }
            for (name, demanded) in schema.get(keyword).and_then(Value::as_object).into_iter().flatten() {
                if demanded.is_array() {
                    let because = slot(&mut found, name);
                    let demanded = names(Some(demanded)).map(|name| slot(&mut found, name)).collect();
                    found.dependent_required.push((because, demanded));
                }
            }
        }
        for keyword in ["dependentSchemas", "dependencies"] {
            if keyword == "dependentSchemas" && self.is_older() {
                continue;
            }
            for (name, node) in self.named(schema, keyword) {
                let because = slot(&mut found, name);
                found.dependent_schemas.push((because, node));
            }
        }
        let says = !found.slots.is_empty()
            || !found.patterns.is_empty()
            || found.additional.is_some()
            || found.property_names.is_some()
            || found.min_properties > 0
            || found.max_properties.is_some();
        Ok(says.then(|| Box::new(found)))
    }

    fn in_place(&self, schema: &Map<String, Value>, node: &mut Node) {
        let all_of = self.list(schema, "allOf");
        if !all_of.is_empty() {
            node.in_place.push(InPlace::AllOf(all_of));
        }
        if schema.contains_key("anyOf") {
            node.in_place.push(InPlace::AnyOf(self.list(schema, "anyOf")));
        }
        if schema.contains_key("oneOf") {
            node.in_place.push(InPlace::OneOf(self.list(schema, "oneOf")));
        }
        if let Some(not) = self.inside("/not") {
            node.in_place.push(InPlace::Not(not));
        }
        if self.since(Draft::Draft7)
            && let Some(condition) = self.inside("/if")
        {
            let (then, otherwise) = (self.inside("/then"), self.inside("/else"));
            node.in_place.push(InPlace::If { condition, then, otherwise });
        }
    }
}

/// The slot of a property's name.
fn slot(object: &mut ObjectKeywords, name: &str) -> usize {
    let next = object.slot_names.len();
    let slot = *object.slots.entry(name.as_bytes().to_vec()).or_insert(next);
    if slot == next {
        object.slot_names.push(name.to_owned());
    }
    slot
}

/// A list of names.
fn names(value: Option<&Value>) -> impl Iterator<Item = &str> {
    value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// A count; it may also be written `2.0`.
fn count(schema: &Map<String, Value>, keyword: &str) -> Option<u64> {
    let value = schema.get(keyword)?;
    value.as_u64().or_else(|| value.as_f64().filter(|count| *count >= 0.0).map(|count| count as u64))
}

/// The values of `enum` or `const`, prepared for lookup.
fn among(keyword: &'static str, values: &[Value], (param, told): (&'static str, Value)) -> Values {
    let mut found = Values {
        keyword,
        texts: Default::default(),
        others: Default::default(),
        containers: false,
        param,
        told,
        listed: values.iter().take(MOST_ALLOWED_VALUES).cloned().collect(),
    };
    let mut tape = Tape::new();
    for value in values {
        match value {
            Value::String(text) => {
                found.texts.insert(text.as_bytes().to_vec());
            }
            _ => {
                found.containers |= value.is_array() || value.is_object();
                let text = value.to_string();
                // INVARIANT: serde_json always writes valid JSON.
                if let Ok(doc) = tape.parse(text.as_bytes()) {
                    found.others.insert(equality::canonical(doc.root()));
                }
            }
        }
    }
    found
}
