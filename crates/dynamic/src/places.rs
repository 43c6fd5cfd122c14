//! Where the subschemas of a document are, and where their references lead. A reference that leaves the document
//! (except to the built-in meta-schemas), leads nowhere, or leads in a circle that never descends into the data is
//! refused, with its place. Knows no data.

use std::collections::{BTreeMap, HashMap};

use jsonschema::Draft;
use referencing::{meta, uri};
use serde_json::{Map, Value};

use crate::keywords::{is_in_place, subschemas};
use crate::message::SchemaError;
use crate::node::{NodeId, Resource, ResourceId};
use crate::pointer::{child, path, percent_decode};

/// The base of a schema without an `$id`.
const NO_BASE: &str = "json-schema:///";
/// The keywords that refer.
const REFERENCES: [&str; 3] = ["$ref", "$dynamicRef", "$recursiveRef"];

/// A place in a document that holds a schema.
#[derive(Debug)]
pub struct Place<'a> {
    /// JSON Pointer into that document.
    pub pointer: String,
    pub schema: &'a Value,
    pub draft: Draft,
    pub resource: ResourceId,
    /// The keyword that contains the schema.
    pub holder: &'static str,
    /// The places of directly contained schemas, by pointer relative to this place: `/properties/a`.
    inside: BTreeMap<String, NodeId>,
    /// Where its references lead, by keyword.
    pub references: BTreeMap<&'static str, Target>,
}

/// Where a reference leads.
#[derive(Clone, Debug)]
pub struct Target {
    pub place: NodeId,
    /// How the dynamic scope is used, if it is.
    pub dynamic: Option<Dynamic>,
}

/// How the dynamic scope changes where a reference leads.
#[derive(Clone, Debug)]
pub enum Dynamic {
    /// `$dynamicRef` to a `$dynamicAnchor` with this name.
    Anchor(String),
    /// `$recursiveRef` to a resource with `$recursiveAnchor`.
    Recursive,
}

/// A resource, and what is needed to resolve references.
#[derive(Debug)]
struct Known {
    document: usize,
    pointer: String,
    /// Its absolute URI.
    uri: String,
    anchors: HashMap<String, NodeId>,
}

/// All places, by number.
#[derive(Debug, Default)]
pub struct Places<'a> {
    pub list: Vec<Place<'a>>,
    pub resources: Vec<Resource>,
    documents: Vec<&'a Value>,
    known: Vec<Known>,
    by_uri: HashMap<String, ResourceId>,
    by_pointer: HashMap<(usize, String), NodeId>,
    /// References not resolved yet.
    pending: Vec<(NodeId, &'static str)>,
}

/// A schema that is still to be visited.
struct Due<'a> {
    schema: &'a Value,
    pointer: String,
    resource: ResourceId,
    draft: Draft,
    holder: &'static str,
    /// The place that contains it, and the pointer from there.
    parent: Option<(NodeId, String)>,
}

impl<'a> Places<'a> {
    /// Finds the places of a schema and of everything it refers to; the schema itself is place 0.
    ///
    /// # Errors
    /// The first reference or identifier that cannot be used, with its place.
    pub fn find(root: &'a Value, draft: Draft) -> Result<Self, SchemaError> {
        let mut places = Self::default();
        places.add_document(root, NO_BASE, draft)?;
        while let Some((place, keyword)) = places.pending.pop() {
            let target = places.resolve(place, keyword)?;
            if let Some(place) = places.list.get_mut(place) {
                place.references.insert(keyword, target);
            }
        }
        places.refuse_circles()?;
        Ok(places)
    }

    /// The node of the schema that a keyword at this place contains.
    #[must_use]
    pub fn inside(&self, place: NodeId, below: &str) -> Option<NodeId> {
        self.list.get(place)?.inside.get(below).copied()
    }

    fn add_document(&mut self, document: &'a Value, uri: &str, draft: Draft) -> Result<ResourceId, SchemaError> {
        self.documents.push(document);
        let resource = self.add_resource(uri.to_owned(), String::new());
        self.visit(Due { schema: document, pointer: String::new(), resource, draft, holder: "not", parent: None })?;
        Ok(resource)
    }

    /// Adds a resource of the last document.
    fn add_resource(&mut self, uri: String, pointer: String) -> ResourceId {
        let id = self.resources.len();
        self.resources.push(Resource::default());
        let document = self.documents.len().saturating_sub(1);
        // If several have the same identifier, references mean the first.
        self.by_uri.entry(uri.clone()).or_insert(id);
        self.known.push(Known { document, pointer, uri, anchors: HashMap::new() });
        id
    }

