//! Transactions: which statements of a file are undone. Knows BEGIN, COMMIT, ROLLBACK and SAVEPOINT.

use super::cursor::Cursor;
use super::kinds::{Action, Kind, head};
use crate::error::{Error, Result};

/// What becomes of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It takes effect.
    Done,
    /// A ROLLBACK undoes it.
    Undone,
    /// That is not known.
    Unknown(Error),
}

/// What becomes of each statement of a file; `None` stands for text that is not a statement.
pub fn fates(statements: &[Option<Cursor<'_>>]) -> Vec<Fate> {
    let mut fates = vec![Fate::Done; statements.len()];
    let mut open = Open::default();
    for (index, statement) in statements.iter().enumerate() {
        let read = statement.and_then(head).map(|head| (head.action, head.rest));
        let step = match read {
            Some((Action::Read(kind), rest)) => open.step(index, kind, rest),
            _ => {
                open.before |= open.begin.is_none();
                Ok(None)
            }
        };
        match step {
            Ok(Some(from)) => fates.iter_mut().take(index + 1).skip(from).for_each(|fate| *fate = Fate::Undone),
            Ok(None) => {}
            Err(error) => {
                open = Open::default();
                if let Some(fate) = fates.get_mut(index) {
                    *fate = Fate::Unknown(error);
                }
            }
        }
    }
    if let Some(begin) = open.begin
        && let Some(fate) = fates.get_mut(begin)
    {
        let what = "this transaction is not ended in its file: whether it counts depends on what runs the migrations";
        *fate = Fate::Unknown(Error::unsupported(what));
    }
    fates
}

/// The open transaction.
#[derive(Default)]
struct Open {
    begin: Option<usize>,
    /// Whether something has been done since the last transaction ended.
    before: bool,
    /// Savepoints by name, with their positions.
    savepoints: Vec<(String, usize)>,
}

impl Open {
    /// If the statement undoes others: the index from which it does.
    fn step(&mut self, index: usize, kind: Kind, mut rest: Cursor<'_>) -> Result<Option<usize>> {
        let chain = Cursor::new(rest.rest()).until(|cursor| cursor.is("and chain")).rest().len() < rest.rest().len();
        match kind {
            Kind::Begin => self.begin = self.begin.or(Some(index)),
            Kind::Commit | Kind::Rollback if chain => {
                return Err(Error::unsupported("`AND CHAIN` is not supported").of("AND CHAIN"));
            }
            Kind::Commit => *self = Self::default(),
            Kind::Savepoint => self.savepoints.push((rest.name()?, index)),
            Kind::ReleaseSavepoint => {
                rest.eat("savepoint");
                let at = self.savepoint(&rest.name()?)?;
                self.savepoints.truncate(at);
            }
            Kind::Rollback => {
                let _ = rest.eat("work") || rest.eat("transaction");
                if rest.eat("to") {
                    rest.eat("savepoint");
                    let at = self.savepoint(&rest.name()?)?;
                    self.savepoints.truncate(at + 1);
                    return Ok(self.savepoints.last().map(|(_, index)| *index + 1));
                }
                let Some(begin) = self.begin else {
                    let what = "ROLLBACK without BEGIN: what it takes back depends on what runs the migrations";
                    return Err(Error::unsupported(what));
                };
                if self.before {
                    let what = "ROLLBACK takes back what stands before BEGIN too where a file is sent as a whole: write \
                                what is rolled back in a file of its own, or leave it out";
                    return Err(Error::unsupported(what));
                }
                *self = Self::default();
                return Ok(Some(begin));
            }
            _ if self.begin.is_none() => self.before = true,
            _ => {}
        }
        Ok(None)
    }

    fn savepoint(&self, name: &str) -> Result<usize> {
        let found = self.savepoints.iter().rposition(|(own, _)| own == name);
        found.ok_or_else(|| Error::invalid(format!("there is no savepoint `{name}`")))
    }
}

#[cfg(test)]
mod tests {
    use super::{Cursor, Fate, fates};
    use crate::read::sql::script;

    /// A letter for each statement: done, undone, unknown.
    fn told(text: &str) -> String {
        let found: Vec<_> = script::statements(text).into_iter().map(Result::unwrap).collect();
        let cursors: Vec<_> = found.iter().map(|statement| Some(Cursor::new(&statement.tokens))).collect();
        let letter = |fate: Fate| match fate {
            Fate::Done => 'd',
            Fate::Undone => 'u',
            Fate::Unknown(_) => '?',
        };
        fates(&cursors).into_iter().map(letter).collect()
    }

    #[test]
    fn knows_what_is_taken_back() {
        for (text, expected) in [
            ("BEGIN; SELECT 1; COMMIT; SELECT 2", "dddd"),
            ("BEGIN; SELECT 1; ROLLBACK; SELECT 2", "uuud"),
            ("SELECT 1; BEGIN; SELECT 2; ROLLBACK", "ddd?"),
            ("SELECT 1; ROLLBACK", "d?"),
            ("BEGIN; SELECT 1; SAVEPOINT a; SELECT 2; ROLLBACK TO a; SELECT 3; END", "ddduudd"),
            ("BEGIN; SELECT 1", "?d"),
            ("SAVEPOINT a; ROLLBACK TO b", "d?"),
            ("BEGIN; COMMIT AND CHAIN", "d?"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
