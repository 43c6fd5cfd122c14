//! `DO` blocks, by running their statements. Knows the forms that guard a change; [`guard`] decides whether a guard
//! holds.

use super::cursor::{Cursor, string};
use super::function::language_of;
use super::guard::Guard;
use super::kinds::{Action, Kind, head};
use super::plpgsql::{self, Block, Effect, Step};
use super::reader::{Done, Reader, Target};
use super::script;
use crate::error::{Error, Position};

/// Errors that a handler may catch because the change has been made before.
const EXISTS: [&str; 12] = [
    "duplicate_object",
    "duplicate_table",
    "duplicate_column",
    "duplicate_schema",
    "duplicate_function",
    "duplicate_alias",
    "undefined_object",
    "undefined_table",
    "undefined_column",
    "42710",
    "42P07",
    "42701",
];

impl Reader {
    pub(super) fn do_block(&mut self, whole: Cursor<'_>, rest: Cursor<'_>) -> Done {
        let (mut language, mut body) = ("plpgsql".to_owned(), None);
        let mut rest = rest;
        while !rest.is_empty() {
            if rest.eat("language") {
                language = language_of(&mut rest)?;
                continue;
            }
            let before = rest;
            if let Some(token) = rest.next()
                && string(&token.token).is_some()
            {
                body = plpgsql::constant(Cursor::new(before.rest().get(..1).unwrap_or_default()));
            }
        }
        let Some((text, at)) = body else { return Err(rest.unexpected("a block in quotes")) };
        if language != "plpgsql" {
            return Err(Error::unsupported(format!("a DO block in {language} may change a table")).of(language));
        }
        let tokens = script::body(&text, at)?;
        let mut body = Cursor::new(&tokens);
        let block = plpgsql::block(&mut body)?;
        let mut effect = Effect::default();
        effect.block(&block);
        if effect.changes.is_none() {
            self.may_call(&effect.calls)?;
            self.ignore(whole, "it changes no table");
            return Ok(());
        }
        self.run_block(&block)
    }

    fn run_block(&mut self, block: &Block<'_>) -> Done {
        self.may_call(&block.declared.calls().collect::<Vec<_>>())?;
        if block.handlers.is_empty() {
            return self.run(&block.steps);
        }
        let handled = Effect::of(&block.handlers.iter().flat_map(|(_, steps)| steps.clone()).collect::<Vec<_>>());
        if let Some(what) = handled.changes {
            return Err(unknown(&what).at(block.declared.position()));
        }
        let caught: Vec<&str> = block.handlers.iter().flat_map(|(caught, _)| caught).map(String::as_str).collect();
        let mut changes = Vec::new();
        for step in &block.steps {
            match step {
                Step::Sql(statement) if Effect::of(std::slice::from_ref(step)).changes.is_some() => {
                    changes.push(*statement);
                }
                _ if Effect::of(std::slice::from_ref(step)).changes.is_none() => {}
                // Inner blocks decide for themselves, as long as none of their errors reaches this handler.
                Step::If(..) | Step::Block(_)
                    if block.steps.len() == 1 && caught.iter().all(|name| EXISTS.contains(name)) =>
                {
                    return self.run(&block.steps);
                }
                _ => return Err(unknown(&Effect::of(std::slice::from_ref(step)).changes.unwrap_or_default())),
            }
        }
        // An error undoes everything that the block has done.
        let fails: Vec<bool> = changes.iter().map(|statement| self.would_fail(*statement)).collect();
        if fails.iter().any(|fails| *fails) {
            if fails.first() == Some(&true) || fails.len() == 1 {
                return Ok(());
            }
            let what = changes.first().map(Cursor::beginning).unwrap_or_default();
            return Err(unknown(&what));
        }
        if let Some(statement) = changes.iter().find(|statement| changes.len() > 1 && self.may_not_exist(**statement)) {
            return Err(unknown(&changes.first().unwrap_or(statement).beginning()).at(statement.position()));
        }
        for statement in changes {
            let narrow = caught.iter().all(|name| EXISTS.contains(name));
            if !narrow && !cannot_fail_for_rows(statement) {
                let what = format!(
                    "`{}` fails where rows that are there break it, and the DO block goes on: write it plainly",
                    statement.beginning()
                );
                return Err(Error::unsupported(what).at(statement.position()));
            }
            self.within(statement);
        }
        Ok(())
    }

