//! A [`Schema`] → Rust functions that walk the tape. Knows Rust's spelling and the runtime's
//! `stage` and `format` modules.
//!
//! One function a schema that has an instance of its own; the schemas that apply to the same
//! instance (`allOf`, `if`, `then` …) are written inside it, so that an object's members are
//! matched by name once, into slots that they all read.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use crate::model::schema::{Schema, Type};
use crate::source::Source;

/// An enumeration of more values than this is not repeated in the params of its issue.
const MOST_ALLOWED_VALUES: usize = 32;

/// Writes functions and the table of keywords that they refer to.
#[derive(Debug, Default)]
pub struct Writer {
    functions: String,
    count: usize,
    keywords: Vec<String>,
    keyword_index: BTreeMap<String, usize>,
    automata: String,
    automaton_count: usize,
}

/// One line of Rust, indented.
macro_rules! line {
    ($out:expr, $depth:expr, $($arg:tt)*) => {{
        for _ in 0..$depth { $out.push_str("    "); }
        // Writing to a String cannot fail.
        let _ = writeln!($out, $($arg)*);
    }};
}

impl Writer {
    /// The text of all that was written: to be included in a module of its own.
    #[must_use]
    pub fn finish(self) -> String {
        let mut out = String::new();
        out.push_str(
            "// Made from the stage schemas by event-wizard-compiler. Not to be edited.\n\
             #[allow(unused_imports)]\n\
             use ::event_wizard_validator::{\n    format,\n    issue::Param,\n    \
             stage::{self, Judge, Keyword, equality::Constant, types},\n    tape::{Kind, Value},\n};\n\n",
        );
        let _ = writeln!(out, "static KEYWORDS: [Keyword; {}] = [", self.keywords.len());
        for keyword in &self.keywords {
            let _ = writeln!(out, "    {keyword},");
        }
        out.push_str("];\n");
        out.push_str(&self.automata);
        out.push_str(&self.functions);
        out
    }

    /// Writes a schema; gives its function's name.
    pub fn function(&mut self, schema: &Schema) -> String {
        let name = format!("schema_{}", self.count);
        self.count += 1;
        let mut body = String::new();
        self.body(&mut body, schema);
        let _ = write!(
            self.functions,
            "\n/// `#{}`\n#[allow(unused, clippy::too_many_lines, clippy::collapsible_if)]\nfn {name}(j: &mut Judge<'_>, v: Value<'_>) {{\n{body}}}\n",
            schema.pointer.escape_debug()
        );
        name
    }

    fn keyword(&mut self, keyword: &str, params: &str) -> String {
        let text = format!("Keyword {{ keyword: {keyword:?}, params: &[{params}] }}");
        let next = self.keywords.len();
        let index = *self.keyword_index.entry(text.clone()).or_insert(next);
        if index == next {
            self.keywords.push(text);
        }
        format!("&KEYWORDS[{index}]")
    }

    fn body(&mut self, out: &mut String, schema: &Schema) {
        if let Some(boolean) = schema.boolean {
            if !boolean {
                // A boolean schema has no keyword of its own: the one that holds it speaks.
                let holder = schema.pointer.split('/').rfind(|s| HOLDERS.contains(s)).unwrap_or("not");
                let keyword = self.keyword(holder, "");
                line!(out, 1, "j.fail(v, {keyword});");
            }
            return;
        }
        if let Some(types) = &schema.types {
            let keyword = self.type_keyword(types);
            line!(out, 1, "if !stage::is_type(v, {}) {{", type_bits(types));
            line!(out, 2, "j.fail(v, {keyword});");
            line!(out, 2, "return;");
            line!(out, 1, "}}");
        }
        let mut slots = Vec::new();
        collect_slots(schema, &mut slots);
        let scans = !slots.is_empty() || schema.additional_properties.is_some() || schema.property_names.is_some();
        if scans {
            self.scan(out, schema, &slots);
        }
        self.assertions(out, 1, schema, &slots);
    }

