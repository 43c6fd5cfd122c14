//! The bodies of functions and `DO` blocks: which statements they contain, and whether one may change a table. Knows
//! PL/pgSQL's control structures (manual, 43.6), but not the meaning of its expressions.

use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::alter;
use super::cursor::{Cursor, Name, start, string};
use super::kinds::{Action, Kind, head};
use super::remark::MARK;
use super::script;
use super::search_path::PUBLIC;
use crate::error::{Position, Result};

/// A PL/pgSQL statement.
#[derive(Clone, Debug)]
pub enum Step<'a> {
    /// An SQL statement.
    Sql(Cursor<'a>),
    /// `EXECUTE`, with the text to execute.
    Execute(Cursor<'a>),
    /// `IF … THEN … ELSIF …`: conditions with their statements, and the statements of ELSE.
    If(Vec<(Cursor<'a>, Vec<Self>)>, Vec<Self>),
    /// An inner block; its exception handlers are listed by what they catch.
    Block(Block<'a>),
    /// A loop: its head and its body.
    Loop(Cursor<'a>, Vec<Self>),
    /// An assignment, `RAISE`, `PERFORM`, `RETURN` …, of which only the calls matter.
    Other(Cursor<'a>),
}

/// `DECLARE … BEGIN … EXCEPTION … END`
#[derive(Clone, Debug)]
pub struct Block<'a> {
    /// The declarations.
    pub declared: Cursor<'a>,
    /// The statements.
    pub steps: Vec<Step<'a>>,
    /// The handlers: what is caught, and what is done then.
    pub handlers: Vec<(Vec<String>, Vec<Step<'a>>)>,
}

/// What a body may do besides reading and writing rows.
#[derive(Clone, Debug, Default)]
pub struct Effect {
    /// A statement that may change a table.
    pub changes: Option<String>,
    /// Functions that the body calls.
    pub calls: Vec<String>,
}

/// Reads a body as a block.
pub fn block<'a>(rest: &mut Cursor<'a>) -> Result<Block<'a>> {
    label(rest);
    let declared = if rest.eat("declare") { rest.until(|cursor| cursor.is("begin")) } else { Cursor::new(&[]) };
    rest.expect("begin")?;
    let steps = steps(rest, &["end", "exception"])?;
    let mut handlers = Vec::new();
    if rest.eat("exception") {
        while rest.eat("when") {
            let mut conditions = Vec::new();
            let mut list = rest.until(|cursor| cursor.is("then"));
            while !list.is_empty() {
                conditions.push(if list.eat("sqlstate") { list.text()? } else { list.name()? });
                if !list.eat("or") {
                    list.end()?;
                }
            }
            rest.expect("then")?;
            handlers.push((conditions, self::steps(rest, &["when", "end"])?));
        }
    }
    rest.expect("end")?;
    if rest.peek() != Some(&Token::SemiColon) && !rest.is_empty() {
        rest.name()?;
    }
    Ok(Block { declared, steps, handlers })
}

fn label(rest: &mut Cursor<'_>) {
    if rest.symbol(&Token::ShiftLeft) {
        rest.next();
        rest.symbol(&Token::ShiftRight);
    }
}

fn steps<'a>(rest: &mut Cursor<'a>, ends: &[&str]) -> Result<Vec<Step<'a>>> {
    let mut steps = Vec::new();
    loop {
        if rest.is_empty() {
            return Err(rest.unexpected("`END`"));
        }
        if ends.iter().any(|end| rest.is(end)) {
            return Ok(steps);
        }
        if rest.symbol(&Token::SemiColon) {
            continue;
        }
        steps.push(step(rest)?);
    }
}

fn step<'a>(rest: &mut Cursor<'a>) -> Result<Step<'a>> {
    label(rest);
    if rest.is("declare") || (rest.is("begin") && !rest.is("begin atomic")) {
        return block(rest).map(Step::Block);
    }
    if rest.eat("if") {
        let mut arms = Vec::new();
        let mut otherwise = Vec::new();
        let condition = rest.until(|cursor| cursor.is("then"));
        rest.expect("then")?;
        arms.push((condition, steps(rest, &["elsif", "elseif", "else", "end"])?));
        loop {
            if rest.eat("elsif") || rest.eat("elseif") {
                let condition = rest.until(|cursor| cursor.is("then"));
                rest.expect("then")?;
                arms.push((condition, steps(rest, &["elsif", "elseif", "else", "end"])?));
            } else if rest.eat("else") {
                otherwise = steps(rest, &["end"])?;
            } else {
                break;
            }
        }
        rest.expect("end if")?;
        return Ok(Step::If(arms, otherwise));
    }
    if rest.is("loop") || rest.is("while") || rest.is("for") || rest.is("foreach") {
        let head = rest.until(|cursor| cursor.is("loop"));
        rest.expect("loop")?;
        let repeated = steps(rest, &["end"])?;
        rest.expect("end loop")?;
        if rest.peek() != Some(&Token::SemiColon) {
            rest.name()?;
        }
        return Ok(Step::Loop(head, repeated));
    }
    if rest.eat("case") {
        // Each branch counts as a branch of IF; the conditions are never decided.
        let mut arms = Vec::new();
        let mut otherwise = Vec::new();
        let subject = rest.until(|cursor| cursor.is("when"));
        while rest.eat("when") {
            rest.until(|cursor| cursor.is("then"));
            rest.expect("then")?;
            arms.push((subject, steps(rest, &["when", "else", "end"])?));
        }
        if rest.eat("else") {
            otherwise = steps(rest, &["end"])?;
        }
        rest.expect("end case")?;
        return Ok(Step::If(arms, otherwise));
    }
    let whole = rest.until(|cursor| cursor.peek() == Some(&Token::SemiColon));
    let mut inside = whole;
    if inside.eat("execute") {
        return Ok(Step::Execute(inside));
    }
    if inside.eat("return query execute") {
        return Ok(Step::Execute(inside));
    }
    const OWN: [&str; 16] = [
        "perform", "raise", "null", "return", "exit", "continue", "assert", "get", "open", "fetch", "close", "move",
        "new", "old", "commit", "rollback",
    ];
    if OWN.iter().any(|word| inside.is(word)) {
        return Ok(Step::Other(whole));
    }
    // It may be an assignment.
    let mut copy = whole;
    copy.next();
    if matches!(copy.peek(), Some(Token::Assignment | Token::Eq | Token::Period | Token::LBracket))
        && head(whole).is_none()
    {
        return Ok(Step::Other(whole));
    }
    Ok(Step::Sql(whole))
}

