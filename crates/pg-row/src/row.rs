//! One row as a statement would write it: its members are looked up once, and each is decoded once into a cell that NOT
//! NULL and the CHECKs read. Knows columns and their types, but not the order of errors.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::cell::Cell as Recorded;

use json_tape::{Kind, Value};
use pg_value::logic::Stop;
use pg_value::operators::array::Array;
use pg_value::operators::jsonb::document_text;
use pg_value::{Date, Datum, Error, Float, Numeric, SqlState, Timestamptz, Type, text};

use crate::document::Documents;
use crate::domain::Refused;
use crate::statement::{Missing, Operation, RowOptions};
use crate::table::{Column, Default, Table, Triggered};

/// Those members of an object that are columns of a table.
#[derive(Clone, Debug)]
pub(crate) struct Members<'a> {
    /// For each column, the value if the object has it; of duplicate keys the last counts, as in PostgreSQL.
    values: Vec<Option<Value<'a>>>,
    /// Whether there are keys that are not columns.
    pub(crate) has_unknown: bool,
}

impl<'a> Members<'a> {
    /// No members.
    pub(crate) const NONE: Self = Self { values: Vec::new(), has_unknown: false };

    /// Looks all columns up in one pass.
    pub(crate) fn of(table: &'static Table, object: Value<'a>) -> Self {
        let mut members = Self { values: alloc::vec![None; table.columns.len()], has_unknown: false };
        for (column, index) in table.names.members_of(object) {
            match column.and_then(|column| members.values.get_mut(column)) {
                Some(value) => *value = Some(object.doc().value(index)),
                None => members.has_unknown = true,
            }
        }
        members
    }

    /// A column's value.
    pub(crate) fn get(&self, column: usize) -> Option<Value<'a>> {
        self.values.get(column).copied().flatten()
    }

    /// Forgets a column's value.
    pub(crate) fn remove(&mut self, column: usize) {
        if let Some(value) = self.values.get_mut(column) {
            *value = None;
        }
    }
}

/// What all rows of a request share.
#[derive(Debug)]
pub(crate) struct Statement<'a> {
    pub(crate) table: &'static Table,
    pub(crate) options: RowOptions,
    /// The stored row to which an update applies.
    pub(crate) stored: Members<'a>,
    /// Whether there is a stored row.
    pub(crate) is_stored: bool,
    /// For each column, whether `?columns=` names it; empty if the request has no such list.
    pub(crate) named: Vec<bool>,
    /// Whether further columns may follow.
    pub(crate) is_unfinished: bool,
}