    fn uri(&self, resource: ResourceId) -> &str {
        self.known.get(resource).map_or(NO_BASE, |known| &known.uri)
    }

    /// An error in the caller's own schema.
    fn error(&self, place: NodeId, keyword: &str, why: String) -> SchemaError {
        let (root, pointer) = match self.list.get(place) {
            Some(place) => (self.documents.first().copied(), child(&place.pointer, keyword)),
            None => (None, String::new()),
        };
        SchemaError::new(keyword, path(root.unwrap_or(&Value::Null), &pointer), why)
    }

    /// Numbers this place and all places below it.
    fn visit(&mut self, first: Due<'a>) -> Result<NodeId, SchemaError> {
        let document = self.known.get(first.resource).map_or(0, |known| known.document);
        let first_id = self.list.len();
        let mut due = vec![first];
        while let Some(Due { schema, pointer, mut resource, mut draft, holder, parent }) = due.pop() {
            let id = self.list.len();
            if let Some((parent, below)) = parent
                && let Some(parent) = self.list.get_mut(parent)
            {
                parent.inside.insert(below, id);
            }
            self.by_pointer.insert((document, pointer.clone()), id);
            let (inside, references) = (BTreeMap::new(), BTreeMap::new());
            let place = Place { pointer: pointer.clone(), schema, draft, resource, holder, inside, references };
            self.list.push(place);
            if let Value::Object(schema) = schema {
                resource = self.identify(id, schema, &mut draft)?;
                self.note_references(id, schema, draft);
                for (keyword, token, schema) in subschemas(schema) {
                    let mut below = child("", keyword);
                    if let Some(token) = token {
                        below = child(&below, &token);
                    }
                    let pointer = format!("{pointer}{below}");
                    due.push(Due { schema, pointer, resource, draft, holder: keyword, parent: Some((id, below)) });
                }
            }
            if self.known.get(resource).is_some_and(|known| known.pointer == pointer)
                && let Some(resource) = self.resources.get_mut(resource)
            {
                resource.root = id;
            }
        }
        Ok(first_id)
    }

    /// Reads a schema's identifier and anchors; returns its resource.
    fn identify(
        &mut self,
        id: NodeId,
        schema: &Map<String, Value>,
        draft: &mut Draft,
    ) -> Result<ResourceId, SchemaError> {
        let text = |keyword: &str| schema.get(keyword).and_then(Value::as_str);
        let mut resource = self.list.get(id).map_or(0, |place| place.resource);
        let is_older = matches!(draft, Draft::Draft4 | Draft::Draft6 | Draft::Draft7);
        // In these dialects, keywords beside a `$ref` are ignored.
        if is_older && text("$ref").is_some() {
            return Ok(resource);
        }
        if let Some(identifier) = text(draft.id_keyword()) {
            if let (Some(name), true) = (identifier.strip_prefix('#'), is_older) {
                // An identifier that is only a fragment is an old form of anchor.
                if let Some(known) = self.known.get_mut(resource) {
                    known.anchors.insert(name.to_owned(), id);
                }
            } else if !identifier.starts_with('#') {
                let Some(uri) = absolute(self.uri(resource), identifier) else {
                    let why = format!("“{identifier}” is no URI reference");
                    return Err(self.error(id, draft.id_keyword(), why));
                };
                let uri = uri.trim_end_matches('#');
                // The whole document is known both by its own identifier and by the one under which it was requested.
                if self.uri(resource) != uri {
                    let pointer = self.list.get(id).map(|place| place.pointer.clone()).unwrap_or_default();
                    resource = self.add_resource(uri.to_owned(), pointer);
                }
                if let Some(Value::String(dialect)) = schema.get("$schema") {
                    let named = Draft::from_schema_uri(dialect);
                    if named != Draft::Unknown {
                        *draft = named;
                    }
                }
                if let Some(place) = self.list.get_mut(id) {
                    (place.resource, place.draft) = (resource, *draft);
                }
            }
        }
        for keyword in ["$anchor", "$dynamicAnchor"] {
            if let (Some(name), Some(known)) = (text(keyword), self.known.get_mut(resource)) {
                known.anchors.insert(name.to_owned(), id);
            }
        }
        if let Some(own) = self.resources.get_mut(resource) {
            if let Some(name) = text("$dynamicAnchor") {
                own.dynamic_anchors.insert(name.to_owned(), id);
            }
            let is_root =
                self.list.get(id).zip(self.known.get(resource)).is_some_and(|(at, of)| at.pointer == of.pointer);
            own.recursive_anchor |= is_root && schema.get("$recursiveAnchor") == Some(&Value::Bool(true));
        }
        Ok(resource)
    }

