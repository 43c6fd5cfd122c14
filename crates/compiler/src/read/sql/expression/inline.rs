//! Calls of functions that the migrations make and that compute one expression: the call becomes that expression, with
//! the arguments in place of the parameters.
//!
//! PostgreSQL sometimes does the same and sometimes calls the function, and folds constants in the one case that it
//! does not see in the other. The value is the same; whether an error occurs may not be. A call is refused if that
//! could show.

use sqlparser::ast::{Expr, Function as Call};

use super::coercion::coerce;
use super::{Scope, Typed, constant, folded, is_constant, quoted, refused};
use crate::error::{Error, Result};
use crate::model::expression::{Expression, Function, Literal, Node, Scalar};
use crate::model::types::{ColumnType, Element};
use crate::read::sql::catalogue::Catalogue;
use crate::read::sql::definition::{Definition, Names};
use crate::read::sql::function::UserFunction;

/// How deeply calls in bodies are followed.
const DEEPEST: usize = 4;

/// How many nodes an expression may have with the bodies of its functions.
const LONGEST: usize = 5_000;

/// PostgreSQL's own functions, of all versions.
const BUILTIN: &str = include_str!("../builtin_functions.txt");

impl Scope<'_> {
    /// A call of a function of the migrations, by its name with the schema that is written, if any.
    pub(super) fn inlined(&self, schema: Option<&str>, name: &str, call: &Call, expr: &Expr) -> Typed {
        let fails = |why: &str| refused(expr, &format!(" is not supported in a CHECK: `{name}` {why}"));
        if schema.is_none() && BUILTIN.lines().any(|builtin| builtin == name) {
            return Err(refused(expr, &format!(" may call the function `{name}` that a migration makes")));
        }
        if schema.is_none() && self.catalogue.has(name) {
            return Err(fails("is a type too"));
        }
        if schema.is_none() && self.names == Names::OnlyBuiltin {
            return Err(fails("is not in the `search_path` of the function that calls it"));
        }
        let function = self
            .catalogue
            .functions
            .only(name)
            .ok_or_else(|| fails("is not, or no longer, exactly one function of the migrations"))?;
        if function.schema != schema.unwrap_or("public") {
            return Err(fails("is in another schema"));
        }
        if function.definition.is_err() && function.arguments == ["jsonb", "boolean"] {
            return self.document(function, call, expr);
        }
        if function.schema != "public" {
            return Err(fails("is not in the schema `public`"));
        }
        let definition =
            function.definition.as_ref().map_err(|error| fails(&format!("cannot be read: {}", error.message)))?;
        if self.names == Names::Fixed {
            return Err(fails("is called by a function whose body is not a text"));
        }
        if self.inside.contains(&function.id) || self.inside.len() >= DEEPEST {
            return Err(fails("calls itself, or calls are nested too deeply"));
        }
        let given = self.arguments(call, expr)?;
        if given.len() != definition.parameters.len() {
            return Err(fails("has another number of parameters"));
        }
        let mut arguments = Vec::new();
        for (argument, (_, data_type)) in given.into_iter().zip(&definition.parameters) {
            let ty = plain(self.catalogue, data_type).map_err(|error| fails(&error.message))?;
            let argument = self.coerce(argument, ty, expr)?;
            // Whether an argument is computed that is not needed depends on PostgreSQL's plan.
            if failures(&argument) > 0 {
                return Err(fails("gets an argument whose computation may fail"));
            }
            arguments.push(argument);
        }
        if self.inside.is_empty() {
            self.called.borrow_mut().push(function.id);
        }
        self.body(function, definition, arguments, expr).map_err(|error| {
            // The body stands elsewhere, so its positions do not fit.
            let within = format!("{} calls `{name}`", quoted(expr));
            Error { position: None, file: None, ..error }.within(&within)
        })
    }

    /// What a call computes.
    fn body(&self, function: &UserFunction, definition: &Definition, arguments: Vec<Expression>, expr: &Expr) -> Typed {
        let ty = plain(self.catalogue, &definition.returns)?;
        let null = constant(ty, Literal::Null);
        let is_null = |argument: &Expression| argument.node == Node::Literal(Literal::Null);
        if definition.strict && arguments.iter().any(is_null) {
            return Ok(null);
        }
        let body = self.computed(function, definition, &arguments, ty, expr)?;
        let unsure = |what: &str| Error::unsupported(format!("whether {what} depends on PostgreSQL's plan"));
        let varying: Vec<&Expression> = arguments.iter().filter(|argument| !is_constant(argument)).collect();
        if varying.len() < arguments.len() {
            let columns = definition.parameters.iter().zip(&arguments).enumerate();
            let unknown: Vec<Expression> = columns
                .map(|(index, (_, argument))| Expression::new(argument.ty, Node::Column(format!("${}", index + 1))))
                .collect();
            let opaque = self.computed(function, definition, &unknown, ty, expr)?;
            let constant_call = varying.is_empty() && definition.immutable;
            if !constant_call && failures(&opaque) != failures(&body) {
                return Err(unsure("a part of its body with a constant is computed"));
            }
        }
        if is_constant(&body) && !(varying.is_empty() && definition.immutable) {
            return Err(unsure("its value is known before any row"));
        }
        if !definition.strict || varying.is_empty() {
            return Ok(body);
        }
        if varying.len() > 1 && failures(&body) > 0 {
            return Err(unsure("its body is computed where an argument is NULL"));
        }
        let mut nulls = Vec::new();
        for argument in varying {
            nulls.push(folded(Scalar::Boolean, Node::IsNull(true, Box::new(argument.clone())), expr)?);
        }
        let any = folded(Scalar::Boolean, Node::Or(nulls), expr)?;
        folded(ty, Node::Case(vec![(any, null)], Some(Box::new(body))), expr)
    }

    /// The body with these arguments, converted to the declared type of the result.
    fn computed(
        &self,
        function: &UserFunction,
        definition: &Definition,
        arguments: &[Expression],
        ty: Scalar,
        expr: &Expr,
    ) -> Typed {
        let mut inner = Scope::new(&function.name, &[], self.catalogue).following();
        inner.parameters =
            definition.parameters.iter().map(|(name, _)| name.clone()).zip(arguments.iter().cloned()).collect();
        inner.inside.clone_from(&self.inside);
        inner.inside.push(function.id);
        inner.names = definition.names;
        let mut body = inner.read(&definition.body)?;
        let of_enum = |argument: &Expression| matches!(argument.ty, Scalar::Enum(_) | Scalar::Array(Element::Enum(_)));
        if inner.has_enum() || arguments.iter().any(of_enum) {
            self.has_enum.set(true);
        }
        let (mut length, mut by_path) = (0, false);
        body.walk(&mut |node| {
            length += 1;
            by_path |= node.ty == Scalar::Citext
                || definition.names == Names::OnlyBuiltin && matches!(node.ty, Scalar::Enum(_));
        });
        if by_path {
            return Err(Error::unsupported("its operators and types depend on `search_path`"));
        }
        if length > LONGEST {
            return Err(Error::unsupported("its body is too long"));
        }
        // The result of SELECT is text if nothing says otherwise.
        if body.ty == Scalar::Unknown {
            body = coerce(body, Scalar::Text, expr)?;
        }
        if body.ty != ty && definition.plpgsql {
            return Err(Error::unsupported(format!("its result is of type {}, not {}", body.ty.name(), ty.name())));
        }
        self.coerce(body, ty, expr)
    }
}

