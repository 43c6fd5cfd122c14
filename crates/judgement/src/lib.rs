//! A text, and what was found in it. A [`Desk`] keeps the tapes and the findings that calls reuse; a [`Judgement`] is
//! the outcome of a call, as callers read it. Knows requests and JSON texts, but no tables, schemas or rules: whatever
//! judges them is passed in.

#![cfg_attr(not(test), no_std)]

extern crate alloc;

use alloc::vec::Vec;

use finding::{Finding, Findings, Issue, Verdict};
use json_tape::{Doc, Kind, SyntaxError, Tape, Value};
use pg_row::{Documents, RowOptions, Table};

/// Reusable: after the first few calls, judging good data allocates nothing.
#[derive(Debug, Default)]
pub struct Desk {
    subject: Tape,
    current: Tape,
    findings: Findings,
    documents: Vec<Documents>,
}

/// The outcome of one call, readable until the next call.
#[derive(Debug)]
pub struct Judgement<'a> {
    desk: &'a Desk,
    text: &'a [u8],
    current: Option<&'a [u8]>,
}

impl<'a> Judgement<'a> {
    /// If the text is not JSON, its findings are at the root.
    fn subject(&self) -> Doc<'a> {
        self.desk.subject.doc(self.text)
    }

    fn current(&self) -> Option<Doc<'a>> {
        self.current.map(|text| self.desk.current.doc(text).as_current())
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.desk.findings.is_empty()
    }

    /// Whether there are more findings than the limit.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.desk.findings.is_full()
    }

    /// The compact findings.
    pub fn findings(&self) -> core::slice::Iter<'_, Finding> {
        self.desk.findings.iter()
    }

    /// What is wrong, as readable issues.
    #[must_use]
    pub fn issues(&self) -> Vec<Issue> {
        self.desk.findings.issues(self.subject(), self.current())
    }

    /// Appends the issues as JSON text.
    pub fn write_json(&self, out: &mut Vec<u8>) {
        self.desk.findings.write_json(&self.subject(), self.current().as_ref(), out);
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

impl Desk {
    /// A desk that has allocated nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { subject: Tape::new(), current: Tape::new(), findings: Findings::new(), documents: Vec::new() }
    }

    /// Limits how many findings each later call reports; without this call there is no limit. The database's findings
    /// come first, so with a limit of at least one it is still known whether a row is persistable.
    pub const fn limit(&mut self, most: usize) {
        self.findings.limit(most);
    }

    /// Judges a request body for a table: a row object, or an array of them. `current` is the stored row that an update
    /// is merged over. If the body is JSON, `also` may find more in it, or in one of its rows, than the database would;
    /// it is told what CHECKs found about the documents of each row.
    ///
    /// # Errors
    /// [`CallError`]; whatever is wrong with `text` itself is a finding.
    pub fn row<'a>(
        &'a mut self,
        table: &'static Table,
        text: &'a [u8],
        current: Option<&'a [u8]>,
        options: &RowOptions,
        also: impl FnOnce(Value<'_>, Option<Value<'_>>, &[Documents], &mut Findings),
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
        pg_row::judge(table, parsed, stored, options, &mut self.findings, &mut self.documents);
        if let Ok(subject) = parsed {
            also(subject.root(), stored.as_ref().map(Doc::root), &self.documents, &mut self.findings);
        }
        Ok(Judgement { desk: self, text, current })
    }

    /// Judges data that is not a row.
    ///
    /// # Errors
    /// [`CallError`] if the text is too large; whatever else is wrong with it is a finding.
    pub fn data<'a>(
        &'a mut self,
        text: &'a [u8],
        judge: impl FnOnce(Value<'_>, &mut Findings),
    ) -> Result<Judgement<'a>, CallError> {
        self.findings.clear();
        match self.subject.parse(text) {
            Ok(doc) => judge(doc.root(), &mut self.findings),
            Err(SyntaxError::TooLarge) => return Err(CallError::TooLarge),
            Err(_) => pg_row::invalid_json(&mut self.findings),
        }
        Ok(Judgement { desk: self, text, current: None })
    }

    /// Judges a question written by this package's own code, and also returns its answer.
    ///
    /// # Errors
    /// [`CallError`] if the text is not JSON, or too large.
    pub fn question<'a, T>(
        &'a mut self,
        text: &'a [u8],
        judge: impl FnOnce(Value<'_>, &mut Findings) -> T,
    ) -> Result<(T, Judgement<'a>), CallError> {
        self.findings.clear();
        let doc = self.subject.parse(text).map_err(|_| CallError::TooLarge)?;
        let answer = judge(doc.root(), &mut self.findings);
        Ok((answer, Judgement { desk: self, text, current: None }))
    }
}

#[cfg(test)]
mod tests {
    use super::{CallError, Desk};

    #[test]
    fn a_text_that_is_no_json_is_a_finding() {
        let mut desk = Desk::new();
        let judgement = desk.data(b"{", |_, _| panic!("there is nothing to judge")).unwrap();
        assert_eq!(judgement.verdict().issues.len(), 1);
        assert_eq!(desk.question(b"{", |_, _| ()).unwrap_err(), CallError::TooLarge);
    }

    #[test]
    fn findings_are_those_of_the_last_call() {
        let mut desk = Desk::new();
        let judgement = desk
            .data(b"[1]", |value, findings| {
                findings.schema("type", value);
            })
            .unwrap();
        assert_eq!(judgement.findings().count(), 1);
        assert!(desk.data(b"[1]", |_, _| ()).unwrap().is_clean());
    }
}
