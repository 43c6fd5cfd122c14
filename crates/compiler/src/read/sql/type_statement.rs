//! `CREATE TYPE`, `ALTER TYPE`, `DROP TYPE`, and the same for domains. Knows how they are written; their effect on
//! types is in the catalogue.

use super::alter::drop_behaviour;
use super::catalogue::{Beside, Declared};
use super::constraint::check_options;
use super::cursor::{Cursor, Name};
use super::default::default;
use super::expression::Scope;
use super::names;
use super::reader::{Done, Reader};
use super::search_path::PUBLIC;
use crate::error::{Error, Place, Result};
use crate::model::table::{Check, DefaultValue};
use crate::model::types::{ColumnType, Domain, Element, VALUE};

impl Reader {
    /// A type's name in the catalogue: without the schema if that is `public`.
    pub(super) fn type_key(&self, name: &Name) -> String {
        match name.schema.as_deref() {
            None | Some(PUBLIC) => name.name.clone(),
            Some(schema) => format!("{schema}.{}", name.name),
        }
    }

    /// Whether there is a type with this name.
    pub(super) fn has_type(&self, name: &Name) -> bool {
        self.catalogue.has(&self.type_key(name))
    }

    /// Whether an enum has a label.
    pub(super) fn has_label(&self, name: &Name, label: &str) -> Option<bool> {
        let key = self.type_key(name);
        let found = self.catalogue.types.enums.iter().find(|found| found.name == key)?;
        Some(found.labels.iter().any(|own| own.text == label))
    }

    fn created_type(&self, name: &Name) -> Result<String> {
        let schema = Some(self.creation_schema(name)?);
        Ok(self.type_key(&Name { schema, name: name.name.clone() }))
    }

    pub(super) fn create_type(&mut self, mut rest: Cursor<'_>) -> Done {
        let name = rest.object()?;
        let name = self.created_type(&name)?;
        if rest.eat("as enum") {
            let mut inside = rest.group()?;
            let mut labels = Vec::new();
            while !inside.is_empty() {
                labels.push(inside.text()?);
                inside.symbol(&sqlparser::tokenizer::Token::Comma);
            }
            rest.end()?;
            return self.catalogue.create_enum(&name, &labels);
        }
        // `CREATE TYPE t;` creates a shell that a later statement fills.
        if self.catalogue.has(&name) {
            return Err(Error::invalid(format!("the type `{name}` exists already")).of(name));
        }
        self.catalogue.create_other(&name)
    }

    pub(super) fn alter_type(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        let object = rest.object()?;
        let name = self.type_key(&object);
        if rest.eat("owner to") {
            self.ignore(whole, "who owns it is no rule about a row");
            return Ok(());
        }
        if !self.catalogue.has(&name) {
            if object.schema.as_deref().is_some_and(|schema| schema != PUBLIC) {
                self.ignore(whole, "no migration makes this type");
                return Ok(());
            }
            return Err(Error::invalid(format!("there is no type `{name}`")).of(&name));
        }
        if rest.eat("rename to") {
            let to = rest.name()?;
            return self.rename_type(&name, &to);
        }
        if rest.eat("add value") {
            let if_not_exists = rest.eat("if not exists");
            let label = rest.text()?;
            let neighbour;
            let beside = if rest.eat("before") {
                neighbour = rest.text()?;
                Beside::Before(&neighbour)
            } else if rest.eat("after") {
                neighbour = rest.text()?;
                Beside::After(&neighbour)
            } else {
                Beside::End
            };
            rest.end()?;
            return self.catalogue.add_value(&name, &label, if_not_exists, beside);
        }
        if rest.eat("rename value") {
            let from = rest.text()?;
            rest.expect("to")?;
            let to = rest.text()?;
            self.catalogue.rename_value(&name, &from, &to)?;
            self.rename_default(&name, &from, &to);
            return Ok(());
        }
        if rest.eat("set schema") {
            let schema = rest.name()?;
            let to = self.type_key(&Name { schema: Some(schema), name: object.name });
            return self.catalogue.rename(&name, &to);
        }
        Err(Error::unsupported(format!("`ALTER TYPE … {}` is not supported", rest.sql())).of(rest.sql()))
    }