/// What a body in PL/pgSQL or SQL may do.
pub fn effect(language: &str, tokens: &[TokenWithSpan]) -> Effect {
    let mut effect = Effect::default();
    let mut rest = Cursor::new(tokens);
    if language == "sql" {
        while !rest.is_empty() {
            let statement = rest.until(|cursor| cursor.peek() == Some(&Token::SemiColon));
            rest.next();
            if !statement.is_empty() {
                effect.add(&Step::Sql(statement));
            }
        }
        return effect;
    }
    match block(&mut rest) {
        Ok(block) => effect.block(&block),
        Err(_) => effect.changes = Some("what cannot be read".to_owned()),
    }
    effect
}

impl Effect {
    /// The effect of an expression, or of a body that contains only queries.
    pub fn of_tokens(tokens: Cursor<'_>) -> Self {
        Self { changes: None, calls: tokens.calls().collect() }
    }

    /// The effect of some steps.
    pub fn of(steps: &[Step<'_>]) -> Self {
        let mut effect = Self::default();
        steps.iter().for_each(|step| effect.add(step));
        effect
    }

    /// Adds the effect of a block, including its handlers.
    pub fn block(&mut self, block: &Block<'_>) {
        self.calls.extend(block.declared.calls());
        block.steps.iter().for_each(|step| self.add(step));
        block.handlers.iter().flat_map(|(_, steps)| steps).for_each(|step| self.add(step));
    }

    fn change(&mut self, what: String) {
        self.changes.get_or_insert(what);
    }

    fn add(&mut self, step: &Step<'_>) {
        match step {
            Step::Sql(statement) => self.statement(*statement),
            Step::Execute(text) => {
                self.calls.extend(text.calls());
                match template(*text) {
                    Some(text) => {
                        let tokens = script::body(&text, Position { line: 1, column: 1 }).unwrap_or_default();
                        if tokens.is_empty() {
                            self.change(format!("EXECUTE {}", text.trim()));
                        }
                        let mut rest = Cursor::new(&tokens);
                        while !rest.is_empty() {
                            let statement = rest.until(|cursor| cursor.peek() == Some(&Token::SemiColon));
                            rest.next();
                            self.statement(statement);
                        }
                    }
                    None => self.change(format!("EXECUTE {}", text.beginning())),
                }
            }
            Step::If(arms, otherwise) => {
                for (condition, steps) in arms {
                    self.calls.extend(condition.calls());
                    steps.iter().for_each(|step| self.add(step));
                }
                otherwise.iter().for_each(|step| self.add(step));
            }
            Step::Block(block) => self.block(block),
            Step::Loop(head, steps) => {
                self.calls.extend(head.calls());
                steps.iter().for_each(|step| self.add(step));
            }
            Step::Other(tokens) => self.calls.extend(tokens.calls()),
        }
    }

    /// An SQL statement within a body.
    fn statement(&mut self, statement: Cursor<'_>) {
        if statement.is_empty() {
            return;
        }
        self.calls.extend(statement.calls());
        let harmless = match head(statement) {
            Some(head) => match head.action {
                Action::Harmless(_) => true,
                Action::Refused(_) => false,
                Action::Read(kind) => match kind {
                    // The body's own settings, and what it reads into its variables.
                    // A mark leaves a CHECK to the server.
                    Kind::Comment => !statement.sql().contains(MARK),
                    Kind::Data | Kind::Select | Kind::CreatePolicy | Kind::DropPolicy => true,
                    Kind::CreateSequence | Kind::CreateView | Kind::DropIndex => true,
                    Kind::CreateIndex => !statement.is("create unique"),
                    Kind::CreateTable => is_partition_or_temporary(head.rest, head.temporary),
                    Kind::AlterTable => alters_no_mirrored_table(head.rest),
                    Kind::Set => !statement.sql().to_ascii_lowercase().contains("search_path"),
                    Kind::AlterDomain
                    | Kind::AlterFunction
                    | Kind::AlterIndex
                    | Kind::AlterRelation
                    | Kind::AlterRole
                    | Kind::AlterSchema
                    | Kind::AlterTrigger
                    | Kind::AlterType
                    | Kind::Begin
                    | Kind::Commit
                    | Kind::CreateDomain
                    | Kind::CreateEventTrigger
                    | Kind::CreateForeignTable
                    | Kind::CreateFunction
                    | Kind::CreateRule
                    | Kind::CreateSchema
                    | Kind::CreateTrigger
                    | Kind::CreateType
                    | Kind::Discard
                    | Kind::Do
                    | Kind::DropExtension
                    | Kind::DropFunction
                    | Kind::DropRelation
                    | Kind::DropSchema
                    | Kind::DropTable
                    | Kind::DropTrigger
                    | Kind::DropType
                    | Kind::Execute
                    | Kind::Prepare
                    | Kind::ReleaseSavepoint
                    | Kind::Reset
                    | Kind::Rollback
                    | Kind::Savepoint => false,
                },
            },
            None => false,
        };
        if !harmless {
            self.change(statement.beginning());
        }
    }
}

fn is_partition_or_temporary(mut rest: Cursor<'_>, temporary: bool) -> bool {
    rest.eat("if not exists");
    temporary
        || rest.object().is_ok() && rest.is("partition of") && {
            rest.eat("partition of");
            rest.object().is_ok() && rest.peek() != Some(&Token::LParen)
        }
}

/// Whether an `ALTER TABLE` concerns a table of another schema, which is not mirrored as long as it stays there, or
/// changes nothing about what a row must be. A part that comes from another schema adds no rule of its own.
fn alters_no_mirrored_table(mut rest: Cursor<'_>) -> bool {
    rest.eat("if exists");
    rest.eat("only");
    let Ok(table) = rest.object() else { return false };
    let elsewhere = is_elsewhere(&table);
    rest.elements().iter().all(|action| {
        let mut part = *action;
        alter::is_harmless(action)
            || (elsewhere && !action.is("set schema") && !action.is("attach partition"))
            || (part.eat("attach partition") && part.object().is_ok_and(|part| is_elsewhere(&part)))
    })
}

/// Whether the name is that of an object in a schema that is known not to be mirrored.
fn is_elsewhere(name: &Name) -> bool {
    name.schema.as_deref().is_some_and(|schema| schema != PUBLIC && schema != UNKNOWN)
}

/// Stands for the parts of a text that are not known before it runs.
const HOLE: &str = "\"?\"";
/// The name that is read where [`HOLE`] stands.
const UNKNOWN: &str = "?";

/// The text passed to `EXECUTE`, with holes where variables are inserted: a constant, `format(…)`, or pieces joined by
/// `||`.
pub fn template(text: Cursor<'_>) -> Option<String> {
    let mut rest = text;
    let mut expression = rest.until(|cursor| cursor.is("using") || cursor.is("into"));
    if expression.peek() == Some(&Token::LParen) {
        let mut copy = expression;
        let inside = copy.group().ok()?;
        if copy.is_empty() {
            return template(inside);
        }
    }
    let mut out = String::new();
    let mut known = false;
    while !expression.is_empty() {
        let piece = expression.until(|cursor| cursor.peek() == Some(&Token::StringConcat));
        expression.next();
        let mut copy = piece;
        let constant = copy.text().ok().filter(|_| copy.is_empty());
        match constant.or_else(|| formatted(piece)) {
            Some(text) => {
                known |= !out.is_empty() || !text.trim().is_empty();
                out.push_str(&text);
            }
            None => {
                if out.is_empty() {
                    return None;
                }
                out.push_str(HOLE);
            }
        }
    }
    known.then_some(out)
}

/// `format('…', …)`
fn formatted(mut piece: Cursor<'_>) -> Option<String> {
    if piece.eat("pg_catalog") {
        piece.symbol(&Token::Period);
    }
    if !piece.eat("format") {
        return None;
    }
    let inside = piece.group().ok().filter(|_| piece.is_empty())?;
    let mut first = *inside.elements().first()?;
    let text = first.text().ok().filter(|_| first.is_empty())?;
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        let spec: String = after.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '$' | '-' | '*')).collect();
        let after = after.get(spec.len()..)?;
        let kind = after.chars().next()?;
        out.push_str(match kind {
            '%' => "%",
            'L' => "'?'",
            _ => HOLE,
        });
        rest = after.get(kind.len_utf8()..)?;
    }
    out.push_str(rest);
    Some(out)
}

