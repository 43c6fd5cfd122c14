//! `iso-time` and `iso-date-time`, as `ajv-formats` defines them: RFC 3339, but the offset is optional and may consist
//! of hours only.

use json_format::calendar;

/// A full time whose offset may be missing, or be written `+02` or `+0200`.
#[must_use]
pub fn is_time(text: &[u8]) -> bool {
    let digits = text.iter().position(|byte| matches!(byte, b'z' | b'Z' | b'+' | b'-')).unwrap_or(text.len());
    let (time, offset) = text.split_at_checked(digits).unwrap_or_default();
    let offset = match offset {
        [] => b"Z".to_vec(),
        [_, _, _] => [offset, b":00"].concat(),
        [sign, a, b, c, d] => vec![*sign, *a, *b, b':', *c, *d],
        _ => offset.to_vec(),
    };
    calendar::full_time(&[time, &offset].concat()).is_some()
}

/// A full date, `T` or a blank, and such a time.
#[must_use]
pub fn is_date_time(text: &[u8]) -> bool {
    let (date, rest) = text.split_at_checked(10).unwrap_or_default();
    match rest {
        [b'T' | b't' | b' ', time @ ..] => calendar::full_date(date).is_some() && is_time(time),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_date_time, is_time};

    #[test]
    fn may_lack_an_offset() {
        for text in ["12:00:00", "12:00:00.5Z", "12:00:00+02:00", "12:00:00+02", "12:00:00-0230"] {
            assert!(is_time(text.as_bytes()), "{text}");
            assert!(is_date_time(format!("2026-05-01T{text}").as_bytes()), "{text}");
        }
        for text in ["", "noon", "12:00", "25:00:00", "12:00:00+", "12:00:00+2", "12:00:00Z0", "12:00:00+25:00"] {
            assert!(!is_time(text.as_bytes()), "{text}");
        }
        for text in ["", "2026-05-01", "2026-02-30T12:00:00", "2026-05-01x12:00:00", "2026-05-0112:00:00"] {
            assert!(!is_date_time(text.as_bytes()), "{text}");
        }
    }
}
