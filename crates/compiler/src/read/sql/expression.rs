//! CHECK expressions, resolved to types as PostgreSQL does it (manual, chapter 10 Type Conversion).
//! What cannot be translated faithfully is an error that quotes the construct.

use sqlparser::ast::{
    Array, ArrayElemTypeDef, BinaryOperator, CaseWhen, CastKind, DataType, Expr, Function as Call, FunctionArg,
    FunctionArgExpr, FunctionArguments, UnaryOperator, Value,
};

use super::{identifier, literal, position, types};
use crate::error::{Error, Kind, Result};
use crate::model::expression::{Arithmetic, Comparison, Expression, Function, Literal, Node, Scalar};
use pg_value::Type;

/// What names mean inside an expression.
pub struct Scope<'a> {
    pub table: &'a str,
    pub columns: &'a [(String, Type)],
}

type Typed = Result<Expression>;

fn quoted(expr: &Expr) -> String {
    let text = expr.to_string();
    match text.char_indices().nth(120) {
        Some((cut, _)) => format!("`{} …`", text.get(..cut).unwrap_or_default()),
        None => format!("`{text}`"),
    }
}

/// What cannot be mirrored: the expression, and what is wrong with it.
fn refused(expr: &Expr, what: &str) -> Error {
    Error::unsupported(format!("{}{what}", quoted(expr))).of(expr).at(position(expr))
}

fn unsupported(expr: &Expr) -> Error {
    refused(expr, " is not supported in a CHECK")
}

/// PostgreSQL folds what is constant before it evaluates anything, which can take errors away.
fn constant_part(what: &str, expr: &Expr) -> Error {
    Error::unsupported(format!("the constant {what} {}", quoted(expr))).of(expr).at(position(expr))
}

