//! The list to which judges report.

use alloc::vec::Vec;

use json_tape::{At, Doc, Value};
use pg_value::SqlState;

use crate::issue::Issue;
use crate::json::Writer;
use crate::param::Param;
use crate::path::Passed;
use crate::{Finding, Source};

/// The list to which judges report.
///
/// ```
/// use finding::Findings;
/// use json_tape::Tape;
///
/// let mut tape = Tape::new();
/// let doc = tape.parse(b"[1,2]")?;
/// let mut findings = Findings::new();
/// findings.limit(1);
/// for element in doc.root().elements() {
///     findings.schema("type", element);
/// }
/// assert!(findings.is_full());
/// assert_eq!(findings.iter().count(), 1);
/// # Ok::<(), json_tape::SyntaxError>(())
/// ```
#[derive(Debug)]
pub struct Findings {
    /// Holds up to one more than `most`, which shows that there are more.
    list: Vec<Finding>,
    /// The params added to all findings, in order.
    params: Vec<(&'static str, Param)>,
    /// The maximum number of findings to report.
    most: usize,
}

/// A finding just reported, to which details can be added; empty if it exceeded the limit.
#[derive(Debug)]
pub struct Reported<'f>(Option<&'f mut Findings>);

impl Reported<'_> {
    /// The finding, unless it exceeded the limit.
    pub fn finding(&mut self) -> Option<&mut Finding> {
        self.0.as_mut()?.list.last_mut()
    }

    /// Marks the finding as about a missing member of the object, if a name is given.
    #[must_use]
    pub fn missing(mut self, property: Option<&'static [u8]>) -> Self {
        if let Some(finding) = self.finding() {
            finding.property = property;
        }
        self
    }

    /// Adds a param.
    pub fn param(mut self, name: &'static str, value: Param) -> Self {
        if let Some(findings) = &mut self.0 {
            findings.params.push((name, value));
        }
        self
    }

    /// Adds a value from the data as a param.
    pub fn source(self, name: &'static str, value: Value<'_>) -> Self {
        self.param(name, Param::Source(value.at()))
    }

    /// Adds an integer as a param.
    pub fn integer(self, name: &'static str, value: i64) -> Self {
        self.param(name, Param::Integer(value))
    }
}

impl Default for Findings {
    fn default() -> Self {
        Self::new()
    }
}

impl Findings {
    /// An empty list without a limit; allocates when the first finding is reported.
    #[must_use]
    pub const fn new() -> Self {
        Self { list: Vec::new(), params: Vec::new(), most: usize::MAX }
    }

    /// Limits the number of findings reported from now on.
    pub const fn limit(&mut self, most: usize) {
        self.most = most;
    }

