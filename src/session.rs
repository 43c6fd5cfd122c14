//! A session row as the wizard's own rules see it: the columns they use, found in one pass. Knows column names (from
//! the lifecycle) and judges nothing.

use crate::lifecycle::{COMPLETED_STAGES, FIRST_STAGE, Lifecycle, STATUS, position};
use json_tape::Value;
use pg_value::TextArray;

pub use crate::generated::MAX_STAGES;

/// The values of one session row. On an update, the stored row's values stand in for columns that are not sent.
#[derive(Clone, Copy, Debug)]
pub struct Session<'a> {
    /// The row object that is sent.
    pub row: Value<'a>,
    /// How many stages there are.
    pub count: usize,
    /// The values each row has for [`Lifecycle::columns`]; on an insert nothing is stored.
    sent: Columns<'a>,
    stored: Columns<'a>,
    /// Bit i is set if stage i is named in `completed_stages`. Unknown names are ignored here.
    pub completed: u8,
}

/// One value for each column that the row has.
type Columns<'a> = [Option<Value<'a>>; FIRST_STAGE + MAX_STAGES];

impl<'a> Session<'a> {
    /// Looks the columns up; of duplicate keys, the last counts.
    #[must_use]
    pub fn new(lifecycle: &Lifecycle, row: Value<'a>, current: Option<Value<'a>>) -> Self {
        let sent = json_judge::find(lifecycle.columns, row);
        let stored = current.map_or([None; _], |current| json_judge::find(lifecycle.columns, current));
        let count = lifecycle.stages.len();
        let mut session = Self { row, count, sent, stored, completed: 0 };
        let mut completed = 0;
        session.each_completed(lifecycle, &mut |_, stage| completed |= stage.map_or(0, |index| 1 << index));
        session.completed = completed;
        session
    }

    /// The value of the column at this index in [`Lifecycle::columns`]; `None` if it is in neither row, or if it is
    /// JSON null, which PostgreSQL reads as NULL.
    #[must_use]
    pub fn column(&self, index: usize) -> Option<Value<'a>> {
        let sent = self.sent.get(index).copied().flatten();
        sent.or(self.stored.get(index).copied().flatten()).filter(|value| !value.is_null())
    }

    /// The value that the row itself has for the column at this index in [`Lifecycle::columns`], even if it is null.
    #[must_use]
    pub fn sent(&self, index: usize) -> Option<Value<'a>> {
        self.sent.get(index).copied().flatten()
    }

    /// The status of the stored row.
    #[must_use]
    pub fn stored_status(&self) -> Option<Value<'a>> {
        self.stored.get(STATUS).copied().flatten().filter(|value| !value.is_null())
    }

    /// A stage's data, by its index in the lifecycle.
    #[must_use]
    pub fn stage(&self, index: usize) -> Option<Value<'a>> {
        self.column(FIRST_STAGE + index)
    }

    /// Calls `each` for every name in `completed_stages`, with the value it stands in and the stage it names.
    pub fn each_completed(&self, lifecycle: &Lifecycle, each: &mut dyn FnMut(Value<'a>, Option<usize>)) {
        let Some(list) = self.column(COMPLETED_STAGES) else { return };
        for name in list.elements() {
            each(name, position(lifecycle.stages, name));
        }
        // The names in an array literal, `{organizerSetup,"eventSetup"}`, have no places of their own. What is wrong
        // with the literal is left to the database.
        if let Some(literal) = list.as_str()
            && let Ok(array) = TextArray::parse(&literal.bytes())
        {
            for name in array.iter() {
                each(list, name.and_then(|name| lifecycle.stages.position_of(name)));
            }
        }
    }
}
