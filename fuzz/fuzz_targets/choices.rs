//! JSON Schemas and data built from the fuzzer's bytes: each byte is a choice, so that the fuzzer can minimise what it
//! finds, and nearly every input is a schema that compiles.

use serde_json::{Map, Value, json};

/// The bytes from which choices are made; zeros once they have run out.
pub struct Choices<'a> {
    bytes: &'a [u8],
    /// Whether the dialect is 2020-12, in which `items` is never an array.
    modern: bool,
}

const KEYS: [&str; 6] = ["a", "b", "c", "ab", "", "constructor"];
const TEXTS: [&str; 10] = ["", "a", "b", "ab", "aab", "a1", "é", "😀", "2027-06-12", "a@b.example"];
/// Patterns with the same meaning in ECMA-262 and in the `jsonschema` crate.
const PATTERNS: [&str; 8] = ["^a", "b$", "^[ab]+$", "^.{2}$", "a|b", "^(a*)*$", "^(a|ab)(b|1)?$", "[^a]"];
const TYPES: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];
/// The maximum nesting of schemas and values.
const DEPTH: usize = 4;

impl<'b> Choices<'b> {
    pub fn new(bytes: &'b [u8], modern: bool) -> Self {
        Self { bytes, modern }
    }

    fn byte(&mut self) -> u8 {
        match self.bytes.split_first() {
            Some((&first, rest)) => {
                self.bytes = rest;
                first
            }
            None => 0,
        }
    }

    /// A number in `0..bound`.
    fn below(&mut self, bound: usize) -> usize {
        usize::from(self.byte()) % bound.max(1)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    fn some<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| make(self)).collect()
    }

    /// A value of any kind.
    pub fn value(&mut self) -> Value {
        self.value_of(DEPTH)
    }

    fn value_of(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 || self.bytes.is_empty() { 6 } else { 10 }) {
            0 => Value::Null,
            1 => json!(self.below(2) == 0),
            2 => json!(self.below(5) as i64 - 1),
            3 => [json!(1.0), json!(0.5), json!(-0.0), json!(1e2), json!(1.5), json!(9_007_199_254_740_993_u64)]
                [self.below(6)]
            .clone(),
            4 | 5 => json!(self.pick(&TEXTS)),
            6 | 7 => Value::Array(self.some(4, |choices| choices.value_of(depth - 1))),
            _ => Value::Object(self.members(4, |choices| choices.value_of(depth - 1))),
        }
    }

    fn members(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> Value) -> Map<String, Value> {
        self.some(most, |choices| (choices.pick(&KEYS).to_owned(), make(choices))).into_iter().collect()
    }

    /// A schema; its definitions are `a` and `b`.
    pub fn schema(&mut self) -> Value {
        let mut root = self.schema_of(DEPTH);
        if let Value::Object(members) = &mut root {
            for keyword in ["$defs", "definitions"] {
                let definitions = json!({ "a": self.schema_of(2), "b": self.schema_of(2) });
                members.insert(keyword.to_owned(), definitions);
            }
        }
        root
    }

    fn schema_of(&mut self, depth: usize) -> Value {
        if depth == 0 || self.bytes.is_empty() {
            return json!(self.below(8) != 1);
        }
        let mut schema = Map::new();
        for _ in 0..1 + self.below(4) {
            self.keyword(&mut schema, depth - 1);
        }
        Value::Object(schema)
    }

    fn keyword(&mut self, schema: &mut Map<String, Value>, depth: usize) {
        let mut put = |name: &str, value: Value| {
            schema.insert(name.to_owned(), value);
        };
        match self.below(46) {
            0..3 => put("type", json!(self.pick(&TYPES))),
            3 => put("type", json!([self.pick(&TYPES[..3]), self.pick(&TYPES[3..])])),
            4 => put("enum", Value::Array(vec![self.value_of(1), json!(self.pick(&TEXTS))])),
            5 => put("const", self.value_of(2)),
            6 => put("minimum", json!(self.below(3))),
            7 => put("maximum", json!(self.below(3))),
            8 => put("exclusiveMinimum", json!(self.below(2))),
            9 => put("exclusiveMaximum", json!(self.below(3))),
            10 => put("multipleOf", [json!(1), json!(2), json!(0.5)][self.below(3)].clone()),
            11 => put("minLength", json!(self.below(3))),
            12 => put("maxLength", json!(self.below(3))),
            13 | 14 => put("pattern", json!(self.pick(&PATTERNS))),
            15 => put("minItems", json!(self.below(3))),
            16 => put("maxItems", json!(self.below(3))),
            17 => put("uniqueItems", json!(self.below(4) != 0)),
            18 | 19 => put("items", self.schema_of(depth)),
            20 if !self.modern => put("items", Value::Array(self.some(3, |choices| choices.schema_of(depth)))),
            21 => {
                let mut schemas = self.some(2, |choices| choices.schema_of(depth));
                schemas.push(self.schema_of(depth));
                put("prefixItems", Value::Array(schemas));
            }
            20 | 22 => put("additionalItems", self.schema_of(depth)),
            23 => put("contains", self.schema_of(depth)),
            24 => put("minContains", json!(self.below(3))),
            25 => put("maxContains", json!(self.below(3))),
            26..29 => put("properties", Value::Object(self.members(4, |choices| choices.schema_of(depth)))),
            29 => {
                let patterns = self.some(2, |choices| (choices.pick(&PATTERNS).to_owned(), choices.schema_of(depth)));
                put("patternProperties", Value::Object(patterns.into_iter().collect()));
            }
            30 => put("additionalProperties", self.schema_of(depth)),
            31 | 32 => {
                let mut names = self.some(3, |choices| choices.pick(&KEYS));
                names.push("a");
                names.sort_unstable();
                names.dedup();
                put("required", json!(names));
            }
            33 => put("minProperties", json!(self.below(3))),
            34 => put("maxProperties", json!(self.below(3))),
            35 => put("propertyNames", self.schema_of(depth)),
            36 => put("dependentRequired", json!({ self.pick(&KEYS): [self.pick(&KEYS)] })),
            37 => put("dependentSchemas", Value::Object(self.members(2, |choices| choices.schema_of(depth)))),
            38 => put("dependencies", json!({ self.pick(&KEYS): [self.pick(&KEYS)], "b": self.schema_of(depth) })),
            39 => put("unevaluatedProperties", self.schema_of(depth)),
            40 => put("unevaluatedItems", self.schema_of(depth)),
            41 | 42 => {
                let mut schemas = self.some(2, |choices| choices.schema_of(depth));
                schemas.push(self.schema_of(depth));
                put(["allOf", "anyOf", "oneOf"][self.below(3)], Value::Array(schemas));
            }
            43 => put("not", self.schema_of(depth)),
            44 => {
                put("if", self.schema_of(depth));
                put("then", self.schema_of(depth));
                put("else", self.schema_of(depth));
            }
            _ => put("$ref", json!(self.pick(&["#/$defs/a", "#/$defs/b", "#/definitions/a", "#"]))),
        }
    }
}
