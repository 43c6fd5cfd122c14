//! CHECK expressions, with types resolved as PostgreSQL resolves them. Knows neither SQL's nor Rust's spelling.

use super::automaton::Automaton;
use super::types::{ColumnType, Element, EnumId, LabelId, Type};

/// A typed expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// The type without a modifier: `varchar(50)` counts as text.
    pub ty: Scalar,
    /// What it computes.
    pub node: Node,
}

/// The types of expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// An untyped literal, before its type is resolved.
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
    /// `real`
    Real,
    /// `double precision`
    Double,
    /// `text` and `varchar`
    Text,
    /// `char(n)`
    Bpchar,
    /// `citext`
    Citext,
    /// `bytea`
    Bytea,
    /// `uuid`
    Uuid,
    /// `date`
    Date,
    /// `time`
    Time,
    /// `timestamp`
    Timestamp,
    /// `timestamptz`
    Timestamptz,
    /// An enum.
    Enum(EnumId),
    /// `text[]` and `varchar[]`
    TextArray,
    /// An array of another type, without a modifier.
    Array(Element),
    /// `json`
    Json,
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
            Self::Real => "real",
            Self::Double => "double precision",
            Self::Text => "text",
            Self::Bpchar => "character",
            Self::Citext => "citext",
            Self::Bytea => "bytea",
            Self::Uuid => "uuid",
            Self::Date => "date",
            Self::Time => "time",
            Self::Timestamp => "timestamp",
            Self::Timestamptz => "timestamp with time zone",
            Self::Enum(_) => "an enum",
            Self::TextArray => "text[]",
            Self::Array(_) => "an array",
            Self::Json => "json",
            Self::Jsonb => "jsonb",
        }
    }

    /// Whether the type is real or double precision.
    #[must_use]
    pub const fn is_float(self) -> bool {
        matches!(self, Self::Real | Self::Double)
    }

    /// Whether the type is smallint, integer or bigint.
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
            Type::Real => Self::Real,
            Type::Double => Self::Double,
            Type::Text | Type::Varchar(_) => Self::Text,
            Type::Bpchar(_) => Self::Bpchar,
            Type::Citext => Self::Citext,
            Type::Bytea => Self::Bytea,
            Type::Uuid => Self::Uuid,
            Type::Date => Self::Date,
            Type::Time(_) => Self::Time,
            Type::Timestamp(_) => Self::Timestamp,
            Type::Timestamptz(_) => Self::Timestamptz,
            Type::TextArray => Self::TextArray,
            Type::Json => Self::Json,
            Type::Jsonb => Self::Jsonb,
            // The model has its own types for these.
            Type::Enum(_) | Type::Array(_) => Self::Unknown,
        }
    }
}

impl From<ColumnType> for Scalar {
    fn from(ty: ColumnType) -> Self {
        match ty {
            ColumnType::Builtin(ty) => ty.into(),
            ColumnType::Enum(id) => Self::Enum(id),
            ColumnType::Array(Element::Builtin(Type::Text | Type::Varchar(_))) => Self::TextArray,
            ColumnType::Array(element) => Self::Array(element.without_modifier()),
        }
    }
}

impl Scalar {
    /// The type of an array's elements; `None` if the type is not an array.
    #[must_use]
    pub fn element(self) -> Option<Self> {
        match self {
            Self::TextArray => Some(Self::Text),
            Self::Array(element) => Some(ColumnType::from(element).into()),
            _ => None,
        }
    }

    /// The type of an array with such elements, if it is supported.
    #[must_use]
    pub fn array(self) -> Option<Self> {
        let element = match self {
            Self::Text => return Some(Self::TextArray),
            Self::Enum(id) => Element::Enum(id),
            Self::Boolean => Element::Builtin(Type::Boolean),
            Self::SmallInt => Element::Builtin(Type::SmallInt),
            Self::Integer => Element::Builtin(Type::Integer),
            Self::BigInt => Element::Builtin(Type::BigInt),
            Self::Numeric => Element::Builtin(Type::Numeric(None)),
            Self::Bpchar => Element::Builtin(Type::Bpchar(None)),
            Self::Uuid => Element::Builtin(Type::Uuid),
            Self::Date => Element::Builtin(Type::Date),
            Self::Time => Element::Builtin(Type::Time(None)),
            Self::Timestamp => Element::Builtin(Type::Timestamp(None)),
            Self::Timestamptz => Element::Builtin(Type::Timestamptz(None)),
            _ => return None,
        };
        Some(Self::Array(element))
    }
}