    /// One pass over the members.
    fn scan(&mut self, out: &mut String, schema: &Schema, slots: &[String]) {
        let names = schema.property_names.as_deref().map(|names| self.function(names));
        let additional = match schema.additional_properties.as_deref() {
            None | Some(Schema { boolean: Some(true), .. }) => String::new(),
            Some(Schema { boolean: Some(false), .. }) => "j.unexpected(v, name, member)".to_owned(),
            Some(schema) => format!("j.additional(v, name, member, {})", self.function(schema)),
        };
        let judges_names = names.is_some() || !additional.is_empty();
        line!(out, 1, "let mut slots = [0_u32; {}];", slots.len());
        line!(out, 1, "for (name, member) in v.members() {{");
        if let Some(names) = names {
            line!(out, 2, "j.property_name(member, {names});");
        }
        line!(out, 2, "let unescaped;");
        line!(out, 2, "let key = if name.is_escaped() {{");
        line!(out, 3, "unescaped = name.to_cow();");
        line!(out, 3, "unescaped.as_bytes()");
        line!(out, 2, "}} else {{");
        line!(out, 3, "name.span()");
        line!(out, 2, "}};");
        // By length first: most names then differ in their first comparison.
        let mut by_length: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, name) in slots.iter().enumerate() {
            by_length.entry(name.len()).or_default().push(index);
        }
        line!(out, 2, "match key.len() {{");
        for (length, indices) in &by_length {
            line!(out, 3, "{length} => match key {{");
            for &index in indices {
                let Some(name) = slots.get(index) else { continue };
                let own = schema.properties.iter().any(|(property, _)| property == name);
                let also = if own || additional.is_empty() { String::new() } else { format!("; {additional}") };
                line!(out, 4, "b{:?} => {{ slots[{index}] = member.index(){also} }}", Bytes(name));
            }
            line!(out, 4, "_ => {{ {additional} }}");
            line!(out, 3, "}},");
        }
        line!(out, 3, "_ => {{ {additional} }}");
        line!(out, 2, "}}");
        if slots.is_empty() && !judges_names {
            line!(out, 2, "let _ = key;");
        }
        line!(out, 1, "}}");
        line!(out, 1, "let _ = slots;");
    }

    fn assertions(&mut self, out: &mut String, depth: usize, schema: &Schema, slots: &[String]) {
        self.equality(out, depth, schema);
        self.string(out, depth, schema);
        self.number(out, depth, schema);
        self.array(out, depth, schema);
        self.object(out, depth, schema, slots);
        self.applicators(out, depth, schema, slots);
    }

    fn equality(&mut self, out: &mut String, depth: usize, schema: &Schema) {
        if let Some(constant) = &schema.constant {
            let keyword = self.keyword("const", &format!("(\"allowedValue\", {})", param(constant)));
            match constant {
                Value::String(text) => {
                    line!(out, depth, "if !v.as_str().is_some_and(|s| s.eq_str({text:?})) {{ j.fail(v, {keyword}); }}");
                }
                _ => line!(
                    out,
                    depth,
                    "if !stage::equality::equals(v, &{}) {{ j.fail(v, {keyword}); }}",
                    constant_text(constant)
                ),
            }
        }
        if let Some(values) = &schema.enumeration {
            let params = if values.len() <= MOST_ALLOWED_VALUES {
                let list: Vec<_> = values.iter().map(param).collect();
                format!("(\"allowedValues\", Param::List(&[{}]))", list.join(", "))
            } else {
                format!("(\"count\", Param::Integer({}))", values.len())
            };
            let keyword = self.keyword("enum", &params);
            let texts: Option<Vec<&str>> = values.iter().map(Value::as_str).collect();
            let test = match texts {
                Some(mut texts) => {
                    texts.sort_unstable();
                    format!("stage::is_one_of(v, &{texts:?})")
                }
                None => {
                    let list: Vec<_> = values.iter().map(constant_text).collect();
                    format!("stage::is_any_of(v, &[{}])", list.join(", "))
                }
            };
            line!(out, depth, "if !{test} {{ j.fail(v, {keyword}); }}");
        }
    }

    fn string(&mut self, out: &mut String, depth: usize, schema: &Schema) {
        let mut tests = Vec::new();
        match schema.min_length {
            None | Some(0) => {}
            // A string is empty only if its source is.
            Some(1) => tests.push(("s.span().is_empty()".to_owned(), self.limit("minLength", 1))),
            Some(limit) => tests.push((format!("s.code_points() < {limit}"), self.limit("minLength", limit))),
        }
        if let Some(limit) = schema.max_length {
            // No source is shorter than its value has code points.
            let test = format!("s.span().len() > {limit} && s.code_points() > {limit}");
            tests.push((test, self.limit("maxLength", limit)));
        }
        if let Some(pattern) = &schema.pattern {
            let name = format!("AUTOMATON_{}", self.automaton_count);
            self.automaton_count += 1;
            let _ = writeln!(
                self.automata,
                "static {name}: stage::Automaton = stage::Automaton {{\n    classes: &{:?},\n    transitions: &{:?},\n    \
                 class_count: {},\n    start: {},\n    matched_from: {},\n}};",
                pattern.classes, pattern.transitions, pattern.class_count, pattern.start, pattern.matched_from
            );
            let keyword = self.keyword("pattern", &format!("(\"pattern\", Param::Text({:?}))", pattern.text));
            tests.push((format!("!{name}.is_match(&s.to_cow())"), keyword));
        }
        if let Some(format) = schema.format {
            let keyword = self.keyword("format", &format!("(\"format\", Param::Text({:?}))", format.name));
            tests.push((format!("!format::{}(&s.to_cow())", format.function), keyword));
        }
        if tests.is_empty() {
            return;
        }
        line!(out, depth, "if let Some(s) = v.as_str() {{");
        for (index, (test, keyword)) in tests.iter().enumerate() {
            let otherwise = if index == 0 { "" } else { "} else " };
            line!(out, depth + 1, "{otherwise}if {test} {{");
            line!(out, depth + 2, "j.fail(v, {keyword});");
        }
        line!(out, depth + 1, "}}");
        line!(out, depth, "}}");
    }

    fn limit(&mut self, keyword: &str, limit: u64) -> String {
        self.keyword(keyword, &format!("(\"limit\", Param::Integer({limit}))"))
    }

    fn number(&mut self, out: &mut String, depth: usize, schema: &Schema) {
        let bounds = [
            ("minimum", &schema.minimum, "is_lt"),
            ("maximum", &schema.maximum, "is_gt"),
            ("exclusiveMinimum", &schema.exclusive_minimum, "is_le"),
            ("exclusiveMaximum", &schema.exclusive_maximum, "is_ge"),
        ];
        let mut lines = Vec::new();
        for (keyword, bound, beyond) in bounds {
            let Some(bound) = bound else { continue };
            let keyword = self.keyword(keyword, &format!("(\"limit\", {})", number_param(bound)));
            let integer = bound.parse::<i64>().ok().filter(|_| bound.len() <= 15);
            let compared = match integer {
                Some(integer) => format!("stage::compare_integer(v, {integer}, {bound:?})"),
                None => format!("stage::compare(v, {bound:?})"),
            };
            lines.push(format!("if {compared}.{beyond}() {{ j.fail(v, {keyword}); }}"));
        }
        if let Some(divisor) = &schema.multiple_of {
            let keyword = self.keyword("multipleOf", &format!("(\"multipleOf\", {})", number_param(divisor)));
            lines.push(format!("if !stage::is_multiple_of(v, {divisor:?}) {{ j.fail(v, {keyword}); }}"));
        }
        if lines.is_empty() {
            return;
        }
        line!(out, depth, "if v.kind() == Kind::Number {{");
        for text in lines {
            line!(out, depth + 1, "{text}");
        }
        line!(out, depth, "}}");
    }

    fn array(&mut self, out: &mut String, depth: usize, schema: &Schema) {
        let items = schema.items.as_deref().filter(|items| items.boolean != Some(true));
        let counts = schema.min_items.is_some_and(|n| n > 0) || schema.max_items.is_some();
        let walks = items.is_some() || !schema.prefix_items.is_empty() || counts;
        if !walks && !schema.unique_items && schema.contains.is_none() {
            return;
        }
        line!(out, depth, "if v.kind() == Kind::Array {{");
        if walks {
            let prefix: Vec<_> = schema.prefix_items.iter().map(|item| self.function(item)).collect();
            let items = items.map(|items| self.function(items));
            line!(out, depth + 1, "let mut count = 0_usize;");
            let element = if prefix.is_empty() && items.is_none() { "_" } else { "element" };
            line!(out, depth + 1, "for {element} in v.elements() {{");
            if prefix.is_empty() {
                if let Some(items) = items {
                    line!(out, depth + 2, "{items}(j, element);");
                }
            } else {
                line!(out, depth + 2, "match count {{");
                for (index, function) in prefix.iter().enumerate() {
                    line!(out, depth + 3, "{index} => {function}(j, element),");
                }
                let rest = items.map_or_else(|| "{}".to_owned(), |items| format!("{items}(j, element)"));
                line!(out, depth + 3, "_ => {rest},");
                line!(out, depth + 2, "}}");
            }
            line!(out, depth + 2, "count += 1;");
            line!(out, depth + 1, "}}");
            if let Some(limit) = schema.min_items.filter(|&n| n > 0) {
                let keyword = self.limit("minItems", limit);
                line!(out, depth + 1, "if count < {limit} && j.demands() {{ j.fail(v, {keyword}); }}");
            }
            if let Some(limit) = schema.max_items {
                let keyword = self.limit("maxItems", limit);
                line!(out, depth + 1, "if count > {limit} {{ j.fail(v, {keyword}); }}");
            }
        }
        if schema.unique_items {
            line!(out, depth + 1, "j.unique_items(v);");
        }
        if let Some(contains) = schema.contains.as_deref() {
            let function = self.function(contains);
            let min = schema.min_contains.unwrap_or(1);
            let mut params = format!("(\"minContains\", Param::Integer({min}))");
            if let Some(max) = schema.max_contains {
                let _ = write!(params, ", (\"maxContains\", Param::Integer({max}))");
            }
            let keyword = self.keyword("contains", &params);
            let too_few = (min > 0).then(|| format!("containing < {min} && j.demands()"));
            let too_many = schema.max_contains.map(|max| format!("containing > {max}"));
            let tests: Vec<_> = too_few.into_iter().chain(too_many).collect();
            if !tests.is_empty() {
                line!(out, depth + 1, "let containing = j.count_containing(v, {function});");
                line!(out, depth + 1, "if {} {{ j.fail(v, {keyword}); }}", tests.join(" || "));
            }
        }
        line!(out, depth, "}}");
    }

    fn object(&mut self, out: &mut String, depth: usize, schema: &Schema, slots: &[String]) {
        let slot = |name: &str| slots.iter().position(|s| s == name).unwrap_or(usize::MAX);
        if !schema.required.is_empty() {
            line!(out, depth, "if v.kind() == Kind::Object {{");
            for name in &schema.required {
                line!(out, depth + 1, "if slots[{}] == 0 {{ j.missing(v, {name:?}); }}", slot(name));
            }
            line!(out, depth, "}}");
        }
        for (name, property) in &schema.properties {
            if property.boolean == Some(true) {
                continue;
            }
            let function = self.function(property);
            let index = slot(name);
            line!(out, depth, "if slots[{index}] != 0 {{ {function}(j, v.doc().value(slots[{index}])); }}");
        }
        for (name, dependents) in &schema.dependent_required {
            let because = slot(name);
            for dependent in dependents {
                let index = slot(dependent);
                line!(
                    out,
                    depth,
                    "if slots[{because}] != 0 && slots[{index}] == 0 {{ j.missing_dependent(v, {name:?}, {dependent:?}); }}"
                );
            }
        }
        let counted = [
            ("minProperties", schema.min_properties.filter(|&n| n > 0), "<", " && j.demands()"),
            ("maxProperties", schema.max_properties, ">", ""),
        ];
        for (keyword, limit, beyond, demanded) in counted {
            let Some(limit) = limit else { continue };
            let keyword = self.limit(keyword, limit);
            line!(
                out,
                depth,
                "if v.kind() == Kind::Object && stage::property_count(v) {beyond} {limit}{demanded} {{ j.fail(v, {keyword}); }}"
            );
        }
    }

    fn applicators(&mut self, out: &mut String, depth: usize, schema: &Schema, slots: &[String]) {
        for subschema in &schema.all_of {
            self.in_place(out, depth, subschema, slots);
        }
        for (list, keyword) in [(&schema.any_of, "anyOf"), (&schema.one_of, "oneOf")] {
            if list.is_empty() {
                continue;
            }
            let keyword = self.keyword(keyword, "");
            line!(out, depth, "{{");
            line!(out, depth + 1, "let mut holding = 0_u32;");
            for subschema in list {
                line!(out, depth + 1, "let aside = j.begin(false);");
                self.in_place(out, depth + 1, subschema, slots);
                line!(out, depth + 1, "holding += u32::from(j.end(aside));");
            }
            let test = if std::ptr::eq(list, &raw const schema.one_of) { "holding != 1" } else { "holding == 0" };
            line!(out, depth + 1, "if {test} {{ j.fail(v, {keyword}); }}");
            line!(out, depth, "}}");
        }
        if let Some(not) = schema.not.as_deref() {
            let keyword = self.keyword("not", "");
            line!(out, depth, "let aside = j.begin(true);");
            self.in_place(out, depth, not, slots);
            line!(out, depth, "if j.end(aside) {{ j.fail(v, {keyword}); }}");
        }
        if let Some(condition) = schema.if_.as_deref()
            && (schema.then.is_some() || schema.else_.is_some())
        {
            line!(out, depth, "let aside = j.begin(true);");
            self.in_place(out, depth, condition, slots);
            line!(out, depth, "if j.end(aside) {{");
            if let Some(then) = schema.then.as_deref() {
                self.in_place(out, depth + 1, then, slots);
            }
            if let Some(otherwise) = schema.else_.as_deref() {
                line!(out, depth, "}} else {{");
                self.in_place(out, depth + 1, otherwise, slots);
            }
            line!(out, depth, "}}");
        }
        for (name, subschema) in &schema.dependent_schemas {
            let index = slots.iter().position(|s| s == name).unwrap_or(usize::MAX);
            line!(out, depth, "if slots[{index}] != 0 {{");
            self.in_place(out, depth + 1, subschema, slots);
            line!(out, depth, "}}");
        }
    }

    /// A schema for the same instance: inside this function where the slots serve it.
    fn in_place(&mut self, out: &mut String, depth: usize, schema: &Schema, slots: &[String]) {
        if schema.boolean == Some(true) {
            return;
        }
        if needs_function(schema) {
            let function = self.function(schema);
            line!(out, depth, "{function}(j, v);");
            return;
        }
        let Some(types) = &schema.types else {
            line!(out, depth, "{{");
            self.assertions(out, depth + 1, schema, slots);
            line!(out, depth, "}}");
            return;
        };
        let keyword = self.type_keyword(types);
        line!(out, depth, "if stage::is_type(v, {}) {{", type_bits(types));
        self.assertions(out, depth + 1, schema, slots);
        line!(out, depth, "}} else {{");
        line!(out, depth + 1, "j.fail(v, {keyword});");
        line!(out, depth, "}}");
    }

    fn type_keyword(&mut self, types: &[Type]) -> String {
        let names: Vec<_> = types.iter().map(|t| format!("Param::Text({:?})", t.name())).collect();
        let params = match names.as_slice() {
            [one] => format!("(\"type\", {one})"),
            several => format!("(\"type\", Param::List(&[{}]))", several.join(", ")),
        };
        self.keyword("type", &params)
    }
}

