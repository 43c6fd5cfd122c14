//! What a statement does, by its kind. Knows which kinds there are; what they do is told elsewhere.

use sqlparser::ast::{ObjectType, Statement};

use super::names::mirrored;
use super::reader::{Done, Reader};
use super::{not_supported, position, trigger};
use crate::error::Place;

impl Reader {
    pub(super) fn statement(&mut self, statement: &Statement) -> Done {
        match statement {
            Statement::CreateTable(create) => self.create_table(create),
            Statement::AlterTable(alter) => {
                let Some(name) = mirrored(&alter.name) else { return Ok(()) };
                if self.position(&name).is_none() {
                    // A table of somebody else's (the app's `events`, say).
                    return Ok(());
                }
                alter.operations.iter().try_for_each(|operation| {
                    self.alter(&name, operation)
                        .map_err(|error| error.in_place(Place::Table(name.clone())).at(position(operation)))
                })
            }
            Statement::Drop { object_type: ObjectType::Table, names, .. } => {
                let names: Vec<_> = names.iter().filter_map(mirrored).collect();
                self.database.tables.retain(|table| !names.contains(&table.name));
                self.triggers.retain(|trigger| !names.contains(&trigger.table));
                Ok(())
            }
            Statement::CreateType { name, representation } => self.create_type(name, representation.as_ref()),
            Statement::AlterType(alter) => self.alter_type(alter),
            Statement::Drop { object_type: ObjectType::Type, names, if_exists, .. } => {
                self.drop_types(names, *if_exists)
            }
            Statement::CreateFunction(create) => {
                self.functions.retain(|function| function.name != create.name.to_string().to_lowercase());
                self.functions.push(trigger::function(create));
                Ok(())
            }
            Statement::CreateTrigger(create) => {
                let Some(table) = mirrored(&create.table_name).filter(|name| self.position(name).is_some()) else {
                    return Ok(());
                };
                let trigger = trigger::read(self.here.clone(), table, create);
                self.triggers.retain(|other| (&other.table, &other.name) != (&trigger.table, &trigger.name));
                self.triggers.push(trigger);
                Ok(())
            }
            Statement::DropTrigger(drop) => {
                let name = drop.trigger_name.to_string().to_lowercase();
                let table = drop.table_name.as_ref().and_then(mirrored);
                self.triggers.retain(|trigger| trigger.name != name || Some(&trigger.table) != table.as_ref());
                Ok(())
            }
            Statement::CreateIndex(create) if create.unique => {
                self.note(mirrored(&create.table_name), "UNIQUE", &create);
                Ok(())
            }
            Statement::CreatePolicy(create) => {
                self.note(mirrored(&create.table_name), "POLICY", &create);
                Ok(())
            }
            // Types would have to be known before a column can have them.
            Statement::RenameTable(_) => Err(not_supported(statement)),
            // Indexes, grants, comments, extensions, data: no rule about a row.
            _ => Ok(()),
        }
    }
}
