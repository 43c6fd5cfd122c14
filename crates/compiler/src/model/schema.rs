//! A JSON Schema as the compiler understands it: every keyword read and checked, references inlined. Knows neither the
//! syntax that is read nor the one that is written.

use serde_json::Value;

use super::automaton::Automaton;

/// One schema. The fields are the keywords of JSON Schema 2020-12.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    /// The RFC 6901 pointer to the schema in its file.
    pub pointer: String,
    /// The value of a boolean schema.
    pub boolean: Option<bool>,
    /// `title`
    pub title: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `$comment`
    pub comment: Option<String>,
    /// `type`
    pub types: Option<Vec<Type>>,
    /// `enum`
    pub enumeration: Option<Vec<Value>>,
    /// `const`
    pub constant: Option<Value>,

    /// `minLength`
    pub min_length: Option<u64>,
    /// `maxLength`
    pub max_length: Option<u64>,
    /// `format`
    pub format: Option<Format>,
    /// `pattern`
    pub pattern: Option<Pattern>,

    /// `minimum`
    pub minimum: Option<String>,
    /// `maximum`
    pub maximum: Option<String>,
    /// `exclusiveMinimum`
    pub exclusive_minimum: Option<String>,
    /// `exclusiveMaximum`
    pub exclusive_maximum: Option<String>,
    /// `multipleOf`
    pub multiple_of: Option<String>,

    /// `prefixItems`
    pub prefix_items: Vec<Schema>,
    /// `items`
    pub items: Option<Box<Schema>>,
    /// `minItems`
    pub min_items: Option<u64>,
    /// `maxItems`
    pub max_items: Option<u64>,
    /// `uniqueItems`
    pub unique_items: bool,
    /// `contains`
    pub contains: Option<Box<Schema>>,
    /// `minContains`
    pub min_contains: Option<u64>,
    /// `maxContains`
    pub max_contains: Option<u64>,

    /// `properties`
    pub properties: Vec<(String, Schema)>,
    /// `required`
    pub required: Vec<String>,
    /// `additionalProperties`
    pub additional_properties: Option<Box<Schema>>,
    /// `propertyNames`
    pub property_names: Option<Box<Schema>>,
    /// `minProperties`
    pub min_properties: Option<u64>,
    /// `maxProperties`
    pub max_properties: Option<u64>,
    /// `dependentRequired`
    pub dependent_required: Vec<(String, Vec<String>)>,
    /// `dependentSchemas`
    pub dependent_schemas: Vec<(String, Schema)>,

    /// `allOf`
    pub all_of: Vec<Schema>,
    /// `anyOf`
    pub any_of: Vec<Schema>,
    /// `oneOf`
    pub one_of: Vec<Schema>,
    /// `not`
    pub not: Option<Box<Schema>>,
    /// `if`
    pub if_: Option<Box<Schema>>,
    /// `then`
    pub then: Option<Box<Schema>>,
    /// `else`
    pub else_: Option<Box<Schema>>,
}

/// `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// `null`
    Null,
    /// `boolean`
    Boolean,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `string`
    String,
    /// `array`
    Array,
    /// `object`
    Object,
}

impl Type {
    /// Every type, with its name.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Null, "null"),
        (Self::Boolean, "boolean"),
        (Self::Integer, "integer"),
        (Self::Number, "number"),
        (Self::String, "string"),
        (Self::Array, "array"),
        (Self::Object, "object"),
    ];

    /// The name of the type in JSON Schema.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(t, _)| *t == self).map_or("", |(_, name)| name)
    }
}

/// `format`: one of the names that `json-format` knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// The name, as in the schema.
    pub name: &'static str,
    /// The name of the runtime's function.
    pub function: &'static str,
}

impl Format {
    /// All supported formats.
    pub const ALL: [Self; 13] = [
        Self { name: "date", function: "date" },
        Self { name: "date-time", function: "date_time" },
        Self { name: "e164", function: "e164" },
        Self { name: "email", function: "email" },
        Self { name: "iana-time-zone", function: "iana_time_zone" },
        Self { name: "idn-email", function: "idn_email" },
        Self { name: "language-tag", function: "language_tag" },
        Self { name: "multi-line-text", function: "multi_line_text" },
        Self { name: "single-line-text", function: "single_line_text" },
        Self { name: "time", function: "time" },
        Self { name: "uri", function: "uri" },
        Self { name: "uuid", function: "uuid" },
        Self { name: "web-address", function: "web_address" },
    ];
}

/// `pattern`: its text, and the automaton that the build made from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// The pattern, as in the schema.
    pub text: String,
    /// The automaton for the pattern.
    pub automaton: Automaton,
}

impl Schema {
    /// The subschemas, one level down, that apply to the same instance.
    pub fn in_place(&self) -> impl Iterator<Item = &Schema> {
        self.all_of
            .iter()
            .chain(&self.any_of)
            .chain(&self.one_of)
            .chain(self.not.as_deref())
            .chain(self.if_.as_deref())
            .chain(self.then.as_deref())
            .chain(self.else_.as_deref())
            .chain(self.dependent_schemas.iter().map(|(_, schema)| schema))
    }
}
