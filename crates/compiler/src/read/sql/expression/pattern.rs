//! Patterns: `LIKE`, regular expressions.

use sqlparser::ast::{BinaryOperator, Expr};

use super::coercion::coerce;
use super::{Scope, Typed, constant, folded, refused, unsupported};
use crate::error::Reason;
use crate::model::expression::{Expression, Function, Literal, Node, Regex, Scalar};
use crate::read::automaton;
use crate::read::sql::regex;

impl Scope<'_> {
    /// `LIKE` and `ILIKE`.
    pub(super) fn like(&self, value: &Expr, pattern: &Expr, like: Like<'_>, expr: &Expr) -> Typed {
        let (value, pattern) = (self.read(value)?, self.read(pattern)?);
        self.alike(value, pattern, like, expr)
    }

    /// The same for operands that have been read.
    fn alike(&self, value: Expression, pattern: Expression, like: Like<'_>, expr: &Expr) -> Typed {
        let value = subject(value, expr)?;
        let mut pattern = coerce(pattern, Scalar::Text, expr)?;
        match (&mut pattern.node, like.escape) {
            (Node::Literal(Literal::Text(text)), escape) => {
                if let Some(escape) = escape {
                    *text =
                        escaped(text, escape).ok_or_else(|| refused(expr, " has an invalid escape string (22025)"))?;
                }
                if text.bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1 {
                    return Err(refused(expr, " has a pattern that ends with its escape character (22025)"));
                }
                if like.ignores_case && !text.is_ascii() {
                    return Err(refused(expr, " depends on the locale of the database"));
                }
            }
            (_, Some(_)) => return Err(unsupported(expr)),
            _ => {}
        }
        let node = match pattern.node {
            Node::Literal(Literal::Text(text)) if !like.ignores_case => {
                return folded(Scalar::Boolean, Node::Like(like.positive, Box::new(value), text), expr);
            }
            _ => {
                let function = if like.ignores_case { Function::Ilike } else { Function::Like };
                folded(Scalar::Boolean, Node::Call(function, vec![value, pattern]), expr)?
            }
        };
        if like.positive { Ok(node) } else { folded(Scalar::Boolean, Node::Not(Box::new(node)), expr) }
    }

    /// `LIKE ANY (ARRAY[…])` and the like: with constant patterns, one after the other.
    pub(super) fn any_pattern(
        &self,
        value: &Expr,
        patterns: &Expr,
        operator: Operator<'_>,
        any: bool,
        expr: &Expr,
    ) -> Typed {
        let Node::Literal(Literal::TextArray(patterns)) = self.read(patterns)?.node else {
            return Err(refused(expr, " has a list that is not constant"));
        };
        if patterns.is_empty() {
            return Err(unsupported(expr));
        }
        let mut list = Vec::new();
        for pattern in patterns {
            let (value, pattern) =
                (self.read(value)?, constant(Scalar::Text, pattern.map_or(Literal::Null, Literal::Text)));
            list.push(match operator {
                Operator::Like(like) => self.alike(value, pattern, like, expr)?,
                Operator::Regular(regular) => self.matched(value, pattern, regular, expr)?,
            });
        }
        folded(Scalar::Boolean, if any { Node::Or(list) } else { Node::And(list) }, expr)
    }

    /// An operator between a text and a pattern.
    pub(super) fn by_pattern(&self, value: &Expr, pattern: &Expr, operator: Operator<'_>, expr: &Expr) -> Typed {
        // The parser gives these operators the precedence of `=`; PostgreSQL reads `a ~ b || c` from left to right.
        if matches!(pattern, Expr::BinaryOp { .. }) {
            return Err(refused(expr, " needs parentheses"));
        }
        let (value, pattern) = (self.read(value)?, self.read(pattern)?);
        match operator {
            Operator::Like(like) => self.alike(value, pattern, like, expr),
            Operator::Regular(regular) => self.matched(value, coerce(pattern, Scalar::Text, expr)?, regular, expr),
        }
    }

    /// A regular expression, for operands that have been read.
    fn matched(&self, value: Expression, pattern: Expression, operator: Regular, expr: &Expr) -> Typed {
        let value = subject(value, expr)?;
        let text = match pattern.node {
            Node::Literal(Literal::Text(text)) => text,
            Node::Literal(Literal::Null) => return folded(Scalar::Boolean, Node::Literal(Literal::Null), expr),
            _ => return Err(refused(expr, " has a pattern that is not constant")),
        };
        let refused = |why: Reason| refused(expr, &format!(" has a regular expression that is not supported: {why}"));
        let regex::Translated { sure, perhaps } = regex::translate(&text, operator.ignores_case).map_err(refused)?;
        let is_sure = sure == perhaps;
        let sure = automaton::compile(&sure).map_err(refused)?;
        let perhaps = if is_sure { None } else { Some(automaton::compile(&perhaps).map_err(refused)?) };
        // If no text distinguishes the two, one is enough.
        let perhaps = perhaps.filter(|perhaps| *perhaps != sure);
        let node = Node::Matches(operator.positive, Box::new(value), Box::new(Regex { sure, perhaps }));
        folded(Scalar::Boolean, node, expr)
    }
}

