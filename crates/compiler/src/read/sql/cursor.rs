//! A statement's tokens, read from left to right. Knows words, names, brackets and commas, but no statements;
//! expressions and types are left to the parser.

use sqlparser::ast::{DataType, Expr, Ident, Spanned};
use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Location, Span, Token, TokenWithSpan};

use super::names::folded;
use super::spelling;
use crate::error::{Error, Position, Result};

/// How deeply an expression may be nested before the parser gives up.
const DEEPEST: usize = 400;

/// A position in the tokens, which contain neither white space nor comments.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    tokens: &'a [TokenWithSpan],
}

/// A name with its schema if one is written, both as PostgreSQL reads them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    /// The schema, if one is written.
    pub schema: Option<String>,
    /// The name of the object itself.
    pub name: String,
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.schema {
            Some(schema) => write!(f, "{schema}.{}", self.name),
            None => f.write_str(&self.name),
        }
    }
}

/// The position where something begins, according to the tokenizer.
pub fn start(span: Span) -> Option<Position> {
    let Location { line, column } = span.start;
    (line > 0).then_some(Position { line, column })
}

/// The position where something begins; the parser does not record it for everything.
pub fn position(of: &impl Spanned) -> Option<Position> {
    start(of.span())
}

/// The parser mentions its position only in the text of its message.
fn parser_error(error: &ParserError) -> Error {
    let text = error.to_string();
    let text = text.strip_prefix("sql parser error: ").unwrap_or(&text);
    let (message, position) = match text.split_once(" at Line: ") {
        Some((message, position)) => (message, position.split_once(", Column: ")),
        None => (text, None),
    };
    let number = |text: &str| text.trim().parse().ok();
    let position = position.and_then(|(line, column)| Some(Position { line: number(line)?, column: number(column)? }));
    let message = match message.strip_prefix("Expected: ").and_then(|rest| rest.split_once(", found: ")) {
        Some((_, "EOF")) => "it ends too early".to_owned(),
        Some((expected, found)) => format!("`{found}` stands where {expected} is expected"),
        None => message.to_owned(),
    };
    Error::syntax(message).at(position)
}

impl<'a> Cursor<'a> {
    /// A cursor at the first token.
    pub const fn new(tokens: &'a [TokenWithSpan]) -> Self {
        Self { tokens }
    }

