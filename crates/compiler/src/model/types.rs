//! The types of columns: PostgreSQL's own, and those that the migrations create. Knows names, labels and conditions,
//! but neither SQL's spelling of a type nor what its input function does.

use super::table::{Check, DefaultValue};

pub use pg_value::Type;

/// An enum type, by its index in [`Types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnumId(pub usize);

/// A label of an enum type, whatever its current name and position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelId(pub usize);

/// A domain, by its index in [`Types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DomainId(pub usize);

/// A column's type with its modifier; for a domain, the type under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// One of PostgreSQL's own types, including `text[]`.
    Builtin(Type),
    /// An enum.
    Enum(EnumId),
    /// An array of anything but text.
    Array(Element),
}

/// The type of an array's elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// Values of one of PostgreSQL's own types, with its modifier.
    Builtin(Type),
    /// Values of an enum.
    Enum(EnumId),
}

impl Element {
    /// The same for a type without its modifier.
    #[must_use]
    pub const fn without_modifier(self) -> Self {
        match self {
            Self::Builtin(ty) => Self::Builtin(match ty {
                Type::Numeric(_) => Type::Numeric(None),
                Type::Varchar(_) => Type::Varchar(None),
                Type::Bpchar(_) => Type::Bpchar(None),
                Type::Time(_) => Type::Time(None),
                Type::Timestamp(_) => Type::Timestamp(None),
                Type::Timestamptz(_) => Type::Timestamptz(None),
                other => other,
            }),
            Self::Enum(_) => self,
        }
    }
}

impl From<Type> for ColumnType {
    fn from(ty: Type) -> Self {
        Self::Builtin(ty)
    }
}

impl From<Element> for ColumnType {
    fn from(element: Element) -> Self {
        match element {
            Element::Builtin(ty) => Self::Builtin(ty),
            Element::Enum(id) => Self::Enum(id),
        }
    }
}

/// The types that the migrations create.
#[derive(Clone, Debug, Default)]
pub struct Types {
    /// Enums in order of creation; a dropped one keeps its index.
    pub enums: Vec<EnumType>,
    /// Domains, in the same way.
    pub domains: Vec<Domain>,
}

/// An enum type.
#[derive(Clone, Debug)]
pub struct EnumType {
    /// The type's name, with the schema unless that is `public`.
    pub name: String,
    /// The labels in the type's order.
    pub labels: Vec<Label>,
}

/// A label of an enum type.
#[derive(Clone, Debug)]
pub struct Label {
    /// Stays the same if the label is renamed or others are inserted before it.
    pub id: LabelId,
    /// The label's text.
    pub text: String,
}

/// A domain: the values of another type, some of which are refused.
#[derive(Clone, Debug)]
pub struct Domain {
    /// The domain's name, with the schema unless that is `public`.
    pub name: String,
    /// The type under all domains.
    pub ty: ColumnType,
    /// The domain that it is defined over, if any.
    pub base: Option<DomainId>,
    /// Whether the domain itself refuses NULL.
    pub not_null: bool,
    /// The default for columns that have none of their own; `None` to use that of `base`.
    pub default: Option<(DefaultValue, String)>,
    /// The domain's own conditions, by name; the value is the column [`VALUE`].
    pub checks: Vec<Check>,
}

/// The name for the value in a domain's CHECK, as PostgreSQL folds it.
pub const VALUE: &str = "value";

impl Types {
    /// The labels of an enum, in order.
    #[must_use]
    pub fn labels(&self, id: EnumId) -> Vec<&str> {
        let labels = self.enums.get(id.0).map_or(&[][..], |found| &found.labels);
        labels.iter().map(|label| label.text.as_str()).collect()
    }

    /// The position of a label in its type's order.
    #[must_use]
    pub fn place(&self, id: EnumId, label: LabelId) -> Option<usize> {
        self.enums.get(id.0)?.labels.iter().position(|each| each.id == label)
    }

    /// The text of a label.
    #[must_use]
    pub fn label(&self, id: EnumId, label: LabelId) -> Option<&str> {
        self.enums.get(id.0)?.labels.iter().find(|each| each.id == label).map(|each| each.text.as_str())
    }

    /// The label with this text.
    #[must_use]
    pub fn label_named(&self, id: EnumId, text: &str) -> Option<LabelId> {
        self.enums.get(id.0)?.labels.iter().find(|each| each.text == text).map(|each| each.id)
    }

    /// A domain and the domains under it, the innermost first, which is the order in which their conditions are
    /// checked.
    #[must_use]
    pub fn chain(&self, id: DomainId) -> Vec<&Domain> {
        let mut chain = Vec::new();
        let mut next = Some(id);
        while let Some(domain) = next.and_then(|id| self.domains.get(id.0)) {
            chain.push(domain);
            next = domain.base;
        }
        chain.reverse();
        chain
    }

    /// The default for a column of the domain that has none of its own, with its SQL.
    #[must_use]
    pub fn default_of(&self, id: DomainId) -> Option<(DefaultValue, String)> {
        self.chain(id).into_iter().rev().find_map(|domain| domain.default.clone())
    }

    /// A domain's name.
    #[must_use]
    pub fn domain_name(&self, id: DomainId) -> &str {
        self.domains.get(id.0).map_or("", |domain| &domain.name)
    }

    /// PostgreSQL's spelling of a type, with its modifier.
    #[must_use]
    pub fn name(&self, ty: ColumnType) -> String {
        match ty {
            ColumnType::Builtin(ty) => builtin_name(ty),
            ColumnType::Enum(id) => self.enums.get(id.0).map_or_else(String::new, |found| found.name.clone()),
            ColumnType::Array(element) => format!("{}[]", self.name(element.into())),
        }
    }
}

/// PostgreSQL's spelling of one of its own types, with its modifier.
#[must_use]
pub fn builtin_name(ty: Type) -> String {
    let with = |name: &str, modifier: Option<u32>, rest: &str| match modifier {
        Some(modifier) => format!("{name}({modifier}){rest}"),
        None => format!("{name}{rest}"),
    };
    match ty {
        Type::Boolean => "boolean".to_owned(),
        Type::SmallInt => "smallint".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::BigInt => "bigint".to_owned(),
        Type::Numeric(None) => "numeric".to_owned(),
        Type::Numeric(Some((precision, scale))) => format!("numeric({precision},{scale})"),
        Type::Real => "real".to_owned(),
        Type::Double => "double precision".to_owned(),
        Type::Text => "text".to_owned(),
        Type::Varchar(length) => with("varchar", length, ""),
        Type::Bpchar(None) => "bpchar".to_owned(),
        Type::Bpchar(length) => with("char", length, ""),
        Type::Citext => "citext".to_owned(),
        Type::Bytea => "bytea".to_owned(),
        Type::Uuid => "uuid".to_owned(),
        Type::Date => "date".to_owned(),
        Type::Time(digits) => with("time", digits, ""),
        Type::Timestamp(digits) => with("timestamp", digits, ""),
        Type::Timestamptz(None) => "timestamptz".to_owned(),
        Type::Timestamptz(digits) => with("timestamp", digits, " with time zone"),
        Type::TextArray => "text[]".to_owned(),
        Type::Json => "json".to_owned(),
        Type::Jsonb => "jsonb".to_owned(),
        // The model has its own types for these.
        Type::Enum(_) | Type::Array(_) => String::new(),
    }
}
