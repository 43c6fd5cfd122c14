//! Column types → their names in `pg-value`: the type and its input function. Knows only Rust's spelling.

use crate::error::{Error, Result};
use crate::model::types::{ColumnType, Element, EnumId, Type, Types};
use crate::write::rust::stage::name_list;

/// A type of the runtime, in Rust.
#[derive(Debug)]
pub struct Runtime {
    /// An expression of type `Type`.
    pub ty: String,
    /// The path of its input function.
    pub input: String,
}

/// The type of a column.
///
/// # Errors
/// An enum has more labels than the runtime's lists can hold.
pub fn runtime(ty: ColumnType, types: &Types) -> Result<Runtime> {
    let of = |ty: String, input: &str| Runtime { ty, input: format!("input::{input}") };
    Ok(match ty {
        ColumnType::Enum(id) => of(format!("Type::Enum({})", labels(id, types)?), "enumeration"),
        ColumnType::Array(Element::Builtin(Type::Varchar(None))) => of("Type::TextArray".to_owned(), "text_array"),
        ColumnType::Array(element) => {
            let Runtime { ty, input } = runtime(element.into(), types)?;
            let (key, path) = (key(element), "::pg_value::array");
            let element = format!("{path}::Element {{ ty: {ty}, input: {input}, key: {key}, decode: {path}::decode }}");
            of(format!("Type::Array(&{element})"), "array")
        }
        ColumnType::Builtin(ty) => of(format!("Type::{ty:?}"), input(ty)),
    })
}

/// An enum's labels as a reference to the runtime's `Names`.
///
/// # Errors
/// If there are more than 255.
pub fn labels(id: EnumId, types: &Types) -> Result<String> {
    let labels = types.labels(id);
    name_list(&labels).ok_or_else(|| {
        let name = types.name(ColumnType::Enum(id));
        Error::unsupported(format!("the enum `{name}` has {} labels; at most 255 are supported", labels.len()))
    })
}

/// The name of the runtime's input function for a type.
const fn input(ty: Type) -> &'static str {
    match ty {
        Type::Boolean => "boolean",
        Type::SmallInt => "small_int",
        Type::Integer => "integer",
        Type::BigInt => "big_int",
        Type::Numeric(_) => "numeric",
        Type::Real => "real",
        Type::Double => "double",
        Type::Text | Type::Citext => "text",
        Type::Varchar(_) => "varchar",
        Type::Bpchar(_) => "bpchar",
        Type::Bytea => "bytea",
        Type::Uuid => "uuid",
        Type::Date => "date",
        Type::Time(_) => "time",
        Type::Timestamp(_) => "timestamp",
        Type::Timestamptz(None) => "timestamptz",
        Type::Timestamptz(Some(_)) => "timestamptz_rounded",
        Type::Enum(_) => "enumeration",
        Type::TextArray => "text_array",
        Type::Array(_) => "array",
        Type::Json | Type::Jsonb => "jsonb",
    }
}

/// The path of the function that makes the key of an element.
pub fn key(element: Element) -> &'static str {
    match element {
        Element::Enum(_) => "::pg_value::key::enumeration",
        Element::Builtin(ty) => match ty {
            Type::Boolean => "::pg_value::key::boolean",
            Type::SmallInt | Type::Integer | Type::BigInt => "::pg_value::key::integer",
            Type::Numeric(_) => "::pg_value::key::numeric",
            Type::Uuid => "::pg_value::key::uuid",
            Type::Date => "::pg_value::key::date",
            Type::Time(_) => "::pg_value::key::time",
            Type::Timestamp(_) | Type::Timestamptz(_) => "::pg_value::key::timestamptz",
            _ => "::pg_value::key::text",
        },
    }
}
