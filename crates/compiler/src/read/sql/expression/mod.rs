//! CHECK expressions, resolved to types as PostgreSQL does it (manual, chapter 10 Type Conversion). There is one file
//! for each kind of expression; this one chooses among them. Whatever cannot be translated faithfully is an error that
//! quotes the construct.

mod array;
mod cast;
mod coercion;
mod comparison;
mod conditional;
mod datetime;
mod document;
mod fold;
mod function;
mod inline;
mod json;
mod list;
mod number;
mod operator;
mod pattern;
mod row;

use std::cell::{Cell, RefCell};

use sqlparser::ast::{
    CastKind, CeilFloorKind, DateTimeField, Expr, ExtractSyntax, UnaryOperator, Value, ValueWithSpan,
};

use super::catalogue::Catalogue;
use super::definition::Names;
use super::{identifier, literal, position};
use crate::error::{Error, Kind, Result};
use crate::model::expression::{Expression, Literal, Node, Scalar};
use crate::model::types::{ColumnType, Element};
use coercion::coerce;
use list::Quantifier;
use pattern::{Like, Operator};

/// The meaning of names inside an expression.
pub struct Scope<'a> {
    table: &'a str,
    columns: &'a [(String, ColumnType)],
    catalogue: &'a Catalogue,
    mentioned: RefCell<Vec<String>>,
    /// Whether calls of the migrations' functions are followed.
    follows: bool,
    /// In a function's body: the parameters, and the arguments that they stand for.
    parameters: Vec<(Option<String>, Expression)>,
    /// The functions in whose bodies this is, the outermost first.
    inside: Vec<usize>,
    /// What the names in the body refer to.
    names: Names,
    /// The functions of the migrations that are called, except in bodies.
    called: RefCell<Vec<usize>>,
    /// Whether something is of an enum.
    has_enum: Cell<bool>,
}

type Typed = Result<Expression>;

fn quoted(expr: &Expr) -> String {
    let text = expr.to_string();
    match text.char_indices().nth(120) {
        Some((cut, _)) => format!("`{} …`", text.get(..cut).unwrap_or_default()),
        None => format!("`{text}`"),
    }
}

/// An error for what cannot be mirrored: the expression, and what is wrong with it.
fn refused(expr: &Expr, what: &str) -> Error {
    Error::unsupported(format!("{}{what}", quoted(expr))).of(expr).at(position(expr))
}

fn unsupported(expr: &Expr) -> Error {
    refused(expr, " is not supported in a CHECK")
}

/// PostgreSQL folds constants before it evaluates anything, which can make errors disappear.
fn constant_part(what: &str, expr: &Expr) -> Error {
    Error::unsupported(format!("the constant {what} {}", quoted(expr))).of(expr).at(position(expr))
}

fn constant(ty: Scalar, literal: Literal) -> Expression {
    Expression::new(ty, Node::Literal(literal))
}

/// A node, as PostgreSQL folds it before it looks at any row.
fn folded(ty: Scalar, node: Node, expr: &Expr) -> Typed {
    fold::fold(Expression::new(ty, node), expr)
}

fn is_constant(expression: &Expression) -> bool {
    matches!(expression.node, Node::Literal(_))
}

fn unwrapped(mut expr: &Expr) -> &Expr {
    while let Expr::Nested(inner) = expr {
        expr = inner;
    }
    expr
}

/// What follows `ESCAPE`.
fn escape<'e>(escape: &'e Option<Box<Expr>>, expr: &Expr) -> Result<Option<&'e str>> {
    match escape.as_deref() {
        None => Ok(None),
        Some(Expr::Value(ValueWithSpan {
            value: Value::SingleQuotedString(text) | Value::EscapedStringLiteral(text),
            ..
        })) => Ok(Some(text)),
        Some(_) => Err(unsupported(expr)),
    }
}

impl<'a> Scope<'a> {
    /// A scope with the columns of a table and the existing types.
    pub const fn new(table: &'a str, columns: &'a [(String, ColumnType)], catalogue: &'a Catalogue) -> Self {
        Self {
            table,
            columns,
            catalogue,
            mentioned: RefCell::new(Vec::new()),
            follows: false,
            parameters: Vec::new(),
            inside: Vec::new(),
            names: Names::Current,
            called: RefCell::new(Vec::new()),
            has_enum: Cell::new(false),
        }
    }

    /// The same scope, where calls of the migrations' functions are followed. What is read must be read again when such
    /// a function is replaced.
    pub fn following(mut self) -> Self {
        self.follows = true;
        self
    }

