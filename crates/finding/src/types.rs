//! JSON Schema's types.

use json_tape::Kind;

/// A set of JSON Schema's types, as the keyword `type` lists them.
///
/// ```
/// use finding::Types;
///
/// const TEXT_OR_NULL: Types = Types::of(&[Types::STRING, Types::NULL]);
/// assert!(TEXT_OR_NULL.has_any(Types::NULL) && !TEXT_OR_NULL.has_any(Types::NUMBER));
/// assert!(TEXT_OR_NULL.names().eq(["null", "string"]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Types(u8);

impl Types {
    /// JSON null.
    pub const NULL: Self = Self(1);
    /// `true` and `false`.
    pub const BOOLEAN: Self = Self(1 << 1);
    /// Numbers without a fractional part, however they are written.
    pub const INTEGER: Self = Self(1 << 2);
    /// Any number.
    pub const NUMBER: Self = Self(1 << 3);
    /// Strings.
    pub const STRING: Self = Self(1 << 4);
    /// Arrays.
    pub const ARRAY: Self = Self(1 << 5);
    /// Objects.
    pub const OBJECT: Self = Self(1 << 6);
    /// Every type, as in a schema without `type`.
    pub const ANY: Self = Self((1 << 7) - 1);

    /// Each type and its name, in the order in which issues list them.
    pub const NAMED: [(Self, &'static str); 7] = [
        (Self::NULL, "null"),
        (Self::BOOLEAN, "boolean"),
        (Self::INTEGER, "integer"),
        (Self::NUMBER, "number"),
        (Self::STRING, "string"),
        (Self::ARRAY, "array"),
        (Self::OBJECT, "object"),
    ];

    /// The union of these sets.
    #[must_use]
    pub const fn of(sets: &[Self]) -> Self {
        let (mut all, mut rest) = (0, sets);
        while let [set, after @ ..] = rest {
            all |= set.0;
            rest = after;
        }
        Self(all)
    }

    /// The types that a value of this kind may have; a number may also be an integer.
    #[must_use]
    pub const fn of_kind(kind: Kind) -> Self {
        match kind {
            Kind::Null => Self::NULL,
            Kind::False | Kind::True => Self::BOOLEAN,
            Kind::Number => Self::of(&[Self::INTEGER, Self::NUMBER]),
            Kind::String => Self::STRING,
            Kind::Array => Self::ARRAY,
            Kind::Object => Self::OBJECT,
        }
    }

    /// Whether some type is in both sets.
    #[must_use]
    pub const fn has_any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// The names of the types.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMED.into_iter().filter(move |&(each, _)| self.has_any(each)).map(|(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_every_type_once() {
        assert_eq!(Types::of(&Types::NAMED.map(|(each, _)| each)), Types::ANY);
        for (each, name) in Types::NAMED {
            assert!(each.names().eq([name]));
        }
        assert_eq!(Types::ANY.names().count(), Types::NAMED.len());
    }

    #[test]
    fn each_kind_has_its_types() {
        assert!(Types::of_kind(Kind::Number).names().eq(["integer", "number"]));
        assert_eq!(Types::of_kind(Kind::True), Types::of_kind(Kind::False));
        let kinds = [Kind::Null, Kind::True, Kind::Number, Kind::String, Kind::Array, Kind::Object];
        assert_eq!(Types::of(&kinds.map(Types::of_kind)), Types::ANY);
    }
}
