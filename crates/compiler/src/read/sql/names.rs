//! Names: how PostgreSQL reads them, and how it names unnamed constraints (`ChooseConstraintName`, `makeObjectName`).

use std::borrow::Borrow;

use sqlparser::ast::Ident;

/// `NAMEDATALEN - 1` (manual, 4.1.1), in bytes.
const LONGEST: usize = 63;

/// A name as PostgreSQL reads it (manual, 4.1.1 Identifiers and Key Words): folded unless it is quoted, and cut if it
/// is too long.
pub fn identifier(name: &Ident) -> String {
    folded(&name.value, name.quote_style.is_some())
}

/// A word as a name. Only ASCII letters are folded: in a UTF-8 database `É` stays as it is.
pub fn folded(word: &str, quoted: bool) -> String {
    let name = clipped(word, word.len().min(LONGEST));
    if quoted { name.to_owned() } else { name.to_ascii_lowercase() }
}

/// The name of a constraint: it contains the names of its columns, and a number if the name is taken.
pub fn constraint(table: &str, columns: &[impl Borrow<str>], label: &str, taken: impl Fn(&str) -> bool) -> String {
    let columns = joined(columns);
    let column = (!columns.is_empty()).then_some(columns.as_str());
    let mut numbered = label.to_owned();
    let mut number = 0;
    loop {
        let name = object_name(table, column, &numbered);
        if !taken(&name) {
            return name;
        }
        number += 1;
        numbered = format!("{label}{number}");
    }
}

/// The name of a CHECK: it contains the column's name if the CHECK refers to exactly one.
pub fn check(table: &str, columns: &[String], taken: impl Fn(&str) -> bool) -> String {
    let only = if columns.len() == 1 { columns } else { &[] };
    constraint(table, only, "check", taken)
}

/// `ChooseIndexNameAddition`: names joined by `_`, until there are enough bytes.
fn joined(columns: &[impl Borrow<str>]) -> String {
    let mut text = String::new();
    for (index, column) in columns.iter().enumerate() {
        if index > 0 {
            text.push('_');
        }
        text.push_str(column.borrow());
        if text.len() > LONGEST {
            break;
        }
    }
    text
}

/// `table_column_label`; if that is too long, the longer of the first two parts is cut.
fn object_name(table: &str, column: Option<&str>, label: &str) -> String {
    let overhead = label.len() + 1 + usize::from(column.is_some());
    let available = LONGEST.saturating_sub(overhead);
    let (mut first, mut second) = (table.len(), column.map_or(0, str::len));
    while first + second > available {
        if first > second { first -= 1 } else { second -= 1 }
    }
    let table = clipped(table, first);
    match column {
        Some(column) => format!("{table}_{}_{label}", clipped(column, second)),
        None => format!("{table}_{label}"),
    }
}

/// At most this many bytes, without cutting a character.
fn clipped(text: &str, mut bytes: usize) -> &str {
    while !text.is_char_boundary(bytes) {
        bytes -= 1;
    }
    text.get(..bytes).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::{check, constraint, folded};

    #[test]
    fn names_as_postgresql_does() {
        let one = ["price".to_owned()];
        let free = |_: &str| false;
        assert_eq!(check("item", &one, free), "item_price_check");
        assert_eq!(check("item", &one, |name| name == "item_price_check"), "item_price_check1");
        assert_eq!(check("item", &["a".to_owned(), "b".to_owned()], free), "item_check");
        let long = "x".repeat(60);
        assert_eq!(check(&long, &one, free), format!("{}_price_check", "x".repeat(51)));
        assert_eq!(check(&long, &[], free), format!("{}_check", "x".repeat(57)));
        assert_eq!(constraint("t", &["a", "b"], "key", free), "t_a_b_key");
    }

    #[test]
    fn reads_names_as_postgresql_does() {
        assert_eq!(folded("ÉTÉ", false), "ÉtÉ");
        assert_eq!(folded("ÉTÉ", true), "ÉTÉ");
        assert_eq!(folded(&"y".repeat(70), false), "y".repeat(63));
        // 62 bytes, followed by a letter of two bytes.
        assert_eq!(folded(&format!("{}ü", "y".repeat(62)), true), "y".repeat(62));
    }
}
