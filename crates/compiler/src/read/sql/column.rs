//! A column's definition: its type and its options.

use sqlparser::ast::{CheckConstraint, ColumnDef, ColumnOption};

use super::catalogue::Declared;
use super::default::default;
use super::generated::generated;
use super::reader::{Done, Reader};
use super::{identifier, not_supported, one_line, position, types};
use crate::error::{Error, Place};
use crate::model::table::{Column, DefaultValue, Generated};

impl Reader {
    pub(super) fn column(&mut self, table: &str, definition: &ColumnDef, checks: &mut Vec<CheckConstraint>) -> Done {
        let name = identifier(&definition.name);
        let about = |error: Error| {
            error.in_place(Place::Column { table: table.to_owned(), column: name.clone() }).at(position(definition))
        };
        let Declared { ty, domain } = self.catalogue.resolve(&definition.data_type).map_err(about)?;
        let mut column = Column {
            name: name.clone(),
            ty,
            domain,
            not_null: false,
            primary_key: false,
            default: DefaultValue::Null,
            default_sql: None,
            origin: self.origin(position(definition)),
            generated: None,
            set_on_insert: false,
            set_on_update: false,
        };
        if types::is_serial(&definition.data_type) {
            column.not_null = true;
            column.default = DefaultValue::Server("nextval".to_owned());
        }
        for option in &definition.options {
            match &option.option {
                ColumnOption::Null => column.not_null = false,
                ColumnOption::NotNull => column.not_null = true,
                ColumnOption::Default(value) => {
                    column.default = default(table, value, ty, &self.catalogue).map_err(about)?;
                    column.default_sql = Some(value.to_string());
                }
                ColumnOption::PrimaryKey(_) => {
                    column.primary_key = true;
                    column.not_null = true;
                    self.note(Some(table.to_owned()), "UNIQUE", &format!("{name} PRIMARY KEY"));
                }
                ColumnOption::Unique(_) => {
                    self.note(Some(table.to_owned()), "UNIQUE", &format!("{name} UNIQUE"));
                }
                ColumnOption::ForeignKey(key) => {
                    self.note(
                        Some(table.to_owned()),
                        "FOREIGN KEY",
                        &format!("{name} {}", one_line(key).replace("FOREIGN KEY () ", "")),
                    );
                }
                ColumnOption::Check(check) => {
                    let name = option.name.clone().or_else(|| check.name.clone());
                    checks.push(CheckConstraint { name, ..check.clone() });
                }
                ColumnOption::Generated { .. } => {
                    column.generated = Some(generated(&option.option).map_err(about)?);
                }
                ColumnOption::Comment(_) => {}
                other => return Err(about(not_supported(other).at(position(option)))),
            }
        }
        match column.generated {
            Some(Generated::AlwaysIdentity | Generated::DefaultIdentity) => {
                column.not_null = true;
                column.default = DefaultValue::Server("nextval".to_owned());
            }
            Some(Generated::Expression { .. }) | None => {}
        }
        let columns = &mut self.table(table)?.columns;
        if columns.iter().any(|c| c.name == name) {
            return Err(about(Error::invalid("it exists already")));
        }
        columns.push(column);
        Ok(())
    }
}
