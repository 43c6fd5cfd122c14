//! The lifecycle → the trigger that refuses transitions it does not list. Knows no stage.

use std::fmt::Write as _;

use super::literal;
use crate::model::lifecycle::Lifecycle;

/// The trigger function, with its schema.
pub const FUNCTION: &str = "wizard_private.check_status_transition";

/// The `CREATE FUNCTION` statement, without the semicolon at its end.
#[must_use]
pub fn function(lifecycle: &Lifecycle) -> String {
    let column = &lifecycle.status_column;
    let known = literal::list(lifecycle.transitions.iter().map(|(status, _)| status.as_str()));
    let initial = literal::list(lifecycle.initial.iter().map(String::as_str));
    let mut arms = String::new();
    for (from, following) in lifecycle.transitions.iter().filter(|(_, following)| !following.is_empty()) {
        let following = literal::list(following.iter().map(String::as_str));
        let _ = writeln!(arms, "    WHEN {} THEN NEW.{column} IN ({following})", literal::text(from));
    }
    format!(
        "\
CREATE FUNCTION {FUNCTION}()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  -- NULL is left to NOT NULL, and an unknown status to valid_status.
  IF NEW.{column} IS NULL OR NEW.{column} NOT IN ({known}) THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    -- An upsert comes here first, whether or not its row exists: the trigger on UPDATE judges that.
    IF NEW.{column} IN ({initial})
      OR EXISTS (SELECT FROM public.{table} AS existing WHERE existing.session_id = NEW.session_id)
    THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a new session cannot be %', NEW.{column}
      USING ERRCODE = 'check_violation', CONSTRAINT = 'status_transition', COLUMN = '{column}',
        TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
  END IF;
  IF OLD.{column} IS NULL OR OLD.{column} = NEW.{column} THEN
    RETURN NEW;
  END IF;
  IF NOT (CASE OLD.{column}
{arms}    ELSE false
  END) THEN
    RAISE EXCEPTION 'a session that is % cannot become %', OLD.{column}, NEW.{column}
      USING ERRCODE = 'check_violation', CONSTRAINT = 'status_transition', COLUMN = '{column}',
        TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
  END IF;
  RETURN NEW;
END;
$$",
        table = lifecycle.table,
    )
}

/// The triggers that call the function, with comments.
#[must_use]
pub fn triggers(lifecycle: &Lifecycle) -> String {
    let (table, column) = (&lifecycle.table, &lifecycle.status_column);
    format!(
        "\
CREATE TRIGGER check_status_transition_on_insert
BEFORE INSERT ON public.{table}
FOR EACH ROW EXECUTE FUNCTION {FUNCTION}();

-- Not UPDATE OF {column}: that looks at the statement, and would miss what another trigger changes.
CREATE TRIGGER check_status_transition_on_update
BEFORE UPDATE ON public.{table}
FOR EACH ROW WHEN (OLD.{column} IS DISTINCT FROM NEW.{column})
EXECUTE FUNCTION {FUNCTION}();
"
    )
}
