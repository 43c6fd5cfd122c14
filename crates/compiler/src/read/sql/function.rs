//! The functions that the migrations create: what calls of them may do to tables. Knows their names and bodies; what a
//! body's statements do is decided in [`plpgsql`].

use std::collections::HashSet;

use sqlparser::tokenizer::Token;

use super::constraint::{self, Resolved};
use super::cursor::{Cursor, Name, start, string};
use super::definition::{Definition, definition};
use super::plpgsql::{self, Effect};
use super::reader::{Done, Reader};
use super::relation::{Constraint, Rule};
use super::script;
use crate::error::{Error, Place, Result};
use crate::model::known::Meaning;
use crate::model::table::Routine;

/// All functions, in order of creation.
#[derive(Debug, Default)]
pub struct Functions {
    all: Vec<UserFunction>,
    made: usize,
    /// Whether all migrations have been read.
    pub are_final: bool,
}

/// One function.
#[derive(Clone, Debug)]
pub struct UserFunction {
    /// Stays the same if the function is replaced or renamed.
    pub id: usize,
    /// The function's schema.
    pub schema: String,
    /// The function's name.
    pub name: String,
    /// The types of its arguments, as far as they distinguish it from others with the same name.
    pub arguments: Vec<String>,
    /// `sql`, `plpgsql` …
    pub language: String,
    /// The text between the quotes; `None` if the body is not quoted text.
    pub body: Option<String>,
    /// What a call of the function does.
    pub effect: Effect,
    /// What the function computes, or why that cannot be followed.
    pub definition: Result<Definition>,
    /// What the function means, if the compiler wrote it.
    pub meaning: Option<Meaning>,
}

impl Functions {
    /// Whether a call by this name may be a call of one of these functions.
    pub fn may_be(&self, name: &str) -> bool {
        self.all.iter().any(|function| function.name == name)
    }

    /// The function with this name, if there is exactly one in all schemas.
    pub fn only(&self, name: &str) -> Option<&UserFunction> {
        let mut found = self.all.iter().filter(|function| function.name == name);
        found.next().filter(|_| found.next().is_none())
    }

    /// The function without arguments, which a trigger calls.
    pub fn of_trigger(&self, schema: Option<&str>, name: &str) -> Option<usize> {
        let mut found = self.all.iter().filter(|function| {
            function.name == name
                && function.arguments.is_empty()
                && schema.is_none_or(|schema| schema == function.schema)
        });
        match (found.next(), found.next()) {
            (Some(one), None) => Some(one.id),
            _ => None,
        }
    }

    /// The function with this id.
    pub fn get(&self, id: usize) -> Option<&UserFunction> {
        self.all.iter().find(|function| function.id == id)
    }