/// What a column of the row will hold once the statement has written it.
#[derive(Debug)]
pub(crate) enum Cell<'a> {
    /// The value that the statement writes: the one sent, the default, or what a trigger sets.
    Written(Datum<'a>),
    /// The value that an update leaves unchanged.
    Kept(Datum<'a>),
    /// Not known: the column's type refuses the value sent or stored, the stored row is not known, or only the server
    /// knows the default or what a trigger does.
    Unknowable,
    /// There is no value, since computing a generated column fails.
    Failed(SqlState),
}

/// What is refused at conversion.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Refusal<'a> {
    /// A value that its column's type refuses.
    Value { column: u16, value: Value<'a>, error: Error },
    /// A value that its column's domain refuses.
    Domain { column: u16, refused: Refused },
}

/// One row of the body, as CHECKs see it.
#[derive(Debug)]
pub struct Row<'a> {
    pub(crate) table: &'static Table,
    pub(crate) object: Value<'a>,
    pub(crate) is_unfinished: bool,
    sent: Members<'a>,
    /// One cell for each column, in table order.
    pub(crate) cells: Vec<Cell<'a>>,
    /// The stored values of the columns that UPDATE triggers compare, where they are known.
    old: Vec<(u16, Datum<'a>)>,
    pub(crate) documents: Recorded<Documents>,
    /// How the CHECK that is being evaluated asked for a document, if it did.
    pub(crate) judged_as_complete: Recorded<Option<bool>>,
}

impl<'a> Row<'a> {
    /// Decodes a row, in alphabetical order of the columns; `refused` receives the values that their types refuse.
    pub(crate) fn decode(
        statement: &Statement<'a>,
        object: Value<'a>,
        sent: Members<'a>,
        refused: &mut dyn FnMut(&Self, Refusal<'a>),
    ) -> Self {
        let table = statement.table;
        let cells = table.columns.iter().map(|_| Cell::Unknowable).collect();
        let mut row = Self {
            table,
            object,
            is_unfinished: statement.is_unfinished,
            sent,
            cells,
            old: statement.old(),
            documents: Recorded::default(),
            judged_as_complete: Recorded::default(),
        };
        for &index in table.alphabetical {
            let at = usize::from(index);
            let Some(column) = table.columns.get(at) else { continue };
            let mut cell = match row.sent(at) {
                None => statement.unsent(at, column),
                Some(value) => match statement.decode(column, value) {
                    Ok(datum) => Cell::Written(datum),
                    Err(error) => {
                        refused(&row, Refusal::Value { column: index, value, error });
                        Cell::Unknowable
                    }
                },
            };
            match column.triggered(statement.options.operation) {
                Triggered::Unchanged => {}
                Triggered::Set => cell = Cell::Written(Datum::Unknown),
                Triggered::Unknowable => cell = Cell::Unknowable,
            }
            if let Some(place) = row.cells.get_mut(at) {
                *place = cell;
            }
            let is_converted = row.sent(at).is_some() || statement.is_named(at);
            if is_converted && let Some(refusal) = table.domain(index).and_then(|domain| domain.refuses(&row)) {
                refused(&row, Refusal::Domain { column: index, refused: refusal });
                if let Some(place) = row.cells.get_mut(at) {
                    *place = Cell::Unknowable;
                }
            }
        }
        row.generate(statement.options.operation);
        row
    }

    /// The value in the body for a column.
    pub(crate) fn sent(&self, column: usize) -> Option<Value<'a>> {
        self.sent.get(column)
    }

    /// Whether NULL will be written; a column that an update leaves unchanged does not count.
    pub(crate) fn writes_null(&self, column: usize) -> bool {
        matches!(self.cells.get(column), Some(Cell::Written(Datum::Null)))
    }

    fn datum(&self, column: usize) -> Result<&Datum<'a>, Stop> {
        match self.cells.get(column) {
            Some(Cell::Written(datum) | Cell::Kept(datum)) => Ok(datum),
            Some(Cell::Unknowable | Cell::Failed(_)) | None => Err(Stop::Unknowable),
        }
    }

    /// A column's value, extracted by `read` from a datum of the column's type; `None` if it is NULL.
    fn value<'r, T>(&'r self, column: usize, read: impl FnOnce(&'r Datum<'a>) -> Option<T>) -> Result<Option<T>, Stop> {
        match self.datum(column)? {
            Datum::Null => Ok(None),
            datum => read(datum).map(Some).ok_or(Stop::Unknowable),
        }
    }

    /// Whether a column is NULL, as in `IS NULL`.
    ///
    /// # Errors
    /// [`Stop::Unknowable`] if nothing is known about the column; the same holds for all methods below.
    pub fn is_null(&self, column: usize) -> Result<bool, Stop> {
        Ok(matches!(self.datum(column)?, Datum::Null))
    }

    /// A boolean column's value.
    ///
    /// # Errors
    /// [`Stop::Unknowable`].
    pub fn boolean(&self, column: usize) -> Result<Option<bool>, Stop> {
        self.value(column, |datum| if let Datum::Boolean(value) = datum { Some(*value) } else { None })
    }

    /// A smallint, integer or bigint column's value.
    ///
    /// # Errors
    /// [`Stop::Unknowable`].
    pub fn integer(&self, column: usize) -> Result<Option<i64>, Stop> {
        self.value(column, |datum| if let Datum::Integer(value) = datum { Some(*value) } else { None })
    }

    /// A numeric column's value.
    ///
    /// # Errors
    /// [`Stop::Unknowable`].
    pub fn numeric(&self, column: usize) -> Result<Option<Numeric<'_>>, Stop> {
        self.value(column, |datum| if let Datum::Numeric(value) = datum { Some(value.borrowed()) } else { None })
    }

    /// A real or double precision column's value.
    ///
    /// # Errors
    /// [`Stop::Unknowable`].
    pub fn float(&self, column: usize) -> Result<Option<Float>, Stop> {
        self.value(column, |datum| if let Datum::Float(value) = datum { Some(*value) } else { None })
    }

    /// The value of an enum column: the position of its label.
    ///
    /// # Errors
    /// [`Stop::Unknowable`].
    pub fn enumeration(&self, column: usize) -> Result<Option<u8>, Stop> {
        self.value(column, |datum| if let Datum::Enum(place) = datum { Some(*place) } else { None })
    }

    /// The value of a time column: microseconds since midnight.
    ///
    /// # Errors
    /// [`Stop::Unknowable`].
    pub fn time(&self, column: usize) -> Result<Option<i64>, Stop> {
        self.value(column, |datum| if let Datum::Time(micros) = datum { Some(*micros) } else { None })
    }

    /// The value of a text, varchar or citext column, in UTF-8; of a char(n) column without its padding; of a bytea
    /// column.
    ///
    /// # Errors
    /// [`Stop::Unknowable`].
    pub fn text(&self, column: usize) -> Result<Option<Cow<'_, [u8]>>, Stop> {
        self.value(column, |datum| if let Datum::Text(value) = datum { Some(Cow::Borrowed(&**value)) } else { None })
    }

    /// The value of a text or varchar column in the stored row, as triggers read it from `OLD`.
    ///
    /// # Errors
    /// [`Stop::Unknowable`].
    pub fn old_text(&self, column: usize) -> Result<Option<Cow<'_, [u8]>>, Stop> {
        match self.old.iter().find(|(of, _)| usize::from(*of) == column) {
            Some((_, Datum::Null)) => Ok(None),
            Some((_, Datum::Text(value))) => Ok(Some(Cow::Borrowed(&**value))),
            _ => Err(Stop::Unknowable),
        }
    }

    /// A uuid column's value.
    ///
    /// # Errors
    /// [`Stop::Unknowable`].
    pub fn uuid(&self, column: usize) -> Result<Option<[u8; 16]>, Stop> {
        self.value(column, |datum| if let Datum::Uuid(value) = datum { Some(*value) } else { None })
    }

    /// A date column's value.
    ///
    /// # Errors
    /// [`Stop::Unknowable`].
    pub fn date(&self, column: usize) -> Result<Option<Date>, Stop> {
        self.value(column, |datum| if let Datum::Date(value) = datum { Some(*value) } else { None })
    }

    /// The value of a timestamptz column; of a timestamp column as if its zone were UTC.
    ///
    /// # Errors
    /// [`Stop::Unknowable`].
    pub fn timestamptz(&self, column: usize) -> Result<Option<Timestamptz>, Stop> {
        self.value(column, |datum| if let Datum::Timestamptz(value) = datum { Some(*value) } else { None })
    }

    /// The value of an array column; for arrays other than text\[\], the keys of the elements.
    ///
    /// # Errors
    /// [`Stop::Unknowable`].
    pub fn text_array(&self, column: usize) -> Result<Option<Array<'_>>, Stop> {
        self.value(column, |datum| if let Datum::TextArray(value) = datum { Some(Array::Value(value)) } else { None })
    }

    /// A jsonb column's value.
    ///
    /// # Errors
    /// [`Stop::Unknowable`].
    pub fn jsonb(&self, column: usize) -> Result<Option<Value<'_>>, Stop> {
        self.value(column, |datum| if let Datum::Jsonb(value) = datum { Some(*value) } else { None })
    }
}

