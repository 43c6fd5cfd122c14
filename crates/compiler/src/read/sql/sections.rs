//! The parts of a migration that its tool applies when it goes forward. Knows the marks of goose, dbmate, sql-migrate,
//! tern and node-pg-migrate, which are comments, but no SQL.

use crate::error::{Error, Position, Result};

/// A line that only a migration tool understands.
enum Mark {
    Up,
    Down,
    /// A mark that changes nothing, such as one for the beginning or end of a statement.
    None,
    Unknown,
}

fn mark(line: &str) -> Option<Mark> {
    let comment = line.trim().strip_prefix("--")?;
    if comment.starts_with("-- create above / drop below --") {
        return Some(Mark::Down);
    }
    let comment = comment.trim().to_ascii_lowercase();
    if let Some(rest) = comment.strip_prefix("+goose").or_else(|| comment.strip_prefix("+migrate")) {
        let word = rest.split_whitespace().next().unwrap_or_default();
        return Some(match word {
            "up" => Mark::Up,
            "down" => Mark::Down,
            "statementbegin" | "statementend" | "no" | "notransaction" => Mark::None,
            _ => Mark::Unknown,
        });
    }
    if let Some(rest) = comment.strip_prefix("migrate:") {
        let word = rest.split_whitespace().next().unwrap_or_default();
        return Some(match word {
            "up" => Mark::Up,
            "down" => Mark::Down,
            _ => Mark::Unknown,
        });
    }
    match comment.as_str() {
        "up migration" => Some(Mark::Up),
        "down migration" => Some(Mark::Down),
        _ => None,
    }
}

/// The text with spaces in place of the parts that are applied only when the migration is reverted.
pub fn applied(text: &str) -> Result<String> {
    let mut out = String::with_capacity(text.len());
    let mut down = false;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        match mark(line) {
            Some(Mark::Up) => down = false,
            Some(Mark::Down) => down = true,
            Some(Mark::Unknown) => {
                let line = line.trim();
                let position = Position { line: index as u64 + 1, column: 1 };
                return Err(Error::unsupported(format!("the mark `{line}` is not known")).of(line).at(position));
            }
            Some(Mark::None) | None => {}
        }
        if down { out.push_str(if line.ends_with('\n') { "\n" } else { "" }) } else { out.push_str(line) }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::applied;

    #[test]
    fn leaves_what_is_taken_back() {
        for (text, expected) in [
            ("-- +goose Up\na;\n-- +goose Down\nb;", "-- +goose Up\na;\n\n"),
            ("-- migrate:up\na;\n\n-- migrate:down\nb;\n", "-- migrate:up\na;\n\n\n\n"),
            ("--+migrate Down\nb;\n-- +migrate Up\na;", "\n\n-- +migrate Up\na;"),
            ("a;\n---- create above / drop below ----\nb;", "a;\n\n"),
            ("-- Up Migration\na;\n-- Down Migration\nb;", "-- Up Migration\na;\n\n"),
            ("-- down\na;", "-- down\na;"),
        ] {
            assert_eq!(applied(text).unwrap(), expected);
        }
        assert_eq!(
            applied("a;\n-- +goose ENVSUB ON").unwrap_err().to_string(),
            "the mark `-- +goose ENVSUB ON` is not known"
        );
    }
}
