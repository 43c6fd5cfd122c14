//! Why something cannot be compiled: what is wrong, and where. Knows no syntax except that of its own message.

use std::fmt;
use std::path::Path;

/// What was read or written, or the reason why that is not possible.
pub type Result<T> = std::result::Result<T, Error>;

/// Why something cannot be compiled.
///
/// `Display` writes one sentence: ``migrations/2.sql:12:3: constraint `c` of table `t`: `now()` is not supported in a
/// CHECK``.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What kind of thing is wrong.
    pub kind: Kind,
    /// The file, by the name that its reader was given.
    pub file: Option<String>,
    /// The position in the file, as far as the parser knows it.
    pub position: Option<Position>,
    /// The part of the schema concerned.
    pub place: Option<Box<Place>>,
    /// The text that is not understood: an expression, an operation, a keyword.
    pub construct: Option<String>,
    /// What is wrong, without file and place.
    pub message: String,
}

/// Why part of a construct is not supported, as the end of a sentence; empty if nothing more can be said. Whoever knows the
/// construct makes an [`Error`] of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason(String);

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<&str> for Reason {
    fn from(reason: &str) -> Self {
        Self(reason.to_owned())
    }
}

impl From<String> for Reason {
    fn from(reason: String) -> Self {
        Self(reason)
    }
}

/// What kind of thing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file or folder cannot be read or written.
    File,
    /// The text is not SQL, JSON or JSON Schema that the parser understands.
    Syntax,
    /// The text is understood, but PostgreSQL or JSON Schema refuses it too: a name that does not exist, a constant
    /// that does not fit its type.
    Invalid,
    /// The text may be right, but cannot be mirrored exactly.
    Unsupported,
    /// All is right, but what violates it is told in code and not in words: a warning.
    Unworded,
}

/// A position in a file; both numbers start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: u64,
    /// The character within the line.
    pub column: u64,
}

/// The part of a schema that an error is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A table.
    Table(String),
    /// A column.
    Column {
        /// Its table.
        table: String,
        /// Its name.
        column: String,
    },
    /// A CHECK.
    Check {
        /// Its table.
        table: String,
        /// The constraint's name, if the migration gives one.
        name: Option<String>,
    },
    /// An RFC 6901 pointer into a JSON file.
    Pointer(String),
}

impl Error {
    fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, file: None, position: None, place: None, construct: None, message: message.into() }
    }

    /// An error for text that the parser cannot read.
    pub fn syntax(message: impl Into<String>) -> Self {
        Self::new(Kind::Syntax, message)
    }

    /// An error for text that PostgreSQL or JSON Schema refuses too.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(Kind::Invalid, message)
    }

    /// An error for text that cannot be mirrored exactly.
    pub fn unsupported(message: impl Into<String>) -> Self {
        Self::new(Kind::Unsupported, message)
    }

    /// A warning of something without a sentence.
    pub fn unworded(message: impl Into<String>) -> Self {
        Self::new(Kind::Unworded, message)
    }

    /// An error that the file system reported about a file.
    #[must_use]
    pub fn of_file(path: &Path, error: &std::io::Error) -> Self {
        Self::new(Kind::File, error.to_string()).in_file(&path.display().to_string())
    }

    /// An error for a folder without migrations.
    #[must_use]
    pub fn no_sql(folder: &Path) -> Self {
        Self::new(Kind::File, "there is no .sql file in this folder").in_file(&folder.display().to_string())
    }

    /// An error that `serde_json` reported about a text.
    #[must_use]
    pub fn of_json(error: &serde_json::Error) -> Self {
        let text = error.to_string();
        let message = text.split(" at line ").next().unwrap_or_default();
        Self::syntax(message).at(Position { line: error.line() as u64, column: error.column() as u64 })
    }

    /// Adds the file, unless it is known already.
    #[must_use]
    pub fn in_file(mut self, file: &str) -> Self {
        self.file.get_or_insert_with(|| file.to_owned());
        self
    }

    /// Adds the position, unless it is known already: the inner one is more exact.
    #[must_use]
    pub fn at(mut self, position: impl Into<Option<Position>>) -> Self {
        self.position = self.position.or_else(|| position.into());
        self
    }

    /// Adds the place, unless it is known already.
    #[must_use]
    pub fn in_place(mut self, place: Place) -> Self {
        self.place.get_or_insert_with(|| Box::new(place));
        self
    }

    /// Adds the text that is not understood, unless it is known already.
    #[must_use]
    pub fn of(mut self, construct: impl fmt::Display) -> Self {
        self.construct.get_or_insert_with(|| construct.to_string());
        self
    }

    /// The same error, with the name of what it is part of before its message.
    #[must_use]
    pub fn within(mut self, whole: &str) -> Self {
        self.message = format!("{whole}: {}", self.message);
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}:")?;
            if let Some(Position { line, column }) = self.position {
                write!(f, "{line}:{column}:")?;
            }
            f.write_str(" ")?;
        }
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Table(table) => write!(f, "table `{table}`"),
            Self::Column { table, column } => write!(f, "table `{table}`: column `{column}`"),
            Self::Check { table, name: Some(name) } => write!(f, "constraint `{name}` of table `{table}`"),
            Self::Check { table, name: None } => write!(f, "a CHECK of table `{table}`"),
            Self::Pointer(pointer) => write!(f, "#{pointer}"),
        }
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::{Error, Place, Position};

    #[test]
    fn says_one_sentence() {
        let error = Error::unsupported("`x < 'b'` depends on the collation");
        assert_eq!(error.to_string(), "`x < 'b'` depends on the collation");
        let place = Place::Check { table: "t".to_owned(), name: Some("c".to_owned()) };
        let error = error.in_place(place).at(Position { line: 12, column: 3 }).in_file("a.sql");
        assert_eq!(error.to_string(), "a.sql:12:3: constraint `c` of table `t`: `x < 'b'` depends on the collation");
    }

    #[test]
    fn keeps_what_was_known_first() {
        let inner = Error::invalid("no").at(Position { line: 2, column: 2 }).in_file("inner").of("x");
        let same = inner.clone().at(Position { line: 1, column: 1 }).in_file("outer").of("x + 1");
        assert_eq!(same, inner);
    }
}
