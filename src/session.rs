//! A session row as the wizard's own rules see it: the columns they speak of, found in one pass.
//! Knows column names (from the lifecycle) and judges nothing.

use crate::lifecycle::Lifecycle;
use crate::tape::{JsonStr, Kind, Value};

/// Most stages that a lifecycle may have (a bit each in [`Session::completed`]).
pub const MAX_STAGES: usize = 8;

/// The values of one session row. On an update, those of the stored row stand behind those sent.
#[derive(Clone, Copy, Debug)]
pub struct Session<'a> {
    /// The row object that is sent.
    pub row: Value<'a>,
    /// Each stage's data, in lifecycle order; `None` if it is in neither row, or NULL.
    pub stages: [Option<Value<'a>>; MAX_STAGES],
    /// Bit i: stage i's data is in the row that is sent (rather than in the stored one).
    pub sent: u8,
    pub status: Option<Value<'a>>,
    /// The status of the stored row.
    pub stored_status: Option<Value<'a>>,
    pub current_stage: Option<Value<'a>>,
    pub completed_stages: Option<Value<'a>>,
    pub completion_percentage: Option<Value<'a>>,
}

impl<'a> Session<'a> {
    /// Looks the columns up; the last of duplicate keys counts.
    #[must_use]
    pub fn new(lifecycle: &Lifecycle, row: Value<'a>, current: Option<Value<'a>>) -> Self {
        let mut session = Self {
            row,
            stages: [None; MAX_STAGES],
            sent: 0,
            status: None,
            stored_status: None,
            current_stage: None,
            completed_stages: None,
            completion_percentage: None,
        };
        if let Some(current) = current {
            session.read(lifecycle, current);
            session.sent = 0;
            session.stored_status = session.status;
        }
        session.read(lifecycle, row);
        session
    }

    fn read(&mut self, lifecycle: &Lifecycle, row: Value<'a>) {
        for (name, value) in row.members() {
            // PostgreSQL reads JSON null as NULL: the column holds nothing.
            let value = Some(value).filter(|v| !v.is_null());
            if let Some(index) = lifecycle.stages.iter().position(|s| name.eq_str(s.column)) {
                if let Some(slot) = self.stages.get_mut(index) {
                    *slot = value;
                    self.sent |= 1 << index;
                }
            } else if name.eq_str(lifecycle.status_column) {
                self.status = value;
            } else if name.eq_str(lifecycle.current_stage_column) {
                self.current_stage = value;
            } else if name.eq_str(lifecycle.completed_stages_column) {
                self.completed_stages = value;
            } else if name.eq_str(lifecycle.completion_percentage_column) {
                self.completion_percentage = value;
            }
        }
    }

    /// Bit i: stage i is named in `completed_stages`. Unknown names count for nothing here.
    #[must_use]
    pub fn completed(&self, lifecycle: &Lifecycle) -> u8 {
        let mut set = 0;
        let mut add = |name: &[u8]| {
            if let Some(index) = lifecycle.stage_index(name) {
                set |= 1 << index;
            }
        };
        match self.completed_stages {
            Some(list) if list.kind() == Kind::Array => {
                for name in list.elements().filter_map(Value::as_str) {
                    add(&name.bytes());
                }
            }
            // An array literal's text, `{organizerSetup,"eventSetup"}`: stage names need no quotes.
            Some(literal) => {
                literal_elements(&literal.as_str().map(JsonStr::bytes).unwrap_or_default(), &mut add);
            }
            None => {}
        }
        set
    }
}

/// The elements of an array literal, `{organizerSetup,"eventSetup"}`; stage names need no escapes.
pub fn literal_elements(literal: &[u8], each: &mut dyn FnMut(&[u8])) {
    let unquoted = |text: &'_ [u8], open: u8, close: u8| -> core::ops::Range<usize> {
        let begin = usize::from(text.first() == Some(&open));
        let end = text.len() - usize::from(text.len() > begin && text.last() == Some(&close));
        begin..end
    };
    let literal = literal.trim_ascii();
    let inside = literal.get(unquoted(literal, b'{', b'}')).unwrap_or_default();
    if inside.trim_ascii().is_empty() {
        return;
    }
    for part in inside.split(|&byte| byte == b',') {
        let part = part.trim_ascii();
        each(part.get(unquoted(part, b'"', b'"')).unwrap_or_default());
    }
}