    /// Whether there are more findings than the limit. Nothing reported after that is kept, so judges may stop: further
    /// findings matter neither to the caller nor to a keyword that asks whether a schema holds, since the list is full
    /// only after a finding that has answered its question.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.list.len() > self.most
    }

    fn report(&mut self, source: Source, code: &'static str, at: At, sqlstate: Option<SqlState>) -> Reported<'_> {
        if self.is_full() {
            return Reported(None);
        }
        self.list.push(Finding {
            source,
            code,
            at,
            property: None,
            params: None,
            params_before: self.params.len(),
            sqlstate,
            constraint: None,
            column: None,
        });
        Reported(Some(self))
    }

    /// Reports that a stage schema is not met.
    pub fn schema(&mut self, keyword: &'static str, at: Value<'_>) -> Reported<'_> {
        self.report(Source::Schema, keyword, at.at(), None)
    }

    /// Reports an error that PostgREST would return.
    pub fn postgrest(&mut self, code: &'static str, at: At) -> Reported<'_> {
        self.report(Source::Database, code, at, None)
    }

    /// Reports an error that the database would return; `code` is the SQLSTATE's condition name unless set otherwise.
    pub fn database(&mut self, sqlstate: SqlState, at: At) -> Reported<'_> {
        self.report(Source::Database, sqlstate.condition(), at, Some(sqlstate))
    }

    /// Reports that a wizard rule is broken, by a value or by a member that the value lacks.
    pub fn rule(&mut self, code: &'static str, at: Value<'_>, property: Option<&'static [u8]>) -> Reported<'_> {
        self.report(Source::Rule, code, at.at(), None).missing(property)
    }

    /// Reports something that may well be intended. Nothing is reported once the limit has been reached, since advice
    /// must not make a verdict look truncated.
    pub fn advice(&mut self, code: &'static str, at: Value<'_>) -> Reported<'_> {
        if self.list.len() >= self.most {
            return Reported(None);
        }
        self.report(Source::Advice, code, at.at(), None)
    }

    /// How many findings are kept so far; a mark for [`Findings::truncate`].
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether nothing has been found so far.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Passes every finding to someone who knows more than the judge that reported it: the finding may be moved, and
    /// params added to it.
    pub fn revise(&mut self, mut revise: impl FnMut(Reported<'_>)) {
        let (list, params) = (core::mem::take(&mut self.list), core::mem::take(&mut self.params));
        for (index, finding) in list.iter().enumerate() {
            let end = list.get(index + 1).map_or(params.len(), |next| next.params_before);
            self.list.push(Finding { params_before: self.params.len(), ..*finding });
            self.params.extend_from_slice(params.get(finding.params_before..end).unwrap_or_default());
            revise(Reported(Some(self)));
        }
    }

    /// Removes all findings after the mark.
    pub fn truncate(&mut self, mark: usize) {
        if let Some(finding) = self.list.get(mark) {
            self.params.truncate(finding.params_before);
        }
        self.list.truncate(mark);
    }

    /// Removes all findings and keeps the allocation.
    pub fn clear(&mut self) {
        self.list.clear();
        self.params.clear();
    }

    /// The findings up to the limit, in the order in which they were found.
    pub fn iter(&self) -> core::slice::Iter<'_, Finding> {
        self.list.get(..self.most).unwrap_or(&self.list).iter()
    }

    /// The params that were added to one of these findings.
    #[must_use]
    pub fn params_of(&self, index: usize) -> &[(&'static str, Param)] {
        let start = |index: usize| self.list.get(index).map_or(self.params.len(), |finding| finding.params_before);
        self.params.get(start(index)..start(index + 1)).unwrap_or_default()
    }

    /// Writes the findings up to the limit as a JSON array of issues; `current` is the document of an update's stored
    /// row.
    pub fn write_json(&self, subject: &Doc<'_>, current: Option<&Doc<'_>>, out: &mut Vec<u8>) {
        let mut writer = Writer::new(subject, current, out);
        writer.out.raw(b"[");
        for (index, finding) in self.iter().enumerate() {
            writer.finding(finding, self.params_of(index));
        }
        writer.out.close(b"]");
    }

    /// The findings up to the limit as issues; `current` is the document of an update's stored row.
    #[must_use]
    pub fn issues(&self, subject: Doc<'_>, current: Option<Doc<'_>>) -> Vec<Issue> {
        let mut passed = Passed::default();
        let issue = |(index, finding)| Issue::new(finding, self.params_of(index), subject, current, &mut passed);
        self.iter().enumerate().map(issue).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use json_tape::Tape;

    fn codes(findings: &Findings) -> Vec<&str> {
        findings.iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn keeps_one_more_than_it_tells_of() {
        let mut tape = Tape::new();
        let doc = tape.parse(b"null").unwrap();
        let mut findings = Findings::new();
        findings.limit(2);
        for code in ["a", "b", "c", "d"] {
            assert_eq!(findings.is_full(), code == "d", "{code}");
            findings.schema(code, doc.root()).integer("limit", 1);
        }
        assert_eq!((findings.len(), codes(&findings)), (3, vec!["a", "b"]));
        findings.clear();
        assert!(findings.is_empty() && !findings.is_full());
    }

    #[test]
    fn revising_keeps_each_findings_params() {
        let mut tape = Tape::new();
        let doc = tape.parse(b"null").unwrap();
        let mut findings = Findings::new();
        for code in ["a", "b", "c"] {
            findings.schema(code, doc.root()).integer(code, 1).integer("limit", 2);
        }
        findings.revise(|reported| {
            reported.integer("revised", 3);
        });
        for (index, code) in ["a", "b", "c"].into_iter().enumerate() {
            let names: Vec<_> = findings.params_of(index).iter().map(|(name, _)| *name).collect();
            assert_eq!(names, [code, "limit", "revised"]);
        }
    }

    #[test]
    fn advice_never_fills_the_list() {
        let mut tape = Tape::new();
        let doc = tape.parse(b"null").unwrap();
        let mut findings = Findings::new();
        findings.limit(1);
        findings.advice("a", doc.root());
        findings.advice("b", doc.root());
        assert_eq!((codes(&findings), findings.is_full()), (vec!["a"], false));
        findings.rule("c", doc.root(), None);
        assert!(findings.is_full());
    }

    #[test]
    fn a_revision_keeps_every_finding_and_its_params() {
        let mut tape = Tape::new();
        let doc = tape.parse(b"[0,1]").unwrap();
        let mut findings = Findings::new();
        findings.limit(2);
        for code in ["a", "b", "c"] {
            findings.schema(code, doc.root()).integer(code, 1);
        }
        findings.revise(|mut reported| {
            let Some(finding) = reported.finding() else { return };
            if finding.code != "a" {
                finding.at = doc.value(1).at();
                reported.integer("more", 2);
            }
        });
        let names = |index| findings.params_of(index).iter().map(|(name, _)| *name).collect::<Vec<_>>();
        assert_eq!((names(0), names(1), names(2)), (vec!["a"], vec!["b", "more"], vec!["c", "more"]));
        assert_eq!(findings.iter().map(|finding| finding.at.node).collect::<Vec<_>>(), [0, 1]);
        assert!(findings.is_full());
    }

    #[test]
    fn keeps_params_apart_and_forgets_them_with_their_finding() {
        let mut tape = Tape::new();
        let doc = tape.parse(b"null").unwrap();
        let mut findings = Findings::new();
        findings.schema("a", doc.root()).integer("one", 1).integer("two", 2);
        findings.schema("b", doc.root());
        findings.schema("c", doc.root()).integer("three", 3);
        let names = |findings: &Findings, index| -> Vec<&str> {
            findings.params_of(index).iter().map(|(name, _)| *name).collect()
        };
        assert_eq!(names(&findings, 0), ["one", "two"]);
        assert!(names(&findings, 1).is_empty());
        assert_eq!(names(&findings, 2), ["three"]);
        findings.truncate(1);
        findings.schema("d", doc.root()).integer("four", 4);
        assert_eq!((names(&findings, 0), names(&findings, 1)), (vec!["one", "two"], vec!["four"]));
    }
}
