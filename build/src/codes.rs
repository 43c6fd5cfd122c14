//! Every issue code that the module can give, with its source and meaning. Knows where each kind of
//! code is defined, and defines none itself.

use crate::model::schema::Schema;
use crate::model::table::Table;
use crate::pg::SqlState;
use crate::source::StageSource;

/// An issue's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    pub code: String,
    /// `database`, `schema` or `rule`.
    pub source: &'static str,
    pub sqlstate: Option<&'static str>,
    pub meaning: String,
}

/// All of them: database, schema, rule.
#[must_use]
pub fn all(tables: &[Table], stages: &[StageSource]) -> Vec<Code> {
    let mut codes = Vec::new();
    let mut add = |code: &str, source, sqlstate, meaning: String| {
        codes.push(Code { code: code.to_owned(), source, sqlstate, meaning });
    };
    for state in SqlState::ALL {
        add(state.condition(), "database", Some(state.as_str()), "PostgreSQL's condition".to_owned());
    }
    for (code, meaning) in [("PGRST102", "the body is no JSON"), ("PGRST204", "the table has no such column")] {
        add(code, "database", None, format!("{meaning} (PostgREST)"));
    }
    for table in tables {
        for check in &table.checks {
            let sqlstate = Some(SqlState::CheckViolation.as_str());
            add(&check.name, "database", sqlstate, format!("in {}: {}", table.name, check.sql));
        }
    }
    let mut keywords = Vec::new();
    stages.iter().for_each(|stage| collect_keywords(&stage.schema, &mut keywords));
    keywords.sort_unstable();
    keywords.dedup();
    for keyword in keywords {
        add(keyword, "schema", None, "JSON Schema's keyword".to_owned());
    }
    for (code, meaning) in rules() {
        add(&code, "rule", None, meaning);
    }
    codes
}

/// The runtime's own table: `pub static CODES` in its rules, each entry a constant and what it asks
/// for. A constant is spelled as its code is, in capitals.
fn rules() -> Vec<(String, String)> {
    const RULES: &str = include_str!("../../src/rules.rs");
    let table = RULES.split_once("pub static CODES").and_then(|(_, rest)| rest.split_once("&[\n"));
    let table = table.and_then(|(_, rest)| rest.split_once("];")).map_or("", |(table, _)| table);
    let entry = |entry: &str| {
        let (constant, rest) = entry.split_once(',')?;
        let (_, rest) = rest.split_once('"')?;
        Some((constant.trim().to_lowercase(), rest.split_once('"')?.0.to_owned()))
    };
    table.split('(').skip(1).filter_map(entry).collect()
}

fn collect_keywords(schema: &Schema, keywords: &mut Vec<&'static str>) {
    let own = [
        ("type", schema.types.is_some()),
        ("enum", schema.enumeration.is_some()),
        ("const", schema.constant.is_some()),
        ("minLength", schema.min_length.is_some()),
        ("maxLength", schema.max_length.is_some()),
        ("format", schema.format.is_some()),
        ("pattern", schema.pattern.is_some()),
        ("minimum", schema.minimum.is_some()),
        ("maximum", schema.maximum.is_some()),
        ("exclusiveMinimum", schema.exclusive_minimum.is_some()),
        ("exclusiveMaximum", schema.exclusive_maximum.is_some()),
        ("multipleOf", schema.multiple_of.is_some()),
        ("minItems", schema.min_items.is_some()),
        ("maxItems", schema.max_items.is_some()),
        ("uniqueItems", schema.unique_items),
        ("contains", schema.contains.is_some()),
        ("required", !schema.required.is_empty()),
        ("additionalProperties", schema.additional_properties.is_some()),
        ("propertyNames", schema.property_names.is_some()),
        ("minProperties", schema.min_properties.is_some()),
        ("maxProperties", schema.max_properties.is_some()),
        ("dependentRequired", !schema.dependent_required.is_empty()),
        ("anyOf", !schema.any_of.is_empty()),
        ("oneOf", !schema.one_of.is_empty()),
        ("not", schema.not.is_some()),
    ];
    keywords.extend(own.iter().filter(|(_, used)| *used).map(|(keyword, _)| *keyword));
    let inside = schema.properties.iter().map(|(_, property)| property).chain(&schema.prefix_items);
    let inside = inside.chain(schema.items.as_deref()).chain(schema.additional_properties.as_deref());
    inside.chain(schema.in_place()).for_each(|subschema| collect_keywords(subschema, keywords));
}

#[cfg(test)]
mod tests {
    #[test]
    fn reads_the_whole_table_of_rules() {
        let runtime = concat!(include_str!("../../src/rules.rs"), include_str!("../../src/lifecycle.rs"));
        let rules = super::rules();
        assert!(rules.len() > 10);
        for (code, meaning) in rules {
            assert!(runtime.contains(&format!("pub const {}: &str = \"{code}\";", code.to_uppercase())), "{code}");
            assert!(!meaning.is_empty(), "{code}");
        }
    }
}