/// Keywords that hold schemas.
const HOLDERS: [&str; 16] = [
    "properties",
    "additionalProperties",
    "items",
    "prefixItems",
    "contains",
    "propertyNames",
    "dependentSchemas",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "$ref",
    "$defs",
];

/// Whether the schema judges the set of an object's names, for which it needs a pass of its own.
fn needs_function(schema: &Schema) -> bool {
    schema.boolean.is_some() || schema.additional_properties.is_some() || schema.property_names.is_some()
}

/// The names that are looked up in the instance, by the schema and by those in place.
fn collect_slots(schema: &Schema, slots: &mut Vec<String>) {
    let own = schema.properties.iter().map(|(name, _)| name);
    let dependent = schema.dependent_required.iter().flat_map(|(name, list)| std::iter::once(name).chain(list));
    let dependent_schemas = schema.dependent_schemas.iter().map(|(name, _)| name);
    for name in own.chain(&schema.required).chain(dependent).chain(dependent_schemas) {
        if !slots.contains(name) {
            slots.push(name.clone());
        }
    }
    for subschema in schema.in_place().filter(|schema| !needs_function(schema)) {
        collect_slots(subschema, slots);
    }
}

fn type_bits(types: &[Type]) -> String {
    let bits: Vec<_> = types.iter().map(|t| format!("types::{}", t.name().to_uppercase())).collect();
    bits.join(" | ")
}

