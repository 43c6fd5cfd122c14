//! Function calls: the known functions and their argument types.

use sqlparser::ast::{
    Expr, Function as Call, FunctionArg, FunctionArgExpr, FunctionArguments, ObjectName, TrimWhereField,
};

use super::array::is_of_arrays;
use super::coercion::{coerce, common_of, is_implicit};
use super::{Scope, Typed, constant, folded, refused, unsupported};
use crate::error::Result;
use crate::model::expression::{Expression, Function, Literal, Node, Scalar};
use crate::read::sql::cursor::Name;
use crate::read::sql::identifier;

/// Functions with fixed argument types: name, arguments, result.
const FUNCTIONS: &[(&str, &[Scalar], Scalar, Function)] = {
    use Function as F;
    use Scalar::{Boolean, Bytea, Integer, Jsonb, Text};
    &[
        ("char_length", &[Text], Integer, F::CharLength),
        ("character_length", &[Text], Integer, F::CharLength),
        ("length", &[Text], Integer, F::CharLength),
        ("length", &[Bytea], Integer, F::OctetLength),
        ("octet_length", &[Text], Integer, F::OctetLength),
        ("octet_length", &[Bytea], Integer, F::OctetLength),
        ("btrim", &[Text, Text], Text, F::Btrim),
        ("ltrim", &[Text, Text], Text, F::Ltrim),
        ("rtrim", &[Text, Text], Text, F::Rtrim),
        ("strpos", &[Text, Text], Integer, F::Strpos),
        ("starts_with", &[Text, Text], Boolean, F::StartsWith),
        ("left", &[Text, Integer], Text, F::Left),
        ("right", &[Text, Integer], Text, F::Right),
        ("substr", &[Text, Integer], Text, F::SubstrFrom),
        ("substr", &[Text, Integer, Integer], Text, F::Substr),
        ("substring", &[Text, Integer], Text, F::SubstrFrom),
        ("substring", &[Text, Integer, Integer], Text, F::Substr),
        ("replace", &[Text, Text, Text], Text, F::Replace),
        ("reverse", &[Text], Text, F::Reverse),
        ("lower", &[Text], Text, F::Lower),
        ("upper", &[Text], Text, F::Upper),
        ("split_part", &[Text, Text, Integer], Text, F::SplitPart),
        ("jsonb_typeof", &[Jsonb], Text, F::JsonbTypeof),
        ("jsonb_array_length", &[Jsonb], Integer, F::JsonbArrayLength),
    ]
};

/// A function's name, as it is written.
fn written(name: &ObjectName) -> Option<Name> {
    let parts: Vec<_> = name.0.iter().map(|part| part.as_ident().map(identifier)).collect::<Option<_>>()?;
    match parts.as_slice() {
        [name] => Some(Name { schema: None, name: name.clone() }),
        [schema, name] => Some(Name { schema: Some(schema.clone()), name: name.clone() }),
        _ => None,
    }
}

/// The type of a function that reads the server's clock, in any of its spellings.
fn clock(name: &str, arguments: &FunctionArguments) -> Option<Scalar> {
    match (name, arguments) {
        ("current_date", FunctionArguments::None) => Some(Scalar::Date),
        ("current_timestamp", FunctionArguments::None) => Some(Scalar::Timestamptz),
        ("localtimestamp", FunctionArguments::None) => Some(Scalar::Timestamp),
        (
            "now" | "transaction_timestamp" | "statement_timestamp" | "clock_timestamp",
            FunctionArguments::List(list),
        ) if list.args.is_empty() => Some(Scalar::Timestamptz),
        _ => None,
    }
}