    /// What a function means that the compiler wrote, if every function that it calls is one of these too.
    pub fn meaning<'f>(&self, function: &'f UserFunction) -> Option<&'f Meaning> {
        let calls = |other: &UserFunction| function.effect.calls.contains(&other.name);
        let all_known = self.all.iter().filter(|other| calls(other)).all(|other| other.meaning.is_some());
        function.meaning.as_ref().filter(|_| all_known)
    }

    /// These functions and all that they call, without those whose body is no text.
    fn with_called(&self, ids: &[usize]) -> Vec<Routine> {
        let mut found: Vec<&UserFunction> = Vec::new();
        let mut next: Vec<&UserFunction> = self.all.iter().filter(|function| ids.contains(&function.id)).collect();
        while let Some(function) = next.pop() {
            if !found.iter().any(|other| other.id == function.id) {
                next.extend(self.all.iter().filter(|other| function.effect.calls.contains(&other.name)));
                found.push(function);
            }
        }
        found.sort_by_key(|function| function.id);
        let routine = |function: &&UserFunction| {
            let (schema, name) = (function.schema.clone(), function.name.clone());
            function.body.clone().map(|body| Routine { schema, name, body })
        };
        found.iter().filter_map(routine).collect()
    }

    /// What a call of one of these functions may change, in words.
    pub fn changes(&self, calls: &[String]) -> Option<String> {
        self.changes_of(calls, &mut HashSet::new())
    }

    fn changes_of(&self, calls: &[String], seen: &mut HashSet<String>) -> Option<String> {
        for call in calls {
            if !seen.insert(call.clone()) {
                continue;
            }
            for function in self.all.iter().filter(|function| function.name == *call) {
                let own = function.effect.changes.as_ref().map(|what| format!("`{call}` may execute `{what}`"));
                let found = own.or_else(|| self.changes_of(&function.effect.calls, seen));
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }

    fn add(&mut self, mut function: UserFunction) {
        let same = |other: &&mut UserFunction| {
            other.schema == function.schema && other.name == function.name && other.arguments == function.arguments
        };
        if let Some(old) = self.all.iter_mut().find(same) {
            function.id = old.id;
            *old = function;
        } else {
            self.made += 1;
            function.id = self.made;
            self.all.push(function);
        }
    }

    /// The functions with this name, and with these argument types if they are given.
    fn find(&self, schema: Option<&str>, name: &str, arguments: Option<&[String]>) -> Vec<usize> {
        let named = self
            .all
            .iter()
            .filter(|function| function.name == name && schema.is_none_or(|schema| schema == function.schema));
        let named: Vec<_> = named.collect();
        let exact: Vec<_> = named
            .iter()
            .filter(|function| arguments.is_none_or(|arguments| function.arguments == arguments))
            .map(|function| function.id)
            .collect();
        if !exact.is_empty() {
            return exact;
        }
        // Types have many spellings, so only their number is compared.
        let count = arguments.map_or(0, <[String]>::len);
        named.iter().filter(|function| function.arguments.len() == count).map(|function| function.id).collect()
    }

    fn remove(&mut self, id: usize) {
        self.all.retain(|function| function.id != id);
    }

    fn get_mut(&mut self, id: usize) -> Option<&mut UserFunction> {
        self.all.iter_mut().find(|function| function.id == id)
    }
}

/// A language, whose name may be quoted.
pub fn language_of(rest: &mut Cursor<'_>) -> Result<String> {
    match rest.text() {
        Ok(name) => Ok(name.to_ascii_lowercase()),
        Err(_) => rest.name(),
    }
}

/// The types of the arguments in brackets, without names, modes and defaults.
fn arguments(inside: Cursor<'_>) -> Vec<String> {
    let mut types = Vec::new();
    for mut argument in inside.elements() {
        if argument.eat("out") {
            continue;
        }
        let _ = argument.eat("inout") || argument.eat("in") || argument.eat("variadic");
        let mut ty = argument
            .until(|cursor| cursor.is("default") || matches!(cursor.peek(), Some(Token::Eq | Token::Assignment)));
        let mut after = ty;
        after.next();
        let of_two_words =
            ["double", "character", "bit", "timestamp", "time", "interval"].iter().any(|word| ty.is(word));
        if !of_two_words && matches!(after.peek(), Some(Token::Word(_))) {
            ty.next();
        }
        let text = ty.sql().to_ascii_lowercase().replace('"', "");
        let text = text.strip_prefix("pg_catalog.").unwrap_or(&text).to_owned();
        types.push(match text.as_str() {
            "int" | "int4" => "integer".to_owned(),
            "int8" => "bigint".to_owned(),
            "int2" => "smallint".to_owned(),
            "bool" => "boolean".to_owned(),
            "varchar" => "character varying".to_owned(),
            "timestamptz" => "timestamp with time zone".to_owned(),
            _ => text,
        });
    }
    types
}

impl Reader {
    pub(super) fn create_function(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        let meaning = self.known.function(rest);
        let name = rest.object()?;
        let schema = self.creation_schema(&name)?;
        let inside = rest.group()?;
        let arguments = arguments(inside);
        let definition = definition(inside, rest);
        let (mut language, mut body, mut effect) = ("sql".to_owned(), None, Effect::default());
        while !rest.is_empty() {
            if rest.eat("language") {
                language = language_of(&mut rest)?;
            } else if rest.is("as") || body.is_none() && rest.peek().and_then(string).is_some() {
                let written = rest.eat("as");
                let Some(token) = rest.next().filter(|_| written) else { continue };
                if let Some(text) = string(&token.token) {
                    let inside = match &token.token {
                        Token::DollarQuotedString(quoted) => {
                            quoted.tag.as_ref().map_or(2, |tag| tag.chars().count() + 2)
                        }
                        _ => 1,
                    };
                    let mut at = start(token.span).unwrap_or(crate::error::Position { line: 1, column: 1 });
                    at.column += inside as u64;
                    body = Some((text, at));
                }
            } else if rest.is("begin atomic") || rest.is("return") {
                effect = Effect::of_tokens(rest);
                break;
            } else if rest.eat("set") {
                // `SET search_path TO …`, for the function only.
                rest.name()?;
                rest.next();
                rest.next();
            } else {
                rest.next();
            }
        }
        if let Some((text, at)) = &body {
            effect = match language.as_str() {
                "plpgsql" | "sql" => plpgsql::effect(&language, &script::body(text, *at).unwrap_or_default()),
                "c" | "internal" => Effect::default(),
                _ => Effect { changes: Some(format!("code in {language}")), ..Effect::default() },
            };
        }
        let body = body.map(|(text, _)| text);
        self.catalogue.name_function(&name.name);
        self.catalogue.functions.add(UserFunction {
            id: 0,
            schema,
            name: name.name,
            arguments,
            language,
            body,
            effect,
            definition,
            meaning,
        });
        self.ignore(whole, "a function changes nothing until it is called");
        Ok(())
    }

    pub(super) fn drop_function(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        rest.eat("if exists");
        let cascade = {
            let mut end = rest;
            end.until(|cursor| cursor.is("cascade"));
            end.is("cascade")
        };
        for mut one in rest.elements() {
            let (name, types) = named(&mut one)?;
            for id in self.catalogue.functions.find(name.schema.as_deref(), &name.name, types.as_deref()) {
                self.forget_function(id, &name.name, cascade)?;
            }
        }
        self.ignore(whole, "a function changes nothing until it is called");
        Ok(())
    }

    fn forget_function(&mut self, id: usize, name: &str, cascade: bool) -> Done {
        let mut gone = Vec::new();
        for relation in self.tables.iter_mut().flatten() {
            if let Some(check) = relation.constraints.iter().find(|own| own.rule.calls(id)).filter(|_| !cascade) {
                let what = format!("the CHECK `{}` of `{}` still calls `{name}`", check.note.name, relation.table.name);
                return Err(Error::invalid(what).of(name));
            }
            gone.extend(relation.constraints.extract_if(.., |own| own.rule.calls(id)).map(|own| own.note.name));
            if relation.triggers.iter().any(|trigger| trigger.function == Some(id)) {
                if !cascade {
                    let what = format!("the trigger of `{}` still calls `{name}`", relation.table.name);
                    return Err(Error::invalid(what).of(name));
                }
                relation.triggers.retain(|trigger| trigger.function != Some(id));
            }
            let calls = |sql: &str| sql.to_ascii_lowercase().contains(&format!("{}(", name.to_ascii_lowercase()));
            let column = relation.table.columns.iter().find(|column| column.default_sql.as_deref().is_some_and(calls));
            if let Some(column) = column.filter(|_| cascade) {
                let what = format!("the default of `{}` in `{}` may go with it", column.name, relation.table.name);
                return Err(Error::unsupported(what).of(name));
            }
        }
        self.catalogue.functions.remove(id);
        for check in gone {
            self.unname_constraint(&check);
        }
        Ok(())
    }

    pub(super) fn alter_function(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        let (name, types) = named(&mut rest)?;
        let ids = self.catalogue.functions.find(name.schema.as_deref(), &name.name, types.as_deref());
        if rest.is("rename to") || rest.is("set schema") {
            self.must_keep_its_name(&ids, &name.name)?;
        } else if !rest.is("owner to") {
            let what = format!("`ALTER FUNCTION … {}` is not followed", rest.sql());
            for id in &ids {
                if let Some(function) = self.catalogue.functions.get_mut(*id) {
                    function.definition = Err(Error::unsupported(what.clone()));
                    function.meaning = None;
                }
            }
        }
        if rest.eat("rename to") {
            let to = rest.name()?;
            self.catalogue.name_function(&to);
            for id in ids {
                if let Some(function) = self.catalogue.functions.get_mut(id) {
                    function.name.clone_from(&to);
                }
            }
        } else if rest.eat("set schema") {
            let to = rest.name()?;
            for id in ids {
                if let Some(function) = self.catalogue.functions.get_mut(id) {
                    function.schema.clone_from(&to);
                }
            }
        }
        self.ignore(whole, "a function changes nothing until it is called");
        Ok(())
    }

    /// Checks that no CHECK calls one of these functions: it would follow the function to its new name.
    fn must_keep_its_name(&self, ids: &[usize], name: &str) -> Done {
        for relation in self.tables.iter().flatten() {
            let calls = |own: &&Constraint| ids.iter().any(|id| own.rule.calls(*id));
            if let Some(check) = relation.constraints.iter().find(calls) {
                let (check, table) = (&check.note.name, &relation.table.name);
                let what = format!(
                    "the CHECK `{check}` of `{table}` calls `{name}`: drop the CHECK before and add it again after"
                );
                return Err(Error::unsupported(what).of(name));
            }
        }
        Ok(())
    }

    /// Reads anew what calls functions: PostgreSQL evaluates the body that a function has at the end.
    pub(super) fn resolve_calls(&mut self) {
        let mut errors = Vec::new();
        let renamed = self.catalogue.renamed;
        // PostgreSQL keeps the type and the label that a CHECK was made with, and a text does not say which they were.
        let unless_renamed = |resolved: Resolved| {
            let what = "it calls a function and is about an enum, and types or labels are renamed or dropped";
            if renamed && resolved.has_enum { Err(Error::unsupported(what)) } else { Ok(resolved) }
        };
        self.catalogue.functions.are_final = true;
        for relation in self.tables.iter_mut().flatten() {
            let columns = constraint::columns(relation);
            let table = &relation.table.name;
            for own in &mut relation.constraints {
                let Rule::Check(condition) = &mut own.rule else { continue };
                if condition.calls.is_empty() || own.server_only.is_some() {
                    continue;
                }
                match constraint::resolve(table, &columns, &condition.sql, &self.catalogue).and_then(unless_renamed) {
                    Ok(resolved) => condition.expression = resolved.expression,
                    Err(error) => {
                        let place = Place::Check { table: table.clone(), name: Some(own.note.name.clone()) };
                        let origin = &own.note.origin;
                        errors.push(error.in_place(place).at(origin.position).in_file(&origin.file));
                    }
                }
            }
        }
        self.fail_at_last(errors);
    }

    /// The functions that CHECKs and BEFORE triggers call, and what these call.
    pub(super) fn judging_functions(&self) -> Vec<Routine> {
        let mut ids = Vec::new();
        for relation in self.tables.iter().flatten() {
            for own in &relation.constraints {
                match &own.rule {
                    Rule::Check(condition) => ids.extend(&condition.calls),
                    // Which of the functions with that name is meant is not known.
                    Rule::Unread(unread) => {
                        let called = Cursor::new(&unread.tokens).calls();
                        ids.extend(called.flat_map(|name| self.catalogue.functions.find(None, &name, None)));
                    }
                    _ => {}
                }
            }
            let before = relation.triggers.iter().filter(|trigger| trigger.before_row && trigger.enabled);
            ids.extend(before.filter_map(|trigger| trigger.function));
        }
        self.catalogue.functions.with_called(&ids)
    }

    /// Checks that none of these calls changes a table.
    pub(super) fn may_call(&self, calls: &[String]) -> Done {
        match self.catalogue.functions.changes(calls) {
            Some(what) => {
                let what = format!("{what}, which may change a table: write its statements plainly");
                Err(Error::unsupported(what))
            }
            None => Ok(()),
        }
    }
}

/// A function as `DROP` and `ALTER` name it.
fn named(rest: &mut Cursor<'_>) -> Result<(Name, Option<Vec<String>>)> {
    let name = rest.object()?;
    let types = if rest.peek() == Some(&Token::LParen) { Some(arguments(rest.group()?)) } else { None };
    Ok((name, types))
}
