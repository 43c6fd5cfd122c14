//! Judges a stage's data or a session's row while its text is still being written, piece by piece: says only what no
//! continuation can mend. What has ended is judged by the judges of whole texts: a value by its schema when it ends, a
//! column when it ends, a condition on several columns once all of them are there, and the text as a whole at its end.
//! Knows how far each of them has come, and judges nothing itself.

use alloc::vec::Vec;

use crate::generated::{LIFECYCLE, STAGES, WIZARD_SESSIONS};
use crate::lifecycle::FIRST_STAGE;
use crate::validator::{self, CallError, Judgement, Options, Stages, Validator};
use finding::{Findings, Issue, Paths};
use json_judge::{Mode, UnfinishedJudge};
use json_tape::{Doc, Kind, SyntaxError, Tape, Unfinished};

/// The index of the root of a text.
const ROOT: u32 = 0;

/// A text that is still being written, and what is known to be wrong with it.
#[derive(Debug)]
pub struct Prefix {
    text: Vec<u8>,
    tape: Tape,
    /// What is wrong with a text that has not ended.
    findings: Findings,
    unfinished: UnfinishedJudge,
    paths: Paths,
    subject: Subject,
    is_broken: bool,
    has_news: bool,
}

/// What the text is to become.
#[derive(Debug)]
enum Subject {
    Stage { index: usize, mode: Mode },
    Session(Row),
}

/// How far the columns of a row have been judged.
#[derive(Debug)]
struct Row {
    options: Options,
    /// The stored row, if the caller gave one, and its tape.
    current: Option<Vec<u8>>,
    stored: Tape,
    /// The tape index of the name that follows the members that have ended.
    next: u32,
    /// Names before this tape index have been reported if they are not columns.
    told: u32,
    /// Bit i is set if column i of the table has ended.
    columns: u64,
    /// Bit i is set if stage i is named in `completed_stages`.
    completed: u8,
    /// What was noticed about the text as a whole: its nesting, and escapes that no text can hold.
    noticed: Option<[bool; 3]>,
    /// How many findings there are about columns that have ended, and about names.
    mark: usize,
}

impl Prefix {
    fn new(subject: Subject) -> Self {
        Self {
            text: Vec::new(),
            tape: Tape::new(),
            findings: Findings::new(),
            unfinished: UnfinishedJudge::new(),
            paths: Paths::default(),
            subject,
            is_broken: false,
            has_news: false,
        }
    }

    /// The data of the stage at this index in the lifecycle; nothing of it has been written yet.
    ///
    /// # Errors
    /// [`CallError`] if there is no such stage.
    pub fn stage(index: usize, mode: Mode) -> Result<Self, CallError> {
        if index < STAGES.len() { Ok(Self::new(Subject::Stage { index, mode })) } else { Err(CallError::UnknownStage) }
    }

    /// A session's row of which nothing has been written yet. `current` is the stored row that an update is merged over.
    ///
    /// # Errors
    /// [`CallError`] if `current` is no JSON object.
    pub fn session(options: Options, current: Option<&[u8]>) -> Result<Self, CallError> {
        let mut stored = Tape::new();
        if let Some(text) = current {
            let doc = stored.parse(text).map_err(|_| CallError::CurrentIsNoObject)?;
            if doc.root().kind() != Kind::Object {
                return Err(CallError::CurrentIsNoObject);
            }
        }
        let current = current.map(Vec::from);
        let row = Row {
            options,
            current,
            stored,
            next: ROOT + 1,
            told: ROOT,
            columns: 0,
            completed: 0,
            noticed: Some([false; 3]),
            mark: 0,
        };
        Ok(Self::new(Subject::Session(row)))
    }

    /// Limits how many findings are reported.
    pub const fn limit(&mut self, most: usize) {
        self.findings.limit(most);
    }