    /// The remaining tokens.
    pub const fn rest(&self) -> &'a [TokenWithSpan] {
        self.tokens
    }

    /// The next token.
    pub fn peek(&self) -> Option<&'a Token> {
        self.tokens.first().map(|token| &token.token)
    }

    /// Whether no tokens remain.
    pub const fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Takes the next token.
    pub fn next(&mut self) -> Option<&'a TokenWithSpan> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(first)
    }

    /// The position of the next token.
    pub fn position(&self) -> Option<Position> {
        self.tokens.first().and_then(|token| start(token.span))
    }

    /// The next word in lower case, unless it is quoted.
    pub fn word(&self) -> Option<String> {
        word(self.peek()?)
    }

    /// Whether these words, separated by spaces here, come next.
    pub fn is(&self, words: &str) -> bool {
        let mut copy = *self;
        copy.eat(words)
    }

    /// Takes these words, if they come next.
    pub fn eat(&mut self, words: &str) -> bool {
        let mut copy = *self;
        for wanted in words.split(' ') {
            match copy.next() {
                Some(token) if is_word(&token.token, wanted) => {}
                _ => return false,
            }
        }
        *self = copy;
        true
    }

    /// Takes these words, which must come next.
    pub fn expect(&mut self, words: &str) -> Result<()> {
        if self.eat(words) { Ok(()) } else { Err(self.unexpected(&format!("`{}`", words.to_uppercase()))) }
    }

    /// Takes this token, if it comes next.
    pub fn symbol(&mut self, symbol: &Token) -> bool {
        let found = self.peek() == Some(symbol);
        if found {
            self.next();
        }
        found
    }

    /// An error: the next token is not what PostgreSQL's grammar expects.
    pub fn unexpected(&self, wanted: &str) -> Error {
        match self.tokens.first() {
            Some(token) => {
                let what = format!("`{}` stands where {wanted} is expected", token.token);
                Error::syntax(what).of(&token.token).at(self.position())
            }
            None => Error::syntax(format!("it ends where {wanted} is expected")),
        }
    }

    /// Checks that nothing remains.
    pub fn end(&self) -> Result<()> {
        if self.is_empty() {
            Ok(())
        } else {
            Err(Error::unsupported(format!("`{}` is not supported", self.sql())).of(self.sql()).at(self.position()))
        }
    }

    /// Takes a name.
    pub fn name(&mut self) -> Result<String> {
        match self.peek() {
            Some(Token::Word(word)) => {
                self.next();
                Ok(folded(&word.value, word.quote_style.is_some()))
            }
            _ => Err(self.unexpected("a name")),
        }
    }

    /// Takes the name of an object in a schema.
    pub fn object(&mut self) -> Result<Name> {
        let first = self.name()?;
        if !self.symbol(&Token::Period) {
            return Ok(Name { schema: None, name: first });
        }
        let second = self.name()?;
        // database.schema.name
        let name = if self.symbol(&Token::Period) {
            Name { schema: Some(second), name: self.name()? }
        } else {
            Name { schema: Some(first), name: second }
        };
        Ok(name)
    }

    /// Takes names of objects in schemas, separated by commas.
    pub fn objects(&mut self) -> Result<Vec<Name>> {
        let mut names = vec![self.object()?];
        while self.symbol(&Token::Comma) {
            names.push(self.object()?);
        }
        Ok(names)
    }

    /// Takes names separated by commas.
    pub fn names(&mut self) -> Result<Vec<String>> {
        let mut names = vec![self.name()?];
        while self.symbol(&Token::Comma) {
            names.push(self.name()?);
        }
        Ok(names)
    }

    /// Takes a group in round brackets and returns its contents.
    pub fn group(&mut self) -> Result<Self> {
        if self.peek() != Some(&Token::LParen) {
            return Err(self.unexpected("`(`"));
        }
        let end = closing(self.tokens).ok_or_else(|| Error::syntax("a bracket is not closed").at(self.position()))?;
        let inside = Self { tokens: self.tokens.get(1..end).unwrap_or_default() };
        self.tokens = self.tokens.get(end + 1..).unwrap_or_default();
        Ok(inside)
    }

    /// The elements separated by commas, outside brackets.
    pub fn elements(&self) -> Vec<Self> {
        let mut elements = Vec::new();
        let mut rest = *self;
        while !rest.is_empty() {
            elements.push(rest.until(|cursor| cursor.peek() == Some(&Token::Comma)));
            rest.next();
        }
        elements
    }

    /// Takes everything up to the place where `stop` is true, outside brackets.
    pub fn until(&mut self, stop: impl Fn(&Self) -> bool) -> Self {
        let mut at = *self;
        let mut depth = 0_usize;
        while let Some(token) = at.peek() {
            if depth == 0 && stop(&at) {
                break;
            }
            match token {
                Token::LParen | Token::LBracket => depth += 1,
                Token::RParen | Token::RBracket => depth = depth.saturating_sub(1),
                _ => {}
            }
            at.next();
        }
        let taken = self.tokens.len() - at.tokens.len();
        let before = Self { tokens: self.tokens.get(..taken).unwrap_or_default() };
        *self = at;
        before
    }

    /// Takes a text constant.
    pub fn text(&mut self) -> Result<String> {
        match self.peek().and_then(string) {
            Some(text) => {
                self.next();
                Ok(text)
            }
            None => Err(self.unexpected("a text in quotes")),
        }
    }

    /// The remaining tokens as an expression.
    pub fn expression(&self) -> Result<Expr> {
        if self.is_empty() {
            return Err(self.unexpected("an expression"));
        }
        let mut parser = self.parser();
        let expression = parser.parse_expr().map_err(|error| parser_error(&error).at(self.position()))?;
        match parser.next_token() {
            TokenWithSpan { token: Token::EOF, .. } => Ok(expression),
            rest => Err(Error::syntax(format!("`{rest}` cannot be read")).of(&rest).at(start(rest.span))),
        }
    }

    /// Takes a type.
    pub fn data_type(&mut self) -> Result<DataType> {
        let mut parser = self.parser();
        let data_type = parser.parse_data_type().map_err(|error| parser_error(&error).at(self.position()))?;
        self.tokens = self.tokens.get(parser.index()..).unwrap_or_default();
        Ok(data_type)
    }

    fn parser(&self) -> Parser<'static> {
        let parser = Parser::new(&PostgreSqlDialect {}).with_recursion_limit(DEEPEST);
        parser.with_tokens_with_locations(spelling::known(self.tokens))
    }

    /// The remaining SQL as written, on one line and without comments.
    pub fn sql(&self) -> String {
        let mut text = String::new();
        let mut end = None;
        for TokenWithSpan { token, span } in self.tokens {
            if end.is_some_and(|end| end != span.start) {
                text.push(' ');
            }
            text.push_str(&token.to_string());
            end = Some(span.end);
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The beginning of the statement, for a message.
    pub fn beginning(&self) -> String {
        let text = self.sql();
        match text.char_indices().nth(80) {
            Some((cut, _)) => format!("{} …", text.get(..cut).unwrap_or_default().trim_end()),
            None => text,
        }
    }

    /// The names that are called like functions: words before `(`.
    pub fn calls(&self) -> impl Iterator<Item = String> + 'a {
        self.tokens.windows(2).filter_map(|pair| match pair {
            [TokenWithSpan { token: Token::Word(word), .. }, TokenWithSpan { token: Token::LParen, .. }] => {
                Some(folded(&word.value, word.quote_style.is_some()))
            }
            _ => None,
        })
    }
}