    /// Renames a type; the new name stays in the type's schema.
    fn rename_type(&mut self, from: &str, to: &str) -> Done {
        let to = from.rsplit_once('.').map_or_else(|| to.to_owned(), |(schema, _)| format!("{schema}.{to}"));
        self.catalogue.rename(from, &to)
    }

    /// A default refers to the label itself, so it follows a renaming.
    fn rename_default(&mut self, name: &str, from: &str, to: &str) {
        let types = &self.catalogue.types;
        let tables = self.tables.iter_mut().flatten();
        for column in tables.flat_map(|relation| &mut relation.table.columns) {
            if let ColumnType::Enum(_) = column.ty
                && types.name(column.ty) == name
                && let DefaultValue::Literal(text) = &mut column.default
                && text == from
            {
                to.clone_into(text);
                column.default_sql = Some(format!("'{}'", to.replace('\'', "''")));
            }
        }
    }

    /// `DROP TYPE`, `DROP DOMAIN`. With CASCADE the columns would be dropped too.
    pub(super) fn drop_types(&mut self, mut rest: Cursor<'_>) -> Done {
        let if_exists = rest.eat("if exists");
        for object in rest.objects()? {
            let name = self.type_key(&object);
            for relation in self.tables.iter().flatten() {
                for column in &relation.table.columns {
                    let types = &self.catalogue.types;
                    let own = match (column.domain, column.ty) {
                        (Some(domain), _) => types.domain_name(domain).to_owned(),
                        (None, ColumnType::Enum(_)) => types.name(column.ty),
                        (None, ColumnType::Array(Element::Enum(id))) => types.name(ColumnType::Enum(id)),
                        (None, _) => continue,
                    };
                    if own == name {
                        let what = format!("it is of the type `{name}`, which is dropped: drop the column first");
                        return Err(Error::unsupported(what).of(&name).in_place(relation.place_of(&column.name)));
                    }
                }
            }
            let elsewhere = object.schema.as_deref().is_some_and(|schema| schema != PUBLIC);
            self.catalogue.drop(&name, if_exists || elsewhere)?;
        }
        drop_behaviour(&mut rest).map(drop)
    }

    pub(super) fn create_domain(&mut self, mut rest: Cursor<'_>) -> Done {
        let name = rest.object()?;
        let name = self.created_type(&name)?;
        rest.eat("as");
        let data_type = rest.data_type()?;
        if rest.is("collate") {
            return Err(Error::unsupported("a domain's COLLATE is not supported").of("COLLATE"));
        }
        let Declared { ty, domain: base } = self.catalogue.resolve(&data_type)?;
        let mut domain = Domain { name, ty, base, not_null: false, default: None, checks: Vec::new() };
        while !rest.is_empty() {
            if rest.eat("default") {
                let value = rest.until(constraint_begins).expression()?;
                let made = default(&domain.name, &value, ty, &self.catalogue, &self.catalogue.functions)?;
                domain.default = Some((made, value.to_string()));
            } else {
                self.domain_constraint(&mut domain, &mut rest)?;
            }
        }
        for check in &domain.checks {
            self.name_constraint(&check.name);
        }
        self.catalogue.create_domain(domain)
    }