/// A constant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// `NULL`
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A constant of any integer type.
    Integer(i64),
    /// A text that numeric's input function accepts.
    Numeric(String),
    /// Text of any kind.
    Text(String),
    /// The 16 bytes.
    Uuid([u8; 16]),
    /// Days since 2000-01-01; the smallest and greatest values stand for the infinities.
    Date(i32),
    /// A text that the input function of real or double precision accepts.
    Float(String),
    /// The bytes.
    Bytea(Vec<u8>),
    /// The text of a JSON document.
    Jsonb(String),
    /// Microseconds since midnight.
    Time(i64),
    /// Microseconds since 2000-01-01 UTC; the smallest and greatest values stand for the infinities. Also for
    /// timestamp, as if its zone were UTC.
    Timestamptz(i64),
    /// A label of an enum.
    Label(LabelId),
    /// An array with one dimension and lower bound 1 (or empty); for arrays other than `text[]`, the keys of the
    /// elements.
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

/// A field of a date or timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// `year`
    Year,
    /// `quarter`
    Quarter,
    /// `month`
    Month,
    /// `day`
    Day,
    /// `dow`
    DayOfWeek,
    /// `isodow`
    IsoDayOfWeek,
    /// `doy`
    DayOfYear,
    /// `hour`
    Hour,
    /// `minute`
    Minute,
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
    /// `jsonb = jsonb`
    JsonbEq,
    /// `jsonb <> jsonb`
    JsonbNe,
    /// `jsonb @> jsonb`
    JsonbContains,
    /// `date + integer`
    AddDays,
    /// `date - integer`
    SubtractDays,
    /// `date - date`
    DateDifference,
    /// `extract(field FROM date)`, `extract(field FROM timestamp)`
    Extract(Field),
    /// `abs(number)`
    Abs,
    /// `sign(numeric)`
    Sign,
    /// `floor(numeric)`
    Floor,
    /// `ceil(numeric)`
    Ceil,
    /// `round(numeric, integer)`
    Round,
    /// `trunc(numeric, integer)`
    Trunc,
    /// `lower(text)`
    Lower,
    /// `upper(text)`
    Upper,
    /// `text LIKE text`, with a pattern that is not constant.
    Like,
    /// `text ILIKE text`
    Ilike,
    /// `cardinality`
    Cardinality,
    /// `array_ndims`
    ArrayNdims,
    /// `array_length`
    ArrayLength,
    /// `array_lower`
    ArrayLower,
    /// `array_upper`
    ArrayUpper,
    /// `array_position`, which is not strict in the element it looks for.
    ArrayPosition,
    /// `@>`
    Contains,
    /// `&&`
    Overlaps,
    /// `=` for arrays.
    ArrayEq,
    /// `<>` for arrays.
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
    /// `jsonb #> text[]`, and subscripts.
    JsonbPath,
    /// `jsonb #>> text[]`
    JsonbPathText,
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
    /// The value that a text column has in the stored row, as an UPDATE trigger reads it.
    Old(String),
    /// A constant.
    Literal(Literal),
    /// A value that only the server's clock knows; never NULL.
    Clock,
    /// A comparison; both sides have the same type.
    Compare(Comparison, Box<Expression>, Box<Expression>),
    /// `IS DISTINCT FROM` (true), `IS NOT DISTINCT FROM` (false).
    Distinct(bool, Box<Expression>, Box<Expression>),
    /// `AND` of two or more conditions, in order.
    And(Vec<Expression>),
    /// `OR` of two or more conditions, in order.
    Or(Vec<Expression>),
    /// `NOT`
    Not(Box<Expression>),
    /// `IS NULL` (true), `IS NOT NULL` (false).
    IsNull(bool, Box<Expression>),
    /// `IS [NOT] TRUE/FALSE`: the value, and whether the operand must be that value.
    IsBoolean(bool, bool, Box<Expression>),
    /// `= ANY (constants)`, which is also `IN`.
    EqAny(Box<Expression>, Vec<Literal>),
    /// `<> ALL (constants)`, which is also `NOT IN`.
    NeAll(Box<Expression>, Vec<Literal>),
    /// `= ALL (constants)`.
    EqAll(Box<Expression>, Vec<Literal>),
    /// `<> ANY (constants)`.
    NeAny(Box<Expression>, Vec<Literal>),
    /// `text = ANY (text[])`, or the same with `<>` or `ALL`, on a column.
    Quantified {
        /// `=` if true, `<>` otherwise.
        equal: bool,
        /// `ANY` if true, `ALL` otherwise.
        any: bool,
        /// The text.
        left: Box<Expression>,
        /// The array.
        right: Box<Expression>,
    },
    /// Arithmetic; both sides have the type of the result.
    Arithmetic(Arithmetic, Box<Expression>, Box<Expression>),
    /// The minus sign.
    Negate(Box<Expression>),
    /// A cast to the expression's type.
    Cast(Box<Expression>),
    /// A cast to `varchar(n)`: cuts the text to this many code points.
    Truncate(u32, Box<Expression>),
    /// A cast to `numeric(precision, scale)`, which rounds.
    Fit(u32, i32, Box<Expression>),
    /// A strict function or operator.
    Call(Function, Vec<Expression>),
    /// `coalesce`
    Coalesce(Vec<Expression>),
    /// `CASE WHEN … THEN … ELSE … END`: conditions with their results, all of the expression's type; NULL without ELSE.
    Case(Vec<(Expression, Expression)>, Option<Box<Expression>>),
    /// `num_nulls` (true), `num_nonnulls` (false); the arguments may have any types.
    CountNulls(bool, Vec<Expression>),
    /// `greatest` (true), `least` (false); all arguments have the expression's type, and NULLs are ignored.
    Extreme(bool, Vec<Expression>),
    /// `nullif`
    NullIf(Box<Expression>, Box<Expression>),
    /// `LIKE` (true) or `NOT LIKE` (false), with `\` as the pattern's escape character.
    Like(bool, Box<Expression>, String),
    /// A regular expression: `~` (true) or `!~` (false).
    Matches(bool, Box<Expression>, Box<Regex>),
    /// Whether a document meets the schema of a stage, as complete data if the second condition holds.
    Document(Stage, Box<Expression>, Box<Expression>),
}