    /// Whether something that was read, or that PostgreSQL folds away, is of an enum.
    pub const fn has_enum(&self) -> bool {
        self.has_enum.get()
    }

    /// The columns mentioned, in order of first mention, including those that PostgreSQL folds away; and the functions
    /// of the migrations that are called.
    pub fn mentioned(self) -> (Vec<String>, Vec<usize>) {
        (self.mentioned.into_inner(), self.called.into_inner())
    }

    /// Reads a value for a column of this type, converted implicitly if that is possible.
    pub fn value(&self, expr: &Expr, ty: Scalar) -> Typed {
        self.coerce(self.read(expr)?, ty, expr)
    }

    /// Reads a condition, which must be of type boolean.
    pub fn condition(&self, expr: &Expr) -> Typed {
        let condition = self.read(expr)?;
        if condition.ty == Scalar::Unknown {
            return coerce(condition, Scalar::Boolean, expr);
        }
        if condition.ty != Scalar::Boolean {
            let what = format!(" is of type {}, not boolean", condition.ty.name());
            return Err(Error { kind: Kind::Invalid, ..refused(expr, &what) });
        }
        Ok(condition)
    }

    /// Reads any expression.
    pub fn read(&self, expr: &Expr) -> Typed {
        let read = self.typed(expr).map_err(|error| error.at(position(expr)).of(expr))?;
        if matches!(read.ty, Scalar::Enum(_) | Scalar::Array(Element::Enum(_))) {
            self.has_enum.set(true);
        }
        Ok(read)
    }

