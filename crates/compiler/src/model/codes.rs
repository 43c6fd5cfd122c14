//! Every issue code that the module can return, with its source and meaning. Knows where each kind of code is defined,
//! and defines none itself.

use serde_json::Value;

use crate::model::constraints::Told;
use crate::model::rules::Rule;
use crate::model::schema::Schema;
use crate::model::source::StageSource;
use crate::model::table::{Check, Column, ServerOnly, Table};
use pg_value::{ONLY_THE_SERVER_KNOWS, SqlState};

/// An issue's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The code, as in issues.
    pub code: String,
    /// `database`, `schema`, `rule` or `network`.
    pub source: &'static str,
    /// PostgreSQL's SQLSTATE, if it has one.
    pub sqlstate: Option<&'static str>,
    /// Which functions return it.
    pub given_by: GivenBy,
    /// The members of its issues' `params`.
    pub params: Vec<Param>,
    /// What is wrong.
    pub meaning: String,
}

/// Which functions of the package return issues with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GivenBy {
    /// The verdicts on rows, stages and transitions.
    Verdicts,
    /// Only `compileSchema`: no stage uses the keyword.
    CompileSchema,
    /// Only `explainDatabaseError`: only the server knows.
    ExplainDatabaseError,
}

impl GivenBy {
    /// The name in the docs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Verdicts => "verdicts",
            Self::CompileSchema => "`compileSchema`",
            Self::ExplainDatabaseError => "`explainDatabaseError`",
        }
    }
}

/// A member of an issue's `params`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// The member's name.
    pub name: String,
    /// The TypeScript type, using the names that `types.ts` declares.
    pub ty: String,
    /// Whether the member may be missing.
    pub optional: bool,
}

impl Param {
    /// A param written `limit`, or `type?` if it may be missing, with its type.
    #[must_use]
    pub fn new(name: &str, ty: &str) -> Self {
        let plain = name.strip_suffix('?');
        Self { name: plain.unwrap_or(name).to_owned(), ty: ty.to_owned(), optional: plain.is_some() }
    }
}

/// `"limit: number, type?: string"`, as the tables below write params.
fn params(text: &str) -> Vec<Param> {
    text.split(", ").filter_map(|param| param.split_once(": ")).map(|(name, ty)| Param::new(name, ty)).collect()
}

/// The params for a value that its column's type refuses; the last two if the error occurred in a CHECK.
const INPUT: &str =
    "type?: string, value?: JsonScalar, unknowable?: true, expression?: string, columns?: readonly string[]";

/// PostgreSQL's conditions: the meaning of each here, and its params.
fn condition(state: SqlState) -> (&'static str, &'static str) {
    match state {
        SqlState::FeatureNotSupported => {
            ("a CHECK does something that PostgreSQL does not support for the value", INPUT)
        }
        SqlState::StringDataRightTruncation => (
            "a text is longer than its varchar(n), trailing blanks aside",
            "type: string, value: JsonScalar, limit: number",
        ),
        SqlState::NumericValueOutOfRange => ("a number is beyond its column's type", INPUT),
        SqlState::InvalidDatetimeFormat => {
            ("a text is not a date or time; with `unknowable`, it may be one for a server with other settings", INPUT)
        }
        SqlState::DatetimeFieldOverflow => ("a date or time does not exist", INPUT),
        SqlState::InvalidTimeZoneDisplacementValue => ("an offset from UTC is out of range", INPUT),
        SqlState::SubstringError => ("a CHECK cuts out a text of negative length", INPUT),
        SqlState::DivisionByZero => ("a CHECK divides by zero", INPUT),
        SqlState::InvalidParameterValue => {
            ("a time zone's name is not known, or an array contains something other than rows", INPUT)
        }
        SqlState::InvalidTextRepresentation => (
            "a value is not in the form of its column's type; `allowedValues` has the labels of an enum",
            "type?: string, value?: JsonScalar, allowedValues?: readonly string[], suggestion?: string, unknowable?: true, \
             expression?: string, columns?: readonly string[]",
        ),
        SqlState::UntranslatableCharacter => ("a text has the character U+0000", INPUT),
        SqlState::ArraySubscriptError => ("an array literal's bounds are not allowed", INPUT),
        SqlState::NotNullViolation => ("a NOT NULL column is null, or is missing and has no default", ""),
        SqlState::CheckViolation => ("a CHECK that this package does not know is violated", ""),
        SqlState::GeneratedAlways => ("a column that the database generates is written", ""),
        SqlState::ProgramLimitExceeded => (
            "a value is larger than PostgreSQL can store; with `length`, that of the JSON text in UTF-16 units, the text is too \
             large to be judged at all",
            "type?: string, value?: JsonScalar, limit?: number, length?: number, unknowable?: true, expression?: string, \
             columns?: readonly string[]",
        ),
        SqlState::StatementTooComplex => {
            ("JSON is nested too deeply", "limit: number, type?: string, value?: JsonScalar")
        }
    }
}