    fn note_references(&mut self, id: NodeId, schema: &Map<String, Value>, draft: Draft) {
        for keyword in REFERENCES {
            let known = match keyword {
                "$dynamicRef" => draft == Draft::Draft202012,
                "$recursiveRef" => draft == Draft::Draft201909,
                _ => true,
            };
            if known && schema.get(keyword).is_some_and(Value::is_string) {
                self.pending.push((id, keyword));
            }
        }
    }

    fn resolve(&mut self, place: NodeId, keyword: &'static str) -> Result<Target, SchemaError> {
        let Some(from) = self.list.get(place) else { return Err(self.error(place, keyword, String::new())) };
        let reference = from.schema.get(keyword).and_then(Value::as_str).unwrap_or_default().to_owned();
        let refuse = |places: &Self, why: &str| places.error(place, keyword, format!("“{reference}” {why}"));
        let Some(absolute) = absolute(self.uri(from.resource), &reference) else {
            return Err(refuse(self, "is no URI reference"));
        };
        let (uri, fragment) = absolute.split_once('#').unwrap_or((&absolute, ""));
        let resource = match self.by_uri.get(uri) {
            Some(resource) => *resource,
            None => match meta_schema(uri) {
                Some((document, draft)) => {
                    self.add_document(document, uri, draft)?;
                    self.by_uri.get(uri).copied().unwrap_or_default()
                }
                None => {
                    let why = "refers to another document; only references inside the schema are followed";
                    return Err(refuse(self, why));
                }
            },
        };
        let fragment = percent_decode(fragment);
        let found = if fragment.is_empty() || fragment.starts_with('/') {
            self.at_pointer(resource, &fragment)?
        } else {
            self.known.get(resource).and_then(|known| known.anchors.get(&fragment).copied())
        };
        let Some(found) = found else { return Err(refuse(self, "leads to no schema")) };
        let reached = self.list.get(found).and_then(|place| self.resources.get(place.resource));
        let dynamic = match keyword {
            "$dynamicRef" if reached.is_some_and(|to| to.dynamic_anchors.contains_key(&fragment)) => {
                Some(Dynamic::Anchor(fragment))
            }
            "$recursiveRef" if reached.is_some_and(|to| to.recursive_anchor) => Some(Dynamic::Recursive),
            _ => None,
        };
        Ok(Target { place: found, dynamic })
    }

    /// The schema at a pointer into a resource; it need not be at a place where a keyword contains schemas.
    fn at_pointer(&mut self, resource: ResourceId, fragment: &str) -> Result<Option<NodeId>, SchemaError> {
        let Some(known) = self.known.get(resource) else { return Ok(None) };
        let (document, pointer) = (known.document, format!("{}{fragment}", known.pointer));
        if let Some(found) = self.by_pointer.get(&(document, pointer.clone())) {
            return Ok(Some(*found));
        }
        let schema = self.documents.get(document).and_then(|document| document.pointer(&pointer));
        let Some(schema) = schema.filter(|schema| schema.is_object() || schema.is_boolean()) else { return Ok(None) };
        let root = self.resources.get(resource).and_then(|resource| self.list.get(resource.root));
        let draft = root.map_or(Draft::Draft202012, |place| place.draft);
        self.visit(Due { schema, pointer, resource, draft, holder: "$ref", parent: None }).map(Some)
    }

    /// Refuses circles in which no step descends into the data, since judging would never end. Depth first, visiting
    /// each place once.
    fn refuse_circles(&self) -> Result<(), SchemaError> {
        #[derive(Clone, Copy, PartialEq)]
        enum Seen {
            Not,
            OnTheWay,
            Done,
        }
        let mut seen = vec![Seen::Not; self.list.len()];
        for start in 0..self.list.len() {
            let mut way: Vec<(NodeId, Vec<NodeId>)> = Vec::new();
            let mut next = Some(start);
            loop {
                if let Some(id) = next.take()
                    && let Some(state) = seen.get_mut(id)
                {
                    if *state == Seen::OnTheWay {
                        let on_the_way = way.iter().rev().map(|(place, _)| *place);
                        let referring = on_the_way
                            .filter_map(|place| Some((place, *self.list.get(place)?.references.keys().next()?)));
                        let (place, keyword) = referring.into_iter().next().unwrap_or((id, "$ref"));
                        let why = "leads back to itself without a step into the data".to_owned();
                        return Err(self.error(place, keyword, why));
                    }
                    if *state == Seen::Not {
                        *state = Seen::OnTheWay;
                        way.push((id, self.in_place(id)));
                    }
                }
                let Some((id, steps)) = way.last_mut() else { break };
                next = steps.pop();
                if next.is_none() {
                    if let Some(state) = seen.get_mut(*id) {
                        *state = Seen::Done;
                    }
                    way.pop();
                }
            }
        }
        Ok(())
    }

