//! What domains refuse: a value that is sent, at conversion; and the defaults of columns that are not sent, once
//! everything is converted. Knows no table constraints.

use pg_value::logic::Stop;
use pg_value::{Datum, SqlState};

use crate::row::{Cell, Row};
use crate::table::{Check, Domain, Table};

/// Why a domain refuses a value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refused {
    pub(crate) sqlstate: SqlState,
    /// The condition that is not met, or whose evaluation fails.
    pub(crate) check: Option<&'static Check>,
}

impl Table {
    /// The domain of a column, if it has one.
    pub(crate) fn domain(&self, column: u16) -> Option<&'static Domain> {
        self.domains.iter().find(|domain| domain.column == column)
    }
}

impl Domain {
    /// Checks the value in the row's column. NULL meets a condition unless the condition says otherwise.
    pub(crate) fn refuses(&self, row: &Row<'_>) -> Option<Refused> {
        let is_null = matches!(row.cells.get(usize::from(self.column)), Some(Cell::Written(Datum::Null)));
        if self.not_null && is_null {
            return Some(Refused { sqlstate: SqlState::NotNullViolation, check: None });
        }
        self.checks.iter().find_map(|check| {
            let sqlstate = match (check.holds)(row) {
                Ok(Some(true) | None) | Err(Stop::Unknowable) => return None,
                Ok(Some(false)) => SqlState::CheckViolation,
                Err(Stop::Error(sqlstate)) => sqlstate,
            };
            Some(Refused { sqlstate, check: Some(check) })
        })
    }
}

impl Row<'_> {
    /// What domains refuse about the columns that the statement writes although they are not sent, in table order. Of what
    /// is sent nothing is found again, since a value that was refused is not written.
    pub(crate) fn refused_defaults(&self) -> impl Iterator<Item = (u16, Refused)> {
        let is_written =
            |domain: &&Domain| matches!(self.cells.get(usize::from(domain.column)), Some(Cell::Written(_)));
        self.table.domains.iter().filter(is_written).filter_map(|domain| Some((domain.column, domain.refuses(self)?)))
    }
}
