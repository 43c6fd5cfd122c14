//! The constants in a CHECK, found by their spelling alone: rows are made from them and from values close to them.

/// Numbers and texts, each once, in order of first occurrence.
#[derive(Clone, Debug, Default)]
pub struct Constants {
    /// As written in the CHECK.
    pub numbers: Vec<String>,
    /// The content of quoted texts.
    pub texts: Vec<String>,
}

fn push(list: &mut Vec<String>, text: String) {
    if !list.contains(&text) {
        list.push(text);
    }
}

impl Constants {
    /// The constants of a CHECK.
    pub fn of(check: &str) -> Self {
        let mut found = Self::default();
        let mut chars = check.chars().peekable();
        let mut before = ' ';
        while let Some(c) = chars.next() {
            match c {
                '\'' => {
                    let mut text = String::new();
                    while let Some(c) = chars.next() {
                        if c != '\'' {
                            text.push(c);
                        } else if chars.peek() == Some(&'\'') {
                            text.push('\'');
                            chars.next();
                        } else {
                            break;
                        }
                    }
                    // The prefix of `E'…'`.
                    if matches!(before, 'E' | 'e') {
                        text = text.replace("\\\\", "\\");
                    }
                    push(&mut found.texts, text);
                }
                '0'..='9' if !(before.is_alphanumeric() || matches!(before, '_' | '"' | '$')) => {
                    let mut number = String::from(c);
                    while let Some(&next) = chars.peek() {
                        if !(next.is_ascii_digit() || next == '.') {
                            break;
                        }
                        number.push(next);
                        chars.next();
                    }
                    push(&mut found.numbers, number);
                }
                // A quoted name, whose digits are not constants.
                '"' => while chars.next().is_some_and(|c| c != '"') {},
                _ => {}
            }
            before = c;
        }
        // The elements of an array literal.
        for text in found.texts.clone() {
            if let Some(inner) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
                for element in inner.split(',') {
                    push(&mut found.texts, element.trim().trim_matches('"').to_owned());
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Constants;

    #[test]
    fn finds_numbers_and_texts() {
        let found = Constants::of("(\"a1\" >= 0 AND x2 < 10.5) OR kind = ANY ('{draft,\"it''s\"}'::text[])");
        assert_eq!(found.numbers, ["0", "10.5"]);
        assert_eq!(found.texts, ["{draft,\"it's\"}", "draft", "it's"]);
    }
}
