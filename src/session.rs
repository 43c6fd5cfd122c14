//! A session row as the wizard's own rules see it: the columns they speak of, found in one pass.
//! Knows column names (from the lifecycle) and judges nothing.

use crate::lifecycle::{COMPLETED_STAGES, FIRST_STAGE, Lifecycle, STATUS, position};
use json_tape::Value;
use pg_value::TextArray;

/// Most stages that a lifecycle may have (a bit each in [`Session::completed`]).
pub const MAX_STAGES: usize = 8;

/// The values of one session row. On an update, those of the stored row stand behind those sent.
#[derive(Clone, Copy, Debug)]
pub struct Session<'a> {
    /// The row object that is sent.
    pub row: Value<'a>,
    /// How many stages there are.
    pub count: usize,
    /// What each row has of [`Lifecycle::columns`]; nothing is stored on an insert.
    sent: Columns<'a>,
    stored: Columns<'a>,
    /// Bit i: stage i is named in `completed_stages`. Unknown names count for nothing here.
    pub completed: u8,
    /// `completed_stages` has an unknown name, or one twice.
    pub is_odd: bool,
}

/// A value for each column that the row has.
type Columns<'a> = [Option<Value<'a>>; FIRST_STAGE + MAX_STAGES];

impl<'a> Session<'a> {
    /// Looks the columns up; the last of duplicate keys counts.
    #[must_use]
    pub fn new(lifecycle: &Lifecycle, row: Value<'a>, current: Option<Value<'a>>) -> Self {
        let sent = json_judge::find(lifecycle.columns, row);
        let stored = current.map_or([None; _], |current| json_judge::find(lifecycle.columns, current));
        let count = lifecycle.stages.len();
        let mut session = Self { row, count, sent, stored, completed: 0, is_odd: false };
        let (mut completed, mut is_odd) = (0, false);
        session.each_completed(lifecycle, &mut |_, stage| {
            let bit = stage.map_or(0, |index| 1 << index);
            is_odd |= completed & bit == bit;
            completed |= bit;
        });
        (session.completed, session.is_odd) = (completed, is_odd);
        session
    }

    /// The value of the column at that place in [`Lifecycle::columns`]; `None` if it is in neither row, or NULL, which is what
    /// PostgreSQL makes of JSON null.
    #[must_use]
    pub fn column(&self, index: usize) -> Option<Value<'a>> {
        let sent = self.sent.get(index).copied().flatten();
        sent.or(self.stored.get(index).copied().flatten()).filter(|value| !value.is_null())
    }

    /// The status of the stored row.
    #[must_use]
    pub fn stored_status(&self) -> Option<Value<'a>> {
        self.stored.get(STATUS).copied().flatten().filter(|value| !value.is_null())
    }

    /// A stage's data, by its place in the lifecycle.
    #[must_use]
    pub fn stage(&self, index: usize) -> Option<Value<'a>> {
        self.column(FIRST_STAGE + index)
    }

    /// Each name in `completed_stages`: where it stands, and the stage that it is of.
    pub fn each_completed(&self, lifecycle: &Lifecycle, each: &mut dyn FnMut(Value<'a>, Option<usize>)) {
        let Some(list) = self.column(COMPLETED_STAGES) else { return };
        for name in list.elements() {
            each(name, position(lifecycle.stages, name));
        }
        // An array literal's, `{organizerSetup,"eventSetup"}`, have no places of their own. What is wrong with the literal
        // is the database's to say.
        if let Some(literal) = list.as_str()
            && let Ok(array) = TextArray::parse(&literal.bytes())
        {
            for name in array.iter() {
                each(list, name.and_then(|name| lifecycle.stages.position_of(&name)));
            }
        }
    }
}
