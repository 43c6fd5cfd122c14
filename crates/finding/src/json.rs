//! Writes findings as the JSON text that callers read.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use json_format::date_time;
use json_tape::json::write_string;
use json_tape::{At, Decimal, Doc, DocId, JsonStr, Kind, Names, Value};

use crate::Finding;
use crate::param::Param;
use crate::path::{Passed, Step, walk};

/// The longest text of the data that params and paths repeat, in code points; a longer one is cut to this length and
/// followed by `…`.
pub const LONGEST_TEXT: usize = 200;

/// The part of a text of the data that is repeated, in UTF-8.
pub(crate) fn repeated(text: JsonStr<'_>) -> Cow<'_, [u8]> {
    match text.beginning(LONGEST_TEXT) {
        None => text.bytes(),
        Some(beginning) => {
            let mut cut = beginning.bytes().into_owned();
            cut.extend_from_slice("…".as_bytes());
            Cow::Owned(cut)
        }
    }
}

/// Writes JSON text. Each item of a list and each member of an object ends with a comma, and the closing bracket
/// replaces the last comma.
///
/// ```
/// use finding::Json;
///
/// let mut text = Vec::new();
/// let mut json = Json(&mut text);
/// json.raw(b"[");
/// for item in [1, -2] {
///     json.integer(item);
///     json.raw(b",");
/// }
/// json.close(b"]");
/// assert_eq!(text, b"[1,-2]");
/// ```
#[derive(Debug)]
pub struct Json<'o>(pub &'o mut Vec<u8>);

impl Json<'_> {
    /// Appends text that is JSON already.
    pub fn raw(&mut self, json: &[u8]) {
        self.0.extend_from_slice(json);
    }

    /// Closes one or several lists or objects.
    pub fn close(&mut self, end: &[u8]) {
        if self.0.last() == Some(&b',') {
            self.0.pop();
        }
        self.raw(end);
    }

    /// Appends a string.
    pub fn text(&mut self, text: &[u8]) {
        write_string(text, self.0);
    }

    /// Appends a number. Written by hand, since `core::fmt` would add several kilobytes to the wasm.
    pub fn integer(&mut self, value: i64) {
        let mut digits = [0; 20];
        let (mut rest, mut start) = (value.unsigned_abs(), digits.len());
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + (rest % 10) as u8;
            rest /= 10;
            start -= 1;
            if rest == 0 {
                break;
            }
        }
        if value < 0 {
            self.raw(b"-");
        }
        self.raw(digits.get(start..).unwrap_or_default());
    }

    /// Appends a list of the names whose bit is set; the lowest bit belongs to the first name.
    pub fn names(&mut self, names: &'static Names, chosen: u64) {
        self.raw(b"[");
        for slot in 0..names.len() {
            if chosen.wrapping_shr(slot as u32) & 1 == 1 {
                self.text(names.bytes(slot));
                self.raw(b",");
            }
        }
        self.close(b"]");
    }

    /// Appends a list of texts.
    fn list<'t>(&mut self, texts: impl Iterator<Item = &'t str>) {
        self.raw(b"[");
        for text in texts {
            self.text(text.as_bytes());
            self.raw(b",");
        }
        self.close(b"]");
    }

    /// Appends a scalar from the data. Containers, long texts and numbers that do not fit into a double are given as
    /// their source text, cut if it is long.
    fn value(&mut self, value: Value<'_>) {
        let span = value.span();
        let text = match value.kind() {
            Kind::Null => return self.raw(b"null"),
            Kind::True | Kind::False => return self.raw(span),
            Kind::Number if span.len() <= 17 && Decimal::new(span).is_double() => return self.raw(span),
            _ => value.as_str().unwrap_or(JsonStr::plain(span)),
        };
        self.text(&repeated(text));
    }
}

/// Writes paths as JSON arrays, each from where the last one led: the time is linear in the number of siblings between
/// them.
#[derive(Debug, Default)]
pub struct Paths(Passed);

impl Paths {
    /// Appends the path of the value.
    pub fn write(&mut self, value: Value<'_>, out: &mut Vec<u8>) {
        let mut out = Json(out);
        out.raw(b"[");
        write_path(value, &mut self.0, &mut out);
        out.close(b"]");
    }
}

/// Appends the steps of a path, each with a comma.
fn write_path(value: Value<'_>, passed: &mut Passed, out: &mut Json<'_>) {
    walk(value, passed, &mut |step| {
        match step {
            Step::Key(name) => out.text(&repeated(name)),
            Step::Index(index) => out.integer(index.into()),
        }
        out.raw(b",");
    });
}

/// Writes issues as JSON text.
pub(crate) struct Writer<'d, 'o> {
    subject: &'d Doc<'d>,
    current: Option<&'d Doc<'d>>,
    pub(crate) out: Json<'o>,
    passed: Passed,
}

impl<'d, 'o> Writer<'d, 'o> {
    /// `current` is the document of an update's stored row.
    pub(crate) fn new(subject: &'d Doc<'d>, current: Option<&'d Doc<'d>>, out: &'o mut Vec<u8>) -> Self {
        Self { subject, current, out: Json(out), passed: Passed::default() }
    }

