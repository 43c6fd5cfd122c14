//! Functions and triggers that this compiler writes into migrations itself, so that it knows what they mean. One in the
//! migrations is known only if it is the same, word for word; the text of its body, byte for byte.

use sqlparser::tokenizer::Token;

use super::cursor::Cursor;
use super::kinds::head;
use super::script;
use crate::model::known::{Known, Meaning};
use crate::model::lifecycle::Lifecycle;

/// A statement and what it means.
#[derive(Debug)]
struct Statement<T> {
    /// What follows the words that say which kind of statement it is.
    tokens: Vec<Token>,
    meaning: T,
}

/// The statements of a [`Known`], cut into tokens.
#[derive(Debug, Default)]
pub struct Statements {
    functions: Vec<Statement<Meaning>>,
    triggers: Vec<Statement<()>>,
    /// Whose transitions the triggers judge.
    pub lifecycle: Option<Lifecycle>,
}

fn tokens(rest: Cursor<'_>) -> Vec<Token> {
    rest.rest().iter().map(|token| token.token.clone()).collect()
}

fn statements<T: Clone>(text: &str, meaning: &T) -> Vec<Statement<T>> {
    let found = script::statements(text).into_iter().flatten();
    let of = |statement: script::Statement| {
        let rest = head(Cursor::new(&statement.tokens))?.rest;
        Some(Statement { tokens: tokens(rest), meaning: meaning.clone() })
    };
    found.filter_map(of).collect()
}

impl Statements {
    /// Cuts the texts.
    pub fn new(known: &Known) -> Self {
        let functions = known.functions.iter().flat_map(|function| statements(&function.sql, &function.meaning));
        let triggers = known.triggers.iter().flat_map(|sql| statements(sql, &()));
        Self { functions: functions.collect(), triggers: triggers.collect(), lifecycle: known.lifecycle.clone() }
    }

    /// What a function means, by what follows `CREATE FUNCTION`.
    pub fn function(&self, rest: Cursor<'_>) -> Option<Meaning> {
        let written = tokens(rest);
        self.functions.iter().find(|known| known.tokens == written).map(|known| known.meaning.clone())
    }

