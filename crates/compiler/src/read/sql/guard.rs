//! The conditions that guard changes in `DO` blocks: whether something exists, according to `pg_catalog` or
//! `information_schema`. Knows what the migrations have created so far; any other condition is unknown.

use sqlparser::tokenizer::Token;

use super::cursor::{Cursor, Name, string};
use super::names::folded;
use super::reader::Reader;
use super::search_path::PUBLIC;

/// Answers from what is known so far.
pub struct Guard<'a> {
    reader: &'a mut Reader,
}

/// Tables and types that Supabase has in schemas of its own.
const SUPABASE: [&str; 38] = [
    "aal_level",
    "action",
    "audit_log_entries",
    "buckets",
    "buckettype",
    "code_challenge_method",
    "equality_op",
    "extensions",
    "factor_status",
    "factor_type",
    "flow_state",
    "hooks",
    "http_request_queue",
    "identities",
    "instances",
    "job",
    "job_run_details",
    "key",
    "messages",
    "mfa_amr_claims",
    "mfa_challenges",
    "mfa_factors",
    "migrations",
    "oauth_clients",
    "objects",
    "one_time_token",
    "one_time_tokens",
    "prefixes",
    "refresh_tokens",
    "s3_multipart_uploads",
    "saml_providers",
    "saml_relay_states",
    "schema_migrations",
    "secrets",
    "sessions",
    "sso_providers",
    "subscription",
    "users",
];

/// What a query asks for: column names without their table, each with the text it must equal.
type Wanted = Vec<(String, String)>;

impl<'a> Guard<'a> {
    /// A guard over what the reader knows.
    pub const fn new(reader: &'a mut Reader) -> Self {
        Self { reader }
    }

    /// Whether the condition holds; `None` if that is not known.
    pub fn holds(&mut self, condition: Cursor<'_>) -> Option<bool> {
        let of = |separator: &'static str, mut rest: Cursor<'_>| {
            let mut parts = Vec::new();
            while !rest.is_empty() {
                parts.push(Cursor::new(rest.until(|cursor| cursor.is(separator)).rest()).rest().to_vec());
                rest.eat(separator);
            }
            parts
        };
        let alternatives = of("or", condition);
        if alternatives.len() > 1 {
            let answers: Vec<_> = alternatives.iter().map(|part| self.holds(Cursor::new(part))).collect();
            return if answers.contains(&Some(true)) {
                Some(true)
            } else {
                answers.iter().all(Option::is_some).then_some(false)
            };
        }
        let parts = of("and", condition);
        if parts.len() > 1 {
            let answers: Vec<_> = parts.iter().map(|part| self.holds(Cursor::new(part))).collect();
            return if answers.contains(&Some(false)) {
                Some(false)
            } else {
                answers.iter().all(Option::is_some).then_some(true)
            };
        }
        self.one(condition)
    }

    fn one(&mut self, mut condition: Cursor<'_>) -> Option<bool> {
        if condition.eat("not") {
            return self.holds(condition).map(|holds| !holds);
        }
        if condition.eat("exists") {
            let query = condition.group().ok()?;
            return condition.is_empty().then(|| self.exists(query))?;
        }
        let mut copy = condition;
        if let Ok(inside) = copy.group() {
            if copy.is_empty() {
                return self.holds(inside);
            }
            // (SELECT count(*) …) = 0
            return None;
        }
        // to_regclass('t') IS NULL
        if condition.eat("pg_catalog") {
            condition.symbol(&Token::Period);
        }
        let is_type = condition.is("to_regtype");
        if condition.eat("to_regclass") || condition.eat("to_regtype") {
            let mut inside = condition.group().ok()?;
            let text = inside.text().ok()?;
            let there = if is_type { self.has_type(&text) } else { self.has_relation(&text) };
            return match () {
                () if condition.eat("is null") && condition.is_empty() => there.map(|there| !there),
                () if condition.eat("is not null") && condition.is_empty() => there,
                () => None,
            };
        }
        None
    }

