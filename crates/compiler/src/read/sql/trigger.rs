//! Triggers, among them those before INSERT and UPDATE that only set columns to the current time. Knows just enough of
//! PL/pgSQL for those; what any other trigger does is known only to the server.

use sqlparser::tokenizer::Token;

use super::cursor::{Cursor, Name, is_word};
use super::reader::{Done, Reader};
use super::relation::{Note, Relation};
use super::{script, transition};
use crate::error::{Error, Position, Result};
use crate::model::known::Meaning;
use crate::model::table::Triggered;

/// A trigger.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// The trigger's name and its SQL.
    pub note: Note,
    /// Whether it fires on INSERT.
    pub on_insert: bool,
    /// Whether it fires on UPDATE.
    pub on_update: bool,
    /// Whether it fires before each row, and can change it.
    pub before_row: bool,
    /// Whether it fires for every such row: no WHEN, no UPDATE OF.
    pub unconditional: bool,
    /// The function that it calls, if a migration creates it.
    pub function: Option<usize>,
    /// The function's name, and the texts of its arguments.
    pub call: (String, Vec<String>),
    /// Whether it fires in ordinary sessions.
    pub enabled: bool,
    /// Whether the compiler wrote its statement.
    pub is_written: bool,
    /// Whether its effect is known and mirrored.
    pub is_known: bool,
}

