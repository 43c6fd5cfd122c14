//! CHECK expressions, resolved to types as PostgreSQL resolves them. Knows nothing of SQL's spelling nor of Rust's.

use pg_value::Type;

/// A typed expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// Without a modifier: `varchar(50)` reads as text.
    pub ty: Scalar,
    /// What it computes.
    pub node: Node,
}

/// The types of expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// An untyped literal, before it is resolved.
    Unknown,
    /// `boolean`
    Boolean,
    /// `smallint`
    SmallInt,
    /// `integer`
    Integer,
    /// `bigint`
    BigInt,
    /// `numeric`
    Numeric,
    /// `text` and `varchar`
    Text,
    /// `uuid`
    Uuid,
    /// `date`
    Date,
    /// `timestamptz`
    Timestamptz,
    /// `text[]`
    TextArray,
    /// `jsonb`
    Jsonb,
}

impl Scalar {
    /// PostgreSQL's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Boolean => "boolean",
            Self::SmallInt => "smallint",
            Self::Integer => "integer",
            Self::BigInt => "bigint",
            Self::Numeric => "numeric",
            Self::Text => "text",
            Self::Uuid => "uuid",
            Self::Date => "date",
            Self::Timestamptz => "timestamp with time zone",
            Self::TextArray => "text[]",
            Self::Jsonb => "jsonb",
        }
    }

    /// smallint, integer or bigint.
    #[must_use]
    pub const fn is_integer(self) -> bool {
        matches!(self, Self::SmallInt | Self::Integer | Self::BigInt)
    }
}

impl From<Type> for Scalar {
    fn from(ty: Type) -> Self {
        match ty {
            Type::Boolean => Self::Boolean,
            Type::SmallInt => Self::SmallInt,
            Type::Integer => Self::Integer,
            Type::BigInt => Self::BigInt,
            Type::Numeric(_) => Self::Numeric,
            Type::Text | Type::Varchar(_) => Self::Text,
            Type::Uuid => Self::Uuid,
            Type::Date => Self::Date,
            Type::Timestamptz => Self::Timestamptz,
            Type::TextArray => Self::TextArray,
            Type::Jsonb => Self::Jsonb,
        }
    }
}

/// A constant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// `NULL`
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// Any of the integer types.
    Integer(i64),
    /// Text that numeric's input function takes.
    Numeric(String),
    /// Text of any kind.
    Text(String),
    /// The 16 bytes.
    Uuid([u8; 16]),
    /// Days since 2000-01-01; the least and greatest stand for the infinities.
    Date(i32),
    /// Microseconds since 2000-01-01 UTC; the least and greatest stand for the infinities.
    Timestamptz(i64),
    /// One dimension, lower bound 1 (or empty).
    TextArray(Vec<Option<String>>),
}

/// `=`, `<>`, `<`, `<=`, `>`, `>=`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Eq,
    /// `<>`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
}

/// `+`, `-`, `*`, `/`, `%`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arithmetic {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Modulo,
}

/// Functions and operators that are strict: NULL in, NULL out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// `char_length`, in code points.
    CharLength,
    /// `octet_length`, in bytes.
    OctetLength,
    /// `btrim(text, characters)`
    Btrim,
    /// `ltrim(text, characters)`
    Ltrim,
    /// `rtrim(text, characters)`
    Rtrim,
    /// `strpos(text, part)`, `position(part in text)`
    Strpos,
    /// `starts_with(text, part)`, `^@`
    StartsWith,
    /// `left(text, n)`
    Left,
    /// `right(text, n)`
    Right,
    /// `substr(text, from)`
    SubstrFrom,
    /// `substr(text, from, count)`
    Substr,
    /// `replace(text, from, to)`
    Replace,
    /// `reverse(text)`
    Reverse,
    /// `split_part(text, delimiter, n)`
    SplitPart,
    /// `text || text`
    Concat,
    /// `cardinality`
    Cardinality,
    /// `array_length`
    ArrayLength,
    /// Not strict in what it looks for.
    ArrayPosition,
    /// `@>`
    Contains,
    /// `&&`
    Overlaps,
    /// `=` of arrays.
    ArrayEq,
    /// `<>` of arrays.
    ArrayNe,
    /// `jsonb_typeof`
    JsonbTypeof,
    /// `jsonb_array_length`
    JsonbArrayLength,
    /// `-> text`
    JsonbField,
    /// `-> integer`
    JsonbElement,
    /// `->> text`
    JsonbFieldText,
    /// `->> integer`
    JsonbElementText,
    /// `?`
    JsonbExists,
    /// `?|`
    JsonbExistsAny,
    /// `?&`
    JsonbExistsAll,
}

