//! `schemas/constraints.json` → what the wizard says about constraints besides their SQL. Knows the members' names.

use crate::error::{Error, Result};
use crate::model::constraints::Told;
use crate::model::table::Table;
use crate::read::entries;

const MEMBERS: [&str; 4] = ["constraint", "at", "params", "note"];

/// Reads the file's text; `file` names it in errors.
///
/// # Errors
/// What is wrong, with the file, the position and the RFC 6901 pointer; or the constraint that no migration makes.
pub fn read(file: &str, text: &str, tables: &[Table]) -> Result<Vec<Told>> {
    let told = entries::read(file, text, &MEMBERS, "constraint", |entry| {
        Ok(Told {
            constraint: entry.text("constraint")?,
            at: entry.text("at")?,
            params: entry.params()?,
            note: entry.optional("note")?,
        })
    })?;
    let all = || tables.iter().flat_map(|table| table.triggers().map(|(_, check)| check).chain(&table.checks));
    let made = |name: &str| all().any(|check| check.name == name);
    let left = |name: &str| tables.iter().flat_map(|table| &table.server_only).any(|check| check.name == name);
    match told.iter().find(|told| !made(&told.constraint)) {
        Some(Told { constraint, .. }) if left(constraint) => {
            let what =
                format!("the constraint `{constraint}` is left to the server, so nothing can be said about it here");
            Err(Error::invalid(what).in_file(file))
        }
        Some(Told { constraint, .. }) => {
            Err(Error::invalid(format!("no migration makes the constraint `{constraint}`")).in_file(file))
        }
        None => Ok(told),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::read;
    use crate::read::sql;

    #[test]
    fn reads_params_of_constraints_that_exist() {
        let migration = "CREATE TABLE tier (price integer CONSTRAINT fair CHECK (price > 0))";
        let tables = sql::read(&[("1.sql".to_owned(), migration.to_owned())]).unwrap().tables;
        let text =
            |name: &str| format!(r#"[{{ "constraint": "{name}", "at": "a", "params": {{ "least": "number" }} }}]"#);
        let told = read("constraints.json", &text("fair"), &tables).unwrap();
        assert_eq!((told[0].constraint.as_str(), told[0].params[0].name.as_str()), ("fair", "least"));
        let said = read("constraints.json", &text("unfair"), &tables).unwrap_err().to_string();
        assert_eq!(said, "constraints.json: no migration makes the constraint `unfair`");
    }
}
