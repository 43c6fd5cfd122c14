//! Paths on the command line → the SQL in them: files, folders of migrations, and `-` for standard input.

use std::io::Read as _;
use std::path::Path;

use crate::error::{Error, Result};
use crate::read::folder;

/// Name and text of each file, in the order given; files in a folder are ordered by name. If a folder has a subfolder
/// `migrations`, that is read instead.
///
/// # Errors
/// Files that cannot be read, and a folder without SQL files.
pub fn read(paths: &[String]) -> Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for path in paths {
        if path == "-" {
            files.push(standard_input()?);
            continue;
        }
        let given = Path::new(path);
        if given.is_dir() {
            let inner = given.join("migrations");
            let folder = if inner.is_dir() { inner } else { given.to_path_buf() };
            let found = folder::migrations(&folder, folder.display().to_string().trim_end_matches('/'))?;
            if found.is_empty() {
                return Err(Error::no_sql(&folder));
            }
            files.extend(found);
        } else {
            let text = std::fs::read_to_string(given).map_err(|error| Error::of_file(given, &error))?;
            files.push((path.clone(), text));
        }
    }
    Ok(files)
}

fn standard_input() -> Result<(String, String)> {
    let mut text = String::new();
    let read = std::io::stdin().read_to_string(&mut text);
    read.map_err(|error| Error::of_file(Path::new("-"), &error))?;
    Ok(("-".to_owned(), text))
}
