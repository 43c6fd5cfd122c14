//! `CREATE TYPE`, `ALTER TYPE`, `DROP TYPE`, and the same of domains, which the parser does not know well enough: those
//! are read from its tokens.

use sqlparser::ast::{
    AlterType, AlterTypeAddValue, AlterTypeAddValuePosition, AlterTypeOperation, AlterTypeRename, AlterTypeRenameValue,
    ObjectName, UserDefinedTypeRepresentation,
};
use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::keywords::Keyword;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::catalogue::{Beside, Declared, type_name};
use super::default::default;
use super::expression::Scope;
use super::parse::parser_error;
use super::reader::{Done, Reader};
use super::{identifier, names, not_supported, position, start};
use crate::error::{Error, Place, Result};
use crate::model::table::{Check, DefaultValue};
use crate::model::types::{ColumnType, Domain, Element, VALUE};

/// What is done to a domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DomainStatement {
    /// `CREATE DOMAIN`
    Create,
    /// `ALTER DOMAIN`
    Alter,
    /// `DROP DOMAIN`
    Drop,
}

impl DomainStatement {
    /// Of a statement's tokens.
    pub fn of(tokens: &[TokenWithSpan]) -> Option<Self> {
        let mut words = tokens.iter().filter_map(|token| match &token.token {
            Token::Word(word) => Some(word.keyword),
            _ => None,
        });
        let verb = match words.next()? {
            Keyword::CREATE => Self::Create,
            Keyword::ALTER => Self::Alter,
            Keyword::DROP => Self::Drop,
            _ => return None,
        };
        (words.next()? == Keyword::DOMAIN).then_some(verb)
    }
}

/// What the parser says, in the project's terms.
fn read<T>(result: std::result::Result<T, sqlparser::parser::ParserError>) -> Result<T> {
    result.map_err(|error| parser_error(&error))
}

impl Reader {
    pub(super) fn create_type(
        &mut self,
        name: &ObjectName,
        representation: Option<&UserDefinedTypeRepresentation>,
    ) -> Done {
        let name = type_name(name)?;
        match representation {
            Some(UserDefinedTypeRepresentation::Enum { labels }) => {
                let labels: Vec<_> = labels.iter().map(|label| label.value.clone()).collect();
                self.catalogue.create_enum(&name, &labels)
            }
            _ => self.catalogue.create_other(&name),
        }
    }

    pub(super) fn alter_type(&mut self, alter: &AlterType) -> Done {
        let name = type_name(&alter.name)?;
        // A type of somebody else's.
        if !self.catalogue.has(&name) {
            return Err(Error::invalid(format!("there is no type `{name}`")).of(&alter.name));
        }
        match &alter.operation {
            AlterTypeOperation::Rename(AlterTypeRename { new_name }) => self.rename_type(&name, &identifier(new_name)),
            AlterTypeOperation::AddValue(AlterTypeAddValue { if_not_exists, value, position }) => {
                let beside = match position {
                    None => Beside::End,
                    Some(AlterTypeAddValuePosition::Before(label)) => Beside::Before(&label.value),
                    Some(AlterTypeAddValuePosition::After(label)) => Beside::After(&label.value),
                };
                self.catalogue.add_value(&name, &value.value, *if_not_exists, beside)
            }
            AlterTypeOperation::RenameValue(AlterTypeRenameValue { from, to }) => {
                self.catalogue.rename_value(&name, &from.value, &to.value)?;
                self.rename_default(&name, &from.value, &to.value);
                Ok(())
            }
        }
    }

    /// The new name stays in the type's schema.
    fn rename_type(&mut self, from: &str, to: &str) -> Done {
        let to = from.rsplit_once('.').map_or_else(|| to.to_owned(), |(schema, _)| format!("{schema}.{to}"));
        self.catalogue.rename(from, &to)
    }