    fn domain_constraint(&self, domain: &mut Domain, rest: &mut Cursor<'_>) -> Done {
        let position = rest.position();
        let name = if rest.eat("constraint") { Some(rest.name()?) } else { None };
        if rest.eat("not null") {
            domain.not_null = true;
        } else if rest.eat("null") {
        } else if rest.eat("check") {
            let condition = rest.group()?;
            let condition = condition.expression()?;
            check_options(rest)?;
            let columns = [(VALUE.to_owned(), domain.ty)];
            let scope = Scope::new(&domain.name, &columns, &self.catalogue);
            let place = |name: &Option<String>| Place::Check { table: domain.name.clone(), name: name.clone() };
            let expression = scope.condition(&condition).map_err(|error| error.in_place(place(&name)))?;
            let taken = |name: &str| {
                domain.checks.iter().any(|check| check.name == name) || self.constraint_names.contains_key(name)
            };
            let name = name.unwrap_or_else(|| names::check(&domain.name, &[], taken));
            if domain.checks.iter().any(|check| check.name == name) {
                return Err(Error::invalid("it exists already").in_place(place(&Some(name))));
            }
            let origin = self.origin(position);
            let sql = condition.to_string();
            domain.checks.push(Check { name, origin, comment: None, sql, expression, columns: vec![VALUE.to_owned()] });
            domain.checks.sort_by(|a, b| a.name.cmp(&b.name));
        } else {
            return rest.end();
        }
        Ok(())
    }

    pub(super) fn alter_domain(&mut self, whole: Cursor<'_>, mut rest: Cursor<'_>) -> Done {
        let object = rest.object()?;
        let name = self.type_key(&object);
        if rest.is("owner to") || rest.is("validate constraint") {
            self.ignore(whole, "it leaves what a value must be as it is");
            return Ok(());
        }
        let mut domain = self.catalogue.domain(&name)?.clone();
        if rest.eat("set default") {
            let value = rest.expression()?;
            let made = default(&name, &value, domain.ty, &self.catalogue, &self.catalogue.functions)?;
            domain.default = Some((made, value.to_string()));
            rest = Cursor::new(&[]);
        } else if rest.eat("drop default") {
            domain.default = None;
        } else if rest.eat("set not null") {
            domain.not_null = true;
        } else if rest.eat("drop not null") {
            domain.not_null = false;
        } else if rest.eat("add") {
            let before: Vec<_> = domain.checks.iter().map(|check| check.name.clone()).collect();
            self.domain_constraint(&mut domain, &mut rest)?;
            // What is stored need not meet it, what is written must.
            rest.eat("not valid");
            for check in domain.checks.iter().filter(|check| !before.contains(&check.name)) {
                self.name_constraint(&check.name);
            }
        } else if rest.eat("drop constraint") {
            let if_exists = rest.eat("if exists");
            let constraint = rest.name()?;
            drop_behaviour(&mut rest)?;
            let before = domain.checks.len();
            domain.checks.retain(|check| check.name != constraint);
            if domain.checks.len() == before && !if_exists {
                // From 17 on a NOT NULL constraint has a name too, which is not kept here.
                let what = format!("the domain `{name}` has no CHECK `{constraint}`");
                return Err(Error::unsupported(what).of(&constraint));
            }
            self.unname_constraint(&constraint);
        } else if rest.eat("rename constraint") {
            let from = rest.name()?;
            rest.expect("to")?;
            let to = rest.name()?;
            match domain.checks.iter_mut().find(|check| check.name == from) {
                Some(check) => check.name.clone_from(&to),
                None => return Err(Error::unsupported(format!("the domain `{name}` has no CHECK `{from}`")).of(&from)),
            }
            domain.checks.sort_by(|a, b| a.name.cmp(&b.name));
            self.unname_constraint(&from);
            self.name_constraint(&to);
        } else if rest.eat("rename to") {
            let to = rest.name()?;
            return self.rename_type(&name, &to);
        } else {
            return Err(Error::unsupported(format!("`ALTER DOMAIN … {}` is not supported", rest.sql())).of(rest.sql()));
        }
        rest.end()?;
        *self.catalogue.domain(&name)? = domain;
        Ok(())
    }
}

fn constraint_begins(cursor: &Cursor<'_>) -> bool {
    ["constraint", "not", "null", "check", "default", "collate"].iter().any(|word| cursor.is(word))
}
