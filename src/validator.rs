//! Joins the judges: one text in, findings out, `database` first. Knows who judges what, and judges nothing itself.

use alloc::vec::Vec;

use crate::generated::{LIFECYCLE, STAGES};
use crate::lifecycle::FIRST_STAGE;
use crate::rules::Scope;
use crate::session::Session;
use crate::{progress, rules};
use finding::{Finding, Findings, Issue, Verdict};
use json_judge::{Judge, Mode};
use json_tape::{Doc, Kind, SyntaxError, Tape, Value};
use pg_row::{RowOptions, Table};

/// How a session's stages are judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stages {
    /// Stages named in `completed_stages` as complete, the others as drafts.
    #[default]
    Declared,
    /// All as drafts.
    Draft,
    /// All as complete.
    Complete,
    /// Not at all: neither schemas nor rules, only the database's verdict.
    Skip,
}

/// What kind of request a row belongs to, and how its stages are judged.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The statement by which the row is sent, and what becomes of the columns it leaves out.
    pub row: RowOptions,
    /// How the session's stages are judged.
    pub stages: Stages,
}

/// Reusable: after the first few calls, judging good data allocates nothing.
#[derive(Debug, Default)]
pub struct Validator {
    subject: Tape,
    current: Tape,
    findings: Findings,
}

/// The outcome of one call, readable until the next call.
#[derive(Debug)]
pub struct Judgement<'a> {
    validator: &'a Validator,
    text: &'a [u8],
    current: Option<&'a [u8]>,
}

impl<'a> Judgement<'a> {
    /// If the text is not JSON, its findings are at the root.
    fn subject(&self) -> Doc<'a> {
        self.validator.subject.doc(self.text)
    }

    fn current(&self) -> Option<Doc<'a>> {
        self.current.map(|text| self.validator.current.doc(text).as_current())
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.validator.findings.is_empty()
    }

    /// Whether there are more findings than the limit.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.validator.findings.is_full()
    }

    /// The compact findings.
    pub fn findings(&self) -> core::slice::Iter<'_, Finding> {
        self.validator.findings.iter()
    }

    /// What is wrong, as readable issues.
    #[must_use]
    pub fn issues(&self) -> Vec<Issue> {
        self.validator.findings.issues(self.subject(), self.current())
    }

    /// Appends the issues as JSON text.
    pub fn write_json(&self, out: &mut Vec<u8>) {
        self.validator.findings.write_json(&self.subject(), self.current().as_ref(), out);
    }

    /// The issues as a verdict.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        Verdict { issues: self.issues(), truncated: self.is_truncated() }
    }
}

/// Why a call could not be judged at all; this is never about the data that is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallError {
    /// The stored row of an update is not a JSON object.
    CurrentIsNoObject = -1,
    /// A text is too large for memory.
    TooLarge = -2,
    /// No stage has that index.
    UnknownStage = -3,
}