/// The type of a parameter or a result, whose modifier PostgreSQL ignores.
fn plain(catalogue: &Catalogue, data_type: &sqlparser::ast::DataType) -> Result<Scalar> {
    let declared = catalogue.resolve(data_type)?;
    if declared.domain.is_some() {
        return Err(Error::unsupported(format!("the domain `{data_type}` is not supported there")));
    }
    // An array keeps no modifier, but its elements would be judged by it.
    match declared.ty {
        ColumnType::Array(element) if element != element.without_modifier() => {
            Err(Error::unsupported(format!("`{data_type}` is not supported there")))
        }
        ty => Ok(ty.into()),
    }
}

/// How many parts of an expression may raise an error.
fn failures(expression: &Expression) -> usize {
    let mut count = 0;
    expression.walk(&mut |node| count += usize::from(may_fail(node)));
    count
}

/// Whether a node may raise an error if its parts do not.
fn may_fail(expression: &Expression) -> bool {
    use Function as F;
    match &expression.node {
        Node::Column(_)
        | Node::Old(_)
        | Node::Document(..)
        | Node::Literal(_)
        | Node::Compare(..)
        | Node::Distinct(..)
        | Node::And(_)
        | Node::Or(_)
        | Node::Not(_)
        | Node::IsNull(..)
        | Node::IsBoolean(..)
        | Node::EqAny(..)
        | Node::NeAll(..)
        | Node::EqAll(..)
        | Node::NeAny(..)
        | Node::Quantified { .. }
        | Node::Truncate(..)
        | Node::Coalesce(_)
        | Node::Case(..)
        | Node::CountNulls(..)
        | Node::Extreme(..)
        | Node::NullIf(..)
        | Node::Matches(..) => false,
        Node::Cast(inner) => !matches!(
            (inner.ty, expression.ty),
            (_, Scalar::Text)
                | (Scalar::SmallInt, Scalar::Integer | Scalar::BigInt | Scalar::Numeric)
                | (Scalar::Integer, Scalar::BigInt | Scalar::Numeric)
                | (Scalar::BigInt, Scalar::Numeric)
        ),
        Node::Call(function, _) => !matches!(
            function,
            F::CharLength
                | F::OctetLength
                | F::Btrim
                | F::Ltrim
                | F::Rtrim
                | F::Strpos
                | F::StartsWith
                | F::Left
                | F::Right
                | F::Reverse
                | F::Lower
                | F::Upper
                | F::JsonbEq
                | F::JsonbNe
                | F::JsonbContains
                | F::JsonbTypeof
                | F::JsonbField
                | F::JsonbFieldText
                | F::JsonbExists
                | F::Cardinality
                | F::ArrayLength
                | F::Contains
                | F::Overlaps
                | F::ArrayEq
                | F::ArrayNe
        ),
        Node::Clock | Node::Arithmetic(..) | Node::Negate(_) | Node::Fit(..) | Node::Like(..) => true,
    }
}
