//! Names: how PostgreSQL folds them, and which it gives to unnamed constraints (`ChooseConstraintName`,
//! `makeObjectName`).

use sqlparser::ast::{Ident, ObjectName};

/// `NAMEDATALEN - 1` (manual, 4.1.1): bytes.
const LONGEST: usize = 63;

/// A name as PostgreSQL folds it (manual, 4.1.1 Identifiers and Key Words).
pub fn identifier(name: &Ident) -> String {
    if name.quote_style.is_some() { name.value.clone() } else { name.value.to_lowercase() }
}

/// The name of a table that is mirrored: one in the schema `public`, which may be left out.
pub fn mirrored(name: &ObjectName) -> Option<String> {
    let parts: Vec<_> = name.0.iter().map(|part| part.as_ident().map(identifier)).collect::<Option<_>>()?;
    match parts.as_slice() {
        [table] => Some(table.clone()),
        [schema, table] if schema == "public" => Some(table.clone()),
        _ => None,
    }
}

/// Of a CHECK: with the column's name if it refers to exactly one, and a number if the name is taken.
#[must_use]
pub fn check(table: &str, columns: &[String], taken: &[&str]) -> String {
    let column = match columns {
        [column] => Some(column.as_str()),
        _ => None,
    };
    let mut label = "check".to_owned();
    let mut number = 0;
    loop {
        let name = object_name(table, column, &label);
        if !taken.contains(&name.as_str()) {
            return name;
        }
        number += 1;
        label = format!("check{number}");
    }
}

/// `table_column_label`; what is too long is cut from the longer of the first two.
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

/// So many bytes, and no part of a character.
fn clipped(text: &str, mut bytes: usize) -> &str {
    while !text.is_char_boundary(bytes) {
        bytes -= 1;
    }
    text.get(..bytes).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn names_as_postgresql_does() {
        let one = ["price".to_owned()];
        assert_eq!(check("item", &one, &[]), "item_price_check");
        assert_eq!(check("item", &one, &["item_price_check"]), "item_price_check1");
        assert_eq!(check("item", &["a".to_owned(), "b".to_owned()], &[]), "item_check");
        let long = "x".repeat(60);
        assert_eq!(check(&long, &one, &[]), format!("{}_price_check", "x".repeat(51)));
        assert_eq!(check(&long, &[], &[]), format!("{}_check", "x".repeat(57)));
    }
}