impl Validator {
    /// A validator that has allocated nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { subject: Tape::new(), current: Tape::new(), findings: Findings::new() }
    }

    /// Limits how many findings each later call reports; without this call there is no limit. The database's findings
    /// come first, so with a limit of at least one it is still known whether a row is persistable.
    pub const fn limit(&mut self, most: usize) {
        self.findings.limit(most);
    }

    /// Judges a request body for a table: a row object, or an array of them. `current` is the stored row that an update
    /// is merged over.
    ///
    /// # Errors
    /// [`CallError`]; whatever is wrong with `text` itself is a finding.
    pub fn row<'a>(
        &'a mut self,
        table: &'static Table,
        text: &'a [u8],
        current: Option<&'a [u8]>,
        options: &Options,
    ) -> Result<Judgement<'a>, CallError> {
        self.findings.clear();
        let parsed = self.subject.parse(text);
        if matches!(parsed, Err(SyntaxError::TooLarge)) {
            return Err(CallError::TooLarge);
        }
        let stored = match current {
            None => None,
            Some(text) => Some(self.current.parse(text).map_err(|_| CallError::CurrentIsNoObject)?.as_current()),
        };
        if stored.is_some_and(|doc| doc.root().kind() != Kind::Object) {
            return Err(CallError::CurrentIsNoObject);
        }
        pg_row::judge(table, parsed, stored, &options.row, &mut self.findings);
        if options.stages != Stages::Skip
            && table.name == LIFECYCLE.table
            && let Ok(subject) = parsed
        {
            let stored = stored.as_ref().map(Doc::root);
            let root = subject.root();
            for row in core::iter::once(root).chain(root.elements()) {
                if self.findings.is_full() {
                    break;
                }
                judge_session(row, stored, options.stages, &mut self.findings);
            }
        }
        Ok(Judgement { validator: self, text, current })
    }

    /// Judges one stage's data by its schema and by the rules that need no other stage. `index` is the stage's index in
    /// the lifecycle.
    ///
    /// # Errors
    /// [`CallError`]; whatever is wrong with `text` itself is a finding.
    pub fn stage<'a>(&'a mut self, index: usize, text: &'a [u8], mode: Mode) -> Result<Judgement<'a>, CallError> {
        self.findings.clear();
        if index >= STAGES.len() {
            return Err(CallError::UnknownStage);
        }
        match self.subject.parse(text) {
            Ok(doc) => {
                judge_stage_alone(index, doc.root(), mode, &mut self.findings);
            }
            Err(SyntaxError::TooLarge) => return Err(CallError::TooLarge),
            Err(_) => pg_row::invalid_json(&mut self.findings),
        }
        Ok(Judgement { validator: self, text, current: None })
    }

    /// Judges a change of status, `{"from": …, "to": …}`.
    ///
    /// # Errors
    /// [`CallError`] if the text is not JSON, or too large.
    pub fn transition<'a>(&'a mut self, text: &'a [u8]) -> Result<Judgement<'a>, CallError> {
        self.findings.clear();
        let doc = self.subject.parse(text).map_err(|_| CallError::TooLarge)?;
        LIFECYCLE.check_transition(doc.root(), &mut self.findings);
        Ok(Judgement { validator: self, text, current: None })
    }

    /// What a session still lacks, and how far along it is.
    ///
    /// # Errors
    /// [`CallError`] if the text is not a JSON object, or too large.
    pub fn completion<'a>(&'a mut self, text: &'a [u8]) -> Result<(progress::Completion, Judgement<'a>), CallError> {
        self.findings.clear();
        let doc = self.subject.parse(text).map_err(|_| CallError::TooLarge)?;
        let session = Session::new(&LIFECYCLE, doc.root(), None);
        let completion = progress::completion(&LIFECYCLE, &session, &mut self.findings, |index, data, findings| {
            judge_stage_alone(index, data, Mode::Complete, findings);
        });
        Ok((completion, Judgement { validator: self, text, current: None }))
    }
}

/// Judges a stage's data by its schema.
fn judge_stage(index: usize, data: Value<'_>, mode: Mode, findings: &mut Findings) {
    if let Some(stage) = STAGES.get(index) {
        Judge::new(mode, findings).schema(stage.schema, data);
    }
}

/// Judges a stage's data by its schema and by the rules that need no other stage.
fn judge_stage_alone(index: usize, data: Value<'_>, mode: Mode, findings: &mut Findings) {
    judge_stage(index, data, mode, findings);
    rules::stage(index, data, mode, findings);
}

/// Judges by the stages' schemas, then by the rules across them. A value that is not an object is not a session.
fn judge_session(row: Value<'_>, current: Option<Value<'_>>, stages: Stages, findings: &mut Findings) {
    if row.kind() != Kind::Object {
        return;
    }
    let session = Session::new(&LIFECYCLE, row, current);
    let complete = match stages {
        Stages::Declared => session.completed,
        Stages::Complete => u8::MAX,
        Stages::Draft | Stages::Skip => 0,
    };
    let is_sent = |index: usize| session.stage(index).is_some_and(rules::sent);
    let sent = (0..session.count).fold(0, |sent, index| sent | u8::from(is_sent(index)) << index);
    // Stored data is judged again only where the row now claims that it is complete.
    let scope = Scope { judged: sent | complete, sent, complete };
    for index in 0..session.count {
        match session.stage(index) {
            Some(data) if scope.is_judged(index) => judge_stage(index, data, scope.mode(index), findings),
            None if scope.mode(index) == Mode::Complete => {
                rules::stage_data_missing(row, LIFECYCLE.columns.bytes(FIRST_STAGE + index), findings);
            }
            _ => {}
        }
    }
    rules::session(&LIFECYCLE, &session, scope, findings);
}
