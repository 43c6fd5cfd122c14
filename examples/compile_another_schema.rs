//! Compiles SQL that has nothing to do with wizards: `cargo run --example compile_another_schema`.
//!
//! A project calls this in its `build.rs`, writes the text into `$OUT_DIR` and includes it; `tests/fixture_schema/` is
//! such a project. At run time it depends on `pg-row`, `pg-value` and `json-tape`.

use std::error::Error;

use event_wizard_compiler::read::sql;
use event_wizard_compiler::write::rust;

const SQL: &str = "
CREATE TABLE seat (
    hall text NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    kind varchar(10) DEFAULT 'plain' CHECK (kind IN ('plain', 'box'))
);";

/// The Rust code for the tables. An error names the file, the constraint and the construct that is not understood.
fn compile(file: &str, sql: &str) -> Result<String, Box<dyn Error>> {
    let database = sql::read(&[(file.to_owned(), sql.to_owned())])?;
    Ok(rust::row::write(&database.tables)?)
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("{}", compile("seats.sql", SQL)?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_a_table_with_its_checks() {
        let rust = compile("seats.sql", SQL).unwrap();
        for name in ["seat_number_check", "seat_kind_check"] {
            assert!(rust.contains(name), "{rust}");
        }
    }

    #[test]
    fn refuses_what_it_does_not_understand() {
        let error = compile("seats.sql", "CREATE TABLE seat (hall text CHECK (hall = soundex(hall)));").unwrap_err();
        for part in ["seats.sql", "seat", "soundex"] {
            assert!(error.to_string().contains(part), "{error}");
        }
    }
}
