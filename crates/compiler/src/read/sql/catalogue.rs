//! The types that the migrations create, and the meaning of a type name in a column or a cast. Knows what each change
//! does to a type, but nothing about statements.

use std::collections::HashSet;

use sqlparser::ast::{ArrayElemTypeDef, DataType, ObjectName};

use super::function::Functions;
use super::{identifier, types};
use crate::error::{Error, Result};
use crate::model::types::{ColumnType, Domain, DomainId, Element, EnumId, EnumType, Label, LabelId, Type, Types};

/// PostgreSQL's `NAMEDATALEN - 1`, in bytes.
const LONGEST_LABEL: usize = 63;

/// The types, by name.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// The types for the model.
    pub types: Types,
    /// The current meaning of each name, in order of creation.
    names: Vec<(String, Named)>,
    /// The number of labels so far, in all enums.
    labels: usize,
    /// Names of the functions that the migrations have created, including dropped ones.
    function_names: HashSet<String>,
    /// The functions that exist.
    pub functions: Functions,
    /// Whether a type was dropped, or a type or a label got another name: a text that names one may mean another now.
    pub renamed: bool,
}

/// What a name defined by the migrations stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    Enum(EnumId),
    Domain(DomainId),
    /// A composite, range or base type, which no mirrored column may have.
    Other,
}

/// What a column or a cast is declared as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declared {
    /// The type; for a domain, the type under all domains.
    pub ty: ColumnType,
    /// The domain, if it is one.
    pub domain: Option<DomainId>,
}

impl From<ColumnType> for Declared {
    fn from(ty: ColumnType) -> Self {
        Self { ty, domain: None }
    }
}

