//! Triggers, among them those before INSERT and UPDATE that only set columns to the current time. Knows just enough of
//! PL/pgSQL for those; what any other trigger does is known only to the server.

use sqlparser::tokenizer::Token;

use super::cursor::{Cursor, Name};
use super::reader::{Done, Reader};
use super::relation::Note;
use super::script;
use crate::error::{Error, Position, Result};

/// A trigger.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// The trigger's name and its SQL.
    pub note: Note,
    /// Whether it fires on INSERT.
    pub on_insert: bool,
    /// Whether it fires on UPDATE.
    pub on_update: bool,
    /// BEFORE, FOR EACH ROW, without conditions.
    pub plain: bool,
    /// The function that it calls, if a migration creates it.
    pub function: Option<usize>,
    /// Whether it fires in ordinary sessions.
    pub enabled: bool,
    /// Whether its effect is known and mirrored.
    pub is_known: bool,
}

impl Reader {
    pub(super) fn create_trigger(&mut self, whole: Cursor<'_>, or_replace: bool, mut rest: Cursor<'_>) -> Done {
        let name = rest.name()?;
        let period = ["before", "after", "instead of"].into_iter().find(|period| rest.eat(period));
        let period = period.ok_or_else(|| rest.unexpected("BEFORE, AFTER or INSTEAD OF"))?;
        let events = rest.until(|cursor| cursor.is("on"));
        rest.expect("on")?;
        let table = rest.object()?;
        let tail = rest;
        let conditions = rest.until(|cursor| cursor.is("execute"));
        rest.expect("execute")?;
        if !rest.eat("function") {
            rest.expect("procedure")?;
        }
        let function = rest.object()?;
        let happens = |event: &str| {
            let mut all = events;
            all.until(|cursor| cursor.is(event));
            !all.is_empty()
        };
        let mut before_when = conditions;
        let before_when = before_when.until(|cursor| cursor.is("when"));
        let each_row = {
            let mut all = before_when;
            all.until(|cursor| cursor.is("for each row") || cursor.is("for row"));
            !all.is_empty()
        };
        let unconditional = before_when.rest().len() == conditions.rest().len() && !happens("of");
        let sql = format!(
            "CREATE TRIGGER {name} {} {} ON {table} {}",
            period.to_uppercase(),
            events.sql(),
            after_table(tail)
        );
        let trigger = Trigger {
            note: self.note(&name, "TRIGGER", sql),
            on_insert: happens("insert"),
            on_update: happens("update"),
            plain: period == "before" && each_row && unconditional,
            function: self.catalogue.functions.of_trigger(function.schema.as_deref(), &function.name),
            enabled: true,
            is_known: false,
        };
        let triggers = match self.mirrored(&table)? {
            Some(table) => &mut self.table(&table)?.triggers,
            None => {
                let triggers = self.other_triggers.entry(table.to_string()).or_default();
                triggers.push(trigger);
                self.ignore(whole, "it is not on a mirrored table");
                return Ok(());
            }
        };
        match triggers.iter_mut().find(|other| other.note.name == name) {
            Some(old) if or_replace => *old = trigger,
            Some(_) => return Err(Error::invalid(format!("the trigger `{name}` exists already")).of(name)),
            None => triggers.push(trigger),
        }
        Ok(())
    }

    pub(super) fn drop_trigger(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        let if_exists = rest.eat("if exists");
        let name = rest.name()?;
        rest.expect("on")?;
        let table = rest.object()?;
        let Some(table) = self.mirrored(&table)? else {
            if let Some(triggers) = self.other_triggers.get_mut(&table.to_string()) {
                triggers.retain(|trigger| trigger.note.name != name);
            }
            self.ignore(whole, "it is not on a mirrored table");
            return Ok(());
        };
        let triggers = &mut self.table(&table)?.triggers;
        let before = triggers.len();
        triggers.retain(|trigger| trigger.note.name != name);
        if triggers.len() == before && !if_exists {
            return Err(Error::invalid(format!("there is no trigger `{name}`")).of(name));
        }
        Ok(())
    }

    pub(super) fn alter_trigger(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        let name = rest.name()?;
        rest.expect("on")?;
        let table = rest.object()?;
        if !rest.eat("rename to") {
            self.ignore(whole, "it changes only what the trigger depends on");
            return Ok(());
        }
        let to = rest.name()?;
        let Some(table) = self.mirrored(&table)? else { return Ok(()) };
        let triggers = &mut self.table(&table)?.triggers;
        triggers
            .iter_mut()
            .filter(|trigger| trigger.note.name == name)
            .for_each(|trigger| trigger.note.name.clone_from(&to));
        Ok(())
    }

    /// `ALTER TABLE … ENABLE TRIGGER`, `DISABLE TRIGGER`.
    pub(super) fn switch_triggers(&mut self, table: &str, mut rest: Cursor<'_>) -> Done {
        let action = rest;
        // A trigger for replicas does not fire in an ordinary session.
        let enabled = match () {
            () if rest.eat("enable trigger") || rest.eat("enable always trigger") => true,
            () if rest.eat("disable trigger") || rest.eat("enable replica trigger") => false,
            () => return Err(Error::unsupported(format!("`{}` is not supported", action.sql())).of(action.sql())),
        };
        let all = rest.is("all") || rest.is("user");
        let name = rest.name()?;
        let triggers = self.table(table)?.triggers.iter_mut();
        triggers.filter(|trigger| all || trigger.note.name == name).for_each(|trigger| trigger.enabled = enabled);
        rest.end()
    }

