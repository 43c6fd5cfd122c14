//! Rewrites PostgreSQL spellings that the parser does not know into equivalent ones that it knows. Knows only tokens.

use sqlparser::tokenizer::{Token, TokenWithSpan};

fn is_word(token: Option<&TokenWithSpan>, words: &[&str]) -> bool {
    matches!(token, Some(TokenWithSpan { token: Token::Word(word), .. })
        if word.quote_style.is_none() && words.iter().any(|each| word.value.eq_ignore_ascii_case(each)))
}

/// Completes `trim(BOTH FROM x)` and `trim(FROM x)`, which leave out the characters to trim: by default a blank.
#[must_use]
pub fn known(tokens: &[TokenWithSpan]) -> Vec<TokenWithSpan> {
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
    use super::known;
    use sqlparser::dialect::PostgreSqlDialect;
    use sqlparser::tokenizer::Tokenizer;

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
}