    /// The value at this place.
    pub(crate) fn value(&self, at: At) -> Value<'d> {
        let doc = match at.doc {
            DocId::Subject => self.subject,
            DocId::Current => self.current.unwrap_or(self.subject),
        };
        doc.value(at.node)
    }

    /// Writes an issue and a comma; `added` are the params that were added to the finding.
    pub(crate) fn finding(&mut self, finding: &Finding, added: &[(&'static str, Param)]) {
        self.out.raw(b"{");
        self.field(b"\"source\":", Some(finding.source.as_str().as_bytes()));
        self.field(b"\"code\":", Some(finding.code.as_bytes()));
        self.out.raw(b"\"path\":[");
        let at = self.value(finding.at);
        write_path(at, &mut self.passed, &mut self.out);
        self.field(b"", finding.property);
        self.out.close(b"],\"params\":{");
        self.params(finding, added);
        self.out.close(b"},");
        self.field(b"\"sqlstate\":", finding.sqlstate.map(|state| state.as_str().as_bytes()));
        self.field(b"\"constraint\":", finding.constraint.map(str::as_bytes));
        self.field(b"\"column\":", finding.column);
        self.out.close(b"},");
    }

    /// Writes `before` and the text, if there is one.
    fn field(&mut self, before: &[u8], text: Option<&[u8]>) {
        if let Some(text) = text {
            self.out.raw(before);
            self.out.text(text);
            self.out.raw(b",");
        }
    }

    /// Writes the members of `params`.
    pub(crate) fn params(&mut self, finding: &Finding, added: &[(&'static str, Param)]) {
        if let Some(params) = finding.params {
            self.out.raw(params.as_bytes());
            self.out.raw(b",");
        }
        for &(name, param) in added {
            self.out.text(name.as_bytes());
            self.out.raw(b":");
            self.param(param);
            self.out.raw(b",");
        }
    }

    fn param(&mut self, param: Param) {
        match param {
            Param::Null => self.out.raw(b"null"),
            Param::Boolean(value) => self.out.raw(if value { b"true" } else { b"false" }),
            Param::Integer(value) => self.out.integer(value),
            Param::Text(value) => self.out.text(value.as_bytes()),
            Param::Name(value) => self.out.text(value),
            Param::Json(value) => self.out.raw(value),
            Param::Names(names) => self.out.names(names, u64::MAX),
            Param::Types(types) => {
                let mut names = types.names();
                match (names.next(), names.next()) {
                    (Some(only), None) => self.out.text(only.as_bytes()),
                    _ => self.out.list(types.names()),
                }
            }
            Param::Offset(minutes) => self.out.text(&date_time::offset_text(minutes)),
            Param::Source(at) => self.out.value(self.value(at)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Findings, Types};
    use json_tape::{Tape, names};
    use pg_value::SqlState;

    fn written(text: &str, report: impl FnOnce(&Doc<'_>, &mut Findings)) -> String {
        let mut tape = Tape::new();
        let doc = tape.parse(text.as_bytes()).unwrap();
        let (mut findings, mut out) = (Findings::new(), Vec::new());
        report(&doc, &mut findings);
        findings.write_json(&doc, None, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn writes_every_field() {
        let text = written("[{}]", |doc, findings| {
            let row = doc.root().elements().next().unwrap();
            let mut reported = findings.database(SqlState::NotNullViolation, row.at()).missing(Some(b"name"));
            let finding = reported.finding().unwrap();
            finding.constraint = Some("t_check");
            finding.column = Some(b"name");
            finding.params = Some("\"a\":1,\"b\":[]");
        });
        assert_eq!(
            text,
            r#"[{"source":"database","code":"not_null_violation","path":[0,"name"],"params":{"a":1,"b":[]},"sqlstate":"23502","constraint":"t_check","column":"name"}]"#
        );
        assert_eq!(written("1", |_, _| {}), "[]");
    }

    #[test]
    fn writes_every_param() {
        let long = "é".repeat(LONGEST_TEXT + 1);
        let data = format!(r#"[null,true,1.5,1e400,"a\"b",[1, 2],"{long}"]"#);
        let text = written(&data, |doc, findings| {
            let reported = findings
                .rule("code", doc.root(), None)
                .param("null", Param::Null)
                .param("boolean", Param::Boolean(false))
                .param("integer", Param::Integer(i64::MIN))
                .param("text", Param::Text("t\n"))
                .param("name", Param::Name(b"n"))
                .param("json", Param::Json(b"{}"))
                .param("names", Param::Names(names!["a", "b"]))
                .param("type", Param::Types(Types::OBJECT))
                .param("types", Param::Types(Types::of(&[Types::STRING, Types::NULL])))
                .param("offset", Param::Offset(-210));
            doc.root().elements().fold(reported, |reported, value| reported.source("value", value));
        });
        let params = [
            r#""null":null,"boolean":false,"integer":-9223372036854775808,"text":"t\n","name":"n","json":{},"#,
            r#""names":["a","b"],"type":"object","types":["null","string"],"offset":"-03:30","#,
            r#""value":null,"value":true,"value":1.5,"value":"1e400","value":"a\"b","value":"[1, 2]","#,
            &format!(r#""value":"{}…""#, "é".repeat(LONGEST_TEXT)),
        ]
        .concat();
        assert_eq!(text, format!(r#"[{{"source":"rule","code":"code","path":[],"params":{{{params}}}}}]"#));
    }
}
