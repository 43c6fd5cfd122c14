//! The types of columns: PostgreSQL's own, and those that the migrations make. Knows names, labels and conditions, and
//! neither SQL's spelling of a type nor what its input function does.

use super::table::{Check, DefaultValue};

pub use pg_value::Type;

/// An enum type, by its place in [`Types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnumId(pub usize);

/// A label of an enum type, whatever it is called and wherever it stands by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelId(pub usize);

/// A domain, by its place in [`Types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DomainId(pub usize);

/// A column's type with its modifier; of a domain, the type under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// One of PostgreSQL's own, `text[]` among them.
    Builtin(Type),
    /// An enum.
    Enum(EnumId),
    /// An array of anything but text.
    Array(Element),
}

/// What an array holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// Values of one of PostgreSQL's own types, with its modifier.
    Builtin(Type),
    /// Values of an enum.
    Enum(EnumId),
}

impl Element {
    /// Of a type without its modifier.
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

/// The types that the migrations make.
#[derive(Clone, Debug, Default)]
pub struct Types {
    /// Enums, in the order of their creation; one that is dropped keeps its place.
    pub enums: Vec<EnumType>,
    /// Domains, likewise.
    pub domains: Vec<Domain>,
}

/// An enum type.
#[derive(Clone, Debug)]
pub struct EnumType {
    /// Its name, with the schema unless that is `public`.
    pub name: String,
    /// In the type's order.
    pub labels: Vec<Label>,
}

/// A label of an enum type.
#[derive(Clone, Debug)]
pub struct Label {
    /// Stays the same if the label is renamed or others are put before it.
    pub id: LabelId,
    /// What it is called.
    pub text: String,
}

/// A domain: another type's values, of which some are refused.
#[derive(Clone, Debug)]
pub struct Domain {
    /// Its name, with the schema unless that is `public`.
    pub name: String,
    /// The type at the bottom.
    pub ty: ColumnType,
    /// The domain that it is made over.
    pub base: Option<DomainId>,
    /// Whether it refuses NULL itself.
    pub not_null: bool,
    /// What a column gets that has no default of its own; `None` to take that of `base`.
    pub default: Option<(DefaultValue, String)>,
    /// Its own conditions, by name; the value is the column [`VALUE`].
    pub checks: Vec<Check>,
}

/// What a domain's CHECK calls the value, as PostgreSQL folds it.
pub const VALUE: &str = "value";

impl Types {
    /// An enum's labels, in its order.
    #[must_use]
    pub fn labels(&self, id: EnumId) -> Vec<&str> {
        let labels = self.enums.get(id.0).map_or(&[][..], |found| &found.labels);
        labels.iter().map(|label| label.text.as_str()).collect()
    }

    /// Where a label stands in its type's order.
    #[must_use]
    pub fn place(&self, id: EnumId, label: LabelId) -> Option<usize> {
        self.enums.get(id.0)?.labels.iter().position(|each| each.id == label)
    }

    /// What a label is called.
    #[must_use]
    pub fn label(&self, id: EnumId, label: LabelId) -> Option<&str> {
        self.enums.get(id.0)?.labels.iter().find(|each| each.id == label).map(|each| each.text.as_str())
    }

    /// The label of that text.
    #[must_use]
    pub fn label_named(&self, id: EnumId, text: &str) -> Option<LabelId> {
        self.enums.get(id.0)?.labels.iter().find(|each| each.text == text).map(|each| each.id)
    }

    /// A domain and those under it, the one at the bottom first, which is the order of their conditions.
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

    /// What a column of the domain gets that has no default of its own, with its SQL.
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
        // The model has types of its own for these.
        Type::Enum(_) | Type::Array(_) => String::new(),
    }
}
