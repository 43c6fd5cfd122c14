//! A folder of migrations → its files, in the order in which they are applied. Knows the layouts of the usual tools
//! (Supabase, Drizzle, Prisma, Diesel, golang-migrate, Flyway …), but nothing about the contents of the files.

use std::fs::DirEntry;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::{Error, Result};

/// Each file that is applied, with its path relative to the folder.
///
/// # Errors
/// What cannot be read, or leaves open which files are applied or in which order.
pub fn files(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let journal = folder.join("meta").join("_journal.json");
    if journal.is_file() {
        return of_journal(folder, &journal);
    }
    let (own, folders) = entries(folder)?;
    let mut below = Vec::new();
    for (name, path) in folders {
        let (files, deeper) = entries(&path)?;
        for (inner, path) in deeper {
            if has_sql(&path)? {
                return Err(refused(folder, &format!("the folder `{name}/{inner}` is too deep for a migration")));
            }
        }
        let applied: Vec<_> = files.into_iter().filter(|(file, _)| !is_down(file)).collect();
        match applied.as_slice() {
            [] => {}
            [(file, path)] => below.push((format!("{name}/{file}"), path.clone())),
            _ => {
                let what = format!("the folder `{name}` has several .sql files, and their order is not known");
                return Err(refused(folder, &what));
            }
        }
    }
    if let (Some((file, _)), Some((nested, _))) = (own.first(), below.first()) {
        let what = format!("`{file}` stands beside the folder of `{nested}`: it is not known which is applied first");
        return Err(refused(folder, &what));
    }
    for (name, _) in own.iter().filter(|(name, _)| is_down(name)) {
        if !own.iter().any(|(other, _)| is_up_of(other, name)) {
            return Err(refused(folder, &format!("`{name}` takes back a migration that is not there")));
        }
    }
    let mut files: Vec<_> = own.into_iter().filter(|(name, _)| !is_down(name)).chain(below).collect();
    files.sort();
    // Prisma and Diesel, whose migrations are folders, order them by name, and so does Supabase.
    let by_name = files.iter().all(|(name, _)| name.contains('/')) || folder.join("../config.toml").is_file();
    if !by_name {
        in_order(folder, &files)?;
    }
    Ok(files)
}

/// Drizzle applies what its journal lists.
fn of_journal(folder: &Path, journal: &Path) -> Result<Vec<(String, PathBuf)>> {
    let text = std::fs::read_to_string(journal).map_err(|error| Error::of_file(journal, &error))?;
    let in_journal = |error: Error| error.in_file(&journal.display().to_string());
    let value: Value = serde_json::from_str(&text).map_err(|error| in_journal(Error::of_json(&error)))?;
    let tags = value.get("entries").and_then(Value::as_array).into_iter().flatten();
    let names: Option<Vec<_>> = tags.map(|entry| Some(format!("{}.sql", entry.get("tag")?.as_str()?))).collect();
    let names = names.ok_or_else(|| in_journal(Error::invalid("an entry has no `tag`")))?;
    Ok(names.into_iter().map(|name| (name.clone(), folder.join(name))).collect())
}

/// The SQL files in a folder, and its subfolders.
type Entries = (Vec<(String, PathBuf)>, Vec<(String, PathBuf)>);

fn entries(folder: &Path) -> Result<Entries> {
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    let read = std::fs::read_dir(folder).map_err(|error| Error::of_file(folder, &error))?;
    let mut all: Vec<DirEntry> = Vec::new();
    for entry in read {
        all.push(entry.map_err(|error| Error::of_file(folder, &error))?);
    }
    all.sort_by_key(DirEntry::file_name);
    for entry in all {
        let path = entry.path();
        let Ok(name) = entry.file_name().into_string() else {
            return Err(refused(&path, "its name is not UTF-8"));
        };
        if path.is_dir() {
            folders.push((name, path));
        } else if path.extension().is_some_and(|extension| extension == "sql") {
            files.push((name, path));
        } else if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("sql")) {
            return Err(refused(&path, "whether it is applied depends on the tool: its name must end with `.sql`"));
        }
    }
    Ok((files, folders))
}

