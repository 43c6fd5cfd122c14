//! A table's constraints: CHECKs, and those that only the server can enforce.

use sqlparser::ast::{CheckConstraint, Expr, TableConstraint};

use super::expression::Scope;
use super::reader::{Done, Reader};
use super::{identifier, names, not_supported, position};
use crate::error::{Error, Place};
use crate::model::table::{Check, ColumnType};

impl Reader {
    pub(super) fn constraint(
        &mut self,
        table: &str,
        constraint: &TableConstraint,
        checks: &mut Vec<CheckConstraint>,
    ) -> Done {
        match constraint {
            TableConstraint::Check(check) => checks.push(check.clone()),
            TableConstraint::Unique(_) => self.note(Some(table.to_owned()), "UNIQUE", constraint),
            TableConstraint::ForeignKey(_) => self.note(Some(table.to_owned()), "FOREIGN KEY", constraint),
            TableConstraint::PrimaryKey(key) => {
                for part in &key.columns {
                    let Expr::Identifier(name) = &part.column.expr else {
                        return Err(not_supported(constraint).in_place(Place::Table(table.to_owned())));
                    };
                    let column = self.column_of(table, &identifier(name))?;
                    column.primary_key = true;
                    column.not_null = true;
                }
                self.note(Some(table.to_owned()), "UNIQUE", constraint);
            }
            other => return Err(not_supported(other).in_place(Place::Table(table.to_owned()))),
        }
        Ok(())
    }

    pub(super) fn checks(&mut self, table: &str, checks: &[CheckConstraint]) -> Done {
        for check in checks {
            let columns: Vec<(String, ColumnType)> =
                self.table(table)?.columns.iter().map(|c| (c.name.clone(), c.ty)).collect();
            let given = check.name.as_ref().map(identifier);
            let about = |error: Error| {
                error.in_place(Place::Check { table: table.to_owned(), name: given.clone() }).at(position(check))
            };
            if check.enforced == Some(false) {
                return Err(about(Error::unsupported("`NOT ENFORCED` is not supported").of("NOT ENFORCED")));
            }
            let scope = Scope::new(table, &columns, &self.catalogue);
            let expression = scope.condition(&check.expr).map_err(about)?;
            let mut new = Check {
                name: String::new(),
                origin: self.origin(position(check)),
                comment: None,
                sql: check.expr.to_string(),
                expression,
                columns: scope.mentioned(),
            };
            let taken: Vec<&str> =
                self.database.tables.iter().flat_map(|t| &t.checks).map(|c| c.name.as_str()).collect();
            new.name = given.clone().unwrap_or_else(|| names::check(table, &new.columns, &taken));
            let own = &mut self.table(table)?.checks;
            if own.iter().any(|other| other.name == new.name) {
                let place = Place::Check { table: table.to_owned(), name: Some(new.name) };
                return Err(Error::invalid("it exists already").in_place(place).at(position(check)));
            }
            own.push(new);
            own.sort_by(|a, b| a.name.cmp(&b.name));
        }
        Ok(())
    }
}
