//! Why something cannot be compiled: what is wrong, and where it stands. Knows no syntax but the sentence that it is
//! told in.

use std::fmt;
use std::path::Path;

/// What was being read or written, or the reason why it cannot be.
pub type Result<T> = std::result::Result<T, Error>;

/// Why something cannot be compiled.
///
/// `Display` writes one sentence: ``migrations/2.sql:12:3: constraint `c` of table `t`: `now()` is not supported in a
/// CHECK``.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What kind of thing is wrong.
    pub kind: Kind,
    /// The file, as its reader was told to call it.
    pub file: Option<String>,
    /// Where in the file, as far as the parser can tell.
    pub position: Option<Position>,
    /// The part of the schema that is meant.
    pub place: Option<Box<Place>>,
    /// The text that is not understood: an expression, an operation, a keyword.
    pub construct: Option<String>,
    /// What is wrong, without file and place.
    pub message: String,
}

/// What kind of thing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file or folder cannot be read or written.
    File,
    /// The text is no SQL, JSON or JSON Schema that the parser knows.
    Syntax,
    /// The text is understood, and PostgreSQL or JSON Schema refuses it too: a name that is not there, a constant that is
    /// not of its type.
    Invalid,
    /// The text may be right, and cannot be mirrored exactly.
    Unsupported,
}

/// A place in a file, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: u64,
    /// The character in the line.
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
        /// The constraint's name, where the migration gives one.
        name: Option<String>,
    },
    /// An RFC 6901 pointer into a JSON file.
    Pointer(String),
}

impl Error {
    fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, file: None, position: None, place: None, construct: None, message: message.into() }
    }

    /// Not to be read by the parser.
    pub fn syntax(message: impl Into<String>) -> Self {
        Self::new(Kind::Syntax, message)
    }

    /// Refused by PostgreSQL or JSON Schema too.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(Kind::Invalid, message)
    }

    /// Not to be mirrored exactly.
    pub fn unsupported(message: impl Into<String>) -> Self {
        Self::new(Kind::Unsupported, message)
    }

    /// What the file system said of a file.
    #[must_use]
    pub fn of_file(path: &Path, error: &std::io::Error) -> Self {
        Self::new(Kind::File, error.to_string()).in_file(&path.display().to_string())
    }

    /// A folder of migrations has none.
    #[must_use]
    pub fn no_sql(folder: &Path) -> Self {
        Self::new(Kind::File, "there is no .sql file in this folder").in_file(&folder.display().to_string())
    }

    /// What `serde_json` said of a text.
    #[must_use]
    pub fn of_json(error: &serde_json::Error) -> Self {
        let text = error.to_string();
        let message = text.split(" at line ").next().unwrap_or_default();
        Self::syntax(message).at(Position { line: error.line() as u64, column: error.column() as u64 })
    }

    /// With its file, unless that is known.
    #[must_use]
    pub fn in_file(mut self, file: &str) -> Self {
        self.file.get_or_insert_with(|| file.to_owned());
        self
    }

    /// With its position, unless that is known: what is inside says it more exactly.
    #[must_use]
    pub fn at(mut self, position: impl Into<Option<Position>>) -> Self {
        self.position = self.position.or_else(|| position.into());
        self
    }

    /// With its place, unless that is known.
    #[must_use]
    pub fn in_place(mut self, place: Place) -> Self {
        self.place.get_or_insert_with(|| Box::new(place));
        self
    }

    /// With the text that is not understood, unless that is known.
    #[must_use]
    pub fn of(mut self, construct: impl fmt::Display) -> Self {
        self.construct.get_or_insert_with(|| construct.to_string());
        self
    }

    /// The same error, and in front of its message what it is part of.
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