    fn typed(&self, expr: &Expr) -> Typed {
        let boolean = |node| folded(Scalar::Boolean, node, expr);
        match expr {
            Expr::Nested(inner) => self.read(inner),
            Expr::Identifier(name) => self.column(&identifier(name), expr),
            Expr::CompoundIdentifier(path) => match path.as_slice() {
                [table, name] if identifier(table) == self.table => self.column(&identifier(name), expr),
                _ => Err(unsupported(expr)),
            },
            Expr::Value(value) => match &value.value {
                Value::Number(text, false) => literal::spelled(text).map(|(ty, value)| constant(ty, value)),
                Value::SingleQuotedString(text) | Value::EscapedStringLiteral(text) => {
                    Ok(constant(Scalar::Unknown, Literal::Text(text.clone())))
                }
                Value::DollarQuotedString(text) => Ok(constant(Scalar::Unknown, Literal::Text(text.value.clone()))),
                Value::Boolean(value) => Ok(constant(Scalar::Boolean, Literal::Boolean(*value))),
                Value::Null => Ok(constant(Scalar::Unknown, Literal::Null)),
                Value::Placeholder(number) => self.placeholder(number, expr),
                _ => Err(unsupported(expr)),
            },
            Expr::UnaryOp { op: UnaryOperator::Plus, expr: inner } => match self.read(inner)? {
                number if number.ty.is_integer() || number.ty.is_float() || number.ty == Scalar::Numeric => Ok(number),
                _ => Err(unsupported(expr)),
            },
            Expr::UnaryOp { op: UnaryOperator::Minus, expr: inner } => self.negate(inner, expr),
            Expr::UnaryOp { op: UnaryOperator::Not, expr: inner } => {
                boolean(Node::Not(Box::new(self.condition(inner)?)))
            }
            Expr::BinaryOp { left, op, right } => self.binary(left, op, right, expr),
            Expr::IsNull(inner) => self.is_null(true, inner, expr),
            Expr::IsNotNull(inner) => self.is_null(false, inner, expr),
            Expr::IsUnknown(inner) => boolean(Node::IsNull(true, Box::new(self.condition(inner)?))),
            Expr::IsNotUnknown(inner) => boolean(Node::IsNull(false, Box::new(self.condition(inner)?))),
            Expr::IsTrue(inner) => boolean(Node::IsBoolean(true, true, Box::new(self.condition(inner)?))),
            Expr::IsNotTrue(inner) => boolean(Node::IsBoolean(true, false, Box::new(self.condition(inner)?))),
            Expr::IsFalse(inner) => boolean(Node::IsBoolean(false, true, Box::new(self.condition(inner)?))),
            Expr::IsNotFalse(inner) => boolean(Node::IsBoolean(false, false, Box::new(self.condition(inner)?))),
            Expr::IsDistinctFrom(left, right) => self.distinct(true, left, right, expr),
            Expr::IsNotDistinctFrom(left, right) => self.distinct(false, left, right, expr),
            Expr::Between { expr: value, negated, low, high } => self.between(value, low, high, *negated, expr),
            Expr::InList { expr: value, list, negated } => self
                .row_among(value, list, *negated, expr)
                .unwrap_or_else(|| self.among(value, list, Quantifier { equal: !negated, any: !negated }, true, expr)),
            Expr::AnyOp { left, compare_op, right, .. } => self.quantified(left, compare_op, right, true, expr),
            Expr::AllOp { left, compare_op, right } => self.quantified(left, compare_op, right, false, expr),
            Expr::Like { negated, any, expr: value, pattern, escape_char } => {
                let like = Like { positive: !negated, ignores_case: false, escape: escape(escape_char, expr)? };
                if *any {
                    return self.any_pattern(value, pattern, Operator::Like(like), true, expr);
                }
                self.like(value, pattern, like, expr)
            }
            Expr::ILike { negated, any, expr: value, pattern, escape_char } => {
                let like = Like { positive: !negated, ignores_case: true, escape: escape(escape_char, expr)? };
                if *any {
                    return self.any_pattern(value, pattern, Operator::Like(like), true, expr);
                }
                self.like(value, pattern, like, expr)
            }
            Expr::Cast { kind: CastKind::Cast | CastKind::DoubleColon, expr: inner, data_type, format: None } => {
                self.cast(inner, data_type, expr)
            }
            // DATE '2024-01-15' (manual, 4.1.2.7).
            Expr::TypedString(typed) if !typed.uses_odbc_syntax => {
                self.cast(&Expr::Value(typed.value.clone()), &typed.data_type, expr)
            }
            Expr::Array(array) => {
                let (ty, elements) = self.elements(array, expr)?;
                self.array(ty, elements, expr)
            }
            Expr::CompoundFieldAccess { root, access_chain } => self.element_at(root, access_chain, expr),
            Expr::Function(call) => self.function(call, expr),
            Expr::Extract { field, syntax: ExtractSyntax::From, expr: inner } => self.extract(field, inner, expr),
            Expr::Trim { trim_where, trim_what, expr: text, trim_characters: None } => {
                self.trim(*trim_where, trim_what.as_deref(), text, expr)
            }
            Expr::Trim { trim_where: None, trim_what: None, expr: text, trim_characters: Some(list) } => {
                match list.as_slice() {
                    [characters] => self.trim(None, Some(characters), text, expr),
                    _ => Err(unsupported(expr)),
                }
            }
            Expr::Position { expr: part, r#in: text } => {
                let arguments = vec![self.read(text)?, self.read(part)?];
                self.called("strpos", arguments, expr)
            }
            Expr::Floor { expr: inner, field: CeilFloorKind::DateTimeField(DateTimeField::NoDateTime) } => {
                self.no_function("floor", expr)?;
                let arguments = vec![self.read(inner)?];
                self.called("floor", arguments, expr)
            }
            Expr::Ceil { expr: inner, field: CeilFloorKind::DateTimeField(DateTimeField::NoDateTime) } => {
                self.no_function("ceil", expr)?;
                let arguments = vec![self.read(inner)?];
                self.called("ceil", arguments, expr)
            }
            Expr::Substring { expr: text, substring_from, substring_for, .. } => {
                self.no_function("substring", expr)?;
                self.no_function("substr", expr)?;
                self.substring(text, substring_from.as_deref(), substring_for.as_deref(), expr)
            }
            Expr::Case { operand, conditions, else_result, .. } => {
                self.case(operand.as_deref(), conditions, else_result.as_deref(), expr)
            }
            _ => Err(unsupported(expr)),
        }
    }

    /// A parameter by its number, `$1`.
    fn placeholder(&self, number: &str, expr: &Expr) -> Typed {
        let index = number.strip_prefix('$').and_then(|digits| digits.parse::<usize>().ok());
        let found = index.and_then(|index| self.parameters.get(index.checked_sub(1)?));
        found.map(|(_, argument)| argument.clone()).ok_or_else(|| unsupported(expr))
    }

    fn column(&self, name: &str, expr: &Expr) -> Typed {
        if let Some((_, argument)) = self.parameters.iter().find(|(own, _)| own.as_deref() == Some(name)) {
            return Ok(argument.clone());
        }
        match self.columns.iter().find(|(column, _)| column == name) {
            Some((column, ty)) => {
                let mut mentioned = self.mentioned.borrow_mut();
                if !mentioned.contains(column) {
                    mentioned.push(column.clone());
                }
                Ok(Expression::new((*ty).into(), Node::Column(column.clone())))
            }
            None => {
                let what = if self.inside.is_empty() { "column" } else { "parameter" };
                Err(Error { kind: Kind::Invalid, ..refused(expr, &format!(" is no {what} of {}", self.table)) })
            }
        }
    }
}