    /// Whether a trigger is known, by what follows `CREATE TRIGGER`.
    pub fn is_trigger(&self, rest: Cursor<'_>) -> bool {
        let written = tokens(rest);
        self.triggers.iter().any(|known| known.tokens == written)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use crate::model::expression::{Node, Stage};
    use crate::model::known::{Known, KnownFunction, Meaning};
    use crate::model::lifecycle::Lifecycle;
    use crate::model::table::Database;
    use crate::read::sql::read_with;
    use crate::write::rust::row;

    const FUNCTION: &str = "CREATE FUNCTION own.plan_ok_1(data jsonb, complete boolean) RETURNS boolean \
        LANGUAGE plpgsql IMMUTABLE STRICT AS $$ BEGIN IF own.part_2(data) THEN RETURN true; END IF; RETURN false; END $$;";
    const PART: &str = "CREATE FUNCTION own.part_2(data jsonb) RETURNS boolean LANGUAGE plpgsql IMMUTABLE \
        AS $$ BEGIN RETURN data ? 'x'; END $$;";
    const TABLE: &str = "CREATE SCHEMA own; CREATE TABLE trip (plan jsonb, other jsonb, done text[]);";
    const CHECK: &str = "ALTER TABLE trip ADD CONSTRAINT good CHECK (own.plan_ok_1(plan, 'plan' = ANY (done)));";
    const JUDGES: &str = "CREATE FUNCTION own.check_transition() RETURNS trigger LANGUAGE plpgsql \
        AS $$ BEGIN IF NEW.state = 'x' THEN RAISE 'no'; END IF; RETURN NEW; END $$;";
    const INSERTED: &str =
        "CREATE TRIGGER t_insert BEFORE INSERT ON trip FOR EACH ROW EXECUTE FUNCTION own.check_transition();";
    const UPDATED: &str = "CREATE TRIGGER t_update BEFORE UPDATE ON trip FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) \
        EXECUTE FUNCTION own.check_transition();";

    fn read(migration: &str) -> Result<Database, String> {
        let stage = Meaning::Stage { stage: Stage { name: "plan".into(), number: 3 }, column: "plan".into() };
        let function = |sql: &str, meaning| KnownFunction { sql: sql.to_owned(), meaning };
        let known = Known {
            functions: vec![
                function(FUNCTION, stage),
                function(PART, Meaning::Part),
                function(JUDGES, Meaning::Transitions),
            ],
            triggers: vec![INSERTED.to_owned(), UPDATED.to_owned()],
            lifecycle: Some(Lifecycle {
                status_column: "state".into(),
                initial: vec!["new".into()],
                transitions: vec![("new".into(), vec!["old".into()]), ("old".into(), vec![])],
                ..Lifecycle::default()
            }),
        };
        read_with(&[("1.sql".to_owned(), migration.to_owned())], &known).map_err(|error| error.message)
    }

    #[test]
    fn a_check_may_call_a_function_of_a_stage() {
        let database = read(&[TABLE, PART, FUNCTION, CHECK].concat()).unwrap();
        let check = &database.tables[0].checks[0];
        assert!(matches!(&check.expression.node, Node::Document(stage, ..) if stage.number == 3), "{check:?}");
        assert_eq!(check.columns, ["plan", "done"]);
        let rust = row::write(&database.tables).unwrap();
        let call = "row.document(PLAN, array::any(Some(Cow::Borrowed(\"plan\".as_bytes())), row.text_array(DONE)?, true), 3, \
                    super::stages::stage_3_is_met)?";
        assert!(rust.contains(call), "{rust}");
        assert!(rust.contains(r#"\"stage\":\"plan\""#), "{rust}");
    }

    #[test]
    fn every_word_of_the_function_counts() {
        let refused = |sql: String| read(&sql).unwrap_err();
        for (from, to) in [
            ("RETURN false", "RETURN true"),
            ("RETURN false; END", "RETURN false;  END"),
            ("IMMUTABLE STRICT", "IMMUTABLE"),
            ("plpgsql IMMUTABLE", "plpgsql STABLE"),
        ] {
            assert!(FUNCTION.contains(from));
            let said = refused([TABLE, PART, &FUNCTION.replace(from, to), CHECK].concat());
            assert!(said.contains("not what the compiler writes for a stage"), "{from}: {said}");
        }
        // The text between a function's words is nobody's concern.
        assert!(read(&[TABLE, PART, &FUNCTION.replace(" LANGUAGE", "\n  LANGUAGE"), CHECK].concat()).is_ok());
        let said = refused([TABLE, &PART.replace("'x'", "'y'"), FUNCTION, CHECK].concat());
        assert!(said.contains("not what the compiler writes"), "{said}");
        let altered = "ALTER FUNCTION own.plan_ok_1(jsonb, boolean) CALLED ON NULL INPUT;";
        let said = refused([TABLE, PART, FUNCTION, CHECK, altered].concat());
        assert!(said.contains("not what the compiler writes"), "{said}");
        let replaced = FUNCTION.replace("CREATE", "CREATE OR REPLACE").replace("RETURN false", "RETURN true");
        let said = refused([TABLE, PART, FUNCTION, CHECK, &replaced].concat());
        assert!(said.contains("not what the compiler writes"), "{said}");
        let said = refused([TABLE, PART, FUNCTION, &CHECK.replace("(plan,", "(other,")].concat());
        assert!(said.contains("is for the column `plan`"), "{said}");
        let said = refused([TABLE, PART, FUNCTION, &CHECK.replace("(plan,", "(plan -> 'x',")].concat());
        assert!(said.contains("something else than a column"), "{said}");
    }

    #[test]
    fn an_older_function_does_not_matter_once_its_check_is_gone() {
        let older = FUNCTION.replace("plan_ok_1", "plan_ok_0").replace("RETURN false", "RETURN NULL");
        let check = CHECK.replace("plan_ok_1", "plan_ok_0");
        let drop = "ALTER TABLE trip DROP CONSTRAINT good;";
        assert!(read(&[TABLE, PART, &older, &check, drop, FUNCTION, CHECK].concat()).is_ok());
        assert!(read(&[TABLE, PART, &older, &check, FUNCTION].concat()).is_err());
    }

    const STATES: &str = "CREATE SCHEMA own; CREATE TABLE trip (state text);";

    #[test]
    fn triggers_of_transitions_are_conditions_on_rows() {
        let database = read(&[STATES, JUDGES, INSERTED, UPDATED].concat()).unwrap();
        let table = &database.tables[0];
        assert_eq!((table.before_insert.len(), table.before_update.len()), (1, 1));
        assert_eq!(table.before_insert[0].sql, "state IN ('new')");
        assert_eq!(table.before_update[0].sql, "(OLD.state = 'new' AND NEW.state IN ('old'))");
        assert!(database.not_mirrored.is_empty(), "{:?}", database.not_mirrored);
        assert!(row::write(&database.tables).unwrap().contains("row.old_text(STATE)?"));
    }

    #[test]
    fn other_triggers_are_left_to_the_server() {
        for migration in [
            [STATES, &JUDGES.replace("'x'", "'y'"), INSERTED, UPDATED].concat(),
            [STATES, JUDGES, &INSERTED.replace("BEFORE INSERT", "BEFORE INSERT OR UPDATE")].concat(),
            [STATES, JUDGES, &UPDATED.replace("DISTINCT FROM NEW.state", "DISTINCT FROM 'x'")].concat(),
            [STATES, JUDGES, INSERTED, "ALTER FUNCTION own.check_transition() SECURITY DEFINER;"].concat(),
        ] {
            let database = read(&migration).unwrap();
            let table = &database.tables[0];
            assert_eq!((table.before_insert.len(), table.before_update.len()), (0, 0), "{migration}");
            assert!(database.not_mirrored.iter().any(|rule| rule.kind == "TRIGGER"), "{migration}");
        }
        let disabled = [STATES, JUDGES, INSERTED, "ALTER TABLE trip DISABLE TRIGGER t_insert;"].concat();
        assert!(read(&disabled).unwrap().tables[0].before_insert.is_empty());
    }
}