impl Reader {
    pub(super) fn create_trigger(&mut self, whole: Cursor<'_>, or_replace: bool, mut rest: Cursor<'_>) -> Done {
        let is_written = self.known.is_trigger(rest);
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
        let arguments = rest.group().map(|inside| inside.elements()).unwrap_or_default();
        let arguments = arguments.into_iter().map(|mut argument| argument.text().or_else(|_| argument.name()));
        let arguments = arguments.collect::<Result<Vec<_>>>().unwrap_or_default();
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
            before_row: period == "before" && each_row,
            unconditional,
            function: self.catalogue.functions.of_trigger(function.schema.as_deref(), &function.name),
            call: (function.name, arguments),
            enabled: true,
            is_written,
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

    /// Tells columns which triggers set them, and which may change them in a way that only the server knows.
    pub(super) fn resolve_triggers(&mut self) {
        let mut errors = Vec::new();
        for relation in self.tables.iter_mut().flatten() {
            let mut triggers = std::mem::take(&mut relation.triggers);
            triggers.retain(|trigger| trigger.enabled);
            // The order in which they fire.
            triggers.sort_by(|one, other| one.note.name.cmp(&other.note.name));
            relation.table.has_before_update_trigger =
                triggers.iter().any(|trigger| trigger.before_row && trigger.on_update);
            for trigger in &mut triggers {
                let function = trigger.function.and_then(|id| self.catalogue.functions.get(id));
                let meaning =
                    function.filter(|_| trigger.is_written).and_then(|it| self.catalogue.functions.meaning(it));
                if let (Some(Meaning::Transitions), Some(lifecycle)) = (meaning, &self.known.lifecycle) {
                    trigger.is_known = true;
                    transition::judged_by(trigger, lifecycle, &mut relation.table);
                    continue;
                }
                let body = function.filter(|function| function.language == "plpgsql").and_then(|it| it.body.as_deref());
                let clocked = body.filter(|_| trigger.before_row && trigger.unconditional).and_then(assignments);
                let done = match clocked {
                    Some(columns) => {
                        trigger.is_known = !columns.iter().any(|name| relation.refused.contains(name));
                        set_by(relation, trigger, &columns)
                    }
                    None if trigger.before_row => {
                        let changed = match function {
                            Some(_) => body.and_then(changed_columns),
                            None => changed_by(&trigger.call.0, &trigger.call.1),
                        };
                        may_be_changed(relation, trigger, changed.as_deref());
                        Ok(())
                    }
                    None => Ok(()),
                };
                let origin = &trigger.note.origin;
                errors.extend(done.err().map(|error| error.at(origin.position).in_file(&origin.file)));
            }
            relation.triggers = triggers;
        }
        self.fail_at_last(errors);
    }
}

/// Tells the columns that a trigger sets them to the current time.
fn set_by(relation: &mut Relation, trigger: &Trigger, columns: &[String]) -> Done {
    if !trigger.is_known {
        return Ok(());
    }
    for name in columns {
        let place = relation.place_of(name);
        let column = relation.column(name)?;
        // Only the server knows the domain's verdict on its clock's time.
        if column.domain.is_some() {
            let what = format!("the trigger `{}` sets it, and its domain is not supported there", trigger.note.name);
            return Err(Error::unsupported(what).in_place(place));
        }
        for (fires, triggered) in
            [(trigger.on_insert, &mut column.on_insert), (trigger.on_update, &mut column.on_update)]
        {
            if fires && *triggered == Triggered::Unchanged {
                *triggered = Triggered::Set;
            }
        }
    }
    Ok(())
}

/// Tells the columns, or all if they are not known, that a trigger may change them.
fn may_be_changed(relation: &mut Relation, trigger: &Trigger, columns: Option<&[String]>) {
    let all = relation.table.columns.iter_mut();
    for column in all.filter(|column| columns.is_none_or(|columns| columns.contains(&column.name))) {
        if trigger.on_insert {
            column.on_insert = Triggered::Unknowable;
        }
        if trigger.on_update {
            column.on_update = Triggered::Unknowable;
        }
    }
}

/// The columns that a trigger function of PostgreSQL or its extensions changes; `None` if it is not one of these.
fn changed_by(function: &str, arguments: &[String]) -> Option<Vec<String>> {
    match function {
        // The extension moddatetime; manual, 12.4.3.
        "moddatetime" | "tsvector_update_trigger" | "tsvector_update_trigger_column" => {
            Some(vec![arguments.first()?.clone()])
        }
        // It only skips updates that change nothing (manual, 9.29).
        "suppress_redundant_updates_trigger" => Some(Vec::new()),
        _ => None,
    }
}

/// The columns of NEW that a body in PL/pgSQL may assign; `None` if it may replace NEW as a whole.
fn changed_columns(body: &str) -> Option<Vec<String>> {
    let tokens = script::body(body, Position { line: 1, column: 1 }).ok()?;
    let mut columns = Vec::new();
    let mut rest = Cursor::new(&tokens);
    // Whether a statement begins here, and whether it stores what it finds.
    let (mut begins, mut stores) = (true, false);
    while !rest.is_empty() {
        stores |= rest.is("into") || begins && ["get", "fetch", "for", "foreach"].iter().any(|word| rest.is(word));
        if rest.is("alias") {
            return None;
        }
        if begins && rest.eat("return") {
            if !(rest.eat("new") || rest.eat("null")) || !rest.symbol(&Token::SemiColon) {
                return None;
            }
            continue;
        }
        if rest.eat("new") {
            if rest.symbol(&Token::Period) {
                let column = rest.name().ok()?;
                if (begins || stores) && !columns.contains(&column) {
                    columns.push(column);
                }
            } else if begins || stores {
                return None;
            }
            begins = false;
            continue;
        }
        let token = &rest.next()?.token;
        let opens = ["begin", "then", "else", "loop"].iter().any(|word| is_word(token, word));
        begins = opens || matches!(token, Token::SemiColon | Token::ShiftRight);
        stores &= !begins;
    }
    Some(columns)
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
    use super::{assignments, changed_columns};

    #[test]
    fn finds_what_a_body_may_change() {
        let changes = |body: &str, expected: Option<&[&str]>| {
            let expected = expected.map(|names| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
            assert_eq!(changed_columns(body), expected, "{body}");
        };
        for (body, expected) in [
            ("BEGIN NEW.a := NEW.b + 1; RETURN NEW; END", &["a"][..]),
            ("BEGIN IF NEW.a = 1 THEN NEW.b = 2; ELSE NEW.\"C\" := 3; END IF; RETURN NEW; END", &["b", "C"]),
            ("BEGIN SELECT x, y INTO NEW.a, NEW.b FROM t; RETURN NEW; END", &["a", "b"]),
            ("BEGIN NEW.j['k'] := '1'; NEW.c.d := 2; RETURN NEW; END", &["j", "c"]),
            ("BEGIN IF NEW.a = 1 THEN RAISE EXCEPTION 'no %', NEW.a; END IF; RETURN NEW; END", &[]),
            ("BEGIN PERFORM log(to_jsonb(NEW)); RETURN NULL; END", &[]),
            ("BEGIN <<inner>> NEW.a := 1; RETURN NEW; END", &["a"]),
            ("BEGIN GET DIAGNOSTICS NEW.a = ROW_COUNT; RETURN NEW; END", &["a"]),
            ("BEGIN FOR NEW.b IN 1..2 LOOP NULL; END LOOP; RETURN NEW; END", &["b"]),
        ] {
            changes(body, Some(expected));
        }
        for body in [
            "BEGIN NEW := OLD; RETURN NEW; END",
            "BEGIN SELECT * INTO NEW FROM t; RETURN NEW; END",
            "BEGIN RETURN OLD; END",
            "BEGIN RETURN jsonb_populate_record(NEW, '{}'); END",
            "DECLARE n ALIAS FOR NEW; BEGIN n.a := 1; RETURN NEW; END",
        ] {
            changes(body, None);
        }
    }

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
