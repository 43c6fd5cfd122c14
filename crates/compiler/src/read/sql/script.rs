//! The text of a migration → its statements, cut as by psql and the migration tools: quotes, comments, brackets, psql's
//! own commands, the data of COPY, and sections that are not applied. Knows statements only by their first words.

use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::tokenizer::{Location, Token, TokenWithSpan, Tokenizer};

use super::cursor::Cursor;
use super::{sections, spelling};
use crate::error::{Error, Position, Result};

/// A statement without its semicolon, or a psql command.
#[derive(Debug)]
pub struct Statement {
    /// The tokens, without white space and comments; positions refer to the file.
    pub tokens: Vec<TokenWithSpan>,
    /// Where the statement begins.
    pub position: Position,
}

/// An item of a file: a statement, or text that cannot be one.
pub type Found = Result<Statement>;

/// Cuts a migration into its statements.
pub fn statements(text: &str) -> Vec<Found> {
    // PostgreSQL's tools skip a byte order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match sections::applied(text) {
        Ok(applied) => Scanner::new(&applied, Position { line: 1, column: 1 }).all(),
        Err(error) => vec![Err(error)],
    }
}

/// Cuts the text of a function or a `DO` block, which is at this position in a file; semicolons are kept.
pub fn body(text: &str, at: Position) -> Result<Vec<TokenWithSpan>> {
    tokens(text, at)
}

/// The tokens of a text that begins at this position.
fn tokens(text: &str, at: Position) -> Result<Vec<TokenWithSpan>> {
    let moved = |place: Location| Location {
        line: place.line + at.line - 1,
        column: if place.line == 1 { place.column + at.column - 1 } else { place.column },
    };
    let mut tokens = Tokenizer::new(&PostgreSqlDialect {}, text).tokenize_with_location().map_err(|error| {
        let Location { line, column } = moved(error.location);
        Error::syntax(error.message).at(Position { line, column })
    })?;
    tokens = spelling::joined(tokens);
    tokens.retain(|token| !matches!(token.token, Token::Whitespace(_) | Token::EOF));
    for token in &mut tokens {
        token.span.start = moved(token.span.start);
        token.span.end = moved(token.span.end);
    }
    Ok(tokens)
}

/// A position in the text.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
    here: Position,
    found: Vec<Found>,
    /// Where the current statement begins.
    start: usize,
    start_position: Position,
    brackets: usize,
    /// The first words of the statement, which psql uses to recognize `BEGIN ATOMIC`.
    words: Vec<String>,
    atomic: usize,
}