    /// The schemas that judge the same value as the schema at this place.
    fn in_place(&self, id: NodeId) -> Vec<NodeId> {
        let Some(place) = self.list.get(id) else { return Vec::new() };
        let referred = place.references.values().map(|target| target.place);
        let is_older = matches!(place.draft, Draft::Draft4 | Draft::Draft6 | Draft::Draft7);
        if is_older && place.references.contains_key("$ref") {
            return referred.collect();
        }
        let inside = place
            .inside
            .iter()
            .filter(|(below, _)| is_in_place(below.trim_start_matches('/').split('/').next().unwrap_or_default()));
        inside.map(|(_, id)| *id).chain(referred).collect()
    }
}

/// Resolves the reference against its base.
fn absolute(base: &str, reference: &str) -> Option<String> {
    // With a `urn:` base only fragments can be resolved, for which appending is enough.
    if reference.is_empty() || reference.starts_with('#') {
        return Some(format!("{base}{reference}"));
    }
    let base = uri::from_str(base).ok()?;
    uri::resolve_against(&base.borrow(), reference).ok().map(|uri| uri.as_str().to_owned())
}

/// A meta-schema, or one of its vocabularies, by its URI.
fn meta_schema(uri: &str) -> Option<(&'static Value, Draft)> {
    let (draft, document): (_, &'static Value) = match uri {
        "http://json-schema.org/draft-04/schema" => (Draft::Draft4, &meta::DRAFT4),
        "http://json-schema.org/draft-06/schema" => (Draft::Draft6, &meta::DRAFT6),
        "http://json-schema.org/draft-07/schema" => (Draft::Draft7, &meta::DRAFT7),
        "https://json-schema.org/draft/2019-09/schema" => (Draft::Draft201909, &meta::DRAFT201909),
        "https://json-schema.org/draft/2019-09/meta/applicator" => (Draft::Draft201909, &meta::DRAFT201909_APPLICATOR),
        "https://json-schema.org/draft/2019-09/meta/content" => (Draft::Draft201909, &meta::DRAFT201909_CONTENT),
        "https://json-schema.org/draft/2019-09/meta/core" => (Draft::Draft201909, &meta::DRAFT201909_CORE),
        "https://json-schema.org/draft/2019-09/meta/format" => (Draft::Draft201909, &meta::DRAFT201909_FORMAT),
        "https://json-schema.org/draft/2019-09/meta/meta-data" => (Draft::Draft201909, &meta::DRAFT201909_META_DATA),
        "https://json-schema.org/draft/2019-09/meta/validation" => (Draft::Draft201909, &meta::DRAFT201909_VALIDATION),
        "https://json-schema.org/draft/2020-12/schema" => (Draft::Draft202012, &meta::DRAFT202012),
        "https://json-schema.org/draft/2020-12/meta/applicator" => (Draft::Draft202012, &meta::DRAFT202012_APPLICATOR),
        "https://json-schema.org/draft/2020-12/meta/content" => (Draft::Draft202012, &meta::DRAFT202012_CONTENT),
        "https://json-schema.org/draft/2020-12/meta/core" => (Draft::Draft202012, &meta::DRAFT202012_CORE),
        "https://json-schema.org/draft/2020-12/meta/format-annotation" => {
            (Draft::Draft202012, &meta::DRAFT202012_FORMAT_ANNOTATION)
        }
        "https://json-schema.org/draft/2020-12/meta/format-assertion" => {
            (Draft::Draft202012, &meta::DRAFT202012_FORMAT_ASSERTION)
        }
        "https://json-schema.org/draft/2020-12/meta/meta-data" => (Draft::Draft202012, &meta::DRAFT202012_META_DATA),
        "https://json-schema.org/draft/2020-12/meta/unevaluated" => {
            (Draft::Draft202012, &meta::DRAFT202012_UNEVALUATED)
        }
        "https://json-schema.org/draft/2020-12/meta/validation" => (Draft::Draft202012, &meta::DRAFT202012_VALIDATION),
        _ => return None,
    };
    Some((document, draft))
}