impl Scope<'_> {
    pub(super) fn function(&self, call: &Call, expr: &Expr) -> Typed {
        let name = written(&call.name).ok_or_else(|| unsupported(expr))?;
        let (schema, name) = (name.schema.as_deref(), name.name);
        match schema {
            None if self.follows && self.is_other(&name) => return self.inlined(None, &name, call, expr),
            None => self.no_function(&name, expr)?,
            Some("pg_catalog") => {}
            Some(schema) if self.follows && self.is_other(&name) => {
                return self.inlined(Some(schema), &name, call, expr);
            }
            Some(_) => return Err(unsupported(expr)),
        }
        if let Some(ty) = clock(&name, &call.args) {
            return Ok(Expression::new(ty, Node::Clock));
        }
        let arguments = self.arguments(call, expr)?;
        self.called(&name, arguments, expr)
    }

    /// The arguments of a plain call.
    pub(super) fn arguments(&self, call: &Call, expr: &Expr) -> Result<Vec<Expression>> {
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
        if modified { Err(unsupported(expr)) } else { Ok(arguments) }
    }

    /// Whether a name may refer to a function of the migrations.
    fn is_other(&self, name: &str) -> bool {
        // These are read by the grammar itself, so they never refer to a user's function.
        let is_keyword = matches!(name, "coalesce" | "greatest" | "least" | "nullif");
        !is_keyword && self.catalogue.has_function(name)
    }

    /// Checks that a name refers to PostgreSQL's own function.
    pub(super) fn no_function(&self, name: &str, expr: &Expr) -> Result<()> {
        if self.is_other(name) {
            return Err(refused(expr, &format!(" may call the function `{name}` that a migration makes")));
        }
        Ok(())
    }

    /// A call of one of PostgreSQL's own functions.
    pub(super) fn called(&self, name: &str, mut arguments: Vec<Expression>, expr: &Expr) -> Typed {
        match (name, arguments.len()) {
            ("btrim" | "ltrim" | "rtrim", 1) => arguments.push(constant(Scalar::Text, Literal::Text(" ".to_owned()))),
            ("coalesce", 1..) => return self.coalesce(arguments, expr),
            ("greatest" | "least", 1..) => return self.extreme(name == "greatest", arguments, expr),
            ("num_nulls" | "num_nonnulls", 1..) => {
                return folded(Scalar::Integer, Node::CountNulls(name == "num_nulls", arguments), expr);
            }
            ("nullif", 2) => return self.null_if(arguments, expr),
            (name, 1..) if is_of_arrays(name) => return self.array_function(name, arguments, expr),
            // The versions for citext ignore case.
            ("strpos" | "replace" | "split_part", _)
                if arguments.iter().any(|argument| argument.ty == Scalar::Citext) =>
            {
                return Err(unsupported(expr));
            }
            // This counts the padding, which is not kept.
            ("octet_length", 1) if arguments.iter().any(|argument| argument.ty == Scalar::Bpchar) => {
                return Err(unsupported(expr));
            }
            _ => {}
        }
        if let Some(read) = self.of_numbers(name, &arguments, expr) {
            return read;
        }
        let fits = |types: &[Scalar]| {
            types.len() == arguments.len() && types.iter().zip(&arguments).all(|(ty, given)| is_implicit(given.ty, *ty))
        };
        let found = FUNCTIONS.iter().find(|(own, types, ..)| *own == name && fits(types));
        let Some((_, types, ty, function)) = found else { return Err(unsupported(expr)) };
        let arguments =
            arguments.into_iter().zip(*types).map(|(given, ty)| coerce(given, *ty, expr)).collect::<Result<_>>()?;
        folded(*ty, Node::Call(*function, arguments), expr)
    }

    fn null_if(&self, arguments: Vec<Expression>, expr: &Expr) -> Typed {
        let [left, right] = <[Expression; 2]>::try_from(arguments).map_err(|_| unsupported(expr))?;
        let ty = left.ty;
        let (left, right) = self.unify(left, right, expr)?;
        // The result has the left side's own type, so that side must not be converted.
        let converted = left.ty != ty && !(left.ty.is_integer() && ty.is_integer());
        let is_supported =
            !matches!(ty, Scalar::Json | Scalar::Jsonb | Scalar::Citext | Scalar::Unknown) && ty.element().is_none();
        if converted || !is_supported {
            return Err(unsupported(expr));
        }
        folded(ty, Node::NullIf(Box::new(left), Box::new(right)), expr)
    }

    /// `greatest` and `least`; not for texts, whose order depends on the collation.
    fn extreme(&self, greatest: bool, arguments: Vec<Expression>, expr: &Expr) -> Typed {
        use Scalar::{Bpchar, Citext, Json, Jsonb, Text, Unknown};
        let ty = common_of(arguments.iter().map(|argument| argument.ty)).ok_or_else(|| unsupported(expr))?;
        if matches!(ty, Unknown | Text | Bpchar | Citext | Json | Jsonb) || ty.element().is_some() {
            return Err(unsupported(expr));
        }
        let list = arguments.into_iter().map(|argument| self.coerce(argument, ty, expr)).collect::<Result<_>>()?;
        folded(ty, Node::Extreme(greatest, list), expr)
    }

    /// `trim(BOTH characters FROM text)` in all its spellings.
    pub(super) fn trim(
        &self,
        ends: Option<TrimWhereField>,
        characters: Option<&Expr>,
        text: &Expr,
        expr: &Expr,
    ) -> Typed {
        let name = match ends {
            None | Some(TrimWhereField::Both) => "btrim",
            Some(TrimWhereField::Leading) => "ltrim",
            Some(TrimWhereField::Trailing) => "rtrim",
        };
        let mut arguments = vec![self.read(text)?];
        if let Some(characters) = characters {
            arguments.push(self.read(characters)?);
        }
        self.called(name, arguments, expr)
    }

    /// `substring(text FROM from FOR count)`, where either part may be missing, and `substring(text, from, count)`.
    pub(super) fn substring(&self, text: &Expr, from: Option<&Expr>, count: Option<&Expr>, expr: &Expr) -> Typed {
        let mut arguments = vec![self.read(text)?];
        match from {
            Some(from) => arguments.push(self.read(from)?),
            None => arguments.push(constant(Scalar::Integer, Literal::Integer(1))),
        }
        if let Some(count) = count {
            arguments.push(self.read(count)?);
        }
        self.called("substring", arguments, expr)
    }
}