    /// Appends a piece of the text, and judges what can be judged now. Once the text has ended, there is nothing to
    /// append but white space; anything else breaks it, and nothing mends a broken one.
    ///
    /// # Errors
    /// [`CallError`] if the text is too large; whatever is wrong with it otherwise is a finding.
    pub fn push(&mut self, piece: &[u8]) -> Result<(), CallError> {
        self.has_news = false;
        if self.is_broken {
            return Ok(());
        }
        self.text.try_reserve(piece.len()).map_err(|_| CallError::TooLarge)?;
        self.text.extend_from_slice(piece);
        let had_ended = self.tape.is_complete();
        match self.tape.go_on(&self.text, false) {
            Ok(()) => {}
            Err(SyntaxError::TooLarge) => return Err(CallError::TooLarge),
            Err(_) => self.is_broken = true,
        }
        if self.has_ended() {
            self.has_news = self.is_broken || !had_ended;
        } else {
            self.go_on();
        }
        Ok(())
    }

    /// Whether the text is JSON, so that nothing but white space may follow.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.tape.is_complete() && !self.is_broken
    }

    /// Whether the text is JSON, or whatever follows cannot make it JSON: [`Prefix::verdict`] then says what is wrong.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        self.tape.is_complete() || self.is_broken
    }

    /// Whether the last piece may have changed what is known to be wrong.
    #[must_use]
    pub const fn has_news(&self) -> bool {
        self.has_news
    }

    /// The verdict on a text that has ended: the same as on one that was never in pieces.
    ///
    /// # Errors
    /// [`CallError`] if the text is too large.
    pub fn verdict<'a>(&'a self, validator: &'a mut Validator) -> Result<Judgement<'a>, CallError> {
        match &self.subject {
            Subject::Stage { index, mode } => validator.stage(*index, &self.text, *mode),
            Subject::Session(row) => validator.row(&WIZARD_SESSIONS, &self.text, row.current.as_deref(), &row.options),
        }
    }

    /// Appends `"issues": […], "truncated": …`, whether or not the text has ended.
    ///
    /// # Errors
    /// [`CallError`] if the text is too large.
    pub fn write_verdict(&self, validator: &mut Validator, out: &mut Vec<u8>) -> Result<(), CallError> {
        out.extend_from_slice(b"\"issues\":");
        let is_truncated = if self.has_ended() {
            let judgement = self.verdict(validator)?;
            judgement.write_json(out);
            judgement.is_truncated()
        } else {
            self.findings.write_json(&self.tape.doc(&self.text), self.subject.current().as_ref(), out);
            self.findings.is_full()
        };
        out.extend_from_slice(if is_truncated { b",\"truncated\":true" } else { b",\"truncated\":false" });
        Ok(())
    }

    /// What is wrong with a text that has not ended, as readable issues.
    #[must_use]
    pub fn issues(&self) -> Vec<Issue> {
        self.findings.issues(self.tape.doc(&self.text), self.subject.current())
    }

    /// Appends the path of the value that is being written as a JSON array.
    pub fn write_open(&mut self, out: &mut Vec<u8>) {
        let unfinished = self.tape.unfinished(&self.text);
        self.paths.write(unfinished.innermost(), out);
    }

    fn go_on(&mut self) {
        let Self { text, tape, findings, unfinished: judge, .. } = self;
        self.has_news = match &mut self.subject {
            Subject::Session(row) => row.go_on(text, tape, judge, findings),
            Subject::Stage { index, mode } => match STAGES.get(*index) {
                Some(stage) => judge.go_on(stage.schema, ROOT, *mode, &tape.unfinished(text), findings),
                None => false,
            },
        };
    }
}

/// How many texts are kept; of more, the one that has not been used for the longest time is forgotten.
const MOST_KEPT: usize = 16;

/// Texts that are being written at the same time, by the names that the caller gave them.
#[derive(Debug, Default)]
pub struct Prefixes {
    /// The one used last is the last.
    kept: Vec<(u32, Prefix)>,
}

impl Prefixes {
    /// None.
    #[must_use]
    pub const fn new() -> Self {
        Self { kept: Vec::new() }
    }

    /// Keeps a text under a name, in place of an older one of this name.
    pub fn begin(&mut self, name: u32, prefix: Prefix) {
        self.kept.retain(|(kept, _)| *kept != name);
        if self.kept.len() == MOST_KEPT {
            self.kept.remove(0);
        }
        self.kept.push((name, prefix));
    }

    /// The text with this name, unless it has been forgotten.
    pub fn get(&mut self, name: u32) -> Option<&mut Prefix> {
        let index = self.kept.iter().position(|(kept, _)| *kept == name)?;
        self.kept.get_mut(index..)?.rotate_left(1);
        self.kept.last_mut().map(|(_, prefix)| prefix)
    }
}

