//! The definition of a function that is one expression: `SELECT …`, `RETURN …`, or a PL/pgSQL block that only returns.
//! Knows how it is written; what a call of it means is decided in `expression/inline.rs`.

use sqlparser::ast::{DataType, Expr};
use sqlparser::tokenizer::Token;

use super::cursor::{Cursor, start, string};
use super::function::language_of;
use super::script;
use crate::error::{Error, Position, Result};

/// A function that computes one expression.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Names, if they have any, and declared types.
    pub parameters: Vec<(Option<String>, DataType)>,
    /// The declared type of the result.
    pub returns: DataType,
    /// Whether the result is NULL if an argument is.
    pub strict: bool,
    /// Whether PostgreSQL computes a call with constants before it looks at any row.
    pub immutable: bool,
    /// How the body is looked up when it runs.
    pub names: Names,
    /// Whether the body is PL/pgSQL.
    pub plpgsql: bool,
    /// What the function computes.
    pub body: Expr,
}

/// What the names in a body refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// What they mean when the body runs.
    Current,
    /// The same, but without a schema only PostgreSQL's own.
    OnlyBuiltin,
    /// What they meant when the function was made: its body is not a text.
    Fixed,
}

fn other(rest: &Cursor<'_>) -> Error {
    Error::unsupported(format!("its definition is not followed from `{}` on", rest.beginning()))
}

/// Reads a function from its parameters, and what follows them.
pub fn definition(parameters: Cursor<'_>, mut rest: Cursor<'_>) -> Result<Definition> {
    let parameters = parameters.elements().into_iter().map(parameter).collect::<Result<Vec<_>>>()?;
    let (mut language, mut returns, mut body) = ("sql".to_owned(), None, None);
    let (mut strict, mut immutable, mut names) = (false, false, Names::Current);
    let mut quoted = None;
    while !rest.is_empty() {
        if rest.eat("returns null on null input") || rest.eat("strict") {
            strict = true;
        } else if rest.is("returns setof") || rest.is("returns table") {
            return Err(other(&rest));
        } else if rest.eat("returns") {
            returns = Some(rest.data_type()?);
        } else if rest.eat("language") {
            language = language_of(&mut rest)?;
        } else if rest.eat("immutable") {
            immutable = true;
        } else if rest.eat("parallel") || rest.eat("cost") {
            rest.next();
        } else if rest.eat("set search_path") {
            names = search_path(&mut rest)?;
        } else if rest.eat("as") {
            let token = rest.next().and_then(|token| Some((string(&token.token)?, start(token.span)?)));
            quoted = Some(token.ok_or_else(|| other(&rest))?);
        } else if rest.is("begin atomic") || rest.is("return") {
            names = Names::Fixed;
            let standard = if rest.eat("begin atomic") { without_end(rest)? } else { rest };
            body = Some(returned(standard)?);
            break;
        } else if !["stable", "volatile", "called on null input", "leakproof", "not leakproof"]
            .iter()
            .chain(&["security definer", "security invoker", "external security definer", "external security invoker"])
            .any(|words| rest.eat(words))
        {
            return Err(other(&rest));
        }
    }
    let plpgsql = language == "plpgsql";
    if !plpgsql && language != "sql" {
        return Err(Error::unsupported(format!("it is written in {language}")));
    }
    if let Some((text, at)) = quoted {
        body = Some(of_text(&text, at, plpgsql)?);
    }
    let (Some(returns), Some(body)) = (returns, body) else {
        return Err(Error::unsupported("it has no result, or no body"));
    };
    // PL/pgSQL's own variable hides it.
    if plpgsql && parameters.iter().any(|(name, _)| name.as_deref() == Some("found")) {
        return Err(Error::unsupported("`found` is a variable of PL/pgSQL's own"));
    }
    Ok(Definition { parameters, returns, strict, immutable, names, plpgsql, body })
}

fn of_text(text: &str, at: Position, plpgsql: bool) -> Result<Expr> {
    let tokens = script::body(text, at)?;
    let mut whole = Cursor::new(&tokens);
    if plpgsql {
        if !whole.eat("begin") || !whole.is("return") {
            return Err(one_expression());
        }
        return returned(without_end(without_semicolon(whole))?);
    }
    if whole.is("return") { Err(one_expression()) } else { returned(whole) }
}

fn one_expression() -> Error {
    Error::unsupported("its body is not one expression")
}

fn without_semicolon(whole: Cursor<'_>) -> Cursor<'_> {
    match whole.rest().split_last() {
        Some((last, before)) if last.token == Token::SemiColon => Cursor::new(before),
        _ => whole,
    }
}

/// The statements before `END`.
fn without_end(whole: Cursor<'_>) -> Result<Cursor<'_>> {
    match whole.rest().split_last() {
        Some((last, before)) if Cursor::new(std::slice::from_ref(last)).is("end") => Ok(Cursor::new(before)),
        _ => Err(one_expression()),
    }
}

/// The expression after `SELECT` or `RETURN`, if there is nothing else.
fn returned(statement: Cursor<'_>) -> Result<Expr> {
    let mut rest = without_semicolon(statement);
    if !rest.eat("select") && !rest.eat("return") {
        return Err(one_expression());
    }
    rest.expression().map_err(|_| one_expression())
}

/// One parameter. Its default does not matter to a call that gives all arguments.
fn parameter(mut whole: Cursor<'_>) -> Result<(Option<String>, DataType)> {
    if ["out", "inout", "variadic", "in out"].iter().any(|mode| whole.is(mode)) {
        return Err(other(&whole));
    }
    whole.eat("in");
    let declared =
        whole.until(|cursor| cursor.is("default") || matches!(cursor.peek(), Some(Token::Eq | Token::Assignment)));
    let mut unnamed = declared;
    if let Ok(data_type) = unnamed.data_type()
        && unnamed.is_empty()
    {
        return Ok((None, data_type));
    }
    let mut named = declared;
    let name = named.name()?;
    let data_type = named.data_type()?;
    if named.is_empty() { Ok((Some(name), data_type)) } else { Err(other(&declared)) }
}

/// `SET search_path`, to the schemas whose objects are known.
fn search_path(rest: &mut Cursor<'_>) -> Result<Names> {
    let whole = *rest;
    if !rest.eat("to") && !rest.symbol(&Token::Eq) {
        return Err(other(&whole));
    }
    let mut schemas = Vec::new();
    loop {
        schemas.push(rest.text().or_else(|_| rest.name())?);
        if !rest.symbol(&Token::Comma) {
            break;
        }
    }
    let schemas: Vec<&str> = schemas.iter().map(String::as_str).collect();
    match schemas.strip_suffix(&["pg_temp"]).unwrap_or(&schemas) {
        [""] | ["pg_catalog"] => Ok(Names::OnlyBuiltin),
        ["public"] | ["pg_catalog", "public"] => Ok(Names::Current),
        _ => Err(other(&whole)),
    }
}