    /// A default is the label itself, whatever it is called.
    fn rename_default(&mut self, name: &str, from: &str, to: &str) {
        let types = &self.catalogue.types;
        for column in self.database.tables.iter_mut().flat_map(|table| &mut table.columns) {
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

    /// `DROP TYPE`, `DROP DOMAIN`. With CASCADE the columns would go too.
    pub(super) fn drop_types(&mut self, dropped: &[ObjectName], if_exists: bool) -> Done {
        for name in dropped {
            let name = type_name(name)?;
            for table in &self.database.tables {
                for column in &table.columns {
                    let types = &self.catalogue.types;
                    let own = match (column.domain, column.ty) {
                        (Some(domain), _) => types.domain_name(domain).to_owned(),
                        (None, ColumnType::Enum(_)) => types.name(column.ty),
                        (None, ColumnType::Array(Element::Enum(id))) => types.name(ColumnType::Enum(id)),
                        (None, _) => continue,
                    };
                    if own == name {
                        let place = Place::Column { table: table.name.clone(), column: column.name.clone() };
                        return Err(Error::unsupported(format!(
                            "it is of the type `{name}`, which is dropped: drop the column first"
                        ))
                        .of(&name)
                        .in_place(place));
                    }
                }
            }
            self.catalogue.drop(&name, if_exists)?;
        }
        Ok(())
    }

    /// A statement about domains.
    pub(super) fn domain(&mut self, statement: DomainStatement, tokens: &[TokenWithSpan]) -> Done {
        let mut parser = Parser::new(&PostgreSqlDialect {}).with_tokens_with_locations(tokens.to_vec());
        // The verb and DOMAIN.
        parser.next_token();
        parser.next_token();
        match statement {
            DomainStatement::Create => self.create_domain(&mut parser)?,
            DomainStatement::Alter => self.alter_domain(&mut parser)?,
            DomainStatement::Drop => {
                let if_exists = parser.parse_keywords(&[Keyword::IF, Keyword::EXISTS]);
                let names = read(parser.parse_comma_separated(|parser| parser.parse_object_name(false)))?;
                let _ = parser.parse_one_of_keywords(&[Keyword::CASCADE, Keyword::RESTRICT]);
                self.drop_types(&names, if_exists)?;
            }
        }
        match parser.next_token() {
            TokenWithSpan { token: Token::EOF, .. } => Ok(()),
            rest => Err(Error::syntax(format!("`{rest}` cannot be read")).of(&rest).at(start(rest.span))),
        }
    }

    fn create_domain(&mut self, parser: &mut Parser<'_>) -> Done {
        let name = type_name(&read(parser.parse_object_name(false))?)?;
        let _ = parser.parse_keyword(Keyword::AS);
        let data_type = read(parser.parse_data_type())?;
        if parser.parse_keyword(Keyword::COLLATE) {
            return Err(Error::unsupported("a domain's COLLATE is not supported").of("COLLATE"));
        }
        let Declared { ty, domain: base } = self.catalogue.resolve(&data_type)?;
        let mut domain = Domain { name, ty, base, not_null: false, default: None, checks: Vec::new() };
        loop {
            if parser.parse_keyword(Keyword::DEFAULT) {
                let value = read(parser.parse_expr())?;
                let made = default(&domain.name, &value, ty, &self.catalogue)?;
                domain.default = Some((made, value.to_string()));
            } else if !self.domain_constraint(&mut domain, parser)? {
                break;
            }
        }
        self.catalogue.create_domain(domain)
    }

    /// Reads a constraint, if there is one.
    fn domain_constraint(&self, domain: &mut Domain, parser: &mut Parser<'_>) -> Result<bool> {
        let name = match parser.parse_keyword(Keyword::CONSTRAINT) {
            true => Some(identifier(&read(parser.parse_identifier())?)),
            false => None,
        };
        if parser.parse_keywords(&[Keyword::NOT, Keyword::NULL]) {
            domain.not_null = true;
        } else if parser.parse_keyword(Keyword::NULL) {
        } else if parser.parse_keyword(Keyword::CHECK) {
            let condition = match read(parser.parse_expr())? {
                sqlparser::ast::Expr::Nested(inner) => *inner,
                other => return Err(not_supported(&other)),
            };
            let columns = [(VALUE.to_owned(), domain.ty)];
            let scope = Scope::new(&domain.name, &columns, &self.catalogue);
            let place = |name: &Option<String>| Place::Check { table: domain.name.clone(), name: name.clone() };
            let expression = scope.condition(&condition).map_err(|error| error.in_place(place(&name)))?;
            let taken: Vec<&str> = domain.checks.iter().map(|check| check.name.as_str()).collect();
            let name = name.unwrap_or_else(|| names::check(&domain.name, &[], &taken));
            if taken.contains(&name.as_str()) {
                return Err(Error::invalid("it exists already").in_place(place(&Some(name))));
            }
            let origin = self.origin(position(&condition));
            let sql = condition.to_string();
            domain.checks.push(Check { name, origin, comment: None, sql, expression, columns: vec![VALUE.to_owned()] });
            domain.checks.sort_by(|a, b| a.name.cmp(&b.name));
        } else if name.is_some() {
            return Err(Error::unsupported("a domain's constraint that is no CHECK is not supported").of("CONSTRAINT"));
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn alter_domain(&mut self, parser: &mut Parser<'_>) -> Done {
        let name = type_name(&read(parser.parse_object_name(false))?)?;
        let mut domain = self.catalogue.domain(&name)?.clone();
        if parser.parse_keywords(&[Keyword::SET, Keyword::DEFAULT]) {
            let value = read(parser.parse_expr())?;
            domain.default = Some((default(&name, &value, domain.ty, &self.catalogue)?, value.to_string()));
        } else if parser.parse_keywords(&[Keyword::DROP, Keyword::DEFAULT]) {
            domain.default = None;
        } else if parser.parse_keywords(&[Keyword::SET, Keyword::NOT, Keyword::NULL]) {
            domain.not_null = true;
        } else if parser.parse_keywords(&[Keyword::DROP, Keyword::NOT, Keyword::NULL]) {
            domain.not_null = false;
        } else if parser.parse_keyword(Keyword::ADD) {
            if !self.domain_constraint(&mut domain, parser)? {
                return Err(Error::syntax("a constraint is missing behind ADD").of("ADD"));
            }
            // What is stored need not meet it, what is written must.
            let _ = parser.parse_keywords(&[Keyword::NOT, Keyword::VALID]);
        } else if parser.parse_keywords(&[Keyword::DROP, Keyword::CONSTRAINT]) {
            let if_exists = parser.parse_keywords(&[Keyword::IF, Keyword::EXISTS]);
            let constraint = identifier(&read(parser.parse_identifier())?);
            let _ = parser.parse_one_of_keywords(&[Keyword::CASCADE, Keyword::RESTRICT]);
            let before = domain.checks.len();
            domain.checks.retain(|check| check.name != constraint);
            if domain.checks.len() == before && !if_exists {
                // From 17 on a NOT NULL has a name too, which is not kept.
                return Err(
                    Error::unsupported(format!("the domain `{name}` has no CHECK `{constraint}`")).of(&constraint)
                );
            }
        } else if parser.parse_keywords(&[Keyword::RENAME, Keyword::CONSTRAINT]) {
            let from = identifier(&read(parser.parse_identifier())?);
            read(parser.expect_keyword(Keyword::TO))?;
            let to = identifier(&read(parser.parse_identifier())?);
            match domain.checks.iter_mut().find(|check| check.name == from) {
                Some(check) => check.name = to,
                None => return Err(Error::unsupported(format!("the domain `{name}` has no CHECK `{from}`")).of(&from)),
            }
            domain.checks.sort_by(|a, b| a.name.cmp(&b.name));
        } else if parser.parse_keywords(&[Keyword::RENAME, Keyword::TO]) {
            let to = identifier(&read(parser.parse_identifier())?);
            return self.rename_type(&name, &to);
        } else if parser.parse_keywords(&[Keyword::VALIDATE, Keyword::CONSTRAINT])
            || parser.parse_keywords(&[Keyword::OWNER, Keyword::TO])
        {
            read(parser.parse_identifier())?;
        } else {
            let rest = parser.next_token();
            return Err(Error::unsupported(format!("`ALTER DOMAIN … {rest}` is not supported"))
                .of(&rest)
                .at(start(rest.span)));
        }
        *self.catalogue.domain(&name)? = domain;
        Ok(())
    }
}