/// The stage whose schema a function of the database enforces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// The stage's name.
    pub name: String,
    /// The stage's place in the lifecycle.
    pub number: usize,
}

/// A regular expression of PostgreSQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regex {
    /// Matches what the expression matches in every locale.
    pub sure: Automaton,
    /// Matches what the expression matches in some locale, if that is more.
    pub perhaps: Option<Automaton>,
}

impl Expression {
    /// An expression of this type.
    #[must_use]
    pub const fn new(ty: Scalar, node: Node) -> Self {
        Self { ty, node }
    }

    /// The columns that the expression reads, in order of first mention.
    #[must_use]
    pub fn columns(&self) -> Vec<String> {
        let mut names = Vec::new();
        self.walk(&mut |each| {
            if let Node::Column(name) | Node::Old(name) = &each.node
                && !names.contains(name)
            {
                names.push(name.clone());
            }
        });
        names
    }

    /// Whether it distinguishes lower case from upper case, which differs between alphabets.
    #[must_use]
    pub fn has_case(&self) -> bool {
        let mut has_case = false;
        self.walk(&mut |each| {
            has_case |= matches!(each.node, Node::Call(Function::Lower | Function::Upper | Function::Ilike, _));
        });
        has_case
    }

    /// Visits the expression and everything in it.
    pub fn walk(&self, visit: &mut impl FnMut(&Self)) {
        visit(self);
        match &self.node {
            Node::Column(_) | Node::Old(_) | Node::Literal(_) | Node::Clock => {}
            Node::Compare(_, a, b)
            | Node::Distinct(_, a, b)
            | Node::Arithmetic(_, a, b)
            | Node::NullIf(a, b)
            | Node::Document(_, a, b)
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
            | Node::Fit(_, _, a)
            | Node::Like(_, a, _)
            | Node::Matches(_, a, _) => a.walk(visit),
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