/// The meanings of conditions that no verdict contains ([`ONLY_THE_SERVER_KNOWS`]).
fn only_told(condition: &str) -> &'static str {
    match condition {
        "cardinality_violation" => "an upsert names the same row twice",
        "foreign_key_violation" => "what the row refers to does not exist, or the row is still referred to",
        "unique_violation" => "another row already has the value",
        "exclusion_violation" => "the row overlaps another one",
        "read_only_sql_transaction" => "the database is read-only now",
        "serialization_failure" => "another transaction was in the way; trying again may help",
        "deadlock_detected" => "two transactions waited for each other; trying again may help",
        "insufficient_privilege" => "row level security or a missing grant forbids it",
        "query_canceled" => "the statement took too long",
        "raise_exception" => "a trigger or function of the database refuses the row",
        _ => "",
    }
}

/// The params that the server's own message adds to an issue.
const TOLD_BY_THE_SERVER: &str =
    "message?: string, details?: string, hint?: string, table?: string, referenced?: string, reason?: string";

/// The params of an error that did not come from the database.
const OF_THE_NETWORK: &str = "message?: string, details?: string, hint?: string, status?: number, retryable: boolean, \
                              retry_after?: number";

/// What happens to a request before the database is reached (`pkg/src/issue/network_error.ts`).
const TOLD_BY_THE_NETWORK: [(&str, &str); 8] = [
    ("unreachable", "`fetch` failed: no network, no such server, or CORS does not allow it; may be sent again"),
    ("aborted", "the request was aborted: the server may have saved it or not; may be sent again"),
    ("timeout", "no answer in time (HTTP 408, 504, 522, 524): may have been saved or not; may be sent again"),
    ("unavailable", "a gateway answered that the server cannot (other HTTP 5xx, or a page); may be sent again"),
    ("too_many_requests", "HTTP 429: may be sent again after `retry_after` seconds, if the server says how many"),
    ("unauthorized", "HTTP 401 or 403 of the gateway: it does not accept the API key or the sign-in"),
    ("payload_too_large", "HTTP 413: the request is larger than the gateway lets through"),
    ("unknown", "any other error without a code of PostgreSQL or PostgREST; may be sent again"),
];

/// JSON Schema's keywords, and the code for what `/dynamic` cannot judge: what is wrong, and the params.
const KEYWORDS: [(&str, &str, &str); 28] = [
    (
        "additionalProperties",
        "the object has a member that the schema does not allow",
        "additionalProperty: string, suggestion?: string",
    ),
    ("anyOf", "none of the alternatives fits", ""),
    ("const", "the value is not the one allowed", "allowedValue: Json"),
    (
        "contains",
        "the array has too few or too many of the required items",
        "minContains: number, maxContains?: number",
    ),
    ("dependentRequired", "a member that another one requires is missing", "property: string, missingProperty: string"),
    (
        "enum",
        "the value is not one of those allowed; if there are more than 32, only their `count` is given",
        "allowedValues?: readonly Json[], count?: number, suggestion?: string",
    ),
    ("exclusiveMaximum", "the number is not below the limit", "limit: number"),
    ("exclusiveMinimum", "the number is not above the limit", "limit: number"),
    ("format", "the text does not have the format", "format: string, suggestion?: string"),
    ("items", "an item is not allowed there", ""),
    ("maxItems", "the array has too many items", "limit: number"),
    ("maxLength", "the text has too many characters (code points)", "limit: number"),
    ("maxProperties", "the object has too many members", "limit: number"),
    ("maximum", "the number is above the limit", "limit: number"),
    ("minItems", "the array has too few items", "limit: number"),
    ("minLength", "the text has too few characters (code points)", "limit: number"),
    ("minProperties", "the object has too few members", "limit: number"),
    ("minimum", "the number is below the limit", "limit: number"),
    ("multipleOf", "the number is not a multiple", "multipleOf: number"),
    ("not", "the value is what it must not be", ""),
    (
        "notJudged",
        "the data could not be judged completely, so it is not reported as valid: it needs more than `limit` \
         steps, levels or bytes, or (`reviveDraft`) is not JSON",
        "reason: 'work' | 'depth' | 'size' | 'json', limit?: number",
    ),
    ("oneOf", "none, or more than one, of the alternatives fits", ""),
    ("pattern", "the text does not match", "pattern: string"),
    ("properties", "the member is not allowed", ""),
    ("propertyNames", "a member's name is not allowed", "propertyName: string"),
    ("required", "the member is missing", "missingProperty: string"),
    (
        "type",
        "the value has another JSON type; for an amount with decimals, the `suggestion` is the amount in the minor unit",
        "type: string | readonly string[], suggestion?: number",
    ),
    ("uniqueItems", "two items, whose indices are `i` and `j`, are equal", "i: number, j: number"),
];