/// The text to be matched. The operators for citext and `char(n)` are different: they ignore case, and count blanks.
fn subject(value: Expression, expr: &Expr) -> Typed {
    match value.ty {
        Scalar::Text | Scalar::Unknown => coerce(value, Scalar::Text, expr),
        _ => Err(unsupported(expr)),
    }
}

/// A pattern with its escape character replaced by `\\`, the default; `None` if `escape` is not a single character.
fn escaped(pattern: &str, escape: &str) -> Option<String> {
    let mut chars = escape.chars();
    let escape = chars.next();
    if chars.next().is_some() {
        return None;
    }
    if escape == Some('\\') {
        return Some(pattern.to_owned());
    }
    let mut text = String::new();
    let mut is_escaped = false;
    for c in pattern.chars() {
        if Some(c) == escape && !is_escaped {
            text.push('\\');
            is_escaped = true;
            continue;
        }
        if c == '\\' && !is_escaped {
            text.push('\\');
        }
        text.push(c);
        is_escaped = false;
    }
    Some(text)
}

/// Which of `LIKE`, `ILIKE` and their negations, and what follows `ESCAPE`.
#[derive(Clone, Copy)]
pub(super) struct Like<'e> {
    pub(super) positive: bool,
    pub(super) ignores_case: bool,
    pub(super) escape: Option<&'e str>,
}

/// An operator that takes a pattern.
#[derive(Clone, Copy)]
pub(super) enum Operator<'e> {
    Like(Like<'e>),
    Regular(Regular),
}

impl Operator<'_> {
    /// The operator with this sign.
    pub(super) fn of(operator: &BinaryOperator) -> Option<Self> {
        use BinaryOperator as Op;
        let like = |positive, ignores_case| Some(Self::Like(Like { positive, ignores_case, escape: None }));
        let regular = |positive, ignores_case| Some(Self::Regular(Regular { positive, ignores_case }));
        match operator {
            Op::PGLikeMatch => like(true, false),
            Op::PGILikeMatch => like(true, true),
            Op::PGNotLikeMatch => like(false, false),
            Op::PGNotILikeMatch => like(false, true),
            Op::PGRegexMatch => regular(true, false),
            Op::PGRegexIMatch => regular(true, true),
            Op::PGRegexNotMatch => regular(false, false),
            Op::PGRegexNotIMatch => regular(false, true),
            _ => None,
        }
    }
}

/// Which of `~`, `~*`, `!~` and `!~*`.
#[derive(Clone, Copy)]
pub(super) struct Regular {
    pub(super) positive: bool,
    pub(super) ignores_case: bool,
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn any_escape_becomes_a_backslash() {
        // Manual, 9.7.1: the escape character itself is written twice, and an empty string means that there is none.
        for (pattern, escape, expected) in [
            ("10!%", "!", Some(r"10\%")),
            ("a!!_", "!", Some(r"a\!_")),
            (r"a\b", "!", Some(r"a\\b")),
            (r"a!\b", "!", Some(r"a\\b")),
            (r"a\%", r"\", Some(r"a\%")),
            (r"a\%", "", Some(r"a\\%")),
            ("é%", "é", Some(r"\%")),
            ("a", "!!", None),
        ] {
            assert_eq!(escaped(pattern, escape).as_deref(), expected, "{pattern} ESCAPE '{escape}'");
        }
    }
}