/// A byte string literal's inside.
struct Bytes<'a>(&'a str);

impl std::fmt::Debug for Bytes<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let escaped: String = self.0.bytes().flat_map(std::ascii::escape_default).map(char::from).collect();
        write!(f, "\"{escaped}\"")
    }
}

fn number_param(text: &str) -> String {
    match text.parse::<i64>() {
        Ok(integer) => format!("Param::Integer({integer})"),
        Err(_) => match text.parse::<f64>() {
            Ok(float) if float.is_finite() => format!("Param::Number({float:?})"),
            _ => format!("Param::Text({text:?})"),
        },
    }
}

fn param(value: &Value) -> String {
    match value {
        Value::Null => "Param::Null".to_owned(),
        Value::Bool(boolean) => format!("Param::Boolean({boolean})"),
        Value::Number(number) => number_param(&number.to_string()),
        Value::String(text) => format!("Param::Text({text:?})"),
        Value::Array(items) => {
            format!("Param::List(&[{}])", items.iter().map(param).collect::<Vec<_>>().join(", "))
        }
        Value::Object(members) => {
            let members: Vec<_> = members.iter().map(|(name, value)| format!("({name:?}, {})", param(value))).collect();
            format!("Param::Object(&[{}])", members.join(", "))
        }
    }
}