fn has_sql(folder: &Path) -> Result<bool> {
    let (files, folders) = entries(folder)?;
    if !files.is_empty() {
        return Ok(true);
    }
    for (_, path) in folders {
        if has_sql(&path)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a file is applied only when a migration is reverted.
fn is_down(name: &str) -> bool {
    name == "down.sql"
        || name.ends_with(".down.sql")
        || (name.starts_with('U') && version(name).is_some() && name.contains("__"))
}

fn is_up_of(up: &str, down: &str) -> bool {
    match down.strip_suffix("down.sql") {
        Some(stem) => up == format!("{stem}up.sql") || up == format!("{stem}sql"),
        None => up.starts_with('V') && version(up) == version(down),
    }
}

/// The number at the beginning of a name, or after a letter, as in Flyway's names.
fn version(name: &str) -> Option<u128> {
    let digits = name.strip_prefix(['V', 'U']).unwrap_or(name);
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits.get(..end)?.parse().ok()
}

/// Checks that the order of the names equals the order of their numbers, which many tools use.
fn in_order(folder: &Path, files: &[(String, PathBuf)]) -> Result<()> {
    if let Some((name, _)) = files.iter().find(|(name, _)| name.starts_with("R__")) {
        return Err(refused(folder, &format!("`{name}` is applied again and again: its order is not known")));
    }
    for pair in files.windows(2) {
        let [(before, _), (after, _)] = pair else { continue };
        if let (Some(low), Some(high)) = (version(before), version(after))
            && low > high
        {
            let what = format!(
                "`{before}` comes before `{after}` by name and after it by number: write the numbers with as many digits"
            );
            return Err(refused(folder, &what));
        }
    }
    Ok(())
}

fn refused(path: &Path, what: &str) -> Error {
    Error::unsupported(what).in_file(&path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::files;

    /// The files that are applied, or why that is not known.
    fn told(names: &[&str]) -> Vec<String> {
        let folder =
            std::env::temp_dir().join(format!("history-{}-{:?}", std::process::id(), std::thread::current().id()));
        let _ = std::fs::remove_dir_all(&folder);
        for name in names {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let told = match files(&folder) {
            Ok(files) => files.into_iter().map(|(name, _)| name).collect(),
            Err(error) => vec![format!("! {}", error.message)],
        };
        std::fs::remove_dir_all(&folder).unwrap();
        told
    }

    #[test]
    fn knows_the_layouts_of_the_tools() {
        assert_eq!(told(&["2_b.sql", "1_a.sql", "meta/snapshot.json", "README.md"]), ["1_a.sql", "2_b.sql"]);
        assert_eq!(told(&["2025_b/migration.sql", "20240101_a/migration.sql"]).len(), 2);
        assert_eq!(
            told(&["1_a/migration.sql", "2_b/migration.sql", "lock.toml"]),
            ["1_a/migration.sql", "2_b/migration.sql"]
        );
        assert_eq!(told(&["1_a/up.sql", "1_a/down.sql"]), ["1_a/up.sql"]);
        assert_eq!(told(&["1_a.up.sql", "1_a.down.sql"]), ["1_a.up.sql"]);
        assert_eq!(told(&["V1__a.sql", "U1__a.sql"]), ["V1__a.sql"]);
    }

    #[test]
    fn refuses_what_leaves_the_order_open() {
        for (names, part) in [
            (&["1_a.SQL"][..], "its name must end with `.sql`"),
            (&["1_a.sql", "more/2_b.sql"], "it is not known which is applied first"),
            (&["more/1.sql", "more/2.sql"], "their order is not known"),
            (&["a/b/c/1.sql"], "too deep"),
            (&["10_b.sql", "9_a.sql"], "`10_b.sql` comes before `9_a.sql` by name and after it by number"),
            (&["1_a.down.sql"], "takes back a migration that is not there"),
            (&["R__views.sql"], "again and again"),
        ] {
            let told = told(names);
            assert!(told[0].starts_with("! ") && told[0].contains(part), "{names:?}: {told:?}");
        }
    }
}