impl Subject {
    fn current(&self) -> Option<Doc<'_>> {
        match self {
            Self::Stage { .. } => None,
            Self::Session(row) => row.current(),
        }
    }
}

impl Row {
    fn current(&self) -> Option<Doc<'_>> {
        self.current.as_deref().map(|text| self.stored.doc(text).as_current())
    }

    /// Judges what the text has more than at the last call. Returns whether the findings may have changed.
    fn go_on(&mut self, text: &[u8], tape: &mut Tape, judge: &mut UnfinishedJudge, findings: &mut Findings) -> bool {
        let unfinished = tape.unfinished(text);
        let root = unfinished.doc.root();
        // An array would be several rows, and anything else none.
        if root.kind() != Kind::Object || !root.is_open() {
            return false;
        }
        let (first, known) = (self.next, self.columns);
        self.pass_ended(&unfinished);
        let mut has_news = false;
        if self.next != first {
            has_news = findings.len() > self.mark;
            findings.truncate(self.mark);
            judge.clear();
        }
        let noticed = |doc: Doc<'_>| {
            [doc.depth > pg_value::jsonb::MAX_DEPTH, doc.nul_escape.is_some(), doc.lone_surrogate.is_some()]
        };
        let noticed = tape.ended_before(text, self.next, noticed);
        // A column that ends again was repeated. This bounds how often a row is judged.
        if self.columns != known || noticed != self.noticed {
            let had_any = !findings.is_empty();
            findings.clear();
            judge.clear();
            let judged = |doc: Doc<'_>| validator::unfinished_session(doc, self.current(), &self.options, findings);
            let completed = tape.ended_before(text, self.next, judged);
            (self.noticed, self.completed, self.told) = (noticed, completed.unwrap_or(0), self.next);
            self.mark = findings.len();
            has_news |= had_any || self.mark > 0;
        }
        let unfinished = tape.unfinished(text);
        let before = findings.len();
        self.tell_names(first, &unfinished, findings);
        if findings.len() > before {
            self.mark = findings.len();
            has_news = true;
        }
        self.judge_stage(&unfinished, judge, findings) | has_news
    }

    /// Passes the members that have ended, and notes which columns they are.
    fn pass_ended(&mut self, text: &Unfinished<'_>) {
        while self.next + 1 < text.end() {
            let value = text.doc.value(self.next + 1);
            if value.is_open() {
                return;
            }
            if let Some(column) = WIZARD_SESSIONS.names.position_of_value(text.doc.value(self.next)) {
                self.columns |= 1u64.checked_shl(column as u32).unwrap_or(0);
            }
            self.next = value.end_index();
        }
    }

    /// Reports the names, from that of a member on, that are not columns and have not been reported.
    fn tell_names(&mut self, first: u32, text: &Unfinished<'_>, findings: &mut Findings) {
        let mut name = first;
        while name < text.end() {
            let value = text.doc.value(name + 1);
            if name >= self.told {
                self.told = name + 1;
                if WIZARD_SESSIONS.names.position_of_value(text.doc.value(name)).is_none() {
                    pg_row::unknown_column(&WIZARD_SESSIONS, value, findings);
                }
            }
            if name >= self.next {
                return;
            }
            name = value.end_index();
        }
    }

    /// Judges the member that has not ended, if it is a stage's data.
    fn judge_stage(&self, text: &Unfinished<'_>, judge: &mut UnfinishedJudge, findings: &mut Findings) -> bool {
        if self.next >= text.end() || findings.is_full() {
            return false;
        }
        let column = LIFECYCLE.columns.position_of_value(text.doc.value(self.next));
        let Some(index) = column.and_then(|column| column.checked_sub(FIRST_STAGE)) else { return false };
        let Some(stage) = STAGES.get(index) else { return false };
        let is_complete = match self.options.stages {
            Stages::Declared => self.completed >> index & 1 == 1,
            Stages::Complete => true,
            Stages::Draft => false,
            // Only the database's verdict counts, and that is on whole columns.
            Stages::Skip => return false,
        };
        let mode = if is_complete { Mode::Complete } else { Mode::Draft };
        judge.go_on(stage.schema, self.next + 1, mode, text, findings)
    }
}