fn constant_text(value: &Value) -> String {
    match value {
        Value::Null => "Constant::Null".to_owned(),
        Value::Bool(boolean) => format!("Constant::Boolean({boolean})"),
        Value::Number(number) => format!("Constant::Number({:?})", number.to_string()),
        Value::String(text) => format!("Constant::Text({text:?})"),
        Value::Array(items) => {
            format!("Constant::Array(&[{}])", items.iter().map(constant_text).collect::<Vec<_>>().join(", "))
        }
        Value::Object(members) => {
            let members: Vec<_> =
                members.iter().map(|(name, value)| format!("({name:?}, {})", constant_text(value))).collect();
            format!("Constant::Object(&[{}])", members.join(", "))
        }
    }
}

/// The text of `pub static STAGES` with all that it refers to.
#[must_use]
pub fn write(source: &Source) -> String {
    let mut writer = Writer::default();
    let mut table = String::new();
    for (stage, read) in source.lifecycle.stages.iter().zip(&source.stages) {
        let function = writer.function(&read.schema);
        line!(
            table,
            1,
            "stage::StageSchema {{ stage: {:?}, column: {:?}, validate: {function} }},",
            stage.stage,
            stage.column
        );
    }
    let mut out = writer.finish();
    let _ = write!(
        out,
        "\n/// The stages, in lifecycle order.\npub static STAGES: [stage::StageSchema; {}] = [\n{table}];\n",
        source.stages.len()
    );
    out
}
