//! What a row is refused for, as findings: values that a column's type refuses, generated columns, NOT NULL and CHECKs.
//! Knows the place and the params of a finding.

use finding::{Findings, Param, Reported};
use pg_value::logic::Stop;
use pg_value::{SqlState, Type};

use crate::domain::Refused;
use crate::row::{Cell, Refusal, Row};
use crate::statement::Operation;
use crate::table::{Check, Table};

impl Refusal<'_> {
    /// Reports what the input function refused, and the limit that was exceeded.
    pub(crate) fn report(self, row: &Row<'_>, findings: &mut Findings) {
        let (column, value, error) = match self {
            Self::Value { column, value, error } => (column, value, error),
            Self::Domain { column, refused } => return row.report_domain(column, refused, findings),
        };
        let reported = row
            .report(&[column], error.sqlstate, None, findings)
            .param("type", Param::Text(error.type_name.as_str()))
            .source("value", value);
        let ty = row.table.columns.get(usize::from(column)).map(|column| column.ty);
        let reported = match ty {
            Some(Type::Enum(labels)) => reported.param("allowedValues", Param::Names(labels)),
            _ => reported,
        };
        match error.limit {
            Some(limit) => reported.integer("limit", limit.into()),
            None if error.unknowable => reported.param("unknowable", Param::Boolean(true)),
            None => reported,
        };
    }
}

impl Table {
    /// What triggers refuse before such a statement. Before an upsert a trigger may spare a row that exists already, and
    /// only the server knows which rows do.
    const fn before(&self, operation: Operation) -> &'static [Check] {
        match operation {
            Operation::Insert => self.before_insert,
            Operation::Upsert => self.before_upsert,
            Operation::Update => self.before_update,
        }
    }
}

impl Row<'_> {
    /// Reports what the domains of unsent columns refuse, then what triggers refuse, then values that cannot be
    /// computed and NOT NULL, in table order, then CHECKs by name.
    pub(crate) fn constraints(&self, operation: Operation, findings: &mut Findings) {
        for (column, refused) in self.refused_defaults() {
            self.report_domain(column, refused, findings);
        }
        self.checks(self.table.before(operation), findings);
        for generated in self.table.generated {
            if let Some(Cell::Failed(sqlstate)) = self.cells.get(usize::from(generated.column)) {
                self.report(&[generated.column], *sqlstate, None, findings);
            }
        }
        for (index, column) in (0u16..).zip(self.table.columns) {
            if column.not_null && self.writes_null(index.into()) {
                self.report(&[index], SqlState::NotNullViolation, None, findings);
            }
        }
        self.checks(self.table.checks, findings);
    }

    /// Reports the conditions that are false, in order.
    fn checks(&self, checks: &'static [Check], findings: &mut Findings) {
        for check in checks {
            if self.is_unfinished && check.columns.iter().any(|&column| self.sent(column.into()).is_none()) {
                continue;
            }
            self.judged_as_complete.set(None);
            let sqlstate = match (check.holds)(self) {
                Ok(Some(true) | None) | Err(Stop::Unknowable) => continue,
                Ok(Some(false)) => SqlState::CheckViolation,
                Err(Stop::Error(sqlstate)) => sqlstate,
            };
            let reported = self.report(check.columns, sqlstate, Some(check), findings);
            if let Some(complete) = self.judged_as_complete.get() {
                reported.param("complete", Param::Boolean(complete));
            }
        }
    }

    fn report_domain(&self, column: u16, refused: Refused, findings: &mut Findings) {
        self.report(&[column], refused.sqlstate, refused.check, findings);
    }

    /// Reports at the first of these columns that is sent, or else at the row.
    fn report<'f>(
        &self,
        columns: &[u16],
        sqlstate: SqlState,
        check: Option<&'static Check>,
        findings: &'f mut Findings,
    ) -> Reported<'f> {
        let sent = columns.iter().find_map(|&column| self.sent(column.into()));
        let mut reported = findings.database(sqlstate, sent.unwrap_or(self.object).at());
        if let Some(finding) = reported.finding() {
            if let [only] = columns {
                finding.column = Some(self.table.names.bytes(usize::from(*only)));
                finding.property = if sent.is_none() { finding.column } else { None };
            }
            if let Some(check) = check {
                finding.params = Some(check.params);
                if sqlstate == SqlState::CheckViolation {
                    finding.code = check.name;
                    finding.constraint = Some(check.name);
                }
            }
        }
        reported
    }
}
