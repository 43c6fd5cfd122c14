//! What domains refuse: at conversion, a value that is sent; and of columns that are not sent, the default, once all is
//! converted. Knows no table's constraint.

use pg_value::logic::Stop;
use pg_value::{Datum, SqlState};

use crate::row::{Cell, Row};
use crate::table::{Check, Domain, Table};

/// Why a domain refuses a value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refused {
    pub(crate) sqlstate: SqlState,
    /// The condition that is not met, or that fails.
    pub(crate) check: Option<&'static Check>,
}

impl Table {
    /// The domain of a column, if it is of one.
    pub(crate) fn domain(&self, column: u16) -> Option<&'static Domain> {
        self.domains.iter().find(|domain| domain.column == column)
    }
}

impl Domain {
    /// Looks at the value that the row has in its column. NULL meets a condition unless that says otherwise.
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
    /// What domains refuse of the columns that the statement writes unasked, in table order.
    pub(crate) fn refused_defaults(&self) -> impl Iterator<Item = (u16, Refused)> {
        let is_unasked = |domain: &&Domain| {
            let column = usize::from(domain.column);
            self.sent(column).is_none() && matches!(self.cells.get(column), Some(Cell::Written(_)))
        };
        self.table.domains.iter().filter(is_unasked).filter_map(|domain| Some((domain.column, domain.refuses(self)?)))
    }
}
