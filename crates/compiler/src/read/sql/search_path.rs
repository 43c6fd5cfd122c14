//! `search_path`: the schema in which a name without one is looked up (manual, 5.9.3). If the setting in force depends
//! on how the migrations are run, every possible setting is kept.

/// What names without a schema may refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchPath {
    /// Each setting that may be in force, as its schemas in search order.
    readings: Vec<Vec<String>>,
    /// The settings in force before `SET LOCAL`.
    before: Option<Vec<Vec<String>>>,
}

/// The mirrored schema, which is also PostgreSQL's default.
pub const PUBLIC: &str = "public";

impl Default for SearchPath {
    fn default() -> Self {
        Self { readings: vec![vec![PUBLIC.to_owned()]], before: None }
    }
}

impl SearchPath {
    /// Each setting that may be in force.
    pub fn readings(&self) -> &[Vec<String>] {
        &self.readings
    }

    /// `SET search_path`; `None` for DEFAULT.
    pub fn set(&mut self, path: Option<Vec<String>>) {
        self.readings = vec![path.map_or_else(|| vec![PUBLIC.to_owned()], cleaned)];
        self.before = None;
    }

    /// `SET LOCAL search_path`. Outside a transaction it does nothing, and whether a file is run in a transaction
    /// depends on what runs it.
    pub fn set_local(&mut self, path: Option<Vec<String>>, in_transaction: bool) {
        let new = path.map_or_else(|| vec![PUBLIC.to_owned()], cleaned);
        let before = self.before.get_or_insert_with(|| self.readings.clone()).clone();
        self.readings = vec![new];
        if !in_transaction {
            self.add(before);
        }
    }

    /// Ends a transaction.
    pub fn end_transaction(&mut self) {
        if let Some(before) = self.before.take() {
            self.readings = before;
        }
    }

    /// A setting for later sessions, which may be those that run the migrations.
    pub fn set_later(&mut self, path: Option<Vec<String>>) {
        self.add(vec![path.map_or_else(|| vec![PUBLIC.to_owned()], cleaned)]);
    }

    /// Ends a file: the next one may run in the same session or in another.
    pub fn end_file(&mut self) {
        self.end_transaction();
        self.add(Self::default().readings);
    }

    fn add(&mut self, readings: Vec<Vec<String>>) {
        for reading in readings {
            if !self.readings.contains(&reading) {
                self.readings.push(reading);
            }
        }
    }
}

/// The path without entries that are not schemas of the migrations.
fn cleaned(path: Vec<String>) -> Vec<String> {
    path.into_iter().filter(|schema| !matches!(schema.as_str(), "" | "$user" | "pg_catalog" | "pg_temp")).collect()
}

#[cfg(test)]
mod tests {
    use super::SearchPath;

    fn path(schemas: &[&str]) -> Option<Vec<String>> {
        Some(schemas.iter().map(|schema| (*schema).to_owned()).collect())
    }

    #[test]
    fn keeps_what_may_be_in_force() {
        let mut search = SearchPath::default();
        search.set(path(&["$user", "app"]));
        assert_eq!(search.readings(), [["app"]]);
        search.end_file();
        assert_eq!(search.readings(), [["app"], ["public"]]);
        search.set(None);
        assert_eq!(search, SearchPath::default());
        search.set_local(path(&[""]), true);
        assert_eq!(search.readings(), [Vec::<String>::new()]);
        search.end_transaction();
        assert_eq!(search, SearchPath::default());
        search.set_local(path(&["app"]), false);
        assert_eq!(search.readings(), [["app"], ["public"]]);
        search.end_file();
        assert_eq!(search, SearchPath::default());
    }
}
