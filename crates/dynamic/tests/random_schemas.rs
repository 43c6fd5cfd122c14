//! Random schemas and random data: the verdict must equal that of the `jsonschema` crate, and valid complete data must
//! be a valid draft. `SCHEMAS=100000 SEED=1` runs it for longer.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use event_wizard_dynamic::schema::{Options, Schema};
use json_tape::Tape;
use jsonschema::Draft;
use serde_json::{Map, Value, json};

/// xorshift64*; any sequence will do, as long as it is the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

const NAMES: [&str; 5] = ["a", "b", "ab", "", "kind"];
const TYPES: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];
const DEFINITIONS: usize = 3;

fn data(random: &mut Random, depth: usize) -> Value {
    match random.below(if depth == 0 { 6 } else { 9 }) {
        0 => Value::Null,
        1 => json!(random.chance(50)),
        2 => json!(random.below(7) as i64 - 2),
        3 => json!((random.below(40) as f64 - 10.0) / 4.0),
        4 | 5 => json!(random.one(&["", "a", "ab", "abc", "ba", "é😀"])),
        6 => (0..random.below(4)).map(|_| data(random, depth - 1)).collect(),
        _ => Value::Object(
            (0..random.below(4)).map(|_| ((*random.one(&NAMES)).to_owned(), data(random, depth - 1))).collect(),
        ),
    }
}

fn list(random: &mut Random, depth: usize) -> Value {
    (0..1 + random.below(3)).map(|_| schema(random, depth)).collect()
}

fn named(random: &mut Random, names: &[&str], depth: usize) -> Value {
    Value::Object((0..1 + random.below(3)).map(|_| ((*random.one(names)).to_owned(), schema(random, depth))).collect())
}

fn names(random: &mut Random) -> Value {
    let mut names: Vec<_> = (0..1 + random.below(2)).map(|_| *random.one(&NAMES)).collect();
    names.sort_unstable();
    names.dedup();
    json!(names)
}

fn schema(random: &mut Random, depth: usize) -> Value {
    if random.chance(6) {
        return json!(random.chance(70));
    }
    let mut schema = Map::new();
    for _ in 0..1 + random.below(3) {
        let (keyword, value) = match random.below(if depth == 0 { 13 } else { 32 }) {
            0 | 1 => ("type", json!(random.one(&TYPES))),
            2 => ("type", json!([random.one(&TYPES[..3]), random.one(&TYPES[3..])])),
            3 => ("enum", (0..1 + random.below(3)).map(|_| data(random, 1)).collect()),
            4 => ("const", data(random, 1)),
            5 => (*random.one(&["minimum", "exclusiveMinimum"]), json!(random.below(4))),
            6 => (*random.one(&["maximum", "exclusiveMaximum"]), json!(random.below(8) as f64 / 2.0)),
            7 => ("multipleOf", random.one(&[json!(2), json!(0.5), json!(0.75)]).clone()),
            8 => (*random.one(&["minLength", "minItems", "minProperties"]), json!(1 + random.below(2))),
            9 => (*random.one(&["maxLength", "maxItems", "maxProperties"]), json!(random.below(3))),
            10 => ("pattern", json!(random.one(&["^a", "b$", "^(?:ab|b)+$", "^\\w*$", "(a)\\1|b"]))),
            11 => ("required", names(random)),
            12 => ("$ref", json!(format!("#/$defs/d{}", random.below(DEFINITIONS)))),
            13 => ("dependentRequired", json!({ *random.one(&NAMES): names(random) })),
            14 => ("uniqueItems", json!(true)),
            15 => ("prefixItems", list(random, depth - 1)),
            16 | 17 => ("items", schema_below(random, depth)),
            18 => ("contains", schema_below(random, depth)),
            19 => ("minContains", json!(random.below(3))),
            20 => ("maxContains", json!(random.below(3))),
            21..=23 => ("properties", named(random, &NAMES, depth - 1)),
            24 => ("patternProperties", named(random, &["^a", "b", "^$"], depth - 1)),
            25 => (*random.one(&["additionalProperties", "unevaluatedProperties"]), schema_below(random, depth)),
            26 => (*random.one(&["propertyNames", "unevaluatedItems"]), schema_below(random, depth)),
            27 => ("dependentSchemas", named(random, &NAMES, depth - 1)),
            28 => (*random.one(&["allOf", "anyOf"]), list(random, depth - 1)),
            29 => (*random.one(&["oneOf", "anyOf"]), list(random, depth - 1)),
            30 => ("not", schema_below(random, depth)),
            _ => {
                schema.insert("if".to_owned(), schema_below(random, depth));
                (*random.one(&["then", "else"]), schema_below(random, depth))
            }
        };
        schema.insert(keyword.to_owned(), value);
    }
    Value::Object(schema)
}

fn schema_below(random: &mut Random, depth: usize) -> Value {
    schema(random, depth - 1)
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().map_or(otherwise, |text| text.parse().unwrap())
}

#[test]
fn judges_as_the_crate_does_and_drafts_no_stricter() {
    let (schemas, seed) = (number("SCHEMAS", 3000), number("SEED", 20_261_127));
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let (mut judged, mut good, mut refused) = (0, 0, 0);
    let mut tape = Tape::new();
    for round in 0..schemas {
        let mut root = schema(&mut random, 3);
        if let Value::Object(root) = &mut root {
            // A definition refers only to earlier ones, so that references never form a circle.
            let definitions = (0..DEFINITIONS).map(|n| (format!("d{n}"), schema(&mut random, 1).clone()));
            let mut definitions: Map<String, Value> = definitions.collect();
            for (n, definition) in definitions.values_mut().enumerate() {
                if let Value::Object(definition) = definition {
                    definition.remove("$ref");
                    if n > 0 && random.chance(30) {
                        definition.insert("allOf".to_owned(), json!([{ "$ref": "#/$defs/d0" }]));
                    }
                }
            }
            root.insert("$defs".to_owned(), Value::Object(definitions));
        }
        let told = || format!("seed {seed}, round {round}: {root}");
        let options = jsonschema::options().with_draft(Draft::Draft202012);
        let (Ok(oracle), Ok(compiled)) = (options.build(&root), Schema::compile(&root, Options::default())) else {
            refused += 1;
            continue;
        };
        for _ in 0..12 {
            let value = data(&mut random, 3);
            let text = value.to_string();
            let doc = tape.parse(text.as_bytes()).unwrap();
            let issues = compiled.judge(&doc, true, usize::MAX);
            assert_eq!(issues.is_empty(), oracle.is_valid(&value), "{} {text} {issues:?}", told());
            judged += 1;
            // The verdict does not depend on how many issues are asked for.
            assert_eq!(compiled.judge(&doc, true, 1).len(), issues.len().min(1), "{} {text}", told());
            if issues.is_empty() {
                good += 1;
                let draft = compiled.judge(&doc, false, usize::MAX);
                assert!(draft.is_empty(), "{} {text} is good when complete, but not as a draft: {draft:?}", told());
            }
        }
    }
    println!("{judged} judged, {good} good, {refused} schemas refused");
    assert!(refused * 10 < schemas && good * 20 > judged && good * 20 < judged * 19, "not a fair sample");
}