/// Whether the token is this word, in any case and unquoted.
pub fn is_word(token: &Token, wanted: &str) -> bool {
    matches!(token, Token::Word(word) if word.quote_style.is_none() && word.value.eq_ignore_ascii_case(wanted))
}

/// A word in lower case, unless it is quoted.
pub fn word(token: &Token) -> Option<String> {
    match token {
        Token::Word(word) if word.quote_style.is_none() => Some(word.value.to_ascii_lowercase()),
        _ => None,
    }
}

/// Tokens as SQL that a server reads the same way, on as many lines as its text constants have.
pub fn exact(tokens: &[TokenWithSpan]) -> String {
    let mut text = String::new();
    let mut end = None;
    for TokenWithSpan { token, span } in tokens {
        if end.is_some_and(|end| end != span.start) {
            text.push(' ');
        }
        match token {
            Token::SingleQuotedString(inside) => text.push_str(&format!("'{}'", inside.replace('\'', "''"))),
            Token::EscapedStringLiteral(inside) => {
                text.push_str(&format!("E'{}'", inside.replace('\\', "\\\\").replace('\'', "''")));
            }
            Token::Word(word) if word.quote_style.is_some() => {
                text.push_str(&format!("\"{}\"", word.value.replace('"', "\"\"")));
            }
            other => text.push_str(&other.to_string()),
        }
        end = Some(span.end);
    }
    text
}

/// The text of a text constant.
pub fn string(token: &Token) -> Option<String> {
    match token {
        Token::SingleQuotedString(text) | Token::EscapedStringLiteral(text) => Some(text.clone()),
        Token::DollarQuotedString(text) => Some(text.value.clone()),
        _ => None,
    }
}

/// A name in the parser's form.
pub fn ident(name: &str) -> Ident {
    Ident::with_quote('"', name)
}

/// The index of the bracket that closes the one at the beginning.
fn closing(tokens: &[TokenWithSpan]) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        match token.token {
            Token::LParen => depth += 1,
            Token::RParen => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(index);
                }
            }
            _ => {}
        }
    }
    None
}
