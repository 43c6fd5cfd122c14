//! A schema as it is judged by: one node a place where a schema stands, references followed, limits read. Knows what
//! each keyword holds and judges nothing.

use std::collections::{BTreeMap, HashMap, HashSet};

use ecma_regex::Pattern;
use jsonschema::Validator;
use serde_json::Value as Json;

/// Which node; its place in [`Graph::nodes`].
pub type NodeId = usize;
/// Which schema resource (2020-12 core, section 4.3.5); its place in [`Graph::resources`].
pub type ResourceId = usize;

/// All schemas of one document, and of the meta-schemas that it refers to.
#[derive(Debug, Default)]
pub struct Graph {
    pub nodes: Vec<Node>,
    pub resources: Vec<Resource>,
}

/// What dynamic references look for (2020-12 core, section 8.2.3.2; 2019-09 core, section 8.2.4.2).
#[derive(Debug, Default)]
pub struct Resource {
    pub root: NodeId,
    /// By `$dynamicAnchor`.
    pub dynamic_anchors: HashMap<String, NodeId>,
    /// `$recursiveAnchor: true` at its root.
    pub recursive_anchor: bool,
}

/// One schema.
#[derive(Debug, Default)]
pub struct Node {
    pub resource: ResourceId,
    /// The keyword that holds it, which speaks for a schema `false`.
    pub holder: &'static str,
    /// It is `false`.
    pub never: bool,
    /// Several ways lead here, so that one value may be judged by it again and again: what came out is kept.
    pub shared: bool,
    pub types: Option<Types>,
    /// `enum` and `const`.
    pub values: Vec<Values>,
    pub number: Option<Box<NumberKeywords>>,
    pub text: Option<Box<TextKeywords>>,
    pub array: Option<Box<ArrayKeywords>>,
    pub object: Option<Box<ObjectKeywords>>,
    /// What judges the same value by other schemas, in the order in which it is applied.
    pub in_place: Vec<InPlace>,
    pub unevaluated_items: Option<NodeId>,
    pub unevaluated_properties: Option<NodeId>,
}

/// `type`.
#[derive(Debug)]
pub struct Types {
    /// Those of which a value may be.
    pub allowed: finding::Types,
    /// Draft 4 tells `1.0` from the integer `1`.
    pub integers_have_no_fraction: bool,
    /// The param: a name, or a list of several.
    pub named: Json,
}

/// `enum` or `const`: a value is looked up by its normal form.
#[derive(Debug)]
pub struct Values {
    pub keyword: &'static str,
    pub texts: HashSet<Vec<u8>>,
    /// Everything but texts, in the normal form of `json_judge::equality::canonical`.
    pub others: HashSet<Vec<u8>>,
    /// Some of them are arrays or objects; only then are those of the data brought into the normal form.
    pub containers: bool,
    /// The param: the values, or how many there are.
    pub param: &'static str,
    pub told: Json,
    /// The first of the values, for one issue about several schemas.
    pub listed: Vec<Json>,
}

/// Keywords for numbers. Limits are JSON numbers' texts, compared exactly.
#[derive(Debug, Default)]
pub struct NumberKeywords {
    pub bounds: Vec<Bound>,
    pub multiple_of: Option<Limit>,
    pub format: Option<(String, Check)>,
}

/// `minimum` and its kin.
#[derive(Debug)]
pub struct Bound {
    pub keyword: &'static str,
    /// Whether a value that compares so with the limit is beyond it.
    pub beyond: fn(std::cmp::Ordering) -> bool,
    pub limit: Limit,
}

/// A number's JSON text, and the number as a param.
#[derive(Debug)]
pub struct Limit {
    pub text: String,
    pub number: Json,
}

/// Keywords for texts; lengths in code points.
#[derive(Debug, Default)]
pub struct TextKeywords {
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    pub pattern: Option<(String, Pattern)>,
    pub format: Option<(String, Format)>,
    /// `contentEncoding` and `contentMediaType`, which drafts 6 and 7 demand.
    pub content: Option<Box<Content>>,
}

/// Whether UTF-8 text, or a number's text, is of a format.
pub type Check = fn(&[u8]) -> bool;

/// How a format is checked.
#[derive(Debug)]
pub enum Format {
    /// By a function of this project's, as the stages are.
    Own(Check),
    /// A number's text by such a function; texts are not looked at.
    OfNumber(Check),
    /// `regex`: ECMA-262, as patterns are read here.
    Regex,
    /// By the `jsonschema` crate, compiled of that keyword alone.
    Crate(Box<Validator>),
}

/// The content keywords, judged by the `jsonschema` crate.
#[derive(Debug)]
pub struct Content {
    pub validator: Validator,
    pub encoding: Json,
    pub media_type: Json,
}

/// Keywords for arrays.
#[derive(Debug, Default)]
pub struct ArrayKeywords {
    /// `prefixItems`, or the older dialects' `items` with a list.
    pub prefix: Vec<NodeId>,
    /// `items`, or the older dialects' `additionalItems`: of all elements behind the prefix.
    pub items: Option<NodeId>,
    /// `additionalItems: false`, which is told once for all elements that are too many.
    pub no_more: bool,
    pub min_items: u64,
    pub max_items: Option<u64>,
    pub unique: bool,
    pub contains: Option<Contains>,
}

/// `contains` with `minContains` and `maxContains`.
#[derive(Debug)]
pub struct Contains {
    pub node: NodeId,
    pub min: u64,
    pub max: Option<u64>,
    /// An element that meets it counts as evaluated (2020-12 core, section 10.3.1.3).
    pub evaluates: bool,
}

/// Keywords for objects.
#[derive(Debug, Default)]
pub struct ObjectKeywords {
    /// Every property name that a keyword speaks of; its slot.
    pub slots: HashMap<Vec<u8>, usize>,
    pub slot_names: Vec<String>,
    /// `properties`, by slot.
    pub properties: BTreeMap<usize, NodeId>,
    pub patterns: Vec<(Pattern, NodeId)>,
    /// `additionalProperties`.
    pub additional: Option<NodeId>,
    pub property_names: Option<NodeId>,
    pub required: Vec<usize>,
    /// The property that asks, and those that must be there too.
    pub dependent_required: Vec<(usize, Vec<usize>)>,
    /// The property that asks, and the schema that it brings.
    pub dependent_schemas: Vec<(usize, NodeId)>,
    pub min_properties: u64,
    pub max_properties: Option<u64>,
}

/// A keyword that judges the same value by other schemas.
#[derive(Debug)]
pub enum InPlace {
    Ref(NodeId),
    /// `$dynamicRef` to a `$dynamicAnchor`: where the reference leads without looking at the dynamic scope, and the name.
    DynamicRef(NodeId, String),
    /// `$recursiveRef` to a resource with `$recursiveAnchor`.
    RecursiveRef(NodeId),
    AllOf(Vec<NodeId>),
    AnyOf(Vec<NodeId>),
    OneOf(Vec<NodeId>),
    Not(NodeId),
    If {
        condition: NodeId,
        then: Option<NodeId>,
        otherwise: Option<NodeId>,
    },
}

impl Graph {
    /// The node, which is there.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id)
    }
}

impl Node {
    /// What must hold with it for the same value, whatever the value: `$ref` and `allOf`.
    pub fn demanded(&self) -> impl Iterator<Item = NodeId> {
        self.in_place
            .iter()
            .flat_map(|step| match step {
                InPlace::Ref(id) => std::slice::from_ref(id),
                InPlace::AllOf(ids) => ids.as_slice(),
                _ => &[],
            })
            .copied()
    }
}
