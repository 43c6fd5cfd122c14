//! Rewrites PostgreSQL spellings that the parser does not know into equivalent ones that it knows. Knows only tokens.

use sqlparser::tokenizer::{Token, TokenWithSpan, Whitespace};

fn is_word(token: Option<&TokenWithSpan>, words: &[&str]) -> bool {
    matches!(token, Some(TokenWithSpan { token: Token::Word(word), .. })
        if word.quote_style.is_none() && words.iter().any(|each| word.value.eq_ignore_ascii_case(each)))
}

/// Tokens that the parser knows.
#[must_use]
pub fn known(tokens: &[TokenWithSpan]) -> Vec<TokenWithSpan> {
    symmetric(&trimmed(tokens))
}

/// Joins the parts of a text that is written on several lines (manual, 4.1.2.1): only white space with a line break
/// is between them. A part with a backslash is left alone: after `E'…'` it would be an escape.
#[must_use]
pub fn joined(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let mut joined: Vec<TokenWithSpan> = Vec::with_capacity(tokens.len());
    for next in tokens {
        let gap = joined.iter().rev().take_while(|token| is_gap(&token.token)).count();
        let is_broken = joined.iter().rev().take(gap).any(|token| breaks_line(&token.token));
        let text = joined.len().checked_sub(gap + 1).and_then(|at| joined.get_mut(at));
        if let (
            Token::SingleQuotedString(more),
            true,
            Some(TokenWithSpan { token: Token::SingleQuotedString(text) | Token::EscapedStringLiteral(text), span }),
        ) = (&next.token, is_broken, text)
            && !more.contains('\\')
        {
            text.push_str(more);
            span.end = next.span.end;
            joined.truncate(joined.len() - gap);
            continue;
        }
        joined.push(next);
    }
    joined
}

/// White space that may be between the parts of a text.
const fn is_gap(token: &Token) -> bool {
    matches!(
        token,
        Token::Whitespace(
            Whitespace::Space | Whitespace::Tab | Whitespace::Newline | Whitespace::SingleLineComment { .. }
        )
    )
}

const fn breaks_line(token: &Token) -> bool {
    matches!(token, Token::Whitespace(Whitespace::Newline | Whitespace::SingleLineComment { .. }))
}

/// `BETWEEN SYMMETRIC a AND b` becomes `BETWEEN SYMMETRIC(a) AND b`, which the parser takes for a call. There is no such
/// function: the word is reserved.
fn symmetric(tokens: &[TokenWithSpan]) -> Vec<TokenWithSpan> {
    let (mut opened, mut closed) = (Vec::new(), Vec::new());
    for (index, pair) in tokens.windows(2).enumerate() {
        if let [between, symmetric] = pair
            && is_word(Some(between), &["between"])
            && is_word(Some(symmetric), &["symmetric"])
            && let Some(end) = tokens.get(index + 2..).and_then(operand)
        {
            opened.push(index + 2);
            closed.push(index + 2 + end);
        }
    }
    let mut known = Vec::with_capacity(tokens.len() + 2 * opened.len());
    for (index, token) in tokens.iter().enumerate() {
        if opened.contains(&index) {
            known.push(TokenWithSpan::new(Token::LParen, token.span));
        }
        if closed.contains(&index) {
            known.push(TokenWithSpan::new(Token::RParen, token.span));
        }
        known.push(token.clone());
    }
    known
}

/// The number of tokens before the AND that ends the first bound of a BETWEEN.
fn operand(tokens: &[TokenWithSpan]) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        match &token.token {
            Token::LParen | Token::LBracket => depth += 1,
            Token::RParen | Token::RBracket => depth = depth.checked_sub(1)?,
            _ if is_word(Some(token), &["case"]) => depth += 1,
            _ if is_word(Some(token), &["end"]) => depth = depth.checked_sub(1)?,
            _ if depth == 0 && index > 0 && is_word(Some(token), &["and"]) => return Some(index),
            _ => {}
        }
    }
    None
}

