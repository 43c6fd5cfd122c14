//! `CREATE TABLE`. Knows its clauses; columns and constraints have files of their own.

use std::sync::Arc;

use sqlparser::ast::CreateTable;

use super::names::mirrored;
use super::reader::{Done, Reader};
use crate::error::{Error, Place};
use crate::model::table::Table;

impl Reader {
    pub(super) fn create_table(&mut self, create: &CreateTable) -> Done {
        let Some(name) = mirrored(&create.name) else { return Ok(()) };
        let place = || Place::Table(name.clone());
        let unsupported =
            |what: &str| Err(Error::unsupported(format!("{what} is not supported")).of(what).in_place(place()));
        if self.position(&name).is_some() {
            let exists = || Error::invalid("it exists already").in_place(place());
            return if create.if_not_exists { Ok(()) } else { Err(exists()) };
        }
        if create.query.is_some() || create.like.is_some() {
            return unsupported("a table made from another");
        }
        if create.inherits.is_some() || create.partition_by.is_some() || create.partition_of.is_some() {
            return unsupported("inheritance or partitioning");
        }
        if create.temporary {
            return unsupported("TEMPORARY");
        }
        let table = Table {
            name: name.clone(),
            origin: self.here.clone(),
            columns: Vec::new(),
            checks: Vec::new(),
            types: Arc::default(),
        };
        self.database.tables.push(table);
        let mut checks = Vec::new();
        for column in &create.columns {
            self.column(&name, column, &mut checks)?;
        }
        for constraint in &create.constraints {
            self.constraint(&name, constraint, &mut checks)?;
        }
        // Once all columns are known: a column's expression or CHECK may speak of a later one.
        for column in &create.columns {
            self.generation_expression(&name, column)?;
        }
        self.checks(&name, &checks)
    }
}