    /// Checks what the triggers of a table do when a statement of the migrations changes its rows.
    pub(super) fn may_fire(&self, table: &Name) -> Done {
        let triggers = match self.mirrored(table)? {
            Some(table) => {
                let index = self.by_name.get(&table).copied();
                let relation = index.and_then(|index| self.tables.get(index)).and_then(Option::as_ref);
                relation.map(|relation| &relation.triggers)
            }
            None => self.other_triggers.get(&table.to_string()),
        };
        for trigger in triggers.into_iter().flatten().filter(|trigger| trigger.enabled) {
            if let Some(function) = trigger.function.and_then(|id| self.catalogue.functions.get(id)) {
                self.may_call(std::slice::from_ref(&function.name))?;
            }
        }
        Ok(())
    }
}

fn after_table(tail: Cursor<'_>) -> String {
    tail.sql()
}

/// The columns set by `BEGIN NEW.c = now(); … RETURN NEW; END`; `None` for any other body.
#[must_use]
pub fn assignments(body: &str) -> Option<Vec<String>> {
    let tokens = script::body(body, Position { line: 1, column: 1 }).ok()?;
    let mut rest = Cursor::new(&tokens);
    rest.expect("begin").ok()?;
    let mut columns = Vec::new();
    loop {
        if rest.eat("return new") {
            rest.symbol(&Token::SemiColon).then_some(())?;
            break;
        }
        columns.push(assignment(&mut rest).ok()?);
    }
    rest.expect("end").ok()?;
    rest.symbol(&Token::SemiColon);
    rest.is_empty().then_some(columns)
}

/// `NEW.c = now();`
fn assignment(rest: &mut Cursor<'_>) -> Result<String> {
    rest.expect("new")?;
    if !rest.symbol(&Token::Period) {
        return Err(rest.unexpected("`.`"));
    }
    let column = rest.name()?;
    if !rest.symbol(&Token::Eq) && !rest.symbol(&Token::Assignment) {
        return Err(rest.unexpected("`=`"));
    }
    let value = rest.until(|cursor| cursor.peek() == Some(&Token::SemiColon));
    if !rest.symbol(&Token::SemiColon) || !is_clock(value) {
        return Err(value.unexpected("the clock's time"));
    }
    Ok(column)
}

/// The current time, never NULL; as a timestamp also in UTC.
fn is_clock(mut value: Cursor<'_>) -> bool {
    const CLOCKS: [&str; 4] = ["now", "clock_timestamp", "statement_timestamp", "transaction_timestamp"];
    let inside = value.group();
    if let Ok(inside) = inside
        && value.is_empty()
    {
        return is_clock(inside);
    }
    if value.eat("pg_catalog") && !value.symbol(&Token::Period) {
        return false;
    }
    if value.eat("timezone") {
        let Ok(inside) = value.group() else { return false };
        return match inside.elements().as_slice() {
            [zone, clock] => is_utc(*zone) && is_clock(*clock) && value.is_empty(),
            _ => false,
        };
    }
    let found = value.eat("current_timestamp")
        || CLOCKS.iter().any(|clock| value.eat(clock)) && value.group().is_ok_and(|inside| inside.is_empty());
    found && (value.is_empty() || value.eat("at time zone") && is_utc(value))
}

fn is_utc(mut zone: Cursor<'_>) -> bool {
    let is_utc = zone.text().is_ok_and(|zone| zone.eq_ignore_ascii_case("utc"));
    if zone.symbol(&Token::DoubleColon) {
        return is_utc && zone.eat("text") && zone.is_empty();
    }
    is_utc && zone.is_empty()
}

#[cfg(test)]
mod tests {
    use super::assignments;

    #[test]
    fn understands_only_the_clock() {
        for (body, expected) in [
            ("\nBEGIN\n  NEW.updated_at = NOW();\n  RETURN NEW;\nEND;\n", &["updated_at"][..]),
            ("BEGIN NEW.a := now(); NEW.b = CURRENT_TIMESTAMP; RETURN NEW; END", &["a", "b"]),
            ("BEGIN NEW.\"At\" = pg_catalog.now(); -- comment\n RETURN NEW; END", &["At"]),
            (
                "begin new.a = (now() at time zone 'utc'); new.b = timezone('utc'::text, now()); return new; end",
                &["a", "b"],
            ),
        ] {
            assert_eq!(assignments(body), Some(expected.iter().map(|column| (*column).to_owned()).collect()), "{body}");
        }
        for body in [
            "BEGIN IF NEW.a THEN RETURN NEW; END IF; END",
            "BEGIN NEW.a = 5; RETURN NEW; END",
            "BEGIN NEW.a = now() + '1 day'; RETURN NEW; END",
            "BEGIN NEW.a = own.now(); RETURN NEW; END",
            "BEGIN RETURN NULL; END",
            "BEGIN RETURN NEW; NEW.a = now(); END",
            "BEGIN NEW.a = now(); RETURN NEW; EXCEPTION WHEN others THEN RETURN NULL; END",
            "SELECT 1",
        ] {
            assert_eq!(assignments(body), None, "{body}");
        }
    }
}