/// Completes `trim(BOTH FROM x)` and `trim(FROM x)`, which leave out the characters to trim: by default a blank.
fn trimmed(tokens: &[TokenWithSpan]) -> Vec<TokenWithSpan> {
    let mut known: Vec<TokenWithSpan> = Vec::with_capacity(tokens.len());
    // The last tokens that are not white space, the latest first.
    let mut last: [Option<&TokenWithSpan>; 3] = [None; 3];
    for token in tokens {
        if is_word(Some(token), &["from"]) {
            let [first, second, third] = last;
            let open = if is_word(first, &["both", "leading", "trailing"]) { [second, third] } else { [first, second] };
            if let [Some(TokenWithSpan { token: Token::LParen, .. }), trim] = open
                && is_word(trim, &["trim"])
            {
                known.push(TokenWithSpan::new(Token::SingleQuotedString(" ".to_owned()), token.span));
            }
        }
        if !matches!(token.token, Token::Whitespace(_)) {
            let [first, second, _] = last;
            last = [Some(token), first, second];
        }
        known.push(token.clone());
    }
    known
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{joined, known, symmetric};
    use sqlparser::dialect::PostgreSqlDialect;
    use sqlparser::tokenizer::{Token, TokenWithSpan, Tokenizer};

    #[test]
    fn says_what_is_trimmed() {
        for (text, expected) in [
            ("trim(BOTH FROM x)", "trim(BOTH ' 'FROM x)"),
            ("Trim ( from x)", "Trim ( ' 'from x)"),
            ("trim(trailing/**/from x)", "trim(trailing/**/' 'from x)"),
            ("trim(both 'a' from x)", "trim(both 'a' from x)"),
            ("trim(\"both\" from x)", "trim(\"both\" from x)"),
            ("select a from b", "select a from b"),
        ] {
            let tokens = Tokenizer::new(&PostgreSqlDialect {}, text).tokenize_with_location().unwrap();
            let found: String = known(&tokens).iter().map(|token| token.token.to_string()).collect();
            assert_eq!(found, expected);
        }
    }

    fn rewritten(text: &str, rewrite: impl Fn(Vec<TokenWithSpan>) -> Vec<TokenWithSpan>) -> String {
        let tokens = Tokenizer::new(&PostgreSqlDialect {}, text).tokenize_with_location().unwrap();
        rewrite(tokens).iter().map(|token| token.token.to_string()).collect()
    }

    #[test]
    fn marks_symmetric_bounds() {
        for (text, expected) in [
            ("BETWEEN SYMMETRIC 5 AND 1", "BETWEENSYMMETRIC(5)AND1"),
            ("between symmetric f(a, b) + 1 and 2 and c", "betweensymmetric(f(a,b)+1)and2andc"),
            (
                "between symmetric (x between symmetric 1 and 2) and y",
                "betweensymmetric((xbetweensymmetric(1)and2))andy",
            ),
            ("between symmetric case when a and b then 1 end and 2", "betweensymmetric(casewhenaandbthen1end)and2"),
            ("(x between symmetric 5) and 1", "(xbetweensymmetric5)and1"),
            ("between \"symmetric\" and 1", "between\"symmetric\"and1"),
            ("between symmetric and 1", "betweensymmetricand1"),
        ] {
            let found = rewritten(text, |mut tokens| {
                tokens.retain(|token| !matches!(token.token, Token::Whitespace(_)));
                symmetric(&tokens)
            });
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn joins_the_parts_of_a_text() {
        for (text, expected) in [
            ("'a'\n'b'", "'ab'"),
            ("'a' \n\t 'b'\n'c' || 'd'", "'abc' || 'd'"),
            ("'a' -- why\n'b'", "'ab'"),
            ("E'a'\n'b'", "E'ab'"),
            // None of these is one text.
            ("'a' 'b'", "'a' 'b'"),
            ("'a'\t'b'", "'a'\t'b'"),
            ("'a'/*\n*/'b'", "'a'/*\n*/'b'"),
            ("'a'\nE'b'", "'a'\nE'b'"),
            ("E'a'\n'\\n'", "E'a'\n'\\n'"),
        ] {
            assert_eq!(rewritten(text, joined), expected);
        }
    }
}