/// All codes: database, schema, rule.
#[must_use]
pub fn all(tables: &[Table], stages: &[StageSource], rules: &[Rule], constraints: &[Told]) -> Vec<Code> {
    let mut codes = Vec::new();
    for state in SqlState::ALL {
        let (meaning, own) = condition(*state);
        let only_told = match state {
            // Verdicts name the constraint instead.
            SqlState::CheckViolation => true,
            SqlState::GeneratedAlways => {
                !tables.iter().flat_map(|table| &table.columns).any(Column::is_always_generated)
            }
            _ => false,
        };
        let (given_by, own) =
            if only_told { (GivenBy::ExplainDatabaseError, TOLD_BY_THE_SERVER) } else { (GivenBy::Verdicts, own) };
        codes.push(Code {
            code: state.condition().to_owned(),
            source: "database",
            sqlstate: Some(state.as_str()),
            given_by,
            params: params(own),
            meaning: meaning.to_owned(),
        });
    }
    for (code, meaning, own) in [
        ("PGRST102", "the body is not JSON, or rows of one array differ in their keys (PostgREST)", ""),
        ("PGRST204", "the table has no such column (PostgREST)", "table: string, suggestion?: string"),
    ] {
        let (code, meaning, params) = (code.to_owned(), meaning.to_owned(), params(own));
        codes.push(Code { code, source: "database", sqlstate: None, given_by: GivenBy::Verdicts, params, meaning });
    }
    for (code, meaning) in [
        ("PGRST116", "there is no such row, or row level security hides it (PostgREST)"),
        ("PGRST301", "the token is not valid (PostgREST)"),
        ("PGRST302", "nobody is signed in, and that is needed (PostgREST)"),
        ("PGRST303", "the token's claims are not valid, or it has expired (PostgREST)"),
    ] {
        let (code, meaning, params) = (code.to_owned(), meaning.to_owned(), params(TOLD_BY_THE_SERVER));
        codes.push(Code {
            code,
            source: "database",
            sqlstate: None,
            given_by: GivenBy::ExplainDatabaseError,
            params,
            meaning,
        });
    }
    for table in tables {
        let mut of_triggers: Vec<_> = table.triggers().map(|(_, check)| check).collect();
        of_triggers.dedup_by(|a, b| a.name == b.name);
        codes.extend(of_triggers.into_iter().map(|check| of_trigger(table, check, constraints)));
        codes.extend(table.checks.iter().map(|check| of_check(table, check, constraints)));
        let mut of_domains: Vec<_> = table.columns.iter().flat_map(|column| table.domain_checks(column)).collect();
        of_domains.dedup_by(|a, b| a.name == b.name);
        codes.extend(of_domains.into_iter().map(|check| of_check(table, check, constraints)));
        codes.extend(table.server_only.iter().map(|check| of_server_only(table, check)));
    }
    for (sqlstate, condition) in ONLY_THE_SERVER_KNOWS {
        codes.push(Code {
            code: (*condition).to_owned(),
            source: "database",
            sqlstate: Some(sqlstate),
            given_by: GivenBy::ExplainDatabaseError,
            params: params(TOLD_BY_THE_SERVER),
            meaning: only_told(condition).to_owned(),
        });
    }
    codes.push(Code {
        code: "conflict".to_owned(),
        source: "database",
        sqlstate: None,
        given_by: GivenBy::ExplainDatabaseError,
        params: params(TOLD_BY_THE_SERVER),
        meaning: "the row has been changed since it was read (HTTP 412, or a saver's condition)".to_owned(),
    });
    for (code, meaning) in TOLD_BY_THE_NETWORK {
        codes.push(Code {
            code: code.to_owned(),
            source: "network",
            sqlstate: None,
            given_by: GivenBy::ExplainDatabaseError,
            params: params(OF_THE_NETWORK),
            meaning: meaning.to_owned(),
        });
    }
    let mut used = Vec::new();
    stages.iter().for_each(|stage| collect_keywords(&stage.schema, &mut used));
    for (keyword, meaning, own) in KEYWORDS {
        let given_by = if used.contains(&keyword) { GivenBy::Verdicts } else { GivenBy::CompileSchema };
        let (code, meaning, params) = (keyword.to_owned(), meaning.to_owned(), params(own));
        codes.push(Code { code, source: "schema", sqlstate: None, given_by, params, meaning });
    }
    codes.extend(rules.iter().map(of_rule));
    codes
}

