//! BEFORE triggers that only set columns to the clock's time. Knows just enough of PL/pgSQL for
//! those; every other trigger is the server's secret.

use sqlparser::ast::{CreateFunction, CreateFunctionBody, CreateTrigger, Expr, TriggerEvent, TriggerPeriod, Value};

use crate::model::table::Origin;

/// A function of the migrations.
pub struct Function {
    pub name: String,
    /// The columns that it sets, if that is all it does.
    assignments: Option<Vec<String>>,
}

/// A trigger on a mirrored table.
pub struct Trigger {
    pub origin: Origin,
    pub name: String,
    pub table: String,
    pub sql: String,
    pub on_insert: bool,
    pub on_update: bool,
    /// BEFORE, FOR EACH ROW, without conditions.
    plain: bool,
    function: String,
}

/// Reads a function.
pub fn function(create: &CreateFunction) -> Function {
    let body = match &create.function_body {
        Some(CreateFunctionBody::AsBeforeOptions { body, .. } | CreateFunctionBody::AsAfterOptions(body)) => match body
        {
            Expr::Value(value) => match &value.value {
                Value::DollarQuotedString(text) => Some(text.value.clone()),
                Value::SingleQuotedString(text) => Some(text.clone()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    };
    Function { name: unqualified(&create.name.to_string()), assignments: body.as_deref().and_then(assignments) }
}

fn unqualified(name: &str) -> String {
    name.rsplit('.').next().unwrap_or_default().to_lowercase()
}

/// The columns of `BEGIN NEW.c = now(); … RETURN NEW; END`; `None` if it says anything else.
#[must_use]
pub fn assignments(body: &str) -> Option<Vec<String>> {
    const CLOCK: [&str; 4] = ["now()", "current_timestamp", "clock_timestamp()", "statement_timestamp()"];
    let text = body.lines().map(|line| line.split("--").next().unwrap_or_default()).collect::<Vec<_>>().join(" ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let statements = text.strip_prefix("begin ")?.trim_end_matches([';', ' ']).strip_suffix("end")?;
    let mut columns = Vec::new();
    let mut returned = false;
    for statement in statements.split(';').map(str::trim).filter(|statement| !statement.is_empty()) {
        if returned {
            return None;
        }
        if statement == "return new" {
            returned = true;
            continue;
        }
        let (column, value) = statement.strip_prefix("new.")?.split_once('=')?;
        if !CLOCK.contains(&value.trim()) {
            return None;
        }
        columns.push(column.trim_end_matches([':', ' ']).to_owned());
    }
    returned.then_some(columns)
}

/// Reads a trigger.
pub fn read(origin: Origin, table: String, create: &CreateTrigger) -> Trigger {
    let each_row =
        create.trigger_object.as_ref().is_some_and(|object| object.to_string().to_uppercase().contains("ROW"));
    let all_columns =
        create.events.iter().all(|event| !matches!(event, TriggerEvent::Update(columns) if !columns.is_empty()));
    Trigger {
        origin,
        name: create.name.to_string().to_lowercase(),
        table,
        sql: super::one_line(create),
        on_insert: create.events.iter().any(|event| matches!(event, TriggerEvent::Insert)),
        on_update: create.events.iter().any(|event| matches!(event, TriggerEvent::Update(_))),
        plain: create.period == Some(TriggerPeriod::Before) && each_row && all_columns && create.condition.is_none(),
        function: create
            .exec_body
            .as_ref()
            .map(|body| unqualified(&body.func_desc.name.to_string()))
            .unwrap_or_default(),
    }
}

impl Trigger {
    /// The columns that it sets, if that is all it does.
    pub fn assignments(&self, functions: &[Function]) -> Option<Vec<String>> {
        if !self.plain {
            return None;
        }
        functions.iter().find(|function| function.name == self.function)?.assignments.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::assignments;

    #[test]
    fn understands_only_the_clock() {
        assert_eq!(
            assignments("\nBEGIN\n  NEW.updated_at = NOW();\n  RETURN NEW;\nEND;\n"),
            Some(vec!["updated_at".to_owned()])
        );
        assert_eq!(
            assignments("BEGIN NEW.a := now(); NEW.b = CURRENT_TIMESTAMP; RETURN NEW; END"),
            Some(vec!["a".to_owned(), "b".to_owned()])
        );
        for body in [
            "BEGIN IF NEW.a THEN RETURN NEW; END IF; END",
            "BEGIN NEW.a = 5; RETURN NEW; END",
            "BEGIN RETURN NULL; END",
            "SELECT 1",
        ] {
            assert_eq!(assignments(body), None, "{body}");
        }
    }
}
