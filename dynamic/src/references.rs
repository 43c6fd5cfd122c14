//! Where a schema's references lead. Those that leave the schema, lead nowhere, or lead in a circle
//! without ever stepping into the data are refused here, with the place where they stand.

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::Draft;
use referencing::uri;
use serde_json::{Map, Value};

use crate::keywords::{is_in_place, is_predicate, subschemas};
use crate::message::SchemaError;
use crate::pointer::{child, path, percent_decode, percent_encode};

/// The base of a schema without an `$id`, as the `jsonschema` crate has it.
const NO_BASE: &str = "json-schema:///";
/// The meta-schemas, which come with the `jsonschema` crate.
const META_SCHEMAS: [&str; 2] = ["https://json-schema.org/", "http://json-schema.org/"];
/// The keywords that refer.
const REFERENCES: [&str; 3] = ["$ref", "$dynamicRef", "$recursiveRef"];
/// What the second document's names end in.
const EXACT: &str = "exact";

/// A schema's references, resolved.
#[derive(Debug, Default)]
pub struct References {
    /// From the pointer of a `$ref` to the pointer of what it names; none for meta-schemas.
    targets: BTreeMap<String, String>,
    /// Every place where a schema stands or is referred to.
    places: BTreeSet<String>,
    /// Those of them below a predicate.
    predicates: BTreeSet<String>,
    /// Whether there is any reference, of whatever kind.
    any: bool,
    base: String,
}

/// A schema on the walk: its pointer, its base URI, whether it is below a predicate.
struct Place<'a> {
    pointer: String,
    base: String,
    predicate: bool,
    schema: &'a Map<String, Value>,
}

impl References {
    /// Resolves them.
    ///
    /// # Errors
    /// The first reference that cannot be followed, with its place.
    pub fn resolve(root: &Value, draft: Draft) -> Result<Self, SchemaError> {
        let mut found = Self { base: NO_BASE.to_owned(), ..Self::default() };
        let mut resources = BTreeMap::from([(NO_BASE.to_owned(), String::new())]);
        let mut anchors = BTreeMap::new();
        let mut pending = Vec::new();
        found.walk(root, root, String::new(), NO_BASE.to_owned(), false, draft, &mut |place, own_base| {
            if own_base {
                resources.insert(place.base.clone(), place.pointer.clone());
            }
            for keyword in ["$anchor", "$dynamicAnchor"] {
                if let Some(name) = place.schema.get(keyword).and_then(Value::as_str) {
                    anchors.insert((place.base.clone(), name.to_owned()), place.pointer.clone());
                }
            }
            // Before 2019-09 a fragment for an identifier was an anchor.
            if let Some(name) = id(place.schema, draft).and_then(|id| id.strip_prefix('#')) {
                anchors.insert((place.base.clone(), name.to_owned()), place.pointer.clone());
            }
            for keyword in REFERENCES {
                if let Some(reference) = place.schema.get(keyword).and_then(Value::as_str) {
                    pending.push((place.pointer.clone(), keyword, place.base.clone(), reference.to_owned()));
                }
            }
        })?;
        found.any = !pending.is_empty();
        // What a reference leads to may stand outside the known keywords, and hold references of its own.
        while let Some((pointer, keyword, base, reference)) = pending.pop() {
            let at = || path(root, &child(&pointer, keyword));
            let refuse = |why: &str| SchemaError::new("$ref", at(), format!("“{reference}” {why}"));
            let absolute = absolute(&base, &reference).ok_or_else(|| refuse("is no URI reference"))?;
            let (document, fragment) = absolute.split_once('#').unwrap_or((&absolute, ""));
            let Some(resource) = resources.get(document) else {
                if META_SCHEMAS.iter().any(|prefix| document.starts_with(prefix)) {
                    continue;
                }
                return Err(refuse("refers to another document; only references inside the schema are followed"));
            };
            let fragment = percent_decode(fragment);
            let target = if fragment.is_empty() || fragment.starts_with('/') {
                Some(format!("{resource}{fragment}"))
            } else {
                anchors.get(&(document.to_owned(), fragment.clone())).cloned()
            };
            let target = target.filter(|target| root.pointer(target).is_some_and(|s| s.is_object() || s.is_boolean()));
            let Some(target) = target else { return Err(refuse("leads to no schema")) };
            if found.predicates.contains(&target) && !found.predicates.contains(&pointer) {
                return Err(refuse("leads into an `if`, `not` or `contains`; put what it names into `$defs`"));
            }
            if !found.places.contains(&target)
                && let Some(schema) = root.pointer(&target)
            {
                let mut more = Vec::new();
                found.walk(root, schema, target.clone(), document.to_owned(), false, draft, &mut |place, _| {
                    for keyword in REFERENCES {
                        if let Some(reference) = place.schema.get(keyword).and_then(Value::as_str) {
                            more.push((place.pointer.clone(), keyword, place.base.clone(), reference.to_owned()));
                        }
                    }
                })?;
                pending.extend(more);
            }
            found.targets.insert(child(&pointer, keyword), target);
        }
        found.circle(root)?;
        Ok(found)
    }