    fn exists(&mut self, mut query: Cursor<'_>) -> Option<bool> {
        query.expect("select").ok()?;
        query.until(|cursor| cursor.is("from"));
        query.expect("from").ok()?;
        let mut sources = query.until(|cursor| cursor.is("where"));
        query.expect("where").ok()?;
        let main = sources.object().ok()?;
        let mut wanted = Wanted::new();
        let conditions = query.until(|cursor| cursor.is("limit"));
        let mut rest = conditions;
        while !rest.is_empty() {
            let part = rest.until(|cursor| cursor.is("and"));
            rest.eat("and");
            wanted.push(equality(part)?);
        }
        wanted.retain(|(column, _)| !column.is_empty());
        let schema_columns = ["table_schema", "schemaname", "nspname", "constraint_schema", "trigger_schema"];
        let mut schema = None;
        wanted.retain(|(column, value)| {
            let is_schema = schema_columns.contains(&column.as_str())
                || matches!(column.as_str(), "relnamespace" | "typnamespace" | "connamespace" | "pronamespace");
            if is_schema {
                schema = Some(value.clone());
            }
            !is_schema
        });
        if schema.as_deref().is_some_and(|schema| schema != PUBLIC) {
            return None;
        }
        // `regclass` looks the table up by `search_path`; other conditions without a schema ask of all of them.
        let in_all = schema.is_none()
            && !wanted.iter().any(|(column, _)| matches!(column.as_str(), "attrelid" | "conrelid" | "tgrelid"));
        let names: Vec<String> = wanted.iter().map(|(_, name)| name.clone()).collect();
        let answer = self.answer(&main.name, &mut wanted)?;
        let unknown = !answer && in_all && names.iter().any(|name| self.may_be_elsewhere(name));
        (!unknown).then_some(answer)
    }

    /// Whether another schema may have something of that name: one of the migrations', or one that Supabase makes.
    fn may_be_elsewhere(&self, name: &str) -> bool {
        let of = |table: &str| name == table || name.strip_prefix(table).is_some_and(|rest| rest.starts_with('_'));
        self.reader.elsewhere.iter().any(|(_, table)| of(table)) || SUPABASE.iter().any(|table| of(table))
    }

    fn answer(&mut self, catalogue: &str, wanted: &mut Wanted) -> Option<bool> {
        let mut take = |name: &str| {
            let at = wanted.iter().position(|(column, _)| column == name)?;
            Some(wanted.remove(at).1)
        };
        match catalogue {
            "pg_type" => {
                let name = take("typname")?;
                let _ = take("typtype");
                wanted.is_empty().then(|| self.has_type(&name))?
            }
            "tables" | "pg_tables" | "pg_class" | "views" | "pg_views" => {
                let name = take("table_name")
                    .or_else(|| take("tablename"))
                    .or_else(|| take("relname"))
                    .or_else(|| take("viewname"))?;
                let _ = take("relkind").or_else(|| take("table_type"));
                wanted.is_empty().then(|| self.has_relation(&name))?
            }
            "pg_indexes" => {
                let name = take("indexname")?;
                let _ = take("tablename");
                wanted.is_empty().then(|| self.has_relation(&name))?
            }
            "columns" => {
                let (table, column) = (take("table_name")?, take("column_name")?);
                // The answer depends on its type or on whether it may be NULL.
                let data_type = take("data_type").or_else(|| take("udt_name"));
                let nullable = take("is_nullable");
                if !wanted.is_empty() || data_type.is_some() {
                    return None;
                }
                let has = self.has_column(&table, &column)?;
                match nullable {
                    Some(nullable) if has => {
                        let own = self.reader.table(&table).ok()?.column(&column).ok()?;
                        Some(own.not_null == (nullable == "NO"))
                    }
                    _ => Some(has),
                }
            }
            "pg_attribute" => {
                let (table, column) = (take("attrelid")?, take("attname")?);
                let _ = take("attisdropped");
                wanted.is_empty().then(|| self.has_column(&table, &column))?
            }
            "pg_constraint" | "table_constraints" | "constraint_column_usage" => {
                let name = take("conname").or_else(|| take("constraint_name"))?;
                let table = take("conrelid").or_else(|| take("table_name")).or_else(|| take("relname"));
                let _ = take("contype").or_else(|| take("constraint_type"));
                wanted.is_empty().then(|| self.has_constraint(table.as_deref(), &name))?
            }
            "pg_trigger" | "triggers" => {
                let name = take("tgname").or_else(|| take("trigger_name"))?;
                let table = take("tgrelid").or_else(|| take("event_object_table")).or_else(|| take("relname"))?;
                let _ = take("tgisinternal");
                let table = table_name(&table);
                let known = self.reader.mirrored(&table).ok()??;
                let triggers = &self.reader.table(&known).ok()?.triggers;
                wanted.is_empty().then(|| triggers.iter().any(|trigger| trigger.note.name == name))
            }
            "pg_enum" => {
                let (label, ty) = (take("enumlabel")?, take("enumtypid").or_else(|| take("typname"))?);
                wanted.is_empty().then(|| self.reader.has_label(&table_name(&ty), &label))?
            }
            _ => None,
        }
    }

