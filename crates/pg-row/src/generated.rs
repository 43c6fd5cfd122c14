//! Generated columns: the refusal of a value that is sent for one, and the value that the database puts there. Knows when
//! the server computes it anew, and not what its expression means.

use finding::Findings;
use json_tape::Value;
use pg_value::SqlState;
use pg_value::logic::Stop;

use crate::row::{Cell, Members, Row};
use crate::statement::Operation;
use crate::table::{GeneratedValue, Table};

/// 428C9 for each value that is sent for a generated column, NULL too. The server finds it while it rewrites the statement,
/// in table order and before it reads the body.
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
    /// What a row sends: values for generated columns are refused, and then as if they were not there.
    pub(crate) fn sent(table: &'static Table, object: Value<'a>) -> Self {
        let mut members = Self::of(table, object);
        for generated in table.generated {
            members.remove(generated.column.into());
        }
        members
    }
}

impl Row<'_> {
    /// Fills the cells of the generated columns, once all others are filled.
    pub(crate) fn generate(&mut self, operation: Operation) {
        for generated in self.table.generated {
            let column = usize::from(generated.column);
            let cell = match &generated.value {
                // The default is made by the server, and an update leaves it as it is.
                GeneratedValue::Identity => continue,
                GeneratedValue::Stored { columns, compute } => {
                    let is_computed =
                        operation == Operation::Insert || columns.iter().any(|&base| self.is_written(base.into()));
                    match (is_computed, compute(self)) {
                        (false, _) if self.is_known(column) => continue,
                        (true, Ok(datum)) => Cell::Written(datum),
                        // It is stored as it was computed once.
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

    /// Whether the statement writes the column, be it what was there.
    fn is_written(&self, column: usize) -> bool {
        matches!(self.cells.get(column), Some(Cell::Written(_)))
    }

    /// Whether the column's value is known from the stored row.
    fn is_known(&self, column: usize) -> bool {
        matches!(self.cells.get(column), Some(Cell::Kept(_)))
    }
}