    /// The place that the reference at this pointer leads to.
    #[must_use]
    pub fn target(&self, pointer: &str) -> Option<&str> {
        self.targets.get(pointer).map(String::as_str)
    }

    /// Whether the schema has any.
    #[must_use]
    pub fn any(&self) -> bool {
        self.any
    }

    /// Every place where a schema stands.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        self.places.iter().map(String::as_str)
    }

    /// Every place where a schema stands outside predicates.
    pub fn demanding_places(&self) -> impl Iterator<Item = &str> {
        self.places.difference(&self.predicates).map(String::as_str)
    }

    /// The name of the second, unchanged document, and a reference to a place in it.
    #[must_use]
    pub fn exact_document(&self) -> String {
        marked(&self.base)
    }

    /// A reference to a place in the unchanged document.
    #[must_use]
    pub fn exact(&self, pointer: &str) -> String {
        format!("{}#{}", self.exact_document(), percent_encode(pointer))
    }

    #[allow(clippy::too_many_arguments)]
    fn walk<'a>(
        &mut self,
        root: &Value,
        schema: &'a Value,
        pointer: String,
        base: String,
        predicate: bool,
        draft: Draft,
        visit: &mut dyn FnMut(&Place<'a>, bool),
    ) -> Result<(), SchemaError> {
        let mut places = vec![(schema, pointer, base, predicate)];
        while let Some((schema, pointer, mut base, predicate)) = places.pop() {
            if !self.places.insert(pointer.clone()) {
                continue;
            }
            if predicate {
                self.predicates.insert(pointer.clone());
            }
            let Value::Object(schema) = schema else { continue };
            let mut own_base = false;
            if let Some(id) = id(schema, draft).filter(|id| !id.starts_with('#')) {
                let at = || path(root, &child(&pointer, draft.id_keyword()));
                let absolute = absolute(&base, id)
                    .ok_or_else(|| SchemaError::new(draft.id_keyword(), at(), format!("“{id}” is no URI reference")))?;
                absolute.trim_end_matches('#').clone_into(&mut base);
                own_base = true;
                if pointer.is_empty() {
                    self.base.clone_from(&base);
                }
            }
            let place = Place { pointer, base, predicate, schema };
            visit(&place, own_base);
            for (keyword, token, inside) in subschemas(schema) {
                let mut below = child(&place.pointer, keyword);
                if let Some(token) = token {
                    below = child(&below, &token);
                }
                places.push((inside, below, place.base.clone(), place.predicate || is_predicate(keyword)));
            }
        }
        Ok(())
    }

    /// A circle in which no step goes into the data would never end.
    fn circle(&self, root: &Value) -> Result<(), SchemaError> {
        let mut done = BTreeSet::new();
        for start in &self.places {
            // Depth first, with the way back on the stack.
            let mut way: Vec<(String, Vec<String>)> = Vec::new();
            let mut next = Some(start.clone());
            loop {
                if let Some(pointer) = next.take() {
                    if way.iter().any(|(other, _)| *other == pointer) {
                        let references = way.iter().rev().flat_map(|(place, _)| REFERENCES.map(|k| child(place, k)));
                        let at = references.into_iter().find(|at| self.targets.contains_key(at)).unwrap_or_default();
                        let why = "leads back to itself without a step into the data".to_owned();
                        return Err(SchemaError::new("$ref", path(root, &at), why));
                    }
                    if done.insert(pointer.clone()) {
                        let steps = self.in_place(root, &pointer);
                        way.push((pointer, steps));
                    }
                }
                let Some((_, steps)) = way.last_mut() else { break };
                next = steps.pop();
                if next.is_none() {
                    way.pop();
                }
            }
        }
        Ok(())
    }

    /// What judges the same value as the schema there.
    fn in_place(&self, root: &Value, pointer: &str) -> Vec<String> {
        let Some(Value::Object(schema)) = root.pointer(pointer) else { return Vec::new() };
        let inside = subschemas(schema).filter(|(keyword, ..)| is_in_place(keyword)).map(|(keyword, token, _)| {
            let below = child(pointer, keyword);
            token.map_or(below.clone(), |token| child(&below, &token))
        });
        let referred = REFERENCES.iter().filter_map(|keyword| self.targets.get(&child(pointer, keyword)).cloned());
        inside.chain(referred).collect()
    }
}

