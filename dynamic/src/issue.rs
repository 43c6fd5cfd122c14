//! The `jsonschema` crate's errors → issues as the compiled stage validators give them: the same codes,
//! places and params, one issue where one says enough. Knows what each keyword's params are.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::keywords::{Holds, holds, last_keyword};
use crate::pointer::{Segment, child, path, tokens};
use crate::references::References;

/// An enumeration of more values than this is not repeated in the params of its issue.
const MOST_ALLOWED_VALUES: usize = 32;
/// Code points up to which a name from the data is repeated.
const LONGEST: usize = 200;
/// Of these only the first says something new about a text.
const TEXT: [&str; 4] = ["minLength", "maxLength", "pattern", "format"];

/// The types in the order that the stage validators name them in.
const TYPES: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];
/// The crate says these once for each reason.
const REPEATED: [&str; 3] = ["propertyNames", "dependentRequired", "contains"];

/// One thing wrong.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Issue {
    /// The keyword.
    pub code: String,
    /// From the data's root to the value; of a missing value, to where it should be.
    pub path: Vec<Segment>,
    pub params: Map<String, Value>,
}

/// An error with the schema that it comes from.
struct Found {
    issue: Issue,
    /// Where the schema was applied, with the references on the way.
    schema: String,
    instance: String,
}

/// The issues that the errors come to.
pub fn issues<'e>(
    errors: impl Iterator<Item = ValidationError<'e>>,
    data: &Value,
    root: &Value,
    references: &References,
) -> Vec<Issue> {
    let mut found = Vec::new();
    for error in errors {
        read(&error, data, root, references, &mut found);
    }
    let wrong_types: Vec<_> =
        found.iter().filter(|f| f.issue.code == "type").map(|f| (f.schema.clone(), f.instance.clone())).collect();
    // Of a value of the wrong type, its schema says nothing else.
    found.retain(|f| {
        !wrong_types.iter().any(|(schema, instance)| {
            let applied = match below(&f.schema, schema) {
                Some(way) => !way.is_empty() || f.issue.code != "type",
                None => false,
            };
            applied && below(&f.instance, instance).is_some()
        })
    });
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for one in found {
        let rank = |code: &str| TEXT.iter().position(|text| *text == code);
        let same = |other: &Found| other.schema == one.schema && other.instance == one.instance;
        if let Some(own) = rank(&one.issue.code)
            && let Some(other) = kept.iter_mut().find(|other| same(other) && rank(&other.issue.code).is_some())
        {
            if rank(&other.issue.code).is_some_and(|rank| own < rank) {
                *other = one;
            }
        } else if !REPEATED.contains(&one.issue.code.as_str())
            || !kept.iter().any(|other| same(other) && other.issue == one.issue)
        {
            kept.push(one);
        }
    }
    kept.into_iter().map(|found| found.issue).collect()
}