fn constant(ty: Scalar, literal: Literal) -> Expression {
    Expression::new(ty, Node::Literal(literal))
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

/// `=` or `<>`, ANY or ALL.
#[derive(Clone, Copy)]
struct Quantifier {
    equal: bool,
    any: bool,
}

/// Sides of a comparison, of one type.
type Pair = (Expression, Expression);

impl Scope<'_> {
    /// A condition: of type boolean, and not constant.
    pub fn condition(&self, expr: &Expr) -> Typed {
        let condition = self.read(expr)?;
        if is_constant(&condition) {
            return Err(constant_part("condition", expr));
        }
        if condition.ty != Scalar::Boolean {
            let what = format!(" is of type {}, not boolean", condition.ty.name());
            return Err(Error { kind: Kind::Invalid, ..refused(expr, &what) });
        }
        Ok(condition)
    }

    /// Any expression.
    pub fn read(&self, expr: &Expr) -> Typed {
        self.typed(expr).map_err(|error| error.at(position(expr)).of(expr))
    }

    fn typed(&self, expr: &Expr) -> Typed {
        let boolean = |node| Ok(Expression::new(Scalar::Boolean, node));
        match expr {
            Expr::Nested(inner) => self.read(inner),
            Expr::Identifier(name) => self.column(&identifier(name), expr),
            Expr::CompoundIdentifier(path) => match path.as_slice() {
                [table, name] if identifier(table) == self.table => self.column(&identifier(name), expr),
                _ => Err(unsupported(expr)),
            },
            Expr::Value(value) => match &value.value {
                Value::Number(text, false) => literal::number(text).map(|(ty, value)| constant(ty, value)),
                Value::SingleQuotedString(text) => Ok(constant(Scalar::Unknown, Literal::Text(text.clone()))),
                Value::DollarQuotedString(text) => Ok(constant(Scalar::Unknown, Literal::Text(text.value.clone()))),
                Value::Boolean(value) => Ok(constant(Scalar::Boolean, Literal::Boolean(*value))),
                Value::Null => Ok(constant(Scalar::Unknown, Literal::Null)),
                _ => Err(unsupported(expr)),
            },
            Expr::UnaryOp { op: UnaryOperator::Plus, expr: inner } => match self.read(inner)? {
                number if number.ty.is_integer() || number.ty == Scalar::Numeric => Ok(number),
                _ => Err(unsupported(expr)),
            },
            Expr::UnaryOp { op: UnaryOperator::Minus, expr: inner } => self.negate(inner, expr),
            Expr::UnaryOp { op: UnaryOperator::Not, expr: inner } => {
                boolean(Node::Not(Box::new(self.condition(inner)?)))
            }
            Expr::BinaryOp { left, op, right } => self.binary(left, op, right, expr),
            Expr::IsNull(inner) => boolean(Node::IsNull(true, Box::new(self.variable(inner)?))),
            Expr::IsNotNull(inner) => boolean(Node::IsNull(false, Box::new(self.variable(inner)?))),
            Expr::IsUnknown(inner) => boolean(Node::IsNull(true, Box::new(self.condition(inner)?))),
            Expr::IsNotUnknown(inner) => boolean(Node::IsNull(false, Box::new(self.condition(inner)?))),
            Expr::IsTrue(inner) => boolean(Node::IsBoolean(true, true, Box::new(self.condition(inner)?))),
            Expr::IsNotTrue(inner) => boolean(Node::IsBoolean(true, false, Box::new(self.condition(inner)?))),
            Expr::IsFalse(inner) => boolean(Node::IsBoolean(false, true, Box::new(self.condition(inner)?))),
            Expr::IsNotFalse(inner) => boolean(Node::IsBoolean(false, false, Box::new(self.condition(inner)?))),
            Expr::IsDistinctFrom(left, right) => self.distinct(true, left, right, expr),
            Expr::IsNotDistinctFrom(left, right) => self.distinct(false, left, right, expr),
            Expr::Between { expr: value, negated, low, high } => {
                let (below, above) =
                    if *negated { (Comparison::Lt, Comparison::Gt) } else { (Comparison::Ge, Comparison::Le) };
                let low = self.compare(below, value, low, expr)?;
                let high = self.compare(above, value, high, expr)?;
                let (low, high) = (Box::new(low), Box::new(high));
                boolean(if *negated { Node::Or(low, high) } else { Node::And(low, high) })
            }
            Expr::InList { expr: value, list, negated } => {
                self.among(value, list, Quantifier { equal: !negated, any: !negated }, true, expr)
            }
            Expr::AnyOp { left, compare_op, right, .. } => self.quantified(left, compare_op, right, true, expr),
            Expr::AllOp { left, compare_op, right } => self.quantified(left, compare_op, right, false, expr),
            Expr::Like { negated, any: false, expr: value, pattern, escape_char: None } => {
                self.like(value, pattern, !negated, expr)
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
                strings(ty, elements).ok_or_else(|| unsupported(expr))
            }
            Expr::Function(call) => self.function(call, expr),
            Expr::Case { operand, conditions, else_result, .. } => {
                self.case(operand.as_deref(), conditions, else_result.as_deref(), expr)
            }
            _ => Err(unsupported(expr)),
        }
    }

    fn column(&self, name: &str, expr: &Expr) -> Typed {
        match self.columns.iter().find(|(column, _)| column == name) {
            Some((column, ty)) => Ok(Expression::new((*ty).into(), Node::Column(column.clone()))),
            None => Err(Error { kind: Kind::Invalid, ..refused(expr, &format!(" is no column of {}", self.table)) }),
        }
    }

    /// An operand that is not constant. PostgreSQL folds constants before anything is evaluated,
    /// which can take errors of the other operand away; so they are refused where it matters.
    fn variable(&self, expr: &Expr) -> Typed {
        let operand = self.read(expr)?;
        if is_constant(&operand) { Err(constant_part("operand", expr)) } else { Ok(operand) }
    }

    fn negate(&self, inner: &Expr, expr: &Expr) -> Typed {
        // The grammar itself folds the sign into a number: -2147483648 is an integer.
        if let Expr::Value(value) = unwrapped(inner)
            && let Value::Number(text, false) = &value.value
        {
            return literal::number(&format!("-{text}")).map(|(ty, value)| constant(ty, value));
        }
        let operand = self.read(inner)?;
        match operand.node {
            _ if !operand.ty.is_integer() => Err(unsupported(expr)),
            Node::Literal(Literal::Integer(value)) => {
                let value = literal::fold(Arithmetic::Subtract, 0, value, operand.ty)?;
                Ok(constant(operand.ty, Literal::Integer(value)))
            }
            Node::Literal(_) => Err(unsupported(expr)),
            _ => Ok(Expression::new(operand.ty, Node::Negate(Box::new(operand)))),
        }
    }

    fn binary(&self, left: &Expr, op: &BinaryOperator, right: &Expr, expr: &Expr) -> Typed {
        use BinaryOperator as Op;
        let comparison = |comparison| {
            // Comparisons do not associate in PostgreSQL's grammar.
            if is_comparison(left) || is_comparison(right) {
                return Err(unsupported(expr));
            }
            self.compare(comparison, left, right, expr)
        };
        match op {
            Op::And | Op::Or => {
                let (left, right) = (Box::new(self.condition(left)?), Box::new(self.condition(right)?));
                let node = if *op == Op::And { Node::And(left, right) } else { Node::Or(left, right) };
                Ok(Expression::new(Scalar::Boolean, node))
            }
            Op::Eq => comparison(Comparison::Eq),
            Op::NotEq => comparison(Comparison::Ne),
            Op::Lt => comparison(Comparison::Lt),
            Op::LtEq => comparison(Comparison::Le),
            Op::Gt => comparison(Comparison::Gt),
            Op::GtEq => comparison(Comparison::Ge),
            Op::Plus => self.arithmetic(Arithmetic::Add, left, right, expr),
            Op::Minus => self.arithmetic(Arithmetic::Subtract, left, right, expr),
            Op::Multiply => self.arithmetic(Arithmetic::Multiply, left, right, expr),
            Op::Divide => self.arithmetic(Arithmetic::Divide, left, right, expr),
            Op::Modulo => self.arithmetic(Arithmetic::Modulo, left, right, expr),
            Op::AtArrow => self.arrays(Function::Contains, left, right, expr),
            Op::ArrowAt => self.arrays(Function::Contains, right, left, expr),
            Op::PGOverlap => self.arrays(Function::Overlaps, left, right, expr),
            Op::Arrow => self.subscript(Function::JsonbField, Function::JsonbElement, Scalar::Jsonb, left, right, expr),
            Op::LongArrow => {
                self.subscript(Function::JsonbFieldText, Function::JsonbElementText, Scalar::Text, left, right, expr)
            }
            Op::Question => self.exists(Function::JsonbExists, Scalar::Text, left, right, expr),
            Op::QuestionPipe => self.exists(Function::JsonbExistsAny, Scalar::TextArray, left, right, expr),
            Op::QuestionAnd => self.exists(Function::JsonbExistsAll, Scalar::TextArray, left, right, expr),
            _ => Err(unsupported(expr)),
        }
    }

    /// Both sides in their common type.
    fn unify(&self, left: Expression, right: Expression, expr: &Expr) -> Result<Pair> {
        if is_constant(&left) && is_constant(&right) {
            return Err(constant_part("expression", expr));
        }
        let ty = common(left.ty, right.ty).ok_or_else(|| {
            let (left, right) = (left.ty.name(), right.ty.name());
            refused(expr, &format!(" compares {left} with {right}, which is not supported"))
        })?;
        Ok((coerce(left, ty, expr)?, coerce(right, ty, expr)?))
    }

    fn compare(&self, comparison: Comparison, left: &Expr, right: &Expr, expr: &Expr) -> Typed {
        let (left, right) = self.unify(self.read(left)?, self.read(right)?, expr)?;
        if [&left, &right].iter().any(|side| side.node == Node::Literal(Literal::Null)) {
            return Err(refused(expr, " compares with NULL: the result is always NULL"));
        }
        let equality = matches!(comparison, Comparison::Eq | Comparison::Ne);
        let node = match left.ty {
            Scalar::Text if !equality => {
                return Err(refused(expr, " depends on the collation of the database"));
            }
            Scalar::TextArray => match comparison {
                Comparison::Eq => Node::Call(Function::ArrayEq, vec![left, right]),
                Comparison::Ne => Node::Call(Function::ArrayNe, vec![left, right]),
                _ => return Err(refused(expr, " depends on the collation of the database")),
            },
            Scalar::Jsonb | Scalar::Unknown => return Err(unsupported(expr)),
            _ => Node::Compare(comparison, Box::new(left), Box::new(right)),
        };
        Ok(Expression::new(Scalar::Boolean, node))
    }

    fn distinct(&self, distinct: bool, left: &Expr, right: &Expr, expr: &Expr) -> Typed {
        let (left, right) = (self.read(left)?, self.read(right)?);
        let null = |side: &Expression| side.node == Node::Literal(Literal::Null);
        let boolean = |node| Ok(Expression::new(Scalar::Boolean, node));
        if null(&left) != null(&right) {
            let other = if null(&left) { right } else { left };
            if is_constant(&other) {
                return Err(constant_part("expression", expr));
            }
            return boolean(Node::IsNull(!distinct, Box::new(other)));
        }
        let (left, right) = self.unify(left, right, expr)?;
        if matches!(left.ty, Scalar::Jsonb | Scalar::TextArray | Scalar::Unknown) {
            return Err(unsupported(expr));
        }
        boolean(Node::Distinct(distinct, Box::new(left), Box::new(right)))
    }

    fn arithmetic(&self, operation: Arithmetic, left: &Expr, right: &Expr, expr: &Expr) -> Typed {
        let (left, right) = (self.read(left)?, self.read(right)?);
        let ty = common(left.ty, right.ty).filter(|ty| ty.is_integer()).ok_or_else(|| unsupported(expr))?;
        let (left, right) = (coerce(left, ty, expr)?, coerce(right, ty, expr)?);
        match (&left.node, &right.node) {
            (Node::Literal(Literal::Integer(a)), Node::Literal(Literal::Integer(b))) => {
                Ok(constant(ty, Literal::Integer(literal::fold(operation, *a, *b, ty)?)))
            }
            (Node::Literal(Literal::Null), _) | (_, Node::Literal(Literal::Null)) => Err(unsupported(expr)),
            _ => Ok(Expression::new(ty, Node::Arithmetic(operation, Box::new(left), Box::new(right)))),
        }
    }

    /// A strict call: at least one argument varies, and none is NULL, but for what `array_position` looks for.
    fn call(&self, ty: Scalar, function: Function, arguments: Vec<Expression>, expr: &Expr) -> Typed {
        let strict = if function == Function::ArrayPosition { 1 } else { arguments.len() };
        let null = arguments.iter().take(strict).any(|argument| argument.node == Node::Literal(Literal::Null));
        if null || arguments.iter().all(is_constant) {
            return Err(constant_part("expression", expr));
        }
        Ok(Expression::new(ty, Node::Call(function, arguments)))
    }

    fn arrays(&self, function: Function, left: &Expr, right: &Expr, expr: &Expr) -> Typed {
        let (left, right) = (self.read(left)?, self.read(right)?);
        if left.ty != Scalar::TextArray && right.ty != Scalar::TextArray {
            return Err(unsupported(expr));
        }
        let (left, right) = self.unify(left, right, expr)?;
        self.call(Scalar::Boolean, function, vec![left, right], expr)
    }

    fn subscript(
        &self,
        by_key: Function,
        by_index: Function,
        ty: Scalar,
        left: &Expr,
        right: &Expr,
        expr: &Expr,
    ) -> Typed {
        let (left, right) = (self.read(left)?, self.read(right)?);
        match (left.ty, right.ty) {
            (Scalar::Jsonb, Scalar::Unknown | Scalar::Text) => {
                let right = coerce(right, Scalar::Text, expr)?;
                self.call(ty, by_key, vec![left, right], expr)
            }
            (Scalar::Jsonb, Scalar::Integer | Scalar::SmallInt) => self.call(ty, by_index, vec![left, right], expr),
            _ => Err(unsupported(expr)),
        }
    }

    fn exists(&self, function: Function, ty: Scalar, left: &Expr, right: &Expr, expr: &Expr) -> Typed {
        let (left, right) = (self.read(left)?, self.read(right)?);
        if left.ty != Scalar::Jsonb {
            return Err(unsupported(expr));
        }
        let right = coerce(right, ty, expr)?;
        self.call(Scalar::Boolean, function, vec![left, right], expr)
    }

    /// `IN`, and `= ANY` and its kin over constants.
    fn among(&self, value: &Expr, list: &[Expr], quantifier: Quantifier, is_list: bool, expr: &Expr) -> Typed {
        let elements = list.iter().map(|element| self.read(element)).collect::<Result<Vec<_>>>()?;
        if !elements.iter().all(is_constant) {
            return Err(refused(expr, " has a list that is not constant"));
        }
        let value = self.variable(value)?;
        let mut ty = if is_list { value.ty } else { Scalar::Unknown };
        for element in &elements {
            ty = common(ty, element.ty).ok_or_else(|| unsupported(expr))?;
        }
        // An array's elements have their own common type first; untyped ones are text.
        if !is_list {
            let own = if ty == Scalar::Unknown { Scalar::Text } else { ty };
            ty = common(own, value.ty).ok_or_else(|| unsupported(expr))?;
        }
        self.member(value, elements, ty, quantifier, expr)
    }

    fn member(
        &self,
        value: Expression,
        elements: Vec<Expression>,
        ty: Scalar,
        quantifier: Quantifier,
        expr: &Expr,
    ) -> Typed {
        if elements.is_empty() || matches!(ty, Scalar::TextArray | Scalar::Jsonb | Scalar::Unknown) {
            return Err(unsupported(expr));
        }
        let value = Box::new(coerce(value, ty, expr)?);
        let mut constants = Vec::new();
        for element in elements {
            match coerce(element, ty, expr)?.node {
                Node::Literal(literal) => constants.push(literal),
                _ => return Err(unsupported(expr)),
            }
        }
        let node = match (quantifier.equal, quantifier.any) {
            (true, true) => Node::EqAny(value, constants),
            (false, false) => Node::NeAll(value, constants),
            (true, false) => Node::EqAll(value, constants),
            (false, true) => Node::NeAny(value, constants),
        };
        Ok(Expression::new(Scalar::Boolean, node))
    }

    fn quantified(&self, left: &Expr, op: &BinaryOperator, right: &Expr, any: bool, expr: &Expr) -> Typed {
        let equal = match op {
            BinaryOperator::Eq => true,
            BinaryOperator::NotEq => false,
            _ => return Err(unsupported(expr)),
        };
        let quantifier = Quantifier { equal, any };
        if let Expr::Array(array) = unwrapped(right) {
            return self.among(left, &array.elem, quantifier, false, expr);
        }
        let left = self.read(left)?;
        let right = self.read(right)?;
        match (&right.node, right.ty) {
            // `= ANY (ARRAY[…]::text[])`, and the same of another type's array as pg_dump writes it.
            (Node::Literal(Literal::TextArray(elements)), _) if !is_constant(&left) => {
                let elements = elements
                    .iter()
                    .map(|element| constant(Scalar::Text, element.clone().map_or(Literal::Null, Literal::Text)))
                    .collect();
                let ty = common(left.ty, Scalar::Text).ok_or_else(|| unsupported(expr))?;
                self.member(left, elements, ty, quantifier, expr)
            }
            (_, Scalar::TextArray) if !(is_constant(&left) && is_constant(&right)) => {
                let left = coerce(left, Scalar::Text, expr)?;
                if left.node == Node::Literal(Literal::Null) {
                    return Err(unsupported(expr));
                }
                let node = Node::Quantified { equal, any, left: Box::new(left), right: Box::new(right) };
                Ok(Expression::new(Scalar::Boolean, node))
            }
            _ => Err(unsupported(expr)),
        }
    }

    fn like(&self, value: &Expr, pattern: &Expr, positive: bool, expr: &Expr) -> Typed {
        let value = self.variable(value)?;
        let pattern = coerce(self.read(pattern)?, Scalar::Text, expr)?;
        match (value.ty, pattern.node) {
            (Scalar::Text, Node::Literal(Literal::Text(pattern))) => {
                let escapes = pattern.bytes().rev().take_while(|&byte| byte == b'\\').count();
                if escapes % 2 == 1 {
                    return Err(refused(expr, " has a pattern that ends with its escape character (22025)"));
                }
                Ok(Expression::new(Scalar::Boolean, Node::Like(positive, Box::new(value), pattern)))
            }
            (Scalar::Text, _) => Err(refused(expr, " has a pattern that is not constant")),
            _ => Err(unsupported(expr)),
        }
    }

    fn cast(&self, inner: &Expr, data_type: &DataType, expr: &Expr) -> Typed {
        // A cast of an array constructor is a cast of each element.
        if let (Expr::Array(array), DataType::Array(ArrayElemTypeDef::SquareBracket(element, None))) =
            (unwrapped(inner), data_type)
        {
            let to = types::resolve(element).filter(|ty| Scalar::from(*ty) == Scalar::Text);
            let to = to.ok_or_else(|| unsupported(expr))?;
            let mut elements = Vec::new();
            for item in &array.elem {
                let item = self.read(item)?;
                let Node::Literal(value) = &item.node else { return Err(unsupported(expr)) };
                elements.push(constant(Scalar::Text, literal::cast(value, item.ty, to)?));
            }
            return strings(Scalar::Text, elements).ok_or_else(|| unsupported(expr));
        }
        let operand = self.read(inner)?;
        // Arrays of varchar read as arrays of text.
        if operand.ty == Scalar::TextArray
            && let DataType::Array(ArrayElemTypeDef::SquareBracket(element, None)) = data_type
            && matches!(types::resolve(element), Some(Type::Text | Type::Varchar(None)))
        {
            return Ok(operand);
        }
        let to = types::resolve(data_type).ok_or_else(|| {
            Error::unsupported(format!("the type in {} is not supported", quoted(expr))).of(data_type)
        })?;
        let target = Scalar::from(to);
        if let Node::Literal(value) = &operand.node {
            let folded = literal::cast(value, operand.ty, to).map_err(|error| error.within(&quoted(expr)).of(expr))?;
            return Ok(constant(target, folded));
        }
        use Scalar as S;
        let node = match (operand.ty, target) {
            (_, S::Numeric) if to != Type::Numeric(None) => return Err(unsupported(expr)),
            (a, b) if a == b => operand,
            (S::SmallInt | S::Integer | S::BigInt, S::SmallInt | S::Integer | S::BigInt | S::Numeric | S::Text)
            | (S::Boolean | S::Uuid, S::Text)
            | (S::Boolean, S::Integer)
            | (S::Integer, S::Boolean)
            | (
                S::Text,
                S::SmallInt | S::Integer | S::BigInt | S::Numeric | S::Boolean | S::Uuid | S::Date | S::Timestamptz,
            ) => Expression::new(target, Node::Cast(Box::new(operand))),
            _ => return Err(unsupported(expr)),
        };
        Ok(match to {
            Type::Varchar(Some(limit)) => Expression::new(S::Text, Node::Truncate(limit, Box::new(node))),
            _ => node,
        })
    }

    /// The constant elements of `ARRAY[…]`, in their common type.
    fn elements(&self, array: &Array, expr: &Expr) -> Result<(Scalar, Vec<Expression>)> {
        let elements = array.elem.iter().map(|element| self.read(element)).collect::<Result<Vec<_>>>()?;
        if elements.is_empty() || !elements.iter().all(is_constant) {
            return Err(refused(expr, " has elements that are not constant"));
        }
        let mut ty = Scalar::Unknown;
        for element in &elements {
            ty = common(ty, element.ty).ok_or_else(|| unsupported(expr))?;
        }
        Ok((if ty == Scalar::Unknown { Scalar::Text } else { ty }, elements))
    }

    fn function(&self, call: &Call, expr: &Expr) -> Typed {
        let name = call.name.to_string().to_ascii_lowercase();
        let name = name.strip_prefix("pg_catalog.").unwrap_or(&name);
        let FunctionArguments::List(list) = &call.args else { return Err(unsupported(expr)) };
        let modified = call.filter.is_some()
            || call.over.is_some()
            || call.null_treatment.is_some()
            || !call.within_group.is_empty()
            || !list.clauses.is_empty()
            || list.duplicate_treatment.is_some();
        let mut arguments = Vec::new();
        for argument in &list.args {
            match argument {
                FunctionArg::Unnamed(FunctionArgExpr::Expr(argument)) => arguments.push(self.read(argument)?),
                _ => return Err(unsupported(expr)),
            }
        }
        if modified {
            return Err(unsupported(expr));
        }
        let coerced = |ty, argument| coerce(argument, ty, expr);
        let count = arguments.len();
        let mut take = arguments.into_iter();
        let mut next = || take.next().ok_or_else(|| unsupported(expr));
        use Scalar as S;
        match (name, count) {
            ("length", 1) => {
                let text = next()?;
                if text.ty != S::Text {
                    return Err(unsupported(expr));
                }
                self.call(S::Integer, Function::CharLength, vec![text], expr)
            }
            ("char_length" | "character_length", 1) => {
                self.call(S::Integer, Function::CharLength, vec![coerced(S::Text, next()?)?], expr)
            }
            ("octet_length", 1) => self.call(S::Integer, Function::OctetLength, vec![coerced(S::Text, next()?)?], expr),
            ("cardinality", 1) => {
                self.call(S::Integer, Function::Cardinality, vec![coerced(S::TextArray, next()?)?], expr)
            }
            ("array_length", 2) => {
                let arguments = vec![coerced(S::TextArray, next()?)?, coerced(S::Integer, next()?)?];
                self.call(S::Integer, Function::ArrayLength, arguments, expr)
            }
            ("array_position", 2) => {
                let arguments = vec![coerced(S::TextArray, next()?)?, coerced(S::Text, next()?)?];
                self.call(S::Integer, Function::ArrayPosition, arguments, expr)
            }
            ("jsonb_typeof", 1) => self.call(S::Text, Function::JsonbTypeof, vec![coerced(S::Jsonb, next()?)?], expr),
            ("jsonb_array_length", 1) => {
                self.call(S::Integer, Function::JsonbArrayLength, vec![coerced(S::Jsonb, next()?)?], expr)
            }
            ("coalesce", 1..) => self.coalesce(take.collect(), expr),
            ("nullif", 2) => {
                let (left, right) = (next()?, next()?);
                if is_constant(&left) || right.node == Node::Literal(Literal::Null) {
                    return Err(unsupported(expr));
                }
                let ty = left.ty;
                let (left, right) = self.unify(left, right, expr)?;
                // The result has the left side's own type, so that side must not be converted.
                let converted = left.ty != ty && !(left.ty.is_integer() && ty.is_integer());
                if converted || matches!(ty, S::Jsonb | S::TextArray) {
                    return Err(unsupported(expr));
                }
                Ok(Expression::new(ty, Node::NullIf(Box::new(left), Box::new(right))))
            }
            _ => Err(unsupported(expr)),
        }
    }

    fn case(&self, operand: Option<&Expr>, branches: &[CaseWhen], otherwise: Option<&Expr>, expr: &Expr) -> Typed {
        let mut read = Vec::new();
        for CaseWhen { condition, result } in branches {
            let condition = match operand {
                // `CASE x WHEN y` is `x = y`.
                Some(operand) => self.compare(Comparison::Eq, operand, condition, expr)?,
                None => self.condition(condition)?,
            };
            read.push((condition, self.read(result)?));
        }
        let otherwise = otherwise.map(|otherwise| self.read(otherwise)).transpose()?;
        let mut ty = Scalar::Unknown;
        for result in read.iter().map(|(_, result)| result).chain(&otherwise) {
            ty = common(ty, result.ty).ok_or_else(|| unsupported(expr))?;
        }
        // Untyped literals alone are text (manual, 10.5).
        if ty == Scalar::Unknown {
            ty = Scalar::Text;
        }
        let mut branches = Vec::new();
        for (condition, result) in read {
            branches.push((condition, coerce(result, ty, expr)?));
        }
        let otherwise = otherwise.map(|otherwise| coerce(otherwise, ty, expr)).transpose()?.map(Box::new);
        Ok(Expression::new(ty, Node::Case(branches, otherwise)))
    }

    fn coalesce(&self, arguments: Vec<Expression>, expr: &Expr) -> Typed {
        let mut ty = Scalar::Unknown;
        for argument in &arguments {
            ty = common(ty, argument.ty).ok_or_else(|| unsupported(expr))?;
        }
        // Arguments behind a constant are never looked at; PostgreSQL drops them and NULLs.
        let mut list: Vec<Expression> = Vec::new();
        for argument in arguments {
            let argument = coerce(argument, ty, expr)?;
            match argument.node {
                Node::Literal(Literal::Null) => {}
                Node::Literal(_) => {
                    list.push(argument);
                    break;
                }
                _ => list.push(argument),
            }
        }
        if list.iter().all(is_constant) {
            return Err(constant_part("expression", expr));
        }
        if list.len() == 1 {
            return list.pop().ok_or_else(|| unsupported(expr));
        }
        Ok(Expression::new(ty, Node::Coalesce(list)))
    }
}