/// A schema's identifier in its dialect's keyword.
fn id(schema: &Map<String, Value>, draft: Draft) -> Option<&str> {
    schema.get(draft.id_keyword()).and_then(Value::as_str)
}

/// The reference against its base.
fn absolute(base: &str, reference: &str) -> Option<String> {
    // Against `urn:` bases the crate resolves fragments only, and that without help.
    if reference.is_empty() || reference.starts_with('#') {
        return Some(format!("{base}{reference}"));
    }
    let base = uri::from_str(base).ok()?;
    uri::resolve_against(&base.borrow(), reference).ok().map(|uri| uri.as_str().to_owned())
}

/// The name that a resource, or a reference to it, has in the second document.
fn marked(uri: &str) -> String {
    let (document, fragment) = uri.split_once('#').unwrap_or((uri, ""));
    let joint = if document.contains('?') { '&' } else { '?' };
    let fragment = match fragment {
        "" => String::new(),
        pointer if pointer.starts_with('/') => format!("#{pointer}"),
        anchor => format!("#{anchor}-{EXACT}"),
    };
    format!("{document}{joint}{EXACT}{fragment}")
}

/// The second document: the same schema under other names, which nothing in a draft's schema shares.
#[must_use]
pub fn renamed(root: &Value, references: &References, draft: Draft) -> Value {
    let mut out = root.clone();
    for pointer in &references.places {
        let Some(Value::Object(schema)) = out.pointer_mut(pointer) else { continue };
        for keyword in ["$anchor", "$dynamicAnchor"] {
            if let Some(Value::String(name)) = schema.get_mut(keyword) {
                name.push('-');
                name.push_str(EXACT);
            }
        }
        // `#…` stays within the resource, whatever its name; but for a name of an anchor.
        for keyword in [draft.id_keyword(), "$ref", "$dynamicRef"] {
            let Some(Value::String(uri)) = schema.get_mut(keyword) else { continue };
            if META_SCHEMAS.iter().any(|prefix| uri.starts_with(prefix)) {
                continue;
            }
            match uri.strip_prefix('#') {
                Some(fragment) if fragment.is_empty() || fragment.starts_with('/') => {}
                Some(anchor) => *uri = format!("#{anchor}-{EXACT}"),
                None if keyword == draft.id_keyword() && pointer.is_empty() => *uri = references.exact_document(),
                None => *uri = marked(uri),
            }
        }
    }
    out
}
