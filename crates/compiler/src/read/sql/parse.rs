//! Tokens → one statement of the parser's, and where things stand. Knows the parser, and no statement.

use sqlparser::ast::{Spanned, Statement};
use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Location, Span, Token, TokenWithSpan};

use super::spelling;
use crate::error::{Error, Position, Result};

/// One statement, to its end.
pub fn parse(tokens: &[TokenWithSpan]) -> Result<Statement> {
    let mut parser = Parser::new(&PostgreSqlDialect {}).with_tokens_with_locations(spelling::known(tokens));
    let statement = parser.parse_statement().map_err(|error| parser_error(&error))?;
    match parser.next_token() {
        TokenWithSpan { token: Token::EOF, .. } => Ok(statement),
        rest => Err(Error::syntax(format!("`{rest}` cannot be read")).of(&rest).at(start(rest.span))),
    }
}

/// The parser has its position in its text alone.
pub fn parser_error(error: &ParserError) -> Error {
    let text = error.to_string();
    let (message, position) = match text.split_once(" at Line: ") {
        Some((message, position)) => (message, position.split_once(", Column: ")),
        None => (text.as_str(), None),
    };
    let number = |text: &str| text.trim().parse().ok();
    let position = position.and_then(|(line, column)| Some(Position { line: number(line)?, column: number(column)? }));
    Error::syntax(message).at(position)
}

/// Where something begins; the parser does not keep it of everything.
pub fn position(of: &impl Spanned) -> Option<Position> {
    start(of.span())
}

/// Where something begins, as the tokenizer says it.
pub fn start(span: Span) -> Option<Position> {
    let Location { line, column } = span.start;
    (line > 0).then_some(Position { line, column })
}