/// Where a new label is inserted.
#[derive(Clone, Copy, Debug)]
pub enum Beside<'a> {
    /// After all others.
    End,
    /// `BEFORE` this label.
    Before(&'a str),
    /// `AFTER` this label.
    After(&'a str),
}

/// A type's name as it is stored: without the schema if that is `public`.
pub fn type_name(name: &ObjectName) -> Result<String> {
    let parts: Option<Vec<_>> = name.0.iter().map(|part| part.as_ident().map(identifier)).collect();
    match parts.as_deref() {
        Some([name]) => Ok(name.clone()),
        Some([schema, name]) if schema == "public" => Ok(name.clone()),
        Some([schema, name]) => Ok(format!("{schema}.{name}")),
        _ => Err(Error::unsupported(format!("the type name `{name}` is not supported")).of(name)),
    }
}

fn unknown(name: &str) -> Error {
    Error::invalid(format!("there is no type `{name}`")).of(name)
}

impl Catalogue {
    /// Records a function of the migrations: from now on a call by this name may mean it.
    pub fn name_function(&mut self, name: &str) {
        self.function_names.insert(name.to_owned());
    }

    /// Whether a call by this name may mean a function of the migrations.
    pub fn has_function(&self, name: &str) -> bool {
        self.function_names.contains(name)
    }

    /// The meaning of a declaration.
    ///
    /// # Errors
    /// A type that is not supported or not known.
    pub fn resolve(&self, data_type: &DataType) -> Result<Declared> {
        if let DataType::Array(ArrayElemTypeDef::SquareBracket(element, _) | ArrayElemTypeDef::Qualified(element, _)) =
            data_type
        {
            return self.array(element, data_type).map(Declared::from);
        }
        if let DataType::Custom(name, modifiers) = data_type
            && modifiers.is_empty()
            && let Some(named) = self.find(&type_name(name)?)
        {
            return match named {
                Named::Enum(id) => Ok(ColumnType::Enum(id).into()),
                Named::Domain(id) => match self.types.domains.get(id.0) {
                    Some(domain) => Ok(Declared { ty: domain.ty, domain: Some(id) }),
                    None => Err(unknown(&name.to_string())),
                },
                Named::Other => {
                    let what = "is neither an enum nor a domain, and not supported";
                    Err(Error::unsupported(format!("the type `{name}` {what}")).of(name))
                }
            };
        }
        types::resolve(data_type).map(|ty| ColumnType::from(ty).into())
    }

    /// An array; PostgreSQL ignores the declared number of dimensions and elements.
    fn array(&self, element: &DataType, data_type: &DataType) -> Result<ColumnType> {
        let unsupported = |what: &str| Error::unsupported(format!("the type `{data_type}` {what}")).of(data_type);
        let element = self.resolve(element)?;
        if element.domain.is_some() {
            return Err(unsupported("is an array of a domain, which is not supported"));
        }
        Ok(match element.ty {
            ColumnType::Builtin(Type::Text) => Type::TextArray.into(),
            ColumnType::Builtin(Type::TextArray) | ColumnType::Array(_) => element.ty,
            ColumnType::Enum(id) => ColumnType::Array(Element::Enum(id)),
            ColumnType::Builtin(ty) if types::is_element(ty) => ColumnType::Array(Element::Builtin(ty)),
            ColumnType::Builtin(_) => return Err(unsupported("is not supported")),
        })
    }

    fn find(&self, name: &str) -> Option<Named> {
        self.names.iter().find(|(own, _)| own == name).map(|(_, named)| *named)
    }

    /// The enum with this name.
    ///
    /// # Errors
    /// If there is none.
    fn enumeration(&mut self, name: &str) -> Result<&mut EnumType> {
        let Some(Named::Enum(id)) = self.find(name) else { return Err(unknown(name)) };
        self.types.enums.get_mut(id.0).ok_or_else(|| unknown(name))
    }

    /// The domain with this name.
    ///
    /// # Errors
    /// If there is none.
    pub fn domain(&mut self, name: &str) -> Result<&mut Domain> {
        let Some(Named::Domain(id)) = self.find(name) else { return Err(unknown(name)) };
        self.types.domains.get_mut(id.0).ok_or_else(|| unknown(name))
    }

    /// Whether there is a type with this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    fn name(&mut self, name: &str, named: Named) -> Result<()> {
        if self.has(name) {
            return Err(Error::invalid(format!("the type `{name}` exists already")).of(name));
        }
        self.names.push((name.to_owned(), named));
        Ok(())
    }

    fn label(&mut self, text: &str) -> Result<Label> {
        if text.is_empty() || text.len() > LONGEST_LABEL {
            let what = format!("an enum's label has 1 to {LONGEST_LABEL} bytes, and '{text}' has {}", text.len());
            return Err(Error::invalid(what).of(text));
        }
        self.labels += 1;
        Ok(Label { id: LabelId(self.labels), text: text.to_owned() })
    }

    /// `CREATE TYPE … AS ENUM`
    ///
    /// # Errors
    /// The name is taken, or PostgreSQL refuses a label.
    pub fn create_enum(&mut self, name: &str, texts: &[String]) -> Result<()> {
        let mut labels: Vec<Label> = Vec::new();
        for text in texts {
            if labels.iter().any(|label| label.text == *text) {
                return Err(Error::invalid(format!("the enum has the label '{text}' twice")).of(text));
            }
            labels.push(self.label(text)?);
        }
        let id = EnumId(self.types.enums.len());
        self.name(name, Named::Enum(id))?;
        self.types.enums.push(EnumType { name: name.to_owned(), labels });
        Ok(())
    }

    /// `CREATE TYPE` of any other kind: only the name is recorded, so that columns of the type are refused.
    ///
    /// # Errors
    /// The name is taken.
    pub fn create_other(&mut self, name: &str) -> Result<()> {
        self.name(name, Named::Other)
    }

    /// `CREATE DOMAIN`
    ///
    /// # Errors
    /// The name is taken.
    pub fn create_domain(&mut self, domain: Domain) -> Result<()> {
        let id = DomainId(self.types.domains.len());
        self.name(&domain.name, Named::Domain(id))?;
        self.types.domains.push(domain);
        Ok(())
    }

    /// `ALTER TYPE … ADD VALUE`
    ///
    /// # Errors
    /// The type or the neighbour does not exist, or the label does already.
    pub fn add_value(&mut self, name: &str, text: &str, if_not_exists: bool, beside: Beside<'_>) -> Result<()> {
        let new = self.label(text)?;
        let labels = &mut self.enumeration(name)?.labels;
        if labels.iter().any(|label| label.text == text) {
            let exists = || Error::invalid(format!("`{name}` has the label '{text}' already")).of(text);
            return if if_not_exists { Ok(()) } else { Err(exists()) };
        }
        let place = |neighbour: &str| {
            let found = labels.iter().position(|label| label.text == neighbour);
            found.ok_or_else(|| Error::invalid(format!("`{name}` has no label '{neighbour}'")).of(neighbour))
        };
        let at = match beside {
            Beside::End => labels.len(),
            Beside::Before(neighbour) => place(neighbour)?,
            Beside::After(neighbour) => place(neighbour)? + 1,
        };
        labels.insert(at, new);
        Ok(())
    }

    /// `ALTER TYPE … RENAME VALUE`
    ///
    /// # Errors
    /// The type or the label does not exist, or the new label does already.
    pub fn rename_value(&mut self, name: &str, from: &str, to: &str) -> Result<()> {
        self.label(to)?;
        let labels = &mut self.enumeration(name)?.labels;
        if labels.iter().any(|label| label.text == to) {
            return Err(Error::invalid(format!("`{name}` has the label '{to}' already")).of(to));
        }
        match labels.iter_mut().find(|label| label.text == from) {
            Some(label) => label.text = to.to_owned(),
            None => return Err(Error::invalid(format!("`{name}` has no label '{from}'")).of(from)),
        }
        self.renamed = true;
        Ok(())
    }

    /// `ALTER TYPE … RENAME TO`, `ALTER DOMAIN … RENAME TO`: columns keep the type.
    ///
    /// # Errors
    /// The type does not exist, or the new name is taken.
    pub fn rename(&mut self, from: &str, to: &str) -> Result<()> {
        if self.has(to) {
            return Err(Error::invalid(format!("the type `{to}` exists already")).of(to));
        }
        let Some((own, named)) = self.names.iter_mut().find(|(own, _)| own == from) else { return Err(unknown(from)) };
        to.clone_into(own);
        self.renamed = true;
        match *named {
            Named::Enum(id) => self.types.enums.get_mut(id.0).map(|found| to.clone_into(&mut found.name)),
            Named::Domain(id) => self.types.domains.get_mut(id.0).map(|found| to.clone_into(&mut found.name)),
            Named::Other => None,
        };
        Ok(())
    }

    /// `DROP TYPE`, `DROP DOMAIN`: removes the name. The caller must check that no column has the type.
    ///
    /// # Errors
    /// The type does not exist, unless `if_exists`.
    pub fn drop(&mut self, name: &str, if_exists: bool) -> Result<()> {
        let before = self.names.len();
        self.names.retain(|(own, _)| own != name);
        self.renamed |= self.names.len() != before;
        if self.names.len() == before && !if_exists { Err(unknown(name)) } else { Ok(()) }
    }
}
