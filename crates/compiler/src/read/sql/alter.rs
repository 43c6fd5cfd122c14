//! `ALTER TABLE`, operation by operation.

use sqlparser::ast::{AlterColumnOperation, AlterTableOperation, RenameTableNameKind};

use super::catalogue::Declared;
use super::default::default;
use super::reader::{Done, Reader};
use super::{identifier, not_supported, one_line};
use crate::error::{Error, Place};
use crate::model::expression::Scalar;
use crate::model::table::DefaultValue;

impl Reader {
    pub(super) fn alter(&mut self, table: &str, operation: &AlterTableOperation) -> Done {
        use AlterTableOperation as Alter;
        match operation {
            Alter::AddColumn { if_not_exists, column_def, .. } => {
                let name = identifier(&column_def.name);
                if *if_not_exists && self.table(table)?.columns.iter().any(|column| column.name == name) {
                    return Ok(());
                }
                let mut checks = Vec::new();
                self.column(table, column_def, &mut checks)?;
                self.generation_expression(table, column_def)?;
                self.checks(table, &checks)
            }
            Alter::DropColumn { column_names, if_exists, .. } => {
                for name in column_names.iter().map(identifier) {
                    if !*if_exists {
                        self.column_of(table, &name)?;
                    }
                    let table = self.table(table)?;
                    table.columns.retain(|column| column.name != name);
                    // With a column go the CHECKs that speak of it (manual, ALTER TABLE).
                    table.checks.retain(|check| !check.columns.contains(&name));
                }
                Ok(())
            }
            Alter::AddConstraint { constraint, .. } => {
                let mut checks = Vec::new();
                self.constraint(table, constraint, &mut checks)?;
                self.checks(table, &checks)
            }
            // A UNIQUE or foreign key constraint may be meant, which is not kept by name.
            Alter::DropConstraint { name, .. } => {
                let name = identifier(name);
                self.table(table)?.checks.retain(|check| check.name != name);
                self.database.not_mirrored.retain(|noted| !noted.sql.starts_with(&format!("CONSTRAINT {name} ")));
                Ok(())
            }
            Alter::RenameConstraint { old_name, new_name } => {
                let (old, new) = (identifier(old_name), identifier(new_name));
                let checks = &mut self.table(table)?.checks;
                checks.iter_mut().filter(|check| check.name == old).for_each(|check| check.name.clone_from(&new));
                checks.sort_by(|a, b| a.name.cmp(&b.name));
                Ok(())
            }
            Alter::AlterColumn { column_name, op } => self.alter_column(table, &identifier(column_name), op),
            Alter::RenameTable { table_name: RenameTableNameKind::To(_) | RenameTableNameKind::As(_) }
            | Alter::RenameColumn { .. } => Err(not_supported(operation)),
            // Who may see a row, who owns it, when a trigger fires: nothing that a row's text decides.
            Alter::EnableRowLevelSecurity
            | Alter::DisableRowLevelSecurity
            | Alter::ForceRowLevelSecurity
            | Alter::NoForceRowLevelSecurity
            | Alter::OwnerTo { .. }
            | Alter::ReplicaIdentity { .. }
            | Alter::ValidateConstraint { .. } => Ok(()),
            other => Err(not_supported(other)),
        }
    }

    fn alter_column(&mut self, table: &str, name: &str, operation: &AlterColumnOperation) -> Done {
        let found = self
            .database
            .tables
            .iter_mut()
            .filter(|each| each.name == table)
            .flat_map(|each| &mut each.columns)
            .find(|each| each.name == name);
        let missing =
            || Error::invalid(format!("there is no column `{name}`")).in_place(Place::Table(table.to_owned()));
        let column = found.ok_or_else(missing)?;
        let about = |error: Error| error.in_place(Place::Column { table: table.to_owned(), column: name.to_owned() });
        match operation {
            AlterColumnOperation::SetNotNull => column.not_null = true,
            AlterColumnOperation::DropNotNull if column.primary_key => {
                return Err(about(Error::invalid("it is in the primary key, so it cannot be NULL")));
            }
            AlterColumnOperation::DropNotNull => column.not_null = false,
            AlterColumnOperation::SetDefault { value } => {
                column.default = default(table, value, column.ty, &self.catalogue).map_err(about)?;
                column.default_sql = Some(value.to_string());
            }
            AlterColumnOperation::DropDefault => {
                column.default = DefaultValue::Null;
                column.default_sql = None;
            }
            AlterColumnOperation::SetDataType { data_type, .. } => {
                let Declared { ty, domain } = self.catalogue.resolve(data_type).map_err(about)?;
                // A CHECK is resolved to the types that were there; of the same kind, it stays as it is.
                if Scalar::from(ty) != Scalar::from(column.ty) {
                    let operation = one_line(operation);
                    let message = format!("`{operation}` to another kind of type is not supported");
                    return Err(about(Error::unsupported(message).of(operation)));
                }
                (column.ty, column.domain) = (ty, domain);
            }
            AlterColumnOperation::AddGenerated { .. } => {
                return Err(about(not_supported(operation)));
            }
        }
        Ok(())
    }
}