    /// Runs steps one after another.
    fn run(&mut self, steps: &[Step<'_>]) -> Done {
        for step in steps {
            let effect = Effect::of(std::slice::from_ref(step));
            if effect.changes.is_none() {
                self.may_call(&effect.calls)?;
                continue;
            }
            match step {
                Step::Sql(statement) => self.within(*statement),
                Step::Execute(text) => match plpgsql::constant(*text) {
                    Some((text, at)) => self.execute(&text, at)?,
                    None => return Err(unknown(&format!("EXECUTE {}", text.beginning())).at(text.position())),
                },
                Step::If(arms, otherwise) => self.choose(arms, otherwise)?,
                Step::Block(block) => self.run_block(block)?,
                Step::Loop(head, _) => return Err(unknown(&effect.changes.unwrap_or_default()).at(head.position())),
                Step::Other(_) => {}
            }
        }
        Ok(())
    }

    fn choose(&mut self, arms: &[(Cursor<'_>, Vec<Step<'_>>)], otherwise: &[Step<'_>]) -> Done {
        for (condition, steps) in arms {
            match Guard::new(self).holds(*condition) {
                Some(true) => return self.run(steps),
                Some(false) => {}
                None => {
                    let what = Effect::of(steps).changes.or_else(|| Effect::of(otherwise).changes);
                    let rest = arms.iter().find_map(|(_, steps)| Effect::of(steps).changes);
                    let what = what.or(rest).unwrap_or_default();
                    return Err(unknown(&what).at(condition.position()));
                }
            }
        }
        self.run(otherwise)
    }

    /// A statement within a block.
    fn within(&mut self, statement: Cursor<'_>) {
        let outside = self.here.position;
        self.here.position = statement.position().or(outside);
        let done = self.statement(statement);
        self.take(done);
        self.here.position = outside;
    }

    fn execute(&mut self, text: &str, at: Position) -> Done {
        let tokens = script::body(text, at)?;
        let mut rest = Cursor::new(&tokens);
        while !rest.is_empty() {
            let statement = rest.until(|cursor| cursor.peek() == Some(&sqlparser::tokenizer::Token::SemiColon));
            rest.next();
            if !statement.is_empty() {
                self.within(statement);
            }
        }
        Ok(())
    }

    /// Whether a statement fails because what it creates exists already, or what it changes does not exist.
    fn would_fail(&mut self, statement: Cursor<'_>) -> bool {
        let Some(head) = head(statement) else { return false };
        let Action::Read(kind) = head.action else { return false };
        let mut rest = head.rest;
        if rest.eat("if not exists") || rest.eat("if exists") {
            return false;
        }
        match kind {
            Kind::CreateTable => rest.object().is_ok_and(|name| self.is_taken(&name.name)),
            Kind::CreateType | Kind::CreateDomain => rest.object().is_ok_and(|name| self.has_type(&name)),
            Kind::CreateTrigger => {
                let Ok(name) = rest.name() else { return false };
                rest.until(|cursor| cursor.is("on"));
                rest.eat("on");
                let table = rest.object().ok().and_then(|table| self.mirrored(&table).ok().flatten());
                !head.or_replace
                    && table.and_then(|table| {
                        self.table(&table)
                            .ok()
                            .map(|relation| relation.triggers.iter().any(|trigger| trigger.note.name == name))
                    }) == Some(true)
            }
            Kind::AlterTable => {
                let only = rest.eat("only");
                let table = rest.object().ok().and_then(|table| self.mirrored(&table).ok().flatten());
                let Some(table) = table.filter(|_| !only || !rest.is_empty()) else { return false };
                let actions = rest.elements();
                actions.into_iter().any(|action| self.action_would_fail(&table, action))
            }
            _ => false,
        }
    }

    /// Whether a statement changes or drops a table that no migration created. It may exist or not, and the statement
    /// fails or not.
    fn may_not_exist(&self, statement: Cursor<'_>) -> bool {
        let Some(head) = head(statement) else { return false };
        let mut rest = head.rest;
        match head.action {
            Action::Read(Kind::AlterTable | Kind::DropTable) if !rest.eat("if exists") => {
                rest.eat("only");
                let table = rest.object().and_then(|table| self.target(&table));
                matches!(table, Ok(Target::Missing))
            }
            _ => false,
        }
    }

    fn action_would_fail(&mut self, table: &str, mut action: Cursor<'_>) -> bool {
        let Ok(relation) = self.table(table) else { return false };
        let has_constraint = |name: &str| relation.constraints.iter().any(|constraint| constraint.note.name == name);
        if action.eat("add constraint") {
            return action.name().is_ok_and(|name| has_constraint(&name));
        }
        if action.eat("add column") {
            return !action.eat("if not exists")
                && action.name().is_ok_and(|name| relation.has_column(&name) || relation.refused.contains(&name));
        }
        if action.eat("drop constraint") {
            return !action.eat("if exists") && action.name().is_ok_and(|name| !has_constraint(&name));
        }
        if action.eat("drop column") {
            return !action.eat("if exists")
                && action.name().is_ok_and(|name| !relation.has_column(&name) && !relation.refused.contains(&name));
        }
        if action.eat("rename column") {
            return action.name().is_ok_and(|name| !relation.has_column(&name) && !relation.refused.contains(&name));
        }
        if action.eat("rename constraint") {
            return action.name().is_ok_and(|name| !has_constraint(&name));
        }
        false
    }
}

/// Whether existing rows cannot make the statement fail.
fn cannot_fail_for_rows(statement: Cursor<'_>) -> bool {
    match head(statement).map(|head| head.action) {
        Some(Action::Read(Kind::AlterTable)) => {
            let text = statement.sql().to_ascii_lowercase();
            !["check", "not null", "unique", "primary", "foreign", "references", "type ", "exclude"]
                .iter()
                .any(|word| text.contains(word))
        }
        Some(Action::Read(
            Kind::CreateType | Kind::CreateDomain | Kind::CreateTable | Kind::CreateTrigger | Kind::DropTrigger,
        )) => true,
        _ => false,
    }
}

fn unknown(what: &str) -> Error {
    let what = format!(
        "it is not known before the migration runs whether this DO block executes `{what}`: write it plainly, without the block"
    );
    Error::unsupported(what)
}