fn of_rule(rule: &Rule) -> Code {
    Code {
        code: rule.code.clone(),
        source: if rule.advice { "advice" } else { "rule" },
        sqlstate: None,
        given_by: GivenBy::Verdicts,
        params: rule.params.clone(),
        meaning: rule.asks.clone(),
    }
}

fn of_check(table: &Table, check: &Check, constraints: &[Told]) -> Code {
    let mut params = params("expression: string, columns: readonly string[]");
    if check.stage().is_some() {
        params.extend([Param::new("stage", "string"), Param::new("complete", "boolean")]);
    }
    params.extend(check.bounds(&table.types).iter().map(|(name, limit)| {
        let ty = if matches!(limit, Value::Array(_)) { "readonly Json[]" } else { "number" };
        Param::new(name, ty)
    }));
    if check.bounds(&table.types).iter().any(|(_, limit)| matches!(limit, Value::Array(_))) {
        params.push(Param::new("suggestion?", "string"));
    }
    let told = constraints.iter().find(|told| told.constraint == check.name);
    params.extend(told.into_iter().flat_map(|told| told.params.iter().cloned()));
    let mut meaning = format!("in {}: {}", table.name, check.sql);
    if let Some(comment) = &check.comment {
        params.push(Param::new("comment", "string"));
        meaning = format!("{comment} ({meaning})");
    }
    Code {
        code: check.name.clone(),
        source: "database",
        sqlstate: Some(SqlState::CheckViolation.as_str()),
        given_by: GivenBy::Verdicts,
        params,
        meaning,
    }
}

/// A CHECK that no verdict knows; its name is the code of the server's error.
fn of_server_only(table: &Table, check: &ServerOnly) -> Code {
    let mut params = params(TOLD_BY_THE_SERVER);
    let mut meaning = format!("in {}, left to the server ({}): {}", table.name, check.reason, check.sql);
    if let Some(comment) = &check.comment {
        params.push(Param::new("comment", "string"));
        meaning = format!("{comment} ({meaning})");
    }
    Code {
        code: check.name.clone(),
        source: "database",
        sqlstate: Some(SqlState::CheckViolation.as_str()),
        given_by: GivenBy::ExplainDatabaseError,
        params,
        meaning,
    }
}

/// What a trigger refuses; `checkTransition` says it of no row, and so without the columns.
fn of_trigger(table: &Table, check: &Check, constraints: &[Told]) -> Code {
    let mut code = of_check(table, check, constraints);
    for param in code.params.iter_mut().filter(|param| matches!(param.name.as_str(), "expression" | "columns")) {
        param.optional = true;
    }
    code
}

/// The keywords of a schema itself, whose codes its issues have.
#[must_use]
pub fn keywords_of(schema: &Schema) -> Vec<&'static str> {
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
    own.iter().filter(|(_, used)| *used).map(|(keyword, _)| *keyword).collect()
}

fn collect_keywords(schema: &Schema, keywords: &mut Vec<&'static str>) {
    keywords.extend(keywords_of(schema));
    let inside = schema.properties.iter().map(|(_, property)| property).chain(&schema.prefix_items);
    let inside = inside.chain(schema.items.as_deref()).chain(schema.additional_properties.as_deref());
    inside.chain(schema.in_place()).for_each(|subschema| collect_keywords(subschema, keywords));
}

/// Whether a constraint's name is a code of something else: a keyword of JSON Schema, or a condition of PostgreSQL's.
#[must_use]
pub fn is_taken(name: &str) -> bool {
    KEYWORDS.iter().any(|(keyword, ..)| *keyword == name)
        || SqlState::ALL.iter().any(|state| state.condition() == name)
        || ONLY_THE_SERVER_KNOWS.iter().any(|(_, condition)| *condition == name)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_condition_has_a_meaning() {
        for (_, condition) in super::ONLY_THE_SERVER_KNOWS {
            assert!(!super::only_told(condition).is_empty(), "{condition}");
        }
    }
}
