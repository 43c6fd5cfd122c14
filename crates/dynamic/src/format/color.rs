//! `color`, the format of react-jsonschema-form's color widget: a CSS Level 2 colour (section 4.3.6).

const NAMES: [&str; 17] = [
    "aqua", "black", "blue", "fuchsia", "gray", "green", "lime", "maroon", "navy", "olive", "orange", "purple", "red",
    "silver", "teal", "white", "yellow",
];

/// A name, three or six hexadecimal digits after `#`, or `rgb(…)` with three numbers up to 255 or three percentages.
#[must_use]
pub fn is_color(text: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(text) else { return false };
    if let Some(digits) = text.strip_prefix('#') {
        return matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    let Some(list) = text.strip_prefix("rgb(").and_then(|rest| rest.strip_suffix(')')) else {
        return NAMES.contains(&text);
    };
    let parts: Vec<_> = list.split(',').map(str::trim).collect();
    parts.len() == 3
        && (parts.iter().all(|part| at_most(part, 255))
            || parts.iter().all(|part| part.strip_suffix('%').is_some_and(|part| at_most(part, 100))))
}

fn at_most(digits: &str, most: u16) -> bool {
    digits.len() <= 3
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && digits.parse().is_ok_and(|n: u16| n <= most)
}

#[cfg(test)]
mod tests {
    use super::is_color;

    #[test]
    fn is_css() {
        for text in ["#151ce6", "#FFF", "red", "rgb(0, 128,255)", "rgb(0%,50%, 100%)"] {
            assert!(is_color(text.as_bytes()), "{text}");
        }
        for text in
            ["", "#", "#12", "#1234567", "#ggg", "not a colour", "rgb(0,0)", "rgb(256,0,0)", "rgb(1,2%,3)", "Rot"]
        {
            assert!(!is_color(text.as_bytes()), "{text}");
        }
    }
}
