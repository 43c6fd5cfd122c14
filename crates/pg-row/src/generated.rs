//! Generated columns: refuses values that are sent for them, and computes the values that the database stores. Knows
//! when the server recomputes a value, but not what its expression means.

use finding::Findings;
use json_tape::Value;
use pg_value::SqlState;
use pg_value::logic::Stop;

use crate::row::{Cell, Members, Row};
use crate::statement::Operation;
use crate::table::{GeneratedValue, Table, Triggered};

/// Reports 428C9 for each value that is sent for a generated column, even NULL. The server finds it while it rewrites
/// the statement, in table order and before it reads the body.
pub(crate) fn refuse_values(table: &'static Table, root: Value<'_>, findings: &mut Findings) {
    for generated in table.generated {
        for row in core::iter::once(root).chain(root.elements()) {
            let Some(value) = Members::of(table, row).get(generated.column.into()) else { continue };
            let mut reported = findings.database(SqlState::GeneratedAlways, value.at());
            if let Some(finding) = reported.finding() {
                finding.column = Some(table.names.bytes(generated.column.into()));
            }
        }
    }
}

impl<'a> Members<'a> {
    /// The members that a row sends, without values for generated columns, which have been refused.
    pub(crate) fn sent(table: &'static Table, object: Value<'a>) -> Self {
        let mut members = Self::of(table, object);
        for generated in table.generated {
            members.remove(generated.column.into());
        }
        members
    }
}

impl Row<'_> {
    /// Fills the cells of the generated columns, once all other cells are filled.
    pub(crate) fn generate(&mut self, operation: Operation) {
        for generated in self.table.generated {
            let column = usize::from(generated.column);
            let cell = match &generated.value {
                // The server makes the default, and an update leaves the value unchanged.
                GeneratedValue::Identity => continue,
                GeneratedValue::Stored { columns, compute } => {
                    let is_computed = operation != Operation::Update
                        || columns.iter().any(|&base| self.is_written(base.into()) || self.is_triggered(base.into()));
                    match (is_computed, compute(self)) {
                        (false, _) if self.is_known(column) => continue,
                        (true, Ok(datum)) => Cell::Written(datum),
                        // The stored value is the one computed when the row was last written.
                        (false, Ok(datum)) => Cell::Kept(datum),
                        (true, Err(Stop::Error(sqlstate))) => Cell::Failed(sqlstate),
                        (false, Err(Stop::Error(_))) | (_, Err(Stop::Unknowable)) => Cell::Unknowable,
                    }
                }
                GeneratedValue::OnlyTheServerKnows => Cell::Unknowable,
            };
            if let Some(place) = self.cells.get_mut(column) {
                *place = cell;
            }
        }
    }

    /// Whether the statement writes the column, even with the value it had.
    fn is_written(&self, column: usize) -> bool {
        matches!(self.cells.get(column), Some(Cell::Written(_)))
    }

    /// Whether a trigger may change the column in an update.
    fn is_triggered(&self, column: usize) -> bool {
        self.table.columns.get(column).is_some_and(|column| column.on_update == Triggered::Unknowable)
    }

    /// Whether the column's value is known from the stored row.
    fn is_known(&self, column: usize) -> bool {
        matches!(self.cells.get(column), Some(Cell::Kept(_)))
    }
}
