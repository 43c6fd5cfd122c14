//! CHECKs that ask whether a document meets a schema, and what they found about each document of a row. Knows neither
//! schemas nor how a document is judged: the generated CHECK passes that in.

use json_tape::Value;
use pg_value::logic::Stop;

use crate::row::Row;

/// What the CHECKs of a row found about its documents, by the schemas' numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Documents {
    /// Bit i is set if the document of schema i is sound, as a draft at least.
    sound: u32,
    /// The same as complete data.
    complete: u32,
    /// Bit i is set if a CHECK refuses the document of schema i.
    refused: u32,
}

impl Documents {
    /// Whether a CHECK found that the document meets schema `number`. Complete data that is sound is a sound draft.
    #[must_use]
    pub const fn is_sound(self, number: u32, complete: bool) -> bool {
        let of = if complete { self.complete } else { self.sound };
        of & bit(number) != 0
    }

    /// Whether a CHECK refuses the document.
    #[must_use]
    pub const fn is_refused(self, number: u32) -> bool {
        self.refused & bit(number) != 0
    }

    const fn with(mut self, number: u32, complete: bool, is_sound: bool) -> Self {
        let bit = bit(number);
        if is_sound {
            self.sound |= bit;
            self.complete |= if complete { bit } else { 0 };
        } else {
            self.refused |= bit;
        }
        self
    }
}

/// Nothing is recorded of further schemas, whose documents are then judged again.
const fn bit(number: u32) -> u32 {
    if number < u32::BITS { 1 << number } else { 0 }
}

impl Row<'_> {
    /// What a function of the database says about the document in a jsonb column: whether it meets schema `number`, as
    /// a draft or as complete data. NULL is no document and meets every schema; a `complete` that is NULL counts as
    /// false.
    ///
    /// # Errors
    /// [`Stop::Unknowable`] if nothing is known about the column.
    pub fn document(
        &self,
        column: usize,
        complete: Option<bool>,
        number: u32,
        is_sound: fn(Value<'_>, bool) -> bool,
    ) -> Result<Option<bool>, Stop> {
        let Some(document) = self.jsonb(column)? else { return Ok(Some(true)) };
        let complete = complete == Some(true);
        let is_sound = is_sound(document, complete);
        self.documents.set(self.documents.get().with(number, complete, is_sound));
        self.judged_as_complete.set(Some(complete));
        Ok(Some(is_sound))
    }

    /// What the CHECKs have found so far about the row's documents.
    pub(crate) const fn documents(&self) -> Documents {
        self.documents.get()
    }
}