/// The text of an element that has been through jsonb.
fn rewritten(value: Value<'_>) -> Cow<'_, [u8]> {
    if value.kind() == Kind::String { text(value) } else { Cow::Owned(document_text(value)) }
}

impl<'a> Statement<'a> {
    /// The cell of a column that the body lacks.
    fn unsent(&self, index: usize, column: &'static Column) -> Cell<'a> {
        if self.is_unfinished {
            return Cell::Unknowable;
        }
        if self.is_named(index) {
            match self.options.missing {
                Missing::Omitted => {}
                Missing::Null => return Cell::Written(Datum::Null),
                Missing::Default => return column.default.cell(column),
            }
        }
        match self.options.operation {
            Operation::Insert | Operation::Upsert => column.default.cell(column),
            Operation::Update => match self.stored.get(index).map(|value| self.decode(column, value)) {
                Some(Ok(datum)) => Cell::Kept(datum),
                Some(Err(_)) | None => Cell::Unknowable,
            },
        }
    }

    /// The update that is made where the row to be inserted exists already.
    pub(crate) fn on_conflict(&self) -> Self {
        let options = RowOptions { operation: Operation::Update, ..self.options };
        Self { options, stored: self.stored.clone(), named: self.named.clone(), ..*self }
    }

    /// What UPDATE triggers read of the stored row.
    fn old(&self) -> Vec<(u16, Datum<'a>)> {
        let Operation::Update = self.options.operation else { return Vec::new() };
        let columns = self.table.before_update.iter().flat_map(|check| check.columns);
        let value = |&column: &u16| {
            let stored = self.stored.get(column.into())?;
            Some((column, self.decode(self.table.columns.get(usize::from(column))?, stored).ok()?))
        };
        columns.filter_map(value).collect()
    }

    /// Whether the body provides the column's values, even as the NULL or the default of a row that lacks it.
    fn is_named(&self, index: usize) -> bool {
        self.named.get(index) == Some(&true)
    }

    fn decode(&self, column: &Column, value: Value<'a>) -> Result<Datum<'a>, Error> {
        // The body has been through jsonb, so the input function reads jsonb's spelling of numbers and documents.
        if self.options.missing == Missing::Default
            && matches!(value.kind(), Kind::Number | Kind::Array | Kind::Object)
            && !matches!(column.ty, Type::Jsonb | Type::TextArray | Type::Json)
        {
            if let Type::Array(element) = column.ty {
                return (element.decode)(value, element, rewritten);
            }
            return (column.input)(Cow::Owned(document_text(value)), column.ty);
        }
        column.ty.decode_by(column.input, value)
    }
}

impl Column {
    /// What triggers do to the column.
    pub(crate) const fn triggered(&self, operation: Operation) -> Triggered {
        match operation {
            Operation::Insert | Operation::Upsert => self.on_insert,
            Operation::Update => self.on_update,
        }
    }
}

impl Default {
    fn cell(&'static self, column: &Column) -> Cell<'static> {
        match self {
            Self::Null => Cell::Written(Datum::Null),
            Self::Literal(text) => match (column.input)(Cow::Borrowed(text.as_bytes()), column.ty) {
                Ok(datum) => Cell::Written(datum),
                Err(_) => Cell::Unknowable,
            },
            Self::Jsonb(doc) => Cell::Written(Datum::Jsonb(doc.root())),
            Self::Server => Cell::Written(Datum::Unknown),
            Self::Unknowable => Cell::Unknowable,
        }
    }
}