/// What an expression does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// The value of a column.
    Column(String),
    /// A constant.
    Literal(Literal),
    /// Both sides of one type.
    Compare(Comparison, Box<Expression>, Box<Expression>),
    /// `IS [NOT] DISTINCT FROM`; true: distinct.
    Distinct(bool, Box<Expression>, Box<Expression>),
    /// `AND` of two or more, in their order.
    And(Vec<Expression>),
    /// `OR` of two or more, in their order.
    Or(Vec<Expression>),
    /// `NOT`
    Not(Box<Expression>),
    /// `IS NULL` (true), `IS NOT NULL` (false).
    IsNull(bool, Box<Expression>),
    /// `IS [NOT] TRUE/FALSE`: (the value, whether it is to be that value).
    IsBoolean(bool, bool, Box<Expression>),
    /// `= ANY (constants)`, which `IN` is too.
    EqAny(Box<Expression>, Vec<Literal>),
    /// `<> ALL (constants)`, which `NOT IN` is too.
    NeAll(Box<Expression>, Vec<Literal>),
    /// `= ALL (constants)`.
    EqAll(Box<Expression>, Vec<Literal>),
    /// `<> ANY (constants)`.
    NeAny(Box<Expression>, Vec<Literal>),
    /// `text = ANY (text[])` and its kin over a column: (equal, any).
    Quantified {
        /// `=`, or else `<>`.
        equal: bool,
        /// `ANY`, or else `ALL`.
        any: bool,
        /// The text.
        left: Box<Expression>,
        /// The array.
        right: Box<Expression>,
    },
    /// Both sides of the result's type.
    Arithmetic(Arithmetic, Box<Expression>, Box<Expression>),
    /// The minus sign.
    Negate(Box<Expression>),
    /// To the expression's type.
    Cast(Box<Expression>),
    /// `varchar(n)`: cut to so many code points.
    Truncate(u32, Box<Expression>),
    /// A strict function or operator.
    Call(Function, Vec<Expression>),
    /// `coalesce`
    Coalesce(Vec<Expression>),
    /// `CASE WHEN … THEN … ELSE … END`: conditions with their results, all of the expression's type; NULL without ELSE.
    Case(Vec<(Expression, Expression)>, Option<Box<Expression>>),
    /// `num_nulls` (true), `num_nonnulls` (false), of any types.
    CountNulls(bool, Vec<Expression>),
    /// `greatest` (true), `least` (false), all of the expression's type; NULLs do not count.
    Extreme(bool, Vec<Expression>),
    /// `nullif`
    NullIf(Box<Expression>, Box<Expression>),
    /// The pattern's escape character is `\`; true: LIKE, false: NOT LIKE.
    Like(bool, Box<Expression>, String),
}

impl Expression {
    /// Of that type.
    #[must_use]
    pub const fn new(ty: Scalar, node: Node) -> Self {
        Self { ty, node }
    }

    /// The columns that it reads, in order of first mention.
    #[must_use]
    pub fn columns(&self) -> Vec<String> {
        let mut names = Vec::new();
        self.walk(&mut |each| {
            if let Node::Column(name) = &each.node
                && !names.contains(name)
            {
                names.push(name.clone());
            }
        });
        names
    }

    /// Itself and all within.
    pub fn walk(&self, visit: &mut impl FnMut(&Self)) {
        visit(self);
        match &self.node {
            Node::Column(_) | Node::Literal(_) => {}
            Node::Compare(_, a, b)
            | Node::Distinct(_, a, b)
            | Node::Arithmetic(_, a, b)
            | Node::NullIf(a, b)
            | Node::Quantified { left: a, right: b, .. } => {
                a.walk(visit);
                b.walk(visit);
            }
            Node::Not(a)
            | Node::IsNull(_, a)
            | Node::IsBoolean(_, _, a)
            | Node::EqAny(a, _)
            | Node::NeAll(a, _)
            | Node::EqAll(a, _)
            | Node::NeAny(a, _)
            | Node::Negate(a)
            | Node::Cast(a)
            | Node::Truncate(_, a)
            | Node::Like(_, a, _) => a.walk(visit),
            Node::Call(_, list)
            | Node::Coalesce(list)
            | Node::And(list)
            | Node::Or(list)
            | Node::CountNulls(_, list)
            | Node::Extreme(_, list) => list.iter().for_each(|e| e.walk(visit)),
            Node::Case(branches, otherwise) => {
                for (condition, result) in branches {
                    condition.walk(visit);
                    result.walk(visit);
                }
                otherwise.iter().for_each(|e| e.walk(visit));
            }
        }
    }
}