fn is_comparison(expr: &Expr) -> bool {
    use BinaryOperator as Op;
    matches!(expr, Expr::BinaryOp { op: Op::Eq | Op::NotEq | Op::Lt | Op::LtEq | Op::Gt | Op::GtEq, .. })
}

/// An array of text constants.
fn strings(ty: Scalar, elements: Vec<Expression>) -> Option<Expression> {
    let element = |element: Expression| match element.node {
        Node::Literal(Literal::Text(text)) => Some(Some(text)),
        Node::Literal(Literal::Null) => Some(None),
        _ => None,
    };
    let elements = elements.into_iter().map(element).collect::<Option<Vec<_>>>()?;
    (ty == Scalar::Text).then(|| constant(Scalar::TextArray, Literal::TextArray(elements)))
}

/// The type that both sides are brought to, if there is one.
fn common(a: Scalar, b: Scalar) -> Option<Scalar> {
    const NUMBERS: [Scalar; 4] = [Scalar::SmallInt, Scalar::Integer, Scalar::BigInt, Scalar::Numeric];
    let rank = |ty| NUMBERS.iter().position(|number| *number == ty);
    match (a, b) {
        _ if a == b => Some(a),
        (Scalar::Unknown, other) | (other, Scalar::Unknown) => Some(other),
        _ => NUMBERS.get(rank(a)?.max(rank(b)?)).copied(),
    }
}

/// An implicit conversion.
fn coerce(expression: Expression, ty: Scalar, expr: &Expr) -> Typed {
    let refused = || {
        let (needed, found) = (ty.name(), expression.ty.name());
        refused(expr, &format!(" needs {needed} where there is {found}, which is not supported"))
    };
    if expression.ty == ty {
        return Ok(expression);
    }
    if let Node::Literal(value) = &expression.node {
        let value = match (expression.ty, value) {
            (Scalar::Unknown, Literal::Null) => Literal::Null,
            (Scalar::Unknown, Literal::Text(text)) => {
                literal::input(text, ty).map_err(|error| error.within(&quoted(expr)).of(expr))?
            }
            (from, Literal::Integer(_)) if ty.is_integer() && common(from, ty) == Some(ty) => value.clone(),
            (_, Literal::Integer(number)) if ty == Scalar::Numeric => Literal::Numeric(number.to_string()),
            _ => return Err(refused()),
        };
        return Ok(constant(ty, value));
    }
    if common(expression.ty, ty) == Some(ty) && expression.ty.is_integer() {
        return Ok(Expression::new(ty, Node::Cast(Box::new(expression))));
    }
    Err(refused())
}