impl<'a> Scanner<'a> {
    const fn new(text: &'a str, at: Position) -> Self {
        Self {
            text,
            at: 0,
            here: at,
            found: Vec::new(),
            start: 0,
            start_position: at,
            brackets: 0,
            words: Vec::new(),
            atomic: 0,
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn step(&mut self) {
        if let Some(c) = self.peek() {
            self.at += c.len_utf8();
            if c == '\n' {
                self.here = Position { line: self.here.line + 1, column: 1 };
            } else {
                self.here.column += 1;
            }
        }
    }

    fn skip(&mut self, bytes: usize) {
        let end = self.at + bytes;
        while self.at < end && self.peek().is_some() {
            self.step();
        }
    }

    /// Moves past the next occurrence of the text, or to the end if there is none.
    fn skip_to(&mut self, text: &str) {
        let bytes = self.rest().find(text).map_or(self.rest().len(), |at| at + text.len());
        self.skip(bytes);
    }

    fn all(mut self) -> Vec<Found> {
        self.begin();
        while let Some(c) = self.peek() {
            let rest = self.rest();
            match c {
                '-' if rest.starts_with("--") => self.skip_to("\n"),
                '/' if rest.starts_with("/*") => self.comment(),
                '\'' => self.quoted(false),
                '"' => self.quoted_name(),
                '$' => self.dollar(),
                '\\' => self.command(),
                ';' if self.brackets == 0 && self.atomic == 0 => {
                    self.finish();
                    self.step();
                    self.data();
                    self.begin();
                }
                '(' => {
                    self.brackets += 1;
                    self.step();
                }
                ')' => {
                    self.brackets = self.brackets.saturating_sub(1);
                    self.step();
                }
                c if c.is_alphabetic() || c == '_' || !c.is_ascii() => self.word(),
                // A number may contain letters: 1e5, 0x1F.
                c if c.is_ascii_digit() => {
                    while self.peek().is_some_and(|c| c.is_alphanumeric() || c == '_') {
                        self.step();
                    }
                }
                _ => self.step(),
            }
        }
        self.finish();
        self.found
    }

    fn begin(&mut self) {
        self.start = self.at;
        self.start_position = self.here;
        self.brackets = 0;
        self.atomic = 0;
        self.words.clear();
    }

    fn finish(&mut self) {
        let text = self.text.get(self.start..self.at).unwrap_or_default();
        match tokens(text, self.start_position) {
            Ok(tokens) => {
                if let Some(position) = Cursor::new(&tokens).position() {
                    self.found.push(Ok(Statement { tokens, position }));
                }
            }
            Err(error) => self.found.push(Err(error)),
        }
    }

    fn comment(&mut self) {
        let mut depth = 0_usize;
        loop {
            let rest = self.rest();
            if rest.starts_with("/*") {
                depth += 1;
                self.skip(2);
            } else if rest.starts_with("*/") {
                depth -= 1;
                self.skip(2);
                if depth == 0 {
                    return;
                }
            } else if rest.is_empty() {
                return;
            } else {
                self.step();
            }
        }
    }

    fn quoted(&mut self, escapes: bool) {
        self.step();
        while let Some(c) = self.peek() {
            self.step();
            match c {
                '\\' if escapes => self.step(),
                '\'' if self.peek() == Some('\'') => self.step(),
                '\'' => return,
                _ => {}
            }
        }
    }

    fn quoted_name(&mut self) {
        self.step();
        self.skip_to("\"");
    }

    fn dollar(&mut self) {
        let rest = self.rest();
        let tag = rest.get(1..).and_then(|after| {
            let end = after.find(|c: char| !(c.is_alphanumeric() || c == '_'))?;
            let tag = after.get(..end)?;
            (after.get(end..)?.starts_with('$') && !tag.starts_with(|c: char| c.is_ascii_digit())).then_some(tag)
        });
        match tag {
            Some(tag) => {
                let delimiter = format!("${tag}$");
                self.skip(delimiter.len());
                self.skip_to(&delimiter);
            }
            None => self.step(),
        }
    }

    fn word(&mut self) {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$' || !c.is_ascii()) {
            self.step();
        }
        let word = self.text.get(start..self.at).unwrap_or_default().to_ascii_lowercase();
        if word == "e" && self.peek() == Some('\'') {
            self.quoted(true);
            return;
        }
        let of = |index: usize| self.words.get(index).map(String::as_str);
        let replaces = of(1) == Some("or") && of(2) == Some("replace");
        let routine = of(if replaces { 3 } else { 1 });
        if of(0) == Some("create") && matches!(routine, Some("function" | "procedure")) && self.brackets == 0 {
            match word.as_str() {
                "begin" => self.atomic += 1,
                "case" if self.atomic > 0 => self.atomic += 1,
                "end" => self.atomic = self.atomic.saturating_sub(1),
                _ => {}
            }
        }
        if self.words.len() < 4 {
            self.words.push(word);
        }
    }

    /// Reads one of psql's own commands, to the end of its line.
    fn command(&mut self) {
        let position = self.here;
        let line = self.rest().split('\n').next().unwrap_or_default();
        let bytes = line.len();
        let mut words = line.split_whitespace();
        let name = words.next().unwrap_or_default();
        let rest: Vec<&str> = words.collect();
        let harmless = match name {
            // pg_dump encloses its text in the first two; the others only print, or control how to print.
            r"\restrict" | r"\unrestrict" | r"\echo" | r"\qecho" | r"\warn" | r"\timing" | r"\pset" => true,
            r"\set" => rest.first().is_some_and(|variable| {
                variable.starts_with("ON_ERROR_") || *variable == "ECHO" || *variable == "QUIET"
            }),
            r"\encoding" => rest.first().is_some_and(|encoding| {
                encoding.eq_ignore_ascii_case("utf8") || encoding.eq_ignore_ascii_case("utf-8")
            }),
            _ => false,
        };
        let between = self.text.get(self.start..self.at).unwrap_or_default();
        let alone = tokens(between, self.start_position).is_ok_and(|tokens| tokens.is_empty());
        if !alone {
            self.finish();
        }
        if !harmless || !alone {
            let what = format!("psql's command `{name}` is not followed: write the SQL that it stands for");
            self.found.push(Err(Error::unsupported(what).of(name).at(position)));
        }
        self.skip(bytes);
        self.begin();
    }

    /// Reads the lines of data after `COPY … FROM stdin;`.
    fn data(&mut self) {
        let Some(Ok(statement)) = self.found.last() else { return };
        let mut cursor = Cursor::new(&statement.tokens);
        if !cursor.eat("copy") {
            return;
        }
        cursor.until(|cursor| cursor.is("from"));
        if !cursor.is("from stdin") {
            return;
        }
        self.skip_to("\n");
        while !self.rest().is_empty() {
            let line = self.rest().split('\n').next().unwrap_or_default();
            let last = line.trim_end_matches('\r') == "\\.";
            self.skip(line.len() + 1);
            if last {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cursor, statements};

    fn cut(text: &str) -> Vec<String> {
        let found = statements(text).into_iter();
        found
            .map(|found| match found {
                Ok(statement) => {
                    let at = statement.position;
                    format!("{}:{} {}", at.line, at.column, Cursor::new(&statement.tokens).sql())
                }
                Err(error) => format!("! {error}"),
            })
            .collect()
    }

    #[test]
    fn cuts_where_a_statement_ends() {
        assert_eq!(cut("a 'x;''y' ; -- b;\n/* c /* ; */ ; */ d \"e;\" ;;"), ["1:1 a 'x;'y'", "2:19 d \"e;\""]);
        assert_eq!(cut("a $$ ; $b$ ; $$; c $d$ ; $$ ; $d$"), ["1:1 a $$ ; $b$ ; $$", "1:18 c $d$ ; $$ ; $d$"]);
        assert_eq!(cut(r"a E'\';' ; b"), ["1:1 a E'';'", "1:12 b"]);
        assert_eq!(cut("CREATE RULE r AS DO (a; b); c"), ["1:1 CREATE RULE r AS DO (a; b)", "1:29 c"]);
        let atomic = "CREATE OR REPLACE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN b END; c; END; d";
        assert_eq!(cut(atomic).len(), 2, "{:?}", cut(atomic));
        assert_eq!(cut("\u{feff}a"), ["1:1 a"]);
    }

    #[test]
    fn skips_what_psql_reads_itself() {
        assert_eq!(cut("COPY t (a) FROM stdin;\nit's; 5\n\\.\na;"), ["1:1 COPY t (a) FROM stdin", "4:1 a"]);
        assert_eq!(cut("\\restrict abc\na;\n\\unrestrict abc\n"), ["2:1 a"]);
        let refused =
            |name: &str| format!("! psql's command `{name}` is not followed: write the SQL that it stands for");
        assert_eq!(cut("\\i other.sql\na"), [refused(r"\i"), "2:1 a".to_owned()]);
        assert_eq!(cut("a \\gexec\nb;"), ["1:1 a".to_owned(), refused(r"\gexec"), "2:1 b".to_owned()]);
    }

    #[test]
    fn says_where_it_cannot_read() {
        assert_eq!(cut("a;\nb 'c"), ["1:1 a", "! Unterminated string literal"]);
    }
}
