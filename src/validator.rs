//! Joins the judges: one text in, findings out, `database` first. Knows who judges what, and judges nothing itself.

use crate::generated::{LIFECYCLE, STAGES, WIZARD_SESSIONS};
use crate::lifecycle::FIRST_STAGE;
use crate::rules::Scope;
use crate::session::Session;
use crate::{constraints, progress, rules};
use finding::Findings;
use json_judge::{Judge, Mode};
use json_tape::{Doc, Kind, Value};
use judgement::Desk;
pub use judgement::{CallError, Judgement};
use pg_row::{Documents, Operation, RowOptions, Table};

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
    /// Not at all: only the database's verdict, and what is wrong with the stages that its CHECKs refuse.
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
    desk: Desk,
}

impl Validator {
    /// A validator that has allocated nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { desk: Desk::new() }
    }

    /// Limits how many findings each later call reports; without this call there is no limit. The database's findings
    /// come first, so with a limit of at least one it is still known whether a row is persistable.
    pub const fn limit(&mut self, most: usize) {
        self.desk.limit(most);
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
        self.desk.row(table, text, current, &options.row, |root, stored, documents, findings| {
            if table.name != LIFECYCLE.table {
                return;
            }
            // An insert merges nothing.
            let stored = stored.filter(|_| options.row.operation != Operation::Insert);
            constraints::tell(&LIFECYCLE, options.row.operation, root, stored, findings);
            let one = Some(root).filter(|root| root.kind() == Kind::Object);
            for (row, documents) in one.into_iter().chain(root.elements()).zip(documents) {
                if findings.is_full() {
                    break;
                }
                if row.kind() == Kind::Object {
                    let session = Session::new(&LIFECYCLE, row, stored);
                    judge_session(&session, options.stages, *documents, false, findings);
                }
            }
        })
    }

    /// Judges one stage's data by its schema and by the rules that need no other stage. `index` is the stage's index in
    /// the lifecycle.
    ///
    /// # Errors
    /// [`CallError`]; whatever is wrong with `text` itself is a finding.
    pub fn stage<'a>(&'a mut self, index: usize, text: &'a [u8], mode: Mode) -> Result<Judgement<'a>, CallError> {
        if index >= STAGES.len() {
            return Err(CallError::UnknownStage);
        }
        self.desk.data(text, |data, findings| judge_stage_alone(index, data, mode, findings))
    }

    /// Judges a change of status, `{"from": …, "to": …}`.
    ///
    /// # Errors
    /// [`CallError`] if the text is not JSON, or too large.
    pub fn transition<'a>(&'a mut self, text: &'a [u8]) -> Result<Judgement<'a>, CallError> {
        let ((), judgement) =
            self.desk.question(text, |question, findings| LIFECYCLE.check_transition(question, findings))?;
        Ok(judgement)
    }

    /// What a session still lacks, and how far along it is.
    ///
    /// # Errors
    /// [`CallError`] if the text is not a JSON object, or too large.
    pub fn completion<'a>(&'a mut self, text: &'a [u8]) -> Result<(progress::Completion, Judgement<'a>), CallError> {
        self.desk.question(text, |row, findings| {
            let session = Session::new(&LIFECYCLE, row, None);
            progress::completion(&LIFECYCLE, &session, findings, |index, data, findings| {
                judge_stage_alone(index, data, Mode::Complete, findings);
            })
        })
    }
}

/// Judges the beginning of a session's row, an object: what is there is final, and anything may follow. Returns the
/// stages that are named in `completed_stages`, as bits.
pub(crate) fn unfinished_session(
    doc: Doc<'_>,
    current: Option<Doc<'_>>,
    options: &Options,
    findings: &mut Findings,
) -> u8 {
    let operation = options.row.operation;
    let documents = pg_row::judge_unfinished(&WIZARD_SESSIONS, doc, current, operation, findings);
    let stored = current.as_ref().map(Doc::root).filter(|_| operation != Operation::Insert);
    constraints::tell(&LIFECYCLE, operation, doc.root(), stored, findings);
    // What is stored may be replaced by what follows.
    let session = Session::new(&LIFECYCLE, doc.root(), None);
    judge_session(&session, options.stages, documents, true, findings);
    session.completed
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

/// Judges by the stages' schemas, then by the rules across them. What the database's own CHECKs found in order is not
/// looked at again; what they refused is explained. Of a row that is unfinished, nothing is missing yet.
fn judge_session(
    session: &Session<'_>,
    stages: Stages,
    documents: Documents,
    is_unfinished: bool,
    findings: &mut Findings,
) {
    let bits = |holds: &dyn Fn(usize) -> bool| (0..STAGES.len()).fold(0, |bits, i| bits | u8::from(holds(i)) << i);
    let refused = bits(&|index| documents.is_refused(index as u32));
    if stages == Stages::Skip && refused == 0 {
        return;
    }
    let sent = bits(&|index| session.stage(index).is_some_and(rules::sent));
    let complete = match stages {
        Stages::Declared => session.completed,
        Stages::Complete => u8::MAX,
        Stages::Draft | Stages::Skip => 0,
    } & if is_unfinished { sent } else { u8::MAX };
    // Stored data is judged again only where the row now claims that it is complete.
    let scope = Scope { judged: sent | complete, sent, complete };
    let judged = if stages == Stages::Skip { refused } else { scope.judged | refused };
    // Whoever asks, the CHECKs judge as complete what the row claims to be.
    let schemas = Scope { judged, sent, complete: complete | session.completed & refused };
    for index in (0..session.count).filter(|&index| schemas.is_judged(index)) {
        let mode = schemas.mode(index);
        match session.stage(index) {
            Some(_) if documents.is_sound(index as u32, mode == Mode::Complete) => {}
            Some(data) => judge_stage(index, data, mode, findings),
            None if mode == Mode::Complete => {
                rules::stage_data_missing(session.row, LIFECYCLE.columns.bytes(FIRST_STAGE + index), findings);
            }
            None => {}
        }
    }
    if stages != Stages::Skip {
        rules::session(session, scope, findings);
    }
}