/// The constant passed to `EXECUTE`, and the position where its text begins.
pub fn constant(mut text: Cursor<'_>) -> Option<(String, Position)> {
    let token = text.next()?;
    let value = string(&token.token)?;
    let mut at = start(token.span)?;
    at.column += match &token.token {
        Token::DollarQuotedString(quoted) => quoted.tag.as_ref().map_or(2, |tag| tag.chars().count() as u64 + 2),
        _ => 1,
    };
    text.is_empty().then_some((value, at))
}

#[cfg(test)]
mod tests {
    use super::{Cursor, Position, effect, script, template};

    fn changes(language: &str, body: &str) -> Option<String> {
        effect(language, &script::body(body, Position { line: 1, column: 1 }).unwrap()).changes
    }

    #[test]
    fn tells_what_may_change_a_table() {
        for (body, expected) in [
            ("BEGIN NULL; END", None),
            ("DECLARE n int := 5; BEGIN SELECT count(*) INTO n FROM t; n := n + 1; RETURN n; END;", None),
            ("BEGIN FOR r IN SELECT 1 LOOP UPDATE t SET a = r.b; END LOOP; RETURN NEW; END", None),
            ("BEGIN IF a THEN INSERT INTO t VALUES (1); ELSIF b THEN DELETE FROM t; ELSE RAISE 'x'; END IF; END", None),
            ("BEGIN CASE a WHEN 1 THEN RETURN 2; ELSE RETURN 3; END CASE; END", None),
            ("BEGIN EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t); END", None),
            ("BEGIN EXECUTE 'CREATE INDEX ' || n || ' ON t (a)'; END", None),
            ("BEGIN EXECUTE format('CREATE TABLE %I PARTITION OF p FOR VALUES FROM (%L) TO (%L)', a, b, c); END", None),
            (
                "BEGIN EXECUTE format('ALTER TABLE %I ADD COLUMN %I text', a, b); END",
                Some("ALTER TABLE \"?\" ADD COLUMN \"?\" text"),
            ),
            ("BEGIN EXECUTE format('ALTER TABLE inside.t ADD CHECK (a < %L)', a); END", None),
            ("BEGIN EXECUTE format('ALTER TABLE public.t ATTACH PARTITION inside.%I DEFAULT', a); END", None),
            (
                "BEGIN EXECUTE format('ALTER TABLE %I.t ADD CHECK (a < 1)', a); END",
                Some("ALTER TABLE \"?\".t ADD CHECK (a < 1)"),
            ),
            ("BEGIN ALTER TABLE public.t ADD CHECK (a < 1); END", Some("ALTER TABLE public.t ADD CHECK (a < 1)")),
            ("BEGIN ALTER TABLE inside.t SET SCHEMA public; END", Some("ALTER TABLE inside.t SET SCHEMA public")),
            (
                "BEGIN EXECUTE format('ALTER TABLE t ATTACH PARTITION %I DEFAULT', a); END",
                Some("ALTER TABLE t ATTACH PARTITION \"?\" DEFAULT"),
            ),
            ("BEGIN EXECUTE sql; END", Some("EXECUTE sql")),
            (
                "BEGIN BEGIN ALTER TABLE t DROP COLUMN a; EXCEPTION WHEN others THEN NULL; END; END",
                Some("ALTER TABLE t DROP COLUMN a"),
            ),
            ("BEGIN LOOP CREATE TABLE t (a int); END LOOP; END", Some("CREATE TABLE t (a int)")),
            ("nonsense", Some("what cannot be read")),
        ] {
            assert_eq!(changes("plpgsql", body).as_deref(), expected, "{body}");
        }
        assert_eq!(changes("sql", "SELECT 1; UPDATE t SET a = 1"), None);
        assert_eq!(changes("sql", "DROP TABLE t").as_deref(), Some("DROP TABLE t"));
    }

    #[test]
    fn knows_the_text_that_is_executed() {
        for (text, expected) in [
            ("'a'", Some("a")),
            ("('a' || b || 'c') USING d", Some("a\"?\"c")),
            ("format('%2$I %s %L %%', a, b)", Some("\"?\" \"?\" '?' %")),
            ("a || 'b'", None),
            ("f('a')", None),
        ] {
            let tokens = script::body(text, Position { line: 1, column: 1 }).unwrap();
            assert_eq!(template(Cursor::new(&tokens)).as_deref(), expected, "{text}");
        }
    }
}