    fn has_type(&self, name: &str) -> Option<bool> {
        // A table's rows are of a type of its name.
        Some(self.reader.has_type(&table_name(name)) || self.has_relation(name)?)
    }

    /// Whether there is a table, a view, a sequence or an index with this name.
    fn has_relation(&self, name: &str) -> Option<bool> {
        let name = table_name(name);
        if name.schema.as_deref().is_some_and(|schema| schema != PUBLIC) || self.reader.outside.contains(&name.name) {
            return None;
        }
        if self.reader.is_taken(&name.name) {
            return Some(true);
        }
        // The index of a constraint, or a sequence or an index with a name that PostgreSQL made up.
        let made_up = ["_seq", "_idx"].iter().any(|end| name.name.contains(end));
        (!made_up && !self.reader.constraint_names.contains_key(&name.name)).then_some(false)
    }

    fn has_column(&mut self, table: &str, column: &str) -> Option<bool> {
        let name = table_name(table);
        let table = self.reader.mirrored(&name).ok().flatten();
        match table {
            Some(table) => {
                let relation = self.reader.table(&table).ok()?;
                Some(relation.has_column(column) || relation.refused.contains(column))
            }
            None if self.has_relation(&name.name)? => None,
            None => Some(false),
        }
    }

    fn has_constraint(&mut self, table: Option<&str>, name: &str) -> Option<bool> {
        match table {
            Some(table) => {
                let table = self.reader.mirrored(&table_name(table)).ok()??;
                let relation = self.reader.table(&table).ok()?;
                if !relation.refused.is_empty() {
                    return None;
                }
                Some(relation.constraints.iter().any(|constraint| constraint.note.name == name))
            }
            None => Some(self.reader.constraint_names.contains_key(name)),
        }
    }
}

/// A name in a text, as `regclass` reads it.
fn table_name(text: &str) -> Name {
    let part = |part: &str| match part.strip_prefix('"').and_then(|part| part.strip_suffix('"')) {
        Some(quoted) => folded(quoted, true),
        None => folded(part, true),
    };
    match text.split_once('.') {
        Some((schema, name)) => Name { schema: Some(part(schema)), name: part(name) },
        None => Name { schema: None, name: part(text) },
    }
}

/// `t.column = 'text'`; the column has no name if the condition only joins.
fn equality(mut part: Cursor<'_>) -> Option<(String, String)> {
    if part.eat("not") {
        // NOT attisdropped, NOT tgisinternal
        let column = last_name(&mut part)?;
        let known = matches!(column.as_str(), "attisdropped" | "tgisinternal");
        return (known && part.is_empty()).then(|| (column, "false".to_owned()));
    }
    let column = last_name(&mut part)?;
    if !part.symbol(&Token::Eq) {
        // relkind IN ('r', 'p')
        if part.eat("in") && matches!(column.as_str(), "relkind" | "typtype" | "contype") {
            part.group().ok()?;
            return part.is_empty().then(|| (String::new(), String::new()));
        }
        return None;
    }
    if let Ok(mut inside) = Cursor::new(part.rest()).group() {
        // (SELECT oid FROM pg_namespace WHERE nspname = 'public')
        let wanted = ["typname", "nspname", "relname"];
        inside.until(|cursor| cursor.is("where"));
        inside.expect("where").ok()?;
        let (name, value) = equality(inside)?;
        return wanted.contains(&name.as_str()).then_some((column, value));
    }
    match part.peek().and_then(string) {
        Some(text) => {
            part.next();
            if part.symbol(&Token::DoubleColon) {
                let ty = part.object().ok()?.name;
                if !matches!(ty.as_str(), "regclass" | "regtype" | "regnamespace" | "name" | "text" | "char") {
                    return None;
                }
            }
            part.is_empty().then_some((column, text))
        }
        None if part.eat("false") && part.is_empty() => Some((column, "false".to_owned())),
        None if part.eat("current_schema") => {
            let _ = part.group();
            part.is_empty().then(|| (column, PUBLIC.to_owned()))
        }
        // a.attrelid = c.oid
        None => {
            let joins = last_name(&mut part)?;
            let keys =
                ["oid", "relnamespace", "typnamespace", "conrelid", "attrelid", "tgrelid", "enumtypid", "typnamespace"];
            (part.is_empty() && keys.contains(&joins.as_str()) && keys.contains(&column.as_str()))
                .then(|| (String::new(), String::new()))
        }
    }
}

fn last_name(part: &mut Cursor<'_>) -> Option<String> {
    let mut name = part.name().ok()?;
    while part.symbol(&Token::Period) {
        name = part.name().ok()?;
    }
    Some(name)
}
