//! A schema in the form used for judging: one node for each subschema, with references resolved and limits read. Knows
//! what each keyword contains, and judges nothing.

use std::collections::{BTreeMap, HashMap, HashSet};

use ecma_regex::Pattern;
use jsonschema::Validator;
use serde_json::Value as Json;

/// The index of a node in [`Graph::nodes`].
pub type NodeId = usize;
/// The index of a schema resource (2020-12 core, section 4.3.5) in [`Graph::resources`].
pub type ResourceId = usize;

/// All schemas of one document, and of the meta-schemas that it refers to.
#[derive(Debug, Default)]
pub struct Graph {
    pub nodes: Vec<Node>,
    pub resources: Vec<Resource>,
}

/// The anchors that dynamic references look for (2020-12 core, section 8.2.3.2; 2019-09 core, section 8.2.4.2).
#[derive(Debug, Default)]
pub struct Resource {
    pub root: NodeId,
    /// By the name in `$dynamicAnchor`.
    pub dynamic_anchors: HashMap<String, NodeId>,
    /// Whether its root has `$recursiveAnchor: true`.
    pub recursive_anchor: bool,
}

/// One schema.
#[derive(Debug, Default)]
pub struct Node {
    pub resource: ResourceId,
    /// The keyword that contains the schema; issues of the schema `false` name it.
    pub holder: &'static str,
    /// Whether the schema is `false`.
    pub never: bool,
    /// Whether several ways lead here: one value might be judged by this schema again and again, so its verdicts are
    /// kept.
    pub shared: bool,
    pub types: Option<Types>,
    /// `enum` and `const`.
    pub values: Vec<Values>,
    pub number: Option<Box<NumberKeywords>>,
    pub text: Option<Box<TextKeywords>>,
    pub array: Option<Box<ArrayKeywords>>,
    pub object: Option<Box<ObjectKeywords>>,
    /// The keywords that judge the same value by other schemas, in the order in which they are applied.
    pub in_place: Vec<InPlace>,
    pub unevaluated_items: Option<NodeId>,
    pub unevaluated_properties: Option<NodeId>,
}

/// `type`.
#[derive(Debug)]
pub struct Types {
    /// The types that a value may have.
    pub allowed: finding::Types,
    /// In draft 4, `1.0` is not an integer.
    pub integers_have_no_fraction: bool,
    /// The param: a name, or a list of several.
    pub named: Json,
}

/// `enum` or `const`: values are looked up by their normal form.
#[derive(Debug)]
pub struct Values {
    pub keyword: &'static str,
    pub texts: HashSet<Vec<u8>>,
    /// All values but texts, in the normal form of `json_judge::equality::canonical`.
    pub others: HashSet<Vec<u8>>,
    /// Whether some values are arrays or objects; only then are those of the data brought into the normal form.
    pub containers: bool,
    /// The name of the param, which holds the values or the number of them.
    pub param: &'static str,
    pub told: Json,
    /// The first values, for one issue about several schemas.
    pub listed: Vec<Json>,
}

/// Keywords for numbers. Limits are the texts of JSON numbers, compared exactly.
#[derive(Debug, Default)]
pub struct NumberKeywords {
    pub bounds: Vec<Bound>,
    pub multiple_of: Option<Limit>,
    pub format: Option<(String, Check)>,
}

/// `minimum` or another bound.
#[derive(Debug)]
pub struct Bound {
    pub keyword: &'static str,
    /// Whether a value with this order relative to the limit violates the bound.
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
    /// `contentEncoding` and `contentMediaType`, which are assertions in drafts 6 and 7.
    pub content: Option<Box<Content>>,
}

/// Whether a UTF-8 text, or the text of a number, has a format.
pub type Check = fn(&[u8]) -> bool;

/// How a format is checked.
#[derive(Debug)]
pub enum Format {
    /// By one of this project's functions, as in the stages.
    Own(Check),
    /// By such a function, applied to the text of a number; strings are not checked.
    OfNumber(Check),
    /// `regex`: ECMA-262, read in the same way as patterns.
    Regex,
    /// By the `jsonschema` crate, compiled for this keyword alone.
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
    /// `items`, or the older dialects' `additionalItems`: applies to all elements after the prefix.
    pub items: Option<NodeId>,
    /// `additionalItems: false`, reported once for all extra elements.
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
    /// Whether an element that meets the schema counts as evaluated (2020-12 core, section 10.3.1.3).
    pub evaluates: bool,
}

/// Keywords for objects.
#[derive(Debug, Default)]
pub struct ObjectKeywords {
    /// The slot of every property name that a keyword refers to.
    pub slots: HashMap<Vec<u8>, usize>,
    pub slot_names: Vec<String>,
    /// `properties`, by slot.
    pub properties: BTreeMap<usize, NodeId>,
    pub patterns: Vec<(Pattern, NodeId)>,
    /// `additionalProperties`.
    pub additional: Option<NodeId>,
    pub property_names: Option<NodeId>,
    pub required: Vec<usize>,
    /// The property that requires others, and those required.
    pub dependent_required: Vec<(usize, Vec<usize>)>,
    /// The property, and the schema that its presence applies.
    pub dependent_schemas: Vec<(usize, NodeId)>,
    pub min_properties: u64,
    pub max_properties: Option<u64>,
}

/// A keyword that judges the same value by other schemas.
#[derive(Debug)]
pub enum InPlace {
    Ref(NodeId),
    /// `$dynamicRef` to a `$dynamicAnchor`: the target if the dynamic scope is ignored, and the anchor's name.
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
    /// The node with this index, which always exists.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id)
    }
}

impl Node {
    /// The schemas that must also hold for the same value, whatever it is: `$ref` and `allOf`.
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