/// The rest of a pointer to something at or below another.
fn below<'a>(pointer: &'a str, above: &str) -> Option<&'a str> {
    pointer.strip_prefix(above).filter(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn read(error: &ValidationError<'_>, data: &Value, root: &Value, references: &References, out: &mut Vec<Found>) {
    let instance = error.instance_path().as_str();
    let at = path(data, instance);
    let trace = trace(error.evaluation_path().as_str(), root, references);
    let siblings = trace.place.as_deref().and_then(|place| root.pointer(place));
    let sibling = |keyword: &str| siblings.and_then(|schema| schema.get(keyword)).cloned();
    let mut push = |code: &str, path: Vec<Segment>, params: Value| {
        let params = match params {
            Value::Object(params) => params,
            _ => Map::new(),
        };
        let issue = Issue { code: code.to_owned(), path, params };
        out.push(Found { issue, schema: trace.schema.clone(), instance: instance.to_owned() });
    };
    let below = |name: &str| {
        let mut path = at.clone();
        path.push(Segment::Key(name.to_owned()));
        path
    };
    let members = || data.pointer(instance).and_then(Value::as_object).into_iter().flatten().map(|(name, _)| name);
    let keyword = error.kind().keyword();
    let params = match error.kind() {
        Kind::AdditionalProperties { unexpected } => {
            for name in unexpected {
                push(keyword, below(name), json!({ "additionalProperty": cut(name) }));
            }
            return;
        }
        Kind::UnevaluatedProperties { unexpected } => {
            for name in unexpected {
                push(keyword, below(name), json!({ "unevaluatedProperty": cut(name) }));
            }
            return;
        }
        Kind::PropertyNames { error } => {
            let name = error.instance().as_str().map_or_else(String::new, cut);
            push(keyword, at, json!({ "propertyName": name }));
            return;
        }
        // These two speak of the first name only.
        Kind::FalseSchema if trace.keyword == "additionalProperties" => {
            for name in members() {
                push("additionalProperties", below(name), json!({ "additionalProperty": cut(name) }));
            }
            return;
        }
        Kind::FalseSchema if trace.keyword == "propertyNames" => {
            for name in members() {
                push("propertyNames", at.clone(), json!({ "propertyName": cut(name) }));
            }
            return;
        }
        // A boolean schema has no keyword of its own: the one that holds it speaks.
        Kind::FalseSchema => {
            let (holder, _) = last_keyword(root, &path(root, error.schema_path().as_str()));
            push(holder.as_deref().unwrap_or("not"), at, Value::Null);
            return;
        }
        // It does not say because of which property; `dependencies` is what it was called before 2019-09.
        Kind::Required { .. } if matches!(trace.keyword.as_str(), "dependentRequired" | "dependencies") => {
            let there = data.pointer(instance).and_then(Value::as_object);
            let demands = sibling(&trace.keyword).unwrap_or_default();
            for (because, names) in demands.as_object().into_iter().flatten() {
                for name in names.as_array().into_iter().flatten().filter_map(Value::as_str) {
                    if there.is_some_and(|there| there.contains_key(because) && !there.contains_key(name)) {
                        let params = json!({ "property": because, "missingProperty": name });
                        push("dependentRequired", below(name), params);
                    }
                }
            }
            return;
        }
        Kind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            push(keyword, below(name), json!({ "missingProperty": name }));
            return;
        }
        Kind::Contains => {
            // A count may be written `2.0`.
            let count = |keyword: &str| sibling(keyword).and_then(|count| count.as_f64()).map(|count| count as u64);
            let least = count("minContains").unwrap_or(1);
            match count("maxContains") {
                Some(most) => json!({ "minContains": least, "maxContains": most }),
                None => json!({ "minContains": least }),
            }
        }
        Kind::Type { kind } => {
            let named = |name: &&&str| match kind {
                TypeKind::Single(one) => one.as_str() == **name,
                TypeKind::Multiple(several) => several.iter().any(|one| one.as_str() == **name),
            };
            let types: Vec<_> = TYPES.iter().filter(named).collect();
            let types = match types.as_slice() {
                [one] => json!(one),
                several => json!(several),
            };
            json!({ "type": types })
        }
        Kind::Enum { options } => match options.as_array() {
            Some(values) if values.len() > MOST_ALLOWED_VALUES => json!({ "count": values.len() }),
            _ => json!({ "allowedValues": &**options }),
        },
        Kind::Constant { expected_value } => json!({ "allowedValue": &**expected_value }),
        Kind::Maximum { limit }
        | Kind::Minimum { limit }
        | Kind::ExclusiveMaximum { limit }
        | Kind::ExclusiveMinimum { limit } => json!({ "limit": limit }),
        Kind::MaxItems { limit }
        | Kind::MinItems { limit }
        | Kind::MaxLength { limit }
        | Kind::MinLength { limit }
        | Kind::MaxProperties { limit }
        | Kind::MinProperties { limit } => json!({ "limit": limit }),
        Kind::AdditionalItems { limit } => json!({ "limit": limit }),
        Kind::UnevaluatedItems { unexpected } => json!({ "count": unexpected.len() }),
        Kind::MultipleOf { multiple_of } => {
            json!({ "multipleOf": sibling("multipleOf").unwrap_or(json!(multiple_of)) })
        }
        Kind::Format { format } => json!({ "format": format }),
        Kind::Pattern { pattern } => json!({ "pattern": pattern }),
        Kind::BacktrackLimitExceeded { .. } | Kind::RegexEngineFailure { .. } => {
            json!({ "pattern": sibling("pattern").unwrap_or_default() })
        }
        Kind::UniqueItems => {
            data.pointer(instance).and_then(equal_pair).map_or(Value::Null, |(i, j)| json!({ "i": i, "j": j }))
        }
        Kind::ContentEncoding { content_encoding } => json!({ "contentEncoding": content_encoding }),
        Kind::ContentMediaType { content_media_type } => json!({ "contentMediaType": content_media_type }),
        Kind::AnyOf { .. }
        | Kind::OneOfMultipleValid { .. }
        | Kind::OneOfNotValid { .. }
        | Kind::Not { .. }
        | Kind::Custom { .. }
        | Kind::FromUtf8 { .. }
        | Kind::Referencing(_) => Value::Null,
    };
    push(keyword, at, params);
}

fn cut(name: &str) -> String {
    name.chars().take(LONGEST).collect()
}

/// The pair that the stage validators name: the first element that has an equal one before it.
fn equal_pair(array: &Value) -> Option<(usize, usize)> {
    let items = array.as_array()?;
    items.iter().enumerate().find_map(|(j, item)| {
        let i = items.iter().take(j).position(|other| equal(other, item))?;
        Some((i, j))
    })
}

/// JSON Schema's equality (core, section 4.2.2): 1 is 1.0.
fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => match (a.as_i128(), b.as_i128()) {
            (Some(a), Some(b)) => a == b,
            _ => a.as_f64() == b.as_f64(),
        },
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| equal(a, b)))
        }
        _ => a == b,
    }
}

/// An evaluation path, read with the schema in hand.
struct Trace {
    /// The way to the schema that holds the keyword that failed.
    schema: String,
    /// Where that schema stands, if it can be followed there.
    place: Option<String>,
    /// The last keyword on the way.
    keyword: String,
}

fn trace(evaluation: &str, root: &Value, references: &References) -> Trace {
    let mut trace = Trace { schema: String::new(), place: Some(String::new()), keyword: "not".to_owned() };
    let mut way = String::new();
    let mut inside: Option<Option<String>> = None;
    let mut steps = tokens(evaluation);
    while let Some(keyword) = steps.next() {
        if let Some(place) = inside.take() {
            trace.place = place;
            trace.schema.clone_from(&way);
        }
        let place = trace.place.clone();
        let schema = place.as_deref().and_then(|place| root.pointer(place));
        way = child(&way, &keyword);
        let mut below = place.as_deref().map(|place| child(place, &keyword));
        if keyword.starts_with('$') && keyword.ends_with("ef") {
            // `$ref`, `$dynamicRef`: the next step is taken from where they lead.
            inside = Some(below.and_then(|below| references.target(&below).map(str::to_owned)));
            continue;
        }
        let value = schema.and_then(|schema| schema.get(&keyword));
        let holds = holds(&keyword, value.unwrap_or(&Value::Null));
        if matches!(holds, Some(Holds::Many | Holds::Named))
            && let Some(name) = steps.next()
        {
            way = child(&way, &name);
            below = below.map(|below| child(&below, &name));
        }
        trace.keyword = keyword;
        inside = Some(below);
    }
    trace
}
